"""
Chunks of whose choices nobody has looked at anything but the text.

Nearly every chunk of a stream is like the one before but for its text, and most readers want the text. So `echo.py` makes such a chunk
without its choice, its delta and the list around them, which is a third of the engine's time; it holds the text and what the rest is
made of. At the first look at anything else of its choices, or at `extra`, these are made and it is a `ChatChunk` like any other, the
class included. Whoever has looked at choices will look again: the chunks that follow are made whole.
Nothing depends on it: `Sketch.chunk` gives the same.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Final

from ..models.chunk import ChatChunk, ChunkChoice
from ..traits import Model, new

if TYPE_CHECKING:
    from .echo import Sketch

# Slots of a `ChatChunk` in which this module keeps what a chunk is made of meanwhile.
_WORDS: Final[Any] = vars(ChatChunk)["choices"]
_SKETCH: Final[Any] = vars(Model)["_extra"]
_CLASS: Final[Any] = vars(object)["__class__"]

# Branches of a `tee()` may look at one chunk in two threads. Between any two steps of the other thread it may have become a `ChatChunk`;
# what is read through a slot's descriptor is there all the same.
_settling = threading.RLock()

# Bound once: 30 ns a call less.
_words_of, _set_words = _WORDS.__get__, _WORDS.__set__
_sketch_of, _set_sketch = _SKETCH.__get__, _SKETCH.__set__
_set_class = _CLASS.__set__


class UnreadChunk(ChatChunk):
    """A chunk with one choice, of index 0, that brings text and nothing else."""

    __slots__ = ()  # so that it can become a `ChatChunk`

    words: str = _WORDS
    sketch: Sketch = _SKETCH

    def _get_text(self) -> str:
        words = _words_of(self)
        return words if type(words) is str else settled(self).text

    def _get_choices(self) -> list[ChunkChoice] | None:
        sketch = _sketch_of(self)
        if sketch is not None and type(sketch) is not dict:  # neither of these, unless another thread has settled it meanwhile
            sketch.may_wait = False  # whoever looks at one will look at the next, which is made whole from here on: 0.4 us less
        return settled(self).choices

    def _set_choices(self, value: list[ChunkChoice] | None) -> None:
        settled(self).choices = value

    def _get_extra(self) -> dict[str, Any] | None:
        return settled(self)._extra

    if not TYPE_CHECKING:
        text = property(_get_text, doc=ChatChunk.text.__doc__)
        choices = property(_get_choices, _set_choices)
        _extra = property(_get_extra)
        __class__ = property(lambda self: ChatChunk)  # for `attrs.evolve` and whoever else makes another of its kind

    def __eq__(self, other: object) -> bool:
        return settled(self) == (settled(other) if type(other) is UnreadChunk else other)

    __hash__ = None  # type: ignore[assignment]

    def __reduce_ex__(self, protocol: Any) -> Any:
        return settled(self).__reduce_ex__(protocol)


def unread(like: ChatChunk, sketch: Sketch, words: str) -> UnreadChunk:
    """A chunk with the values of another, of which it has the choices yet to be made."""
    chunk = new(UnreadChunk)
    chunk.words = words
    chunk.sketch = sketch
    chunk._received = like._received
    chunk.id = like.id
    chunk.object = like.object
    chunk.created = like.created
    chunk.model = like.model
    chunk.provider = like.provider
    chunk.usage = like.usage
    chunk.error = like.error
    chunk.system_fingerprint = like.system_fingerprint
    chunk.service_tier = like.service_tier
    chunk.openrouter_metadata = like.openrouter_metadata
    chunk.alignment = like.alignment
    chunk.safeguard_results = like.safeguard_results
    chunk.debug = like.debug
    chunk.user_id = like.user_id
    return chunk


def settled(chunk: ChatChunk) -> ChatChunk:
    """The same object, with its choices, and a plain `ChatChunk` from now on."""
    if type(chunk) is not UnreadChunk:
        return chunk
    with _settling:
        sketch, words = _sketch_of(chunk), _words_of(chunk)
        if type(chunk) is UnreadChunk:
            if type(words) is str:  # else a signal handler has come between two of these steps, in the thread that has the lock
                _set_words(chunk, sketch.choices(words))
            _set_sketch(chunk, None)  # no `extra` yet: it is made when somebody asks for it
            _set_class(chunk, ChatChunk)
    return chunk
