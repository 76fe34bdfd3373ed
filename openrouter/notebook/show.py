"""`show`, for the last line of a cell."""

from __future__ import annotations

import time
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeVar, overload

from attrs import define

from ..errors import ConfigurationError
from .live import Live
from .markdown import rendered
from .picture import Picture

if TYPE_CHECKING:
    from openrouter import AsyncChatStream, ChatStream

S = TypeVar("S", bound="ChatStream[Any]")
A = TypeVar("A", bound="AsyncChatStream[Any]")


@overload
def show(stream: S, *, markdown: bool = False, reasoning: bool = True) -> S: ...
@overload
def show(stream: A, *, markdown: bool = False, reasoning: bool = True) -> Coroutine[Any, Any, A]: ...
def show(stream: Any, *, markdown: bool = False, reasoning: bool = True) -> Any:
    """
    The stream, read to its end and shown meanwhile in the output of the cell; `await show(...)` for an asynchronous one.

    The output shows the text about ten times a second, what the model thought behind a click, and a line with tokens, cost and seconds.
    Its last state stays in the saved notebook. Outside of a kernel only that last state is printed.

    Args:
        markdown: whether the text is rendered as Markdown (CommonMark with tables). HTML in it stays text, links are http, https and
            mailto only, and images are links. Else the text is shown as it is.
        reasoning: whether what the model thought is shown.

    Raises:
        OpenRouterError: what the loop over the stream raises; the output says so too, below what was delivered.
        ConfigurationError: IPython is not installed, or for `markdown` markdown-it-py; nothing was sent.
    """
    read = _read_async if hasattr(stream, "__aiter__") else _read
    return read(stream, _live(markdown=markdown, reasoning=reasoning))


def _read(stream: S, live: Live) -> S:
    with live.showing(stream), stream:
        for _ in stream:
            live.glance(stream)
    return stream


async def _read_async(stream: A, live: Live) -> A:
    with live.showing(stream):
        async with stream:
            async for _ in stream:
                live.glance(stream)
    return stream


@define(eq=False)
class Output:
    """A place in the output of the cell, in which each picture replaces the one before."""

    display: Callable[..., Any]
    _handle: Any = None

    def paint(self, picture: Picture) -> None:
        """Shows a picture."""
        if self._handle is None:
            self._handle = self.display(picture, display_id=True)
        else:
            self._handle.update(picture)


def _live(*, markdown: bool, reasoning: bool) -> Live:
    if markdown:
        rendered("")  # now, if it cannot be done
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        pass
    else:
        in_a_kernel = hasattr(get_ipython(), "kernel")
        return Live(
            Output(display).paint, time.monotonic, markdown=markdown, reasoning=reasoning, while_it_comes=in_a_kernel
        )
    raise ConfigurationError("show() needs IPython: pip install 'openrouter-streaming[jupyter]'")
