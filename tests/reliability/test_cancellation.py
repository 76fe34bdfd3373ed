"""Rows 27 to 40: whoever ends a call, it ends at once, keeps what was delivered, and gives back what it held."""

from __future__ import annotations

import asyncio
import gc
import os
import subprocess
import sys
import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from openrouter import AsyncOpenRouter, Limits, Timeout, errors
from openrouter.testing import FakeOpenRouter, Gate, Head, Hold, Pause, Piece, Scenario, Script, Status, Text
from tests.fronts.uniform import Play
from tests.measuring import up_to_three

from .hearing import Heard, check, everywhere, hear
from .silence import PHASES, waiting_in

ROOT = Path(__file__).resolve().parents[2]
CLOCKS_OFF = Timeout(connect=None, first_token=None, idle=None, grace=None)
FIVE = Text("abcde", pieces=1)

phases = pytest.mark.parametrize("phase", PHASES)
linux = pytest.mark.skipif(sys.platform != "linux", reason="counts descriptors and memory where Linux shows them")


def cancelled(play: Play, phase: str, after: float = 0.0) -> tuple[Heard, float]:
    """
    What is seen of a call that another thread cancels so many seconds after it has come into this phase, and the seconds from there
    to the error.
    """
    read, called_at = threading.Event(), [0.0]
    before = len(play.server.requests)

    def cancel(stream: Any) -> None:
        if PHASES[phase].text:
            assert read.wait(10)
        elif PHASES[phase].scenario:
            assert play.server.wait_requests(before + 1)
        threading.Event().wait(after)
        called_at[0] = time.monotonic()
        stream.cancel()

    async def body(client: Any) -> tuple[Heard, float]:
        stream = client.stream("hi")
        thread = threading.Thread(target=cancel, args=[stream])
        thread.start()
        found = await hear(stream, lambda text: text and read.set())
        woken = time.monotonic() - called_at[0]
        thread.join()
        return found, woken

    with waiting_in(play, phase) as url:
        return play(body, base_url=url, timeout=CLOCKS_OFF)


@everywhere
@pytest.mark.requirement(27)
@phases
def test_cancel_wakes_whoever_waits(play: Play, phase: str) -> None:
    """From another thread, in every phase, with no clock to help: the loop raises with what was delivered, and the server sees it."""
    found, _ = cancelled(play, phase)
    check(found)

    assert errors.StreamCancelledError is type(found.error)
    assert ("cancelled", PHASES[phase].text) == (found.stream.status, found.text)
    for request in play.server.requests:
        assert request.client_closed.wait(10)


@everywhere
@pytest.mark.prove
@pytest.mark.requirement(27)
@phases
def test_cancel_wakes_within_100_ms(play: Play, phase: str) -> None:
    """From `cancel()` to the error it is at most 0.1 s, and to the server's seeing it at most 0.5 s."""
    seen: list[float] = []

    def woken() -> float:
        before = len(play.server.requests)
        _, seconds = cancelled(play, phase, after=0.15)
        begun = time.monotonic()
        for request in play.server.requests[before:]:
            assert request.client_closed.wait(10)
        seen.append(seconds + time.monotonic() - begun)
        return seconds

    figures = up_to_three(woken, 0.1)

    print(f"{play}, {phase}: {min(figures) * 1000:.1f} ms, and {min(seen) * 1000:.1f} ms to the server")
    assert min(figures) <= 0.1
    assert min(seen) <= 0.5


