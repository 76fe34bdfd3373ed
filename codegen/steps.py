"""How a JSON value becomes what a model keeps, as Python expressions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .emit_types import annotation
from .kinds import check, expected, kinds
from .layout import article, docstring, fill, indent, quote, statement
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
    Shape,
    TaggedUnion,
    Type,
    Union,
)

if TYPE_CHECKING:
    from .scope import Scope

_READERS = {"string": "string", "integer": "integer", "number": "number", "boolean": "boolean"}


@dataclass(frozen=True)
class Place:
    """Where a value stands in the code: expressions for it, its container and its key; and a name for its type."""

    value: str
    holder: str
    key: str
    context: str
    owner: str = ""

    def below(self, word: str) -> Place:
        """The place of what is inside the value."""
        return replace(self, context=f"{self.context}_{word}")


@dataclass(frozen=True)
class Step:
    """
    The way of one value.

    Attributes:
        passes: the condition under which the value stays as it is.
        check: the condition under which `call` is right; None if it checks for itself.
        call: the expression for everything that does not pass.
        decode: the name of the function for each item, where `call` goes through a list of objects.
    """

    passes: str | None
    check: str | None
    call: str
    decode: str | None = None


def step(scope: Scope, kind: Type, place: Place) -> Step:
    """The way of a value of that type."""
    passes = passing(scope, kind, place.value)
    arguments = f"({place.holder}, {place.key}, {place.value})"
    if isinstance(kind, Ref):
        shape = scope.schemas.shape(kind)
        if isinstance(shape, (Record, TaggedUnion)):
            return Step(None, check("object", place.value), f"{scope.decoder(kind)}({place.value})")
        if scope.has_reader(shape):
            return Step(passes, None, f"{scope.decoder(kind)}{arguments}")
        return step(scope, shape, place)
    if isinstance(kind, Union):
        return Step(passes, None, f"{reader(scope, kind, place)}{arguments}")
    if (isinstance(kind, Scalar) and kind.kind in _READERS) or (isinstance(kind, Enum) and not kind.closed):
        return Step(passes, None, f"{reader(scope, kind, place)}{arguments}")
    if isinstance(kind, ExactNumber):
        return Step(None, None, f"{scope.trait('decimal')}{arguments}")
    if isinstance(kind, (Array, Mapping)) and passes is None:
        return _each(scope, kind, place)
    return Step(passes, None, refusal(scope, kind, place))


def refusal(scope: Scope, kind: Type, place: Place) -> str:
    """The expression that raises for a value of no right kind."""
    return f"{scope.trait('refuse')}({place.holder}, {place.key}, {quote(expected(scope.schemas, kind))})"


def passing(scope: Scope, shape: Shape, value: str) -> str | None:
    """The condition under which a value needs no decoding; None if there is none."""
    if isinstance(shape, Ref):
        return passing(scope, scope.schemas.shape(shape), value)
    if isinstance(shape, Enum) and shape.closed:
        known = ", ".join(map(quote, shape.values))
        return f"{value} in ({known}{',' if len(shape.values) == 1 else ''})"
    if isinstance(shape, (Scalar, Enum)):
        return check(kinds(scope.schemas, shape)[0], value)
    if isinstance(shape, Const):
        return f"{value} == {quote(shape.value)}"
    if isinstance(shape, Union):
        return " or ".join(filter(None, (passing(scope, member, value) for member in shape.members))) or None
    if isinstance(shape, Array) and _is_any(scope, shape.item):
        return check("array", value)
    if isinstance(shape, Mapping) and _is_any(scope, shape.value):
        return check("object", value)
    return None


def _is_any(scope: Scope, kind: Type) -> bool:
    return isinstance(scope.schemas.resolved(kind), AnyValue)


def _each(scope: Scope, kind: Array | Mapping, place: Place) -> Step:
    inner = kind.item if isinstance(kind, Array) else kind.value
    if isinstance(inner, Ref) and isinstance(scope.schemas.shape(inner), (Record, TaggedUnion)):
        decode = scope.decoder(inner)
        each = f"{decode}(item) if {check('object', 'item')} else "
        if isinstance(kind, Array):
            each += f'{scope.trait("refuse_item")}({place.value}, item, "an object")'
            return Step(None, check("array", place.value), f"[{each} for item in {place.value}]", decode)
        each += f'{scope.trait("refuse")}({place.value}, name, "an object")'
        return Step(None, check("object", place.value), f"{{name: {each} for name, item in {place.value}.items()}}")
    function = scope.trait("items" if isinstance(kind, Array) else "members")
    read = reader(scope, inner, place.below("item" if isinstance(kind, Array) else "value"))
    return Step(None, None, f"{function}({place.holder}, {place.key}, {place.value}, {read})")


def reader(scope: Scope, kind: Type, place: Place) -> str:
    """The name of a function that takes a container, a key and a value; it is written where there is none yet."""
    if isinstance(kind, Ref):
        shape = scope.schemas.shape(kind)
        if scope.has_reader(shape):
            return scope.decoder(kind)
        assert not isinstance(shape, (Record, TaggedUnion))
        return reader(scope, shape, place)
    if isinstance(kind, Scalar) and kind.kind in _READERS:
        return scope.trait(_READERS[kind.kind])
    if isinstance(kind, Enum) and not kind.closed:
        return scope.trait("string")
    name = f"_read_{place.context}{place.owner}"
    inside = replace(place, value="value", holder="holder", key="key")
    scope.readers[name] = emit_reader(scope, name, kind, annotation(scope, kind), inside)
    return name


def emit_reader(scope: Scope, name: str, kind: Type, result: str, place: Place) -> list[str]:
    """A function that reads a value by its kind."""
    scope.name("typing", "Any")
    about = "The value, if its kind is right." if name.startswith("_") else f"{article(result)} from its JSON value."
    lines = [*fill(f"def {name}(holder: Any, key: str | int, value: Any) -> ", result, ":"), *indent(docstring(about))]
    passes = passing(scope, kind, "value")
    if passes is not None:
        lines += indent([*fill("if ", passes, ":"), *indent(_returned(scope, kind, result))])
    for member in _members(scope, kind):
        if passing(scope, member, "value") is None:
            found = step(scope, member, place)
            lines.append(f"    if {found.check or check(kinds(scope.schemas, member)[0], 'value')}:")
            lines += indent([*scope.local_imports(member), *statement("return ", found.call)], 8)
    words = quote(expected(scope.schemas, kind))
    return [*lines, f"    raise {scope.trait('mismatch')}(holder, key, {words})"]


def _returned(scope: Scope, kind: Type, result: str) -> list[str]:
    """Returns the value; type checkers cannot see from a comparison what it is."""
    compared = any(
        isinstance(shape, Const) or (isinstance(shape, Enum) and shape.closed) for shape in _shapes(scope, kind)
    )
    return [*fill("known: ", result, " = value"), "return known"] if compared else ["return value"]


def _shapes(scope: Scope, kind: Type) -> list[Shape]:
    return [scope.schemas.resolved(member) for member in _members(scope, kind)]


def _members(scope: Scope, kind: Type) -> list[Type]:
    if isinstance(kind, Union):
        return [inner for member in kind.members for inner in _members(scope, member)]
    if isinstance(kind, Ref):
        shape = scope.schemas.shape(kind)
        return _members(scope, shape) if isinstance(shape, Union) else [kind]
    return [kind]
