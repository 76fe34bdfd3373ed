"""From the bytes of a body to the chunks of an answer, with the verdicts on the way."""

from __future__ import annotations

import re

from attrs import define, field, frozen

from ..errors import DecodeError, LimitExceededError, OpenRouterError, StreamDecodeError
from ..models import ChatChunk
from .codec import ChunkDecoder
from .echo import Echo
from .ending import Ending
from .options import Limits, OnMalformed
from .sse import ServerSentEvent, SSEDecoder
from .stats import Stats

_CHUNK_EVENTS = frozenset({"", "message", "error"})
_LINE_END = re.compile(rb"[\r\n]")


@frozen
class KeepAlive:
    """A comment of the stream: the edge is alive, the model may not be."""

    comment: str


@frozen
class Received:
    """An event as received, and the chunk it held."""

    event: ServerSentEvent
    chunk: ChatChunk | None


Item = ChatChunk | KeepAlive | Received


@define
class Receiver:
    """
    Takes the bytes of one body and gives its items in order.

    It never raises: what it finds wrong is in `error`, after everything that came before it was given.
    """

    limits: Limits
    on_malformed: OnMalformed
    stats: Stats
    raw: bool
    """Whether to give `Received` in place of chunks."""

    signs: bool = True
    """Whether to give comments."""

    error: OpenRouterError | None = None
    done: bool = False
    brought_chunk: bool = False
    """Whether the last bytes held a chunk."""

    brought_content: bool = False
    """Whether the last bytes held content."""

    within_every_bound: int = field(init=False)
    """The bytes of a read that no check need look at, if they are one event."""

    ending: Ending = field(factory=Ending)
    _events: SSEDecoder = field(factory=SSEDecoder)
    _chunks: ChunkDecoder = field(factory=ChunkDecoder)
    _smallest: int = field(init=False)
    _within_bounds: int = field(init=False)
    """The bytes of an event that no check need look at: decoded, each of them may become a U+FFFD of three."""
    _events_before: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._smallest = min(self.limits.line, self.limits.event)
        self._within_bounds = self.limits.event // 3
        self.within_every_bound = min(self._smallest, self._within_bounds)
        self._events_before = self.stats.events

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to come that anybody needs."""
        return self.done or self.ending.is_told

    def receive(self, data: bytes) -> list[Item]:
        """The items that these bytes complete."""
        self.brought_chunk = self.brought_content = False
        smallest = self._smallest
        if len(data) <= smallest:
            return self._receive(data)
        items: list[Item] = []
        for start in range(0, len(data), smallest):  # so that a line or an event beyond its bound is never inside one part
            items += self._receive(data[start : start + smallest])
            if self.done or self.error is not None:
                break
        return items

    def _receive(self, data: bytes) -> list[Item]:
        """The items of a part that no bound is smaller than."""
        decoder, limits = self._events, self.limits
        if not decoder.idle and decoder.buffered_line + len(data) > limits.line and self._has_long_line(data):
            self.error = self._too_large("line", limits.line)
            return []
        counted = decoder.comment_count
        events = decoder.feed(data) if self.raw else decoder.feed_blocks(data)
        items: list[Item] = []
        if decoder.comment_count != counted:
            self.stats.keepalives += decoder.comment_count - counted
            if self.signs:
                items += [KeepAlive(comment[: limits.comment]) for comment in decoder.comments]
            decoder.comments.clear()
        ending, echo, within = self.ending, self._chunks.echo, self._within_bounds
        for event in events:
            if ending.usage_seen and ending.has_error:  # as `is_told`, whose call would cost 40 ns
                return items  # no other read is looked at either
            if type(event) is bytes and len(event) <= within and (chunk := echo.chunk(event)) is not None:
                self.stats.events += 1
                self.brought_chunk = True
                # What is like a chunk that was seen need not be looked at again, unless its content comes after the end: 0.4 us less.
                if (echo.has_words and echo.is_quiet and not ending.finished) or ending.see(chunk):
                    self.brought_content = True
                items.append(chunk)
                continue
            self._take(event, items)
            if self.done or self.error is not None:
                return items
        if not decoder.idle and decoder.buffered > limits.event and decoder.buffered_data > limits.event:
            self.error = self._too_large("event", limits.event)
        return items

    @property
    def echo(self) -> Echo | None:
        """What may make the chunk of the next read, if that is an event like one before; None where each has to be looked at."""
        echo = self._chunks.echo
        return echo if echo.is_quiet and self._events.idle and not self.raw and not self.ending.finished else None

    def close(self) -> None:
        """Notes the end of the body; `[DONE]` may lack its blank line."""
        self.brought_chunk = self.brought_content = False
        self._events.close()
        if self._events.unfinished.strip() == "[DONE]":
            self.done = self.stats.done_seen = True

    def leftovers(self) -> list[Item]:
        """What stands for half a character that nothing followed; only an answer that is whole shows it."""
        chunk = self._chunks.end()
        return [] if chunk is None else [chunk]  # in a raw view too: no event was received for it

    def _take(self, event: bytes | ServerSentEvent, items: list[Item]) -> None:
        """Takes an event, or the data of a plain one, as received."""
        self.stats.events += 1
        block = event if type(event) is bytes else None
        if isinstance(event, ServerSentEvent):
            data, kind = event.data, event.event
        else:
            data, kind = event.decode("utf-8", "replace"), "message"
        chunk = None
        if len(data) < 16 and data.strip() == "[DONE]":
            self.done = self.stats.done_seen = True
        elif data[:1] == ":":  # a proxy has wrapped a comment in an event
            self.stats.keepalives += 1
            if self.signs:
                items.append(KeepAlive(data[1 : self.limits.comment + 1]))
        elif data:
            chunk = self._decoded(data, kind, block)
        if chunk is not None:
            self.brought_chunk = True
            self.brought_content = self.ending.see(chunk) or self.brought_content
        if isinstance(event, ServerSentEvent) and self.raw:
            items.append(Received(event, chunk))
        elif chunk is not None:
            items.append(chunk)

    def _decoded(self, data: str, kind: str, block: bytes | None) -> ChatChunk | None:
        """The chunk in an event; None where it is passed over, or `error` is set."""
        try:
            self._check_data(data)
            chunk = self._chunks.decode(data, block)
        except DecodeError as error:
            wrong = error
        except LimitExceededError as error:
            self.error = error
            return None
        else:
            return self._understood(kind, chunk)
        if kind == "error":  # its data need not be JSON to be an error
            return ChatChunk.from_dict({"error": data})
        if kind not in _CHUNK_EVENTS or self.on_malformed == "skip":
            self.stats.ignored += 1
        else:
            number = self.stats.events - self._events_before
            self.error = StreamDecodeError(
                f"event {number} of the stream is malformed: {wrong}",
                path=wrong.path,
                excerpt=wrong.excerpt,
                event_number=number,
            )
        return None

    def _understood(self, kind: str, chunk: ChatChunk) -> ChatChunk | None:
        """The chunk, unless it is an event of a kind nobody knows; `event: error` may hold the bare error object."""
        flat = chunk.choices is None and "error" in (chunk.object, chunk.extra.get("type"))
        if (kind == "error" or flat) and not chunk.error:
            return ChatChunk.from_dict({"error": chunk.to_dict()})
        if kind not in _CHUNK_EVENTS and chunk.choices is None and not chunk.error:
            self.stats.ignored += 1
            return None
        return chunk

    def _has_long_line(self, data: bytes) -> bool:
        """Whether these bytes make the line that is held longer than its bound."""
        room = self.limits.line - self._events.buffered_line
        return _LINE_END.search(data, 0, room + 1) is None

    def _check_data(self, data: str) -> None:
        """The bound of an event, for one that is complete; what is held of another is seen after each read."""
        limit = self.limits.event
        # As it was sent a character has up to four bytes, and a broken one fewer than the U+FFFD in its place.
        if len(data) > limit or (4 * len(data) > limit and len(data.encode()) > limit):
            raise self._too_large("event", limit)

    def _too_large(self, what: str, limit: int) -> LimitExceededError:
        return LimitExceededError(
            f"the stream has a longer {what} than {limit} bytes; raise Limits.{what} to accept it",
            limit=what,
            value=limit,
        )
