"""What a request may cost, before it is sent: a guess at its tokens, at the prices of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ..errors import ConfigurationError
from .call import chat_body
from .prompt_size import LEAST, MOST, USUAL, PromptSize
from .settings import Settings

if TYPE_CHECKING:
    from ..models import ModelInfo, Pricing, PricingOverride


@frozen(kw_only=True)
class CostEstimate:
    """
    What a request may cost, in US dollars.

    Attributes:
        model: the model whose prices were taken, by its id; of several that are named, the first.
        prompt_tokens: a guess at the tokens of the prompt.
        prompt_tokens_low, prompt_tokens_high: between these it nearly always is.
        completion_tokens: the most tokens that the answer may have; None where nothing bounds it.
        prompt_cost: the price of `prompt_tokens`, and of the request where it has one.
        completion_cost: the price of all of `completion_tokens`.
        low: a short prompt that was cached, and no answer; it costs at least that.
        high: a long prompt and the longest answer, at the highest price that may apply, of any of the models named.
        uncounted: what is in the request and not in the figures: kinds of content, and what the service itself runs.
    """

    model: str
    prompt_tokens: int
    prompt_tokens_low: int
    prompt_tokens_high: int
    completion_tokens: int | None
    prompt_cost: Decimal
    completion_cost: Decimal | None
    low: Decimal
    high: Decimal | None
    uncounted: tuple[str, ...] = ()


def priced_body(
    settings: Settings, messages: object, model: str | None, params: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """
    The JSON of a chat request, and the models that it may go to, the first choice first.

    Raises:
        ConfigurationError: an argument cannot be used, or no model is named.
        TypeError: an unknown keyword.
    """
    body, _ = chat_body(settings, messages, model, params, "estimate")
    return body, model_names(body)


def model_names(body: Mapping[str, Any]) -> list[str]:
    """
    The models that a request may go to, the first choice first.

    Raises:
        ConfigurationError: none is named.
    """
    names = dict.fromkeys(name for name in (body.get("model"), *(body.get("models") or ())) if name)
    if not names:
        raise ConfigurationError("an estimate needs a model: pass model, or make the client with one")
    return list(names)


def estimated(body: Mapping[str, Any], models: Iterable[ModelInfo]) -> CostEstimate:
    """
    The cost of a request at the prices of the models that it may go to.

    Raises:
        ConfigurationError: a model has no fixed price.
    """
    size = PromptSize.of(body)
    low, guess, high = (rate.tokens(size) for rate in (LEAST, USUAL, MOST))
    bills = [_Bill(model, _pricing(model), _longest_answer(model, body, low), low, high) for model in models]
    first = bills[0]
    highs = [bill.high(cached=size.cached) for bill in bills]
    return CostEstimate(
        model=first.model.id,
        prompt_tokens=guess,
        prompt_tokens_low=low,
        prompt_tokens_high=high,
        completion_tokens=first.answer,
        prompt_cost=guess * _price(first.pricing, "prompt", guess) + first.request,
        completion_cost=None if first.answer is None else first.answer * _price(first.pricing, "completion", guess),
        low=min(bill.low for bill in bills),
        high=None if None in highs else max(high for high in highs if high is not None),
        uncounted=tuple(sorted(size.uncounted)),
    )


def _pricing(model: ModelInfo) -> Pricing:
    """The prices of a model, if they are fixed."""
    prices = model.pricing
    if prices is None or prices.prompt is None or prices.completion is None:
        raise ConfigurationError(f"the catalogue has no price of {model.id}")
    if prices.prompt < 0 or prices.completion < 0:
        raise ConfigurationError(f"{model.id} has no price of its own: it depends on where the request is sent")
    return prices


def _longest_answer(model: ModelInfo, body: Mapping[str, Any], prompt: int) -> int | None:
    """Tokens of the longest answer: what the request allows, what the model can, and what its context leaves."""
    top, context = model.top_provider, model.context_length
    bounds: list[int | None] = [
        body.get("max_completion_tokens"),
        body.get("max_tokens"),
        None if top is None else top.max_completion_tokens,
        None if context is None else max(context - prompt, 0),
    ]
    return min((bound for bound in bounds if bound is not None), default=None)


@frozen
class _Bill:
    """What a request may cost with one model, for a prompt of between `least` and `most` tokens."""

    model: ModelInfo
    pricing: Pricing
    answer: int | None
    least: int
    most: int

    @property
    def request(self) -> Decimal:
        """The price of a request besides its tokens."""
        return self.pricing.request or Decimal(0)

    @property
    def low(self) -> Decimal:
        """What it costs at the least."""
        prices = [*self._possible("prompt"), *_known(self.pricing.input_cache_read)]
        discount = self.pricing.discount or Decimal(0)
        return (self.least * min(prices) + self.request) * (1 - discount if 0 < discount <= 1 else 1)

    def high(self, *, cached: bool) -> Decimal | None:
        """What it costs at the most, where the prompt is to be written to a cache if `cached`; None where nothing bounds the answer."""
        if self.answer is None:
            return None
        written = _known(self.pricing.input_cache_write, self.pricing.input_cache_write_1h) if cached else []
        answered = max([*self._possible("completion"), *_known(self.pricing.internal_reasoning)])
        return self.most * max([*self._possible("prompt"), *written]) + self.answer * answered + self.request

    def _possible(self, key: str) -> list[Decimal]:
        """Every price of that name that may apply, whatever the time of day."""
        timed = [getattr(other, key) for other in self.pricing.overrides or () if _is_timed(other)]
        return [_price(self.pricing, key, self.least), _price(self.pricing, key, self.most), *_known(*timed)]


def _known(*prices: Decimal | None) -> list[Decimal]:
    return [price for price in prices if price is not None and price >= 0]


def _is_timed(override: PricingOverride) -> bool:
    return override.utc_start is not None or override.utc_end is not None or bool(override.utc_days)


def _price(pricing: Pricing, key: str, tokens: int) -> Decimal:
    """A price for a prompt of that many tokens, outside of the times that have prices of their own."""
    found: Decimal = getattr(pricing, key)
    for override in pricing.overrides or ():
        price = getattr(override, key)
        if price is not None and not _is_timed(override) and tokens > (override.min_prompt_tokens or 0):
            found = price
    return found
