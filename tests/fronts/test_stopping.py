"""Ending a stream early, from wherever: it stops at once, keeps what was delivered, and lets go of its connection."""

from __future__ import annotations

import asyncio
import errno
import gc
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests
from attrs import frozen

from openrouter import AsyncOpenRouter, Hooks, OpenRouter, Retry, errors
from openrouter.testing import Action, FakeOpenRouter, Gate, Hold, Status, Text, Wait
from tests.fronts.uniform import Play, play

__all__ = ["play"]

FIVE = Text("abcde", pieces=1)


@contextmanager
def when_reached(gate: Gate, action: Callable[[], object]) -> Iterator[None]:
    """Runs the action in another thread as soon as the server stands at the gate."""

    def run() -> None:
        if gate.wait_reached():
            action()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def held(gate: Gate, events: int = 3) -> Hold:
    """Five letters, of which some come before the gate."""
    return Hold(FIVE, gate, after_events=events)


@frozen
class Late:
    """An answer that begins with its head at the gate, so that the whole wait for it is one step."""

    gate: Gate

    def actions(self, request: Any) -> Iterator[Action]:
        yield Wait(self.gate)
        yield from FIVE.actions(request)


@pytest.mark.requirement(27)
def test_cancel_from_another_thread(play: Play) -> None:
    """A stream that waits for bytes ends at once, with what was delivered; its connection is closed."""
    gate = Gate()
    play.server.answer(held(gate))

    async def body(client: Any) -> tuple[Any, str, Any]:
        stream, text = client.stream("hi"), ""
        with when_reached(gate, stream.cancel), pytest.raises(errors.StreamCancelledError) as caught:
            async for piece in stream.text_stream:
                text += piece
        return stream, text, caught.value

    stream, text, error = play(body)

    assert "cancelled" == stream.status
    assert "abc".startswith(text)
    assert text == stream.text == error.partial.text
    assert play.server.requests[0].client_closed.wait(10)
    assert (None, None) == (error.__cause__, error.__context__)


def test_cancel_before_the_head(play: Play) -> None:
    """A request that no answer came to yet can be cancelled too."""
    gate = Gate()
    play.server.answer(Hold(FIVE, gate, after=0))

    async def body(client: Any) -> tuple[Any, Any]:
        stream = client.stream("hi")
        with when_reached(gate, stream.cancel), pytest.raises(errors.StreamCancelledError) as caught:
            await stream.get_final_text()
        return stream, caught.value

    stream, error = play(body)

    assert ("cancelled", "") == (stream.status, stream.text)
    assert 1 == error.attempts
    assert play.server.wait_closed()


def test_cancel_while_waiting_to_try_again(play: Play) -> None:
    """The pause between two attempts ends when the call is cancelled; there is no further attempt."""
    play.server.answer(Status(429, None, {"Retry-After": "30"}))

    async def body(client: Any) -> tuple[Any, Any]:
        stream = client.stream("hi")
        events = stream.events()
        retry = await events.__anext__()
        canceller = threading.Thread(target=stream.cancel)
        canceller.start()
        with pytest.raises(errors.StreamCancelledError):
            await events.__anext__()
        canceller.join()
        return stream, retry

    stream, retry = play(body, retry=Retry(attempts=2))

    assert ("retry", 1, 30.0, 429) == (retry.type, retry.attempt, retry.pause, retry.error.status)
    assert "cancelled" == stream.status
    assert 1 == len(play.server.requests)


def test_cancel_before_the_start(play: Play) -> None:
    """A stream that is cancelled before its first step sends nothing."""

    async def body(client: Any) -> Any:
        stream = client.stream("hi")
        stream.cancel()
        with pytest.raises(errors.StreamCancelledError):
            await stream.get_final_text()
        return stream

    stream = play(body)

    assert "cancelled" == stream.status
    assert [] == play.server.requests


def test_cancel_from_inside_the_loop(play: Play) -> None:
    """What had arrived and was not delivered is dropped; cancelling twice is cancelling."""
    play.server.answer(FIVE)

    async def body(client: Any) -> tuple[Any, str]:
        stream, text = client.stream("hi"), ""
        with pytest.raises(errors.StreamCancelledError):
            async for piece in stream.text_stream:
                text += piece
                stream.cancel()
                stream.cancel()
        return stream, text

    stream, text = play(body)

    assert ("cancelled", "a", "a") == (stream.status, text, stream.text)


