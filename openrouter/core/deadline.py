"""The clocks of a call: which deadline stands next, and what counts against it."""

from __future__ import annotations

from collections.abc import Callable

from attrs import define, field

from .options import Timeout
from .steps import Clock, Deadline

_OF_THE_CALL = frozenset({"total", "cancel"})


@define
class Clocks:
    """
    Turns the seconds of a `Timeout` into deadlines.

    `total` runs from the start of the call through every attempt and pause. `connect` and `first_token` start anew with an attempt.
    `idle` and `grace` count the time spent waiting for bytes only: a caller who thinks between two chunks loses nothing.
    """

    timeout: Timeout
    now: Callable[[], float]
    cancel_after: float | None = None
    """Seconds from the start of the call until the caller wants it cancelled."""

    started: bool = field(default=False, init=False)

    started_at: float = field(init=False)
    attempt_at: float = field(init=False)
    waited: float = field(default=0.0, init=False)
    phase: Clock = field(default="first_token", init=False)
    latest: float = field(default=0.0, init=False)
    """When the last read ended, in seconds since the start of the call."""

    is_over: bool = field(default=False, init=False)
    """Whether the next read may not begin, since the time of the whole call is over; another clock gives out what has arrived."""

    _reading_since: float = field(default=0.0, init=False)

    def __attrs_post_init__(self) -> None:
        self.started_at = self.attempt_at = self.now()

    def start(self) -> None:
        """The call begins: a stream is made when its maker likes, and starts at its first step."""
        self.started_at, self.started = self.now(), True

    def cancel_in(self, seconds: float) -> None:
        """The caller wants the call cancelled so long from now, or from its start if that is to come."""
        self.cancel_after = seconds + self.elapsed() if self.started else seconds

    def start_attempt(self) -> None:
        """A request is about to be sent."""
        self.attempt_at = self.now()
        self.phase = "first_token"

    def connect(self) -> Deadline | None:
        """Until when the connection must stand."""
        return self._earliest(self._from(self.attempt_at, "connect", self.timeout.connect))

    def answer(self) -> Deadline | None:
        """Until when the response headers must be there."""
        return self._earliest(self._from(self.attempt_at, "first_token", self.timeout.first_token))

    def start_read(self) -> Deadline | None:
        """Until when the next content must be there; call `end_read` with what came."""
        self._reading_since = since = self.now()
        phase, timeout = self.phase, self.timeout
        if phase == "first_token":
            deadline = self._from(self.attempt_at, phase, timeout.first_token)
        else:
            seconds = timeout.grace if phase == "grace" else timeout.idle
            deadline = None if seconds is None else Deadline(since - self.waited + seconds, phase, seconds)
        if timeout.total is None and self.cancel_after is None:
            return deadline
        earliest = self._earliest(deadline)
        self.is_over = earliest is not None and earliest.clock in _OF_THE_CALL and earliest.at <= since
        return earliest

    def end_read(self) -> float:
        """The read is over; the time, which is `latest` too. Whether it brought content is told by `content`."""
        now = self.now()
        self.waited += now - self._reading_since
        self.latest = latest = now - self.started_at
        return latest

    def content(self, *, finished: bool) -> None:
        """Content came, or the last choice finished: the wait for the next starts anew."""
        self.waited = 0.0
        self.phase = "grace" if finished else "idle"

    def within(self, seconds: float) -> Deadline | None:
        """A deadline of the engine's own, for reads that may not take long, and not past the end of the call."""
        return self._earliest(Deadline(self.now() + seconds, "grace", seconds))

    def last(self) -> Deadline | None:
        """When the whole call must have ended, by its total time-out or by the caller's wish."""
        return self._earliest(None)

    def allows(self, pause: float) -> bool:
        """Whether a pause would end before the total deadline."""
        total = self.timeout.total
        return total is None or self.now() + pause < self.started_at + total

    def elapsed(self) -> float:
        """Seconds since the start of the call."""
        return self.now() - self.started_at

    def _earliest(self, deadline: Deadline | None) -> Deadline | None:
        total = self._from(self.started_at, "total", self.timeout.total)
        cancel = self._from(self.started_at, "cancel", self.cancel_after)
        standing = [one for one in (deadline, total, cancel) if one is not None]
        return min(standing, key=lambda one: one.at, default=None)

    def _from(self, start: float, clock: Clock, seconds: float | None) -> Deadline | None:
        return None if seconds is None else Deadline(start + seconds, clock, seconds)
