"""What is asked of the service in headers."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter.core.http import from_cache
from openrouter.core.service_headers import ResponseCache, cache_headers, category_headers, metadata_headers
from openrouter.core.steps import Head
from openrouter.errors import ConfigurationError
from tests.core.test_call import call
from tests.core.test_settings import made

ON = {"X-OpenRouter-Cache": "true"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, {}),
        (True, ON),
        (False, {"X-OpenRouter-Cache": "false"}),
        (600, {**ON, "X-OpenRouter-Cache-TTL": "600"}),
        (ResponseCache(), ON),
        (ResponseCache(ttl=1, clear=True), {**ON, "X-OpenRouter-Cache-TTL": "1", "X-OpenRouter-Cache-Clear": "true"}),
    ],
)
def test_the_cache_of_responses(value: Any, expected: dict[str, str]) -> None:
    """An argument means one, two or three headers, and no argument none."""
    assert expected == cache_headers(value)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: cache_headers("1h"), "response_cache must be a ResponseCache, seconds, True or False, not '1h'"),  # type: ignore[arg-type]
        (lambda: cache_headers(0), "ResponseCache.ttl must be a whole number from 1, not 0"),
        (lambda: ResponseCache(ttl=1.5), "ResponseCache.ttl must be a whole number from 1, not 1.5"),  # type: ignore[arg-type]
        (lambda: ResponseCache(clear=1), "ResponseCache.clear must be True or False, not 1"),  # type: ignore[arg-type]
        (lambda: metadata_headers(1), "router_metadata must be True or False, not 1"),  # type: ignore[arg-type]
        (lambda: category_headers("ide"), "app_categories must be a list of names, not 'ide'"),
        (lambda: category_headers({"ide"}), "app_categories must be a list of names, not {'ide'}"),  # type: ignore[arg-type]
        (lambda: category_headers(["IDE"]), "lower-case letters, digits and hyphens, and this is 'IDE'"),
        (lambda: category_headers(["a" * 31]), "a name has at most 30"),
        (lambda: category_headers([5]), "and this is 5"),  # type: ignore[list-item]
    ],
)
def test_what_is_refused(make: Any, said: str) -> None:
    """Another value is refused with its name and what is accepted."""
    with pytest.raises(ConfigurationError) as caught:
        make()

    assert said in str(caught.value)


def test_router_metadata() -> None:
    """Metadata are asked for, or not mentioned."""
    assert [{"X-OpenRouter-Metadata": "enabled"}, {}] == [metadata_headers(True), metadata_headers(False)]


def test_attribution() -> None:
    """An app says its name, its address and its categories with every request."""
    headers = made(app_name="App", app_url="https://a.b", app_categories=["cli-agent", "ide2"]).headers

    assert {
        "X-OpenRouter-Title": "App",
        "HTTP-Referer": "https://a.b",
        "X-OpenRouter-Categories": "cli-agent,ide2",
    } == headers
    assert {} == made().headers


def test_whose_header_counts() -> None:
    """A call's word goes before the client's, and extra_headers before both."""
    client = {"headers": {"x-openrouter-cache": "true", "X-OpenRouter-Metadata": "disabled"}}
    sent = call(client=client, response_cache=False, router_metadata=True).request.headers
    extra = call(client=client, response_cache=True, extra_headers={"X-OpenRouter-Cache": "false"}).request.headers

    assert ("false", "enabled") == (sent["X-OpenRouter-Cache"], sent["X-OpenRouter-Metadata"])
    assert ("false", "disabled") == (extra["X-OpenRouter-Cache"], extra["X-OpenRouter-Metadata"])


@pytest.mark.parametrize(("status", "expected"), [("HIT", True), ("hit", True), ("MISS", False), (None, None)])
def test_what_the_service_says_of_its_cache(status: str | None, expected: bool | None) -> None:
    """A hit, a miss, or nothing, where it was not asked."""
    assert expected is from_cache(Head(200, {} if status is None else {"x-openrouter-cache-status": status}))
