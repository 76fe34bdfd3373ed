"""What a stream tells about itself."""

from __future__ import annotations

import warnings
from contextlib import nullcontext
from typing import Any

import pytest

from openrouter.core.facts import StreamFacts, abandoned
from openrouter.core.journal import Journal
from openrouter.core.options import Limits
from openrouter.core.steps import Head
from openrouter.models import ChatChunk
from tests.play import END, RESET, USAGE, make_flow, piece, play, sse


class BetweenAttempts(Journal):
    """A journal whose next attempt begins whenever somebody has just looked at the head of the last one."""

    looked = False

    @property
    def head(self) -> Head | None:
        """A head at the first look, none at the next."""
        self.looked = not self.looked
        return Head(200, {"x-request-id": "r", "x-generation-id": "g"}) if self.looked else None

    @head.setter
    def head(self, head: Head | None) -> None:
        pass


class Told(StreamFacts):
    """A stream that does nothing else."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal


def test_before_the_first_byte() -> None:
    """Everything may be asked before there is anything."""
    told = Told(Journal(Limits()))

    assert ("", "", [], None, None, None) == (
        told.text, told.reasoning, told.tool_calls, told.finish_reason, told.usage, told.cost,
    )  # fmt: skip
    assert (None, None, None, None, None, {}, "pending", None) == (
        told.id, told.model, told.provider, told.generation_id, told.request_id, told.headers, told.status, told.cached,
    )  # fmt: skip
    assert told.response.is_empty
    assert 0 == told.ready


@pytest.mark.parametrize("fact", ["generation_id", "request_id", "cf_ray", "http_status", "cached", "headers"])
def test_what_another_thread_asks_between_two_attempts(fact: str) -> None:
    """The head of a response is looked at once, and may go meanwhile."""
    getattr(Told(BetweenAttempts(Limits())), fact)


def test_what_is_here_and_not_delivered() -> None:
    """Who shows an answer may wait with it for as long as more is here already."""
    journal = Journal(Limits())
    journal.ready.extend([ChatChunk(), ChatChunk()])
    told, left = Told(journal), []
    while told.ready:
        left.append(told.ready)
        journal.take()

    assert [2, 1] == left


def test_after_an_error() -> None:
    """Everything that was delivered is there after an error too."""
    flow = make_flow()
    head = Head(
        200, {"content-type": "text/event-stream", "x-request-id": "r", "x-generation-id": "g", "set-cookie": "c"}
    )
    first = {
        **piece("a", reasoning="why", tool_calls=[{"index": 0, "id": "c", "function": {"name": "f"}}]),
        "model": "m",
        "provider": "p",
    }
    usage = {"choices": [], "usage": {**USAGE["usage"], "cost": 0.5}}
    play(flow, [head, sse(first, usage, piece(finish="stop")), RESET])
    told = Told(flow.journal)

    assert ("a", "why", "c", "stop", 0.5) == (
        told.text,
        told.reasoning,
        told.tool_calls[0].id,
        told.finish_reason,
        told.cost,
    )
    assert ("gen-1", "m", "p", "g", "r", "interrupted") == (
        told.id, told.model, told.provider, told.generation_id, told.request_id, told.status,
    )  # fmt: skip
    assert {"content-type": "text/event-stream", "x-request-id": "r", "x-generation-id": "g"} == told.headers
    assert told.usage is not None
    assert 3 == told.usage.total_tokens
    assert 3 == told.stats.chunks


def test_usage_without_a_cost() -> None:
    """The cost is None where the usage has none."""
    flow = make_flow()
    play(flow, [Head(200, {}), sse(piece("a", finish="stop"), USAGE), END])

    assert Told(flow.journal).cost is None


@pytest.mark.parametrize("status", ["pending", "streaming"])
def test_a_stream_that_was_dropped(status: Any) -> None:
    """Its connection is closed and it is left, with a warning once it had begun, and also where the warning is an error."""
    flow, closed = make_flow(), list[bool]()
    flow.journal.status = status
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ResourceWarning, match="dropped") if status == "streaming" else nullcontext():
            abandoned(flow, lambda: closed.append(True))

    assert ([True], "closed") == (closed, flow.journal.status)
