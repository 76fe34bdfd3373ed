"""Base64 that comes in pieces."""

from __future__ import annotations

import re
from base64 import b64decode

from attrs import define

from ..errors import DecodeError

_STRANGE = re.compile(r"[^A-Za-z0-9+/=]")
_BLANK = re.compile(r"\s+")


@define
class AudioDecoder:
    """
    Turns the base64 of `audio.delta` events into bytes, wherever it is cut.

    Pieces that are base64 of their own, each with its padding, are taken as such.

    >>> decoder = AudioDecoder()
    >>> decoder.feed("aGV"), decoder.feed("sbG8=")
    (b'', b'hello')
    """

    _rest: str = ""

    def feed(self, text: str) -> bytes:
        """
        The bytes that this piece completes.

        Raises:
            DecodeError: the text is not base64.
        """
        text = _BLANK.sub("", text).replace("-", "+").replace("_", "/")
        strange = _STRANGE.search(text)
        if strange is not None:
            raise DecodeError(f"the audio is not base64: it has {strange[0]!r}", excerpt=text[:100])
        *closed, self._rest = re.split("=+", self._rest + text)  # padding ends a piece
        whole = len(self._rest) // 4 * 4
        ready, self._rest = self._rest[:whole], self._rest[whole:]
        return b"".join(map(_bytes, (*closed, ready)))

    def close(self) -> bytes:
        """The last bytes, of a text that ended without its padding; what is less than a byte is dropped."""
        rest, self._rest = self._rest, ""
        return _bytes(rest)


def decoded(text: str) -> bytes:
    """The bytes of base64 whose pieces were joined, also where its end is missing; raises what `AudioDecoder.feed` does."""
    decoder = AudioDecoder()
    return decoder.feed(text) + decoder.close()


def _bytes(text: str) -> bytes:
    """The bytes of base64 without padding; one character alone at the end is less than a byte."""
    whole = text[:-1] if len(text) % 4 == 1 else text
    return b64decode(whole + "=" * (-len(whole) % 4))
