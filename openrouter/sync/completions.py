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
    from .client import OpenRouter
    from .stream import ChatStream

    Messages: TypeAlias = str | Sequence[ChatMessage | Mapping[str, object]] | ChatRequest


@frozen
class Completions:
    """The methods of `client.chat.completions`."""

    client: OpenRouter

    @overload
    def create(
        self,
        *,
        messages: Messages,
        stream: Literal[True],
        max_cost: Budget | float | None = None,
        **params: Unpack[StreamKeywords[T]],
    ) -> ChatStream[T]: ...
    @overload
    def create(
        self, *, messages: Messages, stream: Literal[False] = False, **params: Unpack[CallKeywords]
    ) -> ChatResponse: ...
    @overload
    def create(
        self, *, messages: Messages, stream: bool, **params: Unpack[CallKeywords]
    ) -> ChatStream | ChatResponse: ...

    def create(self, *, messages: Any, stream: bool = False, **params: Any) -> Any:
        """`client.stream(...)` where `stream` is true, else `client.complete(...)`; takes what they take."""
        if stream:
            return self.client.stream(messages, **params)
        return self.client.complete(messages, **params)


@frozen
class Chat:
    """`client.chat`."""

    client: OpenRouter

    @property
    def completions(self) -> Completions:
        """`client.chat.completions`."""
        return Completions(self.client)
