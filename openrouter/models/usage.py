# Generated from schemas/usage.json by `python -m codegen`. Edit the schema, not this file.
"""Tokens and cost of a request."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..traits import NO_EXTRA, Mismatch, Model, arrange, bind, new, plain, tolerate


@define(kw_only=True, eq=False, repr=False)
class Usage(Model):
    """What a request took, in tokens of the model's own tokenizer and in credits."""

    prompt_tokens: int | None = None
    """Tokens of the prompt."""

    completion_tokens: int | None = None
    """Tokens of the answer, thinking included."""

    total_tokens: int | None = None
    """Tokens of prompt and answer together."""

    prompt_tokens_details: PromptTokensDetails | None = None
    """What the tokens of the prompt were."""

    completion_tokens_details: CompletionTokensDetails | None = None
    """What the tokens of the answer were."""

    cost: float | None = None
    """What OpenRouter charges, in credits of one US dollar; with an own provider key, its fee only."""

    is_byok: bool | None = None
    """Whether an own key of the provider was used."""

    cost_details: CostDetails | None = None
    """What the cost is made of."""

    server_tool_use_details: ServerToolUseDetails | None = None
    """How often tools ran at OpenRouter."""

    server_tool_use: ServerToolUseDetails | None = None
    """The same under its older name. Deprecated."""


@define(kw_only=True, eq=False, repr=False)
class PromptTokensDetails(Model):
    """What the tokens of a prompt were."""

    cached_tokens: int | None = None
    """Tokens read from the prompt cache."""

    cache_write_tokens: int | None = None
    """Tokens written to the prompt cache, from models that charge for it."""

    audio_tokens: int | None = None
    """Tokens of audio."""

    video_tokens: int | None = None
    """Tokens of video."""

    image_tokens: int | None = None
    """Tokens of images."""


@define(kw_only=True, eq=False, repr=False)
class CompletionTokensDetails(Model):
    """What the tokens of an answer were."""

    reasoning_tokens: int | None = None
    """Tokens of thinking."""

    audio_tokens: int | None = None
    """Tokens of audio."""

    image_tokens: int | None = None
    """Tokens of images."""

    accepted_prediction_tokens: int | None = None
    """Tokens of the prediction that came true."""

    rejected_prediction_tokens: int | None = None
    """Tokens of the prediction that did not, charged all the same."""


@define(kw_only=True, eq=False, repr=False)
class CostDetails(Model):
    """What the cost of a request is made of, in US dollars."""

    upstream_inference_cost: float | None = None
    """What the provider charges, only with an own key of the provider."""

    upstream_inference_prompt_cost: float | None = None
    """The provider's price of the prompt."""

    upstream_inference_completions_cost: float | None = None
    """The provider's price of the answer."""

    server_tool_cost: float | None = None
    """Price of the tools that ran at OpenRouter."""


@define(kw_only=True, eq=False, repr=False)
class ServerToolUseDetails(Model):
    """How often tools ran at OpenRouter; the counts overlap, so do not add them."""

    tool_calls_requested: int | None = None
    """Calls that the model asked for."""

    tool_calls_executed: int | None = None
    """Calls that ran and gave a result."""

    web_search_requests: int | None = None
    """Searches of the web."""


