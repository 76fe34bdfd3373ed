"""What models make, pictures and speech, as files."""

from __future__ import annotations

import io
import os
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

from ..errors import ConfigurationError, DecodeError
from .attaching import split_data_url
from .base64_text import AudioDecoder
from .media_types import HEAD, suffix_of, type_by_content

if TYPE_CHECKING:
    import wave

SAMPLE_RATE = 24000
"""Samples a second of the `pcm16` that models speak, see https://platform.openai.com/docs/guides/audio."""


def picture_of(url: str | None) -> tuple[str | None, bytes]:
    """
    The media type and the bytes of a picture in an answer.

    Raises:
        ConfigurationError: the answer holds the picture's address and not the picture.
        DecodeError: what it holds is no base64.
    """
    if url is None or url[:5].lower() != "data:":
        where = "nowhere" if url is None else f"at {url[:200]}"
        raise ConfigurationError(f"the picture is not in the answer but {where}; download it from there")
    shown, data = split_data_url(url, DecodeError)
    return shown or type_by_content(data[:HEAD]), data


def save_picture(path: str | os.PathLike[str], url: str | None) -> Path:
    """Writes a picture; in a folder it gets a name that is free there. Raises what `picture_of` does, and OSError."""
    media_type, data = picture_of(url)
    return _write(Path(path), data, suffix_of(media_type or ""), "image")


def save_audio(path: str | os.PathLike[str], data: bytes, sample_rate: int, channels: int) -> Path:
    """
    Writes speech; samples without a header get that of a WAV file, unless the name ends in .pcm or .raw.

    Raises:
        ConfigurationError: a name that ends in .wav, for speech in another encoding.
        OSError: it cannot be written.
    """
    path, found = Path(path), type_by_content(data[:HEAD])
    if path.suffix.lower() == ".wav" and found not in (None, "audio/wav"):
        raise ConfigurationError(f"the audio is {found} and no WAV; save it as {path.stem}{suffix_of(found or '')}")
    if found is None and path.suffix.lower() not in (".pcm", ".raw"):
        file = io.BytesIO()
        with _wave(file, sample_rate, channels) as writer:
            writer.writeframes(data)
        data = file.getvalue()
    return _write(path, data, suffix_of(found or "audio/wav"), "audio")


class AudioWriter:
    """
    A file of speech that is written while it comes, and may be played at any time.

    Samples without a header (`pcm16`) make a WAV file; other encodings are written as they are.

    >>> with AudioWriter("answer.wav") as file:
    ...     for event in client.stream("Hello", modalities=["text", "audio"], audio={"voice": "alloy", "format": "pcm16"}).events():
    ...         if event.type == "audio.delta":
    ...             file.write(event.data)

    Args:
        path: the file, which is replaced.
        sample_rate: samples a second, 24,000 for models of OpenAI.
        channels: samples at a time.

    Raises:
        OSError: the file cannot be written.
    """

    def __init__(self, path: str | os.PathLike[str], *, sample_rate: int = SAMPLE_RATE, channels: int = 1) -> None:
        self._decoder = AudioDecoder()
        self._file = Path(path).open("wb")  # noqa: SIM115  close() is below
        self._form = (sample_rate, channels)
        self._begin = b""
        self._wave: wave.Wave_write | None = None
        self._begun = False

    def write(self, data: str | bytes) -> int:
        """
        Writes the next piece, the base64 of an event or bytes; the number of bytes in it.

        Raises:
            DecodeError: the text is not base64.
        """
        piece = self._decoder.feed(data) if isinstance(data, str) else bytes(data)
        if not self._begun:
            self._begin += piece
            if len(self._begin) >= 12:
                self._start()
        elif self._wave is not None:
            self._wave.writeframes(piece)
        else:
            self._file.write(piece)
        return len(piece)

    def close(self) -> None:
        """Writes what is left and closes the file."""
        if self._file.closed:
            return
        self.write(self._decoder.close())
        if not self._begun:
            self._start()
        if self._wave is not None:
            self._wave.close()
        self._file.close()

    def _start(self) -> None:
        """Writes the header, if the beginning of the data has none, and that beginning."""
        self._begun = True
        if type_by_content(self._begin) is None:
            self._wave = _wave(self._file, *self._form)
            self._wave.writeframes(self._begin)
        else:
            self._file.write(self._begin)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def _wave(file: IO[bytes], sample_rate: int, channels: int) -> wave.Wave_write:
    import wave

    writer = wave.Wave_write(file)
    writer.setnchannels(channels)
    writer.setsampwidth(2)
    writer.setframerate(sample_rate)
    return writer


def _write(path: Path, data: bytes, suffix: str, stem: str) -> Path:
    """Writes a file, whose name gets the suffix if it has none; in a folder it gets a name that is free."""
    if not path.is_dir():
        path = path if path.suffix else path.with_name(path.name + suffix)
        path.write_bytes(data)
        return path
    number = 0
    while True:
        number += 1
        free = path / f"{stem}{'' if number == 1 else f'-{number}'}{suffix}"
        try:
            with free.open("xb") as file:
                file.write(data)
        except FileExistsError:
            continue
        return free
