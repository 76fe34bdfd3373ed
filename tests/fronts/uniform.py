"""Both fronts in one language, so that one body of a test is told to either.

A body is an async function that takes a client. For the asyncio front it is run as it is. For the blocking one the client and its
streams are wrapped: what they return at once is awaited at once, and the coroutine never waits.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from typing import Any, TypeVar

import pytest
from attrs import field, frozen

from openrouter import AsyncOpenRouter, OpenRouter
from openrouter.testing import FakeOpenRouter

T = TypeVar("T")
Body = Callable[[Any], Coroutine[Any, Any, T]]

_END = object()


class Told:
    """An object of the blocking front in the words of the asyncio one."""

    def __init__(self, real: Any) -> None:
        self.real = real

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


class ToldView(Told):
    """A `View` that reads like an `AsyncView`."""

    def __aiter__(self) -> AsyncIterator[Any]:
        return items_of(iter(self.real))

    async def __anext__(self) -> Any:
        item = next(self.real, _END)
        if item is _END:
            raise StopAsyncIteration
        return item

    def buffered(self, **options: Any) -> AsyncIterator[Any]:
        return items_of(self.real.buffered(**options))

    def lines(self) -> AsyncIterator[Any]:
        return items_of(self.real.lines())

    def sentences(self) -> AsyncIterator[Any]:
        return items_of(self.real.sentences())

    def smooth(self, *seconds: float) -> AsyncIterator[Any]:
        return items_of(self.real.smooth(*seconds))


class ToldStream(Told):
    """A `ChatStream` that reads like an `AsyncChatStream`."""

    def __aiter__(self) -> AsyncIterator[Any]:
        return items_of(iter(self.real))

    @property
    def text_stream(self) -> ToldView:
        return ToldView(self.real.text_stream)

    @property
    def reasoning_stream(self) -> ToldView:
        return ToldView(self.real.reasoning_stream)

    def events(self) -> ToldView:
        return ToldView(self.real.events())

    def raw_events(self) -> AsyncIterator[Any]:
        return items_of(self.real.raw_events())

    def partial(self) -> AsyncIterator[Any]:
        return items_of(self.real.partial())

    def tee(self, *count: int) -> list[ToldStream]:
        return [ToldStream(branch) for branch in self.real.tee(*count)]

    def cancel_after(self, seconds: float) -> ToldStream:
        assert self.real.cancel_after(seconds) is self.real
        return self

    async def get_final_response(self) -> Any:
        return self.real.get_final_response()

    async def get_final_text(self) -> Any:
        return self.real.get_final_text()

    async def get_final_parsed(self) -> Any:
        return self.real.get_final_parsed()

    async def fetch_generation(self) -> Any:
        return self.real.fetch_generation()

    async def close(self) -> None:
        self.real.close()

    async def __aenter__(self) -> ToldStream:
        assert self.real.__enter__() is self.real
        return self

    async def __aexit__(self, *exc: Any) -> None:
        self.real.__exit__(*exc)


class ToldRun(Told):
    """`Results` or `LiveChunks` that read like the asynchronous ones."""

    def as_completed(self) -> ToldRun:
        self.real.as_completed()
        return self

    def __aiter__(self) -> AsyncIterator[Any]:
        return items_of(iter(self.real))

    async def close(self) -> None:
        self.real.close()

    async def __aenter__(self) -> ToldRun:
        assert self.real.__enter__() is self.real
        return self

    async def __aexit__(self, *exc: Any) -> None:
        self.real.__exit__(*exc)


class ToldToolRun(ToldRun):
    """A `ToolRun` that reads like an `AsyncToolRun`."""

    @property
    def text_stream(self) -> AsyncIterator[str]:
        return items_of(self.real.text_stream)

    def events(self) -> AsyncIterator[Any]:
        return items_of(self.real.events())

    async def get_final_response(self) -> Any:
        return self.real.get_final_response()

    async def get_final_text(self) -> Any:
        return self.real.get_final_text()


class ToldSession(Told):
    """A `ChatSession` that is used like an `AsyncChatSession`."""

    def send(self, *args: Any, **params: Any) -> ToldStream:
        return ToldStream(self.real.send(*args, **params))

    def fork(self) -> ToldSession:
        return ToldSession(self.real.fork())


class ToldResource(Told):
    """One of the parts of a client that ask the endpoints besides chat: each of its methods is awaited."""

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.real, name)

        async def call(*args: Any, **params: Any) -> Any:
            return method(*args, **params)

        return call

    def pages(self, **filters: Any) -> AsyncIterator[Any]:
        return items_of(self.real.pages(**filters))

    def feed_url(self, **filters: Any) -> str:
        return self.real.feed_url(**filters)  # type: ignore[no-any-return]


RESOURCES = ("models", "providers", "generations", "credits", "key", "activity", "embeddings")
"""The properties of a client that are such parts."""


class ToldClient(Told):
    """An `OpenRouter` that is used like an `AsyncOpenRouter`."""

    def stream(self, *args: Any, **params: Any) -> ToldStream:
        return ToldStream(self.real.stream(*args, **params))

    async def complete(self, *args: Any, **params: Any) -> Any:
        return self.real.complete(*args, **params)

    def map(self, *args: Any, **params: Any) -> ToldRun:
        return ToldRun(self.real.map(*args, **params))

    def run_tools(self, *args: Any, **params: Any) -> ToldToolRun:
        return ToldToolRun(self.real.run_tools(*args, **params))

    def chat_session(self, **params: Any) -> ToldSession:
        return ToldSession(self.real.chat_session(**params))

    def stream_many(self, *args: Any, **params: Any) -> ToldRun:
        return ToldRun(self.real.stream_many(*args, **params))

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.real, name)
        return ToldResource(found) if name in RESOURCES else found

    async def estimate(self, *args: Any, **params: Any) -> Any:
        return self.real.estimate(*args, **params)

    async def create(self, **params: Any) -> Any:
        made = self.real.chat.completions.create(**params)
        return ToldStream(made) if params.get("stream") else made

    def with_options(self, **options: Any) -> ToldClient:
        return ToldClient(self.real.with_options(**options))

    async def close(self) -> None:
        self.real.close()


class AsyncClient(Told):
    """An `AsyncOpenRouter`, with `create` where `ToldClient` has it."""

    async def create(self, **params: Any) -> Any:
        return await self.real.chat.completions.create(**params)

    def with_options(self, **options: Any) -> AsyncClient:
        return AsyncClient(self.real.with_options(**options))


async def items_of(iterator: Iterator[T]) -> AsyncIterator[T]:
    """The items of an iterator, one by one."""
    while (item := next(iterator, _END)) is not _END:
        yield item  # type: ignore[misc]


@frozen
class Play:
    """Runs bodies on one of the fronts, against one server."""

    name: str
    server: FakeOpenRouter
    options: Mapping[str, Any] = field(factory=dict)
    """What every client is made with."""

    def __call__(self, body: Body[T], **options: Any) -> T:
        """What the body returns; it gets a client with these options."""
        return self.run(self._with_client(body, {"base_url": self.server.url, "retry": None, **self.options, **options}))

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """The result of a coroutine, which in the blocking front never waits."""
        if self.name == "aio":
            return asyncio.run(coroutine)
        try:
            coroutine.send(None)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]
        raise AssertionError("the blocking front waited")

    def __str__(self) -> str:
        return f"{self.name}, {'http' if self.server.tls is None else 'https'}"

    def client(self, **options: Any) -> Any:
        """A client of this front, not closed by anybody."""
        if self.name == "aio":
            return AsyncClient(AsyncOpenRouter(**options))
        return ToldClient(OpenRouter(**options))

    async def _with_client(self, body: Body[T], options: dict[str, Any]) -> T:
        client = self.client(**options)
        try:
            return await body(client)
        finally:
            await client.close()


@pytest.fixture(params=["sync", "aio"])
def play(request: pytest.FixtureRequest, server: FakeOpenRouter) -> Play:
    """Runs a body on each of the fronts in turn."""
    return Play(request.param, server)
