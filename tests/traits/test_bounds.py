"""The limits of fields, wherever in a model they stand."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter.models import ChatRequest
from openrouter.traits import Bounds, broken_bounds


@pytest.mark.parametrize(
    ("bounds", "value", "said"),
    [
        (Bounds(minimum=0, maximum=2), 0, []),
        (Bounds(minimum=0, maximum=2), 2.0, []),
        (Bounds(minimum=0, maximum=2), 2.5, ["f must be from 0 to 2, and is 2.5"]),
        (Bounds(minimum=1), 0, ["f must be at least 1, and is 0"]),
        (Bounds(maximum=1), 2, ["f must be at most 1, and is 2"]),
        (Bounds(maximum=1), "two", []),
        (Bounds(min_length=1), "", ["f must have at least 1 characters, and has 0"]),
        (Bounds(pattern="[ab]+"), "abc", ["f must match [ab]+, and is 'abc'"]),
        (Bounds(pattern="^[ab]+$"), "ab\n", ["f must match ^[ab]+$, and is 'ab\\n'"]),
        (Bounds(max_items=1), ["a", "b"], ["f must have at most 1 items, and has 2"]),
        (Bounds(max_items=1), "ab", []),
        (
            Bounds(each=Bounds(maximum=1)),
            [1, 2, 3],
            ["f[1] must be at most 1, and is 2", "f[2] must be at most 1, and is 3"],
        ),
        (Bounds(each=Bounds(maximum=1)), {"a": 2}, ["f.a must be at most 1, and is 2"]),
        (
            Bounds(keys=Bounds(max_length=2)),
            {"a": 1, "abc": 1},
            ["the key 'abc' of f must have at most 2 characters, and has 3"],
        ),
        (Bounds(max_properties=0), {"a": 1}, ["f must have at most 0 entries, and has 1"]),
        (Bounds(maximum=1), None, []),
    ],
)
def test_one_field(bounds: Bounds, value: Any, said: list[str]) -> None:
    """A limit counts for values of its kind, and what is wrong begins with the path."""
    assert said == list(bounds.broken("f", value))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"temperature": 2.1}, "temperature must be from 0 to 2, and is 2.1"),
        (
            {"tools": [{"type": "function", "function": {"name": "f" * 65}}]},
            "tools[0].function.name must have at most 64",
        ),
        (
            {"plugins": [{"id": "web"}, {"id": "fusion", "max_tool_calls": 17}]},
            "plugins[1].max_tool_calls must be from 1 to 16",
        ),
        (
            {"prediction": {"type": "content", "content": [{"type": "text", "text": "t"}]}, "top_k": -1},
            "top_k must be at least 0",
        ),
        (
            {"provider": {"options": {"a": {"b": 1}}}, "logit_bias": {"7": -101}},
            "logit_bias.7 must be from -100 to 100",
        ),
    ],
)
def test_whole_model(body: dict[str, Any], said: str) -> None:
    """Fields are found in models inside of lists and of other models."""
    found = list(broken_bounds(ChatRequest.from_dict({"messages": [{"role": "user", "content": "hi"}], **body})))

    assert 1 == len(found)
    assert found[0].startswith(said)


def test_containers() -> None:
    """Models are found in lists and mappings, and a list that is too short is."""
    outside = ChatRequest.from_dict({"messages": [{"role": "user"}], "top_p": 2})

    assert ["messages must have at least 1 items, and has 0"] == list(
        broken_bounds(ChatRequest.from_dict({"messages": []}))
    )
    assert ["a[0].top_p must be from 0 to 1, and is 2"] == list(broken_bounds({"a": [outside]}))
