"""The service: what it answers to whom, and what it records."""

from __future__ import annotations

import asyncio
import json

import aiohttp
import pytest
import requests

from openrouter.testing import (
    Body,
    FakeOpenRouter,
    Gate,
    Hold,
    Replay,
    Status,
    Text,
)
from tests.testing.clients import Ask, Connect, read_all, read_exactly


def test_answers_are_taken_in_order_and_then_the_default(server: FakeOpenRouter, ask: Ask) -> None:
    """Each queued answer serves one request; after the last the default does."""
    server.default = Body(b"default")
    server.answer(Body(b"one"), Body(b"two"))

    assert [ask().read() for _ in range(4)] == [b"one", b"two", b"default", b"default"]


def test_a_queue_can_stand_before_another_endpoint(server: FakeOpenRouter, ask: Ask) -> None:
    """`path=` queues for that endpoint alone, which then answers by itself again."""
    server.answer(Status(404), path="/generation")

    statuses = [ask("GET", "/api/v1/generation?id=gen-1").status for _ in range(2)]

    assert statuses == [404, 200]


def test_requests_are_recorded(server: FakeOpenRouter, ask: Ask) -> None:
    """A request is kept with method, path, query, headers in any case, body and connection."""
    ask("POST", "/api/v1/chat/completions?a=1&a=2", {"X-Title": "Tést"}, model="m", stream=False).read()

    (request,) = server.requests
    assert (request.method, request.path, request.query) == ("POST", "/api/v1/chat/completions", {"a": "2"})
    assert "Tést" == request.headers["x-TITLE"] == request.headers.get("X-Title")
    assert "x-title" in request.headers
    assert request.headers.get("absent") is None
    assert "X-Title" in list(request.headers)
    assert {"model": "m", "stream": False} == request.json == json.loads(request.body)
    assert (request.connection, request.number) == (1, 0)


def test_repeated_headers_are_joined(server: FakeOpenRouter, connect: Connect) -> None:
    """Fields of one name become one value, as HTTP reads them."""
    read_all(connect(data=b"GET /x HTTP/1.1\r\nA: 1\r\na: 2\r\nConnection: close\r\n\r\n"))

    assert server.requests[0].headers["A"] == "1, 2"


def test_a_chunked_request_body_is_read(server: FakeOpenRouter, connect: Connect) -> None:
    """A body in transfer chunks, with extensions and trailers, arrives whole."""
    head = b"POST /v1/chat/completions HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    read_all(connect(data=head + b'5;x=y\r\n{"a":\r\n2\r\n1}\r\n0\r\nTrailer: t\r\n\r\n'))

    assert server.requests[0].json == {"a": 1}


def test_requests_that_come_together_are_answered_in_order(server: FakeOpenRouter, connect: Connect) -> None:
    """Bytes of the next request that come early are kept for it."""
    server.answer(Body(b"first"), Body(b"second"))
    request = b"POST /chat/completions HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"
    last = request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")

    data = read_all(connect(data=request + last))

    assert data.index(b"first") < data.index(b"second")
    assert server.connections == 1


@pytest.mark.parametrize("data", [b"\x16\x03\x01\r\n\r\n", b"GET / HTTP/1.1\r\nno field\r\n\r\n", b"x" * 300_000])
def test_what_is_not_http_gets_400(server: FakeOpenRouter, connect: Connect, data: bytes) -> None:
    """A request that cannot be read is refused and never recorded."""
    sock = connect(data=data)

    assert read_exactly(sock, 24).startswith(b"HTTP/1.1 400 Bad Request")
    assert server.requests == []


@pytest.mark.parametrize("value", ["-1", "ten"])
def test_a_bad_length_gets_400(connect: Connect, value: str) -> None:
    """A Content-Length that is no length is refused."""
    data = read_all(connect(data=f"POST / HTTP/1.1\r\nContent-Length: {value}\r\n\r\n".encode()))

    assert data.startswith(b"HTTP/1.1 400 ")


