"""Plays scripts with canned replies: no network, no loop, no mocks, and a clock that moves when it is told to."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from attrs import define, frozen
from hypothesis import HealthCheck, settings

from openrouter.core.call import Call
from openrouter.core.flow import Flow
from openrouter.core.hooks import Hooks
from openrouter.core.journal import Journal, View
from openrouter.core.options import Limits, OnMalformed, Retry, Timeout
from openrouter.core.receiver import Received
from openrouter.core.scripts import complete_chat, stream_chat
from openrouter.core.secrets import Secret
from openrouter.core.steps import Emit, Failure, Head, HttpRequest, Open, Read, Script, Shortcut, Shut, Sleep, Step
from openrouter.errors import OpenRouterError
from openrouter.models import ChatChunk

KEY = "sk-or-v1-0123456789abcdef"
"""A key of the right shape that opens nothing."""

STEADY = settings(derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For made-up input that is the same in every run, on a machine however busy."""

DONE = b"data: [DONE]\n\n"
END = b""
"""The reply for a clean end of the body."""

OK = Head(200, {"content-type": "text/event-stream"})
RESET = Failure("broken", "connection reset by peer")
REFUSED = Failure("connect", "connection refused", sent=False)


@define
class FakeClock:
    """A monotonic clock that stands still."""

    time: float = 1000.0

    def now(self) -> float:
        """The time."""
        return self.time

    def advance(self, seconds: float) -> None:
        """Lets time pass."""
        self.time += seconds


@frozen
class After:
    """A reply that takes its time; the step's deadline may be earlier, and is then the reply."""

    seconds: float
    reply: Head | bytes | Failure


Canned = Head | bytes | Failure | After


def make_flow(
    *,
    clock: FakeClock | None = None,
    timeout: Timeout | None = None,
    retry: Retry | None = None,
    limits: Limits | None = None,
    random: Callable[[], float] = lambda: 0.0,
    on_malformed: OnMalformed = "raise",
    view: View = "chunks",
    key: str | None = KEY,
    hooks: Sequence[Hooks] = (),
    body: Mapping[str, Any] | None = None,
    **more: Any,
) -> Flow:
    """A flow for a request that goes nowhere; without `retry` it is sent once. `more` are fields of the `Call`."""
    bounds = limits or Limits()
    secret = None if key is None else Secret(key)
    request = HttpRequest("POST", "https://openrouter.ai/api/v1/chat/completions", {}, json.dumps(body or {}).encode(), secret)
    call = Call(request=request, limits=bounds, on_malformed=on_malformed, body=body or {}, **more)
    journal = Journal(bounds, view=view)
    now = (clock or FakeClock()).now
    return Flow(call, journal, timeout or Timeout(), retry or Retry(attempts=1), now, random, hooks)


def play(
    flow: Flow | Script[Any],
    replies: Iterable[Canned],
    *,
    clock: FakeClock | None = None,
    script: Callable[[Flow], Script[Any]] = stream_chat,
    thinks: float = 0.0,
    reads_on: bool = True,
) -> list[Step]:
    """
    The steps of a script that gets these replies, all of which it must ask for.

    `Sleep`, `Shut` and `Emit` are answered with None; what is emitted is taken from the journal as a front does, by a caller who
    `thinks` that many seconds about each item. An error of ours that ends the script is in the journal. With `reads_on` its
    shortcut is asked in its place, as by a front; the steps are the same.
    """
    waiting = deque(replies)
    journal = flow.journal if isinstance(flow, Flow) else None
    running = script(flow) if isinstance(flow, Flow) else flow
    steps: list[Step] = []
    reply: Any = None
    shortcut: Shortcut | None = None
    try:
        while True:
            read = None if shortcut is None else shortcut.read()
            step = read or running.send(reply)
            steps.append(step)
            reply = None
            if isinstance(step, (Open, Read)):
                assert waiting, f"the script asks for more than it was given: {names(steps)}"
                reply = _reply(step, waiting.popleft(), clock)
                if read is not None and shortcut is not None and journal is not None and (chunk := shortcut.chunk(reply)) is not None:
                    steps.append(Emit([chunk]))
                    if journal.hand_over(chunk) is None:
                        _deliver([], journal, clock, thinks)
                    elif clock is not None:
                        clock.advance(thinks)
                    continue
                if read is not None and reply is None:  # woken
                    continue
            elif isinstance(step, Sleep) and clock is not None:
                clock.advance(step.seconds)
            elif isinstance(step, Emit) and journal is not None:
                _deliver(step.items, journal, clock, thinks)
                shortcut = step.shortcut if reads_on else None
                continue
            shortcut = None
    except StopIteration:
        pass
    except OpenRouterError as error:
        running.close()
        if journal is not None and not journal.ended:
            journal.failed(error, 0.0)
    assert not waiting, f"the script left replies unread: {list(waiting)}, after {names(steps)}"
    return steps


