"""The connections of a client."""

from __future__ import annotations

import asyncio
import functools
import weakref
from collections.abc import AsyncGenerator

import aiohttp
from aiohttp.client_proto import ResponseHandler
from attrs import define, field

from ..errors import ConfigurationError
from .responses import OpenedResponse


class AnswerReader(ResponseHandler):
    """
    A connection that gives its parser the head of a response apart from what came with it, and is not used again after an answer to no
    request.

    Of a read that ends in a broken frame aiohttp's parser gives nothing: neither the head nor the chunks before the break. And a second
    response that comes with the end of the first would be given to the next request.
    """

    _in_head = False

    def is_connected(self) -> bool:
        """Whether the next request may have this connection."""
        return len(self) == 0 and super().is_connected()

    def data_received(self, data: bytes) -> None:
        """Takes what came from the socket."""
        while data and (self._in_head or data.startswith(b"HTTP/")):
            end = data.find(b"\r\n\r\n") + 4
            self._in_head = end < 4
            if self._in_head or end == len(data):
                break
            super().data_received(data[:end])
            if self.exception() is not None:
                return
            data = data[end:]
        super().data_received(data)


class Connector(aiohttp.TCPConnector):
    """Connections that read heads first, and as many as there are calls."""

    def __init__(self) -> None:
        super().__init__(limit=0)
        # Not public, but there since aiohttp 3.0; should it be used no more, `tests/promise` sees a caller get what is nobody's answer.
        self._factory = functools.partial(AnswerReader, loop=self._loop)  # type: ignore[assignment, unused-ignore]


@define
class LoopSession:
    """
    A session that ends with its event loop.

    The generator is what asyncio closes when a loop shuts down (`shutdown_asyncgens`), so that `asyncio.run` leaves nothing open behind
    a client that is used again in the next one.
    """

    session: aiohttp.ClientSession
    generator: AsyncGenerator[aiohttp.ClientSession, None]
    loop: weakref.ref[asyncio.AbstractEventLoop] = field(factory=lambda: weakref.ref(asyncio.get_running_loop()))
    calls: int = 0
    """How many are under way: aiohttp would close their connections too."""

    ending: bool = False
    """Whether it is to be closed when the last of them has ended."""

    @classmethod
    def begin(cls) -> LoopSession:
        """A session of the running loop."""
        generator = _session()
        try:
            generator.__anext__().send(None)  # it awaits nothing before it yields
        except StopIteration as ready:
            return cls(ready.value, generator)
        raise AssertionError("a session is made without waiting")

    async def end(self) -> None:
        """Closes its connections."""
        await self.generator.aclose()

    def end_soon(self) -> None:
        """The same in a task of its loop, from whatever thread."""
        loop = self.loop()
        if loop is None or loop.is_closed():
            return
        if loop is asyncio._get_running_loop():
            self._begin_to_end()
        else:
            loop.call_soon_threadsafe(self._begin_to_end)

    def _begin_to_end(self) -> None:
        closing = asyncio.get_running_loop().create_task(self.end())
        _closing.add(closing)
        closing.add_done_callback(_closing.discard)


@define
class Pool:
    """The connections that a client and those made of it share: a session for each event loop that uses them."""

    session: aiohttp.ClientSession | None
    owned: bool
    closed: bool = False
    sessions: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, LoopSession] = field(
        factory=weakref.WeakKeyDictionary
    )

    @classmethod
    def of(cls, session: aiohttp.ClientSession | None) -> Pool:
        """The connections of a session of the caller's, or of this library's, which are made when a loop first needs them."""
        return cls(session, owned=session is None)

    def check(self) -> None:
        """Raises ConfigurationError when closed."""
        if self.closed:
            raise ConfigurationError("this client is closed; make another one")

    def get(self) -> aiohttp.ClientSession:
        """The session of the running loop; made when it is first needed."""
        self.check()
        if self.session is not None:
            return self.session
        loop = asyncio.get_running_loop()
        held = self.sessions.get(loop)
        if held is None or held.session.closed:
            held = self.sessions[loop] = LoopSession.begin()
        return held.session

    async def close(self) -> None:
        """
        Closes the connections of this loop, unless they are the caller's; those of other loops end with their loops.

        Calls under way go on; the connections are closed when the last of them has ended.
        """
        self.closed = True
        held = self.sessions.pop(asyncio.get_running_loop(), None)
        if held is None:
            return
        held.ending = True
        if not held.calls:
            await held.end()


@define(eq=False)
class Seat:
    """The place of one call in the session of its loop."""

    pool: Pool
    _held: LoopSession | None = None

    def enter(self) -> aiohttp.ClientSession:
        """The session, for one request or, after a failure, another."""
        session = self.pool.get()
        if self._held is None and (held := self.pool.sessions.get(asyncio.get_running_loop())) is not None:
            self._held = held
            held.calls += 1
        return session

    def leave(self) -> None:
        """The call is over; may be called any number of times."""
        held, self._held = self._held, None
        if held is None:
            return
        held.calls -= 1
        if held.ending and not held.calls:
            held.end_soon()


_closing: set[asyncio.Task[None]] = set()
"""Sessions that are being closed: a loop holds its tasks by weak references only."""


async def _session() -> AsyncGenerator[aiohttp.ClientSession, None]:
    session = aiohttp.ClientSession(
        connector=Connector(),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=None),
        response_class=OpenedResponse,
        trust_env=False,
    )
    try:
        yield session
    finally:
        await session.close()
