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

from ..core.many import LEAVING_SECONDS, NEWS, Result, Window, checked_requests, request_of
from ..errors import OpenRouterError

if TYPE_CHECKING:
    from ..models import ChatChunk
    from .client import OpenRouter
    from .stream import ChatStream

Requests: TypeAlias = Iterable[Any]
"""Prompts, lists of messages, `ChatRequest`s, or mappings with the keywords of `stream()`."""


@define(eq=False)
class Crew:
    """
    The threads that read the streams of one run.

    It holds no lock: its queues are those that a finalizer may put into, whatever the thread it interrupts was doing.
    """

    client: OpenRouter
    shared: Mapping[str, Any]
    window: Window
    live: bool
    """Whether chunks are brought as well as results."""

    _items: queue.SimpleQueue[tuple[int, Any]] = field(factory=queue.SimpleQueue)
    _places: queue.SimpleQueue[None] = field(factory=queue.SimpleQueue)
    """One for each item that may still be brought."""

    _gone: queue.SimpleQueue[None] = field(factory=queue.SimpleQueue)
    """One for each thread that ended after the run was left."""

    _streams: dict[int, ChatStream] = field(factory=dict)
    _threads: set[threading.Thread] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        for _ in range(self.window.places):
            self._places.put(None)

    def begin(self, request: Any) -> None:
        """Lets a thread ask for an answer; the window says how many there may be."""
        index = self.window.begin()
        # A daemon: an interpreter that ends does not wait for answers that nobody reads.
        thread = threading.Thread(target=self._run, args=(index, request), name=f"openrouter-{index}", daemon=True)
        self._threads.add(thread)
        try:
            thread.start()
        except BaseException:  # the system has no more threads
            self._threads.discard(thread)
            raise

    def take(self) -> tuple[int, Any]:
        """The next item that a thread brings."""
        taken = self._items.get()
        self._places.put(None)
        return taken

    def leave(self) -> None:
        """Cancels what runs and begins nothing more; waits shortly for the threads to see it, but for its own."""
        self.abandon()
        until = time.monotonic() + LEAVING_SECONDS
        while set(self._threads) - {threading.current_thread()}:
            try:
                self._gone.get(timeout=max(until - time.monotonic(), 0))
            except queue.Empty:
                return

    def abandon(self) -> None:
        """The same without waiting, from the garbage collector."""
        self.window.left = True
        for stream in list(self._streams.values()):
            stream.cancel()
        self._places.put(None)
        self._items.put(NEWS)

    def _run(self, index: int, request: Any) -> None:
        try:
            self._bring(index, self._result(index, request))
        except BaseException as error:  # noqa: BLE001  a mistake in the call, or what a hook raised: the reader gets it
            self._items.put((index, error))
        finally:
            self._threads.discard(threading.current_thread())
            if self.window.left:
                self._gone.put(None)

    def _result(self, index: int, request: Any) -> Result:
        try:
            messages, params = request_of(request, self.shared)
            with self.client.stream(messages, **params) as stream:
                self._streams[index] = stream
                if self.window.left:  # it came between the two
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
        self._places.get()
        if self.window.left:
            self._places.put(None)  # for the next that waits
        else:
            self._items.put((index, item))


class _Run:
    """What both ways of reading many answers have in common."""

    __slots__ = ("__weakref__", "_crew", "_finalizer", "_requests", "_window")

    def __init__(
        self, client: OpenRouter, requests: Requests, concurrency: int, shared: Mapping[str, Any], *, live: bool
    ) -> None:
        self._window = Window(concurrency, ordered=not live)
        self._requests = iter(checked_requests(requests, "__iter__", "__getitem__"))
        self._crew = Crew(client, shared, self._window, live)
        self._finalizer = weakref.finalize(self, self._crew.abandon)

    def close(self) -> None:
        """
        Leaves: what runs is cancelled, and nothing more is sent. May be called any number of times, from any thread and any hook.

        Whoever waits for an item, or asks for one later, gets a `StreamCancelledError`.
        """
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
        window = self._window
        try:
            self._begin()
        except BaseException as error:  # of the source, or Ctrl-C in it
            self._end(error)
            raise
        while not window.is_over:
            window.check()
            try:
                index, item = self._crew.take()
            except BaseException as error:  # Ctrl-C, or what else a signal's function raises
                self._end(error)
                raise
            window.check()
            if isinstance(item, BaseException):
                raise self._end(item)
            if isinstance(item, Result):
                window.end(item)
            return index, item
        self.close()
        raise StopIteration

    def _begin(self) -> None:
        """Takes requests as far as the window allows; the source may take its time, and leave the run."""
        while self._window.may_begin:
            try:
                request = next(self._requests)
            except StopIteration:
                self._window.exhausted = True
                return
            if not self._window.left:
                self._crew.begin(request)

    def _end(self, error: BaseException) -> BaseException:
        """The error that ends the run, once what had begun is cancelled."""
        error = self._window.failed(error)
        self.close()
        return error


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
        with self._window.reading("thread"):
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
        with self._window.reading("thread"):
            index, item = self._item()
            if isinstance(item, Result):
                self._window.next()
            return index, item
