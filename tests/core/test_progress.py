"""Progress, told now and then."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter.core.progress import progress_hooks
from openrouter.errors import ConfigurationError
from tests.play import DONE, OK, RESET, After, FakeClock, make_flow, piece, play, sse


def heard(replies: list[Any]) -> list[tuple[float, int, str]]:
    """When a function was told, of how much, and how the call stood."""
    clock, found = FakeClock(), list[tuple[float, int, str]]()
    flow = make_flow(
        clock=clock,
        hooks=progress_hooks(lambda stats: found.append((round(stats.duration, 3), stats.characters, flow.journal.status))),
    )
    play(flow, replies, clock=clock)
    return found


def test_progress_is_told_ten_times_a_second_at_most() -> None:
    """The first chunk, then none within a tenth of a second, and the end, once."""
    pieces = [After(0.04, sse(piece("ab"))) for _ in range(8)]

    assert [
        (0.04, 2, "streaming"),
        (0.16, 8, "streaming"),
        (0.28, 14, "streaming"),
        (0.32, 16, "completed"),
    ] == heard([OK, *pieces, sse(piece(finish="stop")) + DONE, b""])


def test_the_end_is_told_whatever_it_is() -> None:
    """An answer that breaks, and one that never begins."""
    assert [(0.0, 1, "streaming"), (0.0, 1, "interrupted")] == heard([OK, sse(piece("a")), RESET])
    assert ["failed"] == [status for _, _, status in heard([RESET])]


def test_what_on_progress_takes() -> None:
    """A function, or None."""
    assert () == progress_hooks(None)
    with pytest.raises(ConfigurationError, match="on_progress must be a function"):
        progress_hooks(5)