def test_cancel_after_the_end(play: Play) -> None:
    """A stream that has ended is not changed."""

    async def body(client: Any) -> tuple[Any, str]:
        stream = client.stream("hi")
        await stream.get_final_text()
        stream.cancel()
        return stream, await stream.get_final_text()

    stream, text = play(body)

    assert ("completed", "Hello, wörld!") == (stream.status, text)


def test_cancel_after_seconds(play: Play) -> None:
    """`cancel_after` is the stream itself, which is cancelled when the time is over."""
    gate = Gate()
    play.server.answer(held(gate))

    async def body(client: Any) -> tuple[Any, Any]:
        stream = client.stream("hi").cancel_after(0.05)
        with pytest.raises(errors.StreamCancelledError) as caught:
            await stream.get_final_text()
        return stream, caught.value

    stream, error = play(body)

    assert "cancelled" == stream.status
    assert "abc".startswith(stream.text)
    assert stream.text == (error.partial.text if error.partial else "")
    assert play.server.requests[0].client_closed.wait(10)


def test_cancel_after_other_seconds(play: Play) -> None:
    """While a wait is under way too the last word counts: what was asked for before is taken back."""
    gate, never = Gate(), Gate()
    play.server.answer(Late(gate), Late(never))

    async def body(client: Any) -> Any:
        stream = client.stream("hi")

        def put_off() -> None:
            stream.cancel_after(0.1)
            stream.cancel_after(60)
            with OpenRouter(base_url=play.server.url, retry=None) as clock, pytest.raises(errors.StreamCancelledError):
                clock.stream("hi").cancel_after(0.2).get_final_text()
            gate.open()

        with when_reached(gate, put_off):
            await stream.get_final_text()
        return stream

    stream = play(body)

    assert ("completed", "abcde") == (stream.status, stream.text)


@pytest.mark.requirement(26)
@pytest.mark.parametrize("end", ["a piece", "cancel"])
def test_cancel_after_leaves_no_thread(server: FakeOpenRouter, end: str) -> None:
    """It has one for the wait that it came in, and none when that is over."""
    gate = Gate()
    server.answer(Late(gate))
    timers: list[threading.Timer] = []
    alive: list[int] = []
    with OpenRouter(base_url=server.url, retry=None) as client:
        stream = client.stream("hi")

        def ask() -> None:
            for _ in range(3):
                stream.cancel_after(3600)
                timers.extend(each for each in threading.enumerate() if isinstance(each, threading.Timer) and each not in timers)
            for timer in timers[:-1]:
                timer.join(10)
            alive.append(sum(timer.is_alive() for timer in timers))
            gate.open() if end == "a piece" else stream.cancel()

        with when_reached(gate, ask):
            if end == "a piece":
                next(stream)
            else:
                with pytest.raises(errors.StreamCancelledError):
                    next(stream)
        timers[-1].join(10)

        assert [1] == alive
        assert not timers[-1].is_alive()
        stream.close()


def test_cancel_after_the_end_has_come(play: Play) -> None:
    """A time that is over after the end changes nothing."""

    async def body(client: Any) -> Any:
        stream = client.stream("hi").cancel_after(60)
        await stream.get_final_text()
        return stream

    assert "completed" == play(body).status


def test_leaving_a_stalled_stream(play: Play) -> None:
    """Closing in the middle closes the connection; the next stream gets another."""
    gate = Gate()
    play.server.answer(held(gate), FIVE)

    async def body(client: Any) -> tuple[Any, str]:
        async with client.stream("hi") as stream:
            async for _ in stream.text_stream:
                break
        return stream, await client.stream("hi").get_final_text()

    stream, text = play(body)

    assert ("closed", "a", "abcde") == (stream.status, stream.text, text)
    assert play.server.requests[0].client_closed.wait(10)
    assert 2 == play.server.connections


@pytest.mark.requirement(34)
def test_dropping_a_stream_in_the_middle(play: Play) -> None:
    """A stream that only the garbage collector closes says so, and its connection is closed."""
    gate = Gate()
    play.server.answer(held(gate))

    async def body(client: Any) -> None:
        stream = client.stream("hi")
        pieces = stream.text_stream
        await pieces.__anext__()
        with pytest.warns(ResourceWarning, match="dropped before its end"):
            del stream, pieces
            await settle()
        assert await asyncio_safe_wait(play.server.requests[0].client_closed)

    async def settle() -> None:
        if play.name == "aio":
            await asyncio.sleep(0)
        gc.collect()
        if play.name == "aio":
            await asyncio.sleep(0)

    async def asyncio_safe_wait(event: threading.Event) -> bool:
        if play.name == "sync":
            return event.wait(10)
        return await asyncio.to_thread(event.wait, 10)

    play(body)

    assert play.server.wait_closed()


