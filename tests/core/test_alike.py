"""Reads of one event each: the short way gives what the long one does."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from openrouter.core.flow import Flow
from openrouter.core.journal import View
from openrouter.core.options import Limits, OnMalformed, Retry, Timeout
from openrouter.core.scripts import stream_chat
from openrouter.core.steps import Emit, Script, Shortcut
from openrouter.core.unread import UnreadChunk
from openrouter.errors import APITimeoutError, LimitExceededError, StreamInterruptedError
from openrouter.models import ChatChunk
from tests.core.test_echo import BREAKS, ESCAPES, PIECES, SHAPES, block
from tests.play import DONE, END, OK, RESET, After, FakeClock, chunks, make_flow, piece, play, sse

STRANGE = [b": still here\n\n", b"data: [DONE]\r\n\r\n", b"event: error\ndata: {}\n\n", b"data: {\n\n", b"data: 1\ndata: 2\n\n", b"\n"]
STRANGE += [sse(piece("", finish="stop")), sse(piece("late", index=1)), sse({"choices": [], "usage": {"total_tokens": 3}})]
STRANGE += [sse(piece("two")) * 2, sse(piece("cut"))[:-1], b"\n", sse({"error": {"code": 502, "message": "bad"}, "choices": []})]


def read_of(random: Random, shape: str) -> bytes:
    """One read: nearly always an event of a shape."""
    if random.random() < 0.05:
        return random.choice(STRANGE)
    if random.random() < 0.03:
        return b"note: %b\n\n" % block(shape, b"unseen")
    words = b"".join(random.choices(PIECES + ESCAPES, k=random.randrange(3)))
    return b"data: %b\n\n" % block(shape, random.choice(BREAKS) if random.random() < 0.03 else words)


def outcome(reads: list[tuple[float, bytes]], view: View, on_malformed: OnMalformed, limits: Limits, *, reads_on: bool) -> list[Any]:
    """All that a stream of these reads tells; the raw view takes the long way, and who reads on the shortest."""
    clock = FakeClock()
    flow = make_flow(clock=clock, view=view, on_malformed=on_malformed, limits=limits, timeout=Timeout(idle=9))
    script: list[Any] = [OK, *(After(seconds, data) for seconds, data in reads), RESET]
    try:
        steps = play(flow, script, clock=clock, reads_on=reads_on)
    except AssertionError:  # it ended before the last of them
        steps = []
    journal, stats = flow.journal, flow.journal.stats
    counts = [stats.chunks, stats.events, stats.bytes, stats.keepalives, stats.ignored, stats.largest_gap, stats.content_after_finish]
    times = [stats.first_chunk_at, stats.first_token_at, stats.last_token_at, stats.last_chunk_at]
    clocks = [flow.clocks.phase, flow.clocks.waited, flow.clocks.latest]
    return [[chunk.to_dict() for chunk in chunks(steps)], journal.status, repr(journal.error), journal.accumulator.response(),
            counts, times, clocks]  # fmt: skip


@pytest.mark.parametrize("seed", range(300))
def test_both_ways_give_the_same(seed: int) -> None:
    """Chunks, answer, outcome, counts and times of made-up streams, whatever stands among the events that are alike."""
    random = Random(seed)
    shapes = random.sample(sorted(SHAPES), 2)
    reads = [(random.choice([0.0, 1.0, 3.0]), read_of(random, random.choice([shapes[0]] * 9 + shapes[1:]))) for _ in range(40)]
    limits = random.choice([Limits(), Limits(), Limits(event=600), Limits(line=400), Limits(text=2000)])
    policy: OnMalformed = random.choice(["raise", "skip"])

    plain = outcome(reads, "raw", policy, limits, reads_on=False)
    assert plain == outcome(reads, "chunks", policy, limits, reads_on=False)
    assert plain == outcome(reads, "chunks", policy, limits, reads_on=True)


@pytest.mark.parametrize("odd", [b"\xff", b"\xc3", "\ufffd".encode(), b"\\n", b"\\ud83d", "\u2028".encode(), b"\x00", b"", b'"'])
def test_what_is_no_plain_text(odd: bytes) -> None:
    """It is told as by the long way."""
    event = words(1)[0]
    reads = [(1.0, data) for data in (event, event, event, event.replace(b"word 0 ", odd), event)]
    ways = [outcome(reads, view, "raise", Limits(), reads_on=view == "chunks") for view in ("raw", "chunks")]

    assert ways[0] == ways[1]


@pytest.mark.parametrize("end", [b"\n\n", b"\r\n", b"\n", b"\n\r"])
@pytest.mark.parametrize("inside", [*PIECES, *ESCAPES, *BREAKS])
def test_whatever_stands_in_the_place_of_the_words(inside: bytes, end: bytes) -> None:
    """What ends their string, or the event, too early is nobody's words."""
    events = [(b"a", b"\n\n"), (b"b", b"\n\n"), (inside, end), (b"c", b"\n\n")]
    reads = [(1.0, b"data: %b%b" % (block("content", each), after)) for each, after in events]

    plain = outcome(reads, "raw", "skip", Limits(), reads_on=False)
    assert plain == outcome(reads, "chunks", "skip", Limits(), reads_on=False)
    assert plain == outcome(reads, "chunks", "skip", Limits(), reads_on=True)


