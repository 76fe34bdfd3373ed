"""Typed events with their text in another shape."""

from __future__ import annotations

from openrouter.core.pacing import Paced
from openrouter.core.shaped_events import ShapedEvents
from openrouter.core.shaping import Joined, Lines
from openrouter.core.typed_events import ContentDelta, Finish, KeepAliveReceived, ReasoningDelta, StreamEvent


def told(events: list[StreamEvent]) -> list[tuple[str, int, str]]:
    """Kind, choice and text of some events."""
    return [(type(event).__name__, getattr(event, "choice", -1), getattr(event, "text", "")) for event in events]


def test_runs_of_one_kind_are_shaped() -> None:
    """Another kind of the same choice ends a run; another choice does not, nor does what has no place in the text."""
    shape = ShapedEvents(Lines)

    assert [] == shape.feed(ContentDelta("a"), 0.0) + shape.feed(ContentDelta("x", choice=1), 0.0)
    assert [KeepAliveReceived("c")] == shape.feed(KeepAliveReceived("c"), 0.0)
    assert [("ContentDelta", 0, "ab\n")] == told(shape.feed(ContentDelta("b\nc"), 0.0))
    assert [("ContentDelta", 0, "c")] == told(shape.feed(ReasoningDelta("d"), 0.0))
    assert [("ReasoningDelta", 0, "d"), ("Finish", 0, "")] == told(shape.feed(Finish("stop"), 0.0))
    assert [("Finish", 0, "")] == told(shape.feed(Finish("stop"), 0.0))
    assert [("ContentDelta", 1, "x")] == told(shape.end())
    assert [] == shape.end()


def test_the_earliest_run_says_when() -> None:
    """`due` is that of the run that waits longest; `wake` gives what is due, and no more."""
    shape = ShapedEvents(lambda: Joined(None, 0.5))
    assert (None, False) == (shape.due, shape.lingers)
    shape.feed(ContentDelta("a"), 1.0)
    shape.feed(ContentDelta("x", choice=1), 1.2)

    assert 1.5 == shape.due
    assert [("ContentDelta", 0, "a")] == told(shape.wake(1.6))
    assert 1.7 == shape.due


def test_paced_events_linger() -> None:
    """Text at an even pace keeps it to its end."""
    shape = ShapedEvents(lambda: Paced(0.3))
    shape.feed(ContentDelta("abc"), 1.0)

    assert shape.lingers
