"""A pace admits as many requests as its rates allow, and learns from refusals."""

from __future__ import annotations

import math
import threading
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import define, field
from hypothesis import given
from hypothesis import strategies as st

from openrouter import Limiter, errors
from openrouter.core.options import Retry, Timeout
from openrouter.core.pace import Pace
from openrouter.core.scripts import stream_chat
from openrouter.core.steps import Failure, Head, Sleep
from tests.play import DONE, END, OK, RESET, STEADY, FakeClock, error_body, make_flow, pauses, piece, play, sse

GOOD: list[Any] = [OK, sse(piece("a", finish="stop"), {"choices": [], "usage": {"total_tokens": 30}}) + DONE, END]
LIMITED: list[Any] = [Head(429, {"retry-after": "7"}), error_body(429), END]


def test_requests_are_spaced() -> None:
    """At 60 a minute one goes each second, whatever the answers do."""
    pace = Pace(requests_per_minute=60)
    pace.admit(100.0)

    assert 1.0 == pace.wait(100.0)
    assert 0.25 == pace.wait(100.75)
    assert 0.0 == pace.wait(200.0)


def test_a_burst_may_go_at_once() -> None:
    """The first few need not be spaced; after them the spacing holds."""
    pace = Pace(requests_per_minute=60, burst=3)
    waits = []
    for _ in range(4):
        waits.append(pace.wait(100.0))
        pace.admit(100.0)

    assert [0.0, 0.0, 0.0, 1.0] == waits


def test_places_are_bounded() -> None:
    """With every place taken nobody is admitted until one leaves."""
    pace = Pace(concurrency=1)
    pace.admit(0.0)

    assert math.inf == pace.wait(1000.0)

    pace.answered(0, 1000.0)

    assert 0.0 == pace.wait(1000.0)


def test_tokens_are_paid_off() -> None:
    """An answer that used more than its minute's tokens makes the next request wait for the rest."""
    pace = Pace(tokens_per_minute=600)
    pace.admit(0.0)
    pace.answered(100, 0.0)

    assert 10.0 == pace.wait(0.0)
    assert 4.0 == pace.wait(6.0)
    assert 0.0 == pace.wait(60.0)


def test_a_refusal_stops_everybody_and_lowers_the_rate() -> None:
    """Retry-After is waited for; without it one interval; the rate halves, and recovers with answers."""
    pace = Pace(requests_per_minute=60)
    pace.admit(0.0)
    pace.refused(7.0, 0.0)

    assert 7.0 == pace.wait(0.0)

    pace.admit(7.0)

    assert 2.0 == pace.wait(7.0)

    pace.refused(None, 7.0)

    assert 4.0 == pace.wait(7.0)
    for _ in range(100):
        pace.in_flight += 1
        pace.answered(0, 20.0)
    assert 1.0 == pace.share


def test_a_pace_never_stops_for_good() -> None:
    """However often it is refused, some part of the rate is left; without a rate a refusal costs a second."""
    pace = Pace(requests_per_minute=60)
    for _ in range(100):
        pace.in_flight += 1
        pace.refused(0.0, 0.0)

    assert 1 / 64 == pace.share
    assert Pace().wait(0.0) == 0.0
    plain = Pace()
    plain.in_flight = 1
    plain.refused(None, 0.0)
    assert 1.0 == plain.wait(0.0)


@STEADY
@given(st.integers(1, 600), st.integers(1, 5), st.lists(st.floats(0, 20), max_size=60))
def test_no_minute_has_more_than_its_rate(rate: int, burst: int, arrivals: list[float]) -> None:
    """Whenever requests arrive, no span of time sees more of them than the rate allows for it, and the burst."""
    pace, now, sent = Pace(requests_per_minute=rate, burst=burst), 0.0, []
    for arrival in arrivals:
        now = max(now, arrival)
        now += pace.wait(now)
        pace.admit(now)
        sent.append(now)

    for first in range(len(sent)):
        for last in range(first, len(sent)):
            assert last - first <= (sent[last] - sent[first]) * rate / 60 + burst + 1e-6


@define
class Canned:
    """An admission that says what it is told to, and notes what it hears."""

    waits: list[float]
    heard: list[Any] = field(factory=list)
    refusal: float = 0.0

    def enter(self) -> float:
        """The next wait."""
        return self.waits.pop(0)

    def refused_for(self) -> float:
        """What is left of a refusal."""
        return self.refusal

    def leave(self, tokens: int) -> None:
        """Notes it."""
        self.heard.append(("leave", tokens))

    def refused(self, seconds: float | None) -> None:
        """Notes it."""
        self.heard.append(("refused", seconds))


def test_a_script_waits_for_its_admission() -> None:
    """It sleeps as long as it is told, sends, and gives its place back with the tokens it used."""
    limiter = Canned([3.0, 0.5, 0.0])
    flow = make_flow()
    flow.limiter = limiter
    steps = play(flow, GOOD)

    assert [3.0, 0.5] == pauses(steps)
    assert [("leave", 30)] == limiter.heard
    assert isinstance(steps[0], Sleep)


