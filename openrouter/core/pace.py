"""How many requests may be sent when: rates, places, and what a refusal teaches. Pure arithmetic over the time it is given."""

from __future__ import annotations

from typing import Protocol

from attrs import define, field

_FLOOR = 1 / 64
"""The part of its rate that a pace never falls below, however often it is refused."""

_RECOVERY = 1.1
"""What the rate is multiplied by with each answer, after refusals had lowered it."""


class Admission(Protocol):
    """What a script asks before it sends; `openrouter.Limiter` is one."""

    def enter(self) -> float:
        """0 where the call may send now; else the seconds after which to ask again."""
        ...

    def refused_for(self) -> float:
        """Seconds for which the service lets nobody in; 0 where it has not said so."""
        ...

    def leave(self, tokens: int) -> None:
        """An admitted call has ended, and used so many tokens."""

    def refused(self, seconds: float | None) -> None:
        """An admitted call was refused for its rate, for so many seconds if anybody said."""


@define
class Pace:
    """
    Admits requests within a rate of requests, a rate of tokens, and a number of places.

    Requests are spaced evenly, with up to `burst` at once. Tokens are known only when an answer has ended: a rate that was passed then
    makes the next request wait until it is paid off. A refusal (429) stops everybody until the time it names, and halves the rate of
    requests, which recovers with each answer.
    """

    requests_per_minute: float | None = None
    tokens_per_minute: float | None = None
    concurrency: int | None = None
    burst: int = 1

    in_flight: int = field(default=0, init=False)
    share: float = field(default=1.0, init=False)
    """The part of `requests_per_minute` that is used; less than 1 after refusals."""

    blocked_until: float = field(default=0.0, init=False)
    _due: float = field(default=0.0, init=False)
    """When the requests admitted so far would have been sent at an even pace."""

    _owed: float = field(default=0.0, init=False)
    """Tokens used beyond what the rate allowed, as of `_owed_at`."""

    _owed_at: float = field(default=0.0, init=False)

    def wait(self, now: float) -> float:
        """Seconds until a request may be admitted, as far as is known; infinite while every place is taken."""
        if self.concurrency is not None and self.in_flight >= self.concurrency:
            return float("inf")
        waits = [0.0, self.blocked_until - now]
        if self.requests_per_minute is not None:
            waits.append(self._due - (self.burst - 1) * self._interval() - now)
        if self.tokens_per_minute is not None:
            waits.append(self._debt(now) / self.tokens_per_minute * 60)
        return max(waits)

    def admit(self, now: float) -> None:
        """A request takes its place; to be called where `wait` is 0."""
        self.in_flight += 1
        if self.requests_per_minute is not None:
            self._due = max(self._due, now) + self._interval()

    def answered(self, tokens: int, now: float) -> None:
        """An answer has ended, whole or not, and used so many tokens."""
        self.in_flight -= 1
        self.share = min(self.share * _RECOVERY, 1.0)
        if self.tokens_per_minute is not None:
            self._owed, self._owed_at = self._debt(now) + tokens, now

    def refused(self, seconds: float | None, now: float) -> None:
        """The service refused a request for its rate, and named a time to come back, or none."""
        self.in_flight -= 1
        self.share = max(self.share / 2, _FLOOR)
        pause = self._interval() if seconds is None else seconds
        self.blocked_until = max(self.blocked_until, now + pause)

    def _interval(self) -> float:
        """Seconds between two requests; of a pace without a rate, one for the time after a refusal."""
        return 60 / (self.requests_per_minute * self.share) if self.requests_per_minute is not None else 1.0

    def _debt(self, now: float) -> float:
        rate = self.tokens_per_minute or 0.0
        return max(self._owed - (now - self._owed_at) * rate / 60, 0.0)
