"""Reads the files of schemas."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from . import names
from .read_bounds import LIMITS, read_bounds
from .read_type import KEYWORDS, Node, read_type, without_null
from .schema import Const, Definition, Property, Record, Ref, SchemaError, SchemaFile, Schemas, Shape, TaggedUnion

if TYPE_CHECKING:
    from pathlib import Path

DIALECT = "https://json-schema.org/draft/2020-12/schema"

MERGE_RULES = frozenset({
    "first", "last", "concat", "append", "append-unique", "by-index", "fields", "finish-reason", "tool-calls",
    "reasoning-details", "content",
})  # fmt: skip

_ABOUT = {"description", "deprecated"}
_RECORD = {*_ABOUT, "type", "properties", "required", "x-trait", "x-params", "x-params-without", "x-repeated"}
_PROPERTY = {
    *_ABOUT, "x-lenient", "x-rare", "x-secret", "x-merge", "x-key", "x-alias-of", "x-merge-into", "x-class", "propertyNames", *LIMITS,
}  # fmt: skip


def read_schemas(folder: Path) -> Schemas:
    """All files of a folder, each checked by itself; `codegen.check` looks at how they fit together."""
    return Schemas({path.stem: _file(path, folder.name) for path in sorted(folder.glob("*.json"))})


def _file(path: Path, folder: str) -> SchemaFile:
    name = f"{folder}/{path.name}"
    try:
        node = Node(name, "", json.loads(path.read_bytes(), object_pairs_hook=_unique))
    except ValueError as error:
        raise SchemaError(f"{name}: {error}") from None
    node.allow({"$schema", "description", "$defs", "x-lazy"})
    if not names.is_module_name(path.stem):
        raise node.error("the name of the file cannot be the name of a module")
    if node.value.get("$schema") != DIALECT:
        raise node.error(f"'$schema' must be {DIALECT}")
    module = path.stem
    definitions = [_definition(node.child("$defs", key), Ref(module, key)) for key in node.get("$defs", dict) or ()]
    return SchemaFile(module, _description(node), node.get("x-lazy", bool) is True, tuple(definitions))


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(f"a key is there twice, among {[key for key, _ in pairs]}")
    return found


def _description(node: Node) -> str:
    text: str | None = node.get("description", str)
    if not text:
        raise node.error("no description")
    return f"{text} Deprecated." if node.get("deprecated", bool) else text


def _definition(node: Node, ref: Ref) -> Definition:
    node.allow(KEYWORDS)
    if not names.is_class_name(ref.name):
        raise node.error("no name for a class")
    return Definition(ref, _description(node), _shape(node, ref))


def _shape(node: Node, ref: Ref) -> Shape:
    if "properties" in node.value:
        return _record(node)
    if "x-tag" in node.value:
        return _tagged(node, ref)
    return read_type(node, _ABOUT)


def _record(node: Node) -> Record:
    node.allow(_RECORD)
    if node.value.get("type") != "object":
        raise node.error("what has properties is of type object")
    required = node.strings("required")
    keys = node.get("properties", dict)
    for kind, mentioned in (("required", required), ("x-params-without", node.strings("x-params-without"))):
        for key in mentioned:
            if key not in keys:
                raise node.error(f"{kind!r} names {key!r}, which is no property")
    properties = tuple(_property(node.child("properties", key), key, key in required) for key in keys)
    seen = [item.attribute for item in properties]
    if len(set(seen)) < len(seen):
        raise node.error("two properties have the same attribute")
    params = node.get("x-params", str)
    alone = node.value.get("x-trait")
    traits = (alone,) if isinstance(alone, str) else node.strings("x-trait")
    without, repeated = node.strings("x-params-without"), node.get("x-repeated", bool) is True
    return Record(properties, traits, params, without, repeated)


def _property(node: Node, key: str, required: bool) -> Property:
    attribute = names.attribute(key)
    if attribute is None:
        raise node.error("the models have a name of that kind themselves, or Python allows none")
    kind, nullable = without_null(read_type(node, _PROPERTY))
    found = Property(
        key=key,
        attribute=attribute,
        type=kind,
        description=_description(node),
        required=required,
        nullable=nullable,
        lenient=node.get("x-lenient", bool) is True,
        rare=node.get("x-rare", bool) is True,
        secret=node.get("x-secret", bool) is True,
        merge=node.get("x-merge", str),
        merge_key=node.get("x-key", str),
        merge_into=node.get("x-merge-into", str),
        alias_of=node.get("x-alias-of", str),
        takes_class=node.get("x-class", bool) is True,
        bounds=read_bounds(node),
    )
    _agree(node, found)
    return found


def _agree(node: Node, found: Property) -> None:
    if (found.lenient or found.rare) and (found.required or isinstance(found.type, Const)):
        raise node.error("'x-lenient' and 'x-rare' make no sense where a value is required")
    if found.nullable and isinstance(found.type, Const):
        raise node.error("a const is never null")
    if found.merge is not None and found.merge not in MERGE_RULES:
        raise node.error(f"no merge rule {found.merge!r}")
    if found.merge_key is not None and found.merge != "append-unique":
        raise node.error("'x-key' belongs to the rule append-unique")
    if found.alias_of is not None and found.merge_into is not None:
        raise node.error("an alias joins where the field it stands for does")


def _tagged(node: Node, ref: Ref) -> TaggedUnion:
    node.allow({*_ABOUT, "oneOf", "x-tag", "x-unknown", "x-also"})
    members = []
    for index in range(len(node.get("oneOf", list) or ())):
        below = node.child("oneOf", index)
        member = read_type(below)
        if not isinstance(member, Ref):
            raise below.error("a member of a tagged union is a reference")
        members.append(member)
    if not members:
        raise node.error("a union of nothing")
    unknown = node.get("x-unknown", str)
    known_as = None if unknown is None else Ref(ref.module, unknown)
    return TaggedUnion(tuple(members), node.get("x-tag", str), known_as, node.get("x-also", str))
