"""From what people have, files, bytes, addresses and pictures, to a part of a message; checked at once."""

from __future__ import annotations

import os
import re
from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path
from typing import Any, overload
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from attrs import evolve

from ..errors import ConfigurationError, DecodeError
from .attachment import MAX_BYTES, Attachment, checked_size, read
from .media_types import ACCEPTED, HEAD, SUFFIXES, Kind, checked_type, kind_of, media_type_of
from .pictures import picture_bytes

_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(;.*)?")
_TTLS = ("5m", "1h")
_ACCEPTED = (
    ", ".join(
        suffix for suffix, known in SUFFIXES.items() if kind_of(known) != "file" and known in ACCEPTED[kind_of(known)]
    )
    + ", pdf, text and office documents; convert it, or say media_type if you know that the model takes it"
)


def attach(
    what: str | os.PathLike[str] | bytes | bytearray | memoryview | Any,
    *,
    media_type: str | None = None,
    name: str | None = None,
    kind: Kind | None = None,
    detail: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> Attachment:
    """
    A file, bytes, an address or a picture as a part of a message.

    What it is is found by its content, then by its name. Types that OpenRouter's guides do not name are refused, unless you name the
    media type yourself. A file is looked at now and read by each request.

    Args:
        what: the path of a file (`pathlib.Path`), bytes, a URL (http, https or data), a PIL image, or a numpy array of uint8.
        media_type: such as "audio/wav"; else it is found.
        name: the name of a document; else that of the file.
        kind: which part it becomes, "image", "audio", "video" or "file"; needed for an address whose path does not end in a suffix.
        detail: how closely the model looks at an image, "auto", "low", "high" or "original".
        max_bytes: what is larger is refused.

    Raises:
        ConfigurationError: no such file, too large, empty, or of no type that is accepted.
    """
    if media_type is not None:
        if not isinstance(media_type, str) or _MEDIA_TYPE.fullmatch(media_type) is None:
            raise ConfigurationError(f"media_type must be such as 'image/png', not {media_type!r}")
        media_type = checked_type(media_type)
    if kind is not None and kind not in ACCEPTED:
        raise ConfigurationError(f"kind must be one of {', '.join(ACCEPTED)}, not {kind!r}")
    source, found, name = _source(what, name, max_bytes)
    known = media_type or found
    made = kind or (None if known is None else kind_of(known))
    if isinstance(source, str):
        _check_url(made)
    elif known is None or (media_type is None and kind is None and known not in ACCEPTED[kind_of(known)]):
        raise ConfigurationError(f"{name or 'the data'} is {known or 'of no known type'}; accepted are {_ACCEPTED}")
    assert made is not None
    if detail is not None and made != "image":
        raise ConfigurationError(f"detail is for images, and this is {known or made}")
    return Attachment(kind=made, media_type=known, source=source, name=name, detail=detail, max_bytes=max_bytes)


@overload
def cached(part: str | Mapping[str, Any], *, ttl: str | None = None) -> dict[str, Any]: ...
@overload
def cached(part: Any, *, ttl: str | None = None) -> Any: ...
def cached(part: Any, *, ttl: str | None = None) -> Any:
    """
    A part of a message with the mark that the prompt up to its end is worth caching (`cache_control`).

    Args:
        part: text, a part, or what `attach()` takes.
        ttl: how long, "5m" or "1h"; five minutes by default.

    Returns:
        The part, as a dict or an `Attachment`; what was given stays as it is.

    Raises:
        ConfigurationError: from `attach()`, or another `ttl`.
    """
    if ttl is not None and ttl not in _TTLS:
        raise ConfigurationError(f"ttl must be one of {', '.join(_TTLS)}, not {ttl!r}")
    mark = {"type": "ephemeral"} if ttl is None else {"type": "ephemeral", "ttl": ttl}
    if isinstance(part, str):
        return {"type": "text", "text": part, "cache_control": mark}
    if isinstance(part, Mapping):
        return {**part, "cache_control": mark}
    if not isinstance(part, Attachment) and hasattr(part, "to_dict"):
        return {**part.to_dict(), "cache_control": mark}
    return evolve(part if isinstance(part, Attachment) else attach(part), cache_control=mark)


def _source(what: Any, name: str | None, most: int) -> tuple[bytes | Path | str, str | None, str | None]:
    """What an attachment keeps, its media type as far as it shows, and its name."""
    if isinstance(what, os.PathLike):
        path = Path(os.path.abspath(os.fsdecode(what)))
        return path, media_type_of(read(path, most, HEAD), path.name), name or path.name
    if isinstance(what, str) and what[:5].lower() != "data:":
        if not re.match(r"https?://[^\s/]", what, re.IGNORECASE):
            raise ConfigurationError(
                f"a URL begins with http, https or data, and this is {what[:80]!r}; a file is a pathlib.Path"
            )
        last = unquote(urlsplit(what).path).rpartition("/")[2]
        return what, SUFFIXES.get(last.rpartition(".")[2].lower()), name or last or None
    shown = None
    if isinstance(what, str):
        shown, what = split_data_url(what)
    data = bytes(what) if isinstance(what, (bytes, bytearray, memoryview)) else picture_bytes(what)
    if data is None:
        raise ConfigurationError(
            f"a part of a message is text, a pathlib.Path, bytes, attach(url), a PIL image or a numpy array, not {type(what).__name__}"
        )
    checked_size(name or "the data", len(data), most)
    return data, shown or media_type_of(data[:HEAD], name), name


def _check_url(kind: Kind | None) -> None:
    """Refuses addresses that the service would not fetch."""
    if kind is None:
        raise ConfigurationError("the URL does not show what it leads to; say kind='image', 'video' or 'file'")
    if kind == "audio":
        raise ConfigurationError("the service takes recordings by value, not by URL; download it and attach the bytes")


def split_data_url(
    url: str, wrong: type[ConfigurationError | DecodeError] = ConfigurationError
) -> tuple[str | None, bytes]:
    """The media type and the bytes of a data URL, see RFC 2397."""
    head, _, text = url[5:].partition(",")
    shown = checked_type(head) if _MEDIA_TYPE.fullmatch(head) else None
    if not head.lower().endswith(";base64"):
        return shown, unquote_to_bytes(text)
    try:
        return shown, b64decode(text, validate=True)
    except ValueError as error:
        reason = str(error)
    raise wrong(f"the data URL holds no base64: {reason}")
