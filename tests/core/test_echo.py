"""Chunks made of the one before: the same as decoded ones, whatever the bytes."""

from __future__ import annotations

import copy
import json
import os
import pickle
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import attrs
import pytest

from openrouter.core.accumulator import Accumulator
from openrouter.core.codec import ChunkDecoder
from openrouter.core.options import Limits
from openrouter.core.receiver import KeepAlive, Received, Receiver
from openrouter.core.stats import Stats
from openrouter.errors import LimitExceededError
from openrouter.models import ChatChunk
from tests.fuzz.seeds import mutated

Json = dict[str, Any]


def envelope(delta: Json, choice: Json | None = None, **more: Any) -> Json:
    """A chunk in the shape that OpenRouter sends."""
    choices = [{"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": None, **(choice or {})}]
    return {"id": "gen-1", "provider": "P", "model": "m", "object": "chat.completion.chunk", "created": 7, "choices": choices, **more}


def call(fragment: Json, **more: Any) -> Json:
    """A delta with a fragment of a tool call."""
    return {"content": None, "tool_calls": [{"index": 0, "function": fragment, **more}]}


def detail(kind: str, key: str, words: str) -> Json:
    """A delta of thinking, which says its words twice."""
    return {"content": "", "reasoning": words, "reasoning_details": [{"type": f"reasoning.{kind}", key: words, "index": 0}]}


ECHOED: dict[str, Callable[[str], Json]] = {
    "content": lambda words: envelope({"content": words}),
    "empty lists": lambda words: envelope({"content": words, "reasoning": None, "reasoning_details": [], "tool_calls": []}),
    "unknown fields": lambda words: envelope({"content": words, "novel": 1.5}, {"x": True}, obfuscation="ab", service_tier="default"),
    "reasoning": lambda words: envelope({"reasoning": words}),
    "reasoning_content": lambda words: envelope({"content": None, "reasoning_content": words}),
    "text": lambda words: envelope(detail("text", "text", words)),
    "summary": lambda words: envelope(detail("summary", "summary", words)),
    "text alone": lambda words: envelope({"reasoning_details": [{"type": "reasoning.text", "text": words, "novel": None}]}),
    "detail alone": lambda words: envelope({"reasoning_details": [{"type": "reasoning.summary", "summary": words}]}),
    "signature beside": lambda words: envelope({"content": words, "reasoning_details": [{"type": "reasoning.text", "signature": "s"}]}),
    "summary beside": lambda words: envelope({"content": words, "reasoning_details": [{"type": "reasoning.summary"}]}),
    "arguments": lambda words: envelope(call({"arguments": words})),
    "whole call": lambda words: envelope(call({"name": "f", "arguments": words}, id="c1", type="function")),
    "call beside": lambda words: envelope({"content": words, "tool_calls": [{"index": 0, "id": "c1"}]}),
    "name beside": lambda words: envelope({"content": words, "tool_calls": [{"index": 0, "function": {"name": "f"}}]}),
    "signed text": lambda words: envelope(
        {"content": words, "reasoning_details": [{"type": "reasoning.text", "text": words, "signature": "s"}]}
    ),
    "an empty text beside": lambda words: envelope({"content": words, "reasoning_details": [{"type": "reasoning.text", "text": ""}]}),
    "text and arguments": lambda words: envelope({"content": words, "tool_calls": [{"index": 0, "function": {"arguments": words}}]}),
    "arguments of the latest call": lambda words: envelope({"tool_calls": [{"function": {"arguments": words}}]}),
    "empty arguments beside": lambda words: envelope({"content": words, "tool_calls": [{"function": {"arguments": ""}}]}),
    "a refusal beside": lambda words: envelope({"content": words, "refusal": "no"}),
    "both names of reasoning": lambda words: envelope({"reasoning": words, "reasoning_content": words}),
    "three times": lambda words: envelope({**detail("text", "text", words), "content": words}),
    "finish": lambda words: envelope({"content": words}, {"finish_reason": "stop", "native_finish_reason": "STOP", "logprobs": None}),
    "sorted": lambda words: dict(sorted(envelope({"content": words}).items())),
    "sparse": lambda words: {"choices": [{"delta": {"content": words}}]},
    "error text": lambda words: envelope({"content": words}, error="broken"),
}
"""Shapes whose chunks are made of the one before."""

