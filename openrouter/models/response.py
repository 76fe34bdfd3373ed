# Generated from schemas/response.json by `python -m codegen`. Edit the schema, not this file.
"""A whole answer, as it comes without streaming and as a stream adds up to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import define

from ..traits import (
    NO_EXTRA,
    Mismatch,
    Model,
    ResponseReading,
    arrange,
    bind,
    integer,
    mismatch,
    new,
    plain,
    refuse_item,
    string,
    tolerate,
)
from .message import ChatMessage, decode_chat_message
from .usage import Usage, decode_usage

if TYPE_CHECKING:
    from .annotation import Annotation
    from .error import ErrorDetail
    from .logprobs import Logprobs
    from .router import RouterMetadata
    from .safety import Alignment, SafeguardResult


@define(kw_only=True, eq=False, repr=False)
class ChatResponse(ResponseReading, Model):
    """A whole answer; after a failure, what there is of one."""

    id: str | None = None
    """Name of the generation."""

    object: Literal["chat.completion"] | str | None = None
    """Kind of the object."""

    created: int | None = None
    """When the answer was begun, in seconds since 1970."""

    model: str | None = None
    """Model that answered, usually the dated form of the slug that was asked for."""

    provider: str | None = None
    """Display name of the company that ran the model."""

    choices: list[ChatChoice] | None = None
    """The answers, in practice one."""

    usage: Usage | None = None
    """Tokens and cost of the request."""

    error: ErrorDetail | str | None = None
    """Why the request failed, in a body whose HTTP status may still be 200."""

    system_fingerprint: str | None = None
    """Version of the provider's set-up that produced the answer."""

    service_tier: str | None = None
    """Service tier that the provider used."""

    openrouter_metadata: RouterMetadata | None = None
    """How the request was routed, only when it was asked for by a header."""

    alignment: Alignment | None = None
    """Result of the alignment plugin."""

    safeguard_results: list[SafeguardResult] | None = None
    """Verdicts of the armor plugin on the tool calls of this answer."""

    user_id: str | None = None
    """Account that the request was made for, seen beside errors."""

    resumed: int | None = None
    """How often the answer broke off and was continued; written by this library, never by the service."""


@define(kw_only=True, eq=False, repr=False)
class ChatChoice(Model):
    """One of the answers."""

    index: int | None = None
    """Position of the answer, 0 for the first."""

    message: ChatMessage | None = None
    """What the model said."""

    finish_reason: FinishReason | None = None
    """Why the model stopped, null when nobody said so."""

    native_finish_reason: NativeFinishReason | None = None
    """The provider's own word for why the model stopped."""

    logprobs: Logprobs | None = None
    """Log probabilities of the tokens."""

    error: ErrorDetail | str | None = None
    """Why this answer broke off; the message then holds what there is."""

    annotations: list[Annotation] | None = None
    """Citations and parsed files, from services that put them beside the message."""


FinishReason: TypeAlias = Literal["stop", "length", "tool_calls", "content_filter", "error"] | str
"""Why the model stopped, in the words that all providers share."""


NativeFinishReason: TypeAlias = (
    Literal["stop", "completed", "end_turn", "stop_sequence", "STOP", "length", "max_tokens", "max_output_tokens",
    "MAX_TOKENS", "tool_calls", "tool_use", "content_filter", "MALFORMED_FUNCTION_CALL"] | str
)
"""Why the model stopped, in the provider's own words, of which these are the frequent ones."""


def decode_chat_response(data: dict[str, Any]) -> ChatResponse:
    """A `ChatResponse` from its JSON object."""
    model = new(ChatResponse)
    model._received = data
    model._extra = NO_EXTRA if ChatResponse._keys.issuperset(data) else None
    value = data.get("id")
    if value is None or type(value) is str:
        model.id = value
    else:
        model.id = None
        tolerate(model, data, "id")
    value = data.get("object")
    if value is None or type(value) is str:
        model.object = value
    else:
        model.object = None
        tolerate(model, data, "object")
    value = data.get("created")
    if value is None or type(value) is int:
        model.created = value
    else:
        model.created = None
        tolerate(model, data, "created")
    value = data.get("model")
    if value is None or type(value) is str:
        model.model = value
    else:
        model.model = None
        tolerate(model, data, "model")
    value = data.get("provider")
    if value is None or type(value) is str:
        model.provider = value
    else:
        model.provider = None
        tolerate(model, data, "provider")
    value = data.get("choices")
    if value is None:
        model.choices = None
    elif type(value) is list:
        model.choices = choices_found = []
        for item in value:
            if type(item) is not dict:
                refuse_item(value, item, "an object")
            choices_found.append(decode_chat_choice(item))
    else:
        raise mismatch(data, "choices", "an array")
    value = data.get("usage")
    model.usage = None
    if type(value) is dict:
        try:
            model.usage = decode_usage(value)
        except Mismatch:
            tolerate(model, data, "usage")
    elif value is not None:
        tolerate(model, data, "usage")
    value = data.get("error")
    if value is None or type(value) is str:
        model.error = value
    else:
        model.error = _read_error_of_chat_response(data, "error", value)
    value = data.get("system_fingerprint")
    if value is None or type(value) is str:
        model.system_fingerprint = value
    else:
        model.system_fingerprint = None
        tolerate(model, data, "system_fingerprint")
    value = data.get("service_tier")
    if value is None or type(value) is str:
        model.service_tier = value
    else:
        model.service_tier = None
        tolerate(model, data, "service_tier")
    value = data.get("openrouter_metadata")
    model.openrouter_metadata = None
    if type(value) is dict:
        try:
            from .router import decode_router_metadata
            model.openrouter_metadata = decode_router_metadata(value)
        except Mismatch:
            tolerate(model, data, "openrouter_metadata")
    elif value is not None:
        tolerate(model, data, "openrouter_metadata")
    value = data.get("alignment")
    model.alignment = None
    if type(value) is dict:
        try:
            from .safety import decode_alignment
            model.alignment = decode_alignment(value)
        except Mismatch:
            tolerate(model, data, "alignment")
    elif value is not None:
        tolerate(model, data, "alignment")
    value = data.get("safeguard_results")
    model.safeguard_results = None
    if type(value) is list:
        try:
            from .safety import decode_safeguard_result
            model.safeguard_results = [
                decode_safeguard_result(item) if type(item) is dict else refuse_item(value, item, "an object")
                for item in value
            ]
        except Mismatch:
            tolerate(model, data, "safeguard_results")
    elif value is not None:
        tolerate(model, data, "safeguard_results")
    value = data.get("user_id")
    if value is None or type(value) is str:
        model.user_id = value
    else:
        model.user_id = None
        tolerate(model, data, "user_id")
    value = data.get("resumed")
    if value is None or type(value) is int:
        model.resumed = value
    else:
        model.resumed = None
        tolerate(model, data, "resumed")
    return model