def decode_usage(data: dict[str, Any]) -> Usage:
    """An `Usage` from its JSON object."""
    model = new(Usage)
    model._received = data
    model._extra = NO_EXTRA if Usage._keys.issuperset(data) else None
    value = data.get("prompt_tokens")
    if value is None or type(value) is int:
        model.prompt_tokens = value
    else:
        model.prompt_tokens = None
        tolerate(model, data, "prompt_tokens")
    value = data.get("completion_tokens")
    if value is None or type(value) is int:
        model.completion_tokens = value
    else:
        model.completion_tokens = None
        tolerate(model, data, "completion_tokens")
    value = data.get("total_tokens")
    if value is None or type(value) is int:
        model.total_tokens = value
    else:
        model.total_tokens = None
        tolerate(model, data, "total_tokens")
    value = data.get("prompt_tokens_details")
    model.prompt_tokens_details = None
    if type(value) is dict:
        try:
            model.prompt_tokens_details = decode_prompt_tokens_details(value)
        except Mismatch:
            tolerate(model, data, "prompt_tokens_details")
    elif value is not None:
        tolerate(model, data, "prompt_tokens_details")
    value = data.get("completion_tokens_details")
    model.completion_tokens_details = None
    if type(value) is dict:
        try:
            model.completion_tokens_details = decode_completion_tokens_details(value)
        except Mismatch:
            tolerate(model, data, "completion_tokens_details")
    elif value is not None:
        tolerate(model, data, "completion_tokens_details")
    value = data.get("cost")
    if value is None or type(value) is float or type(value) is int:
        model.cost = value
    else:
        model.cost = None
        tolerate(model, data, "cost")
    value = data.get("is_byok")
    if value is None or type(value) is bool:
        model.is_byok = value
    else:
        model.is_byok = None
        tolerate(model, data, "is_byok")
    value = data.get("cost_details")
    model.cost_details = None
    if type(value) is dict:
        try:
            model.cost_details = decode_cost_details(value)
        except Mismatch:
            tolerate(model, data, "cost_details")
    elif value is not None:
        tolerate(model, data, "cost_details")
    value = data.get("server_tool_use_details")
    model.server_tool_use_details = None
    if type(value) is dict:
        try:
            model.server_tool_use_details = decode_server_tool_use_details(value)
        except Mismatch:
            tolerate(model, data, "server_tool_use_details")
    elif value is not None:
        tolerate(model, data, "server_tool_use_details")
    value = data.get("server_tool_use")
    model.server_tool_use = None
    if type(value) is dict:
        try:
            model.server_tool_use = decode_server_tool_use_details(value)
        except Mismatch:
            tolerate(model, data, "server_tool_use")
    elif value is not None:
        tolerate(model, data, "server_tool_use")
    return model


def encode_usage(model: Usage) -> dict[str, Any]:
    """The JSON object of an `Usage`."""
    return arrange(
        model,
        {
            "prompt_tokens": model.prompt_tokens,
            "completion_tokens": model.completion_tokens,
            "total_tokens": model.total_tokens,
            "prompt_tokens_details": plain(model.prompt_tokens_details),
            "completion_tokens_details": plain(model.completion_tokens_details),
            "cost": model.cost,
            "is_byok": model.is_byok,
            "cost_details": plain(model.cost_details),
            "server_tool_use_details": plain(model.server_tool_use_details),
            "server_tool_use": plain(model.server_tool_use),
        },
    )


def decode_prompt_tokens_details(data: dict[str, Any]) -> PromptTokensDetails:
    """A `PromptTokensDetails` from its JSON object."""
    model = new(PromptTokensDetails)
    model._received = data
    model._extra = NO_EXTRA if PromptTokensDetails._keys.issuperset(data) else None
    value = data.get("cached_tokens")
    if value is None or type(value) is int:
        model.cached_tokens = value
    else:
        model.cached_tokens = None
        tolerate(model, data, "cached_tokens")
    value = data.get("cache_write_tokens")
    if value is None or type(value) is int:
        model.cache_write_tokens = value
    else:
        model.cache_write_tokens = None
        tolerate(model, data, "cache_write_tokens")
    value = data.get("audio_tokens")
    if value is None or type(value) is int:
        model.audio_tokens = value
    else:
        model.audio_tokens = None
        tolerate(model, data, "audio_tokens")
    value = data.get("video_tokens")
    if value is None or type(value) is int:
        model.video_tokens = value
    else:
        model.video_tokens = None
        tolerate(model, data, "video_tokens")
    value = data.get("image_tokens")
    if value is None or type(value) is int:
        model.image_tokens = value
    else:
        model.image_tokens = None
        tolerate(model, data, "image_tokens")
    return model


def encode_prompt_tokens_details(model: PromptTokensDetails) -> dict[str, Any]:
    """The JSON object of a `PromptTokensDetails`."""
    return arrange(
        model,
        {
            "cached_tokens": model.cached_tokens,
            "cache_write_tokens": model.cache_write_tokens,
            "audio_tokens": model.audio_tokens,
            "video_tokens": model.video_tokens,
            "image_tokens": model.image_tokens,
        },
    )


def decode_completion_tokens_details(data: dict[str, Any]) -> CompletionTokensDetails:
    """A `CompletionTokensDetails` from its JSON object."""
    model = new(CompletionTokensDetails)
    model._received = data
    model._extra = NO_EXTRA if CompletionTokensDetails._keys.issuperset(data) else None
    value = data.get("reasoning_tokens")
    if value is None or type(value) is int:
        model.reasoning_tokens = value
    else:
        model.reasoning_tokens = None
        tolerate(model, data, "reasoning_tokens")
    value = data.get("audio_tokens")
    if value is None or type(value) is int:
        model.audio_tokens = value
    else:
        model.audio_tokens = None
        tolerate(model, data, "audio_tokens")
    value = data.get("image_tokens")
    if value is None or type(value) is int:
        model.image_tokens = value
    else:
        model.image_tokens = None
        tolerate(model, data, "image_tokens")
    value = data.get("accepted_prediction_tokens")
    if value is None or type(value) is int:
        model.accepted_prediction_tokens = value
    else:
        model.accepted_prediction_tokens = None
        tolerate(model, data, "accepted_prediction_tokens")
    value = data.get("rejected_prediction_tokens")
    if value is None or type(value) is int:
        model.rejected_prediction_tokens = value
    else:
        model.rejected_prediction_tokens = None
        tolerate(model, data, "rejected_prediction_tokens")
    return model


