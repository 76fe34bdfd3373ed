"""Whether an answer is whole, by what its chunks say."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter import errors
from openrouter.core.ending import Ending
from openrouter.models import ChatChunk
from tests.play import piece


def ending(*payloads: dict[str, Any]) -> Ending:
    """What is known after these chunks."""
    made = Ending()
    for payload in payloads:
        made.see(ChatChunk.from_dict(payload))
    return made


@pytest.mark.parametrize(
    ("delta", "expected"),
    [
        ({}, False),
        ({"role": "assistant"}, False),
        ({"content": None}, False),
        ({"content": ""}, False),
        ({"content": []}, False),
        ({"reasoning": "", "reasoning_content": ""}, False),
        ({"reasoning_details": []}, False),
        ({"tool_calls": []}, False),
        ({"tool_calls": [{}]}, False),
        ({"tool_calls": [{"index": 0, "type": "function"}]}, False),
        ({"tool_calls": [{"index": 0, "id": "", "function": {"name": "", "arguments": ""}}]}, False),
        ({"audio": {"id": "a", "expires_at": 5}}, False),
        ({"audio": {"data": "", "transcript": ""}}, False),
        ({"images": [], "annotations": []}, False),
        ({"content": " "}, True),
        ({"content": [{"type": "text", "text": "a"}]}, True),
        ({"reasoning": "a"}, True),
        ({"reasoning_content": "a"}, True),
        ({"refusal": "a"}, True),
        ({"reasoning_details": [{"type": "reasoning.encrypted", "data": "x"}]}, True),
        ({"tool_calls": [{"id": "c"}]}, True),
        ({"tool_calls": [{}, {"function": {"name": "f"}}]}, True),
        ({"tool_calls": [{"function": {"arguments": "{"}}]}, True),
        ({"audio": {"data": "x"}}, True),
        ({"audio": {"transcript": "x"}}, True),
        ({"images": [{"image_url": {"url": "u"}}]}, True),
        ({"annotations": [{"type": "file"}]}, True),
    ],
)
def test_content(delta: dict[str, Any], expected: bool) -> None:
    """Text, reasoning, refusal, tool call, image, audio and annotation are content; roles and empty things are not."""
    assert expected is Ending().see(ChatChunk.from_dict({"choices": [{"delta": delta}]}))


@pytest.mark.parametrize(
    ("payload", "expected"),
    [({}, False), ({"choices": []}, False), ({"choices": [{}]}, False), ({"choices": [{"annotations": [{}]}]}, True)],
)
def test_content_beside_the_delta(payload: dict[str, Any], expected: bool) -> None:
    """Annotations may stand in the choice; a choice without a delta brings nothing."""
    assert expected is Ending().see(ChatChunk.from_dict(payload))


@pytest.mark.parametrize(
    ("payloads", "expected"),
    [
        ([], False),
        ([{"choices": []}], False),
        ([piece("a")], False),
        ([piece("a", finish="stop")], True),
        ([piece("a", finish="stop"), piece("b", index=0)], True),
        ([piece("a", index=0), piece("b", index=1, finish="stop")], False),
        ([piece("a", index=0, finish="stop"), piece("b", index=1, finish="stop")], True),
        ([{"choices": [{"index": 0, "finish_reason": "stop"}, {"index": 1}]}], False),
    ],
)
def test_all_finished(payloads: list[dict[str, Any]], expected: bool) -> None:
    """Every choice seen needs its finish reason; a missing index is 0."""
    assert expected is ending(*payloads).all_finished


def test_late_content() -> None:
    """Content after the finish reason of its own choice is noted."""
    assert ending(piece("a", finish="stop"), piece("b")).late_content
    assert not ending(piece("a", index=0, finish="stop"), piece("b", index=1)).late_content


def test_errors_of_the_chunk_go_before_those_of_choices() -> None:
    """The last top-level error counts, then that of a choice, then the bare finish reason."""
    top = {"error": {"code": 429, "message": "top"}}
    choice = {"choices": [{"error": {"code": 502, "message": "choice"}, "finish_reason": "error"}]}

    assert type(ending(choice, top).service_error()) is errors.StreamRateLimitError
    assert type(ending(choice).service_error()) is errors.StreamProviderError
    assert "choice" in str(ending(choice).service_error())
    assert ending(piece(finish="error")).service_error().status is None
    assert not ending(piece("a", finish="stop")).has_error
    assert not ending({"error": None}).has_error
