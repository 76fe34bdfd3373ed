"""One stream for several readers: what each has not read yet, and what of it its way of reading shows."""

from __future__ import annotations

from collections import deque
from typing import Any

from attrs import define, field

from ..errors import ConfigurationError, StreamCancelledError
from ..models.chunk import ChatChunk
from .flow import Flow
from .journal import View
from .receiver import Received


@define(eq=False)
class Backlog:
    """What one reader has not read yet."""

    items: deque[Any] = field(factory=deque)
    closed: bool = False


def checked_count(count: Any) -> int:
    """The number of readers, if it is one."""
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        raise ConfigurationError(f"tee() takes a whole number from 1, not {count!r}")
    return count


def seen_as(item: Any, view: View) -> Any:
    """What a view shows of an item of the view "all"; None if nothing."""
    if view == "raw":
        return item if type(item) is Received else None
    shown = item.chunk if type(item) is Received else item
    return shown if view == "events" or isinstance(shown, ChatChunk) else None


def left_error(flow: Flow) -> StreamCancelledError:
    """What is raised for reading on in a branch that was closed."""
    error = StreamCancelledError("this branch was left before its end")
    flow.journal.describe(error)
    return error
