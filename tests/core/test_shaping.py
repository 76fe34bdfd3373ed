"""Pieces of another shape: joined, in lines, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter.core.pacing import Paced
from openrouter.core.sentences import LONGEST_STOP, Sentences
from openrouter.core.shaping import Joined, Lines, Shape, joined
from openrouter.errors import ConfigurationError
from tests.play import STEADY

TEXTS = st.text(st.sampled_from("abI .!?\n\r,1…。」\"é\u0301👍e.g"), max_size=60)
SHAPES: list[Callable[[], Shape[str, str]]] = [
    lambda: Joined(5, None),
    lambda: Joined(None, 0.5),
    lambda: Joined(8, 0.2),
    Lines,
    Sentences,
    lambda: Paced(0.3),
]


def shaped(shape: Shape[str, str], pieces: Iterable[str]) -> list[str]:
    """All that a shape gives for these pieces."""
    found = [out for number, piece in enumerate(pieces) for out in shape.feed(piece, number / 10)]
    return [*found, *shape.end()]


def split(text: str, places: Iterable[int]) -> list[str]:
    """The text, cut at these places."""
    ends = sorted({place % (len(text) + 1) for place in places} | {0, len(text)})
    return [text[start:end] for start, end in pairwise(ends)]


@pytest.mark.parametrize("make", SHAPES)
@STEADY
@given(TEXTS, st.lists(st.integers(0, 60), max_size=10))
def test_pieces_joined_are_the_text(make: Callable[[], Shape[str, str]], text: str, places: list[int]) -> None:
    """Whatever the shape and however the text comes; no piece is empty, and an ended shape is as new."""
    shape = make()
    for _ in range(2):
        found = shaped(shape, split(text, places))

        assert text == "".join(found)
        assert "" not in found
        assert shape.due is None


@pytest.mark.parametrize("make", [Lines, Sentences])
@STEADY
@given(TEXTS, st.lists(st.integers(0, 60), max_size=10))
def test_pieces_do_not_depend_on_how_the_text_comes(make: Callable[[], Any], text: str, places: list[int]) -> None:
    """Lines and sentences are the same for every cut of the text."""
    assert shaped(make(), [text]) == shaped(make(), split(text, places)) == shaped(make(), text)


def test_joined_by_length() -> None:
    """A piece is given when it is long enough, with all that came; the rest at the end."""
    assert ["abcd", "efghij", "k"] == shaped(Joined(4, None), ["ab", "cd", "efghij", "k"])


def test_joined_by_time() -> None:
    """Nothing is held longer than the seconds since its first character came."""
    shape = Joined(None, 0.5)

    assert ([], 1.5) == (shape.feed("a", 1.0), shape.due)
    assert ([], []) == (shape.feed("b", 1.4), shape.wake(1.49))
    assert (["ab"], None) == (shape.wake(1.5), shape.due)
    assert ([], ["cd"]) == (shape.feed("c", 3.0), shape.feed("d", 3.6))
    assert [] == shape.wake(9.0)


def test_joined_by_both() -> None:
    """Whichever comes first; a piece given by its length starts the time anew."""
    shape = joined(3, 0.5)

    assert ["ab", "c"] == shaped(joined(2, None), ["ab", "c"])
    assert ([], ["abc"], None) == (shape.feed("ab", 1.0), shape.feed("c", 1.1), shape.due)
    assert ([], 2.5) == (shape.feed("d", 2.0), shape.due)


@pytest.mark.parametrize(
    "options", [{}, {"chars": 0}, {"chars": True}, {"chars": 1.5}, {"seconds": 0}, {"seconds": "1"}, {"chars": 5, "seconds": -1}]
)
def test_what_buffered_takes(options: dict[str, Any]) -> None:
    """A whole number of characters, a positive number of seconds, or both."""
    with pytest.raises(ConfigurationError, match=r"chars|seconds"):
        joined(options.get("chars"), options.get("seconds"))


def test_lines_keep_their_ends() -> None:
    """Both kinds of ends, empty lines, and a last line without one."""
    assert ["a\n", "\n", "b\r\n", "c"] == shaped(Lines(), ["a", "\n\nb\r", "\n", "c"])
    assert [] == Lines().wake(1.0)


SENTENCES = [
    ["Hello. ", "How are you? ", "Fine!"],
    ["He paid 3.14 dollars. ", "Then he left."],
    ["Dr. Smith met Mrs. Jones. ", "They talked, e.g. about J. R. Tolkien."],
    ["It was I. ", "Not you."],
    ["See example.com for more. ", "It is free."],
    ['She said "Stop!" and left. ', "He stayed."],
    ['"Really?" he asked. ', '"Yes." ', "They went."],
    ["Wait... ", "What? ", "No!"],
    ["Wait... what is it? ", "Nothing."],
    ["你好。", "你好吗？", "我很好！", "「好。」", "再见。"],
    ["First line\n", "Second line.\n\n", "Third."],
    ["1. Peel the onions.\n", "2. Cook them. ", "Slowly.\n", "3. Eat."],
    ["## 1. Title\n", "Text."],
    ["\n\nIt begins. ", "It ends.\n"],
    ["**Bold.** ", "_Thin._ ", "(In brackets.) ", "End"],
    ["Yes!! ", "No?! ", "So."],
    ["Mark this; e.g., that. ", "And this."],
    ["In the year 2024. ", "Later."],
    ["no end at all"],
]


@pytest.mark.parametrize("sentences", SENTENCES, ids=lambda sentences: sentences[0].strip())
def test_sentences(sentences: list[str]) -> None:
    """Stops of several scripts; numbers, names, titles, initials, items of lists and what goes on in small letters are no ends."""
    assert sentences == shaped(Sentences(), "".join(sentences))


def test_a_sentence_is_given_when_the_next_begins() -> None:
    """Not before: what follows may belong to it."""
    shape = Sentences()

    assert [[], [], [], ["Hello. "]] == [shape.feed(piece, 0.0) for piece in ("Hel", "lo.", " ", "You")]
    assert ([], ["You"]) == (shape.wake(9.0), shape.end())


def test_a_pattern_is_no_end() -> None:
    """A row of stops is not held for ever, and the work for one is linear."""
    shape = Sentences()
    found = [out for _ in range(LONGEST_STOP) for out in shape.feed("..", 0.0)]

    assert [] == found
    assert [".." * LONGEST_STOP] == shape.end()
    assert len(shape._tail) == 0
