"""Functions and conversations over real streams, in both fronts."""

from __future__ import annotations

import contextvars
import threading
from typing import Any

import pytest

from openrouter import OpenRouter, errors
from openrouter.testing import Call, Cut, FakeOpenRouter, Gate, Hold, Status, Text, ToolCalls
from tests.fronts.uniform import Play, play

__all__ = ["play"]

CALLER: contextvars.ContextVar[str] = contextvars.ContextVar("caller", default="nobody")


def weather(city: str) -> str:
    """The weather in a city."""
    return f"sunny in {city} for {CALLER.get()}"


async def clock(zone: str = "UTC") -> str:
    """What time it is."""
    return f"noon in {zone}"


TWO = ToolCalls([Call("weather", {"city": "Rome"}), Call("clock")], text="Let me see. ")
ONE = ToolCalls([Call("weather", {"city": "Rome"})])


def results(request: Any) -> list[str]:
    """The results of tools in a request."""
    return [message["content"] for message in request.json["messages"] if message["role"] == "tool"]


def test_a_model_calls_functions(play: Play) -> None:
    """Plain and coroutine functions of one turn are called, the model is told, and its text streams through."""
    play.server.answer(TWO, Text("It is sunny."))

    async def body(client: Any) -> tuple[Any, str]:
        CALLER.set("Ada")
        run = client.run_tools("hi", tools=[weather, clock], temperature=0)
        return run, "".join([text async for text in run.text_stream])

    run, text = play(body)

    assert "Let me see. It is sunny." == text
    assert ["sunny in Rome for Ada", "noon in UTC"] == results(play.server.requests[1])
    assert [0, 0] == [request.json["temperature"] for request in play.server.requests]
    assert ["weather", "clock"] == [tool["function"]["name"] for tool in play.server.requests[1].json["tools"]]
    assert ["user", "assistant", "tool", "tool", "assistant"] == [message["role"] for message in run.messages]
    assert 2 == len(run.turns)
    assert run.usage.total_tokens == sum(turn.usage.total_tokens for turn in run.turns)
    assert run.cost == run.usage.cost


def test_calls_run_at_once(play: Play) -> None:
    """Two calls of one turn that wait for each other both return."""
    both = threading.Barrier(2, timeout=10)

    def first() -> str:
        both.wait()
        return "1"

    def second() -> str:
        both.wait()
        return "2"

    play.server.answer(ToolCalls([Call("first"), Call("second")]), Text("done"))

    async def body(client: Any) -> str:
        return await client.run_tools("hi", tools=[first, second]).get_final_text()

    assert "done" == play(body)
    assert ["1", "2"] == results(play.server.requests[1])


def test_events_of_a_run(play: Play) -> None:
    """The events of every turn, and between them the start and the end of each call."""
    play.server.answer(ONE, Text("done"))

    async def body(client: Any) -> list[str]:
        return [event.type async for event in client.run_tools("hi", tools=[weather]).events()]

    types = play(body)
    started = types.index("tool.started")

    assert "tool.finished" == types[started + 1]
    assert "finish" == types[started - 1] == types[-1]


def test_errors_of_a_function(play: Play) -> None:
    """What a function raises goes to the model, or out, as asked."""

    def broken() -> None:
        raise LookupError("no such thing")

    play.server.answer(ToolCalls([Call("broken")]), Text("sorry"), ToolCalls([Call("broken")]))

    async def body(client: Any) -> str:
        text = await client.run_tools("hi", tools=[broken]).get_final_text()
        with pytest.raises(LookupError, match="no such thing"):
            await client.run_tools("hi", tools=[broken], on_tool_error="raise").get_final_text()
        return text  # type: ignore[no-any-return]

    assert "sorry" == play(body)
    assert ["Error: LookupError: no such thing"] == results(play.server.requests[1])


def test_a_hook_approves_each_call(play: Play) -> None:
    """Only what `approve` allows is called; the model is told why not."""
    called = []

    def delete(name: str) -> str:
        called.append(name)
        return "gone"

    play.server.answer(ToolCalls([Call("delete", {"name": "a"}), Call("delete", {"name": "b"}), Call("drop")]), Text("done"))

    async def body(client: Any) -> str:
        run = client.run_tools("hi", tools=[delete], approve=lambda call: call.keywords["name"] == "a" or "b is precious")
        return await run.get_final_text()  # type: ignore[no-any-return]

    assert "done" == play(body)
    assert ["a"] == called
    assert ["gone", "Error: ToolRefused: b is precious", "Error: LookupError: there is no tool 'drop'"] == results(
        play.server.requests[1]
    )


