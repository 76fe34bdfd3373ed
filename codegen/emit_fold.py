"""Writes the functions that join the pieces of a stream."""

from __future__ import annotations

from dataclasses import replace

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
    firsts = [item for item in record.properties if _is_first(item)]
    lines = [line for item in record.properties if item not in firsts for line in _property(scope, record, item)]
    unknown = [f"if piece._extra is not {scope.trait('NO_EXTRA')}:", "    into.unknown(piece)"]
    return [
        f"def fold_{snake(name)}(piece: {name}, into: {scope.trait('Fold')}) -> None:",
        *indent([*docstring(about), *_firsts(scope, firsts), *lines, *unknown]),
    ]


def _is_first(item: Property) -> bool:
    return item.merge == "first" and item.merge_into is None


def _firsts(scope: Scope, firsts: list[Property]) -> list[str]:
    """Joins the values of which the first stays; nearly every chunk repeats them, so nobody looks when all are there."""
    if not firsts:
        return []
    lines = [f"if into.settled < {len(firsts)}:"]
    for item in firsts:
        lines += indent(
            [
                f"if piece.{item.attribute} is not None and {quote(item.attribute)} not in into.values:",
                *indent(_join(scope, item, item)),
            ]
        )
    return lines


def _property(scope: Scope, record: Record, item: Property) -> list[str]:
    if item.alias_of is not None:
        return []
    other = next((found for found in record.properties if found.alias_of == item.key), None)
    here = indent(_join(scope, item, item))
    if item.merge == "content":
        value, concat = f"piece.{item.attribute}", indent(_join(scope, replace(item, merge="concat"), item), 8)
        return [
            f"if type({value}) is str:",
            f"    if {value} or {quote(item.attribute)} not in into.values:",  # an empty text says that there is one
            *concat,
            f"elif {value} is not None:",
            *here,
        ]
    if other is None:
        return [f"if piece.{item.attribute} is not None:", *here]
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
    if rule == "fields":
        return [*imported, f"{arguments[2]}({arguments[1]}, {_member(item.attribute)})"]
    place = _member(item.merge_into) if item.merge_into is not None else "into"
    return [*imported, f"{place}.{rule.replace('-', '_')}({', '.join(arguments)})"]


def _member(name: str) -> str:
    return f"into.member({quote(name)})"


def _class(scope: Scope, shape: Shape) -> Ref:
    if isinstance(shape, Array):
        return _class(scope, shape.item)
    assert isinstance(shape, Ref)
    target = scope.schemas.shape(shape)
    return shape if isinstance(target, Record) else _class(scope, target)
