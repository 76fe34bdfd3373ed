"""
What generated decode functions are made of.

A decode function takes a JSON object, a `dict`, and reads it key by key. Where a value is of the wrong type it raises `Mismatch`,
which knows the container and the key but not the path: that is looked up when somebody asks, so that right input pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

if TYPE_CHECKING:
    from .model import Model

T = TypeVar("T")

new = object.__new__
"""Makes a model without its `__init__`: the decode function fills every slot, 3x faster than keyword arguments."""


class Mismatch(ValueError):
    """A value that the schema does not allow; never leaves the library (`DecodeError` does)."""

    def __init__(self, holder: Any, key: str | int | None, expected: str) -> None:
        super().__init__(expected)
        self.holder = holder
        self.key = key
        self.expected = expected

    def path_in(self, root: Any) -> str:
        """Where in `root` it is, as in `choices[0].delta.content`."""
        trail = next(_find(root, self.holder, ()), ())
        steps = trail if self.key is None else (*trail, self.key)
        return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")

    @property
    def value(self) -> Any:
        """What was found there; None for a missing key."""
        if self.key is None:
            return self.holder
        if isinstance(self.holder, dict):
            return self.holder.get(self.key)
        return self.holder[self.key]


def _find(node: Any, target: Any, trail: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """The way from a JSON value to one of the containers in it, by identity."""
    pending = [(node, trail)]
    while pending:
        node, trail = pending.pop()
        if node is target:
            yield trail
        elif isinstance(node, dict):
            pending.extend((value, (*trail, key)) for key, value in node.items())
        elif isinstance(node, list):
            pending.extend((value, (*trail, index)) for index, value in enumerate(node))


def mismatch(holder: Any, key: str | int | None, expected: str) -> Mismatch:
    """The error for a value of the wrong type (or, of a required key, for none)."""
    return Mismatch(holder, key, expected)


def refuse(holder: Any, key: str | int, expected: str) -> NoReturn:
    """Raises for a value of the wrong type, inside an expression."""
    raise Mismatch(holder, key, expected)


def refuse_item(holder: list[Any], item: Any, expected: str) -> NoReturn:
    """Raises for an item of the wrong type, whose index is looked up."""
    raise Mismatch(holder, next(index for index, found in enumerate(holder) if found is item), expected)


def string(holder: Any, key: str | int, value: Any) -> str:
    """The value, if it is a string of a subclass of `str`; JSON's own were let through before."""
    if isinstance(value, str):
        return value
    raise Mismatch(holder, key, "a string")


def integer(holder: Any, key: str | int, value: Any) -> int:
    """The value, if it is an integer; true and false are not."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise Mismatch(holder, key, "an integer")


def number(holder: Any, key: str | int, value: Any) -> float:
    """The value, if it is a number; true and false are not."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    raise Mismatch(holder, key, "a number")


def boolean(holder: Any, key: str | int, value: Any) -> bool:
    """The value, if it is true or false."""
    if isinstance(value, bool):
        return value
    raise Mismatch(holder, key, "true or false")


def items(holder: Any, key: str | int, value: Any, decode: Callable[[Any, Any, Any], T]) -> list[T]:
    """A list decoded item by item; `decode` takes the list, the index and the item."""
    if not isinstance(value, list):
        raise Mismatch(holder, key, "an array")
    return [decode(value, index, item) for index, item in enumerate(value)]


def members(holder: Any, key: str | int, value: Any, decode: Callable[[Any, Any, Any], T]) -> dict[str, T]:
    """An object decoded value by value; `decode` takes the object, the key and the value."""
    if not isinstance(value, dict):
        raise Mismatch(holder, key, "an object")
    return {name: decode(value, name, item) for name, item in value.items()}


def tolerate(model: Model, received: dict[str, Any], key: str) -> None:
    """Keeps a value of the wrong type, as received, in `extra`: the attribute of a lenient property is None then."""
    extra = model.extra
    extra[key] = received[key]
