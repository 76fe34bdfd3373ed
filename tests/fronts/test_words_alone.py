"""Streams whose events come alone, so that a front takes the short way past the script."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from openrouter import errors
from openrouter.aio.stream import AsyncChatStream
from openrouter.core.options import Limits
from openrouter.sync.stream import ChatStream
from openrouter.testing import Text, mock_stream
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


def test_an_interruption_behind_the_read_loses_none_of_them() -> None:
    """A signal handler may raise when the chunk is there and the reader does not have it yet: reading on gives it to him."""
    stream = mock_stream(WORDS).cancel_after(1000)
    found: list[str] = []

    def interrupt(frame: Any, event: str, _arg: Any) -> None:
        """What a handler does that runs when this function is entered."""
        if event == "call" and frame.f_code is MemoryWire.interrupt_in.__code__ and len(found) == 5:
            sys.setprofile(None)
            raise KeyboardInterrupt

    sys.setprofile(interrupt)
    with pytest.raises(KeyboardInterrupt):
        for chunk in stream:
            found.append(chunk.text)
    found += [chunk.text for chunk in stream]

    assert WORDS == "".join(found) == stream.text
    assert "completed" == stream.status
