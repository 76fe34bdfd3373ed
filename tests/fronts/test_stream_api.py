"""The ways to read a stream: all tell the same, one at a time, and what they leave behind is the same."""

from __future__ import annotations

import json
from typing import Any

import pytest

from openrouter import errors
from openrouter.models import ChatChunk, ChatResponse
from openrouter.testing import Call, Chunks, Cut, FakeOpenRouter, Status, Text, ToolCalls
from tests.fronts.uniform import Play, play

__all__ = ["play"]

ANSWER = Text("Hello, wörld!", reasoning="Think first.", comments=2)
WAYS = ("the loop", "text_stream", "reasoning_stream", "events()", "raw_events()")


def reading(stream: Any, way: str) -> Any:
    """The iterator of a way to read."""
    if way == "the loop":
        return stream.__aiter__()
    return getattr(stream, way.removesuffix("()"))() if way.endswith("()") else getattr(stream, way)


async def read(stream: Any, way: str) -> list[Any]:
    """All that a way to read gives."""
    return [item async for item in reading(stream, way)]


async def error_of(awaitable: Any) -> errors.OpenRouterError:
    """The error that is raised."""
    with pytest.raises(errors.OpenRouterError) as caught:
        await awaitable
    return caught.value


def test_every_way_tells_the_same(play: Play) -> None:
    """The loop, the texts, the typed and the raw events are one answer, and each leaves the same response behind."""
    play.server.answer(*[ANSWER] * 5)

    async def body(client: Any) -> list[tuple[Any, list[Any]]]:
        streams = [client.stream("hi") for _ in WAYS]
        return [(stream, await read(stream, way)) for stream, way in zip(streams, WAYS, strict=True)]

    (looped, chunks), (_, texts), (_, reasons), (_, events), (_, raw) = found = play(body)
    by_type = {event.type for event in events}

    assert {ChatChunk} == {type(chunk) for chunk in chunks}
    assert "Hello, wörld!" == "".join(texts) == "".join(chunk.text for chunk in chunks) == looped.text
    assert "Think first." == "".join(reasons) == "".join(chunk.reasoning for chunk in chunks) == looped.reasoning
    assert "" not in [*texts, *reasons]
    assert "Hello, wörld!" == "".join(event.text for event in events if event.type == "content.delta")
    assert {"content.delta", "reasoning.delta", "usage", "keepalive", "finish"} == by_type
    assert [type(json.loads(event.data)) for event in raw[:-1]] == [dict] * len(chunks)
    assert "[DONE]" == raw[-1].data
    for stream, _ in found:
        assert "completed" == stream.status
        assert ("Hello, wörld!", "Think first.", "stop") == (stream.text, stream.reasoning, stream.finish_reason)
        assert ("Hello, wörld!", "stop") == (stream.response.text, stream.response.finish_reason)


def test_the_final_response_reads_the_rest(play: Play) -> None:
    """`get_final_response` and `get_final_text` give the whole, before any reading, amid it and after it."""
    play.server.answer(*[ANSWER] * 3)

    async def body(client: Any) -> list[Any]:
        first, second, third = (client.stream("hi") for _ in range(3))
        begun = second.text_stream
        await begun.__anext__()
        all_of_it = await read(third, "the loop")
        return [
            await first.get_final_response(),
            await first.get_final_text(),
            await second.get_final_text(),
            await third.get_final_response(),
            all_of_it,
        ]

    response, text, rest, last, chunks = play(body)

    assert ChatResponse is type(response)
    assert ["Hello, wörld!"] * 4 == [response.text, text, rest, last.text]
    assert chunks


def test_the_response_is_a_snapshot_at_any_time(play: Play) -> None:
    """Before, amid and after: what was delivered, sharing nothing with what follows."""
    play.server.answer(Text("abc", pieces=1))

    async def body(client: Any) -> list[tuple[str, ChatResponse]]:
        stream = client.stream("hi")
        seen = [(stream.status, stream.response)]
        async for _ in stream.text_stream:
            seen.append((stream.status, stream.response))
        return [*seen, (stream.status, stream.response)]

    seen = play(body)

    assert ["", "a", "ab", "abc", "abc"] == [response.text for _, response in seen]
    assert ("pending", "completed") == (seen[0][0], seen[-1][0])
    assert seen[-2][1].usage is None
    assert seen[-1][1].usage is not None


