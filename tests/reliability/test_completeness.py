"""Rows 1 to 15: whether the answer is whole, and what is said where it is not."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
import urllib3

from openrouter import Timeout, errors
from openrouter.errors.status import status_class
from openrouter.testing import Body, Chunks, Fin, Gate, Head, Piece, Rst, Script, Wait
from tests.fronts.uniform import Play

from .hearing import Heard, everywhere, hear, heard

TEXT = "Hello wörld"
NO_CLOCKS = Timeout(connect=None, first_token=None, idle=None, grace=None)
"""What ends with these ends by itself."""


@everywhere
@pytest.mark.requirement(1)
@pytest.mark.parametrize("name", ["fin_silent", "fin_silent_close"])
def test_a_silent_end_is_told(play: Play, name: str) -> None:
    """A clean end without finish reason and `[DONE]` is a truncation, at once and with all of the text kept."""
    found = heard(play, name, client={"timeout": NO_CLOCKS})

    assert errors.StreamTruncatedError is type(found.error)
    assert ("truncated", TEXT) == (found.stream.status, found.error.partial.text)


@pytest.mark.requirement(2)
def test_done_without_a_finish_reason(play: Play) -> None:
    """`[DONE]` alone completes an answer; one that says nothing tells so."""
    found = heard(play, "done_no_finish")

    assert ("completed", TEXT, None) == (found.stream.status, found.text, found.stream.finish_reason)
    assert found.stream.stats.done_seen
    assert not found.stream.response.is_empty

    play.server.answer(Chunks([{"id": "gen-1", "choices": [{"index": 0, "delta": {"role": "assistant"}}]}]))
    silent = play(lambda client: hear(client.stream("hi")))

    assert ("completed", "") == (silent.stream.status, silent.text)
    assert silent.stream.response.is_empty


@pytest.mark.requirement(3)
def test_a_finish_reason_without_done(play: Play) -> None:
    """A clean end after the finish reason completes an answer, and says that `[DONE]` did not come."""
    found = heard(play, "fin_no_done")

    assert ("completed", TEXT, "stop") == (found.stream.status, found.text, found.stream.finish_reason)
    assert not found.stream.stats.done_seen


@pytest.mark.requirement(4)
@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("ok_empty", errors.StreamTruncatedError),
        ("ok_empty_chunked", errors.StreamTruncatedError),
        ("http_204", errors.UnexpectedResponseError),
        ("fin_mid_headers", errors.APIConnectionError),
    ],
)
def test_nothing_is_no_success(play: Play, name: str, error: type[Exception]) -> None:
    """A response without any event is an error."""
    found = heard(play, name)

    assert error is type(found.error)
    assert "" == found.text


@pytest.mark.requirement(5)
def test_an_error_as_the_body_of_a_success(play: Play) -> None:
    """A JSON error of status 200 is raised as the class of its code, with what it carries."""
    found = heard(play, "ok_json_error")

    assert errors.ProviderError is type(found.error)
    assert (502, 200, "Bad upstream") == (found.error.status, found.error.http_status, found.error.message)
    assert ("Fake", {"provider_name": "Fake"}) == (found.error.provider, found.error.metadata)


@pytest.mark.requirement(6)
def test_html_is_shown_within_bounds(play: Play) -> None:
    """What is no event stream is refused, with an excerpt of at most 500 characters of it and no control character."""
    assert "Please sign in" in heard(play, "ok_html").error.excerpt
    for body in (Body(b"<p>\x1b[2J\x00" + b"x" * 5000, "text/html"), Body(b"\x07plain\x9b" * 500, "text/plain")):
        play.server.answer(body)
        error = play(lambda client: hear(client.stream("hi"))).error

        assert errors.UnexpectedResponseError is type(error)
        assert error.excerpt.startswith(("<p>\\x1b[2J\\x00xxx", "\\x07plain"))
        assert 400 < len(re.sub(r"\\x..", "?", error.excerpt)) <= 500
        assert error.excerpt.isprintable()
        assert body.content_type in str(error)


@pytest.mark.requirement(6)
def test_an_encoding_that_was_not_asked_for(play: Play) -> None:
    """A body that the library of the front cannot unpack is refused, and not taken for one without events."""
    if "br" in urllib3.HTTPResponse.CONTENT_DECODERS:
        pytest.skip("a package for brotli is installed, so that it is read")
    found = heard(play, "happy_br", gap=0)

    assert errors.UnexpectedResponseError is type(found.error)
    assert "br" in str(found.error)


@pytest.mark.requirement(7)
@pytest.mark.parametrize("name", ["no_ctype", "wrong_ctype", "latin1_ctype"])
def test_events_are_events_whatever_they_are_called(play: Play, name: str) -> None:
    """Events under no content type, a wrong one, or one with another charset are read, as UTF-8."""
    found = heard(play, name)

    assert ("completed", TEXT) == (found.stream.status, found.text)


@pytest.mark.requirement(8)
def test_a_whole_completion_is_one_chunk(play: Play) -> None:
    """A server that does not stream is understood: its text comes in one chunk, its usage with it."""
    found = heard(play, "ok_json_completion")

    assert ("completed", TEXT, 1) == (found.stream.status, found.text, found.stream.stats.chunks)
    assert "stop" == found.stream.finish_reason
    assert found.stream.usage is not None


@pytest.mark.requirement(9)
@pytest.mark.parametrize(
    ("name", "text", "error", "facts"),
    [
        ("mid_error", "Hello ", errors.StreamProviderError, (502, "The provider disconnected", "Fake")),
        ("mid_error_bare", "Hello ", errors.StreamRateLimitError, (429, "The provider is overrun", "Fake")),
        ("mid_error_event", "Hel", errors.StreamInternalServerError, (500, "Something broke", "Fake")),
        ("choice_error", "Hel", errors.StreamProviderError, (502, "Upstream failed", "Fake")),
        ("finish_error_no_body", "Hel", errors.StreamProviderError, (None, "", None)),
    ],
)
def test_an_error_inside_the_stream(
    play: Play, name: str, text: str, error: type[Exception], facts: tuple[Any, ...]
) -> None:
    """In whatever form it comes it is raised after the deltas before it, of the class of its code."""
    found = heard(play, name)

    assert error is type(found.error)
    assert ("failed", text, 200) == (found.stream.status, found.text, found.error.http_status)
    assert facts == (found.error.status, found.error.message, found.error.provider)
    assert found.error.status == found.error.code


@pytest.mark.requirement(10)
def test_an_error_as_the_first_event(play: Play) -> None:
    """It is of the class that its code has over HTTP, and of the stream's besides."""
    assert errors.StreamBadRequestError is type(heard(play, "first_error").error)
    codes = [*range(400, 430), *range(500, 530)]
    play.server.answer(*(Chunks([{"error": {"code": code, "message": "no"}}]) for code in codes))

    async def body(client: Any) -> list[Any]:
        return [(await hear(client.stream("hi"))).error for _ in codes]

    for code, error in zip(codes, play(body), strict=True):
        assert isinstance(error, status_class(code)), code
        assert isinstance(error, errors.StreamError), code
        assert (code, 200) == (error.status, error.http_status)


