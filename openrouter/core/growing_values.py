"""The views of values that grow: JSON that is still coming, parsed seldom enough to be cheap and often enough to be seen."""

from __future__ import annotations

from typing import Any

from attrs import define, field

from ..structured.partial import GROWTH, PartialJSON

PAUSE = 0.05
"""Seconds after which a text that has grown a little is parsed again."""

PAUSE_PER_CHARACTER = 1e-5
"""Seconds more for each character that is there, so that the work in a second stays the same however long the text is."""


@define
class Growing:
    """The values of a JSON text, each time that there is more of them; what cannot be told from the text yet is never in one."""

    lingers: bool = field(default=False, init=False)
    due: float | None = field(default=None, init=False)
    _partial: PartialJSON = field(factory=PartialJSON, init=False)
    _parsed_at: float = field(default=0.0, init=False)

    @property
    def value(self) -> Any:
        """The last value."""
        return self._partial.value

    def feed(self, piece: str, now: float) -> list[Any]:
        """The value, if the text has grown by a tenth, or is not parsed to its end for a while."""
        partial = self._partial
        partial.add(piece)
        if partial.length > partial.parsed * (1 + GROWTH):
            return self._parse(now)
        self.due = self._parsed_at + PAUSE + partial.length * PAUSE_PER_CHARACTER
        return self.wake(now)

    def wake(self, now: float) -> list[Any]:
        """The value, if it is time to look again."""
        return self._parse(now) if self.due is not None and now >= self.due else []

    def end(self) -> list[Any]:
        """The value of all that came."""
        return self._parse(self._parsed_at) if self._partial.parsed < self._partial.length else []

    def _parse(self, now: float) -> list[Any]:
        before = self._partial.value
        self._parsed_at, self.due = now, None
        value = self._partial.parse()
        return [] if value is None or value == before else [value]
