# Generated from schemas/generation.json by `python -m codegen`. Edit the schema, not this file.
"""What the service notes of a generation."""

from __future__ import annotations

from typing import Any, Literal

from attrs import define

from ..traits import NO_EXTRA, Mismatch, Model, arrange, bind, new, plain, refuse_item, string, tolerate
from .message import ChatMessage, decode_chat_message


@define(kw_only=True, eq=False, repr=False)
class Generation(Model):
    """Tokens, cost and route of one generation, also of one that was cancelled or broke off."""

    id: str
    """Name of the generation."""

    upstream_id: str | None = None
    """The provider's own name of it."""

    total_cost: float | None = None
    """What it cost in all, in US dollars."""

    usage: float | None = None
    """What was charged, in US dollars."""

    cache_discount: float | None = None
    """What caching saved, in US dollars; negative where writing to the cache cost more."""

    upstream_inference_cost: float | None = None
    """What the provider charged to a key of the account's own, in US dollars."""

    created_at: str | None = None
    """When it was begun, as an ISO 8601 date and time."""

    model: str | None = None
    """Model that answered."""

    app_id: int | None = None
    """Number of the app that asked."""

    origin: str | None = None
    """Where the request came from."""

    is_byok: bool | None = None
    """Whether a provider key of the account's own was used."""

    streamed: bool | None = None
    """Whether it was streamed."""

    cancelled: bool | None = None
    """Whether the caller left before its end."""

    provider_name: str | None = None
    """Company that ran the model."""

    latency: float | None = None
    """Time to the first token, in milliseconds."""

    moderation_latency: float | None = None
    """Time that moderation took, in milliseconds."""

    generation_time: float | None = None
    """Time that generating took, in milliseconds."""

    finish_reason: str | None = None
    """Why the model stopped."""

    native_finish_reason: str | None = None
    """The provider's own word for why the model stopped."""

    tokens_prompt: int | None = None
    """Tokens of the prompt, by a counter that is the same for all models."""

    tokens_completion: int | None = None
    """Tokens of the answer, by the same counter."""

    native_tokens_prompt: int | None = None
    """Tokens of the prompt by the model's own count, which is what is billed."""

    native_tokens_completion: int | None = None
    """Tokens of the answer by the model's own count."""

    native_tokens_completion_images: int | None = None
    """Tokens of images in the answer."""

    native_tokens_reasoning: int | None = None
    """Tokens of reasoning."""

    native_tokens_cached: int | None = None
    """Tokens of the prompt that came from the cache."""

    num_media_prompt: int | None = None
    """Images and other media in the prompt."""

    num_input_audio_prompt: int | None = None
    """Pieces of audio in the prompt."""

    num_media_completion: int | None = None
    """Images and other media in the answer."""

    num_search_results: int | None = None
    """Results of web searches that were used."""

    num_fetches: int | None = None
    """Web pages that were fetched."""

    web_search_engine: str | None = None
    """Search engine that was used."""

    external_user: str | None = None
    """The caller's name for its end user."""

    api_type: Literal["completions", "embeddings", "rerank", "tts", "stt", "video", "image"] | str | None = None
    """Kind of endpoint."""

    router: str | None = None
    """Router that chose the model."""

    provider_responses: list[ProviderResponse] | None = None
    """What each provider that was tried answered, in order."""

    session_id: str | None = None
    """Name that groups generations of a session."""

    request_id: str | None = None
    """Name that groups the generations of one request."""

    response_cache_source_id: str | None = None
    """Generation whose cached answer was sent again."""

    service_tier: str | None = None
    """Service tier that the provider used."""

    preset_id: str | None = None
    """Preset that was used."""

    data_region: Literal["global", "europe", "us"] | str | None = None
    """Region that the data went through."""

    http_referer: str | None = None
    """Referer header of the request."""

    user_agent: str | None = None
    """User-Agent header of the request."""

    workspace_id: str | None = None
    """Workspace that it is billed to."""


