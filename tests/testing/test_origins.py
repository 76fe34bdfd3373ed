"""TLS, and the further origins of a server."""

from __future__ import annotations

import os
import socket
import ssl
from typing import TYPE_CHECKING, Any

import pytest
import requests
import trustme

from openrouter.testing import FakeOpenRouter, Gate, Hold, Scenario, Text
from tests.testing.clients import read_all, read_exactly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

REQUEST = (
    b"POST /api/v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: 15\r\nConnection: close\r\n\r\n"
    b'{"stream":true}'
)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """A certificate authority that nobody else trusts."""
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[FakeOpenRouter]:
    """A server with TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    with FakeOpenRouter(tls=context) as running:
        yield running


@pytest.fixture
def connect_securely(secure: FakeOpenRouter, authority: trustme.CA) -> Iterator[Callable[..., ssl.SSLSocket]]:
    """Open a TLS connection that sees a missing farewell, and send a chat request on it."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    socks = []

    def connect() -> ssl.SSLSocket:
        plain = socket.create_connection(("127.0.0.1", secure.port), timeout=10)
        sock = context.wrap_socket(plain, server_hostname="127.0.0.1", suppress_ragged_eofs=False)
        socks.append(sock)
        sock.sendall(REQUEST)
        return sock

    yield connect
    for sock in socks:
        sock.close()


def test_https_is_spoken(secure: FakeOpenRouter, authority: trustme.CA, tmp_path: Path) -> None:
    """A client that trusts the authority gets its answer, on one connection for all requests; another gets none."""
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    url, bundle = f"{secure.url}/chat/completions", str(tmp_path / "ca.pem")
    with requests.Session() as session:
        answers = [session.post(url, json={"stream": True}, verify=bundle, timeout=10).text for _ in range(3)]

    assert secure.url.startswith("https://127.0.0.1:")
    assert all("[DONE]" in answer for answer in answers)
    assert secure.connections == 1
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(f"{secure.url}/models", timeout=10)


@pytest.mark.parametrize("name", ["happy", "happy_close", "ticks", "slowloris_chunk", "happy_gzip"])
def test_a_good_end_over_tls_says_farewell(secure: FakeOpenRouter, connect_securely: Any, name: str) -> None:
    """The end of a whole answer is one of TLS too."""
    options: dict[str, Any] = {"ticks": {"n": 3, "gap": 0.01}, "slowloris_chunk": {"gap": 0}, "happy_gzip": {"gap": 0}}
    secure.answer(Scenario(name, **options.get(name, {})))

    assert len(read_all(connect_securely())) > 500


@pytest.mark.parametrize("name", ["fin_silent_close", "trunc_chunk", "fin_before_headers"])
def test_a_bare_end_over_tls_says_none(secure: FakeOpenRouter, connect_securely: Any, name: str) -> None:
    """A connection that is closed in the middle shows a TLS client that something is missing."""
    secure.answer(Scenario(name))

    with pytest.raises(ssl.SSLEOFError):
        read_all(connect_securely())


@pytest.mark.parametrize("name", ["rst", "rst_before_headers"])
def test_a_reset_over_tls(secure: FakeOpenRouter, connect_securely: Any, name: str) -> None:
    """RST is RST; it is looked for below TLS, since some versions of Python call it an early end."""
    secure.answer(Scenario(name))

    with socket.socket(fileno=os.dup(connect_securely().fileno())) as below, pytest.raises(ConnectionResetError):
        below.settimeout(10)
        read_all(below)


@pytest.mark.parametrize("goodbye", [True, False])
@pytest.mark.parametrize("name", ["stall", "stall_comments", "stall_headers", "endless_content"])
def test_a_tls_client_that_leaves_is_noticed(
    secure: FakeOpenRouter, connect_securely: Any, name: str, goodbye: bool
) -> None:
    """With a farewell or without: the pause or the flood ends."""
    secure.answer(Scenario(name, **({"gap": 0.01} if name == "stall_comments" else {})))
    sock = connect_securely()
    assert secure.wait_requests(1)
    if name != "stall_headers":
        read_exactly(sock, 10)
    if goodbye:
        sock.settimeout(0)
        with pytest.raises(ssl.SSLError):
            sock.unwrap()

    sock.close()

    assert secure.requests[0].client_closed.wait(10)
    assert secure.wait_closed()