def test_turns_are_bounded(play: Play) -> None:
    """A model that never stops calling is stopped; what it said last is in the error."""
    play.server.default = ONE

    async def body(client: Any) -> Any:
        with pytest.raises(errors.LimitExceededError) as caught:
            await client.run_tools("hi", tools=[weather], max_turns=3).get_final_text()
        return caught.value

    error = play(body)

    assert ("max_turns", 3) == (error.limit, len(play.server.requests))
    assert error.partial.has_tool_calls


def test_a_broken_turn_ends_the_run(play: Play) -> None:
    """An error of a stream is raised as it is, and nothing is called on half an answer."""
    play.server.answer(Cut(TWO, after_events=3, how="rst"))
    called = []

    def weather(city: str) -> None:
        called.append(city)

    async def body(client: Any) -> None:
        with pytest.raises(errors.StreamInterruptedError):
            await client.run_tools("hi", tools=[weather]).get_final_text()

    play(body)

    assert [] == called


@pytest.mark.parametrize("when", ["before", "streaming", "calling"])
def test_a_run_is_cancelled(play: Play, when: str) -> None:
    """`cancel()` ends a stream at once, and a run whose functions are at work when they have returned."""
    gate, runs = Gate(), []

    def stop() -> str:
        runs[0].cancel()
        return "x"

    play.server.answer(Hold(Text("abc", pieces=1), gate, after_events=2) if when == "streaming" else ToolCalls([Call("stop")]))

    async def body(client: Any) -> None:
        run = client.run_tools("hi", tools=[stop])
        runs.append(run)
        if when == "before":
            run.cancel()
        with pytest.raises(errors.StreamCancelledError):
            async for _ in run:
                if when == "streaming":
                    run.cancel()

    play(body)

    assert len(play.server.requests) == (0 if when == "before" else 1)
    assert play.server.wait_closed()


def test_a_run_is_left(play: Play) -> None:
    """Leaving the `with` closes the stream that was being read; a run is read in one way."""
    gate = Gate()
    play.server.answer(Hold(Text("abc", pieces=1), gate, after_events=2))

    async def body(client: Any) -> None:
        async with client.run_tools("hi", tools=[weather]) as run:
            async for _ in run:
                break
            with pytest.raises(RuntimeError, match="read already"):
                await anext(run.events())
        async with client.run_tools("hi", tools=[]):
            pass

    play(body)

    assert play.server.wait_closed()


@pytest.mark.parametrize("answers", [[Status(402)], [ONE], [Cut(ONE, after_events=2, how="rst")]])
def test_a_run_that_failed_fails_again(play: Play, answers: list[Any]) -> None:
    """Whoever asks for the answer of a run that ended without one gets the same error, and never half an answer."""
    play.server.answer(*answers)

    async def body(client: Any) -> list[Any]:
        run = client.run_tools("hi", tools=[weather], max_turns=1)
        caught = []
        for ask in (run.get_final_text, run.get_final_response, run.get_final_text):
            with pytest.raises(errors.OpenRouterError) as error:
                await ask()
            caught.append(error.value)
        with pytest.raises(errors.OpenRouterError):
            await anext(run.events())
        return caught

    first, *others = play(body)
    assert all(first is other for other in others)


@pytest.mark.parametrize("end", ["close", "cancel"])
@pytest.mark.parametrize("before", ["turn", "call"])
def test_a_run_that_was_ended_goes_no_further(play: Play, before: str, end: str) -> None:
    """Once it was closed or cancelled nothing more is asked, and no function is called, whatever the reader does."""
    called = []

    def weather(city: str) -> str:
        called.append(city)
        return "sunny"

    play.server.answer(ONE)

    async def body(client: Any) -> None:
        run = client.run_tools("hi", tools=[weather])

        async def stop() -> None:
            if end == "close":
                await run.close()
            else:
                run.cancel()

        if before == "turn":
            await stop()
        with pytest.raises(errors.StreamCancelledError):
            async for event in run.events():
                if event.type == "tool.started":
                    await stop()
        with pytest.raises(errors.StreamCancelledError):
            await run.get_final_text()

    play(body)

    assert [] == called
    assert len(play.server.requests) == (0 if before == "turn" else 1)


@pytest.mark.parametrize("calls", [1, 2])
def test_a_function_that_raises_what_would_end_a_loop(play: Play, calls: int) -> None:
    """`StopIteration` of a function is an error like any other, also where it ran in a thread of its own."""

    def broken() -> None:
        raise StopIteration("no more")

    play.server.answer(ToolCalls([Call("broken")] * calls), Text("sorry"))

    async def body(client: Any) -> str:
        return await client.run_tools("hi", tools=[broken]).get_final_text()  # type: ignore[no-any-return]

    assert "sorry" == play(body)
    assert ["Error: StopIteration: no more"] * calls == results(play.server.requests[1])


