"""The steps and their replies are values."""

from __future__ import annotations

import pytest

from openrouter.core.steps import Deadline, Failure, HttpRequest


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
