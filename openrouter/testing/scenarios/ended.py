"""Streams that end too early, in every layer: TCP, HTTP, characters, lines, events, chunks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..actions import Action, Fin, Pause, Piece, Rst, Send
from ..format import DONE
from .blocks import USAGE, chunk, delta, deltas, good, head, pieces, whole
from .entry import ScenarioEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..received import ReceivedRequest


def trunc_event(request: ReceivedRequest) -> Iterator[Action]:
    """A clean end of the body inside the third event."""
    first, second, third = deltas(request)
    return whole(request, [first, second, third[: len(third) // 2]])


def trunc_event_line(request: ReceivedRequest) -> Iterator[Action]:
    """A clean end after the whole data line of the third event, before the blank line that would complete it."""
    first, second, third = deltas(request)
    return whole(request, [first, second, third[:-1]])


def trunc_utf8(request: ReceivedRequest) -> Iterator[Action]:
    """A clean end inside a character of the third event."""
    first, second, third = deltas(request)
    return whole(request, [first, second, third[: third.index("ö".encode()) + 1]])


def trunc_chunk(request: ReceivedRequest) -> Iterator[Action]:
    """FIN inside the HTTP chunk of the third event."""
    first, second, third = deltas(request)
    yield head(request)
    yield from pieces([first, second])
    yield Piece(third[: len(third) // 2], len(third))
    yield Fin()


def trunc_between_chunks(request: ReceivedRequest) -> Iterator[Action]:
    """FIN after three events, with the last chunk of HTTP missing."""
    yield head(request)
    yield from pieces(deltas(request))
    yield Fin()


def trunc_length(request: ReceivedRequest) -> Iterator[Action]:
    """FIN after three events, with a Content-Length that says there is more."""
    yield head(request, "length", sum(map(len, good(request))))
    yield from pieces(deltas(request))
    yield Fin()


def rst(request: ReceivedRequest, *, gap: float = 0.05) -> Iterator[Action]:
    """RST after two events, `gap` seconds later so that they are read first."""
    yield head(request)
    yield from pieces(deltas(request)[:2])
    yield Pause(gap)
    yield Rst()


def rst_before_headers(request: ReceivedRequest) -> Iterator[Action]:
    """RST instead of an answer."""
    yield Rst()


def fin_before_headers(request: ReceivedRequest) -> Iterator[Action]:
    """FIN instead of an answer."""
    yield Fin()


def fin_mid_headers(request: ReceivedRequest) -> Iterator[Action]:
    """FIN inside the headers."""
    yield Send(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Generation-")
    yield Fin()


def fin_no_done(request: ReceivedRequest) -> Iterator[Action]:
    """A clean end after the finish, without `[DONE]`."""
    return whole(request, good(request)[:4])


def fin_silent(request: ReceivedRequest) -> Iterator[Action]:
    """A clean end after the deltas: no finish, no `[DONE]`, nothing in HTTP that shows the loss."""
    return whole(request, deltas(request))


def fin_silent_close(request: ReceivedRequest) -> Iterator[Action]:
    """The connection is closed after the deltas, which is how its body ends: no finish, no `[DONE]`."""
    yield head(request, "close")
    yield from pieces(deltas(request))
    yield Fin()


def done_no_finish(request: ReceivedRequest) -> Iterator[Action]:
    """`[DONE]` without any finish before it."""
    return whole(request, [*deltas(request), DONE])


def dup_finish(request: ReceivedRequest) -> Iterator[Action]:
    """A second finish with another reason after the first."""
    first, last = delta(request, finish="stop"), delta(request, finish="length")
    return whole(request, [*deltas(request), first, last, chunk(request, choices=[], usage=USAGE), DONE])


def late_content(request: ReceivedRequest) -> Iterator[Action]:
    """One more delta, " LATE", after the finish."""
    return whole(request, [*good(request)[:4], delta(request, " LATE"), DONE])


def after_done(request: ReceivedRequest) -> Iterator[Action]:
    """One more delta, " NEVER", after `[DONE]`."""
    return whole(request, [*good(request), delta(request, " NEVER")])


ENTRIES = [
    ScenarioEntry.of(function)
    for function in (
        trunc_event,
        trunc_event_line,
        trunc_utf8,
        trunc_chunk,
        trunc_between_chunks,
        trunc_length,
        rst,
        rst_before_headers,
        fin_before_headers,
        fin_mid_headers,
        fin_no_done,
        fin_silent,
        fin_silent_close,
        done_no_finish,
        dup_finish,
        late_content,
        after_done,
    )
]