@define(kw_only=True, eq=False, repr=False)
class ProviderResponse(Model):
    """What one provider answered."""

    id: str | None = None
    """The provider's name of its answer."""

    endpoint_id: str | None = None
    """Endpoint that was tried."""

    model_permaslug: str | None = None
    """Dated name of the model."""

    provider_name: str | None = None
    """Company that was tried."""

    status: int | None = None
    """HTTP status that it answered."""

    latency: float | None = None
    """Time to its answer, in milliseconds."""

    is_byok: bool | None = None
    """Whether a provider key of the account's own was used."""

    routed_service_tier: Literal["flex", "priority", "ultrafast"] | str | None = None
    """Service tier that the attempt was routed to."""


@define(kw_only=True, eq=False, repr=False)
class GenerationContent(Model):
    """What was asked and answered in one generation, where the account has it stored."""

    input: GenerationInput | None = None
    """What was asked."""

    output: GenerationOutput | None = None
    """What was answered."""

    error: GenerationError | None = None
    """How it failed; None where it did not."""


@define(kw_only=True, eq=False, repr=False)
class GenerationInput(Model):
    """What was asked: a prompt or messages."""

    prompt: str | None = None
    """The prompt."""

    messages: list[ChatMessage] | None = None
    """The messages."""


@define(kw_only=True, eq=False, repr=False)
class GenerationOutput(Model):
    """What was answered."""

    completion: str | None = None
    """The text."""

    reasoning: str | None = None
    """The thinking."""


@define(kw_only=True, eq=False, repr=False)
class GenerationError(Model):
    """How a generation failed."""

    status: int | None = None
    """HTTP status that the caller was given."""

    message: str | None = None
    """What the caller was told."""

    provider_name: str | None = None
    """Company whose failure it was."""

    raw: str | None = None
    """What that company said."""

    previous_errors: list[FailedAttempt] | None = None
    """Attempts that failed before, in their order."""


@define(kw_only=True, eq=False, repr=False)
class FailedAttempt(Model):
    """An attempt that failed."""

    code: int | None = None
    """HTTP status of the attempt."""

    message: str | None = None
    """What was said of it."""

    provider_name: str | None = None
    """Company that was tried."""

    raw: str | None = None
    """What that company said."""


