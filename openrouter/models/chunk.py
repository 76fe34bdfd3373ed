# Generated from schemas/chunk.json by `python -m codegen`. Edit the schema, not this file.
"""The pieces of a streamed answer: one server-sent event holds one ChatChunk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from attrs import define

from ..traits import (
    NO_EXTRA,
    ChunkReading,
    Fold,
    Mismatch,
    Model,
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
from .media import Audio, Image, decode_audio, decode_image, fold_audio
from .message import ToolCallType
from .reasoning import ReasoningDetail, decode_reasoning_detail
from .response import FinishReason, NativeFinishReason
from .usage import Usage, decode_usage

if TYPE_CHECKING:
    from .annotation import Annotation
    from .content import ContentPart
    from .error import ErrorDetail
    from .logprobs import Logprobs
    from .router import RouterMetadata
    from .safety import Alignment, SafeguardResult


@define(kw_only=True, eq=False, repr=False)
class ChatChunk(ChunkReading, Model):
    """One event of a stream: what was added to the answer since the last one."""

    id: str | None = None
    """Name of the generation, the same in every chunk of a stream."""

    object: Literal["chat.completion.chunk"] | str | None = None
    """Kind of the object."""

    created: int | None = None
    """When the answer was begun, in seconds since 1970."""

    model: str | None = None
    """Model that answers, usually the dated form of the slug that was asked for."""

    provider: str | None = None
    """Display name of the company that runs the model."""

    choices: list[ChunkChoice] | None = None
    """What is new in each answer; may be empty or missing in chunks that carry only usage, an error or debug data."""

    usage: Usage | None = None
    """Tokens and cost of the whole request, normally in the last chunk only."""

    error: ErrorDetail | str | None = None
    """Why the stream failed, although its HTTP status was 200."""

    system_fingerprint: str | None = None
    """Version of the provider's set-up that produced the answer."""

    service_tier: str | None = None
    """Service tier that the provider used, usually in the last chunk only."""

    openrouter_metadata: RouterMetadata | None = None
    """How the request was routed, in the last chunk and only when it was asked for by a header."""

    alignment: Alignment | None = None
    """Result of the alignment plugin."""

    safeguard_results: list[SafeguardResult] | None = None
    """Verdicts of the armor plugin on the tool calls of this answer."""

    debug: ChunkDebug | None = None
    """Debug data, in chunks of its own at the start of the stream when it was asked for."""

    user_id: str | None = None
    """Account that the request was made for, seen beside errors."""


@define(kw_only=True, eq=False, repr=False)
class ChunkChoice(Model):
    """What a chunk adds to one of the answers."""

    index: int | None = None
    """Which answer this belongs to, 0 when missing."""

    delta: ChatDelta | None = None
    """The new pieces of the message."""

    finish_reason: FinishReason | None = None
    """Why the model stopped, null while it goes on; often repeated by the chunk that brings the usage."""

    native_finish_reason: NativeFinishReason | None = None
    """The provider's own word for why the model stopped."""

    logprobs: Logprobs | None = None
    """Log probabilities of the new tokens."""

    error: ErrorDetail | str | None = None
    """Why this answer failed."""

    annotations: list[Annotation] | None = None
    """Citations and parsed files of the message, from services that put them beside the delta."""


@define(kw_only=True, eq=False, repr=False)
class ChatDelta(Model):
    """New pieces of an assistant message; each of them may be missing, null or empty."""

    role: str | None = None
    """Who speaks: assistant, repeated in nearly every chunk."""

    content: str | list[ContentPart] | None = None
    """New visible text, or parts of it from services that send lists."""

    reasoning: str | None = None
    """New text of the thinking."""

    reasoning_content: str | None = None
    """The same as reasoning, under the name that some services use."""

    reasoning_details: list[ReasoningDetail] | None = None
    """New fragments of the structured thinking, which has to be sent back as it came."""

    refusal: str | None = None
    """New text of a refusal."""

    tool_calls: list[ToolCallDelta] | None = None
    """New fragments of tool calls."""

    audio: Audio | None = None
    """New piece of spoken output."""

    images: list[Image] | None = None
    """Generated images, each of them whole."""

    annotations: list[Annotation] | None = None
    """Citations and parsed files, each of them whole."""


