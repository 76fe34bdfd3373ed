"""
Responses whose every byte passes the gate of the call that reads them.

`http.client` makes them where a connection says so (`sockets.py`).
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from typing import Any

from urllib3.util.wait import wait_for_read

from .chunked import LINE_END, LONGEST_HEAD, lone_chunk, shows_more, size_in, whole_chunks
from .gate import LONGEST_WAIT, Gate

INTERIM_RESPONSES = 10
"""How many 1xx responses are skipped before an answer; RFC 9110 sets no bound."""

BUFFER = 64 * 1024
"""Bytes of a response that are taken from the system at once, if they are there; with the 8 KiB of `io` a burst costs a tenth more."""

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
        self._failure: OSError | None = None
        if isinstance(sock, ssl.SSLSocket):
            # It would show a reset as an end.
            sock.suppress_ragged_eofs = False  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The number of bytes read; 0 at the end."""
        data = self.receive(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)

    def receive(self, size: int) -> bytes:
        """The bytes that come next, also past the buffer above where that is empty, which does not count them; `b""` at the end."""
        if data := self._returned:
            self._returned = data[size:]
            return data[:size]
        if self.ended:  # where TLS did not announce it, the next look would show something else
            return b""
        try:
            if self._failure is not None:
                raise self._failure
            left, set_before = self._gate.left(), self.sock.gettimeout()
            # A time-out is set by a system call of 0.5 us; from one event to the next it differs by less than a millisecond.
            if left is None or set_before is None or not -SAME < left - set_before < SAME:
                self.sock.settimeout(left)
            data = self.sock.recv(size)
        except (TimeoutError, ssl.SSLEOFError) as error:
            self._check_end(error)
        self.ended = not data
        return data

    def give_back(self, data: bytes) -> None:
        """Takes bytes that were received for bytes that are yet to come, as many as the buffer above takes at once."""
        self._returned = data

    def fetch(self, until: float) -> bool:
        """Waits until that time for bytes that are yet to come; False where there are none. The next read tells an end, or a failure."""
        waited = self.sock.gettimeout()
        self.sock.settimeout(0)
        try:
            while not self.ended and self._failure is None:
                try:
                    data = self.sock.recv(BUFFER - len(self._returned))
                except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                    left = until - time.monotonic()
                    if left <= 0 or not wait_for_read(self.sock, min(left, LONGEST_WAIT)):
                        return False
                    continue
                self._returned += data
                self.ended = not data
                break
        except OSError as error:
            self._failure = error
        finally:
            self.sock.settimeout(waited)
        return True

    @property
    def fetched(self) -> bytes:
        """What was given back or fetched, and is yet to be read."""
        return self._returned

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.ended or self._failure is not None

    def _check_end(self, error: OSError) -> None:
        """Raises what is no end; few servers say farewell by TLS."""
        if isinstance(error, TimeoutError):
            self._gate.ran_out = self._gate.deadline
            raise error
        if _is_reset(error):
            raise ConnectionResetError("the connection was reset") from None

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
        if self._is_direct:  # the buffer, and what asks it, would take 5 us of an event that was waited for
            data = self._reader.receive(BUFFER)
            if content := lone_chunk(data) if self.chunked else data:
                return content
            self._reader.give_back(data)
        data = self._held_chunks() if self.chunked and not self.chunk_left and not self.isclosed() else b""
        if not data:
            data = self.read1(BUFFER)
            if data and self.chunked and not self.chunk_left and not self._is_drained:
                data += self._held_chunks()
        self._is_direct = not self.isclosed() and (not self.chunked or self.chunk_left is None) and self._is_drained
        return data

    def _held_chunks(self) -> bytes:
        """The contents of the chunks that are in the buffer as wholes; it is filled once if it is empty."""
        held, at = self.fp.peek(1), 0
        if self.chunk_left is not None:  # to http.client: the line end of the last chunk is ahead; None: the head of the next one
            if not held.startswith(LINE_END):
                return b""
            at = len(LINE_END)
        parts, end = whole_chunks(held, at)
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
        Whether more of the body, or its end, can be read without waiting, now or within some seconds; nothing is read.

        What stands around the chunks is no part of it, though it is fetched meanwhile.
        """
        if self.isclosed():
            return True
        reader = self._reader
        if not self._is_drained:
            reader.give_back(self.fp.read1(BUFFER))
        until = time.monotonic() + seconds
        while not self._shows_more(reader.fetched):
            if reader.is_over or len(reader.fetched) >= LONGEST_HEAD:
                return True
            if not reader.fetch(until):
                return False
        return True

    def _shows_more(self, held: bytes) -> bool:
        """Whether these bytes hold more of the body."""
        if not self.chunked or self.chunk_left:
            return bool(held)
        return shows_more(held, behind_content=self.chunk_left is not None)

    def _get_chunk_left(self) -> int | None:
        """What is left of the present chunk, or of the next one; None behind the last. http.client asks here, and has a laxer one."""
        if self.chunk_left:
            return self.chunk_left
        if self.chunk_left is not None and self.fp.read(len(LINE_END)) != LINE_END:
            raise http.client.IncompleteRead(b"")
        size = size_in(self.fp.readline(LONGEST_HEAD))
        if size is None:
            raise http.client.IncompleteRead(b"")
        self.chunk_left = size or None
        if not size:
            self._read_and_discard_trailer()  # type: ignore[attr-defined]
            self._close_conn()  # type: ignore[attr-defined]
        return self.chunk_left
