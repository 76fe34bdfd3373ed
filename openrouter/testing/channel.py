"""The server's end of one connection: a socket, plain or with TLS, that never misses the client's leaving."""

from __future__ import annotations

import selectors
import socket
import struct
import sys
import time
from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    import ssl

    from .pacer import Pacer, Tick

# poll() needs no descriptor of its own (epoll does) and, unlike select(), knows no highest descriptor.
if sys.platform == "win32":
    _Selector = selectors.SelectSelector
else:
    _Selector = selectors.PollSelector

# Looking for the client's end comes before every send, so it is one system call where there is a flag for it.
_DONT_WAIT: int = getattr(socket, "MSG_DONTWAIT", 0)
_RESET_ON_CLOSE = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
_AT_ONCE = 65536


class ClientGoneError(Exception):
    """The client closed the connection, or the server is being stopped."""


def readable(*sockets: socket.socket, seconds: float | None) -> list[socket.socket]:
    """Those of the sockets with bytes or an end to read, after waiting at most `seconds`."""
    with _Selector() as selector:
        for sock in sockets:
            selector.register(sock, selectors.EVENT_READ, sock)
        return [key.data for key, _ in selector.select(seconds)]


@define(eq=False)
class Channel:
    """One connection. A single thread uses it; any other may `wake()` that thread."""

    _sock: socket.socket
    _tls: ssl.SSLContext | None = None
    _quiet: bool = field(default=False, init=False)
    """Whether nothing had come when it was last waited for, so that there is no need to look again before the next send."""

    def __attrs_post_init__(self) -> None:
        self._sock.setblocking(True)  # whatever it took over from the listener or the default of the process
        self._sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._tls is not None:
            # The handshake waits for the client, so it is left to the thread that serves it.
            self._sock = self._tls.wrap_socket(self._sock, server_side=True, do_handshake_on_connect=False)

    @property
    def is_secure(self) -> bool:
        """Whether it speaks TLS."""
        return self._tls is not None

    def greet(self) -> None:
        """The TLS handshake, if there is one."""
        if self._tls is not None:
            try:
                self._sock.do_handshake()  # type: ignore[attr-defined]
            except (OSError, ValueError) as error:
                raise ClientGoneError(str(error)) from None

    def receive(self) -> bytes:
        """What is there, waiting for it if need be; raises ClientGoneError at the end."""
        try:
            return self._not_empty(self._sock.recv(_AT_ONCE))
        except OSError as error:
            raise ClientGoneError(str(error)) from None

    def receive_now(self) -> bytes:
        """What is there, without waiting, perhaps nothing; raises ClientGoneError at the end."""
        if self._quiet:
            self._quiet = False
            return b""
        try:
            if self._tls is not None:
                return self._receive_decrypted()
            if not _DONT_WAIT and not readable(self._sock, seconds=0):
                return b""
            return self._not_empty(self._sock.recv(_AT_ONCE, _DONT_WAIT))
        except BlockingIOError:
            return b""
        except OSError as error:
            raise ClientGoneError(str(error)) from None

    def send(self, data: bytes) -> None:
        """All of the bytes, as soon as the client takes them."""
        try:
            self._sock.sendall(data)
        except OSError as error:
            raise ClientGoneError(str(error)) from None

    def send_now(self, data: bytes) -> int:
        """As many of the bytes as go without waiting."""
        try:
            return self._sock.send(data, _DONT_WAIT) if data and _DONT_WAIT else 0
        except OSError:  # what is wrong, if it is not just the client's slowness, will show when it is sent in earnest
            return 0

    def park(self, pacer: Pacer, seconds: float, tick: Tick) -> float:
        """Leave a pause, and the ticks after it, to the pacer; the seconds that are left of one."""
        self._quiet = False
        return pacer.pause(self._sock, seconds, tick)

    def wait(self, seconds: float, bell: socket.socket | None = None) -> tuple[bytes, bool]:
        """What came, and whether the bell rang; empty and False when the time is over or what came is no data."""
        self._quiet = False
        if self._tls is not None and (early := self.receive_now()):  # which poll() may not know of
            return early, False
        sockets = [self._sock] if bell is None else [self._sock, bell]
        ready = readable(*sockets, seconds=max(0.0, seconds))
        self._quiet = not ready
        return (self.receive_now() if self._sock in ready else b""), bell is not None and bell in ready

    def sleep(self, seconds: float) -> bytes:
        """Wait so long, unless the client leaves; what came meanwhile."""
        until = time.monotonic() + seconds
        data = b""
        while (left := until - time.monotonic()) > 0:
            data += self.wait(left)[0]
        return data

    def wake(self) -> None:
        """End the connection under the thread that uses it, from another thread."""
        try:
            socket.socket.shutdown(self._sock, socket.SHUT_RDWR)  # that of a TLS socket would pull its layer away
        except OSError:
            pass  # the client was quicker

    def part(self) -> None:
        """Say goodbye as TLS does (plain TCP has nothing to say), without waiting for the reply."""
        if self._tls is not None:
            try:
                self._sock.settimeout(0)
                self._sock.unwrap()  # type: ignore[attr-defined]
            except (OSError, ValueError):
                pass

    def close(self, *, reset: bool = False) -> None:
        """End the connection by FIN, or by RST."""
        try:
            if reset:
                self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        except OSError:
            pass  # macOS refuses when the client was quicker
        finally:
            self._sock.close()

    def _receive_decrypted(self) -> bytes:
        """No flag keeps a TLS socket from waiting, and poll() sees records that hold no data: so it is set not to block."""
        import ssl

        self._sock.settimeout(0)
        try:
            return self._not_empty(self._sock.recv(_AT_ONCE))
        except ssl.SSLWantReadError:
            return b""
        finally:
            self._sock.settimeout(None)

    def _not_empty(self, data: bytes) -> bytes:
        if not data:
            raise ClientGoneError("end of the connection")
        return data
