"""A client in several processes, and under the caller's own rules of TLS."""

from __future__ import annotations

import asyncio
import os
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
import trustme

from openrouter import AsyncOpenRouter, OpenRouter, errors
from openrouter.testing import FakeOpenRouter, Gate, Hold, Text
from tests.fronts.test_following import read
from tests.fronts.uniform import Play, play

__all__ = ["play"]


def in_a_child(work: Callable[[], bool]) -> int:
    """Forks a process that does the work; its exit code is 0 where the work is true."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 70
    try:
        code = 0 if work() else 71
    finally:
        os._exit(code)


@pytest.mark.requirement(38)
@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork on Windows")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_has_connections_of_its_own(server: FakeOpenRouter) -> None:
    """Parent and children stream over one client in turn, each its own answer; the parent's connection stays its own."""
    with OpenRouter(base_url=server.url) as client:
        server.answer(Text("parent"))
        assert "parent" == client.stream("hi").get_final_text()

        for name in ("first", "second"):
            server.answer(Text(name))
            assert 0 == in_a_child(lambda name=name: name == client.stream("hi").get_final_text())  # type: ignore[misc]

        server.answer(Text("again"))
        assert "again" == client.stream("hi").get_final_text()

    assert 3 == server.connections


@pytest.mark.requirement(38)
@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork on Windows")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_child_does_not_disturb_a_stream_of_its_parent(server: FakeOpenRouter) -> None:
    """A child that drops a stream it inherited leaves the parent's answer whole."""
    gate = Gate()
    server.answer(Hold(Text("abcde", pieces=1), gate, after_events=3), Text("child"))
    with OpenRouter(base_url=server.url) as client:
        streams = [client.stream("hi")]
        pieces = streams[0].text_stream
        text = next(pieces)

        def work() -> bool:
            nonlocal pieces
            streams.clear()
            pieces = iter(())
            return "child" == client.stream("hi").get_final_text()

        assert 0 == in_a_child(work)
        gate.open()
        assert "abcde" == text + "".join(pieces)


@pytest.mark.requirement(38)
@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork on Windows")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_has_an_event_loop_of_its_own(server: FakeOpenRouter) -> None:
    """An asynchronous client that was used before the fork works in the child's own loop."""
    client = AsyncOpenRouter(base_url=server.url)

    async def ask() -> str:
        return await read(client.stream("hi"))

    server.answer(Text("parent"), Text("child"))

    assert "parent" == asyncio.run(ask())
    assert 0 == in_a_child(lambda: "child" == asyncio.run(ask()))


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """A certificate authority that nobody else trusts."""
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[FakeOpenRouter]:
    """A server with TLS that wants to know its clients."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    authority.configure_trust(context)
    context.verify_mode = ssl.CERT_REQUIRED
    with FakeOpenRouter(tls=context) as running:
        yield running


def context_of(authority: trustme.CA, *, known: bool = True) -> ssl.SSLContext:
    """A client's context that trusts the authority, with a certificate of its own where it is `known`."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    if known:
        authority.issue_cert("client@example.org").configure_cert(context)
    return context


def test_a_context_of_the_callers(play: Play, secure: FakeOpenRouter, authority: trustme.CA) -> None:
    """`verify=` takes an `ssl.SSLContext`: its trust and its client certificate are used, and it stays as it is."""
    context = context_of(authority)

    async def body(client: Any) -> list[str]:
        return [await read(client.stream("hi")), await read(client.stream("hi"))]

    assert ["Hello, wörld!"] * 2 == play(body, base_url=secure.url, verify=context)
    assert 1 == secure.connections
    assert (ssl.CERT_REQUIRED, True) == (context.verify_mode, context.check_hostname)


@pytest.mark.parametrize("trusting", [True, False], ids=["without a certificate", "without trust"])
def test_a_context_that_does_not_fit(
    play: Play, secure: FakeOpenRouter, authority: trustme.CA, trusting: bool
) -> None:
    """A server that wants a certificate, or is not trusted, is a connection error of ours."""
    context = context_of(authority, known=False) if trusting else ssl.create_default_context()

    async def body(client: Any) -> None:
        with pytest.raises(errors.APIConnectionError):
            await read(client.stream("hi"))

    play(body, base_url=secure.url, verify=context)


@pytest.mark.parametrize("checking", [True, False])
def test_the_context_decides_about_names(play: Play, checking: bool, authority: trustme.CA) -> None:
    """Where the context does not check host names nobody does."""
    served, context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), context_of(authority)
    authority.issue_cert("elsewhere.example").configure_cert(served)
    context.check_hostname = checking

    async def body(client: Any) -> str:
        return await read(client.stream("hi"))

    with FakeOpenRouter(tls=served) as server:
        if checking:
            with pytest.raises(errors.TLSError):
                play(body, base_url=server.url, verify=context)
        else:
            assert "Hello, wörld!" == play(body, base_url=server.url, verify=context)


def test_a_context_is_not_for_a_session_of_the_callers() -> None:
    """requests has no way to give a context to a session that exists; that is said when the client is made."""
    with pytest.raises(errors.ConfigurationError, match="SSLContext"):
        OpenRouter(session=requests.Session(), verify=ssl.create_default_context())


def test_cancel_after_during_a_wait(play: Play) -> None:
    """Set while another thread or task waits for bytes, it counts from now and ends that wait."""
    gate = Gate()
    play.server.answer(Hold(Text("abcde", pieces=1), gate, after_events=3))

    async def body(client: Any) -> Any:
        stream = client.stream("hi")
        setting = threading.Thread(target=lambda: gate.wait_reached() and stream.cancel_after(0.01))
        setting.start()
        with pytest.raises(errors.StreamCancelledError):
            await read(stream)
        setting.join()
        return stream

    stream = play(body)

    assert "cancelled" == stream.status
    assert "abc".startswith(stream.text)


def test_cancel_after_from_the_loop(play: Play) -> None:
    """Set between two steps, it counts from that moment and not from the start."""
    gate = Gate()
    play.server.answer(Hold(Text("abcde", pieces=1), gate, after_events=3))

    async def body(client: Any) -> None:
        stream = client.stream("hi")
        with pytest.raises(errors.StreamCancelledError):
            async for _ in stream:
                stream.cancel_after(0.05)

    play(body)
