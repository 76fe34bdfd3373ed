"""Objects of classes from JSON texts."""

from __future__ import annotations

import json
from dataclasses import make_dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from openrouter import errors
from openrouter.models import ChatResponse, ToolCall
from openrouter.structured.answer import arguments_as
from openrouter.structured.form import form_of
from openrouter.structured.text import json_value
from tests.structured import kitchen
from tests.structured.kitchen import (
    Address,
    Choice,
    Everything,
    Kind,
    Level,
    Loose,
    Node,
    Order,
    Positive,
    Recipe,
    Step,
)

EVERYTHING: dict[str, Any] = {
    "text": "t", "count": 2.0, "share": 1, "done": True, "nothing": None, "moment": "2026-01-02T03:04:05Z", "day": "2026-01-02",
    "hour": "03:04", "price": "1.10", "key": "12345678-1234-5678-1234-567812345678", "weight": 5, "level": 2, "word": None,
    "either": 7, "pair": [1, 2.5], "mixed": [1, "a"], "many": [1, 2], "unique": ["a", "a"], "step": {"text": "s"},
    "pets": {"cat": 1}, "anything": [None],
}  # fmt: skip


def made(cls: Any, value: Any) -> Any:
    """The object of a JSON value."""
    text = json.dumps(value)
    return form_of(cls).made(json_value(text), text)


def answer(text: str | None, finish_reason: str | None = "stop", **message: Any) -> ChatResponse:
    """A whole answer."""
    choice = {"message": {"role": "assistant", "content": text, **message}, "finish_reason": finish_reason}
    return ChatResponse.from_dict({"id": "gen-1", "choices": [choice]})


def test_every_type_is_made() -> None:
    """Values come as what the annotations say; an integer may be written as 2.0, and a number as 1."""
    found = made(Everything, EVERYTHING)

    assert Everything(
        "t", 2, 1.0, True, None, datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), date(2026, 1, 2), time(3, 4), Decimal("1.10"),
        UUID("12345678-1234-5678-1234-567812345678"), kitchen.Grams(5), Level.HARD, None, 7, (1.0, 2.5), (1, "a"), (1, 2), {"a"},
        Step("s"), {"cat": 1}, [None],
    ) == found  # fmt: skip
    assert (int, float) == (type(found.count), type(found.share))


def test_nested_classes_and_defaults() -> None:
    """Classes inside classes, to any depth; what a model leaves out has its default."""
    assert Recipe("Soup", [Step("Cook", 5)], Kind.CAKE) == made(
        Recipe, {"title": "Soup", "steps": [{"text": "Cook", "minutes": 5}], "kind": "cake"}
    )
    assert Node("a", [Node("b", [])]) == made(Node, {"name": "a", "children": [{"name": "b", "children": []}]})
    assert {"street": "1"} == made(Address, {"street": "1", "unasked": 5})
    assert {"name": "a", "nested": {"name": "b"}} == made(Loose, {"name": "a", "nested": {"name": "b"}})
    assert [Choice("x"), Choice(Step("y")), Choice(Positive(1))] == [
        made(Choice, {"value": value}) for value in ("x", {"text": "y"}, {"value": 1})
    ]
    assert {"a": 1} == made(dict, {"a": 1})


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"text": 5}, "text", "text must be a string, and is 5"),
        ({"count": "5"}, "count", 'count must be an integer, and is "5"'),
        ({"count": 2.5}, "count", "count must be an integer, and is 2.5"),
        ({"count": True}, "count", "count must be an integer, and is true"),
        ({"share": True}, "share", "share must be a number, and is true"),
        ({"done": "false"}, "done", 'done must be true or false, and is "false"'),
        ({"nothing": 0}, "nothing", "nothing must be null, and is 0"),
        ({"moment": "soon"}, "moment", "moment: Invalid isoformat string: 'soon'"),
        ({"price": "much"}, "price", "price: no decimal number: 'much'"),
        ({"key": "x"}, "key", "key: badly formed hexadecimal UUID string"),
        ({"level": 3}, "level", "level must be one of 1, 2, and is 3"),
        ({"level": True}, "level", "level must be an integer, and is true"),
        ({"word": "c"}, "word", "word must be one of 'a', 'b' or null, and is \"c\""),
        ({"either": None}, "either", "either must be a string or an integer, and is null"),
        ({"pair": [1]}, "pair", "pair must be an array of 2 items, and is [1]"),
        ({"mixed": ["a", 1]}, "mixed[0]", "mixed[0]"),
        ({"many": "12"}, "many", 'many must be an array, and is "12"'),
        ({"many": [1, "2"]}, "many[1]", 'many[1] must be an integer, and is "2"'),
        ({"step": {"text": 1}}, "step.text", "step.text must be a string, and is 1"),
        ({"step": {}}, "step.text", "step.text is missing"),
        ({"pets": {"cat": "one"}}, "pets.cat", 'pets.cat must be an integer, and is "one"'),
        ({"pets": []}, "pets", "pets must be an object, and is []"),
    ],
)
def test_what_does_not_fit_is_told_by_its_path(changes: dict[str, Any], path: str, words: str) -> None:
    """Nothing is made to fit: "5" is no integer, "false" is no boolean, a word is no list of letters."""
    with pytest.raises(errors.OutputInvalidError) as caught:
        made(Everything, {**EVERYTHING, **changes})

    assert path == caught.value.path
    assert words in str(caught.value)
    assert caught.value.excerpt in str(caught.value) or "missing" in words or ":" in words or path == "mixed[0]"


