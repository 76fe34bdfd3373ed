"""Writes the classes and type aliases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .emit_types import annotation, field_annotation
from .layout import docstring, fill, indent, quote
from .schema import Const, Definition, Property, Record, TaggedUnion, references

if TYPE_CHECKING:
    from .scope import Scope


def emit_class(scope: Scope, definition: Definition, record: Record) -> list[str]:
    """The attrs class of a record."""
    scope.name("attrs", "define")
    bases = [scope.trait(name) for name in (*record.traits, "Model")]
    lines = [
        "@define(kw_only=True, eq=False, repr=False)",
        f"class {definition.ref.name}({', '.join(bases)}):",
        *indent(docstring(definition.description)),
    ]
    for item in record.properties:
        lines += ["", *indent(_field(scope, item)), *indent(docstring(item.description))]
    return lines


def _field(scope: Scope, item: Property) -> list[str]:
    default = "" if item.required else " = None"
    if isinstance(item.type, Const):
        default = f" = {quote(item.type.value)}"
    return fill(f"{item.attribute}: ", field_annotation(scope, item), default)


def emit_alias(scope: Scope, definition: Definition) -> list[str]:
    """The alias of anything but a record; quoted where it names what only type checkers import."""
    shape = definition.shape
    assert not isinstance(shape, Record)
    scope.name("typing", "TypeAlias")
    if isinstance(shape, TaggedUnion):
        members = [*shape.members, *([shape.unknown] if shape.unknown is not None else [])]
        names = [scope.type_name(ref) for ref in members] + ([scope.trait(shape.also)] if shape.also else [])
        text = " | ".join(names)
    else:
        text = annotation(scope, shape)
    if any(scope.is_late(ref) for ref in references(shape)):
        text = f"'{text}'" if '"' in text else quote(text)
    return [*fill(f"{definition.ref.name}: TypeAlias = ", text), *docstring(definition.description)]