@pytest.mark.parametrize("second", WAYS)
@pytest.mark.parametrize("first", WAYS)
def test_two_ways_do_not_mix(play: Play, first: str, second: str) -> None:
    """After the first element another way of reading raises, and the first goes on."""
    play.server.answer(ANSWER)

    async def body(client: Any) -> tuple[Any, str]:
        stream = client.stream("hi")
        async with stream:
            await reading(stream, first).__anext__()
            message = ""
            if second != first:
                with pytest.raises(RuntimeError, match="read by") as caught:
                    await reading(stream, second).__anext__()
                message = str(caught.value)
            await stream.get_final_text()
        return stream, message

    stream, message = play(body)

    assert ("completed", "Hello, wörld!") == (stream.status, stream.text)
    assert second == first or (first in message and second in message)


def test_an_ended_stream_is_at_its_end(play: Play) -> None:
    """Reading on after a whole answer gives nothing more, whatever the number of times."""

    async def body(client: Any) -> list[int]:
        stream = client.stream("hi")
        return [len(await read(stream, "the loop")) for _ in range(3)]

    first, second, third = play(body)

    assert first > 0
    assert (0, 0) == (second, third)


@pytest.mark.parametrize(
    "answer",
    [Status(402), Cut(Text("Hello, wörld!"), after_events=2), Cut(Text("Hello, wörld!"), after_events=2, how="rst")],
    ids=["refused", "cut", "reset"],
)
def test_a_failed_stream_raises_the_same_error_again(play: Play, answer: Any) -> None:
    """A second use after a failure raises the very error of the first, in every way of asking."""
    play.server.answer(answer)

    async def body(client: Any) -> list[Exception]:
        stream = client.stream("hi")
        calls = [
            read(stream, "the loop"),
            read(stream, "the loop"),
            stream.get_final_text(),
            stream.get_final_response(),
        ]
        return [await error_of(call) for call in calls]

    found = play(body)

    assert [True] * 4 == [error is found[0] for error in found]
    assert 1 == len(play.server.requests)


def test_an_error_holds_what_was_delivered(play: Play) -> None:
    """The partial of an error is the stream's response: text, id and model are there."""
    play.server.answer(Cut(Text("abcdef", pieces=1, model="m"), after_events=3))

    async def body(client: Any) -> tuple[Any, list[str], Any]:
        stream, pieces = client.stream("hi"), []

        async def take() -> None:
            async for text in stream.text_stream:
                pieces.append(text)

        return stream, pieces, await error_of(take())

    stream, pieces, error = play(body)

    assert pieces
    assert "abcdef".startswith("".join(pieces))
    assert error.partial == stream.response
    assert ("".join(pieces), "m") == (error.partial.text, error.partial.model)
    assert stream.generation_id == error.generation_id == play.server.requests[0].generation_id


def test_an_error_inside_the_stream(play: Play) -> None:
    """It is raised as the class of its status and as a `StreamError`, after what came before it was delivered."""
    chunk = {"id": "gen-1", "choices": [{"index": 0, "delta": {"content": "Hel"}, "finish_reason": None}]}
    error = {
        "code": 429,
        "message": "slow down",
        "metadata": {"provider_name": "P", "error_type": "rate_limit_exceeded"},
    }
    failed = {**chunk, "choices": [{"index": 0, "delta": {"content": ""}, "finish_reason": "error"}], "error": error}
    play.server.answer(Chunks([chunk, failed]))

    async def body(client: Any) -> tuple[Any, list[str], Any]:
        stream, pieces = client.stream("hi"), []

        async def take() -> None:
            async for text in stream.text_stream:
                pieces.append(text)

        return stream, pieces, await error_of(take())

    stream, pieces, raised = play(body)

    assert ["Hel"] == pieces
    assert errors.StreamRateLimitError is type(raised)
    assert isinstance(raised, errors.RateLimitError)
    assert isinstance(raised, errors.StreamError)
    assert (429, 200, "slow down", "P", "rate_limit_exceeded") == (
        raised.status,
        raised.http_status,
        raised.message,
        raised.provider,
        raised.error_type,
    )
    assert ("Hel", "failed") == (raised.partial.text, stream.status)