@pytest.mark.parametrize(
    ("cls", "value", "path", "words"),
    [
        (Recipe, {"steps": []}, "title", "Recipe: title is missing"),
        (Recipe, [], "", "Recipe: the whole must be an object, and is []"),
        (Positive, {"value": 0}, "", "'value' must be > 0: 0"),
        (Address, {"town": "x"}, "street", "Address: street is missing"),
        (Choice, {"value": 5}, "value", "value must be an object or a string, and is 5"),
        (Choice, {"value": {"text": 1, "value": "x"}}, "value", "an object of one of its classes or a string"),
        (Order, {"count": "many"}, "count", "Order: count: "),
        (Order, {"second": {"day": "x"}, "shape": {"kind": "round"}}, "second.day", "valid date"),
        (list[Step], [{"text": "a"}, {"text": 1}], "[1].text", "list: [1].text must be a string"),
        (make_dataclass("Prices", [("all", list[Decimal])]), {"all": ["1", "x"]}, "all[1]", "no decimal number"),
    ],
)
def test_what_is_no_object_of_the_class(cls: Any, value: Any, path: str, words: str) -> None:
    """A missing field, another kind of value, and what the class's own validators refuse."""
    with pytest.raises(errors.OutputInvalidError) as caught:
        made(cls, value)

    assert path == caught.value.path
    assert words in str(caught.value)
    assert (None, None) == (caught.value.__cause__, caught.value.__context__)


def test_pydantic_decodes_itself() -> None:
    """In its JSON mode, from the text."""
    order = made(Order, {"second": {"day": "2026-01-02"}, "shape": {"kind": "square", "side": 2}})

    assert (1, None, date(2026, 1, 2), kitchen.Square(kind="square", side=2)) == (
        order.count,
        order.inner,
        order.second.day,
        order.shape,
    )


def test_halves_of_characters() -> None:
    """A lone half becomes U+FFFD, so that the text can be printed; two halves are one character."""
    assert ["\ufffd", "😀", "é"] == json_value('["\\ud83d", "\\ud83d\\ude00", "\\u00e9"]')


def test_an_answer_as_an_object() -> None:
    """`response.parse` gives the object of the answer's text."""
    assert Step("a") == answer('{"text": "a"}').parse(Step)
    assert {"text": "a"} == answer('\n{"text": "a"}\n').parse(dict)


@pytest.mark.parametrize(
    ("response", "cls", "words"),
    [
        (answer(None, refusal="I will not."), errors.OutputRefusedError, "the model refused: I will not."),
        (answer('{"text": "a', "length"), errors.OutputTruncatedError, "raise max_tokens"),
        (answer('{"text": "a', "content_filter"), errors.OutputTruncatedError, "a content filter"),
        (answer("12", "length"), errors.OutputTruncatedError, "raise max_tokens"),
        (answer('{"text": "a'), errors.OutputInvalidError, "the answer is no JSON"),
        (answer(""), errors.OutputInvalidError, "the answer is no JSON"),
        (answer(None), errors.OutputInvalidError, "the answer is no JSON"),
        (answer("Here it is: {}"), errors.OutputInvalidError, "the answer is no JSON"),
        (answer('{"text": 5}'), errors.OutputInvalidError, "text must be a string"),
        (answer('{"text": 5}', "length"), errors.OutputInvalidError, "text must be a string"),
        (ChatResponse(), errors.OutputInvalidError, "the answer is no JSON"),
    ],
)
def test_an_answer_that_is_no_object(response: ChatResponse, cls: Any, words: str) -> None:
    """Refused, stopped or something else, each with a class of its own; all of the answer is kept."""
    with pytest.raises(errors.OutputError, match=words) as caught:
        response.parse(Step)

    assert cls is type(caught.value)
    assert response is caught.value.partial
    assert response.id == caught.value.generation_id


def test_an_answer_stopped_after_its_end_is_whole() -> None:
    """A model that reaches its limit with the last bracket has said all."""
    assert Step("a") == answer('{"text": "a"}', "length").parse(Step)


def test_what_ended_an_answer_is_told() -> None:
    """The refusal's words, and the reason of a stop."""
    with pytest.raises(errors.OutputRefusedError) as refused:
        answer(None, refusal="No.").parse(Step)
    with pytest.raises(errors.OutputTruncatedError) as stopped:
        answer("{", "length").parse(Step)

    assert ("No.", "length") == (refused.value.refusal, stopped.value.finish_reason)


def test_arguments_as_an_object() -> None:
    """`call.parse` gives the object of a tool call's arguments; no text is an empty object."""
    call = ToolCall.from_dict({"id": "1", "function": {"name": "f", "arguments": '{"text": "a", "minutes": 1}'}})

    assert Step("a", 1) == call.parse(Step)
    assert {} == ToolCall.from_dict({}).parse(dict) == arguments_as(dict, "f", " ")
    with pytest.raises(errors.OutputInvalidError, match="the text of the arguments of f is no JSON"):
        ToolCall.from_dict({"function": {"name": "f", "arguments": '{"text'}}).parse(Step)
    with pytest.raises(errors.OutputInvalidError, match="Step: text is missing"):
        ToolCall().parse(Step)
