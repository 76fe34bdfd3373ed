"""One stream for several readers, each in its thread, or all in one."""

from __future__ import annotations

import threading
import weakref
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from ..core.journal import View as Items
from ..core.tee import Backlog, left_error, seen_as
from ..traits import T
from .reading import Reading

if TYPE_CHECKING:
    from .stream import ChatStream


class Source:
    """The stream behind some branches: whichever needs an item first reads it, for all."""

    def __init__(self, stream: ChatStream[Any]) -> None:
        self.stream = stream
        self._backlogs: weakref.WeakSet[Backlog] = weakref.WeakSet()
        self._turn = threading.Condition()
        self._busy = False

    def open(self) -> Backlog:
        """A new reader's backlog."""
        backlog = Backlog()
        self._backlogs.add(backlog)
        return backlog

    def next(self, backlog: Backlog, until: float | None) -> Any:
        """The next item of a reader, or None if there is none by that time; raises the outcome where there is none."""
        while True:
            with self._turn:
                if backlog.items:
                    return backlog.items.popleft()
                if backlog.closed:
                    raise left_error(self.stream._flow)
                if self._busy:
                    left = None if until is None else until - self.stream._flow.now()
                    if left is not None and left <= 0:
                        return None
                    self._turn.wait(left)
                    continue
                self._busy = True
            item = None
            try:
                item = self.stream._next_by(until)
            finally:
                self._share(item)
            if item is None:
                return None

    def close(self, backlog: Backlog) -> None:
        """A reader leaves; the last closes the stream."""
        with self._turn:
            backlog.closed = True
            backlog.items.clear()
            self._backlogs.discard(backlog)
            is_last = not self._backlogs
            self._turn.notify_all()
        if is_last:
            self.stream.close()

    def _share(self, item: Any) -> None:
        """Gives every reader what one has read, and lets another read."""
        with self._turn:
            if item is not None:
                for backlog in self._backlogs:
                    backlog.items.append(item)
            self._busy = False
            self._turn.notify_all()


class Branch(Reading[T]):
    """
    One of several readers of a streamed answer (`stream.tee()`); it is read as the stream itself is.

    Its facts (`text`, `response`, `stats` ...) are those of the stream, which may be ahead of what this reader has read.
    """

    __slots__ = ("__weakref__", "_backlog", "_flow", "_items", "_journal", "_source")

    def __init__(self, source: Source) -> None:
        self._source = source
        self._backlog = source.open()
        self._flow = source.stream._flow
        self._journal = source.stream._journal
        self._way: str | None = None
        self._items: Items = "chunks"

    @property
    def ready(self) -> int:
        """How many pieces of the answer are here and not yet read by this reader."""
        return len(self._backlog.items) + self._source.stream.ready

    def cancel(self) -> None:
        """Ends the call at once, for all readers, from any thread."""
        self._source.stream.cancel()

    def close(self) -> None:
        """Leaves the answer to the other readers; the last that leaves closes the stream. May be called any number of times."""
        self._source.close(self._backlog)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Branch of {self._source.stream!r}, {len(self._backlog.items)} items behind>"

    def _next(self) -> Any:
        """The next item; raises the outcome where there is none."""
        return self._next_by(None)

    def _next_by(self, until: float | None) -> Any:
        """The next item, or None if there is none by that time."""
        while True:
            item = self._source.next(self._backlog, until)
            shown = None if item is None else seen_as(item, self._items)
            if item is None or shown is not None:
                return shown

    def _pause(self, seconds: float) -> bool:
        """Lets time pass; False where the stream was cancelled."""
        return self._source.stream._pause(seconds)

    def _look_at(self, items: Items) -> None:
        """Which items the reader wants."""
        self._items = items
