"""
How the body of an answer is read: as events, as one JSON body, or as something that nobody asked for.

Parts of the scripts, under their rules: no I/O, and no yield in a `finally`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from .. import errors
from ..models.chunk import ChatChunk
from ..models.response import ChatResponse
from . import failures
from .alike import emit_alike
from .body import body_form, body_value, chunk_of, tells_form, whole_response, without_blanks
from .finish import stop_error
from .flow import Ended, Flow, read, read_to_show
from .http import is_packed
from .receiver import KeepAlive, Received, Receiver
from .steps import Emit, Failure, Head, Read, Script, Shut

T = TypeVar("T")

DRAIN_BYTES = 64 * 1024
DRAIN_SECONDS = 0.05
SHOWN_BYTES = 2048
HELD_CHUNKS = 1000
"""So many chunks without content are held back; with more, the request has been answered and is not sent again."""


def stream_answer(flow: Flow, head: Head) -> Script[Ended]:
    """The answer to a request that asked for a stream; servers also send a whole JSON body, HTML, or nothing."""
    begin = yield from _begin(flow)
    if isinstance(begin, errors.OpenRouterError):
        return begin
    form = body_form(head, begin)
    if form == "events":
        return (yield from _events(flow, head, begin))
    if form == "json":
        found = yield from _json(flow, head, begin, whole_response)
        if isinstance(found, errors.OpenRouterError):
            return found
        chunk = chunk_of(found)
        flow.journal.mark_chunk(flow.clocks.elapsed(), content=True)
        yield Emit(released(flow, [chunk]))
        return _judged(flow, found)
    if form == "nothing":
        yield Shut(reuse=False)
        return errors.StreamTruncatedError("the answer ended before its first event")
    return (yield from _unexpected(flow, head, begin))


def _begin(flow: Flow) -> Script[bytes | errors.OpenRouterError]:
    """The first bytes of the body, as many as tell its form; all of it, if it ends before."""
    parts: list[bytes] = []
    size, begin = 0, b""
    while True:
        reply = yield from read(flow)
        if isinstance(reply, Failure):
            yield Shut(reuse=False)
            return flow.broken(reply)
        parts.append(reply)
        size += len(reply)
        begin = without_blanks(begin + reply)  # which may come for minutes
        if not reply or tells_form(begin):
            return b"".join(parts)
        if size > flow.call.limits.event:
            return (yield from _too_large(flow))
        if flow.clocks.phase == "idle":  # an answer in one piece: servers send blanks while the model works
            flow.clocks.content(finished=False)


def whole_answer(flow: Flow, head: Head) -> Script[Ended]:
    """The answer to a request that did not ask for a stream."""
    flow.clocks.content(finished=False)  # the headers are there: what is waited for from here on is bytes
    begin = yield from _begin(flow)
    if isinstance(begin, errors.OpenRouterError):
        return begin
    found = yield from _json(flow, head, begin, whole_response)
    if isinstance(found, errors.OpenRouterError):
        return found
    flow.journal.response = found
    return _judged(flow, found)


def json_answer(flow: Flow, head: Head, take: Callable[[Any], object]) -> Script[Ended]:
    """The JSON body of an endpoint that does not stream; `take` gets the parsed value."""
    flow.clocks.content(finished=False)
    begin = yield from _begin(flow)
    if isinstance(begin, errors.OpenRouterError):
        return begin
    found = yield from _json(flow, head, begin, body_value)
    if isinstance(found, errors.OpenRouterError):
        return found
    try:
        take(found)
    except errors.DecodeError as error:
        return error
    flow.complete()
    return None


def _json(
    flow: Flow, head: Head, begin: bytes, read_as: Callable[[Head, bytes], T | errors.OpenRouterError]
) -> Script[T | errors.OpenRouterError]:
    """What a JSON body means, which is read to its end; an error for anything else."""
    if body_form(head, begin) != "json":
        return (yield from _unexpected(flow, head, begin))
    parts, size = [begin], len(begin)
    while True:
        if size > flow.call.limits.event:
            return (yield from _too_large(flow))
        flow.clocks.content(finished=False)
        reply = yield from read(flow)
        if isinstance(reply, Failure):
            yield Shut(reuse=False)
            return flow.broken(reply)
        if not reply:
            break
        parts.append(reply)
        size += len(reply)
    yield Shut(reuse=True)
    return read_as(head, b"".join(parts))


def _unexpected(flow: Flow, head: Head, begin: bytes) -> Script[errors.OpenRouterError]:
    """The error of a body that is not what was asked for; enough of it is read to be told by."""
    body, last = yield from read_to_show(flow, begin, SHOWN_BYTES)
    yield Shut(reuse=False)
    if isinstance(last, Failure) and last.is_cancel:
        return flow.broken(last)
    return failures.unexpected(head, body)


def _too_large(flow: Flow) -> Script[errors.OpenRouterError]:
    yield Shut(reuse=False)
    limit = flow.call.limits.event
    return errors.LimitExceededError(
        f"the body is larger than {limit} bytes; raise Limits.event to accept it", limit="event", value=limit
    )


def _events(flow: Flow, head: Head, begin: bytes) -> Script[Ended]:
    """The events of a stream, from its first bytes to its end."""
    journal = flow.journal
    raw, signs = journal.view in {"raw", "all"}, journal.view in {"events", "all"}
    receiver = Receiver(flow.call.limits, flow.call.on_malformed, journal.stats, raw, signs)
    reply: bytes | Failure = begin
    while True:
        if isinstance(reply, Failure) or not reply:
            receiver.close()
            break
        items: Sequence[Any] = receiver.receive(reply)
        _mark(flow, receiver)
        if items and (items := _let_through(flow, items)):
            yield Emit(items)
        del items  # its reader may have dropped them before the next bytes come
        if receiver.is_over or receiver.error is not None:
            break
        reply = yield from emit_alike(flow, receiver)
    ended = _verdict(flow, head, receiver, reply)
    if ended is None:
        if left := released(flow, receiver.leftovers()):
            yield Emit(left)
        ended = _whole(flow, journal.accumulator.response)
    yield from _part(flow, receiver, reply)
    return ended


def _verdict(flow: Flow, head: Head, receiver: Receiver, last: bytes | Failure) -> Ended:
    """How the stream ended; an error of the service says more than whatever followed it."""
    ending = receiver.ending
    if ending.has_error:
        return ending.service_error()
    if receiver.error is not None:
        return receiver.error
    if receiver.done:
        return None
    if isinstance(last, Failure):
        ran_out = last.deadline is not None and last.deadline.clock in {"grace", "total"}
        if ran_out and ending.all_finished:
            return None  # all that may be missing is the usage and `[DONE]`
        return flow.broken(last)
    if ending.all_finished and not is_packed(head):
        return None
    if ending.all_finished:
        return errors.StreamTruncatedError("the stream came compressed and ended without [DONE], which alone shows that it was whole")
    if not ending.seen:
        return errors.StreamTruncatedError("the stream ended before its first event")
    return errors.StreamTruncatedError(
        "the stream ended without [DONE] and without a finish reason: the answer is not whole"
    )


def _let_through(flow: Flow, items: Sequence[Any]) -> Sequence[Any]:
    """Of the items of one read those to emit; chunks wait for the first content as long as the request may be sent again."""
    stats = flow.journal.stats
    if stats.first_token_at is not None or flow.journal.delivered_anew or len(flow.held) >= HELD_CHUNKS or not flow.may_retry:
        return released(flow, items)
    flow.held.extend(item for item in items if not isinstance(item, KeepAlive))
    return [item for item in items if isinstance(item, KeepAlive)]


def released(flow: Flow, items: Sequence[Any] = ()) -> Sequence[Any]:
    """What was held back, and these items behind it, as they are to be emitted."""
    if flow.held:
        items, flow.held = [*flow.held, *items], []
    if flow.seam is not None:
        for item in items:
            chunk = item.chunk if isinstance(item, Received) else item
            if isinstance(chunk, ChatChunk):
                flow.seam.join(chunk.choices or ())
    return items


def _mark(flow: Flow, receiver: Receiver) -> None:
    """Tells the clocks and the statistics what a read brought."""
    ending, clocks = receiver.ending, flow.clocks
    over = ending.has_error or ending.all_finished  # only the usage is waited for
    if receiver.brought_content or over != (clocks.phase == "grace"):
        clocks.content(finished=over)
    if receiver.brought_chunk:
        flow.journal.mark_chunk(clocks.latest, content=receiver.brought_content)
    flow.journal.stats.content_after_finish = ending.late_content


def _part(flow: Flow, receiver: Receiver, last: bytes | Failure) -> Script[None]:
    """Ends the use of the connection: after the end little is left to read, and then the next call may have it."""
    reuse = last == b""
    if receiver.is_over and last and not isinstance(last, Failure):
        deadline, left = flow.clocks.within(DRAIN_SECONDS), DRAIN_BYTES
        while left > 0:
            reply: bytes | Failure = yield Read(deadline)
            if isinstance(reply, Failure) or not reply:
                reuse = reply == b""
                break
            left -= len(reply)
    yield Shut(reuse=reuse)


def _judged(flow: Flow, response: ChatResponse) -> Ended:
    """How a call ends that brought a whole response: well, or with the error that one of its choices reports."""
    ended = _error_in(response)
    if ended is None:
        return _whole(flow, lambda: response)
    ended.partial = response
    return ended


def _whole(flow: Flow, answer: Callable[[], ChatResponse]) -> Ended:
    """How a call ends whose answer is whole: well, unless what stopped the model is an error to the caller."""
    reasons = flow.call.raise_on
    stopped = stop_error(reasons, answer()) if reasons else None
    if stopped is None:
        flow.complete()
    return stopped


def _error_in(response: ChatResponse) -> Ended:
    for choice in response.choices or ():
        if choice.error:
            return failures.body_error(choice.to_dict()["error"], in_stream=False)
        if choice.finish_reason == "error":
            return failures.finish_error(in_stream=False)
    return None
