"""What is written in Python is what a server receives, in both fronts."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from openrouter import ResponseCache, attach, cached
from openrouter.errors import ConfigurationError, OutputTruncatedError
from openrouter.media.pictures import png
from openrouter.models import ChatMessage
from openrouter.testing import Chunks, FakeOpenRouter, Replay, Text
from tests.fronts.uniform import Play, play

__all__ = ["play"]

PNG = png(b"\0\1\2", width=1, height=1, channels=3)
URL = "data:image/png;base64," + base64.b64encode(PNG).decode()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A file with a picture."""
    path = tmp_path / "cat.png"
    path.write_bytes(PNG)
    return path


def test_a_message_with_files(play: Play, picture: Path) -> None:
    """Makers, mappings and models may be mixed, and their files arrive as data, in streams as in answers of one piece."""
    messages: list[Any] = [
        ChatMessage.user("What is this?", picture, cached(attach(PNG, detail="low"))),
        {"role": "user", "content": ["And this?", picture, {"type": "text", "text": "Well?"}]},
        {"role": "user", "content": picture},
    ]

    async def ask(client: Any) -> None:
        await client.stream(messages).get_final_text()
        await client.complete(messages)

    play(ask)
    first, second = (request.json["messages"] for request in play.server.requests)
    image = {"type": "image_url", "image_url": {"url": URL}}
    marked = {"type": "image_url", "image_url": {"url": URL, "detail": "low"}, "cache_control": {"type": "ephemeral"}}

    assert first == second
    assert [{"type": "text", "text": "What is this?"}, image, marked] == first[0]["content"]
    assert [{"type": "text", "text": "And this?"}, image, {"type": "text", "text": "Well?"}] == first[1]["content"]
    assert [image] == first[2]["content"]


def test_nothing_is_sent_that_is_refused(play: Play, tmp_path: Path) -> None:
    """A file that is missing, too large or of no accepted type, and a value out of bounds, end the call before it is sent."""
    (tmp_path / "big.png").write_bytes(PNG)
    (tmp_path / "tool.exe").write_bytes(b"MZ\x90\0\3\0\0\0")

    async def ask(client: Any) -> None:
        for content in (tmp_path / "none.png", tmp_path / "tool.exe", tmp_path):
            with pytest.raises(ConfigurationError, match=r"messages\[0\]\.content\[1\]: "):
                client.stream([{"role": "user", "content": ["Look:", content]}])
        with pytest.raises(ConfigurationError, match="at most 10 are sent"):
            attach(tmp_path / "big.png", max_bytes=10)
        with pytest.raises(ConfigurationError, match="temperature must be from 0 to 2, and is 3"):
            client.stream("hi", temperature=3)

    play(ask)

    assert [] == play.server.requests


def test_pictures_and_speech_of_a_stream(play: Play, tmp_path: Path) -> None:
    """What a stream brought of pictures and speech is there as bytes and as files, also in the middle."""
    samples = bytes(range(100))
    text = base64.b64encode(samples).decode()
    image = {"type": "image_url", "image_url": {"url": URL}}
    play.server.answer(
        Chunks(
            [
                {"id": "gen-1", "choices": [{"delta": {"audio": {"id": "a", "data": text[:50], "transcript": "ha"}}}]},
                {"id": "gen-1", "choices": [{"delta": {"audio": {"data": text[50:], "transcript": "ha"}}}]},
                {"id": "gen-1", "choices": [{"delta": {"images": [image]}, "finish_reason": "length"}]},
            ]
        )
    )

    async def listen(client: Any) -> Any:
        heard = []
        stream = client.stream("Sing")
        async for _ in stream:
            heard.append(stream.response.audio.bytes)
        return heard, stream.response

    heard, response = play(listen)

    assert [samples[:37], samples, samples] == heard
    assert [PNG] == [picture.data for picture in response.images]
    assert samples in response.audio.save(tmp_path / "song").read_bytes()
    assert "haha" == response.audio.transcript
    assert response.truncated_by_length
    assert not response.stopped_by_filter


def test_a_history_of_files_stays_small(server: FakeOpenRouter, picture: Path) -> None:
    """Ten messages about a file keep its path, and not its data, also after they were sent."""
    from openrouter import OpenRouter

    picture.write_bytes(PNG + bytes(1_000_000))
    history = [ChatMessage.user("Again", picture) for _ in range(10)]
    with OpenRouter(base_url=server.url) as client:
        client.stream(history).get_final_text()

    assert all(isinstance(message.content, list) and message.content[1].source == picture for message in history)  # type: ignore[union-attr]
    assert 10 * 1_333_000 < len(server.requests[0].body)


@pytest.mark.parametrize("reason", ["length", "content_filter"])
def test_an_answer_that_was_stopped(play: Play, reason: str) -> None:
    """Who asks for it gets an error after all that came; who does not, a property."""
    play.server.default = Text("Once upon a time", finish_reason=reason)

    async def ask(client: Any) -> list[str]:
        stream, pieces = client.stream("Tell", raise_on=("length", "content_filter")), []
        with pytest.raises(OutputTruncatedError) as streamed:
            async for chunk in stream:
                pieces.append(chunk.text)
        with pytest.raises(OutputTruncatedError) as whole:
            await client.complete("Tell", raise_on=[reason])
        for error in (streamed.value, whole.value):
            assert (reason, "Once upon a time") == (error.finish_reason, error.partial.text)
            assert error.partial.usage is not None
            assert error.generation_id
        assert "failed" == stream.status
        response = await client.complete("Tell")
        assert [reason == "length", reason == "content_filter"] == [
            response.truncated_by_length,
            response.stopped_by_filter,
        ]
        return pieces

    assert "Once upon a time" == "".join(play(ask))
    assert 3 == len(play.server.requests)


def test_the_cache_of_responses(play: Play) -> None:
    """What is asked of the service in headers arrives, in both ways of asking, and its answer is told."""
    play.server.answer(
        Replay(
            b'data: {"choices":[{"delta":{"content":"a"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
            headers={"X-OpenRouter-Cache-Status": "HIT"},
        )
    )

    async def ask(client: Any) -> bool | None:
        stream = client.stream("Hi", response_cache=ResponseCache(ttl=60), router_metadata=True)
        await stream.get_final_text()
        await client.complete("Hi", response_cache=False, router_metadata=True)
        cached: bool | None = stream.cached
        return cached

    assert play(ask, app_categories=["cli-agent"]) is True
    first, second = (request.headers for request in play.server.requests)
    assert ("true", "60") == (first["X-OpenRouter-Cache"], first["X-OpenRouter-Cache-TTL"])
    assert "false" == second["X-OpenRouter-Cache"]
    assert ["enabled", "enabled"] == [found["X-OpenRouter-Metadata"] for found in (first, second)]
    assert ["cli-agent", "cli-agent"] == [found["X-OpenRouter-Categories"] for found in (first, second)]
