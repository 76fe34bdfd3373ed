"""One TCP connection: reads requests and performs the actions of their answers."""

from __future__ import annotations

import socket
import struct
import sys
import threading
from typing import TYPE_CHECKING

from attrs import define, field

from .actions import Action, Answer, End, Fin, Head, Piece, Rst, Send, Wait
from .framing import Framer
from .reader import BadRequestError, ClientGoneError, RequestReader, readable

if TYPE_CHECKING:
    from collections.abc import Callable

    from .received import ReceivedRequest

_RESET_ON_CLOSE = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
_BAD_REQUEST = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@define(eq=False)
class Connection:
    """A connection that was accepted; `run()` serves it until it ends."""

    _sock: socket.socket
    number: int
    _route: Callable[[ReceivedRequest], Answer]
    _fail: Callable[[Exception], None]
    _reader: RequestReader = field(init=False)
    _framer: Framer = field(factory=Framer, init=False)
    _closed: bool = field(default=False, init=False)
    _aborted: bool = field(default=False, init=False)
    _lock: threading.Lock = field(factory=threading.Lock, init=False)

    def __attrs_post_init__(self) -> None:
        self._sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._reader = RequestReader(self._sock, self.number)

    def run(self) -> None:
        """Serve requests until the client leaves, an answer closes the connection, or `abort()`."""
        try:
            self._serve_requests()
        except ClientGoneError:
            pass
        finally:
            self._close()

    def abort(self) -> None:
        """Wake the thread that serves it, from another thread; it will close the socket."""
        with self._lock:
            self._aborted = True
            if not self._closed:
                try:
                    self._sock.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass  # the client was quicker

    def _serve_requests(self) -> None:
        while not self._closed:
            try:
                request = self._reader.read()
            except BadRequestError:
                self._send(_BAD_REQUEST)
                return
            self._serve(request, self._route(request))
            if not request.keep_alive:
                return

    def _serve(self, request: ReceivedRequest, answer: Answer) -> None:
        self._framer = Framer()
        try:
            for action in answer.actions(request):
                request.bytes_sent += self._perform(action)
                if self._closed:
                    break
            else:
                self._hold_open_body()
            request.finished.set()
        except ClientGoneError:
            if not self._aborted:
                request.client_closed.set()
            raise
        except Exception as error:  # noqa: BLE001 - an answer is the user's code: the server shows its mistake
            self._fail(error)
            self._close(reset=True)

    def _perform(self, action: Action) -> int:
        """Do it; the number of bytes sent."""
        match action:
            case Head():
                return self._send(self._framer.head(action))
            case Piece():
                return self._send(self._framer.piece(action))
            case Send(data):
                return self._send(data)
            case End():
                closes = self._framer.framing == "close"
                sent = self._send(self._framer.end())
                if closes:
                    self._close()
                return sent
            case Wait():
                self._wait(action)
            case Fin():
                self._close()
            case Rst():
                self._close(reset=True)
        return 0

    def _send(self, data: bytes) -> int:
        if not data:
            return 0
        # A send to a client that has left may succeed once; looking first makes `client_closed` dependable.
        self._reader.check_client()
        try:
            self._sock.sendall(data)
        except OSError as error:
            raise ClientGoneError(str(error)) from None
        return len(data)

    def _wait(self, wait: Wait) -> None:
        with wait.gate.waiting() as bell:
            while True:
                ready = readable(self._sock, bell, seconds=wait.seconds)
                if self._sock in ready:
                    self._reader.receive()
                if bell in ready:
                    return
                if not ready:
                    raise TimeoutError(f"a gate of the fake server was not opened within {wait.seconds:g} seconds")

    def _hold_open_body(self) -> None:
        while self._framer.framing != "none":
            self._reader.receive()

    def _close(self, *, reset: bool = False) -> None:
        with self._lock:
            if self._closed:
                return
            self._closed = True
            try:
                if reset:
                    self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            except OSError:
                pass  # macOS refuses when the client was quicker
            finally:
                self._sock.close()