@pytest.mark.requirement(28)
def test_cancel_and_close_at_any_time(play: Play) -> None:
    """Any number of times, before the start, after the end, from two threads at once: no error, and no outcome is changed."""
    outcomes = []

    async def body(client: Any) -> None:
        for end in ("nothing", "read", "fail"):
            stream = client.stream("hi")
            if end != "nothing":
                play.server.answer(Status(402) if end == "fail" else FIVE)
                await hear(stream)
            before = stream.status
            for _ in range(3):
                stream.cancel()
                await stream.close()
                stream.cancel()
            threads = [threading.Thread(target=stream.cancel) for _ in range(2)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(10)
                assert not thread.is_alive()
            outcomes.append((before, stream.status))

    play(body)

    assert [("pending", "closed"), ("completed", "completed"), ("failed", "failed")] == outcomes


@pytest.mark.requirement(28)
def test_two_threads_cancel_what_a_third_reads(play: Play) -> None:
    """At once, and as often as they like: the reader gets its one error."""
    gate = Gate()
    play.server.answer(Hold(FIVE, gate, after_events=3))

    async def body(client: Any) -> Heard:
        stream = client.stream("hi")

        def often() -> None:
            gate.wait_reached()
            for _ in range(20):
                stream.cancel()

        threads = [threading.Thread(target=often) for _ in range(2)]
        for thread in threads:
            thread.start()
        found = await hear(stream)
        for thread in threads:
            thread.join(10)
        return found

    found = play(body)

    assert errors.StreamCancelledError is type(found.error)
    assert "abc".startswith(found.text)


@everywhere
@pytest.mark.requirement(29)
def test_nothing_comes_after_cancel(play: Play) -> None:
    """What is in the kernel, in the library and in hand is dropped, however much of it there is."""
    url = play.server.scenario_url("endless_content")

    async def body(client: Any) -> tuple[Heard, int]:
        stream, taken = client.stream("hi"), 0

        def each(_: str) -> None:
            nonlocal taken
            taken += 1
            if taken == 1000:
                stream.cancel()

        return await hear(stream, each), taken

    found, taken = play(body, base_url=url)

    assert errors.StreamCancelledError is type(found.error)
    assert (1000, 1000, 1000) == (taken, found.stream.stats.chunks, len(found.text))


BROKEN = ["trunc_chunk", "bad_chunk_size", "rst", "stall", "big_event", "done_then_hang", "http_204"]


@everywhere
@pytest.mark.requirement(30)
@pytest.mark.parametrize("name", [*BROKEN, "cancel", "break"])
def test_a_broken_connection_is_not_used_again(play: Play, name: str) -> None:
    """After a break, a time-out, a limit, a body left open, `cancel()` and leaving, the next request has another connection."""
    options = {"big_event": {"mb": 0.2}}

    async def body(client: Any) -> str:
        play.server.answer(Scenario(name, **options.get(name, {})) if name in BROKEN else Scenario("stall"), FIVE)
        async with client.stream("hi") as stream:
            try:
                async for _ in stream:
                    if name == "cancel":
                        stream.cancel()
                    elif name == "break":
                        break
            except errors.OpenRouterError:
                pass
        return (await hear(client.stream("hi"))).text

    assert "abcde" == play(body, timeout=Timeout(idle=0.05), limits=Limits(event=1000))
    assert [1, 2] == [request.connection for request in play.server.requests]


awaits = pytest.mark.parametrize("phase", [*PHASES, "a pause", "a whole answer"])
tasks = pytest.mark.parametrize("play", ["aio", "aio-tls"], indirect=True)  # there are none in the blocking front


@pytest.mark.requirement(33)
@tasks
@awaits
def test_a_cancelled_task_is_a_cancelled_task(play: Play, phase: str) -> None:
    """At each await `CancelledError` comes out as it went in, and the one connection that there may be is free."""
    asyncio.run(cancel_a_task(play, phase))


@pytest.mark.prove
@pytest.mark.requirement(33)
@tasks
@awaits
def test_a_cancelled_task_lets_go_within_100_ms(play: Play, phase: str) -> None:
    """From the cancellation to the end of another call over the one connection that there may be."""
    figures = up_to_three(lambda: asyncio.run(cancel_a_task(play, phase)), 0.1)

    print(f"{play}, {phase}: {min(figures) * 1000:.1f} ms")
    assert min(figures) <= 0.1


async def cancel_a_task(play: Play, phase: str) -> float:
    """Cancels a task that waits in a phase, and asks again; seconds from the first to the answer of the second."""
    before = len(play.server.requests)
    if phase == "a pause":
        play.server.answer(Status(429, None, {"Retry-After": "30"}))
    elif phase == "a whole answer":
        play.server.answer(Script([Head(headers={"Content-Type": "application/json"}), Piece(b'{"choices":'), Pause(60)]))
    reached = asyncio.Event()

    async def ask(client: AsyncOpenRouter) -> None:
        if phase == "a whole answer":
            await client.complete("hi")
        async for event in client.stream("hi").events():
            if event.type in {"content.delta", "retry"}:
                reached.set()

    with waiting_in(play, phase) if phase in PHASES else nullcontext(play.server.url) as url:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=1)) as session:
            options: Any = {"session": session, "timeout": CLOCKS_OFF, **play.options}
            task = asyncio.create_task(ask(AsyncOpenRouter(base_url=url, retry=2, **options)))
            if phase == "a pause" or (phase in PHASES and PHASES[phase].text):
                await asyncio.wait_for(reached.wait(), 10)
            elif phase not in {"connecting", "handshake"}:
                assert await asyncio.to_thread(play.server.wait_requests, before + 1)
            for _ in range(20):
                await asyncio.sleep(0)
            begun = time.monotonic()
            task.cancel("as it went in")
            with pytest.raises(asyncio.CancelledError) as caught:
                await task
            again = AsyncOpenRouter(base_url=play.server.url, **options)
            assert "Hello, wörld!" == await again.stream("hi").get_final_text()
            seconds = time.monotonic() - begun
    assert task.cancelled()
    assert ("as it went in",) == caught.value.args
    return seconds


