"""Writes types as annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .layout import quote
from .schema import AnyValue, Array, Const, Enum, ExactNumber, Mapping, Property, Ref, Scalar, Type, Union

if TYPE_CHECKING:
    from .scope import Scope

_SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


def annotation(scope: Scope, kind: Type) -> str:
    """The annotation of a type."""
    if isinstance(kind, Scalar):
        return _SCALARS[kind.kind]
    if isinstance(kind, Enum):
        known = f"{scope.name('typing', 'Literal')}[{', '.join(map(quote, kind.values))}]"
        return known if kind.closed else f"{known} | str"
    if isinstance(kind, Const):
        return f"{scope.name('typing', 'Literal')}[{quote(kind.value)}]"
    if isinstance(kind, ExactNumber):
        return scope.name("decimal", "Decimal")
    if isinstance(kind, Ref):
        return scope.type_name(kind)
    if isinstance(kind, Array):
        return f"list[{annotation(scope, kind.item)}]"
    if isinstance(kind, Mapping):
        return f"dict[str, {annotation(scope, kind.value)}]"
    if isinstance(kind, Union):
        return " | ".join(annotation(scope, member) for member in kind.members)
    assert isinstance(kind, AnyValue)
    return scope.name("typing", "Any")


def field_annotation(scope: Scope, item: Property) -> str:
    """The annotation of a field, which may be None unless it is required."""
    text = annotation(scope, item.type)
    if isinstance(item.type, (AnyValue, Const)) or (item.required and not item.nullable):
        return text
    return f"{text} | None"
