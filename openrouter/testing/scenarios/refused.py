"""Answers that are no stream: statuses, JSON, HTML, nothing at all, redirects."""

from __future__ import annotations

import time
from email.utils import formatdate
from typing import TYPE_CHECKING, Any

from ..actions import Action, Answer, End, Head, Piece
from ..answers import Body, Status
from ..format import PROVIDER, Completion, encode, error_body
from .blocks import TEXTS, flood, hang, head
from .entry import ScenarioEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..received import ReceivedRequest

_ECHO = "/scenario/echo/api/v1/chat/completions"
_LIMITS = {"X-RateLimit-Limit": "20", "X-RateLimit-Remaining": "0"}
_JSON = {"Content-Type": "application/json"}


def http_429_date(request: ReceivedRequest, *, seconds: float = 2.0) -> Iterator[Action]:
    """429 with Retry-After as a date, `seconds` after the Date of the answer."""
    now = int(time.time())
    dates = {"Date": formatdate(now, usegmt=True), "Retry-After": formatdate(now + seconds, usegmt=True)}
    return iter(Status(429, headers=dates).actions(request))


def http_500_endless(request: ReceivedRequest, *, mb: float = 400.0, seconds: float = 60.0) -> Iterator[Action]:
    """500 with a JSON body that goes on and on."""
    yield Head(500, _JSON)
    yield Piece(b'{"error":{"code":500,"message":"')
    yield from flood(b"x" * 65536, mb, seconds)
    yield End()


def http_500_stalled(request: ReceivedRequest, *, seconds: float = 60.0) -> Iterator[Action]:
    """500 whose JSON body stops half way."""
    data = encode(error_body(500))
    yield Head(500, _JSON, "length", len(data))
    yield Piece(data[: len(data) // 2])
    yield from hang(seconds)


def ok_json_completion(request: ReceivedRequest) -> Iterator[Action]:
    """200 with a whole completion as JSON, as if a stream had not been asked for."""
    message = {"content": "".join(TEXTS)}
    return Completion(deltas=[], message=message, tokens=len(TEXTS)).result(request)


def ok_empty(request: ReceivedRequest) -> Iterator[Action]:
    """200 as an event stream with `Content-Length: 0`."""
    yield head(request, "length", 0)
    yield End()


def ok_empty_chunked(request: ReceivedRequest) -> Iterator[Action]:
    """200 as a chunked event stream without any event."""
    yield head(request)
    yield End()


def redirect_other(request: ReceivedRequest) -> Iterator[Action]:
    """307 to another port and host name of this server, where `echo` answers."""
    return _redirect(307, request.site.other_origin + _ECHO)


def redirect_downgrade(request: ReceivedRequest) -> Iterator[Action]:
    """307 to the same host name without TLS, where `echo` answers; for a server with TLS."""
    return _redirect(307, request.site.plain_origin + _ECHO)


def redirect_same(request: ReceivedRequest) -> Iterator[Action]:
    """307 to another path of the same origin, where `echo` answers."""
    return _redirect(307, request.origin + _ECHO)


def redirect_302(request: ReceivedRequest) -> Iterator[Action]:
    """302 to another path of the same origin; many clients turn the POST into a GET."""
    return _redirect(302, request.origin + _ECHO)


def redirect_loop(request: ReceivedRequest) -> Iterator[Action]:
    """307 to the very URL that was asked."""
    return _redirect(307, request.origin + request.target)


def _redirect(code: int, location: str) -> Iterator[Action]:
    yield Head(code, {"Location": location}, "length", 0)
    yield End()


def _always(name: str, description: str, answer: Answer) -> ScenarioEntry:
    """An entry that gives the same answer to every request."""

    def _play(request: ReceivedRequest) -> Iterator[Action]:
        return iter(answer.actions(request))

    return ScenarioEntry(name, description, _play)


def _errors() -> Iterable[ScenarioEntry]:
    """Statuses with the JSON body that OpenRouter gives to each."""
    reasons: dict[int, tuple[str, dict[str, Any] | None]] = {
        400: ("messages: must not be empty", None),
        401: ("No auth credentials found", None),
        402: ("This request requires more credits", None),
        403: (
            "The input was flagged by moderation",
            {"reasons": ["violence"], "flagged_input": "How to…", "provider_name": PROVIDER, "model_slug": "fake-1"},
        ),
        404: ("No endpoints found for this model", None),
        408: ("The request took too long", None),
        413: ("The request is too large", None),
        422: ("The request could not be processed", None),
        500: ("Internal Server Error", None),
        503: ("No provider is available", {"provider_name": PROVIDER}),
    }
    for code, (message, metadata) in reasons.items():
        body = error_body(code, message)
        if metadata is not None:
            body["error"]["metadata"] = metadata
        yield _always(f"http_{code}", f"{code} with a JSON error as its body", Status(code, body))


ENTRIES = [
    *_errors(),
    _always(
        "http_429_seconds",
        "429 with Retry-After as seconds, and the X-RateLimit headers",
        Status(429, headers={"Retry-After": "2", **_LIMITS}),
    ),
    ScenarioEntry.of(http_429_date),
    _always("http_429_far", "429 whose Retry-After is a day", Status(429, headers={"Retry-After": "86400"})),
    _always("http_429_junk", "429 whose Retry-After means nothing", Status(429, headers={"Retry-After": "soon-ish"})),
    _always(
        "http_502_html",
        "502 with an HTML page of a gateway",
        Status(502, "<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>"),
    ),
    _always(
        "http_524_cdn",
        "524 with the one line of a CDN, and its ray id",
        Status(524, "error code: 524", {"Server": "cloudflare", "CF-RAY": "8f0a1b2c3d4e5f60-FRA"}),
    ),
    _always("http_500_empty", "500 with an empty body", Status(500, b"")),
    ScenarioEntry.of(http_500_endless),
    ScenarioEntry.of(http_500_stalled),
    _always(
        "ok_json_error",
        "200 with an error object as JSON",
        Body(encode({"error": {"code": 502, "message": "Bad upstream", "metadata": {"provider_name": PROVIDER}}})),
    ),
    ScenarioEntry.of(ok_json_completion),
    _always(
        "ok_html",
        "200 with an HTML page",
        Body(b"<!doctype html><title>Sign in</title><p>Please sign in.", "text/html; charset=utf-8"),
    ),
    ScenarioEntry.of(ok_empty),
    ScenarioEntry.of(ok_empty_chunked),
    _always("http_204", "204, which has no body", Status(204)),
    *map(ScenarioEntry.of, (redirect_other, redirect_downgrade, redirect_same, redirect_302, redirect_loop)),
]
