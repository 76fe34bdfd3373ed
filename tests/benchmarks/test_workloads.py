"""What the benchmark sends: valid streams, the same bytes each time, in several shapes."""

from __future__ import annotations

import json

import pytest

from benchmarks.workloads import DONE, LENGTH, STAMP, WORKLOADS, events, text_of, workload
from openrouter import Accumulator
from openrouter.models import ChatChunk
from openrouter.sse import SSEDecoder


@pytest.mark.parametrize("name", [*WORKLOADS, "stamped"])
def test_a_workload_is_a_whole_answer(name: str) -> None:
    """Every payload is a chunk of the schemas in which no field is unknown to OpenRouter's, and the answer ends."""
    payloads = workload(name).payloads()
    accumulator = Accumulator()
    for payload in payloads:
        accumulator.add(ChatChunk.from_json(payload))

    assert LENGTH + 3 == len(payloads)
    assert accumulator.finish_reason in {"stop", "tool_calls"}
    assert accumulator.usage is not None
    assert 0 == accumulator.tolerated
    assert text_of(payloads) == accumulator.text


def test_a_workload_is_the_same_each_time() -> None:
    """Runs of different days measure the same bytes."""
    assert [workload(name) for name in WORKLOADS] == [workload(name) for name in WORKLOADS]


def test_the_mix_has_several_orders_of_keys() -> None:
    """No decoder is fast in the mix because it knows one layout."""
    chunks = [json.loads(payload) for payload in workload("mix").middle]

    assert 5 <= len({tuple(chunk) for chunk in chunks})
    assert 4 <= len({tuple(chunk["choices"][0]) for chunk in chunks})
    assert 6 <= len({tuple(chunk["choices"][0]["delta"]) for chunk in chunks})


def test_the_calls_of_tools_have_whole_arguments() -> None:
    """The pieces of each call are one JSON object."""
    accumulator = Accumulator()
    for payload in workload("tools").payloads():
        accumulator.add(ChatChunk.from_json(payload))
    calls = accumulator.response().choices[0].message.tool_calls

    assert LENGTH // 100 == len(calls)
    assert all(set(json.loads(call.function.arguments)) == {"query"} for call in calls)


def test_a_stream_is_cut_short_or_repeated() -> None:
    """A stream of any length has its first chunk and its last ones."""
    made = workload("content")

    assert [*made.opening, *made.middle[:12], *made.closing] == made.payloads(12)
    assert 4_500 + 3 == len(made.payloads(4_500))


def test_events_are_what_a_decoder_gives_back() -> None:
    """Each payload is an event, and there are comments between them."""
    payloads = workload("mix").payloads()
    decoder = SSEDecoder()
    received = decoder.feed(b"".join([*events(payloads), DONE]))

    assert [*(payload.decode() for payload in payloads), "[DONE]"] == [event.data for event in received]
    assert 5 == decoder.comment_count


def test_a_stamp_has_the_digits_of_the_clock() -> None:
    """The time in nanoseconds takes the place of the stamp without changing the length of the chunk."""
    assert STAMP in workload("stamped").middle[0].decode()
    assert 19 == len(STAMP)
