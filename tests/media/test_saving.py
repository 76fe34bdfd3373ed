"""Pictures and speech of an answer as files."""

from __future__ import annotations

import base64
import io
import wave
from pathlib import Path
from typing import Any

import pytest

from openrouter.errors import ConfigurationError, DecodeError
from openrouter.media import AudioWriter
from openrouter.media.pictures import png
from openrouter.models import Audio, ChatResponse, Image

PNG = png(b"\0\1\2", width=1, height=1, channels=3)
SAMPLES = bytes(range(100))
MP3 = b"ID3\4\0\0\0\0\0\0\0\0"


def image(data: bytes = PNG, media_type: str = "image/png") -> Image:
    """An image as answers have it."""
    url = f"data:{media_type};base64,{base64.b64encode(data).decode()}"
    return Image.from_dict({"type": "image_url", "image_url": {"url": url}})


def audio(data: bytes) -> Audio:
    """Speech as answers have it."""
    return Audio.from_dict({"id": "a", "data": base64.b64encode(data).decode()})


def samples_in(data: bytes) -> tuple[int, int, int, bytes]:
    """Channels, bytes a sample, samples a second, and the samples of a WAV file."""
    with wave.open(io.BytesIO(data)) as file:
        return file.getnchannels(), file.getsampwidth(), file.getframerate(), file.readframes(file.getnframes())


def test_the_bytes_of_an_image() -> None:
    """The data URL of an image is its bytes and its media type; where that is missing, the bytes say it."""
    assert (PNG, "image/png") == (image().data, image().media_type)
    assert "image/png" == image(media_type="").media_type
    assert image().url == image().image_url.url  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("cat.png", "cat.png"),
        ("cat", "cat.png"),
        ("v1.2/cat", "v1.2/cat.png"),
        ("cat.jpeg", "cat.jpeg"),
        ("", "image.png"),
    ],
)
def test_saving_an_image(tmp_path: Path, name: str, written: str) -> None:
    """A name stays as it is, without a suffix it gets that of the image, and in a folder the image gets a name."""
    (tmp_path / "v1.2").mkdir()
    expected = tmp_path / written

    assert expected == image().save(str(tmp_path / name))
    assert PNG == expected.read_bytes()


def test_several_images_in_a_folder(tmp_path: Path) -> None:
    """In a folder nothing is overwritten; a name that was given is."""
    names = [image(media_type="image/webp").save(tmp_path).name for _ in range(3)]
    image().save(tmp_path / "image.webp")

    assert ["image.webp", "image-2.webp", "image-3.webp"] == names


def test_an_image_elsewhere(tmp_path: Path) -> None:
    """An address is no image: it is refused with the address, and nothing is downloaded."""
    far = Image.from_dict({"image_url": {"url": "https://a.b/c.png"}})
    with pytest.raises(ConfigurationError, match=r"not in the answer but at https://a\.b/c\.png; download it"):
        far.save(tmp_path)
    with pytest.raises(ConfigurationError, match="not in the answer but nowhere"):
        _ = Image().data
    assert [] == list(tmp_path.iterdir())


def test_a_broken_image() -> None:
    """An image that is no base64 is a DecodeError."""
    with pytest.raises(DecodeError, match="holds no base64"):
        _ = Image.from_dict({"image_url": {"url": "data:image/png;base64,a!b"}}).data


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    """Where nothing can be written, the system's own error says so."""
    with pytest.raises(FileNotFoundError):
        image().save(tmp_path / "no" / "cat.png")


@pytest.mark.parametrize("name", ["x.wav", "x", ""])
def test_samples_become_a_wav_file(tmp_path: Path, name: str) -> None:
    """Samples without a header get one."""
    path = audio(SAMPLES).save(tmp_path / name)

    assert ".wav" == path.suffix
    assert (1, 2, 24000, SAMPLES) == samples_in(path.read_bytes())


