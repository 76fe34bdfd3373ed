"""From what went wrong to the error that is raised."""

from __future__ import annotations

import json
from typing import Any

import pytest

from openrouter import errors
from openrouter.core import failures
from openrouter.core.secrets import Secret
from openrouter.core.steps import Clock, Deadline, Failure, Head
from tests.play import KEY, make_flow, play

CLASSES: dict[int, type[errors.APIStatusError]] = {
    400: errors.BadRequestError,
    401: errors.AuthenticationError,
    402: errors.InsufficientCreditsError,
    403: errors.PermissionDeniedError,
    404: errors.NotFoundError,
    408: errors.RequestTimeoutError,
    413: errors.PayloadTooLargeError,
    422: errors.UnprocessableEntityError,
    429: errors.RateLimitError,
    502: errors.ProviderError,
    503: errors.ServiceUnavailableError,
    529: errors.ProviderOverloadedError,
}


def class_of(status: int) -> type[errors.APIStatusError]:
    """The class that a status is promised to have."""
    return CLASSES.get(status, errors.InternalServerError if status >= 500 else errors.APIStatusError)


def status_error(status: int, body: bytes = b"", **headers: str) -> errors.APIStatusError:
    """The error of a response with this status."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    error = failures.status_error(Head(status, named), body)
    assert isinstance(error, errors.APIStatusError)
    return error


@pytest.mark.requirement(52)
@pytest.mark.parametrize("status", range(400, 600))
def test_every_status_has_its_class(status: int) -> None:
    """Over HTTP, in a body and inside a stream, a status is the same class, and inside a stream a StreamError too."""
    over_http = status_error(status)
    in_body = failures.body_error({"code": status, "message": "no"}, in_stream=False)
    in_stream = failures.body_error({"code": str(status), "message": "no"}, in_stream=True)

    assert [class_of(status)] * 2 == [type(over_http), type(in_body)]
    assert [status] * 3 == [over_http.status, in_body.status, in_stream.status]
    assert [status, 200, 200] == [over_http.http_status, in_body.http_status, in_stream.http_status]
    assert isinstance(in_stream, errors.StreamError)
    assert isinstance(in_stream, class_of(status))
    assert not isinstance(in_body, errors.StreamError)


@pytest.mark.parametrize(
    ("raw", "status", "cls"),
    [
        ({"code": 429}, 429, errors.StreamRateLimitError),
        ({"code": "429"}, 429, errors.StreamRateLimitError),
        ({"code": "server_error"}, None, errors.StreamInternalServerError),
        ({"code": "server_error", "http_status": 503}, 503, errors.StreamServiceUnavailableError),
        ({"code": "rate_limited"}, None, errors.StreamStatusError),
        ({"http_status": 429, "availability": {"code": "capacity_exhausted"}}, 429, errors.StreamRateLimitError),
        ({"status": 404}, 404, errors.StreamNotFoundError),
        ({"code": 200}, None, errors.StreamStatusError),
        ({"code": 1234}, None, errors.StreamStatusError),
        ({"code": True}, None, errors.StreamStatusError),
        ({"code": None, "status": 402}, 402, errors.StreamInsufficientCreditsError),
        ({}, None, errors.StreamStatusError),
        ("just words", None, errors.StreamStatusError),
        (["no", "object"], None, errors.StreamStatusError),
    ],
)
def test_codes_inside_a_stream(raw: Any, status: int | None, cls: type[errors.APIStatusError]) -> None:
    """A code is an int, its digits, a word, or absent; `server_error` is the service's failure."""
    error = failures.body_error(raw, in_stream=True)

    assert (cls, status) == (type(error), error.status)


def test_a_bare_finish_error_is_the_providers() -> None:
    """`finish_reason: "error"` without an error object is a ProviderError without a status."""
    in_stream, in_body = failures.finish_error(in_stream=True), failures.finish_error(in_stream=False)

    assert (errors.StreamProviderError, None, 200) == (type(in_stream), in_stream.status, in_stream.http_status)
    assert (errors.ProviderError, None) == (type(in_body), in_body.status)


FULL: dict[str, Any] = {
    "code": 429,
    "message": "slow down",
    "metadata": {"error_type": "rate_limit_exceeded", "provider_name": "Venice", "raw": "x"},
    "availability": {"code": "capacity_exhausted", "retryable": True, "retry_after": 40},
}


