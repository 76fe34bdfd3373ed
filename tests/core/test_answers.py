"""How the body of an answer is read, and whether the answer is whole."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter import errors
from openrouter.core.answers import DRAIN_BYTES, DRAIN_SECONDS, HELD_CHUNKS
from openrouter.core.options import Limits, Retry, Timeout
from openrouter.core.receiver import KeepAlive, Received
from openrouter.core.steps import Clock, Deadline, Emit, Failure, Head
from tests.play import (
    DONE,
    END,
    OK,
    RESET,
    ROLE,
    STEADY,
    USAGE,
    After,
    Canned,
    FakeClock,
    chunks,
    complete,
    delivered,
    error_body,
    make_flow,
    names,
    piece,
    play,
    reads,
    shuts,
    sse,
)

ERROR = {"error": {"code": 400, "message": "no"}}


def ran_out(clock: Clock) -> Failure:
    """A time-out."""
    return Failure("timeout", deadline=Deadline(0.0, clock, 1.0))


# What the stream said before its end, and how it ended, to the outcome: the promise of this library.
ENDS: list[tuple[str, list[Any], Canned | str, str]] = [
    ("done, finished", [piece("a", finish="stop")], "DONE", "completed"),
    ("done, no finish", [piece("a")], "DONE", "completed"),
    ("done, one of two finished", [piece("a", index=0, finish="stop"), piece("b", index=1)], "DONE", "completed"),
    ("done, nothing else", [], "DONE", "completed"),
    ("done in a block without its end, then end", [piece("a")], "DONE-END", "completed"),
    ("done in a block without its end, then reset", [piece("a")], "DONE-RESET", "completed"),
    ("end, finished", [piece("a", finish="stop")], END, "completed"),
    ("end, finished twice", [piece("a", finish="stop"), piece("", finish="stop"), USAGE], END, "completed"),
    (
        "end, both finished",
        [piece("a", index=0, finish="stop"), piece("b", index=1, finish="length")],
        END,
        "completed",
    ),
    ("end, one of two finished", [piece("a", index=0, finish="stop"), piece("b", index=1)], END, "truncated"),
    ("end, finished before the other began", [piece("a", finish="stop"), piece(index=1, role="x")], END, "truncated"),
    ("end, not finished", [piece("a")], END, "truncated"),
    ("end, empty finish", [piece("a", finish="")], END, "truncated"),
    ("end, only a role", [ROLE], END, "truncated"),
    ("end, only usage", [USAGE], END, "truncated"),
    ("end, only a comment", [": x"], END, "truncated"),
    ("reset, finished", [piece("a", finish="stop")], RESET, "interrupted"),
    ("reset, not finished", [piece("a")], RESET, "interrupted"),
    ("reset, nothing", [ROLE], RESET, "interrupted"),
    ("grace, finished", [piece("a", finish="stop")], ran_out("grace"), "completed"),
    ("total, finished", [piece("a", finish="stop")], ran_out("total"), "completed"),
    ("total, not finished", [piece("a")], ran_out("total"), "timed_out"),
    ("idle, not finished", [piece("a")], ran_out("idle"), "timed_out"),
    ("first token", [ROLE], ran_out("first_token"), "timed_out"),
    ("cancelled, not finished", [piece("a")], Failure("cancelled"), "cancelled"),
    ("cancelled, finished", [piece("a", finish="stop")], Failure("cancelled"), "cancelled"),
    ("cancel_after", [piece("a")], ran_out("cancel"), "cancelled"),
    ("error, done", [piece("a"), ERROR], "DONE", "failed"),
    ("error after finish, done", [piece("a", finish="stop"), ERROR], "DONE", "failed"),
    ("error, end", [piece("a"), ERROR], END, "failed"),
    ("error, reset", [piece("a"), ERROR], RESET, "failed"),
    ("error, grace", [piece("a"), ERROR], ran_out("grace"), "failed"),
    ("finish error, done", [piece("a", finish="error")], "DONE", "failed"),
    ("finish error after stop", [piece("a", finish="stop"), piece(finish="error")], "DONE", "failed"),
]


def ending(end: Canned | str) -> list[Canned]:
    """The replies that end a stream in this way."""
    if end == "DONE":
        return [DONE, END]
    if end == "DONE-END":
        return [b"data: [DONE]", END]
    if end == "DONE-RESET":
        return [b"data: [DONE]\n", RESET]
    assert not isinstance(end, str)
    return [end]


@pytest.mark.parametrize(("payloads", "end", "status"), [row[1:] for row in ENDS], ids=[row[0] for row in ENDS])
@pytest.mark.parametrize("at_once", [True, False])
def test_outcomes(payloads: list[Any], end: Canned | str, status: str, at_once: bool) -> None:
    """A stream is whole when no error was seen and it said so or ended cleanly after every finish; if not, the error says why."""
    flow = make_flow()
    parts = [sse(*payloads)] if at_once else [sse(payload) for payload in payloads]
    steps = play(flow, [OK, *filter(None, parts), *ending(end)])
    error = flow.journal.error
    text = "".join(chunk.text for chunk in chunks(steps))

    assert status == flow.journal.status
    assert (status == "completed") == (error is None)
    assert 1 == len(shuts(steps))
    assert text == flow.journal.accumulator.text
    if error is not None and text:
        assert error.partial is not None
        assert text == error.partial.text
    assert flow.journal.ended


def test_a_stream_that_was_not_seen_to_be_done_says_so() -> None:
    """`done_seen` is False where only the finish reasons and the clean end make the answer whole."""
    with_done, without = make_flow(), make_flow()
    play(with_done, [OK, sse(piece("a", finish="stop")) + DONE, END])
    play(without, [OK, sse(piece("a", finish="stop")), END])

    assert (True, False) == (with_done.journal.stats.done_seen, without.journal.stats.done_seen)


@pytest.mark.parametrize("head", [OK, Head(200, {}), Head(200, {"content-type": "application/json"}), Head(201, {})])
@pytest.mark.parametrize("blank", [b"", b"   \n\n\r\n ", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_an_empty_answer_is_truncated(head: Head, blank: bytes) -> None:
    """Status 200 with nothing, or blanks only, is no answer."""
    flow = make_flow()
    steps = play(flow, [head, *([blank] if blank else []), END])

    assert "truncated" == flow.journal.status
    assert [False] == shuts(steps)


WHOLE = {
    "id": "gen-1", "object": "chat.completion", "model": "m", "provider": "p", "system": "kept",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "hello", "name": "n"}, "finish_reason": "stop"}],
    "usage": {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3},
}  # fmt: skip
JSON_HEAD = Head(200, {"content-type": "application/json"})


@pytest.mark.parametrize("head", [JSON_HEAD, OK, Head(200, {})])
@pytest.mark.parametrize("before", [b"", b"\n         \n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n "])
@pytest.mark.parametrize("cut", [0, 1, 2, 3, 5, 40])
def test_a_whole_completion_is_one_chunk(head: Head, before: bytes, cut: int) -> None:
    """A server that sends JSON to a request for a stream is taken at its word: one chunk with everything."""
    body = before + json.dumps(WHOLE).encode()
    flow = make_flow(retry=Retry(attempts=2))
    parts = [body[:cut], body[cut:]] if cut else [body]
    steps = play(flow, [head, *parts, END])

    assert 1 == len(chunks(steps))
    assert "completed" == flow.journal.status
    assert [True] == shuts(steps)
    assert ("hello", "stop", "m") == (
        flow.journal.accumulator.text, flow.journal.accumulator.finish_reason, flow.journal.accumulator.model,
    )  # fmt: skip
    assert len(body) == flow.journal.stats.bytes


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("before", [b"", b" \n", b"\xef\xbb\xbf"])
def test_a_json_error_of_status_200(whole: bool, before: bytes) -> None:
    """An error object in a body of status 200 is the error of its code."""
    flow = make_flow()
    run = complete if whole else play
    run(flow, [JSON_HEAD, before + error_body(402, "no credit"), END])

    assert isinstance(flow.journal.error, errors.InsufficientCreditsError)
    assert not isinstance(flow.journal.error, errors.StreamError)
    assert ("no credit", 402, 200) == (
        flow.journal.error.message, flow.journal.error.status, flow.journal.error.http_status,
    )  # fmt: skip


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize(
    ("body", "cls"),
    [
        (b"<html>login</html>", errors.UnexpectedResponseError),
        (b"OK", errors.UnexpectedResponseError),
        (b'{"object":"list","data":[]}', errors.UnexpectedResponseError),
        (b"[]", errors.UnexpectedResponseError),
        (b'{"id":"gen-1","choi', errors.DecodeError),
        (b'{"choices":5}', errors.DecodeError),
        (b'{"choices":[{"message":{"content":5}}]}', errors.DecodeError),
    ],
)
def test_bodies_of_status_200_that_are_no_answer(whole: bool, body: bytes, cls: type[errors.OpenRouterError]) -> None:
    """HTML, other JSON and cut JSON are typed errors that show how the body began."""
    flow = make_flow()
    run = complete if whole else play
    run(flow, [Head(200, {"content-type": "text/html"}), body, END])

    assert cls is type(flow.journal.error)
    assert "failed" == flow.journal.status
    assert getattr(flow.journal.error, "excerpt", None)


def test_html_labelled_as_events() -> None:
    """A page is no stream, whatever its content type says."""
    flow = make_flow()
    play(flow, [OK, b"<!doctype html>", END])

    assert isinstance(flow.journal.error, errors.UnexpectedResponseError)


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize(
    ("replies", "excerpt"),
    [
        ([b"<", b"p>", b"", b"no"], "<p>"),
        ([b"<p>" + b"x" * 1000, b"y" * 2000], "<p>" + "x" * 497),
        ([b"<p>", b"no", RESET], "<p>no"),
        ([b"<p>", After(9, b"no")], "<p>"),
    ],
)
def test_what_a_page_says(whole: bool, replies: list[Canned], excerpt: str) -> None:
    """So much of a page is read as can be shown, however it is cut, and no longer than two seconds."""
    clock = FakeClock()
    flow = make_flow(clock=clock)
    last = replies.index(b"") + 1 if b"" in replies else None
    steps = (complete if whole else play)(flow, [Head(200, {}), *replies[:last]], clock=clock)

    assert isinstance(flow.journal.error, errors.UnexpectedResponseError)
    assert excerpt == flow.journal.error.excerpt
    assert [False] == shuts(steps)
    assert clock.now() <= 1002.0


def test_a_page_may_be_left() -> None:
    """A cancellation while a page is read is a cancellation."""
    flow = make_flow()
    play(flow, [Head(200, {}), b"<p>", Failure("cancelled")])

    assert isinstance(flow.journal.error, errors.StreamCancelledError)


def test_not_everything_is_held_back() -> None:
    """Chunks without content are held back up to a bound; then they are delivered as they come, and nothing is sent again."""
    flow = make_flow(retry=Retry(attempts=2))
    steps = play(flow, [OK, *[sse(ROLE)] * (HELD_CHUNKS + 3), sse({"error": {"code": 429, "message": "slow"}}), END])

    assert isinstance(flow.journal.error, errors.StreamRateLimitError)
    assert (1, HELD_CHUNKS + 4) == (flow.journal.stats.sends, flow.journal.stats.chunks)
    assert [HELD_CHUNKS + 1, 1, 1, 1] == [len(step.items) for step in steps if isinstance(step, Emit)]


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize(
    ("choice", "cls"),
    [
        ({"error": {"code": 502, "message": "no"}}, errors.ProviderError),
        ({"error": {"code": 502, "message": "no"}, "finish_reason": "stop"}, errors.ProviderError),
        ({"error": "words"}, errors.APIStatusError),
        ({"finish_reason": "error"}, errors.ProviderError),
    ],
)
def test_a_choice_of_a_whole_answer_may_have_failed(
    whole: bool, choice: dict[str, Any], cls: type[errors.OpenRouterError]
) -> None:
    """An error beside a message is raised, with the message kept."""
    body = {**WHOLE, "choices": [{"message": {"role": "assistant", "content": "part"}, **choice}]}
    flow = make_flow()
    run = complete if whole else play
    run(flow, [JSON_HEAD, json.dumps(body).encode(), END])

    assert cls is type(flow.journal.error)
    assert flow.journal.error is not None
    assert flow.journal.error.partial is not None
    assert "part" == flow.journal.error.partial.text


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("cut", [b"", b" ", b"{"])
@pytest.mark.parametrize(
    ("failure", "status"),
    [(RESET, "interrupted"), (ran_out("total"), "timed_out"), (Failure("cancelled"), "cancelled")],
)
def test_a_body_that_breaks_off(whole: bool, cut: bytes, failure: Failure, status: str) -> None:
    """A body that breaks before it is whole ends the call as any break does."""
    flow = make_flow()
    run = complete if whole else play
    steps = run(flow, [JSON_HEAD, *([cut] if cut else []), failure])

    assert status == flow.journal.status
    assert [False] == shuts(steps)


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize(
    ("parts", "size"), [([b'{"choices":[]}'], 13), ([b'{"choices":', b"[]}"], 13), ([b" " * 9, b" " * 9], 13)]
)
def test_a_whole_body_is_bounded(whole: bool, parts: list[bytes], size: int) -> None:
    """`Limits.event` is the bound of a body that is no stream, however it is cut, blanks included."""
    flow = make_flow(limits=Limits(event=size))
    run = complete if whole else play
    steps = run(flow, [JSON_HEAD, *parts])

    assert isinstance(flow.journal.error, errors.LimitExceededError)
    assert ("event", size) == (flow.journal.error.limit, flow.journal.error.value)
    assert [False] == shuts(steps)


# The forms of wire-format G4, with and without what may surround them.
FORMS: dict[str, tuple[list[Any], type[errors.APIStatusError]]] = {
    "1 documented": (
        [{"error": {"code": "server_error", "message": "gone"}, "choices": [{"delta": {"content": ""}, "finish_reason": "error"}]}],
        errors.StreamInternalServerError,
    ),
    "1 with a number": (
        [{"error": {"code": 502, "message": "gone"}, "choices": [{"delta": {}, "finish_reason": "error"}]}],
        errors.StreamProviderError,
    ),
    "2 no choices": ([{"choices": [], "error": {"code": 429, "message": "gone"}}], errors.StreamRateLimitError),
    "3 usage in the same chunk": (
        [piece("", finish="length"), {"error": {"code": 400, "message": "gone"}, **piece(""), "usage": USAGE["usage"]}],
        errors.StreamBadRequestError,
    ),
    "4 finish, error, then usage": (
        [{**piece("", finish="stop"), "error": {"code": 502, "message": "gone"}}, USAGE], errors.StreamProviderError,
    ),
    "5 bare": ([{"error": {"code": 503, "message": "gone"}, "user_id": "u"}], errors.StreamServiceUnavailableError),
    "6 in a choice": (
        [{"choices": [{"delta": {}, "error": {"code": 403, "message": "gone"}}]}], errors.StreamPermissionDeniedError,
    ),
    "6 in a choice, words": ([{"choices": [{"delta": {}, "error": "gone"}]}], errors.StreamStatusError),
    "7 finish alone": ([piece(finish="error")], errors.StreamProviderError),
    "words": ([{"error": "gone"}], errors.StreamStatusError),
    "availability": (
        [{"error": {"message": "gone", "http_status": 404, "availability": {"code": "no_endpoints"}}}], errors.StreamNotFoundError,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(FORMS))
@pytest.mark.parametrize("content", [True, False])
@pytest.mark.parametrize("end", ["DONE", END, RESET, ran_out("grace")], ids=["done", "end", "reset", "grace"])
def test_errors_inside_the_stream(name: str, content: bool, end: Canned | str) -> None:
    """Every form of an error is the class of its code and a StreamError, raised after what was delivered and its usage."""
    payloads, cls = FORMS[name]
    has_usage = any("usage" in payload for payload in payloads)
    flow = make_flow()
    before = [sse(ROLE), sse(piece("part"))] if content else []
    steps = play(flow, [OK, *before, sse(*payloads), *ending(end)])
    error = flow.journal.error

    assert cls is type(error)
    assert isinstance(error, errors.APIStatusError)
    assert 200 == error.http_status
    assert "gone" in str(error) or name.startswith("7")
    assert error.partial is not None
    assert ("part" if content else "") == error.partial.text
    assert has_usage == (error.partial.usage is not None)
    assert "failed" == flow.journal.status
    assert 1 == len(shuts(steps))


@pytest.mark.parametrize(
    ("data", "cls", "message"),
    [
        ('{"error":{"code":429,"message":"slow"}}', errors.StreamRateLimitError, "slow"),
        ('{"code":429,"message":"slow"}', errors.StreamRateLimitError, "slow"),
        ('{"type":"error","error":{"type":"overloaded_error","message":"slow"}}', errors.StreamStatusError, "slow"),
        ("slow", errors.StreamStatusError, "slow"),
        ('"slow"', errors.StreamStatusError, "slow"),
        ('{"message":"slow","choices":5}', errors.StreamStatusError, "slow"),
    ],
)
@pytest.mark.parametrize("skip", [True, False])
def test_events_of_the_kind_error(data: str, cls: type[errors.OpenRouterError], message: str, skip: bool) -> None:
    """`event: error` is an error whatever its data is: an error chunk, a bare error object, words."""
    flow = make_flow(on_malformed="skip" if skip else "raise")
    play(flow, [OK, sse(piece("part")), f"event: error\ndata: {data}\n\n".encode(), END])

    assert cls is type(flow.journal.error)
    assert message in str(flow.journal.error)


def test_a_coding_that_is_none_needs_no_done() -> None:
    """Nobody unpacks it, and nothing can be missing."""
    flow = make_flow()
    play(flow, [Head(200, {**OK.headers, "content-encoding": "utf-8"}), sse(piece("whole", finish="stop")), END])

    assert "completed" == flow.journal.status


@pytest.mark.parametrize(("done", "status"), [([DONE], "completed"), ([], "truncated")])
@pytest.mark.parametrize("coding", ["gzip", "identity, BR "])
def test_a_compressed_stream_ends_with_done_alone(coding: str, done: list[bytes], status: str) -> None:
    """What was unpacked may lack its end, and no library says so."""
    flow = make_flow()
    play(flow, [Head(200, {**OK.headers, "content-encoding": coding}), sse(piece("whole", finish="stop")), *done, END])

    assert status == flow.journal.status
    assert "whole" == flow.journal.accumulator.text


def test_the_usage_after_an_error_is_read() -> None:
    """After an error the rest is read for the usage, and what follows that only to have the connection again."""
    flow = make_flow()
    steps = play(flow, [OK, sse(piece("a"), ERROR), sse(USAGE), sse(piece("b")) + DONE, END])

    assert isinstance(flow.journal.error, errors.StreamBadRequestError)
    assert flow.journal.accumulator.usage is not None
    assert "a" == flow.journal.accumulator.text
    assert [True] == shuts(steps)


def test_an_error_does_not_wait_for_ever_for_its_usage() -> None:
    """The wait for the usage after an error is the grace time, also when the error came together with content."""
    for parts in ([sse(piece("a"), ERROR)], [sse(piece("a")), sse(ERROR)], [sse(ERROR)]):
        clock = FakeClock()
        flow = make_flow(clock=clock, timeout=Timeout(grace=5))
        play(flow, [OK, *parts, After(3, b": x\n\n"), After(3, b"")], clock=clock)

        assert "failed" == flow.journal.status
        assert 5 == flow.journal.stats.ended_at


# Clocks.


@pytest.mark.requirement(17)
def test_idle_runs_on_without_content() -> None:
    """Comments, roles, empty deltas and usage do not reset the idle clock."""
    for nothing in (b": OPENROUTER PROCESSING\n\n", sse(ROLE), sse(piece("")), sse(USAGE), b"data: : x\n\n"):
        clock = FakeClock()
        flow = make_flow(clock=clock, timeout=Timeout(idle=10))
        replies: list[Canned] = [OK, sse(piece("a")), After(4, nothing), After(4, nothing), After(4, nothing)]
        play(flow, replies, clock=clock)

        assert isinstance(flow.journal.error, errors.APITimeoutError)
        assert ("idle", 10) == (flow.journal.error.clock, flow.journal.stats.ended_at)


@pytest.mark.parametrize(
    "content",
    [
        piece("x"),
        piece(reasoning="x"),
        piece(reasoning_content="x"),
        piece(reasoning_details=[{"type": "reasoning.text", "text": "x"}]),
        piece(tool_calls=[{"index": 0, "id": "c"}]),
        piece(tool_calls=[{"index": 0, "function": {"name": "f"}}]),
        piece(tool_calls=[{"index": 0, "function": {"arguments": "{"}}]),
        piece(refusal="x"),
        piece(annotations=[{"type": "url_citation"}]),
        piece(images=[{"type": "image_url", "image_url": {"url": "u"}}]),
        piece(audio={"data": "x"}),
        piece(audio={"transcript": "x"}),
        {"choices": [{"annotations": [{"type": "url_citation"}]}]},
    ],
)
def test_content_resets_idle(content: dict[str, Any]) -> None:
    """Each kind of content starts the idle clock anew."""
    clock = FakeClock()
    flow = make_flow(clock=clock, timeout=Timeout(idle=10))
    play(flow, [OK, sse(content), *[After(9, sse(content))] * 5, After(9, DONE), END], clock=clock)

    assert "completed" == flow.journal.status


@pytest.mark.requirement(23)
def test_the_callers_time_is_not_idle() -> None:
    """A caller who thinks for an hour about each chunk loses nothing; under `total` he does."""
    clock = FakeClock()
    flow = make_flow(clock=clock, timeout=Timeout(idle=10))
    play(flow, [OK, *[After(9, sse(piece("x")))] * 3, DONE, END], clock=clock, thinks=3600)
    late = make_flow(clock=clock, timeout=Timeout(idle=10, total=60))
    play(late, [OK, sse(piece("x"))], clock=clock, thinks=3600)

    assert "completed" == flow.journal.status
    assert isinstance(late.journal.error, errors.APITimeoutError)
    assert "total" == late.journal.error.clock


@pytest.mark.parametrize("clock_of_the_call", ["total", "cancel"])
@pytest.mark.parametrize("data", [sse(piece("x")), sse(piece("x")) * 2], ids=["alike", "two"])
def test_the_calls_own_time_ends_what_never_ceases(clock_of_the_call: str, data: bytes) -> None:
    """Though the next bytes are always there, so that no read ever waits; what is over is not asked for."""
    clock = FakeClock()
    flow = make_flow(clock=clock, timeout=Timeout(idle=10, total=5 if clock_of_the_call == "total" else None))
    if clock_of_the_call == "cancel":
        flow.clocks.cancel_in(5)
    chunks_read = 5 if data == sse(piece("x")) else 3
    play(flow, [OK, *[data] * chunks_read], clock=clock, thinks=1)

    assert ("timed_out" if clock_of_the_call == "total" else "cancelled") == flow.journal.status
    assert 5 <= (flow.journal.stats.ended_at or 0) <= 6


@pytest.mark.requirement(16)
def test_first_token_is_not_reset_by_what_is_no_content() -> None:
    """Until the first content one deadline stands."""
    clock = FakeClock()
    flow = make_flow(clock=clock, timeout=Timeout(first_token=10, idle=100))
    play(flow, [After(4, OK), After(4, sse(ROLE)), After(4, sse(ROLE))], clock=clock)

    assert isinstance(flow.journal.error, errors.APITimeoutError)
    assert ("first_token", 10) == (flow.journal.error.clock, flow.journal.stats.ended_at)


@pytest.mark.requirement(21)
def test_grace_is_started_anew_by_content() -> None:
    """Content after the finish reason belongs to the answer, and the wait for `[DONE]` starts again; comments do nothing."""
    clock = FakeClock()
    flow = make_flow(clock=clock, timeout=Timeout(grace=5))
    replies: list[Canned] = [
        OK,
        sse(piece("a", finish="stop")),
        After(4, sse(piece("b"))),
        After(4, b":\n\n"),
        After(4, END),
    ]
    play(flow, replies, clock=clock)

    assert "completed" == flow.journal.status
    assert 9 == flow.journal.stats.ended_at
    assert flow.journal.stats.content_after_finish


def test_a_choice_that_begins_after_the_finish_ends_the_grace() -> None:
    """While a choice is unfinished the idle clock counts, and no error names the grace clock."""
    clock = FakeClock()
    flow = make_flow(clock=clock, timeout=Timeout(grace=5, idle=20))
    play(flow, [OK, sse(piece("a", finish="stop")), sse(piece(index=1, role="assistant")), After(30, END)], clock=clock)

    assert isinstance(flow.journal.error, errors.APITimeoutError)
    assert ("idle", 20) == (flow.journal.error.clock, flow.journal.stats.ended_at)


def test_cancel_after_ends_a_stream() -> None:
    """`cancel_after` counts from the start of the call."""
    clock = FakeClock()
    flow = make_flow(clock=clock)
    flow.clocks.cancel_after = 8
    play(flow, [After(3, OK), After(3, sse(piece("a"))), After(3, sse(piece("b")))], clock=clock)

    assert ("cancelled", 8) == (flow.journal.status, flow.journal.stats.ended_at)


@pytest.mark.parametrize("part", [b" ", b"\n", b"{"])
def test_an_answer_in_one_piece_waits_for_bytes(part: bytes) -> None:
    """Servers send blanks while the model works: each byte of a body in one piece starts the idle clock anew."""
    clock = FakeClock()
    flow = make_flow(clock=clock, timeout=Timeout(idle=10, first_token=1))
    body = json.dumps(WHOLE).encode().removeprefix(part)
    complete(flow, [OK, part, *[After(9, b" ")] * 5, After(9, body), END], clock=clock)
    late = make_flow(clock=clock, timeout=Timeout(idle=10))
    complete(late, [OK, part, After(11, body)], clock=clock)

    assert "completed" == flow.journal.status
    assert isinstance(late.journal.error, errors.APITimeoutError)
    assert "idle" == late.journal.error.clock


def test_first_token_of_an_answer_in_one_piece_ends_with_its_head() -> None:
    """For `complete()` the first-token clock is for the headers."""
    clock = FakeClock()
    flow = make_flow(clock=clock, timeout=Timeout(first_token=10))
    complete(flow, [After(11, OK)], clock=clock)

    assert isinstance(flow.journal.error, errors.APITimeoutError)
    assert "first_token" == flow.journal.error.clock


# The end of the connection.


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ([END], [True]),
        ([b": bye\n\n", END], [True]),
        ([b"x" * DRAIN_BYTES], [False]),
        ([b"x" * 60_000, b"x" * 10_000], [False]),
        ([RESET], [False]),
        ([ran_out("grace")], [False]),
    ],
)
def test_little_is_read_after_done(after: list[Canned], expected: list[bool]) -> None:
    """After `[DONE]` a bounded rest is read, and only a connection at its end is given back; the answer is whole all the same."""
    flow = make_flow()
    steps = play(flow, [OK, sse(piece("a", finish="stop")) + DONE, *after])

    assert expected == shuts(steps)
    assert "completed" == flow.journal.status


@pytest.mark.requirement(22)
def test_the_rest_is_read_within_a_bounded_time() -> None:
    """All reads after `[DONE]` share one deadline of 50 ms."""
    clock = FakeClock()
    flow = make_flow(clock=clock)
    steps = play(flow, [OK, DONE, After(0.03, b"x"), After(0.03, b"x")], clock=clock)
    deadlines = [read.deadline for read in reads(steps)[1:]]

    assert [DRAIN_SECONDS] * 2 == [round(one.at - 1000.0, 6) for one in deadlines if one is not None]
    assert [False] == shuts(steps)


def test_nothing_is_read_after_a_break() -> None:
    """A connection that broke is not read again, even if `[DONE]` stood in its last bytes."""
    flow = make_flow()
    steps = play(flow, [OK, sse(piece("a")) + b"data: [DONE]", RESET])

    assert "Open Read Emit Read Shut" == names(steps)
    assert [False] == shuts(steps)


def test_a_stream_that_ended_by_itself_leaves_a_free_connection() -> None:
    """A body read to its end is over, with `[DONE]` or without."""
    assert [True] == shuts(play(make_flow(), [OK, sse(piece("a", finish="stop")), END]))
    assert [False] == shuts(play(make_flow(), [OK, sse("{")]))


# Views.


def test_the_view_of_chunks_has_no_comments() -> None:
    """The loop gets chunks only."""
    steps = play(make_flow(), [OK, b": x\n\n", sse(piece("a")) + DONE, END])

    assert ["a"] == [item.text for item in delivered(steps)]


def test_the_view_of_events_has_comments_at_once() -> None:
    """`events()` gets a keep-alive when it comes, though chunks are held back; malformed wraps count as well."""
    flow = make_flow(view="events", retry=Retry(attempts=2))
    steps = play(flow, [OK, b": x\n\n", sse(ROLE) + b"data: : y\n\n", sse(piece("a")) + DONE, END])
    items = delivered(steps)

    assert [KeepAlive(" x"), KeepAlive(" y")] == items[:2]
    assert ["", "a"] == [item.text for item in items[2:]]
    assert 2 == flow.journal.stats.keepalives


def test_the_raw_view_has_every_event_as_received() -> None:
    """`raw_events()` gets each event, `[DONE]` and unknown kinds included, and the answer is collected all the same."""
    flow = make_flow(view="raw")
    data = sse(ROLE, piece("a\ud83d")) + b"event: ping\ndata: {}\n\n: x\n\ndata: : y\n\n" + DONE
    steps = play(flow, [OK, data, END])
    events = [item.event for item in delivered(steps) if isinstance(item, Received)]

    assert [json.dumps(ROLE), json.dumps(piece("a\ud83d")), "{}", ": y", "[DONE]"] == [event.data for event in events]
    assert "a\ufffd" == flow.journal.accumulator.text
    assert 5 == flow.journal.stats.events
    assert flow.journal.stats.first_chunk_at is not None


# However it is cut.

STREAM = (
    b"\xef\xbb\xbf: OPENROUTER PROCESSING\n\n"
    + sse(ROLE, piece("h\u00e9"), piece("\U0001f600"), ": OPENROUTER PROCESSING", piece("!", finish="stop"), USAGE)
    + b"event: ping\r\ndata: x\r\n\r\n"
    + DONE
)


@STEADY
@given(st.lists(st.integers(1, len(STREAM) - 1), unique=True, max_size=40))
def test_the_cuts_of_the_network_do_not_matter(cuts: list[int]) -> None:
    """The same bytes give the same chunks, counts and outcome however they are cut."""
    edges = [0, *sorted(cuts), len(STREAM)]
    parts = [STREAM[begin:end] for begin, end in pairwise(edges)]
    flow = make_flow()
    steps = play(flow, [OK, *parts, END])
    stats = flow.journal.stats

    assert ["", "h\u00e9", "\U0001f600", "!", ""] == [chunk.text for chunk in chunks(steps)]
    assert (2, 8, 1, len(STREAM), True) == (stats.keepalives, stats.events, stats.ignored, stats.bytes, stats.done_seen)
    assert "completed" == flow.journal.status