@define(kw_only=True, eq=False, repr=False)
class ToolCallDelta(Model):
    """A fragment of a tool call; the first one brings the id and the name, the others more of the arguments."""

    index: int | None = None
    """Which call of the message this belongs to; not always to be trusted."""

    id: str | None = None
    """Name of the call, which its result has to repeat."""

    type: ToolCallType | None = None
    """Kind of the call."""

    function: FunctionDelta | None = None
    """What is new in the name and arguments."""


@define(kw_only=True, eq=False, repr=False)
class FunctionDelta(Model):
    """New pieces of the function that a tool call names."""

    name: str | None = None
    """Name of the function, sent once and whole."""

    arguments: str | dict[str, Any] | None = None
    """Next piece of the arguments, which together are JSON text; some proxies send the JSON object itself."""


@define(kw_only=True, eq=False, repr=False)
class ChunkDebug(Model):
    """Debug data of a stream."""

    echo_upstream_body: Any = None
    """The request body as it was sent to the provider, one chunk for each provider that was tried."""


def decode_chat_chunk(data: dict[str, Any]) -> ChatChunk:
    """A `ChatChunk` from its JSON object."""
    model = new(ChatChunk)
    model._received = data
    often = _OFTEN_IN_CHAT_CHUNK.issuperset(data)
    model._extra = NO_EXTRA if often else None
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
            choices_found.append(decode_chunk_choice(item))
    else:
        raise mismatch(data, "choices", "an array")
    value = data.get("system_fingerprint")
    if value is None or type(value) is str:
        model.system_fingerprint = value
    else:
        model.system_fingerprint = None
        tolerate(model, data, "system_fingerprint")
    if often:
        model.usage = None
        model.error = None
        model.service_tier = None
        model.openrouter_metadata = None
        model.alignment = None
        model.safeguard_results = None
        model.debug = None
        model.user_id = None
    else:
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
        model.error = value if value is None or type(value) is str else _read_error_of_chat_chunk(data, "error", value)
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
        value = data.get("debug")
        model.debug = None
        if type(value) is dict:
            try:
                model.debug = decode_chunk_debug(value)
            except Mismatch:
                tolerate(model, data, "debug")
        elif value is not None:
            tolerate(model, data, "debug")
        value = data.get("user_id")
        if value is None or type(value) is str:
            model.user_id = value
        else:
            model.user_id = None
            tolerate(model, data, "user_id")
    return model


def encode_chat_chunk(model: ChatChunk) -> dict[str, Any]:
    """The JSON object of a `ChatChunk`."""
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
            "debug": plain(model.debug),
            "user_id": model.user_id,
        },
    )


def fold_chat_chunk(piece: ChatChunk, into: Fold) -> None:
    """Joins a `ChatChunk` to what came before, by the merge rules of the schema."""
    if into.settled < 5:
        if piece.id is not None and "id" not in into.values:
            into.first("id", piece.id)
        if piece.object is not None and "object" not in into.values:
            into.first("object", piece.object)
        if piece.created is not None and "created" not in into.values:
            into.first("created", piece.created)
        if piece.model is not None and "model" not in into.values:
            into.first("model", piece.model)
        if piece.provider is not None and "provider" not in into.values:
            into.first("provider", piece.provider)
    if piece.choices is not None:
        into.by_index("choices", piece.choices, fold_chunk_choice)
    if piece.usage is not None:
        into.last("usage", piece.usage)
    if piece.error is not None:
        into.last("error", piece.error)
    if piece.system_fingerprint is not None:
        into.last("system_fingerprint", piece.system_fingerprint)
    if piece.service_tier is not None:
        into.last("service_tier", piece.service_tier)
    if piece.openrouter_metadata is not None:
        into.last("openrouter_metadata", piece.openrouter_metadata)
    if piece.alignment is not None:
        into.last("alignment", piece.alignment)
    if piece.safeguard_results is not None:
        into.last("safeguard_results", piece.safeguard_results)
    if piece.debug is not None:
        into.last("debug", piece.debug)
    if piece.user_id is not None:
        into.last("user_id", piece.user_id)
    if piece._extra is not NO_EXTRA:
        into.unknown(piece)


def repeat_chat_chunk(like: ChatChunk) -> ChatChunk:
    """A `ChatChunk` with the values of another, which the two share."""
    model = new(ChatChunk)
    model._received = like._received
    model._extra = like._extra
    model.id = like.id
    model.object = like.object
    model.created = like.created
    model.model = like.model
    model.provider = like.provider
    model.choices = like.choices
    model.usage = like.usage
    model.error = like.error
    model.system_fingerprint = like.system_fingerprint
    model.service_tier = like.service_tier
    model.openrouter_metadata = like.openrouter_metadata
    model.alignment = like.alignment
    model.safeguard_results = like.safeguard_results
    model.debug = like.debug
    model.user_id = like.user_id
    return model


