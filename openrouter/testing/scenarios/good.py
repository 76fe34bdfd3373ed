"""Streams that are right, in every way that HTTP and the event format allow."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

from ..actions import Action, End, Pause, Piece
from ..answers import Status
from ..format import COMMENT
from .blocks import delta, ending, good, head, pieces, plain_deltas, whole
from .entry import ScenarioEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..received import ReceivedRequest

_BOM = b"\xef\xbb\xbf"
_BROTLI_END = b"\x03"


def happy(request: ReceivedRequest) -> Iterator[Action]:
    """All is well: three deltas, the finish, usage, `[DONE]`."""
    return whole(request, good(request))


def happy_crlf(request: ReceivedRequest) -> Iterator[Action]:
    """All is well, with CRLF line ends and each byte in a chunk and a segment of its own."""
    data = b"".join(good(request)).replace(b"\n", b"\r\n")
    return whole(request, (data[index : index + 1] for index in range(len(data))))


def happy_bom(request: ReceivedRequest) -> Iterator[Action]:
    """All is well, after a byte order mark."""
    return whole(request, [_BOM, *good(request)])


def happy_close(request: ReceivedRequest) -> Iterator[Action]:
    """All is well; neither chunked nor with a length, the body ends with the connection."""
    return whole(request, good(request), "close")


def happy_length(request: ReceivedRequest) -> Iterator[Action]:
    """All is well; the body has a Content-Length."""
    return whole(request, good(request), "length")


def happy_gzip(request: ReceivedRequest, *, gap: float = 0.3) -> Iterator[Action]:
    """All is well; compressed with gzip and flushed after each event, `gap` seconds apart."""
    packer = zlib.compressobj(wbits=31)
    yield head(request, Content_Encoding="gzip")
    for block in good(request):
        yield Piece(packer.compress(block) + packer.flush(zlib.Z_SYNC_FLUSH))
        yield Pause(gap)
    yield Piece(packer.flush())
    yield End()


def happy_br(request: ReceivedRequest, *, gap: float = 0.3) -> Iterator[Action]:
    """All is well; encoded as brotli (stored, not squeezed) and flushed after each event, `gap` seconds apart."""
    yield head(request, Content_Encoding="br")
    for index, block in enumerate(good(request)):
        yield Piece(_brotli(block, first=index == 0))
        yield Pause(gap)
    yield Piece(_BROTLI_END)
    yield End()


def comments_then_ok(request: ReceivedRequest, *, n: int = 3, gap: float = 1.0) -> Iterator[Action]:
    """`n` keep-alive comments, each followed by `gap` seconds of nothing; then all is well."""
    yield head(request)
    for _ in range(n):
        yield Piece(COMMENT)
        yield Pause(gap)
    yield from pieces(good(request))
    yield End()


def echo(request: ReceivedRequest) -> Iterator[Action]:
    """All is well; the text is the request's headers, a JSON list of pairs."""
    text = json.dumps([[name, request.headers[name]] for name in request.headers])
    return whole(request, [delta(request, text), *ending(request)])


def retry_then_ok(request: ReceivedRequest, *, n: int = 2, tag: str = "") -> Iterator[Action]:
    """503 with `Retry-After: 0` to the first `n` requests of this `tag`; then all is well."""
    if request.site.count(f"retry_then_ok {tag}") <= n:
        yield from Status(503, headers={"Retry-After": "0"}).actions(request)
    else:
        yield from happy(request)


def ticks(request: ReceivedRequest, *, n: int = 1000, gap: float = 0.2) -> Iterator[Action]:
    """`n` deltas, `gap` seconds before each: a number and a blank; then all ends well."""
    made = plain_deltas(request)
    yield head(request)
    for number in range(n):
        yield Pause(gap)
        yield Piece(made(f"{number} "))
    yield from pieces(ending(request))
    yield End()


def _brotli(data: bytes, *, first: bool) -> bytes:
    """An uncompressed meta-block (RFC 7932, 9.2), at the very start after the window size of 64 kB; up to 65,536 bytes.

    Bits from the lowest: not the last block, four nibbles of length, the length less one, uncompressed, up to the byte.
    """
    bits = (len(data) - 1) << 3 | 1 << 19
    return (bits << first).to_bytes(3, "little") + data


ENTRIES = [
    ScenarioEntry.of(function)
    for function in (
        happy,
        happy_crlf,
        happy_bom,
        happy_close,
        happy_length,
        happy_gzip,
        happy_br,
        comments_then_ok,
        echo,
        retry_then_ok,
        ticks,
    )
]
