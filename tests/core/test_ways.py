"""What each way to read makes of a chunk."""

from __future__ import annotations

from openrouter.core.accumulator import Accumulator
from openrouter.core.shaping import Lines
from openrouter.core.typed_events import ContentDelta, Finish, ReasoningDelta
from openrouter.core.ways import EVENTS, PARTIAL, REASONING, TEXT
from openrouter.models import ChatChunk
from tests.play import ROLE, piece

CHUNK = ChatChunk.from_dict(piece("a", reasoning="b"))
BARE = ChatChunk.from_dict(ROLE)


def test_the_parts_of_a_chunk() -> None:
    """Text, reasoning, or events; a chunk that brings nothing of a kind has no part of it."""
    assert (("a",), ("b",), ("a",)) == (TEXT.parts_of(CHUNK), REASONING.parts_of(CHUNK), PARTIAL.parts_of(CHUNK))
    assert ((), (), []) == (TEXT.parts_of(BARE), REASONING.parts_of(BARE), list(EVENTS.parts_of(BARE)))
    assert [ReasoningDelta("b"), ContentDelta("a")] == list(EVENTS.parts_of(CHUNK))


def test_the_last_parts() -> None:
    """Events have an end; text has none."""
    answer = Accumulator()
    answer.add(piece("a", finish="stop"))

    assert ((), [Finish("stop")]) == (TEXT.last_parts(answer), list(EVENTS.last_parts(answer)))


def test_the_shapes() -> None:
    """A shape of text is one of events too."""
    assert ["a\n"] == TEXT.shaped(Lines).feed("a\nb", 0.0)
    assert [ContentDelta("a\n")] == EVENTS.shaped(Lines).feed(ContentDelta("a\nb"), 0.0)
