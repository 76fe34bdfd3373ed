"""The client: what it sends, whose connections it uses, and what it never does."""

from __future__ import annotations

import asyncio
import gc
import http.cookiejar
import json
import weakref
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import requests

from openrouter import AsyncOpenRouter, OpenRouter, Retry, errors
from openrouter.models import ChatMessage, ChatRequest
from openrouter.testing import (
    Body,
    Chunks,
    End,
    FakeOpenRouter,
    Fin,
    Gate,
    Head,
    Hold,
    Piece,
    Replay,
    Script,
    Send,
    Status,
    Text,
    Wait,
)  # fmt: skip
from tests.fronts.uniform import Play, play
from tests.play import DONE, piece, sse

__all__ = ["play"]

KEY = "sk-or-v1-0123456789abcdef"


async def once(client: Any) -> str:
    return await client.stream("hi").get_final_text()


def test_streams_use_one_connection(play: Play) -> None:
    """Five streams and five whole answers in a row, one refused among them, go over one connection."""
    play.server.answer(*[Text("Hello")] * 4, Status(402))

    async def body(client: Any) -> None:
        for _ in range(4):
            await once(client)
        with pytest.raises(errors.InsufficientCreditsError):
            await once(client)
        for _ in range(5):
            await client.complete("hi")

    play(body)

    assert 10 == len(play.server.requests)
    assert 1 == play.server.connections


def test_a_closed_client(play: Play) -> None:
    """It refuses both methods, at the call, as often as they are called; closing it again does nothing."""

    async def body(client: Any) -> None:
        await once(client)
        for _ in range(2):
            await client.close()
            with pytest.raises(errors.ConfigurationError, match="closed"):
                client.stream("hi")
            with pytest.raises(errors.ConfigurationError, match="closed"):
                await client.complete("hi")

    play(body)

    assert 1 == len(play.server.requests)
    assert play.server.wait_closed()


def test_a_server_that_hangs_up_after_its_answer(play: Play) -> None:
    """A connection that was to be kept and is closed by the server is not used for the next request, however soon that comes."""
    events = [Piece(sse(piece("Hello", finish="stop"))), Piece(DONE)]
    head = Head(200, {"Content-Type": "text/event-stream", "Connection": "keep-alive"})
    play.server.answer(*[Script([head, *events, End(), Fin()])] * 3)

    async def body(client: Any) -> list[str]:
        texts = []
        for _ in range(3):
            texts.append(await client.stream("hi").get_final_text())
            assert play.server.wait_closed()  # blocks the event loop too: it has seen nothing of this
        return texts

    assert ["Hello"] * 3 == play(body)
    assert 3 == play.server.connections


def test_an_event_loop_is_let_go(server: FakeOpenRouter) -> None:
    """Nothing of this library holds a loop that has ended, or what ran in it."""
    loops: list[weakref.ref[asyncio.AbstractEventLoop]] = []

    async def run() -> None:
        loops.append(weakref.ref(asyncio.get_running_loop()))
        async with AsyncOpenRouter(base_url=server.url, retry=None) as client:
            await client.stream("hi").get_final_text()

    asyncio.run(run())
    gc.collect()

    assert [None] == [loop() for loop in loops]


def test_closing_leaves_streams_under_way(play: Play) -> None:
    """A stream that has begun goes on to its end when its client is closed, and gives its connection up then."""
    gate = Gate()
    play.server.answer(Hold(Text("abcde", pieces=1), gate, after_events=3))

    async def body(client: Any) -> str:
        stream = client.stream("hi")
        pieces = aiter(stream.text_stream)
        text = await anext(pieces)
        await client.close()
        gate.open()
        text += "".join([piece async for piece in pieces])
        assert await asyncio.to_thread(play.server.wait_closed) if play.name == "aio" else play.server.wait_closed()
        return text  # type: ignore[no-any-return]

    assert "abcde" == play(body)


