"""Short ways to what people read most, on chunks, messages and responses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .answered import T

if TYPE_CHECKING:
    from ..models import Audio, ChatChoice, ChatDelta, ChatMessage, ChunkChoice, FunctionCall, Image, ToolCall


def texts_in(content: object) -> list[str]:
    """The pieces of text of a `content`, which is a string, a list of parts, or nothing; empty pieces are pieces."""
    if isinstance(content, str):
        return [content]
    if not isinstance(content, list):
        return []
    return [text for part in content if (text := getattr(part, "text", None)) is not None]


def joined_text(content: object) -> str:
    """The text of a `content`, which is a string, a list of parts, or nothing."""
    return content if isinstance(content, str) else "".join(texts_in(content))


def joined_thinking(content: object) -> str:
    """The text inside the thinking parts of a `content`."""
    if not isinstance(content, list):
        return ""
    return "".join(joined_text(getattr(part, "thinking", None)) for part in content)


def reasoning_of(delta: ChatDelta) -> str:
    """The reasoning text of a delta, as the answer joins it: inside its content, then its own, by one of its two names."""
    return joined_thinking(delta.content) + (delta.reasoning or delta.reasoning_content or "")


class ChunkReading:
    """`text`, `reasoning` and `finish_reason` of a chunk; they never raise and are never the word None."""

    __slots__ = ()

    choices: list[ChunkChoice] | None

    @property
    def delta(self) -> ChatDelta | None:
        """What the chunk adds to the first of its choices, or None."""
        return self.choices[0].delta if self.choices else None

    @property
    def text(self) -> str:
        """The text that this chunk adds to the answer (choice 0); "" if none."""
        text = ""
        for choice in self.choices or ():
            if not choice.index and choice.delta is not None:
                content = choice.delta.content
                piece = content if isinstance(content, str) else joined_text(content)
                text = text + piece if text else piece
        return text

    @property
    def reasoning(self) -> str:
        """The reasoning text that this chunk adds (choice 0); "" if none."""
        text = ""
        for choice in self.choices or ():
            if not choice.index and choice.delta is not None:
                piece = reasoning_of(choice.delta)
                text = text + piece if text else piece
        return text

    @property
    def finish_reason(self) -> str | None:
        """Why choice 0 stopped, as sent; None until a chunk says it."""
        for choice in self.choices or ():
            if not choice.index and choice.finish_reason:
                return choice.finish_reason
        return None


class MessageReading:
    """`text` of a message, whatever the form of its content."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """The text of the message, parts joined; "" if none."""
        return joined_text(self.content)  # type: ignore[attr-defined]


class ToolCallReading:
    """`parse` of a tool call."""

    __slots__ = ()

    function: FunctionCall | None

    def parse(self, cls: type[T]) -> T:
        """
        The arguments of the call as an object of a class; no text counts as `{}`.

        Args:
            cls: an attrs class, a dataclass, a TypedDict, a pydantic model, or `dict` for any object.

        Raises:
            OutputInvalidError: the text is no JSON, or not what the class says.
            ConfigurationError: a class of which no object can be made.
        """
        from ..structured.answer import arguments_as

        function = self.function
        return arguments_as(cls, (function and function.name) or "the call", (function and function.arguments) or "")


class ResponseReading:
    """What people read of a whole answer; all of choice 0, nothing ever raises."""

    __slots__ = ()

    choices: list[ChatChoice] | None

    @property
    def choice(self) -> ChatChoice | None:
        """The first choice, or None."""
        return self.choices[0] if self.choices else None

    @property
    def message(self) -> ChatMessage | None:
        """The message of the first choice, to be sent back unchanged in the next request; None if there is none."""
        return self.choices[0].message if self.choices else None

    @property
    def text(self) -> str:
        """The text of the answer; "" if none."""
        return self.message.text if self.message is not None else ""

    @property
    def reasoning(self) -> str:
        """The reasoning text of the answer; "" if none."""
        message = self.message
        if message is None:
            return ""
        return message.reasoning or message.reasoning_content or joined_thinking(message.content)

    @property
    def tool_calls(self) -> list[ToolCall]:
        """The tool calls of the answer; empty if none."""
        message = self.message
        return (message.tool_calls or []) if message is not None else []

    @property
    def images(self) -> list[Image]:
        """The images of the answer; empty if none."""
        message = self.message
        return (message.images or []) if message is not None else []

    @property
    def audio(self) -> Audio | None:
        """The speech of the answer, or None."""
        return self.message.audio if self.message is not None else None

    @property
    def refusal(self) -> str:
        """The words with which the model refuses to answer; "" if it does not."""
        return (self.message.refusal or "") if self.message is not None else ""

    @property
    def finish_reason(self) -> str | None:
        """Why the model stopped, as sent."""
        return self.choices[0].finish_reason if self.choices else None

    @property
    def truncated_by_length(self) -> bool:
        """Whether the answer reached its limit of tokens, yours or the model's, and lacks its end."""
        return self.finish_reason == "length"

    @property
    def stopped_by_filter(self) -> bool:
        """Whether a content filter ended the answer."""
        return self.finish_reason == "content_filter"

    def parse(self, cls: type[T]) -> T:
        """
        The answer's JSON text as an object of a class, which was asked for by `response_format=cls`.

        Args:
            cls: an attrs class, a dataclass, a TypedDict, a pydantic model, or `dict` for any object.

        Raises:
            OutputRefusedError: the model refused.
            OutputTruncatedError: the model was stopped before the end of the JSON.
            OutputInvalidError: the text is no JSON, or not what the class says.
            ConfigurationError: a class of which no object can be made.
        """
        from ..structured.answer import answer_as

        return answer_as(cls, self)

    @property
    def has_tool_calls(self) -> bool:
        """Whether calls exist, whatever `finish_reason` says."""
        return bool(self.tool_calls)

    @property
    def is_empty(self) -> bool:
        """Whether the answer has no text, reasoning, tool call, image, audio or refusal."""
        for choice in self.choices or ():
            message = choice.message
            if message is not None and (
                message.text
                or message.reasoning
                or message.reasoning_content
                or message.reasoning_details
                or message.tool_calls
                or message.images
                or message.audio is not None
                or message.refusal
            ):
                return False
        return True
