"""Rows 49 to 53: what is sent again, and what the service's own errors say."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter import Retry, Timeout, errors
from openrouter.errors.status import status_class
from openrouter.testing import Body, Fin, Script, Status, Text, closed_port
from tests.fronts.uniform import Play

from .hearing import hear, heard

DEFAULT: dict[str, Any] = {"retry": Retry()}


@pytest.mark.requirement(49)
@pytest.mark.parametrize(
    "name",
    ["fin_before_headers", "rst_before_headers", "fin_mid_headers", "rst", "trunc_chunk", "stall", "stall_headers", "http_500", "http_402"],
)
def test_what_may_have_been_billed_is_sent_once(play: Play, name: str) -> None:
    """With the default settings the server gets exactly one request."""
    found = heard(play, name, client={**DEFAULT, "timeout": Timeout(idle=0.05, first_token=0.3)})

    assert found.error is not None
    assert 1 == found.error.attempts == len(play.server.requests) == found.stream.stats.sends


@pytest.mark.requirement(49)
@pytest.mark.parametrize(("resend", "connections"), [(False, [1, 1]), (True, [1, 1, 2])])
def test_a_server_that_hangs_up_on_a_kept_connection(play: Play, resend: bool, connections: list[int]) -> None:
    """The request that meets the end of the connection is sent once, on another connection again where `resend` allows it."""
    play.server.answer(Text("first"), Script([Fin()]), Text("second"))

    async def body(client: Any) -> tuple[Any, Any]:
        return await hear(client.stream("hi")), await hear(client.stream("hi"))

    first, second = play(body, retry=Retry(resend=resend))

    assert "first" == first.text
    assert connections == [request.connection for request in play.server.requests]
    if resend:
        assert (None, "second") == (second.error, second.text)
    else:
        assert (errors.APIConnectionError, True) == (type(second.error), second.error.sent)


@pytest.mark.requirement(49)
def test_what_was_never_sent_may_be_sent_again(play: Play) -> None:
    """A refused connection is tried again, within the total deadline."""

    async def body(client: Any) -> Any:
        return await hear(client.stream("hi"))

    unhurried = play(body, base_url=closed_port(), retry=Retry(attempts=2, max_wait=0.01))
    hurried = play(body, base_url=closed_port(), retry=Retry(attempts=3), timeout=Timeout(total=0.2))

    assert errors.APIConnectionError is type(unhurried.error) is type(hurried.error)
    assert (2, 1) == (unhurried.error.attempts, hurried.error.attempts)
    assert unhurried.error.sent is hurried.error.sent is False


@pytest.mark.requirement(50)
def test_a_refusal_is_tried_again(play: Play) -> None:
    """Two refusals and then the answer: it is whole, and the failed attempts are told."""
    found = heard(play, "retry_then_ok", client=DEFAULT, n=2)

    assert ("completed", "Hello wörld", 3) == (found.stream.status, found.text, found.stream.stats.sends)
    assert [(1, 503, 0.0), (2, 503, 0.0)] == [
        (attempt.number, attempt.status, attempt.pause) for attempt in found.stream.stats.attempts
    ]
    assert 3 == len(play.server.requests)


@pytest.mark.requirement(50)
@pytest.mark.parametrize("name", ["mid_error_bare", "rst", "trunc_between_chunks", "fin_silent"])
def test_nothing_is_sent_again_after_content(play: Play, name: str) -> None:
    """However willing the caller is."""
    found = heard(play, name, client={"retry": Retry(attempts=5, resend=True)})

    assert isinstance(found.error, errors.StreamError)
    assert 1 == len(play.server.requests)


@pytest.mark.requirement(51)
@pytest.mark.parametrize(
    ("name", "seconds"),
    [("http_429_seconds", 2.0), ("http_429_date", 2.0), ("http_429_far", 86400.0), ("http_429_junk", None)],
)
def test_when_to_come_back(play: Play, name: str, seconds: float | None) -> None:
    """`retry_after` is what the service says, in whatever form; a pause past the total deadline is not begun."""
    found = heard(play, name, client={**DEFAULT, "timeout": Timeout(total=0.3)})

    assert errors.RateLimitError is type(found.error)
    assert seconds == found.error.retry_after
    assert 1 == len(play.server.requests)
    assert found.stream.stats.ended_at < 0.3


@pytest.mark.requirement(51)
@pytest.mark.parametrize("said", ["-1", "NaN", "inf", "1e400", "0x10", "", "9" * 400, "Thu, 99 Foo 2026 25:61:61 GMT"])
def test_nonsense_is_not_waited_for(play: Play, said: str) -> None:
    """A time to wait that is none counts as not said."""
    play.server.answer(Status(429, None, {"Retry-After": said}))
    found = play(lambda client: hear(client.stream("hi")))

    assert errors.RateLimitError is type(found.error)
    assert found.error.retry_after is None


HEADERS = {
    "X-Generation-Id": "gen-of-the-head",
    "X-Request-Id": "req-1",
    "CF-RAY": "8f0a-FRA",
    "Set-Cookie": "__cf_bm=secret",
    "X-Internal": "10.0.0.1",
}


@pytest.mark.requirement(52)
def test_every_status_has_its_class(play: Play) -> None:
    """From 400 to 599: class, code and message of its JSON body, ids of its headers, and no header that may hold a secret."""
    statuses = range(400, 600)
    play.server.answer(
        *(Status(code, {"error": {"code": code, "message": f"because of {code}"}}, HEADERS) for code in statuses)
    )

    async def body(client: Any) -> list[Any]:
        return [(await hear(client.stream("hi"))).error for _ in statuses]

    for status, error in zip(statuses, play(body), strict=True):
        assert status_class(status) is type(error), status
        assert (status, status, f"because of {status}") == (error.status, error.code, error.message)
        assert ("gen-of-the-head", "req-1", "8f0a-FRA") == (error.generation_id, error.request_id, error.cf_ray)
        assert {"x-generation-id", "x-request-id", "cf-ray"} <= error.headers.keys()
        assert not {"set-cookie", "x-internal"} & error.headers.keys()


@pytest.mark.requirement(52)
@pytest.mark.parametrize(
    ("name", "error", "shown"),
    [
        ("http_402", errors.InsufficientCreditsError, "more credits"),
        ("http_408", errors.RequestTimeoutError, "too long"),
        ("http_413", errors.PayloadTooLargeError, "too large"),
        ("http_502_html", errors.ProviderError, "Bad Gateway"),
        ("http_524_cdn", errors.InternalServerError, "error code: 524"),
        ("http_500_empty", errors.InternalServerError, "(empty body)"),
        ("http_403", errors.PermissionDeniedError, "flagged"),
    ],
)
def test_a_status_with_any_body(play: Play, name: str, error: type[Exception], shown: str) -> None:
    """HTML, the line of an edge and nothing at all are shown in the error of the status."""
    found = heard(play, name)

    assert error is type(found.error)
    assert shown in str(found.error)
    assert "8f0a1b2c3d4e5f60-FRA" == found.error.cf_ray or name != "http_524_cdn"
    assert "http_403" != name or ["violence"] == found.error.metadata["reasons"]


@pytest.mark.requirement(53)
def test_an_endless_error_is_cut(play: Play) -> None:
    """Of the body of an error no more than 64 KiB are kept, and the connection is closed on the rest."""
    found = heard(play, "http_500_endless")

    assert errors.InternalServerError is type(found.error)
    assert 1000 < len(found.error.body) <= 64 * 1024
    assert play.server.requests[0].client_closed.wait(10)


@pytest.mark.prove
@pytest.mark.requirement(53)
@pytest.mark.parametrize("name", ["http_500_endless", "http_500_stalled"])
def test_an_error_is_raised_within_two_seconds(play: Play, name: str) -> None:
    """Whatever its body does."""
    found = heard(play, name)

    print(f"{play}, {name}: {found.seconds:.2f} s")
    assert errors.InternalServerError is type(found.error)
    assert found.seconds < 2.2
    assert play.server.requests[0].client_closed.wait(10)


@pytest.mark.requirement(5, 49)
def test_a_refusal_in_a_success_is_tried_again(play: Play) -> None:
    """A JSON error of status 200 that says 503 is a refusal as any."""
    play.server.answer(Body(b'{"error":{"code":503,"message":"later"}}'))
    found = play(lambda client: hear(client.stream("hi")), retry=Retry(attempts=2, max_wait=0.01))

    assert ("Hello, wörld!", 2) == (found.text, len(play.server.requests))
