"""Rows 57 to 64: the key, the environment, what is sent where, and what is shown to whom."""

from __future__ import annotations

import datetime
import pickle
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import certifi
import pytest
import trustme

from openrouter import AsyncOpenRouter, OpenRouter, Retry, Timeout, errors
from openrouter.testing import FakeOpenRouter
from tests.fronts.uniform import Play

from .hearing import hear, heard

KEY = "sk-or-v1-0123456789abcdef0123456789abcdef"
CLIENTS: list[Any] = [OpenRouter, AsyncOpenRouter]


def server_context(authority: trustme.CA, *names: str, **dates: datetime.datetime) -> ssl.SSLContext:
    """What a server proves itself with under these names."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names, **dates).configure_cert(context)
    return context


async def ask(client: Any) -> Any:
    """One streamed answer."""
    return await hear(client.stream("hi"))


@pytest.mark.requirement(57)
@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"])
def test_the_bundle_of_the_environment(
    play: Play, variable: str, identity: ssl.SSLContext, bundle: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both fronts trust what it holds, and what the caller says beats it."""
    other = certifi.where()
    with FakeOpenRouter(tls=identity) as server:
        monkeypatch.setenv(variable, bundle)
        assert "Hello, wörld!" == play(ask, base_url=server.url).text
        assert errors.TLSError is type(play(ask, base_url=server.url, verify=other).error)
        assert errors.TLSError is type(play(ask, base_url=server.url, verify=True).error)

        monkeypatch.setenv(variable, other)
        assert "Hello, wörld!" == play(ask, base_url=server.url, verify=bundle).text


@contextmanager
def tunnel(port: int | None) -> Iterator[tuple[str, list[bytes]]]:
    """A proxy that connects everybody with this port, or (None) says nothing; its URL, and what it was told before the tunnel stood."""
    told: list[bytes] = []

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            stack.enter_context(client)
            told.append(client.recv(65536))
            if port is not None:
                server = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
                client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                for ends in ((client, server), (server, client)):
                    threading.Thread(target=pump, args=ends, daemon=True).start()

    with ExitStack() as stack, socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", told
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(10)


def pump(source: socket.socket, target: socket.socket) -> None:
    """Hands on what comes, to the end."""
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:  # one of them has left
        pass