@pytest.mark.requirement(34)
@pytest.mark.filterwarnings("error::ResourceWarning")
def test_dropping_a_stream_where_warnings_are_errors(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection is closed all the same."""
    gate, told = Gate(), []
    monkeypatch.setattr(sys, "unraisablehook", lambda raised: told.append(raised.exc_type))
    play.server.answer(held(gate))

    async def body(client: Any) -> None:
        stream = client.stream("hi")
        async for _ in stream:
            break
        del stream
        gc.collect()
        closed = play.server.requests[0].client_closed
        assert closed.wait(10) if play.name == "sync" else await asyncio.to_thread(closed.wait, 10)

    play(body)

    assert [ResourceWarning] == told


@pytest.mark.filterwarnings("error::ResourceWarning")
def test_dropping_a_stream_that_is_not_in_the_middle(play: Play) -> None:
    """One that was never read, has ended, failed, or was closed, is dropped without a word."""
    play.server.answer(FIVE, Status(402), FIVE)

    async def body(client: Any) -> None:
        client.stream("hi")
        await client.stream("hi").get_final_text()
        with pytest.raises(errors.InsufficientCreditsError):
            await client.stream("hi").get_final_text()
        async with client.stream("hi") as stream:
            await stream.text_stream.__anext__()
        del stream
        gc.collect()

    play(body)

    assert 3 == len(play.server.requests)


@pytest.mark.requirement(31)
def test_keyboard_interrupt_keeps_what_was_delivered(server: FakeOpenRouter) -> None:
    """Ctrl-C while a blocking loop waits passes through; the text so far stays, and the connection is closed."""
    gate = Gate()
    server.answer(held(gate))
    main = threading.main_thread().ident
    assert main is not None
    with OpenRouter(base_url=server.url, retry=None) as client:
        stream, text = client.stream("hi"), ""
        with when_reached(gate, lambda: signal.pthread_kill(main, signal.SIGINT)), pytest.raises(KeyboardInterrupt):
            for piece in stream.text_stream:
                text += piece

        assert "cancelled" == stream.status
        assert "abc".startswith(text)
        assert text == stream.text == stream.response.text
        assert server.requests[0].client_closed.wait(10)


def test_keyboard_interrupt_just_after_the_head(server: FakeOpenRouter) -> None:
    """Ctrl-C before requests hands the response over closes the connection, although the traceback holds the response."""
    gate = Gate()
    server.answer(Hold(FIVE, gate, after=0))

    def press(response: Any, **_: Any) -> None:
        raise KeyboardInterrupt

    with OpenRouter(base_url=server.url, retry=None) as client:
        client._transport.pool.session.hooks["response"].append(press)
        stream = client.stream("hi")
        with pytest.raises(KeyboardInterrupt) as caught:
            stream.get_final_text()

        assert "cancelled" == stream.status
        assert server.requests[0].client_closed.wait(10)
        assert caught.traceback


def test_closing_the_client_after_a_keyboard_interrupt(server: FakeOpenRouter) -> None:
    """No connection stays open behind a closed client, although the traceback still holds the interrupted response."""
    gate = Gate()
    server.answer(held(gate))
    main = threading.main_thread().ident
    assert main is not None
    client = OpenRouter(base_url=server.url, retry=None)
    stop = when_reached(gate, lambda: signal.pthread_kill(main, signal.SIGINT))
    with stop, pytest.raises(KeyboardInterrupt) as caught, client.stream("hi") as stream:
        stream.get_final_text()
    assert "Hello, wörld!" == client.complete("hi").text

    client.close()

    assert server.wait_closed()
    assert caught.traceback


def test_keyboard_interrupt_in_the_callers_code(server: FakeOpenRouter) -> None:
    """Ctrl-C between two pieces, inside `with`: the stream is closed, the text so far stays."""
    server.answer(FIVE)
    with OpenRouter(base_url=server.url, retry=None) as client:
        with pytest.raises(KeyboardInterrupt), client.stream("hi") as stream:
            for _ in stream:
                if stream.text:
                    raise KeyboardInterrupt

        assert ("closed", "a") == (stream.status, stream.text)


def test_an_exception_in_the_callers_code_passes_through(play: Play) -> None:
    """It is the caller's: it comes out of the block as it went in, and the stream is closed."""

    async def body(client: Any) -> tuple[Any, Any]:
        mistake = LookupError("mine")
        with pytest.raises(LookupError) as caught:
            async with client.stream("hi") as stream:
                async for _ in stream:
                    raise mistake
        return stream, caught.value is mistake

    stream, same = play(body)

    assert same
    assert "closed" == stream.status


def test_a_cancelled_task_lets_go(server: FakeOpenRouter) -> None:
    """Cancelling the task that reads passes through as `CancelledError`, and the connection is closed."""
    gate = Gate()
    server.answer(held(gate))

    async def run() -> Any:
        async with AsyncOpenRouter(base_url=server.url, retry=None) as client:
            stream = client.stream("hi")
            task = asyncio.create_task(stream.get_final_text())
            assert await asyncio.to_thread(gate.wait_reached)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert await asyncio.to_thread(server.requests[0].client_closed.wait, 10)
            return stream

    stream = asyncio.run(run())

    assert "cancelled" == stream.status
    assert "abc".startswith(stream.text)


def test_a_cancelled_task_in_complete_lets_go(server: FakeOpenRouter) -> None:
    """The same for `complete()`: the request is given up, and its connection closed."""
    gate = Gate()
    server.answer(Hold(FIVE, gate, after=1))

    async def run() -> None:
        async with AsyncOpenRouter(base_url=server.url, retry=None) as client:
            task = asyncio.create_task(client.complete("hi"))
            assert await asyncio.to_thread(gate.wait_reached)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert await asyncio.to_thread(server.requests[0].client_closed.wait, 10)

    asyncio.run(run())

    assert server.wait_closed()


def test_cancel_from_another_task(server: FakeOpenRouter) -> None:
    """`cancel()` of another task raises in the one that reads; the reading task itself is not cancelled."""
    gate = Gate()
    server.answer(held(gate))

    async def run() -> Any:
        async with AsyncOpenRouter(base_url=server.url, retry=None) as client:
            stream = client.stream("hi")
            task = asyncio.create_task(stream.get_final_text())
            assert await asyncio.to_thread(gate.wait_reached)
            stream.cancel()
            with pytest.raises(errors.StreamCancelledError):
                await task
            return stream, task

    stream, task = asyncio.run(run())

    assert "cancelled" == stream.status
    assert not task.cancelled()


def test_a_time_out_of_the_callers_own(server: FakeOpenRouter) -> None:
    """`asyncio.timeout` around a loop is the caller's: `TimeoutError` comes out, and the connection is closed."""
    gate = Gate()
    server.answer(held(gate))

    async def run() -> Any:
        async with AsyncOpenRouter(base_url=server.url, retry=None) as client:
            stream = client.stream("hi")
            with pytest.raises(TimeoutError) as caught:
                async with asyncio.timeout(0.05):
                    await stream.get_final_text()
            assert type(caught.value) is TimeoutError
            return stream

    stream = asyncio.run(run())

    assert "cancelled" == stream.status
    assert server.requests[0].client_closed.wait(10)


def test_cancelling_needs_no_duplicate_of_a_file(server: FakeOpenRouter, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a socket is no file, as on Windows, the wait is ended all the same."""

    def refuse(descriptor: int) -> int:
        raise OSError(errno.EBADF, "no file")

    monkeypatch.setattr(os, "dup", refuse)
    gate = Gate()
    server.answer(held(gate))
    with OpenRouter(base_url=server.url, retry=None) as client:
        stream = client.stream("hi")
        with when_reached(gate, stream.cancel), pytest.raises(errors.StreamCancelledError):
            stream.get_final_text()


@pytest.mark.parametrize("own", [True, False])
def test_no_descriptor_left_to_watch_with(server: FakeOpenRouter, monkeypatch: pytest.MonkeyPatch, own: bool) -> None:
    """Too many open files are a connection error, with a session of the caller's too, and nothing stays open."""

    def refuse(descriptor: int) -> int:
        raise OSError(errno.EMFILE, "Too many open files")

    session = requests.Session() if own else None
    with OpenRouter(base_url=server.url, retry=None, session=session) as client:
        monkeypatch.setattr(socket, "dup", refuse)
        with pytest.raises(errors.APIConnectionError, match="Too many open files"):
            client.complete("hi")
        assert server.wait_closed()
    if session is not None:
        session.close()


@pytest.mark.requirement(28)
def test_closing_from_another_thread(server: FakeOpenRouter) -> None:
    """`close()` wakes a reader that waits, and does not wait for it."""
    gate = Gate()
    server.answer(held(gate))
    with OpenRouter(base_url=server.url, retry=None) as client:
        stream = client.stream("hi")
        with when_reached(gate, stream.close), pytest.raises(errors.StreamCancelledError):
            stream.get_final_text()

    assert not gate.is_open
    assert server.requests[0].client_closed.wait(10)


@pytest.mark.requirement(28)
@pytest.mark.parametrize("way", ["close", "cancel and read"])
def test_closing_from_the_loop_of_another_thread(server: FakeOpenRouter, way: str) -> None:
    """A stream whose reader is busy is closed in its own loop, as asyncio wants, which its debug mode looks after."""
    gate = Gate()
    server.answer(held(gate), FIVE)

    async def run() -> str:
        async with AsyncOpenRouter(base_url=server.url, retry=None) as client:
            stream = client.stream("hi")
            await anext(stream.text_stream)

            async def leave() -> None:
                if way == "close":
                    await stream.close()
                    return
                stream.cancel()
                with pytest.raises(errors.StreamCancelledError):
                    await stream.get_final_text()

            await asyncio.to_thread(asyncio.run, leave())
            assert await asyncio.to_thread(server.requests[0].client_closed.wait, 10)
            await client.stream("hi").get_final_text()
            return stream.status

    assert ("closed" if way == "close" else "cancelled") == asyncio.run(asyncio.wait_for(run(), 30), debug=True)


def test_closing_from_another_thread_just_after_the_head(server: FakeOpenRouter) -> None:
    """A stream that is closed while requests makes its response closes that response too, when its reader is handed it."""
    gate = Gate()
    server.answer(held(gate))
    made: list[requests.Response] = []
    with OpenRouter(base_url=server.url, retry=None) as client:
        stream = client.stream("hi")

        def leave(response: requests.Response, **_: Any) -> None:
            made.append(response)
            closer = threading.Thread(target=stream.close)
            closer.start()
            closer.join()

        client._transport.pool.session.hooks["response"].append(leave)
        with pytest.raises(errors.StreamCancelledError):
            stream.get_final_text()

        assert [True] == [response.raw.closed for response in made]
        assert server.requests[0].client_closed.wait(10)


def test_one_reader_at_a_time(server: FakeOpenRouter) -> None:
    """A second reader is refused while the first waits, and the first goes on unharmed."""
    gate = Gate()
    server.answer(held(gate))
    refused: list[str] = []
    with OpenRouter(base_url=server.url, retry=None) as client:
        stream = client.stream("hi")

        def intrude() -> None:
            try:
                stream.get_final_text()
            except RuntimeError as error:
                refused.append(str(error))
            gate.open()

        with when_reached(gate, intrude):
            text = "".join(chunk.text for chunk in stream)

    assert "abcde" == text
    assert 1 == len(refused)


@pytest.mark.parametrize("by", ["hook", "thread"])
@pytest.mark.parametrize("turn", ["on_request", "on_response", "on_bytes", "on_chunk"])
def test_a_stream_is_closed_while_its_hook_runs(play: Play, turn: str, by: str) -> None:
    """By the hook itself or by another thread meanwhile: the loop ends with an error, the connection is closed, the end is told once."""
    play.server.answer(FIVE)
    streams: list[Any] = []
    ends: list[str] = []

    def close() -> None:
        asyncio.run(streams[0].close())

    def hook(*told: object) -> None:
        if by == "hook" and play.name == "sync":
            streams[0].real.close()
            return
        thread = threading.Thread(target=close)
        thread.start()
        thread.join()

    async def body(client: Any) -> None:
        streams.append(client.stream("hi"))
        for _ in range(2):
            with pytest.raises(errors.StreamCancelledError):
                await streams[0].get_final_text()

    play(body, hooks=Hooks(**{turn: hook, "on_end": lambda call: ends.append(call.status)}))  # type: ignore[arg-type]

    assert play.server.wait_closed()
    assert [streams[0].status] == ends
    assert streams[0].status in {"closed", "cancelled"}


def test_a_stream_is_closed_at_its_end(play: Play) -> None:
    """A hook that hears of the end and closes the stream, as one does at an end, breaks nothing."""
    play.server.answer(FIVE)
    streams: list[Any] = []

    async def body(client: Any) -> str:
        streams.append(client.stream("hi"))
        return await streams[0].get_final_text()  # type: ignore[no-any-return]

    def hook(call: Any) -> None:
        thread = threading.Thread(target=lambda: asyncio.run(streams[0].close()))
        thread.start()
        thread.join()

    assert "abcde" == play(body, hooks=Hooks(on_end=hook))
    assert "completed" == streams[0].status
