"""Silence, slowness, and life signs without life: each ends after `seconds` at most, by closing the connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..actions import Action, End, Piece, Send
from ..format import COMMENT
from ..framing import Framer
from .blocks import beat, delta, deltas, dribble, good, hang, head, pieces
from .entry import ScenarioEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..received import ReceivedRequest


def endless_comments(request: ReceivedRequest, *, gap: float = 1.0, seconds: float = 60.0) -> Iterator[Action]:
    """Keep-alive comments every `gap` seconds and never an event."""
    yield head(request)
    yield Piece(COMMENT)
    yield from beat(COMMENT, gap, seconds)


def stall_comments(request: ReceivedRequest, *, gap: float = 1.0, seconds: float = 60.0) -> Iterator[Action]:
    """One delta, then only keep-alive comments every `gap` seconds."""
    yield head(request)
    yield Piece(deltas(request)[0])
    yield from beat(COMMENT, gap, seconds)


def stall_empty_deltas(request: ReceivedRequest, *, gap: float = 1.0, seconds: float = 60.0) -> Iterator[Action]:
    """One delta, then deltas with empty content every `gap` seconds."""
    yield head(request)
    yield Piece(deltas(request)[0])
    yield from beat(delta(request, ""), gap, seconds)


def stall(request: ReceivedRequest, *, seconds: float = 60.0) -> Iterator[Action]:
    """One delta, then nothing."""
    yield head(request)
    yield Piece(deltas(request)[0])
    yield from hang(seconds)


def stall_headers(request: ReceivedRequest, *, seconds: float = 60.0) -> Iterator[Action]:
    """The request is taken and nothing comes back."""
    return hang(seconds)


def slow_headers(request: ReceivedRequest, *, gap: float = 1.0, seconds: float = 60.0) -> Iterator[Action]:
    """A good stream whose headers come one byte every `gap` seconds."""
    framer = Framer()
    first = framer.head(head(request))
    body = b"".join([*(framer.piece(Piece(block)) for block in good(request)), framer.end()])
    return dribble(first, gap, seconds, [Send(body)], Send)


def slowloris(request: ReceivedRequest, *, gap: float = 1.0, seconds: float = 60.0) -> Iterator[Action]:
    """One delta, then the rest of a good stream one byte every `gap` seconds, each an HTTP chunk."""
    first, *rest = good(request)
    yield head(request)
    yield Piece(first)
    yield from dribble(b"".join(rest), gap, seconds, [End()])


def slowloris_chunk(request: ReceivedRequest, *, gap: float = 1.0, seconds: float = 60.0) -> Iterator[Action]:
    """One delta, then the rest of a good stream one byte every `gap` seconds, all inside one HTTP chunk."""
    first, *rest = good(request)
    data = b"".join(rest)
    yield head(request)
    yield Piece(first)
    yield Piece(data[:1], len(data))
    yield from dribble(data[1:], gap, seconds, [Send(b"\r\n"), End()], Send)


def done_then_hang(request: ReceivedRequest, *, seconds: float = 60.0) -> Iterator[Action]:
    """A good stream up to `[DONE]`, then a body that stays open."""
    yield head(request)
    yield from pieces(good(request))
    yield from hang(seconds)


def finish_then_hang(request: ReceivedRequest, *, gap: float = 1.0, seconds: float = 60.0) -> Iterator[Action]:
    """A good stream up to the finish, then only keep-alive comments every `gap` seconds."""
    yield head(request)
    yield from pieces(good(request)[:4])
    yield from beat(COMMENT, gap, seconds)


ENTRIES = [
    ScenarioEntry.of(function)
    for function in (
        endless_comments,
        stall_comments,
        stall_empty_deltas,
        stall,
        stall_headers,
        slow_headers,
        slowloris,
        slowloris_chunk,
        done_then_hang,
        finish_then_hang,
    )
]
