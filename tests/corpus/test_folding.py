"""The accumulator adds up what the oracle, written a second time and shared by nothing, adds up."""

from __future__ import annotations

import copy
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openrouter import Accumulator
from openrouter.sse import SSEDecoder
from tests import made_up_streams, oracle
from tests.corpus.recordings import chunks_of, events_of, needs_corpus, payloads_of, streams

Json = dict[str, Any]

def folded(chunks: list[Json]) -> Json:
    """What the library adds up."""
    accumulator = Accumulator()
    for chunk in chunks:
        accumulator.add(chunk)
    return oracle.normal(accumulator.response().to_dict())


@needs_corpus
def test_every_recording_adds_up() -> None:
    """Of every recorded stream the accumulator makes what the oracle makes."""
    assert streams()
    for name in streams():
        chunks = chunks_of(name)

        assert oracle.fold(chunks) == folded(chunks), name


@needs_corpus
def test_server_sent_events_are_taken_as_they_are() -> None:
    """The accumulator takes events of the decoder, `[DONE]` and comments in events included, and makes the same of them."""
    for name, recording in streams().items():
        accumulator = Accumulator()
        for event in events_of(recording.data):
            accumulator.add(event)

        assert folded(chunks_of(name)) == oracle.normal(accumulator.response().to_dict()), name


def check(chunks: list[Json]) -> None:
    received = copy.deepcopy(chunks)

    assert oracle.fold(chunks) == folded(chunks)
    assert received == chunks, "the accumulator changed what it was given"


@settings(max_examples=300, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made_up_streams.chunk_lists())
def test_made_up_streams_add_up(chunks: list[Json]) -> None:
    """Of any made-up stream the accumulator makes what the oracle makes, and leaves the chunks as they are."""
    check(chunks)


@pytest.mark.prove
@settings(max_examples=4_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made_up_streams.chunk_lists())
def test_very_many_made_up_streams_add_up(chunks: list[Json]) -> None:
    """The same for so many streams that seldom meetings of rules are among them."""
    check(chunks)


@settings(max_examples=150, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made_up_streams.chunk_lists(), st.sets(st.integers(0, 8), max_size=3), st.integers())
def test_bytes_cut_anywhere_add_up(chunks: list[Json], comments: set[int], seed: int) -> None:
    """Written as server-sent events with comments between them, and cut anywhere, a made-up stream adds up to the same."""
    comments = {number for number in comments if number <= len(chunks)}
    decoder, accumulator = SSEDecoder(), Accumulator()
    events = []
    for piece in cut(made_up_streams.as_sse(chunks, comments=comments), Random(seed)):
        events += decoder.feed(piece)
    for event in events:
        accumulator.add(event)

    assert (chunks, True) == payloads_of(events)
    assert len(comments) == decoder.comment_count
    assert oracle.fold(chunks) == oracle.normal(accumulator.response().to_dict())


def cut(data: bytes, random: Random) -> list[bytes]:
    """The bytes in pieces of 1 to 100."""
    places = [0]
    while places[-1] < len(data):
        places.append(places[-1] + random.randint(1, 100))
    return [data[start:stop] for start, stop in pairwise(places)]


@settings(max_examples=100, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made_up_streams.chunk_lists())
def test_a_response_may_be_asked_for_at_any_time(chunks: list[Json]) -> None:
    """The response after each chunk is that of the chunks so far, and asking for it changes nothing that follows."""
    accumulator = Accumulator()
    for number, chunk in enumerate(chunks, start=1):
        accumulator.add(chunk)

        assert oracle.fold(chunks[:number]) == oracle.normal(accumulator.response().to_dict())


def call(index: int | None = None, id_: str | None = None, name: str | None = None, arguments: Any = None) -> Json:
    """A chunk with one fragment of a tool call."""
    fragment = oracle.said({"index": index, "id": id_, "function": oracle.said({"name": name, "arguments": arguments})})
    return {"choices": [{"index": 0, "delta": {"tool_calls": [fragment]}}]}


@pytest.mark.parametrize(
    ("chunks", "expected"),
    [
        pytest.param(
            [call(0, None, "f", "{}"), call(0, "b", "g", "{}")],
            [("call_0", "f", "{}"), ("b", "g", "{}")],
            id="a head with an id after a whole call without one",
        ),
        pytest.param(
            [call(0, None, "f", '{"a":'), call(0, "b", "f", "1}")],
            [("b", "f", '{"a":1}')],
            id="a late id, the arguments not being whole",
        ),
        pytest.param([call(0, "a", "f", {}), call(0, "a")], [("a", "f", "{}")], id="an empty object of a proxy"),
        pytest.param([call(0, "a", "f", {"x": "ü"})], [("a", "f", '{"x":"ü"}')], id="an object of a proxy"),
        pytest.param(
            [call(None, None, "f", "{}"), call(None, None, "g", "{}")],
            [("call_0", "f", "{}"), ("call_1", "g", "{}")],
            id="heads with neither index nor id",
        ),
        pytest.param(
            [call(0), call(1, "a", "f", ""), call(0, "a"), call(None, "a", None, "{}")],
            [("a", None, ""), ("call_1", "f", "{}")],
            id="the last opened of two calls with one id",
        ),
    ],
)
def test_calls_that_share_an_index(chunks: list[Json], expected: list[tuple[str, str, str]]) -> None:
    """Which fragments are one call, in cases that were wrong once; the oracle says the same."""
    found = [
        [(one["id"], one["function"].get("name"), one["function"]["arguments"]) for one in message["tool_calls"]]
        for message in (fold(chunks)["choices"][0]["message"] for fold in (oracle.fold, folded))
    ]

    assert [expected, expected] == found
