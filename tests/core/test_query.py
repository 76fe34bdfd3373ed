"""Arguments as a query: what is refused before anything is sent, and how the rest is written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter.core.query import checked_day, checked_price, checked_word, encoded_query, model_query, names_in
from openrouter.errors import ConfigurationError
from openrouter.models.params import MODEL_FILTERS
from tests.play import STEADY

EVERY = {
    "q": "claude sonnet",
    "sort": "newest",
    "category": "marketing/seo",
    "input_modalities": ["text", "image"],
    "output_modalities": "all",
    "supported_parameters": ("tools", "reasoning"),
    "context": 128000,
    "min_price": Decimal("0.1"),
    "max_price": 0.5,
    "min_output_price": "0.00000001",
    "max_output_price": 3,
    "arch": "GPT",
    "model_authors": ["openai", "z-ai"],
    "providers": "Azure,Novita",
    "distillable": False,
    "zdr": True,
    "region": "eu",
    "min_age_days": 0,
    "max_age_days": 30,
    "min_intelligence_index": 40,
    "max_intelligence_index": 60.5,
    "min_coding_index": 0,
    "max_coding_index": 1e-7,
    "min_agentic_index": 1,
    "max_agentic_index": 2,
    "min_tool_success_rate": 0.9,
    "max_tool_success_rate": 1,
    "offset": 0,
    "limit": 1000,
}

WRITTEN = (
    "?q=claude%20sonnet&sort=newest&category=marketing%2Fseo&input_modalities=text,image&output_modalities=all"
    "&supported_parameters=tools,reasoning&context=128000&min_price=0.1&max_price=0.5&min_output_price=0.00000001&max_output_price=3"
    "&arch=GPT&model_authors=openai,z-ai&providers=Azure,Novita&distillable=false&zdr=true&region=eu&min_age_days=0&max_age_days=30"
    "&min_intelligence_index=40&max_intelligence_index=60.5&min_coding_index=0&max_coding_index=0.0000001&min_agentic_index=1"
    "&max_agentic_index=2&min_tool_success_rate=0.9&max_tool_success_rate=1&offset=0&limit=1000"
)


def test_every_filter() -> None:
    """Each filter is written as the service reads it: lists with commas, words for flags, numbers without exponents."""
    assert MODEL_FILTERS == EVERY.keys()
    assert WRITTEN == encoded_query(model_query(EVERY, "list"))


@pytest.mark.parametrize("nothing", [{"q": None}, {"q": ""}, {"providers": []}, {"providers": ()}, {"zdr": False}, {}])
def test_filters_that_ask_for_nothing(nothing: dict[str, Any]) -> None:
    """None, what is empty, and `zdr=False`, which the service does not know, are not sent."""
    assert "" == encoded_query(model_query(nothing, "list"))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("q", 5, "q must be a string, and is 5"),
        ("sort", ["newest"], "sort must be a string"),
        ("providers", [1], r"providers\[0\] must be a string"),
        ("providers", {"a"}, "providers must be made of JSON values"),
        ("context", "128k", "context must be an integer"),
        ("context", 0, "context must be at least 1, and is 0"),
        ("context", True, "context must be an integer"),
        ("limit", 0, "limit must be from 1 to 1000, and is 0"),
        ("limit", 1001, "limit must be from 1 to 1000, and is 1001"),
        ("offset", -1, "offset must be at least 0, and is -1"),
        ("min_price", -0.5, "min_price must be at least 0, and is -0.5"),
        ("min_price", "-1", "min_price must be at least 0, and is -1"),
        ("max_price", "cheap", "max_price must be a decimal number"),
        ("max_price", Decimal("NaN"), "max_price must be a decimal number"),
        ("min_coding_index", float("nan"), "min_coding_index must be at least 0"),
        ("min_coding_index", float("inf"), "min_coding_index must be a finite number, and is inf"),
        ("min_tool_success_rate", 1.1, "min_tool_success_rate must be from 0 to 1"),
        ("distillable", "true", "distillable must be true or false"),
        ("zdr", 1, "zdr must be true or false"),
    ],
)
def test_filters_that_cannot_be_used(name: str, value: Any, words: str) -> None:
    """A wrong type and a figure out of range are refused with the name of the filter."""
    with pytest.raises(ConfigurationError, match=f"^{words}"):
        model_query({name: value}, "list")


def test_an_unknown_filter() -> None:
    """An unknown keyword is a TypeError, as of any function."""
    with pytest.raises(TypeError, match=r"^list\(\) got an unexpected keyword argument 'catgory'$"):
        model_query({"catgory": "science"}, "list")


@STEADY
@given(st.dictionaries(st.sampled_from("abcd"), st.text(st.characters(exclude_categories=["Cs"]), min_size=1)))
def test_any_text_comes_through(query: dict[str, str]) -> None:
    """Whatever characters a text has, the server reads that text."""
    encoded = encoded_query(query)

    assert encoded.isascii()
    assert {name: [value] for name, value in query.items()} == parse_qs(encoded[1:], strict_parsing=bool(query))


@pytest.mark.parametrize(
    ("given_day", "day"), [(None, None), ("2026-01-31", "2026-01-31"), (date(2026, 1, 31), "2026-01-31")]
)
def test_days(given_day: Any, day: str | None) -> None:
    """A day is a date or its usual spelling."""
    assert day == checked_day(given_day)


@pytest.mark.parametrize(
    "wrong", ["2026-02-30", "20260131", "2026-1-31", "yesterday", "2026-01-31 ", 20260131, datetime(2026, 1, 31, tzinfo=UTC)]
)
def test_no_days(wrong: Any) -> None:
    """A time is no day, nor is anything else."""
    with pytest.raises(ConfigurationError, match=r"^date must be"):
        checked_day(wrong)


@pytest.mark.parametrize(
    ("name", "author", "slug"),
    [
        ("openai/gpt-5", "openai", "gpt-5"),
        ("fakery/pocket-1:free", "fakery", "pocket-1:free"),
        ("~anthropic/claude-latest", "~anthropic", "claude-latest"),
        ("a b/c?d#e", "a%20b", "c%3Fd%23e"),
        ("a/..b", "a", "..b"),
    ],
)
def test_names_of_models(name: str, author: str, slug: str) -> None:
    """A name's two parts can stand in a path, whatever is in them."""
    assert {"author": author, "slug": slug} == names_in(name)


@pytest.mark.parametrize("wrong", ["gpt-5", "", "/", "openai/", "/gpt-5", "a/b/c", "a/..", "../b", "./b", "a/ ", None, 5, ["a/b"]])
def test_no_names_of_models(wrong: Any) -> None:
    """What is no name, or would lead out of the path, is refused."""
    with pytest.raises(ConfigurationError, match=r"^a model is named as in 'openai/gpt-5'"):
        names_in(wrong)


@pytest.mark.parametrize("wrong", ["", "  ", None, 5])
def test_no_words(wrong: Any) -> None:
    """An id is a string with something in it."""
    with pytest.raises(ConfigurationError, match=r"^id must be a string that is not empty"):
        checked_word("id", wrong)


def test_prices() -> None:
    """A price is a number or the text of one."""
    assert [None, Decimal("0.1"), Decimal(2)] == [checked_price("max_price", price) for price in (None, 0.1, "2")]
    with pytest.raises(ConfigurationError, match=r"^max_price must be a number, not 'much'"):
        checked_price("max_price", "much")
