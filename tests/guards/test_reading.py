"""What reading costs: one read for all that has arrived, however it is packed."""

from __future__ import annotations

import io
import socket
from collections.abc import Iterable
from typing import Any, cast

import pytest

from openrouter.sync.chunked import size_in
from openrouter.sync.gate import Gate
from openrouter.sync.responses import BUFFER, GatedReader, GatedResponse
from tests.guards.counting import calls

HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
WORDS = [b"data: %d\n\n" % number for number in range(200)]


def packed(pieces: Iterable[bytes], extension: bytes = b"") -> bytes:
    """A body of one HTTP chunk a piece."""
    return b"".join(b"%x%s\r\n%s\r\n" % (len(piece), extension, piece) for piece in pieces) + b"0\r\n\r\n"


class Arriving(io.RawIOBase):
    """A connection whose bytes arrive in parts of some size, or each with the next of some parts."""

    def __init__(self, data: bytes, size: int, parts: Iterable[bytes] = ()) -> None:
        self._data = io.BytesIO(data)
        self._size = size
        self._parts = list(parts)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def recv_into(self, buffer: Any) -> int:
        data = self.recv(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def recv(self, size: int) -> bytes:
        if data := self._data.read(min(size, self._size)):
            return data
        part = self._parts.pop(0) if self._parts else b""
        if rest := part[size:]:
            self._parts.insert(0, rest)
        return part[:size]

    def gettimeout(self) -> None:
        return None

    def settimeout(self, seconds: float | None) -> None:
        pass


def read(body: bytes, *, at_once: int) -> tuple[bytes, int]:
    """What is read of a body that arrives in parts of some size, and how often http.client read a chunk's head."""
    response = GatedResponse(cast(socket.socket, Arriving(HEAD + body, at_once)), gate=Gate())
    response.begin()
    found: list[bytes] = []
    count = calls(
        lambda: found.extend(iter(response.read_arrived, b"")), size_in
    )  # type: ignore[attr-defined]
    assert b"" == response.read_arrived()  # also after the end
    return b"".join(found), count[0]


def test_chunks_that_have_arrived_are_read_at_once() -> None:
    """http.client reads the last, which ends the body."""
    assert (b"".join(WORDS), 1) == read(packed(WORDS), at_once=10**6)


def test_chunks_with_extensions_are_read_one_by_one() -> None:
    """What is no plain chunk is left to http.client."""
    assert (b"".join(WORDS), 201) == read(packed(WORDS, b";a=b"), at_once=10**6)


@pytest.mark.parametrize("at_once", range(1, 40))
def test_cut_chunks_are_read_whole(at_once: int) -> None:
    """The same bytes come of a body, wherever it was cut on its way."""
    assert b"".join(WORDS[:30]) == read(packed(WORDS[:30]), at_once=at_once)[0]


def test_a_chunk_that_comes_alone_is_read_past_the_buffer() -> None:
    """Which takes 5 us of the time from the server to the reader (`GatedResponse.read_arrived`)."""
    parts = [packed([word])[:-5] for word in WORDS]
    response = GatedResponse(cast(socket.socket, Arriving(HEAD, 10**6, [*parts, b"0\r\n\r\n"])), gate=Gate())
    response.begin()
    found: list[bytes] = []
    through = calls(lambda: found.extend(iter(response.read_arrived, b"")), GatedReader.readinto)

    assert WORDS == found
    assert [2] == through  # the first part, and the end of the body


def test_what_comes_of_a_body_without_chunks_is_read_past_the_buffer() -> None:
    """But for its first part and its end, which are http.client's."""
    response = GatedResponse(cast(socket.socket, Arriving(HEAD.replace(b"chunked", b"identity"), 10**6, WORDS)), gate=Gate())
    response.begin()
    found: list[bytes] = []
    through = calls(lambda: found.extend(iter(response.read_arrived, b"")), GatedReader.readinto)

    assert WORDS == found
    assert [2] == through
    assert response.isclosed()


@pytest.mark.parametrize("more", [0, 2, 5])
def test_more_than_the_buffer_takes_is_read_whole(more: int) -> None:
    """Where it is cut at the end of a chunk, inside of its line end, or before it."""
    many = [b"x" * 1000] * 60
    room = BUFFER + more - len(packed(many)[:-5])
    body = [b"first", *many, b"y" * (room - len(b"1000\r\n" + b"\r\n")), b"z" * 3000]
    begin = packed(body[:1])[:-5]
    response = GatedResponse(cast(socket.socket, Arriving(HEAD, 10**6, [begin, packed(body[1:])])), gate=Gate())
    response.begin()

    assert b"".join(body) == b"".join(iter(response.read_arrived, b""))
