"""When a request is sent again, and after which pause."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter import errors
from openrouter.core.options import Retry, Timeout
from openrouter.core.retry import pause_before_next
from openrouter.core.stats import Attempt
from openrouter.core.steps import Deadline, Failure, Head, Sleep
from openrouter.models import ChatResponse
from tests.play import (
    DONE,
    END,
    OK,
    REFUSED,
    RESET,
    ROLE,
    After,
    Canned,
    FakeClock,
    chunks,
    complete,
    make_flow,
    names,
    pauses,
    piece,
    play,
    shuts,
    sse,
)

FREE = "free"
"""Sent again by default: it cannot have been billed."""
ASKED = "asked"
"""Sent again with `resend` only: it may have been billed."""
NEVER = "never"

HTML = b"<html>Bad gateway</html>"
JSON = b'{"error":{"code":%d,"message":"no"}}'

GOOD: list[Canned] = [OK, sse(piece("hello", finish="stop")) + DONE, END]

TIMED_OUT = Failure("timeout", deadline=Deadline(0.0, "first_token", 300.0))


def status(code: int, body: bytes | None = None) -> list[Canned]:
    """The replies of an attempt that is refused."""
    return [Head(code, {}), JSON % code if body is None else body, END]


def inside(*payloads: Any, done: bool = True) -> list[Canned]:
    """The replies of an attempt whose stream reports an error."""
    return [OK, sse(*payloads) + (DONE if done else b""), END]


CASES: dict[str, tuple[str, list[Canned]]] = {
    "refused connection": (FREE, [REFUSED]),
    "broken before sending": (FREE, [Failure("broken", "x", sent=False)]),
    "connect time-out": (FREE, [Failure("timeout", sent=False, deadline=Deadline(0.0, "connect", 10.0))]),
    "tls": (NEVER, [Failure("tls", "expired", sent=False)]),
    "tls after sending": (NEVER, [Failure("tls", "certificate required")]),
    "cancelled": (NEVER, [Failure("cancelled", sent=False)]),
    "no HTTP": (NEVER, [Failure("protocol", "HTTP/9")]),
    "broken after sending": (ASKED, [RESET]),
    "first token time-out": (ASKED, [TIMED_OUT]),
    "total time-out": (NEVER, [Failure("timeout", deadline=Deadline(0.0, "total", 5.0))]),
    **{f"status {code}": (NEVER, status(code)) for code in (400, 401, 402, 403, 404, 409, 410, 413, 422, 499)},
    **{f"status {code}": (ASKED, status(code)) for code in (408, 500, 504, 520, 524)},
    **{f"status {code}": (FREE, status(code)) for code in (429, 503, 529)},
    "status 429 without a body": (FREE, [*status(429, b"")[:1], END]),
    "status 503 html": (FREE, status(503, HTML)),
    "status 502 json": (FREE, status(502)),
    "status 502 json without words": (FREE, status(502, b'{"error":{"code":502}}')),
    "status 502 html": (ASKED, status(502, HTML)),
    "status 502 other json": (ASKED, status(502, b'{"detail":"bad gateway"}')),
    "status 404 invited": (FREE, status(404, b'{"error":{"availability":{"retryable":true}}}')),
    "status 503 not invited": (FREE, status(503, b'{"error":{"availability":{"retryable":false}}}')),
    "redirect": (NEVER, [Head(302, {"location": "https://x"})]),
    "no content": (NEVER, [Head(204, {})]),
    "html": (NEVER, [Head(200, {"content-type": "text/html"}), HTML, END]),
    "empty": (ASKED, [OK, END]),
    "json error 429": (FREE, [Head(200, {}), JSON % 429, END]),
    "json error 400": (NEVER, [Head(200, {}), JSON % 400, END]),
    "json cut": (NEVER, [Head(200, {}), b'{"id":', END]),
    "broken after the head": (ASKED, [OK, RESET]),
    "broken after a role": (ASKED, [OK, sse(ROLE), RESET]),
    "ended after a role": (ASKED, [OK, sse(ROLE), END]),
    "inside 429": (FREE, inside({"error": {"code": 429, "message": "no"}})),
    "inside 429 as text": (FREE, inside({"error": {"code": "429"}})),
    "inside 502": (FREE, inside({"error": {"code": 502, "message": "no"}})),
    "inside 502 without words": (FREE, inside({"error": {"code": 502}})),
    "inside 503": (FREE, inside({"error": {"code": 503, "message": "no"}})),
    "inside 529": (FREE, inside({"error": {"code": 529, "message": "no"}})),
    "inside 429 after a role": (FREE, inside(ROLE, piece(""), {"error": {"code": 429, "message": "no"}})),
    "inside invited": (FREE, inside({"error": {"code": 400, "availability": {"retryable": True}}})),
    "inside 500": (ASKED, inside({"error": {"code": 500, "message": "no"}})),
    "inside 408": (ASKED, inside({"error": {"code": 408, "message": "no"}})),
    "inside server_error": (ASKED, inside({"error": {"code": "server_error", "message": "no"}})),
    "inside 400": (NEVER, inside({"error": {"code": 400, "message": "no"}})),
    "inside words": (NEVER, inside({"error": "no"})),
    "bare finish": (ASKED, inside(piece(finish="error"))),
    "malformed": (NEVER, [OK, sse("{")]),
}


@pytest.mark.requirement(49)
@pytest.mark.parametrize("resend", [False, True])
@pytest.mark.parametrize("case", list(CASES))
def test_what_is_sent_again(case: str, resend: bool) -> None:
    """Before the first content, what cannot have been billed is sent again; `resend` adds what may have been; the rest never is."""
    kind, replies = CASES[case]
    again = kind == FREE or (kind == ASKED and resend)
    flow = make_flow(retry=Retry(attempts=2, resend=resend))
    steps = play(flow, [*replies, *GOOD] if again else replies)

    assert (2 if again else 1) == flow.journal.stats.sends
    assert again == (flow.journal.status == "completed")
    assert ("hello" if again else "") == flow.journal.accumulator.text
    assert 1 == len(flow.journal.stats.attempts)
    assert [0.5] * again == pauses(steps)


@pytest.mark.parametrize("case", [case for case, (kind, _) in CASES.items() if kind != NEVER])
def test_the_last_attempt_is_the_last(case: str) -> None:
    """`attempts` is the number of sends in all, and the error of the last is raised."""
    _, replies = CASES[case]
    flow = make_flow(retry=Retry(attempts=3, resend=True))
    steps = play(flow, replies * 3)

    assert [0.5, 1.0] == pauses(steps)
    assert 3 == flow.journal.stats.sends
    assert flow.journal.error is not None
    assert 3 == flow.journal.error.attempts
    assert [0.5, 1.0, None] == [attempt.pause for attempt in flow.journal.stats.attempts]


@pytest.mark.requirement(50)
@pytest.mark.parametrize("code", [429, 502, 503, 529])
@pytest.mark.parametrize("at_once", [True, False])
def test_nothing_is_sent_again_after_content(code: int, at_once: bool) -> None:
    """What was delivered cannot be taken back, so an error after content is raised, also when one read brought both."""
    error = {"error": {"code": code, "message": "no"}}
    parts = [sse(piece("hel"), error)] if at_once else [sse(piece("hel")), sse(error)]
    flow = make_flow(retry=Retry(attempts=3, resend=True))
    play(flow, [OK, *parts, END])

    assert 1 == flow.journal.stats.sends
    assert isinstance(flow.journal.error, errors.StreamError)
    assert flow.journal.error.partial is not None
    assert "hel" == flow.journal.error.partial.text


def test_a_break_after_content_is_never_sent_again() -> None:
    """Not even with `resend`."""
    flow = make_flow(retry=Retry(attempts=3, resend=True))
    play(flow, [OK, sse(piece("hel")), RESET])

    assert (1, "interrupted") == (flow.journal.stats.sends, flow.journal.status)


CONTENT = {"choices": [{"message": {"content": "part"}, "error": {"code": 429, "message": "no"}}]}
NO_CONTENT = {"choices": [{"message": {"content": ""}, "error": {"code": 429, "message": "no"}}]}


@pytest.mark.parametrize(("body", "sends"), [(CONTENT, 1), (NO_CONTENT, 2)])
def test_an_answer_in_one_piece_is_not_sent_again_after_content(body: dict[str, Any], sends: int) -> None:
    """A whole body whose choice failed after some text is billed work, and is kept as `partial`."""
    flow = make_flow(retry=Retry(attempts=2))
    reply = ChatResponse.from_dict(body).to_json()
    complete(flow, [Head(200, {}), reply, END] * sends)
    error = flow.journal.error

    assert sends == flow.journal.stats.sends
    assert isinstance(error, errors.RateLimitError)
    assert error.partial is not None
    assert body["choices"][0]["message"]["content"] == error.partial.text


def test_what_was_held_back_comes_when_no_retry_follows() -> None:
    """Chunks without content wait while a retry may follow, and are delivered before the error otherwise."""
    flow = make_flow(retry=Retry(attempts=2))
    steps = play(flow, [OK, sse(ROLE), sse(piece("")), sse({"error": {"code": 400, "message": "no"}}), DONE, END])

    assert "Open Read Read Read Read Read Shut Emit" == names(steps)
    assert 3 == len(chunks(steps)) == flow.journal.stats.chunks


def test_what_was_held_back_goes_when_a_retry_follows() -> None:
    """Nothing of a failed attempt is in the answer."""
    flow = make_flow(retry=Retry(attempts=2))
    first = {"id": "gen-0", "model": "other", **ROLE}
    steps = play(flow, [OK, sse(first, {"error": {"code": 429, "message": "no"}}) + DONE, END, *GOOD])

    assert ["hello"] == [chunk.text for chunk in chunks(steps)]
    assert flow.journal.accumulator.model is None


def test_held_chunks_come_with_the_first_content() -> None:
    """The order of chunks is that of the stream."""
    flow = make_flow(retry=Retry(attempts=2))
    steps = play(flow, [OK, sse(ROLE), sse(piece("a")), sse(piece("b")), DONE, END])

    assert "Open Read Read Emit Read Emit Read Read Shut" == names(steps)
    assert ["", "a", "b"] == [chunk.text for chunk in chunks(steps)]


def test_nothing_is_held_when_no_attempt_is_left() -> None:
    """The last attempt's chunks come at once."""
    flow = make_flow(retry=Retry(attempts=2))
    steps = play(flow, [REFUSED, OK, sse(ROLE), sse(piece("a")) + DONE, END])

    assert "Open Shut Sleep Open Read Emit Read Emit Read Shut" == names(steps)


