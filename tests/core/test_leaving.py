"""How a stream is ended before its end, and how its reader is held to one way; the fronts say the rest."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest
from attrs import define, field

from openrouter.core.flow import Flow
from openrouter.core.journal import Journal, View
from openrouter.core.leaving import Course, Leaving
from openrouter.core.scripts import stream_chat
from openrouter.core.ways import OneWay
from openrouter.errors import ConfigurationError, StreamCancelledError
from tests.play import FakeClock, make_flow


@define
class Told:
    """A wire that leads nowhere, and keeps what it was told."""

    words: list[Any] = field(factory=list)

    def interrupt(self) -> None:
        self.words.append("interrupt")

    def interrupt_in(self, seconds: float | None) -> None:
        self.words.append(seconds)

    def shut(self) -> None:
        self.words.append("shut")

    def abandon(self) -> None:
        self.words.append("abandon")


class Stream(Leaving[Told], OneWay):
    """What a front makes of the two."""

    def __init__(self, flow: Flow) -> None:
        self._flow, self._journal, self._wire = flow, flow.journal, Told()
        self._waiting = False
        self._way: str | None = None


def test_to_cancel_is_to_interrupt() -> None:
    """The mark is set first: whoever is woken looks for it."""
    stream = Stream(make_flow())
    stream.cancel()

    assert stream._journal.cancelled
    assert ["interrupt"] == stream._wire.words


@pytest.mark.parametrize(("waiting", "told"), [(True, [3]), (False, [None])])
def test_to_cancel_later(waiting: bool, told: list[Any]) -> None:
    """The next wait knows the time; one that is under way has to be told."""
    clock = FakeClock()
    stream = Stream(make_flow(clock=clock))
    stream._flow.clocks.start()
    clock.advance(2)
    stream._waiting = waiting

    assert stream is stream.cancel_after(3)
    assert 5 == stream._flow.clocks.cancel_after
    assert told == stream._wire.words


def test_a_time_to_cancel_at_is_checked() -> None:
    """Like any other number of seconds."""
    with pytest.raises(ConfigurationError, match="cancel_after"):
        Stream(make_flow()).cancel_after(0)


def test_a_reader_keeps_to_one_way() -> None:
    """Its items are those of the first; of a stream that failed the error is told whichever way is asked."""
    stream = Stream(make_flow())
    stream._read_as("events()", "events")
    stream._read_as("events()", "events")
    with pytest.raises(RuntimeError, match=r"read by events\(\); it cannot be read by the loop"):
        stream._read_as("the loop", "chunks")
    stream._journal.failed(StreamCancelledError("gone"), 0.0)
    stream._read_as("the loop", "chunks")

    assert "events" == stream._journal.view


def test_who_reads_otherwise_has_to_say_what() -> None:
    """A way is of use only to who hands items on."""

    class Silent(OneWay):
        _journal = Journal(make_flow().call.limits)

        def __init__(self) -> None:
            self._way = None

    view: View = "raw"
    with pytest.raises(NotImplementedError):
        Silent()._read_as("raw_events()", view)


def test_a_course_that_is_closed_ends_its_script() -> None:
    """And then its connection; twice does no harm."""
    flow = make_flow()
    course = Course(stream_chat(flow), Told(), flow.journal)
    course.script.send(None)

    assert course.close()
    assert course.close()
    assert ["shut", "shut"] == course.wire.words
    with pytest.raises(StopIteration):
        course.script.send(None)


def test_a_course_that_runs_is_closed_by_who_runs_it() -> None:
    """From inside of it the connection is left alone."""
    closed: list[bool] = []

    def script() -> Generator[Any, Any, None]:
        closed.append(course.close())
        yield

    course: Course[Told] = Course(script(), Told(), make_flow().journal)
    course.script.send(None)

    assert [False] == closed
    assert [] == course.wire.words


def test_a_course_that_is_abandoned_is_closed() -> None:
    """By the garbage collector, whose thread is anybody's."""
    flow = make_flow()
    course = Course(stream_chat(flow), Told(), flow.journal)
    course.script.send(None)
    course.abandon()

    assert ["abandon"] == course.wire.words
