"""The root of the hierarchy, and the errors that can end any call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar

from .. import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package
from ..printable import sanitised

if TYPE_CHECKING:
    from ..models import ChatResponse


class OpenRouterError(Exception):
    """
    What every error of this library is.

    Args:
        message: what happened and what to do; what would command a terminal is taken out, since tracebacks are printed.
        facts: values for the attributes that the class declares.
    """

    partial: ChatResponse | None = None
    """What was delivered before the error, or None where no answer had begun."""

    generation_id: str | None = None
    """The service's id of the generation, for `/generation`; None where no header or chunk told it."""

    request_id: str | None = None
    """The id of the HTTP request (`X-Request-Id`, else `CF-RAY`), for a report to the service."""

    cf_ray: str | None = None
    """The id that the edge gave the request (`CF-RAY`)."""

    headers: Mapping[str, str] = {}
    """The response headers that are safe to show, names in lower case; empty where no response came."""

    attempts: int = 0
    """How many requests were sent, or tried."""

    def __init__(self, message: str, /, **facts: Any) -> None:
        super().__init__(sanitised(message))
        for name, value in facts.items():
            if not hasattr(type(self), name):
                raise TypeError(f"{type(self).__name__} has no attribute {name!r}")
            setattr(self, name, value)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.args, self.__dict__.copy())

    def __copy__(self) -> Self:
        return _rebuild(type(self), self.args, self.__dict__)


E = TypeVar("E", bound=OpenRouterError)


def _rebuild(cls: type[E], args: tuple[Any, ...], facts: dict[str, Any]) -> E:
    error = cls.__new__(cls, *args)
    error.args = args
    error.__dict__.update(facts)
    return error


class ConfigurationError(OpenRouterError, ValueError):
    """An option, parameter, key or URL cannot be used; nothing was sent."""


class APIConnectionError(OpenRouterError):
    """The service could not be reached, or the connection broke before an answer began."""

    sent: bool = True
    """False where the request provably never left, so that sending it again costs nothing."""


class TLSError(APIConnectionError):
    """The other end could not prove who it is, speaks no TLS, or refused ours, which it may do after the request was written."""

    sent: bool = False


class APITimeoutError(OpenRouterError, TimeoutError):
    """One of the clocks of `openrouter.Timeout` ran out."""

    clock: Literal["connect", "first_token", "idle", "total"] = "total"
    """Which: "connect", "first_token", "idle" or "total"."""

    seconds: float = 0.0
    """What that clock was set to."""

    elapsed: float = 0.0
    """Seconds from the start of the call to this error; more than `seconds` where the clock began later, or anew."""


class UnexpectedResponseError(OpenRouterError):
    """The answer is not the protocol: HTML, a redirect, no content, a broken status line."""

    http_status: int | None = None
    """The HTTP status, where there was one."""

    excerpt: str = ""
    """The first 500 characters of the body, control characters shown as `\\xNN`."""


class DecodeError(OpenRouterError):
    """A body is not what the schema says."""

    path: str = ""
    """Where, as in `choices[0].delta.content`; empty for the whole."""

    excerpt: str = ""
    """The first 500 characters of what was found there, control characters shown as `\\xNN`."""


class LimitExceededError(OpenRouterError):
    """A bound of `openrouter.Limits` was passed."""

    limit: str = ""
    """The name of the bound, as in `Limits`."""

    value: float = 0
    """What the bound was set to."""
