"""What a request may cost."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from openrouter.core.estimate import CostEstimate, estimated, priced_body
from openrouter.errors import ConfigurationError
from openrouter.models import ModelInfo
from tests.core.test_settings import made

PRICES = {"prompt": "0.000001", "completion": "0.000004"}
TEXT = "x" * 8000
"""1000 tokens at the least, 2004 usually, 4080 at the most."""


def model(identity: str = "a/b", *, context: int | None = 100000, answer: int | None = 5000, **pricing: Any) -> ModelInfo:
    """A model with these prices."""
    return ModelInfo.from_dict(
        {
            "id": identity,
            "context_length": context,
            "top_provider": {"max_completion_tokens": answer},
            "pricing": {**PRICES, **pricing},
        }
    )


def estimate(*models: ModelInfo, content: Any = TEXT, **body: Any) -> CostEstimate:
    """The estimate of a request of one message."""
    return estimated({"messages": [{"role": "user", "content": content}], **body}, models or [model()])


def test_prompt_and_answer() -> None:
    """The guess is paid at the prices of the catalogue, the answer in full; all in exact decimals."""
    found = estimate(max_tokens=500)

    assert (1000, 2004, 4080) == (found.prompt_tokens_low, found.prompt_tokens, found.prompt_tokens_high)
    assert (Decimal("0.002004"), Decimal("0.002")) == (found.prompt_cost, found.completion_cost)
    assert (Decimal("0.001"), Decimal("0.00608")) == (found.low, found.high)
    assert ("a/b", 500, ()) == (found.model, found.completion_tokens, found.uncounted)


@pytest.mark.parametrize(
    ("limits", "body", "tokens"),
    [
        ({}, {"max_tokens": 500}, 500),
        ({}, {"max_completion_tokens": 400, "max_tokens": 500}, 400),
        ({}, {}, 5000),
        ({}, {"max_tokens": 9000}, 5000),
        ({"answer": None}, {}, 99000),
        ({"answer": None, "context": 1000}, {}, 0),
        ({"answer": None, "context": None}, {}, None),
        ({"context": None}, {"max_tokens": 0}, 0),
    ],
)
def test_the_longest_answer(limits: dict[str, Any], body: dict[str, Any], tokens: int | None) -> None:
    """The request bounds the answer, the model, and what its context leaves; where nothing does, nothing is promised."""
    found = estimate(model(**limits), **body)

    assert tokens == found.completion_tokens
    assert (tokens is None) == (found.completion_cost is None) == (found.high is None)


def test_a_model_of_which_little_is_known() -> None:
    """Prices are enough."""
    found = estimated({"messages": [{"role": "user"}]}, [ModelInfo.from_dict({"id": "a/b", "pricing": PRICES})])

    assert (None, None, Decimal("0.000001")) == (found.completion_tokens, found.high, found.low)


@pytest.mark.parametrize(
    ("prices", "low", "high"),
    [
        ({"request": "0.01"}, "0.011", "0.01608"),
        ({"input_cache_read": "0.0000001"}, "0.0001", "0.00608"),
        ({"input_cache_write": "0.00000125"}, "0.001", "0.00608"),
        ({"internal_reasoning": "0.00001"}, "0.001", "0.00908"),
        ({"discount": 0.25, "request": "0.001"}, "0.0015", "0.00708"),
        ({"discount": 1}, "0", "0.00608"),
        ({"discount": 1.5}, "0.001", "0.00608"),
        ({"input_cache_read": "-1"}, "0.001", "0.00608"),
    ],
)
def test_other_prices(prices: dict[str, Any], low: str, high: str) -> None:
    """What may make it cheaper counts for the least, what may make it dearer for the most."""
    found = estimate(model(**prices), max_tokens=500)

    assert (Decimal(low), Decimal(high)) == (found.low, found.high)


def test_caching() -> None:
    """Where a part is to be cached, the most is the price of writing it."""
    content = [{"type": "text", "text": TEXT, "cache_control": {"type": "ephemeral"}}]
    prices = {"input_cache_write": "0.00000125", "input_cache_write_1h": "0.000002"}
    found = estimate(model(**prices), content=content, max_tokens=0)

    assert Decimal("0.00816") == found.high


@pytest.mark.parametrize(
    ("overrides", "prompt", "low", "high"),
    [
        ([{"min_prompt_tokens": 1000, "prompt": "0.000002"}], "0.004008", "0.001", "0.00816"),
        ([{"min_prompt_tokens": 999, "prompt": "0.000002"}], "0.004008", "0.002", "0.00816"),
        ([{"min_prompt_tokens": 3000, "prompt": "0.000002"}], "0.002004", "0.001", "0.00816"),
        ([{"min_prompt_tokens": 9000, "prompt": "0.000002"}], "0.002004", "0.001", "0.00408"),
        ([{"prompt": "0.000002"}, {"prompt": "0.000003"}], "0.006012", "0.003", "0.01224"),
        ([{"prompt": "0.000003"}, {"completion": "0"}], "0.006012", "0.003", "0.01224"),
        ([{"utc_start": 2200, "utc_end": 400, "prompt": "0.0000005"}], "0.002004", "0.0005", "0.00408"),
        ([{"utc_days": ["sunday"], "prompt": "0.000002"}], "0.002004", "0.001", "0.00816"),
        ([{"utc_end": 400, "prompt": None}], "0.002004", "0.001", "0.00408"),
    ],
)
def test_prices_with_conditions(overrides: list[dict[str, Any]], prompt: str, low: str, high: str) -> None:
    """A price for longer prompts applies above its threshold, the last of several; one for a time of day may apply or not."""
    found = estimate(model(overrides=overrides), max_tokens=0)

    assert (Decimal(prompt), Decimal(low), Decimal(high)) == (found.prompt_cost, found.low, found.high)


def test_several_models() -> None:
    """Where a request may go to several models, the least is of the cheapest and the most of the dearest."""
    cheap, dear = model("a/cheap", prompt="0.0000001"), model("a/dear", completion="0.00001")
    found = estimate(cheap, dear, max_tokens=500)

    assert ("a/cheap", Decimal("0.0002004")) == (found.model, found.prompt_cost)
    assert (Decimal("0.0001"), Decimal("0.00908")) == (found.low, found.high)
    assert None is estimate(cheap, model("a/c", context=None, answer=None)).high


@pytest.mark.parametrize("free", [{"prompt": "0", "completion": "0"}])
def test_a_free_model(free: dict[str, str]) -> None:
    """A free model costs nothing at the most."""
    assert 0 == estimate(model(**free)).high


@pytest.mark.parametrize(
    ("pricing", "words"),
    [
        ({"prompt": "-1", "completion": "-1"}, "a/b has no price of its own"),
        ({"prompt": "0", "completion": "-1"}, "a/b has no price of its own"),
        ({"prompt": "0"}, "the catalogue has no price of a/b"),
        ({"completion": "0"}, "the catalogue has no price of a/b"),
        (None, "the catalogue has no price of a/b"),
    ],
)
def test_models_without_a_price(pricing: Any, words: str) -> None:
    """A router's price depends on where it sends the request, and nothing is made up for it."""
    with pytest.raises(ConfigurationError, match=words):
        estimated({"messages": []}, [ModelInfo.from_dict({"id": "a/b", "pricing": pricing})])


