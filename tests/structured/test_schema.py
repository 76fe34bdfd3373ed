"""The JSON Schema of classes, and the form that is sent for them."""

from __future__ import annotations

import enum
import typing
from dataclasses import make_dataclass
from typing import Annotated, Any, Literal, TypedDict

import attrs
import pytest
from typing_extensions import TypeAliasType

from openrouter.errors import ConfigurationError
from openrouter.structured.form import form_of, sent_format
from openrouter.structured.schema import SchemaWriter
from tests.structured import kitchen

STRING, INTEGER, NULL = {"type": "string"}, {"type": "integer"}, {"type": "null"}
STEP = {
    "type": "object",
    "description": "One step.",
    "properties": {
        "text": {"type": "string", "description": "What to do"},
        "minutes": {"anyOf": [INTEGER, NULL]},
    },
    "required": ["text", "minutes"],
    "additionalProperties": False,
}
NODE = {
    "type": "object",
    "description": "A node of a tree.",
    "properties": {"name": STRING, "children": {"type": "array", "items": {"$ref": "#/$defs/Node"}}},
    "required": ["name", "children"],
    "additionalProperties": False,
}


def properties(cls: Any) -> dict[str, Any]:
    """The schemas of the fields of a class."""
    found: dict[str, Any] = form_of(cls).schema["properties"]
    return found


def test_the_form_of_a_class() -> None:
    """Name, docstring, strictness, and every field required in its order; defaults and `init=False` do not show."""
    assert {
        "type": "json_schema",
        "json_schema": {
            "name": "Recipe",
            "description": "A recipe.\n\nFor people.",
            "strict": True,
            "schema": {
                "type": "object",
                "properties": {
                    "title": STRING,
                    "steps": {"type": "array", "items": STEP},
                    "kind": {"type": "string", "enum": ["soup", "cake"]},
                    "notes": {"type": "string", "description": "Anything else"},
                },
                "required": ["title", "steps", "kind", "notes"],
                "additionalProperties": False,
            },
        },
    } == sent_format(kitchen.Recipe)


def test_every_type_has_its_schema() -> None:
    """Scalars, literals, enums, unions, tuples, sets, mappings, nested classes, and what JSON tells as strings."""
    assert {
        "text": STRING,
        "count": INTEGER,
        "share": {"type": "number"},
        "done": {"type": "boolean"},
        "nothing": NULL,
        "moment": {"type": "string", "format": "date-time"},
        "day": {"type": "string", "format": "date"},
        "hour": {"type": "string", "format": "time"},
        "price": STRING,
        "key": {"type": "string", "format": "uuid"},
        "weight": INTEGER,
        "level": {"type": "integer", "enum": [1, 2]},
        "word": {"anyOf": [{"type": "string", "enum": ["a", "b"]}, NULL]},
        "either": {"anyOf": [STRING, INTEGER]},
        "pair": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
        "mixed": {"type": "array", "items": {"anyOf": [INTEGER, STRING]}, "minItems": 2, "maxItems": 2},
        "many": {"type": "array", "items": INTEGER},
        "unique": {"type": "array", "items": STRING},
        "step": {"anyOf": [{**STEP, "description": "The first"}, NULL]},
        "pets": {"type": "object", "additionalProperties": INTEGER},
        "anything": {},
    } == properties(kitchen.Everything)


@pytest.mark.parametrize(
    ("hint", "strict"),
    [(str, True), (int | None, True), (list[int], True), (dict[str, int], False), (dict, False), (Any, False), (list, False)],
)
def test_strict_mode_is_claimed_where_it_fits(hint: Any, strict: bool) -> None:
    """Free keys and free values are unknown to strict mode; a class that needs them is asked for without it."""
    assert strict == form_of(make_dataclass("Holder", [("value", hint)])).strict


