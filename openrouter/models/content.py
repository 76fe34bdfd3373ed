# Generated from schemas/content.json by `python -m codegen`. Edit the schema, not this file.
"""The parts that the content of a message can consist of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import define

from ..traits import NO_EXTRA, Attachment, Model, arrange, bind, mismatch, new, plain, refuse_item, string, tolerate
from .media import ImageUrl, decode_image_url

if TYPE_CHECKING:
    from collections.abc import Callable

    from .cache import CacheControl, PromptCacheBreakpoint


@define(kw_only=True, eq=False, repr=False)
class TextPart(Model):
    """Text."""

    type: Literal["text"] = "text"
    """Marks a text part."""

    text: str
    """The text."""

    cache_control: CacheControl | None = None
    """Asks for a cache entry that ends with this block."""

    prompt_cache_breakpoint: PromptCacheBreakpoint | None = None
    """Marks the end of a piece of prompt worth caching, in the style of OpenAI."""


@define(kw_only=True, eq=False, repr=False)
class ImagePart(Model):
    """An image."""

    type: Literal["image_url"] = "image_url"
    """Marks an image part."""

    image_url: ImageUrl | None = None
    """Where the image is; a request needs it."""

    cache_control: CacheControl | None = None
    """Asks for a cache entry that ends with this block."""


@define(kw_only=True, eq=False, repr=False)
class AudioPart(Model):
    """A recording that the model should hear."""

    type: Literal["input_audio"] = "input_audio"
    """Marks an audio part."""

    input_audio: InputAudio
    """The recording."""

    cache_control: CacheControl | None = None
    """Asks for a cache entry that ends with this block."""


@define(kw_only=True, eq=False, repr=False)
class InputAudio(Model):
    """A recording with its encoding."""

    data: str
    """The recording in base64, without a data URL in front."""

    format: AudioFormat
    """Encoding of the recording."""


AudioFormat: TypeAlias = Literal["wav", "mp3", "aiff", "aac", "ogg", "flac", "m4a", "opus", "pcm16", "pcm24"] | str
"""Encoding of a recording; which of them work depends on the provider."""


@define(kw_only=True, eq=False, repr=False)
class VideoPart(Model):
    """A video that the model should see."""

    type: Literal["video_url"] = "video_url"
    """Marks a video part."""

    video_url: VideoUrl
    """Where the video is."""

    cache_control: CacheControl | None = None
    """Asks for a cache entry that ends with this block."""


@define(kw_only=True, eq=False, repr=False)
class LegacyVideoPart(Model):
    """A video under the old name of the part; VideoPart is the present one."""

    type: Literal["input_video"] = "input_video"
    """Marks a video part in the old spelling. Deprecated."""

    video_url: VideoUrl
    """Where the video is."""


@define(kw_only=True, eq=False, repr=False)
class VideoUrl(Model):
    """Where a video is, and how to look at it."""

    url: str
    """Address or data URL of the video."""

    processing: Literal["agentic", "static"] | str | None = None
    """How the video is looked at."""


@define(kw_only=True, eq=False, repr=False)
class FilePart(Model):
    """A document that the model should read."""

    type: Literal["file"] = "file"
    """Marks a file part."""

    file: FileInput
    """The document."""

    cache_control: CacheControl | None = None
    """Asks for a cache entry that ends with this block."""


@define(kw_only=True, eq=False, repr=False)
class FileInput(Model):
    """A document, by value, address or id."""

    filename: str | None = None
    """Name of the file."""

    file_data: str | None = None
    """The file as a data URL, or its address."""

    file_id: str | None = None
    """Id of a file that was uploaded before."""


@define(kw_only=True, eq=False, repr=False)
class ThinkingPart(Model):
    """Thinking that stands between the parts of an answer, as Mistral sends it."""

    type: Literal["thinking"] = "thinking"
    """Marks a thinking part."""

    thinking: str | list[ContentPart] | None = None
    """The thinking, as text or as parts."""

    closed: bool | None = None
    """Whether this thinking is over."""

    signature: str | None = None
    """Proof of the provider that the thinking is unchanged."""


@define(kw_only=True, eq=False, repr=False)
class UnknownPart(Model):
    """A part of a type that this version does not know; everything received is kept."""

    type: str | None = None
    """Type of the part."""


ContentPart: TypeAlias = (
    TextPart | ImagePart | AudioPart | VideoPart | LegacyVideoPart | FilePart | ThinkingPart | UnknownPart |
    Attachment
)
"""A part of a message, told apart by its type."""


def decode_content_part(data: dict[str, Any]) -> ContentPart:
    """A `ContentPart` from its JSON object, told by its `type`."""
    tag = data.get("type")
    if type(tag) is str and tag in _CONTENT_PART:
        return _CONTENT_PART[tag](data)
    return decode_unknown_part(data)


def decode_text_part(data: dict[str, Any]) -> TextPart:
    """A `TextPart` from its JSON object."""
    model = new(TextPart)
    model._received = data
    model._extra = NO_EXTRA if TextPart._keys.issuperset(data) else None
    if data.get("type") != "text":
        raise mismatch(data, "type", '"text"')
    model.type = "text"
    value = data.get("text")
    model.text = value if type(value) is str else string(data, "text", value)
    value = data.get("cache_control")
    if value is None:
        model.cache_control = None
    elif type(value) is dict:
        from .cache import decode_cache_control
        model.cache_control = decode_cache_control(value)
    else:
        raise mismatch(data, "cache_control", "an object")
    value = data.get("prompt_cache_breakpoint")
    if value is None:
        model.prompt_cache_breakpoint = None
    elif type(value) is dict:
        from .cache import decode_prompt_cache_breakpoint
        model.prompt_cache_breakpoint = decode_prompt_cache_breakpoint(value)
    else:
        raise mismatch(data, "prompt_cache_breakpoint", "an object")
    return model


def encode_text_part(model: TextPart) -> dict[str, Any]:
    """The JSON object of a `TextPart`."""
    return arrange(
        model,
        {
            "type": model.type,
            "text": model.text,
            "cache_control": plain(model.cache_control),
            "prompt_cache_breakpoint": plain(model.prompt_cache_breakpoint),
        },
    )


def decode_image_part(data: dict[str, Any]) -> ImagePart:
    """An `ImagePart` from its JSON object."""
    model = new(ImagePart)
    model._received = data
    model._extra = NO_EXTRA if ImagePart._keys.issuperset(data) else None
    if data.get("type") != "image_url":
        raise mismatch(data, "type", '"image_url"')
    model.type = "image_url"
    value = data.get("image_url")
    if value is None:
        model.image_url = None
    elif type(value) is dict:
        model.image_url = decode_image_url(value)
    else:
        raise mismatch(data, "image_url", "an object")
    value = data.get("cache_control")
    if value is None:
        model.cache_control = None
    elif type(value) is dict:
        from .cache import decode_cache_control
        model.cache_control = decode_cache_control(value)
    else:
        raise mismatch(data, "cache_control", "an object")
    return model


def encode_image_part(model: ImagePart) -> dict[str, Any]:
    """The JSON object of an `ImagePart`."""
    return arrange(
        model,
        {
            "type": model.type,
            "image_url": plain(model.image_url),
            "cache_control": plain(model.cache_control),
        },
    )


def decode_audio_part(data: dict[str, Any]) -> AudioPart:
    """An `AudioPart` from its JSON object."""
    model = new(AudioPart)
    model._received = data
    model._extra = NO_EXTRA if AudioPart._keys.issuperset(data) else None
    if data.get("type") != "input_audio":
        raise mismatch(data, "type", '"input_audio"')
    model.type = "input_audio"
    value = data.get("input_audio")
    if type(value) is dict:
        model.input_audio = decode_input_audio(value)
    else:
        raise mismatch(data, "input_audio", "an object")
    value = data.get("cache_control")
    if value is None:
        model.cache_control = None
    elif type(value) is dict:
        from .cache import decode_cache_control
        model.cache_control = decode_cache_control(value)
    else:
        raise mismatch(data, "cache_control", "an object")
    return model


def encode_audio_part(model: AudioPart) -> dict[str, Any]:
    """The JSON object of an `AudioPart`."""
    return arrange(
        model,
        {
            "type": model.type,
            "input_audio": plain(model.input_audio),
            "cache_control": plain(model.cache_control),
        },
    )


def decode_input_audio(data: dict[str, Any]) -> InputAudio:
    """An `InputAudio` from its JSON object."""
    model = new(InputAudio)
    model._received = data
    model._extra = NO_EXTRA if InputAudio._keys.issuperset(data) else None
    value = data.get("data")
    model.data = value if type(value) is str else string(data, "data", value)
    value = data.get("format")
    model.format = value if type(value) is str else string(data, "format", value)
    return model


def encode_input_audio(model: InputAudio) -> dict[str, Any]:
    """The JSON object of an `InputAudio`."""
    return arrange(
        model,
        {
            "data": model.data,
            "format": model.format,
        },
    )


def decode_video_part(data: dict[str, Any]) -> VideoPart:
    """A `VideoPart` from its JSON object."""
    model = new(VideoPart)
    model._received = data
    model._extra = NO_EXTRA if VideoPart._keys.issuperset(data) else None
    if data.get("type") != "video_url":
        raise mismatch(data, "type", '"video_url"')
    model.type = "video_url"
    value = data.get("video_url")
    if type(value) is dict:
        model.video_url = decode_video_url(value)
    else:
        raise mismatch(data, "video_url", "an object")
    value = data.get("cache_control")
    if value is None:
        model.cache_control = None
    elif type(value) is dict:
        from .cache import decode_cache_control
        model.cache_control = decode_cache_control(value)
    else:
        raise mismatch(data, "cache_control", "an object")
    return model


def encode_video_part(model: VideoPart) -> dict[str, Any]:
    """The JSON object of a `VideoPart`."""
    return arrange(
        model,
        {
            "type": model.type,
            "video_url": plain(model.video_url),
            "cache_control": plain(model.cache_control),
        },
    )


def decode_legacy_video_part(data: dict[str, Any]) -> LegacyVideoPart:
    """A `LegacyVideoPart` from its JSON object."""
    model = new(LegacyVideoPart)
    model._received = data
    model._extra = NO_EXTRA if LegacyVideoPart._keys.issuperset(data) else None
    if data.get("type") != "input_video":
        raise mismatch(data, "type", '"input_video"')
    model.type = "input_video"
    value = data.get("video_url")
    if type(value) is dict:
        model.video_url = decode_video_url(value)
    else:
        raise mismatch(data, "video_url", "an object")
    return model


def encode_legacy_video_part(model: LegacyVideoPart) -> dict[str, Any]:
    """The JSON object of a `LegacyVideoPart`."""
    return arrange(
        model,
        {
            "type": model.type,
            "video_url": plain(model.video_url),
        },
    )


def decode_video_url(data: dict[str, Any]) -> VideoUrl:
    """A `VideoUrl` from its JSON object."""
    model = new(VideoUrl)
    model._received = data
    model._extra = NO_EXTRA if VideoUrl._keys.issuperset(data) else None
    value = data.get("url")
    model.url = value if type(value) is str else string(data, "url", value)
    value = data.get("processing")
    model.processing = value if value is None or type(value) is str else string(data, "processing", value)
    return model


def encode_video_url(model: VideoUrl) -> dict[str, Any]:
    """The JSON object of a `VideoUrl`."""
    return arrange(
        model,
        {
            "url": model.url,
            "processing": model.processing,
        },
    )


def decode_file_part(data: dict[str, Any]) -> FilePart:
    """A `FilePart` from its JSON object."""
    model = new(FilePart)
    model._received = data
    model._extra = NO_EXTRA if FilePart._keys.issuperset(data) else None
    if data.get("type") != "file":
        raise mismatch(data, "type", '"file"')
    model.type = "file"
    value = data.get("file")
    if type(value) is dict:
        model.file = decode_file_input(value)
    else:
        raise mismatch(data, "file", "an object")
    value = data.get("cache_control")
    if value is None:
        model.cache_control = None
    elif type(value) is dict:
        from .cache import decode_cache_control
        model.cache_control = decode_cache_control(value)
    else:
        raise mismatch(data, "cache_control", "an object")
    return model


def encode_file_part(model: FilePart) -> dict[str, Any]:
    """The JSON object of a `FilePart`."""
    return arrange(
        model,
        {
            "type": model.type,
            "file": plain(model.file),
            "cache_control": plain(model.cache_control),
        },
    )


def decode_file_input(data: dict[str, Any]) -> FileInput:
    """A `FileInput` from its JSON object."""
    model = new(FileInput)
    model._received = data
    model._extra = NO_EXTRA if FileInput._keys.issuperset(data) else None
    value = data.get("filename")
    model.filename = value if value is None or type(value) is str else string(data, "filename", value)
    value = data.get("file_data")
    model.file_data = value if value is None or type(value) is str else string(data, "file_data", value)
    value = data.get("file_id")
    model.file_id = value if value is None or type(value) is str else string(data, "file_id", value)
    return model


def encode_file_input(model: FileInput) -> dict[str, Any]:
    """The JSON object of a `FileInput`."""
    return arrange(
        model,
        {
            "filename": model.filename,
            "file_data": model.file_data,
            "file_id": model.file_id,
        },
    )


def decode_thinking_part(data: dict[str, Any]) -> ThinkingPart:
    """A `ThinkingPart` from its JSON object."""
    model = new(ThinkingPart)
    model._received = data
    model._extra = NO_EXTRA if ThinkingPart._keys.issuperset(data) else None
    if data.get("type") != "thinking":
        raise mismatch(data, "type", '"thinking"')
    model.type = "thinking"
    value = data.get("thinking")
    if value is None or type(value) is str:
        model.thinking = value
    else:
        model.thinking = _read_thinking_of_thinking_part(data, "thinking", value)
    value = data.get("closed")
    if value is None or type(value) is bool:
        model.closed = value
    else:
        model.closed = None
        tolerate(model, data, "closed")
    value = data.get("signature")
    model.signature = value if value is None or type(value) is str else string(data, "signature", value)
    return model


def encode_thinking_part(model: ThinkingPart) -> dict[str, Any]:
    """The JSON object of a `ThinkingPart`."""
    return arrange(
        model,
        {
            "type": model.type,
            "thinking": plain(model.thinking),
            "closed": model.closed,
            "signature": model.signature,
        },
    )


def decode_unknown_part(data: dict[str, Any]) -> UnknownPart:
    """An `UnknownPart` from its JSON object."""
    model = new(UnknownPart)
    model._received = data
    model._extra = NO_EXTRA if UnknownPart._keys.issuperset(data) else None
    value = data.get("type")
    if value is None or type(value) is str:
        model.type = value
    else:
        model.type = None
        tolerate(model, data, "type")
    return model


def encode_unknown_part(model: UnknownPart) -> dict[str, Any]:
    """The JSON object of an `UnknownPart`."""
    return arrange(
        model,
        {
            "type": model.type,
        },
    )


def _read_thinking_of_thinking_part(holder: Any, key: str | int, value: Any) -> str | list[ContentPart]:
    """The value, if its kind is right."""
    if type(value) is str:
        return value
    if type(value) is list:
        return [
            decode_content_part(item) if type(item) is dict else refuse_item(value, item, "an object")
            for item in value
        ]
    raise mismatch(holder, key, "a string or an array")


_CONTENT_PART: dict[str, Callable[[dict[str, Any]], ContentPart]] = {
    "text": decode_text_part,
    "image_url": decode_image_part,
    "input_audio": decode_audio_part,
    "video_url": decode_video_part,
    "input_video": decode_legacy_video_part,
    "file": decode_file_part,
    "thinking": decode_thinking_part,
}


bind(TextPart, decode_text_part, encode_text_part)
bind(ImagePart, decode_image_part, encode_image_part)
bind(AudioPart, decode_audio_part, encode_audio_part)
bind(InputAudio, decode_input_audio, encode_input_audio)
bind(VideoPart, decode_video_part, encode_video_part)
bind(LegacyVideoPart, decode_legacy_video_part, encode_legacy_video_part)
bind(VideoUrl, decode_video_url, encode_video_url)
bind(FilePart, decode_file_part, encode_file_part)
bind(FileInput, decode_file_input, encode_file_input)
bind(ThinkingPart, decode_thinking_part, encode_thinking_part)
bind(UnknownPart, decode_unknown_part, encode_unknown_part)
