"""The fake service: listens on the loopback address and answers as OpenRouter would."""

from __future__ import annotations

import socket
import threading
import time
from collections import defaultdict, deque
from typing import TYPE_CHECKING, Self

from attrs import define, field

from .answers import Text
from .connection import Connection
from .endpoints import BASE_PATH, CHAT, MODELS, endpoint_answer, endpoint_of, unauthorized
from .gate import Gate
from .reader import readable

if TYPE_CHECKING:
    from types import TracebackType

    from .actions import Answer
    from .received import ReceivedRequest

_HOST = "127.0.0.1"
_STOP_SECONDS = 1.0


@define(eq=False)
class FakeOpenRouter:
    """OpenRouter's API on a port of this machine, for tests.

    Chat requests take the answers given to `answer()`, in order, and then `default`. With an `api_key` requests must
    carry it. A mistake inside an answer (a gate nobody opened, a missing file) resets its connection and is raised at
    the end of `with`.
    """

    api_key: str | None = field(default=None, kw_only=True, repr=False)
    default: Answer = field(factory=lambda: Text("Hello, wörld!"), kw_only=True)
    port: int = field(default=0, kw_only=True)
    """The port to listen on; 0 takes a free one, which stays the server's also when it is started again."""
    failures: list[Exception] = field(factory=list, init=False)
    """Mistakes inside answers since the start, in the order they happened."""
    _queues: defaultdict[str, deque[Answer]] = field(factory=lambda: defaultdict(deque), init=False, repr=False)
    _requests: list[ReceivedRequest] = field(factory=list, init=False, repr=False)
    _accepted: int = field(default=0, init=False)
    _open: dict[Connection, threading.Thread] = field(factory=dict, init=False, repr=False)
    _changed: threading.Condition = field(factory=threading.Condition, init=False, repr=False)
    _stop_gate: Gate | None = field(default=None, init=False, repr=False)
    _listening: threading.Thread | None = field(default=None, init=False, repr=False)

    @property
    def url(self) -> str:
        """The base URL to give to a client; raises RuntimeError before the first start."""
        if not self.port:
            raise RuntimeError("the server was not started: use `with FakeOpenRouter() as server`, or start()")
        return f"http://{_HOST}:{self.port}{BASE_PATH}"

    @property
    def requests(self) -> list[ReceivedRequest]:
        """The requests so far, in the order they came."""
        with self._changed:
            return list(self._requests)

    @property
    def connections(self) -> int:
        """How many TCP connections were accepted so far."""
        return self._accepted

    @property
    def open_connections(self) -> int:
        """How many TCP connections are open."""
        with self._changed:
            return len(self._open)

    def answer(self, *answers: Answer, path: str = CHAT) -> None:
        """Queue answers for the next requests, each for one; `path` (below the base URL) says for which endpoint."""
        with self._changed:
            self._queues[endpoint_of(path)].extend(answers)

    def wait_requests(self, count: int = 1, *, timeout: float = 10.0) -> bool:
        """True once `count` requests have come; False after `timeout` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._requests) >= count, timeout)

    def wait_closed(self, *, timeout: float = 10.0) -> bool:
        """True once every connection that was accepted is closed; False after `timeout` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._open, timeout)

    def start(self) -> Self:
        """Listen; returns the server itself."""
        if self._listening is not None:
            raise RuntimeError("the server is running")
        listener = socket.create_server((_HOST, self.port), backlog=1024)
        self.port = listener.getsockname()[1]
        self.failures.clear()
        self._stop_gate = Gate()
        self._listening = threading.Thread(
            target=self._listen, args=(listener, self._stop_gate), name="FakeOpenRouter", daemon=True
        )
        self._listening.start()
        return self

    def stop(self) -> None:
        """Close the port and every connection; does nothing if it is not running."""
        with self._changed:
            gate, self._stop_gate = self._stop_gate, None
            listening, self._listening = self._listening, None
        if gate is None or listening is None:
            return
        gate.open()
        listening.join(_STOP_SECONDS)
        with self._changed:
            left = dict(self._open)
        for connection in left:
            connection.abort()
        deadline = time.monotonic() + _STOP_SECONDS
        for thread in left.values():
            thread.join(max(0.0, deadline - time.monotonic()))

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        if error is not None:
            for failure in self.failures:
                error.add_note(f"in the fake server: {failure!r}")
        elif self.failures:
            raise self.failures[0]

    def _listen(self, listener: socket.socket, stop: Gate) -> None:
        listener.setblocking(False)  # a client may be gone between the poll and the accept
        with listener, stop.waiting() as bell:
            while bell not in readable(listener, bell, seconds=None):
                try:
                    sock, _ = listener.accept()
                except (BlockingIOError, ConnectionAbortedError):
                    continue
                except OSError as error:  # out of descriptors: better no service than one that loses connections
                    self._fail(error)
                    return
                self._admit(sock)

    def _admit(self, sock: socket.socket) -> None:
        sock.setblocking(True)  # whatever it took over from the listener or the default of the process
        with self._changed:
            self._accepted += 1
            connection = Connection(sock, self._accepted, self._route, self._fail)
            thread = threading.Thread(target=self._run, args=(connection,), name="FakeOpenRouter", daemon=True)
            self._open[connection] = thread
        thread.start()

    def _run(self, connection: Connection) -> None:
        try:
            connection.run()
        finally:
            with self._changed:
                del self._open[connection]
                self._changed.notify_all()

    def _route(self, request: ReceivedRequest) -> Answer:
        endpoint = endpoint_of(request.path)
        with self._changed:
            request.number = len(self._requests)
            self._requests.append(request)
            self._changed.notify_all()
            if not self._admits(request, endpoint):
                return unauthorized(request)
            queue = self._queues.get(endpoint)
            if queue:
                return queue.popleft()
        return self.default if endpoint == CHAT else endpoint_answer(request)

    def _admits(self, request: ReceivedRequest, endpoint: str) -> bool:
        # The catalogue can be read without a key.
        given = request.headers.get("authorization")
        return self.api_key is None or endpoint == MODELS or given == f"Bearer {self.api_key}"

    def _fail(self, error: Exception) -> None:
        with self._changed:
            self.failures.append(error)
