"""Writes the functions that encode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .layout import docstring, indent, quote
from .names import snake
from .schema import Const, Definition, Enum, ExactNumber, Property, Record, Ref, Scalar, Type, Union

if TYPE_CHECKING:
    from .scope import Scope


def emit_encode(scope: Scope, definition: Definition, record: Record) -> list[str]:
    """The function that makes the JSON object of a record."""
    name = definition.ref.name
    always = [quote(item.key) for item in record.properties if item.required and item.nullable]
    keys = [f"{quote(item.key)}: {_value(scope, item)}," for item in record.properties]
    known = ["{", *indent(keys), "},"] if keys else ["{},"]
    after = [f"({', '.join(always)}{',' if len(always) == 1 else ''}),"] if always else []
    return [
        f"def encode_{snake(name)}(model: {name}) -> dict[str, {scope.name('typing', 'Any')}]:",
        *indent(docstring(f"The JSON object of {'an' if name[0] in 'AEIOU' else 'a'} `{name}`.")),
        f"    return {scope.trait('arrange')}(",
        *indent(["model,", *known, *after], 8),
        "    )",
    ]


def _value(scope: Scope, item: Property) -> str:
    value = f"model.{item.attribute}"
    exact = scope.schemas.resolved(item.type)
    if isinstance(exact, ExactNumber):
        return f"{scope.trait(f'decimal_as_{exact.kinds[0]}')}(model, {quote(item.key)}, {value})"
    return value if _is_plain(scope, item.type) else f"{scope.trait('plain')}({value})"


def _is_plain(scope: Scope, kind: Type) -> bool:
    if isinstance(kind, Ref):
        shape = scope.schemas.shape(kind)
        return isinstance(shape, (Scalar, Enum, Const, Union)) and _is_plain(scope, shape)
    if isinstance(kind, Union):
        return all(_is_plain(scope, member) for member in kind.members)
    return isinstance(kind, (Scalar, Enum, Const))
