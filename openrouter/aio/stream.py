"""A streamed answer, for `async for`."""

from __future__ import annotations

import warnings
import weakref
from collections.abc import AsyncIterator, Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self

from ..core.facts import ABANDONED, StreamFacts
from ..core.flow import Flow
from ..core.generation import PATIENT, fetch_generation, generation_call
from ..core.journal import Journal, View
from ..core.options import checked_seconds
from ..core.parsed import parsed_answer
from ..core.receiver import Received
from ..core.scripts import stream_chat
from ..core.sse import ServerSentEvent
from ..core.typed_events import StreamEvent, end_events, events_of
from ..errors import ConfigurationError, OpenRouterError
from ..traits import T
from .drive import Drive
from .wire import Wire

if TYPE_CHECKING:
    from ..models import ChatChunk, ChatResponse, Generation
    from .transport import Transport


class AsyncChatStream(StreamFacts, Generic[T]):
    """
    A streamed answer.

    Nothing is sent before the first step. If the loop ends without an exception the answer is whole; if not, the error is one of
    `openrouter.errors`, and it and the stream hold everything that was delivered.

    The loop, `text_stream`, `reasoning_stream`, `events()` and `raw_events()` read the same answer: use one of them.
    """

    __slots__ = ("__weakref__", "_drive", "_finalizer", "_flow", "_journal", "_reading", "_transport", "_waiting", "_wire")

    def __init__(self, flow: Flow, wire: Wire, transport: Transport | None = None) -> None:
        self._flow = flow
        self._transport = transport
        self._journal: Journal = flow.journal
        self._wire = wire
        self._drive = Drive(stream_chat(flow), wire, flow.journal)
        self._reading: str | None = None
        self._waiting = False
        self._finalizer = weakref.finalize(self, _abandoned, flow, self._drive)
        self._finalizer.atexit = False

    def __aiter__(self) -> AsyncIterator[ChatChunk]:
        self._read_as("the loop", "chunks")
        return self

    async def __anext__(self) -> ChatChunk:
        self._read_as("the loop", "chunks")
        return await self._next()  # type: ignore[no-any-return]

    @property
    def text_stream(self) -> AsyncIterator[str]:
        """The pieces of text, none of them empty."""
        return _pieces(self, "text_stream", lambda chunk: chunk.text)

    @property
    def reasoning_stream(self) -> AsyncIterator[str]:
        """The pieces of reasoning text, none of them empty."""
        return _pieces(self, "reasoning_stream", lambda chunk: chunk.reasoning)

    def events(self) -> AsyncIterator[StreamEvent]:
        """Typed events: what each chunk brings, kind by kind, and what happens around them."""
        return self._events()

    def raw_events(self) -> AsyncIterator[ServerSentEvent]:
        """The server-sent events as received, `[DONE]` included; the answer is collected all the same."""
        return self._raw_events()

    async def get_final_response(self) -> ChatResponse:
        """Reads the rest and returns the whole answer; raises what the loop would raise."""
        await self._read_rest()
        return self.response

    async def get_final_text(self) -> str:
        """Reads the rest and returns the whole text; raises what the loop would raise."""
        await self._read_rest()
        return self.text

    async def get_final_parsed(self) -> T:
        """
        Reads the rest and returns the answer as an object of the class of `response_format`, or as its JSON value without a class.

        Raises:
            OutputRefusedError: the model refused.
            OutputTruncatedError: the model was stopped before the end of the JSON.
            OutputInvalidError: the text is no JSON, or not what the class says.
            OpenRouterError: what the loop would raise.
        """
        await self._read_rest()
        return parsed_answer(self._flow)  # type: ignore[no-any-return]

    async def _read_rest(self) -> None:
        """Reads to the end without handing anything over; raises what the loop would raise."""
        if self._reading is None:
            self._read_as("get_final_response()", "chunks")
        while True:
            try:
                await self._next()
            except StopAsyncIteration:
                return

    def cancel(self) -> None:
        """
        Ends the call at once, from any thread.

        The connection is closed, nothing more is delivered, and the loop raises `StreamCancelledError` with what was. Does nothing
        when the stream has ended.
        """
        self._journal.cancelled = True
        self._wire.interrupt()

    def cancel_after(self, seconds: float) -> Self:
        """
        The stream itself, to be cancelled that many seconds after its first step, or from now if it has begun, unless it has ended
        by then. May be called from any thread.

        Raises:
            ConfigurationError: not a positive number.
        """
        checked_seconds("cancel_after", seconds)
        self._flow.clocks.cancel_in(seconds)
        if self._waiting:  # for a wait that is under way and knows the old time
            self._wire.interrupt_in(seconds)
        return self

    async def close(self) -> None:
        """Leaves the stream: closes the connection unless the answer has ended. May be called any number of times."""
        self._finalizer.detach()
        if not self._journal.ended:
            self._wire.interrupt()  # another thread may be reading
        self._drive.close()
        self._journal.left(self._flow.clocks.elapsed())

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    async def fetch_generation(self) -> Generation:
        """
        What the service has noted of this generation: tokens and cost, also of an answer that was cancelled or broke off.

        The note comes a moment after the end; until then the service's 404 is asked again, for about 15 seconds.

        Raises:
            ConfigurationError: no answer has begun, so that there is no id to ask for.
            NotFoundError: the service has no note of it.
            OpenRouterError: see `openrouter.errors`.
        """
        if self._transport is None:
            raise ConfigurationError("this stream has no service that could be asked")
        call = generation_call(self._transport.settings, self.generation_id)
        return await self._transport.run(call, fetch_generation, retry=PATIENT)

    def __repr__(self) -> str:
        return f"<AsyncChatStream {self.status}, {self.stats.chunks} chunks, {self.stats.characters} characters>"

    async def _next(self) -> Any:
        """The next item; raises the outcome where there is none."""
        journal = self._journal
        while True:
            if journal.cancelled and not journal.ended:
                self._drive.close()  # what had arrived is dropped
            elif journal.ready:
                try:
                    return journal.take()
                except OpenRouterError as error:
                    self._drive.close()
                    journal.failed(error, self._flow.clocks.elapsed())
                except BaseException as error:  # a hook's
                    self._drive.close()
                    self._flow.escaped(error)
                    raise
            elif not journal.ended:
                await self._advance()
                continue
            self._finalizer.detach()
            if journal.status == "completed":
                raise StopAsyncIteration
            raise journal.outcome(self._flow.clocks.elapsed())

    async def _advance(self) -> None:
        """Lets the script run to its next items or to its end; one reader at a time."""
        if self._waiting:
            raise RuntimeError("this stream is being read by another task")
        self._waiting = True
        try:
            await self._drive.advance()
        except OpenRouterError as error:  # `_next` raises it, now and whenever it is asked again
            if not self._journal.ended:
                self._journal.failed(error, self._flow.clocks.elapsed())
        except BaseException as error:  # the cancellation of the task, a hook's: what was delivered stays
            self._flow.escaped(error)
            self._finalizer.detach()
            raise
        finally:
            self._waiting = False

    def _read_as(self, way: str, view: View) -> None:
        """Holds the caller to one way of reading."""
        if self._journal.ended and self._journal.status != "completed":
            return  # however it is read, the same error is raised
        if self._reading not in {None, way}:
            raise RuntimeError(f"this stream is being read by {self._reading}; it cannot be read by {way} too")
        if self._reading is None:
            self._reading = way
            self._journal.view = view

    async def _events(self) -> AsyncIterator[StreamEvent]:
        self._read_as("events()", "events")
        while True:
            try:
                item = await self._next()
            except StopAsyncIteration:
                for event in end_events(self._journal.accumulator):
                    yield event
                return
            for event in events_of(item):
                yield event

    async def _raw_events(self) -> AsyncIterator[ServerSentEvent]:
        self._read_as("raw_events()", "raw")
        while True:
            try:
                item = await self._next()
            except StopAsyncIteration:
                return
            if isinstance(item, Received):
                yield item.event


async def _pieces(stream: AsyncChatStream, way: str, piece_of: Callable[[ChatChunk], str]) -> AsyncIterator[str]:
    """The non-empty pieces of a stream's chunks."""
    stream._read_as(way, "chunks")
    while True:
        try:
            piece = piece_of(await stream._next())
        except StopAsyncIteration:
            return
        if piece:
            yield piece


def _abandoned(flow: Flow, drive: Drive) -> None:
    """The last net: a stream that nobody ended and nobody holds any more."""
    if flow.journal.status == "streaming":
        warnings.warn(ABANDONED, ResourceWarning, stacklevel=2)
    drive.abandon()
    flow.journal.left(flow.clocks.elapsed())
