"""What is known of one call, shared by its script and its front."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import define, field, frozen

from .. import errors
from ..models.chunk import ChatChunk
from ..models.response import ChatResponse
from . import http
from .accumulator import Accumulator
from .options import Limits
from .receiver import Received
from .stats import Attempt, Stats
from .steps import Head

if TYPE_CHECKING:
    from .hooks import Calling

Status: TypeAlias = Literal[
    "pending", "streaming", "completed", "truncated", "interrupted", "failed", "timed_out", "cancelled", "closed"
]
"""How a stream stands: before its first byte, under way, or its one outcome."""

View: TypeAlias = Literal["chunks", "events", "raw", "all"]
"""What is handed over: chunks; these and what happens around them; events as received; or all of it."""

_OUTCOMES: tuple[tuple[type[errors.OpenRouterError], Status], ...] = (
    (errors.StreamTruncatedError, "truncated"),
    (errors.StreamInterruptedError, "interrupted"),
    (errors.StreamCancelledError, "cancelled"),
    (errors.APITimeoutError, "timed_out"),
)


@frozen
class Notice:
    """That the request will be sent again, and why: an item of `events()`."""

    attempt: int
    pause: float
    error: errors.OpenRouterError


@define
class Journal:
    """The state of one call; the script and its shortcut write it, the front reads it and delivers."""

    limits: Limits
    status: Status = "pending"
    head: Head | None = None
    error: errors.OpenRouterError | None = None
    ended: bool = False
    """Whether the call has its outcome."""

    cancelled: bool = False
    """Whether the caller asked to cancel; a single assignment, so that a signal handler may make it."""

    wake: float | None = None
    """When the reader wants to be told that nothing has come; on the clock of the flow."""

    paused: bool = False
    """Whether nothing can come for a while: the answer broke off and will be continued."""

    view: View = "chunks"
    ready: deque[Any] = field(factory=deque)
    response: ChatResponse | None = None
    """The answer of a call that does not stream."""

    calling: Calling | None = None
    """The hooks of the call."""

    delivered_before: int = 0
    """Chunks delivered before the present attempt."""

    accumulator: Accumulator = field(init=False)
    stats: Stats = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.accumulator = Accumulator(limits=self.limits)
        self.stats = Stats(self.accumulator)

    @property
    def answer(self) -> ChatResponse | Accumulator:
        """What is known of the answer; both have the same words for it."""
        return self.accumulator if self.response is None else self.response

    @property
    def generation_id(self) -> str | None:
        """The id for `/generation`: of the headers, else of the answer."""
        head = self.head  # another thread may begin the next attempt
        return (None if head is None else http.generation_id(head)) or self.answer.id

    @property
    def request_id(self) -> str | None:
        """The id to quote in a report."""
        head = self.head
        return None if head is None else http.request_id(head)

    @property
    def delivered_anew(self) -> bool:
        """Whether the present attempt has delivered chunks."""
        return self.stats.chunks > self.delivered_before

    def begin_attempt(self) -> None:
        """A request is about to be sent."""
        self.stats.sends += 1
        self.head = None
        self.delivered_before = self.stats.chunks
        if self.calling is not None:
            self.calling.request()

    def resume(self) -> None:
        """The answer broke off and will be continued."""
        self.stats.resumed += 1
        self.accumulator.reopen()

    def take(self) -> Any:
        """The next item for the caller, joined to the answer at this moment and not before; None where another thread has just left it."""
        try:
            item = self.ready.popleft()
        except IndexError:
            return None
        chunk = item.chunk if type(item) is Received else item
        if isinstance(chunk, ChatChunk):
            stats = self.stats
            if stats.resumed:  # the seam may have taken text out of it
                self.accumulator.add(chunk)
            else:
                self.accumulator.join(chunk)
            stats.chunks += 1
            if self.calling is not None:
                self.calling.chunk(chunk)
        return item

    def hand_over(self, chunk: ChatChunk) -> ChatChunk | None:
        """
        A chunk past the queue, joined to the answer, if only its words are to be joined; else None, and it waits in `ready` to be taken.

        The queue, and `take`, which looks at whatever may stand in it, would be 4 calls more, all of them cold (`benchmarks/shares.py`).
        """
        if self.ended:  # meanwhile, by another thread or a signal handler
            return None
        refrain = self.accumulator._refrain  # None behind a seam
        if self.ready or self.cancelled or refrain is None or not refrain.join(chunk):
            self.ready.append(chunk)
            return None
        self.stats.chunks += 1
        return chunk

    def began(self, head: Head, now: float) -> None:
        """The head of a response is there."""
        self.head = head
        self.status = "streaming"
        self.stats.head_at = now
        self.stats.done_seen = False
        if self.calling is not None:
            self.calling.response()

    def mark_chunk(self, now: float, *, content: bool) -> None:
        """A read brought chunks, perhaps with content."""
        stats = self.stats
        if stats.first_chunk_at is None:
            stats.first_chunk_at = now
        if content:
            if stats.first_token_at is None:
                stats.first_token_at = now
            self.mark_content(now)
        stats.last_chunk_at = now

    def mark_content(self, now: float) -> None:
        """A read brought content, behind other content; of the first `mark_chunk` has more to note."""
        stats = self.stats
        before = stats.last_token_at
        if before is not None and now - before > stats.largest_gap:
            stats.largest_gap = now - before
        stats.last_token_at = stats.last_chunk_at = now

    def note_attempt(self, error: errors.OpenRouterError, pause: float | None) -> None:
        """An attempt ended without the answer."""
        status = getattr(error, "http_status", None) or None  # 0 where nothing was sent
        words = f"{type(error).__name__}: {error}"
        attempt = Attempt(self.stats.sends, words, status, pause, self.generation_id)
        self.stats.attempts.append(attempt)
        if pause is not None and self.calling is not None:
            self.calling.retry(attempt)

    def completed(self, now: float) -> None:
        """The answer is whole."""
        self._settle("completed", now)

    def failed(self, error: errors.OpenRouterError, now: float) -> errors.OpenRouterError:
        """The error that ends the call, told what was delivered before it."""
        self.ready.clear()
        self.error = error
        self.describe(error)
        self._settle(_outcome_of(error), now)
        return error

    def describe(self, error: errors.OpenRouterError) -> None:
        """Tells an error what is known of the call."""
        if error.partial is None and (self.stats.chunks or isinstance(error, errors.StreamError)):
            error.partial = self.accumulator.response()
        error.generation_id = error.generation_id or self.generation_id
        error.request_id = error.request_id or self.request_id
        if self.head is not None:
            error.headers, error.cf_ray = http.shown_headers(self.head), http.cf_ray(self.head)
        error.attempts = self.stats.sends

    def outcome(self, now: float) -> errors.OpenRouterError:
        """What is raised for reading on in a stream that has ended without the whole answer: always the same error."""
        if self.error is None:
            before: Status = self.status if self.ended else "cancelled"
            words = "the call was cancelled" if self.cancelled else "the stream was left before its end"
            self.failed(errors.StreamCancelledError(words), now)
            self.status = before
        assert self.error is not None
        return self.error

    def escaped(self, error: BaseException, now: float) -> None:
        """Something ended the call from outside of its script: a cancellation by Python, or what a hook raised."""
        if isinstance(error, errors.OpenRouterError) and not self.ended:
            self.failed(error, now)
        self._leave("closed" if isinstance(error, Exception) else "cancelled", now)

    def left(self, now: float) -> None:
        """The caller left before the end."""
        self._leave("closed", now)

    def _leave(self, status: Status, now: float) -> None:
        """Ends a call that has no outcome yet; one that is whole stays so."""
        self.ready.clear()
        if not self.ended:
            self._settle(status, now)

    def _settle(self, status: Status, now: float) -> None:
        """The call has its outcome."""
        self.status, self.ended = status, True
        self.stats.ended_at = now
        if self.calling is not None:
            self.calling.end()


def _outcome_of(error: errors.OpenRouterError) -> Status:
    """The outcome that an error means for the stream it ends."""
    for cls, status in _OUTCOMES:
        if isinstance(error, cls):
            return status
    return "failed"