def words(count: int) -> list[bytes]:
    """Events that are alike."""
    return [sse(piece(f"word {number} ")) for number in range(count)]


def played(flow: Flow, *replies: Any, clock: FakeClock | None = None) -> str:
    """The text of a stream."""
    play(flow, [OK, *replies], clock=clock)
    return flow.journal.accumulator.text


def test_the_wait_for_content_starts_anew_with_each_event() -> None:
    """Ten times four seconds are no stall of five; one of six is, however many comments come meanwhile."""
    clock = FakeClock()
    flow = make_flow(clock=clock, timeout=Timeout(first_token=None, idle=5))
    comments = [After(2, b": working\n\n")] * 3

    text = played(flow, *(After(4, data) for data in words(10)), *comments, clock=clock)

    assert text == "".join(f"word {number} " for number in range(10))
    assert isinstance(flow.journal.error, APITimeoutError)
    assert "idle" == flow.journal.error.clock
    assert 4.0 == flow.journal.stats.largest_gap


def test_a_break_behind_it_keeps_what_came() -> None:
    """The error has the text of the events that were alike, and the connection is closed."""
    flow = make_flow()

    assert "word 0 word 1 word 2 " == played(flow, *words(3), RESET)
    assert isinstance(flow.journal.error, StreamInterruptedError)
    assert flow.journal.error.partial is not None
    assert "word 0 word 1 word 2 " == flow.journal.error.partial.text


def test_a_continuation_is_joined() -> None:
    """What it repeats, in events that are alike, is not delivered twice."""
    flow = make_flow(clock=FakeClock(), retry=Retry(), body={"messages": [{"role": "user", "content": "hi"}]}, resume=True)
    pieces = [sse(piece(letter)) for letter in "abcdef"]

    assert "abcdef" == played(flow, *pieces[:4], RESET, OK, *pieces, sse(piece("", finish="stop")), DONE, END, clock=FakeClock())
    assert "completed" == flow.journal.status
    assert 1 == flow.journal.stats.resumed


def test_the_bounds_hold() -> None:
    """An event like the others, but longer than a line may be, is refused."""
    flow = make_flow(limits=Limits(line=200))

    assert "word 0 word 1 " == played(flow, *words(2), sse(piece("x" * 200)))
    assert isinstance(flow.journal.error, LimitExceededError)


def test_a_reader_who_wants_to_be_woken_is() -> None:
    """Where nothing has come by then, before the first event or behind one, he gets an empty hand and the same bytes are waited for."""
    flow = make_flow()

    steps = play(flow, [OK, None, *words(2), None, *words(1), DONE, END], reads_on=False)  # type: ignore[list-item]

    assert 5 == sum(type(step).__name__ == "Emit" for step in steps)
    assert "completed" == flow.journal.status


def reading(flow: Flow) -> tuple[Script[Any], Shortcut]:
    """The script of a stream that has brought two events that are alike, and what reads on in its place."""
    script = stream_chat(flow)
    for reply in (None, OK, *(step for event in words(1) for step in (event, None))):
        script.send(reply)
    emitted = script.send(words(2)[1])
    assert isinstance(emitted, Emit)
    assert emitted.shortcut is not None
    return script, emitted.shortcut


@pytest.mark.parametrize("how", ["left", "cancelled"])
def test_nothing_comes_of_a_call_that_ended_meanwhile(how: str) -> None:
    """Another thread may have left it, or cancelled it, while the bytes were on their way."""
    flow = make_flow()
    _, shortcut = reading(flow)
    shortcut.read()
    if how == "left":
        flow.journal.left(1.0)
    else:
        flow.journal.cancelled = True

    assert shortcut.chunk(words(1)[0]) is None
    assert (0, 2) == (flow.journal.stats.chunks, flow.journal.stats.events)


def test_who_looks_at_choices_gets_whole_chunks() -> None:
    """Also of a read that had begun when he first looked, and was put off."""
    flow = make_flow()
    _, shortcut = reading(flow)
    shortcut.read()
    first = shortcut.chunk(words(1)[0])
    assert type(first) is UnreadChunk
    shortcut.read()
    assert shortcut.chunk(None) is None
    assert "word 0 " == (first.choices or [])[0].delta.content  # type: ignore[union-attr]
    shortcut.read()
    second = shortcut.chunk(words(2)[1])

    assert type(second) is ChatChunk
    assert "word 1 " == second.text


def test_time_that_is_over_is_the_scripts_matter() -> None:
    """The shortcut begins no read, and the script ends the call."""
    clock = FakeClock()
    flow = make_flow(clock=clock, timeout=Timeout(total=5))
    script, shortcut = reading(flow)
    clock.advance(6)

    assert shortcut.read() is None
    with pytest.raises(APITimeoutError):
        for _ in range(3):
            script.send(None)
