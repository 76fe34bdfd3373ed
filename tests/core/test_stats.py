"""What a call measures about itself."""

from __future__ import annotations

import pytest

from openrouter.core.accumulator import Accumulator
from openrouter.core.scripts import stream_chat
from openrouter.core.stats import Stats
from tests.play import OK, USAGE, FakeClock, make_flow, piece, sse


def test_counts_of_the_answer() -> None:
    """Characters, tolerated values and tokens are those of what was delivered."""
    stats = Stats(Accumulator())
    before = (stats.characters, stats.tolerated, stats.tokens)
    stats.accumulator.add(piece("h\U0001f600"))
    stats.accumulator.add({**USAGE, "id": 5})

    assert (0, 0, None) == before
    assert (2, 1, 2) == (stats.characters, stats.tolerated, stats.tokens)


@pytest.mark.parametrize(
    ("usage", "first", "last", "expected"),
    [
        (True, 1.0, 5.0, 0.5),
        (True, 1.0, 1.0, None),
        (True, None, 5.0, None),
        (True, 1.0, None, None),
        (False, 1.0, 5.0, None),
    ],
)
def test_tokens_per_second(usage: bool, first: float | None, last: float | None, expected: float | None) -> None:
    """The service's count by the seconds of the answer; None where one of them is missing."""
    stats = Stats(Accumulator())
    stats.first_token_at, stats.last_chunk_at = first, last
    if usage:
        stats.accumulator.add(USAGE)

    assert expected == stats.tokens_per_second


def test_the_repr_is_of_measurements() -> None:
    """The answer itself is not in the repr."""
    stats = Stats(Accumulator())
    stats.accumulator.add(piece("hidden"))

    assert "hidden" not in repr(stats)


def test_time_goes_on_until_the_end() -> None:
    """`duration` and `idle_for` are live, and stay when the call has ended; before it began there is none."""
    clock = FakeClock()
    flow = make_flow(clock=clock)
    stats = flow.journal.stats
    clock.advance(5)
    before = (stats.duration, stats.idle_for)
    running = stream_chat(flow)
    running.send(None)
    clock.advance(2)
    waiting = (stats.duration, stats.idle_for)
    running.send(OK)
    clock.advance(1)
    running.send(sse(piece("a")))
    clock.advance(0.5)
    read = (stats.duration, stats.idle_for)
    running.close()
    flow.journal.left(flow.clocks.elapsed())
    clock.advance(9)

    assert ((0.0, 0.0), (2.0, 2.0), (3.5, 0.5), (3.5, 0.5)) == (before, waiting, read, (stats.duration, stats.idle_for))
    assert 0.0 == Stats(Accumulator()).duration
