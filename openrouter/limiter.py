"""A limiter that several clients, threads and event loops share."""

from __future__ import annotations

import threading
import time

from attrs import define, field

from . import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package
from .core.options import checked_positive, checked_whole
from .core.pace import Pace

_LOOK = 0.05
"""Seconds until a call that found every place taken looks again."""


@define(eq=False)
class Limiter:
    """
    Keeps calls within rates, before the service has to.

    Give the same one to every client that shares an account. A call that has to wait does so before it sends; `Timeout.total` and
    `cancel()` end that wait. A 429 makes all of them wait as long as it says, and lowers the rate until answers come again; where that is
    longer than `Retry.max_wait` or than what is left of `Timeout.total`, a call gets a `RateLimitError` at once, and nothing is sent.

    Args:
        requests_per_minute: requests begun per minute, evenly spaced.
        tokens_per_minute: prompt and completion tokens per minute; known when an answer ends, so that a passed rate is paid off later.
        concurrency: calls at once.
        burst: how many requests may begin at once before the spacing holds.

    Raises:
        ConfigurationError: not a positive number.
    """

    requests_per_minute: float | None = field(default=None, kw_only=True)
    tokens_per_minute: float | None = field(default=None, kw_only=True)
    concurrency: int | None = field(default=None, kw_only=True)
    burst: int = field(default=1, kw_only=True)
    _pace: Pace = field(init=False, repr=False)
    # Re-entrant: the garbage collector may end a call, which gives its place back, in a thread that is in here.
    _lock: threading.RLock = field(factory=threading.RLock, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        for name in ("requests_per_minute", "tokens_per_minute"):
            if getattr(self, name) is not None:
                checked_positive(f"Limiter.{name}", getattr(self, name))
        if self.concurrency is not None:
            checked_whole("Limiter.concurrency", self.concurrency)
        checked_whole("Limiter.burst", self.burst)
        self._pace = Pace(self.requests_per_minute, self.tokens_per_minute, self.concurrency, self.burst)

    @property
    def in_flight(self) -> int:
        """Calls that have been admitted and not ended."""
        return self._pace.in_flight

    def enter(self) -> float:
        """0 where a call may send now, and has its place; else the seconds after which to ask again."""
        with self._lock:
            now = time.monotonic()
            wait = self._pace.wait(now)
            if wait <= 0:
                self._pace.admit(now)
                return 0.0
            return min(wait, _LOOK) if wait == float("inf") else wait

    def refused_for(self) -> float:
        """Seconds for which the service lets nobody in, by its last refusals; 0 where it has not said so."""
        with self._lock:
            return max(self._pace.blocked_until - time.monotonic(), 0.0)

    def leave(self, tokens: int) -> None:
        """An admitted call has ended, and used so many tokens."""
        with self._lock:
            self._pace.answered(tokens, time.monotonic())

    def refused(self, seconds: float | None) -> None:
        """An admitted call was refused for its rate; it may come back after so many seconds, None where nothing was said."""
        with self._lock:
            self._pace.refused(seconds, time.monotonic())
