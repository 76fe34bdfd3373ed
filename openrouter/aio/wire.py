"""Performs steps with aiohttp; the only place that knows its exceptions."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError
from attrs import define

from ..core.steps import Deadline, Failure, Head, HttpRequest, Open, Read, Reply, Shut, Sleep, Step
from ..environment import context_of
from .alarm import Alarm, Expired
from .responses import abort, fate_of, left_over, transport_of

_CONNECT = (aiohttp.ClientConnectorError, aiohttp.ClientProxyConnectionError, aiohttp.InvalidURL)
_TLS = (aiohttp.ClientSSLError, aiohttp.ServerFingerprintMismatch)
_LOST = "the connection is gone and the framing of the body is broken"
_PROTOCOL = (aiohttp.ClientResponseError, HttpProcessingError)


@define(eq=False)
class Wire:
    """One call's way to the network. One task performs steps; any thread may interrupt."""

    session: Callable[[], aiohttp.ClientSession]
    proxy: str | None
    verify: Any
    leave: Callable[[], None]
    """Tells the session that the call needs it no longer."""

    _response: aiohttp.ClientResponse | None = None
    _interrupted: bool = False
    _loop: asyncio.AbstractEventLoop | None = None
    _alarm: Alarm | None = None
    _timer: asyncio.TimerHandle | None = None
    _lost: bool = False
    _transport: asyncio.Transport | None = None
    _unread: bool = True
    _fate: asyncio.Future[None] | None = None
    _broken: Failure | None = None
    """What is told once the bytes that came before it are read."""

    def perform(self, step: Step) -> Awaitable[Reply]:
        """The reply to a step, to be awaited; failures are values. A cancelled task passes through."""
        if isinstance(step, Read):
            return self._read(step.deadline, step.wake)  # not awaited here: that is a coroutine less an event
        if isinstance(step, Open):
            return self._open(step.request, step.connect, step.answer)
        if isinstance(step, Sleep):
            return self._sleep(step.seconds)
        return self._shut(step)

    def interrupt(self) -> None:
        """Wakes the task that performs a step; it gets a failure. May be called from any thread, any number of times."""
        self._interrupted = True
        self._soon(self._ring)

    def interrupt_in(self, seconds: float | None) -> None:
        """The same, later, in place of what was asked for before; with None not at all. Only a wait that is under way needs it."""
        if seconds is not None or self._timer is not None:
            self._soon(partial(self._set_timer, seconds))

    def _set_timer(self, seconds: float | None) -> None:
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
        if seconds is not None and self._alarm is not None and self._alarm.is_waited_for:
            self._timer = asyncio.get_running_loop().call_later(seconds, self.interrupt)

    def _look(self) -> None:
        """Ends the wait if its connection is gone and nobody has told the reader."""
        response = self._response
        if response is None or response.content.is_eof() or response.content.exception() is not None:
            return
        connection = response.connection
        if connection is None or connection.transport is None:
            self._lost = True
            self._ring()

    def shut(self, *, reuse: bool = False) -> None:
        """Gives the connection back to the pool, or closes it; where that is asked in another thread, its loop does it soon."""
        loop = self._loop
        if loop is not None and loop.is_running() and loop is not asyncio._get_running_loop():
            self._soon(partial(self.shut, reuse=reuse))
            return
        response, self._response = self._response, None
        if loop is not None and loop.is_closed():  # and its connections with it
            response = self._transport = self._alarm = None
        if self._alarm is not None and not self._alarm.is_waited_for:
            self._alarm.stop()
            self._alarm = None  # which knows this wire: the two would be left to the garbage collector
        self.leave()
        if response is None:
            return
        transport, self._transport = self._transport, None
        if reuse:
            response.release()
        ours = not reuse and (self._unread or response.connection is not None)
        if transport is not None and (ours or transport.is_closing()):  # else another call may have it
            abort(transport)
        response.close()

    def abandon(self) -> None:
        """Closes the connection, from whatever thread; the loop's own does it."""
        self._soon(self.shut)

    def _soon(self, what: Callable[[], object]) -> None:
        """Lets the loop do it, if there is still one."""
        try:
            if self._loop is not None:
                self._loop.call_soon_threadsafe(what)
        except RuntimeError:  # it is closed, and its connections with it
            pass

    async def _open(self, request: HttpRequest, connect: Deadline | None, answer: Deadline | None) -> Head | Failure:
        failure: Failure
        headers = dict(request.headers)
        if request.key is not None:
            headers["Authorization"] = f"Bearer {request.key.reveal()}"
        opening: Callable[[], Awaitable[aiohttp.ClientResponse]] = partial(
            self.session().request,
            request.method,
            request.url,
            data=request.body or None,
            headers=headers,
            allow_redirects=False,
            timeout=aiohttp.ClientTimeout(total=None, connect=_left(connect)),
            proxy=self.proxy,
            ssl=True if self.verify is None else context_of(self.verify),
        )
        try:
            with self._until(None if answer is None else answer.at):
                self._response = response = await _opened(opening)
        except Expired:
            failure = Failure("timeout", deadline=answer)
        except aiohttp.ConnectionTimeoutError as error:
            failure = Failure("timeout", _words(error), sent=False, deadline=connect)
        except (aiohttp.ClientError, HttpProcessingError, OSError, ValueError, RuntimeError) as error:
            failure = _open_failure(error)
        else:
            self._fate, self._broken, self._lost = fate_of(response), None, False
            self._transport, self._unread = transport_of(response), True
            return Head(response.status, {name.lower(): value for name, value in response.headers.items()})
        return Failure("cancelled") if self._interrupted else failure

    async def _read(self, deadline: Deadline | None, wake: float | None) -> bytes | Failure | None:
        response = self._response
        if response is None or self._interrupted:
            return Failure("cancelled")
        if self._broken is not None:
            return self._broken
        failure: Failure
        self._unread = False
        woken = wake is not None and (deadline is None or wake < deadline.at)
        try:
            with self._until(wake if woken else None if deadline is None else deadline.at):
                data = await response.content.readany()
            if data or self._fate is None or not self._fate.done() or (cause := self._fate.exception()) is None:
                return data
            failure = Failure("broken", _words(cause))
        except Expired:
            if woken and not (self._lost or self._interrupted):
                return None
            failure = Failure("broken", _LOST) if self._lost else Failure("timeout", deadline=deadline)
        except (aiohttp.ClientError, HttpProcessingError, OSError, ValueError, RuntimeError) as error:
            failure = Failure("broken", _words(error))
        if self._interrupted:
            return Failure("cancelled")
        if data := left_over(response.content):
            self._broken = failure
            return data
        return failure

    async def _shut(self, step: Step) -> None:
        if isinstance(step, Shut):
            self.shut(reuse=step.reuse)

    async def _sleep(self, seconds: float) -> Failure | None:
        try:
            with self._until(None):
                await asyncio.sleep(seconds)
        except Expired:
            return Failure("cancelled", sent=False)
        except RuntimeError as error:  # another event loop's
            reason = _words(error)
        else:
            return None
        return Failure("broken", reason, sent=False)

    def _until(self, at: float | None) -> Alarm:
        """The context of a wait: `Expired` at that time, or when the call is interrupted."""
        alarm = self._alarm
        if alarm is None:
            self._loop = asyncio.get_running_loop()  # which is this wire's from here on
            self._alarm = alarm = Alarm(self._look)
        return alarm.until(0.0 if self._interrupted else at)

    def _ring(self) -> None:
        if self._alarm is not None:
            self._alarm.ring()


