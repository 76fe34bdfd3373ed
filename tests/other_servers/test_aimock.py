"""Both fronts against aimock, a stranger's idea of OpenRouter's wire format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from openrouter import Retry, attach, cached, errors
from openrouter.media.pictures import png
from openrouter.models import ChatMessage
from tests.fronts.uniform import Play

from . import programs
from .programs import Program

pytestmark = [pytest.mark.prove, pytest.mark.skipif(not programs.has_aimock(), reason=programs.NO_AIMOCK)]

LONG = "one two three four five six seven eight nine ten"
FAMILY = "a 😀 b 👩‍👩‍👧 c é 日本 🇫🇷"
MODERATION = {"reasons": ["violence"], "flagged_input": "say", "provider_name": "P", "model_slug": "m"}


def fixture(said: str, response: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An answer to a user who said this."""
    return {"match": {"userMessage": said, **more.pop("match", {})}, "response": response, **more}


def refusal(status: int, message: str, **more: Any) -> dict[str, Any]:
    """An answer that is an error."""
    return {"error": {"message": message, **more.pop("error", {})}, "status": status, **more}


FIXTURES = [
    fixture("greet", {"content": "Hello, wörld!", "reasoning": "Hm. Greet."}, openRouterProcessing=True),
    fixture("family", {"content": FAMILY}, chunkSize=1),
    fixture("weather", {"toolCalls": [{"name": "get_weather", "arguments": '{"city":"Paris","days":3}'}]}, chunkSize=5),
    fixture("cut", {"content": LONG}, chunkSize=4, latency=20, truncateAfterChunks=5),
    fixture("drop", {"content": LONG}, chunkSize=4, latency=40, disconnectAfterMs=200),
    fixture("slowly", {"content": LONG}, chunkSize=4, latency=300),
    fixture("busy", refusal(429, "slow down", retryAfter=0), match={"sequenceIndex": 0}),
    fixture("busy", {"content": "at last"}, match={"sequenceIndex": 1}),
    fixture("broken", refusal(502, "provider down")),
    fixture("forbidden", refusal(403, "flagged", error={"metadata": MODERATION})),
    fixture("poor", refusal(402, "no credit")),
    {"match": {"inputText": "embed"}, "response": {"embedding": [0.25, -0.5, 1]}},
]


@pytest.fixture
def stranger(tmp_path: Any) -> Iterator[Program]:
    """aimock with the answers of this module."""
    with programs.aimock(tmp_path, FIXTURES) as running:
        yield running


@pytest.fixture(params=["sync", "aio"])
def play(request: pytest.FixtureRequest, stranger: Program) -> Play:
    """Runs a body on each of the fronts in turn."""
    return Play(request.param, stranger)  # type: ignore[arg-type]


def asked(stranger: Program) -> list[dict[str, Any]]:
    """The requests that came, as aimock noted them."""
    return list(stranger.get("/__aimock/journal")[1])


async def read(client: Any, said: str, **params: Any) -> tuple[Any, list[Any]]:
    """A stream that was read to its end, and its chunks."""
    stream = client.stream(said, model="openai/gpt-5-mini", **params)
    return stream, [chunk async for chunk in stream]


def test_an_answer(play: Play, stranger: Program) -> None:
    """Text, reasoning by its other name, keep-alive comments, usage, ids and `[DONE]` arrive; the request is what it understands."""

    async def body(client: Any) -> tuple[Any, list[Any]]:
        return await read(client, "greet", temperature=0.5)

    stream, chunks = play(body)

    assert ("Hello, wörld!", "Hm. Greet.", "stop", "completed") == (
        stream.text, stream.reasoning, stream.finish_reason, stream.status,
    )  # fmt: skip
    assert "Hello, wörld!" == "".join(chunk.text for chunk in chunks)
    assert (True, True) == (stream.stats.done_seen, stream.stats.keepalives > 0)
    assert (True, "openai") == (stream.generation_id.startswith("gen-"), stream.provider)
    assert stream.usage.total_tokens > 0
    [request] = asked(stranger)
    assert (True, 0.5) == (request["body"]["stream"], request["body"]["temperature"])


def test_a_message_of_several_parts(play: Play, stranger: Program) -> None:
    """Text, a picture, a recording and a document are what it takes for such, beside text that it understands."""
    picture = png(b"\0\1\2", width=1, height=1, channels=3)
    said = ChatMessage.user(cached("greet"), attach(picture, detail="low"), b"RIFF\4\0\0\0WAVE", b"%PDF-1.7")

    async def body(client: Any) -> tuple[Any, Any]:
        stream = client.stream([said], model="openai/gpt-5-mini")
        text = await stream.get_final_text()
        history = [said, stream.response.message, ChatMessage.user("greet")]
        return text, (await client.complete(history, model="openai/gpt-5-mini")).text

    assert ("Hello, wörld!", "Hello, wörld!") == play(body)
    first, second = (request["body"]["messages"] for request in asked(stranger))
    assert ["text", "image_url", "input_audio", "file"] == [part["type"] for part in first[0]["content"]]
    assert (first[0], ["user", "assistant", "user"]) == (second[0], [message["role"] for message in second])


