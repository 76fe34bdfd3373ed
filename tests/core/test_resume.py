"""An answer that breaks off is continued, once asked for, and only where the parts can be joined."""

from __future__ import annotations

import json
from typing import Any

import pytest

from openrouter import errors
from openrouter.core.flow import Flow
from openrouter.core.options import Retry, Timeout
from openrouter.core.steps import Failure, Head, Open, Step
from tests.play import (
    DONE,
    END,
    OK,
    REFUSED,
    RESET,
    USAGE,
    After,
    Canned,
    FakeClock,
    chunks,
    error_body,
    make_flow,
    piece,
    play,
    sse,
)

ASKED = {"model": "m", "messages": [{"role": "user", "content": "hi"}], "stream": True}
BEGUN = [OK, sse(piece("Hello ")), sse(piece("wör"))]


def resumed(replies: list[Canned], *, attempts: int = 3, **options: Any) -> tuple[Flow, list[Step]]:
    """A call that may be resumed, played to its end."""
    flow = make_flow(retry=Retry(attempts=attempts), body=options.pop("body", ASKED), resume=True, **options)
    return flow, play(flow, replies)


def prefills(steps: list[Step]) -> list[Any]:
    """The last message of each request after the first."""
    return [json.loads(step.request.body)["messages"][-1] for step in steps if isinstance(step, Open)][1:]


@pytest.mark.parametrize(
    "end",
    [
        [RESET],
        [END],
        [sse({"error": {"code": 502, "message": "gone"}, "choices": [{"finish_reason": "error"}]}) + DONE, END],
        [sse({"choices": [{"finish_reason": "error"}]}) + DONE, END],
    ],
    ids=["reset", "truncated", "error", "finish reason"],
)
@pytest.mark.parametrize("rest", ["ld!", "Hello wörld!"])
def test_an_answer_is_continued(end: list[Canned], rest: str) -> None:
    """After a break the model is given its begin and goes on; the whole text is there once, and is marked."""
    flow, steps = resumed([*BEGUN, *end, OK, sse(piece(rest), piece("", finish="stop"), USAGE) + DONE, END])
    answer = flow.journal.accumulator

    assert ("completed", "Hello wörld!", "stop") == (flow.journal.status, answer.text, answer.finish_reason)
    assert "Hello wörld!" == "".join(chunk.text for chunk in chunks(steps))
    assert [{"role": "assistant", "content": "Hello wör"}] == prefills(steps)
    assert (1, 1, 2) == (answer.response().resumed, flow.journal.stats.resumed, flow.journal.stats.sends)
    assert 3 == flow.journal.accumulator.usage.total_tokens  # type: ignore[union-attr]
    assert "gen-1" == flow.journal.stats.attempts[0].generation_id


def test_it_breaks_twice() -> None:
    """Each break takes one of the attempts; the second continuation is given all that came before."""
    rest = sse(piece("!", finish="stop")) + DONE
    flow, steps = resumed([*BEGUN, RESET, OK, sse(piece("ld")), RESET, OK, rest, END])

    assert ["Hello wör", "Hello wörld"] == [message["content"] for message in prefills(steps)]
    assert "Hello wörld!" == flow.journal.accumulator.text
    assert 2 == flow.journal.accumulator.response().resumed


def test_a_continuation_that_cannot_be_sent_is_sent_again() -> None:
    """The rules of the retry hold for the rest of the answer too."""
    flow, _ = resumed(
        [*BEGUN, RESET, REFUSED, OK, sse(piece("ld!", finish="stop")) + DONE, END], attempts=4
    )

    assert ("completed", "Hello wörld!") == (flow.journal.status, flow.journal.accumulator.text)
    assert 1 == flow.journal.stats.resumed


def test_a_continuation_that_breaks_before_its_first_text_is_asked_for_again() -> None:
    """A break without anything new does not end the attempts, nor double anything that was held back."""
    flow, steps = resumed([*BEGUN, RESET, OK, sse(piece("Hel")), RESET, OK, sse(piece("ld!", finish="stop")) + DONE, END])

    assert "Hello wörld!" == flow.journal.accumulator.text
    assert ["Hello wör"] * 2 == [message["content"] for message in prefills(steps)]


def test_a_continuation_in_one_piece() -> None:
    """A server that does not stream the rest is understood."""
    body = json.dumps({"choices": [{"message": {"content": "Hello wörld!"}, "finish_reason": "stop"}]}).encode()
    flow, _ = resumed([*BEGUN, RESET, Head(200, {"content-type": "application/json"}), body, END])

    assert ("completed", "Hello wörld!") == (flow.journal.status, flow.journal.accumulator.text)


def test_the_callers_own_begin_is_kept() -> None:
    """Where the request ends with the beginning of the answer, what was delivered is added to that."""
    body = {"messages": [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "Well, "}]}
    flow, steps = resumed([*BEGUN, RESET, OK, sse(piece("ld!", finish="stop")) + DONE, END], body=body)

    assert [{"role": "assistant", "content": "Well, Hello wör"}] == prefills(steps)
    assert "Hello wörld!" == flow.journal.accumulator.text