def test_what_is_not_counted_is_said() -> None:
    """Images and the like are named, since their tokens are not in the figures."""
    content = [{"type": "image_url", "image_url": {"url": "https://x"}}, {"type": "file", "file": {}}]

    assert ("file", "image_url") == estimate(content=content).uncounted


@pytest.mark.parametrize(
    ("client", "model_given", "params", "names"),
    [
        ({"model": "a/b"}, None, {}, ["a/b"]),
        ({"model": "a/b"}, "a/c", {}, ["a/c"]),
        ({}, "a/b", {"models": ["a/c", "a/b"]}, ["a/b", "a/c"]),
        ({}, None, {"models": ["a/c"]}, ["a/c"]),
    ],
)
def test_the_models_of_a_request(client: Any, model_given: Any, params: Any, names: list[str]) -> None:
    """The models are those that the request names, the first choice first; no key is needed to know them."""
    body, found = priced_body(made(**client), "hi", model_given, params)

    assert names == found
    assert [{"role": "user", "content": "hi"}] == body["messages"]


def test_requests_that_cannot_be_estimated() -> None:
    """Without a model there is no price; what `stream()` refuses is refused."""
    with pytest.raises(ConfigurationError, match=r"^an estimate needs a model"):
        priced_body(made(), "hi", None, {})
    with pytest.raises(ConfigurationError, match=r"^messages is empty"):
        priced_body(made(), "", "a/b", {})
    with pytest.raises(TypeError, match=r"^estimate\(\) got an unexpected keyword argument 'max_token'"):
        priced_body(made(), "hi", "a/b", {"max_token": 5})