def test_the_facts_of_an_error_object() -> None:
    """All that the service says about an error is on the error."""
    error = status_error(429, json.dumps({"error": FULL}).encode(), x_request_id="r", x_generation_id="g")

    assert ("slow down", 429, "rate_limit_exceeded", "Venice") == (
        error.message, error.code, error.error_type, error.provider,
    )  # fmt: skip
    assert FULL["metadata"] == error.metadata
    assert (40, True, True) == (error.retry_after, error.retryable, error.invited)
    assert ("r", "g") == (error.request_id, error.generation_id)
    assert "slow down (HTTP 429)" in str(error)
    assert json.dumps({"error": FULL}) == error.body


@pytest.mark.parametrize(
    ("raw", "attribute", "expected"),
    [
        ({"error_type": "timeout"}, "error_type", "timeout"),
        ({"error_type": 5}, "error_type", None),
        ({"metadata": {"error_type": 5, "provider_name": 5}}, "provider", None),
        ({"metadata": "text"}, "metadata", {}),
        ({"metadata": None}, "metadata", {}),
        ({"availability": "text"}, "retry_after", None),
        ({"availability": {"retry_after": -1}}, "retry_after", None),
        ({"availability": {"retry_after": True}}, "retry_after", None),
        ({"availability": {"retry_after": "9"}}, "retry_after", None),
        ({"availability": {"retry_after": 0}}, "retry_after", 0),
        ({"availability": {"retryable": False}, "code": 503}, "retryable", False),
        ({"availability": {"retryable": "yes"}, "code": 503}, "retryable", True),
        ({"availability": {"retryable": "yes"}, "code": 400}, "retryable", False),
        ({"availability": {"retryable": "yes"}}, "invited", False),
        ({"code": ["x"]}, "code", None),
        ({"message": {"deep": 1}}, "message", ""),
    ],
)
def test_facts_of_the_wrong_form_are_none(raw: Any, attribute: str, expected: Any) -> None:
    """What is not of the documented form is left out, and never breaks the error itself."""
    assert expected == getattr(failures.body_error(raw, in_stream=True), attribute)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504, 524, 529])
def test_retryable_by_status(status: int) -> None:
    """Without the service's word the status tells whether trying later makes sense."""
    assert status_error(status).retryable
    assert not status_error(status, b'{"error":{"availability":{"retryable":false}}}').retryable


def test_the_header_wins_over_the_body() -> None:
    """`Retry-After` is nearer than `availability.retry_after`."""
    body = json.dumps({"error": FULL}).encode()

    assert 2.0 == status_error(429, body, retry_after="2").retry_after


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "(empty body)"),
        (b"   \n ", "(empty body)"),
        (b"<html>Bad gateway</html>", "<html>Bad gateway</html>"),
        (b"\x1b[31mred\x00", "\\x1b[31mred\\x00"),
        (b'{"error":"just words"}', "just words"),
        (b'{"message":"no wrapper"}', "no wrapper"),
        (b'{"error":{"message":""}}', '{"error":{"message":""}}'),
        (b'{"detail":"other"}', '{"detail":"other"}'),
        (b"[1,2]", "[1,2]"),
        (b'{"error":{"message":"cut \\ud83d"}}', "cut \ufffd"),
        (b'{"error":{"message":"whole \\ud83d\\ude00"}}', "whole \U0001f600"),
        (b"\xff\xfe", "\ufffd\ufffd"),
    ],
)
def test_the_words_of_any_body(body: bytes, words: str) -> None:
    """JSON, HTML, text or nothing: the error says what was there, in characters that a terminal takes."""
    text = str(status_error(502, body))

    assert text.startswith(f"{words} (HTTP 502).")
    assert text.encode()


@pytest.mark.parametrize("status", [100, 199, 204, 205, 300, 301, 302, 307, 308, 399])
def test_what_is_no_answer(status: int) -> None:
    """A redirect, an early hint and no content are not the protocol, and are never followed or retried."""
    error = failures.status_error(Head(status, {"location": f"https://evil.example/?{KEY}"}), f"<a>{KEY}".encode())

    assert isinstance(error, errors.UnexpectedResponseError)
    assert status == error.http_status
    assert "0123456789abcdef" not in f"{error} {error.excerpt}"


def test_an_unexpected_answer_says_where_to_look() -> None:
    """HTML of status 200 names the content type and what to check; without a type it says that."""
    html = failures.unexpected(Head(200, {"content-type": "text/html; charset=x"}), b"<html>")

    assert "text/html" in str(html)
    assert "base_url" in str(html)
    assert "<html>" == html.excerpt
    assert "no content type" in str(failures.unexpected(Head(200, {}), b"hello"))