def test_a_stall_is_a_break() -> None:
    """The idle time-out is resumed; the total one is not."""
    clock = FakeClock()
    flow = make_flow(
        clock=clock, timeout=Timeout(idle=5, total=60), retry=Retry(attempts=3), body=ASKED, resume=True
    )
    play(flow, [*BEGUN, After(6, b""), OK, sse(piece("ld!", finish="stop")) + DONE, END], clock=clock)

    assert ("completed", "Hello wörld!") == (flow.journal.status, flow.journal.accumulator.text)

    flow = make_flow(clock=clock, timeout=Timeout(total=5), retry=Retry(attempts=3), body=ASKED, resume=True)
    play(flow, [*BEGUN, After(6, b"")], clock=clock)

    assert "timed_out" == flow.journal.status


SIGNED = {"type": "reasoning.text", "text": "hm", "signature": "abc"}
ENCRYPTED = {"type": "reasoning.encrypted", "data": "abc"}
CALLED = {"index": 0, "id": "1", "function": {"name": "f", "arguments": "{"}}
IMAGE = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AA=="}}


@pytest.mark.parametrize(
    ("begun", "reason"),
    [
        ([piece("Hi", tool_calls=[CALLED])], "tool calls had begun"),
        ([piece("Hi", reasoning_details=[SIGNED])], "reasoning had been signed"),
        ([piece("Hi", reasoning_details=[ENCRYPTED])], "reasoning had been signed"),
        ([piece(reasoning="hm")], "there is no text"),
        ([piece("Hi", index=0), piece("Hi", index=1)], "there are several choices"),
        ([piece("Hi", finish="stop")], "the model had finished"),
        ([piece("Hi", images=[IMAGE])], "an image or audio had begun"),
        ([piece("Hi", audio={"data": "AA=="})], "an image or audio had begun"),
        ([piece("Hi", refusal="no")], "a refusal had begun"),
    ],
)
def test_what_cannot_be_joined_is_refused(begun: list[dict[str, Any]], reason: str) -> None:
    """Where the parts could not be joined the error is raised as without `resume`, and says why."""
    flow, _ = resumed([OK, sse(*begun), RESET])
    error = flow.journal.error

    assert isinstance(error, errors.StreamInterruptedError)
    assert f"not resumed: {reason}" in str(error)
    assert 1 == flow.journal.stats.sends


def test_unsigned_reasoning_before_text_does_not_stop_it() -> None:
    """Reasoning that nobody signed belongs to the answer, and the text goes on."""
    detail = {"type": "reasoning.text", "text": "hm"}
    begun = sse(piece(reasoning="hm", reasoning_details=[detail]), piece("Hel"))
    flow, _ = resumed([OK, begun, RESET, OK, sse(piece("lo", finish="stop")) + DONE, END])

    assert ("Hello", "hm") == (flow.journal.accumulator.text, flow.journal.accumulator.reasoning)


def test_the_attempts_and_the_time_bound_it() -> None:
    """Without another attempt the break is raised, and says so."""
    flow, _ = resumed([*BEGUN, RESET], attempts=1)

    assert "not resumed: no attempt or no time is left" in str(flow.journal.error)


@pytest.mark.parametrize(
    "end",
    [sse("{"), sse({"error": {"code": 400, "message": "no"}}), Failure("cancelled")],
    ids=["malformed", "bad request", "cancelled"],
)
def test_other_ends_are_no_breaks(end: Canned) -> None:
    """Malformed events, refusals and the caller's own cancellation are raised as they are."""
    replies = [*BEGUN, end] if isinstance(end, Failure) or b"error" not in end else [*BEGUN, end, END]
    flow, _ = resumed(replies)

    assert "not resumed" not in str(flow.journal.error)
    assert 1 == flow.journal.stats.sends


def test_without_resume_nothing_is_sent_again() -> None:
    """It is off unless asked for: what came before the break was billed."""
    flow = make_flow(retry=Retry(attempts=3), body=ASKED)
    play(flow, [*BEGUN, RESET])

    assert ("interrupted", 1) == (flow.journal.status, flow.journal.stats.sends)


def test_a_refusal_of_the_continuation_is_raised() -> None:
    """A model that takes no begin of an answer refuses; the caller has the partial."""
    refusal = [Head(400, {}), error_body(400, "no prefill"), END]
    flow, _ = resumed([*BEGUN, RESET, *refusal])
    error = flow.journal.error

    assert isinstance(error, errors.BadRequestError)
    assert error.partial is not None
    assert "Hello wör" == error.partial.text


@pytest.mark.parametrize("view", ["events", "raw"])
def test_every_way_of_reading_sees_the_joined_text(view: Any) -> None:
    """Keep-alives pass through a seam, and a chunk in a received event is joined as any other."""
    rest = b": still here\n\n" + sse(piece("Hello wörld!", finish="stop")) + DONE
    flow, _ = resumed([*BEGUN, RESET, OK, rest, END], view=view)

    assert "Hello wörld!" == flow.journal.accumulator.text
