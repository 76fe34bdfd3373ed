"""What ends the waits of the asyncio front."""

from __future__ import annotations

import asyncio
import functools
import gc
import time
import weakref
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from openrouter import AsyncOpenRouter
from openrouter.aio.alarm import Alarm, Expired
from openrouter.testing import FakeOpenRouter
from tests.guards.counting import calls
from tests.play import KEY


def in_a_loop(test: Callable[[], Coroutine[Any, Any, None]]) -> Callable[[], None]:
    """The test, run by a loop of its own."""
    return functools.wraps(test)(lambda: asyncio.run(test()))


def alarm() -> Alarm:
    return Alarm(lambda: None)


def soon(seconds: float = 0.01) -> float:
    """A time that is near."""
    return time.monotonic() + seconds


@in_a_loop
async def test_a_wait_ends_at_its_time() -> None:
    """By `Expired`, and the task is not cancelled by it."""
    made = alarm()
    for at in (soon(), time.monotonic() - 1):
        with pytest.raises(Expired), made.until(at):
            await asyncio.Event().wait()

        assert not made.is_waited_for
        assert 0 == asyncio.current_task().cancelling()  # type: ignore[union-attr]


@in_a_loop
async def test_the_timer_of_a_wait_that_is_over_ends_no_other() -> None:
    """The next one lasts until its own time, later or none, and so does what is awaited outside; a loop runs its timers in order."""
    made, later = alarm(), asyncio.Event()
    asyncio.get_running_loop().call_later(0.05, later.set)
    with made.until(soon()):
        await asyncio.sleep(0)
    with made.until(soon(3600)):
        await asyncio.sleep(0.02)
    with made.until(soon()):
        await asyncio.sleep(0)
    with made.until(None):
        await later.wait()
    with made.until(soon()):
        await asyncio.sleep(0)
    await asyncio.sleep(0.02)

    assert later.is_set()


@in_a_loop
async def test_a_nearer_time_counts() -> None:
    """Though the timer was set to a later one."""
    made = alarm()
    with made.until(soon(3600)):
        await asyncio.sleep(0)
    with pytest.raises(Expired), made.until(soon()):
        await asyncio.Event().wait()


def hold_up(until: float) -> None:
    """Lets nothing else of the loop run before that time."""
    while time.monotonic() <= until:
        pass


@in_a_loop
async def test_what_came_while_the_loop_was_held_up_is_told() -> None:
    """Though the time ran out meanwhile; the next wait ends at its own time."""
    made, loop, at = alarm(), asyncio.get_running_loop(), soon()
    came: asyncio.Future[str] = loop.create_future()

    def hold_up_and_tell() -> None:
        hold_up(at)
        loop.call_soon(came.set_result, "bytes")  # which a socket's reader does in the round in which the timer runs out

    loop.call_soon(hold_up_and_tell)
    with made.until(at):
        assert "bytes" == await came
    with pytest.raises(Expired), made.until(soon()):
        await asyncio.Event().wait()


@in_a_loop
async def test_a_wait_that_begins_too_late_ends_at_once() -> None:
    """However much comes, and though the timer of a wait before it was to run out at the same time."""
    made, rounds, at = alarm(), 0, soon()
    with made.until(at):
        await asyncio.sleep(0)
    hold_up(at)
    with pytest.raises(Expired), made.until(at):
        while True:
            await asyncio.sleep(0)
            rounds += 1

    assert rounds <= 1


@in_a_loop
async def test_it_can_be_rung() -> None:
    """Which ends the wait that is under way, and none that is not."""
    made = alarm()
    made.ring()
    asyncio.get_running_loop().call_soon(made.ring)
    with pytest.raises(Expired), made.until(None):
        await asyncio.Event().wait()
    asyncio.get_running_loop().call_soon(made.ring)
    await asyncio.sleep(0)
    await asyncio.sleep(0)


@in_a_loop
async def test_who_cancels_the_task_is_obeyed() -> None:
    """Also where the alarm rings at the same moment."""
    made, waits = alarm(), asyncio.Event()

    async def wait() -> None:
        waits.set()
        with made.until(None):
            await asyncio.Event().wait()

    task = asyncio.create_task(wait())
    await waits.wait()
    made.ring()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


@in_a_loop
async def test_what_comes_with_the_ring_is_not_ended() -> None:
    """A wait that swallows its end has its result, and the task goes on."""
    made = alarm()
    asyncio.get_running_loop().call_soon(made.ring)
    with made.until(None):
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            pass
    await asyncio.sleep(0)

    assert 0 == asyncio.current_task().cancelling()  # type: ignore[union-attr]


@in_a_loop
async def test_an_outer_time_out_ends_the_wait() -> None:
    """As the time-out it is."""
    with pytest.raises(TimeoutError):
        async with asyncio.timeout_at(0):
            with alarm().until(soon(3600)):
                await asyncio.Event().wait()


def test_waits_in_a_row_set_one_timer() -> None:
    """Each may last longer than the one before, as between the events of a stream."""

    async def stream() -> None:
        made = alarm()
        for number in range(100):
            with made.until(soon(60 + number)):
                await asyncio.sleep(0)
        made.stop()

    assert [1] == calls(lambda: asyncio.run(stream()), Alarm._set)


def test_no_loop_is_kept() -> None:
    """Neither by a timer that was stopped nor by a look."""

    async def waited() -> weakref.ref[asyncio.AbstractEventLoop]:
        made = alarm()
        with pytest.raises(Expired), made.until(soon()):
            await asyncio.Event().wait()
        with made.until(soon(3600)):
            await asyncio.sleep(0)
        made.stop()
        return weakref.ref(asyncio.get_running_loop())

    loop = asyncio.run(waited())
    gc.collect()

    assert loop() is None


def test_the_wire_of_a_call_that_has_ended_is_freed_at_once() -> None:
    """Not when the garbage collector comes round: the alarm knows the wire, and is let go."""

    async def wire_of_a_stream(url: str) -> weakref.ref[object]:
        async with AsyncOpenRouter(KEY, base_url=url, model="m") as client:
            stream = client.stream("hi")
            await stream.get_final_text()
            return weakref.ref(stream._wire)

    gc.disable()
    try:
        with FakeOpenRouter() as server:
            assert asyncio.run(wire_of_a_stream(server.url))() is None
    finally:
        gc.enable()
