"""What a stream costs as it goes on: steps for a read, and memory for a chunk."""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from collections.abc import Callable

import pytest

from openrouter.core.alike import Alike, emit_alike
from openrouter.core.journal import Journal
from openrouter.core.scripts import stream_chat
from openrouter.core.steps import Emit, Open, Read
from openrouter.core.unread import UnreadChunk
from openrouter.testing import Gate, Hold, Text, mock_async_stream, mock_stream
from tests.guards.counting import alone, called, calls
from tests.guards.test_decoding import body, receiver
from tests.play import DONE, END, OK, make_flow, piece, sse

READS = 50


def taken(journal: Journal) -> int:
    """How many chunks are taken of those that are ready."""
    count = len(journal.ready)
    for _ in range(count):
        journal.take()
    return count


def test_a_read_takes_two_steps() -> None:
    """One to read, and one to hand over all that it brought, however much that is."""
    flow = make_flow()
    script, replies, steps = stream_chat(flow), [body(7)] * READS, []
    reply: object = None
    for _ in range(2 * READS + 1):
        step = script.send(reply)
        steps.append(type(step))
        reply = OK if isinstance(step, Open) else replies.pop() if isinstance(step, Read) else None
        if isinstance(step, Emit):
            flow.journal.ready.extend(step.items)
            assert 7 == taken(flow.journal)
    script.close()

    assert [Open, *[Read, Emit] * READS] == steps


def test_an_event_that_comes_alone_takes_few_calls() -> None:
    """
    From the bytes to the chunk, and to the answer: after a wait each of them is cold, and costs the reader 0.3 us (`core/alike.py`).
    """
    flow = make_flow()
    script, event = stream_chat(flow), sse(piece("word "))
    for reply in (None, OK, event, None):
        script.send(reply)
    emitted = script.send(event)
    assert isinstance(emitted, Emit)
    shortcut = emitted.shortcut
    assert shortcut is not None
    for _ in range(3):  # joining finds out where the words go
        shortcut.read()
        flow.journal.hand_over(shortcut.chunk(event))  # type: ignore[arg-type]
        taken(flow.journal)
    shortcut.read()

    assert called(lambda: flow.journal.hand_over(shortcut.chunk(event))) <= 7  # type: ignore[arg-type]
    assert not flow.journal.ready
    script.close()


def read_through() -> None:
    """Reads a stream of 50 events."""
    for _ in mock_stream("word " * 50):
        pass


async def read_through_async() -> None:
    """The same in the other front."""
    async for _ in mock_async_stream("word " * 50):
        pass


@pytest.mark.parametrize("read", [read_through, lambda: asyncio.run(read_through_async())], ids=["sync", "async"])
def test_a_front_reads_on_by_itself(read: Callable[[], None]) -> None:
    """The script, whose generators would cost each event 3 us or more, cold, is asked at the beginning and the end of what is alike."""
    script, reader, at_once, taken_later = calls(read, emit_alike, Alike.chunk, Journal.hand_over, Journal.take)

    assert reader >= 48
    assert script <= 8
    assert at_once >= 46
    assert taken_later <= 8


def test_a_reader_who_is_woken_wakes_no_script() -> None:
    """Where nothing has come by the time that he wanted to be told at, the front goes on by itself after he had his turn."""
    gate = Gate()
    with mock_stream(Hold(Text("word " * 9), gate, after_events=5)) as stream:
        for _ in range(5):
            next(stream)
        found: list[object] = []
        script, shortcut = calls(lambda: found.append(stream._next_by(time.monotonic() + 0.01)), emit_alike, Alike.read)
        gate.open()

    assert [None] == found
    assert script == 0
    assert shortcut >= 1


def blocks_kept(chunks: int) -> int:
    """Blocks of memory that a stream of so many chunks leaves behind while it is open, in which each chunk is dropped at once."""
    flow = make_flow()
    script, data = stream_chat(flow), body(chunks)
    step = script.send(None)
    pieces = [data[place : place + 4096] for place in range(0, len(data), 4096)] + [DONE, END]
    with alone():
        before = sys.getallocatedblocks()
        reply: object = None
        while pieces:
            reply = OK if isinstance(step, Open) else pieces.pop(0) if isinstance(step, Read) else None
            if len(pieces) == 2:
                gc.collect()
                kept = sys.getallocatedblocks() - before
            step = script.send(reply)
            if isinstance(step, Emit):
                flow.journal.ready.extend(step.items)
                del step.items[:]  # type: ignore[attr-defined]
                taken(flow.journal)
    script.close()
    return kept + len(data) // 4096  # what was popped of the pieces was counted before


def test_chunks_that_are_dropped_leave_nothing() -> None:
    """The answer grows by its text alone, whose pieces are joined; four times as many chunks keep no more blocks."""
    blocks_kept(400)  # what is made once
    few, many = blocks_kept(1000), blocks_kept(4000)

    assert many - few < 100


def test_a_stream_that_waits_keeps_no_chunk() -> None:
    """While the next bytes are waited for, what the last brought belongs to its reader alone."""
    flow = make_flow()
    script = stream_chat(flow)
    script.send(None)
    script.send(OK)
    step = script.send(body(7))
    assert isinstance(step, Emit)
    flow.journal.ready.extend(step.items)
    assert 7 == taken(flow.journal)
    step = script.send(None)

    assert isinstance(step, Read)
    gc.collect()
    assert [] == [found for found in gc.get_objects() if type(found) is UnreadChunk and found.words]
    script.close()


def test_a_chunk_that_came_alone_is_its_readers() -> None:
    """The script, which waits behind it while the front reads on, holds it no longer."""
    script = stream_chat(make_flow())
    for reply in (None, OK, sse(piece("word 0 ")), None):
        script.send(reply)
    emitted = script.send(sse(piece("word 1 ")))
    assert isinstance(emitted, Emit)
    shortcut = emitted.shortcut
    assert shortcut is not None
    del emitted
    shortcut.read()

    gc.collect()
    assert [] == [found for found in gc.get_objects() if type(found) is UnreadChunk and found.words]
    script.close()


def test_a_chunk_takes_as_many_blocks_at_the_end_as_at_the_beginning() -> None:
    """Two: the chunk and its text."""
    receive = receiver().receive
    held: list[object] = list(receive(body(10)))
    counted = []
    with alone():
        for _ in range(5):
            data = body(1000)
            before = sys.getallocatedblocks()
            held += receive(data)
            counted.append((sys.getallocatedblocks() - before) / 1000)

    assert all(1.9 < each < 2.2 for each in counted), counted
