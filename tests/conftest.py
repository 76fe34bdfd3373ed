"""What every test may rely on: no key, server or proxy of the machine's reaches it, and Ctrl-C does."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from openrouter import AsyncOpenRouter, OpenRouter
from openrouter.models import ChatChunk, ChatResponse
from openrouter.testing import FakeOpenRouter

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
"""Recorded streams of real services; they are not part of the project."""

_UNSET = (
    "OPENROUTER_API_KEY",
    "OPENROUTER_BASE_URL",
    *(name for proxy in ("http_proxy", "https_proxy", "all_proxy", "no_proxy") for name in (proxy, proxy.upper())),
    "SSL_CERT_FILE",
    "REQUESTS_CA_BUNDLE",
)


signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has what it starts in the background ignore it


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _UNSET:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server() -> Iterator[FakeOpenRouter]:
    """OpenRouter on a port of this machine."""
    with FakeOpenRouter() as running:
        yield running


@frozen
class Outcome:
    """What a caller saw of one call."""

    chunks: list[ChatChunk]
    error: Exception | None
    stream: Any
    """The stream, sync or async; its properties are the same."""

    @property
    def text(self) -> str:
        """The text that was delivered."""
        return "".join(chunk.text for chunk in self.chunks)


class SyncFront:
    """The blocking front, in the words that both fronts have in common."""

    name = "sync"
    client_class: Any = OpenRouter

    def stream(self, url: str, messages: Any = "hi", *, client: dict[str, Any] | None = None, **params: Any) -> Outcome:
        """Reads a stream to its end, whatever that is."""
        with OpenRouter(base_url=url, **(client or {})) as made:
            stream = made.stream(messages, **params)
            chunks: list[ChatChunk] = []
            try:
                for chunk in stream:
                    chunks.append(chunk)
            except Exception as error:
                return Outcome(chunks, error, stream)
            return Outcome(chunks, None, stream)

    def complete(
        self, url: str, messages: Any = "hi", *, client: dict[str, Any] | None = None, **params: Any
    ) -> ChatResponse:
        """The answer in one piece."""
        with OpenRouter(base_url=url, **(client or {})) as made:
            return made.complete(messages, **params)


class AsyncFront:
    """The asyncio front, in the words that both fronts have in common; each call has an event loop of its own."""

    name = "aio"
    client_class: Any = AsyncOpenRouter

    def stream(self, url: str, messages: Any = "hi", *, client: dict[str, Any] | None = None, **params: Any) -> Outcome:
        """Reads a stream to its end, whatever that is."""

        async def read() -> Outcome:
            async with AsyncOpenRouter(base_url=url, **(client or {})) as made:
                stream = made.stream(messages, **params)
                chunks: list[ChatChunk] = []
                try:
                    async for chunk in stream:
                        chunks.append(chunk)
                except Exception as error:
                    return Outcome(chunks, error, stream)
                return Outcome(chunks, None, stream)

        return asyncio.run(read())

    def complete(
        self, url: str, messages: Any = "hi", *, client: dict[str, Any] | None = None, **params: Any
    ) -> ChatResponse:
        """The answer in one piece."""

        async def ask() -> ChatResponse:
            async with AsyncOpenRouter(base_url=url, **(client or {})) as made:
                return await made.complete(messages, **params)

        return asyncio.run(ask())


@pytest.fixture(params=[SyncFront(), AsyncFront()], ids=["sync", "aio"])
def front(request: pytest.FixtureRequest) -> Any:
    """Each of the two fronts in turn."""
    return request.param
