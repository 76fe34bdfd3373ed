"""A part of a message that is a file, bytes or an address, and becomes JSON when the request is written."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from attrs import field, frozen

from ..errors import ConfigurationError
from .media_types import Kind, audio_format, suffix_of

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 50 * 1024 * 1024
"""The largest file that is sent unless you say otherwise: 70 MB as base64, where the edge of the service ends requests at 100 MB."""

_TYPES: Mapping[Kind, Literal["image_url", "input_audio", "video_url", "file"]] = {
    "image": "image_url",
    "audio": "input_audio",
    "video": "video_url",
    "file": "file",
}


@frozen(kw_only=True, repr=False)
class Attachment:
    """
    A part of a message that holds its source, and no base64 of it; made by `attach()`.

    It stands in `content` like any other part. Each request that it is in reads the file anew, so that a history of ten pictures keeps
    ten paths.
    """

    kind: Kind
    """Which part it becomes."""

    media_type: str | None
    """Such as "image/png"; None for an address that does not show it."""

    source: bytes | Path | str = field(repr=False)
    """The bytes, the path of the file, or the URL."""

    name: str | None = None
    """The name of a document, which the model may see."""

    detail: str | None = None
    """How closely the model looks at an image."""

    cache_control: Mapping[str, str] | None = None
    """The mark that the prompt up to here is worth caching."""

    max_bytes: int = MAX_BYTES
    """What is larger by the time of a request is refused."""

    @property
    def type(self) -> Literal["image_url", "input_audio", "video_url", "file"]:
        """The type of the part, as it is sent."""
        return _TYPES[self.kind]

    @property
    def data(self) -> bytes:
        """
        The bytes of the file.

        Raises:
            ConfigurationError: the file cannot be read or has become too large, or there is an address only.
        """
        if isinstance(self.source, str):
            raise ConfigurationError(f"{self!r} has an address and no bytes")
        return self.source if isinstance(self.source, bytes) else read(self.source, self.max_bytes)

    @property
    def url(self) -> str:
        """The address, or a data URL that is made at this moment."""
        if isinstance(self.source, str):
            return self.source
        return f"data:{self.media_type};base64,{b64encode(self.data).decode()}"

    def to_dict(self) -> dict[str, Any]:
        """The part as it is sent, with the data in it; raises what `data` does."""
        part: dict[str, Any] = {"type": self.type, self.type: self._value()}
        if self.cache_control is not None:
            part["cache_control"] = dict(self.cache_control)
        return part

    def _value(self) -> dict[str, str]:
        if self.kind == "audio":
            return {"data": b64encode(self.data).decode(), "format": audio_format(self.media_type or "")}
        if self.kind == "file":
            name = self.name or "document" + ("" if self.media_type is None else suffix_of(self.media_type))
            return {"filename": name, "file_data": self.url}
        detail = {} if self.detail is None else {"detail": self.detail}
        return {"url": self.url, **detail}

    def __repr__(self) -> str:
        source = self.source
        what = f"{len(source)} bytes" if isinstance(source, bytes) else str(source)
        shown = what if len(what) <= 80 else f"{what[:80]}..."
        return f"<{type(self).__name__} {self.media_type or self.kind} {shown}>"


def read(path: Path, most: int, only: int | None = None) -> bytes:
    """
    The bytes of a file, or the first of them.

    Raises:
        ConfigurationError: there is no such file, it cannot be read, it is empty, or it has more than `most` bytes.
    """
    try:
        if path.exists() and not path.is_file():  # to open a pipe would wait for its writer
            raise ConfigurationError(f"{path} is no file")
        size = path.stat().st_size
        with path.open("rb") as file:
            data = file.read(min(size, most) + 1 if only is None else only)  # one more, to see that it has grown
    except OSError as error:
        reason = error.strerror or type(error).__name__
    else:
        checked_size(str(path), max(size, len(data)), most)
        return data
    raise ConfigurationError(f"cannot read {path}: {reason}")


def checked_size(what: str, size: int, most: int) -> None:
    """Raises ConfigurationError for nothing, and for more bytes than are accepted."""
    if not size:
        raise ConfigurationError(f"{what} is empty")
    if size > most:
        raise ConfigurationError(
            f"{what} has {size} bytes, and at most {most} are sent; make it smaller, or raise max_bytes"
        )