def decode_generation(data: dict[str, Any]) -> Generation:
    """A `Generation` from its JSON object."""
    model = new(Generation)
    model._received = data
    model._extra = NO_EXTRA if Generation._keys.issuperset(data) else None
    value = data.get("id")
    model.id = value if type(value) is str else string(data, "id", value)
    value = data.get("upstream_id")
    if value is None or type(value) is str:
        model.upstream_id = value
    else:
        model.upstream_id = None
        tolerate(model, data, "upstream_id")
    value = data.get("total_cost")
    if value is None or type(value) is float or type(value) is int:
        model.total_cost = value
    else:
        model.total_cost = None
        tolerate(model, data, "total_cost")
    value = data.get("usage")
    if value is None or type(value) is float or type(value) is int:
        model.usage = value
    else:
        model.usage = None
        tolerate(model, data, "usage")
    value = data.get("cache_discount")
    if value is None or type(value) is float or type(value) is int:
        model.cache_discount = value
    else:
        model.cache_discount = None
        tolerate(model, data, "cache_discount")
    value = data.get("upstream_inference_cost")
    if value is None or type(value) is float or type(value) is int:
        model.upstream_inference_cost = value
    else:
        model.upstream_inference_cost = None
        tolerate(model, data, "upstream_inference_cost")
    value = data.get("created_at")
    if value is None or type(value) is str:
        model.created_at = value
    else:
        model.created_at = None
        tolerate(model, data, "created_at")
    value = data.get("model")
    if value is None or type(value) is str:
        model.model = value
    else:
        model.model = None
        tolerate(model, data, "model")
    value = data.get("app_id")
    if value is None or type(value) is int:
        model.app_id = value
    else:
        model.app_id = None
        tolerate(model, data, "app_id")
    value = data.get("origin")
    if value is None or type(value) is str:
        model.origin = value
    else:
        model.origin = None
        tolerate(model, data, "origin")
    value = data.get("is_byok")
    if value is None or type(value) is bool:
        model.is_byok = value
    else:
        model.is_byok = None
        tolerate(model, data, "is_byok")
    value = data.get("streamed")
    if value is None or type(value) is bool:
        model.streamed = value
    else:
        model.streamed = None
        tolerate(model, data, "streamed")
    value = data.get("cancelled")
    if value is None or type(value) is bool:
        model.cancelled = value
    else:
        model.cancelled = None
        tolerate(model, data, "cancelled")
    value = data.get("provider_name")
    if value is None or type(value) is str:
        model.provider_name = value
    else:
        model.provider_name = None
        tolerate(model, data, "provider_name")
    value = data.get("latency")
    if value is None or type(value) is float or type(value) is int:
        model.latency = value
    else:
        model.latency = None
        tolerate(model, data, "latency")
    value = data.get("moderation_latency")
    if value is None or type(value) is float or type(value) is int:
        model.moderation_latency = value
    else:
        model.moderation_latency = None
        tolerate(model, data, "moderation_latency")
    value = data.get("generation_time")
    if value is None or type(value) is float or type(value) is int:
        model.generation_time = value
    else:
        model.generation_time = None
        tolerate(model, data, "generation_time")
    value = data.get("finish_reason")
    if value is None or type(value) is str:
        model.finish_reason = value
    else:
        model.finish_reason = None
        tolerate(model, data, "finish_reason")
    value = data.get("native_finish_reason")
    if value is None or type(value) is str:
        model.native_finish_reason = value
    else:
        model.native_finish_reason = None
        tolerate(model, data, "native_finish_reason")
    value = data.get("tokens_prompt")
    if value is None or type(value) is int:
        model.tokens_prompt = value
    else:
        model.tokens_prompt = None
        tolerate(model, data, "tokens_prompt")
    value = data.get("tokens_completion")
    if value is None or type(value) is int:
        model.tokens_completion = value
    else:
        model.tokens_completion = None
        tolerate(model, data, "tokens_completion")
    value = data.get("native_tokens_prompt")
    if value is None or type(value) is int:
        model.native_tokens_prompt = value
    else:
        model.native_tokens_prompt = None
        tolerate(model, data, "native_tokens_prompt")
    value = data.get("native_tokens_completion")
    if value is None or type(value) is int:
        model.native_tokens_completion = value
    else:
        model.native_tokens_completion = None
        tolerate(model, data, "native_tokens_completion")
    value = data.get("native_tokens_completion_images")
    if value is None or type(value) is int:
        model.native_tokens_completion_images = value
    else:
        model.native_tokens_completion_images = None
        tolerate(model, data, "native_tokens_completion_images")
    value = data.get("native_tokens_reasoning")
    if value is None or type(value) is int:
        model.native_tokens_reasoning = value
    else:
        model.native_tokens_reasoning = None
        tolerate(model, data, "native_tokens_reasoning")
    value = data.get("native_tokens_cached")
    if value is None or type(value) is int:
        model.native_tokens_cached = value
    else:
        model.native_tokens_cached = None
        tolerate(model, data, "native_tokens_cached")
    value = data.get("num_media_prompt")
    if value is None or type(value) is int:
        model.num_media_prompt = value
    else:
        model.num_media_prompt = None
        tolerate(model, data, "num_media_prompt")
    value = data.get("num_input_audio_prompt")
    if value is None or type(value) is int:
        model.num_input_audio_prompt = value
    else:
        model.num_input_audio_prompt = None
        tolerate(model, data, "num_input_audio_prompt")
    value = data.get("num_media_completion")
    if value is None or type(value) is int:
        model.num_media_completion = value
    else:
        model.num_media_completion = None
        tolerate(model, data, "num_media_completion")
    value = data.get("num_search_results")
    if value is None or type(value) is int:
        model.num_search_results = value
    else:
        model.num_search_results = None
        tolerate(model, data, "num_search_results")
    value = data.get("num_fetches")
    if value is None or type(value) is int:
        model.num_fetches = value
    else:
        model.num_fetches = None
        tolerate(model, data, "num_fetches")
    value = data.get("web_search_engine")
    if value is None or type(value) is str:
        model.web_search_engine = value
    else:
        model.web_search_engine = None
        tolerate(model, data, "web_search_engine")
    value = data.get("external_user")
    if value is None or type(value) is str:
        model.external_user = value
    else:
        model.external_user = None
        tolerate(model, data, "external_user")
    value = data.get("api_type")
    if value is None or type(value) is str:
        model.api_type = value
    else:
        model.api_type = None
        tolerate(model, data, "api_type")
    value = data.get("router")
    if value is None or type(value) is str:
        model.router = value
    else:
        model.router = None
        tolerate(model, data, "router")
    value = data.get("provider_responses")
    model.provider_responses = None
    if type(value) is list:
        try:
            model.provider_responses = [
                decode_provider_response(item) if type(item) is dict else refuse_item(value, item, "an object")
                for item in value
            ]
        except Mismatch:
            tolerate(model, data, "provider_responses")
    elif value is not None:
        tolerate(model, data, "provider_responses")
    value = data.get("session_id")
    if value is None or type(value) is str:
        model.session_id = value
    else:
        model.session_id = None
        tolerate(model, data, "session_id")
    value = data.get("request_id")
    if value is None or type(value) is str:
        model.request_id = value
    else:
        model.request_id = None
        tolerate(model, data, "request_id")
    value = data.get("response_cache_source_id")
    if value is None or type(value) is str:
        model.response_cache_source_id = value
    else:
        model.response_cache_source_id = None
        tolerate(model, data, "response_cache_source_id")
    value = data.get("service_tier")
    if value is None or type(value) is str:
        model.service_tier = value
    else:
        model.service_tier = None
        tolerate(model, data, "service_tier")
    value = data.get("preset_id")
    if value is None or type(value) is str:
        model.preset_id = value
    else:
        model.preset_id = None
        tolerate(model, data, "preset_id")
    value = data.get("data_region")
    if value is None or type(value) is str:
        model.data_region = value
    else:
        model.data_region = None
        tolerate(model, data, "data_region")
    value = data.get("http_referer")
    if value is None or type(value) is str:
        model.http_referer = value
    else:
        model.http_referer = None
        tolerate(model, data, "http_referer")
    value = data.get("user_agent")
    if value is None or type(value) is str:
        model.user_agent = value
    else:
        model.user_agent = None
        tolerate(model, data, "user_agent")
    value = data.get("workspace_id")
    if value is None or type(value) is str:
        model.workspace_id = value
    else:
        model.workspace_id = None
        tolerate(model, data, "workspace_id")
    return model


