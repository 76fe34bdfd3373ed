"""What a call tells while it runs and leaves behind: hooks, recordings, the note of its generation; and its continuation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from openrouter import AsyncOpenRouter, Hooks, OpenRouter, Retry, errors
from openrouter.testing import Body, Chunks, Cut, Gate, Hold, Replay, Status, Text, mock_stream
from tests.fronts.uniform import Play, play

__all__ = ["play"]

FIVE = Text("abcde", pieces=1)
FULL = Path("/dev/full")


async def read(stream: Any) -> str:
    """The text of a stream, read to its end."""
    return "".join([chunk.text async for chunk in stream])


def test_hooks_hear_of_every_call(play: Play) -> None:
    """A stream and a whole answer are told from request to end, in order."""
    heard: list[str] = []
    hooks = Hooks(
        on_request=lambda call: heard.append(f"request {call.request['stream']}"),
        on_response=lambda call: heard.append(f"response {call.http_status}"),
        on_chunk=lambda call, chunk: heard.append(chunk.text),
        on_end=lambda call: heard.append(f"end {call.status} {call.text}"),
    )
    play.server.answer(Text("ab", pieces=1), Text("c"))

    async def body(client: Any) -> None:
        await read(client.stream("hi"))
        await client.complete("hi")

    play(body, hooks=hooks)

    assert ["request True", "response 200", "a", "b", "", "", "end completed ab"] == heard[:-3]
    assert ["request False", "response 200", "end completed c"] == heard[-3:]


@pytest.mark.parametrize("turn", ["on_request", "on_response", "on_chunk", "on_end"])
def test_what_a_hook_raises_reaches_the_caller(play: Play, turn: str) -> None:
    """An exception of a hook ends the call as it is, and the connection is let go of."""

    def hook(*told: Any) -> None:
        raise LookupError(turn)

    async def body(client: Any) -> Any:
        stream = client.stream("hi")
        with pytest.raises(LookupError, match=turn):
            await read(stream)
        return stream

    stream = play(body, hooks=Hooks(**{turn: hook}))

    assert stream.status == ("completed" if turn == "on_end" else "closed")
    assert play.server.wait_closed()


def test_hooks_hear_of_a_whole_answer_that_is_stopped(play: Play) -> None:
    """`on_end` comes for a call that does not stream and is ended by what a hook raises."""
    heard: list[str] = []

    def stop(call: Any) -> None:
        raise LookupError("no")

    async def body(client: Any) -> None:
        with pytest.raises(LookupError):
            await client.complete("hi")

    play(body, hooks=Hooks(on_response=stop, on_end=lambda call: heard.append(call.status)))

    assert ["closed"] == heard


def test_a_recording_holds_the_bytes_as_received(play: Play, tmp_path: Path) -> None:
    """What `record=` wrote is what came, without the key, and can be played again."""
    key = "sk-or-v1-abcdefghijkl"
    path = tmp_path / "answer.sse"
    raw = f": hello {key}\n\ndata: {json.dumps({'choices': [{'delta': {'content': key[:9]}}]})}\n\ndata: [DONE]\n\n".encode()
    pieces = [15, 7, 3, 30]
    play.server.answer(Status(503, headers={"Retry-After": "0"}), Replay(raw, piece_sizes=pieces))

    async def body(client: Any) -> str:
        return await read(client.stream("hi", record=path))

    assert key[:9] == play(body, api_key=key, retry=Retry())
    assert raw.replace(key.encode(), b"***") == path.read_bytes()

    play.server.answer(Replay(path.read_bytes()))

    assert key[:9] == play(body)


def test_a_key_that_stands_in_most_words_spoils_no_recording(play: Play, tmp_path: Path) -> None:
    """A server without keys is given "x" or the like, and what is recorded can be played again."""
    path = tmp_path / "answer.sse"
    raw = f"data: {json.dumps({'choices': [{'delta': {'content': 'exact'}}]})}\n\ndata: [DONE]\n\n".encode()
    play.server.answer(Replay(raw))

    async def body(client: Any) -> str:
        return await read(client.stream("hi", record=path))

    assert "exact" == play(body, api_key="x")
    assert raw == path.read_bytes()


def test_the_parts_of_a_continued_answer_are_recorded_apart(play: Play, tmp_path: Path) -> None:
    """The rest of an answer has a file of its own beside the first."""
    play.server.answer(Cut(FIVE, after_events=3, how="rst"), Text("cde"))

    async def body(client: Any) -> str:
        return await read(client.stream("hi", resume=True, record=str(tmp_path / "a.sse")))

    play(body, retry=Retry())

    assert {"a.sse", "a-2.sse"} == {path.name for path in tmp_path.iterdir()}
    assert b'"content":"a"' in (tmp_path / "a.sse").read_bytes().replace(b": ", b":")


@pytest.mark.parametrize("path", ["", 1, b"x", "nowhere/a.sse", ".", "x" * 300])
def test_a_recording_needs_a_place(play: Play, path: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that cannot be written is refused before anything is sent."""
    monkeypatch.chdir(tmp_path)

    async def body(client: Any) -> None:
        with pytest.raises(errors.ConfigurationError, match="record"):
            client.stream("hi", record=path)

    play(body)

    assert [] == play.server.requests


