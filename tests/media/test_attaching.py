"""From files, bytes, addresses and pictures to parts of messages."""

from __future__ import annotations

import base64
import copy
import io
import os
import pickle
import zlib
from pathlib import Path
from typing import Any

import numpy
import pytest
from PIL import Image

from openrouter.errors import ConfigurationError
from openrouter.media import Attachment, attach, cached
from openrouter.media.pictures import png
from openrouter.models import TextPart

PNG = png(bytes(range(12)), width=2, height=2, channels=3)
MP3 = b"ID3\4\0\0\0\0\0\0"
PDF = b"%PDF-1.7\n%%EOF"


def data_url(media_type: str, data: bytes) -> str:
    """A data URL."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A file with a picture."""
    path = tmp_path / "cat.png"
    path.write_bytes(PNG)
    return path


def test_a_picture(picture: Path) -> None:
    """A path to a picture becomes a part with a data URL of its content."""
    made = attach(picture)

    assert ("image", "image/png", "cat.png", "image_url") == (made.kind, made.media_type, made.name, made.type)
    assert {"type": "image_url", "image_url": {"url": data_url("image/png", PNG)}} == made.to_dict()


def test_a_recording(tmp_path: Path) -> None:
    """A recording is sent as base64 without a data URL, with the word for its encoding."""
    path = tmp_path / "song.mp3"
    path.write_bytes(MP3)

    expected = {"type": "input_audio", "input_audio": {"data": base64.b64encode(MP3).decode(), "format": "mp3"}}

    assert expected == attach(path).to_dict()
    assert expected == attach(MP3).to_dict()
    assert expected == attach(bytearray(MP3)).to_dict()
    assert expected == attach(memoryview(MP3)).to_dict()
    assert "wav" == attach(b"\1\2", media_type="audio/x-wav").to_dict()["input_audio"]["format"]


def test_a_document(tmp_path: Path) -> None:
    """A document is sent with its name; bytes without a name get one."""
    path = tmp_path / "report.pdf"
    path.write_bytes(PDF)
    url = data_url("application/pdf", PDF)

    assert {"type": "file", "file": {"filename": "report.pdf", "file_data": url}} == attach(path).to_dict()
    assert {"filename": "document.pdf", "file_data": url} == attach(PDF).to_dict()["file"]
    assert {"filename": "other.pdf", "file_data": url} == attach(path, name="other.pdf").to_dict()["file"]


def test_a_video() -> None:
    """A video is sent as a data URL in a part of its own."""
    data = b"\0\0\0\x20ftypisom"

    assert {"type": "video_url", "video_url": {"url": data_url("video/mp4", data)}} == attach(data).to_dict()


def image_at(url: str, **more: str) -> dict[str, Any]:
    """The part that shows an image."""
    return {"type": "image_url", "image_url": {"url": url, **more}}


def document(name: str, data: str) -> dict[str, Any]:
    """The part that holds a document."""
    return {"type": "file", "file": {"filename": name, "file_data": data}}


@pytest.mark.parametrize(
    ("url", "options", "part"),
    [
        ("https://a.b/c.png", {}, image_at("https://a.b/c.png")),
        ("https://a.b/c.JPG?w=1#x", {"detail": "low"}, image_at("https://a.b/c.JPG?w=1#x", detail="low")),
        ("HTTP://a.b/c", {"kind": "image"}, image_at("HTTP://a.b/c")),
        ("https://a.b/c", {"media_type": "image/png"}, image_at("https://a.b/c")),
        ("https://youtu.be/x", {"kind": "video"}, {"type": "video_url", "video_url": {"url": "https://youtu.be/x"}}),
        ("https://a.b/My%20file.pdf", {}, document("My file.pdf", "https://a.b/My%20file.pdf")),
        ("https://a.b/?id=7", {"kind": "file"}, document("document", "https://a.b/?id=7")),
        (data_url("image/png", PNG), {}, image_at(data_url("image/png", PNG))),
        (data_url("", PDF), {}, document("document.pdf", data_url("application/pdf", PDF))),
        ("data:text/plain,a%20b", {}, document("document.txt", data_url("text/plain", b"a b"))),
    ],
)
def test_addresses(url: str, options: dict[str, Any], part: dict[str, Any]) -> None:
    """An address is sent as it is, as the part that its path or the caller says; a data URL is data."""
    assert part == attach(url, **options).to_dict()


def test_nothing_is_encoded_before_it_is_sent(picture: Path) -> None:
    """An attachment keeps a path or the bytes; its base64 is made by each request, of what the file holds then."""
    made = attach(picture)
    picture.write_bytes(PNG + b"more")

    assert picture == made.source
    assert data_url("image/png", PNG + b"more") == made.url
    assert attach(PNG).source == PNG


