"""Many answers at once, in a bounded number of threads."""

from __future__ import annotations

import queue
import threading
import time
import weakref
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from attrs import define, field

from ..core.many import Result, Window, request_of
from ..errors import OpenRouterError

if TYPE_CHECKING:
    from ..models import ChatChunk
    from .client import OpenRouter
    from .stream import ChatStream

Requests: TypeAlias = Iterable[Any]
"""Prompts, lists of messages, `ChatRequest`s, or mappings with the keywords of `stream()`."""

_LEAVING_SECONDS = 0.5
_LOOK = 0.05


@define(eq=False)
class Crew:
    """The threads that read the streams of one run; what they bring is in `items`, one queue for all."""

    client: OpenRouter
    shared: Mapping[str, Any]
    concurrency: int
    live: bool
    """Whether chunks are brought as well as results."""

    items: queue.Queue[tuple[int, Any]] = field(init=False)
    _streams: dict[int, ChatStream] = field(factory=dict)
    _threads: set[threading.Thread] = field(factory=set)
    _leaving: bool = False

    def __attrs_post_init__(self) -> None:
        self.items = queue.Queue(self.concurrency * 2)  # bounded, so that a slow reader slows the streams down

    def begin(self, index: int, request: Any) -> None:
        """Lets a thread ask for an answer; the window says how many there may be."""
        # A daemon: an interpreter that ends does not wait for answers that nobody reads.
        thread = threading.Thread(target=self._run, args=(index, request), name=f"openrouter-{index}", daemon=True)
        self._threads.add(thread)
        thread.start()

    def leave(self) -> None:
        """Cancels what runs and begins nothing more; waits shortly for the threads to see it."""
        self.abandon()
        until = time.monotonic() + _LEAVING_SECONDS
        for thread in list(self._threads):
            thread.join(max(until - time.monotonic(), 0))

    def abandon(self) -> None:
        """The same without waiting, from the garbage collector."""
        self._leaving = True
        for stream in list(self._streams.values()):
            stream.cancel()

    def _run(self, index: int, request: Any) -> None:
        try:
            self._bring(index, self._result(index, request))
        except BaseException as error:  # noqa: BLE001  a mistake in the call, or what a hook raised: the reader gets it
            self._bring(index, error)
        finally:
            self._threads.discard(threading.current_thread())

    def _result(self, index: int, request: Any) -> Result:
        try:
            messages, params = request_of(request, self.shared)
            with self.client.stream(messages, **params) as stream:
                self._streams[index] = stream
                if self._leaving:  # it came between the two
                    stream.cancel()
                if self.live:
                    for chunk in stream:
                        self._bring(index, chunk)
                return Result(index, request, stream.get_final_response())
        except OpenRouterError as error:
            return Result(index, request, error=error)
        finally:
            self._streams.pop(index, None)

    def _bring(self, index: int, item: Any) -> None:
        """Hands an item to the reader, who may be slow, or gone."""
        while not self._leaving:
            try:
                self.items.put((index, item), timeout=_LOOK)
            except queue.Full:
                continue
            return


class _Run:
    """What both ways of reading many answers have in common."""

    __slots__ = ("__weakref__", "_crew", "_finalizer", "_requests", "_window")

    def __init__(
        self, client: OpenRouter, requests: Requests, concurrency: int, shared: Mapping[str, Any], *, live: bool
    ) -> None:
        self._window = Window(concurrency, ordered=not live)
        self._requests = iter(requests)
        self._crew = Crew(client, shared, concurrency, live)
        self._finalizer = weakref.finalize(self, self._crew.abandon)

    def close(self) -> None:
        """Leaves: what runs is cancelled, and nothing more is sent. May be called any number of times."""
        if self._finalizer.detach() is not None:
            self._crew.leave()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _item(self) -> tuple[int, Any]:
        """The next item of any stream; new ones begin as far as the window allows."""
        if not self._finalizer.alive:
            raise StopIteration
        while self._window.may_begin:
            try:
                request = next(self._requests)
            except StopIteration:
                self._window.exhausted = True
                break
            self._crew.begin(self._window.begin(), request)
        if self._window.is_over:
            self.close()
            raise StopIteration
        index, item = self._crew.items.get()
        if isinstance(item, BaseException):
            self.close()
            raise item
        if isinstance(item, Result):
            self._window.end(item)
        return index, item


class Results(_Run):
    """The results of many requests, in their order; an error is in its own result and ends no other."""

    __slots__ = ()

    def as_completed(self) -> Self:
        """The same results, each as soon as it is there."""
        self._window.ordered = False
        return self

    def __iter__(self) -> Iterator[Result]:
        return self

    def __next__(self) -> Result:
        while (result := self._window.next()) is None:
            self._item()
        return result


class LiveChunks(_Run):
    """
    The chunks of many streams as they come: pairs of a request's index and its chunk, and for each request a last pair with its
    `Result`.
    """

    __slots__ = ()

    def __iter__(self) -> Iterator[tuple[int, ChatChunk | Result]]:
        return self

    def __next__(self) -> tuple[int, ChatChunk | Result]:
        index, item = self._item()
        if isinstance(item, Result):
            self._window.next()
        return index, item
