"""What the server can do on a connection: every answer is a sequence of these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from attrs import Factory, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .gate import Gate
    from .received import ReceivedRequest

Framing = Literal["chunked", "close", "length", "none"]
"""How a body is delimited, see `Head`."""


@frozen
class Head:
    """The status line and headers, with how the body that follows is delimited.

    Attributes:
        status: the HTTP status.
        headers: the header fields, but for those that tell of the framing.
        framing: "chunked", "close" (the connection ends it), "length" (needs `length`, which may lie) or "none" (there is no body).
        length: what Content-Length says.
        reason: the words behind the status; by default, the usual ones.
    """

    status: int = 200
    headers: Mapping[str, str] = Factory(dict)
    framing: Framing = "chunked"
    length: int | None = None
    reason: str | None = None


@frozen
class Piece:
    """A part of the body, `data`, framed as the head said and sent by one `send`.

    With `announced` a chunked piece claims that size, whatever it holds, and stays open: what follows is inside it.
    """

    data: bytes
    announced: int | None = None


@frozen
class End:
    """The proper end of the body, by its own framing."""


@frozen
class Send:
    """Bytes, `data`, as they are, past all framing, by one `send`."""

    data: bytes


@frozen
class Wait:
    """A stop until the `gate` is open; after `seconds` the test has failed."""

    gate: Gate
    seconds: float = 10.0


@frozen
class Pause:
    """A stop of so many `seconds`; a client that leaves, or the end of the server, ends it at once."""

    seconds: float


@frozen
class Fin:
    """The connection is closed in an orderly way (TCP FIN), wherever the framing stands."""


@frozen
class Rst:
    """The connection is reset (TCP RST)."""


Action = Head | Piece | End | Send | Wait | Pause | Fin | Rst
"""One thing that the server does on a connection."""


class Answer(Protocol):
    """Anything that tells, for a request, what to do on its connection.

    When the actions run out the connection serves the next request. If they leave a body open (no `End`, `Fin` or
    `Rst`), it is held open instead until the client leaves.

    An answer whose class says `never_waits = True`, because its actions come without waiting for anything, shares one
    thread with others like it while it pauses: thousands of them run at once.
    """

    def actions(self, request: ReceivedRequest) -> Iterable[Action]:
        """The actions, in order; they may be endless, and are taken one by one."""
        ...
