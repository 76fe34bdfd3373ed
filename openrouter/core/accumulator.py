"""From chunks to the whole answer, at any time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import LimitExceededError
from ..models.chunk import ChatChunk, fold_chat_chunk
from ..models.response import ChatResponse, decode_chat_response
from ..models.usage import Usage
from ..traits import Mismatch, plain
from .codec import ChunkDecoder
from .fold import Fold
from .growing import Text, Undo, roll_back
from .options import Limits
from .refrain import Refrain
from .sse import ServerSentEvent
from .unread import settled


class Accumulator:
    """
    Joins the chunks of a streamed answer by the merge rules of the schemas.

    It takes what people have: chunks of this library, parsed JSON objects, or server-sent events (`[DONE]` and keep-alives are
    passed over). `response()` is the answer so far; it may be asked for at any time, and shares nothing with the accumulator.

    Adding costs the same however long the answer is.
    """

    __slots__ = ("_before", "_decoder", "_refrain", "_root", "_undo", "limits", "resumed")

    def __init__(self, *, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        """The bounds past which the answer must not grow."""
        self.resumed = 0
        """How often `reopen()` was called."""
        self._undo: Undo = []
        self._root = Fold(self.limits, self._undo)
        self._decoder = ChunkDecoder()
        self._before: dict[str, Any] | None = None  # what was received of the chunk that `join` took last
        self._refrain: Refrain | None = None  # what `Journal.hand_over` joins by

    def add(self, item: ChatChunk | Mapping[str, Any] | ServerSentEvent) -> None:
        """
        Joins one piece to the answer.

        Raises:
            DecodeError: a payload is not what the schema says; nothing of it was added.
            LimitExceededError: the answer would grow past a bound; nothing of it was added.
        """
        self._before = self._refrain = None
        if isinstance(item, ChatChunk):
            self._join(item)
        elif isinstance(item, ServerSentEvent):
            data = item.data.strip()
            if data == "[DONE]":
                self._end()
            elif data and not data.startswith(":"):
                self._join(self._decoder.decode(data))
        elif isinstance(item, Mapping):
            self._join(self._decoder.mended_chunk(dict(item)))
        else:
            raise TypeError(f"add() takes a ChatChunk, a mapping or a ServerSentEvent, not {type(item).__name__}")

    def join(self, chunk: ChatChunk) -> None:
        """What `add` does with a chunk, for one that the decoder has made and nobody can have changed since."""
        if self._refrain is not None and self._refrain.join(chunk):
            return
        self._join(chunk)
        before, self._before = self._before, chunk._received
        if before is None or before is not self._before:
            self._refrain = None
        elif self._refrain is None:
            refrain = Refrain(chunk, self._root)
            self._refrain = refrain if refrain.is_sure else None

    def response(self) -> ChatResponse:
        """The answer so far; every field may be None."""
        values = self._root.value()
        choices = sorted((self._root.values.get("choices") or {}).items())
        values["choices"] = [_choice(index, place) for index, place in choices]
        values["object"] = "chat.completion"
        if self.resumed:
            values["resumed"] = self.resumed
        values = plain(values)  # the response is its reader's own
        while True:
            try:
                return decode_chat_response(values)
            except Mismatch as wrong:  # a field that chunks do not have and messages do, of another type than theirs
                wrong.holder.pop(wrong.key)

    def reopen(self) -> None:
        """The answer broke off and goes on: what a failed part said of its end does not count."""
        self.resumed += 1
        self._before = self._refrain = None
        for place in (self._root, *(self._root.values.get("choices") or {}).values()):
            for name in ("error", "finish_reason", "native_finish_reason"):
                place.values.pop(name, None)

    @property
    def text(self) -> str:
        """The text of choice 0 so far."""
        return self._text("content")

    @property
    def reasoning(self) -> str:
        """The reasoning text of choice 0 so far."""
        return self._text("reasoning")

    @property
    def text_length(self) -> int:
        """How many characters `text` has, without joining them."""
        text = self._field("content")
        return text.length if isinstance(text, Text) else 0

    @property
    def finish_reason(self) -> str | None:
        """Why choice 0 stopped, as sent; None before."""
        place = self._choice()
        return None if place is None else place.values.get("finish_reason")

    @property
    def usage(self) -> Usage | None:
        """The last usage that came, or None."""
        return self._root.values.get("usage")

    @property
    def id(self) -> str | None:
        """The id of the generation, from the chunks."""
        return self._root.values.get("id")

    @property
    def model(self) -> str | None:
        """The model that answers, from the chunks."""
        return self._root.values.get("model")

    @property
    def provider(self) -> str | None:
        """The provider that answers, from the chunks."""
        return self._root.values.get("provider")

    @property
    def tolerated(self) -> int:
        """How many objects held a value of the wrong type that was left in `extra`."""
        return _tolerated(self._root)

    def _join(self, chunk: ChatChunk) -> None:
        """Folds a chunk in, or, where a bound stands against a part of it, leaves the answer as it was."""
        undo = self._undo
        undo.clear()
        try:
            fold_chat_chunk(settled(chunk), self._root)
        except LimitExceededError:
            roll_back(undo)
            raise

    def _end(self) -> None:
        """Half a character that nothing follows is shown as U+FFFD."""
        chunk = self._decoder.end()
        if chunk is not None:
            self._join(chunk)

    def _choice(self) -> Fold | None:
        """The choice that `text` is of: 0, or the first there is, as in the response."""
        choices: dict[int, Fold] = self._root.values.get("choices") or {}
        return choices.get(0) or choices.get(min(choices, default=0))

    def _text(self, name: str) -> str:
        text = self._field(name)
        return text.value() if isinstance(text, Text) else ""

    def _field(self, name: str) -> Any:
        """What has come of a field of the delta of choice 0."""
        place = self._choice()
        delta = None if place is None else place.values.get("delta")
        return None if delta is None else delta.values.get(name)


def texts_of(answer: Accumulator) -> Iterator[tuple[tuple[int, str], Text]]:
    """The texts and the reasoning of all choices, each under a key of its own."""
    for index, place in list((answer._root.values.get("choices") or {}).items()):
        delta = place.values.get("delta")
        values = {} if delta is None else delta.values
        for name in ("content", "reasoning"):
            text = values.get(name)
            if isinstance(text, Text):
                yield (index, name), text


def _choice(index: int, place: Fold) -> dict[str, Any]:
    """One choice of the answer: its delta, joined, is its message."""
    values = place.value()
    message = values.pop("delta", {})
    message = {"role": "assistant", "content": None, **message}
    return {**values, "index": index, "message": message}


def _tolerated(place: Fold) -> int:
    inner = [value for value in list(place.values.values()) if isinstance(value, Fold)]  # another thread may add
    choices = place.values.get("choices")
    inner.extend(choices.values() if isinstance(choices, dict) else ())
    return place.tolerated + sum(map(_tolerated, inner))
