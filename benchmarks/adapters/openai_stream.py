"""openai: the `.stream()` that accumulates and gives events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import openai_create


class Sync(openai_create.Sync):
    """`with client.chat.completions.stream(...) as stream: for event in stream`."""

    def read(self, seen: Callable[[str], object]) -> None:
        """Reads one stream."""
        messages: Any = [{"role": "user", "content": "hi"}]
        with self._client.chat.completions.stream(model="gpt-5-mini", messages=messages) as stream:
            for event in stream:
                if event.type == "content.delta":
                    seen(event.delta)


class Async(openai_create.Async):
    """`async with client.chat.completions.stream(...) as stream: async for event in stream`."""

    async def read(self, seen: Callable[[str], object]) -> None:
        """Reads one stream."""
        messages: Any = [{"role": "user", "content": "hi"}]
        async with self._client.chat.completions.stream(model="gpt-5-mini", messages=messages) as stream:
            async for event in stream:
                if event.type == "content.delta":
                    seen(event.delta)
