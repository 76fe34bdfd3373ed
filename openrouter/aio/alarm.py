"""
What ends the waits of one call.

`asyncio.timeout` sets a timer for each wait, and takes it back when something came: some 20 calls, 8 us of an event that was waited for.
An alarm stays set, and when it rings looks whether the wait it was set for is still the one.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from attrs import define, field

from .ticker import Ticker


class Expired(Exception):
    """A wait has lasted as long as it may, or something ended it; never leaves the front."""


@define(eq=False)
class Alarm:
    """Ends the waits of one task at a time, each inside of `with alarm.until(at):`, by `Expired`. To be used in the loop's own thread."""

    look: Callable[[], object]
    """Called from time to time while a wait is under way."""

    _loop: asyncio.AbstractEventLoop = field(factory=asyncio.get_running_loop)
    _ticker: Ticker = field(init=False)
    _task: asyncio.Task[object] | None = None
    """Who waits, if anybody does."""

    _rang: bool = False
    _cancelling: int = 0
    """How many others wanted the task cancelled when the wait began."""

    _at: float | None = None
    """When the present wait is to end, on the monotonic clock."""

    _timer: asyncio.Handle | None = None
    _due: float = math.inf
    """When the timer runs out."""

    def __attrs_post_init__(self) -> None:
        self._ticker = Ticker.of(self._loop)

    @property
    def is_waited_for(self) -> bool:
        """Whether a wait is under way."""
        return self._task is not None

    def until(self, at: float | None) -> Self:
        """The context of a wait that ends at a time of the monotonic clock at the latest, or with None whenever it does."""
        self._at = at
        if at is not None and (at < self._due or at <= time.monotonic()):
            self._set(at)
        return self

    def ring(self) -> None:
        """Ends the wait that is under way, if there is one."""
        if self._task is not None and not self._rang:
            self._rang = True
            self._task.cancel()

    def stop(self) -> None:
        """There are no more waits for now, and no timer."""
        timer, self._timer, self._due = self._timer, None, math.inf
        if timer is not None:
            timer.cancel()

    def __enter__(self) -> None:
        self._task = task = asyncio.current_task(self._loop)
        if task is None:
            raise RuntimeError("the call was begun in another event loop")
        self._rang, self._cancelling = False, task.cancelling()
        ticker = self._ticker
        ticker.waiting.add(self)
        if not ticker.is_ticking:
            ticker.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        task, self._task = self._task, None
        self._ticker.waiting.discard(self)
        if self._rang and task is not None and task.uncancel() <= self._cancelling and kind is asyncio.CancelledError:
            raise Expired  # else somebody else wants the task cancelled, or what was waited for came all the same

    def _set(self, at: float) -> None:
        """Sets the timer to a time, in place of any other."""
        if self._timer is not None:
            self._timer.cancel()
        left = at - time.monotonic()
        self._due = at
        # Where the time is over before the wait begins, bytes that never cease to come must not put its end off for ever.
        self._timer = self._loop.call_later(left, self._run_out) if left > 0 else self._loop.call_soon(self._end, at)

    def _run_out(self) -> None:
        """The timer has run out, of this wait or of one before."""
        self._timer, self._due = None, math.inf
        at = self._at
        if at is None:
            return
        if at > time.monotonic():
            self._set(at)
        else:  # what came in this round of a loop that was held up is told first
            self._due, self._timer = at, self._loop.call_soon(self._end, at)

    def _end(self, at: float) -> None:
        """Ends the wait that was to end at this time, if it is still under way."""
        self._timer, self._due = None, math.inf
        if self._at == at:
            self.ring()
        elif self._at is not None:
            self._set(self._at)
