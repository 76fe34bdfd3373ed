"""Writes the functions that make an object like another, without decoding it."""

from __future__ import annotations

from .layout import article, docstring, indent
from .names import snake
from .schema import Definition, Record
from .scope import Scope


def emit_repeat(scope: Scope, definition: Definition, record: Record) -> list[str]:
    """The function that copies a record slot by slot; nothing for one whose objects do not repeat."""
    if not record.repeated:
        return []
    name = definition.ref.name
    slots = ["_received", "_extra", *(item.attribute for item in record.properties)]
    return [
        f"def repeat_{snake(name)}(like: {name}) -> {name}:",
        *indent(docstring(f"{article(name)} with the values of another, which the two share.")),
        f"    model = {scope.trait('new')}({name})",
        *(f"    model.{slot} = like.{slot}" for slot in slots),
        "    return model",
    ]
