"""Markdown that comes from a model: it looks like Markdown, and nothing in it runs, loads or leads astray."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.play import STEADY

from .html_reading import ATTACKS, MARKDOWN, dangers, read_html

pytest.importorskip("markdown_it", reason="needs markdown-it-py: `pip install --group notebook`")

from openrouter.notebook.markdown import rendered

PIECES = [
    *ATTACKS.values(), *"<>&\"'/\\ \n\t`~|*_[]()!#-+=:;$", "\n\n", "    ", "```", "](", "]: ", "javascript:", "https://x.org",
    "&#106;", "<a href=", "onclick=", "- ", "> ", "1. ",
]  # fmt: skip


@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS.keys())
def test_an_attack_stays_text(text: str) -> None:
    """HTML is shown and not obeyed, links are http, https and mailto, and nothing is loaded."""
    for source in (
        text,
        f"Here: {text}.",
        f"- a\n- {text}\n",
        f"> {text}\n",
        f"*{text}*",
        f"| {text} |\n|-|\n| {text} |",
    ):
        assert [] == dangers(rendered(source), MARKDOWN)


@STEADY
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_nothing_that_markdown_cannot_say(source: str) -> None:
    """However its pieces stand together, a text becomes the elements of Markdown and no other."""
    assert [] == dangers(rendered(source), MARKDOWN)


@pytest.mark.parametrize(
    ("source", "elements"),
    [
        ("# Title\n\nSome *text*, **strong**, ~~gone~~, `code`.", ["h1", "p", "em", "strong", "s", "code"]),
        ("- a\n- b\n\n1. c", ["ul", "li", "li", "ol", "li"]),
        ("```python\na < b\n```", ["pre", "code"]),
        ("|a|b|\n|-|-|\n|1|2|", ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]),
        ("> said", ["blockquote", "p"]),
    ],
)
def test_what_it_looks_like(source: str, elements: list[str]) -> None:
    """The common forms of Markdown are rendered."""
    assert elements == [tag for tag, _ in read_html(rendered(source)).elements]


@pytest.mark.parametrize("code", ["a < b && c > d", "<script>x</script>", "&amp;"])
def test_code_is_shown_as_it_is(code: str) -> None:
    """In code nothing is an entity: what one copies is what the model wrote."""
    assert f"{code}\n" == read_html(rendered(f"```\n{code}\n```")).text.rstrip("\n") + "\n"
    assert code == read_html(rendered(f"`{code}`")).text.strip()


@pytest.mark.parametrize("url", ["https://x.org/a?b=c&d=e", "http://x.org", "mailto:a@x.org", "HTTPS://x.org"])
def test_links_that_stay(url: str) -> None:
    """A link of an allowed scheme is a link, which opens beside the notebook and tells nobody from where."""
    [(tag, attributes)] = [element for element in read_html(rendered(f"[a]({url})")).elements if element[0] != "p"]

    assert ("a", url.lower()) == (tag, (attributes["href"] or "").lower())
    assert ("noopener noreferrer", "_blank") == (attributes["rel"], attributes["target"])


def test_an_image_is_a_link() -> None:
    """To load an image would tell its server that it is looked at, and whatever its address says."""
    reading = read_html(rendered("![a](https://x.org/i.png)"))

    assert (["p", "a"], "!a") == ([tag for tag, _ in reading.elements], reading.text.strip())


def test_without_the_library() -> None:
    """Where markdown-it-py is missing, `markdown=True` is an error with the command that helps, before anything is sent."""
    code = (
        "import sys; sys.modules['markdown_it'] = None\n"
        "from openrouter import errors, notebook\n"
        "from openrouter.testing import mock_stream\n"
        "stream = mock_stream('hi')\n"
        "try:\n    notebook.show(stream, markdown=True)\n"
        "except errors.ConfigurationError as error:\n    print(stream.status, error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "pending" == done.stdout.split()[0]
    assert "pip install 'openrouter-streaming[jupyter]'" in done.stdout
