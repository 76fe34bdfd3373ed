"""Base64 in pieces, cut anywhere."""

from __future__ import annotations

import base64
import binascii
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter.errors import DecodeError
from openrouter.media import AudioDecoder
from openrouter.media.base64_text import decoded
from tests.play import STEADY


def pieces_of(text: str, cuts: list[int]) -> list[str]:
    """A text in pieces."""
    bounds = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    return [text[start:stop] for start, stop in pairwise(bounds)]


def read(pieces: list[str]) -> bytes:
    """What a decoder makes of pieces."""
    decoder = AudioDecoder()
    return b"".join([*map(decoder.feed, pieces), decoder.close()])


@STEADY
@given(st.binary(max_size=200), st.lists(st.integers(0, 400)), st.booleans())
def test_cut_anywhere(data: bytes, cuts: list[int], padded: bool) -> None:
    """Wherever the text is cut, and with or without its padding, the bytes are the same."""
    text = base64.b64encode(data).decode()

    assert data == read(pieces_of(text if padded else text.rstrip("="), cuts))


@STEADY
@given(st.lists(st.binary(max_size=20)), st.lists(st.integers(0, 400)))
def test_pieces_with_padding_of_their_own(parts: list[bytes], cuts: list[int]) -> None:
    """Pieces that were encoded one by one are read one by one, also when they were joined and cut elsewhere."""
    text = "".join(base64.b64encode(part).decode() for part in parts)

    assert b"".join(parts) == read(pieces_of(text, cuts)) == decoded(text)


@STEADY
@given(st.binary(max_size=60), st.integers(0, 80))
def test_a_text_that_broke_off(data: bytes, length: int) -> None:
    """What came of a text that broke off is the beginning of the data, of as many bytes as are whole."""
    text = base64.b64encode(data).decode().rstrip("=")[:length]
    found = decoded(text)

    assert data.startswith(found)
    assert len(text) * 6 // 8 == len(found)


def test_bytes_come_as_soon_as_they_are_whole() -> None:
    """A decoder gives what is complete, and holds back less than four characters."""
    decoder = AudioDecoder()

    assert [b"", b"hel", b"lo", b""] == [decoder.feed("aGV"), decoder.feed("sbG"), decoder.feed("8="), decoder.close()]


def test_other_alphabet_and_blanks() -> None:
    """The alphabet of URLs is read too, and line ends mean nothing."""
    data = bytes(range(250, 256))

    assert data == decoded(base64.urlsafe_b64encode(data).decode())
    assert data == decoded(base64.encodebytes(data).decode() + " \n")


def test_no_base64() -> None:
    """Anything else is an error with the beginning of the text, and never a binascii.Error."""
    with pytest.raises(DecodeError, match=r"the audio is not base64: it has '\*'") as caught:
        decoded("aGVs*")

    assert "aGVs*" == caught.value.excerpt
    assert not isinstance(caught.value, binascii.Error)
