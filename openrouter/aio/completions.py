"""The door for code written for openai's client: `client.chat.completions.create(...)`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

from attrs import frozen

if TYPE_CHECKING:
    from typing import Unpack

    from ..models import ChatMessage, ChatParams, ChatRequest, ChatResponse
    from .client import AsyncOpenRouter
    from .stream import AsyncChatStream

    Messages: TypeAlias = str | Sequence[ChatMessage | Mapping[str, object]] | ChatRequest


@frozen
class Completions:
    """The methods of `client.chat.completions`."""

    client: AsyncOpenRouter

    @overload
    async def create(
        self,
        *,
        messages: Messages,
        stream: Literal[True],
        model: str | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, Any] | None = None,
        **params: Unpack[ChatParams],
    ) -> AsyncChatStream: ...
    @overload
    async def create(
        self,
        *,
        messages: Messages,
        stream: Literal[False] = False,
        model: str | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, Any] | None = None,
        **params: Unpack[ChatParams],
    ) -> ChatResponse: ...
    @overload
    async def create(
        self,
        *,
        messages: Messages,
        stream: bool,
        model: str | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, Any] | None = None,
        **params: Unpack[ChatParams],
    ) -> AsyncChatStream | ChatResponse: ...

    async def create(self, *, messages: Any, stream: bool = False, model: str | None = None, **params: Any) -> Any:
        """`client.stream(...)` where `stream` is true, else `await client.complete(...)`; takes what they take."""
        if stream:
            return self.client.stream(messages, model=model, **params)
        return await self.client.complete(messages, model=model, **params)


@frozen
class Chat:
    """`client.chat`."""

    client: AsyncOpenRouter

    @property
    def completions(self) -> Completions:
        """`client.chat.completions`."""
        return Completions(self.client)