DECODED: dict[str, Callable[[str], Json]] = {
    "usage": lambda words: envelope({"content": words}, usage={"total_tokens": 1}),
    "logprobs": lambda words: envelope({"content": words}, {"logprobs": {"content": [{"token": words, "logprob": -1}]}}),
    "an unknown object by the name of a function": lambda words: envelope({"content": words}, function={"n": []}),
    "an unknown object by the name of a call": lambda words: envelope({"content": words}, {"tool_calls": {}}),
    "an unknown list": lambda words: envelope({"content": words, "novel": []}),
    "two choices": lambda words: {"choices": [{"index": at, "delta": {"content": words}} for at in (0, 1)]},
    "two details": lambda words: envelope({"reasoning_details": [{"type": "reasoning.text", "text": words}] * 2}),
    "two calls": lambda words: envelope({"tool_calls": [{"index": at, "function": {"arguments": words}} for at in (0, 1)]}),
    "another detail": lambda words: envelope({"content": words, "reasoning_details": [{"type": "reasoning.encrypted", "data": "x"}]}),
    "different texts": lambda words: envelope({"content": words, "reasoning": f"{words}!"}),
    "parts": lambda words: envelope({"content": [{"type": "text", "text": words}]}),
    "an object of arguments": lambda words: envelope(call({"arguments": {"a": words}})),
    "a wrong type": lambda words: envelope({"content": words}, created="soon"),
    "a message": lambda words: {"choices": [{"message": {"content": words}}]},
    "no choice": lambda words: {"choices": [], "x": words},
    "no list of choices": lambda words: {"x": words},
    "an unknown field of the same words": lambda words: envelope({"content": words, "again": words}),
    "a key of the same words": lambda words: envelope({"content": words, words: 1}),
    "the mark": lambda words: envelope({"content": words, "novel": "(words)"}),
}
"""Shapes whose chunks are decoded one by one."""

SHAPES = {**ECHOED, **DECODED}
PIECES = [b"a", b"Hello", b" ", b"", "é".encode(), "日本".encode(), "😀".encode(), b".", b"12", b"assistant", b"stop", b"x" * 500]
ESCAPES = [rb"\n", rb"\"", rb"\\", rb"\u00e9", rb"\ud83d\ude00", rb"\ud83d", rb"\ude00", rb"\/", rb"\t{\"a\":[[", rb"\u0000"]
BREAKS = [b'"', b'","content":"', b'"}', b"\\", b'\\"', rb"\u12", rb"\x", b"\x01", b"\x7f", b"\x00", b"\xff", b"\xe2\x82", b"\xed\xa0\xbd"]
BREAKS += ["\u2028".encode(), "\u0085".encode(), "\ufeff".encode(), b"\t", b'",', b'" ', b" \"", b'a"b', b"[DONE]", b"(words)"]


def dumped(payload: Json) -> bytes:
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()


def block(shape: str, words: bytes) -> bytes:
    """A chunk with these bytes inside of its strings, whatever that makes of it."""
    return dumped(SHAPES[shape]("@@")).replace(b"@@", words)


def body(blocks: list[bytes]) -> bytes:
    return b"".join(b"data: %b\n\n" % one for one in blocks)


def told(data: bytes, *, raw: bool, limits: Limits) -> list[Any]:
    """All that the receiver tells of a body; in the raw view no chunk is made of another."""
    made = Receiver(limits, "skip", Stats(Accumulator(limits=limits)), raw)
    items = [*made.receive(data), *made.leftovers()]
    found = [item.chunk if isinstance(item, Received) else item for item in items]
    chunks = [chunk for chunk in found if isinstance(chunk, ChatChunk)]
    joined = answer(chunks, limits, raw=raw)
    shown = [
        (repr(chunk), chunk.to_json(), str(chunk.to_dict()), chunk.choices is not None and repr([choice.extra for choice in chunk.choices]))
        for chunk in chunks
    ]
    stats, error = made.stats, made.error
    return [shown, joined, sum(isinstance(item, KeepAlive) for item in items), stats.events, stats.ignored, made.done, repr(error),
            attrs.astuple(made.ending), made.brought_content]  # fmt: skip


