"""From the bytes of a body to the chunks of an answer."""

from __future__ import annotations

import json

import pytest

from openrouter.core.accumulator import Accumulator
from openrouter.core.options import Limits
from openrouter.core.receiver import KeepAlive, Received, Receiver
from openrouter.core.stats import Stats
from openrouter.errors import LimitExceededError
from openrouter.models import ChatChunk
from tests.play import DONE, ROLE, USAGE, piece, sse


def receiver(*, raw: bool = False, limits: Limits | None = None) -> Receiver:
    """A receiver with statistics of its own."""
    return Receiver(limits or Limits(), "raise", Stats(Accumulator()), raw)


def test_what_a_read_brought() -> None:
    """A receiver tells of the last bytes only whether they held a chunk, and content."""
    made = receiver()
    seen = []
    for data in (sse(piece("a")), sse(ROLE), b": x\n\n", sse(piece("b")), b""):
        made.receive(data)
        seen.append((made.brought_chunk, made.brought_content))

    assert [(True, True), (True, False), (False, False), (True, True), (False, False)] == seen


def test_content_anywhere_in_a_read_counts() -> None:
    """A read brought content if any of its events did."""
    made = receiver()
    made.receive(sse(piece("a"), ROLE))

    assert made.brought_content


def test_comments_are_counted_in_every_read() -> None:
    """Keep-alives count also in the read that brings the end, and the texts are given once."""
    made = receiver()
    items = made.receive(b": a\n\n" + sse(piece("x")) + b": b\n\n" + DONE + b": c\n\n")

    assert 3 == made.stats.keepalives
    assert [" a", " b", " c"] == [item.comment for item in items if isinstance(item, KeepAlive)]
    assert [] == list(made._events.comments)


def test_many_comments_are_counted_and_the_last_kept() -> None:
    """A flood of comments costs bounded memory and is counted all the same."""
    made = receiver()
    items = made.receive(b":\n" * 5000)

    assert 5000 == made.stats.keepalives
    assert 1000 == len(items)


@pytest.mark.parametrize("text", ["[DONE]", " [DONE] ", "[DONE]\n", "\n[DONE]"])
def test_done_may_have_blanks_around_it(text: str) -> None:
    """`[DONE]` is recognised with white space around it."""
    made = receiver()
    made.receive("".join(f"data:{line}\n" for line in text.split("\n")).encode() + b"\n")

    assert made.done
    assert made.stats.done_seen


@pytest.mark.parametrize(
    ("end", "done"), [(b"data: [DONE]", True), (b"data:[DONE]\n", True), (b"data: [DONE", False), (b"", False)]
)
def test_done_may_lack_its_blank_line(end: bytes, done: bool) -> None:
    """`[DONE]` in a block that nothing ends counts when the body ends."""
    made = receiver()
    made.receive(sse(piece("a")) + end)
    before = made.done
    made.close()

    assert (False, done) == (before, made.done)


def test_nothing_is_taken_after_done() -> None:
    """What stands after `[DONE]` is no part of the answer."""
    made = receiver()

    assert 1 == len(made.receive(sse(piece("a")) + DONE + sse(piece("b"))))


def test_half_a_character_at_the_end() -> None:
    """What is left of a character is given when the answer is known to be whole, and not by the receiver's own choice."""
    made = receiver()
    items = made.receive(sse(piece("a\ud83d")) + DONE)

    assert ["a"] == [item.text for item in items if isinstance(item, ChatChunk)]
    assert ["\ufffd"] == [item.text for item in made.leftovers() if isinstance(item, ChatChunk)]
    assert [] == made.leftovers()


def test_the_raw_view_wraps_what_was_received() -> None:
    """In the raw view a chunk comes with its event; a chunk that no event brought comes bare."""
    made = receiver(raw=True)
    items = made.receive(sse(piece("a\ud83d")) + DONE)

    assert [Received, Received] == [type(item) for item in items]
    assert isinstance(items[0], Received)
    assert (json.dumps(piece("a\ud83d")), "a") == (items[0].event.data, items[0].chunk and items[0].chunk.text)
    assert [ChatChunk] == [type(item) for item in made.leftovers()]


