"""A conversation with a model, answer by answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..budget import with_budget
from ..core.conversation import SessionFacts
from ..traits import T

if TYPE_CHECKING:
    from typing import Unpack

    from ..budget import Budget
    from ..core.hooks import Hooks
    from ..core.keywords import StreamKeywords
    from .client import OpenRouter
    from .stream import ChatStream


class ChatSession(SessionFacts):
    """
    A conversation: each answer that is whole becomes part of it, with what it was an answer to.

    An answer that broke off, was cancelled or left is rolled back, as if its question had not been asked; with `keep_broken=True` what
    was delivered stays.
    """

    __slots__ = ()

    _client: OpenRouter

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
