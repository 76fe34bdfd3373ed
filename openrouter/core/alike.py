"""
Reads of a live stream: one event each, like the one before but for its words.

Nothing has to be found out about such an event but when it came, so it takes a short way from the bytes to its reader: the front asks
`Alike` in the script's place, and hands over what it gives by `Journal.hand_over`. After a wait everything on the way is cold, and costs
several times what it does in a burst. Nothing depends on this module: `flow.read`, in the place of `emit_alike`, gives the same, and so
does a front that asks the script each time, without a `Shortcut`.
"""

from __future__ import annotations

from typing import Any

from ..models.chunk import ChatChunk
from .echo import Echo, Sketch
from .flow import Flow, read
from .receiver import Receiver
from .steps import Emit, Failure, Read, Script
from .unread import UnreadChunk


class Alike:
    """What reads events and makes their chunks, as long as each is like the one before."""

    __slots__ = ("_begin", "_blank", "_clocks", "_echo", "_end", "_head", "_journal", "_longest", "_sketch", "_tail")

    def __init__(self, flow: Flow, echo: Echo, sketch: Sketch, longest: int) -> None:
        self._clocks, self._journal = flow.clocks, flow.journal
        self._echo, self._sketch, self._longest = echo, sketch, longest
        head, tail = echo.ends
        self._head, self._tail = b"data: " + head, tail + b"\n\n"
        self._begin, self._end = len(self._head), -len(self._tail)
        self._blank: UnreadChunk | None = None

    def read(self) -> Read | None:
        """The next read; None where none may begin."""
        if self._blank is None or not self._sketch.may_wait:  # one from before its reader looked at choices is of no use
            self._blank = self._sketch.blank()  # after the wait it would cost its reader 1 us or more (`benchmarks/cold.py`)
        clocks = self._clocks
        deadline = clocks.start_read()
        return None if clocks.is_over else Read(deadline, self._journal.wake)

    def chunk(self, reply: Any) -> ChatChunk | None:
        """The chunk in the reply to a read, counted; None where it is anything but an event like the one before."""
        clocks, journal = self._clocks, self._journal
        now = clocks.end_read()
        if type(reply) is not bytes or len(reply) > self._longest:
            return None
        if journal.ended or journal.cancelled:  # meanwhile, by another thread or a signal handler
            return None
        chunk = self._plain(reply) or self._other(reply)
        if chunk is not None:
            journal.stats.bytes += len(reply)
            journal.stats.events += 1
            clocks.waited = 0.0  # as `Clocks.content` does; the phase is what it was
            journal.mark_content(now)
        return chunk

    def _plain(self, event: bytes) -> ChatChunk | None:
        """The chunk that was made before the wait, with the text of this event, if JSON writes that as it is."""
        blank = self._blank
        if blank is None or not (event.startswith(self._head) and event.endswith(self._tail)):
            return None
        text = event[self._begin : self._end].decode("utf-8", "replace")
        if not text or not text.isprintable() or "\\" in text or '"' in text:
            return None
        self._blank = None
        blank.words = text
        return blank

    def _other(self, event: bytes) -> ChatChunk | None:
        """The chunk of any event like the one before."""
        if event[:6] != b"data: " or event[-2:] != b"\n\n":
            return None
        chunk = self._echo.chunk(event[6:-2])  # of two events too the inside would be no JSON string
        return chunk if self._echo.has_words else None


def emit_alike(flow: Flow, receiver: Receiver) -> Script[bytes | Failure]:
    """
    The next bytes that are anything else; the chunks of those before are emitted meanwhile.

    What is like an event before it comes after content, so that nothing is held back; only where a broken answer is continued may its text
    have been delivered already.
    """
    echo = receiver.echo
    if echo is None or echo.sketch is None or flow.seam is not None or flow.is_watched:
        return (yield from read(flow))
    alike = Alike(flow, echo, echo.sketch, receiver.within_every_bound)
    reply: bytes | Failure | None = None
    while reply is None:
        step = alike.read()
        if step is None:
            return (yield from read(flow))
        reply = yield step
        if (chunk := alike.chunk(reply)) is not None:
            echo.was_used = True  # `_plain` goes past `Echo.chunk`, which notes it
            items = [chunk]
            del chunk  # its reader may have dropped it before the next bytes come
            reply = yield Emit((items.pop(),), alike)  # the bytes in which the front found no chunk; None if it did not ask
        elif reply is None:
            yield Emit(())
    if isinstance(reply, bytes):
        flow.came(reply)
    return reply
