"""A model that calls functions, turn by turn, until it answers."""

from __future__ import annotations

import asyncio
import contextvars
import inspect
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from ..core.tool_loop import LEFT, ToolInvocation, ToolLoop, ToolResult, cancelled_inside, refusal_of
from ..core.typed_events import StreamEvent
from ..errors import ConfigurationError

if TYPE_CHECKING:
    from ..models import ChatChunk, ChatResponse, Usage
    from .client import OpenRouter
    from .stream import ChatStream

ToolEvent: TypeAlias = StreamEvent | ToolInvocation | ToolResult
"""What `events()` of a tool run gives: those of each turn's stream, and the start and end of each call."""


class ToolRun:
    """
    The turns of a model and of the functions that it calls; nothing is sent before the first step.

    The loop gives the chunks of every turn. If it ends without an exception the last answer is whole and calls nothing more. Calls of
    one turn run at once, each in a thread; a single one runs where the loop does.
    """

    __slots__ = ("_approve", "_client", "_loop", "_params", "_stream")

    def __init__(
        self, client: OpenRouter, loop: ToolLoop, approve: Callable[[ToolInvocation], object] | None, params: Mapping[str, Any]
    ) -> None:
        self._client = client
        self._loop = loop
        self._approve = approve
        self._params = params
        self._stream: ChatStream[Any] | None = None

    def __iter__(self) -> Iterator[ChatChunk]:
        return self._read(lambda stream: stream, tools=False)

    @property
    def text_stream(self) -> Iterator[str]:
        """The pieces of text of every turn."""
        return self._read(lambda stream: stream.text_stream, tools=False)

    def events(self) -> Iterator[ToolEvent]:
        """The typed events of every turn, and between turns `tool.started` and `tool.finished` of each call."""
        return self._read(lambda stream: stream.events(), tools=True)

    def get_final_response(self) -> ChatResponse:
        """Runs to the end and returns the last answer; raises what the loop would raise."""
        for _ in self if self._loop.reading is None else self._loop.reading:
            pass
        self._loop.check_again()
        return self._loop.turns[-1]

    def get_final_text(self) -> str:
        """Runs to the end and returns the text of the last answer; raises what the loop would raise."""
        return self.get_final_response().text

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

    def close(self) -> None:
        """Leaves the run: closes the stream that is being read; nothing more is asked or called."""
        self._loop.stopped = self._loop.stopped or LEFT
        if self._stream is not None:
            self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _read(self, view: Callable[[ChatStream[Any]], Any], *, tools: bool) -> Iterator[Any]:
        reading: Iterator[Any] = self._items(lambda: reading, view, tools)
        return reading

    def _items(
        self, reading: Callable[[], Iterator[Any]], view: Callable[[ChatStream[Any]], Any], tools: bool
    ) -> Iterator[Any]:
        loop = self._loop
        loop.read_as(reading())  # at the first piece: whoever only looks at a way to read has not read
        try:
            while True:
                with self._client.stream(loop.begin_turn(), tools=loop.definitions, **self._params) as stream:
                    self._stream = stream
                    if loop.stopped is not None:  # it came between the two
                        stream.cancel()
                    yield from view(stream)
                calls = loop.end_turn(stream.response)
                if not calls:
                    return
                if tools:
                    yield from calls
                loop.check()
                results = self._called(calls)
                loop.check()
                if tools:
                    yield from results
                loop.add(results)
        except BaseException as error:
            loop.failed(error)
            raise

    def _called(self, calls: Sequence[ToolInvocation]) -> list[ToolResult]:
        """The results of the calls of one turn, in their order."""
        allowed = [(call, self._refusal(call)) for call in calls]
        if len(calls) == 1 and not calls[0].is_async:
            return [self._result(call, refusal) for call, refusal in allowed]
        results: dict[int, ToolResult] = {}
        escaped: list[BaseException] = []
        threads = []
        for number, (call, refusal) in enumerate(allowed):

            def work(number: int = number, call: ToolInvocation = call, refusal: Exception | None = refusal) -> None:
                """Calls one function."""
                try:
                    results[number] = self._result(call, refusal)
                except BaseException as error:  # noqa: BLE001  SystemExit and its like: the reader gets it
                    escaped.append(error)

            # Each in a copy of the context, so that a function sees the variables of its caller.
            thread = threading.Thread(target=contextvars.copy_context().run, args=(work,), name=call.name, daemon=True)
            threads.append(thread)
            thread.start()
        for thread in threads:
            thread.join()
        if escaped:
            raise escaped[0]
        return [results[number] for number in range(len(calls))]

    def _refusal(self, call: ToolInvocation) -> Exception | None:
        self._loop.check()
        if call.mistake is not None or self._approve is None:
            return call.mistake
        verdict = self._approve(call)
        if inspect.iscoroutine(verdict):
            verdict.close()
            raise ConfigurationError("approve must be a plain function; only AsyncOpenRouter awaits a coroutine function")
        return refusal_of(verdict)

    def _result(self, call: ToolInvocation, refusal: Exception | None) -> ToolResult:
        if refusal is not None or call.function is None:
            return ToolResult(call, error=refusal)
        given = partial(call.function, **call.keywords)
        try:
            return self._loop.result_of(call, (lambda: asyncio.run(given())) if call.is_async else given)
        except asyncio.CancelledError as error:
            return cancelled_inside(call, error)
