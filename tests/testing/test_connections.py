"""Connections: who ends them, how many there can be, and what stopping does."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
import requests

from openrouter.testing import (
    Action,
    End,
    FakeOpenRouter,
    Gate,
    Head,
    Hold,
    Piece,
    Replay,
    Rst,
    Script,
    Send,
    Text,
)
from tests.testing.clients import Connect, read_all, read_exactly

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_a_client_that_leaves_is_noticed(server: FakeOpenRouter, connect: Connect) -> None:
    """While an answer waits at a gate, the end of the connection sets `client_closed`."""
    gate = Gate()
    server.answer(Hold(Text("one two three"), gate, after_events=1))
    sock = connect()
    assert gate.wait_reached()

    sock.close()

    (request,) = server.requests
    assert request.client_closed.wait(10)
    assert not request.finished.is_set()
    assert server.wait_closed()
    assert server.open_connections == 0


def test_a_client_that_stops_reading_is_noticed(server: FakeOpenRouter, connect: Connect) -> None:
    """An endless answer ends when the client is gone, and tells how much was sent."""

    def endless() -> Iterator[Action]:
        yield Head()
        while True:
            yield Piece(b"x" * 1000)

    server.answer(Script(endless()))
    sock = connect()
    read_exactly(sock, 5000)

    sock.close()

    (request,) = server.requests
    assert request.client_closed.wait(10)
    assert request.bytes_sent >= 5000


def test_a_body_left_open_is_held_until_the_client_leaves(server: FakeOpenRouter, connect: Connect) -> None:
    """Actions that run out inside a body hold it: the client that leaves is the end."""
    head = Head(headers={"Content-Type": "text/event-stream"})
    server.answer(Script([head, Piece(b"data: [DONE]\n\n")]))
    sock = connect()
    while not read_exactly(sock, 1).endswith(b"]"):
        pass
    (request,) = server.requests
    assert not request.finished.is_set()

    sock.close()

    assert request.client_closed.wait(10)


def test_a_script_has_the_socket_to_itself(connect: Connect, server: FakeOpenRouter) -> None:
    """Bytes given to Send go out as they are, past all framing."""
    server.answer(Script([Send(b"HTP/9 what\r\n"), Head(103, framing="none"), Head(reason="Fine"), End(), Rst()]))
    sock = connect()

    heads = b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\n\r\n"
    expected = b"HTP/9 what\r\n" + heads + b"0\r\n\r\n"
    assert expected == read_exactly(sock, len(expected))
    with pytest.raises(ConnectionResetError):
        sock.recv(1)
    assert server.requests[0].finished.wait(10)


def post(server: FakeOpenRouter) -> None:
    """Ask for a stream and read it all; raises RequestException if it breaks."""
    requests.post(f"{server.url}/chat/completions", json={"stream": True}, timeout=10)


def test_a_mistake_in_an_answer_is_raised_at_the_end() -> None:
    """The connection is reset and the exception comes out of the `with` block."""

    def scene() -> None:
        with FakeOpenRouter() as server:
            server.answer(Replay("no such file"))
            with pytest.raises(requests.ConnectionError):
                post(server)

    with pytest.raises(FileNotFoundError):
        scene()


def test_a_mistake_in_an_answer_is_noted_on_the_error_it_caused() -> None:
    """An exception of the test itself is kept and gets the server's as a note."""

    def scene() -> None:
        with FakeOpenRouter() as server:
            server.answer(Replay("no such file"))
            post(server)

    with pytest.raises(requests.ConnectionError) as caught:
        scene()
    assert "FileNotFoundError" in caught.value.__notes__[0]


def test_a_gate_that_nobody_opens_is_a_mistake() -> None:
    """A wait is bounded, and its end is an error of the test."""

    def scene() -> None:
        with FakeOpenRouter() as server:
            server.answer(Hold(Text("one two"), Gate(), after_events=1, seconds=0.01))
            with pytest.raises(requests.RequestException):
                post(server)

    with pytest.raises(TimeoutError, match="gate"):
        scene()


@pytest.fixture
def many_descriptors() -> Iterator[None]:
    """Both ends of 500 connections are more than some systems allow a process by default."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    enough = 2048 if hard == resource.RLIM_INFINITY else min(2048, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, enough), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.usefixtures("many_descriptors")
def test_five_hundred_connections_at_once(server: FakeOpenRouter, connect: Connect) -> None:
    """All of them wait at one gate, none is lost, and each gets its own whole answer."""
    gate = Gate()
    server.default = Hold(Replay(b"data: 1\n\ndata: [DONE]\n\n", framing="close"), gate, after_events=1)
    socks = [connect() for _ in range(500)]
    assert gate.wait_reached(500, timeout=30)
    assert 500 == server.open_connections == server.connections

    gate.open()

    assert all(read_all(sock).endswith(b"data: 1\n\ndata: [DONE]\n\n") for sock in socks)
    assert server.wait_closed()
    assert sorted(request.number for request in server.requests) == list(range(500))


def test_stop_ends_everything(connect: Connect, server: FakeOpenRouter) -> None:
    """All connections are closed, the port too; that is neither the end of an answer nor the client's doing."""
    gate = Gate()
    server.answer(Hold(Text("one two"), gate, after_events=1))
    idle = connect(data=b"")
    held = connect()  # accepted later than the idle one, and seen at the gate
    assert gate.wait_reached()

    server.stop()
    server.stop()

    assert b"one" in read_all(held)
    assert read_all(idle) == b""
    assert server.open_connections == 0
    assert not server.requests[0].finished.is_set()
    assert not server.requests[0].client_closed.is_set()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port))


def test_a_stopped_server_starts_again_on_its_port() -> None:
    """A service that comes back is where it was."""
    server = FakeOpenRouter()
    with pytest.raises(RuntimeError, match="start"):
        server.url  # noqa: B018
    with server:
        url = server.url
        with pytest.raises(RuntimeError, match="running"):
            server.start()

    with server:
        assert url == server.url
        assert requests.get(f"{url}/models", timeout=10).status_code == 200
