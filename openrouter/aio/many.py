"""Many answers at once, in a bounded number of tasks."""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from attrs import define, field

from ..core.many import Result, Window, request_of
from ..errors import OpenRouterError

if TYPE_CHECKING:
    from ..models import ChatChunk
    from .client import AsyncOpenRouter


Requests: TypeAlias = Iterable[Any] | AsyncIterable[Any]
"""Prompts, lists of messages, `ChatRequest`s, or mappings with the keywords of `stream()`."""


@define(eq=False)
class Crew:
    """The tasks that read the streams of one run; what they bring is in `items`, one queue for all."""

    client: AsyncOpenRouter
    shared: Mapping[str, Any]
    concurrency: int
    live: bool
    """Whether chunks are brought as well as results."""

    items: asyncio.Queue[tuple[int, Any]] = field(init=False)
    _tasks: set[asyncio.Task[None]] = field(factory=set)
    _loop: asyncio.AbstractEventLoop | None = None

    def __attrs_post_init__(self) -> None:
        self.items = asyncio.Queue(self.concurrency * 2)  # bounded, so that a slow reader slows the streams down

    def begin(self, index: int, request: Any) -> None:
        """Lets a task ask for an answer."""
        self._loop = asyncio.get_running_loop()
        task = self._loop.create_task(self._run(index, request))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def leave(self) -> None:
        """Cancels what runs and begins nothing more; waits for the tasks to see it."""
        self._cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def abandon(self) -> None:
        """The same without waiting, from the garbage collector, which runs in any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._cancel)

    def _cancel(self) -> None:
        for task in list(self._tasks):
            task.cancel()

    async def _run(self, index: int, request: Any) -> None:
        try:
            await self._bring(index, await self._result(index, request))
        except asyncio.CancelledError:
            raise
        except BaseException as error:  # noqa: BLE001  a mistake in the call, or what a hook raised: the reader gets it
            await self._bring(index, error)

    async def _result(self, index: int, request: Any) -> Result:
        try:
            messages, params = request_of(request, self.shared)
            async with self.client.stream(messages, **params) as stream:
                if self.live:
                    async for chunk in stream:
                        await self._bring(index, chunk)
                return Result(index, request, await stream.get_final_response())
        except OpenRouterError as error:
            return Result(index, request, error=error)

    async def _bring(self, index: int, item: Any) -> None:
        """Hands an item to the reader, who may be slow."""
        await self.items.put((index, item))


class _Run:
    """What both ways of reading many answers have in common."""

    __slots__ = ("__weakref__", "_crew", "_finalizer", "_requests", "_window")

    def __init__(
        self,
        client: AsyncOpenRouter,
        requests: Requests,
        concurrency: int,
        shared: Mapping[str, Any],
        *,
        live: bool,
    ) -> None:
        self._window = Window(concurrency, ordered=not live)
        self._requests = aiter(requests) if isinstance(requests, AsyncIterable) else _each(requests)
        self._crew = Crew(client, shared, concurrency, live)
        self._finalizer = weakref.finalize(self, self._crew.abandon)

    async def close(self) -> None:
        """Leaves: what runs is cancelled, and nothing more is sent. May be called any number of times."""
        if self._finalizer.detach() is not None:
            await self._crew.leave()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    async def _item(self) -> tuple[int, Any]:
        """The next item of any stream; new ones begin as far as the window allows."""
        if not self._finalizer.alive:
            raise StopAsyncIteration
        while self._window.may_begin:
            try:
                request = await anext(self._requests)
            except StopAsyncIteration:
                self._window.exhausted = True
                break
            self._crew.begin(self._window.begin(), request)
        if self._window.is_over:
            await self.close()
            raise StopAsyncIteration
        index, item = await self._crew.items.get()
        if isinstance(item, BaseException):
            await self.close()
            raise item
        if isinstance(item, Result):
            self._window.end(item)
        return index, item


class AsyncResults(_Run):
    """The results of many requests, in their order; an error is in its own result and ends no other."""

    __slots__ = ()

    def as_completed(self) -> Self:
        """The same results, each as soon as it is there."""
        self._window.ordered = False
        return self

    def __aiter__(self) -> AsyncIterator[Result]:
        return self

    async def __anext__(self) -> Result:
        while (result := self._window.next()) is None:
            await self._item()
        return result


class AsyncLiveChunks(_Run):
    """
    The chunks of many streams as they come: pairs of a request's index and its chunk, and for each request a last pair with its
    `Result`.
    """

    __slots__ = ()

    def __aiter__(self) -> AsyncIterator[tuple[int, ChatChunk | Result]]:
        return self

    async def __anext__(self) -> tuple[int, ChatChunk | Result]:
        index, item = await self._item()
        if isinstance(item, Result):
            self._window.next()
        return index, item


async def _each(requests: Iterable[Any]) -> AsyncIterator[Any]:
    """A plain iterable, read where an asynchronous one is expected."""
    for request in requests:
        yield request