@pytest.mark.requirement(57)
def test_the_proxy_of_the_environment_sees_no_secret(
    play: Play, authority: trustme.CA, bundle: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HTTPS_PROXY makes a tunnel in both fronts: the proxy is told a host and a port, and neither key nor prompt."""
    with FakeOpenRouter(tls=server_context(authority, "far.example")) as server, tunnel(server.port) as (proxy, told):
        monkeypatch.setenv("HTTPS_PROXY", proxy)
        found = play(ask, base_url="https://far.example/api/v1", api_key=KEY, verify=bundle)

        assert "Hello, wörld!" == found.text
        assert f"Bearer {KEY}" == server.requests[0].headers["authorization"]
    assert 1 == len(told)
    assert told[0].startswith(b"CONNECT far.example:443 HTTP/1.")
    assert KEY.encode() not in told[0]


@pytest.mark.requirement(19, 57)
def test_a_proxy_that_says_nothing(play: Play) -> None:
    """Connecting through it is connecting: its clock runs, and nothing was sent."""
    with tunnel(None) as (proxy, _):
        found = play(ask, base_url="https://far.example/v1", api_key=KEY, proxy=proxy, timeout=Timeout(connect=0.1))

    assert ("connect", 0.1) == (found.error.clock, found.error.seconds)


@pytest.mark.requirement(58)
def test_whatever_holds_the_key_hides_it(play: Play) -> None:
    """Client, stream and what they are made of show it in no text, and are not pickled."""
    shown: list[str] = []

    async def body(client: Any) -> None:
        stream = client.stream("hi")
        await hear(stream)
        real = stream.real if play.name == "sync" else stream
        holders = [client.real, real, real._flow, real._flow.call, real._flow.call.request, real._wire, real._drive]
        shown.extend(text for each in holders for text in (repr(each), str(each), f"{each}"))
        shown.append(repr(vars(client.real)))
        for each in holders:
            with pytest.raises(Exception) as caught:
                pickle.dumps(each)
            shown.append(repr(caught.value))

    play(body, api_key=KEY)

    assert f"Bearer {KEY}" == play.server.requests[0].headers["authorization"]
    assert KEY not in "".join(shown)


BAD_KEYS = ["sk-\r\nX: y", "sk-\n", "sk-\0", "sk-\x7f", " sk-or", "sk or", "sk-ü", "sk-日本", "", "\t", "sk-\x1b[2J"]
BAD_TEXTS = ["a\r\nX: y", "a\n", "a\0", "a\x7f", " a", "a ", "ü", "日本", "a\x1b[2J"]
BAD_OPTIONS: list[dict[str, Any]] = [
    *({"app_name": text} for text in BAD_TEXTS),
    *({"app_url": text} for text in BAD_TEXTS),
    *({"headers": {"X-Own": text}} for text in BAD_TEXTS),
    *({"headers": {text: "x"}} for text in ["a b", "a\n", "ü", "", "a:", "Authorization", "Host", "content-length"]),
]


def verdicts(**options: Any) -> list[str]:
    """What each front says of options, before there is a socket."""
    said = []
    for client in CLIENTS:
        with pytest.raises(errors.ConfigurationError) as caught:
            client(**options)
        said.append(str(caught.value))
    return said


@pytest.mark.requirement(59)
@pytest.mark.parametrize("key", BAD_KEYS, ids=ascii)
def test_a_key_that_is_none(key: str, server: FakeOpenRouter) -> None:
    """It is refused by both fronts in the same words, which do not repeat it; a key that is asked for is refused before it is sent."""
    for options in ({"api_key": key}, {"api_key": lambda: key}) if key else ({"api_key": lambda: key},):
        said = []
        for client in CLIENTS:
            with pytest.raises(errors.ConfigurationError) as caught:
                client(base_url=server.url, **options).stream("hi")
            said.append(str(caught.value))

        assert said[0] == said[1]
        assert not key.strip() or key not in said[0]
        assert said[0].isprintable()
    assert 0 == server.connections


@pytest.mark.requirement(59)
@pytest.mark.parametrize("options", BAD_OPTIONS, ids=ascii)
def test_a_header_that_is_none(options: dict[str, Any]) -> None:
    """Title, referer and headers that one of the libraries would send otherwise than the other are refused by both in the same words."""
    said = verdicts(api_key=KEY, **options)

    assert said[0] == said[1]
    assert said[0].isprintable()


@pytest.mark.requirement(60)
@pytest.mark.parametrize(
    "url",
    [
        "https://user:pw@openrouter.ai/api/v1",
        "https://openrouter.ai@evil.example/v1",
        "https://openrouter.ai/api/v1?x=1",
        "https://openrouter.ai/api/v1?",
        "https://openrouter.ai/api/v1#top",
        "https://openrouter.ai\\@evil.example/v1",
        "https://openrouter.ai/a b",
        "https://openrouter.ai/\r\nX: y",
        "https:///api/v1",
        "https://",
        "openrouter.ai/api/v1",
        "ftp://openrouter.ai/v1",
        "file:///etc/passwd",
        "http://openrouter.ai/api/v1",
        "http://127.0.0.1.evil.example/v1",
        "http://localhost.evil.example/v1",
        "https://openrouter.ai:port/v1",
        "https://öpenrouter.ai/v1",
    ],
)
def test_a_base_url_that_is_none(url: str) -> None:
    """It is refused by both fronts in the same words, without its password."""
    said = verdicts(api_key=KEY, base_url=url)

    assert said[0] == said[1]
    assert "pw" not in said[0]
    assert said[0].isprintable()


ANSI = "\x1b]0;owned\x07\x1b]52;c;cm0=\x07\x1b[2J\x1b]8;;http://127.0.0.1/\x07link\x1b]8;;\x07\x9b31m\u202etxt"


@pytest.mark.requirement(61)
def test_the_text_is_what_was_sent(play: Play) -> None:
    """A program gets terminal escapes as they are; it is the terminal that must not."""
    found = heard(play, "ansi")

    assert f"Hel{ANSI}lo wörld" == found.text == found.stream.response.text


@pytest.mark.requirement(62)
@pytest.mark.parametrize("name", ["html", "ansi"])
def test_no_value_shows_itself_as_html(play: Play, name: str) -> None:
    """What a notebook asks a value for, other than its text, holds nothing that a browser would run."""
    found = heard(play, name)
    values = [found.stream, found.stream.response, found.stream.response.message, found.stream.usage, found.stream.stats]
    for value in [getattr(each, "real", each) for each in values]:
        shown = [getattr(value, f"_repr_{kind}_", str)() for kind in ("html", "markdown", "svg", "javascript", "latex")]
        bundle = getattr(value, "_repr_mimebundle_", dict)()

        assert not {"text/html", "text/markdown"} & set(bundle if isinstance(bundle, dict) else bundle[0])
        assert all("<script" not in text or text == str(value) for text in shown)
        assert not any(hasattr(value, f"_repr_{kind}_") for kind in ("svg", "javascript", "latex"))


NOW = datetime.datetime.now(datetime.UTC)
DAY = datetime.timedelta(days=1)
UNTRUSTED: dict[str, dict[str, Any]] = {
    "another authority": {"names": ["127.0.0.1"], "ours": False},
    "another host": {"names": ["elsewhere.example"]},
    "no more valid": {"names": ["127.0.0.1"], "not_before": NOW - 3 * DAY, "not_after": NOW - DAY},
    "not yet valid": {"names": ["127.0.0.1"], "not_before": NOW + DAY, "not_after": NOW + 3 * DAY},
}
SWITCHES = {"PYTHONHTTPSVERIFY": "0", "CURL_CA_BUNDLE": "", "REQUESTS_CA_BUNDLE": "", "SSL_CERT_FILE": "", "SSL_CERT_DIR": "/"}


@pytest.mark.requirement(63)
@pytest.mark.parametrize("why", UNTRUSTED)
def test_a_server_that_cannot_prove_itself(play: Play, why: str, authority: trustme.CA, bundle: str) -> None:
    """A typed error, at the first try, with nothing sent."""
    given = dict(UNTRUSTED[why])
    issuer = authority if given.pop("ours", True) else trustme.CA()
    with FakeOpenRouter(tls=server_context(issuer, *given.pop("names"), **given)) as server:
        found = play(ask, base_url=server.url, verify=bundle, retry=Retry())

        assert errors.TLSError is type(found.error)
        assert (False, 1) == (found.error.sent, found.error.attempts)
        assert "certificate verify failed" in str(found.error)
        assert [] == server.requests
        assert 1 == server.connections


@pytest.mark.requirement(63)
def test_verification_has_no_switch_in_the_environment(
    play: Play, identity: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No variable that other programs know for it makes a stranger trusted."""
    for name, value in SWITCHES.items():
        monkeypatch.setenv(name, value)
    with FakeOpenRouter(tls=identity) as server:
        assert errors.TLSError is type(play(ask, base_url=server.url).error)
        assert [] == server.requests
