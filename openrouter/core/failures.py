"""From what went wrong, a status, an error object, a failure of the wire, to the error that is raised."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .. import errors, jsontext
from ..errors.status import status_class
from ..errors.stream import stream_status_class
from ..jsontext import excerpt
from . import http
from .secrets import Secret, scrub
from .steps import Failure, Head
from .surrogates import mend

_RETRYABLE = frozenset({408, 429, 500, 502, 503, 504, 524, 529})


def status_error(head: Head, body: bytes) -> errors.OpenRouterError:
    """The error of a response whose status is not 200."""
    if head.status < 200 or 300 <= head.status < 400 or head.status in {204, 205}:
        return unexpected(head, body)
    raw = _error_object(body)
    cls = status_class(head.status)
    facts = _facts(raw, head.status, http_status=head.status, header=http.retry_after(head.headers))
    words = facts["message"] or scrub(excerpt(body.strip())) or "(empty body)"
    return cls(
        f"{words} (HTTP {head.status}). {_ADVICE.get(cls, '')}".rstrip(),
        **facts,
        body=scrub(body.decode("utf-8", "replace")),
        request_id=http.request_id(head),
        generation_id=http.generation_id(head),
    )


def still_refused(seconds: float) -> errors.RateLimitError:
    """The error of a call that is not sent, since another was refused for its rate and told to come back after so long."""
    return errors.RateLimitError(
        f"the service refused an earlier call for its rate, for {seconds:.0f} s more, longer than this one waits; nothing was sent",
        status=429,
        retry_after=seconds,
        retryable=True,
    )


def body_error(raw: Any, *, http_status: int = 200, in_stream: bool) -> errors.APIStatusError:
    """The error of an error object that came with status 200, in a body or (`in_stream`) in an event."""
    found = _as_object(raw)
    facts = _facts(found, _status_of(found), http_status=http_status, header=None)
    cls = status_class(facts["status"])
    if facts["status"] is None and found.get("code") == "server_error":
        cls = errors.InternalServerError
    where = "inside the stream" if in_stream else "in the body"
    return _make(cls, f"{facts['message'] or 'the service reported an error'} (reported {where})", facts, in_stream)


def finish_error(*, in_stream: bool) -> errors.APIStatusError:
    """The error of a choice that ends with `finish_reason: "error"` and says no more."""
    facts = _facts({}, None, http_status=200, header=None)
    return _make(errors.ProviderError, 'the model stopped with finish_reason "error"', facts, in_stream)


def unexpected(head: Head, body: bytes) -> errors.UnexpectedResponseError:
    """The error of an answer that is not the protocol."""
    if 300 <= head.status < 400:
        what = f"a redirect to {http.redirect_origin(head)}, which is never followed; correct base_url"
    elif head.status in {204, 205} or head.status < 200:
        what = "no content"
    else:
        what = (
            f"{http.media_type(head) or 'no content type'} which is not what was asked for; check base_url and proxies"
        )
    return errors.UnexpectedResponseError(
        f"the server answered HTTP {head.status} with {what}",
        http_status=head.status,
        excerpt=scrub(excerpt(body)),
        request_id=http.request_id(head),
        generation_id=http.generation_id(head),
    )


def wire_error(failure: Failure, *, begun: bool, elapsed: float = 0.0) -> errors.OpenRouterError:
    """The error of a failure that a wire reported, so many seconds into the call; `begun` tells whether the answer had."""
    reason = scrub(failure.reason)
    if failure.is_cancel:
        return errors.StreamCancelledError("the call was cancelled")
    if failure.deadline is not None:
        return errors.APITimeoutError(
            f"the {failure.deadline.clock} time-out of {failure.deadline.seconds:g} s ran out, {elapsed:.1f} s into the call",
            clock=failure.deadline.clock,
            seconds=failure.deadline.seconds,
            elapsed=elapsed,
        )
    if begun:
        return errors.StreamInterruptedError(f"the connection broke in the middle of the answer: {reason}", sent=True)
    advice = "the request was sent and may have been billed" if failure.sent else "nothing was sent"
    if failure.kind == "tls":
        return errors.TLSError(f"TLS failed: {reason}; {advice}; check `verify` and the certificates", sent=failure.sent)
    if failure.kind == "protocol":
        return errors.UnexpectedResponseError(f"the server does not answer in HTTP that makes sense: {reason}")
    return errors.APIConnectionError(f"no answer from the server: {reason}; {advice}", sent=failure.sent)


def without_key(error: errors.OpenRouterError, key: Secret | None) -> errors.OpenRouterError:
    """The error, its texts without the key: services that refuse a key like to repeat it."""
    if key is not None:
        error.args = tuple(_keyless(value, key) for value in error.args)
        for name, value in vars(error).items():
            setattr(error, name, _keyless(value, key))
    return error


def keyless_head(head: Head, key: Secret | None) -> Head:
    """The head of a response, its values without the key: what they say is shown."""
    if key is None:
        return head
    return Head(head.status, {name: _keyless(value, key) for name, value in head.headers.items()})


def _make(cls: type[errors.APIStatusError], text: str, facts: dict[str, Any], in_stream: bool) -> errors.APIStatusError:
    return (stream_status_class(cls) if in_stream else cls)(scrub(text), **facts)


def _facts(raw: Mapping[str, Any], status: int | None, *, http_status: int, header: float | None) -> dict[str, Any]:
    """The attributes of an `APIStatusError`, from an error object as received."""
    raw = _shown(raw)
    metadata = raw["metadata"] if isinstance(raw.get("metadata"), dict) else {}
    available = raw["availability"] if isinstance(raw.get("availability"), dict) else {}
    code, message = raw.get("code"), raw.get("message")
    error_type = metadata.get("error_type") or raw.get("error_type")
    provider = metadata.get("provider_name")
    wait = available.get("retry_after")
    retryable = available.get("retryable")
    return {
        "status": status,
        "http_status": http_status,
        "code": code if isinstance(code, (int, str)) else None,
        "error_type": error_type if isinstance(error_type, str) else None,
        "message": message if isinstance(message, str) else "",
        "provider": provider if isinstance(provider, str) else None,
        "metadata": metadata,
        "retry_after": header if header is not None else wait if _is_wait(wait) else None,
        "invited": retryable is True,
        "retryable": retryable if isinstance(retryable, bool) else status in _RETRYABLE,
    }


def _shown(value: Any) -> Any:
    """A JSON value with strings that may be shown: whole characters, and nothing of the shape of a key."""
    if isinstance(value, str):
        return scrub(mend(value))
    if isinstance(value, dict):
        return {_shown(name): _shown(item) for name, item in value.items()}
    return [_shown(item) for item in value] if isinstance(value, list) else value


def _keyless(value: Any, key: Secret) -> Any:
    """A value of an error without the key in its strings."""
    if isinstance(value, str):
        return key.scrub(value)
    if isinstance(value, dict):
        return {_keyless(name, key): _keyless(item, key) for name, item in value.items()}
    return [_keyless(item, key) for item in value] if isinstance(value, list) else value


def _is_wait(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < float("inf")


def _status_of(raw: Mapping[str, Any]) -> int | None:
    """The HTTP status that an error object stands for."""
    for value in (raw.get("code"), raw.get("http_status"), raw.get("status")):
        number = int(value) if isinstance(value, str) and re.fullmatch("[0-9]{3}", value) else value
        if isinstance(number, int) and not isinstance(number, bool) and 400 <= number <= 599:
            return number
    return None


def _error_object(body: bytes) -> Mapping[str, Any]:
    """The error object of an HTTP error's body; empty for HTML, text, or JSON of another form."""
    try:
        data = jsontext.loads(body)
    except jsontext.JSONTextError:
        return {}
    if isinstance(data, dict):
        return _as_object(data.get("error") or data)
    return {}


def _as_object(raw: Any) -> Mapping[str, Any]:
    return raw if isinstance(raw, dict) else {"message": raw if isinstance(raw, str) else excerpt(raw)}


_ADVICE: Mapping[type[errors.APIStatusError], str] = {
    errors.AuthenticationError: "Check api_key or OPENROUTER_API_KEY.",
    errors.InsufficientCreditsError: "Add credit, or lower max_tokens.",
    errors.NotFoundError: "Check the model's name, the provider preferences and base_url.",
    errors.RateLimitError: "Wait, or send fewer requests at once.",
}