def test_held_chunks_of_a_whole_answer_come() -> None:
    """A stream without any content that completes delivers what was held."""
    flow = make_flow(retry=Retry(attempts=2))
    steps = play(flow, [OK, sse(ROLE), DONE, END])

    assert 1 == len(chunks(steps))
    assert "completed" == flow.journal.status


@pytest.mark.parametrize(
    ("headers", "body", "pause"),
    [
        ({"retry-after": "7"}, b"", 7.0),
        ({"retry-after": "0"}, b"", 0.0),
        ({"retry-after-ms": "250"}, b"", 0.25),
        ({"retry-after": "Wed, 21 Oct 2026 12:00:09 GMT", "date": "Wed, 21 Oct 2026 12:00:00 GMT"}, b"", 9.0),
        ({"retry-after": "soon"}, b"", 0.5),
        ({"retry-after": "60"}, b"", 60.0),
        ({}, b'{"error":{"availability":{"retryable":true,"retry_after":4}}}', 4.0),
        ({"retry-after": "61"}, b"", None),
        ({"retry-after": "86400"}, b"", None),
    ],
)
def test_the_services_word_on_when_to_return(headers: dict[str, str], body: bytes, pause: float | None) -> None:
    """`Retry-After` wins over the back-off, and a pause longer than `max_wait` is not begun: the error is raised at once."""
    flow = make_flow(retry=Retry(attempts=2, max_wait=60))
    refusal: list[Canned] = [Head(429, headers), *([body] if body else []), END]
    steps = play(flow, refusal if pause is None else refusal + GOOD)

    assert ([] if pause is None else [pause]) == pauses(steps)
    assert ("failed" if pause is None else "completed") == flow.journal.status


