"""Bodies whose framing is broken, or strange, behind a finish reason: then nothing else could show that something is missing."""

from __future__ import annotations

import asyncio
import gc
import zlib
from typing import Any

import pytest

from openrouter import AsyncOpenRouter, OpenRouter, Timeout, errors
from openrouter.testing import FakeOpenRouter, Fin, Gate, Head, Rst, Script, Send, Wait
from tests.conftest import AsyncFront, SyncFront
from tests.play import DONE, KEY, piece, sse

SSE = {"Content-Type": "text/event-stream"}
STOP = sse(piece("", finish="stop"))
LAST = b"0\r\n\r\n"


def chunk(data: bytes, head: bytes = b"%x\r\n") -> bytes:
    """One HTTP chunk."""
    return head % len(data) + data + b"\r\n"


WHOLE = sse(piece("one, ", finish="stop"))
"""All of an answer, if nothing follows."""

HELLO = sse(piece("Hello"))
CUT = HELLO.index(b"lo")

BROKEN = {
    "the end in a padded size": [chunk(WHOLE, b"%06x\r\n"), b"00"],
    "the end behind a size": [chunk(WHOLE), b"1f"],
    "the end in a chunk's line end": [chunk(WHOLE)[:-1]],
    "content in the place of a line end": [b"%x\r\n" % CUT + HELLO[: CUT + 2] + chunk(HELLO[CUT + 2 :]) + chunk(STOP + DONE) + LAST],
    "a size below zero": [b"-5\r\n" + WHOLE + b"\r\n" + chunk(WHOLE + DONE) + LAST],
    "a size with a sign": [chunk(WHOLE, b"+%x\r\n") + LAST],
    "a size with a prefix": [chunk(WHOLE, b"0x%x\r\n") + LAST],
    "a size with a line between its digits": [chunk(WHOLE, b"0_%x\r\n") + LAST],
    "a size of forty digits": [chunk(WHOLE, b"f" * 38 + b"%02x\r\n") + LAST],
    "no size": [chunk(WHOLE) + b"\r\n" + LAST],
}

FRONTS: Any = pytest.mark.parametrize("front", [SyncFront(), AsyncFront()], ids=lambda front: front.name)


@FRONTS
@pytest.mark.parametrize("name", BROKEN)
def test_broken_framing_is_no_end(server: FakeOpenRouter, front: SyncFront | AsyncFront, name: str) -> None:
    """Whatever http.client makes of it, the answer may lack something, and the caller is told."""
    server.answer(Script([Head(headers=SSE), *map(Send, BROKEN[name]), Fin()]))

    found = front.stream(server.url, client={"retry": None})

    assert isinstance(found.error, errors.StreamInterruptedError)
    assert "interrupted" == found.stream.status


WIDE = {
    "upper case": (b"%X\r\n", b""),
    "padded": (b"%040x\r\n", b""),
    "blanks behind the size": (b"%x \t\r\n", b""),
    "an extension": (b"%x;name=value\r\n", b""),
    "a trailer": (b"%x\r\n", b"X-Checksum: 1\r\n"),
}


@FRONTS
@pytest.mark.parametrize("name", WIDE)
def test_framing_that_is_allowed_is_read(server: FakeOpenRouter, front: SyncFront | AsyncFront, name: str) -> None:
    """As RFC 9112 has it, and as a careful recipient takes it."""
    head, trailer = WIDE[name]
    body = [chunk(each, head) for each in (HELLO, sse(piece(" again")), STOP, DONE)]
    server.answer(Script([Head(headers=SSE), *map(Send, body), Send(b"0\r\n" + trailer + b"\r\n")]))

    found = front.stream(server.url, client={"retry": None})

    assert (None, "Hello again") == (found.error, found.text)


@FRONTS
@pytest.mark.parametrize("header", [{}, {"Transfer-Encoding": "identity"}])
def test_a_reset_ends_no_body_that_the_connection_delimits(
    server: FakeOpenRouter, front: SyncFront | AsyncFront, header: dict[str, str]
) -> None:
    """Whatever its headers say of codings that are none."""
    server.answer(Script([Head(headers={**SSE, **header}, framing="close"), Send(WHOLE), Rst()]))

    assert isinstance(front.stream(server.url, client={"retry": None}).error, errors.StreamInterruptedError)


@FRONTS
@pytest.mark.parametrize("done", [b"", DONE])
def test_of_a_packed_body_only_done_is_the_end(server: FakeOpenRouter, front: SyncFront | AsyncFront, done: bytes) -> None:
    """Neither library says that what it unpacked has no end, and what is missing came behind a finish reason."""
    packer = zlib.compressobj(wbits=31)
    data = packer.compress(WHOLE + done) + packer.flush(zlib.Z_SYNC_FLUSH)
    server.answer(Script([Head(headers={**SSE, "Content-Encoding": "gzip"}), Send(chunk(data) + LAST)]))

    found = front.stream(server.url, client={"retry": None})

    assert "one, " == found.text
    assert ("completed" if done else "truncated") == found.stream.status


@pytest.mark.parametrize("cut", [1, 2, 3, 6])
def test_what_stands_around_a_chunk_is_no_text(server: FakeOpenRouter, cut: int) -> None:
    """A reader who wants held text soon gets it, though the end of one HTTP chunk, or the begin of the next, has come since."""
    first, rest = chunk(HELLO), chunk(sse(piece(" again")), b"%06x\r\n") + chunk(STOP) + chunk(DONE) + LAST
    sent = Gate()
    server.answer(Script([Head(headers=SSE), Send(first[:-2]), Send((first + rest)[len(first) - 2 :][:cut]), Wait(sent),
                          Send((first + rest)[len(first) - 2 :][cut:])]))  # fmt: skip
    with OpenRouter(KEY, base_url=server.url, model="m") as client:
        pieces = client.stream("hi").text_stream.buffered(seconds=0.01)
        assert "Hello" == next(pieces)
        sent.open()
        assert " again" == "".join(pieces)


@FRONTS
def test_no_time_is_too_long_to_wait(server: FakeOpenRouter, front: SyncFront | AsyncFront) -> None:
    """Systems take no more than 23 days for one wait; nobody is to know."""
    for timeout in (Timeout(connect=1e9), Timeout(connect=None, total=1e9), Timeout(idle=1e9, first_token=1e9)):
        assert front.stream(server.url, client={"timeout": timeout}).error is None


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("closed", [True, False])
def test_a_stream_is_read_on_in_no_other_loop(server: FakeOpenRouter, closed: bool) -> None:
    """The error is ours, and has what was delivered, whatever became of the first loop."""
    held = Gate()
    server.answer(Script([Head(headers=SSE), Send(chunk(HELLO)), Wait(held), Send(chunk(STOP + DONE) + LAST)]))
    one, two = asyncio.new_event_loop(), asyncio.new_event_loop()
    client = AsyncOpenRouter(KEY, base_url=server.url, model="m")
    stream = client.stream("hi")
    try:
        assert "Hello" == one.run_until_complete(anext(stream)).text
        if closed:
            one.close()
        with pytest.raises(errors.StreamInterruptedError, match="event loop" if not closed else "Event loop is closed") as raised:
            two.run_until_complete(anext(stream))
        assert raised.value.partial is not None
        assert "Hello" == raised.value.partial.text
        assert "interrupted" == stream.status
    finally:
        held.open()
        if not closed:
            one.run_until_complete(client.close())
            one.close()
        two.close()
        del stream, client
        gc.collect()  # aiohttp complains of what was left in a loop that is closed
