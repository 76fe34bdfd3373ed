"""aiohttp: `readline`, and the standard library's json."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable
from typing import Any

import aiohttp

BODY = {"model": "openai/gpt-5-mini", "messages": [{"role": "user", "content": "hi"}], "stream": True}


class Async:
    """`while line := await response.content.readline()`."""

    def __init__(self, url: str, certificate: str | None) -> None:
        self._url = f"{url}/chat/completions"
        self._tls: Any = True if certificate is None else ssl.create_default_context(cafile=certificate)
        self._session: aiohttp.ClientSession | None = None

    async def read(self, seen: Callable[[str], object]) -> None:
        """Reads one stream."""
        if self._session is None:  # it wants a running loop
            connector = aiohttp.TCPConnector(limit=0)
            self._session = aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=None))
        async with self._session.post(self._url, json=BODY, ssl=self._tls) as response:
            while line := await response.content.readline():
                if line.startswith(b"data: ") and line != b"data: [DONE]\n":
                    seen(json.loads(line[6:])["choices"][0]["delta"].get("content") or "")

    async def close(self) -> None:
        """Closes the session."""
        if self._session is not None:
            await self._session.close()
