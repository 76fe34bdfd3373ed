"""Wakes a loop up that waits for streams."""

from __future__ import annotations

import asyncio
import weakref
from typing import TYPE_CHECKING, ClassVar

from attrs import define, field

if TYPE_CHECKING:
    from .alarm import Alarm

TICK = 0.25
"""Seconds between two looks at the waits of a loop."""


@define(eq=False)
class Ticker:
    """
    Looks at the waits of one loop, as long as there are any.

    Two things need a loop that wakes up by itself: Jupyter cancels a cell's task without waking the loop, and aiohttp's parser in C
    leaves a reader waiting for ever when a chunk size is no number.
    """

    waiting: set[Alarm] = field(factory=set)
    """The waits; each puts itself in, sees to it that there are ticks, and takes itself out."""

    is_ticking: bool = False

    _all: ClassVar[weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, Ticker]] = weakref.WeakKeyDictionary()

    @classmethod
    def of(cls, loop: asyncio.AbstractEventLoop) -> Ticker:
        """The ticker of a loop; it must not hold the loop, or none would ever be let go."""
        return cls._all.get(loop) or cls._all.setdefault(loop, cls())

    def start(self) -> None:
        """Ticks until no wait is left."""
        self.is_ticking = True
        asyncio.get_running_loop().call_later(TICK, self._tick)

    def _tick(self) -> None:
        for wait in list(self.waiting):
            wait.look()
        self.is_ticking = False
        if self.waiting:
            self.start()
