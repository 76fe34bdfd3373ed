"""The errors by which the service refuses, one class a status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .call import OpenRouterError


class APIStatusError(OpenRouterError):
    """The service refused: by its HTTP status, or by an error object inside a body of status 200."""

    status: int | None = None
    """The HTTP status; of an error inside a body of status 200 the status that its own code names, None where it names none."""

    http_status: int = 0
    """The status of the HTTP response that carried the error: 200 inside a stream."""

    code: int | str | None = None
    """The error's code as sent."""

    error_type: str | None = None
    """The service's name for this kind of error, such as `rate_limit_exceeded`."""

    message: str = ""
    """The service's own words."""

    provider: str | None = None
    """The provider that failed, where it is named."""

    metadata: Mapping[str, Any] = {}
    """What else the error object carried in its `metadata`."""

    retry_after: float | None = None
    """Seconds to wait, by the header or the body; None where nobody said."""

    retryable: bool = False
    """Whether the same request may succeed later, by the service's word or by its status."""

    invited: bool = False
    """Whether the service said in so many words that the same request may be sent again (`error.availability.retryable`)."""

    body: str = ""
    """The first 64 KiB of the body, for a log; empty inside a stream."""


class BadRequestError(APIStatusError):
    """The request is malformed, too long, or was refused by the provider as it stands."""


class AuthenticationError(APIStatusError):
    """The key is missing, wrong, expired or disabled."""


class InsufficientCreditsError(APIStatusError):
    """The account or the key has too little credit for this request."""


class PermissionDeniedError(APIStatusError):
    """Moderation, a guardrail, the region or the key's rights forbid the request."""


class NotFoundError(APIStatusError):
    """No such model or generation, or no endpoint passes the filters."""


class RequestTimeoutError(APIStatusError):
    """The service gave up waiting."""


class PayloadTooLargeError(APIStatusError):
    """The request body is too large."""


class UnprocessableEntityError(APIStatusError):
    """The request is well-formed and makes no sense to the service."""


class RateLimitError(APIStatusError):
    """Too many requests, or too little capacity; `retry_after` says when to come back, if the service did."""


class InternalServerError(APIStatusError):
    """The service, the edge or the provider failed (any 5xx)."""


class ProviderError(InternalServerError):
    """The provider is down or answered nonsense."""


class ServiceUnavailableError(InternalServerError):
    """No provider can take the request."""


class ProviderOverloadedError(InternalServerError):
    """The provider is overloaded."""


_CLASSES: Mapping[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    402: InsufficientCreditsError,
    403: PermissionDeniedError,
    404: NotFoundError,
    408: RequestTimeoutError,
    413: PayloadTooLargeError,
    422: UnprocessableEntityError,
    429: RateLimitError,
    502: ProviderError,
    503: ServiceUnavailableError,
    529: ProviderOverloadedError,
}


def status_class(status: int | None) -> type[APIStatusError]:
    """The class of an error over HTTP with this status."""
    if status is not None and 500 <= status <= 599:
        return _CLASSES.get(status, InternalServerError)
    return _CLASSES.get(status or 0, APIStatusError)
