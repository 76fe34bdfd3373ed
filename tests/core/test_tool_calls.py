"""Fragments of tool calls, joined."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter.core.options import Limits
from openrouter.core.tool_calls import ToolCalls
from openrouter.errors import LimitExceededError
from openrouter.models import ToolCallDelta


def part(index: int | None = None, id: str | None = None, name: str | None = None, arguments: Any = None) -> dict[str, Any]:  # fmt: skip
    """A fragment; what is None is not sent."""
    function = {key: value for key, value in (("name", name), ("arguments", arguments)) if value is not None}
    fields = {"index": index, "id": id, "function": function or None}
    return {key: value for key, value in fields.items() if value is not None}


def calls(*fragments: dict[str, Any], limits: Limits | None = None) -> list[dict[str, Any]]:
    """The calls that fragments join to."""
    found = ToolCalls(limits or Limits(), [])
    for fragment in fragments:
        found.add([ToolCallDelta.from_dict(fragment)])
    return found.value()


def brief(*fragments: dict[str, Any]) -> list[tuple[str, str | None, str]]:
    """Id, name and arguments of each call."""
    return [(call["id"], call["function"].get("name"), call["function"]["arguments"]) for call in calls(*fragments)]


@pytest.mark.parametrize(
    ("fragments", "expected"),
    [
        ([part(0, "a", "f", '{"x":'), part(0, None, None, "1}")], [("a", "f", '{"x":1}')]),
        ([part(0, "a", "f", ""), part(0, "", "", "{}")], [("a", "f", "{}")]),
        ([part(0, "a", "f"), part(0, "a", "f", "{"), part(0, "a", "f", "}")], [("a", "f", "{}")]),
        ([part(0, "a", "f", "{}"), part(0, "a", "f", " ")], [("a", "f", "{} ")]),
        ([part(0, "a", "f"), part(1, "b", "g"), part(0, arguments="1"), part(1, arguments="2")], [("a", "f", "1"), ("b", "g", "2")]),
        ([part(1, "a", "f", "1"), part(2, "b", "g", "2")], [("a", "f", "1"), ("b", "g", "2")]),
        ([part(0, id, "f", "{}") for id in "abcd"], [(id, "f", "{}") for id in "abcd"]),
        ([part(0, "a", "f", "{"), part(0, "b", "g", "{}"), part(0, arguments=" ")], [("a", "f", "{"), ("b", "g", "{} ")]),
        ([part(0, "a", "f", "{}"), part(0, "b", None, "{}")], [("a", "f", "{}"), ("b", None, "{}")]),
        ([part(0, "a", "f", "{"), part(0, "b", None, "}")], [("a", "f", "{}")]),
        ([part(0, None, "f", "{}"), part(0, None, "g", "{}")], [("call_0", "f", "{}"), ("call_1", "g", "{}")]),
        ([part(0, None, "f", "{"), part(0, None, "g", "}")], [("call_0", "f", "{}")]),
        ([part(0, None, "f", "{}"), part(0, "late", None, None)], [("late", "f", "{}")]),
        ([part(None, "a", "f", "{"), part(None, None, None, "}")], [("a", "f", "{}")]),
        ([part(None, "a", "f", "{"), part(None, "b", "g", "["), part(None, "a", None, "}")], [("a", "f", "{}"), ("b", "g", "[")]),
        ([part(None, None, "f", "{}"), part(None, None, "g", "{}")], [("call_0", "f", "{}"), ("call_1", "g", "{}")]),
        ([part(None, None, None, "{}")], [("call_0", None, "{}")]),
        ([part(0, "a", "f", {"x": 1})], [("a", "f", '{"x":1}')]),
        ([part(0, "a", "f", {})], [("a", "f", "{}")]),
        ([part(0, "a", "f", "1"), part(1, "a", "f", "2")], [("a", "f", "1"), ("call_1", "f", "2")]),
        ([part(0, "call_1", "f"), part(1, None, "g")], [("call_1", "f", ""), ("call_1_1", "g", "")]),
        (
            [part(0, "call_2", "f"), part(1, "call_2_1", "g"), part(2, None, "h")],
            [("call_2", "f", ""), ("call_2_1", "g", ""), ("call_2_2", "h", "")],
        ),
        ([part(0, "a", "f", "tru"), part(0, "b", None, "e")], [("a", "f", "true")]),
        ([part(0, "a", "f", "}"), part(0, "b", None, "e")], [("a", "f", "}e")]),
    ],
)  # fmt: skip
def test_which_call_a_fragment_belongs_to(fragments: list[Any], expected: list[Any]) -> None:
    """By index; a used index begins a new call with a new id and a name, or after complete arguments; ids are made up where missing."""
    assert expected == brief(*fragments)


def test_type_and_unknown_fields() -> None:
    """The type is "function" where none came, set once otherwise; unknown fields stay, of the call and of its function."""
    found = calls(
        {"index": 0, "type": "", "novel": 1, "function": {"name": "f", "strict": True}},
        {"index": 0, "type": "custom", "novel": 2},
        {"index": 0, "type": "function"},
    )
    function = {"name": "f", "arguments": "", "strict": True}

    assert [{"id": "call_0", "type": "custom", "function": function, "novel": 2}] == found
    assert "function" == calls(part(0, "a"))[0]["type"]


@pytest.mark.parametrize(
    ("limits", "fragments", "name"),
    [
        (Limits(tool_calls=2), [part(index, str(index)) for index in range(3)], "tool_calls"),
        (Limits(tool_arguments=3), [part(0, arguments="ab"), part(0, arguments="cd")], "tool_arguments"),
        (Limits(tool_arguments=3), [part(0, arguments={"a": 1})], "tool_arguments"),
    ],
)
def test_limits(limits: Limits, fragments: list[dict[str, Any]], name: str) -> None:
    """Calls and the length of their arguments are bounded."""
    with pytest.raises(LimitExceededError, match=f"raise Limits.{name}") as caught:
        calls(*fragments, limits=limits)

    assert (name, getattr(limits, name)) == (caught.value.limit, caught.value.value)
