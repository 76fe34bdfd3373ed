"""The typed events of a stream with their pieces of text in another shape, and everything else in its place between them."""

from __future__ import annotations

from collections.abc import Callable

from attrs import define, evolve, field

from .shaping import Shape
from .typed_events import (
    ContentDelta,
    KeepAliveReceived,
    ReasoningDelta,
    RefusalDelta,
    RetryStarted,
    StreamEvent,
    UsageReceived,
)

Delta = ContentDelta | ReasoningDelta | RefusalDelta
_BESIDE = (KeepAliveReceived, RetryStarted, UsageReceived)
"""Events that have no place in the text: they come at once and hold nothing up."""


@define
class Run:
    """Pieces of one kind in one choice, one after the other."""

    first: Delta
    shape: Shape[str, str]

    def events(self, pieces: list[str]) -> list[StreamEvent]:
        """The events of some pieces."""
        return [evolve(self.first, text=piece) for piece in pieces]


@define
class ShapedEvents:
    """Shapes each run of text by itself; any other event of its choice ends it."""

    make: Callable[[], Shape[str, str]]
    _runs: dict[int, Run] = field(factory=dict, init=False)

    @property
    def due(self) -> float | None:
        """The earliest time at which a run is to be asked."""
        return min((run.shape.due for run in self._runs.values() if run.shape.due is not None), default=None)

    @property
    def lingers(self) -> bool:
        """Whether a run lingers."""
        return any(run.shape.lingers for run in self._runs.values())

    def feed(self, piece: StreamEvent, now: float) -> list[StreamEvent]:
        """The events that may be given out after this one."""
        if isinstance(piece, _BESIDE):
            return [piece]
        run = self._runs.get(piece.choice)
        found: list[StreamEvent] = []
        if run is not None and type(run.first) is not type(piece):
            found = run.events(run.shape.end())
            del self._runs[piece.choice]
            run = None
        if not isinstance(piece, Delta):
            return [*found, piece]
        if run is None:
            run = self._runs[piece.choice] = Run(piece, self.make())
        return [*found, *run.events(run.shape.feed(piece.text, now))]

    def wake(self, now: float) -> list[StreamEvent]:
        """The events that are due."""
        return [event for run in self._runs.values() for event in run.events(run.shape.wake(now))]

    def end(self) -> list[StreamEvent]:
        """All that is held."""
        found = [event for run in self._runs.values() for event in run.events(run.shape.end())]
        self._runs.clear()
        return found
