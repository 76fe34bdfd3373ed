"""What goes wrong on the way to the answer: the class, whether the request left, and what the error does not hold."""

from __future__ import annotations

import copy
import pickle
import socket
import threading
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from attrs import frozen

from openrouter import Timeout, errors
from openrouter.testing import Body, FakeOpenRouter, Fin, Head, Rst, Script, Send, Status, Text
from tests.conftest import AsyncFront, SyncFront

KEY = "sk-or-v1-0123456789abcdef0123456789abcdef"
"""Of the shape of a key, and nobody's."""

OWN_KEY = "a-gateway-key-of-another-shape"

HTML = "<!doctype html><html><body>Please sign in</body></html>"


@frozen
class Fault:
    """A fault that the server shows to any request, and what it is to be raised as."""

    answer: Any
    error: type[errors.OpenRouterError]
    facts: dict[str, Any]


def sent(data: bytes) -> Script:
    return Script([Send(data), Fin()])


UNEXPECTED = errors.UnexpectedResponseError
CONNECTION = errors.APIConnectionError

FAULTS = {
    "closed before the head": Fault(Script([Fin()]), CONNECTION, {"sent": True}),
    "reset before the head": Fault(Script([Rst()]), CONNECTION, {"sent": True}),
    "half a status line": Fault(sent(b"HTTP/1.1 2"), errors.OpenRouterError, {}),
    "half a head": Fault(sent(b"HTTP/1.1 200 OK\r\nContent-Ty"), CONNECTION, {"sent": True}),
    "no HTTP": Fault(sent(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"), UNEXPECTED, {"http_status": None}),
    "a status that is no number": Fault(sent(b"HTTP/1.1 abc OK\r\n\r\n"), UNEXPECTED, {"http_status": None}),
    "a header without end": Fault(sent(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70_000), errors.OpenRouterError, {}),
    "a switch of protocols": Fault(
        Script([Head(101, {"Upgrade": "x", "Connection": "Upgrade"}, "none"), Fin()]), UNEXPECTED, {"http_status": 101}
    ),
    "no content": Fault(Status(204), UNEXPECTED, {"http_status": 204}),
    "reset content": Fault(Script([Head(205, {"Content-Length": "0"}, "none")]), UNEXPECTED, {"http_status": 205}),
    "moved": Fault(Status(301, "", {"Location": "https://evil.invalid/p?q"}), UNEXPECTED, {"http_status": 301}),
    "found": Fault(Status(302, "", {"Location": "/elsewhere"}), UNEXPECTED, {"http_status": 302}),
    "temporarily elsewhere": Fault(Status(307, "", {"Location": "//x.invalid/"}), UNEXPECTED, {"http_status": 307}),
    "permanently elsewhere": Fault(Status(308, "", {"Location": ":"}), UNEXPECTED, {"http_status": 308}),
    "not modified": Fault(Status(304), UNEXPECTED, {"http_status": 304}),
    "HTML": Fault(Status(200, HTML), UNEXPECTED, {"http_status": 200, "excerpt": HTML}),
    "an image": Fault(Body(b"\x89PNG\r\n\x1a\n\x00", "image/png"), UNEXPECTED, {"http_status": 200}),
    "a JSON list": Fault(Body(b'[{"a": 1}]'), UNEXPECTED, {"http_status": 200}),
    "JSON cut off": Fault(Body(b'{"choices": ['), errors.DecodeError, {}),
    "HTML for an error": Fault(Status(404, HTML), errors.NotFoundError, {"status": 404, "message": ""}),
    "an error": Fault(Status(401), errors.AuthenticationError, {"status": 401, "http_status": 401}),
    "an unknown error": Fault(Status(418, {"error": {"message": "tea"}}), errors.APIStatusError, {"message": "tea"}),
    "an unknown error of the server": Fault(Status(599, "x"), errors.InternalServerError, {"status": 599}),
}


@pytest.fixture(params=["stream", "complete"])
def ask(
    request: pytest.FixtureRequest, front: Any, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., errors.OpenRouterError]:
    """The error that either method of either front raises."""

    monkeypatch.setenv("OPENROUTER_API_KEY", KEY)  # so that no frame of a test holds it

    def run(url: str, **options: Any) -> errors.OpenRouterError:
        client = {"retry": None, **options}
        if request.param == "stream":
            error = front.stream(url, client=client).error
        else:
            with pytest.raises(errors.OpenRouterError) as caught:
                front.complete(url, client=client)
            error = caught.value
        assert isinstance(error, errors.OpenRouterError)
        return error

    return run


def check_what_it_holds(error: errors.OpenRouterError, key: str = KEY) -> None:
    """No cause, no context, no key anywhere, and it survives copying and pickling."""
    shown = traceback.TracebackException.from_exception(error, capture_locals=True)

    assert (None, None) == (error.__cause__, error.__context__)
    for text in [
        str(error),
        repr(error),
        repr(vars(error)),
        "".join(shown.format()),
        pickle.dumps(error).decode("latin-1"),
    ]:
        assert key not in text
    for made in [pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)]:
        assert (type(error), error.args, vars(error)) == (type(made), made.args, vars(made))


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_server(name: str, server: FakeOpenRouter, ask: Any) -> None:
    """Each fault is raised as the class that it is, the same in both fronts, and asked for once."""
    fault = FAULTS[name]
    server.answer(fault.answer)
    error = ask(server.url)

    assert isinstance(error, fault.error)
    assert fault.error is errors.OpenRouterError or type(error) is fault.error
    assert fault.facts == {key: getattr(error, key) for key in fault.facts}
    assert 1 == error.attempts == len(server.requests)
    assert not error.partial or not error.partial.choices
    check_what_it_holds(error)


@pytest.mark.parametrize("key", [KEY, OWN_KEY])
def test_a_key_that_the_server_repeats_is_not_shown(key: str, server: FakeOpenRouter, front: Any) -> None:
    """An error message that quotes the key is shown without it, at least if it has the shape of an OpenRouter key."""
    server.answer(
        Status(401, {"error": {"code": 401, "message": f"bad key {KEY}", "metadata": {"raw": f"Bearer {KEY}"}}})
    )
    error = front.stream(server.url, client={"retry": None, "api_key": key}).error

    assert KEY not in str(error)
    assert KEY not in error.message
    assert KEY not in error.body
    assert f"Bearer {key}" == server.requests[0].headers["Authorization"]


@pytest.fixture
def closed_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def test_a_refused_connection(closed_port: int, ask: Any) -> None:
    """Nobody listens: nothing was sent."""
    error = ask(f"http://127.0.0.1:{closed_port}/api/v1")

    assert errors.APIConnectionError is type(error)
    assert error.sent is False
    check_what_it_holds(error)


def test_a_name_that_does_not_exist(ask: Any) -> None:
    """DNS knows no such host: nothing was sent."""
    error = ask("https://openrouter.invalid/api/v1")

    assert errors.APIConnectionError is type(error)
    assert error.sent is False
    assert "openrouter.invalid" in str(error)
    check_what_it_holds(error)


@pytest.fixture
def plain_port() -> Iterator[int]:
    """A port that answers whatever comes with plain HTTP."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        thread.join(10)


def test_tls_with_a_server_that_speaks_none(plain_port: int, ask: Any) -> None:
    """https:// to a port that speaks plain HTTP is an error of TLS: nothing was sent."""
    error = ask(f"https://127.0.0.1:{plain_port}/api/v1")

    assert errors.TLSError is type(error)
    assert error.sent is False
    check_what_it_holds(error)


@pytest.fixture
def speaks_first() -> Iterator[int]:
    """A port where the backlog accepts and nobody ever answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_server_that_never_answers(speaks_first: int, ask: Any) -> None:
    """The connection stands and no byte comes: the clock of the first token runs out, by its name."""
    error = ask(f"http://127.0.0.1:{speaks_first}/v1", timeout=Timeout(first_token=0.05))

    assert errors.APITimeoutError is type(error)
    assert ("first_token", 0.05) == (error.clock, error.seconds)
    check_what_it_holds(error)


def test_an_empty_body(server: FakeOpenRouter, front: Any) -> None:
    """Status 200 and not one event is a stream that was cut, not an empty answer."""
    server.answer(Body(b"", "text/event-stream"))
    outcome = front.stream(server.url, client={"retry": None})

    assert errors.StreamTruncatedError is type(outcome.error)
    assert "truncated" == outcome.stream.status


def test_a_provisional_response_is_passed_over(server: FakeOpenRouter, front: Any) -> None:
    """100 Continue is no answer; the one after it is."""
    actions = Text("Hello").actions
    server.answer(_Prefixed(b"HTTP/1.1 100 Continue\r\n\r\n", actions))
    outcome = front.stream(server.url)

    assert (None, "Hello") == (outcome.error, outcome.text)


@frozen
class _Prefixed:
    """An answer with bytes before it."""

    before: bytes
    rest: Any

    def actions(self, request: Any) -> Iterator[Any]:
        yield Send(self.before)
        yield from self.rest(request)


def test_the_fronts_name_a_failure_alike(server: FakeOpenRouter, closed_port: int) -> None:
    """
    The class and the facts of an error are the same in both fronts; only the library's words in its text may differ.

    Heads that break off are the exception: http.client takes what there is for a head, aiohttp does not.
    """
    faults = {name: fault for name, fault in FAULTS.items() if fault.error is not errors.OpenRouterError}
    found = []
    for front in (SyncFront(), AsyncFront()):
        kinds = []
        for fault in faults.values():
            server.answer(fault.answer)
            error: Any = front.stream(server.url, client={"retry": None}).error
            kinds.append((type(error), getattr(error, "http_status", None), getattr(error, "sent", None)))
        found.append(dict(zip(faults, kinds, strict=True)))

    assert found[0] == found[1]