def encode_generation(model: Generation) -> dict[str, Any]:
    """The JSON object of a `Generation`."""
    return arrange(
        model,
        {
            "id": model.id,
            "upstream_id": model.upstream_id,
            "total_cost": model.total_cost,
            "usage": model.usage,
            "cache_discount": model.cache_discount,
            "upstream_inference_cost": model.upstream_inference_cost,
            "created_at": model.created_at,
            "model": model.model,
            "app_id": model.app_id,
            "origin": model.origin,
            "is_byok": model.is_byok,
            "streamed": model.streamed,
            "cancelled": model.cancelled,
            "provider_name": model.provider_name,
            "latency": model.latency,
            "moderation_latency": model.moderation_latency,
            "generation_time": model.generation_time,
            "finish_reason": model.finish_reason,
            "native_finish_reason": model.native_finish_reason,
            "tokens_prompt": model.tokens_prompt,
            "tokens_completion": model.tokens_completion,
            "native_tokens_prompt": model.native_tokens_prompt,
            "native_tokens_completion": model.native_tokens_completion,
            "native_tokens_completion_images": model.native_tokens_completion_images,
            "native_tokens_reasoning": model.native_tokens_reasoning,
            "native_tokens_cached": model.native_tokens_cached,
            "num_media_prompt": model.num_media_prompt,
            "num_input_audio_prompt": model.num_input_audio_prompt,
            "num_media_completion": model.num_media_completion,
            "num_search_results": model.num_search_results,
            "num_fetches": model.num_fetches,
            "web_search_engine": model.web_search_engine,
            "external_user": model.external_user,
            "api_type": model.api_type,
            "router": model.router,
            "provider_responses": plain(model.provider_responses),
            "session_id": model.session_id,
            "request_id": model.request_id,
            "response_cache_source_id": model.response_cache_source_id,
            "service_tier": model.service_tier,
            "preset_id": model.preset_id,
            "data_region": model.data_region,
            "http_referer": model.http_referer,
            "user_agent": model.user_agent,
            "workspace_id": model.workspace_id,
        },
    )


