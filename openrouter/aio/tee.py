"""One stream for several readers, each in its task, or all in one."""

from __future__ import annotations

import asyncio
import weakref
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from ..core.journal import View as Items
from ..core.tee import Backlog, left_error, seen_as
from ..errors import OpenRouterError
from ..traits import T
from .reading import Reading

if TYPE_CHECKING:
    from .stream import AsyncChatStream


class Source:
    """The stream behind some branches: a task of its own reads it for all, so that a reader whose task is cancelled takes nobody along."""

    def __init__(self, stream: AsyncChatStream[Any]) -> None:
        self.stream = stream
        self._backlogs: weakref.WeakSet[Backlog] = weakref.WeakSet()
        self._filling: asyncio.Task[None] | None = None

    def open(self) -> Backlog:
        """A new reader's backlog."""
        backlog = Backlog()
        self._backlogs.add(backlog)
        return backlog

    async def next(self, backlog: Backlog, until: float | None) -> Any:
        """The next item of a reader, or None if there is none by that time; raises the outcome where there is none."""
        while True:
            if backlog.items:
                return backlog.items.popleft()
            if backlog.closed:
                raise left_error(self.stream._flow)
            if self._filling is not None and self._filling.done():
                filling, self._filling = self._filling, None
                filling.result()  # raises what a hook raised, to whoever comes first
            if self.stream._journal.ended:
                return await self.stream._next()  # raises the outcome
            left = None if until is None else until - self.stream._flow.now()
            if left is not None and left <= 0:
                return None
            self._filling = self._filling or asyncio.ensure_future(self._fill())
            await asyncio.wait([self._filling], timeout=left)

    async def close(self, backlog: Backlog) -> None:
        """A reader leaves; the last closes the stream."""
        backlog.closed = True
        backlog.items.clear()
        self._backlogs.discard(backlog)
        if not self._backlogs:
            await self.stream.close()
            if self._filling is not None:
                await asyncio.wait([self._filling])

    async def _fill(self) -> None:
        """Reads what is there, at least one item, for every reader."""
        try:
            self._share(await self.stream._next())
            while self.stream._journal.ready:
                self._share(await self.stream._next())
        except (StopAsyncIteration, OpenRouterError):  # raised again for each reader
            pass

    def _share(self, item: Any) -> None:
        """Gives every reader an item."""
        for backlog in self._backlogs:
            backlog.items.append(item)


class AsyncBranch(Reading[T]):
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

    async def close(self) -> None:
        """Leaves the answer to the other readers; the last that leaves closes the stream. May be called any number of times."""
        await self._source.close(self._backlog)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    def __repr__(self) -> str:
        return f"<AsyncBranch of {self._source.stream!r}, {len(self._backlog.items)} items behind>"

    async def _next(self) -> Any:
        """The next item; raises the outcome where there is none."""
        return await self._next_by(None)

    async def _next_by(self, until: float | None) -> Any:
        """The next item, or None if there is none by that time."""
        while True:
            item = await self._source.next(self._backlog, until)
            shown = None if item is None else seen_as(item, self._items)
            if item is None or shown is not None:
                return shown

    async def _pause(self, seconds: float) -> bool:
        """Lets time pass; False where the stream was cancelled."""
        return await self._source.stream._pause(seconds)

    def _look_at(self, items: Items) -> None:
        """Which items the reader wants."""
        self._items = items
