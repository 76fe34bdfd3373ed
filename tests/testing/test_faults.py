"""Answers that are cut short or held back."""

from __future__ import annotations

import http.client
import socket
from typing import Any

import pytest

from openrouter.testing import Body, Cut, FakeOpenRouter, Fin, Gate, Head, Hold, Piece, Replay, Rst, Script, Send, Text
from tests.testing.clients import Ask, Connect, read_all, read_exactly

STREAM = b": c\n\ndata: 1\n\n: c\n\nevent: x\ndata: 2\n\n\ndata\n\ndata: [DONE]\n\n"
AFTER = ["", ": c\n\ndata: 1\n\n", ": c\n\ndata: 1\n\n: c\n\nevent: x\ndata: 2\n\n"]


def outcome(response: http.client.HTTPResponse) -> tuple[str, bytes]:
    """How a body ended for the client, and all that it delivered."""
    got = bytearray()
    try:
        while part := response.read1(65536):
            got += part
    except http.client.IncompleteRead as error:
        return "incomplete", bytes(got + error.partial)
    except ConnectionResetError:
        return "reset", bytes(got)
    left = response.length
    return ("short" if left else "clean"), bytes(got)


@pytest.mark.parametrize(
    ("framing", "how", "expected"),
    [
        ("chunked", "fin", "incomplete"),
        ("chunked", "rst", "reset"),
        ("chunked", "clean", "clean"),
        ("length", "fin", "short"),
        ("length", "rst", "reset"),
        ("length", "clean", "clean"),
        ("close", "fin", "clean"),
        ("close", "rst", "reset"),
        ("close", "clean", "clean"),
    ],
)
@pytest.mark.parametrize("after", [0, 7, 13])
@pytest.mark.parametrize("piece_sizes", [None, "bytes", [13]])
def test_a_body_is_cut_to_the_byte(
    server: FakeOpenRouter, ask: Ask, *, framing: Any, how: Any, expected: str, after: int, piece_sizes: Any
) -> None:
    """Exactly so many bytes are delivered, and then the end is the one told."""
    server.answer(Cut(Replay(STREAM, framing=framing, piece_sizes=piece_sizes), after=after, how=how))

    assert (expected, STREAM[:after]) == outcome(ask())
    assert server.requests[0].finished.wait(10)


@pytest.mark.parametrize("after", [0, 7, 13])
@pytest.mark.parametrize("piece_sizes", [None, [13]])
def test_a_chunked_body_ends_in_garbage(server: FakeOpenRouter, ask: Ask, *, after: int, piece_sizes: Any) -> None:
    """What came before the garbage is a part of the body, and the garbage breaks the framing."""
    server.answer(Cut(Replay(STREAM, piece_sizes=piece_sizes), after=after, how="garbage"))

    assert ("incomplete", STREAM[:after]) == outcome(ask())


@pytest.mark.parametrize("how", ["fin", "rst", "stall"])
def test_a_head_is_cut_to_the_byte(server: FakeOpenRouter, connect: Connect, how: Any) -> None:
    """So many bytes of the head come, and then the end chosen, or nothing until the client leaves."""
    server.answer(Cut(Text("a"), after_head=20, how=how))
    with connect() as sock:
        got = sock.recv(20, socket.MSG_WAITALL)
        assert b"HTTP/1.1 200 OK\r\nCon" == got
        if how == "stall":
            sock.shutdown(socket.SHUT_WR)
        if how == "rst":
            with pytest.raises(ConnectionResetError):
                sock.recv(1)
        else:
            assert b"" == sock.recv(1)


def test_a_body_that_stalls_is_left(server: FakeOpenRouter, connect: Connect) -> None:
    """Nothing comes after the stall; the server sees the client go."""
    server.answer(Cut(Text("a b c"), after_events=1, how="stall"))
    with connect() as sock:
        assert read_exactly(sock, 5) == b"HTTP/"

    assert server.requests[0].client_closed.wait(10)


@pytest.mark.parametrize("wrong", [{"after_head": 1, "after": 1}, {"after_head": -1}, {"after_head": 1, "how": "clean"}])
def test_a_cut_of_a_head_stands_alone(wrong: dict[str, Any]) -> None:
    """A place in the head excludes one in the body, and a clean end."""
    with pytest.raises(ValueError, match="after_head"):
        Cut(Text("a"), **wrong)


@pytest.mark.parametrize("piece_sizes", [None, "bytes", [3, 20]])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("events", range(3))
def test_a_body_is_cut_after_events(
    server: FakeOpenRouter, ask: Ask, piece_sizes: Any, line_end: str, events: int
) -> None:
    """Only blocks with data count as events, whatever the line ends and the pieces."""
    stream = STREAM.replace(b"\n", line_end.encode())
    server.answer(Cut(Replay(stream, piece_sizes=piece_sizes), after_events=events, how="clean"))
    expected = AFTER[events].replace("\n", line_end).encode()

    how, got = outcome(ask())

    # Byte by byte, CR CR is a blank line before its LF is there; CRLF CR is one too.
    assert ("clean", expected.removesuffix(b"\n")) == (how, got.removesuffix(b"\n"))


