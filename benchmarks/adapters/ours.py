"""This library."""

from __future__ import annotations

from collections.abc import Callable

import openrouter

KEY = "sk-or-v1-benchmark"


class Sync:
    """`for chunk in client.stream(...)`."""

    def __init__(self, url: str, certificate: str | None) -> None:
        self._client = openrouter.OpenRouter(KEY, base_url=url, model="openai/gpt-5-mini", verify=certificate)

    def read(self, seen: Callable[[str], object]) -> None:
        """Reads one stream."""
        for chunk in self._client.stream("hi"):
            seen(chunk.text)

    def close(self) -> None:
        """Closes the client."""
        self._client.close()


class Async:
    """`async for chunk in client.stream(...)`."""

    def __init__(self, url: str, certificate: str | None) -> None:
        self._client = openrouter.AsyncOpenRouter(KEY, base_url=url, model="openai/gpt-5-mini", verify=certificate)

    async def read(self, seen: Callable[[str], object]) -> None:
        """Reads one stream."""
        async for chunk in self._client.stream("hi"):
            seen(chunk.text)

    async def close(self) -> None:
        """Closes the client."""
        await self._client.close()
