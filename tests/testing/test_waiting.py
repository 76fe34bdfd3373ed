"""Pauses: in whose thread they pass, what ends them, and how many there can be."""

from __future__ import annotations

import socket
import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

from openrouter.testing import FakeOpenRouter, Head, Pause, Piece, Replay, Scenario, Script, closed_port, unknown_host
from tests.testing.clients import Connect, read_all, read_exactly

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = [
    Script([Head(), Piece(b"data: 1\n\n"), Pause(60.0)]),
    Scenario("stall"),
    Scenario("stall_comments", gap=60),
    Scenario("stall_comments", gap=0.001),
    Scenario("slow_headers", gap=0.001),
    Scenario("endless_content"),
    Replay(b"data: 1\n\ndata: 2\n\n", piece_sizes=[9], pace=60.0),
]


@pytest.mark.parametrize("answer", LONG, ids=repr)
def test_a_client_that_leaves_ends_a_pause(server: FakeOpenRouter, connect: Connect, answer: Any) -> None:
    """The end of the connection is noticed at once, also in a long pause and in one that others share a thread with."""
    server.answer(answer)
    sock = connect()
    read_exactly(sock, 10)

    sock.close()

    assert server.requests[0].client_closed.wait(10)
    assert server.wait_closed()


@pytest.mark.parametrize("answer", LONG, ids=repr)
def test_the_end_of_the_server_ends_a_pause(server: FakeOpenRouter, connect: Connect, answer: Any) -> None:
    """Nobody waits for a pause when the server stops, and the client is not blamed."""
    server.answer(answer)
    sock = connect()
    read_exactly(sock, 10)

    server.stop()

    assert server.open_connections == 0
    assert not server.requests[0].client_closed.is_set()
    assert server.failures == []


def test_the_next_request_may_come_in_a_pause(server: FakeOpenRouter, connect: Connect) -> None:
    """Bytes that come meanwhile are kept, and the pause goes on."""
    server.answer(Scenario("ticks", n=3, gap=0.01), Scenario("ticks", n=2, gap=0.01))
    request = b"POST /chat/completions HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"
    sock = connect(data=request)
    read_exactly(sock, 10)
    sock.sendall(request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))

    data = read_all(sock)

    assert data.count(b"data: [DONE]") == 2
    assert data.count(b"1 ") > 1


@pytest.mark.parametrize(
    "answer",
    [Scenario("ticks", n=20, gap=0.001), Replay(b"data: 12345\n\n" * 40000, piece_sizes=[260000], gaps=[0.01])],
)
def test_a_slow_reader_gets_all(server: FakeOpenRouter, connect: Connect, answer: Any) -> None:
    """What a client does not take at once is sent when it does."""
    server.answer(answer)
    sock = connect()
    assert server.wait_requests(1)

    body = b""
    while not body.endswith(b"0\r\n\r\n"):
        body += read_exactly(sock, 1) + sock.recv(4096)

    assert body.count(b"data: ") in {23, 40000}
    assert server.requests[0].finished.wait(10)
    assert server.requests[0].bytes_sent == len(body)


def test_a_mistake_after_a_pause_is_one_of_the_test() -> None:
    """An answer that breaks in the thread it shares resets its own connection and no other."""

    class Wrong:
        never_waits = True

        def actions(self, request: object) -> Iterator[Any]:
            yield Head()
            yield Pause(0.001)
            yield Piece("no bytes")  # type: ignore[arg-type]

    def scene() -> None:
        with FakeOpenRouter() as server:
            server.answer(Scenario("ticks", n=20, gap=0.01), Wrong())
            good, bad = (socket.create_connection(("127.0.0.1", server.port), timeout=10) for _ in range(2))
            request = b"POST /chat/completions HTTP/1.1\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"
            with good, bad:
                good.sendall(request)
                assert server.wait_requests(1)
                bad.sendall(request)
                with pytest.raises(ConnectionResetError):
                    read_all(bad)
                assert b"[DONE]" in read_all(good)

    with pytest.raises(TypeError):
        scene()


def test_gaps_of_a_recording_are_between_its_pieces(server: FakeOpenRouter) -> None:
    """The gaps as given, then the pace; before the first piece there is none."""
    replay = Replay(b"abcdef", piece_sizes=[1, 1, 1, 1], gaps=[0.5, 0.0], pace=0.25)

    actions = [action for action in replay.actions(Any) if isinstance(action, (Pause, Piece))]  # type: ignore[arg-type]

    pieces = [Piece(b"a"), Pause(0.5), Piece(b"b"), Piece(b"c"), Pause(0.25), Piece(b"d"), Pause(0.25), Piece(b"ef")]
    assert pieces == actions


@pytest.mark.parametrize("gaps", [{"gaps": [61]}, {"gaps": [-1]}, {"pace": float("nan")}, {"pace": 1000}])
def test_gaps_are_bounded(gaps: dict[str, Any]) -> None:
    """A pause that no test can mean is refused."""
    with pytest.raises(ValueError, match="seconds"):
        Replay(b"", **gaps)


def test_pauses_share_a_thread(server: FakeOpenRouter, connect: Connect) -> None:
    """Many connections that tick at once each get the whole of their answer, in order."""
    server.default = Scenario("ticks", n=5, gap=0.02)
    socks = [connect(b'{"stream":true,"model":"m%d"}' % number) for number in range(100)]
    assert server.wait_requests(100)
    assert threading.active_count() < 110

    for number, sock in enumerate(socks):
        data = b""
        while not data.endswith(b"0\r\n\r\n"):
            data += sock.recv(65536)
        assert data.count(b'"model":"m%d"' % number) == 7
        assert [data.index(b'"%d "' % tick) for tick in range(5)] == sorted(
            data.index(b'"%d "' % tick) for tick in range(5)
        )


def test_a_closed_port_refuses() -> None:
    """Its URL is always the same, of this machine, and nobody answers."""
    url = closed_port()

    assert url == closed_port()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(url.split(":")[2].partition("/")[0])))


def test_an_unknown_host_is_of_the_reserved_names() -> None:
    """Its name can never be given to anybody."""
    assert unknown_host().split("/")[2].endswith(".invalid")


@pytest.mark.prove
def test_two_thousand_connections_tick(server: FakeOpenRouter) -> None:
    """As many as a load test needs, each with a delta every 0.2 s, on whatever this machine has."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 5000:
        pytest.skip("this machine allows too few descriptors")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 5000), hard))
    server.default = Scenario("ticks", n=10, gap=0.2)
    request = b"POST /chat/completions HTTP/1.1\r\nConnection: close\r\nContent-Length: 15\r\n\r\n" + b'{"stream":true}'
    with ExitStack() as stack:
        address = ("127.0.0.1", server.port)
        socks = [stack.enter_context(socket.create_connection(address, timeout=30)) for _ in range(2000)]
        for sock in socks:
            sock.sendall(request)

        assert all(b"data: [DONE]" in read_all(sock) for sock in socks)
    assert server.wait_closed()
    assert all(request.finished.is_set() for request in server.requests)
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
