"""The scripts keep their promises whatever they are told."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter import errors
from openrouter.core.flow import SHOWN_SECONDS
from openrouter.core.options import Limits, Retry, Timeout
from openrouter.core.scripts import complete_chat, stream_chat
from openrouter.core.steps import Clock, Deadline, Emit, Failure, Head, Open, Read, Shut, Sleep
from tests.play import (
    DONE,
    END,
    OK,
    REFUSED,
    RESET,
    ROLE,
    STEADY,
    After,
    Canned,
    FakeClock,
    chunks,
    complete,
    error_body,
    make_flow,
    names,
    piece,
    play,
    reads,
    shuts,
    sse,
)

WHOLE = {"choices": [{"message": {"role": "assistant", "content": "hello"}, "finish_reason": "stop"}]}


def test_a_stream_from_start_to_end() -> None:
    """Open, read and emit until the end, then give the connection back."""
    flow = make_flow()
    steps = play(flow, [OK, sse(ROLE), sse(piece("a")), sse(piece("b", finish="stop")) + DONE, END])

    assert "Open Read Emit Read Emit Read Emit Read Shut" == names(steps)
    assert ["", "a", "b"] == [chunk.text for chunk in chunks(steps)]
    assert ("completed", "ab") == (flow.journal.status, flow.journal.accumulator.text)


def test_a_burst_costs_one_step() -> None:
    """All chunks of one read come in one `Emit`."""
    steps = play(make_flow(), [OK, sse(*[piece("a")] * 50) + DONE, END])

    assert "Open Read Emit Read Shut" == names(steps)
    assert 50 == len(chunks(steps))


def test_an_answer_in_one_piece() -> None:
    """`complete()` gives the response that the body holds."""
    flow = make_flow()
    script = complete_chat(flow)
    script.send(None)
    script.send(Head(200, {}))
    script.send(json.dumps(WHOLE).encode())
    script.send(END)
    with pytest.raises(StopIteration) as end:
        script.send(None)

    assert "hello" == end.value.value.text
    assert "completed" == flow.journal.status


def test_an_answer_in_one_piece_may_come_after_a_retry() -> None:
    """`complete()` retries by the same rules."""
    flow = make_flow(retry=Retry(attempts=2))
    steps = complete(flow, [REFUSED, Head(200, {}), json.dumps(WHOLE).encode(), END])

    assert "Open Shut Sleep Open Read Read Shut" == names(steps)


def test_a_retry_is_told_to_who_reads_events() -> None:
    """`events()` gets a notice before each pause."""
    flow = make_flow(retry=Retry(attempts=2), view="events")
    steps = play(flow, [REFUSED, OK, sse(piece("a", finish="stop")) + DONE, END])
    notice = next(step for step in steps if isinstance(step, Emit)).items[0]

    assert "Open Shut Emit Sleep Open Read Emit Read Shut" == names(steps)
    assert (1, 0.5) == (notice.attempt, notice.pause)
    assert isinstance(notice.error, errors.APIConnectionError)


@pytest.mark.requirement(53)
@pytest.mark.parametrize(
    ("parts", "end", "kept", "reuse"),
    [
        ([b"busy"], END, "busy", True),
        ([], END, "", True),
        ([b"bu"], RESET, "bu", False),
        ([b"bu"], Failure("timeout", deadline=Deadline(0.0, "grace", 2.0)), "bu", False),
        ([b"x" * 6, b"x" * 6], None, "x" * 10, False),
        ([b"x" * 50], None, "x" * 10, False),
    ],
)
def test_the_body_of_an_error_is_read_within_bounds(
    parts: list[bytes], end: Canned | None, kept: str, reuse: bool
) -> None:
    """An error's body is read up to its limit, and what came counts if it breaks off."""
    flow = make_flow(limits=Limits(error_body=10))
    steps = play(flow, [Head(500, {}), *parts, *([] if end is None else [end])])

    assert isinstance(flow.journal.error, errors.InternalServerError)
    assert kept == flow.journal.error.body
    assert [reuse] == shuts(steps)


