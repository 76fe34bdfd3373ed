"""
Deadlines and interruption below requests: what its own time-outs cannot do.

A time-out of requests is the gap between two bytes, knows nothing of a header that dribbles in, and cannot be cut short from another
thread. So each socket is watched by the `Gate` of the call that uses it. The hooks are public ones: an adapter, its pools' connection
classes, and the response class of `http.client`.
"""

from __future__ import annotations

import functools
import http.client
import io
import re
import socket
import ssl
from typing import Any, cast

import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.wait import wait_for_read

from .gate import Gate, entered_gate

INTERIM_RESPONSES = 10
"""How many 1xx responses are skipped before an answer; RFC 9110 sets no bound."""


BUFFER = 64 * 1024
"""Bytes of a response that are taken from the system at once, if they are there; with the 8 KiB of `io` a burst costs a tenth more."""

_CHUNK_HEAD = re.compile(rb"\r\n([0-9A-Fa-f]{1,6})\r\n")
"""The end of one HTTP chunk and the head of the next."""

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
        if isinstance(sock, ssl.SSLSocket):
            # It would show a reset as an end.
            sock.suppress_ragged_eofs = False  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The number of bytes read; 0 at the end."""
        sock, left = self.sock, self._gate.left()
        set_before = sock.gettimeout()
        # A time-out is set by a system call of 0.5 us; from one event to the next it differs by less than a millisecond.
        if left is None or set_before is None or not -SAME < left - set_before < SAME:
            sock.settimeout(left)
        try:
            count: int = sock.recv_into(buffer)
        except TimeoutError:
            self._gate.ran_out = self._gate.deadline
            raise
        except ssl.SSLEOFError as error:
            if _is_reset(error):
                raise ConnectionResetError("the connection was reset") from None
            count = 0  # few servers say farewell
        self.ended = count == 0
        self.count += count
        return count

    def tell(self) -> int:
        """How many bytes were read; the buffer above takes its own from it."""
        return self.count

    def close(self) -> None:
        """Closes the socket's reader."""
        self._reader.close()
        super().close()


def _is_reset(error: ssl.SSLEOFError) -> bool:
    """
    Whether an end that TLS did not announce was a reset: OpenSSL 3 has a reason for the plain end of a connection, and Python 3.11 calls
    anything else an end as well.
    """
    return ssl.OPENSSL_VERSION_INFO >= (3,) and error.reason != "UNEXPECTED_EOF_WHILE_READING"


