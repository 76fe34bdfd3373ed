"""What each reader of a stream that was split sees."""

from __future__ import annotations

import pytest

from openrouter.core.journal import Notice
from openrouter.core.receiver import KeepAlive, Received
from openrouter.core.tee import checked_count, left_error, seen_as
from openrouter.errors import ConfigurationError, OpenRouterError
from openrouter.models import ChatChunk
from tests.play import DONE, OK, ROLE, delivered, make_flow, piece, play, sse

CHUNK = ChatChunk.from_dict(piece("a"))


def test_what_each_view_shows() -> None:
    """Chunks only, chunks and what happens around them, or events as received."""
    whole, bare = play_all(), [CHUNK, KeepAlive("c"), Notice(1, 0.0, OpenRouterError("no"))]
    shown = {view: [seen_as(item, view) for item in [*whole, *bare]] for view in ("chunks", "events", "raw")}  # type: ignore[arg-type]

    assert [ChatChunk] * 3 == [type(item) for item in shown["chunks"] if item is not None]
    assert [KeepAlive, ChatChunk, ChatChunk, ChatChunk, KeepAlive, Notice] == [
        type(item) for item in shown["events"] if item is not None
    ]
    assert [Received] * 3 == [type(item) for item in shown["raw"] if item is not None]


def play_all() -> list[object]:
    """The items of a stream in the view for several readers."""
    return delivered(play(make_flow(view="all"), [OK, b": c\n\n" + sse(ROLE, piece("a", finish="stop")) + DONE, b""]))


def test_counts() -> None:
    """A whole number from 1."""
    assert 3 == checked_count(3)
    with pytest.raises(ConfigurationError, match=r"tee\(\) takes a whole number"):
        checked_count(0)


def test_the_error_of_a_branch_that_was_left() -> None:
    """It tells of the call as others do, and is no outcome of it."""
    flow = make_flow()
    play(flow, [OK, sse(piece("a", finish="stop")) + DONE, b""])
    error = left_error(flow)

    assert error.partial is not None
    assert ("a", 1, "completed") == (error.partial.text, error.attempts, flow.journal.status)
