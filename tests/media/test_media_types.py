"""What a file is, by its content and its name."""

from __future__ import annotations

import pytest

from openrouter.media.media_types import (
    ACCEPTED,
    audio_format,
    checked_type,
    kind_of,
    media_type_of,
    suffix_of,
    type_by_content,
)

CONTENTS = {
    "image/png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "image/jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "image/gif": b"GIF89a\1\0\1\0",
    "image/webp": b"RIFF\x24\0\0\0WEBPVP8 ",
    "image/tiff": b"II*\0\x08\0\0\0",
    "image/heic": b"\0\0\0\x18ftypheic\0\0\0\0",
    "image/avif": b"\0\0\0\x1cftypavif\0\0\0\0",
    "audio/wav": b"RIFF\x24\0\0\0WAVEfmt ",
    "audio/aiff": b"FORM\0\0\0\x10AIFFCOMM",
    "audio/flac": b"fLaC\0\0\0\x22",
    "audio/ogg": b"OggS\0\2\0\0",
    "audio/aac": b"\xff\xf1\x50\x80\x02\x1f",
    "audio/mp4": b"\0\0\0\x20ftypM4A \0\0\0\0",
    "video/mp4": b"\0\0\0\x20ftypisom\0\0\2\0",
    "video/mov": b"\0\0\0\x14ftypqt  \0\0\2\0",
    "video/webm": b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\x82\x84webm",
    "video/x-matroska": b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\x82\x88matroska",
    "video/x-msvideo": b"RIFF\x24\0\0\0AVI LIST",
    "video/mpeg": b"\0\0\1\xba\x44\0\4\0",
    "application/pdf": b"%PDF-1.7\n",
    "application/zip": b"PK\3\4\x14\0",
    "application/rtf": b"{\\rtf1\\ansi",
}


@pytest.mark.parametrize("media_type", CONTENTS)
def test_content(media_type: str) -> None:
    """The first bytes say what a file is, and a wrong name changes nothing."""
    assert media_type == media_type_of(CONTENTS[media_type])
    assert media_type == media_type_of(CONTENTS[media_type], "holiday.bmp")


@pytest.mark.parametrize("begin", [b"ID3\4\0", b"\xff\xfb\x90\x64\0", b"\xff\xf3\x84\xc4\0"])
def test_mp3(begin: bytes) -> None:
    """MP3 begins with a tag or with a frame."""
    assert "audio/mpeg" == media_type_of(begin)


@pytest.mark.parametrize(
    "begin", [b"\xff\xfeH\0i\0", b"\xff\xff\0\0", b"\xff\xfb\xff\xff", b"\xff\xfb\x9c\0", b"\xff\xfb\0\0", b"\xff"]
)
def test_samples_are_no_mp3(begin: bytes) -> None:
    """Quiet samples and texts in UTF-16 look like a frame and are none: layer, bit rate or sample rate is impossible."""
    assert type_by_content(begin) is None


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"plain words", "notes.txt", "text/plain"),
        (b"# Title", "README.md", "text/markdown"),
        (b"a,b\n1,2\n", "TABLE.CSV", "text/csv"),
        (b"print(1)", "script.py", "text/plain"),
        (b"plain words", None, "text/plain"),
        (b"plain words", "no-suffix", "text/plain"),
        ("wörter".encode(), "a.txt", "text/plain"),
        ("wörter".encode()[:2], None, "text/plain"),
        (b"<svg/>", "a.svg", "image/svg+xml"),
        (b"<html>not found</html>", "cat.png", None),
        (b"plain words", "song.mp3", None),
        (b"H\0i\0", "utf16.txt", "text/plain"),
        (b"\x80\x81\x82", "noise.xyz", None),
        (b"\x80\x81\x82", None, None),
        (b"\1\2\3\0", "speech.pcm", "audio/pcm16"),
        (b"PK\3\4", "report.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"PK\3\4", "report.pdf", "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.xls", "application/vnd.ms-excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None, "application/x-ole-storage"),
        (b"\n\n%PDF-1.4", "a.pdf", "application/pdf"),
        (b"", None, None),
    ],
)
def test_content_and_name(head: bytes, name: str | None, expected: str | None) -> None:
    """What the content leaves open, the name decides; a name that the content contradicts decides nothing."""
    assert expected == media_type_of(head, name)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("IMAGE/JPG", "image/jpeg"),
        ("audio/x-wav", "audio/wav"),
        ("audio/mp3", "audio/mpeg"),
        ("video/quicktime", "video/mov"),
        ("text/plain; charset=utf-8", "text/plain"),
        ("application/x-thing", "application/x-thing"),
    ],
)
def test_names_of_types(given: str, expected: str) -> None:
    """A media type that has several names is sent by its usual one."""
    assert expected == checked_type(given)


@pytest.mark.parametrize(
    ("media_type", "word"),
    [
        ("audio/mpeg", "mp3"),
        ("audio/wav", "wav"),
        ("audio/mp4", "m4a"),
        ("audio/pcm", "pcm16"),
        ("audio/l24", "pcm24"),
        ("audio/webm", "webm"),
    ],
)
def test_audio_formats(media_type: str, word: str) -> None:
    """A request names the encoding of a recording by a word of its own."""
    assert word == audio_format(media_type)


def test_kinds_and_suffixes() -> None:
    """Every accepted type is of its kind, and pictures and recordings have a suffix to be saved by."""
    assert [kind for kind, types in ACCEPTED.items() for _ in types] == [
        kind_of(t) for types in ACCEPTED.values() for t in types
    ]
    assert [".png", ".jpg", ".mp3", ".wav", ".bin"] == [
        suffix_of(name) for name in ("image/png", "image/jpeg", "audio/mpeg", "audio/wav", "x/y")
    ]
