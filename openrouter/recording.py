"""The file of `stream(record=...)`: the bytes of an answer as received, for a bug report."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from attrs import define

from . import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package
from .core.hooks import CallFacts, Hooks
from .core.log import LOGGER
from .core.secrets import Secret
from .errors import ConfigurationError

LONGEST_NAME = 250
"""Bytes of a file's name; most file systems take 255, and a continuation adds some."""


def recorder(path: Any, key: Secret | None) -> Hooks:
    """
    Hooks that write the bodies of a call to a file, without the key.

    An attempt that is sent again delivered nothing, and the next one writes over it. The rest of an answer that broke off and was
    continued (`resume=True`) goes to a file of its own beside it: `answer.sse`, `answer-2.sse`. What cannot be written, once the first
    request is sent, ends the recording and not the answer; the log says so.

    Raises:
        ConfigurationError: no file can be written there.
    """
    if not isinstance(path, (str, os.PathLike)) or isinstance(path, bytes) or not os.fspath(path):
        raise ConfigurationError(f"record must be the path of a file, not {path!r}")
    place = Path(path)
    if os.path.isdir(place) or not os.path.isdir(place.parent) or len(os.fsencode(place.name)) > LONGEST_NAME:
        raise ConfigurationError(f"record: no file can be made at {str(place)!r}; its folder must be there")
    tape = Tape(place, key.reveal().encode() if key is not None and key.is_hidden else b"")
    return Hooks(on_request=tape.begin, on_bytes=tape.write, on_end=tape.end)


@define
class Tape:
    """A file that is being written."""

    path: Path
    key: bytes
    file: BinaryIO | None = None
    held: bytes = b""
    """The last bytes, which may be the beginning of the key."""

    failed: bool = False
    """Whether something could not be written; nothing more is tried."""

    def begin(self, call: CallFacts) -> None:
        """A request is about to be sent: its answer begins a file."""
        self._close()
        if self.failed:
            return
        part = call.stats.resumed + 1
        path = self.path if part == 1 else self.path.with_stem(f"{self.path.stem}-{part}")
        try:
            self.file = path.open("wb")
        except OSError as error:
            reason = str(error)
        else:
            return
        if call.stats.sends == 1:  # nothing is lost yet
            raise ConfigurationError(f"record: {reason}")
        self._give_up(path, reason)

    def write(self, call: CallFacts, data: bytes) -> None:
        """Bytes came."""
        if self.file is None:
            return
        data = self.held + data
        if self.key:
            data = data.replace(self.key, b"***")
            keep = next((size for size in range(len(self.key) - 1, 0, -1) if data.endswith(self.key[:size])), 0)
            data, self.held = data[: len(data) - keep], data[len(data) - keep :]
        try:
            self.file.write(data)
            self.file.flush()  # a process that dies leaves what came
        except OSError as error:
            self._give_up(self.file.name, error)

    def end(self, call: CallFacts) -> None:
        """The call is over."""
        self._close()

    def _close(self) -> None:
        if self.file is not None:
            try:
                with self.file:
                    self.file.write(self.held)
            except OSError as error:
                self._give_up(self.file.name, error)
        self.file, self.held = None, b""

    def _give_up(self, path: str | Path, reason: object) -> None:
        """The recording ends and the answer does not: it is paid for."""
        LOGGER.warning("the recording to %s ended: %s", path, reason)
        self.failed = True
        if self.file is not None:
            with suppress(OSError):
                self.file.close()
        self.file, self.held = None, b""

    def __repr__(self) -> str:
        return f"<Tape {self.path}>"