def encode_completion_tokens_details(model: CompletionTokensDetails) -> dict[str, Any]:
    """The JSON object of a `CompletionTokensDetails`."""
    return arrange(
        model,
        {
            "reasoning_tokens": model.reasoning_tokens,
            "audio_tokens": model.audio_tokens,
            "image_tokens": model.image_tokens,
            "accepted_prediction_tokens": model.accepted_prediction_tokens,
            "rejected_prediction_tokens": model.rejected_prediction_tokens,
        },
    )


def decode_cost_details(data: dict[str, Any]) -> CostDetails:
    """A `CostDetails` from its JSON object."""
    model = new(CostDetails)
    model._received = data
    model._extra = NO_EXTRA if CostDetails._keys.issuperset(data) else None
    value = data.get("upstream_inference_cost")
    if value is None or type(value) is float or type(value) is int:
        model.upstream_inference_cost = value
    else:
        model.upstream_inference_cost = None
        tolerate(model, data, "upstream_inference_cost")
    value = data.get("upstream_inference_prompt_cost")
    if value is None or type(value) is float or type(value) is int:
        model.upstream_inference_prompt_cost = value
    else:
        model.upstream_inference_prompt_cost = None
        tolerate(model, data, "upstream_inference_prompt_cost")
    value = data.get("upstream_inference_completions_cost")
    if value is None or type(value) is float or type(value) is int:
        model.upstream_inference_completions_cost = value
    else:
        model.upstream_inference_completions_cost = None
        tolerate(model, data, "upstream_inference_completions_cost")
    value = data.get("server_tool_cost")
    if value is None or type(value) is float or type(value) is int:
        model.server_tool_cost = value
    else:
        model.server_tool_cost = None
        tolerate(model, data, "server_tool_cost")
    return model


def encode_cost_details(model: CostDetails) -> dict[str, Any]:
    """The JSON object of a `CostDetails`."""
    return arrange(
        model,
        {
            "upstream_inference_cost": model.upstream_inference_cost,
            "upstream_inference_prompt_cost": model.upstream_inference_prompt_cost,
            "upstream_inference_completions_cost": model.upstream_inference_completions_cost,
            "server_tool_cost": model.server_tool_cost,
        },
    )


def decode_server_tool_use_details(data: dict[str, Any]) -> ServerToolUseDetails:
    """A `ServerToolUseDetails` from its JSON object."""
    model = new(ServerToolUseDetails)
    model._received = data
    model._extra = NO_EXTRA if ServerToolUseDetails._keys.issuperset(data) else None
    value = data.get("tool_calls_requested")
    if value is None or type(value) is int:
        model.tool_calls_requested = value
    else:
        model.tool_calls_requested = None
        tolerate(model, data, "tool_calls_requested")
    value = data.get("tool_calls_executed")
    if value is None or type(value) is int:
        model.tool_calls_executed = value
    else:
        model.tool_calls_executed = None
        tolerate(model, data, "tool_calls_executed")
    value = data.get("web_search_requests")
    if value is None or type(value) is int:
        model.web_search_requests = value
    else:
        model.web_search_requests = None
        tolerate(model, data, "web_search_requests")
    return model


def encode_server_tool_use_details(model: ServerToolUseDetails) -> dict[str, Any]:
    """The JSON object of a `ServerToolUseDetails`."""
    return arrange(
        model,
        {
            "tool_calls_requested": model.tool_calls_requested,
            "tool_calls_executed": model.tool_calls_executed,
            "web_search_requests": model.web_search_requests,
        },
    )


bind(Usage, decode_usage, encode_usage)
bind(PromptTokensDetails, decode_prompt_tokens_details, encode_prompt_tokens_details)
bind(CompletionTokensDetails, decode_completion_tokens_details, encode_completion_tokens_details)
bind(CostDetails, decode_cost_details, encode_cost_details)
bind(ServerToolUseDetails, decode_server_tool_use_details, encode_server_tool_use_details)
