"""The pieces of an answer in other shapes, over a real connection, in both fronts."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable
from typing import Any

import pytest
import trustme
from attrs import evolve

from openrouter import Hooks, Retry, errors
from openrouter.errors import ConfigurationError
from openrouter.testing import (
    Call,
    Chunks,
    Cut,
    FakeOpenRouter,
    Gate,
    Head,
    Hold,
    Piece,
    Scenario,
    Script,
    Text,
    ToolCalls,
    mock_async_stream,
    mock_stream,
)
from tests.fronts.uniform import Play, ToldStream, play

__all__ = ["play"]

STORY = "Once.\nThere was a robot. It spoke: “Hello, wörld!”\nThe end"
ANSWER = Text(STORY, pieces=4, reasoning="Think first. Then write.", comments=1)
SHAPES: dict[str, Callable[[Any], Any]] = {
    "buffered": lambda view: view.buffered(chars=10),
    "buffered in time": lambda view: view.buffered(chars=1000, seconds=0.01),
    "lines": lambda view: view.lines(),
    "sentences": lambda view: view.sentences(),
    "smooth": lambda view: view.smooth(0.05),
}
WAYS: dict[str, Callable[[Any], Any]] = {
    "text_stream": lambda stream: stream.text_stream,
    "reasoning_stream": lambda stream: stream.reasoning_stream,
    "events()": lambda stream: stream.events(),
}


async def all_of(iterator: Any) -> list[Any]:
    """All that an iterator gives."""
    return [item async for item in iterator]


async def until_error(iterator: Any) -> tuple[list[Any], errors.OpenRouterError | None]:
    """All that an iterator gives, and the error that ends it."""
    found: list[Any] = []
    try:
        async for item in iterator:
            found.append(item)
    except errors.OpenRouterError as error:
        return found, error
    return found, None


def text_of(items: list[Any]) -> str:
    """The text of pieces, or of the events of text."""
    return "".join(
        item if isinstance(item, str) else item.text
        for item in items
        if isinstance(item, str) or item.type == "content.delta"
    )


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("way", WAYS)
def test_pieces_joined_are_the_answer(play: Play, way: str, shape: str) -> None:
    """In every shape of every way to read: nothing is lost, doubled or empty."""
    play.server.answer(ANSWER)

    async def body(client: Any) -> Any:
        stream = client.stream("hi")
        return stream, await all_of(SHAPES[shape](WAYS[way](stream)))

    stream, items = play(body)

    assert (stream.reasoning if way == "reasoning_stream" else STORY) == text_of(items)
    assert "" not in items
    assert ("completed", STORY) == (stream.status, stream.text)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("way", ["text_stream", "events()"])
def test_what_is_held_is_given_before_an_error(play: Play, way: str, shape: str) -> None:
    """The pieces are all that the partial has, and then the error is raised."""
    play.server.answer(Cut(ANSWER, after_events=18))

    async def body(client: Any) -> Any:
        return await until_error(SHAPES[shape](WAYS[way](client.stream("hi"))))

    items, error = play(body)

    assert isinstance(error, errors.StreamInterruptedError)
    assert error.partial is not None
    assert "" != text_of(items) == error.partial.text


def test_lines_and_sentences(play: Play) -> None:
    """With their ends and blanks."""
    play.server.answer(*[ANSWER] * 2)

    async def body(client: Any) -> Any:
        return await all_of(client.stream("hi").text_stream.lines()), await all_of(
            client.stream("hi").text_stream.sentences()
        )

    lines, sentences = play(body)

    assert STORY.splitlines(keepends=True) == lines
    assert ["Once.\n", "There was a robot. ", "It spoke: “Hello, wörld!”\n", "The end"] == sentences


def test_events_keep_their_order(play: Play) -> None:
    """Text is joined with text of its kind only, and what comes between two pieces stays between them."""
    pieces: list[dict[str, Any]] = [
        {"reasoning": "a"}, {"reasoning": "b"}, {"content": "c"}, {"content": "d"}, {"annotations": [{"type": "file"}]}, {"content": "e"},
        {"tool_calls": [{"index": 0, "id": "1", "function": {"name": "f", "arguments": "{}"}}]}, {"refusal": "g"}, {"content": "h"},
    ]  # fmt: skip
    chunks = [{"id": "gen-1", "choices": [{"delta": delta}]} for delta in pieces]
    chunks[2]["usage"] = {"prompt_tokens": 1}
    play.server.answer(Chunks([*chunks, {"choices": [{"delta": {}, "finish_reason": "stop"}]}]))

    async def body(client: Any) -> Any:
        return await all_of(client.stream("hi").events().buffered(chars=100))

    assert [
        ("reasoning.delta", "ab"),
        ("usage", ""),
        ("content.delta", "cd"),
        ("annotation", ""),
        ("content.delta", "e"),
        ("tool_call.delta", ""),
        ("refusal.delta", "g"),
        ("content.delta", "h"),
        ("tool_call.done", ""),
        ("finish", ""),
    ] == [(event.type, getattr(event, "text", "")) for event in play(body)]


def test_the_text_of_two_choices_is_shaped_apart(play: Play) -> None:
    """Each choice has lines of its own."""
    deltas = [(0, "a"), (1, "x"), (0, "b\nc"), (1, "y\nz")]
    chunks = [{"choices": [{"index": index, "delta": {"content": text}}]} for index, text in deltas]
    ends = [{"choices": [{"index": index, "delta": {}, "finish_reason": "stop"}]} for index in (0, 1)]
    play.server.answer(Chunks([*chunks, *ends]))

    async def body(client: Any) -> Any:
        return await all_of(client.stream("hi").events().lines())

    assert [(0, "ab\n"), (1, "xy\n"), (0, "c"), (1, "z")] == [
        (event.choice, event.text) for event in play(body) if event.type == "content.delta"
    ]


async def first_while_the_server_holds(view: Any, gate: Gate) -> tuple[str, str]:
    """The first piece, which is there before the server goes on, and the others."""
    iterator = view.__aiter__()
    first = await iterator.__anext__()
    was_open = gate.is_open
    gate.open()
    assert not was_open
    return first, "".join([item async for item in iterator])


HELD: dict[str, Callable[[Any], Any]] = {
    "buffered": lambda stream: stream.text_stream.buffered(seconds=0.02),
    "smooth": lambda stream: stream.text_stream.smooth(0.05),
}


@pytest.mark.parametrize("shape", HELD)
@pytest.mark.parametrize("framing", ["chunked", "close"])
def test_time_passes_while_nothing_comes(play: Play, framing: Any, shape: str) -> None:
    """What is held is given out at its time though the server is silent: the wait for it is cut short, and goes on."""
    gate = Gate()
    data = b"".join(b'data: {"choices":[{"delta":{"content":"%s"}}]}\n\n' % text for text in (b"ab", b"cd"))
    script = Script(
        [Head(200, {"Content-Type": "text/event-stream"}, framing), Piece(data), Piece(b"data: [DONE]\n\n")]
    )
    play.server.answer(Hold(script, gate, after=len(data) // 2))

    async def body(client: Any) -> Any:
        return await first_while_the_server_holds(HELD[shape](client.stream("hi")), gate)

    first, others = play(body)

    assert first
    assert "abcd" == first + others


def test_time_passes_over_tls() -> None:
    """Decrypted bytes that wait inside the TLS object count as there, and a silent server does not."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    with FakeOpenRouter(tls=context) as server:
        for name in ("sync", "aio"):
            gate = Gate()
            server.answer(Hold(Text("abcd", pieces=2), gate, after_events=1))

            async def body(client: Any, gate: Gate = gate) -> Any:
                view = client.stream("hi").text_stream.buffered(seconds=0.02)
                return await first_while_the_server_holds(view, gate)

            assert "abcd" == "".join(Play(name, server)(body, verify=trusting))


