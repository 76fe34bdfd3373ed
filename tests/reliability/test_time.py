"""
Rows 16 to 26: four clocks, told apart, and events at once.

What the clocks count is tested in tests/core with a clock that moves when it is told to. Here is what a socket shows of them: each ends a
wait while the server goes on, and before the server's own end. Figures are measured by the tests that are marked `prove`.
"""

from __future__ import annotations

import threading
import time
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from attrs import frozen

from openrouter import Timeout, errors
from openrouter.testing import Action, End, Framing, Gate, Head, Hold, Pause, Piece, Send, Text, Wait
from tests.fronts.uniform import Play
from tests.measuring import up_to_three

from .hearing import Heard, everywhere, hear, heard
from .silence import PHASES, short, waiting_in

ROWS = {
    "connecting": 19,
    "handshake": 19,
    "awaiting the head": 19,
    "a head that dribbles": 19,
    "comments before content": 16,
    "a stall": 18,
    "comments after content": 17,
    "empty deltas": 17,
    "a body that dribbles": 17,
    "inside one HTTP chunk": 17,
}
phases = pytest.mark.parametrize(
    "phase", [pytest.param(name, marks=pytest.mark.requirement(row, 24)) for name, row in ROWS.items()]
)


def ended_by(play: Play, phase: str, clock: str, seconds: float) -> Heard:
    """What is seen of a call that waits in this phase, with one clock."""

    async def body(client: Any) -> Heard:
        return await hear(client.stream("hi"))

    with waiting_in(play, phase) as url:
        return play(body, base_url=url, timeout=short(clock, seconds))


@everywhere
@phases
def test_a_clock_ends_a_wait(play: Play, phase: str) -> None:
    """In every phase its clock runs out while the server goes on, and is named; what came before is kept."""
    clock = PHASES[phase].clock
    found = ended_by(play, phase, clock, 0.05)

    assert errors.APITimeoutError is type(found.error)
    assert (clock, 0.05) == (found.error.clock, found.error.seconds)
    assert found.error.elapsed >= 0.05
    assert f"the {clock} time-out of 0.05 s ran out" in str(found.error)
    assert ("timed_out", PHASES[phase].text) == (found.stream.status, found.text)
    for request in play.server.requests:
        assert request.client_closed.wait(10)


@everywhere
@phases
def test_the_total_ends_every_wait(play: Play, phase: str) -> None:
    """So does `total`, whatever the phase."""
    found = ended_by(play, phase, "total", 0.1)

    assert ("total", 0.1) == (found.error.clock, found.error.seconds)
    for request in play.server.requests:
        assert request.client_closed.wait(10)


@pytest.mark.requirement(20)
def test_comments_keep_nobody_waiting_less(play: Play) -> None:
    """Comments for longer than `idle` before the first content are no idleness, and no content."""
    found = heard(play, "comments_then_ok", client={"timeout": Timeout(idle=0.05, first_token=60)}, n=5, gap=0.03)

    assert ("completed", 5) == (found.stream.status, found.stream.stats.keepalives)


@pytest.mark.requirement(21)
def test_grace_ends_a_finished_answer(play: Play) -> None:
    """After the finish reason comments do not hold an answer open: it is whole, without usage, before the server's end."""
    found = heard(play, "finish_then_hang", client={"timeout": Timeout(grace=0.1)}, gap=0.01)

    assert ("completed", "stop", None) == (found.stream.status, found.stream.finish_reason, found.stream.usage)
    assert not found.stream.stats.done_seen
    assert play.server.requests[0].client_closed.wait(10)


@pytest.mark.requirement(22)
def test_done_is_the_end(play: Play) -> None:
    """A body that stays open after `[DONE]` is not waited for, and its connection is closed."""
    found = heard(play, "done_then_hang", client={"timeout": Timeout(grace=None, idle=None)})

    assert ("completed", "Hello wörld") == (found.stream.status, found.text)
    assert play.server.requests[0].client_closed.wait(10)


@pytest.mark.requirement(24)
def test_time_outs_are_what_python_calls_them() -> None:
    """`except TimeoutError` catches the error of each clock."""
    assert issubclass(errors.APITimeoutError, TimeoutError)


WAYS = ["chunked", "close", "length", "gzip", "one HTTP chunk"]
EVENTS = 6
SIZE = 24
"""Characters of each text, so that the length of a body is known before it is made."""

LAST = b'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'


def event(text: str) -> bytes:
    """A delta of a known size."""
    return b'data: {"choices":[{"index":0,"delta":{"content":"%b"}}]}\n\n' % text.ljust(SIZE).encode()


@frozen
class Stepwise:
    """A good stream, whose texts are asked for when they are sent, and with something after each."""

    way: str
    text: Callable[[int], str]
    after: Callable[[int], Action]

    def actions(self, request: Any) -> Iterator[Action]:
        """The head, the events one by one, the end."""
        framing: Framing = "close" if self.way == "close" else "length" if self.way == "length" else "chunked"
        headers = {"Content-Encoding": "gzip"} if self.way == "gzip" else {}
        size, packer = EVENTS * len(event("")) + len(LAST), zlib.compressobj(wbits=31)
        yield Head(headers={"Content-Type": "text/event-stream", **headers}, framing=framing, length=size)
        for number in range(EVENTS):
            data = event(self.text(number))
            if self.way == "gzip":
                yield Piece(packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH))
            elif self.way == "one HTTP chunk":
                yield Send(data) if number else Piece(data, size)
            else:
                yield Piece(data)
            yield self.after(number)
        if self.way == "one HTTP chunk":
            yield Send(LAST + b"\r\n")
        else:
            yield Piece(packer.compress(LAST) + packer.flush() if self.way == "gzip" else LAST)
        yield End()