@pytest.mark.parametrize(
    ("limits", "data", "name"),
    [
        (Limits(event=100), b"data: " + b"x" * 200, "event"),
        (Limits(event=100), b"data: x\n" * 60, "event"),
        (Limits(line=100), b": " + b"x" * 200, "line"),
        (Limits(line=100), b"data: " + b"x" * 200, "line"),
        (Limits(line=100), b"data: " + b"1" * 200 + b"\n\n", "line"),
        (Limits(event=100), b"data: " + b"1" * 200 + b"\n\n", "event"),
    ],
)
def test_bounds_of_what_is_held(limits: Limits, data: bytes, name: str) -> None:
    """An event or a line that grows past its bound is an error before its end comes."""
    made = receiver(limits=limits)
    made.receive(data)

    assert isinstance(made.error, LimitExceededError)
    assert name == made.error.limit


@pytest.mark.parametrize(
    ("limits", "data", "accepted"),
    [
        (Limits(line=40), b"data: " + b"1" * 34 + b"\n\n", True),
        (Limits(line=40), b"data: " + b"1" * 35 + b"\n\n", False),
        (Limits(line=40), b"data: 1\n\ndata:" + b"1" * 35 + b"\r\rdata: 2\n\n", True),
        (Limits(line=40), b": " + b"c" * 38 + b"\r\n" + b"id: " + b"1" * 36 + b"\ndata: 1\n\n", True),
        (Limits(line=40), b": " + b"c" * 39 + b"\r\n", False),
        (Limits(line=9), b"data: 1\n\n" * 20, True),
        (Limits(event=30), b"data: " + b"1" * 30 + b"\n\n", True),
        (Limits(event=30), b"data: " + b"1" * 31 + b"\n\n", False),
        (Limits(event=30), b"data:" + b"1" * 31, False),
        (Limits(event=30), b"data: 1234567890\ndata: 1234567890\n" + b"data:   345678\n\n", True),
        (Limits(event=30), b"data: 1234567890\ndata: 1234567890\n" + b"data:   3456789\n", False),
        (Limits(event=30), "data: {}\n\n".format("\u00fc" * 15).encode(), True),
        (Limits(event=30), "data: {}\n\n".format("\u00fc" * 16).encode(), False),
        (Limits(event=30), b": " + b"c" * 100 + b"\nevent: " + b"x" * 100 + b"\ndata: 1\n\n", True),
        (Limits(event=30, line=40), b"\xef\xbb\xbfdata: " + b"1" * 30 + b"\n\n", True),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 7, 29, 30, 31, 40, 1000])
def test_bounds_do_not_depend_on_the_cuts(limits: Limits, data: bytes, accepted: bool, size: int) -> None:
    """A line has so many bytes, and an event so many of data, whether they come in one read or byte by byte."""
    made = Receiver(limits, "skip", Stats(Accumulator()), raw=False)
    for start in range(0, len(data), size):
        if made.error is None:
            made.receive(data[start : start + size])

    assert accepted is (made.error is None)
    assert made.error is None or isinstance(made.error, LimitExceededError)


def test_nothing_is_taken_after_an_error_and_the_usage() -> None:
    """When an error and the usage have come nobody waits for more, so more in the same read is not taken either."""
    made = receiver()
    items = made.receive(sse(piece("a"), {"error": {"code": 502}}, USAGE, piece("b")) + b"data: no JSON\n\n" + DONE)

    assert 3 == len(items)
    assert (None, False, True) == (made.error, made.done, made.is_over)


def test_long_events_of_short_lines_pass_the_line_limit() -> None:
    """The bound of a line is for one line."""
    made = receiver(limits=Limits(line=100))
    body = json.dumps(piece("a" * 30), indent=1).replace("\n", "\ndata: ")
    items = made.receive(f"data: {body}\n\n".encode() * 1)

    assert made.error is None
    assert 1 == len(items)


def test_an_empty_event_is_nothing() -> None:
    """`data:` alone is an event and no chunk."""
    made = receiver()

    assert [] == made.receive(b"data:\n\n")
    assert (1, 0) == (made.stats.events, made.stats.ignored)


@pytest.mark.parametrize(
    "flat", [{"object": "error", "message": "overloaded", "code": 503}, {"type": "error", "message": "overloaded"}]
)
def test_a_flat_error_object(flat: dict[str, object]) -> None:
    """An event that is itself the error object, as some servers send it, is an error and no empty chunk."""
    made = receiver()
    made.receive(sse(piece("a")) + sse(flat) + DONE)

    assert made.ending.has_error
    assert "overloaded" in str(made.ending.service_error())
