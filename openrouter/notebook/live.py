"""Shows an answer while it comes, as often as the eye can follow and no oftener."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from attrs import define, field

from .picture import Picture, picture_of

if TYPE_CHECKING:
    from .picture import Stream

PAUSE = 0.1
"""Seconds between two pictures, at least."""

CHARACTERS_A_SECOND = 200_000
"""How much is shown over and over, at most: a long answer is shown at longer intervals, so that the work grows as its time does."""

SHARE = 0.1
"""The part of the time that may be spent on pictures, however long one takes."""


@define(eq=False)
class Live:
    """Paints pictures of one stream."""

    paint: Callable[[Picture], None]
    now: Callable[[], float]
    markdown: bool = field(kw_only=True)
    reasoning: bool = field(kw_only=True)
    while_it_comes: bool = field(default=True, kw_only=True)
    """Whether what was shown can be replaced; else only the end is shown."""
    _began: float = field(init=False, default=0.0)
    _next: float = field(init=False, default=0.0)

    @contextmanager
    def showing(self, stream: Stream) -> Generator[None, None, None]:
        """Shows the stream when it begins, and when it has ended, whatever ended it."""
        self._began = self.now()
        if self.while_it_comes:
            self._show(stream)
        self._next = self._began  # the first words are shown at once
        try:
            yield
        except BaseException as error:
            self._show(stream, error)
            raise
        self._show(stream)

    def glance(self, stream: Stream) -> None:
        """Shows how the stream stands, if it is time to; a burst of chunks is shown at its end, before the next wait."""
        if self.while_it_comes and self.now() >= self._next + (PAUSE if stream.ready else 0.0):
            self._show(stream)

    def _show(self, stream: Stream, error: BaseException | None = None) -> None:
        before = self.now()
        picture = picture_of(
            stream, before - self._began, error=error, markdown=self.markdown, reasoning=self.reasoning
        )
        self.paint(picture)
        after = self.now()
        self._next = after + max(PAUSE, picture.size / CHARACTERS_A_SECOND, (after - before) / SHARE)
