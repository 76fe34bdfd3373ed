"""Text for people: what a model says must command neither a terminal nor the eye."""

from __future__ import annotations

from . import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package

_C0_AND_C1 = {*range(0x20), 0x7F, *range(0x80, 0xA0)}
_BIDI_CONTROLS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_KEPT = {ord("\t"), ord("\n")}
_SHOWN = {0x1B: "␛", 0x0D: "␍"}
"""Controls that are made visible: their loss would make a text out of a command."""

_TABLE: dict[int, str | None] = {**dict.fromkeys((_C0_AND_C1 | _BIDI_CONTROLS) - _KEPT), **_SHOWN}

_LONGEST_MESSAGE = 1000


def sanitised(text: str) -> str:
    """
    A text without anything that a terminal obeys or that turns what is written around, but tabs and line ends.

    It goes character by character, so a sequence that is split over two pieces is caught as well.
    """
    return text.replace("\r\n", "\n").translate(_TABLE)


def one_line(text: str) -> str:
    """A message as one line of bounded length, sanitised."""
    line = sanitised(" ".join(text.split()))
    return line if len(line) <= _LONGEST_MESSAGE else line[:_LONGEST_MESSAGE] + "…"
