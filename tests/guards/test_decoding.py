"""What is done for each chunk on its way from bytes, and what is not."""

from __future__ import annotations

import json
from functools import partial

from openrouter import jsontext
from openrouter.core.accumulator import Accumulator
from openrouter.core.codec import ChunkDecoder
from openrouter.core.options import Limits
from openrouter.core.receiver import Receiver
from openrouter.core.sse import SSEDecoder
from openrouter.core.stats import Stats
from openrouter.core.unread import UnreadChunk
from openrouter.models import ChatChunk
from openrouter.models.chunk import decode_chat_chunk
from tests.core.test_echo import envelope
from tests.guards.counting import calls
from tests.play import DONE, END, OK, make_flow, piece, play, sse

CHUNKS = 200


def body(count: int) -> bytes:
    """A stream with so many chunks of content."""
    payloads = (envelope({"content": f"word {number}"}) for number in range(count))
    return b"".join(f"data: {json.dumps(payload)}\n\n".encode() for payload in payloads)


def receiver() -> Receiver:
    return Receiver(Limits(), "raise", Stats(Accumulator()), raw=False)


def test_chunks_that_are_alike_are_not_parsed() -> None:
    """Only the first of a shape is parsed, and once more for the proof (`core/echo.py`)."""
    parsed, decoded = calls(partial(receiver().receive, body(CHUNKS)), jsontext.loads, decode_chat_chunk)

    assert (2, 1) == (parsed, decoded)


def test_shapes_that_come_by_turns_are_learned_at_once() -> None:
    """A template that the short way made use of was of use: a change of shape costs one parse, however often it comes."""
    events = [sse(piece("word ", **({"role": "assistant"} if number // 4 % 2 else {}))) for number in range(40)]

    assert [10] == calls(lambda: play(make_flow(), [OK, *events, DONE, END]), ChunkDecoder.decode)


def test_a_chunk_of_text_is_one_object() -> None:
    """Its choice, its delta and their list are made when somebody looks (`core/unread.py`)."""
    chunks = receiver().receive(body(CHUNKS))

    assert 1 == sum(type(chunk) is ChatChunk for chunk in chunks)
    assert CHUNKS - 1 == sum(type(chunk) is UnreadChunk for chunk in chunks)


def test_the_engines_own_look_at_a_chunk_without_words_changes_nothing() -> None:
    """Services send many of them; the chunks that follow are made without their choices all the same."""
    payloads = [envelope({"content": words}) for words in ("one", "two", "", "three", "", "four")]
    chunks = receiver().receive(b"".join(f"data: {json.dumps(payload)}\n\n".encode() for payload in payloads))

    assert [UnreadChunk] * 3 == [type(chunk) for chunk in chunks if isinstance(chunk, ChatChunk) and chunk.text][1:]


def test_plain_events_are_never_made_nor_read_by_line() -> None:
    """The engine takes the bytes of a plain event (`SSEDecoder.feed_blocks`)."""
    receive = receiver()
    receive.receive(body(1))
    events, lines = calls(partial(receive.receive, body(CHUNKS)), SSEDecoder._events, SSEDecoder._lines)

    assert (0, 0) == (events, lines)
