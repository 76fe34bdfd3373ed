"""The stop button of a notebook: it ends a cell that waits, and nothing of the answer so far is lost."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from openrouter.testing import FakeOpenRouter, Gate, Hold, Status, Text

if TYPE_CHECKING:
    from .kernel import Kernel

FIVE = Text("abcde", pieces=1)

READ = {
    "sync": "stream = client.stream('hi')\nfor chunk in stream:\n    print(chunk.text, end='')",
    "aio": "stream = aclient.stream('hi')\nasync for chunk in stream:\n    print(chunk.text, end='')",
}
EVENTS = {
    "sync": "stream = retrying.stream('hi')\nfor event in stream.events():\n    print(event.type)",
    "aio": "stream = aretrying.stream('hi')\nasync for event in stream.events():\n    print(event.type)",
}
COMPLETE = {"sync": "print(client.complete('hi').text)", "aio": "print((await aclient.complete('hi')).text)"}

STOPPED = {"KeyboardInterrupt", "CancelledError"}
"""What a kernel raises in a stopped cell; one that awaits is cancelled."""

fronts = pytest.mark.parametrize("front", ["sync", "aio"])
ways = pytest.mark.parametrize("way", ["signal", "message"])


@pytest.mark.requirement(32)
@ways
@fronts
def test_ends_a_cell_that_waits_for_the_body(kernel: Kernel, server: FakeOpenRouter, front: str, way: str) -> None:
    """A stalled cell ends while the server still waits; what was delivered stays, and the next cell can use the client."""
    gate = Gate()
    server.answer(Hold(FIVE, gate, after_events=3))

    cell = kernel.start(READ[front])
    kernel.wait_printed(cell, "abc")
    kernel.press_stop(way)
    kernel.end_of(cell)

    assert cell.error in STOPPED
    assert not gate.is_open
    assert "cancelled abc abc\n" == kernel.run("print(stream.status, stream.text, stream.response.text)").printed
    assert server.requests[0].client_closed.wait(10)
    assert "Hello, wörld!\n" == kernel.run(COMPLETE[front]).printed


@pytest.mark.requirement(32)
@ways
@fronts
def test_ends_a_cell_that_waits_for_the_head(kernel: Kernel, server: FakeOpenRouter, front: str, way: str) -> None:
    """The same for a request that no answer has come to."""
    gate = Gate()
    server.answer(Hold(FIVE, gate, after=0))

    cell = kernel.start(READ[front])
    assert gate.wait_reached()
    kernel.press_stop(way)
    kernel.end_of(cell)

    assert cell.error in STOPPED
    assert not gate.is_open
    assert "cancelled 0\n" == kernel.run("print(stream.status, len(stream.text))").printed
    assert server.requests[0].client_closed.wait(10)
    assert "Hello, wörld!\n" == kernel.run(COMPLETE[front]).printed


@fronts
def test_ends_a_cell_that_waits_for_a_whole_answer(kernel: Kernel, server: FakeOpenRouter, front: str) -> None:
    """The same for `complete()`."""
    gate = Gate()
    server.answer(Hold(FIVE, gate, after=0))

    cell = kernel.start(COMPLETE[front])
    assert gate.wait_reached()
    kernel.press_stop()

    assert kernel.end_of(cell).error in STOPPED
    assert not gate.is_open
    assert server.requests[0].client_closed.wait(10)
    assert "Hello, wörld!\n" == kernel.run(COMPLETE[front]).printed


@fronts
def test_ends_a_cell_that_waits_to_try_again(kernel: Kernel, server: FakeOpenRouter, front: str) -> None:
    """The pause between two attempts ends, and there is no further attempt."""
    server.answer(Status(429, None, {"Retry-After": "50"}))

    cell = kernel.start(EVENTS[front])
    kernel.wait_printed(cell, "retry")
    kernel.press_stop()

    assert kernel.end_of(cell).error in STOPPED
    assert "cancelled\n" == kernel.run("print(stream.status)").printed
    assert 1 == len(server.requests)


@pytest.mark.requirement(32)
@pytest.mark.prove
@pytest.mark.parametrize("phase", ["head", "body"])
@ways
@fronts
def test_ends_a_cell_within_a_second(kernel: Kernel, server: FakeOpenRouter, front: str, way: str, phase: str) -> None:
    """From the button to the end of the cell it is less than a second, whatever the cell waits for."""
    seconds: list[float] = []
    for _ in range(5):
        gate = Gate()
        server.answer(Hold(FIVE, gate, after=0) if phase == "head" else Hold(FIVE, gate, after_events=3))
        cell = kernel.start(READ[front])
        if phase == "head":
            assert gate.wait_reached()
        else:
            kernel.wait_printed(cell, "abc")
        pressed = time.monotonic()
        kernel.press_stop(way)
        kernel.end_of(cell)
        seconds.append(time.monotonic() - pressed)

    print(f"{front}, {phase}, {way}: the cell ended after {min(seconds):.3f} to {max(seconds):.3f} s")
    assert max(seconds) < 1.0