@pytest.mark.requirement(11)
@pytest.mark.parametrize("name", ["trunc_event", "trunc_event_line", "trunc_utf8"])
def test_half_an_event_is_none(play: Play, name: str) -> None:
    """An end inside an event, a line or a character is a truncation, and nothing of that event is delivered."""
    found = heard(play, name)

    assert errors.StreamTruncatedError is type(found.error)
    assert ("Hello ", 2) == (found.text, found.stream.stats.chunks)


BREAKS = {
    "trunc_chunk": "Hello ",
    "trunc_between_chunks": TEXT,
    "trunc_length": TEXT,
    "rst": "Hello ",
    "bad_chunk_size": "Hel",
}


@everywhere
@pytest.mark.requirement(12)
@pytest.mark.parametrize("name", BREAKS)
def test_a_break_comes_after_all_that_arrived(play: Play, name: str) -> None:
    """A broken frame or connection is an interruption by itself, without a clock, after every event that was whole."""
    found = heard(play, name, client={"timeout": NO_CLOCKS})

    assert errors.StreamInterruptedError is type(found.error)
    assert ("interrupted", BREAKS[name], True) == (found.stream.status, found.text, found.error.sent)


def event(text: str) -> bytes:
    """A delta."""
    return b'data: {"choices":[{"index":0,"delta":{"content":"%b"}}]}\n\n' % text.encode()


@everywhere
@pytest.mark.requirement(12)
@pytest.mark.parametrize("framing", ["chunked", "length", "close"])
@pytest.mark.parametrize("end", [Fin(), Rst()], ids=["FIN", "RST"])
def test_a_break_does_not_overtake(play: Play, framing: Any, end: Any) -> None:
    """What had arrived before a break is delivered, also to a caller who was busy while both came."""
    gate = Gate()
    head = Head(headers={"Content-Type": "text/event-stream"}, framing=framing, length=10_000)
    play.server.answer(Script([head, Piece(event("a")), Wait(gate), Piece(event("b")), Piece(event("c")), end]))

    async def body(client: Any) -> Heard:
        stream = client.stream("hi")
        assert "a" == (await stream.__aiter__().__anext__()).text
        gate.open()
        sent = play.server.requests[0].finished
        if play.name == "sync":
            assert sent.wait(10)
        else:
            assert await asyncio.to_thread(sent.wait, 10)
            for _ in range(20):
                await asyncio.sleep(0)
        return await hear(stream)

    found = play(body)

    assert ("bc", "abc") == (found.text, found.stream.text)
    expected = errors.StreamTruncatedError if framing == "close" and isinstance(end, Fin) else errors.StreamInterruptedError
    assert expected is type(found.error)


@everywhere
@pytest.mark.requirement(14)
@pytest.mark.parametrize(
    "name", ["happy_bom", "happy_crlf", "happy_close", "happy_length", "happy_gzip", "early_hints", "comments_then_ok"]
)
def test_how_it_is_sent_makes_no_difference(play: Play, name: str) -> None:
    """Byte order mark, line ends, framing, compression, comments and interim responses leave the same answer."""
    quick = {"happy_gzip": {"gap": 0}, "comments_then_ok": {"gap": 0}}
    plain, other = heard(play, "happy"), heard(play, name, **quick.get(name, {}))
    answers = [found.stream.response.to_dict() | {"id": None} for found in (plain, other)]

    assert answers[0] == answers[1]
    assert (TEXT, "stop", 7, True) == (
        other.text,
        other.stream.finish_reason,
        other.stream.usage.total_tokens,
        other.stream.stats.done_seen,
    )
