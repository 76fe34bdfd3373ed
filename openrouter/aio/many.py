"""Many answers at once, in a bounded number of tasks."""

from __future__ import annotations

import asyncio
import time
import weakref
from collections.abc import AsyncIterable, AsyncIterator, Coroutine, Iterable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from attrs import define, field

from ..core.many import LEAVING_SECONDS, NEWS, Result, Window, checked_requests, request_of
from ..errors import OpenRouterError, StreamCancelledError

if TYPE_CHECKING:
    from ..models import ChatChunk
    from .client import AsyncOpenRouter


Requests: TypeAlias = Iterable[Any] | AsyncIterable[Any]
"""Prompts, lists of messages, `ChatRequest`s, or mappings with the keywords of `stream()`."""

_LOOK = 0.01


@define(eq=False)
class Crew:
    """The tasks of one run: one asks the source for requests, the others read the streams. It does not hold the run itself."""

    client: AsyncOpenRouter
    shared: Mapping[str, Any]
    window: Window
    live: bool
    """Whether chunks are brought as well as results."""

    requests: AsyncIterator[Any]
    _items: asyncio.Queue[tuple[int, Any]] = field(factory=asyncio.Queue)
    _places: asyncio.Semaphore = field(init=False)
    """One for each item that may still be brought."""

    _room: asyncio.Event = field(factory=asyncio.Event)
    """The window may have room for a request."""

    _tasks: set[asyncio.Task[None]] = field(factory=set)
    _loop: asyncio.AbstractEventLoop | None = None

    def __attrs_post_init__(self) -> None:
        self._places = asyncio.Semaphore(self.window.places)

    def begin(self) -> None:
        """Lets requests begin as far as the window allows."""
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
            self._start(self._ask())
        elif self._loop is not asyncio.get_running_loop():
            raise RuntimeError("this run belongs to the event loop in which it was first read")
        self._room.set()

    async def take(self) -> tuple[int, Any]:
        """The next item that a task brings."""
        taken = await self._items.get()
        if taken is not NEWS:
            self._places.release()
        return taken

    async def leave(self) -> None:
        """Cancels what runs and begins nothing more; waits shortly for the tasks to see it, but for its own."""
        if self._loop is asyncio.get_running_loop():
            self._cancel()
            if left := self._tasks - {asyncio.current_task()}:
                await asyncio.wait(left, timeout=LEAVING_SECONDS)
            return
        self.abandon()
        until = time.monotonic() + LEAVING_SECONDS
        # They belong to the loop of another thread, which may be stopped; no event tells this one of them.
        while self._loop is not None and self._tasks and time.monotonic() < until:  # noqa: ASYNC110
            await asyncio.sleep(_LOOK)

    def abandon(self) -> None:
        """The same without waiting, from the garbage collector, which runs in any thread."""
        self.window.left = True
        try:
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._cancel)
        except RuntimeError:  # it is closed, and its tasks with it
            self._tasks.clear()

    def _cancel(self) -> None:
        self.window.left = True
        for task in self._tasks - {asyncio.current_task()}:
            task.cancel()
        self._items.put_nowait(NEWS)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        assert self._loop is not None
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _ask(self) -> None:
        """Asks the source, one request at a time and always in this task; whoever reads results meanwhile does not wait for it."""
        try:
            while not self.window.left:
                if self.window.may_begin:
                    request = await anext(self.requests)
                    if not self.window.left:
                        self._start(self._run(self.window.begin(), request))
                else:
                    self._room.clear()
                    await self._room.wait()
        except StopAsyncIteration:
            self.window.exhausted = True
            self._items.put_nowait(NEWS)
        except BaseException as error:  # noqa: BLE001  of the source: the reader gets it
            self._items.put_nowait((-1, _told(error)))

    async def _run(self, index: int, request: Any) -> None:
        try:
            await self._bring(index, await self._result(index, request))
        except BaseException as error:  # noqa: BLE001  a mistake in the call, or what a hook raised: the reader gets it
            self._items.put_nowait((index, _told(error)))

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
        await self._places.acquire()
        self._items.put_nowait((index, item))


class _Run:
    """What both ways of reading many answers have in common."""

    __slots__ = ("__weakref__", "_crew", "_finalizer", "_window")

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
        source = checked_requests(requests, "__aiter__", "__iter__", "__getitem__")
        source = aiter(source) if isinstance(source, AsyncIterable) else _each(iter(source))
        self._crew = Crew(client, shared, self._window, live, source)
        self._finalizer = weakref.finalize(self, self._crew.abandon)

    async def close(self) -> None:
        """
        Leaves: what runs is cancelled, and nothing more is sent. May be called any number of times, from any task and any thread.

        Whoever waits for an item, or asks for one later, gets a `StreamCancelledError`.
        """
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
        window = self._window
        self._crew.begin()
        while not window.is_over:
            window.check()
            index, item = await self._crew.take()
            window.check()
            if isinstance(item, BaseException):
                raise await self._end(item)
            if isinstance(item, Result):
                window.end(item)
            if index >= 0:
                return index, item
        await self.close()
        raise StopAsyncIteration

    async def _end(self, error: BaseException) -> BaseException:
        """The error that ends the run, once what had begun is cancelled."""
        error = self._window.failed(error)
        await self.close()
        return error


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
        with self._window.reading("task"):
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
        with self._window.reading("task"):
            index, item = await self._item()
            if isinstance(item, Result):
                self._window.next()
            return index, item


def _told(error: BaseException) -> BaseException:
    """The error as the reader gets it: that somebody cancelled a task of the run does not mean that his own was."""
    if isinstance(error, asyncio.CancelledError):
        return StreamCancelledError("a task of this run was cancelled from outside")
    return error


async def _each(requests: Iterable[Any]) -> AsyncIterator[Any]:
    """A plain iterable, read where an asynchronous one is expected."""
    for request in requests:
        yield request
