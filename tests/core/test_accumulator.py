"""From chunks to the whole answer, at any time."""

from __future__ import annotations

import copy
import json
from collections import UserDict
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter import Accumulator
from openrouter.core.options import Limits
from openrouter.errors import DecodeError, LimitExceededError
from openrouter.models import ChatChunk, ChatResponse, Usage
from openrouter.sse import ServerSentEvent
from tests.play import ROLE, STEADY, USAGE, piece

FORMS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "chunk": ChatChunk.from_dict,
    "dict": lambda payload: payload,
    "mapping": UserDict,
    "event": lambda payload: ServerSentEvent(data=json.dumps(payload)),
}


def joined(*payloads: dict[str, Any]) -> Accumulator:
    """An accumulator that was given these."""
    answer = Accumulator()
    for payload in payloads:
        answer.add(payload)
    return answer


def message(*payloads: dict[str, Any]) -> dict[str, Any]:
    """The first message of the answer, as JSON."""
    found: dict[str, Any] = joined(*payloads).response().to_dict()["choices"][0]["message"]
    return found


@pytest.mark.parametrize("form", list(FORMS))
def test_what_may_be_added(form: str) -> None:
    """Chunks, parsed objects and events mean the same."""
    answer = Accumulator()
    for payload in (ROLE, piece("hel", reasoning="why"), piece("lo", finish="stop"), USAGE):
        answer.add(FORMS[form](payload))
    response = answer.response()

    assert ("hello", "why", 5, "stop", "gen-1") == (
        answer.text, answer.reasoning, answer.text_length, answer.finish_reason, answer.id,
    )  # fmt: skip
    assert ("hello", "why", "stop") == (response.text, response.reasoning, response.finish_reason)
    assert Usage(prompt_tokens=1, completion_tokens=2, total_tokens=3) == answer.usage


def test_a_text_of_a_kind_of_str() -> None:
    """A chunk made by hand may hold a string of a subclass."""
    chunk = ChatChunk.from_dict(piece("a"))
    assert chunk.choices
    assert chunk.choices[0].delta
    chunk.choices[0].delta.content = StrEnum("Words", {"HELLO": "hello"})("hello")
    answer = Accumulator()
    answer.add(chunk)

    assert "hello" == answer.text


@pytest.mark.parametrize("data", ["[DONE]", " [DONE]\n", "", "  ", ": keep-alive", ":"])
def test_what_is_passed_over(data: str) -> None:
    """`[DONE]`, empty events and wrapped comments add nothing."""
    answer = Accumulator()
    answer.add(ServerSentEvent(data=data))

    assert {"choices": [], "object": "chat.completion"} == answer.response().to_dict()


@pytest.mark.parametrize("wrong", [5, "text", None, [], b"bytes"])
def test_what_may_not_be_added(wrong: Any) -> None:
    """Something else is a mistake of the caller's, told by its type."""
    with pytest.raises(TypeError, match=f"not {type(wrong).__name__}"):
        Accumulator().add(wrong)


@pytest.mark.parametrize("bad", [{"choices": 5}, {"choices": [{"delta": {"content": 5}}]}])
@pytest.mark.parametrize("form", ["dict", "mapping", "event"])
def test_a_bad_payload_adds_nothing(bad: dict[str, Any], form: str) -> None:
    """A payload that is no chunk is a DecodeError, and the answer is what it was."""
    answer = joined(piece("a"))
    before = answer.response()
    with pytest.raises(DecodeError):
        answer.add(FORMS[form]({"id": "other", "model": "x", **bad}))

    assert before == answer.response()


def test_nothing_yet() -> None:
    """Before the first chunk everything is empty or None, and nothing raises."""
    answer = Accumulator()

    assert ("", "", 0, None, None, None, None, None, 0) == (
        answer.text, answer.reasoning, answer.text_length, answer.finish_reason, answer.usage, answer.id, answer.model,
        answer.provider, answer.tolerated,
    )  # fmt: skip
    assert [] == answer.response().choices
    assert answer.response().is_empty