def test_characters_cut_in_two(play: Play) -> None:
    """Emoji whose two halves come escaped in two chunks arrive whole, and no chunk holds a half."""

    async def body(client: Any) -> tuple[Any, list[Any]]:
        return await read(client, "family")

    stream, chunks = play(body)

    assert FAMILY == stream.text == "".join(chunk.text for chunk in chunks)
    assert len(chunks) > len(FAMILY)
    assert [] == [chunk for chunk in chunks if any("\ud800" <= character <= "\udfff" for character in chunk.text)]


def test_tool_calls(play: Play) -> None:
    """A call whose arguments come in pieces is whole at the end."""

    async def body(client: Any) -> tuple[Any, list[Any]]:
        return await read(client, "weather")

    stream, _ = play(body)

    [call] = stream.tool_calls
    assert ("get_weather", {"city": "Paris", "days": 3}) == (call.function.name, json.loads(call.function.arguments))
    assert "tool_calls" == stream.finish_reason


@pytest.mark.parametrize("said", ["cut", "drop"])
def test_an_answer_that_breaks_off(play: Play, stranger: Program, said: str) -> None:
    """A connection that ends in the middle is an error with what was delivered, and is not asked again."""

    async def body(client: Any) -> tuple[Any, Any]:
        stream = client.stream(said, model="m")
        with pytest.raises(errors.StreamInterruptedError) as caught:
            await stream.get_final_text()
        return stream, caught.value

    stream, error = play(body, retry=Retry())

    assert "interrupted" == stream.status
    assert LONG.startswith(stream.text)
    assert 0 < len(stream.text) < len(LONG)
    assert stream.text == error.partial.text
    assert 1 == len(asked(stranger))


def test_asked_again_when_it_is_busy(play: Play, stranger: Program) -> None:
    """A 429 with `Retry-After` is asked again."""

    async def body(client: Any) -> tuple[Any, list[Any]]:
        return await read(client, "busy")

    stream, _ = play(body, retry=Retry())

    assert ("at last", 2, [429]) == (stream.text, stream.stats.sends, [each.status for each in stream.stats.attempts])
    assert 2 == len(asked(stranger))


def test_a_provider_that_stays_down(play: Play, stranger: Program) -> None:
    """A 502 with an error of its own is asked again as often as is allowed, and raised with its words."""

    async def body(client: Any) -> Any:
        with pytest.raises(errors.ProviderError, match="provider down") as caught:
            await client.stream("broken", model="m").get_final_text()
        return caught.value

    error = play(body, retry=Retry(attempts=2))

    assert (502, 2, 2) == (error.status, error.attempts, len(asked(stranger)))


@pytest.mark.parametrize(
    ("said", "cls", "metadata"),
    [("forbidden", errors.PermissionDeniedError, MODERATION), ("poor", errors.InsufficientCreditsError, {})],
)
def test_a_refusal(play: Play, said: str, cls: type[errors.APIStatusError], metadata: dict[str, Any]) -> None:
    """A status is its class, with the metadata of the service, and is not asked again."""

    async def body(client: Any) -> Any:
        with pytest.raises(cls) as caught:
            await client.complete(said, model="m")
        return caught.value

    error = play(body, retry=Retry())

    assert (1, metadata) == (error.attempts, dict(error.metadata))


def test_leaving_it(play: Play) -> None:
    """A stream that is cancelled in the middle keeps what came, and the client goes on with the next."""

    async def body(client: Any) -> tuple[Any, Any]:
        stream = client.stream("slowly", model="m")
        with pytest.raises(errors.StreamCancelledError):
            async for chunk in stream:
                if chunk.text:
                    stream.cancel()
        return stream, await client.complete("greet", model="m")

    stream, response = play(body)

    assert ("cancelled", "one ") == (stream.status, stream.text)
    assert "Hello, wörld!" == response.text


def test_the_endpoints_besides_chat(play: Play) -> None:
    """A stranger's catalogue, key, credits and embeddings are typed to the last field; what it does not have is NotFoundError."""

    async def body(client: Any) -> None:
        models = await client.models.list()
        key, credits_bought = await client.key.get(), await client.credits.get()
        vectors = (await client.embeddings.create("embed", model="m")).vectors
        estimate = await client.estimate("hi", model=models[0].id, max_tokens=5)

        assert models
        assert [{}] * len(models) == [model.extra for model in models]
        assert ({}, 0) == (key.extra, credits_bought.remaining)
        assert [[0.25, -0.5, 1]] == vectors
        assert 0 == estimate.high
        with pytest.raises(errors.NotFoundError, match="Not found"):
            await client.providers.list()

    play(body)