def encode_chat_response(model: ChatResponse) -> dict[str, Any]:
    """The JSON object of a `ChatResponse`."""
    return arrange(
        model,
        {
            "id": model.id,
            "object": model.object,
            "created": model.created,
            "model": model.model,
            "provider": model.provider,
            "choices": plain(model.choices),
            "usage": plain(model.usage),
            "error": plain(model.error),
            "system_fingerprint": model.system_fingerprint,
            "service_tier": model.service_tier,
            "openrouter_metadata": plain(model.openrouter_metadata),
            "alignment": plain(model.alignment),
            "safeguard_results": plain(model.safeguard_results),
            "user_id": model.user_id,
            "resumed": model.resumed,
        },
    )


def decode_chat_choice(data: dict[str, Any]) -> ChatChoice:
    """A `ChatChoice` from its JSON object."""
    model = new(ChatChoice)
    model._received = data
    model._extra = NO_EXTRA if ChatChoice._keys.issuperset(data) else None
    value = data.get("index")
    model.index = value if value is None or type(value) is int else integer(data, "index", value)
    value = data.get("message")
    if value is None:
        model.message = None
    elif type(value) is dict:
        model.message = decode_chat_message(value)
    else:
        raise mismatch(data, "message", "an object")
    value = data.get("finish_reason")
    model.finish_reason = value if value is None or type(value) is str else string(data, "finish_reason", value)
    value = data.get("native_finish_reason")
    if value is None or type(value) is str:
        model.native_finish_reason = value
    else:
        model.native_finish_reason = None
        tolerate(model, data, "native_finish_reason")
    value = data.get("logprobs")
    model.logprobs = None
    if type(value) is dict:
        try:
            from .logprobs import decode_logprobs
            model.logprobs = decode_logprobs(value)
        except Mismatch:
            tolerate(model, data, "logprobs")
    elif value is not None:
        tolerate(model, data, "logprobs")
    value = data.get("error")
    model.error = value if value is None or type(value) is str else _read_error_of_chat_choice(data, "error", value)
    value = data.get("annotations")
    model.annotations = None
    if type(value) is list:
        try:
            from .annotation import decode_annotation
            model.annotations = [
                decode_annotation(item) if type(item) is dict else refuse_item(value, item, "an object")
                for item in value
            ]
        except Mismatch:
            tolerate(model, data, "annotations")
    elif value is not None:
        tolerate(model, data, "annotations")
    return model


def encode_chat_choice(model: ChatChoice) -> dict[str, Any]:
    """The JSON object of a `ChatChoice`."""
    return arrange(
        model,
        {
            "index": model.index,
            "message": plain(model.message),
            "finish_reason": model.finish_reason,
            "native_finish_reason": model.native_finish_reason,
            "logprobs": plain(model.logprobs),
            "error": plain(model.error),
            "annotations": plain(model.annotations),
        },
    )


def _read_error_of_chat_response(holder: Any, key: str | int, value: Any) -> ErrorDetail | str:
    """The value, if its kind is right."""
    if type(value) is str:
        return value
    if type(value) is dict:
        from .error import decode_error_detail
        return decode_error_detail(value)
    raise mismatch(holder, key, "an object or a string")


def _read_error_of_chat_choice(holder: Any, key: str | int, value: Any) -> ErrorDetail | str:
    """The value, if its kind is right."""
    if type(value) is str:
        return value
    if type(value) is dict:
        from .error import decode_error_detail
        return decode_error_detail(value)
    raise mismatch(holder, key, "an object or a string")


bind(ChatResponse, decode_chat_response, encode_chat_response)
bind(ChatChoice, decode_chat_choice, encode_chat_choice)