def test_a_recording_that_cannot_be_begun(play: Play, tmp_path: Path) -> None:
    """What the file system refuses when the call begins is a ConfigurationError, and nothing is sent."""
    folder = tmp_path / "gone"
    folder.mkdir()

    async def body(client: Any) -> None:
        stream = client.stream("hi", record=folder / "a.sse")
        folder.rmdir()
        with pytest.raises(errors.ConfigurationError, match=r"record: .*No such file"):
            await read(stream)

    play(body)

    assert [] == play.server.requests


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is full")
@pytest.mark.parametrize("raw", [b"data: [DONE]\n\n", b": a comment\n\n" * 3 + b"sk-or", b"sk-or"])
def test_a_recording_that_fails_ends_no_answer(play: Play, raw: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """On a disk that is full the recording ends, which the log says once; the file is closed, and the answer is what it is without it."""
    play.server.default = Replay(raw, piece_sizes="bytes")

    async def body(client: Any) -> Any:
        ends = []
        for record in (None, FULL):
            stream = client.stream("hi", record=record)
            try:
                await read(stream)
            except errors.StreamTruncatedError as error:
                ends.append(type(error))
            ends.append(stream.status)
        return ends

    ends = play(body, api_key="sk-or-v1-abcdefghijkl")

    assert ends[: len(ends) // 2] == ends[len(ends) // 2 :]
    assert 1 == sum("the recording to /dev/full ended" in record.getMessage() for record in caplog.records)
    assert [] == [one for one in Path("/proc/self/fd").iterdir() if one.is_symlink() and FULL == one.readlink()]


def test_the_rest_of_an_answer_that_cannot_be_recorded(play: Play, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Where no file can be made for a continuation the answer goes on without one."""
    (tmp_path / "a-2.sse").mkdir()
    play.server.answer(Cut(FIVE, after_events=3, how="rst"), Text("de"))

    async def body(client: Any) -> str:
        return await read(client.stream("hi", resume=True, record=tmp_path / "a.sse"))

    assert "abcde" == play(body, retry=Retry())
    assert "a-2.sse ended: " in caplog.text


@pytest.mark.parametrize("how", ["rst", "fin"])
@pytest.mark.parametrize("rest", ["cde", "abcde"])
def test_an_answer_that_breaks_off_is_continued(play: Play, how: Any, rest: str) -> None:
    """With `resume=True` the loop goes on over a break; the second request ends with what was delivered."""
    play.server.answer(Cut(FIVE, after_events=4, how=how), Text(rest.replace("abcde", "abcde"), pieces=1))

    async def body(client: Any) -> tuple[Any, str]:
        stream = client.stream("hi", resume=True)
        return stream, await read(stream)

    stream, text = play(body, retry=Retry())
    begun = play.server.requests[1].json["messages"][-1]["content"]

    assert "assistant" == play.server.requests[1].json["messages"][-1]["role"]
    assert text.startswith(begun)
    assert (begun + rest if rest == "cde" else "abcde") == text == stream.text
    assert ("completed", 1) == (stream.status, stream.response.resumed)


def test_a_continuation_is_told(play: Play) -> None:
    """`events()` shows the break as a retry."""
    play.server.answer(Cut(FIVE, after_events=3, how="rst"), Text("cde"))

    async def body(client: Any) -> list[str]:
        return [event.type async for event in client.stream("hi", resume=True).events()]

    assert "retry" in play(body, retry=Retry())


def test_the_bill_after_an_abort(play: Play) -> None:
    """`fetch_generation()` asks for the note of a cancelled stream, and waits while it is not there yet."""
    gate = Gate()
    play.server.answer(Hold(FIVE, gate, after_events=3))
    noted = {"data": {"id": "gen-x", "total_cost": 0.25, "cancelled": True, "native_tokens_completion": 3}}
    play.server.answer(Status(404), Body(json.dumps(noted).encode()), path="/generation")

    async def body(client: Any) -> tuple[Any, Any]:
        stream = client.stream("hi")
        with pytest.raises(errors.StreamCancelledError):
            async for _ in stream:
                stream.cancel()
        return stream, await stream.fetch_generation()

    stream, generation = play(body, api_key="sk-or-v1-abcdefghijkl")
    asked = play.server.requests[-1]

    assert (0.25, True, 3) == (generation.total_cost, generation.cancelled, generation.native_tokens_completion)
    assert 3 == len(play.server.requests)
    assert ("GET", {"id": stream.generation_id}) == (asked.method, asked.query)
    assert "Bearer sk-or-v1-abcdefghijkl" == asked.headers.get("authorization")


def test_the_bill_of_nothing(play: Play) -> None:
    """Before an answer has begun there is nothing to ask for, and a stream from memory has nobody to ask."""

    async def body(client: Any) -> None:
        with pytest.raises(errors.ConfigurationError, match="not begun"):
            await client.stream("hi").fetch_generation()

    play(body)
    with pytest.raises(errors.ConfigurationError, match="no service"):
        mock_stream("x").fetch_generation()


def test_facts_of_the_response_are_on_stream_and_error(play: Play) -> None:
    """Status, headers, request id, generation id and CF-RAY can be read on both; cookies cannot."""
    headers = {"CF-RAY": "ray-1", "X-Request-Id": "req-1", "Set-Cookie": "a=b"}
    play.server.answer(Status(404, headers=headers))

    async def body(client: Any) -> tuple[Any, Any]:
        stream = client.stream("hi")
        with pytest.raises(errors.NotFoundError) as caught:
            await read(stream)
        return stream, caught.value

    for told in play(body):
        assert ("ray-1", "req-1") == (told.cf_ray, told.request_id)
        assert "ray-1" == told.headers["cf-ray"]
        assert "set-cookie" not in told.headers
        assert 404 == told.http_status


def test_the_door_is_also_the_stream(play: Play) -> None:
    """A stream that fails tells the headers of its last attempt."""
    play.server.answer(Chunks([{"id": "gen-1", "choices": [{"delta": {"content": "x"}}]}], done=False))

    async def body(client: Any) -> Any:
        with pytest.raises(errors.StreamTruncatedError) as caught:
            await read(client.stream("hi"))
        return caught.value

    error = play(body)

    assert "text/event-stream" == error.headers["content-type"].partition(";")[0]
    assert "gen-1" == error.generation_id


def test_clients_refuse_what_is_no_hook() -> None:
    """A mistake in `hooks=` shows when the client is made."""
    for cls in (OpenRouter, AsyncOpenRouter):
        with pytest.raises(errors.ConfigurationError, match="hooks"):
            cls(hooks=print)  # type: ignore[arg-type]


def test_a_dead_scenario_is_not_resumed_without_text(play: Play) -> None:
    """`resume=True` changes nothing where no text had come."""

    async def body(client: Any) -> None:
        with pytest.raises(errors.OpenRouterError):
            await read(client.stream("hi", resume=True))

    play(body, base_url=play.server.scenario_url("rst_before_headers"), retry=Retry())

    assert 1 == len(play.server.requests)
