"""Leaving a run of many answers, from wherever: it ends at once, says so to whoever waits, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import gc
import queue
import signal
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from openrouter import AsyncOpenRouter, Hooks, OpenRouter, errors
from openrouter.testing import Cut, FakeOpenRouter, Gate, Hold, Text
from tests.fronts.test_stopping import when_reached
from tests.fronts.uniform import Play, play

__all__ = ["play"]

FIVE = Text("abcde", pieces=1)
WAYS = ["map", "stream_many"]


def late() -> tuple[Gate, Hold]:
    """An answer that begins and does not go on, and where it stands then."""
    gate = Gate()
    return gate, Hold(FIVE, gate, after_events=1)


def run_of(client: Any, way: str, requests: Any, **options: Any) -> Any:
    """Many requests, read in one of the two ways."""
    return getattr(client, way)(requests, **{"max_concurrency": 3, **options})


async def read(run: Any) -> list[Any]:
    """All that a run gives."""
    return [item async for item in run]


def close_from_any_loop(run: Any) -> None:
    """Closes a run of either front where no event loop runs."""
    asyncio.run(run.close())


def check_nothing_is_left(server: FakeOpenRouter) -> None:
    """The server has seen every connection close, and no thread of a run goes on."""
    assert server.wait_closed()
    until = time.monotonic() + 10
    while not all(has_ended(thread) for thread in threading.enumerate() if thread.name.startswith("openrouter-")):
        assert time.monotonic() < until


def has_ended(thread: threading.Thread) -> bool:
    """Whether it has, waited for; one whose start was interrupted may be about to begin, and cannot be waited for yet."""
    try:
        thread.join(10)
    except RuntimeError:
        return False
    return not thread.is_alive()


@contextmanager
def on_signal(number: signal.Signals, does: Callable[..., object]) -> Iterator[Callable[[], None]]:
    """
    What a signal does; gives what sends it to the main thread, once more where that has begun to wait for a lock at the very moment: Python
    runs the function of such a signal when the wait is over.
    """
    runs = threading.Event()

    def run(*frame: Any) -> None:
        runs.set()
        does(*frame)

    def send() -> None:
        while not runs.is_set():
            signal.pthread_kill(threading.main_thread().ident or 0, number)
            runs.wait(1)

    before = signal.signal(number, run)
    try:
        yield send
    finally:
        signal.signal(number, before)


@pytest.mark.parametrize("way", WAYS)
def test_a_reader_that_waits_hears_that_another_thread_left(play: Play, way: str) -> None:
    """Who waits for an item gets a `StreamCancelledError`, as does who asks later; all that ran is cancelled."""
    gate, play.server.default = late()

    async def body(client: Any) -> None:
        run = run_of(client, way, ["a", "b", "c", "d"])
        with when_reached(gate, lambda: close_from_any_loop(run)), pytest.raises(errors.StreamCancelledError, match="left"):
            await read(run)
        with pytest.raises(errors.StreamCancelledError, match="left"):
            await read(run)
        await run.close()

    play(body)

    check_nothing_is_left(play.server)
    assert len(play.server.requests) <= 3


@pytest.mark.parametrize("by", ["hook", "finalizer"])
@pytest.mark.parametrize("hook", ["on_request", "on_response", "on_chunk", "on_end"])
@pytest.mark.parametrize("way", WAYS)
def test_a_hook_of_a_call_leaves_the_run(play: Play, way: str, hook: str, by: str) -> None:
    """A hook that runs inside a call of the run may leave it, by itself or by the finalizer of what it drops."""
    runs: list[Any] = []
    closing: list[Any] = []

    def close() -> None:
        if play.name == "sync":
            runs[0].real.close()
        else:
            closing.append(asyncio.ensure_future(runs[0].close()))

    class Closer:
        def __del__(self) -> None:
            close()

    dropped = [Closer() for _ in range(1 if by == "finalizer" else 0)]

    def leave(*_: object) -> None:
        if by == "finalizer":
            dropped.clear()
        else:
            close()

    async def body(client: Any) -> None:
        runs.append(run_of(client, way, iter(lambda: "a", None)))
        with pytest.raises(errors.StreamCancelledError, match="left"):
            await read(runs[0])
        if closing:
            await asyncio.gather(*closing)

    play(body, hooks=Hooks(**{hook: leave}))  # type: ignore[arg-type]
    check_nothing_is_left(play.server)


def test_a_signal_leaves_the_run(server: FakeOpenRouter) -> None:
    """Its function runs in the very thread that waits for an item, and needs no lock that this thread holds."""
    gate, server.default = late()
    with OpenRouter(base_url=server.url) as client:
        run = client.map(["a", "b"])
        close = on_signal(signal.SIGUSR1, lambda *_: run.close())
        with close as send, when_reached(gate, send), pytest.raises(errors.StreamCancelledError):
            next(run)
        check_nothing_is_left(server)


def test_ctrl_c_leaves_the_run(server: FakeOpenRouter) -> None:
    """An interrupt of the wait cancels what runs, also while a traceback holds the run; who reads on is told."""
    gate, server.default = late()
    with OpenRouter(base_url=server.url) as client:
        run = client.map(["a", "b"])
        ctrl_c = on_signal(signal.SIGINT, signal.default_int_handler)
        with ctrl_c as send, when_reached(gate, send), pytest.raises(KeyboardInterrupt):
            next(run)
        check_nothing_is_left(server)
        with pytest.raises(errors.StreamCancelledError, match="left"):
            next(run)


@pytest.mark.parametrize("way", WAYS)
def test_a_run_that_is_dropped_in_another_thread(play: Play, way: str) -> None:
    """The garbage collector may drop it in a thread that has nothing to do with it."""
    _, play.server.default = late()
    play.server.answer(Cut(Text("first"), after_events=1, how="rst"))
    runs: list[Any] = []

    def drop() -> None:
        runs.clear()
        gc.collect()

    async def body(client: Any) -> None:
        runs.append(run_of(client, way, ["a", "b", "c"]))
        runs[0].as_completed() if way == "map" else None
        async for _ in runs[0]:
            break
        thread = threading.Thread(target=drop)
        thread.start()
        thread.join()
        assert play.server.wait_closed() if play.name == "sync" else await asyncio.to_thread(play.server.wait_closed)

    play(body)
    check_nothing_is_left(play.server)


@pytest.mark.parametrize("way", WAYS)
def test_two_readers_are_refused(server: FakeOpenRouter, way: str) -> None:
    """While one thread waits for an item another is told so, and the first loses nothing."""
    gate, server.default = late()
    refused: list[BaseException] = []
    with OpenRouter(base_url=server.url) as client:
        run: Any = run_of(client, way, ["a"])

        def second() -> None:
            try:
                next(run)
            except RuntimeError as error:
                refused.append(error)
            gate.open()

        with when_reached(gate, second):
            items = list(run)

    if way == "map":  # else the chunks before the gate may be read one by one, and the reader be elsewhere
        assert ["this run is being read by another thread"] == [str(error) for error in refused]
    assert "abcde" == (items[-1] if way == "map" else items[-1][1]).text


@pytest.mark.parametrize("way", WAYS)
def test_two_reading_tasks_are_refused(server: FakeOpenRouter, way: str) -> None:
    """The same in a loop."""
    gate, server.default = late()

    async def main() -> list[Any]:
        async with AsyncOpenRouter(base_url=server.url) as client:
            run = run_of(client, way, ["a"])
            first = asyncio.ensure_future(read(run))
            await asyncio.sleep(0)
            with pytest.raises(RuntimeError, match="read by another task"):
                await anext(run)
            gate.open()
            return await first

    items = asyncio.run(main())
    assert "abcde" == (items[-1] if way == "map" else items[-1][1]).text


@pytest.mark.parametrize("way", WAYS)
def test_the_source_leaves_the_run(play: Play, way: str) -> None:
    """What gives the requests may leave the run while it is asked; what it gives then is not sent."""
    _, play.server.default = late()
    runs: list[Any] = []

    def plain() -> Iterator[str]:
        yield "a"
        runs[0].real.close()
        yield "b"

    async def source() -> AsyncIterator[str]:
        yield "a"
        await runs[0].close()
        yield "b"

    async def body(client: Any) -> None:
        runs.append(run_of(client, way, plain() if play.name == "sync" else source()))
        with pytest.raises(errors.StreamCancelledError, match="left"):
            await read(runs[0])

    play(body)
    check_nothing_is_left(play.server)
    assert len(play.server.requests) <= 1


@pytest.mark.parametrize("way", WAYS)
def test_a_source_that_raises_ends_the_run(play: Play, way: str) -> None:
    """Its error reaches the reader as it is, and again if he reads on; what had begun is cancelled by then."""
    gate, play.server.default = late()

    def plain() -> Iterator[str]:
        yield "a"
        yield "b"
        assert play.server.wait_requests(2)
        raise KeyError("source")

    async def source() -> AsyncIterator[str]:
        yield "a"
        yield "b"
        assert await asyncio.to_thread(play.server.wait_requests, 2)
        raise KeyError("source")

    async def body(client: Any) -> None:
        run = run_of(client, way, plain() if play.name == "sync" else source())
        with pytest.raises(KeyError, match="source"):
            await read(run)
        if play.name == "sync":
            check_nothing_is_left(play.server)
        with pytest.raises(KeyError, match="source"):
            await read(run)

    play(body)
    check_nothing_is_left(play.server)
    gate.open()


def test_a_blocking_source_does_not_hold_the_leaver_up(server: FakeOpenRouter) -> None:
    """Closing returns while the reader is in the source; he hears of it when the source lets him go, and nothing is sent."""
    source: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    asked, heard = threading.Event(), []

    def requests() -> Iterator[str]:
        asked.set()
        yield from iter(source.get, None)

    with OpenRouter(base_url=server.url) as client:
        run = client.map(requests())

        def reader() -> None:
            try:
                next(run)
            except errors.StreamCancelledError as error:
                heard.append(error)

        thread = threading.Thread(target=reader)
        thread.start()
        assert asked.wait(10)
        run.close()
        assert thread.is_alive()
        source.put("too late")
        thread.join()

    assert 1 == len(heard)
    assert [] == server.requests


def test_results_do_not_wait_for_an_asynchronous_source(server: FakeOpenRouter) -> None:
    """A result comes while the source has no further request; the source is asked by one task from begin to end."""
    tasks: list[Any] = []

    async def main() -> list[str]:
        more = asyncio.Event()

        async def source() -> AsyncIterator[str]:
            for name in ("a", "b", "c"):
                tasks.append(asyncio.current_task())
                yield name
                await more.wait()
                more.clear()

        names = []
        async with AsyncOpenRouter(base_url=server.url) as client:
            async for result in client.map(source()):
                names.append(result.request)
                more.set()
        return names

    assert ["a", "b", "c"] == asyncio.run(main())
    assert 3 == len(tasks)
    assert 1 == len(set(tasks))


def test_a_reader_that_is_cancelled_loses_nothing(server: FakeOpenRouter) -> None:
    """A time-out around one step takes neither the source nor the answers along: who reads on gets them all."""

    async def main() -> list[str]:
        asked, more = asyncio.Event(), asyncio.Event()

        async def source() -> AsyncIterator[str]:
            yield "a"
            asked.set()
            await more.wait()
            yield "b"

        async with AsyncOpenRouter(base_url=server.url) as client:
            run = client.map(source(), max_concurrency=1)
            first = await anext(run)
            waiting = asyncio.ensure_future(anext(run))
            await asked.wait()
            waiting.cancel()
            await asyncio.wait([waiting])
            more.set()
            return [first.request, *[result.request async for result in run]]

    assert ["a", "b"] == asyncio.run(main())


def test_a_source_that_does_not_stop_is_left(server: FakeOpenRouter) -> None:
    """Leaving does not wait for ever for a source that goes on when it is cancelled."""

    async def main() -> None:
        asked, more = asyncio.Event(), asyncio.Event()

        async def source() -> AsyncIterator[str]:
            try:
                asked.set()
                await more.wait()
            except asyncio.CancelledError:
                await more.wait()
            yield "too late"

        async with AsyncOpenRouter(base_url=server.url) as client:
            run = client.map(source())
            waiting = asyncio.ensure_future(read(run))
            await asked.wait()
            await run.close()
            more.set()
            with pytest.raises(errors.StreamCancelledError, match="left"):
                await waiting

    asyncio.run(main())
    assert [] == server.requests


def test_a_task_of_a_run_that_somebody_else_cancels(server: FakeOpenRouter) -> None:
    """A reader does not wait for what will never come: he is told, and his own task is not said to be cancelled."""
    gate, server.default = late()

    async def main() -> None:
        async with AsyncOpenRouter(base_url=server.url) as client:
            waiting = asyncio.ensure_future(read(client.map(["a", "b"])))
            assert await asyncio.to_thread(gate.wait_reached)
            for task in asyncio.all_tasks() - {waiting, asyncio.current_task()}:
                task.cancel()
            with pytest.raises(errors.StreamCancelledError, match="from outside"):
                await waiting

    asyncio.run(main())
    check_nothing_is_left(server)


def test_a_run_belongs_to_its_loop(server: FakeOpenRouter) -> None:
    """Read on in another loop it says so, where it would wait for tasks that are gone."""
    client = AsyncOpenRouter(base_url=server.url)
    run = client.map(["a", "b", "c"], max_concurrency=1)

    async def one() -> Any:
        return await anext(run)

    assert "a" == asyncio.run(one()).request
    with pytest.raises(RuntimeError, match="event loop"):
        asyncio.run(one())
    close_from_any_loop(run)
    asyncio.run(client.close())


@pytest.mark.parametrize("quiet", [StopIteration, StopAsyncIteration])
@pytest.mark.parametrize("way", WAYS)
def test_a_quiet_error_is_not_taken_for_the_end(play: Play, way: str, quiet: type[Exception]) -> None:
    """What a function of the caller's raises ends the run with an error, also where it would end a loop."""

    def key() -> str:
        raise quiet

    async def body(client: Any) -> None:
        with pytest.raises(RuntimeError, match=quiet.__name__):
            await read(run_of(client, way, ["a"]))

    play(body, api_key=key)


def test_a_thread_that_cannot_start_ends_the_run(server: FakeOpenRouter, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's error reaches the reader, and what had begun is cancelled."""
    _, server.default = late()
    start: Callable[[threading.Thread], None] = threading.Thread.start

    def refuse(thread: threading.Thread) -> None:
        if thread.name == "openrouter-1":
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", refuse)
    with OpenRouter(base_url=server.url) as client:
        run = client.map(["a", "b"])
        for _ in range(2):
            with pytest.raises(RuntimeError, match="new thread"):
                next(run)
        check_nothing_is_left(server)