def test_aliases_are_looked_through() -> None:
    """`type Name = ...` and NewType are what they stand for."""
    alias = TypeAliasType("Names", list[kitchen.Grams])

    assert {"type": "array", "items": INTEGER} == SchemaWriter().schema(alias, "")


def test_bare_collections_hold_anything() -> None:
    """`list`, `tuple` and `dict` without arguments say nothing of their items."""
    cls = make_dataclass("Bare", [("a", list), ("b", tuple), ("c", dict)])

    assert [{"type": "array", "items": {}}] * 2 + [{"type": "object", "additionalProperties": {}}] == list(
        properties(cls).values()
    )


def test_a_class_that_contains_itself() -> None:
    """It is a definition, referred to; the whole refers to itself as `#`. Other classes stand where they are used."""
    whole = form_of(kitchen.Node).schema
    forest = form_of(kitchen.Forest).schema

    assert {"type": "array", "items": {"$ref": "#"}} == whole["properties"]["children"]
    assert "$defs" not in whole
    assert {"Node": NODE} == forest["$defs"]
    assert {
        "trees": {"type": "array", "items": {"$ref": "#/$defs/Node"}},
        "best": {"anyOf": [{"$ref": "#/$defs/Node"}, NULL]},
    } == forest["properties"]
    assert form_of(kitchen.Forest).strict


def test_definitions_of_one_name() -> None:
    """Two classes of one name that contain themselves are two definitions."""
    first, second = (attrs.define(type("Twin", (), {"__annotations__": {"other": "Any"}})) for _ in range(2))
    first.__annotations__["other"], second.__annotations__["other"] = first | None, second | None
    schema = form_of(make_dataclass("Both", [("a", first), ("b", second)])).schema

    assert [{"$ref": "#/$defs/Twin"}, {"$ref": "#/$defs/Twin_1"}] == list(schema["properties"].values())
    assert {"Twin", "Twin_1"} == set(schema["$defs"])


def test_a_described_reference_stands_alone() -> None:
    """Strict mode allows nothing beside a reference, so the description goes around it."""
    cls = make_dataclass("Described", [("best", Annotated[kitchen.Node, "The best"])])

    assert {"anyOf": [{"$ref": "#/$defs/Node"}], "description": "The best"} == properties(cls)["best"]


def test_typed_dicts() -> None:
    """A key that may be missing is not required, which strict mode does not know."""
    address, loose = form_of(kitchen.Address), form_of(kitchen.Loose)

    assert ["street"] == address.schema["required"]
    assert {"type": "string", "description": "With its number"} == address.schema["properties"]["street"]
    assert ["name"] == loose.schema["required"]
    assert (False, False) == (address.strict, loose.strict)
    assert "Where somebody lives." == address.response_format["json_schema"]["description"]
    assert form_of(TypedDict("Plain", {"x": int})).strict


def test_descriptions() -> None:
    """Of a docstring, of `Annotated`, of a field's metadata; a note that is no text describes nothing."""

    class Doc:
        documentation = "By an object"

    cls = make_dataclass("Noted", [("x", Annotated[int, 5]), ("y", Annotated[int, Doc()])])

    assert {"x": INTEGER, "y": {"type": "integer", "description": "By an object"}} == properties(cls)
    assert "description" not in form_of(cls).response_format["json_schema"]  # a dataclass writes a docstring by itself


class Mixed(enum.Enum):
    """An enum of no JSON."""

    A = object()


