"""
Where the words of chunks like each other go.

Chunks that `echo.py` made of one template share what was received of it, and differ in their words. What such a chunk brings beside its
words the one before has brought: joining it again changes nothing. So for the second of them it is found out which texts of the
answer take the words; from then on these grow, and nothing else is looked at: 0.2 to 0.6 us in place of 0.9 to 1.4 (`python -m benchmarks
memory`). Nothing depends on it; `Accumulator.add` gives the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..models.chunk import ChatChunk, ChatDelta
from .fold import Fold
from .growing import Text
from .reasoning import ReasoningDetails, words_for
from .unread import UnreadChunk, settled

_PLACES = frozenset({"role", "content", "reasoning", "reasoning_content", "reasoning_details", "tool_calls"})


class Refrain:
    """The texts that take the words of chunks which are like the one joined last."""

    __slots__ = ("_also", "_details", "_is_alone", "_limit", "_received", "_text", "_words", "is_sure")

    def __init__(self, chunk: ChatChunk, root: Fold) -> None:
        self._received = chunk._received
        self.is_sure = True
        """Whether the chunk looked at had words; another has to be looked at if not."""
        self._text: Text | None = None
        self._also: list[Text] = []  # other texts that take the same words
        self._details: ReasoningDetails | None = None  # which counts the words it takes
        self._is_alone = True
        self._limit = root.limits.text
        self._words: Callable[[Any], Any] = _content
        choice = settled(chunk).choices[0]  # type: ignore[index]  # what is like another has one choice
        delta: Any = choice.delta  # and a delta
        if all(name in _PLACES or not getattr(delta, name) for name in delta._fields):
            places = root.values["choices"][choice.index or 0].values["delta"].values
            self._find(delta, places, root.limits.tool_arguments)

    def join(self, chunk: ChatChunk) -> bool:
        """
        Adds the words of a chunk of these; False where it is none, or is to be joined in the long way, which says what bound is met.
        """
        text = self._text
        if text is None or chunk._received is not self._received:
            return False
        if type(chunk) is UnreadChunk:
            words = chunk.words
        else:
            delta: Any = chunk.choices[0].delta  # type: ignore[index]
            words = delta.content or self._words(delta)
        if not words:
            return True
        length = text.length + len(words)
        if length > self._limit or not (self._is_alone or self._join_also(words)):
            return False
        pieces = text.pieces  # what `Text.add` does, whose call would cost a sixth more
        pieces.append(words)
        text.length = length
        if len(pieces) > text.room:
            text.settle()
        return True

    def _join_also(self, words: str) -> bool:
        """Adds the words to the other texts, if all have room."""
        size = len(words)
        for text in self._also:
            if text.length + size > self._limit:
                return False
        if self._details is not None:
            if self._details.length + size > self._limit:
                return False
            self._details.length += size
        for text in self._also:
            text.add(words)
        return True

    def _find(self, delta: ChatDelta, places: dict[str, Any], arguments: int) -> None:
        """Finds the texts; there are none where something else may come of the delta."""
        found: list[tuple[Text, Callable[[Any], Any]]] = []
        if delta.content:
            found.append((places["content"], _content))
        if delta.reasoning:
            found.append((places["reasoning"], _reasoning))
        elif delta.reasoning_content:
            found.append((places["reasoning"], _reasoning_content))
        for detail in delta.reasoning_details or ():
            entry = places["reasoning_details"].entries[-1]
            words = words_for(entry, detail)
            if words is None:
                return
            if words:
                self._details = places["reasoning_details"]
                found.append((entry.text, _detail))
        for fragment in delta.tool_calls or ():
            text = places["tool_calls"].taking(fragment)
            if text is None or found:  # the bound is another
                return
            if _arguments(delta):
                self._limit = arguments
                found.append((text, _arguments))
        self.is_sure = bool(found)
        if found:
            self._text, *self._also = (text for text, _ in found)
            self._words = found[0][1]
            self._is_alone = not self._also and self._details is None


def _content(delta: ChatDelta) -> Any:
    return delta.content


def _reasoning(delta: ChatDelta) -> Any:
    return delta.reasoning


def _reasoning_content(delta: ChatDelta) -> Any:
    return delta.reasoning_content


def _detail(delta: Any) -> Any:
    detail = delta.reasoning_details[0]
    return detail.text if detail.type == "reasoning.text" else detail.summary


def _arguments(delta: Any) -> Any:
    return delta.tool_calls[0].function.arguments
