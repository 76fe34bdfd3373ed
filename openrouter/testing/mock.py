"""Streams with no server: the objects that clients return, fed from memory."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define

from ..core.call import Call
from ..core.flow import Flow
from ..core.journal import Journal
from ..core.options import Limits, Retry, Timeout
from ..core.steps import Deadline, Failure, HttpRequest, Open, Read, Reply, Sleep, Step
from .actions import Answer, Pause, Wait
from .answers import Text
from .playback import Playback, Reading

if TYPE_CHECKING:
    from ..aio.stream import AsyncChatStream
    from ..sync.stream import ChatStream

T = TypeVar("T")

_URL = "http://127.0.0.1/api/v1/chat/completions"
_NAP = 0.01


def mock_stream(answer: str | Answer, /, **text_options: Any) -> ChatStream:
    """A stream that plays an answer, or a text with the options of `Text`, without any server.

    It is the very object that `client.stream(...)` returns, with its own reading, errors and result.
    """
    from ..sync.stream import ChatStream

    wire: Any = MemoryWire(Playback(_answer_of(answer, text_options)))
    return ChatStream(_flow(), wire)


def mock_async_stream(answer: str | Answer, /, **text_options: Any) -> AsyncChatStream:
    """The same for `async for`: what `AsyncOpenRouter(...).stream(...)` returns."""
    from ..aio.stream import AsyncChatStream

    wire: Any = AsyncMemoryWire(Playback(_answer_of(answer, text_options)))
    return AsyncChatStream(_flow(), wire)


def _answer_of(answer: str | Answer, text_options: dict[str, Any]) -> Answer:
    if isinstance(answer, str):
        return Text(answer, **text_options)
    if text_options:
        raise TypeError(f"{', '.join(text_options)}: options go with a text, not with an answer that is made already")
    return answer


def _flow() -> Flow:
    limits = Limits()
    request = HttpRequest("POST", _URL, {"Content-Type": "application/json"}, b'{"stream":true}')
    return Flow(
        Call(request=request, limits=limits),
        Journal(limits),
        Timeout(),
        Retry(attempts=1),
        time.monotonic,
        random.random,
    )


@define(eq=False)
class MemoryWire:
    """Performs the steps of a blocking stream on an answer in memory."""

    playback: Playback
    interrupted: bool = False

    def perform(self, step: Step) -> Reply:
        """The reply to a step."""
        reading = _reading(self.playback, step)
        try:
            while True:
                for nap in _naps(self, next(reading), _deadline(step)):
                    if isinstance(nap, Failure):
                        return nap
                    time.sleep(nap)
        except StopIteration as end:
            return Failure("cancelled") if self.interrupted else end.value

    def interrupt(self) -> None:
        """End the step that is being performed."""
        self.interrupted = True

    def shut(self, *, reuse: bool = False) -> None:
        """Nothing is open."""

    def abandon(self) -> None:
        """Nothing is open."""


@define(eq=False)
class AsyncMemoryWire:
    """Performs the steps of an asynchronous stream on an answer in memory."""

    playback: Playback
    interrupted: bool = False

    async def perform(self, step: Step) -> Reply:
        """The reply to a step."""
        import asyncio

        reading = _reading(self.playback, step)
        while True:
            try:
                wait = next(reading)
            except StopIteration as end:
                return Failure("cancelled") if self.interrupted else end.value
            for nap in _naps(self, wait, _deadline(step)):
                if isinstance(nap, Failure):
                    return nap
                await asyncio.sleep(nap)

    def interrupt(self) -> None:
        """End the step that is being performed."""
        self.interrupted = True

    def shut(self, *, reuse: bool = False) -> None:
        """Nothing is open."""

    def abandon(self) -> None:
        """Nothing is open."""


def _reading(playback: Playback, step: Step) -> Reading[Any]:
    if isinstance(step, Open):
        return playback.open(step.request)
    if isinstance(step, Read):
        return playback.read()
    return _sleeping(step.seconds if isinstance(step, Sleep) else 0.0)


def _sleeping(seconds: float) -> Reading[None]:
    if seconds:
        yield Pause(seconds)


def _deadline(step: Step) -> Deadline | None:
    return step.answer if isinstance(step, Open) else step.deadline if isinstance(step, Read) else None


def _naps(
    wire: MemoryWire | AsyncMemoryWire, wait: Pause | Wait, deadline: Deadline | None
) -> Iterator[float | Failure]:
    """How long to sleep, over and over, until the wait is over; or the failure that ends it."""
    until = time.monotonic() + wait.seconds
    with wait.gate.waiting() if isinstance(wait, Wait) else nullcontext():
        while not (isinstance(wait, Wait) and wait.gate.is_open):
            now = time.monotonic()
            if wire.interrupted:
                yield Failure("cancelled")
            elif deadline is not None and now >= deadline.at:
                yield Failure("timeout", deadline=deadline)
            elif now < until:
                yield min(_NAP, until - now)
            elif isinstance(wait, Wait):
                raise TimeoutError(f"a gate of the mock stream was not opened within {wait.seconds:g} seconds")
            else:
                return