def test_a_response_at_any_time_is_a_snapshot() -> None:
    """A response does not change with the answer, and changing it does not change the answer."""
    answer = joined(
        {**piece("a", novel={"deep": [1]}, tool_calls=[{"index": 0, "x": {"y": [1]}}]), "top": {"deep": {"er": [1]}}},
        piece(annotations=[{"type": "file", "file": {"name": "n"}}], reasoning_details=[{"type": "new", "data": [1]}]),
        {"choices": [{"logprobs": {"content": [{"token": "a", "logprob": -1.0}]}}], "usage": {"total_tokens": 1}},
    )
    first = answer.response()
    before = copy.deepcopy(first.to_dict())
    answer.add(piece("b"))
    spoil(first.to_dict())
    spoil(first.extra)
    assert first.choices is not None
    assert first.message is not None
    spoil(first.message.extra)
    second = answer.response()

    assert "ab" == second.text
    before["choices"][0]["message"]["content"] = "ab"
    assert before == second.to_dict()


def spoil(value: Any) -> None:
    """Changes every container in a JSON value."""
    if isinstance(value, dict):
        for item in list(value.values()):
            spoil(item)
        value["spoiled"] = True
    elif isinstance(value, list):
        for item in value:
            spoil(item)
        value.append("spoiled")


@pytest.mark.parametrize(
    ("payloads", "expected"),
    [
        ([{"id": ""}, {"id": "a"}, {"id": "b"}, {"id": None}], {"id": "a"}),
        ([{"created": 0}, {"created": 5}, {"created": 6}], {"created": 5}),
        ([{"service_tier": "a"}, {"service_tier": None}, {"service_tier": "b"}], {"service_tier": "b"}),
        ([{"usage": {"total_tokens": 1, "cost": 1}}, {"usage": {"total_tokens": 2}}], {"usage": {"total_tokens": 2}}),
        ([{"usage": {"total_tokens": 1}}, {"usage": None}], {"usage": {"total_tokens": 1}}),
        ([{"novel": 1, "other": 1}, {"novel": 2}], {"novel": 2, "other": 1}),
        ([{"error": {"code": 1}}, {"error": {"code": 2}}], {"error": {"code": 2}}),
    ],
)
def test_fields_of_the_answer(payloads: list[dict[str, Any]], expected: dict[str, Any]) -> None:
    """Names are set once, late facts and unknown fields by the last, usage never summed or merged."""
    found = joined(*payloads).response().to_dict()

    assert {"choices": [], "object": "chat.completion", **expected} == found


@pytest.mark.parametrize(
    ("finishes", "expected"),
    [
        ([None, "stop", "stop"], "stop"),
        (["length", "stop"], "length"),
        (["stop", "error"], "error"),
        (["error", "stop"], "error"),
        (["", "stop"], "stop"),
        ([None], None),
    ],
)
def test_finish_reasons(finishes: list[str | None], expected: str | None) -> None:
    """The first that is not null wins, but a later `error` replaces it; it is never doubled."""
    answer = joined(*[{"choices": [{"finish_reason": finish, "native_finish_reason": finish}]} for finish in finishes])
    choice = answer.response().to_dict()["choices"][0]

    assert expected == answer.finish_reason
    assert expected == choice.get("finish_reason") == choice.get("native_finish_reason")


