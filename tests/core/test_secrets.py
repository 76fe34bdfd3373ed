"""The key is in no text and no pickle."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from openrouter import AsyncOpenRouter, OpenRouter
from openrouter.core.secrets import Secret, scrub
from tests.play import KEY, make_flow


def holders() -> dict[str, Any]:
    """Everything that holds a key, by name."""
    client = OpenRouter(KEY)
    flow = make_flow()
    stream = client.stream("hi", model="m")
    return {
        "Secret": Secret(KEY),
        "Settings": client._transport.settings,
        "HttpRequest": flow.call.request,
        "Call": flow.call,
        "Flow": flow,
        "OpenRouter": client,
        "AsyncOpenRouter": AsyncOpenRouter(KEY),
        "ChatStream": stream,
    }


@pytest.mark.requirement(58)
@pytest.mark.parametrize("name", list(holders()))
def test_no_text_shows_the_key(name: str) -> None:
    """Neither repr nor str of what holds a key shows it."""
    holder = holders()[name]

    assert KEY not in repr(holder)
    assert KEY not in str(holder)
    assert KEY not in format(holder)


@pytest.mark.requirement(58)
@pytest.mark.parametrize("name", list(holders()))
def test_nothing_with_a_key_pickles(name: str) -> None:
    """A pickle would carry the key to a disk or another machine, so there is none."""
    with pytest.raises((TypeError, AttributeError, pickle.PicklingError)) as caught:
        pickle.dumps(holders()[name])

    assert KEY not in str(caught.value)


def test_a_secret_cannot_be_copied_by_accident() -> None:
    """`copy` goes the way of pickle."""
    with pytest.raises(TypeError, match="key cannot be pickled"):
        copy.copy(Secret("x"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nothing here", "nothing here"),
        (f"bad key {KEY}!", "bad key sk-or-***!"),
        (f"{KEY} {KEY}", "sk-or-*** sk-or-***"),
        ("sk-or-short", "sk-or-short"),
    ],
)
def test_scrub_removes_what_looks_like_a_key(text: str, expected: str) -> None:
    """Anything of the shape of a key goes, wherever it came from."""
    assert expected == scrub(text)


def test_a_secret_scrubs_itself_of_any_shape() -> None:
    """A key of another service's shape is removed too."""
    secret = Secret("tiger7")

    assert "key *** and sk-or-***" == secret.scrub(f"key tiger7 and {KEY}")
    assert "tiger7" == secret.reveal()


def test_a_key_that_stands_in_most_words_hides_nothing() -> None:
    """A server without keys is given "x" or "key", and its errors stay readable."""
    assert "the first_token time-out" == Secret("k").scrub("the first_token time-out")
    assert "the first_token time-out" == Secret("tok").scrub("the first_token time-out")
