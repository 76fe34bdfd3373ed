"""HTTP that is wrong, or right in a way that few expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from ..actions import Action, End, Fin, Head, Pause, Piece, Send
from .blocks import deltas, good, head, pieces, whole
from .entry import ScenarioEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..received import ReceivedRequest


def no_ctype(request: ReceivedRequest) -> Iterator[Action]:
    """A good stream without a Content-Type."""
    first = head(request)
    headers = {name: value for name, value in first.headers.items() if name != "Content-Type"}
    return _headed(request, evolve(first, headers=headers))


def wrong_ctype(request: ReceivedRequest) -> Iterator[Action]:
    """A good stream that calls itself text/plain."""
    return _headed(request, head(request, Content_Type="text/plain; charset=utf-8"))


def latin1_ctype(request: ReceivedRequest) -> Iterator[Action]:
    """A good stream in UTF-8 whose Content-Type says iso-8859-1."""
    return _headed(request, head(request, Content_Type="text/event-stream; charset=iso-8859-1"))


def bad_chunk_size(request: ReceivedRequest, *, gap: float = 0.05) -> Iterator[Action]:
    """After one delta, and `gap` seconds later, an HTTP chunk whose size is no number; then FIN."""
    first, second, _ = deltas(request)
    yield head(request)
    yield Piece(first)
    yield Pause(gap)
    yield Send(b"zz\r\n" + second + b"\r\n")
    yield Fin()


def bad_status_line(request: ReceivedRequest) -> Iterator[Action]:
    """Something that is not HTTP, then FIN."""
    yield Send(b"220 mail.invalid ESMTP ready\r\n\r\n")
    yield Fin()


def early_hints(request: ReceivedRequest) -> Iterator[Action]:
    """103 Early Hints, then a good stream as the answer."""
    yield Head(103, {"Link": "</style.css>; rel=preload; as=style"}, "none")
    yield from whole(request, good(request))


def _headed(request: ReceivedRequest, first: Head) -> Iterator[Action]:
    yield first
    yield from pieces(good(request))
    yield End()


ENTRIES = [
    ScenarioEntry.of(function)
    for function in (no_ctype, wrong_ctype, latin1_ctype, bad_chunk_size, bad_status_line, early_hints)
]
