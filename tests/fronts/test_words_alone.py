"""Streams whose events come alone, so that a front takes the short way past the script."""

from __future__ import annotations

import asyncio
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


def read(step: Callable[[], Any], found: list[Any]) -> None:
    """Adds what a step of a reader gives, in either front; nothing is called meanwhile, so that no handler runs."""
    if step.__name__ == "__next__":
        found.append(step())
        return
    try:
        step().send(None)
    except StopIteration as end:
        found.append(end.value)


def interrupted(step: Callable[[], Any], at: int) -> tuple[list[Any], bool]:
    """The chunks that a reader gets who is interrupted behind the fifth, at the so-manieth place at which Python runs signal handlers."""
    found: list[Any] = []
    left = at

    def interrupt(_frame: Any, event: str, _arg: Any) -> None:
        nonlocal left
        if len(found) == 5 and event in {"call", "c_return"}:
            left -= 1
            if left < 0:
                sys.setprofile(None)
                raise KeyboardInterrupt

    sys.setprofile(interrupt)
    try:
        while len(found) < 6:
            read(step, found)
    except KeyboardInterrupt:
        return found, True
    finally:
        sys.setprofile(None)
    return found, False


@pytest.mark.parametrize("seconds", [None, 1000], ids=["", "cancel_after"])
@pytest.mark.parametrize("make", [mock_stream, mock_async_stream])
def test_an_interruption_loses_none_of_them(make: Any, seconds: float | None) -> None:
    """
    A signal handler may raise anywhere between the bytes and the reader: who reads on gets every chunk, or a typed error, and never an end
    with a hole before it.
    """
    for at in itertools.count():
        stream = make(WORDS[:50])
        if seconds is not None:
            stream.cancel_after(seconds)
        step = getattr(stream, "__next__", None) or stream.__anext__
        found, was_interrupted = interrupted(step, at)
        error = None
        try:
            while True:
                read(step, found)
        except (StopIteration, StopAsyncIteration):
            pass
        except errors.OpenRouterError as caught:
            error = caught
        text = "".join(chunk.text for chunk in found)
        assert stream.text.startswith(text)
        assert (error is None) == (text == WORDS[:50]) == (stream.status == "completed"), at
        if not was_interrupted:
            break
    assert at > 30
