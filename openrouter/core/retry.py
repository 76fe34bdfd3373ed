"""
When a request is sent again, and after which pause.

Three rules of ours that no retry library has: what may have been billed is not sent twice, the service's own word on when to come back
wins over any back-off, and a pause that would be too long is not begun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import errors
from .options import Retry

if TYPE_CHECKING:
    from .call import Call
    from .flow import Flow

FIRST_PAUSE = 0.5
"""Seconds of the first back-off; each next is twice as long."""

_REFUSED = frozenset({429, 503, 529})
_PERHAPS_BILLED = frozenset({408, 500, 502, 504, 524})


def pause_before_next(error: errors.OpenRouterError, flow: Flow, *, resuming: bool = False) -> float | None:
    """
    Seconds to wait before the next attempt; None where there is none.

    Where it is the rest of an answer that is asked for (`resuming`), only the number of attempts and the time speak against it.

    The back-off doubles from 0.5 s and loses up to a quarter at random, so that clients which failed together do not return together.
    """
    retry, attempt = flow.retry, flow.journal.stats.sends
    if attempt >= retry.attempts or not (resuming or _is_allowed(error, retry, flow.call)):
        return None
    asked = error.retry_after if isinstance(error, errors.APIStatusError) else None
    backoff = min(FIRST_PAUSE * 2 ** min(attempt - 1, 32), retry.max_wait) * (1 - flow.random() / 4)
    pause = backoff if asked is None else asked
    return pause if may_wait(pause, flow) else None


def may_wait(pause: float, flow: Flow) -> bool:
    """Whether a call takes a pause that the service asks for."""
    return pause <= flow.retry.max_wait and flow.clocks.allows(pause)


def _is_allowed(error: errors.OpenRouterError, retry: Retry, call: Call) -> bool:
    """Whether the same request may be sent once more after an error."""
    if isinstance(error, errors.APIStatusError) and error.status in call.again_on:
        return True
    return is_free(error) or ((retry.resend or call.is_free) and may_be_resent(error))


def is_free(error: errors.OpenRouterError) -> bool:
    """Whether sending again can cost nothing: the request never left, or the service refused it before working on it."""
    if isinstance(error, errors.TLSError):
        return False
    if isinstance(error, errors.APITimeoutError):
        return error.clock == "connect"
    if isinstance(error, errors.APIConnectionError):
        return not error.sent
    if isinstance(error, errors.APIStatusError):
        in_json = error.message != "" or error.code is not None  # and no page of a gateway
        return error.status in _REFUSED or (error.status == 502 and in_json) or error.invited
    return False


def is_unbilled(error: errors.OpenRouterError) -> bool:
    """Whether an error shows that nothing can have been billed, be it of use to send again or not."""
    if isinstance(error, errors.APIConnectionError):
        return not error.sent
    if isinstance(error, errors.APIStatusError) and 400 <= error.http_status < 500 and error.http_status != 408:
        return True
    return is_free(error)


def may_be_resent(error: errors.OpenRouterError) -> bool:
    """Whether a second request may bring the answer, though the first may have been billed."""
    if isinstance(error, errors.APIStatusError):
        return error.status in _PERHAPS_BILLED or isinstance(error, errors.InternalServerError)
    if isinstance(error, errors.APITimeoutError):
        return error.clock == "first_token"
    unresendable = (errors.TLSError, errors.StreamDecodeError, errors.StreamCancelledError)
    return isinstance(error, (errors.APIConnectionError, errors.StreamError)) and not isinstance(error, unresendable)
