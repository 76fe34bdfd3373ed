"""
Responses whose every byte passes the gate of the call that reads them.

`http.client` makes them where a connection says so (`sockets.py`).
"""

from __future__ import annotations

import http.client
import io
import re
import socket
import ssl
from typing import Any

from urllib3.util.wait import wait_for_read

from .gate import Gate

INTERIM_RESPONSES = 10
"""How many 1xx responses are skipped before an answer; RFC 9110 sets no bound."""

BUFFER = 64 * 1024
"""Bytes of a response that are taken from the system at once, if they are there; with the 8 KiB of `io` a burst costs a tenth more."""

_CHUNK_HEAD = re.compile(rb"([0-9A-Fa-f]{1,6})\r\n")
"""The head of a plain HTTP chunk."""

SAME = 0.001
"""Seconds: time-outs that differ by less are the same."""


class GatedReader(io.RawIOBase):
    """A socket's reader that asks the gate before each wait."""

    def __init__(self, reader: io.RawIOBase, sock: socket.socket, gate: Gate) -> None:
        self._reader = reader
        self.sock = sock
        self._gate = gate
        self.ended = False
        self.count = 0
        self._returned = b""
        if isinstance(sock, ssl.SSLSocket):
            # It would show a reset as an end.
            sock.suppress_ragged_eofs = False  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The number of bytes read; 0 at the end."""
        if returned := self._returned[: len(buffer)]:
            count = len(returned)
            buffer[:count], self._returned = returned, self._returned[count:]
        elif self.ended:  # where TLS did not announce it, the next look would show something else
            count = 0
        else:
            self._let_wait()
            try:
                count = self.sock.recv_into(buffer)
            except (TimeoutError, ssl.SSLEOFError) as error:
                count = self._end_of(error)
            self.ended = count == 0
        self.count += count
        return count

    def receive(self, size: int) -> bytes:
        """The bytes that come next, past the buffer above, which is empty and does not count them; `b""` at the end."""
        self._let_wait()
        try:
            data = self.sock.recv(size)
        except (TimeoutError, ssl.SSLEOFError) as error:
            data = bytes(self._end_of(error))
        self.ended = not data
        return data

    def give_back(self, data: bytes) -> None:
        """Takes bytes that were received for bytes that are yet to come, as many as the buffer above takes at once."""
        self._returned = data

    def _let_wait(self) -> None:
        """Asks the gate for how long the next wait may last."""
        sock, left = self.sock, self._gate.left()
        set_before = sock.gettimeout()
        # A time-out is set by a system call of 0.5 us; from one event to the next it differs by less than a millisecond.
        if left is None or set_before is None or not -SAME < left - set_before < SAME:
            sock.settimeout(left)

    def _end_of(self, error: OSError) -> int:
        """0, the bytes that come at an end: few servers say farewell by TLS. Raises what is no end."""
        if isinstance(error, TimeoutError):
            self._gate.ran_out = self._gate.deadline
            raise error
        if _is_reset(error):
            raise ConnectionResetError("the connection was reset") from None
        return 0

    def tell(self) -> int:
        """How many bytes were read into the buffer above, which takes its own from it."""
        return self.count

    def close(self) -> None:
        """Closes the socket's reader."""
        self._reader.close()
        super().close()


def _is_reset(error: OSError) -> bool:
    """
    Whether an end that TLS did not announce was a reset: OpenSSL 3 has a reason for the plain end of a connection, and Python 3.11 calls
    anything else an end as well.
    """
    return ssl.OPENSSL_VERSION_INFO >= (3,) and getattr(error, "reason", None) != "UNEXPECTED_EOF_WHILE_READING"


