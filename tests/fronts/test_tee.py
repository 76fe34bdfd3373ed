"""Several readers of one answer: the same items, the same end, and one request."""

from __future__ import annotations

import asyncio
import gc
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from openrouter import AsyncOpenRouter, Hooks, OpenRouter, errors
from openrouter.models import ChatChunk
from openrouter.testing import Cut, FakeOpenRouter, Gate, Hold, Text
from tests.fronts.uniform import Play, play

__all__ = ["play"]

ANSWER = Text("Hello, wörld!", pieces=2, reasoning="Think first.", comments=1)


async def all_of(iterator: Any) -> list[Any]:
    """All that an iterator gives."""
    return [item async for item in iterator]


def test_each_reads_in_its_own_way(play: Play) -> None:
    """All ways tell the same as on a stream of its own, whoever reads first."""
    play.server.answer(ANSWER, ANSWER)

    async def body(client: Any) -> Any:
        stream = client.stream("hi")
        branches = stream.tee(7)
        chunks = await all_of(branches[0])
        found = [await all_of(way) for way in (
            branches[1].text_stream, branches[2].reasoning_stream, branches[3].events(), branches[4].raw_events(),
            branches[5].text_stream.lines(),
        )]  # fmt: skip
        alone = await all_of(client.stream("hi").events())
        return stream, branches, chunks, found, await branches[6].get_final_text(), alone

    stream, branches, chunks, (texts, reasons, events, raw, lines), final, alone = play(body)

    assert {ChatChunk} == {type(chunk) for chunk in chunks}
    assert "Hello, wörld!" == "".join(chunk.text for chunk in chunks) == "".join(texts) == "".join(lines) == final
    assert "Think first." == "".join(reasons)
    assert [event.type for event in alone] == [event.type for event in events]
    assert "keepalive" in {event.type for event in events}
    assert "[DONE]" == raw[-1].data
    assert len(chunks) == len(raw) - 1
    assert {stream.response.text} == {branch.response.text for branch in branches}
    assert {"completed"} == {branch.status for branch in branches}
    assert 2 == len(play.server.requests)


def test_in_turn(play: Play) -> None:
    """Two readers in one thread: each gets what the other has read, in its own time."""
    play.server.answer(Text("abcd", pieces=1))

    async def body(client: Any) -> Any:
        branches = client.stream("hi").tee()
        first, second = (branch.text_stream for branch in branches)
        found = [await first.__anext__(), await first.__anext__(), await second.__anext__()]
        assert 1 == branches[1].ready - branches[0].ready
        return [*found, "".join(await all_of(second)), "".join(await all_of(first))]

    assert ["a", "b", "a", "bcd", "cd"] == play(body)


def test_every_reader_sees_the_error(play: Play) -> None:
    """All that was delivered, and then the same error."""
    play.server.answer(Cut(Text("abcdef", pieces=2), after_events=2, how="rst"))

    async def body(client: Any) -> Any:
        outcomes = []
        for branch in client.stream("hi").tee(3):
            found: list[str] = []
            with pytest.raises(errors.StreamInterruptedError) as caught:
                async for text in branch.text_stream:
                    found.append(text)
            outcomes.append((found, caught.value))
        return outcomes

    outcomes = play(body)

    assert [["ab", "cd"]] * 3 == [found for found, _ in outcomes]
    assert 1 == len({id(error) for _, error in outcomes})


def test_closing_one_leaves_the_others(play: Play) -> None:
    """The one that left raises when it is read on; the last that leaves closes the stream."""
    play.server.answer(Text("abcdef", pieces=2))

    async def body(client: Any) -> Any:
        stream = client.stream("hi")
        first, second, third = stream.tee(3)
        async with first:
            await first.text_stream.__anext__()
        with pytest.raises(errors.StreamCancelledError, match="branch was left") as caught:
            await first.text_stream.__anext__()
        before = await second.text_stream.__anext__()
        await second.close()
        statuses = [stream.status]
        await third.text_stream.__anext__()
        await third.close()
        await third.close()
        return before, [*statuses, stream.status], caught.value

    before, statuses, error = play(body)

    assert ("ab", ["streaming", "closed"]) == (before, statuses)
    assert error.partial is not None
    assert error.partial.text.startswith("ab")  # of the stream, which may be ahead


def test_a_reader_that_is_dropped_is_not_kept(play: Play) -> None:
    """Nothing is stored for a reader that nobody has any more."""
    play.server.answer(Text("abcdef", pieces=2))

    async def body(client: Any) -> Any:
        stream = client.stream("hi")
        first, _ = stream.tee(2)
        del _
        gc.collect()
        source = first._source if hasattr(first, "_source") else first.real._source
        return len(source._backlogs), await first.get_final_text()

    assert (1, "abcdef") == play(body)


def test_the_stream_itself_is_taken(play: Play) -> None:
    """A stream that was split is read by its branches, one that is read cannot be split, and each branch has one way too."""

    async def body(client: Any) -> Any:
        stream, begun = client.stream("hi"), client.stream("hi")
        first, second = stream.tee()
        await begun.text_stream.__anext__()
        await first.text_stream.__anext__()
        for wrong in (stream.get_final_text, stream.text_stream.__anext__, first.events().__anext__):
            with pytest.raises(RuntimeError, match="being read by"):
                await wrong()
        with pytest.raises(RuntimeError, match="text_stream; it cannot be read by tee"):
            begun.tee()
        assert "Branch of <" in repr(getattr(second, "real", second))
        return await second.get_final_text(), await begun.close()

    assert ("Hello, wörld!", None) == play(body)