def answer(chunks: list[ChatChunk], limits: Limits, *, raw: bool) -> list[Any]:
    """What the chunks add up to, after each of them; in the raw view as if others had made them."""
    accumulator = Accumulator(limits=limits)
    told: list[Any] = []
    for chunk in chunks:
        try:
            (accumulator.add if raw else accumulator.join)(chunk)
        except LimitExceededError as error:
            told.append(str(error))
        told.append((accumulator.text_length, accumulator.text, accumulator.reasoning, accumulator.tolerated))
    return [told, accumulator.response().to_json()]


def made_up(random: Random) -> bytes:
    """A body whose blocks are of a few shapes, with words that JSON allows and such that it does not, and bytes changed here and there."""
    shapes = random.choices(list(SHAPES), k=random.choice([1, 1, 2, 3]))
    pool = PIECES + random.choice([[], ESCAPES, ESCAPES + BREAKS])
    blocks = []
    for _ in range(random.choice([3, 8, 20])):
        made = block(random.choice(shapes), b"".join(random.choices(pool, k=random.choice([1, 1, 1, 2, 3]))))
        if random.random() < 0.1:
            made = mutated(random, made)
        blocks.append(made)
    return body(blocks)


def differences(count: int, seed: int) -> Iterator[bytes]:
    """The made-up bodies of which echo and decoder tell different things."""
    for number in range(count):
        random = Random(f"{seed} {number}")
        data = made_up(random)
        bounds = random.choice([{}, {}, {"event": 300, "line": 2000}, {"text": 30}, {"text": 1000, "tool_arguments": 20, "tool_calls": 1}])
        limits = Limits(**bounds)
        if told(data, raw=False, limits=limits) != told(data, raw=True, limits=limits):
            yield data


def test_made_up_bodies_are_told_as_decoded() -> None:
    """Whatever the bytes: chunks, errors, counts and bounds are those of the plain path."""
    assert [] == list(differences(500, 0))


@pytest.mark.prove
def test_very_many_bodies_are_told_as_decoded() -> None:
    """The same for 100,000 blocks, or for as many bodies as `ECHO_BODIES` says; `ECHO_SEED` takes others."""
    assert [] == list(differences(int(os.environ.get("ECHO_BODIES", "10000")), int(os.environ.get("ECHO_SEED", "1"))))


def echoes(blocks: list[bytes]) -> list[bool]:
    """Which of these chunks were made of one before."""
    decoder = ChunkDecoder()
    found = []
    for data in blocks:
        made = decoder.echo.chunk(data)
        found.append(made is not None)
        if made is None:
            decoder.decode(data.decode(), data)
    return found


@pytest.mark.parametrize("shape", ECHOED)
def test_what_is_made_of_the_one_before(shape: str) -> None:
    """After one chunk of a shape the others are made of it, also with words that JSON escapes."""
    words = [b"Hello", b" you", b"", "é😀".encode(), rb"\n\"x\" \u00e9\ud83d\ude00", "\u2028".encode()]

    assert [False, *[True] * (len(words) - 1)] == echoes([block(shape, one) for one in words])


@pytest.mark.parametrize("shape", DECODED)
def test_what_is_decoded(shape: str) -> None:
    """What chunks must not share, and what does not tell its words for sure, is decoded each time."""
    assert [False] * 5 == echoes([block(shape, one) for one in (b"Hello", b" you", b" and", b" me", b" all")])


@pytest.mark.parametrize(
    "words", [b"\xff", b"\x01", b'"', rb"\ud83d", rb"\x", b'","content":"', b'"}'], ids=repr
)
def test_words_that_are_no_inside_of_a_string(words: bytes) -> None:
    """What only looks like words is left to the decoder, and the template stays."""
    decoder = ChunkDecoder()
    first = block("content", b"Hello")
    decoder.decode(first.decode(), first)

    assert decoder.echo.chunk(block("content", words)) is None
    assert decoder.echo.chunk(block("content", b"you")) is not None


@pytest.mark.parametrize("words", [b",", b"assistant", rb"\n", b'\\"', b"\x7f"])
def test_words_that_are_no_sure_sign(words: bytes) -> None:
    """Where the words stand is told by such as are nowhere else, and are written as they are."""
    assert [False, False, True] == echoes([block("content", one) for one in (words, b"Hello", b"you")])


