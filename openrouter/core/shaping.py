"""
Pieces of another shape: so many characters, whole lines, whole sentences.

A shape is fed the text as it comes, with the time, and gives what may be given out now; what it holds back it gives when it is asked at
`due`, or at the end. It knows no clock and waits for nothing: the fronts do. The pieces joined are always the text.
"""

from __future__ import annotations

from typing import Protocol, TypeVar

from attrs import define, field

from ..errors import ConfigurationError
from .options import checked_seconds

In_contra = TypeVar("In_contra", contravariant=True)
Out = TypeVar("Out")


class Shape(Protocol[In_contra, Out]):
    """What makes pieces of other pieces."""

    @property
    def due(self) -> float | None:
        """When to call `wake`, unless something is fed before; None while that would give nothing."""
        ...

    @property
    def lingers(self) -> bool:
        """Whether what is held when the answer ends is still given at its time, and not at once."""
        ...

    def feed(self, piece: In_contra, now: float) -> list[Out]:
        """What may be given out after this piece."""
        ...

    def wake(self, now: float) -> list[Out]:
        """What may be given out at this time."""
        ...

    def end(self) -> list[Out]:
        """All that is held: nothing follows, or not for a while."""
        ...


@define
class Joined:
    """Pieces of at least so many characters, held no longer than so many seconds."""

    chars: int | None
    seconds: float | None
    lingers: bool = field(default=False, init=False)
    due: float | None = field(default=None, init=False)
    _held: list[str] = field(factory=list, init=False)
    _size: int = field(default=0, init=False)

    def feed(self, piece: str, now: float) -> list[str]:
        """The pieces so far, once they are long enough or old enough."""
        self._held.append(piece)
        self._size += len(piece)
        if self.due is None and self.seconds is not None:
            self.due = now + self.seconds
        if self.chars is not None and self._size >= self.chars:
            return self.end()
        return self.wake(now)

    def wake(self, now: float) -> list[str]:
        """What is held, if it is old enough."""
        return self.end() if self.due is not None and now >= self.due else []

    def end(self) -> list[str]:
        """What is held."""
        text = "".join(self._held)
        self._held.clear()
        self._size, self.due = 0, None
        return [text] if text else []


def joined(chars: int | None, seconds: float | None) -> Joined:
    """
    The shape of `buffered(chars=, seconds=)`.

    Raises:
        ConfigurationError: neither of the two, or not a positive number.
    """
    if chars is None and seconds is None:
        raise ConfigurationError("buffered() needs chars=, seconds= or both")
    if chars is not None and (isinstance(chars, bool) or not isinstance(chars, int) or chars < 1):
        raise ConfigurationError(f"chars must be a whole number from 1, not {chars!r}")
    if seconds is not None:
        checked_seconds("seconds", seconds)
    return Joined(chars, seconds)


@define
class Lines:
    """Whole lines with their ends, which are `\\n` or `\\r\\n`; the last may have none."""

    lingers: bool = field(default=False, init=False)
    due: float | None = field(default=None, init=False)
    _held: list[str] = field(factory=list, init=False)

    def feed(self, piece: str, now: float) -> list[str]:
        """The lines that the piece ends."""
        first, *others = piece.split("\n")
        self._held.append(first)
        if not others:
            return []
        lines = ["".join(self._held) + "\n", *(line + "\n" for line in others[:-1])]
        self._held = [others[-1]]
        return lines

    def wake(self, now: float) -> list[str]:
        """Nothing: a line is not given in parts."""
        return []

    def end(self) -> list[str]:
        """The last line, if it has no end."""
        text = "".join(self._held)
        self._held.clear()
        return [text] if text else []
