"""
The floor: a socket, and orjson into dicts; no checks, no errors, no clocks, and the answer is not kept.

Right for the bytes of the replay server and for no others.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable
from urllib.parse import urlsplit

import orjson

READ = 65536
BODY = b'{"model":"openai/gpt-5-mini","messages":[{"role":"user","content":"hi"}],"stream":true}'


class Sync:
    """`recv`, over connections that are kept."""

    def __init__(self, url: str, certificate: str | None) -> None:
        self._place, self._request = _place_and_request(url)
        self._context = None if certificate is None else ssl.create_default_context(cafile=certificate)
        self._idle: list[socket.socket] = []

    def read(self, seen: Callable[[str], object]) -> None:
        """Reads one stream."""
        connection = self._idle.pop() if self._idle else self._connect()
        connection.sendall(self._request)
        body = Body(seen)
        while data := connection.recv(READ):
            if body.take(data):
                self._idle.append(connection)
                return
        connection.close()

    def close(self) -> None:
        """Closes the connections."""
        for connection in self._idle:
            connection.close()

    def _connect(self) -> socket.socket:
        connection = socket.create_connection(self._place)
        return (
            connection
            if self._context is None
            else self._context.wrap_socket(connection, server_hostname=self._place[0])
        )


class Async:
    """`asyncio.open_connection`, over connections that are kept."""

    def __init__(self, url: str, certificate: str | None) -> None:
        self._place, self._request = _place_and_request(url)
        self._context = None if certificate is None else ssl.create_default_context(cafile=certificate)
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def read(self, seen: Callable[[str], object]) -> None:
        """Reads one stream."""
        if self._idle:
            reader, writer = self._idle.pop()
        else:
            reader, writer = await asyncio.open_connection(*self._place, ssl=self._context)
        writer.write(self._request)
        body = Body(seen)
        while data := await reader.read(READ):
            if body.take(data):
                self._idle.append((reader, writer))
                return
        await _closed(writer)

    async def close(self) -> None:
        """Closes the connections."""
        for _, writer in self._idle:
            await _closed(writer)


class Body:
    """The body of one response: without its head and its framing, cut into events."""

    def __init__(self, seen: Callable[[str], object]) -> None:
        self._seen = seen
        self._rest = b""
        self._head = True
        self._chunked = False
        self._event = b""

    def take(self, data: bytes) -> bool:
        """Whether these bytes end a chunked body."""
        if self._head:
            head, blank, data = (self._rest + data).partition(b"\r\n\r\n")
            if not blank:
                self._rest = head
                return False
            self._head, self._rest = False, b""
            self._chunked = b"chunked" in head
        if not self._chunked:
            self._events(data)
            return False
        return self._chunks(self._rest + data if self._rest else data)

    def _chunks(self, data: bytes) -> bool:
        """Takes whole chunks; what is left of `data` waits for the rest of its chunk."""
        at = 0
        pieces: list[bytes] = []
        while (line := data.find(b"\r\n", at)) >= 0:
            size = int(data[at:line], 16)
            end = line + 2 + size
            if len(data) < end + 2:
                break
            if not size:
                self._events(b"".join(pieces))
                return True
            pieces.append(data[line + 2 : end])
            at = end + 2
        self._rest = data[at:]
        self._events(b"".join(pieces))
        return False

    def _events(self, data: bytes) -> None:
        seen, loads = self._seen, orjson.loads
        *blocks, self._event = (self._event + data).split(b"\n\n")
        for block in blocks:
            if block[:7] == b"data: {":
                seen(loads(block[6:])["choices"][0]["delta"].get("content") or "")


async def _closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    await writer.wait_closed()


def _place_and_request(url: str) -> tuple[tuple[str, int], bytes]:
    parts = urlsplit(url)
    head = f"POST {parts.path}/chat/completions HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: {len(BODY)}\r\n\r\n"
    return (parts.hostname or "", parts.port or 0), head.encode() + BODY