def test_time_passes_in_memory() -> None:
    """Mock streams wake their readers too, and lose nothing of what they were waiting for."""
    import asyncio

    async def body(stream: Any, gate: Gate) -> tuple[str, str]:
        return await first_while_the_server_holds(stream.text_stream.buffered(seconds=0.02), gate)

    for _ in range(2):
        gate = Gate()
        answer = Hold(Text("abcd", pieces=2), gate, after_events=1)
        first, rest = Play("sync", None).run(body(ToldStream(mock_stream(answer)), gate))  # type: ignore[arg-type]
        gate = Gate()
        assert ("ab", "cd") == (first, rest) == asyncio.run(body(mock_async_stream(evolve(answer, gate=gate)), gate))


@pytest.mark.parametrize("options", [{}, {"chars": 0}, {"seconds": -1}])
def test_options_are_checked_at_the_call(play: Play, options: dict[str, Any]) -> None:
    """Before anything is read or sent."""

    async def body(client: Any) -> Any:
        stream = client.stream("hi")
        with pytest.raises(ConfigurationError):
            stream.text_stream.buffered(**options)
        with pytest.raises(ConfigurationError):
            stream.events().smooth(0)
        return stream.status

    assert "pending" == play(body)


def test_a_pause_before_a_continuation_gives_out_what_is_held(play: Play) -> None:
    """When the answer breaks off and will be continued, nothing comes for a while: what is held for its time does not wait that long."""
    seen: list[str] = []
    play.server.answer(Cut(Text("abcdefgh", pieces=2), after_events=3, how="rst"), Text("gh", pieces=2))

    async def body(client: Any) -> Any:
        stream = client.stream("hi", resume=True)
        async for piece in stream.text_stream.buffered(chars=1000, seconds=600):
            seen.append(f"{piece} {stream.stats.resumed} {stream.stats.sends}")
        return stream

    stream = play(body, retry=Retry(attempts=2, max_wait=1))

    assert stream.text == "abcdefgh"
    assert 2 == len(seen)
    assert seen[0].endswith(" 1 1")


