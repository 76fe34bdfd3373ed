"""
Reads of a live stream: one event each, like the one before but for its words.

Nothing has to be found out about such an event but when it came, so it takes a short way from the bytes to what is emitted. After a wait
everything on it is cold, and costs some eight times what it does in a burst. Nothing depends on this module: `flow.read`, in the place of
`emit_alike`, gives the same.
"""

from __future__ import annotations

from .flow import Flow, read
from .receiver import Receiver
from .steps import Emit, Failure, Read, Script


def emit_alike(flow: Flow, receiver: Receiver) -> Script[bytes | Failure]:
    """
    The next bytes that are anything else; the chunks of those before are emitted meanwhile.

    What is like an event before it comes after content, so that nothing is held back; only where a broken answer is continued may its text
    have been delivered already.
    """
    clocks, journal = flow.clocks, flow.journal
    stats, echo, longest = journal.stats, receiver.echo, receiver.within_every_bound
    if echo is None or flow.seam is not None or flow.is_watched:
        return (yield from read(flow))
    while True:
        deadline = clocks.start_read()
        over = Failure("timeout", deadline=deadline) if clocks.is_over else None
        reply: bytes | Failure | None = over or (yield Read(deadline, journal.wake))
        clocks.end_read()
        if (
            isinstance(reply, bytes)
            and len(reply) <= longest
            and reply[:6] == b"data: "
            and reply[-2:] == b"\n\n"
            and (chunk := echo.chunk(reply[6:-2])) is not None  # of two events too the inside would be no JSON string
            and echo.has_words
        ):
            stats.bytes += len(reply)
            stats.events += 1
            clocks.waited = 0.0  # `Clocks.content`, in the phase that this is
            journal.mark_chunk(clocks.latest, content=True)
            yield Emit((chunk,))
            del chunk  # its reader may have dropped it before the next bytes come
        elif reply is None:
            yield Emit(())
        else:
            if isinstance(reply, bytes):
                flow.came(reply)
            return reply
