"""Characters that were cut in two."""

from __future__ import annotations

import copy
import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter.core.accumulator import Accumulator
from openrouter.core.sse import ServerSentEvent
from openrouter.core.surrogates import HalfKeeper, has_half, mend, mend_throughout
from openrouter.models import ChatChunk
from tests.play import DONE, END, OK, RESET, STEADY, After, Canned, FakeClock, make_flow, piece, play, sse

HIGH, LOW, EMOJI, LOST = "\ud83d", "\ude00", "\U0001f600", "\ufffd"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("plain", "plain"),
        (EMOJI, EMOJI),
        (HIGH + LOW, EMOJI),
        (HIGH, LOST),
        (LOW, LOST),
        (LOW + HIGH, LOST * 2),
        (HIGH + HIGH + LOW, LOST + EMOJI),
        ("a" + HIGH + "b", "a" + LOST + "b"),
    ],
)
def test_mend(text: str, expected: str) -> None:
    """Halves side by side are one character, a half alone is U+FFFD."""
    assert expected == mend(text)
    assert {expected: [expected, {"x": expected}, 5, None]} == mend_throughout({text: [text, {"x": text}, 5, None]})


def test_has_half() -> None:
    """Only surrogates are halves."""
    assert [True, True, False, False] == [has_half(text) for text in (HIGH, "a" + LOW, EMOJI, "a\ufffd\ud7ff\ue000")]


def tool(index: int | None, arguments: str) -> dict[str, Any]:
    """A chunk with a piece of arguments."""
    call: dict[str, Any] = {} if index is None else {"index": index}
    return piece(tool_calls=[{**call, "function": {"name": "f", "arguments": arguments}}])


def detail(kind: str, key: str, text: str, **more: Any) -> dict[str, Any]:
    """A chunk with a piece of structured reasoning."""
    return piece(reasoning_details=[{"type": kind, key: text, **more}])


def read(answer: Accumulator, name: str) -> str:
    """A text of the answer so far."""
    response = answer.response()
    message = response.message
    assert message is not None
    if name == "arguments":
        function = response.tool_calls[0].function
        assert function is not None
        return str(function.arguments)
    if name == "audio":
        assert message.audio is not None
        return str(message.audio.transcript)
    if name in {"text", "summary"}:
        assert message.reasoning_details is not None
        assert 1 == len(message.reasoning_details)
        return str(message.reasoning_details[0].to_dict()[name])
    return str(getattr(message, name))


PLACES: dict[str, Any] = {
    "content": piece,
    "reasoning": lambda text: piece(reasoning=text),
    "reasoning by its other name": lambda text: piece(reasoning_content=text),
    "refusal": lambda text: piece(refusal=text),
    "arguments": lambda text: tool(0, text),
    "arguments without index": lambda text: tool(None, text),
    "arguments of index 1": lambda text: tool(1, text),
    "text of a detail": lambda text: detail("reasoning.text", "text", text, index=0),
    "text of a detail without index": lambda text: detail("reasoning.text", "text", text),
    "summary of a detail": lambda text: detail("reasoning.summary", "summary", text, index=0),
    "transcript": lambda text: piece(audio={"transcript": text}),
    "part of a list": lambda text: piece(content=[{"type": "text", "text": text}]),
}
WHERE = {
    "reasoning by its other name": "reasoning", "arguments without index": "arguments", "arguments of index 1": "arguments",
    "text of a detail": "text", "text of a detail without index": "text", "summary of a detail": "summary", "transcript": "audio",
    "part of a list": "content",
}  # fmt: skip


@pytest.mark.parametrize("place", list(PLACES))
@pytest.mark.parametrize(
    ("parts", "end", "expected"),
    [
        (["a" + HIGH, LOW + "b"], DONE, "a" + EMOJI + "b"),
        (["a" + HIGH, "", LOW + "b"], DONE, "a" + EMOJI + "b"),
        (["a" + HIGH, HIGH + LOW], DONE, "a" + LOST + EMOJI),
        (["a" + HIGH, "b"], DONE, "a" + LOST + "b"),
        (["a" + LOW, "b"], DONE, "a" + LOST + "b"),
        (["a" + HIGH], DONE, "a" + LOST),
        (["a" + HIGH], END, "a"),
        (["a" + HIGH], RESET, "a"),
    ],
)
def test_halves_across_chunks(place: str, parts: list[str], end: Canned, expected: str) -> None:
    """
    A half waits for its other half in the same place of the next chunks, and is U+FFFD in an answer that is whole; in one that broke
    off, the other half may have been to come.
    """
    flow = make_flow()
    closing: list[Canned] = [DONE, END] if end == DONE else [end]
    play(flow, [OK, *[sse(PLACES[place](part)) for part in parts], *closing])

    assert expected == read(flow.journal.accumulator, WHERE.get(place, place))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"choices": [{"delta": {"content": HIGH}}]}, {"choices": [{"index": 0, "delta": {"content": LOW}}]}),
        ({"choices": [{"index": None, "delta": {"content": HIGH}}]}, {"choices": [{"index": 1}, {"delta": {"content": LOW}}]}),
        ({"choices": [{"text": HIGH}]}, {"choices": [{"text": LOW, "delta": None}]}),
        ({"choices": [{"message": {"content": HIGH}}]}, {"choices": [{"delta": {"content": LOW}}]}),
    ],
)
def test_a_choice_is_known_by_its_index(first: dict[str, Any], second: dict[str, Any]) -> None:
    """A missing index is 0, wherever the choice stands; the forms of other APIs are the same text."""
    answer = Accumulator()
    answer.add(first)
    answer.add(second)

    assert EMOJI == answer.text


