"""A model that calls functions, turn by turn, until it answers."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from ..core.tool_loop import LEFT, ToolInvocation, ToolLoop, ToolResult, cancelled_inside, refusal_of, returned
from ..core.typed_events import StreamEvent

if TYPE_CHECKING:
    from ..models import ChatChunk, ChatResponse, Usage
    from .client import AsyncOpenRouter
    from .stream import AsyncChatStream

ToolEvent: TypeAlias = StreamEvent | ToolInvocation | ToolResult
"""What `events()` of a tool run gives: those of each turn's stream, and the start and end of each call."""


class AsyncToolRun:
    """
    The turns of a model and of the functions that it calls; nothing is sent before the first step.

    The loop gives the chunks of every turn. If it ends without an exception the last answer is whole and calls nothing more. Calls of
    one turn run at once, coroutine functions in the loop and plain functions in threads.
    """

    __slots__ = ("_approve", "_client", "_loop", "_params", "_stream")

    def __init__(
        self,
        client: AsyncOpenRouter,
        loop: ToolLoop,
        approve: Callable[[ToolInvocation], object] | None,
        params: Mapping[str, Any],
    ) -> None:
        self._client = client
        self._loop = loop
        self._approve = approve
        self._params = params
        self._stream: AsyncChatStream[Any] | None = None

    def __aiter__(self) -> AsyncIterator[ChatChunk]:
        return self._read(lambda stream: stream, tools=False)

    @property
    def text_stream(self) -> AsyncIterator[str]:
        """The pieces of text of every turn."""
        return self._read(lambda stream: stream.text_stream, tools=False)

    def events(self) -> AsyncIterator[ToolEvent]:
        """The typed events of every turn, and between turns `tool.started` and `tool.finished` of each call."""
        return self._read(lambda stream: stream.events(), tools=True)

    async def get_final_response(self) -> ChatResponse:
        """Runs to the end and returns the last answer; raises what the loop would raise."""
        async for _ in self if self._loop.reading is None else self._loop.reading:
            pass
        self._loop.check_again()
        return self._loop.turns[-1]

    async def get_final_text(self) -> str:
        """Runs to the end and returns the text of the last answer; raises what the loop would raise."""
        return (await self.get_final_response()).text

    @property
    def messages(self) -> list[Any]:
        """The conversation so far, tool calls and results included, ready to be sent again."""
        return list(self._loop.messages)

    @property
    def turns(self) -> list[ChatResponse]:
        """The whole answers so far, one a turn."""
        return list(self._loop.turns)

    @property
    def usage(self) -> Usage | None:
        """Tokens and cost of the turns so far, added up."""
        return self._loop.usage

    @property
    def cost(self) -> float | None:
        """What the turns so far cost, in US dollars."""
        return self._loop.cost

    def cancel(self) -> None:
        """Ends the run, from any thread: a stream at once, functions that run when they return."""
        self._loop.stopped = "this run was cancelled"
        if self._stream is not None:
            self._stream.cancel()

    async def close(self) -> None:
        """Leaves the run: closes the stream that is being read; nothing more is asked or called."""
        self._loop.stopped = self._loop.stopped or LEFT
        if self._stream is not None:
            await self._stream.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    def _read(self, view: Callable[[AsyncChatStream[Any]], Any], *, tools: bool) -> AsyncIterator[Any]:
        reading: AsyncIterator[Any] = self._items(lambda: reading, view, tools)
        return reading

    async def _items(
        self, reading: Callable[[], AsyncIterator[Any]], view: Callable[[AsyncChatStream[Any]], Any], tools: bool
    ) -> AsyncIterator[Any]:
        loop = self._loop
        loop.read_as(reading())  # at the first piece: whoever only looks at a way to read has not read
        try:
            while True:
                async with self._client.stream(loop.begin_turn(), tools=loop.definitions, **self._params) as stream:
                    self._stream = stream
                    if loop.stopped is not None:  # it came between the two
                        stream.cancel()
                    async for item in view(stream):
                        yield item
                calls = loop.end_turn(stream.response)
                if not calls:
                    return
                if tools:
                    for call in calls:
                        yield call
                loop.check()
                results = await self._called(calls)
                loop.check()
                if tools:
                    for result in results:
                        yield result
                loop.add(results)
        except BaseException as error:
            loop.failed(error)
            raise

    async def _called(self, calls: Sequence[ToolInvocation]) -> list[ToolResult]:
        """The results of the calls of one turn, in their order."""
        allowed = [(call, await self._refusal(call)) for call in calls]
        reader = asyncio.current_task()
        return await asyncio.gather(*(self._result(call, refusal, reader) for call, refusal in allowed))

    async def _refusal(self, call: ToolInvocation) -> Exception | None:
        self._loop.check()
        if call.mistake is not None or self._approve is None:
            return call.mistake
        verdict = self._approve(call)
        return refusal_of(await verdict if inspect.isawaitable(verdict) else verdict)

    async def _result(
        self, call: ToolInvocation, refusal: Exception | None, reader: asyncio.Task[Any] | None
    ) -> ToolResult:
        if refusal is not None or call.function is None or self._loop.stopped is not None:
            return ToolResult(call, error=refusal)
        given = partial(call.function, **call.keywords)
        try:
            if not call.is_async:
                return await asyncio.to_thread(self._loop.result_of, call, given)
            return returned(call, await given())
        except asyncio.CancelledError as error:
            if reader is not None and reader.cancelling():
                raise
            return cancelled_inside(call, error)
        except Exception as error:  # noqa: BLE001  as in `ToolLoop.result_of`
            return ToolResult(call, error=error)
