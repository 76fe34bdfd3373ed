"""Texts that grow, and the way back."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter import jsontext
from openrouter.core.accumulator import Accumulator
from openrouter.core.growing import ABSENT, LOOSE, Text, put_back, roll_back
from openrouter.core.options import Limits
from openrouter.core.whole_json import WholeJson
from openrouter.errors import LimitExceededError
from tests.play import STEADY, piece


def test_text_grows_and_shrinks() -> None:
    """A text knows its length, gives what is new, and takes back what came last; what is added then follows."""
    text = Text()
    text.add("Grü")
    text.add("ße")
    assert (5, "Grüße", "ße") == (text.length, text.value(), text.since(3))
    text.cut(3)
    assert (3, "Grü") == (text.length, text.value())
    text.add("n")
    assert (4, "Grün", "Grün") == (text.length, text.value(), text.since(0))


@STEADY
@given(st.lists(st.integers(0, 3 * LOOSE) | st.tuples(st.floats(0, 1)), max_size=12))
def test_a_long_text_is_what_was_joined(steps: list[int | tuple[float]]) -> None:
    """Whatever was joined and taken back in whatever order, also where pieces were made one of."""
    text, expected = Text(), ""
    for step in steps:
        if isinstance(step, int):
            for number in range(step):
                text.add(str(number))
                expected += str(number)
        else:
            expected = expected[: int(step[0] * len(expected))]
            text.cut(len(expected))
        assert (expected, len(expected)) == (text.value(), text.length)
        assert expected[len(expected) // 3 :] == text.since(len(expected) // 3)


def test_the_last_change_is_taken_back_first() -> None:
    """A name that was set twice gets the value it had at first, or is gone again."""
    values = {"a": 1}
    undo: Any = []
    for name, value in (("a", 2), ("b", 3), ("a", 4), ("b", 5)):
        undo.append((put_back, values, name, values.get(name, ABSENT)))
        values[name] = value
    roll_back(undo)

    assert ({"a": 1}, []) == (values, undo)


EVERYTHING: dict[str, Any] = {
    "id": "gen-2",
    "usage": {"total_tokens": 9},
    "system_fingerprint": "fp",
    "unknown": {"a": 1},
    "created": "soon",
    "choices": [
        {
            "index": 0,
            "finish_reason": "error",
            "native_finish_reason": "error",
            "logprobs": {"content": [{"token": "b"}], "refusal": [{"token": "c"}]},
            "odd": 2,
            "delta": {
                "role": "tool",
                "content": "b",
                "reasoning": "r",
                "reasoning_details": [
                    {"type": "reasoning.text", "text": "x", "signature": "s", "id": "i", "more": 1},
                    {"type": "reasoning.text", "text": "y"},
                    {"type": "reasoning.text", "signature": "late", "format": "f"},
                    {"type": "reasoning.summary", "summary": "z"},
                    {"type": "reasoning.encrypted", "data": "d"},
                ],
                "tool_calls": [
                    {"index": 0, "id": "late", "type": "function", "odd": 1, "function": {"arguments": "1}", "odd": 2}},
                    {"index": 1, "id": "c1", "function": {"name": "g", "arguments": "{}"}},
                    {"id": "c1", "function": {"arguments": " "}},
                ],
                "images": [{"image_url": {"url": "u"}}, {"image_url": {"url": "v"}}],
                "audio": {"id": "a", "data": "AA", "transcript": "t"},
                "annotations": [{"type": "x"}],
                "refusal": "n",
                "odd": [1],
            },
        },
        {"index": 1, "delta": {"content": "c", "logprobs": None}},
    ],
}
"""A chunk that changes everything there is to change."""

BEFORE: list[dict[str, Any]] = [
    piece("a", reasoning="q"),
    piece(
        tool_calls=[{"index": 0, "function": {"name": "f", "arguments": '{"a":'}}],
        reasoning_details=[{"type": "reasoning.text", "text": "w"}],
        images=[{"image_url": {"url": "u"}}],
        audio={"data": "A"},
        odd=0,
    ),
    {"usage": {"total_tokens": 1}, "choices": [{"index": 0, "logprobs": {"content": [{"token": "a"}]}, "finish_reason": "stop"}]},
]


@pytest.mark.parametrize("before", [[], BEFORE[:1], BEFORE], ids=["nothing", "text", "much"])
@pytest.mark.parametrize("last", ["text", "tool_arguments", "tool_calls", "choices"])
def test_a_chunk_is_joined_whole_or_not_at_all(before: list[dict[str, Any]], last: str) -> None:
    """Where a bound stands against the last thing in a chunk, the answer is what it was, and goes on as if the chunk had not come."""
    breaking: dict[str, Any] = {
        "text": {"index": 5, "delta": {"content": "x" * 51}},
        "tool_arguments": {"index": 5, "delta": {"tool_calls": [{"function": {"arguments": "x" * 51}}]}},
        "tool_calls": {"index": 5, "delta": {"tool_calls": [{"index": number} for number in range(6)]}},
        "choices": {"index": 6, "delta": {"content": "d"}},
    }
    limits = Limits(text=50, tool_arguments=50, tool_calls=5, choices=3)
    answer, other = Accumulator(limits=limits), Accumulator(limits=limits)
    for chunk in before:
        answer.add(chunk)
        other.add(chunk)
    chunk = copy.deepcopy(EVERYTHING)
    chunk["choices"] += [{"index": 5, "delta": {"content": "d"}}, breaking[last]]
    for _ in range(2):
        with pytest.raises(LimitExceededError) as caught:
            answer.add(chunk)

        assert last == caught.value.limit
        assert other.response() == answer.response()
        assert (other.tolerated, other.text_length) == (answer.tolerated, answer.text_length)
    for chunk in (EVERYTHING, piece("e", reasoning_details=[{"type": "reasoning.text", "signature": "s"}])):
        answer.add(chunk)
        other.add(chunk)
    assert other.response() == answer.response()


PIECES = ["{", "}", "[", "]", '"', "\\", '\\"', "a", "1", " ", "\n", ",", ":", '{"a":', "null", "\x0b", '{"k":"v"}', "tr", "ue", "-", "é"]


@STEADY
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_a_growing_text_is_json_when_the_whole_is(pieces: list[str]) -> None:
    """Asked after each piece, or only at the end, it tells what reading the whole text tells."""
    text, asked_often, asked_once = Text(), WholeJson(), WholeJson()
    for part in pieces:
        text.add(part)
        assert is_json(text.value()) is asked_often.is_whole(text)
    assert is_json(text.value()) is asked_once.is_whole(text)


def is_json(text: str) -> bool:
    try:
        jsontext.loads(text)
    except jsontext.JSONTextError:
        return False
    return True


def test_long_scalars_are_not_asked_about() -> None:
    """A number of more than a hundred digits is no arguments of a tool."""
    text = Text()
    text.add("1" * 100)
    assert WholeJson().is_whole(text)
    text.add("1")
    assert not WholeJson().is_whole(text)


def test_what_follows_a_value_spoils_it_for_good() -> None:
    """Blanks may follow, anything else may not, also when what is between makes a value of the rest."""
    text, whole = Text(), WholeJson()
    told = []
    for part in (json.dumps({"a": '}"'}), " ", "x", " ", "{}"):
        text.add(part)
        told.append(whole.is_whole(text))

    assert [True, True, False, False, False] == told
