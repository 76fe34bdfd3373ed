"""
Chunks like the one before, made without parsing them.

Nearly every chunk of a stream repeats its predecessor byte for byte but for its words, which stand inside one JSON string, or inside
several that are equal (thinking comes as text and as a detail). So a chunk that was decoded is kept as a template: its objects, and the
bytes around its words. A block that is these bytes around other words is the same chunk with the other words in it, since what stands
inside a JSON string changes nothing outside of it. Where the words are is not guessed: the block is parsed once with a mark in their place.

The engine decodes a mix of services' shapes in half of the time (`python -m benchmarks memory`). Nothing depends on it: without this
module, what builds on it (`unread`, `refrain`, `alike`) and the lines of `codec.py` and `receiver.py` that call it, everything gives the
same.
"""

from __future__ import annotations

from typing import Any

from .. import jsontext
from ..models.chunk import (
    ChatChunk,
    ChatDelta,
    ChunkChoice,
    ToolCallDelta,
    repeat_chat_chunk,
    repeat_chat_delta,
    repeat_chunk_choice,
    repeat_function_delta,
    repeat_tool_call_delta,
)
from ..models.reasoning import ReasoningSummary, ReasoningText, repeat_reasoning_summary, repeat_reasoning_text
from ..traits import NO_EXTRA, Model
from .surrogates import has_half
from .unread import UnreadChunk, unread

_MARK = "(words)"
_LONGEST_PAUSE = 63
_HOLDERS: dict[type[Model], frozenset[str]] = {
    ChatChunk: frozenset({"choices"}),
    ChunkChoice: frozenset({"delta"}),
    ChatDelta: frozenset({"reasoning_details", "tool_calls"}),
    ToolCallDelta: frozenset({"function"}),
}
"""The keys of what is made anew for each chunk."""