def test_samples_as_they_are(tmp_path: Path) -> None:
    """The suffix .pcm keeps them as they are; rate and channels are the caller's."""
    assert SAMPLES == audio(SAMPLES).save(tmp_path / "x.pcm").read_bytes()
    assert (2, 2, 8000, SAMPLES) == samples_in(
        audio(SAMPLES).save(tmp_path / "x.wav", sample_rate=8000, channels=2).read_bytes()
    )


def test_audio_with_a_header(tmp_path: Path) -> None:
    """A file of another encoding stays what it is, and is not called WAV."""
    file = audio(SAMPLES).save(tmp_path / "a.wav").read_bytes()

    assert file == audio(file).save(tmp_path / "b.wav").read_bytes()
    assert ("audio/wav", "audio/mpeg", None) == (
        audio(file).media_type,
        audio(MP3).media_type,
        audio(SAMPLES).media_type,
    )
    assert MP3 == audio(MP3).save(tmp_path / "c").read_bytes()
    assert "audio.mp3" == audio(MP3).save(tmp_path).name
    with pytest.raises(ConfigurationError, match=r"the audio is audio/mpeg and no WAV; save it as d\.mp3"):
        audio(MP3).save(tmp_path / "d.wav")


def test_audio_that_is_a_reference() -> None:
    """A reference has no bytes."""
    assert b"" == Audio(id="a").bytes


def writer_of(path: Path, pieces: list[Any], **options: Any) -> bytes:
    """What a writer makes of pieces."""
    with AudioWriter(path, **options) as writer:
        for piece in pieces:
            writer.write(piece)
    return path.read_bytes()


@pytest.mark.parametrize("size", [1, 5, 16, 1000])
def test_writing_while_it_comes(tmp_path: Path, size: int) -> None:
    """The file of a writer is that of the whole, in whatever pieces it comes, as base64 or as bytes."""
    text = base64.b64encode(SAMPLES).decode()
    cut = [text[start : start + size] for start in range(0, len(text), size)]

    assert (1, 2, 24000, SAMPLES) == samples_in(writer_of(tmp_path / "x.wav", cut))
    assert (2, 2, 8000, SAMPLES) == samples_in(writer_of(tmp_path / "y.wav", [SAMPLES], sample_rate=8000, channels=2))
    assert MP3 + b"more" == writer_of(tmp_path / "z.mp3", [MP3[:5], MP3[5:], b"more"])


def test_a_file_can_be_played_at_any_time(tmp_path: Path) -> None:
    """The header of a file is right after each piece, for whoever plays it meanwhile or after a break."""
    writer = AudioWriter(tmp_path / "x.wav")
    sizes = [writer.write(SAMPLES), writer.write(SAMPLES[:50])]

    writer._file.flush()
    assert [100, 50] == sizes
    assert SAMPLES + SAMPLES[:50] == samples_in((tmp_path / "x.wav").read_bytes())[3]

    writer.close()
    writer.close()


def test_a_writer_of_nothing(tmp_path: Path) -> None:
    """A stream without speech leaves an empty WAV file, and a few bytes are a short one."""
    assert b"" == samples_in(writer_of(tmp_path / "x.wav", []))[3]
    assert b"ab" == samples_in(writer_of(tmp_path / "y.wav", [b"ab"]))[3]


def test_no_base64(tmp_path: Path) -> None:
    """Text that is no base64 is an error, and the file is closed all the same."""
    with AudioWriter(tmp_path / "x.wav") as writer, pytest.raises(DecodeError):
        writer.write("***")

    assert writer._file.closed


def test_a_response_knows_its_media() -> None:
    """The images and the audio of an answer are its message's."""
    message = {"role": "assistant", "images": [image().to_dict()], "audio": audio(SAMPLES).to_dict()}
    response = ChatResponse.from_dict({"choices": [{"message": message}]})

    assert [PNG] == [found.data for found in response.images]
    assert response.audio is not None
    assert SAMPLES == response.audio.bytes
    assert ChatResponse().audio is None