def test_the_word_inside_a_stream_counts_too() -> None:
    """`availability.retry_after` of an error inside the stream is waited for."""
    flow = make_flow(retry=Retry(attempts=2))
    error = {"error": {"code": 429, "availability": {"retryable": True, "retry_after": 3}}}
    steps = play(flow, [*inside(error), *GOOD])

    assert [3] == pauses(steps)


@pytest.mark.requirement(51)
@pytest.mark.parametrize(("total", "again"), [(None, True), (11.0, True), (10.0, False), (5.0, False)])
def test_no_pause_goes_past_the_total_deadline(total: float | None, again: bool) -> None:
    """A pause that would not end before the total deadline is not begun."""
    clock = FakeClock()
    flow = make_flow(clock=clock, retry=Retry(attempts=2), timeout=Timeout(total=total))
    refusal: list[Canned] = [Head(429, {"retry-after": "10"}), END]
    play(flow, refusal + GOOD if again else refusal, clock=clock)

    assert ("completed" if again else "failed") == flow.journal.status


def test_the_total_deadline_is_of_all_attempts() -> None:
    """The second attempt has what the first and the pause left of the total."""
    clock = FakeClock()
    flow = make_flow(clock=clock, retry=Retry(attempts=2), timeout=Timeout(total=10))
    replies: list[Canned] = [After(4, Head(503, {})), END, After(99, OK)]
    play(flow, replies, clock=clock)

    assert isinstance(flow.journal.error, errors.APITimeoutError)
    assert ("total", 10) == (flow.journal.error.clock, flow.journal.stats.ended_at)