def test_parts_and_strings_are_one_text() -> None:
    """A content in parts goes on where one in a string ended, part by part."""
    parts = [{"type": "text", "text": LOW + "b" + HIGH}, {"type": "thinking", "thinking": []}, {"type": "text", "text": LOW + HIGH}]
    flow = make_flow()
    play(flow, [OK, sse(piece("a" + HIGH), piece(content=parts), piece("c")) + DONE, END])

    assert "a" + EMOJI + "b" + EMOJI + LOST + "c" == flow.journal.accumulator.text


def test_grace_ends_with_the_half() -> None:
    """An answer that is complete because its grace ran out is as whole as one with `[DONE]`."""
    clock = FakeClock()
    flow = make_flow(clock=clock)
    play(flow, [OK, sse(piece("a" + HIGH, finish="stop")), After(60, END)], clock=clock)

    assert ("completed", "a" + LOST) == (flow.journal.status, flow.journal.accumulator.text)


def test_an_error_of_the_service_shows_no_half() -> None:
    """`[DONE]` after an error makes no answer whole."""
    flow = make_flow()
    play(flow, [OK, sse(piece("a" + HIGH), {"error": {"code": 502}}) + DONE, END])

    assert ("failed", "a") == (flow.journal.status, flow.journal.accumulator.text)


def test_a_refused_payload_leaves_nothing() -> None:
    """A malformed event that is skipped takes no half and leaves none."""
    flow = make_flow(on_malformed="skip")
    bad = {"choices": [{"delta": {"content": LOW + "x" + HIGH, "refusal": 7}}]}
    play(flow, [OK, sse(piece("a" + HIGH), bad, piece(LOW + "b")) + DONE, END])

    assert "a" + EMOJI + "b" == flow.journal.accumulator.text


def test_halves_of_two_choices_are_apart() -> None:
    """Each (choice, field) has its own half."""
    flow = make_flow()
    both = [{"choices": [{"index": index, "delta": {"content": text}} for index, text in pair]} for pair in (
        [(0, "a" + HIGH), (1, "b" + HIGH)], [(1, LOW), (0, "c")],
    )]  # fmt: skip
    play(flow, [OK, sse(*both) + DONE, END])
    choices = flow.journal.accumulator.response().choices

    assert choices is not None
    assert ["a" + LOST + "c", "b" + EMOJI] == [choice.message.text for choice in choices if choice.message is not None]


@pytest.mark.parametrize(
    "payload",
    [
        piece(
            annotations=[
                {"type": "url_citation", "url_citation": {"url": "u", "title": HIGH, "content": "cut " + HIGH}}
            ]
        ),
        {"choices": [{"annotations": [{"type": "url_citation", "url_citation": {"content": "cut " + HIGH}}]}]},
        piece(images=[{"image_url": {"url": "u"}, "text": "cut " + HIGH}]),
        {"id": HIGH, "choices": []},
        {"choices": [{"delta": {HIGH: HIGH}}]},
        {"content": HIGH, "choices": []},
        {"choices": [{"text": HIGH, "delta": {}}]},
        {"choices": [HIGH]},
        {"choices": HIGH},
        piece(odd={"text": "cut " + HIGH, "content": HIGH}),
        piece(tool_calls=[{"index": 0, "function": {"arguments": {"text": HIGH}}}]),
        piece(reasoning_details=[{"type": "reasoning.odd", "text": HIGH}]),
        piece(reasoning_details=[{"type": "reasoning.encrypted", "data": HIGH}]),
    ],
)
def test_what_comes_whole_is_mended_at_once(payload: dict[str, Any]) -> None:
    """A text that no chunk continues holds nothing back: an annotation that ends in half a character stays one annotation."""
    keeper = HalfKeeper()
    mended = keeper.mended(payload)

    assert {} == keeper.held
    assert LOST in json.dumps(mended, ensure_ascii=False)
    assert json.dumps(mended, ensure_ascii=False).encode()


def test_the_callers_payload_is_not_changed() -> None:
    """Mending makes new containers."""
    payload = piece("a" + HIGH, annotations=[{"title": HIGH}])
    before = copy.deepcopy(payload)
    HalfKeeper().mended(payload)

    assert before == payload


@STEADY
@given(st.text(st.characters(min_codepoint=0xD7FE, max_codepoint=0xE001) | st.just("a"), max_size=12), st.data())
def test_any_text_cut_anywhere(text: str, data: st.DataObject) -> None:
    """However a text of halves is cut, the parts join to the mended whole."""
    cut = data.draw(st.lists(st.integers(0, len(text)), max_size=4).map(sorted))
    edges = [0, *cut, len(text)]
    answer = Accumulator()
    for begin, end in pairwise(edges):
        answer.add(ServerSentEvent(data=json.dumps(piece(text[begin:end]))))
    answer.add(ServerSentEvent(data="[DONE]"))

    assert mend(text) == answer.text


def test_leftovers_come_once() -> None:
    """What was held back is given up once, each in its place; nothing held is nothing to give."""
    keeper = HalfKeeper()
    keeper.mended(piece("a" + HIGH))
    keeper.mended(tool(2, HIGH))
    first = keeper.leftovers()
    expected = [
        {"index": 0, "delta": {"content": LOST}},
        {"index": 0, "delta": {"tool_calls": [{"index": 2, "function": {"arguments": LOST}}]}},
    ]

    assert {"choices": expected} == first
    assert keeper.leftovers() is None
    assert first is not None
    assert isinstance(ChatChunk.from_dict(first), ChatChunk)


@pytest.mark.parametrize("payload", ["text" + HIGH, [HIGH], 5, None])
def test_payloads_that_are_no_objects(payload: Any) -> None:
    """What is no chunk is mended and left to the decoder to refuse."""
    assert mend_throughout(payload) == HalfKeeper().mended(payload)