@pytest.mark.parametrize(
    ("deltas", "expected"),
    [
        ([{"role": "assistant"}, {"role": "assistant", "content": "a"}], {"role": "assistant", "content": "a"}),
        ([{"role": ""}, {"content": None}], {"role": "assistant", "content": None}),
        ([{"role": ""}, {"role": "tool"}], {"role": "tool", "content": None}),
        ([{"content": ""}], {"role": "assistant", "content": ""}),
        ([{"content": "a"}, {"content": None}, {"content": ""}, {"content": "b"}], {"role": "assistant", "content": "ab"}),
        (
            [{"reasoning": "a", "reasoning_content": "a"}, {"reasoning": "", "reasoning_content": "b"}],
            {"role": "assistant", "content": None, "reasoning": "ab"},
        ),
        ([{"reasoning": ""}], {"role": "assistant", "content": None, "reasoning": ""}),
        ([{"refusal": "n"}, {"refusal": "o"}], {"role": "assistant", "content": None, "refusal": "no"}),
        (
            [{"audio": {"id": "x", "data": "YQ"}}, {"audio": {"id": "y", "data": "==", "transcript": "a"}}],
            {"role": "assistant", "content": None, "audio": {"id": "x", "data": "YQ==", "transcript": "a"}},
        ),
        ([{"novel": 1}, {"novel": [2]}], {"role": "assistant", "content": None, "novel": [2]}),
        ([{"reasoning_details": []}], {"role": "assistant", "content": None, "reasoning_details": []}),
        ([{"tool_calls": []}], {"role": "assistant", "content": None}),
        ([{"annotations": [], "images": []}], {"role": "assistant", "content": None}),
        (
            [
                {"content": [{"type": "text", "text": "a"}, {"type": "thinking", "thinking": [{"type": "text", "text": "t"}]}]},
                {"content": "b"},
            ],
            {"role": "assistant", "content": "ab", "reasoning": "t"},
        ),
        ([{"content": []}], {"role": "assistant", "content": None}),
    ],
)  # fmt: skip
def test_fields_of_the_message(deltas: list[dict[str, Any]], expected: dict[str, Any]) -> None:
    """A role is set and not joined, texts are joined, null and "" add nothing, unknown fields are kept."""
    assert expected == message(*[piece(**delta) for delta in deltas])


CITE = {"type": "url_citation", "url_citation": {"url": "u"}}


@pytest.mark.parametrize(
    ("payloads", "name", "expected"),
    [
        ([piece(annotations=[CITE, CITE]), piece(annotations=[CITE])], "annotations", [CITE]),
        ([piece(annotations=[CITE]), {"choices": [{"annotations": [CITE, {"type": "file"}]}]}], "annotations", [CITE, {"type": "file"}]),
        ([piece(images=[{"image_url": {"url": url}, "n": n}]) for n, url in enumerate("aab")], "images",
            [{"image_url": {"url": "a"}, "n": 0}, {"image_url": {"url": "b"}, "n": 2}]),
        ([piece(images=[{"n": 1}, {"n": 1}, {"image_url": None}])], "images", [{"n": 1}, {"n": 1}, {"image_url": None}]),
    ],
)  # fmt: skip
def test_lists_without_repetitions(payloads: list[dict[str, Any]], name: str, expected: list[Any]) -> None:
    """The same annotation, and the same image by its URL, is taken once; wherever annotations stand they go to the message."""
    assert expected == message(*payloads)[name]


def test_logprobs_are_joined() -> None:
    """Log probabilities of all chunks are one list."""
    tokens = [{"token": token, "logprob": -0.5} for token in "ab"]
    answer = joined(*[{"choices": [{"logprobs": {"content": [token]}}]} for token in tokens])

    assert tokens == answer.response().to_dict()["choices"][0]["logprobs"]["content"]


def test_choices_are_in_the_order_of_their_index() -> None:
    """However choices come, the answer has them sorted; a missing index is 0, and the short ways are of choice 0."""
    answer = joined(piece("c", index=2), piece("b", index=1), piece("a"), piece("A", index=0))
    choices = answer.response().choices

    assert choices is not None
    assert [(0, "aA"), (1, "b"), (2, "c")] == [(one.index, one.message and one.message.text) for one in choices]
    assert ("aA", 2) == (answer.text, answer.text_length)


def test_only_another_choice() -> None:
    """Without a choice 0 the short ways are those of the first choice there is, as in the response."""
    answer = joined(piece("b", index=1, finish="stop"))

    assert ("b", 1, "", "stop") == (answer.text, answer.text_length, answer.reasoning, answer.finish_reason)


@pytest.mark.parametrize(
    "choice", [{"message": {"content": "hi"}}, {"delta": None, "message": {"content": "hi"}}, {"text": "hi"}]
)
def test_a_choice_without_a_delta(choice: dict[str, Any]) -> None:
    """A whole message, or the text of a completion, is taken where there is no delta: text is never dropped."""
    answer = joined({"choices": [{"index": 0, "finish_reason": "stop", **choice}]})

    assert "hi" == answer.text


