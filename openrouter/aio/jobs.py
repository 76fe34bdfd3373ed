"""The jobs that a client does around its streams: many at once, with functions, in conversation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import Unpack

    from ..budget import Budget
    from ..core.keywords import StreamKeywords
    from ..core.tool_loop import OnToolError, ToolInvocation
    from ..models import ChatMessage
    from .client import AsyncOpenRouter
    from .conversation import AsyncChatSession
    from .many import AsyncLiveChunks, AsyncResults, Requests
    from .tools import AsyncToolRun


class AsyncJobs:
    """Mixed into the client: whatever is made of several calls of `stream()`. Each loads what it needs when it is first used."""

    def map(
        self,
        requests: Requests,
        *,
        max_concurrency: int = 8,
        max_cost: Budget | float | None = None,
        **shared: Unpack[StreamKeywords],
    ) -> AsyncResults:
        """
        The answers to many requests, in their order, at most `max_concurrency` at once.

        An error is in its own `Result` and ends no other. What is held stays bounded: requests are taken from the iterable as they begin.
        Use it in a `with`, or read it to its end: leaving cancels the rest.

        Args:
            requests: prompts, lists of messages or `ChatRequest`s; or mappings with the keywords of `stream()`, among them `messages`.
            max_concurrency: how many run at once.
            max_cost: US dollars, or a `Budget`, for all of them together; what would pass it has a `LimitExceededError` of its own.
            shared: keywords of `stream()` for all of them.

        Raises:
            ConfigurationError: max_concurrency is no positive number.
            TypeError: from the loop: an unknown keyword.
        """
        from ..budget import with_budget
        from .many import AsyncResults

        return AsyncResults(self._client, requests, max_concurrency, with_budget(shared, max_cost), live=False)

    def stream_many(
        self,
        requests: Requests,
        *,
        max_concurrency: int = 8,
        max_cost: Budget | float | None = None,
        **shared: Unpack[StreamKeywords],
    ) -> AsyncLiveChunks:
        """
        The chunks of many answers as they come: pairs of an index and a chunk, and at the end of each answer its index and `Result`.

        Takes what `map()` takes; a reader that is slow slows the streams down.
        """
        from ..budget import with_budget
        from .many import AsyncLiveChunks

        return AsyncLiveChunks(self._client, requests, max_concurrency, with_budget(shared, max_cost), live=True)

    def run_tools(
        self,
        messages: str | Sequence[ChatMessage | Mapping[str, object]],
        *,
        tools: Sequence[Callable[..., Any] | Mapping[str, object]],
        max_turns: int = 8,
        approve: Callable[[ToolInvocation], object] | None = None,
        on_tool_error: OnToolError = "return",
        max_cost: Budget | float | None = None,
        **params: Any,
    ) -> AsyncToolRun:
        """
        The turns of a model and of the functions that it calls, streamed until it answers without a call.

        Args:
            messages: a prompt, or a list of messages.
            tools: plain functions with type hints and a docstring, also coroutine functions; and tools as `stream()` takes them.
            max_turns: requests at most.
            approve: is asked before each call; true allows it, a text refuses it with a reason that the model is told.
            on_tool_error: "return" tells the model what a function raised, "raise" raises it.
            max_cost: US dollars, or a `Budget`, for all turns together; by the price list no turn begins or goes on that would pass it.
            params: keywords of `stream()` for every turn.

        Raises:
            ConfigurationError: an argument cannot be used, or a function cannot be a tool; nothing was sent.
            LimitExceededError: from the loop: `max_turns` was reached, and `partial` is the last answer; or `max_cost`.
        """
        from ..budget import with_budget
        from ..core.tool_loop import tool_loop
        from .tools import AsyncToolRun

        loop = tool_loop(messages, tools, max_turns=max_turns, on_tool_error=on_tool_error, approve=approve)
        return AsyncToolRun(self._client, loop, approve, with_budget(params, max_cost))

    def chat_session(
        self,
        *,
        system: str | None = None,
        history: Sequence[ChatMessage | Mapping[str, object]] | str | bytes = (),
        keep_broken: bool = False,
        max_messages: int | None = None,
        max_tokens: int | None = None,
        **params: Any,
    ) -> AsyncChatSession:
        """
        A conversation, whose answers become part of it.

        Args:
            system: the system message.
            history: messages to begin with, or the JSON text that `to_json()` of a session gave.
            keep_broken: whether an answer that broke off stays in it; else it is rolled back with its question.
            max_messages, max_tokens: bounds of what is sent, the new question counted; the oldest turns are forgotten beyond them.
                Tokens are guessed at 4 bytes of JSON each.
            params: keywords of `stream()` for every answer.

        Raises:
            ConfigurationError: an argument cannot be used.
        """
        from ..core.conversation import conversation
        from .conversation import AsyncChatSession

        talk = conversation(
            system=system, history=history, keep_broken=keep_broken, max_messages=max_messages, max_tokens=max_tokens
        )
        return AsyncChatSession(self._client, talk, params)

    @property
    def _client(self) -> AsyncOpenRouter:
        return self  # type: ignore[return-value]  # pyright: ignore[reportReturnType]  it is mixed into nothing else
