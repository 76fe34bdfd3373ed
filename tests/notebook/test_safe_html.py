"""What is shown of a text is the text, whatever it looks like to a browser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter.notebook.safe_html import escaped, folded, preformatted, small_print
from openrouter.printable import sanitised
from tests.play import STEADY

from .html_reading import ATTACKS, PREFORMATTED, dangers, read_html

TEXTS = st.lists(
    st.sampled_from([*ATTACKS.values(), *"<>&\"'/ \n\t`", "pre", "</", "&lt;", "\x1b[31m", "ü", "😀"])
).map("".join)

attacks = pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS.keys())
blocks = pytest.mark.parametrize("block", [preformatted, small_print, lambda text: folded("Reasoning", text)])


@attacks
@blocks
def test_a_text_stays_text(text: str, block) -> None:
    """No element, attribute, comment or entity of a text becomes one of the page."""
    assert [] == dangers(block(text), PREFORMATTED)
    assert "<script" not in block(text).lower()


@STEADY
@given(TEXTS)
def test_a_block_says_what_the_text_says(text: str) -> None:
    """What a browser shows is the text to the last blank, but for what would command a terminal or turn the line around."""
    # A parser drops the line end that begins a block.
    assert f"\n{sanitised(text)}" == read_html(preformatted(text)).text
    assert sanitised(text) == read_html(escaped(text)).text
    assert [] == dangers(preformatted(text), PREFORMATTED)


def test_the_summary_is_text_too() -> None:
    """What a click opens and what is clicked are both escaped."""
    assert ["details", "summary", "pre"] == [tag for tag, _ in read_html(folded("<b>", "<i>")).elements]