def test_first_token_is_of_each_attempt() -> None:
    """With `resend` a second attempt has the whole first-token time again."""
    clock = FakeClock()
    flow = make_flow(clock=clock, retry=Retry(attempts=2, resend=True), timeout=Timeout(first_token=10))
    content = sse(piece("hello", finish="stop")) + DONE
    replies: list[Canned] = [After(6, OK), After(6, b"x"), After(6, OK), After(3, content), END]
    play(flow, replies, clock=clock)

    assert "completed" == flow.journal.status
    assert 19.5 == flow.journal.stats.ended_at


@pytest.mark.parametrize(
    ("random", "expected"), [(0.0, [0.5, 1.0, 2.0, 4.0, 5.0, 5.0]), (1.0, [0.375, 0.75, 1.5, 3.0, 3.75, 3.75])]
)
def test_the_back_off_doubles_and_loses_up_to_a_quarter(random: float, expected: list[float]) -> None:
    """Pauses double from half a second up to `max_wait`, each shortened by at most a quarter."""
    flow = make_flow(retry=Retry(attempts=7, max_wait=5), random=lambda: random)

    assert expected == pauses(play(flow, [REFUSED] * 7))


def test_many_attempts_do_not_overflow() -> None:
    """The back-off of attempt 5000 is a number still."""
    flow = make_flow(retry=Retry(attempts=9999))
    flow.journal.stats.sends = 5000

    assert 60.0 == pause_before_next(errors.APIConnectionError("x", sent=False), flow)


def test_attempts_are_told() -> None:
    """`stats.attempts` names each attempt that failed, its error and status, and the pause after it."""
    flow = make_flow(retry=Retry(attempts=3))
    play(flow, [REFUSED, *status(503), *GOOD])
    first = Attempt(1, "APIConnectionError: no answer from the server: connection refused; nothing was sent", None, 0.5)

    assert [first, Attempt(2, "ServiceUnavailableError: no (HTTP 503).", 503, 1.0)] == flow.journal.stats.attempts
    assert 3 == flow.journal.stats.sends


def test_done_of_a_failed_attempt_is_not_that_of_the_answer() -> None:
    """`done_seen` and the response's headers are those of the attempt that brought the answer."""
    flow = make_flow(retry=Retry(attempts=2))
    error = {"error": {"code": 429, "message": "no"}}
    play(flow, [*inside(error), OK, sse(piece("hello", finish="stop")), END])

    assert "completed" == flow.journal.status
    assert not flow.journal.stats.done_seen


@pytest.mark.parametrize("reply", [Failure("cancelled", sent=False)])
def test_a_pause_ends_when_the_call_is_cancelled(reply: Failure) -> None:
    """A cancel during a pause raises at once, and nothing is sent after it."""
    flow = make_flow(retry=Retry(attempts=3))
    from openrouter.core.scripts import stream_chat

    script = stream_chat(flow)
    step: Any = script.send(None)
    step = script.send(REFUSED)
    step = script.send(None)
    with pytest.raises(errors.StreamCancelledError) as caught:
        script.send(reply)

    assert isinstance(step, Sleep)
    assert ("cancelled", caught.value) == (flow.journal.status, flow.journal.error)


@pytest.mark.parametrize(("after", "cancelled"), [(8.0, True), (10.0, True), (10.5, False)])
def test_cancel_after_ends_a_pause(after: float, cancelled: bool) -> None:
    """`cancel_after` counts during pauses too: the pause is cut, and nothing more is sent."""
    clock = FakeClock()
    flow = make_flow(clock=clock, retry=Retry(attempts=2))
    flow.clocks.cancel_after = after
    refusal: list[Canned] = [Head(429, {"retry-after": "10"}), END]
    steps = play(flow, refusal if cancelled else refusal + GOOD, clock=clock)

    assert ("cancelled" if cancelled else "completed") == flow.journal.status
    assert [min(after, 10.0)] == pauses(steps)


@pytest.mark.parametrize("reuse", [True, False])
def test_a_refused_connection_is_given_back_when_its_body_was_read(reuse: bool) -> None:
    """An error's body read to its end leaves a connection that the next attempt may use."""
    flow = make_flow()
    end: Canned = END if reuse else RESET

    assert [reuse] == shuts(play(flow, [Head(503, {}), b"busy", end]))