def test_a_function_that_exits(server: FakeOpenRouter) -> None:
    """`SystemExit` is not told to the model: it reaches the reader, also from one of several threads."""

    def leave() -> None:
        raise SystemExit(3)

    server.answer(ToolCalls([Call("leave"), Call("leave")]))
    with OpenRouter(base_url=server.url) as client, pytest.raises(SystemExit):
        client.run_tools("hi", tools=[leave]).get_final_text()


def test_approval_by_a_coroutine_function(play: Play) -> None:
    """The asynchronous front awaits it; the blocking one says that it cannot, where it would refuse every call in silence."""

    async def approve(call: Any) -> bool:
        return True

    play.server.answer(ONE, Text("done"))

    async def body(client: Any) -> str:
        return await client.run_tools("hi", tools=[weather], approve=approve).get_final_text()  # type: ignore[no-any-return]

    if play.name == "aio":
        assert "done" == play(body)
    else:
        with pytest.raises(errors.ConfigurationError, match="plain function"):
            play(body)


def test_mistakes_show_before_anything_is_sent(play: Play) -> None:
    """A function that cannot be a tool is refused at the call."""

    def untyped(city):  # type: ignore[no-untyped-def]
        return city

    async def body(client: Any) -> None:
        with pytest.raises(errors.ConfigurationError, match="type hint"):
            client.run_tools("hi", tools=[untyped])

    play(body)

    assert [] == play.server.requests


def test_a_conversation(play: Play) -> None:
    """Each answer is sent with the next question; a broken one is forgotten with its own."""
    play.server.answer(Text("Hello Ada"), Cut(Text("abc", pieces=1), after_events=2, how="rst"), Text("Ada"))

    async def body(client: Any) -> Any:
        session = client.chat_session(system="be kind", temperature=0)
        await session.send("I am Ada").get_final_text()
        with pytest.raises(errors.StreamInterruptedError):
            await session.send("what?").get_final_text()
        fork = session.fork()
        assert "Ada" == await session.send("who am I?", temperature=1).get_final_text()
        return session, fork

    session, fork = play(body)
    last = play.server.requests[-1].json

    assert ["be kind", "I am Ada", "Hello Ada", "who am I?"] == [message["content"] for message in last["messages"]]
    assert [0, 0, 1] == [request.json["temperature"] for request in play.server.requests]
    assert (5, 3) == (len(session.messages), len(fork.messages))
    assert session.cost == session.usage.cost > 0
    assert session.to_json().startswith('[{"role":"system"')
    assert fork.cost < session.cost


def test_a_conversation_that_is_left(play: Play) -> None:
    """An answer that the caller leaves is rolled back, and the conversation goes on."""
    play.server.answer(Text("abc", pieces=1))

    async def body(client: Any) -> Any:
        session = client.chat_session(history='[{"role": "user", "content": "x"}]')
        async with session.send("hi") as stream:
            async for _ in stream:
                break
        await session.send("again").get_final_text()
        return session

    assert 3 == len(play(body).messages)


def test_a_question_that_is_refused_leaves_the_one_before_it(play: Play) -> None:
    """What `send()` refuses is no question: an answer that was asked for before it is read as if nothing had been said."""
    play.server.answer(Text("Hello Ada"))

    async def body(client: Any) -> Any:
        session = client.chat_session(history=[{"role": "user", "content": "x"}], max_messages=3)
        stream = session.send("I am Ada")
        with pytest.raises(errors.ConfigurationError, match="temperature"):
            session.send("what?", temperature=9)
        assert "Hello Ada" == await stream.get_final_text()
        return session

    assert ["x", "I am Ada", "Hello Ada"] == [message["content"] for message in play(body).messages]


def test_money_is_bounded(play: Play) -> None:
    """A stream, a run of tools and a map that would cost too much are ended, and what was not begun is not sent."""
    play.server.default = Text("word " * 4000)

    async def body(client: Any) -> tuple[Any, list[Any]]:
        stream = client.stream("hi", max_cost=0.001)
        with pytest.raises(errors.LimitExceededError, match="max_cost"):
            await stream.get_final_text()
        with pytest.raises(errors.LimitExceededError, match="max_cost"):
            await client.run_tools("hi", tools=[weather], max_cost=0.001).get_final_text()
        return stream, [result.error async for result in client.map(["hi"] * 3, max_cost=1e-7)]

    stream, refused = play(body, model="openai/gpt-5-mini")

    assert "failed" == stream.status
    assert stream.text.startswith("word word")
    assert ["max_cost"] * 3 == [error.limit for error in refused]
    assert 2 == sum(request.method == "POST" for request in play.server.requests)
