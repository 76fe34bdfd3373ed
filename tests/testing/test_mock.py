"""Streams from memory: the same objects with the same outcomes, and no server."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import threading
from typing import Any

import pytest
from attrs import fields

from openrouter.errors import OpenRouterError, StreamCancelledError, StreamInterruptedError, StreamTruncatedError
from openrouter.testing import (
    Call,
    Cut,
    FakeOpenRouter,
    Gate,
    Head,
    Hold,
    Pause,
    Piece,
    Scenario,
    Script,
    Status,
    Text,
    ToolCalls,
    mock_async_stream,
    mock_stream,
)
from openrouter.testing.mock import TextOptions
from tests.conftest import Outcome
from tests.testing.test_scenarios import EXPECTED, options


def read(stream: Any) -> Outcome:
    """Reads a stream to its end, whatever that is."""
    error = None
    chunks: list[Any] = []
    try:
        chunks.extend(stream)
    except OpenRouterError as raised:
        error = raised
    return Outcome(chunks, error, stream)


def read_async(answer: Any) -> Outcome:
    """The same for the asynchronous stream of an answer."""

    async def consume() -> Outcome:
        stream = mock_async_stream(answer)
        chunks: list[Any] = []
        try:
            async for chunk in stream:
                chunks.append(chunk)
        except OpenRouterError as error:
            return Outcome(chunks, error, stream)
        return Outcome(chunks, None, stream)

    return asyncio.run(consume())


def test_a_text_becomes_a_stream() -> None:
    """A str and the options of Text; the stream has all that a stream has."""
    with mock_stream("Hello big world", reasoning="Let me see", model="acme/one") as stream:
        text = list(stream.text_stream)

    assert text == ["Hello", " big", " world"]
    assert (stream.status, stream.finish_reason, stream.reasoning, stream.model) == (
        "completed",
        "stop",
        "Let me see",
        "acme/one",
    )
    assert stream.usage is not None
    assert stream.stats.done_seen


def test_an_answer_becomes_a_stream() -> None:
    """Any answer of the server will do; its own options are in it already."""
    stream = mock_stream(ToolCalls([Call("now", {"zone": "UTC"})]))

    assert stream.get_final_response().tool_calls[0].function.name == "now"
    with pytest.raises(TypeError, match="reasoning"):
        mock_stream(Text("x"), reasoning="y")


@pytest.mark.parametrize(
    ("answer", "error", "text"),
    [
        (Cut(Text("one two"), after_events=1, how="rst"), StreamInterruptedError, "one"),
        (Cut(Text("one two"), after_events=1, how="fin"), StreamInterruptedError, "one"),
        (Cut(Text("one two"), after_events=1, how="clean"), StreamTruncatedError, "one"),
        (Status(429), OpenRouterError, ""),
        (Script([]), OpenRouterError, ""),
        (Script([Head(framing="length", length=9), Piece(b"data: 1")]), OpenRouterError, ""),
    ],
    ids=repr,
)
def test_a_fault_is_the_error_it_would_be(answer: Any, error: type[Exception], text: str, monkeypatch: Any) -> None:
    """Cuts, statuses and bodies without an end: both streams raise, and keep what was delivered."""
    monkeypatch.setattr("openrouter.testing.playback._FOR_EVER", 0.01)
    outcomes = [read(mock_stream(answer)), read_async(answer)]

    assert [outcome.text for outcome in outcomes] == [text, text]
    assert all(isinstance(outcome.error, error) for outcome in outcomes)


# Brotli is for those who can read it, the headers are those of an HTTP library, and so are its limits and what it says of half a head.
DIFFERENT = {"happy_br", "echo", "huge_header_line", "many_headers", "early_hints", "fin_mid_headers"}


@pytest.mark.parametrize("name", sorted(set(EXPECTED) - DIFFERENT))
def test_a_scenario_is_the_same_in_memory_and_over_a_connection(name: str, front: Any) -> None:
    """Outcome, text and kind of error do not depend on whether there is a server."""
    scenario = Scenario(name, **options(name))
    with FakeOpenRouter(default=scenario) as server:
        real = front.stream(server.url, client={"retry": 1})

    mocked = read(mock_stream(scenario)) if front.name == "sync" else read_async(scenario)

    assert (real.text, real.stream.status, type(real.error)) == (mocked.text, mocked.stream.status, type(mocked.error))


def test_a_gate_holds_a_mock_too() -> None:
    """The stream goes on when the gate opens, and a test sees that it has been reached."""
    gate = Gate()
    stream = mock_stream(Hold(Text("one two"), gate, after_events=1))
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.extend(stream.text_stream))
    reader.start()
    assert gate.wait_reached()
    assert got == ["one"]

    gate.open()

    reader.join(10)
    assert got == ["one", " two"]


def test_a_mock_can_be_cancelled() -> None:
    """A pause ends, and what was delivered stays."""
    stream = mock_stream(Script([Head(), Pause(60.0)]))
    stream.cancel_after(0.01)

    outcome = read(stream)

    assert (outcome.stream.status, type(outcome.error).__name__) == ("cancelled", "StreamCancelledError")


@pytest.mark.parametrize("front", ["sync", "aio"])
def test_a_mock_can_be_cancelled_after_seconds_while_it_waits(front: str) -> None:
    """`cancel_after` counts in a wait that is under way, as it does for a stream from a server."""
    gate = Gate()
    answer = Hold(Text("Hello", pieces=1), gate, after=0)
    stream: Any = mock_stream(answer) if front == "sync" else mock_async_stream(answer)

    def cancel() -> None:
        assert gate.wait_reached()
        stream.cancel_after(60)
        stream.cancel_after(0.01)

    async def consume() -> None:
        await stream.get_final_text()

    thread = threading.Thread(target=cancel)
    thread.start()
    with pytest.raises(StreamCancelledError):
        stream.get_final_text() if front == "sync" else asyncio.run(consume())
    thread.join()


def test_an_asynchronous_mock_can_be_cancelled() -> None:
    """The same, from the loop."""

    async def scene() -> str:
        stream = mock_async_stream(Scenario("stall"))
        try:
            async for _ in stream:
                stream.cancel()
        except OpenRouterError as error:
            return f"{stream.status} {type(error).__name__} {stream.text}"
        return "no error"

    assert asyncio.run(scene()) == "cancelled StreamCancelledError Hel"


def test_a_gate_that_nobody_opens_is_a_mistake_in_memory() -> None:
    """A wait is bounded, and its end is an error of the test."""
    stream = mock_stream(Hold(Text("one two"), Gate(), after_events=1, seconds=0.01))

    with pytest.raises(TimeoutError, match="gate"):
        list(stream)


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    """The package loads no module of its own; the server loads no HTTP library, a blocking mock no aiohttp."""
    code = "import sys, openrouter.testing as t{}; print(*(n for n in sys.modules if n.split('.')[0] in "
    code += "{{'requests', 'aiohttp', 'attr', 'ssl', 'cattrs'}} or n.startswith('openrouter.')))"
    lazy, server, mock = (
        subprocess.run([sys.executable, "-c", code.format(use)], capture_output=True, text=True, check=True).stdout
        for use in ("", "; t.FakeOpenRouter, t.Scenario", "; t.mock_stream('x')")
    )

    assert sorted(lazy.split()) == ["openrouter.alone", "openrouter.testing"]
    assert re.search(r"requests|aiohttp|ssl|cattrs|openrouter\.core", server) is None
    assert re.search(r"aiohttp|cattrs", mock) is None


def test_options_of_a_text_are_typed() -> None:
    """What type checkers know of the options is all that `Text` takes by name."""
    assert {each.name: each.type for each in fields(Text) if each.kw_only} == {
        name: hint.__forward_arg__ for name, hint in TextOptions.__annotations__.items()
    }
