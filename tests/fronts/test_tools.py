"""Who ends a run of tools, and when: between approvals and calls, and inside of functions."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from openrouter import AsyncOpenRouter, errors
from openrouter.testing import Call, FakeOpenRouter, Text, ToolCalls
from tests.fronts.uniform import Play, play

__all__ = ["play"]

TWO = ToolCalls([Call("first"), Call("second")])


def called_where(play: Play, approve: Callable[[Any, Any], object], **tools: Callable[[Any], object]) -> list[str]:
    """The names of the functions that are called in a run of two calls that somebody cancels; what is approved and called gets the run."""
    play.server.answer(TWO, Text("never asked for"))
    names: list[str] = []
    runs: list[Any] = []

    def first() -> None:
        names.append("first")
        tools.get("first", lambda run: None)(runs[0])

    def second() -> None:
        names.append("second")

    async def body(client: Any) -> None:
        if play.name == "aio":
            asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
        runs.append(client.run_tools("hi", tools=[first, second], approve=lambda call: approve(call, runs[0])))
        with pytest.raises(errors.StreamCancelledError):
            await runs[0].get_final_text()

    play(body)

    assert 1 == len(play.server.requests)
    return names


@pytest.mark.parametrize(("last", "asked"), [("first", ["first"]), ("second", ["first", "second"])])
def test_a_run_cancelled_while_it_is_approved_calls_nothing(play: Play, last: str, asked: list[str]) -> None:
    """Whichever call it is at: nobody is asked further, and no function is called, allowed or not."""
    approved: list[str] = []

    def approve(call: Any, run: Any) -> bool:
        approved.append(call.name)
        if call.name == last:
            run.cancel()
        return True

    assert [] == called_where(play, approve)
    assert asked == approved


def test_a_run_cancelled_by_a_function_calls_no_other(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """The calls of the turn that have not begun are not begun."""
    begin = threading.Thread.start

    def start(thread: threading.Thread) -> None:
        begin(thread)
        if thread.name == "first":  # so that the second begins after it; the asynchronous front has one thread for both
            thread.join()

    monkeypatch.setattr(threading.Thread, "start", start)

    assert ["first"] == called_where(play, lambda call, run: True, first=lambda run: run.cancel())


async def gone() -> str:
    """Waits for a task that is cancelled."""
    task = asyncio.ensure_future(asyncio.sleep(60))
    asyncio.get_running_loop().call_soon(task.cancel)
    await task
    return "never"


async def own() -> None:
    """Cancels the task that it runs in."""
    task = asyncio.current_task()
    assert task is not None
    task.cancel()
    await asyncio.sleep(60)


def plain() -> None:
    """Does so in a loop of its own."""
    asyncio.run(gone())


@pytest.mark.parametrize("function", [gone, own, plain])
@pytest.mark.parametrize("calls", [1, 2])
def test_a_cancelled_task_of_a_function_is_its_result(play: Play, function: Any, calls: int) -> None:
    """The model is told of it; whoever reads the run was not cancelled."""
    play.server.answer(ToolCalls([Call(function.__name__)] * calls), Text("done"))

    async def body(client: Any) -> tuple[str, list[Any]]:
        run = client.run_tools("hi", tools=[function])
        return await run.get_final_text(), [each["content"] for each in run.messages if isinstance(each, dict) and each["role"] == "tool"]

    text, told = play(body)

    assert "done" == text
    assert [True] * calls == ["cancelled" in each for each in told]


def test_a_cancelled_task_of_a_function_is_raised_as_an_error(play: Play) -> None:
    """Where the caller wants errors of functions raised he does not get what would end his own task."""
    play.server.answer(ToolCalls([Call("gone")]))

    async def body(client: Any) -> None:
        await client.run_tools("hi", tools=[gone], on_tool_error="raise").get_final_text()

    with pytest.raises(RuntimeError, match="cancelled"):
        play(body)


def test_a_reader_who_is_cancelled_while_functions_run(server: FakeOpenRouter) -> None:
    """That is his own end: `CancelledError` comes out, and the functions are cancelled with him."""
    server.answer(ToolCalls([Call("waits")] * 2))
    seen: list[str] = []

    async def run() -> None:
        begun = asyncio.Event()

        async def waits() -> None:
            begun.set()
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                seen.append("cancelled")
                raise

        async with AsyncOpenRouter(base_url=server.url, retry=None) as client:
            task = asyncio.create_task(client.run_tools("hi", tools=[waits]).get_final_text())
            await begun.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert task.cancelled()

    asyncio.run(run())

    assert ["cancelled"] * 2 == seen


def test_looking_at_a_way_to_read_is_not_reading(play: Play) -> None:
    """A run is read from the first piece on, as a stream is; from then on in one way."""
    play.server.answer(Text("done"))

    async def body(client: Any) -> str:
        run = client.run_tools("hi", tools=[gone])
        assert run.text_stream is not run.text_stream
        other = run.events()
        text = "".join([piece async for piece in run.text_stream])
        with pytest.raises(RuntimeError, match="being read already"):
            await anext(other)
        return text

    assert "done" == play(body)
    assert 1 == len(play.server.requests)