def test_a_look_at_a_continuation_finds_a_whole_connection(play: Play) -> None:
    """That the connection before broke by a chunk without a size is forgotten: what is held is given out, and the answer goes on."""
    gate = Gate()
    play.server.answer(Scenario("bad_chunk_size"), Hold(Text("abcdefgh", pieces=2), gate, after_events=4))

    async def body(client: Any) -> Any:
        stream = client.stream("hi", resume=True)
        async for _ in stream.text_stream.buffered(chars=1000, seconds=0.01):
            if stream.stats.sends == 2:
                gate.open()  # only a look while the server waits brings this piece
        return stream

    stream = play(body, retry=Retry(attempts=2, max_wait=1))

    assert ("completed", 2) == (stream.status, stream.stats.sends)
    assert stream.text.endswith("abcdefgh")


def test_cancelling_gives_out_what_was_delivered(play: Play) -> None:
    """`cancel()` is an end like the others: the text of the partial was given, no more and no less."""
    play.server.answer(Text("abcdefgh", pieces=2))
    streams: list[Any] = []

    def cancel_late(call: Any, chunk: Any) -> None:
        if call.text == "abcdef":
            streams[0].cancel()

    async def body(client: Any) -> Any:
        streams.append(client.stream("hi"))
        return await until_error(streams[0].text_stream.lines())

    items, error = play(body, hooks=Hooks(on_chunk=cancel_late))

    assert isinstance(error, errors.StreamCancelledError)
    assert ["abcdef"] == items == [streams[0].text]


RECIPE = {
    "title": "Soup “à l’oignon”",
    "minutes": 45,
    "steps": ["Peel", "Cook", {"text": "Eat", "hot": True}],
    "note": None,
}