@pytest.mark.requirement(53)
def test_the_body_of_an_error_is_read_within_a_time() -> None:
    """A body that trickles holds the error up for two seconds and no more, and not past the end of the call."""
    for total, expected in ((None, SHOWN_SECONDS), (1.0, 1.0)):
        clock = FakeClock()
        flow = make_flow(clock=clock, timeout=Timeout(total=total))
        play(flow, [Head(500, {}), *[After(0.4, b"x")] * int(expected / 0.4), After(9, b"x")], clock=clock)

        assert isinstance(flow.journal.error, errors.InternalServerError)
        assert expected == flow.journal.stats.ended_at


@pytest.mark.parametrize("failure", [Failure("cancelled"), Failure("timeout", deadline=Deadline(0.0, "cancel", 1.0))])
def test_a_cancel_while_an_error_is_read_is_a_cancel(failure: Failure) -> None:
    """The caller's wish wins over an error whose body was being read, and nothing is sent again."""
    flow = make_flow(retry=Retry(attempts=3))
    steps = play(flow, [Head(503, {}), b"bu", failure])

    assert "cancelled" == flow.journal.status
    assert "Open Read Read Shut" == names(steps)


def test_the_key_in_the_body_of_an_error_is_not_kept() -> None:
    """A gateway that repeats the key gets it into no error."""
    flow = make_flow(key="tiger7")
    play(flow, [Head(401, {}), error_body(401, "bad key tiger7"), END])

    assert isinstance(flow.journal.error, errors.AuthenticationError)
    assert "bad key ***" == flow.journal.error.message
    assert "tiger7" not in flow.journal.error.body + str(flow.journal.error)


