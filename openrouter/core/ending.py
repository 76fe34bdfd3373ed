"""Whether an answer is whole: what its chunks have said about their end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from ..errors import APIStatusError
from .failures import body_error, finish_error
from .unread import settled

if TYPE_CHECKING:
    from ..models import ChatChunk, ChatDelta


@define
class Ending:
    """Watches the chunks of one answer."""

    seen: set[int] = field(factory=set)
    finished: set[int] = field(factory=set)
    failed: bool = False
    """Whether a choice ended with the finish reason `error`."""

    error: Any = None
    """The last error object of a chunk, as received."""

    choice_error: Any = None
    """The last error object of a choice, as received."""

    usage_seen: bool = False
    late_content: bool = False

    def see(self, chunk: ChatChunk) -> bool:
        """Takes note of a chunk; tells whether it brings content, which is what the clocks wait for."""
        content = False
        if chunk.error:
            self.error = _received(chunk, "error")
        if chunk.usage is not None:
            self.usage_seen = True
        for choice in settled(chunk).choices or ():  # which is no look of the reader's
            index = choice.index or 0
            self.seen.add(index)
            delta = choice.delta
            if delta is not None and brings_content(delta):
                content = True
                if index in self.finished:
                    self.late_content = True
            if choice.annotations:
                content = True
            if choice.finish_reason:
                self.finished.add(index)
                self.failed = self.failed or choice.finish_reason == "error"
            if choice.error:
                self.choice_error = _received(choice, "error")
        return content

    @property
    def all_finished(self) -> bool:
        """Whether every choice seen has its finish reason, and there is one."""
        return bool(self.seen) and self.seen <= self.finished

    @property
    def has_error(self) -> bool:
        """Whether the service reported an error in one of its forms."""
        return self.failed or self.error is not None or self.choice_error is not None

    @property
    def is_told(self) -> bool:
        """Whether the service reported an error and what it cost."""
        return self.usage_seen and self.has_error

    def service_error(self) -> APIStatusError:
        """The error that the service reported."""
        raw = self.error if self.error is not None else self.choice_error
        return finish_error(in_stream=True) if raw is None else body_error(raw, in_stream=True)


def brings_content(delta: ChatDelta) -> bool:
    """
    Whether a delta holds something of the answer: text, reasoning, refusal, a piece of a tool call, image, audio, annotation.

    A role, an empty string and an empty list do not count.
    """
    if delta.content or delta.reasoning or delta.reasoning_content or delta.refusal:
        return True
    if delta.reasoning_details or delta.images or delta.annotations:
        return True
    for call in delta.tool_calls or ():
        function = call.function
        if call.id or (function is not None and (function.arguments or function.name)):
            return True
    audio = delta.audio
    return audio is not None and bool(audio.data or audio.transcript)


def _received(model: Any, key: str) -> Any:
    """A value as received, or of a model made by hand as it would be sent."""
    return model.to_dict().get(key)