def decode_chunk_choice(data: dict[str, Any]) -> ChunkChoice:
    """A `ChunkChoice` from its JSON object."""
    model = new(ChunkChoice)
    model._received = data
    often = _OFTEN_IN_CHUNK_CHOICE.issuperset(data)
    model._extra = NO_EXTRA if often else None
    value = data.get("index")
    model.index = value if value is None or type(value) is int else integer(data, "index", value)
    value = data.get("delta")
    if value is None:
        model.delta = None
    elif type(value) is dict:
        model.delta = decode_chat_delta(value)
    else:
        raise mismatch(data, "delta", "an object")
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
    if often:
        model.error = None
        model.annotations = None
    else:
        value = data.get("error")
        if value is None or type(value) is str:
            model.error = value
        else:
            model.error = _read_error_of_chunk_choice(data, "error", value)
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


def encode_chunk_choice(model: ChunkChoice) -> dict[str, Any]:
    """The JSON object of a `ChunkChoice`."""
    return arrange(
        model,
        {
            "index": model.index,
            "delta": plain(model.delta),
            "finish_reason": model.finish_reason,
            "native_finish_reason": model.native_finish_reason,
            "logprobs": plain(model.logprobs),
            "error": plain(model.error),
            "annotations": plain(model.annotations),
        },
    )


def fold_chunk_choice(piece: ChunkChoice, into: Fold) -> None:
    """Joins a `ChunkChoice` to what came before, by the merge rules of the schema."""
    if into.settled < 1:
        if piece.index is not None and "index" not in into.values:
            into.first("index", piece.index)
    if piece.delta is not None:
        fold_chat_delta(piece.delta, into.member("delta"))
    if piece.finish_reason is not None:
        into.finish_reason("finish_reason", piece.finish_reason)
    if piece.native_finish_reason is not None:
        into.finish_reason("native_finish_reason", piece.native_finish_reason)
    if piece.logprobs is not None:
        from .logprobs import fold_logprobs
        fold_logprobs(piece.logprobs, into.member("logprobs"))
    if piece.error is not None:
        into.last("error", piece.error)
    if piece.annotations is not None:
        into.member("delta").append_unique("annotations", piece.annotations, None)
    if piece._extra is not NO_EXTRA:
        into.unknown(piece)


def repeat_chunk_choice(like: ChunkChoice) -> ChunkChoice:
    """A `ChunkChoice` with the values of another, which the two share."""
    model = new(ChunkChoice)
    model._received = like._received
    model._extra = like._extra
    model.index = like.index
    model.delta = like.delta
    model.finish_reason = like.finish_reason
    model.native_finish_reason = like.native_finish_reason
    model.logprobs = like.logprobs
    model.error = like.error
    model.annotations = like.annotations
    return model


def decode_chat_delta(data: dict[str, Any]) -> ChatDelta:
    """A `ChatDelta` from its JSON object."""
    model = new(ChatDelta)
    model._received = data
    often = _OFTEN_IN_CHAT_DELTA.issuperset(data)
    model._extra = NO_EXTRA if often else None
    value = data.get("role")
    model.role = value if value is None or type(value) is str else string(data, "role", value)
    value = data.get("content")
    if value is None or type(value) is str:
        model.content = value
    else:
        model.content = _read_content_of_chat_delta(data, "content", value)
    value = data.get("reasoning")
    model.reasoning = value if value is None or type(value) is str else string(data, "reasoning", value)
    value = data.get("reasoning_details")
    if value is None:
        model.reasoning_details = None
    elif type(value) is list:
        model.reasoning_details = reasoning_details_found = []
        for item in value:
            if type(item) is not dict:
                refuse_item(value, item, "an object")
            reasoning_details_found.append(decode_reasoning_detail(item))
    else:
        raise mismatch(data, "reasoning_details", "an array")
    value = data.get("tool_calls")
    if value is None:
        model.tool_calls = None
    elif type(value) is list:
        model.tool_calls = tool_calls_found = []
        for item in value:
            if type(item) is not dict:
                refuse_item(value, item, "an object")
            tool_calls_found.append(decode_tool_call_delta(item))
    else:
        raise mismatch(data, "tool_calls", "an array")
    if often:
        model.reasoning_content = None
        model.refusal = None
        model.audio = None
        model.images = None
        model.annotations = None
    else:
        value = data.get("reasoning_content")
        if value is None or type(value) is str:
            model.reasoning_content = value
        else:
            model.reasoning_content = string(data, "reasoning_content", value)
        value = data.get("refusal")
        model.refusal = value if value is None or type(value) is str else string(data, "refusal", value)
        value = data.get("audio")
        if value is None:
            model.audio = None
        elif type(value) is dict:
            model.audio = decode_audio(value)
        else:
            raise mismatch(data, "audio", "an object")
        value = data.get("images")
        if value is None:
            model.images = None
        elif type(value) is list:
            model.images = images_found = []
            for item in value:
                if type(item) is not dict:
                    refuse_item(value, item, "an object")
                images_found.append(decode_image(item))
        else:
            raise mismatch(data, "images", "an array")
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


