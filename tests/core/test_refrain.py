"""Words of chunks like each other, joined in the short way: the same as in the long one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from openrouter.core.accumulator import Accumulator
from openrouter.core.codec import ChunkDecoder
from openrouter.core.growing import LOOSE
from openrouter.core.options import Limits
from openrouter.errors import LimitExceededError
from openrouter.models import ChatChunk
from tests.core.test_echo import ECHOED, block, call, dumped, envelope

JOINED = set(ECHOED) - {
    "text alone", "signature beside", "summary beside", "whole call", "call beside", "name beside", "signed text", "text and arguments",
    "empty arguments beside", "a refusal beside",
}  # fmt: skip
"""Shapes whose words are joined in the short way."""


def decoded(blocks: Iterable[bytes]) -> list[ChatChunk]:
    """The chunks as the engine makes them."""
    decoder = ChunkDecoder()
    return [decoder.echo.chunk(data) or decoder.decode(data.decode(), data) for data in blocks]


def long_way(blocks: list[bytes], limits: Limits) -> list[Any]:
    """What is known after each chunk, added one by one."""
    return states((ChatChunk.from_json(data) for data in blocks), Accumulator(limits=limits), "add")


def short_way(blocks: list[bytes], limits: Limits) -> list[Any]:
    """The same for chunks of the engine."""
    return states(decoded(blocks), Accumulator(limits=limits), "join")


def states(chunks: Iterable[ChatChunk], answer: Accumulator, method: str) -> list[Any]:
    found: list[Any] = []
    for chunk in chunks:
        try:
            getattr(answer, method)(chunk)
        except LimitExceededError as error:
            found.append(str(error))
        found.append((answer.response().to_json(), answer.text_length, answer.tolerated))
    return found


OTHERS = [
    dumped(envelope({}, {"finish_reason": "stop"})),
    dumped(envelope({"role": "", "content": "other"}, provider="Q", novel=2)),
    dumped(envelope({"reasoning_details": [{"type": "reasoning.text", "text": "other", "index": 1}]})),
    dumped(envelope(call({"name": "g", "arguments": "{}"}, id="c2"))),
    dumped(envelope({}, usage={"total_tokens": 3})),
]


@pytest.mark.parametrize("limits", [Limits(), Limits(text=11), Limits(tool_arguments=11), Limits(text=11, tool_arguments=30)], ids=str)
@pytest.mark.parametrize("shape", ECHOED)
def test_words_are_joined_as_in_the_long_way(shape: str, limits: Limits) -> None:
    """After each chunk, whatever stands between two of a shape, and where a bound is met."""
    words = [block(shape, one) for one in (b"one", b"", b"two", b"three", b"four", b"fives", b"")]
    for other in OTHERS:
        blocks = [*words, other, *words, other, other, *words]
        assert long_way(blocks, limits) == short_way(blocks, limits)


@pytest.mark.parametrize("shape", ECHOED)
def test_which_words_are_joined_in_the_short_way(shape: str) -> None:
    """All that are only text; where a fragment may begin another call or block, each chunk is joined in the long way."""
    answer = Accumulator()
    for chunk in decoded(block(shape, words) for words in (b"one", b"", b"two", b"three")):
        answer.join(chunk)

    assert (shape in JOINED) == bool(answer._refrain and answer._refrain._text)


def test_a_bound_is_met_by_all_the_details_together() -> None:
    """The words of details count for the bound of all of them."""
    shape = "detail alone"
    blocks = [*(block(shape, words) for words in (b"aaa", b"bbb", b"ccc", b"ddd")), OTHERS[2]]
    for text in range(10, 20):
        assert long_way(blocks, Limits(text=text)) == short_way(blocks, Limits(text=text))


@pytest.mark.parametrize("shape", ["content", "three times"])
def test_a_text_of_many_pieces(shape: str) -> None:
    """It stays the same where pieces that came before are made one of."""
    blocks = [block(shape, str(number).encode()) for number in range(3 * LOOSE)]
    assert long_way(blocks, Limits())[-1] == short_way(blocks, Limits())[-1]


TWICE = [dumped(envelope({"content": words, "reasoning": words})) for words in ("one", "two", "three", "four")]
THRICE = [block("three times", words) for words in (b"one", b"two", b"three", b"four")]
EARLIER = [
    dumped(envelope({"reasoning": "early"})),
    dumped(envelope({"reasoning_details": [{"type": "reasoning.summary", "summary": "earlier"}]})),
]


@pytest.mark.parametrize("earlier", [[], EARLIER[:1], EARLIER[1:], EARLIER], ids=["nothing", "reasoning", "detail", "both"])
@pytest.mark.parametrize("blocks", [TWICE, THRICE], ids=["twice", "thrice"])
def test_texts_of_different_lengths_take_the_same_words(earlier: list[bytes], blocks: list[bytes]) -> None:
    """The bound of each counts, and where one has no room none takes them."""
    for text in range(6, 24):
        limits = Limits(text=text)
        assert long_way([*earlier, *blocks, *blocks], limits) == short_way([*earlier, *blocks, *blocks], limits)


def test_adding_in_between() -> None:
    """A chunk that is added is seen by the next that is joined."""
    blocks = [block("content", words) for words in (b"one", b"two", b"three", b"four")]
    answer = Accumulator()
    states(decoded(blocks)[:3], answer, "join")
    answer.add(ChatChunk.from_json(OTHERS[1]))
    states(decoded(blocks), answer, "join")

    assert long_way([*blocks[:3], OTHERS[1], *blocks], Limits())[-1][0] == answer.response().to_json()


def test_an_answer_that_was_reopened() -> None:
    """After a break, the next chunk is joined in the long way, whatever it is like."""
    blocks = [block("finish", words) for words in (b"one", b"two", b"three", b"four")]
    found = []
    for chunks, method in ((decoded(blocks), "join"), ([ChatChunk.from_json(data) for data in blocks], "add")):
        answer = Accumulator()
        states(chunks[:3], answer, method)
        answer.reopen()
        states(chunks[3:], answer, method)
        found.append(answer.response().to_json())

    assert found[0] == found[1]
