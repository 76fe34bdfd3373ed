"""Many streams at once: order, isolation, bounds, and leaving early."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from attrs import define, field

from openrouter import Limiter, Result, Retry, errors
from openrouter.core.many import AHEAD
from openrouter.models import ChatResponse
from openrouter.testing import Cut, FakeOpenRouter, Gate, Hold, Scenario, Status, Text
from openrouter.testing.actions import Action
from openrouter.testing.received import ReceivedRequest
from tests.fronts.uniform import Play, play

__all__ = ["play"]


@define
class Echo:
    """Answers a prompt with itself; breaks one in twenty, and counts how many it answers at once."""

    break_every: int = 20
    now: int = 0
    most: int = 0
    lock: threading.Lock = field(factory=threading.Lock)

    def actions(self, request: ReceivedRequest) -> Iterator[Action]:
        """The prompt, or half of it and a reset."""
        prompt = request.json["messages"][0]["content"]
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        answer: Any = Text(prompt, pieces=3)
        if self.break_every and int(prompt.split()[1]) % self.break_every == 7:
            answer = Cut(answer, after_events=2, how="rst")
        actions = iter(answer.actions(request))
        yield next(actions)
        with self.lock:  # a client that has its answer may be back before the last byte is sent
            self.now -= 1
        yield from actions


def prompts(count: int) -> list[str]:
    """Prompts that can be told apart."""
    return [f"prompt {number} of many" for number in range(count)]


def check(results: list[Result], count: int) -> None:
    """Every prompt has its own answer, in order; the broken ones have their own error and what was delivered."""
    assert list(range(count)) == [result.index for result in results]
    for number, (result, prompt) in enumerate(zip(results, prompts(count), strict=True)):
        assert prompt == result.request
        if number % 20 == 7:
            assert isinstance(result.error, errors.StreamInterruptedError)
            assert prompt.startswith(result.text)
        else:
            assert (None, prompt) == (result.error, result.text)


def test_results_are_in_order_and_errors_their_own(play: Play) -> None:
    """Each of many requests has its result; a broken stream ends no other; never more run than allowed."""
    play.server.default = echo = Echo()

    async def body(client: Any) -> list[Result]:
        return [result async for result in client.map(prompts(60), max_concurrency=4)]

    check(play(body), 60)
    assert echo.most <= 4


def test_a_late_answer_holds_its_successors_back_and_no_more(play: Play) -> None:
    """While the first is late the rest wait, and only so many begin; as completed, they come without it."""
    gate = Gate()
    play.server.answer(Hold(Text("late"), gate, after_events=1))

    async def body(client: Any) -> tuple[list[int], int]:
        run = client.map((str(number) for number in range(30)), max_concurrency=2).as_completed()
        indexes = []
        async for result in run:
            indexes.append(result.index)
            if len(indexes) == 5:
                sent = len(play.server.requests)
                gate.open()
        return indexes, sent

    indexes, sent = play(body)

    assert 1 == len({0, 1} & set(indexes[:5]))  # one of the two that began first is the late one
    assert list(range(30)) == sorted(indexes)
    assert sent <= 8


def test_requests_are_taken_as_they_begin(play: Play) -> None:
    """An endless iterable is not read ahead, and leaving ends the run."""
    taken = []

    def endless() -> Iterator[dict[str, Any]]:
        while True:
            taken.append(1)
            yield {"messages": "hi", "temperature": 0}

    async def body(client: Any) -> Any:
        async with client.map(endless(), max_concurrency=2, model="m") as run:
            async for result in run.as_completed():
                first = result
                break
        return first

    assert play(body).ok
    assert len(taken) <= 9
    assert {"m"} == {request.json["model"] for request in play.server.requests}
    assert {0} == {request.json["temperature"] for request in play.server.requests}


@pytest.mark.parametrize("how", ["with", "close", "drop"])
def test_leaving_early_cancels_the_rest(play: Play, how: str) -> None:
    """What runs when the reader leaves is cancelled: the server sees every connection close."""
    gate = Gate()
    play.server.answer(Text("first"))
    play.server.default = Hold(Text("late"), gate, after_events=1)

    async def body(client: Any) -> None:
        run = client.map(prompts(20), max_concurrency=3).as_completed()
        async for _ in run:
            break
        if play.name == "sync":  # where nobody waits for them the tasks of a loop do not run
            assert play.server.wait_requests(3)
        if how == "with":
            async with run:
                pass
        elif how == "close":
            await run.close()
            await run.close()
        del run
        gc.collect()
        if how != "drop":
            assert [] == [left async for left in client.map([])]

    play(body)

    assert play.server.wait_closed()
    assert len(play.server.requests) <= 5


@pytest.mark.parametrize("mistake", [{"messages": "hi", "tempo": 1}, 5])
def test_mistakes(play: Play, mistake: Any) -> None:
    """An unknown keyword is a mistake of the caller's and ends the run; a request that cannot be used is a result of its own."""

    async def body(client: Any) -> list[Result]:
        return [result async for result in client.map(["hi", mistake, "hi"], max_concurrency=1)]

    if isinstance(mistake, dict):
        with pytest.raises(TypeError, match="tempo"):
            play(body)
    else:
        assert [None, errors.ConfigurationError, None] == [result.error and type(result.error) for result in play(body)]


