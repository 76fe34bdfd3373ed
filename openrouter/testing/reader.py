"""Requests read from a socket."""

from __future__ import annotations

import re
import selectors
import socket
import sys

from attrs import define, field

from .received import Headers, ReceivedRequest

# poll() needs no descriptor of its own (epoll does) and, unlike select(), knows no highest descriptor.
if sys.platform == "win32":
    _Selector = selectors.SelectSelector
else:
    _Selector = selectors.PollSelector

# Looking for the client's end comes before every send, so it is one system call where there is a flag for it.
_DONT_WAIT: int = getattr(socket, "MSG_DONTWAIT", 0)
_MAX_HEAD = 1 << 18
_REQUEST_LINE = re.compile(r"([A-Z]+) (\S+) (HTTP/1\.[01])")


class BadRequestError(Exception):
    """What came is not an HTTP/1.1 request."""


class ClientGoneError(Exception):
    """The client closed the connection, or the server is being stopped."""


def readable(*sockets: socket.socket, seconds: float | None) -> list[socket.socket]:
    """Those of the sockets with bytes or an end to read, after waiting at most `seconds`."""
    with _Selector() as selector:
        for sock in sockets:
            selector.register(sock, selectors.EVENT_READ, sock)
        return [key.data for key, _ in selector.select(seconds)]


@define(eq=False)
class RequestReader:
    """The requests of one connection; bytes that come early are kept for the next one."""

    _sock: socket.socket
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

    def check_client(self) -> None:
        """Raise ClientGoneError if the client has closed its side; never waits."""
        if _DONT_WAIT or readable(self._sock, seconds=0):
            self.receive(_DONT_WAIT)

    def receive(self, flags: int = 0) -> None:
        """Take in what is there, waiting for it if need be; raises ClientGoneError at the end."""
        try:
            data = self._sock.recv(65536, flags)
        except BlockingIOError:
            return
        except OSError as error:
            raise ClientGoneError(str(error)) from None
        if not data:
            raise ClientGoneError("end of the connection")
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
            self.receive()
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        return data

    def _until(self, mark: bytes) -> bytes:
        while (end := self._buffer.find(mark)) < 0:
            if len(self._buffer) > _MAX_HEAD:
                raise BadRequestError("head too large")
            self.receive()
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
