"""An answer in memory: its bytes, read as a client reads HTTP, with no connection in between."""

from __future__ import annotations

import re
import zlib
from collections.abc import Generator, Iterator
from typing import Any, TypeVar

from attrs import define, field

from ..core.steps import Failure, HttpRequest
from ..core.steps import Head as ReceivedHead
from .actions import Action, Answer, End, Fin, Pause, Rst, Wait
from .framing import Framer
from .received import Headers, ReceivedRequest
from .site import Site

T = TypeVar("T")
Reading = Generator[Pause | Wait, None, T]
"""Reads; what it yields must be waited for before it goes on."""

_STATUS_LINE = re.compile(rb"HTTP/1\.[01] ([1-5][0-9]{2})(?: .*)?")
_FOR_EVER = 86_400.0


class _BrokenError(Exception):
    """The connection ended, or its bytes make no sense."""


@define(eq=False)
class Playback:
    """The answer to each request that is opened, the last one being read."""

    _answer: Answer
    _site: Site = field(factory=Site, init=False)
    _opened: int = field(default=0, init=False)
    _actions: Iterator[Action] = field(factory=lambda: iter(()), init=False)
    _framer: Framer = field(factory=Framer, init=False)
    _arrived: bytearray = field(factory=bytearray, init=False)
    _chunked: bool = field(default=False, init=False)
    _left: int | None = field(default=0, init=False)
    """Bytes of the body, or of its open chunk, that are still to come; None where only the end of the connection tells."""
    _ended: bool = field(default=True, init=False)
    _unpacker: Any = field(default=None, init=False)

    def open(self, request: HttpRequest) -> Reading[ReceivedHead | Failure]:
        """The head of the response to a request."""
        received = ReceivedRequest(
            method=request.method,
            target=re.sub(r"^[a-z]+://[^/]*", "", request.url),
            version="HTTP/1.1",
            headers=Headers(request.headers.items()),
            body=request.body,
            connection=self._opened + 1,
        )
        received.number, received.site, received.origin = self._opened, self._site, self._site.origin
        self._opened += 1
        self._actions, self._framer, self._ended = iter(self._answer.actions(received)), Framer(), False
        self._arrived.clear()
        try:
            return (yield from self._head())
        except _BrokenError as error:
            reason = str(error)
        return Failure("protocol" if self._arrived else "broken", reason)

    def read(self) -> Reading[bytes | Failure]:
        """The next bytes of the body, `b""` at its end."""
        try:
            while not self._ended:
                data = yield from self._body()
                if self._unpacker is not None:
                    data = self._unpacker.decompress(data)
                if data:
                    return data
        except (_BrokenError, zlib.error) as error:
            reason = str(error)
        else:
            return b""
        return Failure("broken", reason)

    def _head(self) -> Reading[ReceivedHead]:
        status, headers = 100, dict[str, str]()
        while status < 200:
            line = yield from self._line()
            found = _STATUS_LINE.fullmatch(line)
            if found is None:
                raise _BrokenError(f"not a status line: {line[:100]!r}")
            status = int(found[1])
            headers.clear()
            while field_line := (yield from self._line()).decode("latin-1"):
                name, _, value = field_line.partition(":")
                headers[name.lower()] = value.strip()
        self._chunked = headers.get("transfer-encoding") == "chunked"
        length = headers.get("content-length")
        self._left = 0 if self._chunked or status in {204, 304} else None if length is None else int(length)
        self._ended = self._left == 0 and not self._chunked
        self._unpacker = zlib.decompressobj(wbits=31) if headers.get("content-encoding") == "gzip" else None
        return ReceivedHead(status, headers)

    def _body(self) -> Reading[bytes]:
        """The bytes that are there, at least one unless this is the end."""
        if self._chunked and self._left == 0:
            line = yield from self._line()
            if re.fullmatch(rb"[0-9a-fA-F]+", line) is None:
                raise _BrokenError(f"not the size of a chunk: {line[:20]!r}")
            self._left = int(line, 16)
            if self._left == 0:
                yield from self._line()
                self._ended = True
                return b""
        if not self._arrived and not (yield from self._more()):
            if self._left is not None:
                raise _BrokenError("the connection was closed inside the body")
            self._ended = True
            return b""
        data = bytes(self._arrived[: self._left])
        del self._arrived[: self._left]
        if self._left is not None:
            self._left -= len(data)
            if self._left == 0 and self._chunked:
                yield from self._line()
            elif self._left == 0:
                self._ended = True
        return data

    def _line(self) -> Reading[bytes]:
        while (end := self._arrived.find(b"\r\n")) < 0:
            if not (yield from self._more()):
                raise _BrokenError("the connection was closed")
        line = bytes(self._arrived[:end])
        del self._arrived[: end + 2]
        return line

    def _more(self) -> Reading[bool]:
        """Take more bytes in; False at the end of the connection."""
        for action in self._actions:
            if isinstance(action, Pause | Wait):
                yield action
            elif isinstance(action, Rst):
                raise _BrokenError("the connection was reset")
            elif isinstance(action, Fin) or (isinstance(action, End) and self._framer.framing == "close"):
                self._actions = iter([Fin()])
                return False
            elif data := self._framer.end() if isinstance(action, End) else self._framer.bytes_of(action):
                self._arrived += data
                return True
        yield Pause(_FOR_EVER)  # as the server does: the body is held open
        return False
