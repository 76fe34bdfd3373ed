"""More than a client should take: each is bounded by `mb` megabytes and by `seconds`."""

from __future__ import annotations

import math
import time
import zlib
from typing import TYPE_CHECKING

from attrs import evolve

from ..actions import Action, End, Head, Piece
from .blocks import delta, deltas, ending, flood, good, head, pieces
from .entry import ScenarioEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..received import ReceivedRequest

_BLOCK = b"x" * 65536
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_BOMB_BLOCK = b"x" * 1_000_000


def big_event(request: ReceivedRequest, *, mb: float = 50.0, seconds: float = 60.0) -> Iterator[Action]:
    """After the first delta one event with `mb` megabytes of text; then the stream goes on."""
    first, *rest = deltas(request)
    before, after = _halves(request)
    yield head(request)
    yield from pieces([first, before])
    yield from flood(_BLOCK, mb, seconds)
    yield from pieces([after, *rest, *ending(request)])
    yield End()


def endless_line(request: ReceivedRequest, *, mb: float = 400.0, seconds: float = 60.0) -> Iterator[Action]:
    """After the first delta a data line that does not end."""
    yield head(request)
    yield from pieces([deltas(request)[0], _halves(request)[0]])
    yield from flood(_BLOCK, mb, seconds)
    yield End()


def endless_event(request: ReceivedRequest, *, mb: float = 400.0, seconds: float = 60.0) -> Iterator[Action]:
    """After the first delta an event of short data lines that does not end."""
    yield head(request)
    yield Piece(deltas(request)[0])
    yield from flood(b"data: x\n" * 8192, mb, seconds)
    yield End()


def endless_content(request: ReceivedRequest, *, mb: float = 400.0, seconds: float = 60.0) -> Iterator[Action]:
    """Good deltas of one "x" as fast as the client takes them; a good ending once the bounds are reached."""
    one = delta(request, "x")
    yield head(request)
    yield from flood(one * (65536 // len(one)), mb, seconds)
    yield from pieces(ending(request))
    yield End()


def gzip_bomb(request: ReceivedRequest, *, mb: float = 2000.0, seconds: float = 60.0) -> Iterator[Action]:
    """After the first delta an event with `mb` megabytes of text, a thousandth of that on the wire; then the stream goes on."""
    first, *rest = deltas(request)
    before, after = _halves(request)
    yield head(request, Content_Encoding="gzip")
    yield Piece(_GZIP_HEAD)
    size = check = 0
    # Every part begins anew after a full flush, so the big block is compressed once and sent over and over.
    squeezed = _squeezed(_BOMB_BLOCK)
    until = time.monotonic() + seconds
    for data in _parts([first, before], math.ceil(mb), [after, *rest, *ending(request)]):
        if data is not _BOMB_BLOCK or time.monotonic() < until:
            yield Piece(squeezed if data is _BOMB_BLOCK else _squeezed(data))
            size, check = size + len(data), zlib.crc32(data, check)
    sums = b"".join((number % 2**32).to_bytes(4, "little") for number in (check, size))
    yield Piece(zlib.compressobj(wbits=-15).flush() + sums)
    yield End()


def huge_header_line(request: ReceivedRequest, *, n: int = 100_000) -> Iterator[Action]:
    """One response header of `n` characters before a good stream."""
    return _after(request, _head_with(request, {"X-Long": "x" * n}))


def many_headers(request: ReceivedRequest, *, n: int = 500) -> Iterator[Action]:
    """`n` more response headers before a good stream."""
    return _after(request, _head_with(request, {f"X-Many-{number}": "1" for number in range(n)}))


def _head_with(request: ReceivedRequest, headers: dict[str, str]) -> Head:
    first = head(request)
    return evolve(first, headers={**first.headers, **headers})


def _after(request: ReceivedRequest, first: Head) -> Iterator[Action]:
    yield first
    yield from pieces(good(request))
    yield End()


def _halves(request: ReceivedRequest) -> tuple[bytes, bytes]:
    """A delta up to its text, and from the end of the text on."""
    before, _, after = delta(request, "TEXT").partition(b"TEXT")
    return before, after


def _parts(before: list[bytes], blocks: int, after: list[bytes]) -> Iterator[bytes]:
    yield from before
    for _ in range(blocks):
        yield _BOMB_BLOCK
    yield from after


def _squeezed(data: bytes) -> bytes:
    packer = zlib.compressobj(9, wbits=-15)
    return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)


ENTRIES = [
    ScenarioEntry.of(function)
    for function in (
        big_event,
        endless_line,
        endless_event,
        endless_content,
        gzip_bomb,
        huge_header_line,
        many_headers,
    )
]
