"""Row 27 and the connect time-out, where a name has several addresses: one of them that answers is enough."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from openrouter import Timeout, errors
from openrouter.sync.connecting import _in_turn
from openrouter.testing import FakeOpenRouter
from tests.fronts.uniform import Play

from .silence import full_port, short

Named = Callable[..., str]


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> Named:
    """Makes a URL of a name that has these ports of this machine, in this order, where a name has addresses."""
    resolve = socket.getaddrinfo

    def url(*ports: int) -> str:
        def found(host: Any, port: Any, *args: Any, **options: Any) -> list[Any]:
            if host not in {"localhost", b"localhost"}:
                return list(resolve(host, port, *args, **options))
            return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", each)) for each in ports]

        monkeypatch.setattr(socket, "getaddrinfo", found)
        return f"http://localhost:{ports[0]}/api/v1"

    return url


@pytest.fixture
def dead() -> int:
    """A port that refuses."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port: int = listener.getsockname()[1]
    return port


blocking = pytest.mark.parametrize("play", ["sync"], indirect=True)  # aiohttp has other ports than its resolver tells


@blocking
def test_an_address_that_never_answers_is_passed_by(play: Play, named: Named) -> None:
    """The next one is tried long before the time-out, without which this test would not end."""
    with full_port() as silent:
        url = named(silent, silent, play.server.port)
        assert "Hello, wörld!" == play(lambda client: client.stream("hi").get_final_text(), base_url=url, timeout=short("connect", 60))


@blocking
def test_an_address_that_refuses_is_passed_by(play: Play, named: Named, dead: int) -> None:
    """So is it where the next is silent, and the one behind answers."""
    url = named(dead, dead, play.server.port)
    assert "Hello, wörld!" == play(lambda client: client.stream("hi").get_final_text(), base_url=url)


@blocking
def test_the_first_address_that_answers_is_the_only_one(play: Play, named: Named) -> None:
    """The resolver's order counts: nobody else is asked."""
    with FakeOpenRouter() as other:
        url = named(play.server.port, other.port)
        assert "Hello, wörld!" == play(lambda client: client.stream("hi").get_final_text(), base_url=url)
        assert (1, 0) == (play.server.connections, other.connections)


@blocking
def test_no_address_answers(play: Play, named: Named, dead: int) -> None:
    """It is the connect time-out where one is silent, and the refusal where none is."""
    with full_port() as silent, pytest.raises(errors.APITimeoutError) as caught:
        play(lambda client: client.stream("hi").get_final_text(), base_url=named(silent, dead, silent), timeout=short("connect", 0.4))
    assert "connect" == caught.value.clock
    with pytest.raises(errors.APIConnectionError, match="refused") as refused:
        play(lambda client: client.stream("hi").get_final_text(), base_url=named(dead, dead))
    assert not refused.value.sent


@blocking
@pytest.mark.requirement(27)
def test_cancel_while_several_addresses_are_silent(play: Play, named: Named) -> None:
    """It wakes the attempt, whichever address it is at, with no clock to help."""

    async def body(client: Any) -> None:
        stream = client.stream("hi")
        thread = threading.Timer(0.35, stream.cancel)
        thread.start()
        with pytest.raises(errors.StreamCancelledError):
            await stream.get_final_text()
        thread.join()

    with full_port() as silent:
        play(body, base_url=named(silent, silent), timeout=Timeout(connect=None, first_token=None, idle=None))


def test_families_take_turns() -> None:
    """A host with many addresses of one family is tried by the other after the first; else the order is the resolver's."""
    found = [(family, 1, 6, "", number) for number, family in enumerate([10, 10, 10, 2, 2])]

    assert [0, 3, 1, 4, 2] == [each[-1] for each in _in_turn(found)]
