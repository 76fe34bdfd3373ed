"""Rows 41 to 48 (48 is in tests/fuzz): answers that are odd, wrong or meant for somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from attrs import frozen

from openrouter import errors
from openrouter.testing import Action, Head, Text
from tests.fronts.uniform import Play

from .hearing import everywhere, hear, heard

TEXT = "Hello wörld"


@frozen
class Hinted:
    """103 before an answer that tells for whom it is."""

    def actions(self, request: Any) -> Iterator[Action]:
        """The hints, and at once or a moment later the answer."""
        yield Head(103, {"Link": "</style.css>; rel=preload"}, "none")
        yield from Text(request.parameter("model")).actions(request)


@everywhere
@pytest.mark.requirement(41)
def test_an_interim_response_is_nobodys_answer(play: Play) -> None:
    """Five requests in a row, of which three are hinted at first, each get their own answer over one connection."""

    async def body(client: Any) -> list[str]:
        found = []
        for number in range(5):
            play.server.answer(Hinted() if number % 2 == 0 else Text(f"answer {number}"))
            found.append((await hear(client.stream("hi", model=f"answer {number}"))).text)
        return found

    assert [f"answer {number}" for number in range(5)] == play(body)
    assert 1 == play.server.connections


@everywhere
@pytest.mark.requirement(42)
@pytest.mark.parametrize(
    "name", ["redirect_other", "redirect_same", "redirect_302", "redirect_loop", "redirect_downgrade"]
)
def test_a_redirect_is_never_followed(play: Play, name: str) -> None:
    """One request, an error that names the other origin, and neither key nor prompt anywhere else."""
    found = heard(play, name, client={"api_key": "sk-or-v1-nobodys-key"})
    target = play.server.other_url if name == "redirect_other" else "127.0.0.1"

    assert errors.UnexpectedResponseError is type(found.error)
    assert found.error.http_status in {302, 307}
    assert target.removesuffix("/api/v1") in str(found.error)
    assert 1 == len(play.server.requests)
    assert [] == play.server.other_requests


@pytest.mark.requirement(43)
@pytest.mark.parametrize(
    ("name", "text", "late"), [("late_content", f"{TEXT} LATE", True), ("dup_finish", TEXT, False), ("after_done", TEXT, False)]
)
def test_what_comes_after_the_end(play: Play, name: str, text: str, late: bool) -> None:
    """Content after the finish reason counts and is told; the first finish reason stays; nothing after `[DONE]` counts."""
    found = heard(play, name)

    assert ("completed", text, "stop") == (found.stream.status, found.text, found.stream.finish_reason)
    assert late is found.stream.stats.content_after_finish


MALFORMED = {
    "bad_json": "",
    "top_array": "",
    "top_null": "",
    "top_string": "",
    "choices_object": "choices",
    "content_number": "choices[0].delta.content",
    "finish_number": "choices[0].finish_reason",
    "big_int": "",
    "depth_bomb": "",
}


@pytest.mark.requirement(44)
@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_event(play: Play, name: str) -> None:
    """It ends the stream after what came before it, and says which event it was and where it is wrong."""
    found = heard(play, name)

    assert errors.StreamDecodeError is type(found.error)
    assert ("Hel", 2, MALFORMED[name]) == (found.text, found.error.event_number, found.error.path)
    assert 0 < len(found.error.excerpt) <= 500


@pytest.mark.requirement(44)
@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_event_may_be_passed_over(play: Play, name: str) -> None:
    """Under `on_malformed="skip"` the stream goes on without it, and counts it."""
    found = heard(play, name, on_malformed="skip")

    assert ("completed", 1) == (found.stream.status, found.stream.stats.ignored)
    assert ("Helwörld" if name == "finish_number" else TEXT) == found.text


TOLERATED = [
    "choices_null",
    "choices_missing",
    "delta_null",
    "empty_data",
    "unknown_event",
    "finish_unknown",
    "tool_no_index",
    "usage_string",
    "content_list",
    "nan",
]


@pytest.mark.requirement(45)
@pytest.mark.parametrize("name", TOLERATED)
def test_an_odd_event_is_tolerated(play: Play, name: str) -> None:
    """What does not touch the text costs no text; what was sent is kept."""
    found = heard(play, name)
    answer = found.stream.response

    assert ("completed", TEXT) == (found.stream.status, found.text)
    assert ("novel" if name == "finish_unknown" else "stop") == found.stream.finish_reason
    assert (["now"] if name == "tool_no_index" else []) == [call.function.name for call in answer.tool_calls]
    assert (1 if name == "unknown_event" else 0) == found.stream.stats.ignored
    assert answer.usage.cost is None or answer.usage.cost < 1  # neither NaN nor infinity


@pytest.mark.requirement(46)
@pytest.mark.parametrize(("name", "text"), [("surrogate", "Hela\ufffdblo wörld"), ("bad_utf8", "Hela\ufffd\ufffdblo wörld")])
def test_every_text_can_be_written(play: Play, name: str, text: str) -> None:
    """Half a character and bytes that are none are shown as U+FFFD, so that every string can be encoded."""
    found = heard(play, name)

    assert ("completed", text) == (found.stream.status, found.text)
    for each in strings(found.stream.response.to_dict()):
        each.encode()
    found.stream.response.to_json().decode()


def strings(value: Any) -> Iterator[str]:
    """Every string in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from (name, *strings(item))
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