class GatedResponse(http.client.HTTPResponse):
    """A response whose every byte passes the gate, and which skips interim responses."""

    def __init__(self, sock: socket.socket, *args: Any, gate: Gate, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self._reader = GatedReader(self.fp.detach(), sock, gate)
        self.fp: io.BufferedReader = io.BufferedReader(self._reader, BUFFER)
        self._is_direct = False  # nothing that came is unread, and what comes next is no part of a chunk

    def begin(self) -> None:
        """
        Reads the head of the final response.

        http.client skips only 100. A 103 returned as the answer would leave the answer itself in the connection, for the next request.
        And it takes the end of the connection for the end of the head.
        """
        for _ in range(INTERIM_RESPONSES):
            super().begin()
            if self._reader.ended:
                raise http.client.RemoteDisconnected("the connection ended inside the head of the response")
            if self.status >= 200 or self.status == 101:
                return
            self.headers = self.msg = None  # type: ignore[assignment]
        raise http.client.HTTPException(f"more than {INTERIM_RESPONSES} interim responses")

    def read_arrived(self) -> bytes:
        """
        What has arrived of a body without a length, at least a byte; `b""` at its end. Of a chunked one the HTTP chunks that are here as
        wholes, or of a chunk that is not what is here of it.

        A server sends a chunk an event, and http.client takes 5 us for each; what is no plain chunk is left to it, and so is the last.
        """
        if self._is_direct and (data := self._received()):
            return data
        data = self._held_chunks() if self.chunked and not self.chunk_left and not self.isclosed() else b""
        if not data:
            data = self.read1(BUFFER)
            if data and self.chunked and not self.chunk_left and not self._is_drained:
                data += self._held_chunks()
        self._is_direct = not self.isclosed() and (not self.chunked or self.chunk_left is None) and self._is_drained
        return data

    def _received(self) -> bytes:
        """
        What comes next, if that is whole chunks or of a body without any; else nothing, and it is yet to be read.

        That is how live events come. The buffer, and what asks it, take 5 us of an event that was waited for.
        """
        data = self._reader.receive(BUFFER)
        if not self.chunked:
            return data
        parts, end = _whole_chunks(data, 0)
        if end == len(data):
            return parts[0] if len(parts) == 1 else b"".join(parts)
        self._reader.give_back(data)
        return b""

    def _held_chunks(self) -> bytes:
        """The contents of the chunks that are in the buffer as wholes; it is filled once if it is empty."""
        held, at = self.fp.peek(1), 0
        if self.chunk_left is not None:  # to http.client: the line end of the last chunk is ahead; None: the head of the next one
            if not held.startswith(b"\r\n"):
                return b""
            at = 2
        parts, end = _whole_chunks(held, at)
        if not parts:
            return b""
        self.fp.read(end)
        self.chunk_left = None
        return parts[0] if len(parts) == 1 else b"".join(parts)

    @property
    def _is_drained(self) -> bool:
        """Whether the buffer is empty: its place is what the reader has read into it, less what it holds."""
        return self._reader.count == self.fp.tell()

    def is_readable(self, seconds: float) -> bool:
        """
        Whether more of the body can be read without waiting, now or within some seconds; nothing is read.

        What is in the buffer counts, but for the line ends around a chunk's size.
        """
        buffer, sock = self.fp, self._reader.sock
        if self.isclosed():
            return True
        held = b"" if self._is_drained else buffer.peek(1)
        if held if not self.chunked or self.chunk_left else held.strip(b"\r\n"):
            return True
        if isinstance(sock, ssl.SSLSocket) and sock.pending():
            return True
        return wait_for_read(sock, seconds)


def _whole_chunks(data: bytes, at: int) -> tuple[list[bytes], int]:
    """The contents of the plain HTTP chunks that begin at a place and are there as wholes, and where the last of them ends."""
    parts: list[bytes] = []
    while (head := _CHUNK_HEAD.match(data, at)) is not None:
        begin = head.end()
        end = begin + int(head[1], 16)
        if begin == end or data[end : end + 2] != b"\r\n":
            break
        parts.append(data[begin:end])
        at = end + 2
    return parts, at
