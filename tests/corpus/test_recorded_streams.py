"""Every recorded stream, over a real socket and in both fronts, is what its bytes add up to in memory."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from attrs import field, frozen

from openrouter import Accumulator, AsyncOpenRouter, OpenRouter, errors
from openrouter.models import ChatResponse
from openrouter.testing import Action, FakeOpenRouter, ReceivedRequest, Replay
from tests import oracle
from tests.corpus.recordings import Recording, events_of, needs_corpus, payloads_of, streams

pytestmark = needs_corpus

AT_ONCE = 16
"""Streams that the asyncio front reads side by side."""

FAILED: Mapping[str, type[errors.OpenRouterError]] = {
    "or.pydai.test-openrouter-test-openrouter-stream-error.0": errors.StreamBadRequestError,
    "or.reqllm.meta-llama-llama-3-3-70b-instruct-free-object-streaming.0": errors.StreamProviderError,
}
"""The recordings in which the service reports an error, and what is raised."""

TRUNCATED = {
    "gpustack-api-base.rubyllm.vcr-cassettes-chat-with-extended-thinking-gpustack-qwen3-streams-thinking-content-when-ava.0"
}
"""The recordings that end with neither `[DONE]` nor a finish reason."""


@frozen
class Seen:
    """What a caller is left with."""

    status: str
    error: type[BaseException] | None
    text: str
    response: ChatResponse = field(repr=False)
    partial: ChatResponse | None = field(repr=False)


@cache
def in_memory() -> dict[str, Seen]:
    """What every recording adds up to, fed byte by byte; how it ended is the oracle's word."""
    return {name: added_up(recording) for name, recording in streams().items()}


def added_up(recording: Recording) -> Seen:
    accumulator = Accumulator()
    events = events_of(recording.data, piece=1)
    chunks, done = payloads_of(events)
    for event in events:
        accumulator.add(event)
    response = accumulator.response()
    if oracle.error_of(chunks) is not None:
        return Seen("failed", FAILED[recording.name], accumulator.text, response, response)
    if oracle.complete(chunks, done):
        return Seen("completed", None, accumulator.text, response, None)
    return Seen("truncated", errors.StreamTruncatedError, accumulator.text, response, response)


@frozen
class Shelf:
    """Serves the recording that the request names as its model, in the pieces that it names as its user."""

    framing: Any = "chunked"

    def actions(self, request: ReceivedRequest) -> Iterator[Action]:
        recording = streams()[request.parameter("model")]
        sizes: Any = {"whole": None, "bytes": "bytes", "recorded": recording.facts["chunk_sizes"]}
        piece_sizes = sizes[request.parameter("user")]
        return Replay(recording.data, piece_sizes=piece_sizes, framing=self.framing).actions(request)


def names_for(pieces: str) -> list[str]:
    """The recordings that are served in such pieces."""
    if pieces == "recorded":
        return [name for name, recording in streams().items() if recording.facts["chunk_sizes"] is not None]
    if pieces == "bytes":
        return [name for name, recording in streams().items() if len(recording.data) < 4096]
    return list(streams())


def read_all(url: str, names: Iterable[str], pieces: str) -> dict[str, Seen]:
    """Each stream in turn, on one client."""
    found = {}
    with OpenRouter(base_url=url, retry=None) as client:
        for name in names:
            stream = client.stream("hi", model=name, user=pieces)
            text, error = "", None
            try:
                for chunk in stream:
                    text += chunk.text
            except errors.OpenRouterError as raised:
                error = raised
            found[name] = seen(stream, text, error)
    return found


def read_all_at_once(url: str, names: Iterable[str], pieces: str) -> dict[str, Seen]:
    """The streams side by side, on one client."""
    found = {}

    async def read(client: AsyncOpenRouter, gate: asyncio.Semaphore, name: str) -> None:
        async with gate:
            stream = client.stream("hi", model=name, user=pieces)
            text, error = "", None
            try:
                async for chunk in stream:
                    text += chunk.text
            except errors.OpenRouterError as raised:
                error = raised
            found[name] = seen(stream, text, error)

    async def run() -> None:
        gate = asyncio.Semaphore(AT_ONCE)
        async with AsyncOpenRouter(base_url=url, retry=None) as client:
            await asyncio.gather(*[read(client, gate, name) for name in names])

    asyncio.run(run())
    return found


def seen(stream: Any, text: str, error: errors.OpenRouterError | None) -> Seen:
    partial = None if error is None else error.partial
    return Seen(stream.status, None if error is None else type(error), text, stream.response, partial)


READERS = {"sync": read_all, "aio": read_all_at_once}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("pieces", ["whole", "recorded", "bytes"])
def test_a_recording_is_over_a_socket_what_it_is_in_memory(reader: str, pieces: str) -> None:
    """Outcome, error class, text delivered and response are those of the bytes, in whatever pieces the body comes."""
    names = names_for(pieces)
    with FakeOpenRouter(default=Shelf()) as server:
        found = READERS[reader](server.url, names, pieces)
        connections = server.connections

    assert len(names) >= {"whole": 400, "recorded": 150, "bytes": 100}[pieces]
    assert {} == {name: (in_memory()[name], found[name]) for name in names if in_memory()[name] != found[name]}
    assert connections <= (1 + len(FAILED) if reader == "sync" else AT_ONCE + len(FAILED))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("framing", ["close", "length"])
def test_the_framing_of_the_body_makes_no_difference(reader: str, framing: str) -> None:
    """A body that ends with its connection, or has a length, is read like a chunked one."""
    names = [*FAILED, *TRUNCATED, *list(streams())[::10]]
    with FakeOpenRouter(default=Shelf(framing)) as server:
        found = READERS[reader](server.url, names, "whole")

    assert {name: in_memory()[name] for name in names} == found


def test_how_the_recordings_end() -> None:
    """All but the known three are complete; an error or a missing end is never taken for a whole answer."""
    outcomes = {name: seen.status for name, seen in in_memory().items()}
    expected = {"completed": len(streams()) - len(FAILED) - len(TRUNCATED), "failed": len(FAILED), "truncated": 1}

    assert expected == Counter(outcomes.values())
    assert TRUNCATED == {name for name, status in outcomes.items() if status == "truncated"}


def test_nobody_but_the_service_wrote_the_text() -> None:
    """The text is the joined `content` strings of choice 0, character by character."""
    for name, seen in in_memory().items():
        chunks, _ = payloads_of(events_of(streams()[name].data))
        deltas = [
            choice.get("delta") or {}
            for chunk in chunks
            for choice in chunk.get("choices") or []
            if not choice.get("index")
        ]
        contents = [delta.get("content") or "" for delta in deltas]
        pieces = [content if isinstance(content, str) else texts_in(content) for content in contents]

        assert "".join(pieces) == seen.text, name


def texts_in(parts: list[dict[str, Any]]) -> str:
    """The text of Mistral's text parts; what its thinking parts hold is reasoning."""
    return "".join(part["text"] for part in parts if part["type"] == "text")