@everywhere
@pytest.mark.requirement(34)
def test_leaving_a_block_closes_at_once(play: Play) -> None:
    """After `break` inside `with` the connection is closed, in the asyncio front by the next turn of the loop; the server sees it."""
    play.server.answer(Scenario("stall"), FIVE)

    async def body(client: Any) -> str:
        async with client.stream("hi") as stream:
            async for _ in stream:
                break
        assert "closed" == stream.status
        if play.name == "aio":
            await asyncio.sleep(0)
        assert play.server.requests[0].client_closed.wait(10)  # no loop turns meanwhile
        return str(stream.text)

    assert "Hel" == play(body)


def descriptors() -> int:
    """How many files and sockets this process has open."""
    return len(os.listdir("/proc/self/fd"))


@everywhere
@linux
@pytest.mark.requirement(35)
@pytest.mark.parametrize("way", ["break", "cancel", "close", "drop"])
def test_streams_broken_off_leave_nothing_open(play: Play, way: str) -> None:
    """A hundred streams left in the middle leave no socket, also where only the collector ends them (some less over TLS)."""
    number = 20 if play.server.tls else 100

    async def leave(client: Any) -> None:
        stream = client.stream("hi")
        async for _ in stream:
            if way == "cancel":
                stream.cancel()
                with pytest.raises(errors.StreamCancelledError):
                    await stream.get_final_text()
            break
        if way in {"break", "close"}:
            await stream.close()

    async def body(client: Any) -> tuple[int, int]:
        play.server.default = Scenario("stall_comments", gap=0.01)
        await leave(client)
        await settle(play)
        before = descriptors()
        for _ in range(number):
            await leave(client)
        await settle(play)
        return before, descriptors()

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        before, after = play(body)
        gc.collect()

    assert after <= before
    expected = number + 1 if way == "drop" else 0
    assert expected == sum("dropped before its end" in str(each.message) for each in told)
    assert expected == len([each for each in told if issubclass(each.category, ResourceWarning)])


async def settle(play: Play) -> None:
    """Lets the collector run and the event loop close what it was told to close."""
    gc.collect()
    if play.name == "aio":
        await asyncio.sleep(0)
        assert await asyncio.to_thread(play.server.wait_closed)
        await asyncio.sleep(0)
    else:
        assert play.server.wait_closed()


@pytest.mark.requirement(36)
def test_whole_streams_share_a_connection(play: Play) -> None:
    """Five in a row use one; after one that was left early there is another."""

    async def body(client: Any) -> None:
        for _ in range(5):
            await hear(client.stream("hi"))
        play.server.answer(Scenario("stall"))
        async with client.stream("hi") as stream:
            async for _ in stream:
                break
        await hear(client.stream("hi"))

    play(body)

    assert [1, 1, 1, 1, 1, 1, 2] == [request.connection for request in play.server.requests]


@pytest.mark.requirement(40)
def test_threads_do_not_hear_each_other(play: Play) -> None:
    """Eight threads (or tasks) read fifty answers over one client, each its own."""

    async def ask(client: Any, number: int) -> bool:
        tag = f"model {number}"
        return bool(tag == (await client.stream("hi", model=tag).get_final_response()).model)

    async def body(client: Any) -> list[bool]:
        if play.name == "aio":
            return await asyncio.gather(*(ask(client, number) for number in range(50)))
        with ThreadPoolExecutor(8) as pool:
            return list(pool.map(lambda number: play.run(ask(client, number)), range(50)))

    assert [True] * 50 == play(body)
    assert 50 == len(play.server.requests)


SLOW = """
import asyncio, re, sys, time
from openrouter import AsyncOpenRouter, OpenRouter

def peak():
    with open("/proc/self/status") as status:
        return int(re.search("VmHWM:\\s*([0-9]+)", status.read())[1]) / 1024

def read():
    stream, base = OpenRouter(base_url=sys.argv[2]).stream("hi"), None
    until = time.monotonic() + 3
    for _ in stream:
        base = base or peak()
        if time.monotonic() > until:
            return base
        time.sleep(0.001)

async def read_async():
    stream, base = AsyncOpenRouter(base_url=sys.argv[2]).stream("hi"), None
    until = time.monotonic() + 3
    async for _ in stream:
        base = base or peak()
        if time.monotonic() > until:
            return base
        await asyncio.sleep(0.001)

base = read() if sys.argv[1] == "sync" else asyncio.run(read_async())
print(peak() - base)
"""


@linux
@pytest.mark.prove
@pytest.mark.requirement(39)
@pytest.mark.parametrize("front", ["sync", "aio"])
def test_a_slow_reader_holds_little(server: FakeOpenRouter, front: str) -> None:
    """A server that floods a caller who takes his time fills no more than 16 MB of the caller's memory."""
    url = server.scenario_url("endless_content", mb=400)
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SLOW, front, url],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    grown = float(told.stdout)

    print(f"{front}: {grown:.1f} MB")
    assert grown < 16
