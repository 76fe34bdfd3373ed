"""Errors that come inside a stream of status 200."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..actions import Action
from ..format import CREATED, DONE, PROVIDER, event
from .blocks import chunk, delta, deltas, whole
from .entry import ScenarioEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..received import ReceivedRequest


def mid_error(request: ReceivedRequest) -> Iterator[Action]:
    """After two deltas a chunk with an error, 502, and the finish reason `error`."""
    failed = delta(request, finish="error", error=_error(502, "The provider disconnected"))
    return whole(request, [*deltas(request)[:2], failed])


def mid_error_bare(request: ReceivedRequest) -> Iterator[Action]:
    """After two deltas an error, 429, with nothing of a chunk around it; then `[DONE]`."""
    bare = event({"error": _error(429, "The provider is overrun"), "user_id": "user_fake"})
    return whole(request, [*deltas(request)[:2], bare, DONE])


def mid_error_event(request: ReceivedRequest) -> Iterator[Action]:
    """After one delta an event of the type `error`, 500."""
    named = b"event: error\n" + event({"error": _error(500, "Something broke"), "created": CREATED})
    return whole(request, [deltas(request)[0], named])


def first_error(request: ReceivedRequest) -> Iterator[Action]:
    """The first event is an error, 400."""
    return whole(request, [chunk(request, error=_error(400, "The model refused the request"), choices=[])])


def finish_error_no_body(request: ReceivedRequest) -> Iterator[Action]:
    """After one delta the finish reason `error`, with no error object anywhere; then `[DONE]`."""
    return whole(request, [deltas(request)[0], delta(request, finish="error"), DONE])


def choice_error(request: ReceivedRequest) -> Iterator[Action]:
    """After one delta an error, 502, inside of the choice; then `[DONE]`."""
    choice = {"index": 0, "delta": {"content": ""}, "finish_reason": "error", "error": _error(502, "Upstream failed")}
    return whole(request, [deltas(request)[0], chunk(request, choices=[choice]), DONE])


def _error(code: int, message: str) -> dict[str, Any]:
    return {"code": code, "message": message, "metadata": {"provider_name": PROVIDER}}


ENTRIES = [
    ScenarioEntry.of(function)
    for function in (mid_error, mid_error_bare, mid_error_event, first_error, finish_error_no_body, choice_error)
]
