"""Our schemas have every property, kind of value, enum value and limit of the service's own description.

The description is walked from what chat and the other endpoints send and answer, in parallel with our schemas. It is not part of
the project: the tests skip where it is absent.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "schemas"
OPENAPI = ROOT.parent / "shared" / "openapi-core.json"
ROOTS = {
    "ChatRequest": ("request.json", "ChatRequest"),
    "ChatResult": ("response.json", "ChatResponse"),
    "ChatStreamChunk": ("chunk.json", "ChatChunk"),
}

ANSWERS = {
    "get /models": ("catalogue.json", "ModelInfo"),
    "get /models/user": ("catalogue.json", "ModelInfo"),
    "get /models/count": ("catalogue.json", "ModelCount"),
    "get /models/{author}/{slug}/endpoints": ("catalogue.json", "ModelEndpoints"),
    "get /model/{author}/{slug}": ("catalogue.json", "ModelInfo"),
    "get /providers": ("catalogue.json", "Provider"),
    "get /endpoints/zdr": ("catalogue.json", "Endpoint"),
    "get /embeddings/models": ("catalogue.json", "ModelInfo"),
    "get /generation": ("generation.json", "Generation"),
    "get /generation/content": ("generation.json", "GenerationContent"),
    "get /credits": ("account.json", "Credits"),
    "get /key": ("account.json", "KeyInfo"),
    "get /activity": ("account.json", "ActivityItem"),
    "post /embeddings": ("embeddings.json", "EmbeddingResponse"),
}
"""What the other endpoints answer: the value of `data`, or an item of it, but for embeddings."""

# What we leave out on purpose: {path: reason}.
ALLOWED: dict[str, str] = {
    "EmbeddingRequest.input": "an empty text among several stands in a union, and the service refuses it itself",
    "EmbeddingRequest.input.content(text).text": "the part is that of messages, where an empty text is allowed",
}

LIMITS = {"minimum", "maximum", "minLength", "maxLength", "pattern", "minItems", "maxItems", "maxProperties"}

Schema = dict[str, Any]


class Ours(NamedTuple):
    """A schema of ours and the file that its references start from."""

    file: str
    schema: Schema


class Walk:
    """Goes through both descriptions side by side and notes what ours lacks."""

    def __init__(self, openapi: dict[str, Any], files: dict[str, Schema]) -> None:
        self.openapi = openapi
        self.theirs: dict[str, Schema] = openapi["components"]["schemas"]
        self.files = files
        self.missing: dict[str, str] = {}
        self.seen: set[tuple[int, tuple[int, ...]]] = set()
        self.visited: set[int] = set()

    def run(self) -> None:
        for name, (file, ours) in ROOTS.items():
            self.compare(name, self.theirs[name], [Ours(file, {"$ref": f"#/$defs/{ours}"})])
        for name, (file, ours) in ANSWERS.items():
            self.compare(name, self.answer(name), [Ours(file, {"$ref": f"#/$defs/{ours}"})])
        sent = self.operation("post /embeddings")["requestBody"]["content"]["application/json"]["schema"]
        self.compare("EmbeddingRequest", sent, [Ours("embeddings.json", {"$ref": "#/$defs/EmbeddingRequest"})])

    def operation(self, name: str) -> dict[str, Any]:
        """What is said of a method and path."""
        method, _, path = name.partition(" ")
        found: dict[str, Any] = self.openapi["paths"][path][method]
        return found

    def answer(self, name: str) -> Schema:
        """What an endpoint answers with 200, without what it is wrapped in."""
        schema = self.resolved(self.operation(name)["responses"]["200"]["content"]["application/json"]["schema"])
        if name.startswith("get"):
            schema = self.resolved(schema["properties"]["data"])
        found: Schema = schema.get("items", schema)
        return found

    def resolved(self, schema: Schema) -> Schema:
        return self.theirs[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema

    def compare(self, path: str, theirs: Schema, ours: list[Ours]) -> None:
        for leaf in self.leaves(theirs):
            found = [candidate for schema in ours for candidate in self.candidates(schema, leaf)]
            key = (id(leaf), tuple(id(candidate.schema) for candidate in found))
            if key not in self.seen:
                self.seen.add(key)
                self.visited.add(id(leaf))
                self.compare_leaf(self.named(path, leaf, ours), leaf, found, ours)

    def compare_leaf(self, path: str, leaf: Schema, found: list[Ours], ours: list[Ours]) -> None:
        for kind in kinds(leaf) - {"null"}:
            if not any(kind in kinds(candidate.schema) for candidate in found):
                self.missing[path] = f"does not take: {kind}"
                return
        if strings := fixed_values(leaf):
            takers = [candidate.schema for candidate in found if "string" in kinds(candidate.schema)]
            known = {value for schema in takers for value in fixed_values(schema)}
            if all(fixed_values(schema) for schema in takers) and not strings <= known:
                self.missing[path] = f"does not know: {sorted(strings - known)}"
        for limit in LIMITS & set(leaf):
            if not any(candidate.schema.get(limit) == leaf[limit] for candidate in [*found, *ours]):
                self.missing[path] = f"does not have the limit: {limit} {leaf[limit]}"
        objects = [candidate for candidate in found if "properties" in candidate.schema]
        for name, theirs in leaf.get("properties", {}).items():
            inner = [Ours(o.file, o.schema["properties"][name]) for o in objects if name in o.schema["properties"]]
            if inner:
                self.compare(f"{path}.{name}", theirs, inner)
            else:
                self.missing[f"{path}.{name}"] = "is not there"
        for key in ("items", "additionalProperties"):
            inner = [Ours(c.file, c.schema[key]) for c in found if isinstance(c.schema.get(key), dict)]
            if isinstance(leaf.get(key), dict) and inner:
                self.compare(path if key == "items" else f"{path}.*", leaf[key], inner)
            elif leaf.get(key) and self.property_ids(leaf[key]):
                self.missing[f"{path}.*"] = "is not described"

    def leaves(self, theirs: Schema) -> Iterator[Schema]:
        """The alternatives of a schema of theirs, references and unions resolved."""
        if "$ref" in theirs:
            yield from self.leaves(self.theirs[theirs["$ref"].rpartition("/")[2]])
        members = [member for key in ("oneOf", "anyOf", "allOf") for member in theirs.get(key, ())]
        for member in members:
            yield from self.leaves(member)
        if set(theirs) & {"type", "enum", "properties", "items", "additionalProperties"}:
            yield theirs

    def candidates(self, ours: Ours, leaf: Schema) -> Iterator[Ours]:
        """Our alternatives that a value of their schema could be; in a tagged union the member with its tag."""
        file, schema = ours
        if "$ref" in schema:
            target, _, name = schema["$ref"].partition("#/$defs/")
            yield from self.candidates(Ours(target or file, self.files[target or file]["$defs"][name]), leaf)
        elif "x-tag" in schema:
            values = fixed_values(leaf.get("properties", {}).get(schema["x-tag"], {}))
            for member in schema["oneOf"] if values else [{"$ref": f"#/$defs/{schema['x-unknown']}"}]:
                for candidate in self.candidates(Ours(file, member), leaf):
                    if not values or values & fixed_values(candidate.schema["properties"][schema["x-tag"]]):
                        yield candidate
        elif "oneOf" in schema:
            for member in schema["oneOf"]:
                yield from self.candidates(Ours(file, member), leaf)
        else:
            yield ours

    def named(self, path: str, leaf: Schema, ours: list[Ours]) -> str:
        """The path, with the tag of the member of a union."""
        tags = [tag for schema in ours for tag in self.tags(schema) if tag in leaf.get("properties", {})]
        values = sorted(value for tag in tags[:1] for value in fixed_values(leaf["properties"][tag]))
        return f"{path}({values[0]})" if values else path

    def tags(self, ours: Ours) -> Iterator[str]:
        file, schema = ours
        if "$ref" in schema:
            target, _, name = schema["$ref"].partition("#/$defs/")
            yield from self.tags(Ours(target or file, self.files[target or file]["$defs"][name]))
        elif "x-tag" in schema:
            yield schema["x-tag"]
        for member in schema.get("oneOf", ()):
            if "x-tag" not in schema:
                yield from self.tags(Ours(file, member))

    def property_ids(self, theirs: object, done: set[str] | None = None) -> dict[int, str]:
        """Every schema of theirs that has properties and can be reached, however that may be."""
        done = set() if done is None else done
        found: dict[int, str] = {}
        if isinstance(theirs, list):
            for value in theirs:
                found |= self.property_ids(value, done)
        elif isinstance(theirs, dict):
            if isinstance(reference := theirs.get("$ref"), str) and reference not in done:
                done.add(reference)
                found |= self.property_ids(self.theirs[reference.rpartition("/")[2]], done)
            if isinstance(theirs.get("properties"), dict) and theirs["properties"]:
                found[id(theirs)] = ", ".join(theirs["properties"])
                found |= self.property_ids(list(theirs["properties"].values()), done)
            for key in ("items", "additionalProperties", "oneOf", "anyOf", "allOf"):
                found |= self.property_ids(theirs.get(key), done)
        return found


def kinds(schema: Schema) -> set[str]:
    """The kinds of JSON value that a schema without references and unions takes."""
    if "const" in schema:
        return {"string"}
    every = ["object"] if "properties" in schema else ["string", "number", "boolean", "object", "array", "null"]
    types = schema.get("type", every)
    return {"number" if kind == "integer" else kind for kind in ([types] if isinstance(types, str) else types)}


def fixed_values(schema: Schema) -> set[str]:
    """The strings of an enum or const, none if any string will do."""
    return {value for value in [schema.get("const"), *schema.get("enum", ())] if isinstance(value, str)}


@pytest.fixture(scope="module")
def walk() -> Walk:
    """A walk that has been made."""
    if not OPENAPI.exists():
        pytest.skip(f"the service's description is not here: {OPENAPI}")
    walk = Walk(json.loads(OPENAPI.read_bytes()), {path.name: json.loads(path.read_bytes()) for path in SCHEMAS.glob("*.json")})
    walk.run()
    return walk


def test_nothing_is_missing(walk: Walk) -> None:
    """Every property described for what is sent and answered is in our schemas, with its kinds, values and limits."""
    assert {} == {path: problem for path, problem in walk.missing.items() if path not in ALLOWED}


def test_allow_list(walk: Walk) -> None:
    """The list of exceptions is short, gives reasons, and holds nothing that is not needed."""
    assert [] == [path for path in ALLOWED if path not in walk.missing]
    assert all(ALLOWED.values())
    assert len(ALLOWED) <= 5


def test_everything_was_compared(walk: Walk) -> None:
    """The walk came past every object that can be reached from the roots, so that silence means presence."""
    reachable = walk.property_ids([{"$ref": f"#/components/schemas/{name}"} for name in ROOTS])
    reachable |= walk.property_ids([walk.answer(name) for name in ANSWERS])

    assert len(reachable) > 100
    assert {} == {key: names for key, names in reachable.items() if key not in walk.visited}


def test_every_filter_is_there(walk: Walk) -> None:
    """Every query parameter of the list of models is a property of our query, but for the two that `feed_url()` sets."""
    query = walk.files["catalogue.json"]["$defs"]["ModelQuery"]["properties"]
    theirs = {parameter["name"] for parameter in walk.operation("get /models")["parameters"]}

    assert {"use_rss", "use_rss_chat_links"} == theirs - query.keys()
    assert set() == query.keys() - theirs
