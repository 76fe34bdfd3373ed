"""An answer watched while it comes: by a function of the caller's, and from another thread."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from openrouter import OpenRouter, errors
from openrouter.testing import Cut, FakeOpenRouter, Gate, Hold, Status, Text
from tests.fronts.uniform import Play, play

__all__ = ["play"]

SIX = Text("abcdef", pieces=2)


@pytest.mark.parametrize(
    ("answer", "status", "characters"),
    [(SIX, "completed", 6), (Cut(SIX, after_events=2, how="rst"), "interrupted", 4), (Status(402), "failed", 0)],
)
def test_progress_is_told_at_the_end_of_every_outcome(play: Play, answer: Any, status: str, characters: int) -> None:
    """Once, when all was delivered; and before that while it comes."""
    play.server.answer(answer)
    heard: list[int] = []

    async def body(client: Any) -> Any:
        stream = client.stream("hi", on_progress=lambda stats: heard.append(stats.characters))
        try:
            await stream.get_final_text()
        except errors.OpenRouterError:
            pass
        return stream

    stream = play(body)

    assert status == stream.status
    assert characters == heard[-1] == stream.stats.characters
    assert sorted(heard) == heard
    assert 1 + (characters > 0) <= len(heard) <= 5


def test_progress_of_a_stream_that_is_left(play: Play) -> None:
    """Leaving is an end too."""
    play.server.answer(SIX)
    heard: list[int] = []

    async def body(client: Any) -> None:
        async with client.stream("hi", on_progress=lambda stats: heard.append(stats.chunks)) as stream:
            await stream.text_stream.__anext__()

    play(body)

    assert [1, 1] == heard


def test_what_a_progress_function_raises_reaches_the_caller(play: Play) -> None:
    """As it is."""

    def tell(stats: Any) -> None:
        raise LookupError("progress")

    async def body(client: Any) -> None:
        with pytest.raises(LookupError, match="progress"):
            await client.stream("hi", on_progress=tell).get_final_text()
        with pytest.raises(errors.ConfigurationError, match="on_progress"):
            client.stream("hi", on_progress="loudly")

    play(body)


def test_a_stream_that_slows_down_is_seen_from_another_thread(server: FakeOpenRouter) -> None:
    """`idle_for` grows while nothing comes; whoever watches may cancel."""
    gate = Gate()
    server.answer(Hold(SIX, gate, after_events=2))
    with OpenRouter(base_url=server.url) as client:
        stream = client.stream("hi")

        def watch() -> None:
            pause = threading.Event()
            while stream.stats.idle_for < 0.05 or not stream.text:
                pause.wait(0.01)
            stream.cancel()

        watcher = threading.Thread(target=watch)
        watcher.start()
        with pytest.raises(errors.StreamCancelledError) as caught:
            stream.get_final_text()
        watcher.join()

    assert caught.value.partial is not None
    assert "abcd" == caught.value.partial.text
    assert stream.stats.idle_for >= 0.05
    assert not gate.is_open
