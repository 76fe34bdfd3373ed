"""The hooks of a client hear of every turn of a call, in order, and of its end exactly once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest

from openrouter import errors
from openrouter.core.flow import Flow
from openrouter.core.hooks import CallFacts, Hooks, checked_hooks
from openrouter.core.log import log_hooks
from openrouter.core.options import Limits, Retry
from openrouter.core.steps import Head
from tests.play import (
    DONE,
    END,
    KEY,
    OK,
    REFUSED,
    RESET,
    ROLE,
    USAGE,
    Canned,
    complete,
    error_body,
    make_flow,
    piece,
    play,
    sse,
)


def told(into: list[Any]) -> Hooks:
    """Hooks that note what they hear."""

    def note(name: str) -> Callable[..., None]:
        return lambda call, *more: into.append((name, *(getattr(item, "text", item) for item in more)))

    return Hooks(
        on_request=note("request"),
        on_response=note("response"),
        on_bytes=note("bytes"),
        on_chunk=note("chunk"),
        on_retry=lambda call, attempt: into.append(("retry", attempt.number, attempt.pause)),
        on_end=lambda call: into.append(("end", call.status, type(call.error).__name__)),
    )


def test_the_turns_of_a_call() -> None:
    """Request, retry, request, response, bytes, chunks, end."""
    heard: list[Any] = []
    last = sse(piece("a", finish="stop")) + DONE
    play(make_flow(retry=Retry(attempts=2), hooks=[told(heard)]), [REFUSED, OK, sse(ROLE), last, END])

    expected = ["request", "retry", "request", "response", "bytes", "chunk", "bytes", "chunk", "end"]
    assert expected == [one[0] for one in heard]
    assert [("retry", 1, 0.5), ("bytes", sse(ROLE)), ("chunk", "a"), ("end", "completed", "NoneType")] == [
        heard[place] for place in (1, 4, 7, 8)
    ]


@pytest.mark.parametrize(
    ("replies", "status", "error"),
    [
        ([OK, sse(piece("a")), RESET], "interrupted", "StreamInterruptedError"),
        ([OK, sse(piece("a")), END], "truncated", "StreamTruncatedError"),
        ([Head(402, {}), error_body(402), END], "failed", "InsufficientCreditsError"),
        ([REFUSED], "failed", "APIConnectionError"),
    ],
)
def test_the_end_of_a_call_that_fails(replies: list[Canned], status: str, error: str) -> None:
    """`on_end` comes once, with the outcome and the error."""
    heard: list[Any] = []
    play(make_flow(hooks=[told(heard)]), replies)

    assert [("end", status, error)] == [one for one in heard if one[0] == "end"]


def test_the_end_of_a_call_that_is_left() -> None:
    """`on_end` comes when the caller leaves, once, also where leaving is said twice."""
    heard: list[Any] = []
    flow = make_flow(hooks=[told(heard)])
    flow.journal.left(1.0)
    flow.journal.left(2.0)
    flow.journal.outcome(3.0)

    assert [("end", "closed", "NoneType")] == heard


@pytest.mark.parametrize(
    ("error", "status"), [(ValueError("x"), "closed"), (KeyboardInterrupt(), "cancelled")], ids=["hook", "interrupt"]
)
def test_what_is_no_error_of_ours_ends_the_call(error: BaseException, status: str) -> None:
    """What a hook raises closes the call; an interruption by Python cancels it; a call that has ended stays as it is."""
    flow = make_flow()
    flow.escaped(error)
    flow.escaped(KeyboardInterrupt())

    assert status == flow.journal.status


def test_an_error_of_ours_from_outside_of_the_script() -> None:
    """A client that was closed, a price that could not be found: the call has failed, with that error."""
    flow = make_flow()
    error = errors.ConfigurationError("this client is closed")
    flow.escaped(error)

    assert ("failed", error) == (flow.journal.status, flow.journal.error)


def test_the_facts_of_a_call() -> None:
    """A hook sees what was asked and what came, and never the key."""
    seen: list[CallFacts] = []
    body = {"model": "m", "messages": []}
    flow = make_flow(hooks=[Hooks(on_end=seen.append), Hooks(on_end=seen.append)], body=body)
    head = Head(200, {"content-type": "application/json", "cf-ray": "ray-1", "x-request-id": KEY})
    answer = b'{"id": "gen-2", "model": "m-2", "provider": "P", "choices": [{"message": {"content": "x", "reasoning": "y"},'
    complete(flow, [head, answer + b'"finish_reason": "stop"}], "usage": {"cost": 0.5}}', END])
    call, again = seen
    facts = (call.operation, call.method, call.request, call.http_status, call.cf_ray, call.status, call.error)
    of_answer = (call.id, call.model, call.provider, call.text, call.reasoning, call.finish_reason, call.cost)

    assert call is again
    assert call.notes == {}
    assert ("chat", "POST", body, 200, "ray-1", "completed", None) == facts
    assert ("gen-2", "m-2", "P", "x", "y", "stop", 0.5) == of_answer
    assert "x" == call.response.text
    assert "gen-2" == call.generation_id
    assert KEY not in f"{call.headers} {call.request_id} {call.url}"


def test_facts_before_anything_came() -> None:
    """Everything may be asked before the head is there."""
    call = CallFacts(make_flow().call, make_flow().journal)

    assert (None, None, {}) == (call.http_status, call.cf_ray, call.headers)


async def unawaited(call: CallFacts) -> None:
    """A coroutine function, which a call does not await."""


class Unawaited:
    """An object whose call is one."""

    async def __call__(self, call: CallFacts) -> None: ...


@pytest.mark.parametrize(
    "hooks", [1, [1], Hooks(on_end=1), "ab", Hooks(on_end=unawaited), Hooks(on_end=Unawaited())]  # type: ignore[arg-type]
)
def test_what_is_no_hook_is_refused(hooks: Any) -> None:
    """Anything but `Hooks` of plain functions is a ConfigurationError when the client is made."""
    with pytest.raises(errors.ConfigurationError, match=r"hooks must be|must be a function|must be a plain function"):
        checked_hooks(hooks)


def test_one_hook_or_several() -> None:
    """An argument may be one `Hooks` or any number of them."""
    one = Hooks(on_end=print)

    assert ((one,), (one, one), ()) == (checked_hooks(one), checked_hooks([one, one]), checked_hooks(()))


def logged(level: int, caplog: pytest.LogCaptureFixture, replies: list[Canned]) -> str:
    """What the log says of a call."""
    with caplog.at_level(level, "openrouter"):
        flow: Flow = make_flow(hooks=log_hooks(), retry=Retry(attempts=2), limits=Limits())
        play(flow, replies)
    return caplog.text


def test_the_log_at_info(caplog: pytest.LogCaptureFixture) -> None:
    """INFO has a line for each turn, with what a report needs, and nothing that was asked or answered."""
    head = Head(200, {**OK.headers, "x-request-id": "req-1", "x-generation-id": "gen-1"})
    text = logged(logging.INFO, caplog, [REFUSED, head, sse(piece("secret", finish="stop"), USAGE) + DONE, END])

    assert "attempt 1, model -" in text
    assert "attempt 1 failed: APIConnectionError" in text
    assert "HTTP 200 after 0.000 s, request req-1, generation gen-1" in text
    assert "completed after" in text
    assert "2 tokens" in text
    assert "secret" not in text
    assert "bytes, " not in text.partition("completed")[0]


def test_the_log_at_debug(caplog: pytest.LogCaptureFixture) -> None:
    """DEBUG adds headers, reads and chunks, by size and not by content; an error is named at the end."""
    head = Head(200, {**OK.headers, "set-cookie": "id=1", "server": KEY})
    text = logged(logging.DEBUG, caplog, [head, sse(piece("secret")), RESET])

    assert "headers {'content-type': 'text/event-stream', 'server': '***'}" in text
    assert "chunk 1: 6 characters" in text
    assert "interrupted after" in text
    assert "StreamInterruptedError" in text
    assert not {"secret", "id=1", KEY} & set(text.replace("'", " ").split())


def test_nobody_listens() -> None:
    """Without a listener at INFO a call has no hooks at all."""
    assert () == log_hooks()


@pytest.mark.parametrize("quiet", [StopIteration, StopAsyncIteration])
@pytest.mark.parametrize("turn", ["on_request", "on_response", "on_bytes", "on_chunk", "on_retry", "on_end"])
def test_a_hook_cannot_end_a_loop_quietly(turn: str, quiet: type[Exception]) -> None:
    """An error that would end a loop, as if the answer were whole, is raised as another, which names it."""

    def hook(*told: object) -> None:
        raise quiet("hook")

    with pytest.raises(RuntimeError, match=quiet.__name__) as caught:
        play(
            make_flow(retry=Retry(attempts=2), hooks=[Hooks(**{turn: hook})]),  # type: ignore[arg-type]
            [REFUSED, OK, sse(piece("a", finish="stop")) + DONE, END],
        )
    assert isinstance(caught.value.__cause__, quiet)


def test_every_hook_hears_of_the_end() -> None:
    """Also after one that raises, whose error, the first, reaches the caller."""
    heard: list[Any] = []

    def broken(call: CallFacts) -> None:
        raise KeyError(len(heard))

    hooks = [Hooks(on_end=broken), told(heard), Hooks(on_end=broken)]
    with pytest.raises(KeyError, match="4"):
        play(make_flow(hooks=[*hooks]), [OK, sse(piece("a", finish="stop")) + DONE, END])

    assert ("end", "completed", "NoneType") == heard[-1]
