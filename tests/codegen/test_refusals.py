"""What the generator refuses, and that it says where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from codegen.read import DIALECT
from codegen.render import render
from codegen.schema import SchemaError

TEXT: dict[str, Any] = {"type": "string", "description": "D."}


def of_class(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The definition of a class."""
    return {"description": "D.", "type": "object", "properties": properties, **more}


def of_property(**keywords: Any) -> dict[str, Any]:
    """The definitions of a class `A` with one property `p`."""
    return {"A": of_class({"p": {"description": "D.", **keywords}})}


def refused(folder: Path, **files: Any) -> str:
    """What is said about these files; a dict without `$defs` is the definitions of one."""
    for name, content in files.items():
        whole = {"$schema": DIALECT, "description": "D.", "$defs": content}
        (folder / f"{name}.json").write_text(json.dumps(content if "$defs" in content else whole))
    with pytest.raises(SchemaError) as caught:
        render(folder)
    return str(caught.value).removeprefix(f"{folder.name}/").removeprefix("schemas/")


P = "a.json: $defs.A.properties.p: "

PROPERTIES = {
    "unknown keyword": ({"type": "string", "format": "uri"}, "unknown keyword 'format'"),
    "limit of another type": ({"type": "integer", "minimum": "1"}, "'minimum' must be of type Real"),
    "limit below": ({"type": "array", "items": {"type": "string", "maxLength": 1.5}}, ".items: 'maxLength' must be of"),
    "limit of another kind": ({"type": "integer", "maxLength": 1}, "there is no string to limit"),
    "unknown keyword below": ({"type": "array", "items": {"foo": 1}}, ".items: unknown keyword 'foo'"),
    "unknown keyword in a map": ({"type": "object", "additionalProperties": {"foo": 1}}, ".additionalProperties: unkn"),
    "keyword of another place": ({"type": "string", "x-tag": "a"}, "'x-tag' does not belong here"),
    "beside a reference": ({"$ref": "#/$defs/A", "type": "object"}, "'type' does not belong here"),
    "alone": ({"items": {}}, "'items' does not belong here"),
    "no schema": ({"type": "array", "items": 5}, ".items: a schema is an object"),
    "description below": ({"type": "array", "items": TEXT}, ".items: 'description' does not belong here"),
    "unknown type": ({"type": "text"}, "unknown type 'text'"),
    "type of a keyword": ({"type": "string", "x-lenient": 1}, "'x-lenient' must be of type bool"),
    "decimal of another type": ({"type": "integer", "x-decimal": True}, "'x-decimal' is for strings and numbers"),
    "decimal of nothing": ({"type": "null", "x-decimal": True}, "'x-decimal' is for strings and numbers"),
    "decimal beside others": ({"type": "string", "x-decimal": True, "items": {}}, "'items' does not belong here"),
    "no decimal": ({"type": "string", "x-decimal": False}, "'x-decimal' does not belong here"),
    "decimals in an array": (
        {"type": "array", "items": {"type": "string", "x-decimal": True}},
        "a decimal is the value of a property",
    ),
    "decimals in a map": (
        {"type": "object", "additionalProperties": {"type": "string", "x-decimal": True}},
        "a decimal is the value of a property",
    ),
    "decimal in a union": (
        {"oneOf": [{"type": "boolean"}, {"type": "string", "x-decimal": True}]},
        "a decimal is the value of a property",
    ),
    "reference": ({"$ref": "A"}, "a reference is '#/$defs/Name' or 'file.json#/$defs/Name', not 'A'"),
    "reference to no file": ({"$ref": "b#/$defs/A"}, "a reference is '#/$defs/Name' or"),
    "enum of numbers": ({"enum": ["1"], "type": "integer"}, "an enum is of strings"),
    "enum with a number": ({"enum": ["1", 2]}, "'enum' must be a list of different strings"),
    "enum with a repetition": ({"enum": ["1", "1"]}, "'enum' must be a list of different strings"),
    "union of nothing": ({"oneOf": []}, "a union of nothing"),
    "type of nothing": ({"type": []}, "a union of nothing"),
    "object in place": ({"type": "object", "properties": {}}, "an object with properties stands in $defs"),
    "merge rule": ({"type": "string", "x-merge": "add"}, "no merge rule 'add'"),
    "key of another rule": ({"type": "string", "x-merge": "last", "x-key": "a"}, "'x-key' belongs to the rule append-"),
    "moved alias": ({"type": "string", "x-alias-of": "p", "x-merge-into": "p"}, "an alias joins where the field it"),
    "lenient const": ({"const": "a", "x-lenient": True}, "'x-lenient' and 'x-rare' make no sense where a value is"),
    "rare const": ({"const": "a", "x-rare": True}, "'x-lenient' and 'x-rare' make no sense where a value is"),
    "const or null": ({"oneOf": [{"const": "a"}, {"type": "null"}]}, "a const is never null"),
    "two of a kind": ({"oneOf": [{"type": "array"}, {"type": "array"}]}, "cannot tell its members apart: array, array"),
    "integer or number": ({"type": ["integer", "number"]}, "cannot tell its members apart: integer, number"),
    "anything in a union": ({"oneOf": [{"type": "array"}, {}]}, "cannot tell its members apart: array, any"),
    "in an array": ({"type": "array", "items": {"type": ["array", "array"]}}, "cannot tell its members apart"),
    "in a map": ({"type": "object", "additionalProperties": {"type": ["array", "array"]}}, "cannot tell its members"),
    "rule for another type": ({"type": "integer", "x-merge": "concat"}, "the rule concat joins no integer"),
    "rule for two types": (
        {"type": ["string", "array"], "x-merge": "concat"},
        "the rule concat joins no string or array",
    ),
    "rule without rules": (
        {"type": "object", "x-merge": "fields"},
        "the rule fields needs a class that has merge rule",
    ),
    "rule for anything": (
        {"type": "array", "x-merge": "by-index"},
        "the rule by-index needs a class that has merge ru",
    ),
    "moved to nowhere": ({"type": "string", "x-merge-into": "q"}, "'x-merge-into' names 'q', which is no property"),
    "alias of nothing": ({"type": "string", "x-alias-of": "q"}, "nothing can be another spelling of 'q'"),
}


