"""Reads the keywords that say what the service refuses of values of the right type."""

from __future__ import annotations

from numbers import Real
from typing import TYPE_CHECKING

from .schema import Bounds

if TYPE_CHECKING:
    from .read_type import Node

LIMITS: dict[str, tuple[type, str, str]] = {
    "minimum": (Real, "number", "minimum"),
    "maximum": (Real, "number", "maximum"),
    "minLength": (int, "string", "min_length"),
    "maxLength": (int, "string", "max_length"),
    "pattern": (str, "string", "pattern"),
    "minItems": (int, "array", "min_items"),
    "maxItems": (int, "array", "max_items"),
    "maxProperties": (int, "object", "max_properties"),
}
"""The type of each keyword's value, the kind of JSON value it limits, and its name in Python."""

INSIDE = {"items": ("array", "each"), "additionalProperties": ("object", "each"), "propertyNames": ("object", "keys")}
"""The keywords whose schema limits what is inside a value, likewise."""


def read_bounds(node: Node) -> Bounds | None:
    """The limits that a property or a part of one has; None if it has none."""
    found: list[tuple[str, float | str | Bounds]] = []
    for keyword, (kind, _, name) in LIMITS.items():
        if keyword in node.value:
            found.append((name, node.get(keyword, kind)))
    for keyword, (_, name) in INSIDE.items():
        if isinstance(node.value.get(keyword), dict):
            inside = read_bounds(node.child(keyword))
            if inside is not None:
                found.append((name, inside))
    return Bounds(tuple(found)) if found else None


def limited_kinds(bounds: Bounds) -> set[str]:
    """The kinds of JSON value that some limit is about."""
    kinds = {name: kind for _, kind, name in LIMITS.values()} | {"keys": "object"}
    return {kinds[name] for name, _ in bounds.limits if name in kinds}