def test_closing_leaves_a_request_under_way(server: FakeOpenRouter) -> None:
    """So does one that waits for the head of its response; a stream that has not begun is refused."""
    gate = Gate()
    server.answer(Hold(Text("abcde"), gate, after=0))

    async def main() -> str:
        client = AsyncOpenRouter(base_url=server.url, retry=None)
        reading = asyncio.ensure_future(client.stream("hi").get_final_text())
        late = client.stream("hi")
        assert await asyncio.to_thread(gate.wait_reached)
        await client.close()
        with pytest.raises(errors.ConfigurationError, match="closed"):
            await late.get_final_text()
        gate.open()
        text = await reading
        assert await asyncio.to_thread(server.wait_closed)
        return text

    assert "abcde" == asyncio.run(main())


def test_a_client_with_other_options(play: Play) -> None:
    """It uses the connections of the first and does not close them; the first closes them for both."""

    async def body(client: Any) -> None:
        other = client.with_options(timeout=30, model="other")
        await once(client)
        await once(other)
        await other.close()
        await once(client)
        await client.close()
        with pytest.raises(errors.ConfigurationError, match="closed"):
            other.stream("hi")

    play(body, model="first")

    assert ["first", "other", "first"] == [request.parameter("model") for request in play.server.requests]
    assert 1 == play.server.connections


def test_the_key_may_be_asked_for(play: Play) -> None:
    """A callable is asked before each request, so that a key may change."""
    keys = iter(["key-one", "key-two"])

    async def body(client: Any) -> None:
        await once(client)
        await client.complete("hi")

    play(body, api_key=lambda: next(keys))

    assert ["Bearer key-one", "Bearer key-two"] == [
        request.headers["authorization"] for request in play.server.requests
    ]


def test_the_request_is_what_was_asked_for(play: Play) -> None:
    """The body is the caller's, in the caller's order, with `stream` last; the headers are these and the library's few."""
    params: dict[str, Any] = {"temperature": 0, "stop": ["é"], "provider": {"order": ["x"], "allow_fallbacks": False}}
    extra = {"extra_headers": {"X-Trace": "t"}, "extra_body": {"new_field": [1, None]}}

    async def body(client: Any) -> None:
        await client.stream("Grüße", model="m/n", **params, **extra).get_final_text()
        await client.complete("Grüße", model="m/n", **params, **extra)

    play(body, api_key=KEY, app_name="My App", app_url="https://app.example", headers={"X-Own": "o"})
    streamed, whole = play.server.requests
    begin = '{"model":"m/n","messages":[{"role":"user","content":"Grüße"}],"temperature":0,"stop":["é"],'
    rest = '"provider":{"order":["x"],"allow_fallbacks":false},"stream":%s,"new_field":[1,null]}'

    assert (begin + rest % "true").encode() == streamed.body
    assert (begin + rest % "false").encode() == whole.body
    for request, accept in [(streamed, "text/event-stream"), (whole, "application/json")]:
        sent = {name.lower(): value for name, value in request.headers.items()}
        sent.pop("user-agent")

        assert {
            "host": f"127.0.0.1:{play.server.port}",
            "accept": accept,
            "accept-encoding": "identity",
            "content-type": "application/json",
            "content-length": str(len(request.body)),
            "authorization": f"Bearer {KEY}",
            "x-openrouter-title": "My App",
            "http-referer": "https://app.example",
            "x-own": "o",
            "x-trace": "t",
        } == {name: value for name, value in sent.items() if name != "connection"}
        assert ("POST", "/api/v1/chat/completions") == (request.method, request.target)


def test_models_dicts_and_text_are_the_same_bytes(play: Play) -> None:
    """A prompt, a dict, a model, and a whole request mean the same bytes."""
    message = {"role": "user", "content": "hi"}

    async def body(client: Any) -> None:
        for messages in ["hi", [message], [ChatMessage(role="user", content="hi")]]:
            await client.stream(messages, model="m").get_final_text()
        request = ChatRequest(model="m", messages=[ChatMessage(role="user", content="hi")])
        await client.stream(request).get_final_text()

    play(body)

    assert {b'{"model":"m","messages":[{"role":"user","content":"hi"}],"stream":true}'} == {
        request.body for request in play.server.requests
    }