async def _opened(opening: Callable[[], Awaitable[aiohttp.ClientResponse]]) -> aiohttp.ClientResponse:
    """
    The response to a request, sent after the loop has seen which of the kept connections their servers have closed.

    That takes it two rounds. requests looks at a connection itself before it uses it again.
    """
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return await opening()


def _left(deadline: Deadline | None) -> float | None:
    return None if deadline is None else deadline.left(time.monotonic())


def _open_failure(error: Exception) -> Failure:
    """What an exception before the head means, and whether the request had left by then."""
    if isinstance(error, _TLS):
        return Failure("tls", _words(error), sent=False)
    if isinstance(error, _CONNECT):
        return Failure("connect", _words(error), sent=False)
    if isinstance(
        error, aiohttp.ClientHttpProxyError
    ):  # the proxy refused to connect; it has the request's headers too
        return Failure("connect", f"{type(error).__name__}: {error.message}", sent=False)
    if isinstance(error, _PROTOCOL):
        # Its repr holds the request with its headers; status and message do not.
        return Failure("protocol", f"{type(error).__name__}: {error.message}")
    if isinstance(error, ValueError):  # a URL or a proxy that aiohttp cannot use: it never connected
        return Failure("connect", _words(error), sent=False)
    return Failure("broken", _words(error))


def _words(error: BaseException) -> str:
    """What an exception says, on one line; a connector's own words hold the repr of a TLS context."""
    words: object = error
    if isinstance(error, aiohttp.ClientConnectorCertificateError):  # in older versions a connector's error without its reason
        words = f"{error.host}:{error.port}: {error.certificate_error}"
    elif isinstance(error, aiohttp.ClientConnectorError):
        words = f"{error.host}:{error.port}: {error.os_error}"
    return " ".join(f"{type(error).__name__}: {words}".split())
