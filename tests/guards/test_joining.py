"""What joining a chunk to the answer costs: the same however long the answer is, and little where chunks are alike."""

from __future__ import annotations

import tracemalloc

import pytest

from openrouter.core.accumulator import Accumulator
from openrouter.core.growing import LOOSE
from openrouter.core.options import Limits
from openrouter.models import ChatChunk
from openrouter.models.chunk import fold_chat_chunk
from tests.core.test_echo import ECHOED, dumped, envelope
from tests.core.test_refrain import JOINED, decoded
from tests.guards.counting import calls, lines

WORDS = [f"word {number} " for number in range(400)]


@pytest.mark.parametrize("shape", sorted(JOINED))
def test_only_the_words_of_chunks_that_are_alike_are_joined(shape: str) -> None:
    """After two chunks of a shape only their words are looked at (`core/refrain.py`)."""
    chunks = decoded(dumped(ECHOED[shape](words)) for words in WORDS)
    answer = Accumulator()

    assert [2] == calls(lambda: [answer.join(chunk) for chunk in chunks], fold_chat_chunk)


@pytest.mark.parametrize("method", ["add", "join"])
@pytest.mark.parametrize("shape", sorted(ECHOED))
def test_the_work_does_not_grow_with_the_answer(method: str, shape: str) -> None:
    """Chunks take as many steps after 300 as after 100; in each 64 their pieces are joined once."""
    chunks = decoded(dumped(ECHOED[shape](words)) for words in WORDS)
    answer = Accumulator()

    def join(begin: int, end: int) -> None:
        for chunk in chunks[begin:end]:
            getattr(answer, method)(chunk)

    join(0, 100)
    early = lines(lambda: join(100, 100 + LOOSE))
    join(100 + LOOSE, 300)
    late = lines(lambda: join(300, 300 + LOOSE))

    assert early == late


@pytest.mark.parametrize("text", ["word ", "Wörter ", "言葉 ", "😀 "])
def test_an_accumulated_text_costs_what_it_is_long(text: str) -> None:
    """However small the pieces, at most twice what one string of the text takes; each is an object of its own, as in a real stream."""
    payload = dumped(envelope({"content": text}))
    tracemalloc.start()
    try:
        answer = Accumulator(limits=Limits())
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(20_000):
            answer.add(ChatChunk.from_json(payload))
        held = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()

    assert held <= 2 * (text * 20_000).__sizeof__() + 4000


@pytest.mark.parametrize("method", ["add", "join"])
def test_chunks_without_words_leave_nothing(method: str) -> None:
    """Some services send more of them than of others: ten thousand take no memory, and the words behind them find their place."""
    empty, word = (dumped(envelope({"content": text})) for text in ("", "word"))
    chunks = decoded([word, *[empty] * 3, word])
    answer = Accumulator()
    for chunk in chunks:
        getattr(answer, method)(chunk)
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(10_000):
            getattr(answer, method)(chunks[2])
        held = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    getattr(answer, method)(chunks[4])

    assert held < 1000
    assert "wordwordword" == answer.text
