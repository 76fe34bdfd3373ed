"""
Reads of a live stream: one event each, like the one before but for its words.

Nothing has to be found out about such an event but when it came, so it takes a short way from the bytes to what is emitted, of 13 calls
in place of 21. After a wait these are cold, and cost some eight times what they do in a burst: without this module a chunk reaches its
reader 5 us later (`python -m benchmarks paced`). Nothing depends on it: `flow.read`, in its place, gives the same.
"""

from __future__ import annotations

from .flow import Flow
from .receiver import Receiver
from .steps import Emit, Failure, Read, Script


def read_other(flow: Flow, receiver: Receiver) -> Script[bytes | Failure]:
    """
    The next bytes that are anything else; the chunks of those before are emitted meanwhile.

    What is like an event before it comes after content, so that nothing is held back; only where a broken answer is continued may its text
    have been delivered already.
    """
    clocks, journal = flow.clocks, flow.journal
    while True:
        reply: bytes | Failure | None = yield Read(clocks.start_read(), journal.wake)
        clocks.end_read()
        if isinstance(reply, bytes):
            flow.came(reply)
            chunk = receiver.alike(reply) if flow.seam is None else None
            if chunk is None:
                return reply
            clocks.waited = 0.0
            journal.mark_chunk(clocks.latest, content=True)
            yield Emit((chunk,))
            del chunk  # its reader may have dropped it before the next bytes come
        elif reply is None:
            yield Emit(())
        else:
            return reply
