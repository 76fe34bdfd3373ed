"""Performs steps with requests; the only place that knows the exceptions of requests and urllib3."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable
from typing import Any

import requests
import urllib3
from attrs import define, evolve, field
from requests.auth import AuthBase

from ..core.secrets import Secret
from ..core.steps import Deadline, Failure, Head, HttpRequest, Open, Read, Reply, Shut, Sleep, Step
from .gate import Entered, Gate
from .responses import BUFFER, GatedResponse

_NAP = 0.05
_PACKED = frozenset({"br", "zstd"})
"""Content encodings that urllib3 reads only where a further package is installed."""

# AttributeError and ValueError are what urllib3 raises from a response that was closed under it.
_FAILURES = (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError, AttributeError)


class KeyAuth(AuthBase):
    """Puts the key into the prepared request; an `auth` of its own also keeps requests from reading .netrc."""

    def __init__(self, key: Secret | None) -> None:
        self._key = key

    def __call__(self, prepared: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._key is not None:
            prepared.headers["Authorization"] = f"Bearer {self._key.reveal()}"
        return prepared


@define
class Wire:
    """One call's way to the network. One thread performs steps; any may interrupt."""

    session: Callable[[], requests.Session]
    proxy: str | None
    verify: Any
    _response: requests.Response | None = None
    _body: GatedResponse | None = None
    """The body of the response, if it needs no decoding and has no length that urllib3 watches over: read without it, for 3 us less."""

    _gate: Gate = field(factory=Gate)
    _timer: threading.Timer | None = None

    def perform(self, step: Step) -> Reply:
        """The reply to a step; failures are values."""
        if isinstance(step, Read):
            return self._read(step.deadline, step.wake)
        if isinstance(step, Open):
            return self._open(step.request, step.connect, step.answer)
        if isinstance(step, Sleep):
            return self._sleep(step.seconds)
        if isinstance(step, Shut):
            self.shut(reuse=step.reuse)
        return None

    def interrupt(self) -> None:
        """Wakes the thread that performs a step; it gets a failure. May be called from any thread, any number of times."""
        self._gate.interrupt()

    def interrupt_in(self, seconds: float | None) -> None:
        """
        The same, later, in place of what was asked for before; with None not at all.

        Only a wait that is under way needs it, so that a thread is not too much.
        """
        if seconds is None and self._timer is None:
            return
        timer = None if seconds is None else threading.Timer(seconds, self.interrupt)
        before, self._timer = self._timer, timer
        if before is not None:
            before.cancel()
        if timer is not None:
            timer.daemon = True
            timer.start()

    def shut(self, *, reuse: bool = False) -> None:
        """Gives the connection back to the pool, or closes it."""
        response, self._response, self._body = self._response, None, None
        if response is not None:
            if reuse:
                response.raw.release_conn()
            else:
                response.raw.close()
            response.close()
        self._gate.release()

    def abandon(self) -> None:
        """Closes the connection, from whatever thread; the pool's lock may be held by what the collector interrupted."""
        response, self._response, self._body = self._response, None, None
        if response is not None:
            response.raw.close()
        self._gate.release()

    def _open(self, request: HttpRequest, connect: Deadline | None, answer: Deadline | None) -> Head | Failure:
        failure: Failure
        gate, session = self._gate, self.session()
        gate.connect, gate.answer, gate.deadline, gate.ran_out, gate.sent = connect, answer, answer, None, False
        try:
            gate.left()
            with Entered(gate):
                self._response = response = session.request(
                    request.method,
                    request.url,
                    data=request.body or None,
                    headers=dict(request.headers),
                    auth=KeyAuth(request.key),
                    stream=True,
                    allow_redirects=False,
                    timeout=(_left(connect), _left(answer)),
                    proxies={} if self.proxy is None else {"http": self.proxy, "https": self.proxy},
                    verify=self.verify,
                )
            if not gate.watching and (sock := _socket_of(response)) is not None:
                gate.watch(sock)
        except (*_FAILURES, requests.RequestException) as error:
            failure = self._failure(error, connect, answer)
        except BaseException:  # Ctrl-C: the response, if there is one, is held by its traceback alone
            gate.drop()
            raise
        else:
            self._body = _plain_body(response)
            return _head_of(response)
        return failure

    def _read(self, deadline: Deadline | None, wake: float | None) -> bytes | Failure | None:
        response, gate = self._response, self._gate
        if response is None or gate.interrupted:
            return Failure("cancelled")
        failure: Failure
        gate.deadline = deadline
        try:
            if not gate.watching and (sock := _socket_of(response)) is not None:
                sock.settimeout(gate.left())
            if wake is not None and (deadline is None or wake < deadline.at) and not _is_readable(response, wake):
                return None
            body = self._body
            data: bytes = response.raw.read1(BUFFER, decode_content=True) if body is None else body.read_arrived()
        except _FAILURES as error:
            failure = self._failure(error, deadline, deadline)
        else:
            # A connection that was shut down looks like a clean end where the framing does not show ends.
            return Failure("cancelled") if gate.interrupted else data
        return failure

    def _sleep(self, seconds: float) -> Failure | None:
        """Naps, so that a signal handler may end it without a lock that the interrupted frame might hold."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if self._gate.interrupted:
                return Failure("cancelled", sent=False)
            time.sleep(min(left, _NAP))
        return None

    def _failure(self, error: Exception, connect: Deadline | None, answer: Deadline | None) -> Failure:
        """What an exception means; the gate knows more of it than the exception does."""
        gate = self._gate
        if gate.interrupted:
            return Failure("cancelled", sent=gate.sent)
        if gate.ran_out is not None:
            return Failure("timeout", _words(error), sent=gate.sent, deadline=gate.ran_out)
        found = _meaning(error, connect, answer)
        return evolve(found, sent=gate.sent) if gate.watching else found


def _left(deadline: Deadline | None) -> float | None:
    return None if deadline is None else max(deadline.left(time.monotonic()), 0.001)


def _is_readable(response: requests.Response, until: float) -> bool:
    """Whether there is something to read by then; a connection of the caller's session cannot be asked, and is read."""
    reader: Any = getattr(response.raw, "_fp", None)
    return not isinstance(reader, GatedResponse) or reader.is_readable(max(until - time.monotonic(), 0.0))