def complete(flow: Flow, replies: Iterable[Canned], *, clock: FakeClock | None = None) -> list[Step]:
    """The same for a call that does not stream."""
    return play(flow, replies, clock=clock, script=complete_chat)


def _reply(step: Open | Read, canned: Canned, clock: FakeClock | None) -> Any:
    if not isinstance(canned, After):
        return canned
    assert clock is not None, "a reply that takes time needs a clock"
    deadline = step.deadline if isinstance(step, Read) else step.answer
    if deadline is not None and deadline.left(clock.now()) < canned.seconds:
        clock.advance(deadline.left(clock.now()))
        return Failure("timeout", deadline=deadline)
    clock.advance(canned.seconds)
    return canned.reply


def _deliver(items: Sequence[Any], journal: Journal, clock: FakeClock | None, thinks: float) -> None:
    journal.ready.extend(items)
    while journal.ready:
        journal.take()
        if clock is not None:
            clock.advance(thinks)


def names(steps: Sequence[Step]) -> str:
    """The steps by name, in one line."""
    return " ".join(type(step).__name__ for step in steps)


def delivered(steps: Sequence[Step]) -> list[Any]:
    """The items that were emitted."""
    return [item for step in steps if isinstance(step, Emit) for item in step.items]


def chunks(steps: Sequence[Step]) -> list[ChatChunk]:
    """The chunks that were emitted, in whatever view."""
    found = [item.chunk if isinstance(item, Received) else item for item in delivered(steps)]
    return [item for item in found if isinstance(item, ChatChunk)]


def pauses(steps: Sequence[Step]) -> list[float]:
    """The pauses between attempts."""
    return [step.seconds for step in steps if isinstance(step, Sleep)]


def shuts(steps: Sequence[Step]) -> list[bool]:
    """Whether each connection was given back."""
    return [step.reuse for step in steps if isinstance(step, Shut)]


def reads(steps: Sequence[Step]) -> list[Read]:
    """The steps that waited for bytes."""
    return [step for step in steps if isinstance(step, Read)]


def sse(*payloads: Mapping[str, Any] | str) -> bytes:
    """The bytes of events."""
    texts = (item if isinstance(item, str) else json.dumps(item) for item in payloads)
    return "".join(f"data: {text}\n\n" for text in texts).encode()


def piece(
    text: str | None = None, *, finish: str | None = None, index: int | None = None, **delta: Any
) -> dict[str, Any]:
    """A chunk's payload with one choice."""
    choice: dict[str, Any] = {} if index is None else {"index": index}
    if text is not None:
        delta = {"content": text, **delta}
    if finish is not None:
        choice["finish_reason"] = finish
    return {"id": "gen-1", "choices": [{**choice, "delta": delta}]}


ROLE = piece(role="assistant")
"""What most streams begin with: a chunk without content."""

USAGE: dict[str, Any] = {"choices": [], "usage": {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3}}
"""What most streams end with."""


def error_body(code: Any, message: str = "no", **more: Any) -> bytes:
    """The JSON body of an error."""
    return json.dumps({"error": {"code": code, "message": message, **more}}).encode()
