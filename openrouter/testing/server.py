"""The fake service: listens on the loopback address and answers as OpenRouter would."""

from __future__ import annotations

import threading
import time
from collections import defaultdict, deque
from functools import partial
from typing import TYPE_CHECKING, Self

from attrs import define, field

from .answers import Status, Text
from .channel import Channel
from .connection import Connection
from .doors import HOST, OTHER_HOST, Door, attend, open_doors
from .endpoints import BASE_PATH, CHAT, endpoint_answer, endpoint_of, is_public, unauthorized
from .format import error_body
from .gate import Gate
from .pacer import Pacer
from .site import Site

if TYPE_CHECKING:
    import socket
    import ssl
    from types import TracebackType

    from .actions import Answer
    from .received import ReceivedRequest

_STOP_SECONDS = 1.0
_SCENARIOS = "/scenario/"


@define(eq=False)
class FakeOpenRouter:
    """OpenRouter's API on a port of this machine, for tests.

    Chat requests take the answers given to `answer()`, in order, and then `default`; those to a `scenario_url()` take
    that scenario. With an `api_key` requests must carry it. With `tls`, a context with a certificate for 127.0.0.1 and
    localhost, it speaks https. A mistake inside an answer (a gate nobody opened, a missing file) resets its connection and is raised at
    the end of `with`.
    """

    api_key: str | None = field(default=None, kw_only=True, repr=False)
    default: Answer = field(factory=lambda: Text("Hello, wörld!"), kw_only=True)
    port: int = field(default=0, kw_only=True)
    """The port to listen on; 0 takes a free one, which stays the server's also when it is started again."""
    tls: ssl.SSLContext | None = field(default=None, kw_only=True, repr=False)
    failures: list[Exception] = field(factory=list, init=False)
    """Mistakes inside answers since the start, in the order they happened."""
    _queues: defaultdict[str, deque[Answer]] = field(factory=lambda: defaultdict(deque), init=False, repr=False)
    _requests: list[ReceivedRequest] = field(factory=list, init=False, repr=False)
    _accepted: int = field(default=0, init=False)
    _open: dict[Connection, threading.Thread] = field(factory=dict, init=False, repr=False)
    _changed: threading.Condition = field(factory=threading.Condition, init=False, repr=False)
    _stop_gate: Gate | None = field(default=None, init=False, repr=False)
    _listening: threading.Thread | None = field(default=None, init=False, repr=False)
    _site: Site = field(factory=Site, init=False, repr=False)
    _pacer: Pacer = field(factory=Pacer, init=False, repr=False)
    _other_port: int = field(default=0, init=False)

    @property
    def url(self) -> str:
        """The base URL to give to a client; raises RuntimeError before the first start."""
        if not self.port:
            raise RuntimeError("the server was not started: use `with FakeOpenRouter() as server`, or start()")
        return f"{'http' if self.tls is None else 'https'}://{HOST}:{self.port}{BASE_PATH}"

    @property
    def other_url(self) -> str:
        """The same server as another origin, of another host name and port; `redirect_other` points there."""
        self.url  # noqa: B018 - raises before the first start
        return self._site.other_origin + BASE_PATH

    def scenario_url(self, name: str, **options: float | str) -> str:
        """A base URL under which every chat request gets this scenario; `SCENARIOS` tells names and options."""
        from .scenarios import Scenario

        return self.url.removesuffix(BASE_PATH) + _SCENARIOS + Scenario(name, **options).path + BASE_PATH

    @property
    def requests(self) -> list[ReceivedRequest]:
        """The requests so far, in the order they came."""
        with self._changed:
            return list(self._requests)

    @property
    def other_requests(self) -> list[ReceivedRequest]:
        """Those of the requests that came to any origin but that of `url`."""
        return [request for request in self.requests if request.origin != self._site.origin]

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

    def wait_closed(self, *, left: int = 0, timeout: float = 10.0) -> bool:
        """True once all connections that were accepted are closed, but for `left` of them; False after `timeout` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._open) <= left, timeout)

    def start(self) -> Self:
        """Listen; returns the server itself."""
        if self._listening is not None:
            raise RuntimeError("the server is running")
        wanted = [(HOST, self.port, self.tls), (OTHER_HOST, self._other_port, self.tls)]
        doors = open_doors(*wanted, *([(HOST, 0, None)] if self.tls is not None else []))
        self.port, self._other_port = doors[0].port, doors[1].port
        self._site = Site(doors[0].origin, doors[1].origin, f"http://{HOST}:{doors[-1].port}")
        self.failures.clear()
        self._stop_gate, self._pacer = Gate(), Pacer()
        self._listening = threading.Thread(
            target=self._listen, args=(doors, self._stop_gate), name="FakeOpenRouter", daemon=True
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
        self._pacer.stop()
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

    def _listen(self, doors: list[Door], stop: Gate) -> None:
        try:
            attend(doors, stop, self._admit)
        except OSError as error:  # out of descriptors: better no service than one that loses connections
            self._fail(error)

    def _admit(self, door: Door, sock: socket.socket) -> None:
        try:
            channel = Channel(sock, door.tls)
        except OSError:  # the client has left already
            sock.close()
            return
        with self._changed:
            self._accepted += 1
            connection = Connection(channel, self._accepted, partial(self._route, door.origin), self._fail, self._pacer)
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

    def _route(self, origin: str, request: ReceivedRequest) -> Answer:
        endpoint = endpoint_of(request.path)
        request.origin, request.site = origin, self._site
        with self._changed:
            request.number = len(self._requests)
            self._requests.append(request)
            self._changed.notify_all()
            if not self._admits(request, endpoint):
                return unauthorized(request)
            if request.path.startswith(_SCENARIOS) and endpoint == CHAT:
                return _scenario_of(request)
            queue = self._queues.get(endpoint)
            if queue:
                return queue.popleft()
        return self.default if endpoint == CHAT else endpoint_answer(request)

    def _admits(self, request: ReceivedRequest, endpoint: str) -> bool:
        given = request.headers.get("authorization")
        return self.api_key is None or is_public(endpoint) or given == f"Bearer {self.api_key}"

    def _fail(self, error: Exception) -> None:
        with self._changed:
            self.failures.append(error)


def _scenario_of(request: ReceivedRequest) -> Answer:
    """The scenario that a path names."""
    from .scenarios import Scenario

    try:
        return Scenario.from_path(request.path.removeprefix(_SCENARIOS))
    except ValueError as error:
        return Status(400, error_body(400, str(error)))
