"""What scenarios are made of: the blocks of a good stream, and ways to send them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from ..actions import Action, End, Fin, Framing, Head, Pause, Piece
from ..format import CREATED, DEFAULT_MODEL, DONE, PROVIDER, encode, event, stream_head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..received import ReceivedRequest

TEXTS = ("Hel", "lo ", "wörld")
USAGE = {"prompt_tokens": 4, "completion_tokens": 3, "total_tokens": 7, "cost": 1.6e-05}
_SHORTEST_GAP = 0.001


def chunk(request: ReceivedRequest, **fields: Any) -> bytes:
    """An event: the fields that every chunk has, and these."""
    model = request.parameter("model") or DEFAULT_MODEL
    same = {"id": request.generation_id, "object": "chat.completion.chunk", "created": CREATED}
    return event({**same, "model": model, "provider": PROVIDER, **fields})


def plain_deltas(request: ReceivedRequest) -> Callable[[str], bytes]:
    """What makes an event of a text, faster than `delta` does."""
    before, after = delta(request, "TEXT").split(b'"TEXT"')
    return lambda text: b"%b%b%b" % (before, encode(text), after)


def delta(request: ReceivedRequest, content: object = "", *, finish: object = None, **fields: Any) -> bytes:
    """An event with one choice."""
    choice = {"index": 0, "delta": {"role": "assistant", "content": content}, "finish_reason": finish}
    return chunk(request, choices=[choice], **fields)


def deltas(request: ReceivedRequest) -> list[bytes]:
    """The events of the text."""
    return [delta(request, text) for text in TEXTS]


def ending(request: ReceivedRequest) -> list[bytes]:
    """The events after the text: finish, usage, `[DONE]`."""
    return [delta(request, finish="stop"), delta(request, finish="stop", usage=USAGE), DONE]


def good(request: ReceivedRequest) -> list[bytes]:
    """All the events of a good stream."""
    return [*deltas(request), *ending(request)]


def head(request: ReceivedRequest, framing: Framing = "chunked", length: int | None = None, **headers: str) -> Head:
    """The head of a good stream; an underscore in the name of a further header is a hyphen."""
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return Head(headers={**stream_head(request.generation_id).headers, **more}, framing=framing, length=length)


def pieces(blocks: Iterable[bytes]) -> Iterator[Action]:
    """Each block as a piece of the body."""
    return (Piece(block) for block in blocks)


def whole(request: ReceivedRequest, blocks: Iterable[bytes], framing: Framing = "chunked") -> Iterator[Action]:
    """A stream of these blocks, with its proper head and end."""
    data = list(blocks)
    yield head(request, framing, sum(map(len, data)))
    yield from pieces(data)
    yield End()


def beat(block: bytes, gap: float, seconds: float) -> Iterator[Action]:
    """The block after each gap, over and over, for so many seconds at most; then the connection is closed."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        yield Pause(max(gap, _SHORTEST_GAP))
        yield Piece(block)
    yield Fin()


def flood(block: bytes, mb: float, seconds: float) -> Iterator[Action]:
    """The block over and over, as fast as the client takes it, up to so many megabytes or seconds."""
    until = time.monotonic() + seconds
    left = int(mb * 1_000_000)
    while left > 0 and time.monotonic() < until:
        yield Piece(block)
        left -= len(block)


def dribble(
    data: bytes, gap: float, seconds: float, then: Iterable[Action], action: Callable[[bytes], Action] = Piece
) -> Iterator[Action]:
    """Byte by byte, a gap before each, and then the rest; if it takes longer than so many seconds, the connection is closed."""
    until = time.monotonic() + seconds
    for index in range(len(data)):
        if gap:
            yield Pause(gap)
        if time.monotonic() > until:
            yield Fin()
            return
        yield action(data[index : index + 1])
    yield from then


def hang(seconds: float) -> Iterator[Action]:
    """Nothing for so many seconds; then the connection is closed."""
    yield Pause(seconds)
    yield Fin()
