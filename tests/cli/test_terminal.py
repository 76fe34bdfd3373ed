"""What a terminal is shown."""

from __future__ import annotations

import os
import pty
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter.cli.terminal import Output
from openrouter.printable import one_line, sanitised
from openrouter.testing import FakeOpenRouter, Text

from .conftest import Start

ATTACKS = {
    "title": "a\x1b]0;owned\x07b",
    "clipboard": "a\x1b]52;c;aGk=\x07b",
    "clear": "a\x1b[2Jb",
    "c1": "a\x9b31mb",
    "link": "a\x1b]8;;http://x\x1b\\b",
    "bidi": "a\u202eb\u2066c\u2069",
    "overwrite": "safe\rrm -rf",
    "del": "a\x7f\x08b",
}


def _obeyed(text: str) -> list[str]:
    """The characters that a terminal obeys rather than shows."""
    return [
        each
        for each in text
        if (unicodedata.category(each) == "Cc" and each not in "\t\n") or re.match("[\u202a-\u202e\u2066-\u2069]", each)
    ]


@given(
    st.text(alphabet=st.one_of(st.characters(max_codepoint=0x2100), st.sampled_from("\x1b\r\n[]\u202e")), max_size=50)
)
def test_nothing_obeyed_is_left(text: str) -> None:
    """No text makes a terminal do anything but print."""
    assert [] == _obeyed(sanitised(text))


@pytest.mark.requirement(61)
@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_any_split_is_caught(attack: str) -> None:
    """A sequence split at any point over two pieces is caught like the whole one."""
    whole = sanitised(attack)
    assert [whole] * len(attack) == [sanitised(attack[:at]) + sanitised(attack[at:]) for at in range(len(attack))]
    assert [] == _obeyed(whole)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\tone\ntwo\u2028", "\tone\ntwo\u2028"),
        ("日本語 — Ünï 👩‍👩‍👧", "日本語 — Ünï 👩‍👩‍👧"),
        ("a\x1b[2J", "a␛[2J"),
        ("one\r\ntwo\rthree", "one\ntwo␍three"),
    ],
)
def test_text_stays(text: str, expected: str) -> None:
    """Text, tabs and line ends stay; an escape and a lone carriage return are shown."""
    assert expected == sanitised(text)


def test_messages_are_one_line() -> None:
    """A message of a service is one line of bounded length, without commands."""
    assert "a b␛[2J" == one_line("a\n  b\x1b[2J\n")
    assert "x" * 1000 + "…" == one_line("x" * 5000)


def test_pipes_get_the_text_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    """What is no terminal gets the text verbatim."""
    import sys

    Output(sys.stdout).write(ATTACKS["title"])
    assert ATTACKS["title"] == capsys.readouterr().out


def _through_terminal(start: Start, *arguments: str) -> str:
    """What the command sends to a real pseudo-terminal."""
    ours, theirs = pty.openpty()
    process = start(*arguments, stdout=theirs)
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux: the other side is closed
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    assert 0 == process.wait(20)
    return shown.decode().replace("\r\n", "\n")  # the terminal's own line ends


@pytest.mark.requirement(61)
def test_terminal_is_safe(use: FakeOpenRouter, start: Start) -> None:
    """On a real terminal the attacks of a model are text, one character a delta."""
    text = "".join(ATTACKS.values())
    use.answer(Text(text, pieces=1))
    assert sanitised(text) + "\n" == _through_terminal(start, "hi")


def test_raw_is_raw(use: FakeOpenRouter, start: Start) -> None:
    """`--raw` leaves on a terminal what the model said."""
    use.answer(Text("\x1b[1mbold\x1b[0m"))
    assert "\x1b[1mbold\x1b[0m\n" == _through_terminal(start, "--raw", "hi")
