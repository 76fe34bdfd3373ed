"""From the bytes of a body to the chunks of an answer, with the verdicts on the way."""

from __future__ import annotations

from attrs import define, field, frozen

from ..errors import DecodeError, LimitExceededError, OpenRouterError, StreamDecodeError
from ..models import ChatChunk
from .codec import ChunkDecoder
from .ending import Ending
from .options import Limits, OnMalformed
from .sse import ServerSentEvent, SSEDecoder
from .stats import Stats

_CHUNK_EVENTS = frozenset({"", "message", "error"})


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

    error: OpenRouterError | None = None
    done: bool = False
    brought_chunk: bool = False
    """Whether the last bytes held a chunk."""

    brought_content: bool = False
    """Whether the last bytes held content."""

    ending: Ending = field(factory=Ending)
    _events: SSEDecoder = field(factory=SSEDecoder)
    _chunks: ChunkDecoder = field(factory=ChunkDecoder)
    _event_number: int = 0

    def receive(self, data: bytes) -> list[Item]:
        """The items that these bytes complete."""
        self.brought_chunk = self.brought_content = False
        counted = self._events.comment_count
        events = self._events.feed(data)
        self.stats.keepalives += self._events.comment_count - counted
        items: list[Item] = [KeepAlive(comment[: self.limits.comment]) for comment in self._events.comments]
        self._events.comments.clear()
        for event in events:
            self._take(event, items)
            if self.done or self.error is not None:
                return items
        self._check_size()
        return items

    def close(self, *, clean: bool) -> list[Item]:
        """
        The items that the end of the body completes, a `clean` one or a break: `[DONE]` may lack its blank line, and half a character
        may be left, which only a whole answer shows.
        """
        self.brought_chunk = self.brought_content = False
        self._events.close()
        if self._events.unfinished.strip() == "[DONE]":
            self.done = self.stats.done_seen = True
        return self._leftovers() if clean or self.done else []

    def _take(self, event: ServerSentEvent, items: list[Item]) -> None:
        self._event_number += 1
        self.stats.events += 1
        data = event.data
        chunk = None
        if len(data) < 16 and data.strip() == "[DONE]":
            self.done = self.stats.done_seen = True
            items.extend(self._leftovers())
        elif data[:1] == ":":  # a proxy has wrapped a comment in an event
            self.stats.keepalives += 1
            items.append(KeepAlive(data[1 : self.limits.comment + 1]))
        elif data:
            chunk = self._decoded(event)
        if chunk is not None:
            self.brought_chunk = True
            self.brought_content = self.ending.see(chunk) or self.brought_content
        if self.raw:
            items.append(Received(event, chunk))
        elif chunk is not None:
            items.append(chunk)

    def _decoded(self, event: ServerSentEvent) -> ChatChunk | None:
        """The chunk in an event; None where it is passed over, or `error` is set."""
        try:
            self._check_data(event.data)
            chunk = self._chunks.decode(event.data)
        except DecodeError as error:
            wrong = error
        except LimitExceededError as error:
            self.error = error
            return None
        else:
            return self._understood(event, chunk)
        if event.event == "error":  # its data need not be JSON to be an error
            return ChatChunk.from_dict({"error": event.data})
        if event.event not in _CHUNK_EVENTS or self.on_malformed == "skip":
            self.stats.ignored += 1
        else:
            self.error = StreamDecodeError(
                f"event {self._event_number} of the stream is malformed: {wrong}",
                path=wrong.path,
                excerpt=wrong.excerpt,
                event_number=self._event_number,
            )
        return None

    def _understood(self, event: ServerSentEvent, chunk: ChatChunk) -> ChatChunk | None:
        """The chunk, unless it is an event of a kind nobody knows; `event: error` may hold the bare error object."""
        flat = chunk.choices is None and "error" in (chunk.object, chunk.extra.get("type"))
        if (event.event == "error" or flat) and not chunk.error:
            return ChatChunk.from_dict({"error": chunk.to_dict()})
        if event.event not in _CHUNK_EVENTS and chunk.choices is None and not chunk.error:
            self.stats.ignored += 1
            return None
        return chunk

    def _leftovers(self) -> list[Item]:
        chunk = self._chunks.end()
        return [] if chunk is None else [chunk]  # in a raw view too: no event was received for it

    def _check_data(self, data: str) -> None:
        """The bounds for an event that came in few reads; what is held of one that comes in many is seen by `_check_size`."""
        if len(data) > self.limits.event:
            raise self._too_large("event", self.limits.event)
        if len(data) > self.limits.line and any(len(line) > self.limits.line for line in data.split("\n")):
            raise self._too_large("line", self.limits.line)

    def _check_size(self) -> None:
        if self._events.buffered > self.limits.event:
            self.error = self._too_large("event", self.limits.event)
        elif self._events.buffered_line > self.limits.line:
            self.error = self._too_large("line", self.limits.line)

    def _too_large(self, what: str, limit: int) -> LimitExceededError:
        return LimitExceededError(
            f"the stream has a longer {what} than {limit} bytes; raise Limits.{what} to accept it",
            limit=what,
            value=limit,
        )