@pytest.mark.requirement(24)
@pytest.mark.parametrize("clock", ["connect", "first_token", "idle", "total"])
def test_timeouts_name_their_clock(clock: Clock) -> None:
    """A time-out tells which clock ran out, what it was set to and how long the call took, and is a TimeoutError."""
    error = failures.wire_error(Failure("timeout", deadline=Deadline(5.0, clock, 2.5)), begun=True, elapsed=7.26)

    assert isinstance(error, errors.APITimeoutError)
    assert isinstance(error, TimeoutError)
    assert (clock, 2.5, 7.26) == (error.clock, error.seconds, error.elapsed)
    assert f"{clock} time-out of 2.5 s ran out, 7.3 s into the call" in str(error)


@pytest.mark.parametrize(
    ("failure", "begun", "cls", "sent"),
    [
        (Failure("connect", "refused", sent=False), False, errors.APIConnectionError, False),
        (Failure("broken", "reset", sent=False), False, errors.APIConnectionError, False),
        (Failure("broken", "reset"), False, errors.APIConnectionError, True),
        (Failure("broken", "reset"), True, errors.StreamInterruptedError, True),
        (Failure("timeout", "late"), False, errors.APIConnectionError, True),
        (Failure("tls", "expired", sent=False), False, errors.TLSError, False),
        (Failure("tls", "certificate required"), False, errors.TLSError, True),
        (Failure("protocol", "HTTP/9"), False, errors.UnexpectedResponseError, None),
        (Failure("cancelled", sent=False), False, errors.StreamCancelledError, None),
        (Failure("cancelled"), True, errors.StreamCancelledError, None),
        (Failure("timeout", deadline=Deadline(1.0, "cancel", 1.0)), True, errors.StreamCancelledError, None),
    ],
)
def test_failures_of_the_wire(
    failure: Failure, begun: bool, cls: type[errors.OpenRouterError], sent: bool | None
) -> None:
    """Each failure has its class, before and after the answer began, and tells whether the request left."""
    error = failures.wire_error(failure, begun=begun)

    assert cls is type(error)
    assert sent == getattr(error, "sent", None)
    assert failure.reason in str(error)
    assert sent is not True or begun or "may have been billed" in str(error)
    assert sent is not False or "nothing was sent" in str(error)


def test_the_key_is_in_no_error_of_the_wire() -> None:
    """A library's words may quote a header; the key goes, whatever its shape."""
    flow = make_flow(key="tiger7")
    play(flow, [Failure("broken", f"Bearer tiger7 and {KEY}")])

    assert "Bearer *** and sk-or-***" in str(flow.journal.error)


def test_the_key_is_in_no_error_of_a_status() -> None:
    """A service that repeats the key in its body does not get it into the error."""
    body = json.dumps(
        {"error": {"code": f"c {KEY}", "message": f"bad key {KEY}", "metadata": {"raw": [KEY, {KEY: 5}], "x": KEY}}}
    ).encode()
    error = status_error(401, body)
    shown = f"{error} {error.message} {error.body} {error.metadata} {error.code}"

    assert "0123456789abcdef" not in shown
    assert "bad key sk-or-***" in shown


def test_the_key_of_another_shape_goes_from_an_error() -> None:
    """The very key of the request is taken out of every text of an error, however deep; without a key all stays."""
    body = b'{"error":{"message":"bad tiger7","metadata":{"raw":["tiger7",{"tiger7":1}]}}}'
    error = failures.without_key(status_error(401, body), Secret("tiger7"))
    untouched = failures.without_key(status_error(401, body), None)

    assert "tiger7" not in f"{error} {vars(error)}"
    assert {"raw": ["***", {"***": 1}]} == error.metadata
    assert "bad tiger7" == untouched.message


def test_advice_is_given_where_there_is_some() -> None:
    """An error that the caller can mend says how."""
    assert "Check api_key or OPENROUTER_API_KEY." in str(status_error(401))
    assert "Add credit, or lower max_tokens." in str(status_error(402))
    assert str(status_error(500)).endswith("(HTTP 500).")


def test_a_head_without_a_key_to_hide() -> None:
    """Where no key was sent, the head of the response stays as it is."""
    head = Head(200, {"x-echo": KEY})

    assert head is failures.keyless_head(head, None)
