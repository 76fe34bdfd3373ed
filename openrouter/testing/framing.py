"""HTTP/1.1 framing of a response: actions in, bytes out."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from attrs import define, field

from .actions import Head, Piece, Send

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .actions import Framing

# Statuses that OpenRouter sends and the standard library does not name.
_REASONS = {524: "A Timeout Occurred", 529: "Site is overloaded"}


def reason(status: int) -> str:
    """The phrase that belongs to a status."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return _REASONS.get(status, "Unknown")


def merged(defaults: Mapping[str, str], headers: Mapping[str, str] | None) -> dict[str, str]:
    """The defaults with the given headers put over them, whatever the case of their names."""
    given = {name.lower() for name in headers or {}}
    return {name: value for name, value in defaults.items() if name.lower() not in given} | dict(headers or {})


@define
class Framer:
    """The framing state of one response."""

    framing: Framing = field(default="none", init=False)
    """How the body that is open is delimited; `none` when none is."""
    _left: int = field(default=0, init=False)

    def bytes_of(self, action: Head | Piece | Send) -> bytes:
        """What the action sends."""
        match action:
            case Head():
                return self.head(action)
            case Piece():
                return self.piece(action)
            case Send(data):
                return data

    def head(self, head: Head) -> bytes:
        """The bytes of the head; what follows is framed as it says."""
        self.framing = head.framing
        lines = [f"HTTP/1.1 {head.status} {reason(head.status) if head.reason is None else head.reason}"]
        lines += [f"{name}: {value}" for name, value in head.headers.items()]
        if head.framing == "chunked":
            lines.append("Transfer-Encoding: chunked")
        elif head.framing == "close":
            lines.append("Connection: close")
        elif head.framing == "length":
            if head.length is None:
                raise ValueError('Head(framing="length") needs a length')
            self._left = head.length
            lines.append(f"Content-Length: {head.length}")
        return "\r\n".join([*lines, "", ""]).encode("latin-1")

    def piece(self, piece: Piece) -> bytes:
        """The bytes of one piece; an empty one is none, since in chunked framing it would be the end."""
        if self.framing != "chunked":
            self._left -= len(piece.data)
            if self.framing == "length" and self._left <= 0:
                self.framing = "none"
            return piece.data
        if piece.announced is not None:
            return b"%x\r\n%b" % (piece.announced, piece.data)
        return b"%x\r\n%b\r\n" % (len(piece.data), piece.data) if piece.data else b""

    def end(self) -> bytes:
        """The bytes that end the body."""
        last = b"0\r\n\r\n" if self.framing == "chunked" else b""
        self.framing = "none"
        return last
