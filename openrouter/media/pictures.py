"""Pictures of other libraries as the bytes of a file; they are known by their classes, and no library is imported for them."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from ..errors import ConfigurationError

_PNG_MODES = {"1", "L", "LA", "I", "I;16", "P", "RGB", "RGBA"}
_PNG_COLOURS = {1: 0, 2: 4, 3: 2, 4: 6}
"""The number of a PNG's colour type by that of channels."""


def picture_bytes(value: Any) -> bytes | None:
    """
    The file of a PIL image or of a numpy array; None for anything else.

    A photograph opened from a JPEG stays one, with the quality that it has; everything else becomes PNG, which loses nothing.

    Raises:
        ConfigurationError: an array that is no picture.
    """
    libraries = {cls.__module__.partition(".")[0] for cls in type(value).__mro__}
    if "PIL" in libraries and hasattr(value, "save"):
        return _of_pil(value)
    return _of_array(value) if "numpy" in libraries and hasattr(value, "tobytes") else None


def _of_pil(image: Any) -> bytes:
    file = io.BytesIO()
    try:
        if image.format == "JPEG":
            image.save(file, format="JPEG", quality="keep")
        else:
            (image if image.mode in _PNG_MODES else image.convert("RGB")).save(file, format="PNG")
        return file.getvalue()
    except (OSError, ValueError) as error:
        reason = str(error)
    raise ConfigurationError(f"the picture cannot be written: {reason}")


def _of_array(array: Any) -> bytes:
    kind, shape = str(array.dtype), tuple(array.shape)
    channels = 1 if len(shape) == 2 else shape[2] if len(shape) == 3 else 0
    if kind not in ("uint8", "bool") or channels not in _PNG_COLOURS or 0 in shape:
        raise ConfigurationError(
            "an array is a picture when it has height, width and perhaps 1 to 4 channels of uint8 or bool; "
            f"this one has the shape {shape} of {kind}"
        )
    pixels = array.tobytes() if kind == "uint8" else array.tobytes().replace(b"\1", b"\xff")
    return png(pixels, width=shape[1], height=shape[0], channels=channels)


def png(pixels: bytes, *, width: int, height: int, channels: int) -> bytes:
    """The PNG file of rows of pixels, 8 bits a channel; see https://www.w3.org/TR/png-3/."""
    row = width * channels
    lines = b"".join(b"\0" + pixels[start : start + row] for start in range(0, row * height, row))
    header = struct.pack(">IIBBBBB", width, height, 8, _PNG_COLOURS[channels], 0, 0, 0)
    pieces = ((b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in pieces
    )
