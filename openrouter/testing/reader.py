"""Requests read from a socket."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, field

from .received import Headers, ReceivedRequest

if TYPE_CHECKING:
    from .channel import Channel

_MAX_HEAD = 1 << 18
_REQUEST_LINE = re.compile(r"([A-Z]+) (\S+) (HTTP/1\.[01])")


class BadRequestError(Exception):
    """What came is not an HTTP/1.1 request."""


@define(eq=False)
class RequestReader:
    """The requests of one connection; bytes that come early are kept for the next one."""

    _channel: Channel
    _connection: int
    _buffer: bytearray = field(factory=bytearray, init=False)

    def read(self) -> ReceivedRequest:
        """The next request; raises ClientGoneError at the end of the connection."""
        line, *rest = self._until(b"\r\n\r\n").decode("latin-1").lstrip("\r\n").split("\r\n")
        match = _REQUEST_LINE.fullmatch(line)
        if match is None:
            raise BadRequestError(f"not a request line: {line[:100]!r}")
        headers = Headers(_field(text) for text in rest)
        return ReceivedRequest(
            method=match[1],
            target=match[2],
            version=match[3],
            headers=headers,
            body=self._body(headers),
            connection=self._connection,
        )

    def keep(self, data: bytes) -> None:
        """Bytes that somebody else received, for the next request."""
        self._buffer += data

    def _body(self, headers: Headers) -> bytes:
        if "chunked" in headers.get("transfer-encoding", "").lower():
            return self._chunked_body()
        return self._take(_number(headers.get("content-length", "0"), 10))

    def _chunked_body(self) -> bytes:
        body = bytearray()
        while size := _number(self._until(b"\r\n").partition(b";")[0].decode("latin-1"), 16):
            body += self._take(size)
            self._until(b"\r\n")
        while self._until(b"\r\n"):  # trailers
            pass
        return bytes(body)

    def _take(self, size: int) -> bytes:
        while len(self._buffer) < size:
            self.keep(self._channel.receive())
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        return data

    def _until(self, mark: bytes) -> bytes:
        while (end := self._buffer.find(mark)) < 0:
            if len(self._buffer) > _MAX_HEAD:
                raise BadRequestError("head too large")
            self.keep(self._channel.receive())
        data = self._take(end)
        del self._buffer[: len(mark)]
        return data


def _field(text: str) -> tuple[str, str]:
    name, colon, value = text.partition(":")
    if not colon or not name or name != name.strip():
        raise BadRequestError(f"not a header field: {text[:40]!r}")
    return name, value.strip()


def _number(text: str, base: int) -> int:
    try:
        number = int(text, base)
    except ValueError:
        number = -1
    if number < 0:
        raise BadRequestError(f"not a length: {text[:40]!r}")
    return number
