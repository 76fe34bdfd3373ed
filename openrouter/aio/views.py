"""An answer in pieces, as they come or in another shape."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ..core.ways import Way
from ..errors import OpenRouterError

if TYPE_CHECKING:
    from ..core.shaping import Shape
    from .reading import Reading

Piece = TypeVar("Piece")
Out = TypeVar("Out")


class AsyncView(Generic[Piece]):
    """
    The pieces of an answer as they come; its methods give them in another shape, of which one is used in place of the view itself.

    Whatever a shape holds back is given out at the end, and before an error is raised: the pieces joined are the text that came.
    """

    __slots__ = ("_plain", "_reading", "_way")

    def __init__(self, reading: Reading[Any], way: Way[Piece], plain: AsyncIterator[Piece]) -> None:
        self._reading = reading
        self._way = way
        self._plain = plain

    def __aiter__(self) -> AsyncIterator[Piece]:
        return self._plain

    async def __anext__(self) -> Piece:
        return await self._plain.__anext__()

    def buffered(self, *, chars: int | None = None, seconds: float | None = None) -> AsyncIterator[Piece]:
        """
        Larger pieces: of at least so many characters, and none held longer than so many seconds.

        Raises:
            ConfigurationError: neither of the two, or not a positive number.
        """
        from ..core.shaping import joined

        joined(chars, seconds)
        return self._shaped(lambda: joined(chars, seconds))

    def lines(self) -> AsyncIterator[Piece]:
        """Whole lines, with their ends; the last may have none."""
        from ..core.shaping import Lines

        return self._shaped(Lines)

    def sentences(self) -> AsyncIterator[Piece]:
        """Whole sentences, with the blanks behind them; each is given when the next begins."""
        from ..core.sentences import Sentences

        return self._shaped(Sentences)

    def smooth(self, seconds: float = 0.25) -> AsyncIterator[Piece]:
        """
        Small pieces at an even pace, none given later than so many seconds after it came.

        No character is cut from its marks: combining marks, joined emoji, variation selectors, flags.

        Raises:
            ConfigurationError: not a positive number.
        """
        from ..core.pacing import paced

        paced(seconds)
        return self._shaped(lambda: paced(seconds))

    def _shaped(self, make: Callable[[], Shape[str, str]]) -> AsyncIterator[Piece]:
        return shaped(self._reading, self._way, self._way.shaped(make))


async def shaped(reading: Reading[Any], way: Way[Piece], shape: Shape[Piece, Out]) -> AsyncIterator[Out]:
    """The pieces of a way to read in a shape, each when the shape says."""
    reading._read_as(way.name, way.view)
    journal, now = reading._journal, reading._flow.now
    error: OpenRouterError | None = None
    while True:
        try:
            item = await reading._next_by(shape.due)
        except StopAsyncIteration:
            break
        except OpenRouterError as ended:
            error = ended
            break
        if item is None:
            for piece in shape.end() if journal.paused else shape.wake(now()):
                yield piece
            continue
        for part in way.parts_of(item):
            for piece in shape.feed(part, now()):
                yield piece
    while error is None and shape.lingers and shape.due is not None and await reading._pause(shape.due - now()):
        for piece in shape.wake(now()):
            yield piece
    if error is None:
        for part in way.last_parts(journal.accumulator):
            for piece in shape.feed(part, now()):
                yield piece
    for piece in shape.end():
        yield piece
    if error is not None:
        raise error
