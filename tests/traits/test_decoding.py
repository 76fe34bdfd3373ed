"""What generated decode functions are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from openrouter.models import ChatChunk
from openrouter.traits import (
    Mismatch,
    boolean,
    integer,
    items,
    members,
    mismatch,
    new,
    number,
    refuse,
    refuse_item,
    string,
    tolerate,
)  # fmt: skip


class Word(str):
    """A subclass that is a string still."""

    __slots__ = ()


class Count(int):
    """A subclass that is an integer still."""


GOOD: list[tuple[Callable[..., Any], Any]] = [
    (string, "a"), (string, Word("a")), (integer, 5), (integer, Count(5)), (number, 5), (number, 1.5), (boolean, True), (boolean, False),
]  # fmt: skip
BAD: list[tuple[Callable[..., Any], Any, str]] = [
    (string, 5, "a string"), (string, b"a", "a string"), (integer, True, "an integer"), (integer, 1.0, "an integer"),
    (integer, "1", "an integer"), (number, True, "a number"), (number, "1", "a number"), (boolean, 1, "true or false"),
    (boolean, "true", "true or false"),
]  # fmt: skip


@pytest.mark.parametrize(("read", "value"), GOOD)
def test_values_of_the_right_type(read: Callable[..., Any], value: Any) -> None:
    """A value of the type, or of a subclass, is let through as it is."""
    assert value is read({"x": value}, "x", value)


@pytest.mark.parametrize(("read", "value", "expected"), BAD)
def test_values_of_the_wrong_type(read: Callable[..., Any], value: Any, expected: str) -> None:
    """A value of another type is refused; true and false are no numbers."""
    holder = {"x": value}
    with pytest.raises(Mismatch) as caught:
        read(holder, "x", value)

    assert (holder, "x", expected, value) == (
        caught.value.holder, caught.value.key, caught.value.expected, caught.value.value,
    )  # fmt: skip


def test_lists_and_objects() -> None:
    """Items and values are decoded one by one, and know where they stand."""
    assert ["a", "b"] == items({}, "x", ["a", "b"], string)
    assert {"k": 1} == members({}, "x", {"k": 1}, integer)
    with pytest.raises(Mismatch, match="an array"):
        items({"x": {}}, "x", {}, string)
    with pytest.raises(Mismatch, match="an object"):
        members({"x": []}, "x", [], string)
    with pytest.raises(Mismatch) as caught:
        items({}, "x", ["a", 5], string)
    assert 1 == caught.value.key


ROOT: dict[str, Any] = {"choices": [{"delta": {}}, {"delta": {"content": 5}}], "x": 1}


@pytest.mark.parametrize(
    ("wrong", "path", "value"),
    [
        (mismatch(ROOT["choices"][1]["delta"], "content", "a string"), "choices[1].delta.content", 5),
        (mismatch(ROOT["choices"], 0, "a string"), "choices[0]", {"delta": {}}),
        (mismatch(ROOT, "x", "a string"), "x", 1),
        (mismatch(ROOT, "missing", "a string"), "missing", None),
        (mismatch(ROOT, None, "an array"), "", ROOT),
        (mismatch({}, "x", "a string"), "x", None),
    ],
)
def test_the_path_of_a_mismatch(wrong: Mismatch, path: str, value: Any) -> None:
    """The path is found by identity, from the root to the value."""
    assert (path, value) == (wrong.path_in(ROOT), wrong.value)


def test_refusals_inside_expressions() -> None:
    """`refuse` raises for a key, `refuse_item` for an item whose place it finds."""
    one, other = {"a": 1}, {"a": 1}
    with pytest.raises(Mismatch) as by_key:
        refuse({"x": 1}, "x", "a string")
    with pytest.raises(Mismatch) as by_item:
        refuse_item([one, other], other, "a string")

    assert ("x", 1) == (by_key.value.key, by_item.value.key)


def test_tolerated_values_are_kept() -> None:
    """A value of the wrong type stays in `extra` beside the unknown fields."""
    model = new(ChatChunk)
    model._extra, model._received = None, {"id": 5, "novel": 1}
    tolerate(model, model._received, "id")

    assert {"novel": 1, "id": 5} == model.extra
