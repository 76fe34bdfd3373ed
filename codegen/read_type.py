"""Reads types: whatever a schema says below a property, item or member."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .read_bounds import LIMITS
from .schema import NULL, AnyValue, Array, Const, Enum, ExactNumber, Mapping, Ref, Scalar, SchemaError, Type, Union

if TYPE_CHECKING:
    from collections.abc import Set

KEYWORDS = frozenset({
    "$schema", "$defs", "$ref", "type", "properties", "required", "items", "enum", "const", "oneOf",
    "additionalProperties", "description", "deprecated", "x-lazy", "x-closed", "x-tag", "x-unknown", "x-lenient",
    "x-also", "x-rare", "x-class", "x-params", "x-params-without", "x-trait", "x-secret", "x-merge", "x-key", "x-alias-of",
    "x-merge-into", "x-decimal", "x-repeated", "propertyNames", *LIMITS,
})  # fmt: skip

_SCALARS = ("string", "integer", "number", "boolean", "null")


class Node:
    """A place in a file of schemas: its JSON, and its path for errors."""

    def __init__(self, file: str, path: str, value: Any) -> None:
        self.file = file
        self.path = path
        self.value = value

    def error(self, message: str) -> SchemaError:
        """The error for this place."""
        return SchemaError(f"{self.file}: {self.path}: {message}")

    def child(self, *steps: str | int) -> Node:
        """The place below."""
        path, value = self.path, self.value
        for step in steps:
            path = f"{path}[{step}]" if isinstance(step, int) else f"{path}.{step}".lstrip(".")
            value = value[step]
        return Node(self.file, path, value)

    def get(self, key: str, kind: type) -> Any:
        """The value of a keyword, or None; an error if it is not of that type."""
        value = self.value.get(key)
        if key in self.value and not isinstance(value, kind):
            raise self.error(f"{key!r} must be of type {kind.__name__}")
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        """A keyword's list of strings; empty if it is absent."""
        value = self.get(key, list) or []
        if not all(isinstance(item, str) for item in value) or len(set(value)) < len(value):
            raise self.error(f"{key!r} must be a list of different strings")
        return tuple(value)

    def allow(self, allowed: Set[str]) -> None:
        """Refuses what is no object, and keywords that do not belong here."""
        if not isinstance(self.value, dict):
            raise self.error("a schema is an object")
        for key in self.value:
            if key not in KEYWORDS:
                raise self.error(f"unknown keyword {key!r}")
            if key not in allowed:
                raise self.error(f"{key!r} does not belong here")


def read_type(node: Node, beside: Set[str] = frozenset()) -> Type:
    """The type a schema describes; `beside` are the keywords that others read."""
    if node.value is True:
        return AnyValue()
    node.allow(KEYWORDS)
    own = node.value.keys() - beside
    if "$ref" in own:
        node.allow({"$ref", *beside})
        return _ref(node)
    if "const" in own:
        node.allow({"const", "type", *beside})
        return Const(node.get("const", str))
    if "enum" in own:
        return _enum(node, beside)
    if "oneOf" in own:
        node.allow({"oneOf", *beside})
        members = node.get("oneOf", list)
        return union(node, [read_type(node.child("oneOf", index)) for index in range(len(members))])
    if "type" in own:
        return _by_kind(node, beside)
    node.allow(beside)
    return AnyValue()


def union(node: Node, members: list[Type]) -> Type:
    """A union of types, flat; the only one of its members if there is but one."""
    flat: list[Type] = []
    for member in members:
        flat.extend(member.members if isinstance(member, Union) else [member])
    if not flat:
        raise node.error("a union of nothing")
    return flat[0] if len(flat) == 1 else Union(tuple(flat))


def without_null(shape: Type) -> tuple[Type, bool]:
    """The type without null, and whether null was in it."""
    if not isinstance(shape, Union) or NULL not in shape.members:
        return shape, False
    rest = tuple(member for member in shape.members if member != NULL)
    return (rest[0] if len(rest) == 1 else Union(rest)), True


def _ref(node: Node) -> Ref:
    target = node.get("$ref", str)
    file, found, name = target.partition("#/$defs/")
    if not found or (file and not file.endswith(".json")):
        raise node.error(f"a reference is '#/$defs/Name' or 'file.json#/$defs/Name', not {target!r}")
    return Ref(file.removesuffix(".json") or node.file.rpartition("/")[2].removesuffix(".json"), name)


def _enum(node: Node, beside: Set[str]) -> Enum:
    node.allow({"enum", "type", "x-closed", *beside})
    if node.value.get("type", "string") != "string":
        raise node.error("an enum is of strings")
    return Enum(node.strings("enum"), node.get("x-closed", bool) is True)


def _by_kind(node: Node, beside: Set[str]) -> Type:
    named = node.value["type"]
    kinds = named if isinstance(named, list) else [named]
    if node.get("x-decimal", bool):
        node.allow({"type", "x-decimal", *beside})
        return _exact(node, kinds)
    allowed = {"type", *beside}
    allowed |= {"items"} if "array" in kinds else set()
    allowed |= {"additionalProperties"} if "object" in kinds else set()
    if "properties" in node.value:
        raise node.error("an object with properties stands in $defs")
    node.allow(allowed)
    return union(node, [_kind(node, kind) for kind in kinds])


def _exact(node: Node, kinds: list[Any]) -> Type:
    given = tuple(kind for kind in kinds if kind != "null")
    if not given or not {*given} <= {"string", "number"}:
        raise node.error("'x-decimal' is for strings and numbers")
    return union(node, [ExactNumber(given), *([NULL] if "null" in kinds else [])])


def _kind(node: Node, kind: Any) -> Type:
    if kind == "array":
        return Array(read_type(node.child("items"), LIMITS.keys()) if "items" in node.value else AnyValue())
    if kind == "object":
        inner = "additionalProperties" in node.value
        return Mapping(read_type(node.child("additionalProperties"), LIMITS.keys()) if inner else AnyValue())
    if kind not in _SCALARS:
        raise node.error(f"unknown type {kind!r}")
    return Scalar(kind)