def test_a_refusal_is_told_and_each_attempt_is_admitted() -> None:
    """A 429 is told with its pause; the next attempt asks again."""
    limiter = Canned([0.0, 0.0])
    flow = make_flow(retry=Retry(attempts=2))
    flow.limiter = limiter
    play(flow, [*LIMITED, *GOOD])

    assert [("refused", 7.0), ("leave", 30)] == limiter.heard


def test_a_broken_answer_gives_its_place_back() -> None:
    """However an attempt ends, its place is free again, once."""
    limiter = Canned([0.0])
    flow = make_flow()
    flow.limiter = limiter
    play(flow, [OK, sse(piece("a")), RESET])

    assert [("leave", 0)] == limiter.heard


def test_waiting_ends_with_the_call() -> None:
    """The total time-out and the caller's wish end a wait for admission; nothing is sent."""
    clock = FakeClock()
    flow = make_flow(clock=clock, timeout=Timeout(total=2))
    flow.limiter = Canned([3.0])
    steps = play(flow, [])
    error = flow.journal.error

    assert isinstance(error, errors.APITimeoutError)
    assert ("total", [2.0], 0) == (error.clock, pauses(steps), error.attempts)

    flow = make_flow(clock=clock)
    flow.limiter = Canned([3.0])
    flow.clocks.cancel_in(1)
    play(flow, [])

    assert "cancelled" == flow.journal.status


@pytest.mark.parametrize(
    ("refusal", "timeout", "waits"),
    [(60, None, True), (61, None, False), (86400, None, False), (20, Timeout(total=30), True), (40, Timeout(total=30), False)],
)
def test_a_refusal_that_is_too_long_is_not_waited_for(refusal: float, timeout: Timeout | None, waits: bool) -> None:
    """What another call was told is what this one would be: longer than `max_wait`, or than the call may last, is an error at once."""
    clock = FakeClock()
    flow = make_flow(clock=clock, timeout=timeout, retry=Retry(attempts=3, max_wait=60))
    flow.limiter = limiter = Canned([refusal, 0.0], refusal=refusal)
    steps = play(flow, GOOD if waits else [], clock=clock)
    error = flow.journal.error

    assert [refusal] * waits == pauses(steps)
    assert ([("leave", 30)] if waits else []) == limiter.heard
    if not waits:
        assert isinstance(error, errors.RateLimitError)
        assert (429, 0, refusal, 0) == (error.status, error.http_status, error.retry_after, error.attempts)
        assert [None] == [attempt.status for attempt in flow.journal.stats.attempts]


def test_rates_and_places_are_waited_for_however_long() -> None:
    """The caller's own rates are meant: only a refusal of the service is judged."""
    flow = make_flow(retry=Retry(max_wait=60))
    flow.limiter = Canned([600.0, 0.0])

    assert [600.0] == pauses(play(flow, GOOD))


def test_a_limiter_tells_how_long_the_service_refuses() -> None:
    """As long as the longest refusal says; not longer."""
    limiter = Limiter()
    limiter.enter()
    limiter.enter()
    before = limiter.refused_for()
    limiter.refused(1000.0)
    limiter.refused(10.0)

    assert 0.0 == before
    assert 900 < limiter.refused_for() <= 1000


def test_a_cancelled_wait() -> None:
    """A wire that reports a cancellation ends the wait."""
    flow = make_flow()
    flow.limiter = Canned([3.0])
    script = stream_chat(flow)
    assert isinstance(script.send(None), Sleep)
    with pytest.raises(errors.StreamCancelledError):
        script.send(Failure("cancelled", sent=False))


@pytest.mark.parametrize(
    "options",
    [{"requests_per_minute": 0}, {"tokens_per_minute": -1}, {"concurrency": 1.5}, {"burst": 0}, {"concurrency": True}],
)
def test_a_limiter_of_nonsense_is_refused(options: dict[str, Any]) -> None:
    """Rates are positive, places whole."""
    with pytest.raises(errors.ConfigurationError, match="Limiter"):
        Limiter(**options)


def test_a_call_that_ends_while_another_enters(monkeypatch: pytest.MonkeyPatch) -> None:
    """The garbage collector may end a call in the very thread that is asking: its place is given back, and nobody waits for himself."""
    limiter = Limiter(concurrency=1)
    assert 0 == limiter.enter()
    dropped = [limiter]

    def now() -> float:
        if dropped:
            dropped.pop().leave(0)
        return 100.0

    monkeypatch.setattr("openrouter.limiter.time", SimpleNamespace(monotonic=now))
    waits: list[float] = []
    asking = threading.Thread(target=lambda: waits.append(limiter.enter()), daemon=True)
    asking.start()
    asking.join(10)

    assert [0.0] == waits
    assert 1 == limiter.in_flight