def encode_chat_delta(model: ChatDelta) -> dict[str, Any]:
    """The JSON object of a `ChatDelta`."""
    return arrange(
        model,
        {
            "role": model.role,
            "content": plain(model.content),
            "reasoning": model.reasoning,
            "reasoning_content": model.reasoning_content,
            "reasoning_details": plain(model.reasoning_details),
            "refusal": model.refusal,
            "tool_calls": plain(model.tool_calls),
            "audio": plain(model.audio),
            "images": plain(model.images),
            "annotations": plain(model.annotations),
        },
    )


def fold_chat_delta(piece: ChatDelta, into: Fold) -> None:
    """Joins a `ChatDelta` to what came before, by the merge rules of the schema."""
    if into.settled < 1:
        if piece.role is not None and "role" not in into.values:
            into.first("role", piece.role)
    if type(piece.content) is str:
        if piece.content or "content" not in into.values:
            into.concat("content", piece.content)
    elif piece.content is not None:
        into.content("content", piece.content)
    if piece.reasoning:
        into.concat("reasoning", piece.reasoning)
    elif piece.reasoning_content is not None:
        into.concat("reasoning", piece.reasoning_content)
    elif piece.reasoning is not None:
        into.concat("reasoning", piece.reasoning)
    if piece.reasoning_details is not None:
        into.reasoning_details("reasoning_details", piece.reasoning_details)
    if piece.refusal is not None:
        into.concat("refusal", piece.refusal)
    if piece.tool_calls is not None:
        into.tool_calls("tool_calls", piece.tool_calls)
    if piece.audio is not None:
        fold_audio(piece.audio, into.member("audio"))
    if piece.images is not None:
        into.append_unique("images", piece.images, "image_url.url")
    if piece.annotations is not None:
        into.append_unique("annotations", piece.annotations, None)
    if piece._extra is not NO_EXTRA:
        into.unknown(piece)


def repeat_chat_delta(like: ChatDelta) -> ChatDelta:
    """A `ChatDelta` with the values of another, which the two share."""
    model = new(ChatDelta)
    model._received = like._received
    model._extra = like._extra
    model.role = like.role
    model.content = like.content
    model.reasoning = like.reasoning
    model.reasoning_content = like.reasoning_content
    model.reasoning_details = like.reasoning_details
    model.refusal = like.refusal
    model.tool_calls = like.tool_calls
    model.audio = like.audio
    model.images = like.images
    model.annotations = like.annotations
    return model


def decode_tool_call_delta(data: dict[str, Any]) -> ToolCallDelta:
    """A `ToolCallDelta` from its JSON object."""
    model = new(ToolCallDelta)
    model._received = data
    model._extra = NO_EXTRA if ToolCallDelta._keys.issuperset(data) else None
    value = data.get("index")
    model.index = value if value is None or type(value) is int else integer(data, "index", value)
    value = data.get("id")
    model.id = value if value is None or type(value) is str else string(data, "id", value)
    value = data.get("type")
    model.type = value if value is None or type(value) is str else string(data, "type", value)
    value = data.get("function")
    if value is None:
        model.function = None
    elif type(value) is dict:
        model.function = decode_function_delta(value)
    else:
        raise mismatch(data, "function", "an object")
    return model


def encode_tool_call_delta(model: ToolCallDelta) -> dict[str, Any]:
    """The JSON object of a `ToolCallDelta`."""
    return arrange(
        model,
        {
            "index": model.index,
            "id": model.id,
            "type": model.type,
            "function": plain(model.function),
        },
    )


