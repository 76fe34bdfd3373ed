"""The catalogue of the fake service: a handful of models, their endpoints and providers."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from .format import DEFAULT_MODEL, PROVIDER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PER_MILLION = 1_000_000
_CREATED = 1760000000
_DAY = 86400
_PARAMETERS = ("max_tokens", "temperature", "top_p", "seed", "stop")


class BadQuery(Exception):
    """A query that the service refuses; its text says why."""


def _model(
    name: str,
    title: str,
    prices: Mapping[str, Any],
    *,
    inputs: tuple[str, ...] = ("text",),
    outputs: tuple[str, ...] = ("text",),
    parameters: tuple[str, ...] = (*_PARAMETERS, "tools", "tool_choice"),
    context: int = 128000,
    answer: int | None = 4096,
    age: int = 0,
    **more: Any,
) -> dict[str, Any]:
    return {
        "id": name,
        "canonical_slug": name,
        "hugging_face_id": None,
        "name": title,
        "created": _CREATED - age * _DAY,
        "description": f"{title} answers as it is told to.",
        "context_length": context,
        "architecture": {
            "modality": f"{'+'.join(inputs)}->{'+'.join(outputs)}",
            "input_modalities": list(inputs),
            "output_modalities": list(outputs),
            "tokenizer": "Other",
            "instruct_type": None,
        },
        "pricing": dict(prices),
        "top_provider": {"is_moderated": False, "context_length": context, "max_completion_tokens": answer},
        "per_request_limits": None,
        "supported_parameters": list(parameters),
        "default_parameters": {"temperature": None, "top_p": None, "frequency_penalty": None},
        "supported_voices": None,
        "knowledge_cutoff": None,
        "expiration_date": None,
        "links": {"details": f"/api/v1/models/{name}/endpoints"},
        **more,
    }


CATALOGUE = [
    _model(DEFAULT_MODEL, "Fake 1", {"prompt": "0.000001", "completion": "0.000004"}),
    _model(
        "openai/gpt-5-mini",
        "OpenAI: GPT-5 Mini",
        {"prompt": "0.00000025", "completion": "0.000002", "input_cache_read": "0.000000025", "web_search": "0.01"},
        canonical_slug="openai/gpt-5-mini-2025-08-07",
        inputs=("text", "image", "file"),
        parameters=(*_PARAMETERS, "tools", "tool_choice", "reasoning", "response_format", "structured_outputs"),
        context=400000,
        answer=128000,
        age=60,
        reasoning={"mandatory": True, "default_effort": "medium", "supported_efforts": ["high", "medium", "low", "minimal"]},
    ),
    _model(
        "fakery/longwinded-2",
        "Fakery: Longwinded 2",
        {
            "prompt": "0.00000125",
            "completion": "0.00001",
            "input_cache_read": "0.000000125",
            "input_cache_write": "0.0000015625",
            "internal_reasoning": "0.000012",
            "discount": 0.25,
            "overrides": [
                {"min_prompt_tokens": 200000, "prompt": "0.0000025", "completion": "0.000015"},
                {"utc_start": 2200, "utc_end": 400, "completion": "0.000005"},
            ],
        },
        inputs=("text", "image", "audio", "video", "file"),
        parameters=(*_PARAMETERS, "tools", "tool_choice", "reasoning"),
        context=1048576,
        answer=65536,
        age=120,
    ),
    _model("fakery/pocket-1:free", "Fakery: Pocket 1 (free)", {"prompt": "0", "completion": "0"}, context=32768, answer=None, age=400),
    _model("openrouter/auto", "Auto Router", {"prompt": "-1", "completion": "-1"}, context=2000000, answer=None, age=500),
    _model("fakery/painter-1", "Fakery: Painter 1", {"prompt": "0", "completion": "0", "image_output": "0.04"}, outputs=("image",)),
    _model(
        "fakery/embed-1",
        "Fakery: Embed 1",
        {"prompt": "0.00000002", "completion": "0"},
        outputs=("embeddings",),
        parameters=(),
        context=8192,
        answer=None,
    ),
]  # fmt: skip

PROVIDERS = [
    {
        "name": name,
        "slug": slug,
        "privacy_policy_url": f"https://{slug}.example/privacy",
        "terms_of_service_url": None,
        "status_page_url": None,
        "headquarters": country,
        "datacenters": [country] if country else None,
    }
    for name, slug, country in ((PROVIDER, "fake", "CH"), ("Fakery", "fakery", None))
]


def named(name: str) -> dict[str, Any] | None:
    """The model of that id or dated name."""
    return next((model for model in CATALOGUE if name in (model["id"], model["canonical_slug"])), None)


def endpoints_of(model: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The endpoints that run a model, one for each provider."""
    figures = {"p50": 250.0, "p75": 350.0, "p90": 480.5, "p99": 850.0}
    return [
        {
            "name": f"{provider['name']} | {model['canonical_slug']}",
            "model_id": model["canonical_slug"],
            "model_name": model["name"],
            "context_length": model["context_length"],
            "pricing": model["pricing"],
            "provider_name": provider["name"],
            "tag": provider["slug"],
            "quantization": "fp8" if index else None,
            "max_completion_tokens": model["top_provider"]["max_completion_tokens"],
            "max_prompt_tokens": None,
            "supported_parameters": model["supported_parameters"],
            "status": -1 if index else 0,
            "uptime_last_5m": None if index else 100,
            "uptime_last_30m": 99.5,
            "uptime_last_1d": 99.87,
            "supports_implicit_caching": False,
            "latency_last_30m": None if index else figures,
            "throughput_last_30m": None if index else {**figures, "p50": 45.2},
        }
        for index, provider in enumerate(PROVIDERS)
    ]