def _plain_body(response: requests.Response) -> GatedResponse | None:
    """The body of a response if its bytes are what was sent, and http.client tells a whole one from a broken one."""
    reader: Any = getattr(response.raw, "_fp", None)
    is_plain = isinstance(reader, GatedResponse) and "content-encoding" not in response.headers and reader.length is None
    return reader if is_plain else None


def _head_of(response: requests.Response) -> Head | Failure:
    """The head of a response, unless urllib3 would hand its body on as it is packed; aiohttp refuses such a one by itself."""
    encoding = response.headers.get("content-encoding", "").lower()
    if encoding in _PACKED.difference(urllib3.HTTPResponse.CONTENT_DECODERS):
        return Failure("protocol", f"the content encoding {encoding} cannot be read without a further package")
    return Head(response.status_code, {name.lower(): value for name, value in response.headers.items()})


def _socket_of(response: requests.Response) -> socket.socket | None:
    """The socket that the body is read from; `Connection: close` takes it from the connection object."""
    raw = response.raw
    connection = getattr(raw, "connection", None)
    found = getattr(connection, "sock", None)
    if found is None:
        reader = getattr(getattr(getattr(raw, "_fp", None), "fp", None), "raw", None)
        found = getattr(reader, "_sock", None)
    return found if hasattr(found, "settimeout") else None


def _meaning(error: Exception, connect: Deadline | None, answer: Deadline | None) -> Failure:
    """What an exception of requests or urllib3 means, and whether the request had left by then."""
    if isinstance(error, ssl.SSLError):  # of a body that is read without urllib3
        return Failure("tls", _words(error), sent=False)
    for cause in _causes(error):
        if isinstance(cause, (requests.exceptions.SSLError, urllib3.exceptions.SSLError)):
            return Failure("tls", _words(cause), sent=False)
        if isinstance(cause, urllib3.exceptions.NewConnectionError | urllib3.exceptions.ProxyError):
            return Failure("connect", _words(cause), sent=False)
        if isinstance(cause, urllib3.exceptions.ConnectTimeoutError):
            return Failure("timeout", _words(cause), sent=False, deadline=connect)
        if isinstance(cause, (urllib3.exceptions.ReadTimeoutError, TimeoutError)):
            return Failure("timeout", _words(cause), deadline=answer)
        if isinstance(cause, (http.client.RemoteDisconnected, http.client.IncompleteRead)):
            return Failure("broken", _words(cause))
        if isinstance(cause, http.client.HTTPException):
            return Failure("protocol", _words(cause))
    if isinstance(error, ValueError):  # a URL or a proxy that requests cannot use: it never connected
        return Failure("connect", _words(error), sent=False)
    return Failure("broken", _words(error))


def _causes(error: BaseException) -> Any:
    """An exception and what is wrapped in it; requests and urllib3 wrap in arguments as well as in causes."""
    pending: list[object] = [error]
    seen: set[int] = set()
    while pending:
        cause = pending.pop(0)
        if not isinstance(cause, BaseException) or id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        pending.extend([getattr(cause, "reason", None), *cause.args, cause.__cause__, cause.__context__])


def _words(error: BaseException) -> str:
    """What an exception says, on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())