def decode_provider_response(data: dict[str, Any]) -> ProviderResponse:
    """A `ProviderResponse` from its JSON object."""
    model = new(ProviderResponse)
    model._received = data
    model._extra = NO_EXTRA if ProviderResponse._keys.issuperset(data) else None
    value = data.get("id")
    if value is None or type(value) is str:
        model.id = value
    else:
        model.id = None
        tolerate(model, data, "id")
    value = data.get("endpoint_id")
    if value is None or type(value) is str:
        model.endpoint_id = value
    else:
        model.endpoint_id = None
        tolerate(model, data, "endpoint_id")
    value = data.get("model_permaslug")
    if value is None or type(value) is str:
        model.model_permaslug = value
    else:
        model.model_permaslug = None
        tolerate(model, data, "model_permaslug")
    value = data.get("provider_name")
    if value is None or type(value) is str:
        model.provider_name = value
    else:
        model.provider_name = None
        tolerate(model, data, "provider_name")
    value = data.get("status")
    if value is None or type(value) is int:
        model.status = value
    else:
        model.status = None
        tolerate(model, data, "status")
    value = data.get("latency")
    if value is None or type(value) is float or type(value) is int:
        model.latency = value
    else:
        model.latency = None
        tolerate(model, data, "latency")
    value = data.get("is_byok")
    if value is None or type(value) is bool:
        model.is_byok = value
    else:
        model.is_byok = None
        tolerate(model, data, "is_byok")
    value = data.get("routed_service_tier")
    if value is None or type(value) is str:
        model.routed_service_tier = value
    else:
        model.routed_service_tier = None
        tolerate(model, data, "routed_service_tier")
    return model


def encode_provider_response(model: ProviderResponse) -> dict[str, Any]:
    """The JSON object of a `ProviderResponse`."""
    return arrange(
        model,
        {
            "id": model.id,
            "endpoint_id": model.endpoint_id,
            "model_permaslug": model.model_permaslug,
            "provider_name": model.provider_name,
            "status": model.status,
            "latency": model.latency,
            "is_byok": model.is_byok,
            "routed_service_tier": model.routed_service_tier,
        },
    )


def decode_generation_content(data: dict[str, Any]) -> GenerationContent:
    """A `GenerationContent` from its JSON object."""
    model = new(GenerationContent)
    model._received = data
    model._extra = NO_EXTRA if GenerationContent._keys.issuperset(data) else None
    value = data.get("input")
    model.input = None
    if type(value) is dict:
        try:
            model.input = decode_generation_input(value)
        except Mismatch:
            tolerate(model, data, "input")
    elif value is not None:
        tolerate(model, data, "input")
    value = data.get("output")
    model.output = None
    if type(value) is dict:
        try:
            model.output = decode_generation_output(value)
        except Mismatch:
            tolerate(model, data, "output")
    elif value is not None:
        tolerate(model, data, "output")
    value = data.get("error")
    model.error = None
    if type(value) is dict:
        try:
            model.error = decode_generation_error(value)
        except Mismatch:
            tolerate(model, data, "error")
    elif value is not None:
        tolerate(model, data, "error")
    return model


def encode_generation_content(model: GenerationContent) -> dict[str, Any]:
    """The JSON object of a `GenerationContent`."""
    return arrange(
        model,
        {
            "input": plain(model.input),
            "output": plain(model.output),
            "error": plain(model.error),
        },
    )


def decode_generation_input(data: dict[str, Any]) -> GenerationInput:
    """A `GenerationInput` from its JSON object."""
    model = new(GenerationInput)
    model._received = data
    model._extra = NO_EXTRA if GenerationInput._keys.issuperset(data) else None
    value = data.get("prompt")
    if value is None or type(value) is str:
        model.prompt = value
    else:
        model.prompt = None
        tolerate(model, data, "prompt")
    value = data.get("messages")
    model.messages = None
    if type(value) is list:
        try:
            model.messages = [
                decode_chat_message(item) if type(item) is dict else refuse_item(value, item, "an object")
                for item in value
            ]
        except Mismatch:
            tolerate(model, data, "messages")
    elif value is not None:
        tolerate(model, data, "messages")
    return model


