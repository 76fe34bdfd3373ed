"""Answers that are whole and yet not what the caller wants: the model was stopped in the middle."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ..errors import ConfigurationError, OutputTruncatedError

if TYPE_CHECKING:
    from ..models import ChatResponse

StopReason: TypeAlias = Literal["length", "content_filter"]
"""What can stop a model before it has said what it had to say."""

_WORDS = {
    "length": "the answer reached its limit of tokens and lacks its end; raise max_tokens, or ask for the rest",
    "content_filter": "a content filter stopped the answer",
}

_NONE: frozenset[str] = frozenset()
"""One for all calls: each takes 216 bytes."""


def checked_raise_on(reasons: Any) -> frozenset[str]:
    """
    The finish reasons that are errors.

    Raises:
        ConfigurationError: another reason.
    """
    given = {reasons} if isinstance(reasons, str) else set(reasons) if isinstance(reasons, Collection) else {reasons}
    if not given <= _WORDS.keys():
        raise ConfigurationError(f"raise_on must be of {', '.join(map(repr, _WORDS))}, not {reasons!r}")
    return frozenset(given) if given else _NONE


def stop_error(raise_on: frozenset[str], response: ChatResponse) -> OutputTruncatedError | None:
    """The error that a whole answer is to a caller who asked for it; None where it is none."""
    for choice in response.choices or ():
        if choice.finish_reason in raise_on:
            return OutputTruncatedError(
                _WORDS[choice.finish_reason], finish_reason=choice.finish_reason, partial=response
            )
    return None
