"""Fragments of reasoning, joined."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter.core.options import Limits
from openrouter.core.reasoning import ReasoningDetails
from openrouter.errors import LimitExceededError
from openrouter.models.reasoning import ReasoningDetail, decode_reasoning_detail

TEXT, SUMMARY, CIPHER = "reasoning.text", "reasoning.summary", "reasoning.encrypted"


def text(words: str | None = None, **more: Any) -> dict[str, Any]:
    """A fragment of text."""
    return {"type": TEXT, **({} if words is None else {"text": words}), **more}


def summary(words: str, **more: Any) -> dict[str, Any]:
    """A fragment of a summary."""
    return {"type": SUMMARY, "summary": words, **more}


def cipher(data: str, **more: Any) -> dict[str, Any]:
    """An encrypted block."""
    return {"type": CIPHER, "data": data, **more}


def joined(*fragments: dict[str, Any]) -> list[dict[str, Any]]:
    """The list that fragments join to."""
    details = ReasoningDetails(Limits(), [])
    for fragment in fragments:
        details.add(detail(fragment))
    return details.value()


def detail(fragment: dict[str, Any]) -> ReasoningDetail:
    """A fragment as a model."""
    return decode_reasoning_detail(fragment)


@pytest.mark.parametrize(
    ("fragments", "expected"),
    [
        ([], []),
        ([text("a"), text("b")], [text("ab")]),
        ([text("a", index=0), text("b", index=0)], [text("ab", index=0)]),
        ([text("a", index=0), text("b")], [text("ab", index=0)]),
        ([text("a"), text("b", index=0, format="f", id="i")], [text("ab", index=0, format="f", id="i")]),
        ([text("a", index=0), text("b", index=1)], [text("a", index=0), text("b", index=1)]),
        ([text("a", id="i"), text("b", id="j")], [text("a", id="i"), text("b", id="j")]),
        ([text("a", format="f"), text("b", format="g")], [text("a", format="f"), text("b", format="g")]),
        ([text("a", id="i"), text("b", id="")], [text("ab", id="i")]),
        ([text("a"), summary("b"), text("c")], [text("a"), summary("b"), text("c")]),
        ([summary("a"), summary("b")], [summary("ab")]),
        ([text("a"), cipher("x", id="1"), text("b")], [text("a"), cipher("x", id="1"), text("b")]),
        ([text("a"), text(signature="s")], [text("a", signature="s")]),
        ([text("a"), text("", signature="s")], [text("a", signature="s")]),
        ([text("a", signature="s"), text("b")], [text("a", signature="s"), text("b")]),
        ([text("a", signature="s"), text("b"), text(signature="t")], [text("a", signature="s"), text("b", signature="t")]),
        ([text("a"), cipher("x", id="1"), text(signature="s")], [text("a", signature="s"), cipher("x", id="1")]),
        ([text("a", signature="s"), cipher("x"), text(signature="t")], [text("a", signature="s"), cipher("x"), text(signature="t")]),
        ([text(signature="s")], [text(signature="s")]),
        ([text(None), text("a")], [text("a")]),
        ([text("a"), {"type": TEXT, "text": None, "signature": None, "id": None}, text("b")], [text("ab")]),
        ([text("a"), text(None, novel=1)], [text("a", novel=1)]),
        ([cipher("x", id="1"), cipher("x", id="1")], [cipher("x", id="1")]),
        ([cipher("x", id="1"), cipher("y", id="1"), cipher("x", id="2")], [cipher("x", id="1"), cipher("y", id="1"), cipher("x", id="2")]),
        ([cipher("x"), cipher("x")], [cipher("x")]),
        ([{"type": "new", "id": "1"}, {"type": "new", "id": "1"}], [{"type": "new", "id": "1"}] * 2),
        ([{"type": "new", "data": "x"}, {"type": "new", "data": "x"}], [{"type": "new", "data": "x"}] * 2),
        ([{"type": "new", "data": [1], "id": "1"}] * 2, [{"type": "new", "data": [1], "id": "1"}] * 2),
        ([{"a": 1}, {"a": 2}], [{"a": 1}, {"a": 2}]),
    ],
)  # fmt: skip
def test_how_fragments_join(fragments: list[dict[str, Any]], expected: list[dict[str, Any]]) -> None:
    """In order; into the last entry of the same type and compatible identity; signatures to unsigned text; ciphers untouched."""
    assert expected == joined(*fragments)


@pytest.mark.parametrize("fragment", [text("abcdef"), summary("abcdef"), cipher("abcdef", id="1")])
def test_reasoning_is_bounded(fragment: dict[str, Any]) -> None:
    """All of it together has the bound of a text."""
    details = ReasoningDetails(Limits(text=10), [])
    details.add(detail(fragment))
    with pytest.raises(
        LimitExceededError, match=r"reasoning_details are longer than 10 characters; raise Limits\.text"
    ):
        details.add(detail({**fragment, "id": "2"}))
