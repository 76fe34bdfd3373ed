"""The options of a client: how long to wait, when to try again, how much to accept."""

from __future__ import annotations

import enum
import math
from typing import Any, Literal

from attrs import Attribute, field, frozen

from ..errors import ConfigurationError

OnMalformed = Literal["raise", "skip"]
"""What is done with an event that is not what the schema says."""


class Unset(enum.Enum):
    """What an argument is that was not given, where None means something."""

    UNSET = enum.auto()


UNSET = Unset.UNSET

_LONGEST = 1e9
"""Seconds; event loops take no more, what sockets take is cut off below (`sync/gate.py`), and thirty years are enough."""


def checked_seconds(name: str, value: Any, otherwise: str = "") -> None:
    """Raises ConfigurationError unless the value is a positive, finite number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < math.inf or value > _LONGEST:
        raise ConfigurationError(f"{name} must be a positive number of seconds{otherwise}, not {value!r}")


def checked_positive(name: str, value: Any) -> None:
    """Raises ConfigurationError unless the value is a positive, finite number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < math.inf:
        raise ConfigurationError(f"{name} must be a positive number, not {value!r}")


def checked_whole(name: str, value: Any) -> None:
    """Raises ConfigurationError unless the value is an integer of at least 1."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ConfigurationError(f"{name} must be a whole number from 1, not {value!r}")


def _seconds(option: Any, attribute: Attribute[Any], value: Any) -> None:
    """None or a positive, finite number."""
    if value is not None:
        checked_seconds(f"{type(option).__name__}.{attribute.name}", value, " or None")


def _some_seconds(option: Any, attribute: Attribute[Any], value: Any) -> None:
    """A positive, finite number."""
    checked_seconds(f"{type(option).__name__}.{attribute.name}", value)


def _whole(option: Any, attribute: Attribute[Any], value: Any) -> None:
    """An integer of at least 1."""
    checked_whole(f"{type(option).__name__}.{attribute.name}", value)


def _flag(option: Any, attribute: Attribute[Any], value: Any) -> None:
    """True or false."""
    if not isinstance(value, bool):
        raise ConfigurationError(f"{type(option).__name__}.{attribute.name} must be True or False, not {value!r}")


@frozen(kw_only=True)
class Timeout:
    """The clocks of a call, in seconds; None switches one off."""

    connect: float | None = field(default=10.0, validator=_seconds)
    """DNS, TCP and TLS together, over all addresses of the host."""

    first_token: float | None = field(default=300.0, validator=_seconds)
    """From the start of an attempt to its first content; for `complete()` to the response headers."""

    idle: float | None = field(default=120.0, validator=_seconds)
    """Between two contents. Comments and empty deltas do not count as content; the caller's own time does not count as waiting."""

    total: float | None = field(default=None, validator=_seconds)
    """The whole call: every attempt, every pause, and the caller's own time."""

    grace: float | None = field(default=5.0, validator=_seconds)
    """From the finish reason to `[DONE]`, started anew by content; when it runs out the answer is complete, perhaps without usage."""

    @classmethod
    def of(cls, value: Timeout | float | None) -> Timeout:
        """The time-out that an argument means: a number is `Timeout(total=number)`, None is `Timeout()`."""
        if isinstance(value, Timeout):
            return value
        return cls(total=value)


@frozen(kw_only=True)
class Retry:
    """When a request is sent again: only where that cannot be billed twice, unless `resend` says otherwise."""

    attempts: int = field(default=3, validator=_whole)
    """Sends in all, the first included."""

    max_wait: float = field(default=60.0, validator=_some_seconds)
    """The longest pause, in seconds. A service that asks for a longer one gets no second request: its error is raised at once."""

    resend: bool = field(default=False, validator=_flag)
    """
    Whether to send again also after failures that may have been billed: 500, 408, 504, 524, a connection broken before the first
    content.
    """

    @classmethod
    def of(cls, value: Retry | int | None) -> Retry:
        """The policy that an argument means: a number is `Retry(attempts=number)`, None is no second attempt."""
        if isinstance(value, Retry):
            return value
        return cls(attempts=1 if value is None else value)


KIB = 1024
MIB = 1024 * KIB


@frozen(kw_only=True)
class Limits:
    """How much is accepted before `LimitExceededError`."""

    event: int = field(default=32 * MIB, validator=_whole)
    """Bytes of one server-sent event, and of a whole body that is not a stream."""

    line: int = field(default=32 * MIB, validator=_whole)
    """Bytes of one line of the stream."""

    text: int = field(default=16 * MIB, validator=_whole)
    """Characters of text, and of reasoning, of one choice."""

    tool_arguments: int = field(default=8 * MIB, validator=_whole)
    """Characters of the arguments of one tool call."""

    tool_calls: int = field(default=1000, validator=_whole)
    """Tool calls of one choice."""

    choices: int = field(default=100, validator=_whole)
    """Choices of one answer."""

    comment: int = field(default=4 * KIB, validator=_whole)
    """Bytes of a comment that are kept; the rest is dropped without an error."""

    error_body: int = field(default=64 * KIB, validator=_whole)
    """Bytes of an error's body that are read; the rest is dropped without an error."""
