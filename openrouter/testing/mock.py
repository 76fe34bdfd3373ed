"""Streams with no server: the objects that clients return, fed from memory."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

from attrs import define, evolve, frozen

from ..core.call import Call
from ..core.flow import Flow
from ..core.journal import Journal
from ..core.options import Limits, Retry, Timeout
from ..core.steps import Deadline, Failure, HttpRequest, Open, Read, Reply, Sleep, Step
from .actions import Answer, Pause, Wait
from .answers import Text
from .playback import Playback, Reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Unpack

    from ..aio.stream import AsyncChatStream
    from ..sync.stream import ChatStream

T = TypeVar("T")

_URL = "http://127.0.0.1/api/v1/chat/completions"
_NAP = 0.01


class TextOptions(TypedDict, total=False):
    """The options of `Text`."""

    pieces: int | Sequence[str] | None
    model: str | None
    reasoning: str | None
    finish_reason: str | None
    usage: bool | Mapping[str, Any]
    done: bool
    comments: int


def mock_stream(answer: str | Answer, /, **text_options: Unpack[TextOptions]) -> ChatStream:
    """A stream that plays an answer, or a text with the options of `Text`, without any server.

    It is the very object that `client.stream(...)` returns, with its own reading, errors and result.
    """
    from ..sync.stream import ChatStream

    wire: Any = MemoryWire(Playback(_answer_of(answer, text_options)))
    return ChatStream(_flow(), wire)


def mock_async_stream(answer: str | Answer, /, **text_options: Unpack[TextOptions]) -> AsyncChatStream:
    """The same for `async for`: what `AsyncOpenRouter(...).stream(...)` returns."""
    from ..aio.stream import AsyncChatStream

    wire: Any = AsyncMemoryWire(Playback(_answer_of(answer, text_options)))
    return AsyncChatStream(_flow(), wire)


def _answer_of(answer: str | Answer, text_options: TextOptions) -> Answer:
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
    interrupt_at: float | None = None
    _put_off: PutOff | None = None

    def perform(self, step: Step) -> Reply:
        """The reply to a step."""
        reading, wait = _begun(self, step)
        try:
            while True:
                wait = wait or next(reading)
                for nap in _naps(self, wait, step):
                    if isinstance(nap, PutOff):
                        self._put_off = nap.of(reading)
                        return None
                    if isinstance(nap, Failure):
                        return nap
                    time.sleep(nap)
                wait = None
        except StopIteration as end:
            return Failure("cancelled") if self.interrupted else end.value

    def interrupt(self) -> None:
        """End the step that is being performed."""
        self.interrupted = True

    def interrupt_in(self, seconds: float | None) -> None:
        """The same, later, in place of what was asked for before; with None not at all."""
        self.interrupt_at = None if seconds is None else time.monotonic() + seconds

    def shut(self, *, reuse: bool = False) -> None:
        """Nothing is open."""

    def abandon(self) -> None:
        """Nothing is open."""


@define(eq=False)
class AsyncMemoryWire:
    """Performs the steps of an asynchronous stream on an answer in memory."""

    playback: Playback
    interrupted: bool = False
    interrupt_at: float | None = None
    _put_off: PutOff | None = None

    async def perform(self, step: Step) -> Reply:
        """The reply to a step."""
        import asyncio

        reading, wait = _begun(self, step)
        while True:
            try:
                wait = wait or next(reading)
            except StopIteration as end:
                return Failure("cancelled") if self.interrupted else end.value
            for nap in _naps(self, wait, step):
                if isinstance(nap, PutOff):
                    self._put_off = nap.of(reading)
                    return None
                if isinstance(nap, Failure):
                    return nap
                await asyncio.sleep(nap)
            wait = None

    def interrupt(self) -> None:
        """End the step that is being performed."""
        self.interrupted = True

    def interrupt_in(self, seconds: float | None) -> None:
        """The same, later, in place of what was asked for before; with None not at all."""
        self.interrupt_at = None if seconds is None else time.monotonic() + seconds

    def shut(self, *, reuse: bool = False) -> None:
        """Nothing is open."""

    def abandon(self) -> None:
        """Nothing is open."""


@frozen
class PutOff:
    """A wait that was left because its step wanted to be woken, and the reading that it belongs to."""

    wait: Pause | Wait
    reading: Reading[Any] | None = None

    def of(self, reading: Reading[Any]) -> PutOff:
        """The same, of that reading."""
        return evolve(self, reading=reading)


def _begun(wire: MemoryWire | AsyncMemoryWire, step: Step) -> tuple[Reading[Any], Pause | Wait | None]:
    """The reading of a step and what it waits for: that which was put off, if it is read on."""
    put_off, wire._put_off = wire._put_off, None
    if put_off is None or put_off.reading is None or not isinstance(step, Read):
        return _reading(wire.playback, step), None
    return put_off.reading, put_off.wait


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


def _naps(wire: MemoryWire | AsyncMemoryWire, wait: Pause | Wait, step: Step) -> Iterator[float | Failure | PutOff]:
    """How long to sleep, over and over, until the wait is over; or what ends it: a failure, or that it is put off."""
    until, deadline = time.monotonic() + wait.seconds, _deadline(step)
    wake = step.wake if isinstance(step, Read) else None
    with wait.gate.waiting() if isinstance(wait, Wait) else nullcontext():
        while not (isinstance(wait, Wait) and wait.gate.is_open):
            now = time.monotonic()
            if wire.interrupted or (wire.interrupt_at is not None and now >= wire.interrupt_at):
                wire.interrupt()
                yield Failure("cancelled")
            elif deadline is not None and now >= deadline.at:
                yield Failure("timeout", deadline=deadline)
            elif wake is not None and now >= wake:
                yield PutOff(evolve(wait, seconds=max(until - now, 0.0)))
            elif now < until:
                yield min(_NAP, until - now)
            elif isinstance(wait, Wait):
                raise TimeoutError(f"a gate of the mock stream was not opened within {wait.seconds:g} seconds")
            else:
                return
