"""A running fake service and two plain clients for it."""

from __future__ import annotations

import http.client
import json
import socket
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any

import pytest

from openrouter.testing import FakeOpenRouter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHAT = "/api/v1/chat/completions"


@pytest.fixture
def server() -> Iterator[FakeOpenRouter]:
    """A server that is stopped after the test."""
    with FakeOpenRouter() as running:
        yield running


@pytest.fixture
def ask(server: FakeOpenRouter) -> Iterator[Callable[..., http.client.HTTPResponse]]:
    """Send a request on a connection of its own: `ask(**body)` to chat, `ask("GET", path)` elsewhere."""
    with ExitStack() as stack:

        def send(
            method: str = "POST", path: str = CHAT, headers: dict[str, str] | None = None, **body: Any
        ) -> http.client.HTTPResponse:
            client = stack.enter_context(closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)))
            payload = json.dumps(body) if method == "POST" else None
            client.request(method, path, payload, headers or {})
            return stack.enter_context(client.getresponse())

        yield send


@pytest.fixture
def connect(server: FakeOpenRouter) -> Iterator[Callable[..., socket.socket]]:
    """Open a socket and send a chat request with this body on it, or these bytes."""
    with ExitStack() as stack:

        def open_socket(body: bytes = b'{"stream":true}', *, data: bytes | None = None) -> socket.socket:
            sock = stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=10))
            head = f"POST {CHAT} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n"
            sock.sendall(head.encode() + body if data is None else data)
            return sock

        yield open_socket
