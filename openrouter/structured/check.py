"""
Whether a JSON value is what a schema says: of the keywords that `SchemaWriter` writes, all but `format`.

A converter makes "5" of 5, True of "false", and a list of the letters of a word. What a model has sent is looked at before that.
"""

from __future__ import annotations

from typing import Any

from attrs import frozen

_WORDS = {
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
    "array": "an array",
    "object": "an object",
}


@frozen
class Fault:
    """Where a value is not what the schema says."""

    path: str
    """As in `steps[0].minutes`; empty for the whole."""

    expected: str
    """As in "an integer"."""

    found: Any


def fault_in(value: Any, schema: dict[str, Any], whole: dict[str, Any], path: str = "") -> Fault | None:
    """
    The first fault of a value, or None.

    A missing key is none: the class may have a default for it. A key that the schema does not name is none either.
    """
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return fault_in(value, whole if name == "#" else whole["$defs"][name], whole, path)
    if "anyOf" in schema:
        return _fault_in_all(value, schema["anyOf"], whole, path)
    kind = schema.get("type")
    if kind is not None and not _is(value, kind):
        return Fault(path, _WORDS[kind], value)
    if "enum" in schema and not any(value == one and type(value) is type(one) for one in schema["enum"]):
        return Fault(path, "one of " + ", ".join(map(repr, schema["enum"])), value)
    if kind == "array":
        return _fault_in_items(value, schema, whole, path)
    if kind == "object":
        return _fault_in_members(value, schema, whole, path)
    return None


def _fault_in_all(value: Any, choices: list[dict[str, Any]], whole: dict[str, Any], path: str) -> Fault | None:
    """The fault of a value that fits none of some schemas: that of the one whose type it has, if only one has."""
    faults = []
    for choice in choices:
        fault = fault_in(value, choice, whole, path)
        if fault is None:
            return None
        faults.append(fault)
    inside = [fault for fault in faults if fault.path != path]
    if len(inside) == 1:
        return inside[0]
    words = [fault.expected if fault.path == path else "an object of one of its classes" for fault in faults]
    return Fault(path, " or ".join(dict.fromkeys(words)), value)


def _fault_in_items(value: list[Any], schema: dict[str, Any], whole: dict[str, Any], path: str) -> Fault | None:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        return Fault(path, f"an array of {schema['minItems']} items", value)
    for index, item in enumerate(value):
        if fault := fault_in(item, schema["items"], whole, f"{path}[{index}]"):
            return fault
    return None


def _fault_in_members(value: dict[str, Any], schema: dict[str, Any], whole: dict[str, Any], path: str) -> Fault | None:
    named, others = schema.get("properties", {}), schema.get("additionalProperties")
    for key, item in value.items():
        inner = named.get(key, others)
        if inner and (fault := fault_in(item, inner, whole, f"{path}.{key}".lstrip("."))):
            return fault
    return None


def _is(value: Any, kind: str) -> bool:
    """Whether a JSON value is of a JSON type; 5.0 is an integer, true is no number."""
    if kind == "integer":
        return type(value) is int or (type(value) is float and value.is_integer())
    if kind == "number":
        return type(value) in (int, float)
    types = {"string": str, "boolean": bool, "null": type(None), "array": list, "object": dict}
    return type(value) is types[kind]
