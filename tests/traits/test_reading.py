"""Short ways to what people read most; none raises, none is ever the word None."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter.models import ChatChunk, ChatMessage, ChatResponse
from tests.play import piece

PARTS = [
    {"type": "text", "text": "a"}, {"type": "image_url", "image_url": {"url": "u"}}, {"type": "text", "text": "b"},
    {"type": "thinking", "thinking": [{"type": "text", "text": "t"}]},
]  # fmt: skip


@pytest.mark.parametrize(
    ("payload", "text", "reasoning", "finish"),
    [
        ({}, "", "", None),
        ({"choices": None}, "", "", None),
        ({"choices": []}, "", "", None),
        ({"choices": [{}]}, "", "", None),
        ({"choices": [{"delta": None, "finish_reason": "stop"}]}, "", "", "stop"),
        (piece(None), "", "", None),
        (piece("a", reasoning="t", finish="stop"), "a", "t", "stop"),
        (piece(content=None, reasoning=None), "", "", None),
        (piece(reasoning="", reasoning_content="t"), "", "t", None),
        (piece(content=PARTS), "ab", "t", None),
        (piece("b", index=1, finish="stop", reasoning="t"), "", "", None),
        (
            {"choices": [{"index": 1, "delta": {"content": "b"}}, {"index": 0, "delta": {"content": "a"}}]},
            "a",
            "",
            None,
        ),
    ],
)
def test_chunks(payload: dict[str, Any], text: str, reasoning: str, finish: str | None) -> None:
    """A chunk's text, reasoning and finish reason are those of choice 0."""
    chunk = ChatChunk.from_dict(payload)

    assert (text, reasoning, finish) == (chunk.text, chunk.reasoning, chunk.finish_reason)


def test_the_delta_of_a_chunk() -> None:
    """The delta of the first choice, or None."""
    assert ChatChunk().delta is None
    assert ChatChunk.from_dict({"choices": [{}]}).delta is None
    assert ChatChunk.from_dict(piece("a")).choices[0].delta is not None  # type: ignore[index]
    delta = ChatChunk.from_dict(piece("a")).delta
    assert delta is not None
    assert "a" == delta.content


@pytest.mark.parametrize(("content", "text"), [(None, ""), ("a", "a"), ([], ""), (PARTS, "ab")])
def test_messages(content: Any, text: str) -> None:
    """The text of a message, whatever the form of its content."""
    assert text == ChatMessage.from_dict({"role": "user", "content": content}).text


def response(message: dict[str, Any] | None) -> ChatResponse:
    """A response with this message."""
    return ChatResponse.from_dict({"choices": [{"message": message, "finish_reason": "stop"}]})


@pytest.mark.parametrize("empty", [ChatResponse(), ChatResponse(choices=[]), response(None)])
def test_a_response_with_nothing(empty: ChatResponse) -> None:
    """Every short way works on a response with nothing in it."""
    assert ("", "", [], [], None, False, True) == (
        empty.text, empty.reasoning, empty.tool_calls, empty.images, empty.message, empty.has_tool_calls, empty.is_empty,
    )  # fmt: skip
    assert (empty.choice is None) == (empty.finish_reason is None)


CALL = {"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}


def test_a_response_with_everything() -> None:
    """The short ways lead to choice 0."""
    full = response({"content": "a", "reasoning": "t", "tool_calls": [CALL], "images": [{"image_url": {"url": "u"}}]})

    assert ("a", "t", "stop", True, False) == (
        full.text,
        full.reasoning,
        full.finish_reason,
        full.has_tool_calls,
        full.is_empty,
    )
    assert ("c", 1) == (full.tool_calls[0].id, len(full.images))
    assert full.choice is not None
    assert full.choice.message is full.message


@pytest.mark.parametrize(
    ("message", "reasoning"),
    [
        ({"reasoning": "t", "reasoning_content": "t"}, "t"),
        ({"reasoning_content": "t"}, "t"),
        ({"content": PARTS}, "t"),
        ({"content": "a"}, ""),
    ],
)
def test_the_reasoning_of_a_response(message: dict[str, Any], reasoning: str) -> None:
    """Under whichever of its names it came, and once."""
    assert reasoning == response(message).reasoning


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({}, True),
        ({"content": "", "reasoning": "", "tool_calls": [], "images": [], "annotations": []}, True),
        ({"content": []}, True),
        ({"content": "a"}, False),
        ({"content": [{"type": "text", "text": "a"}]}, False),
        ({"reasoning": "a"}, False),
        ({"reasoning_content": "a"}, False),
        ({"reasoning_details": [{"type": "reasoning.encrypted", "data": "x"}]}, False),
        ({"tool_calls": [CALL]}, False),
        ({"images": [{"image_url": {"url": "u"}}]}, False),
        ({"audio": {"id": "a"}}, False),
        ({"refusal": "no"}, False),
    ],
)
def test_emptiness(message: dict[str, Any], expected: bool) -> None:
    """An answer without text, reasoning, call, image, audio or refusal is empty, whichever choice it would be in."""
    assert expected is response(message).is_empty
    other = ChatResponse.from_dict({"choices": [{"message": {}}, {"message": message}]})
    assert expected is other.is_empty
