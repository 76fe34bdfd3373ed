"""Answers of a class, over a real connection, in both fronts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from openrouter import errors
from openrouter.testing import Call, Chunks, Cut, Text, ToolCalls
from tests.fronts.uniform import Play, play

__all__ = ["play"]


@dataclass
class Recipe:
    """A recipe."""

    title: str
    steps: list[str]


REFUSAL = Chunks([{"id": "gen-1", "choices": [{"delta": {"refusal": "No."}, "finish_reason": "stop"}]}])
SOUP = '{"title": "Soup", "steps": ["Cook", "Eat"]}'


def test_a_streamed_answer_of_a_class(play: Play) -> None:
    """`get_final_parsed()` reads the rest and gives the object; the request carried the schema."""
    play.server.answer(Text(SOUP, pieces=3))

    async def body(client: Any) -> Any:
        stream = client.stream("A soup", response_format=Recipe)
        await stream.text_stream.__anext__()
        return [await stream.get_final_parsed(), await stream.get_final_parsed(), stream.text]

    assert [Recipe("Soup", ["Cook", "Eat"])] * 2 + [SOUP] == play(body)
    assert "Recipe" == play.server.requests[0].json["response_format"]["json_schema"]["name"]


def test_an_answer_in_one_piece_of_a_class(play: Play) -> None:
    """`complete` sends the same request, and its response is parsed by the class."""
    play.server.answer(Text(SOUP), Text(SOUP))

    async def body(client: Any) -> Any:
        await client.stream("A soup", response_format=Recipe).get_final_parsed()
        response = await client.complete("A soup", response_format=Recipe)
        return response.parse(Recipe)

    assert Recipe("Soup", ["Cook", "Eat"]) == play(body)
    first, second = (request.json["response_format"] for request in play.server.requests)
    assert first == second


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (REFUSAL, errors.OutputRefusedError),
        (Text(SOUP[:20], finish_reason="length"), errors.OutputTruncatedError),
        (Text('{"title": 5}'), errors.OutputInvalidError),
        (Text("A soup."), errors.OutputInvalidError),
        (Cut(Text(SOUP, pieces=3), after_events=3), errors.StreamInterruptedError),
    ],
)
def test_an_answer_that_is_not_of_the_class(play: Play, answer: Any, expected: Any) -> None:
    """Refused, stopped, something else, or broken off: a typed error each, and what was delivered is in it."""
    play.server.answer(answer)

    async def body(client: Any) -> Any:
        stream = client.stream("A soup", response_format=Recipe)
        with pytest.raises(errors.OpenRouterError) as caught:
            await stream.get_final_parsed()
        return stream, caught.value

    stream, error = play(body)

    assert expected is type(error)
    assert stream.response == error.partial
    assert stream.generation_id == error.generation_id


def test_arguments_of_a_tool_call(play: Play) -> None:
    """A call of a stream is parsed by the class of its arguments."""
    play.server.answer(ToolCalls([Call("cook", {"title": "Soup", "steps": []})], pieces=4))

    async def body(client: Any) -> Any:
        stream = client.stream("A soup")
        await stream.get_final_text()
        return stream.tool_calls[0].parse(Recipe)

    assert Recipe("Soup", []) == play(body)
