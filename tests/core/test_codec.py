"""From payloads to chunks, and from a caller's values to JSON."""

from __future__ import annotations

from collections import UserDict
from decimal import Decimal
from typing import Any

import attrs
import pytest

import openrouter
from openrouter.core.codec import ChunkDecoder, converter, plain
from openrouter.errors import ConfigurationError, DecodeError
from openrouter.models import ChatChunk, ChatMessage, ChatResponse, Usage

KEY = "sk-or-v1-0123456789abcdef"


@pytest.mark.parametrize(
    ("text", "path", "words"),
    [
        ("", "", "no JSON"),
        ("{", "", "no JSON"),
        ("5", "", "the value must be an object, and is 5"),
        ("[]", "", "the value must be an object"),
        ("null", "", "the value must be an object"),
        ('{"choices":5}', "choices", "choices must be an array, and is 5"),
        ('{"choices":[5]}', "choices[0]", "must be an object"),
        ('{"choices":[{"delta":{"content":"a"}},{"delta":{"content":5}}]}', "choices[1].delta.content", "and is 5"),
        ('{"x":' + "[" * 5000 + "]" * 5000 + "}", "", "nested too deep"),
        ('{"x":' + "[" * 600 + '"\\u0041"' + "]" * 600 + "}", "", "nested too deep"),
    ],
)
def test_payloads_that_are_no_chunks(text: str, path: str, words: str) -> None:
    """No JSON, another value or a wrong type is a DecodeError that tells where, with nothing behind it."""
    with pytest.raises(DecodeError) as caught:
        ChunkDecoder().decode(text)

    assert path == caught.value.path
    assert words in str(caught.value)
    assert (None, None) == (caught.value.__cause__, caught.value.__context__)


def test_a_key_in_a_payload_is_not_shown() -> None:
    """The excerpt of what is no JSON goes without keys."""
    with pytest.raises(DecodeError) as caught:
        ChunkDecoder().decode(f"invalid key {KEY}")

    assert KEY not in f"{caught.value} {caught.value.excerpt}"


def test_a_decoder_that_holds_nothing_has_no_end() -> None:
    """Without half a character there is no last chunk."""
    decoder = ChunkDecoder()
    decoder.decode('{"choices":[{"delta":{"content":"\\u00e9\\ud83d\\ude00"}}]}')

    assert decoder.end() is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        ({"a": (1, [2.5])}, {"a": [1, [2.5]]}),
        (UserDict({1: "x"}), {"1": "x"}),
        (ChatMessage(role="user", content="hi"), {"role": "user", "content": "hi"}),
        ([{"m": Usage(total_tokens=1)}], [{"m": {"total_tokens": 1}}]),
        ({"max_price": {"prompt": Decimal("2.5E-7")}}, {"max_price": {"prompt": "0.00000025"}}),
    ],
)
def test_plain(value: Any, expected: Any) -> None:
    """Models, mappings and sequences become JSON values at any depth."""
    assert expected == plain(value, "x")


@pytest.mark.parametrize(
    ("value", "path"),
    [(object(), "x"), ({"a": [1, {2}]}, r"x\.a\[1\]"), (b"bytes", "x"), ({"a": {"b": 1j}}, r"x\.a\.b")],
)
def test_plain_refuses_what_json_cannot_hold(value: Any, path: str) -> None:
    """What is no JSON is refused with its path."""
    with pytest.raises(ConfigurationError, match=f"^{path} must be made of JSON values and models"):
        plain(value, "x")


@attrs.define
class Saved:
    """A caller's class with models inside."""

    name: str
    response: ChatResponse
    messages: list[ChatMessage]


def test_the_converter() -> None:
    """A caller's own classes go to JSON values and back with our models inside, unknown fields included."""
    made = converter()
    saved = Saved("n", ChatResponse.from_dict({"id": "g", "novel": 1}), [ChatMessage(role="user", content="hi")])
    data = made.unstructure(saved)

    assert {"name": "n", "response": {"id": "g", "novel": 1}, "messages": [{"role": "user", "content": "hi"}]} == data
    assert saved == made.structure(data, Saved)
    assert openrouter.converter is converter


def test_the_converter_refuses_as_models_do() -> None:
    """A wrong type is a DecodeError also by way of the converter."""
    with pytest.raises(DecodeError, match="choices must be an array"):
        converter().structure({"choices": 5}, ChatChunk)
