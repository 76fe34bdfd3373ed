"""The files of schemas/ keep the conventions of docs/schemas.md."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
FILES: dict[str, dict[str, Any]] = {path.name: json.loads(path.read_bytes()) for path in sorted(SCHEMAS.glob("*.json"))}

TYPES = {"string", "integer", "number", "boolean", "object", "array", "null"}
RULES = {
    "first",
    "last",
    "concat",
    "append",
    "append-unique",
    "by-index",
    "fields",
    "finish-reason",
    "tool-calls",
    "reasoning-details",
    "content",
}
KEYWORDS = {
    "$ref",
    "type",
    "properties",
    "required",
    "items",
    "enum",
    "const",
    "oneOf",
    "additionalProperties",
    "description",
    "deprecated",
}
LIMITS = {"minimum", "maximum", "minLength", "maxLength", "pattern", "minItems", "maxItems", "maxProperties"}
ON_UNION = {"x-tag", "x-unknown", "x-also"}
ON_DEF = {"x-params", "x-params-without", "x-repeated", "x-trait"}
ON_PROPERTY = {"x-lenient", "x-rare", "x-class", "x-secret", "x-merge", "x-key", "x-alias-of", "x-merge-into"}


ROOTS = {
    "ChatRequest", "ChatResponse", "ChatChunk", "Generation", "GenerationContent", "ModelInfo", "ModelQuery", "ModelEndpoints",
    "ModelCount", "Provider", "Credits", "KeyInfo", "ActivityItem", "EmbeddingRequest", "EmbeddingResponse",
}  # fmt: skip
"""What is sent and answered as a whole."""


class Place(NamedTuple):
    """A schema and where it stands."""

    file: str
    path: str
    schema: dict[str, Any]
    kind: str  # def, property or part

    def __str__(self) -> str:
        return f"{self.file}#{self.path}"


def places() -> list[Place]:
    """All schemas of all files, nested ones included."""
    return [
        place
        for file, content in FILES.items()
        for name, schema in content["$defs"].items()
        for place in nested(Place(file, f"/{name}", schema, "def"))
    ]


def nested(place: Place) -> Iterator[Place]:
    """The schema itself and all that stands inside it."""
    yield place
    file, path, schema, _ = place
    for name, value in schema.get("properties", {}).items():
        yield from nested(Place(file, f"{path}/{name}", value, "property"))
    for key in ("items", "additionalProperties", "propertyNames"):
        if isinstance(schema.get(key), dict):
            yield from nested(Place(file, f"{path}/{key}", schema[key], "part"))
    for number, value in enumerate(schema.get("oneOf", ())):
        yield from nested(Place(file, f"{path}/oneOf/{number}", value, "part"))


def resolve(file: str, schema: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Follows references to the schema that they mean."""
    while "$ref" in schema:
        target, _, name = schema["$ref"].partition("#/$defs/")
        file = target or file
        schema = FILES[file]["$defs"][name]
    return file, schema


ALL = places()
DEFS = [place for place in ALL if place.kind == "def"]
PROPERTIES = [place for place in ALL if place.kind == "property"]


def test_there_are_schemas() -> None:
    """The rules below are about something: the three roots are there."""
    assert {"ChatRequest", "ChatResponse", "ChatChunk"} <= {place.path.removeprefix("/") for place in DEFS}


@pytest.mark.parametrize("file", FILES)
def test_top_of_file(file: str) -> None:
    """A file holds $schema, description, $defs and perhaps x-lazy, nothing else; its name is a Python module's."""
    content = FILES[file]

    assert {"$schema", "description", "$defs"} == set(content) - {"x-lazy"}
    assert "https://json-schema.org/draft/2020-12/schema" == content["$schema"]
    assert content.get("x-lazy", True) is True
    assert content["$defs"]
    assert file.removesuffix(".json").isidentifier()