def test_a_scripted_stream_is_cut_after_events(server: FakeOpenRouter, ask: Ask) -> None:
    """`after_events` counts the chunks of a Text."""
    server.answer(Cut(Text("a b c", comments=1), after_events=2))
    how, got = outcome(ask(stream=True))

    assert how == "incomplete"
    assert [part.partition(b'"content":')[2].partition(b"}")[0] for part in got.split(b"data:")[1:]] == [
        b'"a"',
        b'" b"',
    ]


def test_a_cut_inside_a_piece_is_inside_a_transfer_chunk(server: FakeOpenRouter, connect: Connect) -> None:
    """The chunk announces the size of the whole piece and then ends with the connection."""
    server.answer(Cut(Replay(b"abcdef"), after=4))
    data = read_all(connect())

    assert data.endswith(b"\r\n\r\n6\r\nabcd")


def test_a_clean_cut_keeps_the_connection(server: FakeOpenRouter) -> None:
    """The framing is at its end, so the next request comes on the same connection."""
    server.answer(Cut(Body(b"abcdef"), after=3, how="clean"))
    client = http.client.HTTPConnection("127.0.0.1", server.port)
    bodies = []
    for _ in range(2):
        client.request("POST", "/chat/completions", "{}")
        bodies.append(client.getresponse().read())
    client.close()

    assert bodies[0] == b"abc"
    assert server.connections == 1


@pytest.mark.parametrize("wrong", [{}, {"after": 1, "after_events": 1}, {"after": -1}, {"after_events": -1}])
def test_a_place_is_said_once(wrong: Any) -> None:
    """Neither no place nor two, nor one before the start."""
    with pytest.raises(ValueError, match="after"):
        Cut(Text("a"), **wrong)
    with pytest.raises(ValueError, match="after"):
        Hold(Text("a"), Gate(), **wrong)


@pytest.mark.parametrize("answer", [Cut(Body(b"abc"), after=4), Hold(Body(b"abc"), Gate(), after_events=1)])
def test_a_place_behind_the_end_is_a_mistake(answer: Any) -> None:
    """A cut that never comes is no cut: the server raises it."""

    def scene() -> None:
        with FakeOpenRouter() as server:
            server.answer(answer)
            with socket.create_connection(("127.0.0.1", server.port)) as sock:
                sock.sendall(b"POST /chat/completions HTTP/1.1\r\n\r\n")
                with pytest.raises(ConnectionResetError):
                    read_all(sock)

    with pytest.raises(ValueError, match="the body ends before"):
        scene()


@pytest.mark.parametrize("framing", ["chunked", "close", "length"])
def test_a_held_body_waits_at_its_place(server: FakeOpenRouter, connect: Connect, framing: Any) -> None:
    """Nothing behind the gate is sent before it is open, all of it afterwards."""
    first, second = Gate(), Gate()
    server.answer(Hold(Hold(Replay(b"abcdef", framing=framing), first, after=2), second, after=4))
    sock = connect()
    assert first.wait_reached()
    sock.setblocking(False)

    before = sock.recv(65536)
    with pytest.raises(BlockingIOError):
        sock.recv(1)
    first.open()
    assert second.wait_reached()
    between = sock.recv(65536)
    second.open()
    assert server.requests[0].finished.wait(10)
    after = sock.recv(65536)

    pieces = {"chunked": (b"2\r\nab\r\n", b"2\r\ncd\r\n", b"2\r\nef\r\n0\r\n\r\n")}.get(framing, (b"ab", b"cd", b"ef"))
    assert before.endswith(b"\r\n\r\n" + pieces[0])
    assert pieces[1:] == (between, after)


def test_a_cut_body_can_be_held(server: FakeOpenRouter, connect: Connect) -> None:
    """A gate inside a piece that is cut leaves the frame of the piece as it was announced."""
    gate = Gate()
    gate.open()
    server.answer(Hold(Cut(Replay(b"abcdef"), after=4), gate, after=2))
    data = read_all(connect())

    assert data.endswith(b"\r\n\r\n6\r\nabcd")


@pytest.mark.parametrize(
    ("steps", "error"),
    [
        ([Rst()], ConnectionResetError),
        ([Fin()], http.client.RemoteDisconnected),
        ([Send(b"HTTP/1.1 200 OK\r\nContent-"), Rst()], ConnectionResetError),
        ([Send(b"junk\r\n"), Fin()], http.client.BadStatusLine),
    ],
)
def test_an_answer_can_fail_before_its_body(
    server: FakeOpenRouter, ask: Ask, steps: list[Any], error: type[Exception]
) -> None:
    """Scripts break off before, inside or instead of the head."""
    server.answer(Script(steps))

    with pytest.raises(error):
        ask()


def test_a_length_may_lie(server: FakeOpenRouter, ask: Ask) -> None:
    """A head may announce more than is sent."""
    server.answer(Script([Head(framing="length", length=9), Piece(b"abc"), Fin()]))

    with pytest.raises(http.client.IncompleteRead):
        ask().read()