def test_a_relative_path_stays_the_same_file(picture: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path means the file that it meant when it was attached."""
    monkeypatch.chdir(picture.parent)
    made = attach(Path("cat.png"))
    monkeypatch.chdir("/")

    assert PNG == made.data


def test_a_file_that_is_gone(picture: Path) -> None:
    """A file that has gone since, or has grown too large, is an error of the request, not of the wire."""
    made, small = attach(picture), attach(picture, max_bytes=len(PNG))
    picture.write_bytes(PNG + b"!")
    with pytest.raises(
        ConfigurationError, match=rf"cat\.png has {len(PNG) + 1} bytes, and at most {len(PNG)} are sent"
    ):
        small.to_dict()
    picture.unlink()
    with pytest.raises(ConfigurationError, match=r"cannot read .*cat\.png: No such file"):
        made.to_dict()


@pytest.mark.parametrize(
    ("what", "options", "said"),
    [
        (Path("/nowhere/cat.png"), {}, "cannot read /nowhere/cat.png: No such file"),
        (Path("/"), {}, "/ is no file"),
        (b"", {}, "the data is empty"),
        (PNG, {"max_bytes": 10}, f"the data has {len(PNG)} bytes, and at most 10 are sent; make it smaller, or raise max_bytes"),
        (b"\x80\x81", {}, "the data is of no known type; accepted are png, jpg, jpeg, webp, gif, wav, mp3"),
        (b"\x80\x81", {"kind": "image"}, "the data is of no known type"),
        (b"II*\0", {"name": "scan.tif"}, "scan.tif is image/tiff; accepted are png"),
        (b"PK\3\4", {"name": "all.zip"}, "all.zip is application/zip; accepted are"),
        (b"<html>", {"name": "cat.png"}, "cat.png is of no known type"),
        (PNG, {"media_type": "png"}, "media_type must be such as 'image/png', not 'png'"),
        (PNG, {"media_type": 5}, "media_type must be such as 'image/png', not 5"),
        (PNG, {"kind": "picture"}, "kind must be one of image, audio, video, file, not 'picture'"),
        (PDF, {"detail": "low"}, "detail is for images, and this is application/pdf"),
        ("cat.png", {}, "a URL begins with http, https or data, and this is 'cat.png'; a file is a pathlib.Path"),
        ("ftp://a.b/c.png", {}, "a URL begins with http, https or data"),
        ("https://a.b/c", {}, "the URL does not show what it leads to; say kind='image', 'video' or 'file'"),
        ("https://a.b/c.mp3", {}, "the service takes recordings by value, not by URL"),
        ("https://a.b/c", {"kind": "audio"}, "the service takes recordings by value, not by URL"),
        ("data:image/png;base64,a!b", {}, "the data URL holds no base64"),
        ("data:image/png;base64,", {}, "the data is empty"),
        (object(), {}, "a part of a message is text, a pathlib.Path, bytes, attach(url), a PIL image or a numpy array, not object"),
        (numpy.zeros((2, 2)), {}, "this one has the shape (2, 2) of float64"),
        (numpy.zeros((2,), "uint8"), {}, "this one has the shape (2,) of uint8"),
        (numpy.zeros((2, 2, 5), "uint8"), {}, "this one has the shape (2, 2, 5) of uint8"),
        (numpy.zeros((0, 2), "uint8"), {}, "this one has the shape (0, 2) of uint8"),
    ],
)  # fmt: skip
def test_what_is_refused(what: Any, options: dict[str, Any], said: str) -> None:
    """What cannot be sent is refused when it is attached, and the message says what is accepted."""
    with pytest.raises(ConfigurationError) as caught:
        attach(what, **options)

    assert said in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A named pipe without a writer is refused at once."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ConfigurationError, match="is no file"):
        attach(tmp_path / "pipe")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="everybody may read everything here")
def test_a_file_that_may_not_be_read(picture: Path) -> None:
    """A file without permission is refused, with the system's word for it."""
    picture.chmod(0)
    with pytest.raises(ConfigurationError, match=r"cannot read .*: Permission denied"):
        attach(picture)


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    """The size of a file is known without reading it."""
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        file.write(b"\0\0\0\x20ftypisom")
        file.truncate(51 * 1024 * 1024)
    with pytest.raises(ConfigurationError, match=r"film\.mp4 has 53477376 bytes, and at most 52428800 are sent"):
        attach(path)


def test_the_caller_may_insist() -> None:
    """A named media type or kind is sent though no guide names it."""
    assert "data:image/heic;base64,AAE=" == attach(b"\0\1", media_type="image/heic").url
    assert "data:image/tiff;base64,SUkqAA==" == attach(b"II*\0", kind="image").url
    assert "file" == attach(PNG, kind="file").type


def as_image(part: Attachment) -> Any:
    """The picture that a part shows."""
    return Image.open(io.BytesIO(part.data))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr"])
def test_pil_images(mode: str) -> None:
    """An image of PIL becomes a PNG; what PNG cannot hold is converted to RGB."""
    image = Image.new(mode, (3, 2))
    made = attach(image)

    assert "image/png" == made.media_type
    assert (3, 2) == as_image(made).size
    assert ("RGB" if mode in {"CMYK", "YCbCr"} else mode) == as_image(made).mode


def test_a_photograph_stays_one() -> None:
    """An image that was opened from a JPEG is sent as JPEG, with the quality that it had."""
    file = io.BytesIO()
    Image.effect_noise((64, 64), 50).convert("RGB").save(file, format="JPEG", quality=70)
    opened = Image.open(file)
    made = attach(opened)

    assert "image/jpeg" == made.media_type
    assert opened.quantization == as_image(made).quantization


def test_a_broken_image() -> None:
    """What PIL cannot write is refused in our words."""
    file = io.BytesIO()
    Image.effect_noise((64, 64), 50).save(file, format="PNG")
    with pytest.raises(ConfigurationError, match="the picture cannot be written: "):
        attach(Image.open(io.BytesIO(file.getvalue()[:500])))


@pytest.mark.parametrize("shape", [(2, 3), (2, 3, 1), (2, 3, 2), (2, 3, 3), (2, 3, 4)])
def test_arrays(shape: tuple[int, ...]) -> None:
    """An array of uint8 becomes a PNG of the same pixels, also when it is a view."""
    array = numpy.arange(numpy.prod(shape) * 2, dtype="uint8").reshape((shape[0] * 2, *shape[1:]))[::2]
    made = attach(array)

    assert array.reshape(2, 3, -1).tolist() == numpy.asarray(as_image(made)).reshape(2, 3, -1).tolist()


def test_masks() -> None:
    """An array of bool becomes black and white."""
    assert [[0, 255]] == numpy.asarray(as_image(attach(numpy.array([[False, True]])))).tolist()


def test_an_array_is_sent_as_it_was() -> None:
    """What is done to an array afterwards, as in a loop over frames, does not change what was attached."""
    array = numpy.zeros((1, 1), "uint8")
    made = attach(array)
    array[:] = 255

    assert [[0]] == numpy.asarray(as_image(made)).tolist()


def test_png_is_right() -> None:
    """The PNG writer's checksums are right, and its lines unfiltered."""
    position = 8 + 8 + 13
    assert zlib.crc32(PNG[12:position]) == int.from_bytes(PNG[position : position + 4], "big")
    assert [[[0, 1, 2], [3, 4, 5]], [[6, 7, 8], [9, 10, 11]]] == numpy.asarray(Image.open(io.BytesIO(PNG))).tolist()


def test_cache_marks(picture: Path) -> None:
    """Whatever can be a part can carry a mark for the prompt cache, and what was given stays without it."""
    mark, long = {"type": "ephemeral"}, {"type": "ephemeral", "ttl": "1h"}
    given, model, made = {"type": "text", "text": "a"}, TextPart(text="a"), attach(picture)

    assert {"type": "text", "text": "a", "cache_control": mark} == cached("a")
    assert {"type": "text", "text": "a", "cache_control": long} == cached(given, ttl="1h")
    assert {"type": "text", "text": "a", "cache_control": mark} == cached(model)
    assert (
        {**made.to_dict(), "cache_control": long}
        == cached(made, ttl="1h").to_dict()
        == cached(picture, ttl="1h").to_dict()
    )
    assert (None, None, "cache_control" in given) == (made.cache_control, model.cache_control, False)
    with pytest.raises(ConfigurationError, match="ttl must be one of 5m, 1h, not '2h'"):
        cached("a", ttl="2h")


def test_attachments_are_values(picture: Path) -> None:
    """An attachment is compared, copied and pickled, and never shows its data."""
    made = attach(picture, detail="high")

    assert made == attach(picture, detail="high") == copy.deepcopy(made) == pickle.loads(pickle.dumps(made))
    assert made != attach(picture)
    assert f"<Attachment image/png {picture}>"[:60] == repr(made)[:60]
    assert f"<Attachment image/png {len(PNG)} bytes>" == repr(attach(PNG))
    assert len(repr(attach("https://a.b/" + "c" * 1000 + ".png"))) < 200
    with pytest.raises(ConfigurationError, match="has an address and no bytes"):
        _ = attach("https://a.b/c.png").data
