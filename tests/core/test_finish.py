"""Answers that were stopped in the middle, and callers who want an error for it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from openrouter import errors
from openrouter.core.finish import checked_raise_on
from openrouter.core.hooks import CallFacts, Hooks
from openrouter.core.options import Retry
from openrouter.core.steps import Head
from tests.play import DONE, END, OK, USAGE, chunks, complete, make_flow, names, piece, play, shuts, sse

BOTH = frozenset({"length", "content_filter"})
JSON = Head(200, {"content-type": "application/json"})


def body(*choices: dict[str, Any]) -> bytes:
    """The body of an answer in one piece."""
    return json.dumps({"id": "gen-1", "choices": choices, "usage": USAGE["usage"]}).encode()


def choice(reason: str, index: int = 0, text: str = "Once") -> dict[str, Any]:
    """A choice of an answer in one piece."""
    return {"index": index, "finish_reason": reason, "message": {"role": "assistant", "content": text}}


@pytest.mark.parametrize("reason", ["length", "content_filter"])
def test_a_stream_that_was_stopped(reason: str) -> None:
    """Everything is delivered, the usage too, then the error is raised, and the connection is kept for the next call."""
    ended: list[str] = []
    flow = make_flow(
        raise_on=BOTH, hooks=[Hooks(on_end=lambda call: ended.append(call.status))], retry=Retry(attempts=3)
    )
    steps = play(flow, [OK, sse(piece("Once"), piece("", finish=reason), USAGE) + DONE, END])
    error = flow.journal.error

    assert isinstance(error, errors.OutputTruncatedError)
    assert (reason, "Once", 2) == (error.finish_reason, error.partial.text, error.partial.usage.completion_tokens)  # type: ignore[union-attr]
    assert "Once" == "".join(chunk.text for chunk in chunks(steps))
    assert ([True], "failed", ["failed"]) == (shuts(steps), flow.journal.status, ended)


@pytest.mark.parametrize(
    ("raise_on", "reason"),
    [
        (BOTH, "stop"),
        (BOTH, "tool_calls"),
        ({"length"}, "content_filter"),
        ((), "length"),
        (BOTH, "a reason of next year"),
    ],
)
def test_what_is_no_error(raise_on: Any, reason: str) -> None:
    """Other reasons, and reasons that nobody asked to be told of, complete the answer."""
    flow = make_flow(raise_on=frozenset(raise_on))
    play(flow, [OK, sse(piece("Once", finish=reason)) + DONE, END])

    assert ("completed", None) == (flow.journal.status, flow.journal.error)


def test_an_answer_in_one_piece() -> None:
    """The same holds for an answer in one piece, of which any choice may be stopped; it is not asked for again."""
    flow = make_flow(raise_on=BOTH, retry=Retry(attempts=3))
    steps = complete(flow, [JSON, body(choice("stop"), choice("length", 1, "Twice")), END])
    error = flow.journal.error

    assert isinstance(error, errors.OutputTruncatedError)
    assert error.partial is not None
    assert ["Once", "Twice"] == [each.message.text for each in error.partial.choices or () if each.message]
    assert "Open Read Read Shut" == names(steps)


def test_an_empty_answer_is_not_asked_for_again() -> None:
    """A filter that lets nothing through was billed like an answer."""
    flow = make_flow(raise_on=BOTH, retry=Retry(attempts=3))
    steps = complete(flow, [JSON, body(choice("content_filter", text="")), END])

    assert "Open Read Read Shut" == names(steps)
    assert isinstance(flow.journal.error, errors.OutputTruncatedError)


def test_a_stopped_answer_is_not_continued() -> None:
    """`resume` is for what broke off; the model that reached its limit had an end."""
    flow = make_flow(raise_on=BOTH, retry=Retry(attempts=3), resume=True, body={"messages": []})
    steps = play(flow, [OK, sse(piece("Once", finish="length")) + DONE, END])

    assert 1 == names(steps).split().count("Open")
    assert isinstance(flow.journal.error, errors.OutputTruncatedError)


def test_a_whole_body_in_place_of_a_stream() -> None:
    """Where the service answers a stream with one body, the rule is the same."""
    flow = make_flow(raise_on=BOTH)
    steps = play(flow, [JSON, body(choice("length")), END])

    assert "Once" == "".join(chunk.text for chunk in chunks(steps))
    assert isinstance(flow.journal.error, errors.OutputTruncatedError)


def test_the_hooks_are_told() -> None:
    """The end of the call has the error."""
    told: list[CallFacts] = []
    flow = make_flow(raise_on=BOTH, hooks=[Hooks(on_end=told.append)])
    play(flow, [OK, sse(piece("Once", finish="length")) + DONE, END])

    assert [flow.journal.error] == [call.error for call in told]


def test_an_error_of_the_service_goes_before() -> None:
    """What failed is not said to have been stopped."""
    flow = make_flow(raise_on=BOTH)
    play(flow, [OK, sse(piece("Once", finish="length"), {"error": {"code": 502, "message": "down"}}) + DONE, END])

    assert isinstance(flow.journal.error, errors.StreamProviderError)


@pytest.mark.parametrize(
    ("given", "expected"),
    [((), set()), ("length", {"length"}), (["content_filter"], {"content_filter"}), (BOTH, BOTH)],
)
def test_raise_on(given: Any, expected: set[str]) -> None:
    """One reason or several, in any collection."""
    assert expected == checked_raise_on(given)


@pytest.mark.parametrize("given", ["stop", ["length", "stop"], 5, None, True, [5]])
def test_what_raise_on_does_not_take(given: Any) -> None:
    """Another reason is refused, with those that there are."""
    with pytest.raises(errors.ConfigurationError, match=r"raise_on must be of 'length', 'content_filter', not "):
        checked_raise_on(given)
