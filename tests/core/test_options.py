"""The options refuse what they cannot mean."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter.core.options import Limits, Retry, Timeout
from openrouter.errors import ConfigurationError


@pytest.mark.parametrize("field", ["connect", "first_token", "idle", "total", "grace"])
@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf"), True, "5", [1]])
def test_timeouts_are_positive_seconds(field: str, value: Any) -> None:
    """A clock takes a positive, finite number or None, and the message names the option."""
    with pytest.raises(ConfigurationError, match=rf"Timeout\.{field} must be a positive number of seconds or None"):
        Timeout(**{field: value})


@pytest.mark.parametrize("field", ["connect", "first_token", "idle", "total", "grace"])
@pytest.mark.parametrize("value", [None, 1, 0.25])
def test_timeouts_may_be_off(field: str, value: float | None) -> None:
    """None switches a clock off."""
    assert value == getattr(Timeout(**{field: value}), field)


def test_default_timeouts() -> None:
    """The defaults are those that the documentation promises."""
    assert Timeout(connect=10, first_token=300, idle=120, total=None, grace=5) == Timeout()
    assert Retry(attempts=3, max_wait=60, resend=False) == Retry()


@pytest.mark.parametrize(
    ("given", "expected"), [(30, Timeout(total=30)), (None, Timeout()), (Timeout(idle=1), Timeout(idle=1))]
)
def test_a_number_is_a_total_timeout(given: Any, expected: Timeout) -> None:
    """`timeout=30` means `Timeout(total=30)`."""
    assert expected == Timeout.of(given)


@pytest.mark.parametrize(
    ("given", "expected"), [(5, Retry(attempts=5)), (None, Retry(attempts=1)), (Retry(resend=True), Retry(resend=True))]
)
def test_a_number_is_the_attempts(given: Any, expected: Retry) -> None:
    """`retry=5` means five sends in all, None means one."""
    assert expected == Retry.of(given)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"attempts": 0}, r"Retry\.attempts must be a whole number from 1"),
        ({"attempts": 1.5}, r"Retry\.attempts"),
        ({"attempts": True}, r"Retry\.attempts"),
        ({"attempts": "3"}, r"Retry\.attempts"),
        ({"max_wait": None}, r"Retry\.max_wait must be a positive number of seconds, not None"),
        ({"max_wait": 0}, r"Retry\.max_wait"),
        ({"max_wait": float("inf")}, r"Retry\.max_wait"),
        ({"resend": 1}, r"Retry\.resend must be True or False"),
        ({"resend": None}, r"Retry\.resend"),
    ],
)
def test_retry_refuses(options: dict[str, Any], message: str) -> None:
    """What is no number of attempts, no pause and no yes or no is refused by name."""
    with pytest.raises(ConfigurationError, match=message):
        Retry(**options)


@pytest.mark.parametrize("field", [attribute.name for attribute in Limits.__attrs_attrs__])
@pytest.mark.parametrize("value", [0, -1, 1.5, True, None, "1"])
def test_limits_are_whole_numbers(field: str, value: Any) -> None:
    """A bound is a whole number from 1."""
    with pytest.raises(ConfigurationError, match=rf"Limits\.{field} must be a whole number from 1"):
        Limits(**{field: value})


def test_default_limits() -> None:
    """The bounds are those that the documentation promises."""
    mib, kib = 1024 * 1024, 1024
    expected = Limits(
        event=32 * mib, line=32 * mib, text=16 * mib, tool_arguments=8 * mib, tool_calls=1000, choices=100,
        comment=4 * kib, error_body=64 * kib,
    )  # fmt: skip

    assert expected == Limits()
