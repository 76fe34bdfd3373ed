"""The errors that end an answer after it has begun."""

from __future__ import annotations

from collections.abc import Mapping

from .call import APIConnectionError, DecodeError, OpenRouterError
from .status import (
    APIStatusError,
    AuthenticationError,
    BadRequestError,
    InsufficientCreditsError,
    InternalServerError,
    NotFoundError,
    PayloadTooLargeError,
    PermissionDeniedError,
    ProviderError,
    ProviderOverloadedError,
    RateLimitError,
    RequestTimeoutError,
    ServiceUnavailableError,
    UnprocessableEntityError,
)


class StreamError(OpenRouterError):
    """The answer had begun and did not come to its end; `partial` holds what was delivered."""


class StreamTruncatedError(StreamError):
    """The body ended cleanly without `[DONE]` and without a finish reason for every choice: the answer is not whole."""


class StreamInterruptedError(StreamError, APIConnectionError):
    """The connection broke in the middle of the answer."""


class StreamCancelledError(StreamError):
    """`cancel()` was called."""


class StreamDecodeError(StreamError, DecodeError):
    """An event of the stream is not what the schema says."""

    event_number: int = 0
    """Which event, counted from 1; comments do not count."""


class StreamStatusError(StreamError, APIStatusError):
    """The service reported an error inside the stream."""


class StreamBadRequestError(StreamStatusError, BadRequestError):
    """`BadRequestError`, reported inside the stream."""


class StreamAuthenticationError(StreamStatusError, AuthenticationError):
    """`AuthenticationError`, reported inside the stream."""


class StreamInsufficientCreditsError(StreamStatusError, InsufficientCreditsError):
    """`InsufficientCreditsError`, reported inside the stream."""


class StreamPermissionDeniedError(StreamStatusError, PermissionDeniedError):
    """`PermissionDeniedError`, reported inside the stream."""


class StreamNotFoundError(StreamStatusError, NotFoundError):
    """`NotFoundError`, reported inside the stream."""


class StreamRequestTimeoutError(StreamStatusError, RequestTimeoutError):
    """`RequestTimeoutError`, reported inside the stream."""


class StreamPayloadTooLargeError(StreamStatusError, PayloadTooLargeError):
    """`PayloadTooLargeError`, reported inside the stream."""


class StreamUnprocessableEntityError(StreamStatusError, UnprocessableEntityError):
    """`UnprocessableEntityError`, reported inside the stream."""


class StreamRateLimitError(StreamStatusError, RateLimitError):
    """`RateLimitError`, reported inside the stream."""


class StreamInternalServerError(StreamStatusError, InternalServerError):
    """`InternalServerError`, reported inside the stream."""


class StreamProviderError(StreamInternalServerError, ProviderError):
    """`ProviderError`, reported inside the stream."""


class StreamServiceUnavailableError(StreamInternalServerError, ServiceUnavailableError):
    """`ServiceUnavailableError`, reported inside the stream."""


class StreamProviderOverloadedError(StreamInternalServerError, ProviderOverloadedError):
    """`ProviderOverloadedError`, reported inside the stream."""


_CLASSES: Mapping[type[APIStatusError], type[StreamStatusError]] = {
    APIStatusError: StreamStatusError,
    BadRequestError: StreamBadRequestError,
    AuthenticationError: StreamAuthenticationError,
    InsufficientCreditsError: StreamInsufficientCreditsError,
    PermissionDeniedError: StreamPermissionDeniedError,
    NotFoundError: StreamNotFoundError,
    RequestTimeoutError: StreamRequestTimeoutError,
    PayloadTooLargeError: StreamPayloadTooLargeError,
    UnprocessableEntityError: StreamUnprocessableEntityError,
    RateLimitError: StreamRateLimitError,
    InternalServerError: StreamInternalServerError,
    ProviderError: StreamProviderError,
    ServiceUnavailableError: StreamServiceUnavailableError,
    ProviderOverloadedError: StreamProviderOverloadedError,
}


def stream_status_class(cls: type[APIStatusError]) -> type[StreamStatusError]:
    """The class of the same error when it is reported inside a stream."""
    return _CLASSES[cls]
