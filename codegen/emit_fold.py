"""Writes the functions that join the pieces of a stream."""

from __future__ import annotations

from .layout import docstring, indent, quote
from .names import snake
from .schema import Array, Definition, Property, Record, Ref, Shape
from .scope import Scope, imports


def emit_fold(scope: Scope, definition: Definition, record: Record) -> list[str]:
    """The function that joins a piece to what came before; nothing for a record without merge rules."""
    if not record.folds:
        return []
    name = definition.ref.name
    about = (
        f"Joins {'an' if name[0] in 'AEIOU' else 'a'} `{name}` to what came before, by the merge rules of the schema."
    )
    lines = [line for item in record.properties for line in _property(scope, record, item)]
    return [
        f"def fold_{snake(name)}(piece: {name}, into: {scope.trait('Fold')}) -> None:",
        *indent([*docstring(about), *lines, "into.unknown(piece)"]),
    ]


def _property(scope: Scope, record: Record, item: Property) -> list[str]:
    if item.alias_of is not None:
        return []
    other = next((found for found in record.properties if found.alias_of == item.key), None)
    here = indent(_join(scope, item, item))
    if other is None:
        # What is there already stays: nearly every chunk repeats its first values, and asking costs a third of a call.
        repeated = item.merge == "first" and item.merge_into is None
        asked = f" and {quote(item.attribute)} not in into.values" if repeated else ""
        return [f"if piece.{item.attribute} is not None{asked}:", *here]
    return [
        f"if piece.{item.attribute}:",
        *here,
        f"elif piece.{other.attribute} is not None:",
        *indent(_join(scope, item, other)),
        f"elif piece.{item.attribute} is not None:",
        *here,
    ]


def _join(scope: Scope, item: Property, source: Property) -> list[str]:
    rule = item.merge or "last"
    arguments = [quote(item.attribute), f"piece.{source.attribute}"]
    imported: list[str] = []
    if rule == "append-unique":
        arguments.append(quote(item.merge_key) if item.merge_key is not None else "None")
    if rule in {"by-index", "fields"}:
        ref = _class(scope, item.type)
        arguments.append(scope.function(ref, "fold"))
        imported = imports({f".{ref.module}": {arguments[-1]}}) if scope.is_lazy(ref) else []
    place = f"into.member({quote(item.merge_into)})" if item.merge_into is not None else "into"
    return [*imported, f"{place}.{rule.replace('-', '_')}({', '.join(arguments)})"]


def _class(scope: Scope, shape: Shape) -> Ref:
    if isinstance(shape, Array):
        return _class(scope, shape.item)
    assert isinstance(shape, Ref)
    target = scope.schemas.shape(shape)
    return shape if isinstance(target, Record) else _class(scope, target)
