"""
Every error this library raises.

::

    OpenRouterError
    ├── ConfigurationError (ValueError)      before anything is sent
    ├── APIConnectionError                   no answer came over the wire
    │   └── TLSError
    ├── APITimeoutError (TimeoutError)       a clock ran out
    ├── APIStatusError                       the service refused, over HTTP or inside a body
    │   ├── BadRequestError 400              ├── PayloadTooLargeError 413
    │   ├── AuthenticationError 401          ├── UnprocessableEntityError 422
    │   ├── InsufficientCreditsError 402     ├── RateLimitError 429
    │   ├── PermissionDeniedError 403        └── InternalServerError 5xx
    │   ├── NotFoundError 404                    ├── ProviderError 502
    │   └── RequestTimeoutError 408              ├── ServiceUnavailableError 503
    │                                            └── ProviderOverloadedError 529
    ├── UnexpectedResponseError              an answer that is not the protocol
    ├── DecodeError                          a body that is not what the schema says
    ├── LimitExceededError
    ├── OutputError                          a whole answer that is not of the form that was asked for
    │   ├── OutputRefusedError
    │   ├── OutputTruncatedError             the model was stopped in the middle
    │   └── OutputInvalidError               is a DecodeError too
    └── StreamError                          after the answer began
        ├── StreamTruncatedError             a clean end that was no end
        ├── StreamInterruptedError           broken off (is an APIConnectionError too)
        ├── StreamCancelledError
        ├── StreamDecodeError                is a DecodeError too
        └── Stream…Error                     one for each APIStatusError, which it is too

All of them pickle and copy, and none holds an object of the HTTP library, or the key.
"""

from __future__ import annotations

from .. import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package
from .call import (
    APIConnectionError,
    APITimeoutError,
    ConfigurationError,
    DecodeError,
    LimitExceededError,
    OpenRouterError,
    TLSError,
    UnexpectedResponseError,
)
from .output import OutputError, OutputInvalidError, OutputRefusedError, OutputTruncatedError
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
from .stream import (
    StreamAuthenticationError,
    StreamBadRequestError,
    StreamCancelledError,
    StreamDecodeError,
    StreamError,
    StreamInsufficientCreditsError,
    StreamInternalServerError,
    StreamInterruptedError,
    StreamNotFoundError,
    StreamPayloadTooLargeError,
    StreamPermissionDeniedError,
    StreamProviderError,
    StreamProviderOverloadedError,
    StreamRateLimitError,
    StreamRequestTimeoutError,
    StreamServiceUnavailableError,
    StreamStatusError,
    StreamTruncatedError,
    StreamUnprocessableEntityError,
)

__all__ = [
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "AuthenticationError",
    "BadRequestError",
    "ConfigurationError",
    "DecodeError",
    "InsufficientCreditsError",
    "InternalServerError",
    "LimitExceededError",
    "NotFoundError",
    "OpenRouterError",
    "OutputError",
    "OutputInvalidError",
    "OutputRefusedError",
    "OutputTruncatedError",
    "PayloadTooLargeError",
    "PermissionDeniedError",
    "ProviderError",
    "ProviderOverloadedError",
    "RateLimitError",
    "RequestTimeoutError",
    "ServiceUnavailableError",
    "StreamAuthenticationError",
    "StreamBadRequestError",
    "StreamCancelledError",
    "StreamDecodeError",
    "StreamError",
    "StreamInsufficientCreditsError",
    "StreamInternalServerError",
    "StreamInterruptedError",
    "StreamNotFoundError",
    "StreamPayloadTooLargeError",
    "StreamPermissionDeniedError",
    "StreamProviderError",
    "StreamProviderOverloadedError",
    "StreamRateLimitError",
    "StreamRequestTimeoutError",
    "StreamServiceUnavailableError",
    "StreamStatusError",
    "StreamTruncatedError",
    "StreamUnprocessableEntityError",
    "TLSError",
    "UnexpectedResponseError",
    "UnprocessableEntityError",
]
