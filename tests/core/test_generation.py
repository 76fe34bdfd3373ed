"""The note of a generation is asked for with patience."""

from __future__ import annotations

import json
from typing import Any

import pytest

from openrouter import errors
from openrouter.core.flow import Flow
from openrouter.core.generation import PATIENT, fetch_generation, generation_call
from openrouter.core.journal import Journal
from openrouter.core.options import Limits, Timeout
from openrouter.core.settings import settings
from openrouter.core.steps import Head, Open
from openrouter.models import Generation
from tests.play import END, KEY, REFUSED, RESET, Canned, FakeClock, error_body, pauses, play

JSON = Head(200, {"content-type": "application/json"})
NOTE = [JSON, json.dumps({"data": {"id": "gen-1", "total_cost": 0.25, "cancelled": True}}).encode(), END]
NOT_YET: list[Canned] = [Head(404, {}), error_body(404), END]


def asked(replies: list[Canned]) -> tuple[Flow, list[Any], Any]:
    """The flow, the steps and the result of asking."""
    options: dict[str, Any] = dict.fromkeys(
        ("model", "base_url", "timeout", "retry", "app_name", "app_url", "headers", "proxy", "verify")
    )
    made = settings(environment={}, api_key=KEY, limits=Limits(), allow_http=False, **options)
    call = generation_call(made, "gen-1/?")
    flow = Flow(call, Journal(call.limits), Timeout(), PATIENT, FakeClock().now, lambda: 0.0)
    results: list[Any] = []

    def script(flow: Flow) -> Any:
        results.append((yield from fetch_generation(flow)))

    return flow, play(flow, replies, script=script), results


def test_the_note_is_asked_for_by_its_id() -> None:
    """A GET with the id, decoded to a `Generation`."""
    flow, steps, (note,) = asked(NOTE)
    assert isinstance(steps[0], Open)
    request = steps[0].request

    assert ("GET", b"") == (request.method, request.body)
    assert request.url.endswith("/generation?id=gen-1%2F%3F")
    assert isinstance(note, Generation)
    assert (0.25, True) == (note.total_cost, note.cancelled)
    assert "completed" == flow.journal.status


def test_a_note_that_is_not_there_yet_is_asked_for_again() -> None:
    """404 means "not yet" for about 15 seconds; breaks and refused connections are tried again too, since asking costs nothing."""
    _, steps, results = asked([*NOT_YET, REFUSED, RESET, *NOTE])

    assert [0.5, 1.0, 2.0] == pauses(steps)
    assert 1 == len(results)

    flow, steps, _ = asked(NOT_YET * 8)

    assert isinstance(flow.journal.error, errors.NotFoundError)
    assert [0.5, 1.0, 2.0, 4.0, 4.0, 4.0, 4.0] == pauses(steps)


@pytest.mark.parametrize("body", [b"[]", b'{"data": null}', b"{}", b'{"data": {"id": 1}}', b"{"])
def test_a_body_without_a_note(body: bytes) -> None:
    """What is no note is a DecodeError, not an empty one."""
    flow, _, _ = asked([JSON, body, END])

    assert isinstance(flow.journal.error, errors.DecodeError)


def test_a_page_is_no_note() -> None:
    """HTML is told as such; a cut body is a break, and asked for again."""
    flow, _, _ = asked([Head(200, {"content-type": "text/html"}), b"<html>"])

    assert isinstance(flow.journal.error, errors.UnexpectedResponseError)

    _, _, results = asked([JSON, RESET, *NOTE])

    assert 1 == len(results)


def test_there_must_be_an_id() -> None:
    """Before an answer has begun there is nothing to ask for."""
    with pytest.raises(errors.ConfigurationError, match="has not begun"):
        generation_call(None, None)  # type: ignore[arg-type]
