"""
Responses and their connections: what aiohttp does not tell of them.

A session of this library makes its responses here; one of the caller's makes aiohttp's own.
"""

from __future__ import annotations

import asyncio

import aiohttp
from aiohttp.connector import Connection


class OpenedResponse(aiohttp.ClientResponse):
    """A response that remembers its transport: aiohttp gives that of an empty body back before anybody could close it."""

    opened: asyncio.Transport | None = None

    async def start(self, connection: Connection) -> aiohttp.ClientResponse:
        """Reads the head; where that is given up, so is the connection."""
        self.opened = connection.transport
        try:
            return await super().start(connection)
        except BaseException:
            abort(self.opened)
            raise


def transport_of(response: aiohttp.ClientResponse) -> asyncio.Transport | None:
    """The transport that a response came by, if it is still known."""
    if isinstance(response, OpenedResponse):
        return response.opened
    return None if response.connection is None else response.connection.transport


def abort(transport: asyncio.Transport | None) -> None:
    """
    Closes a connection now; closing TLS waits for the server's farewell, perhaps for longer than the loop lives.

    To be done before aiohttp closes it: asyncio's TLS transport forgets its socket when it is closed a second time.
    """
    if transport is not None:
        transport.abort()


def left_over(content: aiohttp.StreamReader) -> bytes:
    """The bytes that came before a break and nobody has read: aiohttp's reader raises for the break first, and so would lose them."""
    if content.exception() is None:
        return b""
    content.set_exception(None)  # type: ignore[arg-type]
    return content.read_nowait()


def fate_of(response: aiohttp.ClientResponse) -> asyncio.Future[None] | None:
    """
    How the connection will have ended, for a body that only its end delimits: aiohttp gives its reader a clean end after a reset too.
    """
    connection = response.connection
    chunked = response.headers.get("Transfer-Encoding", "").lower().endswith("chunked")
    delimited = chunked or response.content_length is not None
    fate = None if connection is None or delimited else connection.protocol.closed  # type: ignore[union-attr]
    if fate is not None:
        fate.add_done_callback(_seen)
    return fate


def _seen(done: asyncio.Future[None]) -> None:
    """Looks at the outcome: asyncio logs an exception that nobody has looked at."""
    if not done.cancelled():
        done.exception()
