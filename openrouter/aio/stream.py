"""A streamed answer, for `async for`."""

from __future__ import annotations

import weakref
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from ..core.facts import abandoned
from ..core.flow import Flow
from ..core.journal import Journal
from ..core.leaving import Leaving
from ..core.scripts import stream_chat
from ..core.steps import Sleep
from ..errors import ConfigurationError, OpenRouterError
from ..traits import T
from .drive import Drive
from .reading import Reading
from .wire import Wire

if TYPE_CHECKING:
    from ..models import ChatChunk, Generation
    from .tee import AsyncBranch
    from .transport import Transport


class AsyncChatStream(Leaving[Wire], Reading[T]):
    """
    A streamed answer.

    Nothing is sent before the first step. If the loop ends without an exception the answer is whole; if not, the error is one of
    `openrouter.errors`, and it and the stream hold everything that was delivered.

    The loop, `text_stream`, `reasoning_stream`, `events()`, `raw_events()` and `partial()` read the same answer: use one of them, or
    `tee()`.
    """

    __slots__ = ("__weakref__", "_drive", "_finalizer", "_flow", "_journal", "_transport", "_waiting", "_wire")

    def __init__(self, flow: Flow, wire: Wire, transport: Transport | None = None) -> None:
        self._flow = flow
        self._transport = transport
        self._journal: Journal = flow.journal
        self._wire = wire
        self._drive = Drive(stream_chat(flow), wire, flow.journal)
        self._way: str | None = None
        self._waiting = False
        self._finalizer = weakref.finalize(self, abandoned, flow, self._drive.abandon)
        self._finalizer.atexit = False

    async def close(self) -> None:
        """Leaves the stream: closes the connection unless the answer has ended. May be called any number of times."""
        self._finalizer.detach()
        if not self._journal.ended:
            self._wire.interrupt()  # another thread may be reading
        if not self._drive.close():
            self._journal.cancelled = not self._journal.ended  # seen by whoever runs the script, unless he has just stopped
            if not self._drive.close():
                return
        self._journal.left(self._flow.clocks.elapsed())

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    def tee(self, count: int = 2) -> tuple[AsyncBranch[T], ...]:
        """
        Several readers of this one answer, each of which reads in a way of its own, in its task or in turn with the others.

        All see the same items and the same end. What one has read and another has not is kept until it has: a reader that is left should be
        closed. The last that is closed closes the stream.

        Raises:
            ConfigurationError: not a whole number from 1.
        """
        from ..core.tee import checked_count
        from .tee import AsyncBranch, Source

        checked_count(count)
        self._read_as("tee()", "all")
        source = Source(self)
        return tuple(AsyncBranch(source) for _ in range(count))

    async def fetch_generation(self) -> Generation:
        """
        What the service has noted of this generation: tokens and cost, also of an answer that was cancelled or broke off.

        The note comes a moment after the end; until then the service's 404 is asked again, for about 15 seconds.

        Raises:
            ConfigurationError: no answer has begun, so that there is no id to ask for.
            NotFoundError: the service has no note of it.
            OpenRouterError: see `openrouter.errors`.
        """
        from ..core.resources import generation

        if self._transport is None:
            raise ConfigurationError("this stream has no service that could be asked")
        return await self._transport.ask(generation(self._transport.settings, self.generation_id, wait=True))

    def __repr__(self) -> str:
        return f"<AsyncChatStream {self.status}, {self.stats.chunks} chunks, {self.stats.characters} characters>"

    async def _next(self) -> Any:
        """The next item; raises the outcome where there is none."""
        journal = self._journal
        while True:
            if journal.ready and (not journal.cancelled or journal.ended):
                try:
                    if (item := journal.take()) is not None:
                        return item
                    continue
                except OpenRouterError as error:
                    self._drive.close()
                    journal.failed(error, self._flow.clocks.elapsed())
                except BaseException as error:  # a hook's
                    self._drive.close()
                    self._flow.escaped(error)
                    raise
            elif journal.cancelled and not journal.ended:
                self._drive.close()  # what had arrived is dropped
            elif not journal.ended:
                if (chunk := await self._advance()) is not None:
                    return chunk
                continue
            self._finalizer.detach()
            if journal.status == "completed":
                raise StopAsyncIteration
            raise journal.outcome(self._flow.clocks.elapsed())

    async def _advance(self) -> ChatChunk | None:
        """Lets the script run to its next items or to its end; one reader at a time. A chunk that is joined already is returned."""
        if self._waiting:
            raise RuntimeError("this stream is being read by another task")
        self._waiting = True
        try:
            try:
                return await self._drive.advance()
            finally:  # who is interrupted here has lost what is returned, so that the call must end
                self._waiting = False
                if self._flow.clocks.cancel_after is not None:  # the next wait knows the time
                    self._wire.interrupt_in(None)
        except OpenRouterError as error:  # `_next` raises it, now and whenever it is asked again
            if not self._journal.ended:
                self._journal.failed(error, self._flow.clocks.elapsed())
        except BaseException as error:  # the cancellation of the task, a hook's: what was delivered stays
            self._flow.escaped(error)
            self._drive.close()
            self._finalizer.detach()
            raise
        return None

    async def _next_by(self, until: float | None) -> Any:
        """The next item, or None if there is none by that time, or nothing can come for a while."""
        journal = self._journal
        while until is not None and not (journal.ready or journal.ended or journal.cancelled):
            if journal.paused or self._flow.now() >= until:
                return None
            journal.wake = until
            try:
                chunk = await self._advance()
            finally:
                journal.wake = None
            if chunk is not None:
                return chunk
        return await self._next()

    async def _pause(self, seconds: float) -> bool:
        """Lets time pass; False where the stream was cancelled."""
        return await self._wire.perform(Sleep(seconds)) is None
