"""
The steps: what a script asks of the outside, and what it is told.

A script is a generator. It yields a step, and the drive sends it the reply of the wire that performed the step. Replies are values;
a failure is a value too, so that no exception of an HTTP library ever comes near a script.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias, TypeVar

from attrs import define, field, frozen

from .secrets import Secret

if TYPE_CHECKING:
    from ..models import ChatChunk

T = TypeVar("T")

Clock: TypeAlias = Literal["connect", "first_token", "idle", "total", "grace", "cancel"]
"""The time-outs of `Timeout`, and the time at which the caller asked the call to end."""


@define  # three are made for each event, with those of `Read` and `Emit`: frozen they would cost 0.3 us more
class Deadline:
    """A point on the monotonic clock, and the name of the time-out that set it."""

    at: float
    clock: Clock
    seconds: float

    def left(self, now: float) -> float:
        """Seconds until then, not less than 0."""
        return max(self.at - now, 0.0)


@frozen
class HttpRequest:
    """One HTTP request; the key is apart from the headers so that only the wire puts the two together."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes = field(default=b"", repr=False)
    key: Secret | None = None


@frozen
class Head:
    """The status line and the headers of a response; names in lower case."""

    status: int
    headers: Mapping[str, str]


@frozen
class Failure:
    """
    What a wire tells in place of an answer.

    `kind` is one of: "connect" (no connection: nothing was sent), "tls", "timeout" (`deadline` says which), "broken" (the connection or
    its framing broke), "protocol" (no HTTP that makes sense), "cancelled".
    """

    kind: Literal["connect", "tls", "timeout", "broken", "protocol", "cancelled"]
    reason: str = ""
    sent: bool = True
    deadline: Deadline | None = None

    @property
    def is_cancel(self) -> bool:
        """Whether the caller asked for it, at once or by `cancel_after`."""
        return self.kind == "cancelled" or (self.deadline is not None and self.deadline.clock == "cancel")


@frozen
class Open:
    """Send a request and wait for the head of its response. Reply: `Head` or `Failure`."""

    request: HttpRequest
    connect: Deadline | None
    answer: Deadline | None


@define
class Read:
    """
    Wait for the next bytes of the body, however few. Reply: `bytes`, `b""` at a clean end, or `Failure`; None when there is nothing at the
    time `wake`, after which the same bytes may be waited for again.
    """

    deadline: Deadline | None
    wake: float | None = None


@frozen
class Sleep:
    """Wait. Reply: None, or `Failure` when the call was cancelled meanwhile."""

    seconds: float


@frozen
class Shut:
    """Give the connection back to the pool (`reuse`, after a body read to its end) or close it. Reply: None."""

    reuse: bool


class Shortcut(Protocol):
    """What reads on in a script's place, as long as it knows what comes."""

    def read(self) -> Read | None:
        """The next step; None where the script has to say what is next."""

    def chunk(self, reply: Any) -> ChatChunk | None:
        """The chunk in the reply to that step; None where the script has to see the reply."""


@define
class Emit:
    """
    Hand these to the caller, one by one; the script goes on when all are taken. Reply: None.

    A `shortcut` may be asked for more in the script's place, until it finds no chunk in what a read brought; that is the reply then.
    """

    items: Sequence[Any]
    shortcut: Shortcut | None = None


Step: TypeAlias = Open | Read | Sleep | Shut | Emit
Reply: TypeAlias = Head | bytes | Failure | None
Script: TypeAlias = Generator[Step, Any, T]
"""A call from start to end; its return value is the call's result."""


def end(script: Script[Any]) -> bool:
    """
    Ends a script that waits for the reply to a step; False where it runs at this moment.

    It does in a hook that leaves its own call, and where the reader is in another thread: then only who runs it can end it.
    """
    try:
        script.close()
    except ValueError as error:
        if error.__traceback__ is not None and error.__traceback__.tb_next is not None:  # it comes out of the script
            raise
        return False  # it runs, or did: another thread may have ended it by now
    return True