def test_a_value_grows(play: Play) -> None:
    """Each value holds more than the one before, the first is there early, and the last is the whole."""
    text = json.dumps(RECIPE)
    play.server.answer(Text(text, pieces=3))

    async def body(client: Any) -> Any:
        stream = client.stream("hi")
        return stream, await all_of(stream.partial())

    stream, values = play(body)

    assert RECIPE == values[-1]
    assert {} == values[0]
    assert len(values) > 5
    assert sorted(len(json.dumps(value)) for value in values) == [len(json.dumps(value)) for value in values]
    assert ("completed", text) == (stream.status, stream.text)


@pytest.mark.parametrize(
    ("answer", "expected", "last"),
    [
        (Text('{"a": [1, 2', pieces=3, finish_reason="length"), errors.OutputTruncatedError, {"a": [1]}),
        (Text('{"a": 1} and more', pieces=3), errors.OutputInvalidError, {"a": 1}),
        (Text("Here it is: {}", pieces=3), errors.OutputInvalidError, None),
        (Cut(Text('{"a": [1, 2', pieces=3), after_events=5, how="rst"), errors.StreamInterruptedError, {"a": [1]}),
        (
            Chunks([{"choices": [{"delta": {"refusal": "No."}, "finish_reason": "stop"}]}]),
            errors.OutputRefusedError,
            None,
        ),
    ],
)
def test_a_value_that_does_not_come_to_its_end(play: Play, answer: Any, expected: Any, last: Any) -> None:
    """What is known is given, and then the error is raised."""
    play.server.answer(answer)

    async def body(client: Any) -> Any:
        return await until_error(client.stream("hi").partial())

    values, error = play(body)

    assert expected is type(error)
    assert error is not None
    assert error.partial is not None
    assert last == (values[-1] if values else None)


def test_a_number_alone_is_known_at_the_end(play: Play) -> None:
    """It may go on until then; so may null, which is a value too."""
    play.server.answer(Text("12", pieces=1), Text("null", pieces=1))

    async def body(client: Any) -> Any:
        return [await all_of(client.stream("hi").partial()) for _ in range(2)]

    assert [[12], [None]] == play(body)


def test_a_value_is_parsed_in_a_pause(play: Play) -> None:
    """A text that has grown by less than a tenth is parsed when nothing comes for a moment."""
    gate, text = Gate(), json.dumps({"a": "x" * 400 + "yz"})
    play.server.answer(Hold(Text(text, pieces=[text[:-4], text[-4], text[-3:]]), gate, after_events=2))

    async def body(client: Any) -> Any:
        values = []
        async for value in client.stream("hi").partial():
            values.append(value["a"][-1:])
            if value.get("a", "").endswith("y"):
                gate.open()
        return values

    assert ["x", "y", "z"] == play(body)


def test_partial_arguments_of_a_tool_call(play: Play) -> None:
    """The fragments of a call's arguments are a text like any other."""
    from openrouter import PartialJSON

    play.server.answer(ToolCalls([Call("cook", {"title": "Soup", "steps": ["Peel"]})], pieces=8))

    async def body(client: Any) -> Any:
        growing = PartialJSON()
        return [
            growing.feed(event.arguments)
            async for event in client.stream("hi").events()
            if event.type == "tool_call.delta"
        ]

    values = [value for value in play(body) if value is not None]

    assert {"title": "Soup", "steps": ["Peel"]} == values[-1]
    assert len(values) > 2


def test_cancelling_a_reader_that_waits_to_be_woken(play: Play) -> None:
    """A wait that would end in ten minutes ends at once, from another thread, and what was held is given out."""
    play.server.answer(Hold(Text("abcd", pieces=2), Gate(), after_events=1))

    async def body(client: Any) -> Any:
        stream = client.stream("hi")

        def cancel() -> None:
            pause = threading.Event()
            while stream.text != "ab":
                pause.wait(0.01)
            stream.cancel()

        thread = threading.Thread(target=cancel)
        thread.start()
        found = await until_error(stream.text_stream.buffered(chars=1000, seconds=600))
        thread.join()
        return found

    items, error = play(body)

    assert ["ab"] == items
    assert isinstance(error, errors.StreamCancelledError)
