"""Reads a stream on either front, in one of the ways that people read, and leaves it in one of the ways that people leave."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Any, Literal

from attrs import define, field, frozen

from openrouter import AsyncOpenRouter, Limits, OpenRouter, Timeout
from openrouter.models import ChatChunk

View = Literal["loop", "text", "events", "raw", "final"]
Leaving = Literal["stays", "breaks", "cancels", "cancels from a thread", "closes", "is cancelled"]

MOMENT = 0.003
TIGHT = Limits(text=9, tool_arguments=9, tool_calls=2, choices=2)
PATIENT = Timeout(connect=30, first_token=30, idle=30, grace=30)
HASTY = Timeout(connect=30, first_token=0.2, idle=0.2, grace=0.1)


@frozen
class Reader:
    """How a stream is read."""

    view: View = "loop"
    leaving: Leaving = "stays"
    after: int = 0
    """Items until it is left."""

    tight: bool = False
    slow: bool = False
    """Whether it takes its time over each item, in which the rest arrives, and the end of it."""

    hasty: bool = False


@define
class Seen:
    """What a reader is left with."""

    stream: Any
    items: list[Any] = field(factory=list)
    error: BaseException | None = None
    seconds: float = 0.0
    before: Any = None
    """The response when the reader left."""

    @property
    def chunks(self) -> list[ChatChunk]:
        """The chunks that were delivered."""
        return [item for item in self.items if isinstance(item, ChatChunk)]

    @property
    def text(self) -> str:
        """The text that was delivered."""
        return "".join(item if isinstance(item, str) else getattr(item, "text", "") for item in self.items if _is_text(item))


def _is_text(item: Any) -> bool:
    return isinstance(item, (str, ChatChunk)) or (getattr(item, "type", "") == "content.delta" and item.choice == 0)


@define
class SyncFront:
    """A client that stays open, and one with tight limits."""

    url: str
    verify: Any
    name: str = "sync"
    clients: dict[bool, OpenRouter] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for tight in (False, True):
            self.clients[tight] = OpenRouter(
                base_url=self.url, verify=self.verify, retry=None, timeout=PATIENT, limits=TIGHT if tight else Limits()
            )

    def read(self, number: int, reader: Reader) -> Seen:
        """Reads the stream of a plan."""
        client = self.clients[reader.tight].with_options(timeout=HASTY if reader.hasty else PATIENT)
        seen = Seen(client.stream("hi", model=str(number)))
        stream, threads = seen.stream, Threads()
        started = time.monotonic()
        try:
            with stream:
                if reader.view == "final":
                    stream.get_final_response()
                    return seen
                for item in _items(stream, reader.view):
                    seen.items.append(item)
                    if reader.slow:
                        threading.Event().wait(MOMENT)
                    if len(seen.items) == reader.after:
                        seen.before = stream.response
                        if reader.leaving == "breaks":
                            break
                        if reader.leaving == "closes":
                            stream.close()
                        if reader.leaving in {"cancels", "is cancelled"}:
                            stream.cancel()
                        if reader.leaving == "cancels from a thread":
                            threads.start(stream.cancel)
        except BaseException as error:
            seen.error = error
        finally:
            seen.seconds = time.monotonic() - started
            threads.join()
        return seen

    def close(self) -> None:
        """Closes the clients."""
        for client in self.clients.values():
            client.close()


@define
class AsyncFront:
    """The same, on an event loop that stays open."""

    url: str
    verify: Any
    name: str = "aio"
    clients: dict[bool, AsyncOpenRouter] = field(factory=dict)
    runner: asyncio.Runner = field(factory=asyncio.Runner)

    def __attrs_post_init__(self) -> None:
        for tight in (False, True):
            self.clients[tight] = AsyncOpenRouter(
                base_url=self.url, verify=self.verify, retry=None, timeout=PATIENT, limits=TIGHT if tight else Limits()
            )

    def read(self, number: int, reader: Reader) -> Seen:
        """Reads the stream of a plan."""
        return self.runner.run(self._read(number, reader))

    async def _read(self, number: int, reader: Reader) -> Seen:
        client = self.clients[reader.tight].with_options(timeout=HASTY if reader.hasty else PATIENT)
        seen = Seen(client.stream("hi", model=str(number)))
        task = asyncio.create_task(self._read_in_task(seen, reader))
        await asyncio.wait([task])
        assert asyncio.all_tasks() == {asyncio.current_task()}, "a task is left"
        return seen

    async def _read_in_task(self, seen: Seen, reader: Reader) -> None:
        stream, threads = seen.stream, Threads()
        started = time.monotonic()
        try:
            async with stream:
                if reader.view == "final":
                    await stream.get_final_response()
                    return
                async for item in _items(stream, reader.view):
                    seen.items.append(item)
                    if reader.slow:
                        await asyncio.sleep(MOMENT)
                    if len(seen.items) == reader.after:
                        seen.before = stream.response
                        if reader.leaving == "breaks":
                            break
                        if reader.leaving == "closes":
                            await stream.close()
                        if reader.leaving == "cancels":
                            stream.cancel()
                        if reader.leaving == "cancels from a thread":
                            threads.start(stream.cancel)
                        if reader.leaving == "is cancelled":
                            task = asyncio.current_task()
                            assert task is not None
                            task.cancel()
        except BaseException as error:
            seen.error = error
        finally:
            seen.seconds = time.monotonic() - started
            threads.join()

    def close(self) -> None:
        """Closes the clients and the loop."""
        for client in self.clients.values():
            self.runner.run(client.close())
        self.runner.close()


def _items(stream: Any, view: View) -> Any:
    match view:
        case "text":
            return stream.text_stream
        case "events":
            return stream.events()
        case "raw":
            return stream.raw_events()
        case _:
            return stream


@frozen
class Threads:
    """Threads that are waited for."""

    started: list[threading.Thread] = field(factory=list)

    def start(self, function: Any) -> None:
        """Runs a function in a thread."""
        self.started.append(threading.Thread(target=function))
        self.started[-1].start()

    def join(self) -> None:
        """Waits for all of them."""
        for thread in self.started:
            thread.join()