class GatedResponse(http.client.HTTPResponse):
    """A response whose every byte passes the gate, and which skips interim responses."""

    def __init__(self, sock: socket.socket, *args: Any, gate: Gate, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self._reader = GatedReader(self.fp.detach(), sock, gate)
        self.fp: io.BufferedReader = io.BufferedReader(self._reader, BUFFER)

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

    def read_arrived(self, size: int) -> bytes:
        """
        What `read1` gives, and the contents of the HTTP chunks behind it that have arrived as wholes.

        A server sends one an event, and http.client takes 5 us for each; what is no plain chunk is left to it, and so is the last.
        """
        if not self.chunked:
            return self.read1(size)
        if self.chunk_left == 0:
            arrived = self._whole_chunks()
            if arrived:
                return arrived
        data = self.read1(size)
        if data and self.chunk_left == 0 and self._reader.count > self.fp.tell():
            data += self._whole_chunks()
        return data

    def _whole_chunks(self) -> bytes:
        """The contents of the chunks that are in the buffer as wholes, which is filled once if it is empty."""
        held, at, parts = self.fp.peek(1), 0, []
        while (head := _CHUNK_HEAD.match(held, at)) is not None:
            begin = head.end()
            end = begin + int(head[1], 16)
            if begin == end or end > len(held):
                break
            parts.append(held[begin:end])
            at = end
        self.fp.read(at)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def is_readable(self, seconds: float) -> bool:
        """
        Whether more of the body can be read without waiting, now or within some seconds; nothing is read.

        What is in the buffer counts, but for the line ends around a chunk's size.
        """
        buffer, sock = self.fp, self._reader.sock
        if self.isclosed():
            return True
        held = buffer.peek(1) if self._reader.count > buffer.tell() else b""
        if held if not self.chunked or self.chunk_left else held.strip(b"\r\n"):
            return True
        if isinstance(sock, ssl.SSLSocket) and sock.pending():
            return True
        return wait_for_read(sock, seconds)


class _Gated:
    """What both connection classes do at the gate."""

    gate: Gate
    connecting = False

    @property
    def is_connected(self) -> bool:
        """
        Whether the next request may have this connection: bytes that nobody asked for would be taken for its answer.

        urllib3 looks at the descriptor, which does not show what TLS has decrypted already.
        """
        pending = getattr(getattr(self, "sock", None), "pending", None)
        return super().is_connected and not (pending is not None and pending())  # type: ignore[misc]

    def request(self, *args: Any, **kwargs: Any) -> None:
        """Sends a request for the call that this thread is opening."""
        self._belong()
        sock: socket.socket | None = getattr(self, "sock", None)
        if sock is not None:
            self.timeout = self.gate.left()  # urllib3 would bound the sending by the time-out of connecting
            self.gate.watch(sock)
        super().request(*args, **kwargs)  # type: ignore[misc]

    def connect(self) -> None:
        """Connects within the connect time-out, over all addresses and the TLS handshake."""
        self._belong()
        self.connecting, self.gate.deadline = True, self.gate.connect
        try:
            super().connect()  # type: ignore[misc]
        except TimeoutError:
            self.gate.ran_out = self.gate.deadline
            raise
        finally:
            self.connecting, self.gate.deadline = False, self.gate.answer
        self.gate.watch(self.sock)  # type: ignore[attr-defined]
        self.sock.settimeout(self.gate.left())  # type: ignore[attr-defined]

    def send(self, data: Any) -> None:
        """Sends bytes; from here on the request may have left."""
        if getattr(self, "sock", None) is None:
            self.connect()
        self.gate.sent = self.gate.sent or not self.connecting  # what a proxy is asked while connecting is no request
        super().send(data)  # type: ignore[misc]

    def _belong(self) -> None:
        """Makes this connection the present call's."""
        self.gate = entered_gate()
        self.gate.watching, self.gate.connection = True, cast(http.client.HTTPConnection, self)
        self.response_class = functools.partial(GatedResponse, gate=self.gate)

    def _new_conn(self) -> socket.socket:
        """A connected socket; each address is tried until the connect time-out, and an interruption ends the attempt."""
        host, port = self._dns_host, self.port  # type: ignore[attr-defined]
        reason: OSError = OSError("no address")
        try:
            found = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:  # a name that no resolver takes is a UnicodeError
            raise urllib3.exceptions.NameResolutionError(host, self, error) from None  # type: ignore[arg-type]
        for family, kind, protocol, _, address in found:
            try:
                sock = socket.socket(family, kind, protocol)
            except OSError as error:  # a family that this machine does not have
                reason = error
                continue
            try:
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self.gate.watch(sock)
                sock.settimeout(self.gate.left())
                sock.connect(address)
                sock.settimeout(self.gate.left())  # what is left is the handshake's
            except TimeoutError:
                self.gate.ran_out = self.gate.deadline
                sock.close()
                raise urllib3.exceptions.ConnectTimeoutError(self, "no connection in time") from None
            except OSError as error:
                reason = error
                sock.close()
            else:
                return sock
        raise urllib3.exceptions.NewConnectionError(self, f"no connection: {reason}")  # type: ignore[arg-type]


class GatedConnection(_Gated, HTTPConnection):  # type: ignore[misc]
    """A connection at the gate."""


class GatedTLSConnection(_Gated, HTTPSConnection):  # type: ignore[misc]
    """A TLS connection at the gate."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = GatedConnection  # pyright: ignore[reportAssignmentType]  urllib3's own classes fail its protocol too


class _TLSPool(HTTPSConnectionPool):
    ConnectionCls = GatedTLSConnection  # pyright: ignore[reportAssignmentType]


class GatedAdapter(HTTPAdapter):
    """Connections at the gate, direct and through a proxy."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Makes the pools."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TLSPool}

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
        """What tells the pools apart; connections under an `ssl.SSLContext` have a pool of their own and take all from it."""
        if not isinstance(verify, ssl.SSLContext):
            return super().build_connection_pool_key_attributes(request, verify, cert)
        host, _ = super().build_connection_pool_key_attributes(request, True, cert)
        # urllib3 would demand certificates and check names by rules of its own.
        own = {"ssl_context": verify, "cert_reqs": verify.verify_mode}
        return host, own if verify.check_hostname else {**own, "assert_hostname": False}

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Sets the certificates of a pool, unless it has a context."""
        if not isinstance(verify, ssl.SSLContext):
            super().cert_verify(conn, url, verify, cert)  # type: ignore[no-untyped-call, unused-ignore]

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """Makes the pools behind a proxy; those of SOCKS have connections of their own."""
        manager = super().proxy_manager_for(proxy, **kwargs)
        if not proxy.lower().startswith("socks"):
            manager.pool_classes_by_scheme = {"http": _Pool, "https": _TLSPool}
        return manager

    def close(self) -> None:
        """
        Closes the idle connections of every pool.

        urllib3 leaves that to the pool's end as an object, which any response that is still referred to puts off, and so does a
        traceback.
        """
        for manager in (self.poolmanager, *self.proxy_manager.values()):
            keys = manager.pools.keys()  # a copy: this mapping refuses to be iterated
            for pool in map(manager.pools.get, keys):
                if pool is not None:
                    pool.close()
        super().close()
