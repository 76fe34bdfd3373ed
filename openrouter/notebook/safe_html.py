"""
HTML in which a text is nothing but text.

The outputs of the cells that one runs oneself are trusted by Jupyter and saved in the file, and nbconvert writes them out as they
are. So whatever a model or a server says is escaped here, and nowhere else.
"""

from __future__ import annotations

from html import escape

from ..printable import sanitised

_IGNORED_BY_MATHJAX = "tex2jax_ignore mathjax_ignore"
_WRAPPED = "white-space: pre-wrap; overflow-wrap: anywhere"


def escaped(text: str) -> str:
    """A text as HTML, for the content of an element and for a quoted attribute."""
    return escape(sanitised(text))


def preformatted(text: str) -> str:
    """A block with each blank and line end of a text; long lines are wrapped."""
    # An HTML parser drops a line end at the beginning of <pre>, and this is the one that it drops.
    return f'<pre dir="auto" class="{_IGNORED_BY_MATHJAX}" style="{_WRAPPED}">\n{escaped(text)}</pre>'


def folded(summary: str, text: str) -> str:
    """A text behind a summary that a click opens."""
    return f"<details><summary>{escaped(summary)}</summary>{preformatted(text)}</details>"


def small_print(text: str) -> str:
    """A line about the answer, below it."""
    return f'<div class="{_IGNORED_BY_MATHJAX}" style="font-size: smaller; opacity: 0.7">{escaped(text)}</div>'