def test_a_gate_over_tls(secure: FakeOpenRouter, connect_securely: Any) -> None:
    """A held answer goes on when the gate opens, and bytes that come meanwhile do no harm."""
    gate = Gate()
    secure.answer(Hold(Text("one two"), gate, after_events=1))
    sock = connect_securely()
    assert gate.wait_reached()
    sock.sendall(b"more")

    gate.open()

    assert b"[DONE]" in read_all(sock)


def test_stop_ends_tls_connections_and_handshakes(secure: FakeOpenRouter, connect_securely: Any) -> None:
    """A connection in a pause, and one whose handshake never began, are closed."""
    secure.answer(Scenario("stall"))
    with socket.create_connection(("127.0.0.1", secure.port), timeout=10) as idle:
        read_exactly(connect_securely(), 10)  # accepted later than the idle one

        secure.stop()

        assert read_all(idle) == b""
    assert secure.open_connections == 0
    assert not secure.requests[0].client_closed.is_set()


def test_plain_http_is_no_tls(secure: FakeOpenRouter) -> None:
    """What is no handshake ends the connection, and is no request."""
    with socket.create_connection(("127.0.0.1", secure.port), timeout=10) as sock:
        sock.sendall(REQUEST)
        try:
            read_all(sock)
        except ConnectionResetError:
            pass

    assert secure.wait_closed()
    assert secure.requests == []
    assert secure.failures == []


def test_a_redirect_to_tls_and_away_from_it(secure: FakeOpenRouter, authority: trustme.CA, tmp_path: Path) -> None:
    """The other origin has TLS as well; the downgrade has not. Both count what comes to them."""
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    bundle = str(tmp_path / "ca.pem")
    schemes = []
    for name in ("redirect_other", "redirect_downgrade"):
        url = f"{secure.scenario_url(name)}/chat/completions"
        schemes.append(requests.post(url, json={}, verify=bundle, timeout=10).url.partition(":")[0])

    assert schemes == ["https", "http"]
    assert len(secure.requests) == 4
    assert [request.origin.split(":")[0] for request in secure.other_requests] == ["https", "http"]


@pytest.mark.parametrize(
    ("name", "method", "others"),
    [("redirect_other", "POST", 1), ("redirect_same", "POST", 0), ("redirect_302", "GET", 0)],
)
def test_where_a_redirect_leads(server: FakeOpenRouter, name: str, method: str, others: int) -> None:
    """A client that follows is counted where it arrives, and told what it sent there."""
    headers = {"Authorization": "Bearer k", "X-Api-Key": "k"}
    url = f"{server.scenario_url(name)}/chat/completions"

    answer = requests.post(url, json={}, headers=headers, timeout=10)

    assert (len(server.requests), len(server.other_requests)) == (2, others)
    assert server.requests[1].method == method
    assert "X-Api-Key" in answer.text
    assert ("Authorization" in answer.text) == (others == 0)


def test_a_redirect_loop_has_no_end(server: FakeOpenRouter) -> None:
    """Each request is told to come again."""
    with pytest.raises(requests.TooManyRedirects):
        requests.post(f"{server.scenario_url('redirect_loop')}/chat/completions", json={}, timeout=10)

    assert len(server.requests) == 31


def test_the_other_origin_is_the_same_server(server: FakeOpenRouter) -> None:
    """Answers and records are shared; only the origin tells."""
    server.answer(Text("one"))

    answer = requests.post(f"{server.other_url}/chat/completions", json={"stream": True}, timeout=10)

    assert "one" in answer.text
    assert server.other_url.startswith("http://localhost:")
    assert server.requests == server.other_requests
    with pytest.raises(RuntimeError, match="start"):
        FakeOpenRouter().other_url  # noqa: B018