def test_tool_calls_are_whole_at_the_end(play: Play) -> None:
    """Calls streamed in fragments are joined; their typed events end with the parsed arguments."""
    calls = ToolCalls([Call("f", {"city": "Zürich"}), Call("g")], pieces=3)
    play.server.answer(calls, calls)

    async def body(client: Any) -> tuple[Any, list[Any]]:
        stream = client.stream("hi")
        await stream.get_final_text()
        return stream, await read(client.stream("hi"), "events()")

    stream, events = play(body)
    done = [(event.name, event.parsed) for event in events if event.type == "tool_call.done"]

    assert [("f", {"city": "Zürich"}), ("g", {})] == done
    assert [("f", '{"city":"Zürich"}'), ("g", "{}")] == [
        (call.function.name, call.function.arguments) for call in stream.tool_calls
    ]
    assert stream.response.has_tool_calls
    assert "finish" == events[-1].type


def test_leaving_early_by_with(play: Play) -> None:
    """Leaving the block ends the stream, which is then closed; reading on raises, and what was delivered stays."""
    play.server.answer(Text("abc", pieces=1))

    async def body(client: Any) -> tuple[Any, Any]:
        async with client.stream("hi") as stream:
            async for _ in stream.text_stream:
                break
        status = stream.status
        for _ in range(3):
            await stream.close()
        return stream, (status, await error_of(stream.get_final_text()))

    stream, (status, error) = play(body)

    assert "closed" == status == stream.status
    assert errors.StreamCancelledError is type(error)
    assert ("a", "a") == (stream.text, error.partial.text)


def test_closing_does_not_change_an_outcome(play: Play) -> None:
    """A stream that has ended keeps its outcome when it is closed, once or often."""

    async def body(client: Any) -> list[str]:
        whole, unread = client.stream("hi"), client.stream("hi")
        await whole.get_final_text()
        for stream in [whole, unread] * 2:
            await stream.close()
        return [whole.status, unread.status]

    assert ["completed", "closed"] == play(body)
    assert 1 == len(play.server.requests)


def test_nothing_is_sent_before_the_first_step(play: Play) -> None:
    """A stream that nobody reads sends nothing; bad input raises at the call all the same."""

    async def body(client: Any) -> Any:
        stream = client.stream("hi")
        with pytest.raises(TypeError, match="extra_body"):
            client.stream("hi", temprature=1)
        with pytest.raises(errors.ConfigurationError, match="messages"):
            client.stream([])
        return stream

    stream = play(body)

    assert "pending" == stream.status
    assert [] == play.server.requests
    assert {} == stream.headers
    assert stream.response.choices in (None, [])


def test_the_door_for_code_of_openai(play: Play) -> None:
    """`chat.completions.create` is `stream()` or `complete()`, by its `stream`."""

    async def body(client: Any) -> tuple[Any, Any]:
        whole = await client.create(model="m", messages=[{"role": "user", "content": "hi"}], temperature=0)
        stream = await client.create(model="m", messages=[{"role": "user", "content": "hi"}], stream=True)
        return whole, "".join([chunk.choices[0].delta.content or "" async for chunk in stream if chunk.choices])

    whole, text = play(body)

    assert "Hello, wörld!" == whole.choices[0].message.content == text
    assert [False, True] == [request.wants_stream for request in play.server.requests]


def test_headers_of_the_answer_are_shown(play: Play) -> None:
    """The stream tells the headers that are safe to show, and the ids in them."""
    play.server.answer(
        Status(429, None, {"X-Request-Id": "r-1", "Retry-After": "7", "Set-Cookie": "a=b", "X-Generation-Id": "gen-9"})
    )

    async def body(client: Any) -> tuple[Any, Any]:
        stream = client.stream("hi")
        return stream, await error_of(stream.get_final_text())

    stream, error = play(body)

    assert ("r-1", "gen-9") == (stream.request_id, stream.generation_id) == (error.request_id, error.generation_id)
    assert "7" == stream.headers["retry-after"]
    assert "set-cookie" not in stream.headers
    assert 7 == error.retry_after


def test_a_refusal_before_content_is_tried_again(server: FakeOpenRouter, front: Any) -> None:
    """With retries a 429 whose Retry-After is 0 is sent again on its own, and the stream tells of it."""
    server.answer(Status(429, None, {"Retry-After": "0"}), Text("Hello"))
    outcome = front.stream(server.url)

    assert (None, "Hello") == (outcome.error, outcome.text)
    assert (2, 429) == (outcome.stream.stats.sends, outcome.stream.stats.attempts[0].status)
    assert 2 == len(server.requests)
    assert 1 == server.connections