@pytest.mark.parametrize(("keywords", "message"), PROPERTIES.values(), ids=PROPERTIES)
def test_properties(keywords: dict[str, Any], message: str, tmp_path: Path) -> None:
    """A property that breaks a convention is refused, with its file and path."""
    said = refused(tmp_path, a=of_property(**keywords))

    assert said.startswith(P.rstrip(": "))
    assert message in said


DEFINITIONS: dict[str, tuple[dict[str, Any], str]] = {
    "name": ({"a b": TEXT}, "$defs.a b: no name for a class"),
    "word of Python": ({"None": TEXT}, "$defs.None: no name for a class"),
    "description": ({"A": {"type": "string"}}, "$defs.A: no description"),
    "description of a property": ({"A": of_class({"p": {}})}, "$defs.A.properties.p: no description"),
    "type": ({"A": {"description": "D.", "properties": {}}}, "$defs.A: what has properties is of type object"),
    "required": ({"A": of_class({}, required=["p"])}, "$defs.A: 'required' names 'p', which is no property"),
    "without": (
        {"A": of_class({}, **{"x-params": "B", "x-params-without": ["p"]})},
        "$defs.A: 'x-params-without' names 'p', which is no property",
    ),
    "required and lenient": (
        {"A": of_class({"p": {**TEXT, "x-lenient": True}}, required=["p"])},
        "$defs.A.properties.p: 'x-lenient' and 'x-rare' make no sense where a value is required",
    ),
    "reserved attribute": ({"A": of_class({"to_dict": TEXT})}, "$defs.A.properties.to_dict: the models have a name of"),
    "no attribute": ({"A": of_class({"1": TEXT})}, "$defs.A.properties.1: the models have a name of"),
    "same attribute": ({"A": of_class({"a-b": TEXT, "a_b": TEXT})}, "$defs.A: two properties have the same attribute"),
    "keyword": ({"A": {**TEXT, "x-merge": "last"}}, "$defs.A: 'x-merge' does not belong here"),
    "const": ({"A": {"description": "D.", "const": "a"}}, "$defs.A: a const stands in a property"),
    "kinds": ({"A": {"description": "D.", "type": ["array", "array"]}}, "$defs.A: a union cannot tell its members"),
    "alias of itself": (
        {"A": {"description": "D.", "type": "array", "items": {"$ref": "#/$defs/A"}}},
        "$defs.A: the alias contains itself",
    ),
    "same name": ({"A": of_class({}, **{"x-params": "A"})}, "$defs.A: the name 'A' is there twice"),
    "no definition": ({"A": {"description": "D.", "$ref": "b.json#/$defs/B"}}, "$defs.A: no definition 'B' in b.json"),
    "member in place": (
        {"A": {"description": "D.", "x-tag": "t", "oneOf": [{"type": "object"}]}},
        "$defs.A.oneOf[0]: a member of a tagged union is a reference",
    ),
    "no members": ({"A": {"description": "D.", "x-tag": "t", "oneOf": []}}, "$defs.A: a union of nothing"),
    "no oneOf": ({"A": {"description": "D.", "x-tag": "t"}}, "$defs.A: a union of nothing"),
    "two aliases": (
        {"A": of_class({"p": {**TEXT, "x-merge": "concat"}, **{key: {**TEXT, "x-alias-of": "p"} for key in "qr"}})},
        "$defs.A.properties.q: nothing can be another spelling of 'p'",
    ),
    "alias of another rule": (
        {"A": of_class({"p": {**TEXT, "x-merge": "concat"}, "q": {**TEXT, "x-alias-of": "p", "x-merge": "last"}})},
        "$defs.A.properties.q: an alias joins by the rule of the field it stands for",
    ),
    "fields without rules": (
        {"B": of_class({}), "A": of_class({"p": {"description": "D.", "$ref": "#/$defs/B", "x-merge": "fields"}})},
        "$defs.A.properties.p: the rule fields needs a class that has merge rules itself",
    ),
}


