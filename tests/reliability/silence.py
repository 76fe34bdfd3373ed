"""Where a call may wait: each phase of it with a server that leaves it waiting there."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Literal

import pytest
from attrs import field, frozen

from openrouter import Timeout
from tests.fronts.uniform import Play

Clock = Literal["connect", "first_token", "idle"]


@frozen
class Phase:
    """A phase: the scenario that never leaves it, the clock that runs in it, and the text that came before."""

    scenario: str | None
    clock: Clock
    text: str = ""
    options: dict[str, float] = field(factory=dict)



PHASES = {
    "connecting": Phase(None, "connect"),
    "handshake": Phase(None, "connect"),
    "awaiting the head": Phase("stall_headers", "first_token"),
    "a head that dribbles": Phase("slow_headers", "first_token", options={"gap": 0.02}),
    "comments before content": Phase("endless_comments", "first_token", options={"gap": 0.02}),
    "a stall": Phase("stall", "idle", "Hel"),
    "comments after content": Phase("stall_comments", "idle", "Hel", {"gap": 0.02}),
    "empty deltas": Phase("stall_empty_deltas", "idle", "Hel", {"gap": 0.02}),
    "a body that dribbles": Phase("slowloris", "idle", "Hel", {"gap": 0.02}),
    "inside one HTTP chunk": Phase("slowloris_chunk", "idle", "Hel", {"gap": 0.02}),
}


@contextmanager
def waiting_in(play: Play, name: str) -> Iterator[str]:
    """A base URL at which a call gets as far as this phase, and no further."""
    phase = PHASES[name]
    scheme = "https" if play.server.tls else "http"
    if phase.scenario is not None:
        yield play.server.scenario_url(phase.scenario, **phase.options)
    elif name == "connecting":
        with full_port() as port:
            yield f"{scheme}://127.0.0.1:{port}/v1"
    elif not play.server.tls:
        pytest.skip("plain HTTP has no handshake")
    else:
        with mute_port() as port:
            yield f"https://127.0.0.1:{port}/v1"


@contextmanager
def mute_port() -> Iterator[int]:
    """A port whose connections stand, and where nobody says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@contextmanager
def full_port() -> Iterator[int]:
    """A port that does not answer to a connection: its queue is full, and nobody accepts."""
    if sys.platform != "linux":
        pytest.skip("other systems refuse a connection where the queue is full")
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        address = listener.getsockname()
        for _ in range(8):
            filler = stack.enter_context(socket.socket())
            filler.settimeout(0.1)
            try:
                filler.connect(address)
            except TimeoutError:
                break
        else:
            pytest.skip("this kernel's queue has no end")
        yield address[1]


def short(clock: str, seconds: float) -> Timeout:
    """A time-out with this clock set, and no other that could run out before it."""
    clocks = {"connect": None, "first_token": None, "idle": None, "total": None, clock: seconds}
    return Timeout(**clocks)
