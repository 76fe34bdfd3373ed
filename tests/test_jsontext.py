"""JSON text both ways, the same with orjson and without."""

from __future__ import annotations

import datetime
import json
import math
from enum import StrEnum
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter import jsontext
from openrouter.jsontext import DEPTH, JSONTextError
from tests.play import STEADY

ORJSON: Any = vars(jsontext)["orjson"]
"""orjson where it is installed."""


@pytest.fixture(params=["orjson", "stdlib"], autouse=True)
def _library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "stdlib":
        monkeypatch.setattr(jsontext, "orjson", None)
    elif ORJSON is None:
        pytest.skip("orjson has no wheel for this interpreter")


class Colour(StrEnum):
    """An enum of strings."""

    RED = "red"


@attrs.define
class Point:
    """Something that is no JSON."""

    x: int = 1


def nested(depth: int, inner: str = "") -> str:
    """Arrays inside each other."""
    return "[" * depth + inner + "]" * depth


# The differences between orjson and the standard library, and what we make of both.
READ: list[tuple[str, Any]] = [
    ('{"b":1,"a":[true,null,1.5,"x"]}', {"b": 1, "a": [True, None, 1.5, "x"]}),
    (' \n{"a":1}\r\n\t', {"a": 1}),
    ('{"a":1,"a":2}', {"a": 2}),
    (str(2**63), 2**63),
    (str(2**64 - 1), 2**64 - 1),
    (str(-(2**63)), -(2**63)),
    ("1e999", None),
    ("-1e999", None),
    ("NaN", None),
    ("[Infinity,-Infinity]", [None, None]),
    ("1.7976931348623157e308", 1.7976931348623157e308),
    ("1e-999", 0.0),
    ("-0.0", -0.0),
    ('"\\ud83d\\ude00"', "\U0001f600"),
    ('"a\\ud83d"', "a\ud83d"),
    ('"\\ude00b"', "\ude00b"),
    ('"\u2028\u0085\ufeff"', "\u2028\u0085\ufeff"),
    ('"\\u0000\\/"', "\0/"),
    (nested(DEPTH), json.loads(nested(DEPTH))),
    (nested(100, '"\\ud83d"'), json.loads(nested(100, '"\\ud83d"'))),
    ("9" * 4300, int("9" * 4300)),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text[:20] for text, _ in READ])
def test_loads(text: str, expected: Any) -> None:
    """Numbers that no float holds are None, lone halves of characters stay; str and bytes alike."""
    assert expected == jsontext.loads(text)
    assert expected == jsontext.loads(text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("number", [2**64, 10**100, -(2**63) - 1])
def test_integers_beyond_64_bits(number: int) -> None:
    """The one difference that shows: orjson reads an integer beyond 64 bits as the nearest float, the standard library whole."""
    found = jsontext.loads(str(number))

    assert repr(number if vars(jsontext)["orjson"] is None else float(number)) == repr(found)


REFUSED = [
    "",
    " ",
    "{",
    "[1,]",
    "{a:1}",
    "'a'",
    "01",
    "1.",
    "+1",
    ".5",
    "tru",
    "[1] x",
    '"\x01"',
    '"a',
    "9" * 5000,
    nested(DEPTH + 1),
    nested(1000),
    nested(100_000),
    "\ufeff{}",
]


@pytest.mark.parametrize("text", REFUSED, ids=[text[:20] for text in REFUSED])
def test_loads_refuses(text: str) -> None:
    """What is no JSON, too deep or too long a number is one kind of error, with nothing behind it."""
    with pytest.raises(JSONTextError) as caught:
        jsontext.loads(text)

    assert str(caught.value)
    assert (None, None) == (caught.value.__cause__, caught.value.__context__)
    with pytest.raises(JSONTextError):
        jsontext.loads(text.encode())


@pytest.mark.parametrize("data", [b"\xff", b'"\xff"', b'"\xc3"', b"\x00{}"])
def test_loads_refuses_bytes_that_are_no_text(data: bytes) -> None:
    """Bytes that are no UTF-8 are no JSON."""
    with pytest.raises(JSONTextError):
        jsontext.loads(data)


def test_wide_and_shallow_is_fine() -> None:
    """Many containers beside each other are not deep."""
    text = "[" + ",".join(['{"a":[]}'] * 1000) + "]"

    assert 1000 == len(jsontext.loads(text))
    assert 1000 == len(jsontext.loads(text.encode()))


WRITTEN: list[tuple[Any, str]] = [
    ({"b": 1, "a": [True, None, 1.5, "x"]}, '{"b":1,"a":[true,null,1.5,"x"]}'),
    ((1, (2,)), "[1,[2]]"),
    (2**64, str(2**64)),
    ({"n": 10**100}, '{"n":1' + "0" * 100 + "}"),
    ("é\U0001f600\u2028", '"é\U0001f600\u2028"'),
    ("a\ud83d", '"a\ufffd"'),
    ("\ud83d\ude00", '"\U0001f600"'),
    ({"\ud83d": "\ude00"}, '{"\ufffd":"\ufffd"}'),
    ({1: "a", None: "b", False: "c"}, '{"1":"a","null":"b","false":"c"}'),
    (Colour.RED, '"red"'),
    ({"c": [Colour.RED]}, '{"c":["red"]}'),
    (0.1, "0.1"),
    ('\0\x1f"\\/', '"\\u0000\\u001f\\"\\\\/"'),
    ([], "[]"),
]


@pytest.mark.parametrize(("value", "expected"), WRITTEN, ids=[text[:20] for _, text in WRITTEN])
def test_dumps(value: Any, expected: str) -> None:
    """UTF-8 without blanks, keys in their order, no half of a character."""
    assert expected.encode() == jsontext.dumps(value)


LOOP: list[Any] = []
LOOP.append(LOOP)


@pytest.mark.parametrize(
    "value",
    [math.nan, math.inf, -math.inf, {"a": [1.0, math.nan]}, (math.inf,), object(), {1, 2}, b"x", Point(), 1j,
     datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC), {(1, 2): 3}, LOOP],
)  # fmt: skip
def test_dumps_refuses(value: Any) -> None:
    """NaN, infinities, objects of no JSON type and loops are one kind of error, with nothing behind it."""
    with pytest.raises(JSONTextError) as caught:
        jsontext.dumps(value)

    assert str(caught.value)
    assert (None, None) == (caught.value.__cause__, caught.value.__context__)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=15,
)


@STEADY
@given(VALUES)
def test_a_round_trip(value: Any) -> None:
    """Every JSON value comes back as it was, but for the precision of integers beyond 64 bits."""
    assert rounded(value) == rounded(jsontext.loads(jsontext.dumps(value)))


def rounded(value: Any) -> Any:
    """A JSON value with integers beyond 64 bits as floats."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if -(2**63) <= value < 2**64 else float(value)
    if isinstance(value, dict):
        return {name: rounded(item) for name, item in value.items()}
    return [rounded(item) for item in value] if isinstance(value, list) else value


@STEADY
@given(st.text(alphabet='[]{}":,0123456789.eE+-truefalsn\\ud8 \n', max_size=30) | st.text(max_size=20))
def test_both_libraries_agree(text: str) -> None:
    """A text is JSON to both or to none, and means the same."""
    found: list[Any] = []
    for library in (ORJSON, None):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(jsontext, "orjson", library)
            try:
                found.append(repr(rounded(jsontext.loads(text))))
            except JSONTextError:
                found.append(JSONTextError)

    assert found[0] == found[1]
