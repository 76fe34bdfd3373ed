"""The values of JSON texts that are still coming."""

from __future__ import annotations

import itertools
import json
import sys
from typing import Any

import jiter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter.errors import ConfigurationError
from openrouter.structured.partial import PartialJSON
from openrouter.structured.text import json_value
from tests.play import STEADY

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
    | st.sampled_from(['"', "\\", "\\\\", "12", "true", "nul", "1e5", "😀", "e\u0301", "]", "}", ",", ": 1"])
)  # fmt: skip
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4), max_leaves=20
)
DOCUMENTS = st.builds(
    lambda value, ascii, indent: json.dumps(value, ensure_ascii=ascii, indent=indent),
    VALUES,
    st.booleans(),
    st.sampled_from([None, 1]),
)


def is_prefix(early: Any, late: Any) -> bool:
    """Whether a value is the beginning of another: of the same kind, and all but its last part is the same."""
    if type(early) is not type(late):
        return False
    if isinstance(early, str):
        return bool(late.startswith(early))
    if isinstance(early, list):
        if len(early) > len(late) or early[:-1] != late[: max(len(early) - 1, 0)]:
            return False
        return not early or is_prefix(early[-1], late[len(early) - 1])
    if isinstance(early, dict):
        keys = list(early)
        if keys != list(late)[: len(keys)] or any(early[key] != late[key] for key in keys[:-1]):
            return False
        return not keys or is_prefix(early[keys[-1]], late[keys[-1]])
    return bool(early == late)


@STEADY
@given(DOCUMENTS, st.data())
def test_a_partial_value_is_a_prefix_of_the_final_one(document: str, data: st.DataObject) -> None:
    """Cut anywhere, in pieces of any size: what is given never holds what the whole does not, nor something else."""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(document)), max_size=8)))
    partial, final = PartialJSON(), json_value(document)
    found = []
    for start, end in zip([0, *cuts], [*cuts, len(document)], strict=True):
        partial.add(document[start:end])
        found.append(partial.parse())

    values = [*(value for value in found if value is not None), final]
    for early, late in itertools.pairwise(values):
        assert is_prefix(early, late)


@STEADY
@given(DOCUMENTS)
def test_every_cut_is_a_prefix(document: str) -> None:
    """Character by character, the value of each begin is a prefix of the next."""
    partial, before = PartialJSON(), None
    for character in document:
        value = partial.feed(character)
        assert before is None or is_prefix(before, value)
        before = value
    assert before is None or is_prefix(before, json_value(document))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        (" ", None),
        ("1", None),
        ("-", None),
        ("12 ", 12),
        ("[1, 23", [1]),
        ("[1, 2.", [1]),
        ("[1, 2e", [1]),
        ("[1, 2e5,", [1, 2e5]),
        ("[-", []),
        ("[tru", []),
        ("[true", []),
        ("[true,", [True]),
        ("[nul", []),
        ('{"a', {}),
        ('{"a"', {}),
        ('{"a": ', {}),
        ('{"a": "x', {"a": "x"}),
        ('{"a": "x 12', {"a": "x 12"}),
        ('{"a": "x\\', {"a": "x"}),
        ('{"a": "x\\"1', {"a": 'x"1'}),
        ('{"a": "x\\\\", "b": 12', {"a": "x\\"}),
        ('{"a": "\\u00', {"a": ""}),
        ('{"a": "\\ud83d', {"a": ""}),
        ('{"a": "\\ud83d\\ude0', {"a": ""}),
        ('{"a": "\\ud83d\\ude00', {"a": "😀"}),
        ('{"a": {"b": [', {"a": {"b": []}}),
        ("Here it is: {", None),
        ("[NaN,", None),
        ("[1e999,", [None]),
        ('{"a": 1e999, "b": [1],', {"a": None, "b": [1]}),
    ],
)
def test_what_is_half_there(text: str, value: Any) -> None:
    """Strings grow; numbers, literals, escapes and keys wait until they are whole."""
    whole, pieces = PartialJSON(), PartialJSON()
    whole.add(text)
    for character in text:
        pieces.add(character)

    assert (value, value) == (whole.parse(), pieces.parse())


def test_text_that_stops_being_json_keeps_its_value() -> None:
    """What was known stays."""
    partial = PartialJSON()

    assert {"a": [1]} == partial.feed('{"a": [1], ')
    assert {"a": [1]} == partial.feed("and so on, at length")
    assert {"a": [1]} == partial.value


def work(size: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """The bytes that are parsed for a document of that size in pieces of 20 characters."""
    item = {"name": "a name of some length", "price": 12.5, "tags": ["one", "two"]}
    document = json.dumps([item] * (size // len(json.dumps(item))))
    counted, real = [0], jiter.from_json

    def from_json(data: bytes, **options: Any) -> Any:
        counted[0] += len(data)
        return real(data, **options)

    monkeypatch.setattr(jiter, "from_json", from_json)
    partial = PartialJSON()
    for start in range(0, len(document), 20):
        partial.feed(document[start : start + 20])
    monkeypatch.undo()
    return counted[0]


def test_the_work_is_linear(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times the text is parsed for at most five times the work; all of it is eleven times the text."""
    small, large = work(250_000, monkeypatch), work(1_000_000, monkeypatch)

    assert large <= 5 * small
    assert 12_000_000 >= large


def test_without_jiter(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the command that brings it."""
    monkeypatch.setitem(sys.modules, "jiter", None)

    with pytest.raises(ConfigurationError, match=r"pip install 'openrouter-streaming\[partial\]'"):
        PartialJSON()
