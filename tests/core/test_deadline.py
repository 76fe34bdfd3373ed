"""The clocks of a call."""

from __future__ import annotations

import pytest

from openrouter.core.deadline import Clocks
from openrouter.core.options import Timeout
from openrouter.core.steps import Deadline
from tests.play import FakeClock

OFF = Timeout(connect=None, first_token=None, idle=None, total=None, grace=None)


def clocks(clock: FakeClock, **seconds: float | None) -> Clocks:
    """Clocks of which only the given ones run."""
    options: dict[str, float | None] = dict.fromkeys(["connect", "first_token", "idle", "total", "grace"])
    return Clocks(Timeout(**{**options, **seconds}), clock.now)


def seconds_of(deadline: Deadline | None, clock: FakeClock) -> tuple[str, float] | None:
    """The name of a deadline, and the seconds until then."""
    return None if deadline is None else (deadline.clock, round(deadline.at - clock.now(), 6))


def test_clocks_that_are_off_set_no_deadline() -> None:
    """With every time-out None nothing is ever late."""
    clock = FakeClock()
    made = Clocks(OFF, clock.now)

    assert [None] * 3 == [made.connect(), made.answer(), made.start_read()]
    assert made.allows(1e9)
    assert made.last() is None


def test_connect_and_first_token_start_with_each_attempt() -> None:
    """A second attempt has its whole time again."""
    clock = FakeClock()
    made = clocks(clock, connect=10, first_token=300)
    clock.advance(100)
    made.start_attempt()

    assert ("connect", 10.0) == seconds_of(made.connect(), clock)
    assert ("first_token", 300.0) == seconds_of(made.answer(), clock)


@pytest.mark.requirement(19)
def test_total_runs_through_attempts() -> None:
    """The total deadline stands wherever it is the earliest."""
    clock = FakeClock()
    made = clocks(clock, connect=10, first_token=300, total=12)
    clock.advance(5)
    made.start_attempt()

    assert ("total", 7.0) == seconds_of(made.connect(), clock)
    assert ("total", 7.0) == seconds_of(made.answer(), clock)
    assert ("total", 7.0) == seconds_of(made.start_read(), clock)


@pytest.mark.parametrize(("pause", "allowed"), [(4.9, True), (5.0, False), (6.0, False)])
def test_a_pause_must_end_before_the_total(pause: float, allowed: bool) -> None:
    """A pause that would use up what is left is not allowed."""
    clock = FakeClock()
    made = clocks(clock, total=10)
    clock.advance(5)

    assert allowed is made.allows(pause)


@pytest.mark.requirement(23)
def test_idle_counts_waiting_only() -> None:
    """The time between two reads is the caller's own."""
    clock = FakeClock()
    made = clocks(clock, idle=10)
    made.content(finished=False)
    made.start_read()
    clock.advance(3)
    made.end_read()
    clock.advance(1000)

    assert ("idle", 7.0) == seconds_of(made.start_read(), clock)


def test_content_resets_idle() -> None:
    """Content starts the wait anew; a read without content goes on with it."""
    clock = FakeClock()
    made = clocks(clock, idle=10)
    made.content(finished=False)
    for _ in range(2):
        made.start_read()
        clock.advance(4)
        made.end_read()
    waited = seconds_of(made.start_read(), clock)
    made.content(finished=False)

    assert ("idle", 2.0) == waited
    assert ("idle", 10.0) == seconds_of(made.start_read(), clock)


def test_grace_takes_over_from_idle() -> None:
    """After the last finish reason the wait is for `[DONE]`, and short."""
    clock = FakeClock()
    made = clocks(clock, idle=10, grace=5)
    made.content(finished=True)

    assert ("grace", 5.0) == seconds_of(made.start_read(), clock)


def test_first_token_counts_from_the_attempt() -> None:
    """Until the first content, reads share one deadline, whatever they bring."""
    clock = FakeClock()
    made = clocks(clock, first_token=20, idle=1)
    made.start_attempt()
    clock.advance(15)

    assert ("first_token", 5.0) == seconds_of(made.start_read(), clock)


def test_cancel_after_is_a_deadline_of_the_whole_call() -> None:
    """`cancel_after` counts from the start of the call and stands among the others."""
    clock = FakeClock()
    made = clocks(clock, idle=60, total=30)
    made.cancel_after = 8
    clock.advance(6)
    made.content(finished=False)

    assert ("cancel", 2.0) == seconds_of(made.start_read(), clock)
    assert ("cancel", 2.0) == seconds_of(made.last(), clock)
    assert 6.0 == made.elapsed()


def test_cancel_in_counts_from_the_start_or_from_now() -> None:
    """Before the first step the seconds wait for it; after it they run at once."""
    clock = FakeClock()
    made = clocks(clock)
    made.cancel_in(8)
    clock.advance(100)
    made.start()
    clock.advance(3)

    assert ("cancel", 5.0) == seconds_of(made.last(), clock)

    made.cancel_in(8)

    assert ("cancel", 8.0) == seconds_of(made.last(), clock)


def test_the_engines_own_deadlines_end_with_the_call() -> None:
    """A read of the engine's own gets its seconds, and no more than the call has left."""
    clock = FakeClock()

    assert ("grace", 2.0) == seconds_of(clocks(clock).within(2), clock)
    assert ("total", 1.0) == seconds_of(clocks(clock, total=1).within(2), clock)
