# Generated from schemas/media.json by `python -m codegen`. Edit the schema, not this file.
"""Images and speech."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from attrs import define

from ..traits import (
    NO_EXTRA,
    AudioReading,
    Fold,
    ImageReading,
    Model,
    arrange,
    bind,
    mismatch,
    new,
    plain,
    string,
    tolerate,
)


@define(kw_only=True, eq=False, repr=False)
class Image(ImageReading, Model):
    """An image that a model made."""

    type: Literal["image_url"] | str | None = None
    """Kind of the object."""

    image_url: ImageUrl | None = None
    """Where the image is."""

    index: int | None = None
    """Position of the image."""


@define(kw_only=True, eq=False, repr=False)
class ImageUrl(Model):
    """Where an image is, and how closely to look at it."""

    url: str | None = None
    """Address or data URL of the image."""

    detail: ImageDetail | None = None
    """How closely the model looks at the image, auto by default."""


ImageDetail: TypeAlias = Literal["auto", "low", "high", "original"] | str
"""How closely a model looks at an image."""


@define(kw_only=True, eq=False, repr=False)
class Audio(AudioReading, Model):
    """Speech that a model made; a stream brings it in pieces."""

    id: str | None = None
    """Name of the recording, by which a later message can refer to it."""

    data: str | None = None
    """The recording, or the next piece of it, in base64."""

    transcript: str | None = None
    """What is said, or the next piece of it."""

    expires_at: int | None = None
    """Until when the id is valid, in seconds since 1970."""


def decode_image(data: dict[str, Any]) -> Image:
    """An `Image` from its JSON object."""
    model = new(Image)
    model._received = data
    model._extra = NO_EXTRA if Image._keys.issuperset(data) else None
    value = data.get("type")
    if value is None or type(value) is str:
        model.type = value
    else:
        model.type = None
        tolerate(model, data, "type")
    value = data.get("image_url")
    if value is None:
        model.image_url = None
    elif type(value) is dict:
        model.image_url = decode_image_url(value)
    else:
        raise mismatch(data, "image_url", "an object")
    value = data.get("index")
    if value is None or type(value) is int:
        model.index = value
    else:
        model.index = None
        tolerate(model, data, "index")
    return model


def encode_image(model: Image) -> dict[str, Any]:
    """The JSON object of an `Image`."""
    return arrange(
        model,
        {
            "type": model.type,
            "image_url": plain(model.image_url),
            "index": model.index,
        },
    )


def decode_image_url(data: dict[str, Any]) -> ImageUrl:
    """An `ImageUrl` from its JSON object."""
    model = new(ImageUrl)
    model._received = data
    model._extra = NO_EXTRA if ImageUrl._keys.issuperset(data) else None
    value = data.get("url")
    model.url = value if value is None or type(value) is str else string(data, "url", value)
    value = data.get("detail")
    model.detail = value if value is None or type(value) is str else string(data, "detail", value)
    return model


def encode_image_url(model: ImageUrl) -> dict[str, Any]:
    """The JSON object of an `ImageUrl`."""
    return arrange(
        model,
        {
            "url": model.url,
            "detail": model.detail,
        },
    )


def decode_audio(data: dict[str, Any]) -> Audio:
    """An `Audio` from its JSON object."""
    model = new(Audio)
    model._received = data
    model._extra = NO_EXTRA if Audio._keys.issuperset(data) else None
    value = data.get("id")
    if value is None or type(value) is str:
        model.id = value
    else:
        model.id = None
        tolerate(model, data, "id")
    value = data.get("data")
    model.data = value if value is None or type(value) is str else string(data, "data", value)
    value = data.get("transcript")
    model.transcript = value if value is None or type(value) is str else string(data, "transcript", value)
    value = data.get("expires_at")
    if value is None or type(value) is int:
        model.expires_at = value
    else:
        model.expires_at = None
        tolerate(model, data, "expires_at")
    return model


def encode_audio(model: Audio) -> dict[str, Any]:
    """The JSON object of an `Audio`."""
    return arrange(
        model,
        {
            "id": model.id,
            "data": model.data,
            "transcript": model.transcript,
            "expires_at": model.expires_at,
        },
    )


def fold_audio(piece: Audio, into: Fold) -> None:
    """Joins an `Audio` to what came before, by the merge rules of the schema."""
    if into.settled < 2:
        if piece.id is not None and "id" not in into.values:
            into.first("id", piece.id)
        if piece.expires_at is not None and "expires_at" not in into.values:
            into.first("expires_at", piece.expires_at)
    if piece.data is not None:
        into.concat("data", piece.data)
    if piece.transcript is not None:
        into.concat("transcript", piece.transcript)
    if piece._extra is not NO_EXTRA:
        into.unknown(piece)


bind(Image, decode_image, encode_image)
bind(ImageUrl, decode_image_url, encode_image_url)
bind(Audio, decode_audio, encode_audio)
