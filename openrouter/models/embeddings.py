# Generated from schemas/embeddings.json by `python -m codegen`. Edit the schema, not this file.
"""Vectors that stand for texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import define

from ..traits import (
    NO_EXTRA,
    Bounds,
    EmbeddingReading,
    EmbeddingsReading,
    Mismatch,
    Model,
    arrange,
    bind,
    integer,
    items,
    mismatch,
    new,
    number,
    plain,
    refuse_item,
    string,
    tolerate,
)
from .usage import CostDetails, decode_cost_details

if TYPE_CHECKING:
    from collections.abc import Callable

    from .content import ImagePart, TextPart
    from .request import Trace
    from .routing import ProviderPreferences


@define(kw_only=True, eq=False, repr=False)
class EmbeddingRequest(Model):
    """What is to be embedded, and how."""

    model: str
    """Model that embeds."""

    input: EmbeddingInput
    """What to embed: one text or several, tokens, or content of other kinds."""

    dimensions: int | None = None
    """Length of the vectors, from 1, where the model lets one choose."""

    encoding_format: Literal["float", "base64"] | str | None = None
    """How vectors are sent: as numbers, or as the base64 of 32-bit floats, which is shorter."""

    input_type: str | None = None
    """What the input is for, as in search_query or search_document, for models that make a difference."""

    provider: ProviderPreferences | None = None
    """Which providers may do it, and in what order."""

    user: str | None = None
    """Your stable name for the end user."""

    session_id: str | None = None
    """Groups requests that belong together."""

    trace: Trace | None = None
    """Names under which the request appears in observability tools."""


@define(kw_only=True, eq=False, repr=False)
class EmbeddingContent(Model):
    """Content of several kinds that gets one vector."""

    content: list[EmbeddingPart]
    """Its parts."""


EmbeddingInput: TypeAlias = str | list[str | float | list[float] | EmbeddingContent]
"""One text or several, the tokens of one or several, or content of other kinds."""


@define(kw_only=True, eq=False, repr=False)
class EmbeddingAudioPart(Model):
    """A recording to embed."""

    type: Literal["input_audio"] = "input_audio"
    """Marks such a part."""

    input_audio: MediaData
    """Its data."""


@define(kw_only=True, eq=False, repr=False)
class EmbeddingVideoPart(Model):
    """A video to embed."""

    type: Literal["input_video"] = "input_video"
    """Marks such a part."""

    input_video: MediaData
    """Its data."""


@define(kw_only=True, eq=False, repr=False)
class EmbeddingFilePart(Model):
    """A file to embed."""

    type: Literal["input_file"] = "input_file"
    """Marks such a part."""

    input_file: MediaData
    """Its data."""


@define(kw_only=True, eq=False, repr=False)
class MediaData(Model):
    """Data of a recording, a video or a file."""

    data: str
    """A data URL."""

    format: str | None = None
    """Its format, as in wav, mp4 or pdf."""


@define(kw_only=True, eq=False, repr=False)
class UnknownEmbeddingPart(Model):
    """A part of a type that this version does not know."""

    type: str | None = None
    """Its type."""


EmbeddingPart: TypeAlias = (
    "TextPart | ImagePart | EmbeddingAudioPart | EmbeddingVideoPart | EmbeddingFilePart | UnknownEmbeddingPart"
)
"""A part of what is embedded, told apart by its type."""


@define(kw_only=True, eq=False, repr=False)
class EmbeddingResponse(EmbeddingsReading, Model):
    """Vectors, one for each input."""

    id: str | None = None
    """Name of the generation."""

    object: str | None = None
    """Always list."""

    data: list[Embedding]
    """The vectors, each with the place of its input."""

    model: str | None = None
    """Model that embedded."""

    provider: str | None = None
    """Company that ran the model."""

    usage: EmbeddingUsage | None = None
    """What it took."""


@define(kw_only=True, eq=False, repr=False)
class Embedding(EmbeddingReading, Model):
    """The vector of one input."""

    object: str | None = None
    """Always embedding."""

    index: int | None = None
    """Place of the input, from 0."""

    embedding: list[float] | str
    """The vector as sent: numbers, or the base64 of 32-bit floats."""


@define(kw_only=True, eq=False, repr=False)
class EmbeddingUsage(Model):
    """Tokens and cost of embeddings."""

    prompt_tokens: int | None = None
    """Tokens of the input."""

    total_tokens: int | None = None
    """Tokens in all."""

    cost: float | None = None
    """What OpenRouter charges, in credits of one US dollar."""

    is_byok: bool | None = None
    """Whether an own key of the provider was used."""

    cost_details: CostDetails | None = None
    """What the cost is made of."""

    prompt_tokens_details: EmbeddingTokensDetails | None = None
    """What the tokens were, where they were of several kinds."""


@define(kw_only=True, eq=False, repr=False)
class EmbeddingTokensDetails(Model):
    """What the tokens of an input were."""

    text_tokens: int | None = None
    """Tokens of text."""

    image_tokens: int | None = None
    """Tokens of images."""

    audio_tokens: int | None = None
    """Tokens of audio."""

    video_tokens: int | None = None
    """Tokens of video."""

    file_tokens: int | None = None
    """Tokens of files."""


def decode_embedding_request(data: dict[str, Any]) -> EmbeddingRequest:
    """An `EmbeddingRequest` from its JSON object."""
    model = new(EmbeddingRequest)
    model._received = data
    model._extra = NO_EXTRA if EmbeddingRequest._keys.issuperset(data) else None
    value = data.get("model")
    model.model = value if type(value) is str else string(data, "model", value)
    value = data.get("input")
    model.input = value if type(value) is str else read_embedding_input(data, "input", value)
    value = data.get("dimensions")
    model.dimensions = value if value is None or type(value) is int else integer(data, "dimensions", value)
    value = data.get("encoding_format")
    model.encoding_format = value if value is None or type(value) is str else string(data, "encoding_format", value)
    value = data.get("input_type")
    model.input_type = value if value is None or type(value) is str else string(data, "input_type", value)
    value = data.get("provider")
    if value is None:
        model.provider = None
    elif type(value) is dict:
        from .routing import decode_provider_preferences
        model.provider = decode_provider_preferences(value)
    else:
        raise mismatch(data, "provider", "an object")
    value = data.get("user")
    model.user = value if value is None or type(value) is str else string(data, "user", value)
    value = data.get("session_id")
    model.session_id = value if value is None or type(value) is str else string(data, "session_id", value)
    value = data.get("trace")
    if value is None:
        model.trace = None
    elif type(value) is dict:
        from .request import decode_trace
        model.trace = decode_trace(value)
    else:
        raise mismatch(data, "trace", "an object")
    return model


def encode_embedding_request(model: EmbeddingRequest) -> dict[str, Any]:
    """The JSON object of an `EmbeddingRequest`."""
    return arrange(
        model,
        {
            "model": model.model,
            "input": plain(model.input),
            "dimensions": model.dimensions,
            "encoding_format": model.encoding_format,
            "input_type": model.input_type,
            "provider": plain(model.provider),
            "user": model.user,
            "session_id": model.session_id,
            "trace": plain(model.trace),
        },
    )


def read_embedding_input(holder: Any, key: str | int, value: Any) -> EmbeddingInput:
    """An `EmbeddingInput` from its JSON value."""
    if type(value) is str:
        return value
    if type(value) is list:
        return items(holder, key, value, _read_embedding_input_item)
    raise mismatch(holder, key, "a string or an array")


def decode_embedding_content(data: dict[str, Any]) -> EmbeddingContent:
    """An `EmbeddingContent` from its JSON object."""
    model = new(EmbeddingContent)
    model._received = data
    model._extra = NO_EXTRA if EmbeddingContent._keys.issuperset(data) else None
    value = data.get("content")
    if type(value) is list:
        model.content = content_found = []
        for item in value:
            if type(item) is not dict:
                refuse_item(value, item, "an object")
            content_found.append(decode_embedding_part(item))
    else:
        raise mismatch(data, "content", "an array")
    return model


def encode_embedding_content(model: EmbeddingContent) -> dict[str, Any]:
    """The JSON object of an `EmbeddingContent`."""
    return arrange(
        model,
        {
            "content": plain(model.content),
        },
    )


def decode_embedding_part(data: dict[str, Any]) -> EmbeddingPart:
    """An `EmbeddingPart` from its JSON object, told by its `type`."""
    tag = data.get("type")
    if type(tag) is str and tag in _EMBEDDING_PART:
        return _EMBEDDING_PART[tag](data)
    return decode_unknown_embedding_part(data)


def decode_embedding_audio_part(data: dict[str, Any]) -> EmbeddingAudioPart:
    """An `EmbeddingAudioPart` from its JSON object."""
    model = new(EmbeddingAudioPart)
    model._received = data
    model._extra = NO_EXTRA if EmbeddingAudioPart._keys.issuperset(data) else None
    if data.get("type") != "input_audio":
        raise mismatch(data, "type", '"input_audio"')
    model.type = "input_audio"
    value = data.get("input_audio")
    if type(value) is dict:
        model.input_audio = decode_media_data(value)
    else:
        raise mismatch(data, "input_audio", "an object")
    return model


def encode_embedding_audio_part(model: EmbeddingAudioPart) -> dict[str, Any]:
    """The JSON object of an `EmbeddingAudioPart`."""
    return arrange(
        model,
        {
            "type": model.type,
            "input_audio": plain(model.input_audio),
        },
    )


def decode_embedding_video_part(data: dict[str, Any]) -> EmbeddingVideoPart:
    """An `EmbeddingVideoPart` from its JSON object."""
    model = new(EmbeddingVideoPart)
    model._received = data
    model._extra = NO_EXTRA if EmbeddingVideoPart._keys.issuperset(data) else None
    if data.get("type") != "input_video":
        raise mismatch(data, "type", '"input_video"')
    model.type = "input_video"
    value = data.get("input_video")
    if type(value) is dict:
        model.input_video = decode_media_data(value)
    else:
        raise mismatch(data, "input_video", "an object")
    return model


def encode_embedding_video_part(model: EmbeddingVideoPart) -> dict[str, Any]:
    """The JSON object of an `EmbeddingVideoPart`."""
    return arrange(
        model,
        {
            "type": model.type,
            "input_video": plain(model.input_video),
        },
    )


def decode_embedding_file_part(data: dict[str, Any]) -> EmbeddingFilePart:
    """An `EmbeddingFilePart` from its JSON object."""
    model = new(EmbeddingFilePart)
    model._received = data
    model._extra = NO_EXTRA if EmbeddingFilePart._keys.issuperset(data) else None
    if data.get("type") != "input_file":
        raise mismatch(data, "type", '"input_file"')
    model.type = "input_file"
    value = data.get("input_file")
    if type(value) is dict:
        model.input_file = decode_media_data(value)
    else:
        raise mismatch(data, "input_file", "an object")
    return model


def encode_embedding_file_part(model: EmbeddingFilePart) -> dict[str, Any]:
    """The JSON object of an `EmbeddingFilePart`."""
    return arrange(
        model,
        {
            "type": model.type,
            "input_file": plain(model.input_file),
        },
    )


def decode_media_data(data: dict[str, Any]) -> MediaData:
    """A `MediaData` from its JSON object."""
    model = new(MediaData)
    model._received = data
    model._extra = NO_EXTRA if MediaData._keys.issuperset(data) else None
    value = data.get("data")
    model.data = value if type(value) is str else string(data, "data", value)
    value = data.get("format")
    model.format = value if value is None or type(value) is str else string(data, "format", value)
    return model


def encode_media_data(model: MediaData) -> dict[str, Any]:
    """The JSON object of a `MediaData`."""
    return arrange(
        model,
        {
            "data": model.data,
            "format": model.format,
        },
    )


def decode_unknown_embedding_part(data: dict[str, Any]) -> UnknownEmbeddingPart:
    """An `UnknownEmbeddingPart` from its JSON object."""
    model = new(UnknownEmbeddingPart)
    model._received = data
    model._extra = NO_EXTRA if UnknownEmbeddingPart._keys.issuperset(data) else None
    value = data.get("type")
    model.type = value if value is None or type(value) is str else string(data, "type", value)
    return model


def encode_unknown_embedding_part(model: UnknownEmbeddingPart) -> dict[str, Any]:
    """The JSON object of an `UnknownEmbeddingPart`."""
    return arrange(
        model,
        {
            "type": model.type,
        },
    )


def decode_embedding_response(data: dict[str, Any]) -> EmbeddingResponse:
    """An `EmbeddingResponse` from its JSON object."""
    model = new(EmbeddingResponse)
    model._received = data
    model._extra = NO_EXTRA if EmbeddingResponse._keys.issuperset(data) else None
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
    value = data.get("data")
    if type(value) is list:
        model.data = data_found = []
        for item in value:
            if type(item) is not dict:
                refuse_item(value, item, "an object")
            data_found.append(decode_embedding(item))
    else:
        raise mismatch(data, "data", "an array")
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
    value = data.get("usage")
    model.usage = None
    if type(value) is dict:
        try:
            model.usage = decode_embedding_usage(value)
        except Mismatch:
            tolerate(model, data, "usage")
    elif value is not None:
        tolerate(model, data, "usage")
    return model


def encode_embedding_response(model: EmbeddingResponse) -> dict[str, Any]:
    """The JSON object of an `EmbeddingResponse`."""
    return arrange(
        model,
        {
            "id": model.id,
            "object": model.object,
            "data": plain(model.data),
            "model": model.model,
            "provider": model.provider,
            "usage": plain(model.usage),
        },
    )


def decode_embedding(data: dict[str, Any]) -> Embedding:
    """An `Embedding` from its JSON object."""
    model = new(Embedding)
    model._received = data
    model._extra = NO_EXTRA if Embedding._keys.issuperset(data) else None
    value = data.get("object")
    if value is None or type(value) is str:
        model.object = value
    else:
        model.object = None
        tolerate(model, data, "object")
    value = data.get("index")
    if value is None or type(value) is int:
        model.index = value
    else:
        model.index = None
        tolerate(model, data, "index")
    value = data.get("embedding")
    model.embedding = value if type(value) is str else _read_embedding_of_embedding(data, "embedding", value)
    return model


def encode_embedding(model: Embedding) -> dict[str, Any]:
    """The JSON object of an `Embedding`."""
    return arrange(
        model,
        {
            "object": model.object,
            "index": model.index,
            "embedding": plain(model.embedding),
        },
    )


def decode_embedding_usage(data: dict[str, Any]) -> EmbeddingUsage:
    """An `EmbeddingUsage` from its JSON object."""
    model = new(EmbeddingUsage)
    model._received = data
    model._extra = NO_EXTRA if EmbeddingUsage._keys.issuperset(data) else None
    value = data.get("prompt_tokens")
    if value is None or type(value) is int:
        model.prompt_tokens = value
    else:
        model.prompt_tokens = None
        tolerate(model, data, "prompt_tokens")
    value = data.get("total_tokens")
    if value is None or type(value) is int:
        model.total_tokens = value
    else:
        model.total_tokens = None
        tolerate(model, data, "total_tokens")
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
    value = data.get("prompt_tokens_details")
    model.prompt_tokens_details = None
    if type(value) is dict:
        try:
            model.prompt_tokens_details = decode_embedding_tokens_details(value)
        except Mismatch:
            tolerate(model, data, "prompt_tokens_details")
    elif value is not None:
        tolerate(model, data, "prompt_tokens_details")
    return model


def encode_embedding_usage(model: EmbeddingUsage) -> dict[str, Any]:
    """The JSON object of an `EmbeddingUsage`."""
    return arrange(
        model,
        {
            "prompt_tokens": model.prompt_tokens,
            "total_tokens": model.total_tokens,
            "cost": model.cost,
            "is_byok": model.is_byok,
            "cost_details": plain(model.cost_details),
            "prompt_tokens_details": plain(model.prompt_tokens_details),
        },
    )


def decode_embedding_tokens_details(data: dict[str, Any]) -> EmbeddingTokensDetails:
    """An `EmbeddingTokensDetails` from its JSON object."""
    model = new(EmbeddingTokensDetails)
    model._received = data
    model._extra = NO_EXTRA if EmbeddingTokensDetails._keys.issuperset(data) else None
    value = data.get("text_tokens")
    if value is None or type(value) is int:
        model.text_tokens = value
    else:
        model.text_tokens = None
        tolerate(model, data, "text_tokens")
    value = data.get("image_tokens")
    if value is None or type(value) is int:
        model.image_tokens = value
    else:
        model.image_tokens = None
        tolerate(model, data, "image_tokens")
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
    value = data.get("file_tokens")
    if value is None or type(value) is int:
        model.file_tokens = value
    else:
        model.file_tokens = None
        tolerate(model, data, "file_tokens")
    return model


def encode_embedding_tokens_details(model: EmbeddingTokensDetails) -> dict[str, Any]:
    """The JSON object of an `EmbeddingTokensDetails`."""
    return arrange(
        model,
        {
            "text_tokens": model.text_tokens,
            "image_tokens": model.image_tokens,
            "audio_tokens": model.audio_tokens,
            "video_tokens": model.video_tokens,
            "file_tokens": model.file_tokens,
        },
    )


def _read_embedding_input_item(holder: Any, key: str | int, value: Any) -> (
    str | float | list[float] | EmbeddingContent
):
    """The value, if its kind is right."""
    if type(value) is str or type(value) is float or type(value) is int:
        return value
    if type(value) is list:
        return items(holder, key, value, number)
    if type(value) is dict:
        return decode_embedding_content(value)
    raise mismatch(holder, key, "a string or a number or an array or an object")


def _decode_text_part(data: dict[str, Any]) -> TextPart:
    """A `TextPart`, from a module that is imported for it."""
    from .content import decode_text_part
    return decode_text_part(data)


def _decode_image_part(data: dict[str, Any]) -> ImagePart:
    """An `ImagePart`, from a module that is imported for it."""
    from .content import decode_image_part
    return decode_image_part(data)


def _read_embedding_of_embedding(holder: Any, key: str | int, value: Any) -> list[float] | str:
    """The value, if its kind is right."""
    if type(value) is str:
        return value
    if type(value) is list:
        return items(holder, key, value, number)
    raise mismatch(holder, key, "an array or a string")


_EMBEDDING_PART: dict[str, Callable[[dict[str, Any]], EmbeddingPart]] = {
    "text": _decode_text_part,
    "image_url": _decode_image_part,
    "input_audio": decode_embedding_audio_part,
    "input_video": decode_embedding_video_part,
    "input_file": decode_embedding_file_part,
}


bind(
    EmbeddingRequest,
    decode_embedding_request,
    encode_embedding_request,
    bounds={"input": Bounds(min_length=1), "dimensions": Bounds(minimum=1)},
)
bind(EmbeddingContent, decode_embedding_content, encode_embedding_content, bounds={"content": Bounds(min_items=1)})
bind(EmbeddingAudioPart, decode_embedding_audio_part, encode_embedding_audio_part)
bind(EmbeddingVideoPart, decode_embedding_video_part, encode_embedding_video_part)
bind(EmbeddingFilePart, decode_embedding_file_part, encode_embedding_file_part)
bind(MediaData, decode_media_data, encode_media_data)
bind(UnknownEmbeddingPart, decode_unknown_embedding_part, encode_unknown_embedding_part)
bind(EmbeddingResponse, decode_embedding_response, encode_embedding_response)
bind(Embedding, decode_embedding, encode_embedding)
bind(EmbeddingUsage, decode_embedding_usage, encode_embedding_usage)
bind(EmbeddingTokensDetails, decode_embedding_tokens_details, encode_embedding_tokens_details)
