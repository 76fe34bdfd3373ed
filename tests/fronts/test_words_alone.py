"""Streams whose events come alone, so that a front takes the short way past the script."""

from __future__ import annotations

import asyncio
import functools
import itertools
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from openrouter import errors
from openrouter.aio.stream import AsyncChatStream
from openrouter.core.options import Limits
from openrouter.sync.stream import ChatStream
from openrouter.testing import Text, mock_async_stream, mock_stream
from openrouter.testing.mock import AsyncMemoryWire, MemoryWire
from openrouter.testing.playback import Playback
from tests.fronts.uniform import Play, ToldStream
from tests.guards.counting import alone
from tests.play import make_flow

WORDS = "word " * 50

Told = Callable[..., Any]


@pytest.fixture(params=["sync", "async"])
def told(request: pytest.FixtureRequest) -> Told:
    """What a body finds out about a stream of words, each of which comes alone."""

    def run(body: Callable[[Any], Awaitable[Any]], limits: Limits | None = None) -> Any:
        flow = make_flow(body={"stream": True}, limits=limits or Limits())
        if request.param == "async":
            async_wire: Any = AsyncMemoryWire(Playback(Text(WORDS)))
            return asyncio.run(body(AsyncChatStream(flow, async_wire)))  # type: ignore[arg-type]
        wire: Any = MemoryWire(Playback(Text(WORDS)))
        return Play("sync", None).run(body(ToldStream(ChatStream(flow, wire))))  # type: ignore[arg-type]

    return run


def test_what_follows_them_is_not_lost(told: Told) -> None:
    """The bytes in which the front found no chunk are the script's: the finish reason, the usage and the end are there."""

    async def body(stream: Any) -> Any:
        return "".join([chunk.text async for chunk in stream]), stream

    text, stream = told(body)

    assert WORDS == text == stream.text
    assert 52 == stream.stats.chunks  # with the finish reason, and with the usage
    assert ("completed", "stop") == (stream.status, stream.finish_reason)
    assert stream.usage is not None


def test_a_reader_with_a_time_gets_them_all(told: Told) -> None:
    """Who asks for the next item by a time loses none that the front read by itself."""

    async def body(stream: Any) -> Any:
        return "".join([text async for text in stream.text_stream.buffered(chars=12, seconds=60)])

    assert WORDS == told(body)


def test_a_bound_that_is_passed_by_one_of_them(told: Told) -> None:
    """It ends the call where it is delivered: what came before is there, the script is closed, and whoever reads on is told the same."""

    async def body(stream: Any) -> Any:
        text = ""
        with pytest.raises(errors.LimitExceededError) as caught:
            async for chunk in stream:
                text += chunk.text
        with pytest.raises(errors.LimitExceededError) as again:
            async for _ in stream:
                pass
        closed = getattr(stream, "real", stream)._drive.script.gi_frame is None
        return text, stream.text, stream.status, caught.value is again.value, closed

    text = "word " * 19 + "word"

    assert (text, text, "failed", True, True) == told(body, Limits(text=102))


NUMBERED = "".join(f"word{number} " for number in range(10))
FIRST = 5
"""How many chunks a reader has when something happens."""

Happens = Callable[[Any], object]


def interrupt(_stream: Any) -> None:
    """What Ctrl-C does."""
    raise KeyboardInterrupt


def cancel(stream: Any) -> None:
    """What a signal handler may do."""
    stream.cancel()


def close(stream: Any) -> None:
    """What a signal handler may do in the blocking front."""
    stream.close()


def told_when(happens: Happens, stream: Any, step: Callable[[], Any], at: int) -> tuple[str, bool, bool]:
    """
    The text that a reader gets to whom this happens behind the fifth chunk, at the nth call, or return from C, at which Python runs signal
    handlers, and who reads on; whether he is told of an error at last, and whether it happened at all.
    """
    found: list[Any] = []
    left = at

    def look(_frame: Any, event: str, _arg: Any) -> None:
        nonlocal left
        if len(found) == FIRST and event in {"call", "c_return"}:
            left -= 1
            if left < 0:
                sys.setprofile(None)
                happens(stream)

    asynchronous = isinstance(stream, AsyncChatStream)
    sys.setprofile(look)
    try:
        for _ in range(50):
            try:
                if not asynchronous:
                    found.append(step())
                    continue
                try:
                    step().send(None)
                except StopIteration as end:
                    found.append(end.value)
            except KeyboardInterrupt:
                pass
            except (StopIteration, StopAsyncIteration):
                break
            except errors.OpenRouterError:
                return "".join(chunk.text for chunk in found), True, left < 0
    finally:
        sys.setprofile(None)
    return "".join(chunk.text for chunk in found), False, left < 0


@pytest.mark.parametrize("seconds", [None, 1000], ids=["", "cancel_after"])
@pytest.mark.parametrize("by_a_time", [False, True], ids=["loop", "by a time"])
@pytest.mark.parametrize(
    ("make", "happens"),
    [(mock_stream, interrupt), (mock_stream, cancel), (mock_stream, close), (mock_async_stream, interrupt), (mock_async_stream, cancel)],
)
def test_whatever_happens_behind_the_read_none_of_them_is_lost(make: Any, happens: Happens, by_a_time: bool, seconds: float | None) -> None:
    """
    A signal handler may raise, cancel or close between the bytes and the reader: who reads on gets every chunk, or a typed error behind
    some of them, and never an end with a hole before it. The stream has what he got, and nothing of it is left open.
    """
    with alone():  # or it would happen to a finalizer
        for at in itertools.count():
            stream = make(NUMBERED)
            if seconds is not None:
                stream.cancel_after(seconds)
            step = getattr(stream, "__next__", None) or stream.__anext__
            if by_a_time:
                step = functools.partial(stream._next_by, stream._flow.now() + 1000)
            text, was_told, happened = told_when(happens, stream, step, at)
            assert NUMBERED.startswith(text)
            assert stream.text.startswith(text)
            assert was_told == (text != NUMBERED) == (stream.status != "completed"), at
            assert stream._drive.script.gi_frame is None
            if not happened:
                break
    assert at > 30  # so many places are there at least
