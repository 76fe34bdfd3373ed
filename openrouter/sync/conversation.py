"""A conversation with a model, answer by answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..budget import with_budget
from ..core.conversation import Conversation
from ..traits import T

if TYPE_CHECKING:
    from typing import Unpack

    from ..budget import Budget
    from ..core.hooks import Hooks
    from ..core.keywords import StreamKeywords
    from ..models import Usage
    from .client import OpenRouter
    from .stream import ChatStream


class ChatSession:
    """
    A conversation: each answer that is whole becomes part of it, with what it was an answer to.

    An answer that broke off, was cancelled or left is rolled back, as if its question had not been asked; with `keep_broken=True` what
    was delivered stays.
    """

    __slots__ = ("_client", "_conversation", "_params")

    def __init__(self, client: OpenRouter, conversation: Conversation, params: Mapping[str, Any]) -> None:
        self._client = client
        self._conversation = conversation
        self._params = params

    def send(
        self, content: Any = None, *, max_cost: Budget | float | None = None, **params: Unpack[StreamKeywords[T]]
    ) -> ChatStream[T]:
        """
        The streamed answer to what the user says next: a text, parts, a whole message, or nothing new.

        Args:
            content: a text or a list of parts, as one message of the user's; or a message of any role.
            max_cost: US dollars, or a `Budget`, for this answer.
            params: keywords of `stream()` for this answer; they override those of the session.

        Raises:
            RuntimeError: the last answer is still being read.
            ConfigurationError: an argument cannot be used; nothing was sent.
        """
        keywords = with_budget({**self._params, **params}, max_cost)

        def stream(messages: list[Any], hooks: Hooks) -> ChatStream[T]:
            """The answer, which tells the conversation of itself."""
            return self._client.with_options(hooks=hooks).stream(messages, **keywords)

        return self._conversation.ask(content, stream)

    @property
    def messages(self) -> list[Any]:
        """The conversation so far; yours to change between two answers."""
        return self._conversation.messages

    @property
    def usage(self) -> Usage | None:
        """Tokens and cost of all answers, added up; None where none was told."""
        return self._conversation.usage

    @property
    def cost(self) -> float | None:
        """What all answers cost, in US dollars."""
        usage = self.usage
        return None if usage is None else usage.cost

    def fork(self) -> ChatSession:
        """The same conversation up to here, to go on in another way."""
        return ChatSession(self._client, self._conversation.fork(), self._params)

    def to_json(self) -> str:
        """The messages as a JSON text, for `chat_session(history=...)`."""
        return self._conversation.to_json()

    def __repr__(self) -> str:
        return f"<ChatSession {len(self.messages)} messages>"
