"""Progress while an answer comes: a function that is told the measurements now and then."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .hooks import CallFacts, Hooks, checked_function
from .stats import Stats

if TYPE_CHECKING:
    from ..models import ChatChunk

INTERVAL = 0.1
"""Seconds between two calls, at least."""


class Progress:
    """Calls a function at most ten times a second, and once at the end."""

    def __init__(self, tell: Callable[[Stats], object]) -> None:
        self.tell = tell
        self._told_at = -math.inf

    def chunk(self, call: CallFacts, chunk: ChatChunk) -> None:
        """A chunk is about to be delivered."""
        now = call.stats.duration
        if now - self._told_at >= INTERVAL:
            self._told_at = now
            self.tell(call.stats)

    def end(self, call: CallFacts) -> None:
        """The call has its outcome."""
        self.tell(call.stats)


def progress_hooks(on_progress: Any) -> tuple[Hooks, ...]:
    """
    The hooks that tell a function of the progress of one call; none for None.

    Raises:
        ConfigurationError: it is no plain function.
    """
    if on_progress is None:
        return ()
    checked_function("on_progress", on_progress, " that takes the stats")
    progress = Progress(on_progress)
    return (Hooks(on_chunk=progress.chunk, on_end=progress.end),)
