"""httpx-sse, and the standard library's json."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable
from typing import Any

import httpx
import httpx_sse

BODY = {"model": "openai/gpt-5-mini", "messages": [{"role": "user", "content": "hi"}], "stream": True}
OPTIONS: dict[str, Any] = {"limits": httpx.Limits(max_connections=None, max_keepalive_connections=None), "timeout": 60}


class Sync:
    """`with connect_sse(...) as source: for event in source.iter_sse()`."""

    def __init__(self, url: str, certificate: str | None) -> None:
        self._url = f"{url}/chat/completions"
        self._client = httpx.Client(verify=trusted(certificate), **OPTIONS)

    def read(self, seen: Callable[[str], object]) -> None:
        """Reads one stream."""
        with httpx_sse.connect_sse(self._client, "POST", self._url, json=BODY) as source:
            for event in source.iter_sse():
                if event.data != "[DONE]":
                    seen(json.loads(event.data)["choices"][0]["delta"].get("content") or "")

    def close(self) -> None:
        """Closes the client."""
        self._client.close()


class Async:
    """`async with aconnect_sse(...) as source: async for event in source.aiter_sse()`."""

    def __init__(self, url: str, certificate: str | None) -> None:
        self._url = f"{url}/chat/completions"
        self._client = httpx.AsyncClient(verify=trusted(certificate), **OPTIONS)

    async def read(self, seen: Callable[[str], object]) -> None:
        """Reads one stream."""
        async with httpx_sse.aconnect_sse(self._client, "POST", self._url, json=BODY) as source:
            async for event in source.aiter_sse():
                if event.data != "[DONE]":
                    seen(json.loads(event.data)["choices"][0]["delta"].get("content") or "")

    async def close(self) -> None:
        """Closes the client."""
        await self._client.aclose()


def trusted(certificate: str | None) -> Any:
    """What httpx takes for `verify`."""
    return True if certificate is None else ssl.create_default_context(cafile=certificate)
