"""The typed events of a stream."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter import errors
from openrouter.core import typed_events as e
from openrouter.core.accumulator import Accumulator
from openrouter.core.journal import Notice
from openrouter.core.receiver import KeepAlive
from openrouter.models import Annotation, ChatChunk, Image, Usage
from openrouter.models.annotation import decode_annotation
from tests.play import ROLE, piece

CITE: Annotation = decode_annotation({"type": "url_citation", "url_citation": {"url": "u"}})
IMAGE = Image.from_dict({"type": "image_url", "image_url": {"url": "u"}})
THINKING = [{"type": "thinking", "thinking": [{"type": "text", "text": "t"}]}, {"type": "text", "text": "a"}]


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ({}, []),
        (ROLE, []),
        (piece(""), []),
        ({"choices": [{"finish_reason": "stop"}]}, []),
        (piece("a"), [e.ContentDelta("a")]),
        (piece("a", index=2), [e.ContentDelta("a", 2)]),
        (piece("a", reasoning="t"), [e.ReasoningDelta("t"), e.ContentDelta("a")]),
        (piece(reasoning="t", reasoning_content="t"), [e.ReasoningDelta("t")]),
        (piece(reasoning_content="t"), [e.ReasoningDelta("t")]),
        (piece(content=THINKING), [e.ReasoningDelta("t"), e.ContentDelta("a")]),
        (piece(refusal="no"), [e.RefusalDelta("no")]),
        (
            piece(tool_calls=[{"index": 1, "id": "c", "function": {"name": "f", "arguments": "{"}}, {"index": 1}]),
            [e.ToolCallFragment(1, "c", "f", "{"), e.ToolCallFragment(1, None, None, "")],
        ),
        (
            piece(tool_calls=[{"function": {"arguments": {"a": 1}}}, {"function": {}}]),
            [e.ToolCallFragment(None, None, None, '{"a":1}'), e.ToolCallFragment(None, None, None, "")],
        ),
        (piece(images=[IMAGE.to_dict()]), [e.ImageReceived(IMAGE)]),
        (piece(audio={"data": "x"}), [e.AudioDelta("x", "")]),
        (piece(audio={"transcript": "x"}), [e.AudioDelta("", "x")]),
        (piece(annotations=[CITE.to_dict()]), [e.AnnotationReceived(CITE)]),
        ({"choices": [{"index": 1, "annotations": [CITE.to_dict()]}]}, [e.AnnotationReceived(CITE, 1)]),
        ({"choices": [], "usage": {"total_tokens": 1}}, [e.UsageReceived(Usage(total_tokens=1))]),
        (
            {"choices": [{"index": 0, "delta": {"content": "a"}}, {"index": 1, "delta": {"content": "b"}}]},
            [e.ContentDelta("a", 0), e.ContentDelta("b", 1)],
        ),
    ],
)
def test_events_of_a_chunk(payload: dict[str, Any], expected: list[e.StreamEvent]) -> None:
    """A chunk becomes one event for each thing that it adds."""
    found = list(e.events_of(ChatChunk.from_dict(payload)))

    assert [type(event) for event in expected] == [type(event) for event in found]
    assert expected == found


def test_events_around_chunks() -> None:
    """Comments and retries are events too."""
    error = errors.OpenRouterError("x")

    assert [e.KeepAliveReceived("OPENROUTER PROCESSING")] == list(e.events_of(KeepAlive(" OPENROUTER PROCESSING ")))
    assert [e.RetryStarted(1, 0.5, error)] == list(e.events_of(Notice(1, 0.5, error)))


@pytest.mark.parametrize(
    ("arguments", "parsed"),
    [('{"a":1}', {"a": 1}), ("", {}), ("  ", {}), ("{", None), ("5", 5), ('{"a":1} \n', {"a": 1}), ("null", None)],
)
def test_a_tool_call_is_done_at_the_end(arguments: str, parsed: Any) -> None:
    """At the end each call comes whole with its arguments parsed, then the choice's finish reason as sent."""
    answer = Accumulator()
    answer.add(
        piece(tool_calls=[{"index": 0, "id": "c", "function": {"name": "f", "arguments": arguments}}], finish="stop")
    )

    assert [e.ToolCallDone("c", "f", arguments, parsed), e.Finish("stop")] == list(e.end_events(answer))


def test_the_end_of_each_choice() -> None:
    """Every choice has its finish, also without a reason; a call without a name still comes."""
    answer = Accumulator()
    answer.add(piece("a", index=0))
    answer.add(piece(index=1, finish="length", tool_calls=[{"index": 0}]))

    assert [e.Finish(None, 0), e.ToolCallDone("call_0", "", "", {}, 1), e.Finish("length", 1)] == list(
        e.end_events(answer)
    )
    assert [] == list(e.end_events(Accumulator()))


TYPES = {
    "content.delta", "reasoning.delta", "tool_call.delta", "tool_call.done", "image", "audio.delta", "annotation", "refusal.delta",
    "usage", "keepalive", "retry", "finish",
}  # fmt: skip


def test_types_are_the_documented_ones() -> None:
    """Each class has the `type` that the documentation names."""
    found = {
        attribute.default
        for cls in e.StreamEvent.__args__
        for attribute in cls.__attrs_attrs__
        if attribute.name == "type"
    }

    assert TYPES == found
