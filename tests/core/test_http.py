"""What the heads of responses say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter.core import http
from openrouter.core.steps import Head
from tests.play import STEADY

NOON = "Wed, 21 Oct 2026 12:00:00 GMT"
LATER = "Wed, 21 Oct 2026 12:00:07 GMT"


@pytest.mark.requirement(51)
@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, None),
        ({"retry-after": "2"}, 2.0),
        ({"retry-after": " 2 "}, 2.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after": "86400"}, 86400.0),
        ({"retry-after": "9" * 400}, None),
        ({"retry-after": "-3"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "1_0"}, None),
        ({"retry-after": "١٠"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after-ms": "1500"}, 1.5),
        ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
        ({"retry-after-ms": "junk", "retry-after": "9"}, 9.0),
        ({"retry-after": LATER, "date": NOON}, 7.0),
        ({"retry-after": NOON, "date": LATER}, 0.0),
        ({"retry-after": LATER}, None),
        ({"retry-after": LATER, "date": "junk"}, None),
        ({"retry-after": "Wed, 21 Oct 2026 12:00:07 -0000", "date": NOON}, None),
        ({"retry-after": "Wed, 21 Oct 99999999999999999999 12:00:07 GMT", "date": NOON}, None),
    ],
)
def test_retry_after(headers: dict[str, str], expected: float | None) -> None:
    """Milliseconds win over seconds, a date counts from the server's own date, and nonsense is nothing."""
    assert expected == http.retry_after(headers)


@pytest.mark.requirement(51)
@STEADY
@given(st.text(), st.text(), st.text())
def test_retry_after_never_raises(value: str, milliseconds: str, date: str) -> None:
    """Whatever a header says, the answer is a number that is not negative, or None."""
    found = http.retry_after({"retry-after": value, "retry-after-ms": milliseconds, "date": date})

    assert found is None or 0 <= found < float("inf")


@pytest.mark.parametrize(
    ("headers", "request_id", "generation_id"),
    [
        ({}, None, None),
        ({"x-request-id": "r", "cf-ray": "c", "x-generation-id": "g"}, "r", "g"),
        ({"cf-ray": "c"}, "c", None),
        ({"x-request-id": "", "cf-ray": "c"}, "c", None),
    ],
)
def test_ids(headers: dict[str, str], request_id: str | None, generation_id: str | None) -> None:
    """The service's id of the request goes before the edge's."""
    head = Head(200, headers)

    assert request_id == http.request_id(head)
    assert generation_id == http.generation_id(head)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, ""), ("Text/HTML; charset=utf-8", "text/html"), (" application/json ", "application/json"), (";", "")],
)
def test_media_type(value: str | None, expected: str) -> None:
    """Lower case, without parameters."""
    assert expected == http.media_type(Head(200, {} if value is None else {"content-type": value}))


def test_only_known_headers_are_shown() -> None:
    """Cookies and whatever else a server sends stay out of sight."""
    head = Head(200, {"set-cookie": "session=1", "x-request-id": "r", "content-type": "text/html", "x-debug": "key"})

    assert {"x-request-id": "r", "content-type": "text/html"} == http.shown_headers(head)


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("https://user:word@other.example/login?token=1", "https://other.example"),
        ("/login", "the same host"),
        (None, "the same host"),
        ("https://[::1", "nowhere"),
    ],
)
def test_a_redirect_shows_no_more_than_its_origin(location: str | None, expected: str) -> None:
    """A location may hold tokens; scheme and host are enough for a message."""
    assert expected == http.redirect_origin(Head(302, {} if location is None else {"location": location}))