@pytest.mark.parametrize("file", FILES)
def test_no_key_twice(file: str) -> None:
    """No JSON object says one key twice, of which only the last would count."""
    twice: list[str] = []

    def check(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        twice.extend(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        return dict(pairs)

    json.loads((SCHEMAS / file).read_bytes(), object_pairs_hook=check)

    assert [] == twice


def test_keywords() -> None:
    """Only the keywords of the list are used, each where it belongs."""
    allowed = {
        "def": KEYWORDS | ON_UNION | ON_DEF | {"x-closed", "x-decimal"},
        "property": KEYWORDS | LIMITS | ON_PROPERTY | {"propertyNames", "x-closed", "x-decimal"},
        "part": KEYWORDS | LIMITS | {"x-closed"},
    }

    assert {} == {str(place): strange for place in ALL if (strange := set(place.schema) - allowed[place.kind])}


def shape_problems(place: Place) -> Iterator[str]:
    """What is wrong with the values of the keywords of one schema."""
    schema = place.schema
    types = schema.get("type", [])
    names = [types] if isinstance(types, str) else types
    enum, members = schema.get("enum", ["a"]), schema.get("oneOf", [{}])
    if not set(names) <= TYPES or len(names) != len(set(names)):
        yield "type"
    if "properties" in schema and (types != "object" or not isinstance(schema["properties"], dict)):
        yield "properties"
    if "properties" in schema and place.kind != "def":
        yield "a class without a name"
    if not set(schema.get("required", [])) <= set(schema.get("properties", {})):
        yield "required"
    if ("array" in names) != ("items" in schema) or not isinstance(schema.get("items", {}), dict):
        yield "items"
    if not enum or len(enum) != len(set(enum)) or not all(isinstance(value, str) for value in enum):
        yield "enum"
    if "enum" in schema and types != "string":
        yield "enum without type"
    if not isinstance(members, list) or not members or not all(isinstance(member, dict) for member in members):
        yield "oneOf"
    if "additionalProperties" in schema and (types != "object" or not isinstance(schema["additionalProperties"], dict)):
        yield "additionalProperties"
    if any(schema.get(key, True) is not True for key in ("deprecated", "x-lenient", "x-secret", "x-closed", "x-decimal")):
        yield "a flag that is not true"
    if "x-closed" in schema and "enum" not in schema:
        yield "x-closed"
    if sum(key in schema for key in ("$ref", "type", "const", "oneOf")) > 1:
        yield "two kinds at once"


def test_shape() -> None:
    """Keywords hold the kind of value that JSON Schema 2020-12 asks for."""
    assert [] == [f"{place}: {problem}" for place in ALL for problem in shape_problems(place)]


def test_descriptions() -> None:
    """Every file, def and property has a description that ends with a full stop and names no file of the sources."""
    texts = {file: content["description"] for file, content in FILES.items()}
    texts |= {str(place): place.schema.get("description", "") for place in DEFS + PROPERTIES}

    assert [] == [place for place, text in texts.items() if not re.fullmatch(r"[^\s].*\S\.", text)]
    assert [] == [place for place, text in texts.items() if re.search(r"\.(md|json|yaml)\b|shared/|docs/", text)]


def test_names() -> None:
    """Names of defs are Python names, and unique over all files, since the package exports them flat."""
    names = [place.path.removeprefix("/") for place in DEFS]

    assert [] == [name for name in names if not re.fullmatch(r"[A-Z][A-Za-z0-9]*", name)]
    assert {} == {name: count for name, count in Counter(names).items() if count > 1}


def test_property_names() -> None:
    """Names of properties can be attributes of Python."""
    assert [] == [str(place) for place in PROPERTIES if not place.path.rpartition("/")[2].isidentifier()]


def test_references() -> None:
    """Every reference leads to a def, in the spelling of the conventions; a file does not name itself."""
    wrong = []
    for place in ALL:
        if "$ref" in place.schema:
            match = re.fullmatch(r"((?:\w+\.json)?)#/\$defs/(\w+)", place.schema["$ref"])
            if (
                not match
                or match[1] == place.file
                or match[2] not in FILES.get(match[1] or place.file, {"$defs": {}})["$defs"]
            ):
                wrong.append(f"{place}: {place.schema['$ref']}")

    assert [] == wrong


def test_every_def_is_used() -> None:
    """Every def is a root or is referred to; something that nobody can reach is a mistake."""
    used = {
        (place.schema["$ref"].partition("#")[0] or place.file, place.schema["$ref"].rpartition("/")[2])
        for place in ALL
        if "$ref" in place.schema
    }
    used |= {(place.file, place.schema["x-unknown"]) for place in ALL if "x-unknown" in place.schema}

    assert ROOTS == {
        name for place in DEFS if (place.file, name := place.path.removeprefix("/")) not in used
    }


def test_no_circle_of_eager_files() -> None:
    """Files without x-lazy do not refer to one another in a circle, since each module imports the others."""
    eager = {file for file, content in FILES.items() if not content.get("x-lazy")}
    imports = {
        file: {
            target for p in ALL if p.file == file and (target := p.schema.get("$ref", "").partition("#")[0]) in eager
        }
        for file in eager
    }
    left = dict(imports)
    while ready := [file for file, targets in left.items() if not targets & set(left)]:
        for file in ready:
            del left[file]

    assert {} == left


def test_tagged_unions() -> None:
    """The tag of a tagged union is a required const or closed enum in each member, and no value is there twice."""
    wrong = []
    for place in ALL:
        if "x-tag" not in place.schema:
            continue
        tag = place.schema["x-tag"]
        values: list[str] = []
        for member in place.schema["oneOf"]:
            _, schema = resolve(place.file, member)
            mark = schema.get("properties", {}).get(tag, {})
            values += [mark["const"]] if "const" in mark else mark.get("enum", [])
            if not ("const" in mark or ("enum" in mark and mark.get("x-closed"))) or tag not in schema.get(
                "required", []
            ):
                wrong.append(f"{place}: {member['$ref']}")
        if len(values) != len(set(values)):
            wrong.append(f"{place}: {values}")

    assert [] == wrong


def test_unknown_classes() -> None:
    """Every tagged union names a class of its own file that takes any tag or none and is no member of it."""
    wrong = []
    for place in ALL:
        if ("x-tag" in place.schema) != ("x-unknown" in place.schema):
            wrong.append(f"{place}: x-tag and x-unknown go together")
        elif "x-tag" in place.schema:
            name = place.schema["x-unknown"]
            unknown = FILES[place.file]["$defs"].get(name, {})
            mark = unknown.get("properties", {}).get(place.schema["x-tag"], {})
            optional = place.schema["x-tag"] not in unknown.get("required", [])
            if (
                not optional
                or mark.get("type") != "string"
                or "enum" in mark
                or f"#/$defs/{name}" in [member.get("$ref") for member in place.schema["oneOf"]]
            ):
                wrong.append(f"{place}: {name}")

    assert [] == wrong


def json_kinds(file: str, schema: dict[str, Any]) -> list[str]:
    """The kinds of JSON value that a schema accepts."""
    file, schema = resolve(file, schema)
    if "oneOf" in schema:
        return (
            ["object"]
            if "x-tag" in schema
            else [kind for member in schema["oneOf"] for kind in json_kinds(file, member)]
        )
    if "const" in schema:
        return ["string"]
    types = schema.get("type", sorted(TYPES))
    return ["number" if kind == "integer" else kind for kind in ([types] if isinstance(types, str) else types)]


def test_plain_unions() -> None:
    """The members of a union without a tag accept different kinds of JSON value."""
    wrong = {
        str(p): kinds
        for p in ALL
        if "oneOf" in p.schema and len(kinds := json_kinds(p.file, p.schema)) != len(set(kinds))
    }

    assert {} == wrong


def test_merge_rules() -> None:
    """Merge rules are those of the list and fit their values; a def that has one has one on every property."""
    fitting = {
        "concat": {"string"},
        "append": {"array"},
        "append-unique": {"array"},
        "by-index": {"array"},
        "fields": {"object"},
        "tool-calls": {"array"},
        "reasoning-details": {"array"},
        "content": {"string", "array"},
        "finish-reason": {"string"},
    }
    wrong = []
    for place in PROPERTIES:
        rule = place.schema.get("x-merge")
        if rule is not None and (
            rule not in RULES or (rule in fitting and set(json_kinds(place.file, place.schema)) != fitting[rule])
        ):
            wrong.append(f"{place}: {rule}")
    for place in DEFS:
        marked = {"x-merge" in schema for schema in place.schema.get("properties", {}).values()}
        if len(marked) > 1:
            wrong.append(f"{place}: some properties have no rule")

    assert [] == wrong


def test_merged_objects() -> None:
    """What is joined field by field has rules for its fields."""
    wrong = []
    for place in PROPERTIES:
        if place.schema.get("x-merge") in {"fields", "by-index"}:
            file, schema = resolve(place.file, place.schema)
            _, target = resolve(file, schema.get("items", schema))
            if not all("x-merge" in value for value in target["properties"].values()):
                wrong.append(str(place))

    assert [] == wrong


def test_merge_details() -> None:
    """x-key leads to a property of the items; x-alias-of and x-merge-into name a neighbour."""
    wrong = []
    for place in PROPERTIES:
        siblings = FILES[place.file]["$defs"][place.path.split("/")[1]]["properties"]
        if "x-key" in place.schema:
            file, schema = resolve(place.file, place.schema["items"])
            for name in place.schema["x-key"].split("."):
                if name not in schema.get("properties", {}):
                    wrong.append(f"{place}: x-key")
                    break
                file, schema = resolve(file, schema["properties"][name])
        if place.schema.get("x-alias-of", "role") not in siblings and "x-alias-of" in place.schema:
            wrong.append(f"{place}: x-alias-of")
        if "x-merge-into" in place.schema:
            _, target = resolve(place.file, siblings.get(place.schema["x-merge-into"], {}))
            if place.path.rpartition("/")[2] not in target.get("properties", {}):
                wrong.append(f"{place}: x-merge-into")

    assert [] == wrong


def test_params() -> None:
    """x-params and x-params-without stand together, and what is left out exists."""
    wrong = [str(p) for p in DEFS if ("x-params" in p.schema) != ("x-params-without" in p.schema)
             or not set(p.schema.get("x-params-without", [])) <= set(p.schema.get("properties", {}))]  # fmt: skip

    assert [] == wrong


def test_nothing_received_is_required() -> None:
    """What the service sends has nothing required but tags and the text of a text part.

    A response is decoded however little of it came.
    """
    request_only = {
        "AudioPart",
        "VideoPart",
        "LegacyVideoPart",
        "FilePart",
        "InputAudio",
        "VideoUrl",
        "CacheControl",
        "PromptCacheBreakpoint",
        "ReasoningUpdate",
    }
    queue, seen = [("chunk.json", "ChatChunk"), ("response.json", "ChatResponse")], set()
    found = {}
    while queue:
        key = queue.pop()
        if key in seen or key[1] in request_only:
            continue
        seen.add(key)
        schema = FILES[key[0]]["$defs"][key[1]]
        tags = {name for name, value in schema.get("properties", {}).items() if "const" in value}
        if rest := set(schema.get("required", [])) - tags:
            found[key[1]] = rest
        for place in nested(Place(*key, schema, "def")):
            if "$ref" in place.schema:
                target, _, name = place.schema["$ref"].partition("#/$defs/")
                queue.append((target or place.file, name))
            if "x-unknown" in place.schema:
                queue.append((place.file, place.schema["x-unknown"]))

    assert {"TextPart": {"text"}} == found
