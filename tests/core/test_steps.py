"""The steps and their replies are values."""

from __future__ import annotations

import inspect
import sys
import threading
import types
from collections.abc import Callable
from typing import Any

import pytest

from openrouter.core.steps import Deadline, Failure, HttpRequest, Script, Shut, end


@pytest.mark.parametrize(("now", "left"), [(0.0, 10.0), (9.5, 0.5), (10.0, 0.0), (11.0, 0.0)])
def test_time_left_is_never_negative(now: float, left: float) -> None:
    """A deadline that has passed leaves no time, and not less."""
    assert left == Deadline(10.0, "total", 10.0).left(now)


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (Failure("cancelled"), True),
        (Failure("timeout", deadline=Deadline(1.0, "cancel", 1.0)), True),
        (Failure("timeout", deadline=Deadline(1.0, "total", 1.0)), False),
        (Failure("broken"), False),
    ],
)
def test_a_failure_tells_whether_the_caller_asked_for_it(failure: Failure, expected: bool) -> None:
    """`cancel()` and `cancel_after()` are the caller's wish, everything else is not."""
    assert expected == failure.is_cancel


def test_a_request_does_not_show_its_body() -> None:
    """The repr of a request leaves out the prompt."""
    assert "secret prompt" not in repr(HttpRequest("POST", "https://host", {}, b"secret prompt"))


def test_a_script_that_waits_is_ended() -> None:
    """So is one that has not begun, or has ended."""
    script = a_script([])
    assert end(script)
    assert end(script)
    waiting = a_script([])
    waiting.send(None)
    assert end(waiting)
    assert inspect.GEN_CLOSED == inspect.getgeneratorstate(waiting)


def test_a_script_that_runs_is_not() -> None:
    """Who is called by it cannot end it; it goes on."""
    told: list[bool] = []
    script = a_script([lambda: told.append(end(script))])
    script.send(None)

    assert [False] == told
    assert end(script)


def test_a_script_that_runs_elsewhere_ends_just_after_it_was_asked() -> None:
    """It ran when it was asked, and that it has ended a moment later is nobody's error."""
    running, go, told = threading.Event(), threading.Event(), []

    def run() -> None:
        running.set()
        go.wait(10)

    script = a_script([run])
    runner = threading.Thread(target=lambda: [*script])
    runner.start()
    assert running.wait(10)

    def trace(frame: types.FrameType, event: str, argument: object) -> Any:
        if event == "exception":  # the refusal: the script comes to its end before it is looked at again
            go.set()
            runner.join()
        return trace if frame.f_code is end.__code__ else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        told.append(end(script))
    finally:
        sys.settrace(before)

    assert [False] == told
    assert end(script)


def test_an_error_of_a_script_that_is_ended() -> None:
    """What it raises itself is not taken for a script that runs."""

    def broken() -> Script[None]:
        try:
            yield Shut(reuse=False)
        finally:
            raise ValueError("its own")

    script = broken()
    script.send(None)
    with pytest.raises(ValueError, match="its own"):
        end(script)


def a_script(calls: list[Callable[[], object]]) -> Script[None]:
    """Makes some calls and waits for a step."""
    for call in calls:
        call()
    yield Shut(reuse=False)
