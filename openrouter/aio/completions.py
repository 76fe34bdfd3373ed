"""The door for code written for openai's client: `client.chat.completions.create(...)`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

from attrs import frozen

from ..traits import T

if TYPE_CHECKING:
    from typing import Unpack

    from ..budget import Budget
    from ..core.keywords import CallKeywords, StreamKeywords
    from ..models import ChatMessage, ChatRequest, ChatResponse
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
        max_cost: Budget | float | None = None,
        **params: Unpack[StreamKeywords[T]],
    ) -> AsyncChatStream[T]: ...
    @overload
    async def create(
        self, *, messages: Messages, stream: Literal[False] = False, **params: Unpack[CallKeywords]
    ) -> ChatResponse: ...
    @overload
    async def create(
        self, *, messages: Messages, stream: bool, **params: Unpack[CallKeywords]
    ) -> AsyncChatStream | ChatResponse: ...

    async def create(self, *, messages: Any, stream: bool = False, **params: Any) -> Any:
        """`client.stream(...)` where `stream` is true, else `await client.complete(...)`; takes what they take."""
        if stream:
            return self.client.stream(messages, **params)
        return await self.client.complete(messages, **params)


@frozen
class Chat:
    """`client.chat`."""

    client: AsyncOpenRouter

    @property
    def completions(self) -> Completions:
        """`client.chat.completions`."""
        return Completions(self.client)