def test_a_connection_serves_many_requests(server: FakeOpenRouter) -> None:
    """Connections are kept alive where the framing allows it."""
    server.answer(Text("a"), Status(503), Body(b"{}"), Status(204), Replay(b"data: 1\n\n", framing="length"))
    with requests.Session() as session:
        for _ in range(6):
            session.post(f"{server.url}/chat/completions", json={"stream": True}).close()
            assert server.requests[-1].finished.wait(10)

    assert server.connections == 1
    assert {1} == {request.connection for request in server.requests}


def test_a_connection_ends_with_a_close_delimited_body(server: FakeOpenRouter) -> None:
    """What only the connection can end, ends the connection."""
    server.default = Replay(b"data: 1\n\n", framing="close")
    with requests.Session() as session:
        bodies = [session.post(f"{server.url}/chat/completions", json={}).content for _ in range(2)]

    assert bodies == [b"data: 1\n\n"] * 2
    assert server.connections == 2
    assert server.wait_closed()


def test_the_key_is_asked_for_only_when_given() -> None:
    """With an api_key a wrong or missing one gets OpenRouter's 401, and the queue is not touched."""
    with FakeOpenRouter(api_key="sk-or-good") as server:
        server.answer(Text("secret"))

        def status(key: str | None, path: str = "chat/completions") -> int:
            headers = {} if key is None else {"Authorization": f"Bearer {key}"}
            response = requests.request(
                "GET" if path == "models" else "POST", f"{server.url}/{path}", headers=headers, timeout=10
            )
            if response.status_code != 200:
                assert {"code", "message"} == set(response.json()["error"])
            return response.status_code

        assert [status(None), status("sk-or-bad"), status("sk-or-good")] == [401, 401, 200]
        assert status(None, "models") == 200
        assert "sk-or-good" not in repr(server)


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("/models", {"id", "pricing", "architecture", "context_length"}),
        ("/key", {"label", "limit", "usage", "rate_limit"}),
        ("/credits", {"total_credits", "total_usage"}),
        ("/generation?id=gen-7", {"id", "total_cost", "native_tokens_prompt", "cancelled", "upstream_id"}),
    ],
)
def test_the_small_endpoints_have_the_right_shape(ask: Ask, path: str, keys: set[str]) -> None:
    """Each answers with `data` that holds the documented keys."""
    response = ask("GET", f"/api/v1{path}")

    data = json.load(response)["data"]
    assert response.status == 200
    assert keys <= set(data[0] if isinstance(data, list) else data)


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/api/v1/x", 404), ("POST", "/key", 404), ("GET", "/generation", 400)]
)
def test_other_paths_get_an_error_of_openrouter(ask: Ask, method: str, path: str, status: int) -> None:
    """What is not there is answered in JSON, with the status as code."""
    response = ask(method, path)

    assert status == response.status == json.load(response)["error"]["code"]


def test_waits_are_bounded(server: FakeOpenRouter, ask: Ask) -> None:
    """Each wait says False when its time is over and True when it holds."""
    assert not server.wait_requests(timeout=0)
    assert not Gate().wait_reached(timeout=0)
    response = ask("GET", "/api/v1/key")
    assert server.wait_requests(1)
    assert not server.wait_closed(timeout=0)
    response.read()


def test_an_open_gate_lets_everyone_through(server: FakeOpenRouter, ask: Ask) -> None:
    """A gate that was opened before stops nobody."""
    gate = Gate()
    gate.open()
    gate.open()
    server.default = Hold(Replay(b"data: 1\n\n"), gate, after=3)

    assert gate.is_open
    assert [ask().read() for _ in range(2)] == [b"data: 1\n\n"] * 2


def test_aiohttp_reads_it(server: FakeOpenRouter) -> None:
    """The asynchronous library sees the same stream."""
    server.answer(Replay(b"data: \xc3\xa9\n\n", piece_sizes="bytes"))

    async def read() -> tuple[str, bytes]:
        async with aiohttp.ClientSession() as session, session.post(f"{server.url}/chat/completions", json={}) as got:
            return got.headers["Content-Type"], await got.read()

    assert asyncio.run(read()) == ("text/event-stream", b"data: \xc3\xa9\n\n")