def test_live_chunks_of_many_streams(play: Play) -> None:
    """Chunks come as they arrive, each with its index; the last item of each stream is its result."""
    gate = Gate()
    play.server.answer(Hold(Text("slow one", pieces=1), gate, after_events=2), Text("quick", pieces=1), Status(402))

    async def body(client: Any) -> list[tuple[int, Any]]:
        items = []
        async for index, item in client.stream_many(["a", "b", "c"], max_concurrency=3):
            items.append((index, item))
            if sum(isinstance(one, Result) for _, one in items) == 2:
                gate.open()
        return items

    items = play(body)
    texts: dict[int, str] = {}
    results: dict[int, Result] = {}
    for index, item in items:
        if isinstance(item, Result):
            results[index] = item
        else:
            assert index not in results
            texts[index] = texts.get(index, "") + item.text

    assert {"slow one", "quick", ""} == {result.text for result in results.values()}
    assert {index: text for index, text in texts.items() if text} == {
        index: result.text for index, result in results.items() if result.text
    }
    assert {402} == {result.error.status for result in results.values() if result.error is not None}  # type: ignore[attr-defined]


def test_leaving_live_chunks(play: Play) -> None:
    """A reader that leaves in the middle cancels the streams, also those that wait to hand something over."""
    play.server.default = Scenario("endless_content", mb=5)

    async def body(client: Any) -> None:
        async with client.stream_many(["a", "b", "c", "d"], max_concurrency=3) as run:
            async for _ in run:
                break

    play(body, base_url=play.server.scenario_url("endless_content", mb=5))

    assert play.server.wait_closed()


def test_an_asynchronous_source(server: FakeOpenRouter) -> None:
    """The asynchronous client takes requests from an asynchronous iterable too."""

    async def source() -> Any:
        for number in range(3):
            yield str(number)

    async def body(client: Any) -> list[str]:
        return [result.request async for result in client.map(source())]

    assert ["0", "1", "2"] == Play("aio", server)(body)


def test_a_limiter_is_shared(play: Play) -> None:
    """Clients with one limiter never have more calls under way than it has places."""
    play.server.default = echo = Echo(break_every=0)
    limiter = Limiter(concurrency=2)

    async def body(client: Any) -> list[Result]:
        return [result async for result in client.map(prompts(12), max_concurrency=6)]

    assert all(result.ok for result in play(body, limiter=limiter))
    assert echo.most <= 2
    assert 0 == limiter.in_flight


def test_a_limiter_gives_places_back(play: Play) -> None:
    """A refused, a broken, a left and a dropped call each give their place back."""
    limiter = Limiter(concurrency=1, requests_per_minute=1e6)
    play.server.answer(
        Status(429, headers={"Retry-After": "0"}), Cut(Text("abc", pieces=1), after_events=2, how="rst"), Text("abc"), Text("abc")
    )

    async def body(client: Any) -> str:
        with pytest.raises(errors.StreamInterruptedError):
            await client.stream("hi").get_final_text()
        async with client.stream("hi") as stream:
            async for _ in stream:
                break
        stream = client.stream("hi")
        async for _ in stream:
            break
        await stream.close()
        return await client.stream("hi").get_final_text()

    assert "Hello, wörld!" == play(body, limiter=limiter, retry=Retry())
    assert 0 == limiter.in_flight


def test_what_is_no_limiter_is_refused(play: Play) -> None:
    """A mistake in `limiter=` shows when the client is made."""
    with pytest.raises(errors.ConfigurationError, match="limiter"):
        play.client(limiter=5)


@pytest.mark.prove
def test_two_thousand_prompts(play: Play, capsys: pytest.CaptureFixture[str]) -> None:
    """2,000 prompts with 5 % of streams broken: order, isolation, the bound on concurrency, and flat memory."""
    play.server.default = echo = Echo()
    sizes: list[int] = []

    async def body(client: Any) -> int:
        count = 0
        async for result in client.map(prompts(2000), max_concurrency=16):
            check_one(result)
            count += 1
            if count % 500 == 0:
                gc.collect()
                sizes.append(sum(isinstance(one, ChatResponse) for one in gc.get_objects()))
        return count

    assert 2000 == play(body)
    assert echo.most <= 16
    with capsys.disabled():
        print(f"\n{play.name}: answers held at each 500 of 2,000 prompts: {sizes}")
    assert max(sizes) <= 16 * AHEAD


def check_one(result: Result) -> None:
    """One result of `check`."""
    assert f"prompt {result.index} of many" == result.request
    assert result.ok is (result.index % 20 != 7)
    assert result.request.startswith(result.text)


@pytest.mark.prove
def test_leaving_is_quick(play: Play, capsys: pytest.CaptureFixture[str]) -> None:
    """Leaving a run with 50 stalled streams takes less than half a second until the server has seen every close."""
    import time

    gate = Gate()
    play.server.answer(Text("first"))
    play.server.default = Hold(Text("late"), gate, after_events=1)
    left: list[float] = []

    async def body(client: Any) -> None:
        async with client.map(prompts(200), max_concurrency=50).as_completed() as run:
            async for _ in run:
                assert play.server.wait_requests(50)
                break
            left.append(time.monotonic())

    play(body)
    assert play.server.wait_closed(timeout=5)
    seconds = time.monotonic() - left[0]
    with capsys.disabled():
        print(f"\n{play.name}: left 50 stalled streams in {seconds:.3f} s")
    assert seconds < 0.5
