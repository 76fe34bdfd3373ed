"""The kinds of JSON values a type allows, and how Python tells them apart."""

from __future__ import annotations

from .layout import quote
from .schema import (
    AnyValue,
    Array,
    Const,
    Enum,
    ExactNumber,
    Mapping,
    Record,
    Ref,
    Scalar,
    Schemas,
    Shape,
    TaggedUnion,
    Union,
)

_CHECKS = {
    "null": "{0} is None",
    "string": "type({0}) is str",
    "integer": "type({0}) is int",
    "number": "type({0}) is float or type({0}) is int",
    "boolean": "type({0}) is bool",
    "array": "type({0}) is list",
    "object": "type({0}) is dict",
}

_WORDS = {
    "null": "null",
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "array": "an array",
    "object": "an object",
}


def kinds(schemas: Schemas, shape: Shape) -> list[str]:
    """The kinds of JSON values a type allows, one for each member of a union; "any" for all."""
    if isinstance(shape, Ref):
        return kinds(schemas, schemas.shape(shape))
    if isinstance(shape, Scalar):
        return [shape.kind]
    if isinstance(shape, (Enum, Const)):
        return ["string"]
    if isinstance(shape, ExactNumber):
        return list(shape.kinds)
    if isinstance(shape, Array):
        return ["array"]
    if isinstance(shape, (Mapping, Record, TaggedUnion)):
        return ["object"]
    if isinstance(shape, AnyValue):
        return ["any"]
    assert isinstance(shape, Union)
    return [kind for member in shape.members for kind in kinds(schemas, member)]


def check(kind: str, value: str) -> str:
    """The condition under which a value is of that kind."""
    return _CHECKS[kind].format(value)


def expected(schemas: Schemas, shape: Shape) -> str:
    """What a value should have been, in words, for an error."""
    if isinstance(shape, Ref):
        return expected(schemas, schemas.shape(shape))
    if isinstance(shape, Enum) and shape.closed:
        return one_of(shape.values)
    if isinstance(shape, Const):
        return quote(shape.value)
    if isinstance(shape, Union):
        return " or ".join(expected(schemas, member) for member in shape.members)
    return _WORDS[kinds(schemas, shape)[0]]


def one_of(values: tuple[str, ...]) -> str:
    """Words for a choice of strings."""
    return f"one of {', '.join(map(quote, values))}"