@pytest.mark.parametrize(
    ("payloads", "expected"),
    [
        ([piece("a", novel=1)], 0),
        ([{"id": 5}], 1),
        ([{"id": 5, "usage": "x"}], 1),
        ([{"choices": [{"logprobs": 5, "delta": {"annotations": 5}}]}], 2),
        ([{"choices": [{"native_finish_reason": 5}]}] * 3, 3),
    ],
)
def test_tolerated(payloads: list[dict[str, Any]], expected: int) -> None:
    """Objects with a value of the wrong type are counted; unknown fields are no such thing."""
    answer = joined(*payloads)

    assert expected == answer.tolerated


def test_what_is_tolerated_may_be_asked_while_another_thread_adds() -> None:
    """The count goes over what was there when it was asked for, though more comes meanwhile."""

    class Hurried:
        """A value that is looked at just when the next chunk comes."""

        @property
        def __class__(self) -> Any:
            answer.add(piece("b", finish="stop"))
            return object

    answer = Accumulator()
    answer._root.values["novel"] = Hurried()

    assert 0 == answer.tolerated
    assert "b" == answer.text


def test_looking_at_extra_is_not_counted() -> None:
    """Reading `.extra` of a chunk before it is added changes nothing."""
    answer, chunk = Accumulator(), ChatChunk.from_dict(piece("a", novel=1))
    assert repr(chunk)
    answer.add(chunk)

    assert 0 == answer.tolerated


def test_a_chunk_made_by_hand_keeps_its_extra() -> None:
    """Unknown fields that a caller has set are part of the answer."""
    answer, chunk = Accumulator(), ChatChunk(id="g")
    chunk.extra["novel"] = 1
    answer.add(chunk)

    assert {"novel": 1} == answer.response().extra


@pytest.mark.parametrize("field", ["name", "tool_call_id", "cache_control"])
def test_a_field_of_messages_in_a_delta_never_breaks_the_response(field: str) -> None:
    """What a delta does not have and a message does may be of any type there; `response()` never raises."""
    delta: dict[str, Any] = {"content": "a", field: 5}
    response = joined(piece(**delta)).response()

    assert "a" == response.text


@pytest.mark.parametrize(("parts", "expected"), [(["\ud83d", "\ude00"], "\U0001f600"), (["\ud83d", "x"], "\ufffdx")])
@pytest.mark.parametrize("form", ["dict", "mapping", "event"])
def test_characters_cut_in_two(parts: list[str], expected: str, form: str) -> None:
    """Halves are joined in whatever form pieces come, and the caller's object is left as it was."""
    answer = Accumulator()
    payloads = [piece(part) for part in parts]
    for payload in payloads:
        answer.add(FORMS[form](payload))

    assert expected == answer.text
    assert [piece(part) for part in parts] == payloads


def test_a_limit_leaves_what_was_there() -> None:
    """An answer that would grow past a bound does not."""
    answer = Accumulator(limits=Limits(text=5))
    answer.add(piece("abcde"))
    with pytest.raises(LimitExceededError, match=r"raise Limits\.text"):
        answer.add(piece("f"))

    assert "abcde" == answer.text


WORDS = st.sampled_from(
    ["id", "choices", "delta", "index", "content", "message", "tool_calls", "function", "arguments", "name", "usage", "error",
     "reasoning_details", "type", "text", "annotations", "audio", "data", "role", "logprobs", "images", "x", "tool_call_id"]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 3) | st.sampled_from(["", "a", "reasoning.text", "{}", "\ud83d", "\ude00"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
DELTAS = st.dictionaries(WORDS, JSON, max_size=4)
CHOICES = st.fixed_dictionaries({"delta": DELTAS}, optional={"index": st.integers(0, 2), "x": JSON, "message": JSON})
CHUNKS = st.fixed_dictionaries(
    {"choices": st.lists(CHOICES, max_size=2)}, optional={"x": JSON, "usage": JSON, "id": JSON}
)


@STEADY
@given(st.lists(CHUNKS, max_size=5))
def test_any_chunks_have_a_response(payloads: list[dict[str, Any]]) -> None:
    """Whatever decodes joins, and the response is there at any time, goes to JSON, and comes back equal."""
    answer = Accumulator()
    for payload in payloads:
        try:
            answer.add(payload)
        except DecodeError:
            continue
        response = answer.response()

        assert response == ChatResponse.from_json(response.to_json())
        assert answer.text == response.text or not response.choices or response.choices[0].index != 0