def encode_generation_input(model: GenerationInput) -> dict[str, Any]:
    """The JSON object of a `GenerationInput`."""
    return arrange(
        model,
        {
            "prompt": model.prompt,
            "messages": plain(model.messages),
        },
    )


def decode_generation_output(data: dict[str, Any]) -> GenerationOutput:
    """A `GenerationOutput` from its JSON object."""
    model = new(GenerationOutput)
    model._received = data
    model._extra = NO_EXTRA if GenerationOutput._keys.issuperset(data) else None
    value = data.get("completion")
    if value is None or type(value) is str:
        model.completion = value
    else:
        model.completion = None
        tolerate(model, data, "completion")
    value = data.get("reasoning")
    if value is None or type(value) is str:
        model.reasoning = value
    else:
        model.reasoning = None
        tolerate(model, data, "reasoning")
    return model


def encode_generation_output(model: GenerationOutput) -> dict[str, Any]:
    """The JSON object of a `GenerationOutput`."""
    return arrange(
        model,
        {
            "completion": model.completion,
            "reasoning": model.reasoning,
        },
    )


def decode_generation_error(data: dict[str, Any]) -> GenerationError:
    """A `GenerationError` from its JSON object."""
    model = new(GenerationError)
    model._received = data
    model._extra = NO_EXTRA if GenerationError._keys.issuperset(data) else None
    value = data.get("status")
    if value is None or type(value) is int:
        model.status = value
    else:
        model.status = None
        tolerate(model, data, "status")
    value = data.get("message")
    if value is None or type(value) is str:
        model.message = value
    else:
        model.message = None
        tolerate(model, data, "message")
    value = data.get("provider_name")
    if value is None or type(value) is str:
        model.provider_name = value
    else:
        model.provider_name = None
        tolerate(model, data, "provider_name")
    value = data.get("raw")
    if value is None or type(value) is str:
        model.raw = value
    else:
        model.raw = None
        tolerate(model, data, "raw")
    value = data.get("previous_errors")
    model.previous_errors = None
    if type(value) is list:
        try:
            model.previous_errors = [
                decode_failed_attempt(item) if type(item) is dict else refuse_item(value, item, "an object")
                for item in value
            ]
        except Mismatch:
            tolerate(model, data, "previous_errors")
    elif value is not None:
        tolerate(model, data, "previous_errors")
    return model


def encode_generation_error(model: GenerationError) -> dict[str, Any]:
    """The JSON object of a `GenerationError`."""
    return arrange(
        model,
        {
            "status": model.status,
            "message": model.message,
            "provider_name": model.provider_name,
            "raw": model.raw,
            "previous_errors": plain(model.previous_errors),
        },
    )


def decode_failed_attempt(data: dict[str, Any]) -> FailedAttempt:
    """A `FailedAttempt` from its JSON object."""
    model = new(FailedAttempt)
    model._received = data
    model._extra = NO_EXTRA if FailedAttempt._keys.issuperset(data) else None
    value = data.get("code")
    if value is None or type(value) is int:
        model.code = value
    else:
        model.code = None
        tolerate(model, data, "code")
    value = data.get("message")
    if value is None or type(value) is str:
        model.message = value
    else:
        model.message = None
        tolerate(model, data, "message")
    value = data.get("provider_name")
    if value is None or type(value) is str:
        model.provider_name = value
    else:
        model.provider_name = None
        tolerate(model, data, "provider_name")
    value = data.get("raw")
    if value is None or type(value) is str:
        model.raw = value
    else:
        model.raw = None
        tolerate(model, data, "raw")
    return model


def encode_failed_attempt(model: FailedAttempt) -> dict[str, Any]:
    """The JSON object of a `FailedAttempt`."""
    return arrange(
        model,
        {
            "code": model.code,
            "message": model.message,
            "provider_name": model.provider_name,
            "raw": model.raw,
        },
    )


bind(Generation, decode_generation, encode_generation)
bind(ProviderResponse, decode_provider_response, encode_provider_response)
bind(GenerationContent, decode_generation_content, encode_generation_content)
bind(GenerationInput, decode_generation_input, encode_generation_input)
bind(GenerationOutput, decode_generation_output, encode_generation_output)
bind(GenerationError, decode_generation_error, encode_generation_error)
bind(FailedAttempt, decode_failed_attempt, encode_failed_attempt)
