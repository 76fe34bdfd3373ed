"""What the service refuses of values that are of the right type, for the caller to learn before anything is sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from attrs import frozen

from .model import Model


@frozen(kw_only=True)
class Bounds:
    """The limits of one field, in the words of JSON Schema; each counts for values of its kind only."""

    minimum: float | None = None
    maximum: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    min_items: int | None = None
    max_items: int | None = None
    max_properties: int | None = None
    keys: Bounds | None = None
    """Limits of the keys of an object."""

    each: Bounds | None = None
    """Limits of each item of an array, or of each value of an object."""

    def broken(self, path: str, value: Any) -> Iterator[str]:
        """What is wrong with a value, each as a sentence that begins with the path of the place."""
        if isinstance(value, str):
            yield from _sized(path, len(value), self.min_length, self.max_length, "characters")
            if self.pattern is not None and re.fullmatch(self.pattern, value) is None:
                yield f"{path} must match {self.pattern}, and is {value!r}"
        elif isinstance(value, (int, float, Decimal)):
            if not _within(value, self.minimum, self.maximum):
                yield f"{path} must be {_span(self.minimum, self.maximum)}, and is {value}"
        elif isinstance(value, list):
            yield from _sized(path, len(value), self.min_items, self.max_items, "items")
            yield from self._inside((f"{path}[{index}]", item) for index, item in enumerate(value))
        elif isinstance(value, dict):
            yield from _sized(path, len(value), None, self.max_properties, "entries")
            yield from self._inside((f"{path}.{key}", item) for key, item in value.items())
            if self.keys is not None:
                for key in value:
                    yield from self.keys.broken(f"the key {key[:20]!r} of {path}", key)

    def _inside(self, items: Iterable[tuple[str, Any]]) -> Iterator[str]:
        if self.each is not None:
            for path, item in items:
                yield from self.each.broken(path, item)


def broken_bounds(value: Any, path: str = "") -> Iterator[str]:
    """What is out of bounds in a model and all that is inside it."""
    if isinstance(value, Model):
        for name in value._fields:
            item = getattr(value, name)
            if item is None or (type(item) is str and name not in value._bounds):
                continue
            if name in value._bounds:
                yield from value._bounds[name].broken(_below(path, name), item)
            yield from broken_bounds(item, _below(path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from broken_bounds(item, f"{path}[{index}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from broken_bounds(item, _below(path, key))


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _within(value: float | Decimal, lowest: float | None, highest: float | None) -> bool:
    return (lowest is None or value >= lowest) and (highest is None or value <= highest)


def _span(lowest: float | None, highest: float | None) -> str:
    if lowest is None:
        return f"at most {highest}"
    return f"at least {lowest}" if highest is None else f"from {lowest} to {highest}"


def _sized(path: str, size: int, lowest: int | None, highest: int | None, what: str) -> Iterator[str]:
    if not _within(size, lowest, highest):
        yield f"{path} must have {_span(lowest, highest)} {what}, and has {size}"
