"""Text at an even pace: what comes in bursts is given out in small pieces, none of them late."""

from __future__ import annotations

import math

from attrs import define, field

from .graphemes import may_cut, next_cut
from .options import checked_seconds

FRAME = 0.03
"""Seconds between two pieces. A screen shows sixty images a second; half as many are even enough for text."""

_SLACK = 1e-6
"""Seconds that rounding may cost."""


@define
class Paced:
    """
    Spreads text over the seconds after it came.

    Each character is given out within `latency` seconds of its coming, at the lowest pace at which that is so for all that is held. A piece
    ends where no character loses its marks (`core/graphemes.py`); the last character that came is held until the next one shows that it is
    whole, or until its time is up.
    """

    latency: float
    lingers: bool = field(default=True, init=False)
    due: float | None = field(default=None, init=False)
    _text: str = field(default="", init=False)
    _new: list[str] = field(factory=list, init=False)
    """What came since the last frame."""

    _came: int = field(default=0, init=False)
    """Characters in all; places in the text are counted from its begin."""

    _given: int = field(default=0, init=False)
    _deadlines: list[tuple[int, float]] = field(factory=list, init=False)
    """Up to which place the text must be out by when."""

    _next_frame: float = field(default=-math.inf, init=False)

    def feed(self, piece: str, now: float) -> list[str]:
        """What is due of all that came."""
        self._new.append(piece)
        self._came += len(piece)
        at = now + self.latency
        if self._deadlines and at - self._deadlines[-1][1] < FRAME / 8:
            at = self._deadlines.pop()[1]
        self._deadlines.append((self._came, at))
        self.due = self._next_frame
        return self.wake(now)

    def wake(self, now: float) -> list[str]:
        """What is due, in one piece."""
        if not self._deadlines or now < self._next_frame:
            return []
        self._text += "".join(self._new)
        self._new.clear()
        last = self._last_character()
        end = self._place_by(now, last)
        piece, self._text = self._text[: end - self._given], self._text[end - self._given :]
        self._given = end
        self._deadlines = [one for one in self._deadlines if one[0] > end]
        if piece:
            self._next_frame = now + FRAME
        if not self._deadlines:
            self.due = None
        elif end < last:
            self.due = now + FRAME
        else:  # what is left is one character, perhaps not whole yet
            self.due = max(self._next_frame, self._deadlines[0][1] - FRAME)
        return [piece] if piece else []

    def end(self) -> list[str]:
        """All that is held."""
        rest = self._text + "".join(self._new)
        self._new.clear()
        self._deadlines.clear()
        self._text, self._given, self.due = "", self._came, None
        return [rest] if rest else []

    def _place_by(self, now: float, last: int) -> int:
        """Up to which place the text is to be out now; `last` is the place of its last character."""
        needed, pace = self._given, 0.0
        for end, at in self._deadlines:
            left = at - now
            if left <= FRAME + _SLACK:  # the next frame would be late
                needed = end
            else:
                pace = max(pace, (end - self._given) * FRAME / left)
        wanted = max(needed, min(self._given + math.ceil(pace), self._came))
        place = self._given + next_cut(self._text, wanted - self._given) if wanted > self._given else wanted
        return last if place > last >= needed else place

    def _last_character(self) -> int:
        """The place at which the last character begins, with its marks."""
        index = len(self._text) - 1
        while index > 0 and not may_cut(self._text, index):
            index -= 1
        return self._given + max(index, 0)


def paced(seconds: float) -> Paced:
    """
    The shape of `smooth(seconds)`.

    Raises:
        ConfigurationError: not a positive number.
    """
    checked_seconds("seconds", seconds)
    return Paced(float(seconds))
