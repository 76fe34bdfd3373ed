"""Values that grow, parsed seldom enough to be cheap and often enough to be seen."""

from __future__ import annotations

import json
from typing import Any

import jiter
import pytest

from openrouter.core.growing_values import PAUSE, Growing
from tests.play import FakeClock


def test_a_value_is_given_when_there_is_more_of_it() -> None:
    """Not for blanks, nor for what is not whole yet."""
    growing = Growing()

    assert [[], [{}], [{"a": []}], [{"a": [1]}], []] == [
        growing.feed(piece, 0.0) for piece in (" ", '{"', 'a": [1', ", 2", "345")
    ]
    assert [] == growing.end()
    assert {"a": [1]} == growing.value


def test_a_text_that_grows_little_is_parsed_after_a_pause() -> None:
    """`due` says when; what was fed meanwhile is in it."""
    growing = Growing()
    (first,) = growing.feed('["' + "x" * 100, 1.0)

    assert growing.due is None
    assert [] == growing.feed("y", 1.01)
    due = growing.due
    assert due is not None
    assert 1.0 + PAUSE < due < 1.0 + PAUSE + 0.01
    assert ([], []) == (growing.feed("z", 1.02), growing.wake(1.03))
    assert [[first[0] + "yz"]] == growing.wake(growing.due or 0.0)
    assert (None, []) == (growing.due, growing.wake(9.0))
    assert [[first[0] + "yz!"]] == growing.feed("!", 9.0)


def test_the_end_gives_what_is_not_parsed_yet() -> None:
    """Once."""
    growing = Growing()
    growing.feed('["' + "x" * 100, 1.0)
    growing.feed("y", 1.01)

    assert [["x" * 100 + "y"]] == growing.end()
    assert ([], None) == (growing.end(), growing.due)


def work(size: int, seconds: float, monkeypatch: pytest.MonkeyPatch) -> int:
    """The bytes that are parsed for a document of that size in pieces of 20 characters, one each so many seconds."""
    document = json.dumps([{"name": "a name of some length", "price": 12.5}] * (size // 48))
    counted, real, clock = [0], jiter.from_json, FakeClock()

    def from_json(data: bytes, **options: Any) -> Any:
        counted[0] += len(data)
        return real(data, **options)

    with monkeypatch.context() as patched:
        patched.setattr(jiter, "from_json", from_json)
        growing = Growing()
        for start in range(0, len(document), 20):
            growing.feed(document[start : start + 20], clock.now())
            clock.advance(seconds)
            if growing.due is not None and growing.due <= clock.now():
                growing.wake(clock.now())
    return counted[0]


@pytest.mark.parametrize("seconds", [0.0, 0.0001, 0.001])
def test_the_work_is_linear_at_any_speed(seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times the text is at most five times the work, in a burst as at the speed of a model."""
    assert work(400_000, seconds, monkeypatch) <= 5 * work(100_000, seconds, monkeypatch)