def repeat_tool_call_delta(like: ToolCallDelta) -> ToolCallDelta:
    """A `ToolCallDelta` with the values of another, which the two share."""
    model = new(ToolCallDelta)
    model._received = like._received
    model._extra = like._extra
    model.index = like.index
    model.id = like.id
    model.type = like.type
    model.function = like.function
    return model


def decode_function_delta(data: dict[str, Any]) -> FunctionDelta:
    """A `FunctionDelta` from its JSON object."""
    model = new(FunctionDelta)
    model._received = data
    model._extra = NO_EXTRA if FunctionDelta._keys.issuperset(data) else None
    value = data.get("name")
    model.name = value if value is None or type(value) is str else string(data, "name", value)
    value = data.get("arguments")
    if value is None or type(value) is str or type(value) is dict:
        model.arguments = value
    else:
        model.arguments = _read_arguments_of_function_delta(data, "arguments", value)
    return model


def encode_function_delta(model: FunctionDelta) -> dict[str, Any]:
    """The JSON object of a `FunctionDelta`."""
    return arrange(
        model,
        {
            "name": model.name,
            "arguments": plain(model.arguments),
        },
    )


def repeat_function_delta(like: FunctionDelta) -> FunctionDelta:
    """A `FunctionDelta` with the values of another, which the two share."""
    model = new(FunctionDelta)
    model._received = like._received
    model._extra = like._extra
    model.name = like.name
    model.arguments = like.arguments
    return model


def decode_chunk_debug(data: dict[str, Any]) -> ChunkDebug:
    """A `ChunkDebug` from its JSON object."""
    model = new(ChunkDebug)
    model._received = data
    model._extra = NO_EXTRA if ChunkDebug._keys.issuperset(data) else None
    model.echo_upstream_body = data.get("echo_upstream_body")
    return model


def encode_chunk_debug(model: ChunkDebug) -> dict[str, Any]:
    """The JSON object of a `ChunkDebug`."""
    return arrange(
        model,
        {
            "echo_upstream_body": plain(model.echo_upstream_body),
        },
    )


def _read_error_of_chat_chunk(holder: Any, key: str | int, value: Any) -> ErrorDetail | str:
    """The value, if its kind is right."""
    if type(value) is str:
        return value
    if type(value) is dict:
        from .error import decode_error_detail
        return decode_error_detail(value)
    raise mismatch(holder, key, "an object or a string")


def _read_error_of_chunk_choice(holder: Any, key: str | int, value: Any) -> ErrorDetail | str:
    """The value, if its kind is right."""
    if type(value) is str:
        return value
    if type(value) is dict:
        from .error import decode_error_detail
        return decode_error_detail(value)
    raise mismatch(holder, key, "an object or a string")


def _read_content_of_chat_delta(holder: Any, key: str | int, value: Any) -> str | list[ContentPart]:
    """The value, if its kind is right."""
    if type(value) is str:
        return value
    if type(value) is list:
        from .content import decode_content_part
        return [
            decode_content_part(item) if type(item) is dict else refuse_item(value, item, "an object")
            for item in value
        ]
    raise mismatch(holder, key, "a string or an array")


def _read_arguments_of_function_delta(holder: Any, key: str | int, value: Any) -> str | dict[str, Any]:
    """The value, if its kind is right."""
    if type(value) is str or type(value) is dict:
        return value
    raise mismatch(holder, key, "a string or an object")


_OFTEN_IN_CHAT_CHUNK = frozenset({"id", "object", "created", "model", "provider", "choices", "system_fingerprint"})


_OFTEN_IN_CHUNK_CHOICE = frozenset({"index", "delta", "finish_reason", "native_finish_reason", "logprobs"})


_OFTEN_IN_CHAT_DELTA = frozenset({"role", "content", "reasoning", "reasoning_details", "tool_calls"})


bind(ChatChunk, decode_chat_chunk, encode_chat_chunk)
bind(ChunkChoice, decode_chunk_choice, encode_chunk_choice)
bind(ChatDelta, decode_chat_delta, encode_chat_delta)
bind(ToolCallDelta, decode_tool_call_delta, encode_tool_call_delta)
bind(FunctionDelta, decode_function_delta, encode_function_delta)
bind(ChunkDebug, decode_chunk_debug, encode_chunk_debug)
