"""What every generated model can do."""

from __future__ import annotations

import copy
import json
import pickle
from collections import UserDict
from typing import Any

import attrs
import pytest

from openrouter.errors import DecodeError
from openrouter.jsontext import excerpt
from openrouter.models import ChatChunk, ChatMessage, ChatRequest, ChatResponse, Usage

RECEIVED = {"novel": {"a": 1}, "id": "g", "model": None, "choices": [{"index": 0, "x": 1}], "created": "soon"}


def test_a_round_trip_keeps_everything() -> None:
    """Unknown fields, nulls, values of the wrong type and the order of keys survive."""
    chunk = ChatChunk.from_dict(RECEIVED)

    assert RECEIVED == chunk.to_dict()
    assert list(RECEIVED) == list(chunk.to_dict())
    assert json.dumps(RECEIVED, separators=(",", ":")).encode() == chunk.to_json()
    assert chunk == ChatChunk.from_json(chunk.to_json())
    assert {"novel": {"a": 1}, "created": "soon"} == chunk.extra
    assert (None, None) == (chunk.created, chunk.model)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda chunk: setattr(chunk, "id", "h"), {"novel": 1, "id": "h", "model": None}),
        (lambda chunk: setattr(chunk, "id", None), {"novel": 1, "model": None}),
        (lambda chunk: setattr(chunk, "model", "m"), {"novel": 1, "id": "g", "model": "m"}),
        (lambda chunk: setattr(chunk, "provider", "p"), {"novel": 1, "id": "g", "model": None, "provider": "p"}),
        (lambda chunk: chunk.extra.update(novel=2), {"novel": 2, "id": "g", "model": None}),
        (lambda chunk: chunk.extra.update(more=2), {"novel": 1, "id": "g", "model": None, "more": 2}),
        (lambda chunk: chunk.extra.clear(), {"id": "g", "model": None}),
        (lambda chunk: chunk.extra.update(id="other"), {"novel": 1, "id": "g", "model": None}),
    ],
)
def test_changes_are_what_is_written(change: Any, expected: dict[str, Any]) -> None:
    """Attributes and `extra` are the truth: what is set is sent, what is taken out is gone."""
    chunk = ChatChunk.from_dict({"novel": 1, "id": "g", "model": None})
    change(chunk)

    assert expected == chunk.to_dict()
    assert list(expected) == list(chunk.to_dict())


def test_a_tolerated_value_gives_way_to_a_right_one() -> None:
    """A value of the wrong type is written until its attribute is set."""
    chunk = ChatChunk.from_dict({"id": "g", "created": "soon"})
    before = chunk.to_dict()
    chunk.created = 5

    assert {"id": "g", "created": "soon"} == before
    assert {"id": "g", "created": 5} == chunk.to_dict()


@pytest.mark.parametrize(
    "twin", [copy.copy, copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model)), attrs.evolve]
)
def test_copies_keep_everything(twin: Any) -> None:
    """copy, deepcopy, pickle and evolve keep fields, unknown fields and their order."""
    chunk = ChatChunk.from_dict(RECEIVED)
    chunk.extra["more"] = 1
    made = twin(chunk)

    assert chunk == made
    assert chunk.to_json() == made.to_json()


def test_equality() -> None:
    """Models are equal by class, fields and unknown fields, and have no hash."""
    one = ChatChunk.from_dict({"id": "g", "novel": 1})

    assert one == ChatChunk.from_dict({"novel": 1, "id": "g"})
    assert one != ChatChunk.from_dict({"id": "g"})
    assert one != ChatChunk.from_dict({"id": "h", "novel": 1})
    assert one != ChatResponse.from_dict({"id": "g", "novel": 1})
    assert one != {"id": "g", "novel": 1}
    with pytest.raises(TypeError):
        hash(one)


def test_the_repr_shows_what_is_there() -> None:
    """None is left out, unknown fields are shown."""
    assert "Usage(total_tokens=3)" == repr(Usage(total_tokens=3))
    assert "ChatChunk(id='g', extra={'novel': 1})" == repr(ChatChunk.from_dict({"id": "g", "novel": 1}))


@pytest.mark.parametrize("data", [UserDict({"id": "g"}), {"id": "g"}])
def test_any_mapping_is_taken(data: Any) -> None:
    """A mapping that is no dict is read as one."""
    assert ChatChunk(id="g") == ChatChunk.from_dict(data)


@pytest.mark.parametrize(
    ("cls", "data", "path", "words"),
    [
        (ChatChunk, 5, "", "the value must be an object, and is 5"),
        (ChatChunk, [], "", "the value must be an object, and is []"),
        (ChatChunk, {"choices": {}}, "choices", "choices must be an array, and is {}"),
        (ChatMessage, {"role": 5}, "role", "role must be a string, and is 5"),
        (ChatRequest, {}, "messages", "messages must be"),
        (ChatRequest, {"messages": [{"content": [5]}]}, "messages[0].content[0]", "must be an object, and is 5"),
    ],
)
def test_what_does_not_fit(cls: Any, data: Any, path: str, words: str) -> None:
    """A wrong type is a DecodeError with its path and what was found, and nothing behind it."""
    with pytest.raises(DecodeError) as caught:
        cls.from_dict(data)

    assert path == caught.value.path
    assert f"{cls.__name__}: " in str(caught.value)
    assert words in str(caught.value)
    assert (None, None) == (caught.value.__cause__, caught.value.__context__)


@pytest.mark.parametrize("text", ["", "{", b"\xff", "[" * 5000])
def test_what_is_no_json(text: str | bytes) -> None:
    """No JSON is a DecodeError as well."""
    with pytest.raises(DecodeError, match="no JSON for a ChatChunk") as caught:
        ChatChunk.from_json(text)

    assert (None, None) == (caught.value.__cause__, caught.value.__context__)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("plain é \U0001f600", "plain é \U0001f600"),
        ("a\x1b[31m\n\x00\x7f\u202e\ud83d", "a\\x1b[31m\\n\\x00\\x7f\\u202e\\ud83d"),
        (b"caf\xc3\xa9 \xff\n", "café \ufffd\\n"),
        ("x" * 600, "x" * 500),
        (b"x" * 6000, "x" * 500),
        ({"a": [1, None]}, '{"a":[1,null]}'),
        (5, "5"),
        (object(), "object"),
    ],
)
def test_excerpts(value: Any, expected: str) -> None:
    """An excerpt is short, and holds nothing that moves a terminal."""
    found = excerpt(value)

    assert expected == found
    assert found.encode()