@pytest.mark.parametrize(
    ("limits", "payloads", "name", "text"),
    [
        (Limits(event=400), [piece("a"), piece("b" * 400)], "event", "a"),
        (Limits(line=400), [piece("a"), piece("b" * 400)], "line", "a"),
        (Limits(text=5), [piece("abc"), piece("def")], "text", "abc"),
        (Limits(text=5), [piece("a", reasoning="abc"), piece("a", reasoning="def")], "text", "a"),
        (Limits(text=5), [piece("a"), piece(refusal="abcdef")], "text", "a"),
        (Limits(text=5), [piece("a"), piece(reasoning_details=[{"type": "reasoning.text", "text": "abcdef"}])], "text", "a"),
        (Limits(text=5), [piece("a"), piece(audio={"data": "abcdef"})], "text", "a"),
        (
            Limits(tool_arguments=5),
            [piece("a", tool_calls=[{"index": 0, "function": {"arguments": part}}]) for part in ("abc", "def")],
            "tool_arguments", "a",
        ),
        (Limits(tool_calls=2), [piece("a", tool_calls=[{"index": index, "id": str(index)}]) for index in range(3)], "tool_calls", "aa"),
        (Limits(choices=2), [piece("a", index=index) for index in range(3)], "choices", "a"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("at_once", [True, False])
def test_limits(limits: Limits, payloads: list[Any], name: str, text: str, at_once: bool) -> None:
    """Each bound ends the call with a typed error that names it, however the bytes are cut, and what came before is kept."""
    flow = make_flow(limits=limits)
    data = [sse(*payloads)] if at_once else [bytes([byte]) for byte in sse(*payloads)]
    script = stream_chat(flow)
    replies = iter([OK, *data])
    reply: Any = None
    error: errors.OpenRouterError | None = None
    try:
        while True:
            step = script.send(reply)
            reply = None
            if isinstance(step, Emit):
                flow.journal.ready.extend(step.items)
                while flow.journal.ready:
                    flow.journal.take()
            elif isinstance(step, (Open, Read)):
                reply = next(replies)
    except errors.LimitExceededError as found:
        error = flow.journal.failed(found, 0.0)

    assert isinstance(error, errors.LimitExceededError)
    assert (name, getattr(limits, name)) == (error.limit, error.value)
    assert f"Limits.{name}" in str(error)
    assert error.partial is not None
    assert text == error.partial.text
    assert "failed" == flow.journal.status


def test_an_error_of_the_service_says_more_than_what_follows_it() -> None:
    """A malformed event after the service's error does not hide it."""
    flow = make_flow()
    play(flow, [OK, sse(piece("a"), {"error": {"code": 502, "message": "upstream"}}) + b"data: {\n\n"])

    assert isinstance(flow.journal.error, errors.StreamProviderError)


def test_comments_are_cut_and_not_refused() -> None:
    """A long comment is shortened; it is no reason to end an answer."""
    flow = make_flow(limits=Limits(comment=5), view="events")
    steps = play(flow, [OK, b": 0123456789\n\ndata: : 0123456789\n\n" + sse(piece("a")) + DONE, END])
    comments = [item.comment for step in steps if isinstance(step, Emit) for item in step.items[:2]]

    assert [" 0123", " 0123"] == comments


@pytest.mark.parametrize("kind", ["decode", "shape"])
def test_a_malformed_event_ends_the_call_after_what_came_before(kind: str) -> None:
    """By default an event that is no chunk is an error that tells its number, path and beginning."""
    bad = "{nonsense" if kind == "decode" else '{"choices":[{"delta":{"content":5}}]}'
    flow = make_flow()
    steps = play(flow, [OK, sse(ROLE, piece("a"), bad, piece("b"))])
    error = flow.journal.error

    assert isinstance(error, errors.StreamDecodeError)
    assert isinstance(error, errors.DecodeError)
    assert 3 == error.event_number
    assert ("" if kind == "decode" else "choices[0].delta.content") == error.path
    assert ("{nonsense" if kind == "decode" else "5") == error.excerpt
    assert ["", "a"] == [chunk.text for chunk in chunks(steps)]
    assert (None, None) == (error.__cause__, error.__context__)


def test_malformed_events_may_be_skipped() -> None:
    """With `on_malformed="skip"` they are passed over and counted."""
    flow = make_flow(on_malformed="skip")
    steps = play(flow, [OK, sse(piece("a"), "{nonsense", '{"choices":5}', "5", piece("b", finish="stop")) + DONE, END])

    assert ["a", "b"] == [chunk.text for chunk in chunks(steps)]
    assert (3, "completed") == (flow.journal.stats.ignored, flow.journal.status)


def test_a_limit_is_not_skipped() -> None:
    """An event that is too large is no malformed event."""
    flow = make_flow(on_malformed="skip", limits=Limits(event=100))
    play(flow, [OK, sse(piece("x" * 200))])

    assert isinstance(flow.journal.error, errors.LimitExceededError)


@pytest.mark.parametrize("name", ["ping", "usage", "response.created"])
@pytest.mark.parametrize(
    ("data", "ignored", "text"),
    [
        ("{}", 1, "a"),
        ("{nonsense", 1, "a"),
        ('{"type":"ping"}', 1, "a"),
        (json.dumps(piece("b")), 0, "ab"),
    ],
)
def test_events_of_unknown_kinds(name: str, data: str, ignored: int, text: str) -> None:
    """Events of kinds that nobody knows are passed over; a chunk is taken under whatever name."""
    flow = make_flow()
    play(flow, [OK, sse(piece("a")), f"event: {name}\ndata: {data}\n\n".encode() + DONE, END])

    assert (ignored, text) == (flow.journal.stats.ignored, flow.journal.accumulator.text)
    assert "completed" == flow.journal.status


def test_an_error_under_an_unknown_kind_is_an_error() -> None:
    """An error chunk is one under whatever name."""
    flow = make_flow()
    play(flow, [OK, b'event: x\ndata: {"error":{"code":429,"message":"no"}}\n\n', END])

    assert isinstance(flow.journal.error, errors.StreamRateLimitError)


def test_what_an_error_knows() -> None:
    """An error tells the ids of the generation and the request, the attempts, and what was delivered."""
    flow = make_flow()
    head = Head(200, {"content-type": "text/event-stream", "x-request-id": "r"})
    play(flow, [head, sse(piece("a")), END])
    error = flow.journal.error

    assert error is not None
    assert ("gen-1", "r", 1) == (error.generation_id, error.request_id, error.attempts)
    assert error.partial is not None
    assert "a" == error.partial.text


# Whatever happens.

TIMEOUTS: list[Clock] = ["connect", "first_token", "idle", "total", "grace", "cancel"]
FAILURES = st.builds(
    Failure,
    st.sampled_from(["connect", "tls", "timeout", "broken", "protocol", "cancelled"]),
    st.text(max_size=5),
    st.booleans(),
    st.none() | st.builds(Deadline, st.just(0.0), st.sampled_from(TIMEOUTS), st.just(1.0)),
)
HEADS = st.builds(
    Head,
    st.sampled_from([200, 200, 200, 200, 201, 204, 302, 400, 429, 500, 502, 503]),
    st.dictionaries(
        st.sampled_from(["content-type", "retry-after", "date", "location", "x-request-id"]),
        st.sampled_from(["text/event-stream", "application/json", "3", "Wed, 21 Oct 2026 12:00:00 GMT", "//["]),
    ),
)
PAYLOADS: list[Any] = [
    ROLE, piece("a"), piece("b", finish="stop"), piece("\ud83d"), piece("\ude00"), piece(index=1, role="x"),
    {"choices": [], "usage": {"total_tokens": 1}}, {"error": {"code": 429, "message": "no"}}, {"error": "x"}, piece(finish="error"),
    piece(tool_calls=[{"index": 0, "id": "c", "function": {"name": "f", "arguments": "{}"}}]), "[DONE]", "{", "5", ": x",
    WHOLE,
]  # fmt: skip
BYTES = st.one_of(
    st.lists(st.sampled_from(PAYLOADS), max_size=4).map(lambda found: sse(*found)),
    st.sampled_from(
        [b"", b" ", b": x\n\n", b"data: [DONE]", b"<html>", b"event: error\n", error_body(503), b'{"choices":[]}']
    ),
    st.binary(max_size=8),
)


@STEADY
@given(
    st.lists(HEADS | FAILURES, min_size=1, max_size=4),
    st.lists(BYTES | BYTES | BYTES | FAILURES, max_size=12),
    st.sampled_from([Retry(attempts=1), Retry(attempts=3), Retry(attempts=3, resend=True)]),
    st.sampled_from(["chunks", "events", "raw"]),
    st.booleans(),
)
def test_whatever_the_outside_says(heads: Any, bodies: Any, retry: Retry, view: Any, streams: bool) -> None:
    """One `Shut` for each `Open`; one outcome, completed or a typed error; sends within bounds; every text encodes."""
    flow = make_flow(retry=retry, view=view)
    script = stream_chat(flow) if streams else complete_chat(flow)
    seen: list[Any] = []
    reply: Any = None
    texts: list[str] = []
    try:
        while True:
            step = script.send(reply)
            seen.append(step)
            reply = None
            if isinstance(step, Open):
                reply = heads.pop(0) if heads else RESET
            elif isinstance(step, Read):
                reply = bodies.pop(0) if bodies else END
            elif isinstance(step, Emit):
                flow.journal.ready.extend(step.items)
                while flow.journal.ready:
                    flow.journal.take()
            texts.append(flow.journal.accumulator.text)
    except StopIteration:
        pass
    except errors.OpenRouterError as error:
        if not flow.journal.ended:
            flow.journal.failed(error, 0.0)
    journal = flow.journal
    opens = [index for index, step in enumerate(seen) if isinstance(step, Open)]
    between = [seen[begin:end] for begin, end in zip(opens, [*opens[1:], len(seen)], strict=True)]

    assert [1] * len(opens) == [sum(isinstance(step, Shut) for step in part) for part in between]
    assert not any(isinstance(step, Read) for part in between for step in part[_first_shut(part) :])
    assert journal.ended
    assert (journal.status == "completed") == (journal.error is None)
    assert 1 <= journal.stats.sends <= retry.attempts
    assert all(text.startswith(before) for before, text in pairwise(texts))
    assert journal.accumulator.response().to_json().decode()
    assert str(journal.error).encode()


def _first_shut(part: list[Any]) -> int:
    return next(index for index, step in enumerate(part) if isinstance(step, Shut))


def test_a_closed_script_yields_nothing() -> None:
    """Wherever a script stands, closing it ends it without another step."""
    replies = [
        REFUSED, None, None, Head(503, {}), b"busy", END, None, None, OK, sse(ROLE), None, b": x\n\n", sse(piece("a")), None,
        sse(piece("b", finish="stop")), None, DONE, b"x", END, None,
    ]  # fmt: skip
    for stop in range(len(replies) + 1):
        flow = make_flow(retry=Retry(attempts=3))
        script = stream_chat(flow)
        taken = 0
        try:
            script.send(None)
            for reply in replies[:stop]:
                script.send(reply)
                taken += 1
        except StopIteration:
            break
        script.close()  # a generator that yields on the way out raises RuntimeError here

        with pytest.raises(StopIteration):
            script.send(None)

    assert "completed" == flow.journal.status
    assert stop == taken + 1


def test_reads_ask_for_their_deadline() -> None:
    """Every read of an answer names the deadline that stands next."""
    flow = make_flow(timeout=Timeout(first_token=300, idle=120, grace=5))
    steps = play(flow, [OK, sse(ROLE), sse(piece("a")), sse(piece("b", finish="stop")), END])

    assert ["first_token", "first_token", "idle", "grace"] == [
        read.deadline.clock for read in reads(steps) if read.deadline is not None
    ]


def test_a_reader_is_woken_while_nothing_comes() -> None:
    """A read that was cut short gives way to the reader and goes on; the idle clock runs through."""
    clock = FakeClock()
    flow = make_flow(clock=clock, timeout=Timeout(idle=10))
    running = stream_chat(flow)
    running.send(None)
    running.send(OK)
    emitted = running.send(sse(piece("a")))
    flow.journal.wake = 1002.0
    asked = running.send(None)
    clock.advance(2)
    woken = running.send(None)
    flow.journal.wake = None
    again = running.send(None)

    assert isinstance(emitted, Emit)
    assert isinstance(asked, Read)
    assert isinstance(again, Read)
    assert (1002.0, None) == (asked.wake, again.wake)
    assert Emit(()) == woken
    assert asked.deadline is not None
    assert again.deadline is not None
    assert asked.deadline.at == again.deadline.at


@pytest.mark.parametrize("wake", [None, 1000.5])
def test_a_pause_is_told_to_a_reader_who_holds_text_back(wake: float | None) -> None:
    """Before the pause that precedes a continuation, once; a reader who holds nothing back hears nothing."""
    flow = make_flow(retry=Retry(attempts=2), resume=True, body={"messages": [{"role": "user", "content": "hi"}]})
    running = stream_chat(flow)
    running.send(None)
    running.send(OK)
    emitted = running.send(sse(piece("abc")))
    assert isinstance(emitted, Emit)
    flow.journal.ready.extend(emitted.items)
    flow.journal.take()
    running.send(None)
    flow.journal.wake = wake
    steps, paused = [running.send(RESET)], []
    while not isinstance(steps[-1], Sleep):
        paused.append(flow.journal.paused)
        steps.append(running.send(None))

    assert [True] * (wake is not None) == [held for held, step in zip(paused, steps, strict=False) if step == Emit(())]
    assert not flow.journal.paused
