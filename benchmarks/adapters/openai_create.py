"""openai: `create(stream=True)`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import openai


class Sync:
    """`for chunk in client.chat.completions.create(..., stream=True)`."""

    def __init__(self, url: str, certificate: str | None) -> None:
        http = openai.DefaultHttpxClient(verify=trusting(certificate)) if certificate else None
        self._client = openai.OpenAI(api_key="sk-benchmark", base_url=url, http_client=http)

    def read(self, seen: Callable[[str], object]) -> None:
        """Reads one stream."""
        messages: Any = [{"role": "user", "content": "hi"}]
        for chunk in self._client.chat.completions.create(model="gpt-5-mini", messages=messages, stream=True):
            seen(chunk.choices[0].delta.content or "")

    def close(self) -> None:
        """Closes the client."""
        self._client.close()


class Async:
    """`async for chunk in await client.chat.completions.create(..., stream=True)`."""

    def __init__(self, url: str, certificate: str | None) -> None:
        http = openai.DefaultAsyncHttpxClient(verify=trusting(certificate)) if certificate else None
        self._client = openai.AsyncOpenAI(api_key="sk-benchmark", base_url=url, http_client=http)

    async def read(self, seen: Callable[[str], object]) -> None:
        """Reads one stream."""
        messages: Any = [{"role": "user", "content": "hi"}]
        stream = await self._client.chat.completions.create(model="gpt-5-mini", messages=messages, stream=True)
        async for chunk in stream:
            seen(chunk.choices[0].delta.content or "")

    async def close(self) -> None:
        """Closes the client."""
        await self._client.close()


def trusting(certificate: str) -> Any:
    """A TLS context that trusts one authority."""
    import ssl

    return ssl.create_default_context(cafile=certificate)
