"""What people do with the pictures and the speech of an answer."""

from __future__ import annotations

import builtins
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from ..models import ImageUrl


class ImageReading:
    """The bytes of an image, where they are in the answer."""

    __slots__ = ()

    image_url: ImageUrl | None

    @property
    def url(self) -> str | None:
        """The data URL, or the address."""
        return None if self.image_url is None else self.image_url.url

    @property
    def media_type(self) -> str | None:
        """Such as "image/png"; raises what `data` does."""
        from ..media.saving import picture_of

        return picture_of(self.url)[0]

    @property
    def data(self) -> bytes:
        """
        The bytes of the file.

        Raises:
            ConfigurationError: the answer holds the address of the image and not the image.
            DecodeError: what it holds is no base64.
        """
        from ..media.saving import picture_of

        return picture_of(self.url)[1]

    def save(self, path: str | os.PathLike[str]) -> Path:
        """
        Writes the image to a file and says to which: a name without suffix gets that of the image, in a folder it gets a free name.

        Raises:
            ConfigurationError, DecodeError: from `data`.
            OSError: the file cannot be written.
        """
        from ..media.saving import save_picture

        return save_picture(path, self.url)


class AudioReading:
    """The bytes of speech, of as much as there is."""

    __slots__ = ()

    @property
    def bytes(self) -> builtins.bytes:
        """
        The bytes: samples without a header for `pcm16`, else a file; empty where there is only a reference.

        Raises:
            DecodeError: what the answer holds is no base64.
        """
        from ..media.base64_text import decoded

        return decoded(self.data or "")  # type: ignore[attr-defined]

    @property
    def media_type(self) -> str | None:
        """Such as "audio/wav"; None for samples without a header. Raises what `bytes` does."""
        from ..media.media_types import type_by_content

        return type_by_content(self.bytes)

    def save(self, path: str | os.PathLike[str], *, sample_rate: int = 24000, channels: int = 1) -> Path:
        """
        Writes the speech to a file and says to which; samples become a WAV file unless the name ends in .pcm or .raw.

        Raises:
            ConfigurationError: a name that ends in .wav, for speech in another encoding.
            DecodeError: from `bytes`.
            OSError: the file cannot be written.
        """
        from ..media.saving import save_audio

        return save_audio(path, self.bytes, sample_rate, channels)