@pytest.mark.parametrize("count", [0, -1, True, 1.5, "2"])
def test_how_many(play: Play, count: Any) -> None:
    """A whole number from 1."""

    async def body(client: Any) -> Any:
        with pytest.raises(errors.ConfigurationError, match="tee"):
            client.stream("hi").tee(count)

    play(body)


def test_what_a_hook_raises_comes_to_its_reader(play: Play) -> None:
    """And the others are told that the stream was left."""

    def hook(call: Any, chunk: Any) -> None:
        if call.text == "abcd":
            raise LookupError("hook")

    play.server.answer(Text("abcdef", pieces=2))

    async def body(client: Any) -> Any:
        first, second = client.stream("hi").tee()
        found: list[str] = []
        with pytest.raises(LookupError, match="hook"):
            async for text in first.text_stream:
                found.append(text)
        with pytest.raises(errors.StreamCancelledError):
            await second.get_final_text()
        return found

    assert ["ab"] == play(body, hooks=Hooks(on_chunk=hook))


def test_readers_in_threads(server: FakeOpenRouter) -> None:
    """Whichever needs an item first reads it; all get all, also while the server waits."""
    gate = Gate()
    server.answer(Hold(Text("abcdef" * 50, pieces=3), gate, after_events=20))
    with OpenRouter(base_url=server.url) as client, ThreadPoolExecutor(8) as pool:
        branches = client.stream("hi").tee(8)
        shapes = [lambda view: view, lambda view: view.lines(), lambda view: view.buffered(seconds=0.01)]
        futures = [pool.submit(lambda branch, shape: "".join(shape(branch.text_stream)), branch, shapes[number % 3])
                   for number, branch in enumerate(branches)]  # fmt: skip
        assert gate.wait_reached()
        gate.open()
        found = [future.result() for future in futures]

    assert ["abcdef" * 50] * 8 == found
    assert 1 == len(server.requests)


def test_a_closed_reader_wakes_and_the_others_go_on(server: FakeOpenRouter) -> None:
    """A thread that waits for another's read ends at once when its branch is closed; a cancel ends all."""
    server.answer(Hold(Text("abcd", pieces=2), Gate(), after_events=1))
    with OpenRouter(base_url=server.url) as client, ThreadPoolExecutor(3) as pool:
        stream = client.stream("hi")
        branches = stream.tee(3)
        read = threading.Barrier(4)

        def follow(branch: Any) -> str:
            texts = branch.text_stream
            first = next(texts)
            read.wait(10)
            try:
                return first + next(texts)
            except errors.StreamCancelledError as error:
                return f"{first}: {error}"

        futures = [pool.submit(follow, branch) for branch in branches]
        read.wait(10)
        branches[2].close()
        stream.cancel()
        found = [future.result(10) for future in futures]

    assert (
        {"ab: the call was cancelled"}
        <= set(found)
        <= {"ab: the call was cancelled", "ab: this branch was left before its end"}
    )


def test_a_task_that_is_cancelled_takes_nobody_along(server: FakeOpenRouter) -> None:
    """The stream is read by a task of its own; the last reader that leaves ends it."""
    gate = Gate()
    server.answer(Hold(Text("abcd", pieces=2), gate, after_events=1))

    async def body() -> Any:
        begun = asyncio.Event()
        hooks = Hooks(on_chunk=lambda call, chunk: begun.set())
        async with AsyncOpenRouter(base_url=server.url, hooks=hooks) as client:
            stream = client.stream("hi")
            first, second = stream.tee()
            tasks = [asyncio.ensure_future(branch.get_final_text()) for branch in (first, second)]
            await begun.wait()
            tasks[0].cancel()
            gate.open()
            found = await asyncio.gather(*tasks, return_exceptions=True)
            return found, await first.get_final_text(), stream.status

    (cancelled, text), late, status = asyncio.run(body())

    assert isinstance(cancelled, asyncio.CancelledError)
    assert ("abcd", "abcd", "completed") == (text, late, status)


def test_leaving_while_others_wait(server: FakeOpenRouter) -> None:
    """Closing the last branch ends the task that reads, though nothing comes; nothing is left behind."""
    gate = Gate()
    server.answer(Hold(Text("abcd", pieces=2), gate, after_events=1))

    async def body() -> Any:
        async with AsyncOpenRouter(base_url=server.url) as client:
            stream = client.stream("hi")
            async with stream.tee(1)[0] as only:
                texts = only.text_stream.buffered(chars=100, seconds=0.01)
                piece = await texts.__anext__()
                waiting = asyncio.ensure_future(texts.__anext__())
                await asyncio.sleep(0)
            with pytest.raises(errors.StreamCancelledError):
                await waiting
            return piece, stream.status, len(asyncio.all_tasks())

    assert ("ab", "closed", 1) == asyncio.run(body())
