"""What the scripts of one call work with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from attrs import define, field

from .. import errors
from . import failures
from .call import Call
from .deadline import Clocks
from .hooks import CallFacts, Calling, Hooks
from .journal import Journal
from .options import Retry, Timeout
from .seam import Seam
from .steps import Emit, Failure, Read, Script, Sleep

if TYPE_CHECKING:
    from .pace import Admission
    from .spending import Spending

Ended = errors.OpenRouterError | None
"""How an attempt ended: with an error, or well."""


@define
class Flow:
    """What the scripts of one call work with."""

    call: Call
    journal: Journal
    timeout: Timeout
    retry: Retry
    now: Callable[[], float]
    random: Callable[[], float]
    hooks: Iterable[Hooks] = ()
    limiter: Admission | None = None
    clocks: Clocks = field(init=False)
    held: list[Any] = field(factory=list, init=False)
    """Chunks without content, not delivered yet because the request may be sent again."""

    seam: Seam | None = field(default=None, init=False)
    """Where the continuation of a broken answer joins what was delivered."""

    spending: Spending | None = field(default=None, init=False)
    """What the call may cost, if that is bounded."""

    call_as_given: Call = field(init=False)
    """The call before any continuation."""

    def __attrs_post_init__(self) -> None:
        self.call_as_given = self.call
        self.clocks = Clocks(self.timeout, self.now)
        self.journal.stats.clock = self.clocks.elapsed
        if self.hooks:
            self.journal.calling = Calling(self.hooks, CallFacts(self.call, self.journal))

    @property
    def may_retry(self) -> bool:
        """Whether another attempt is left."""
        return self.journal.stats.sends < self.retry.attempts

    @property
    def is_watched(self) -> bool:
        """Whether somebody is told of each read."""
        return self.journal.calling is not None or self.spending is not None

    def complete(self) -> None:
        """Notes that the answer is whole."""
        self.journal.completed(self.clocks.elapsed())

    def came(self, data: bytes) -> None:
        """Bytes of a body came."""
        self.journal.stats.bytes += len(data)
        if data and self.journal.calling is not None:
            self.journal.calling.bytes(data)
        if self.spending is not None:
            self.spending.watch(self)

    def escaped(self, error: BaseException) -> None:
        """Something that is no error of ours ended the call, unless it had ended."""
        self.journal.escaped(error, self.clocks.elapsed())

    def broken(self, failure: Failure, *, begun: bool = True) -> errors.OpenRouterError:
        """The error of a failure of the wire, after the head of the response if `begun`."""
        return failures.wire_error(failure, begun=begun, elapsed=self.clocks.elapsed())


SHOWN_SECONDS = 2.0
"""How long a body is read that is only shown in an error."""


def read_to_show(flow: Flow, begin: bytes, limit: int) -> Script[tuple[bytes, bytes | Failure | None]]:
    """The first bytes of a body for an error to show, within bounds, and the last reply: `b""` at the end, None at the limit."""
    deadline = flow.clocks.within(SHOWN_SECONDS)
    parts, size = [begin], len(begin)
    while size < limit:
        reply: bytes | Failure = yield Read(deadline)
        if isinstance(reply, Failure) or not reply:
            return b"".join(parts), reply
        flow.came(reply)
        parts.append(reply)
        size += len(reply)
    return b"".join(parts)[:limit], None


def read(flow: Flow) -> Script[bytes | Failure]:
    """The next bytes, with the time waited for them told to the clocks; a reader who wants to be woken meanwhile is."""
    clocks = flow.clocks
    while True:
        deadline = clocks.start_read()
        # Bytes may always be there already, so that nothing is ever waited for.
        over = Failure("timeout", deadline=deadline) if clocks.is_over else None
        reply: bytes | Failure | None = over or (yield Read(deadline, flow.journal.wake))
        clocks.end_read()
        if reply is not None:
            break
        yield Emit(())
    if isinstance(reply, bytes):
        flow.came(reply)
    return reply


def sleep(flow: Flow, seconds: float) -> Script[Failure | None]:
    """
    A pause, which ends early, with a failure, where the call is to end before it. A reader who holds text back gives it out before, since
    nothing comes for a while.
    """
    if flow.journal.wake is not None:
        flow.journal.paused = True
        yield Emit(())
        flow.journal.paused = False
    last = flow.clocks.last()
    left = seconds if last is None else last.left(flow.now())
    failure: Failure | None = yield Sleep(min(seconds, left))
    if failure is None and last is not None and left <= seconds:
        failure = Failure("timeout", sent=False, deadline=last)
    return failure