class Echo:
    """What is remembered of a chunk that was decoded, to make others like it."""

    __slots__ = ("_around", "_begin", "_fixed", "_pause", "_skip", "_times", "has_words", "is_quiet", "sketch", "was_used")

    def __init__(self) -> None:
        self.is_quiet = False
        """Whether what it makes says nothing of the answer's end, so that it brings nothing but words that the template did not bring."""

        self.has_words = False
        """Whether the last chunk that was made has any."""

        self.sketch: Sketch | None = None
        """What it makes chunks of; None without a template."""

        self._around: list[bytes] = []  # the bytes before, between and behind the words
        self._begin = self._fixed = 0  # the length of the first, and of all of them
        self._times = 0  # how often the words are there
        self._skip = self._pause = 0
        self.was_used = True
        """Whether the template has made a chunk; if not, the next is learned later."""

    def chunk(self, block: bytes) -> ChatChunk | None:
        """The chunk of a block that differs from the template in its words only; None of any other."""
        sketch = self.sketch
        if sketch is None:
            return None
        begin = self._begin
        words = block[begin : begin + (len(block) - self._fixed) // self._times]
        if words.join(self._around) != block:
            return None
        try:
            text = words.decode()
            if not text.isprintable() or "\\" in text or '"' in text:  # JSON may say something else with it
                text = jsontext.loads(f'"{text}"')
                if has_half(text):
                    return None
        except ValueError:  # no UTF-8, or not the whole inside of a string
            return None
        self.was_used = True
        self.has_words = text != ""
        return unread(sketch.head, sketch, text) if sketch.may_wait else sketch.chunk(text)

    @property
    def ends(self) -> tuple[bytes, bytes]:
        """The bytes of the template before its words, and those behind them."""
        return self._around[0], self._around[-1]

    def forget(self) -> None:
        """Has no template any more."""
        self.sketch = None

    def learn(self, block: bytes, chunk: ChatChunk) -> None:
        """
        Takes a chunk that had to be decoded for the template, if it can be one.

        That costs as much as decoding it once more, so it is tried ever more seldom as long as no template is of use.
        """
        if self._skip:
            self._skip -= 1
            return
        delta = chunk.choices[0].delta if chunk.choices else None
        texts = [] if delta is None else _texts(delta)
        if not texts or not _is_plain(texts[0]) or texts.count(texts[0]) < len(texts):
            return
        self._pause = 0 if self.was_used else min(2 * self._pause + 1, _LONGEST_PAUSE)
        self._skip, self.was_used = self._pause, False
        around = _around(block, chunk, texts) if _is_simple(chunk) else []
        if around:
            self.sketch, self._around, self._times = Sketch(chunk, texts), around, len(texts)
            self._begin, self._fixed = len(around[0]), sum(map(len, around))
            self.is_quiet = self.sketch.is_quiet


class Sketch:
    """The objects of a simple chunk."""

    __slots__ = ("_call", "_choice", "_content_only", "_delta", "_detail", "_function", "head", "is_quiet", "may_wait")

    def __init__(self, chunk: ChatChunk, texts: list[str]) -> None:
        choice, delta = _parts(chunk)
        details, calls = delta.reasoning_details, delta.tool_calls
        self.head = repeat_chat_chunk(chunk)
        self._choice = repeat_chunk_choice(choice)
        self._delta = repeat_chat_delta(delta)
        self._detail = _detail_like(details[0]) if details else None
        self._call = repeat_tool_call_delta(calls[0]) if calls else None
        function = None if self._call is None else self._call.function
        self._function = None if function is None else repeat_function_delta(function)
        self._content_only = [delta.content] == texts and details is None and calls is None
        self.is_quiet = not (chunk.error or choice.error or choice.finish_reason)
        """Whether it says nothing of the answer's end."""
        self.may_wait = self._content_only and self.is_quiet and not (choice.index or delta.refusal)
        """Whether the choices of a chunk like it, which bring text alone, may be made when somebody looks; none had looked so far."""

    def blank(self) -> UnreadChunk | None:
        """A chunk like it whose `words` are yet to be set; None where its choices may not wait for somebody to look at them."""
        return unread(self.head, self, "") if self.may_wait else None

    def chunk(self, words: str) -> ChatChunk:
        """A chunk like it, with other words and all its choices."""
        chunk = repeat_chat_chunk(self.head)
        chunk.choices = self.choices(words)
        return chunk

    def choices(self, words: str) -> list[ChunkChoice]:
        """The choices of a chunk like it."""
        choice = repeat_chunk_choice(self._choice)
        choice.delta = delta = repeat_chat_delta(self._delta)
        if self._content_only:
            delta.content = words
        else:
            self._fill(delta, words)
        return [choice]

    def _fill(self, delta: ChatDelta, words: str) -> None:
        """Puts the words where some were."""
        if delta.content:
            delta.content = words
        if delta.reasoning:
            delta.reasoning = words
        if delta.reasoning_content:
            delta.reasoning_content = words
        if delta.reasoning_details is not None:
            delta.reasoning_details = details = []
            if self._detail is not None:
                detail = _detail_like(self._detail)
                details.append(detail)
                if isinstance(detail, ReasoningText):
                    detail.text = words if detail.text else detail.text
                else:
                    detail.summary = words if detail.summary else detail.summary
        if delta.tool_calls is not None:
            delta.tool_calls = calls = []
            if self._call is not None:
                call = repeat_tool_call_delta(self._call)
                calls.append(call)
                if self._function is not None:
                    call.function = function = repeat_function_delta(self._function)
                    function.arguments = words if function.arguments else function.arguments


def _parts(chunk: ChatChunk) -> tuple[ChunkChoice, ChatDelta]:
    """The one choice of a simple chunk, and its delta."""
    assert chunk.choices
    choice = chunk.choices[0]
    assert choice.delta is not None
    return choice, choice.delta


def _detail_like(detail: Any) -> ReasoningText | ReasoningSummary:
    return repeat_reasoning_text(detail) if type(detail) is ReasoningText else repeat_reasoning_summary(detail)


def _texts(delta: ChatDelta) -> list[Any]:
    """What is not empty of the texts that differ from chunk to chunk."""
    details, calls = delta.reasoning_details or (), delta.tool_calls or ()
    found: list[Any] = [delta.content, delta.reasoning, delta.reasoning_content]
    found += [detail.text if isinstance(detail, ReasoningText) else getattr(detail, "summary", None) for detail in details]
    found += [call.function.arguments for call in calls if call.function is not None]
    return [text for text in found if text]


def _is_simple(chunk: ChatChunk) -> bool:
    """Whether a chunk has one choice, at most one detail and one call, and otherwise values that chunks may share."""
    choice, delta = _parts(chunk)
    details, calls = delta.reasoning_details or [], delta.tool_calls or []
    functions = [call.function for call in calls if call.function is not None]
    return (
        max(len(chunk.choices or ()), len(details), len(calls)) == 1
        and all(isinstance(detail, (ReasoningText, ReasoningSummary)) for detail in details)
        and all(map(_is_flat, (chunk, choice, delta, *details, *calls, *functions)))
    )


def _is_flat(model: Model) -> bool:
    """Whether what a model holds may be shared: no container but those that are made anew, and nothing set aside."""
    values, made = model._received or {}, _HOLDERS.get(type(model), ())
    shared = [values[key] for key in values if key not in made]
    return (model._extra is None or model._extra is NO_EXTRA) and not any(isinstance(value, (dict, list)) for value in shared)


def _around(block: bytes, chunk: ChatChunk, texts: list[str]) -> list[bytes]:
    """The bytes around the words of a chunk; none where it is not certain which they are."""
    pieces = block.split(f'"{texts[0]}"'.encode())
    if len(pieces) != len(texts) + 1 or _MARK.encode() in block:
        return []
    around = [pieces[0] + b'"', *(b'"' + piece + b'"' for piece in pieces[1:-1]), b'"' + pieces[-1]]
    try:
        marked = jsontext.loads(_MARK.encode().join(around).decode("utf-8", "replace"))
    except jsontext.JSONTextError:
        return []
    return around if marked == _marked(chunk._received, texts[0]) else []


def _marked(value: Any, words: str) -> Any:
    """A JSON value with the mark wherever the words are."""
    if isinstance(value, dict):
        return {key: _marked(item, words) for key, item in value.items()}
    if isinstance(value, list):
        return [_marked(item, words) for item in value]
    return _MARK if value == words else value


def _is_plain(text: Any) -> bool:
    """Whether JSON writes a text as it is."""
    return isinstance(text, str) and text.isprintable() and '"' not in text and "\\" not in text
