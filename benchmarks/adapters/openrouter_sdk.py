"""OpenRouter's own SDK, whose import name is ours."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import httpx

SDK: Any = importlib.import_module("openrouter")  # a type checker would take it for ours
MESSAGES = [{"role": "user", "content": "hi"}]
MANY = httpx.Limits(max_connections=None, max_keepalive_connections=None)
"""The SDK's own client opens 100 connections at most."""


class Sync:
    """`with client.chat.send(..., stream=True) as stream: for chunk in stream`."""

    def __init__(self, url: str, certificate: str | None) -> None:
        http = httpx.Client(verify=trusted(certificate), limits=MANY, follow_redirects=True, timeout=60)
        self._http = http
        self._client = SDK.OpenRouter(api_key="sk-or-v1-benchmark", server_url=url, client=http)

    def read(self, seen: Callable[[str], object]) -> None:
        """Reads one stream."""
        with self._client.chat.send(messages=MESSAGES, model="openai/gpt-5-mini", stream=True) as stream:
            for chunk in stream:
                seen(chunk.choices[0].delta.content or "")

    def close(self) -> None:
        """Closes the client."""
        self._http.close()


class Async:
    """`async with await client.chat.send_async(..., stream=True) as stream: async for chunk in stream`."""

    def __init__(self, url: str, certificate: str | None) -> None:
        http = httpx.AsyncClient(verify=trusted(certificate), limits=MANY, follow_redirects=True, timeout=60)
        self._http = http
        self._client = SDK.OpenRouter(api_key="sk-or-v1-benchmark", server_url=url, async_client=http)

    async def read(self, seen: Callable[[str], object]) -> None:
        """Reads one stream."""
        sent = self._client.chat.send_async(messages=MESSAGES, model="openai/gpt-5-mini", stream=True)
        async with await sent as stream:
            async for chunk in stream:
                seen(chunk.choices[0].delta.content or "")

    async def close(self) -> None:
        """Closes the client."""
        await self._http.aclose()


def trusted(certificate: str | None) -> Any:
    """What httpx takes for `verify`."""
    import ssl

    return True if certificate is None else ssl.create_default_context(cafile=certificate)
