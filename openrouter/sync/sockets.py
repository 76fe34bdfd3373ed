"""
Deadlines and interruption below requests: what its own time-outs cannot do.

A time-out of requests is the gap between two bytes, knows nothing of a header that dribbles in, and cannot be cut short from another
thread. So each socket is watched by the `Gate` of the call that uses it. The hooks are an adapter, its pools' connection classes, and the
response class of `http.client`.
"""

from __future__ import annotations

import functools
import http.client
import socket
import ssl
from typing import Any, cast

import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from .connecting import connected
from .gate import Gate, entered_gate
from .responses import GatedResponse


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
        """A connected socket; every address is tried within the connect time-out, and an interruption ends the attempt."""
        host, port = self._dns_host, self.port  # type: ignore[attr-defined]
        try:
            found = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:  # a name that no resolver takes is a UnicodeError
            raise urllib3.exceptions.NameResolutionError(host, self, error) from None  # type: ignore[arg-type]
        try:
            return connected(found, self.gate)
        except OSError as error:
            reason = error
        if self.gate.ran_out is not None:
            raise urllib3.exceptions.ConnectTimeoutError(self, "no connection in time")
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