@pytest.mark.parametrize(("definitions", "message"), DEFINITIONS.values(), ids=DEFINITIONS)
def test_definitions(definitions: dict[str, Any], message: str, tmp_path: Path) -> None:
    """A definition that breaks a convention is refused, with its file and path."""
    assert refused(tmp_path, a=definitions).startswith(f"a.json: {message}")


TAGS: dict[str, tuple[Any, Any, str]] = {
    "no property": (of_class({}), of_class({"t": TEXT}), "B has no const or enum 't'"),
    "no class": (TEXT, of_class({"t": TEXT}), "B has no const or enum 't'"),
    "plain string": (of_class({"t": TEXT}), of_class({"t": TEXT}), "B has no const or enum 't'"),
    "behind a reference": (
        of_class({"t": {"description": "D.", "$ref": "#/$defs/C"}}),
        {"description": "D.", "type": "array"},
        "B has no const or enum 't'",
    ),
    "unknown is no class": (of_class({"t": {"description": "D.", "const": "b"}}), TEXT, "C must be an object with a s"),
    "unknown without tag": (of_class({"t": {"description": "D.", "const": "b"}}), of_class({}), "C must be an object"),
    "unknown requires": (
        of_class({"t": {"description": "D.", "const": "b"}}),
        of_class({"t": TEXT}, required=["t"]),
        "C must be an object with a string 't' that is not required",
    ),
    "unknown knows": (
        of_class({"t": {"description": "D.", "const": "b"}}),
        of_class({"t": {"description": "D.", "const": "c"}}),
        "C must be an object with a string 't' that is not required",
    ),
}


