"""Where a text may be cut."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter.core.graphemes import may_cut, next_cut
from tests.play import STEADY

CLUSTERS = [
    "a", " ", "\n", "\r\n", "é", "e\u0301", "e\u0301\u0323", "n\u0303", "ß", "中",
    "か\u3099", "ｶ\uff9e", "क\u094d\u0937\u093f", "क\u093e",
    "👍", "👍\U0001f3fd", "❤\ufe0f", "👩\u200d👩\u200d👧\u200d👦", "🏳\ufe0f\u200d🌈", "👩\U0001f3fd\u200d🚀", "🇩🇪", "🇫🇷", "1\ufe0f\u20e3",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "한", "\u1112\u1161\u11ab",
    "\u1100\u1112\u1161", "한\u11a8", "가\u11a8\u11a8", "\u0600٣", "a\u200c",
    "\u1112가", "가\u1161",
]  # fmt: skip
"""Characters as people see them, each with the marks, joiners and halves that belong to it."""


def cut(text: str) -> list[str]:
    """The text, cut wherever it may be."""
    places = [0, *(index for index in range(1, len(text)) if may_cut(text, index)), len(text)]
    return [text[start:end] for start, end in pairwise(places) if start < end]


@pytest.mark.parametrize("cluster", CLUSTERS, ids=ascii)
def test_a_character_keeps_its_marks(cluster: str) -> None:
    """No cut inside, and cuts on both sides of it."""
    assert ["x", cluster, "y"] == cut(f"x{cluster}y") or cluster == "\u0600٣"
    assert cluster in cut(f"x{cluster}中")


@STEADY
@given(st.lists(st.sampled_from([one for one in CLUSTERS if one not in {"\r\n", "\n"}]), max_size=8))
def test_no_cut_inside_of_any_row_of_characters(clusters: list[str]) -> None:
    """In whatever order they stand, each is whole; some that stand side by side belong together (Hangul)."""
    text = "".join(clusters)
    places, place = {0}, 0
    for cluster in clusters:
        place += len(cluster)
        places.add(place)

    assert {index for index in range(1, len(text)) if may_cut(text, index)} <= places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("🇩🇪🇫🇷🇮", ["🇩🇪", "🇫🇷", "🇮"]),
        ("\n\u0301", ["\n\u0301"]),
        ("\u0600 a", ["\u0600", " ", "a"]),
        ("क\u094d a", ["क\u094d", " ", "a"]),
        ("क\u094d中", ["क\u094d中"]),
        ("क\u094d。", ["क\u094d", "。"]),
        ("a\u200db", ["a\u200d", "b"]),
        ("\r\r\n\n", ["\r", "\r\n", "\n"]),
    ],
)
def test_rows(text: str, expected: list[str]) -> None:
    """Flags are pairs; a sign that ties consonants ties no blank; plain letters never join."""
    assert expected == cut(text)


def test_the_next_cut() -> None:
    """From a place on, the place itself included; the end where there is no other."""
    text = "e\u0301\u0323x"

    assert [3, 3, 3, 4] == [next_cut(text, index) for index in (1, 2, 3, 4)]
    assert 2 == next_cut("e\u0301", 1)