@everywhere
@pytest.mark.requirement(25)
@pytest.mark.parametrize("way", WAYS)
def test_an_event_comes_before_the_next_is_sent(play: Play, way: str) -> None:
    """Each event is delivered while the server waits for the caller to have it."""
    gates = [Gate() for _ in range(EVENTS)]
    play.server.answer(Stepwise(way, str, lambda number: Wait(gates[number])))

    async def body(client: Any) -> list[int]:
        seen: list[int] = []
        async for text in client.stream("hi").text_stream:
            seen.append(int(text))
            gates[seen[-1]].open()
        return seen

    assert list(range(EVENTS)) == play(body)


@pytest.mark.requirement(26)
def test_no_thread_is_made_for_a_stream(play: Play) -> None:
    """Fifty streams under way at once need no thread of this process but those of the server."""
    gate = Gate()
    play.server.answer(*[Hold(Text("abc", pieces=1), gate, after_events=1)] * 50)

    async def body(client: Any) -> tuple[set[str], list[str]]:
        before = set(threading.enumerate())
        streams = [client.stream("hi") for _ in range(50)]
        pieces = [stream.text_stream for stream in streams]
        texts = [await each.__anext__() for each in pieces]
        new = {thread.name for thread in set(threading.enumerate()) - before}
        gate.open()
        for number, each in enumerate(pieces):
            async for text in each:
                texts[number] += text
        return new, texts

    new, texts = play(body)

    assert ["abc"] * 50 == texts
    assert new <= {"FakeOpenRouter"}


@everywhere
@pytest.mark.prove
@phases
@pytest.mark.parametrize("clock", ["its own", "total"])
def test_a_clock_is_exact(play: Play, phase: str, clock: str) -> None:
    """From the first step to the error it is as long as was asked, to 0.2 s."""
    which, seconds = PHASES[phase].clock if clock == "its own" else "total", 0.8

    def off() -> float:
        found = ended_by(play, phase, which, seconds)
        assert which == found.error.clock
        return abs(found.seconds - seconds)

    figures = up_to_three(off, 0.2)

    print(f"{play}, {phase}: {which} is off by {', '.join(f'{each * 1000:.0f} ms' for each in figures)}")
    assert min(figures) <= 0.2


@everywhere
@pytest.mark.prove
@pytest.mark.requirement(25)
@pytest.mark.parametrize("way", WAYS)
def test_an_event_comes_within_20_ms(play: Play, way: str) -> None:
    """From the moment before an event is sent to the moment the caller has it."""

    def longest() -> float:
        play.server.answer(Stepwise(way, lambda _: f"{time.monotonic():.6f}", lambda _: Pause(0.03)))

        async def body(client: Any) -> float:
            late: list[float] = []
            async for text in client.stream("hi").text_stream:
                late.append(time.monotonic() - float(text))
            return max(late)

        return play(body)

    figures = up_to_three(longest, 0.02)

    print(f"{play}, {way}: {', '.join(f'{each * 1000:.1f} ms' for each in figures)}")
    assert min(figures) <= 0.02


@everywhere
@pytest.mark.prove
@pytest.mark.requirement(1, 12, 21, 22)
@pytest.mark.parametrize(
    ("name", "options", "least", "most"),
    [
        ("fin_silent", {}, 0.0, 0.2),
        ("fin_silent_close", {}, 0.0, 0.2),
        *[(name, {}, 0.0, 1.0) for name in ("trunc_chunk", "trunc_between_chunks", "trunc_length", "rst", "bad_chunk_size")],
        ("finish_then_hang", {"grace": 0.8}, 0.8, 1.0),
        ("done_then_hang", {}, 0.0, 0.1),
    ],
)
def test_an_end_is_seen_at_once(play: Play, name: str, options: dict[str, float], least: float, most: float) -> None:
    """From the last text to the end of the loop it takes no longer than this."""
    url = play.server.scenario_url(name)

    def took() -> float:
        async def body(client: Any) -> float:
            stream, last = client.stream("hi"), time.monotonic()
            try:
                async for _ in stream:
                    last = time.monotonic()
            except errors.StreamError:
                pass
            return time.monotonic() - last

        return play(body, base_url=url, timeout=Timeout(**options))

    figures = up_to_three(took, most)

    print(f"{play}, {name}: {', '.join(f'{each * 1000:.0f} ms' for each in figures)}")
    assert least - 0.05 <= min(figures) <= most


@pytest.mark.prove
@pytest.mark.requirement(23)
def test_a_caller_may_think(play: Play) -> None:
    """Three thoughts, each longer than `idle`, end no stream that had something to read; `total` they do end."""

    async def body(client: Any) -> Heard:
        return await hear(client.stream("hi"), lambda _: threading.Event().wait(0.3))

    few, many = (play.server.scenario_url("ticks", n=number, gap=0.03) for number in (3, 100))
    found = play(body, base_url=few, timeout=Timeout(idle=0.2))
    ended = play(body, base_url=many, timeout=Timeout(total=0.5))

    assert (None, "0 1 2 ") == (found.error, found.text)
    assert "total" == ended.error.clock
