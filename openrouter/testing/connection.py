"""One TCP connection: reads requests and performs the actions of their answers."""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Any

from attrs import define, field

from .actions import Action, Answer, End, Fin, Head, Pause, Piece, Rst, Send, Wait
from .channel import ClientGoneError
from .framing import Framer
from .reader import BadRequestError, RequestReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .channel import Channel
    from .pacer import Pacer
    from .received import ReceivedRequest

_BAD_REQUEST = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@define(eq=False)
class Connection:
    """A connection that was accepted; `run()` serves it until it ends."""

    _channel: Channel
    number: int
    _route: Callable[[ReceivedRequest], Answer]
    _fail: Callable[[Exception], None]
    _pacer: Pacer
    _reader: RequestReader = field(init=False)
    _framer: Framer = field(factory=Framer, init=False)
    _request: ReceivedRequest = field(init=False)
    _actions: Iterator[Action] = field(init=False)
    _left: deque[Action] = field(factory=deque, init=False)
    """Actions that come before those of the answer."""
    _paced: bool = field(default=False, init=False)
    _mistaken: bool = field(default=False, init=False)
    _closed: bool = field(default=False, init=False)
    _aborted: bool = field(default=False, init=False)
    _lock: threading.Lock = field(factory=threading.Lock, init=False)

    def __attrs_post_init__(self) -> None:
        self._reader = RequestReader(self._channel, self.number)

    def run(self) -> None:
        """Serve requests until the client leaves, an answer closes the connection, or `abort()`."""
        try:
            self._channel.greet()
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
                self._channel.wake()

    def _serve_requests(self) -> None:
        while not self._closed:
            try:
                request = self._reader.read()
            except BadRequestError:
                self._channel.send(_BAD_REQUEST)
                return
            self._serve(request, self._route(request))
            if not request.keep_alive:
                self._close(politely=True)

    def _serve(self, request: ReceivedRequest, answer: Answer) -> None:
        self._framer, self._request, self._mistaken = Framer(), request, False
        self._left.clear()
        # A pause of an answer that never waits by itself is left to the pacer, together with what follows it.
        self._paced = not self._channel.is_secure and getattr(answer, "never_waits", False)
        self._actions = iter(self._checked(answer.actions, request) or ())
        try:
            while not self._closed and (action := self._next()) is not None:
                self._checked(self._perform, action)
            if not self._closed:
                self._hold_open_body()
        except ClientGoneError:
            if not self._aborted:
                request.client_closed.set()
            raise
        if not self._mistaken:
            request.finished.set()

    def _next(self) -> Action | None:
        """The next action, None if there is no more."""
        if not self._left and (action := self._checked(next, self._actions, None)) is not None:
            return action  # type: ignore[no-any-return]
        return self._left.popleft() if self._left else None

    def _checked(self, function: Callable[..., Any], *arguments: object) -> Any:
        """What the function returns. A mistake in it is kept for the test, and resets the connection."""
        try:
            return function(*arguments)
        except ClientGoneError:
            raise
        except Exception as error:  # noqa: BLE001 - an answer is the user's code: the server shows its mistake
            self._fail(error)
            self._mistaken = True
            self._left.append(Rst())
            return None

    def _perform(self, action: Action) -> None:
        match action:
            case Head() | Piece() | Send():
                self._send(self._framer.bytes_of(action))
            case End():
                closes = self._framer.framing == "close"
                self._send(self._framer.end())
                if closes:
                    self._close(politely=True)
            case Wait():
                self._wait(action)
            case Pause(seconds):
                self._pause(seconds)
            case Fin():
                self._close()
            case Rst():
                self._close(reset=True)

    def _pause(self, seconds: float) -> None:
        if self._paced and seconds > 0:
            seconds = self._channel.park(self._pacer, seconds, self._tick)
        self._reader.keep(self._channel.sleep(seconds))

    def _tick(self) -> float | None:
        """What the pacer does after a pause: send up to the next one. Whatever it cannot do is left to the thread."""
        while not self._left and (action := self._next()) is not None:
            if isinstance(action, Pause):
                return action.seconds
            data = b""
            if isinstance(action, Head | Piece | Send):
                data = self._checked(self._framer.bytes_of, action) or b""
                sent = self._channel.send_now(data)
                self._request.bytes_sent += sent
                if sent < len(data):
                    self._left.appendleft(Send(data[sent:]))
            else:
                self._left.append(action)
        return None

    def _send(self, data: bytes) -> None:
        if not data:
            return
        # A send to a client that has left may succeed once; looking first makes `client_closed` dependable.
        self._reader.keep(self._channel.receive_now())
        self._channel.send(data)
        self._request.bytes_sent += len(data)

    def _wait(self, wait: Wait) -> None:
        until = time.monotonic() + wait.seconds
        with wait.gate.waiting() as bell:
            rang = False
            while not rang:
                data, rang = self._channel.wait(until - time.monotonic(), bell)
                self._reader.keep(data)
                if not rang and time.monotonic() >= until:
                    raise TimeoutError(f"a gate of the fake server was not opened within {wait.seconds:g} seconds")

    def _hold_open_body(self) -> None:
        while self._framer.framing != "none":
            self._reader.keep(self._channel.receive())

    def _close(self, *, reset: bool = False, politely: bool = False) -> None:
        with self._lock:
            if self._closed:
                return
            self._closed = True
            if politely:
                self._channel.part()
            self._channel.close(reset=reset)