def test_no_key_is_needed_on_this_machine(play: Play) -> None:
    """A server of this machine gets no Authorization header if there is no key."""
    play(once)

    assert "authorization" not in play.server.requests[0].headers


@pytest.mark.requirement(57)
@pytest.mark.parametrize("key", [None, KEY])
def test_netrc_is_never_used(key: str | None, play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in place of a key nor over it."""
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password secret\ndefault login other password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(netrc))
    play(once, api_key=key)

    assert (None if key is None else f"Bearer {key}") == play.server.requests[0].headers.get("authorization")


def test_cookies_are_never_stored(play: Play) -> None:
    """A cookie of the edge is not sent back; by name, since libraries distrust the cookies of bare addresses anyway."""
    play.server.answer(Replay(b"data: [DONE]\n\n", headers={"Set-Cookie": "__cf_bm=x; path=/"}), Text("Hello"))

    async def body(client: Any) -> None:
        await once(client)
        await once(client)

    play(body, base_url=play.server.url.replace("127.0.0.1", "localhost"))

    assert ["", ""] == [request.headers.get("cookie", "") for request in play.server.requests]


def test_a_redirect_is_not_followed(play: Play) -> None:
    """The key goes nowhere else."""
    with FakeOpenRouter() as other:
        play.server.answer(Status(307, "", {"Location": f"{other.url}/chat/completions"}))

        async def body(client: Any) -> None:
            with pytest.raises(errors.UnexpectedResponseError, match="redirect"):
                await once(client)

        play(body, api_key=KEY)

        assert [] == other.requests


@pytest.mark.requirement(57)
def test_the_proxy_of_the_environment(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """HTTP_PROXY is used in both fronts, and NO_PROXY keeps from it."""
    monkeypatch.setenv("HTTP_PROXY", play.server.url.removesuffix("/api/v1"))

    async def body(client: Any) -> None:
        await once(client)

    play(body, base_url="http://far.example/v1", api_key=KEY, allow_http=True)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    play(body)
    through, direct = play.server.requests

    assert ("http://far.example/v1/chat/completions", "far.example") == (through.target, through.headers["host"])
    assert "/api/v1/chat/completions" == direct.target


@pytest.mark.requirement(37)
def test_one_client_in_several_event_loops(server: FakeOpenRouter) -> None:
    """A client that was made anywhere works in one `asyncio.run` after the other, and leaves nothing open between them."""
    client = AsyncOpenRouter(base_url=server.url)
    texts = [asyncio.run(once(client)) for _ in range(3)]
    asyncio.run(client.close())

    assert ["Hello, wörld!"] * 3 == texts
    assert server.wait_closed()


@pytest.mark.requirement(40)
def test_many_streams_side_by_side(server: FakeOpenRouter) -> None:
    """Thirty streams of one client, all held at once, each with its own answer."""
    gate = Gate()
    server.answer(*[Hold(Text(f"answer {number}"), gate, after_events=1) for number in range(30)])

    async def run() -> list[str]:
        async with AsyncOpenRouter(base_url=server.url, retry=None) as client:
            tasks = [asyncio.create_task(once(client)) for _ in range(30)]
            assert await asyncio.to_thread(gate.wait_reached, 30)
            gate.open()
            return await asyncio.gather(*tasks)

    texts = asyncio.run(run())

    assert {f"answer {number}" for number in range(30)} == set(texts)


def test_a_session_of_the_callers_own(server: FakeOpenRouter) -> None:
    """It is used as it is: not closed, and neither its headers nor its settings are changed."""
    with requests.Session() as session:
        session.headers["X-Session"] = "mine"
        before = state_of(session)
        with OpenRouter(base_url=server.url, session=session) as client:
            text = client.stream("hi").get_final_text()
        after = state_of(session)
        status = session.get(server.url + "/models", timeout=10).status_code

    assert ("Hello, wörld!", 200) == (text, status)
    assert before == after
    assert "mine" == server.requests[0].headers["x-session"]
    assert 1 == server.connections


def state_of(session: requests.Session) -> dict[str, Any]:
    """What of a session a library could change."""
    return {
        name: dict(value) if isinstance(value, (dict, http.cookiejar.CookieJar)) else value
        for name, value in ((name, getattr(session, name)) for name in session.__attrs__)
        if name != "headers"
    } | {"headers": dict(session.headers)}


def test_a_client_session_of_the_callers_own(server: FakeOpenRouter) -> None:
    """It is used as it is, and not closed."""

    async def run() -> tuple[str, bool, int]:
        async with aiohttp.ClientSession(headers={"X-Session": "mine"}) as session:
            async with AsyncOpenRouter(base_url=server.url, session=session) as client:
                text = await once(client)
            async with session.get(server.url + "/models") as response:
                return text, session.closed, response.status

    text, closed, status = asyncio.run(run())

    assert ("Hello, wörld!", False, 200) == (text, closed, status)
    assert "mine" == server.requests[0].headers["x-session"]
    assert 1 == server.connections


def test_a_client_shows_no_key(play: Play) -> None:
    """Its repr is the place it talks to, and no more."""
    client = play.client(api_key=KEY)

    assert KEY not in repr(client.real)
    assert KEY not in repr(vars(client.real))
    assert "https://openrouter.ai/api/v1" in repr(client.real)


@pytest.mark.requirement(41)
@pytest.mark.parametrize("status", [101, 204, 304])
def test_a_response_that_is_no_answer_ends_its_connection(play: Play, status: int) -> None:
    """After 101, 204 or 304 the answer to the same request may follow; it never becomes the answer to the next one."""
    late = Gate()
    answer = b'{"choices":[{"message":{"content":"of the first"}}]}'
    following = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(answer)
    head = f"HTTP/1.1 {status} X\r\n\r\n".encode()
    play.server.answer(Script([Send(head), Wait(late), Send(following + answer)]), Text("of the second"))

    async def body(client: Any) -> str:
        with pytest.raises(errors.UnexpectedResponseError):
            await client.complete("hi")
        late.open()
        return str((await client.complete("hi")).text)

    assert "of the second" == play(body)
    assert 2 == play.server.connections


def test_with_options_takes_none_at_its_word(play: Play) -> None:
    """`retry=None` sends once, as it does for a new client; what is not given stays."""
    play.server.answer(Status(503), Text("Hello"), Status(503))

    async def body(client: Any) -> None:
        assert "Hello" == (await client.with_options(model="m").complete("hi")).text
        with pytest.raises(errors.ServiceUnavailableError):
            await client.with_options(retry=None).complete("hi")

    play(body, retry=Retry(attempts=2))

    assert 3 == len(play.server.requests)


@pytest.mark.parametrize("verify", ["", 0, [], b"ca.pem", 5])
def test_verification_is_not_switched_off_by_accident(play: Play, verify: object) -> None:
    """Only False switches it off: what merely counts as false, or is no path, is refused."""
    with pytest.raises(errors.ConfigurationError, match="verify"):
        play.client(base_url=play.server.url, verify=verify)


@pytest.mark.requirement(58)
def test_the_key_is_in_no_error(play: Play) -> None:
    """A service that repeats the key, of whatever shape, anywhere in an answer, does not get it into an error."""
    key = "weird-key-123456"
    play.server.answer(
        Body(f"<html>{key}</html>".encode(), "text/html"),
        Body(json.dumps({"error": {"message": key, "code": 400}}).encode()),
        Chunks([{"error": {"message": key, "code": 400, "metadata": {"raw": key}}}]),
        Replay(f"data: {{{key}\n\n".encode()),
        Status(401, b'{"error":{"message":"weird\\u002dkey-123456"}}'),
    )

    async def body(client: Any) -> list[errors.OpenRouterError]:
        found = []
        for _ in range(5):
            with pytest.raises(errors.OpenRouterError) as caught:
                await client.stream("hi").get_final_text()
            found.append(caught.value)
        return found

    for error in play(body, api_key=key):
        facts = {name: value for name, value in vars(error).items() if name != "partial"}  # that is what was sent
        assert key not in f"{error!r} {facts}"
