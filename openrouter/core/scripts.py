"""
The scripts: a call from start to end, told in steps.

They exist once, for both fronts. A script does no I/O and never yields in a `finally` (a generator that is closed must not): when one
ends early, the drive shuts the wire.
"""

from __future__ import annotations

from collections.abc import Callable

from ..models.response import ChatResponse
from . import failures
from .answers import deliver, stream_answer, whole_answer
from .flow import Ended, Flow
from .journal import Notice
from .retry import pause_before_next
from .steps import Emit, Failure, Head, Open, Read, Script, Shut, Sleep

ERROR_BODY_SECONDS = 2.0


def stream_chat(flow: Flow) -> Script[None]:
    """A streamed answer: emits its chunks as they come, and raises what ended it early."""
    yield from _attempts(flow, stream_answer)


def complete_chat(flow: Flow) -> Script[ChatResponse]:
    """An answer in one piece."""
    yield from _attempts(flow, whole_answer)
    response = flow.journal.response
    assert response is not None
    return response


def _attempts(flow: Flow, answer: Callable[[Flow, Head], Script[Ended]]) -> Script[None]:
    """Sends until an attempt brings the answer or no further one is allowed."""
    journal, clocks = flow.journal, flow.clocks
    clocks.start()
    while True:
        journal.stats.sends += 1
        journal.head = None
        clocks.start_attempt()
        error = yield from _attempt(flow, answer)
        if error is None:
            return
        failures.without_key(error, flow.call.request.key)
        pause = None
        if not journal.stats.chunks and (error.partial is None or error.partial.is_empty):
            pause = pause_before_next(error, journal.stats.sends, flow.retry, clocks, flow.random)
        journal.note_attempt(error, pause)
        if pause is None:
            if flow.held:
                yield from deliver(flow, flow.held)
            raise journal.failed(error, clocks.elapsed())
        flow.held = []
        if journal.view == "events":
            yield Emit([Notice(journal.stats.sends, pause, error)])
        left = max(clocks.until_cancelled(), 0.0)
        failure: Failure | None = yield Sleep(min(pause, left))
        if failure is None and left <= pause:
            failure = Failure("cancelled", sent=False)
        if failure is not None:
            raise journal.failed(flow.broken(failure, begun=False), clocks.elapsed())


def _attempt(flow: Flow, answer: Callable[[Flow, Head], Script[Ended]]) -> Script[Ended]:
    """One request and its answer; the connection is given back or closed at the end."""
    clocks = flow.clocks
    head: Head | Failure = yield Open(flow.call.request, clocks.connect(), clocks.answer())
    if isinstance(head, Failure):
        yield Shut(reuse=False)
        return flow.broken(head, begun=False)
    flow.journal.began(head, clocks.elapsed())
    if not 200 <= head.status < 300 or head.status in {204, 205}:
        return (yield from _refusal(flow, head))
    return (yield from answer(flow, head))


def _refusal(flow: Flow, head: Head) -> Script[Ended]:
    """The error of a status; its body is read within bounds of bytes and of time, and what came counts."""
    if head.status < 400:
        # 1xx, 204, 3xx: another response may follow on the connection, the answer to this very request. Nothing is read, since a body
        # read to its end gives the connection back.
        yield Shut(reuse=False)
        return failures.status_error(head, b"")
    deadline = flow.clocks.within(ERROR_BODY_SECONDS)
    body, limit = b"", flow.call.limits.error_body
    while len(body) < limit:
        reply: bytes | Failure = yield Read(deadline)
        if isinstance(reply, Failure) or not reply:
            yield Shut(reuse=reply == b"")
            if isinstance(reply, Failure) and reply.is_cancel:
                return flow.broken(reply)
            break
        body += reply
    else:
        yield Shut(reuse=False)
    return failures.status_error(head, body[:limit])
