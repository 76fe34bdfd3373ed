"""
What a file is: by its content where the content says so, else by its name.

The accepted types are those of OpenRouter's guides to images, audio, video and PDF.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["image", "audio", "video", "file"]
"""What a part of a message can be besides text."""

HEAD = 1024
"""Bytes from the beginning of a file that are enough to know it."""

_TEXTS = (
    "text/plain", "text/markdown", "text/csv", "text/tab-separated-values", "text/html", "text/xml", "application/json",
)  # fmt: skip

ACCEPTED: dict[Kind, tuple[str, ...]] = {
    "image": ("image/png", "image/jpeg", "image/webp", "image/gif"),
    "audio": (
        "audio/wav", "audio/mpeg", "audio/aiff", "audio/aac", "audio/ogg", "audio/flac", "audio/mp4", "audio/pcm16", "audio/pcm24",
    ),
    "video": ("video/mp4", "video/mpeg", "video/mov", "video/webm"),
    "file": (
        "application/pdf", *_TEXTS, "application/rtf", "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
}  # fmt: skip
"""The types that are sent without being asked for by `media_type`."""

SUFFIXES = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp", "gif": "image/gif",
    "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff", "svg": "image/svg+xml", "heic": "image/heic", "avif": "image/avif",
    "wav": "audio/wav", "mp3": "audio/mpeg", "aif": "audio/aiff", "aiff": "audio/aiff", "aac": "audio/aac", "ogg": "audio/ogg",
    "oga": "audio/ogg", "opus": "audio/ogg", "flac": "audio/flac", "m4a": "audio/mp4", "pcm": "audio/pcm16",
    "mp4": "video/mp4", "m4v": "video/mp4", "mpeg": "video/mpeg", "mpg": "video/mpeg", "mov": "video/mov", "webm": "video/webm",
    "mkv": "video/x-matroska", "avi": "video/x-msvideo",
    "pdf": "application/pdf", "txt": "text/plain", "md": "text/markdown", "csv": "text/csv", "tsv": "text/tab-separated-values",
    "html": "text/html", "htm": "text/html", "xml": "text/xml", "json": "application/json", "rtf": "application/rtf",
    "doc": "application/msword", "xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "zip": "application/zip",
}  # fmt: skip
"""Media types by the suffix of a name."""

_FORMATS = {
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/x-m4a": "m4a",
    "audio/pcm": "pcm16",
    "audio/l16": "pcm16",
    "audio/l24": "pcm24",
}

_OTHER_NAMES = {
    "image/jpg": "image/jpeg",
    "audio/mp3": "audio/mpeg",
    "audio/wave": "audio/wav",
    "audio/vnd.wave": "audio/wav",
    "audio/m4a": "audio/mp4",
    "video/quicktime": "video/mov",
}

_BEGINS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"{\\rtf", "application/rtf"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"OggS", "audio/ogg"),
    (b"\0\0\1\xba", "video/mpeg"),
    (b"\0\0\1\xb3", "video/mpeg"),
    (b"PK\3\4", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
_FORMS = {
    b"RIFFWEBP": "image/webp",
    b"RIFFWAVE": "audio/wav",
    b"RIFFAVI ": "video/x-msvideo",
    b"FORMAIFF": "audio/aiff",
    b"FORMAIFC": "audio/aiff",
}
_BRANDS = {
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"qt  ": "video/mov",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heic",
    b"avif": "image/avif",
}
_CONTAINERS = {
    "application/zip": ("docx", "xlsx", "pptx"),
    "application/x-ole-storage": ("doc", "xls", "ppt"),
    "audio/ogg": ("ogg",),
}


def media_type_of(head: bytes, name: str | None = None) -> str | None:
    """
    The media type of a file that begins with these bytes, perhaps of this name; None where neither says it.

    The content counts more than the name. A text may be of any name but that of a picture, a recording and the like.
    """
    suffix = name.rpartition(".")[2].lower() if name is not None and "." in name else ""
    by_name = SUFFIXES.get(suffix)
    found = type_by_content(head)
    if found is None and _is_text(head):
        return "text/plain" if by_name is None else by_name if by_name in (*_TEXTS, "image/svg+xml") else None
    if found in _CONTAINERS and suffix in _CONTAINERS[found]:
        return by_name
    return found or by_name


def type_by_content(head: bytes) -> str | None:
    """The media type that the first bytes of a file show by themselves; None where they do not."""
    for begin, media_type in _BEGINS:
        if head.startswith(begin):
            return media_type
    if (form := head[:4] + head[8:12]) in _FORMS:
        return _FORMS[form]
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "video/webm" if b"webm" in head[:64] else "video/x-matroska"
    if head[:1] == b"\xff" and len(head) > 2 and (frame := _frame_type(head[1], head[2])) is not None:
        return frame
    return "application/pdf" if b"%PDF-" in head else None  # some writers put lines in front


def _frame_type(first: int, second: int) -> str | None:
    """Whether FF and these two bytes begin a frame of MPEG audio (ISO 11172-3) or of AAC (ADTS); samples may look alike."""
    if first & 0xF6 == 0xF0:
        return "audio/aac"
    layer, bit_rate, sample_rate = first & 0x06, second & 0xF0, second & 0x0C
    return (
        "audio/mpeg"
        if first >= 0xE0 and layer in (2, 4) and bit_rate not in (0, 0xF0) and sample_rate != 0x0C
        else None
    )


def checked_type(media_type: str) -> str:
    """A media type as it is sent: lower case, without parameters, by its usual name."""
    bare = media_type.partition(";")[0].strip().lower()
    return _OTHER_NAMES.get(bare, bare.replace("/x-", "/", 1) if bare.startswith("audio/x-") else bare)


def kind_of(media_type: str) -> Kind:
    """What a part of a message a media type makes."""
    top = media_type.partition("/")[0]
    return top if top in ("image", "audio", "video") else "file"  # type: ignore[return-value]


def audio_format(media_type: str) -> str:
    """The word for a recording's encoding in a request."""
    return _FORMATS.get(media_type, media_type.partition("/")[2])


def suffix_of(media_type: str) -> str:
    """The suffix that files of a media type have, with its dot; ".bin" for one that is not known."""
    return next((f".{suffix}" for suffix, known in SUFFIXES.items() if known == media_type), ".bin")


def _is_text(head: bytes) -> bool:
    """Whether the bytes are the beginning of a text in UTF-8."""
    if b"\0" in head:
        return False
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 3 and error.reason == "unexpected end of data"
    return bool(head)
