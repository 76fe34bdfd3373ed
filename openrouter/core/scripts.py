"""
The scripts: a call from start to end, told in steps.

They exist once, for both fronts. A script does no I/O and never yields in a `finally` (a generator that is closed must not): when one
ends early, the drive shuts the wire.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from .. import errors
from ..models.response import ChatResponse
from . import failures, resume
from .answers import json_answer, released, stream_answer, whole_answer
from .flow import Ended, Flow, read_to_show, sleep
from .journal import Notice
from .retry import may_wait, pause_before_next
from .seam import Seam
from .steps import Emit, Failure, Head, Open, Script, Shut

if TYPE_CHECKING:
    from .pace import Admission

T = TypeVar("T")

def stream_chat(flow: Flow) -> Script[None]:
    """A streamed answer: emits its chunks as they come, and raises what ended it early."""
    return _attempts(flow, stream_answer)


def complete_chat(flow: Flow) -> Script[ChatResponse]:
    """An answer in one piece."""
    yield from _attempts(flow, whole_answer)
    response = flow.journal.response
    assert response is not None
    return response


def fetch(flow: Flow, decode: Callable[[Any], T]) -> Script[T]:
    """
    The value of a JSON body, of any endpoint; `decode` makes it of the parsed body.

    Raises:
        DecodeError: from `decode`, where the body is not what was asked for.
    """
    found: list[T] = []
    yield from _attempts(flow, partial(json_answer, take=lambda data: found.append(decode(data))))
    return found[0]


def _attempts(flow: Flow, answer: Callable[[Flow, Head], Script[Ended]]) -> Script[None]:
    """Sends until an attempt brings the answer or no further one is allowed."""
    journal, clocks = flow.journal, flow.clocks
    clocks.start()
    if flow.spending is not None:
        yield from flow.spending.prelude(flow)
    while True:
        error = yield from (_attempt(flow, answer) if flow.limiter is None else _admitted(flow, flow.limiter, answer))
        if error is None:
            return
        if flow.spending is not None:
            flow.spending.ended(flow.journal, error)
        failures.without_key(error, flow.call.request.key)
        pause = _pause_after(flow, error)
        journal.note_attempt(error, pause)
        if pause is None:
            if flow.held:
                yield Emit(released(flow))
            raise journal.failed(error, clocks.elapsed())
        flow.held = []
        if journal.view in {"events", "all"}:
            yield Emit([Notice(journal.stats.sends, pause, error)])
        failure = yield from sleep(flow, pause)
        if failure is not None:
            raise journal.failed(flow.broken(failure, begun=False), clocks.elapsed())


def _pause_after(flow: Flow, error: errors.OpenRouterError) -> float | None:
    """Seconds until the next attempt, for the same request or for the rest of its answer; None where there is none."""
    journal, call = flow.journal, flow.call
    if not journal.delivered_anew and (error.partial is None or error.partial.is_empty):
        pause = pause_before_next(error, flow)
        if pause is not None:
            return pause
    if not call.resume or not resume.breaks_off(error) or not journal.stats.chunks:
        return None
    reason = resume.why_not(journal)
    if reason is None:
        pause = pause_before_next(error, flow, resuming=True)
        if pause is not None:
            flow.seam = Seam(journal.accumulator.text)
            flow.call = resume.continuation(flow.call_as_given, flow.seam)
            journal.resume()
            return pause
        reason = "no attempt or no time is left"
    error.args = (f"{error}; not resumed: {reason}",)
    return None


def _admitted(flow: Flow, limiter: Admission, answer: Callable[[Flow, Head], Script[Ended]]) -> Script[Ended]:
    """An attempt that waits for its admission, and gives its place back however it ends."""
    while (wait := limiter.enter()) > 0:
        if not may_wait(refused := limiter.refused_for(), flow):
            return failures.still_refused(refused)
        failure = yield from sleep(flow, wait)
        if failure is not None:
            return flow.broken(failure, begun=False)
    ended: Ended = None
    try:
        ended = yield from _attempt(flow, answer)
    finally:
        if isinstance(ended, errors.RateLimitError):
            limiter.refused(ended.retry_after)
        else:
            usage = flow.journal.answer.usage
            limiter.leave((usage.total_tokens or 0) if usage is not None else 0)
    return ended


def _attempt(flow: Flow, answer: Callable[[Flow, Head], Script[Ended]]) -> Script[Ended]:
    """One request and its answer; the connection is given back or closed at the end."""
    clocks = flow.clocks
    if flow.spending is not None:
        flow.spending.begin(flow)
    flow.journal.begin_attempt()
    clocks.start_attempt()
    head: Head | Failure = yield Open(flow.call.request, clocks.connect(), clocks.answer())
    if isinstance(head, Failure):
        yield Shut(reuse=False)
        return flow.broken(head, begun=False)
    head = failures.keyless_head(head, flow.call.request.key)
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
    body, last = yield from read_to_show(flow, b"", flow.call.limits.error_body)
    yield Shut(reuse=last == b"")
    if isinstance(last, Failure) and last.is_cancel:
        return flow.broken(last)
    return failures.status_error(head, body)
