"""
Characters cut in two.

JSON may write an emoji as two escaped halves, and some servers cut a text between them. A half alone is no character: it cannot be
printed or encoded. It is held back until the next chunk brings the other, or replaced where none comes.
"""

from __future__ import annotations

import re
from typing import Any

from attrs import define, field, frozen

_HALF = re.compile("[\ud800-\udfff]")
_DETAILS = {"reasoning.text": "text", "reasoning.summary": "summary"}
_JOINED = frozenset(
    {
        ("content",),
        ("content", "thinking", "text"),
        ("reasoning",),
        ("reasoning_content",),
        ("reasoning_details", "text"),
        ("reasoning_details", "summary"),
        ("refusal",),
        ("audio", "data"),
        ("audio", "transcript"),
        ("tool_calls", "function", "arguments"),
    }
)
"""The texts of a delta that go on in the next chunk; all others come whole."""

Place = tuple[str | int, ...]


def has_half(text: str) -> bool:
    """Whether a text as received may hold a half that its JSON did not join."""
    return _HALF.search(text) is not None


def mend(text: str) -> str:
    """The text with halves side by side joined, and U+FFFD for each that is alone."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if has_half(text) else text


def mend_throughout(value: Any) -> Any:
    """A JSON value whose strings, keys included, have whole characters only; for what nothing follows."""
    if isinstance(value, str):
        return mend(value)
    if isinstance(value, dict):
        return {mend(name): mend_throughout(item) for name, item in value.items()}
    return [mend_throughout(item) for item in value] if isinstance(value, list) else value


@frozen
class HeldHalf:
    """A first half, and the `type` of the object whose text it ends."""

    half: str
    kind: str | None


@define
class HalfKeeper:
    """Mends the strings of a stream's payloads, from one payload to the next."""

    held: dict[Place, HeldHalf] = field(factory=dict)
    """The halves that wait, by the place whose text they end."""

    def mended(self, payload: Any) -> Any:
        """The payload with whole characters only; a half at the end of a continued text is held back."""
        choices = payload.get("choices") if isinstance(payload, dict) else None
        if not isinstance(choices, list):
            return mend_throughout(payload)
        mended = mend_throughout({**payload, "choices": None})
        return {**mended, "choices": [self._choice(choice) for choice in choices]}

    def leftovers(self) -> dict[str, Any] | None:
        """A payload that adds U+FFFD wherever a half was held back and nothing followed; None if there is none."""
        choices = [_around("\ufffd", place[1:], held.kind) for place, held in self.held.items()]
        self.held.clear()
        return {"choices": choices} if choices else None

    def _choice(self, choice: Any) -> Any:
        """A choice, whose delta may have the form of other APIs."""
        if not isinstance(choice, dict):
            return mend_throughout(choice)
        index = choice.get("index")
        place: Place = ("choices", index if isinstance(index, int) else 0, "delta")
        delta = next((name for name in ("delta", "message") if isinstance(choice.get(name), dict)), None)
        mended = {}
        for name, value in choice.items():
            if name == delta:
                mended[name] = self._value(value, place, (), None)
            elif name == "text" and delta is None and isinstance(value, str):
                mended[name] = self._text(value, (*place, "content"), None)
            else:
                mended[mend(name)] = mend_throughout(value)
        return mended

    def _value(self, value: Any, place: Place, names: tuple[str, ...], kind: str | None) -> Any:
        """A value inside a delta, `names` being the keys that lead to it."""
        if isinstance(value, str):
            if names == ("content", "text"):  # the parts of a content are one text with the contents that are strings
                return self._text(value, (*place[:3], "content"), None)
            return self._text(value, place, kind) if names in _JOINED and _may_hold(names, kind) else mend(value)
        if isinstance(value, dict):
            own = value.get("type")
            kind = own if isinstance(own, str) else None
            return {mend(name): self._value(item, (*place, name), (*names, name), kind) for name, item in value.items()}
        if isinstance(value, list):
            return [self._value(item, (*place, _index(item, at)), names, kind) for at, item in enumerate(value)]
        return value

    def _text(self, text: str, place: Place, kind: str | None) -> str:
        if not text:
            return text
        if place in self.held:
            text = self.held.pop(place).half + text
        if "\ud800" <= text[-1] <= "\udbff":
            self.held[place] = HeldHalf(text[-1], kind)
            text = text[:-1]
        return mend(text)


def _may_hold(names: tuple[str, ...], kind: str | None) -> bool:
    """Whether an object of a kind continues such a text: entries of reasoning do by their type."""
    return names[0] != "reasoning_details" or _DETAILS.get(kind or "") == names[-1]


def _index(item: Any, position: int) -> int:
    """What tells an item of a list apart from chunk to chunk: its index, or, below 0, its position if it has none."""
    index = item.get("index") if isinstance(item, dict) else None
    return index if isinstance(index, int) else ~position


def _around(text: str, place: Place, kind: str | None) -> dict[str, Any]:
    """The objects around a text: `(0, "delta", "content")` is choice 0 whose delta's content it is."""
    value: Any = {place[-1]: text} if kind is None else {"type": kind, place[-1]: text}
    for position in range(len(place) - 2, -1, -1):
        step = place[position]
        if isinstance(step, str):
            value = {step: value}
        else:
            value = {"index": step, **value} if step >= 0 else value
            value = [value] if position else value
    return value  # type: ignore[no-any-return]
