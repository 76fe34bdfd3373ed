"""Both fronts against llama.cpp's server with a small real model, which is no service of ours and none of OpenRouter's."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from openrouter import Retry, errors
from tests.fronts.uniform import Play

from . import programs
from .programs import Program

pytestmark = [pytest.mark.prove, pytest.mark.skipif(not programs.has_model(), reason=programs.NO_MODEL)]

SYSTEM = {"role": "system", "content": "You are a helpful AI assistant named SmolLM, trained by Hugging Face."}
CITY = {
    "type": "object",
    "properties": {
        "city": {"type": "string", "maxLength": 20},
        "people": {"type": "integer", "minimum": 0, "maximum": 99},
    },
    "required": ["city", "people"],
    "additionalProperties": False,
}
FORMAT = {"type": "json_schema", "json_schema": {"name": "city", "strict": True, "schema": CITY}}
LONGEST = 900
"""Tokens of an answer that nobody waits for: ten seconds of work."""


@pytest.fixture(scope="module")
def stranger() -> Iterator[Program]:
    """llama.cpp with its model loaded."""
    with programs.llama() as running:
        programs.wait_status(running, 200)
        yield running


@pytest.fixture(params=["sync", "aio"])
def front(request: pytest.FixtureRequest) -> str:
    """Each of the fronts in turn."""
    return str(request.param)


@pytest.fixture
def play(front: str, stranger: Program) -> Play:
    """Runs a body on each of the fronts in turn."""
    return Play(front, stranger)  # type: ignore[arg-type]


def busy_slots(stranger: Program) -> list[dict[str, Any]]:
    """The slots in which an answer is being made."""
    return [slot for slot in stranger.get("/slots")[1] if slot["is_processing"]]


def question(text: str) -> list[dict[str, str]]:
    """A question, after the words that this model was trained with."""
    return [SYSTEM, {"role": "user", "content": text}]


def test_an_answer(play: Play) -> None:
    """A real model's words come one by one, and the same come in one piece."""

    async def body(client: Any) -> tuple[Any, list[Any], Any]:
        asked: dict[str, Any] = {
            "messages": question("What is the capital of France?"),
            "model": "smollm2",
            "temperature": 0,
        }
        stream = client.stream(**asked, stream_options={"include_usage": True}, extra_body={"repeat_penalty": 1.1})
        chunks = [chunk async for chunk in stream]
        return stream, chunks, await client.complete(**asked, extra_body={"repeat_penalty": 1.1})

    stream, chunks, whole = play(body)

    assert "The capital of France is Paris." == stream.text == whole.text
    assert len([chunk for chunk in chunks if chunk.text]) > 5
    assert ("completed", "stop", True) == (stream.status, stream.finish_reason, stream.stats.done_seen)
    assert stream.usage.completion_tokens == whole.usage.completion_tokens
    assert 0 < stream.stats.first_token_at < stream.stats.ended_at


def test_json_of_a_schema(play: Play) -> None:
    """Under a schema that the server enforces the streamed text is an object of it."""

    async def body(client: Any) -> Any:
        asked = question("Name a city and how many people live there.")
        return await client.stream(
            asked, model="smollm2", response_format=FORMAT, temperature=0, max_tokens=200
        ).get_final_response()

    found = json.loads(play(body).text)

    assert ({"city", "people"}, str, int) == (set(found), type(found["city"]), type(found["people"]))


def test_two_answers_with_probabilities(play: Play) -> None:
    """Choices that come interleaved are kept apart, and the tokens of each, with their probabilities, are its text."""

    async def body(client: Any) -> Any:
        asked = question("Count to five.")
        options: dict[str, Any] = {
            "n": 2,
            "logprobs": True,
            "top_logprobs": 2,
            "max_tokens": 30,
            "temperature": 1,
            "seed": 7,
        }
        return await client.stream(asked, model="smollm2", **options).get_final_response()

    response = play(body)

    assert [0, 1] == [choice.index for choice in response.choices]
    for choice in response.choices:
        assert choice.finish_reason in {"stop", "length"}
        tokens = choice.logprobs.content
        assert "".join(token.token for token in tokens).startswith(choice.message.text)
        assert all(token.logprob <= 0 and 1 <= len(token.top_logprobs) <= 2 for token in tokens)


@pytest.mark.parametrize("way", ["cancel", "close"])
def test_leaving_frees_the_slot(play: Play, stranger: Program, way: str) -> None:
    """Who leaves is not worked for any longer: the slot is free within a second, far from the end of the answer."""

    async def body(client: Any) -> tuple[Any, int]:
        stream = client.stream(
            question("Write a very long story."), model="smollm2", max_tokens=LONGEST, extra_body={"ignore_eos": True}
        )
        busy = 0
        try:
            async for _ in stream:
                if len(stream.text) > 40:
                    busy = busy or len(busy_slots(stranger))
                    if way == "cancel":
                        stream.cancel()
                    else:
                        break
        except errors.StreamCancelledError:
            pass
        await stream.close()
        return stream, busy

    stream, busy = play(body)
    left = time.monotonic()
    while busy_slots(stranger):
        assert time.monotonic() - left < 30
    seconds = time.monotonic() - left

    assert (1, {"cancel": "cancelled", "close": "closed"}[way]) == (busy, stream.status)
    print(f"{way}: the slot was free after {seconds:.3f} s")
    assert seconds < 1.0
    assert stream.stats.chunks < LONGEST / 4


def test_a_server_that_is_loading(front: str) -> None:
    """Its 503 is asked again until the model is there; each attempt is to be seen."""
    with programs.llama() as loading:
        assert 503 == programs.wait_status(loading, 503, 200)

        async def body(client: Any) -> Any:
            stream = client.stream(
                question("What is the capital of France?"), model="smollm2", temperature=0, max_tokens=20
            )
            await stream.get_final_text()
            return stream

        stream = Play(front, loading)(body, retry=Retry(attempts=20))  # type: ignore[arg-type]

    assert "Paris" in stream.text
    assert stream.stats.sends > 1
    assert {503} == {attempt.status for attempt in stream.stats.attempts}


def test_a_catalogue_without_prices(play: Play) -> None:
    """A server with models of its own and no prices lists them, and is no ground for an estimate."""

    async def body(client: Any) -> None:
        (model,) = await client.models.list()

        assert (True, None) == (bool(model.id), model.pricing)
        with pytest.raises(errors.ConfigurationError, match="has no price of"):
            await client.estimate("hi", model=model.id)

    play(body)
