"""Where pieces join: one method a merge rule, called by the fold functions that are generated from the schemas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .. import jsontext
from ..errors import LimitExceededError
from ..traits import Fold as FoldProtocol
from ..traits import Model
from ..traits.reading import texts_in
from .growing import ABSENT, Text, Undo, put_back
from .options import Limits
from .reasoning import ReasoningDetails
from .tool_calls import ToolCalls


class Unique:
    """A list without repetitions."""

    __slots__ = ("_seen", "items")

    def __init__(self) -> None:
        self.items: list[Any] = []
        self._seen: set[bytes] = set()

    def add(self, item: dict[str, Any], key: str | None, undo: Undo) -> None:
        """Appends an item whose value at `key` (its whole, if None) has not been there."""
        value: Any = item
        for step in key.split(".") if key is not None else ():
            value = value.get(step) if isinstance(value, dict) else None
        mark = jsontext.dumps(value)
        if mark not in self._seen:
            self._seen.add(mark)
            undo.append((self._seen.discard, mark))
        elif key is None or value is not None:
            return
        self.items.append(item)
        undo.append((self.items.pop,))


class Fold:
    """
    The pieces of one object, joined.

    The values are what `value()` makes a JSON object of: JSON values, and the growing things of this module. Each change is noted in
    `undo`, which the objects of one answer share.
    """

    __slots__ = ("limits", "others", "settled", "tolerated", "undo", "values")

    def __init__(self, limits: Limits, undo: Undo) -> None:
        self.limits = limits
        self.undo = undo
        self.values: dict[str, Any] = {}
        self.others: dict[str, Any] = {}
        self.settled = 0
        self.tolerated = 0

    def first(self, name: str, value: Any) -> None:
        if value and name not in self.values:  # Azure's first chunk has an id of "" and a date of 0
            self._set(name, value)
            self.undo.append((setattr, self, "settled", self.settled))
            self.settled += 1

    def last(self, name: str, value: Any) -> None:
        self._set(name, value)

    def concat(self, name: str, value: str) -> None:
        text = self.values.get(name)
        if text is None:
            text = self._set(name, Text())
        length = text.length
        if length + len(value) > self.limits.text:
            raise LimitExceededError(
                f"the answer's {name} is longer than {self.limits.text} characters; raise Limits.text to accept it",
                limit="text",
                value=self.limits.text,
            )
        self.undo.append((text.cut, length))
        text.add(value)

    def append(self, name: str, value: Sequence[Any]) -> None:
        items = self.values.get(name)
        if items is None:
            items = self._set(name, [])
        self.undo.append((_shorten, items, len(items)))
        items.extend(value)

    def append_unique(self, name: str, value: Sequence[Any], key: str | None) -> None:
        if not value:
            return
        unique = self.values.get(name)
        if unique is None:
            unique = self._set(name, Unique())
        for item in value:
            unique.add(item.to_dict(), key, self.undo)

    def by_index(self, name: str, value: Sequence[Any], fold: Callable[[Any, FoldProtocol], None]) -> None:
        places = self.values.get(name)
        if places is None:
            places = self._set(name, {})
        for item in value:
            index = item.index or 0
            fold(item, places[index] if index in places else self._place(places, index))

    def _place(self, places: dict[int, Fold], index: int) -> Fold:
        """The place of a choice that is new."""
        if len(places) >= self.limits.choices:
            raise LimitExceededError(
                f"the answer has more than {self.limits.choices} choices; raise Limits.choices to accept it",
                limit="choices",
                value=self.limits.choices,
            )
        place = places[index] = Fold(self.limits, self.undo)
        self.undo.append((places.pop, index))
        return place

    def member(self, name: str) -> Fold:
        place: Fold | None = self.values.get(name)
        if place is None:
            place = Fold(self.limits, self.undo)
            self._set(name, place)
        return place

    def finish_reason(self, name: str, value: str) -> None:
        if value and (name not in self.values or value == "error"):
            self._set(name, value)

    def tool_calls(self, name: str, value: Sequence[Any]) -> None:
        if not value:
            return
        calls = self.values.get(name)
        if calls is None:
            calls = self._set(name, ToolCalls(self.limits, self.undo))
        calls.add(value)

    def reasoning_details(self, name: str, value: Sequence[Any]) -> None:
        details = self.values.get(name)
        if details is None:
            details = self._set(name, ReasoningDetails(self.limits, self.undo))
        for detail in value:
            details.add(detail)

    def content(self, name: str, value: Sequence[Any]) -> None:
        if isinstance(value, str):  # of a subclass
            self.concat(name, value)
            return
        for part in value:
            for text in texts_in(getattr(part, "text", None)):
                self.concat(name, text)
            for text in texts_in(getattr(part, "thinking", None)):
                self.concat("reasoning", text)

    def unknown(self, piece: Model) -> None:
        if piece._extra is not None and not piece._keys.isdisjoint(piece._extra):
            self.undo.append((setattr, self, "tolerated", self.tolerated))
            self.tolerated += 1
        for name, other in piece.extra.items():
            self.undo.append((put_back, self.others, name, self.others.get(name, ABSENT)))
            self.others[name] = other

    def _set(self, name: str, value: Any) -> Any:
        """The value, which is that of the name from here on."""
        self.undo.append((put_back, self.values, name, self.values.get(name, ABSENT)))
        self.values[name] = value
        return value

    def value(self) -> dict[str, Any]:
        """The JSON object of what has come."""
        out = {name: _plain(value) for name, value in list(self.values.items())}  # another thread may add
        for name, value in list(self.others.items()):
            out.setdefault(name, value)
        return out


def _shorten(items: list[Any], length: int) -> None:
    del items[length:]


def _plain(value: Any) -> Any:
    if isinstance(value, (Text, Fold, ToolCalls, ReasoningDetails)):
        return value.value()
    if isinstance(value, Unique):
        return list(value.items)
    if isinstance(value, Model):
        return value.to_dict()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
