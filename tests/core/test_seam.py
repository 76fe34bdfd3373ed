"""The rest of a broken answer joins without doubling."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter.core.seam import LEAST_ECHO, LEAST_OVERLAP, Seam
from openrouter.models import ChunkChoice
from tests.play import STEADY, piece

LONG = "The robot had been alone in the station for two hundred years"


def joined(text: str, *pieces: str) -> str:
    """The whole text, from what was delivered and the pieces of the continuation."""
    seam = Seam(text)
    return text + "".join(map(seam.add, pieces)) + seam.rest()


@pytest.mark.parametrize(
    ("text", "pieces", "whole"),
    [
        ("Hello wör", ["ld!"], "Hello wörld!"),
        ("Hello wör", ["Hello wörld!"], "Hello wörld!"),
        ("Hello wör", ["Hel", "lo", " wörl", "d!"], "Hello wörld!"),
        ("Hello wör", ["wörld!"], "Hello wörld!"),
        ("Hello ", ["world"], "Hello world"),
        ("Hello ", [" world"], "Hello world"),
        ("Hello ", ["Hello world"], "Hello world"),
        ("Hello ", ["\nworld"], "Hello \nworld"),
        ("a b", ["a c"], "a ba c"),
        ("Hel", ["Help is near"], "Help is near"),
        (LONG, [" station for two hundred years, and then"], LONG + ", and then"),
        (LONG, ["two hundred years, and then"], LONG + ", and then"),
        (LONG, ["years, and then"], LONG + ", and then"),
        (LONG + ". ", ["hundred years. Then"], LONG + ". Then"),
        (LONG, [LONG[:20]], LONG + LONG[:20]),
        ("in 1000", ["1000"], "in 10001000"),
        ("ab", ["ab"], "abab"),
        ("Hello", [], "Hello"),
    ],
)
def test_what_is_there_does_not_come_twice(text: str, pieces: list[str], whole: str) -> None:
    """A repeated begin, a long overlap, the cut word and blanks are taken out; all else is new."""
    assert whole == joined(text, *pieces)


@STEADY
@given(st.text(max_size=30), st.text(max_size=30), st.data())
def test_a_continuation_that_repeats_nothing_is_given_whole(text: str, rest: str, data: st.DataObject) -> None:
    """However the continuation is cut, the result is the same; and no character is made up."""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(rest)), max_size=4)))
    pieces = [rest[start:end] for start, end in zip([0, *cuts], [*cuts, len(rest)], strict=True)]

    assert joined(text, rest) == joined(text, *pieces)
    assert joined(text, rest).startswith(text)
    assert (text + rest).endswith(joined(text, rest)[len(text) :])


@STEADY
@given(st.text(min_size=LEAST_ECHO, max_size=30), st.text(max_size=30))
def test_an_echo_of_everything_is_taken_out(text: str, rest: str) -> None:
    """A provider that repeats the whole begin gives the same answer as one that goes on."""
    assert len(joined(text, text + rest)) <= len(text + rest)
    assert joined(text, text + rest).startswith(text)


def test_a_short_overlap_is_no_repetition() -> None:
    """What agrees in fewer than 12 characters may be a coincidence."""
    text = "0123456789abcdef!"

    assert text + "bcdef! and" == joined(text, "bcdef! and")
    assert text + " and" == joined(text, text[-LEAST_OVERLAP:] + " and")


def test_no_blanks_end_what_the_model_continues() -> None:
    """Providers refuse an assistant's message that ends with blanks."""
    assert "Hello" == Seam("Hello \n").prefill


def choices(*payloads: dict[str, Any]) -> list[ChunkChoice]:
    """The choices of chunks."""
    return [ChunkChoice.from_dict(payload["choices"][0]) for payload in payloads]


def test_chunks_are_joined() -> None:
    """What was held back comes with the finish reason; chunks without text, and text in parts, pass."""
    seam = Seam("abcd")
    parts = piece()
    parts["choices"][0]["delta"]["content"] = [{"type": "text", "text": "x"}]
    made = choices(piece(role="assistant"), piece("ab"), piece("", finish="stop"))
    for choice in made:
        seam.join([choice])

    assert [None, "", "ab"] == [choice.delta.content for choice in made if choice.delta is not None]

    seam = Seam("abcd")
    made = choices(parts, piece("abcd"))
    seam.join(made)
    seam.join([ChunkChoice()])

    assert made[1].delta is not None
    assert "abcd" == made[1].delta.content
