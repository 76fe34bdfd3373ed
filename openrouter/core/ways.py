"""The ways to read an answer that can be shaped: what each makes of an item, and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from attrs import evolve, frozen

from .accumulator import Accumulator
from .journal import Journal, View

if TYPE_CHECKING:
    from ..models import ChatChunk
    from .shaping import Shape
    from .typed_events import StreamEvent

Piece = TypeVar("Piece")
MakeShape: TypeAlias = "Callable[[], Shape[str, str]]"


@frozen
class Way(Generic[Piece]):
    """A way to read an answer."""

    name: str
    view: View
    parts_of: Callable[[Any], Iterable[Piece]]
    """What an item of the stream brings."""

    last_parts: Callable[[Accumulator], Iterable[Piece]]
    """What follows the last item of a whole answer."""

    shaped: Callable[[MakeShape], Shape[Piece, Piece]]
    """The shape of its parts that a shape of text means."""


def _text_of(chunk: ChatChunk) -> tuple[str, ...]:
    text = chunk.text
    return (text,) if text else ()


def _reasoning_of(chunk: ChatChunk) -> tuple[str, ...]:
    text = chunk.reasoning
    return (text,) if text else ()


def _no_more(answer: Accumulator) -> tuple[str, ...]:
    return ()


def _events_of(item: Any) -> Iterable[StreamEvent]:
    from .typed_events import events_of

    return events_of(item)


def _end_events(answer: Accumulator) -> Iterable[StreamEvent]:
    from .typed_events import end_events

    return end_events(answer)


def _events_in(make: MakeShape) -> Shape[StreamEvent, StreamEvent]:
    from .shaped_events import ShapedEvents

    return ShapedEvents(make)


def _itself(make: MakeShape) -> Shape[str, str]:
    return make()


TEXT: Way[str] = Way("text_stream", "chunks", _text_of, _no_more, _itself)
REASONING: Way[str] = Way("reasoning_stream", "chunks", _reasoning_of, _no_more, _itself)
EVENTS: Way[StreamEvent] = Way("events()", "events", _events_of, _end_events, _events_in)
PARTIAL: Way[str] = evolve(TEXT, name="partial()")


class OneWay:
    """Holds the reader of an answer to the way of reading that it used first."""

    __slots__ = ("_way",)

    _journal: Journal
    _way: str | None

    def _read_as(self, way: str, items: View) -> None:
        """Holds the reader to one way of reading."""
        if self._journal.ended and self._journal.status != "completed":
            return  # however it is read, the same error is raised
        if self._way not in {None, way}:
            raise RuntimeError(
                f"this stream is being read by {self._way}; it cannot be read by {way} too (tee() makes several readers)"
            )
        if self._way is None:
            self._way = way
            self._look_at(items)

    def _look_at(self, items: View) -> None:
        """Which items the reader wants."""
        raise NotImplementedError
