"""A standard stream: flushed at each write, and harmless where it is a terminal."""

from __future__ import annotations

import io
import os
from typing import TextIO

from attrs import define, field

from ..printable import sanitised


@define(eq=False)
class Output:
    """A stream that is flushed at each write, sanitised where it is a terminal."""

    stream: TextIO
    raw: bool = False
    """Whether a terminal gets the text as it is."""

    utf8: bool = field(default=False, kw_only=True)
    """Whether it is UTF-8, whatever the environment says."""

    begun: bool = field(default=False, init=False)
    """Whether anything was written."""

    _mid_line: bool = field(default=False, init=False)

    def __attrs_post_init__(self) -> None:
        if isinstance(self.stream, io.TextIOWrapper):
            # A terminal that is not UTF-8 is no reason to fail.
            self.stream.reconfigure(encoding="utf-8" if self.utf8 else None, errors="backslashreplace")

    @property
    def is_terminal(self) -> bool:
        """Whether a person may be looking."""
        return self.stream.isatty()

    @property
    def colours(self) -> bool:
        """Whether to style the text."""
        return self.is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def write(self, text: str, *, dim: bool = False) -> None:
        """Shows a piece of text at once."""
        if self.is_terminal and not self.raw:
            text = sanitised(text)
        if not text:
            return
        self.begun = True
        self._mid_line = not text.endswith("\n")
        self.stream.write(f"\x1b[2m{text}\x1b[22m" if dim and self.colours else text)
        self.stream.flush()

    def end_line(self) -> None:
        """Writes a line end, unless the last thing written was one."""
        if self._mid_line:
            self.write("\n")

    def message(self, text: str) -> None:
        """Shows a line of its own."""
        self.end_line()
        self.write(text + "\n")

    def abandon(self) -> None:
        """Makes what is left in the buffer vanish, now that nobody reads it; else Python reports it at exit."""
        self._mid_line = False
        try:
            number = self.stream.fileno()
        except (OSError, ValueError):  # a stream in memory, or closed
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)