def _listed(model: Mapping[str, Any], wanted: str) -> bool:
    made = model["architecture"]["output_modalities"]
    return wanted == "all" or bool(set(wanted.split(",")) & set(made))


def _price(model: Mapping[str, Any], kind: str) -> Decimal:
    return Decimal(model["pricing"][kind]) * _PER_MILLION


_FILTERS: dict[str, Callable[[dict[str, Any], str], bool]] = {
    "q": lambda model, text: text.casefold() in f"{model['id']} {model['name']}".casefold(),
    "input_modalities": lambda model, text: set(text.split(",")) <= set(model["architecture"]["input_modalities"]),
    "supported_parameters": lambda model, text: set(text.split(",")) <= set(model["supported_parameters"]),
    "context": lambda model, text: model["context_length"] >= int(text),
    "min_price": lambda model, text: _price(model, "prompt") >= Decimal(text),
    "max_price": lambda model, text: _price(model, "prompt") <= Decimal(text),
    "min_output_price": lambda model, text: _price(model, "completion") >= Decimal(text),
    "max_output_price": lambda model, text: _price(model, "completion") <= Decimal(text),
    "model_authors": lambda model, text: model["id"].partition("/")[0] in text.split(","),
    "min_age_days": lambda model, text: model["created"] <= _CREATED - int(text) * _DAY,
    "max_age_days": lambda model, text: model["created"] >= _CREATED - int(text) * _DAY,
}
_ORDERS: dict[str, tuple[Callable[[dict[str, Any]], Any], bool]] = {
    "newest": (lambda model: model["created"], True),
    "pricing-low-to-high": (lambda model: _price(model, "prompt"), False),
    "pricing-high-to-low": (lambda model: _price(model, "prompt"), True),
    "context-high-to-low": (lambda model: model["context_length"], True),
}


def page(path: str, query: Mapping[str, str], *, outputs: str = "text") -> dict[str, Any]:
    """
    A list of models as the service answers it: filtered, sorted, and in pages where the query has an offset or a limit.

    Raises:
        BadQuery: a figure is none, or out of range.
    """
    try:
        found = [
            model
            for model in CATALOGUE
            if _listed(model, query.get("output_modalities", outputs))
            and all(fits(model, query[name]) for name, fits in _FILTERS.items() if name in query)
        ]
        offset, limit = int(query.get("offset", 0)), int(query.get("limit", 500))
    except (ValueError, ArithmeticError):
        raise BadQuery("a filter is no number") from None
    if offset < 0 or not 1 <= limit <= 1000:
        raise BadQuery("offset must be at least 0, and limit between 1 and 1000")
    if query.get("sort") in _ORDERS:
        key, backwards = _ORDERS[query["sort"]]
        found.sort(key=key, reverse=backwards)
    total, following = len(found), None
    if "offset" in query or "limit" in query:
        if offset + limit < total:
            following = f"/api/v1{path}?" + urlencode({**query, "offset": offset + limit, "limit": limit}, quote_via=quote)
        found = found[offset : offset + limit]
    return {"data": found, "total_count": total, "links": {"next": following}}