@pytest.mark.parametrize(("member", "unknown", "message"), TAGS.values(), ids=TAGS)
def test_tags(member: Any, unknown: Any, message: str, tmp_path: Path) -> None:
    """Members of a tagged union have a tag of known values, and the class for the others has a string."""
    union = {"description": "D.", "oneOf": [{"$ref": "#/$defs/B"}], "x-tag": "t", "x-unknown": "C"}

    assert refused(tmp_path, a={"A": union, "B": member, "C": unknown}).startswith(f"a.json: $defs.A: {message}")


def test_repeated_tag(tmp_path: Path) -> None:
    """No two members of a union have the same value of the tag."""
    member = of_class({"t": {"description": "D.", "enum": ["x", "y"]}})
    union = {"description": "D.", "oneOf": [{"$ref": "#/$defs/B"}, {"$ref": "#/$defs/C"}], "x-tag": "t"}
    said = refused(tmp_path, a={"A": union, "B": member, "C": member})

    assert said == "a.json: $defs.A: C repeats a value of 't'"


FILES: dict[str, tuple[str, str, str]] = {
    "JSON": ("a", "{", "a.json: Expecting property name"),
    "encoding": ("a", '"\udcff"', "a.json: 'utf-8' codec can't decode"),
    "repeated key": ("a", '{"x": 1, "x": 2}', "a.json: a key is there twice, among ['x', 'x']"),
    "keyword": ("a", '{"title": "A"}', "a.json: : unknown keyword 'title'"),
    "class at the top": ("a", '{"type": "object"}', "a.json: : 'type' does not belong here"),
    "dialect": ("a", "{}", "a.json: : '$schema' must be https://json-schema.org/draft/2020-12/schema"),
    "description": ("a", f'{{"$schema": "{DIALECT}"}}', "a.json: : no description"),
    "module": ("a-b", "{}", "a-b.json: : the name of the file cannot be the name of a module"),
    "own module": ("params", "{}", "params.json: : the name of the file cannot be the name of a module"),
}


@pytest.mark.parametrize(("name", "text", "message"), FILES.values(), ids=FILES)
def test_files(name: str, text: str, message: str, tmp_path: Path) -> None:
    """A file that breaks a convention is refused by its name."""
    (tmp_path / f"{name}.json").write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(SchemaError) as caught:
        render(tmp_path)

    assert str(caught.value).startswith(f"{tmp_path.name}/{message}")


def test_modules_that_import_each_other(tmp_path: Path) -> None:
    """Modules that are not lazy do not import each other, however far around."""
    files = {
        name: {"A" + name: {"description": "D.", "type": "array", "items": {"$ref": f"{other}.json#/$defs/A{other}"}}}
        for name, other in (("x", "y"), ("y", "z"))
    }
    files["z"] = {
        "Az": of_class({"p": {"description": "D.", "$ref": "y.json#/$defs/B"}}),
    }
    files["y"]["B"] = TEXT
    said = refused(tmp_path, **files)

    assert said == "z.json: $defs.Az: modules import each other: y -> z -> y"


def test_lazy_modules_that_import_each_other(tmp_path: Path) -> None:
    """A lazy module may name what names it."""
    for name, other in (("x", "y"), ("y", "x")):
        content = {
            "$schema": DIALECT,
            "description": "D.",
            "x-lazy": name == "x",
            "$defs": {f"A{name}": of_class({"p": {"description": "D.", "$ref": f"{other}.json#/$defs/A{other}"}})},
        }
        (tmp_path / f"{name}.json").write_text(json.dumps(content))

    assert sorted(render(tmp_path)) == ["__init__.py", "x.py", "y.py"]