@pytest.mark.parametrize(
    ("hint", "words"),
    [
        (bytes, "Holder.value is of the type bytes"),
        (complex, "the type complex"),
        (list[bytes], r"Holder\.value\[\] is of the type bytes"),
        (dict[int, str], "the key of Holder.value is of the type int"),
        (tuple[int, bytes], r"Holder\.value\[1\] is of the type bytes"),
        (typing.Callable[[], int], "Callable"),
        (Mixed, "the value <object"),
        (Literal[b"x"], "the value b'x' of Holder.value"),
        (typing.TypeVar("X"), "~X"),
        (make_dataclass("Within", [("deep", bytes)]), "Holder.value.deep is of the type bytes"),
        (kitchen.Order, "the type Order"),
    ],
)
def test_what_has_no_schema_is_refused_by_name(hint: Any, words: str) -> None:
    """The message says where, of what type, and what is accepted."""
    with pytest.raises(ConfigurationError, match=words) as caught:
        form_of(make_dataclass("Holder", [("value", hint)]))
    assert "give the JSON Schema itself" in str(caught.value)


@pytest.mark.parametrize(
    ("cls", "words"),
    [
        (kitchen.Lost, "name 'Nowhere' is not defined"),
        (kitchen.Given, "Given.seed is an InitVar"),
        (kitchen.Twins, "Twins cannot be made from JSON"),
    ],
)
def test_classes_that_cannot_be_made(cls: Any, words: str) -> None:
    """An annotation that nobody finds, an argument that is no field, a union whose members look the same."""
    with pytest.raises(ConfigurationError, match=words):
        form_of(cls)


@pytest.mark.parametrize("given", [int, list[int], kitchen.Kind, list[kitchen.Step]])
def test_an_answer_is_an_object(given: Any) -> None:
    """Strict mode has no other whole."""
    with pytest.raises(ConfigurationError, match="an answer is an object"):
        sent_format(given)


@pytest.mark.parametrize("given", ["json_object", 5, kitchen.Step("a")])
def test_what_is_no_class_is_refused(given: Any) -> None:
    """A name or an object is not the class of one."""
    with pytest.raises(ConfigurationError, match="response_format must be a class"):
        sent_format(given)


def test_formats_are_sent_as_they_are() -> None:
    """A mapping that is a format of the API, known or not, is the very object that is sent."""
    for given in ({"type": "json_object"}, {"type": "json_schema", "json_schema": {"name": "a"}}, {"type": "new"}, {}):
        assert given is sent_format(given)


@pytest.mark.parametrize("schema", [{"type": "object"}, {"$ref": "#/$defs/A"}, {"properties": {}, "title": "My answer!"}])
def test_a_json_schema_is_wrapped(schema: dict[str, Any]) -> None:
    """A schema alone would be no format; it is sent in one, unchanged, and nothing is claimed of its strictness."""
    name = "My_answer_" if "title" in schema else "answer"

    assert {"type": "json_schema", "json_schema": {"name": name, "schema": schema}} == sent_format(schema)
    assert schema is sent_format(schema)["json_schema"]["schema"]


def test_names_are_what_the_api_takes() -> None:
    """Letters, digits, dashes and underscores, 64 of them."""
    cls = make_dataclass("Überraschung" * 8, [("x", int)])
    name = sent_format(cls)["json_schema"]["name"]

    assert name.startswith("_berraschung_berr")
    assert 64 == len(name)


def test_pydantic_models() -> None:
    """Every key required and no other allowed, no defaults, no tags, nothing beside a reference."""
    form = sent_format(kitchen.Order)["json_schema"]
    schema = form["schema"]

    assert ("Order", "An order.", True) == (form["name"], form["description"], form["strict"])
    assert ["count", "inner", "second", "shape"] == schema["required"]
    assert {"type": "integer"} == schema["properties"]["count"]
    assert {"anyOf": [{"$ref": "#/$defs/Inner"}], "description": "Another"} == schema["properties"]["second"]
    assert {"anyOf": [{"$ref": "#/$defs/Round"}, {"$ref": "#/$defs/Square"}]} == schema["properties"]["shape"]
    assert ["day", "tags"] == schema["$defs"]["Inner"]["required"]
    assert {False} == {schema["additionalProperties"], *(one["additionalProperties"] for one in schema["$defs"].values())}
    assert not sent_format(kitchen.Bag)["json_schema"]["strict"]