@pytest.mark.parametrize(
    ("words", "more"),
    [(rb"\u002c", b',"a":"b","c":1'), (rb"\u0061", b',"x":"a"'), (rb"\u0061", b',"a":1')],
    ids=["between two strings", "another value", "a key"],
)
def test_words_that_are_found_elsewhere(words: bytes, more: bytes) -> None:
    """Where something else only looks like the words, which are escaped, nothing is made of the chunk."""
    blocks = [b'{"choices":[{"delta":{"content":"%b"}}]%b}' % (words, more)] * 2

    assert [False, False] == echoes(blocks)


def test_changes_stay_with_their_chunk() -> None:
    """Whoever changes a chunk, its lists or its `extra`, changes neither the next nor the template."""
    for shape in ECHOED:
        decoder = ChunkDecoder()
        blocks = [block(shape, words) for words in (b"one", b"two", b"three", b"four")]
        made = [decoder.echo.chunk(data) or decoder.decode(data.decode(), data) for data in blocks]
        before = [chunk.to_json() for chunk in made]
        assert before == blocks
        for chunk in made[:3]:
            assert chunk.choices
            choice = chunk.choices[0]
            assert choice.delta
            for model in (chunk, choice, choice.delta, *(choice.delta.reasoning_details or ()), *(choice.delta.tool_calls or ())):
                model.extra["mine"] = [1]
            for items in (choice.delta.reasoning_details, choice.delta.tool_calls, chunk.choices):
                if items:
                    items.clear()
            choice.delta.content = choice.delta.reasoning = "mine"
            chunk.id = None
        last = block(shape, b"five")
        found = decoder.echo.chunk(last)
        assert found is not None
        assert (before[3], last) == (made[3].to_json(), found.to_json())


def test_an_echo_goes_where_chunks_go() -> None:
    """It is copied, evolved, pickled and compared like a decoded chunk."""
    decoder = ChunkDecoder()
    first, second = block("unknown fields", b"one"), block("unknown fields", b"two")
    decoder.decode(first.decode(), first)
    echo, decoded = decoder.echo.chunk(second), ChatChunk.from_json(second)

    assert echo == decoded
    assert decoded == copy.copy(echo) == copy.deepcopy(echo) == attrs.evolve(echo) == pickle.loads(pickle.dumps(echo))  # type: ignore[type-var]


def test_half_a_character_belongs_to_the_next_chunk() -> None:
    """While one is held, no chunk is made of another: the half is part of the next."""
    blocks = [block("content", words) for words in (b"a", b"b", rb"c\ud83d", rb"\ude00", b"d", b"e", b"f")]
    made = Receiver(Limits(), "raise", Stats(Accumulator()), raw=False)
    chunks = made.receive(body(blocks))

    assert ["a", "b", "c", "😀", "d", "e", "f"] == [chunk.text for chunk in chunks if isinstance(chunk, ChatChunk)]


def test_an_event_that_only_decoding_makes_too_long() -> None:
    """A broken byte becomes a character of three: the bound of an event holds for what is made of another chunk, too."""
    limits = Limits(event=400)
    blocks = [block("content", words).replace(b"gen-1", 50 * b"\xff") for words in (b"a", b"b", 100 * b"c")]
    found = [told(body(blocks[:count]), raw=raw, limits=limits) for raw in (False, True) for count in (2, 3)]

    assert found[:2] == found[2:]
    assert ["None", True] == [found[0][-3], "event" in found[1][-3]]


def test_learning_pauses_where_it_is_of_no_use() -> None:
    """Templates that no chunk was like are made ever more seldom; one that was of use is replaced at once."""
    decoder = ChunkDecoder()
    templates = []
    for number in range(200):
        data = dumped(envelope({"content": "x"}, created=number))
        assert decoder.echo.chunk(data) is None
        before = decoder.echo.sketch
        decoder.decode(data.decode(), data)
        templates.append(decoder.echo.sketch is not before)
    learned = [number for number, new in enumerate(templates) if new]

    assert [0, 1, 3, 7, 15, 31, 63, 127, 191] == learned
