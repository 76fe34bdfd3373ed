"""The typed events of `stream.events()`: what each chunk brings, kind by kind, and what happens around the chunks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import frozen

from .. import errors, jsontext
from ..traits.reading import joined_text, reasoning_of
from .accumulator import Accumulator
from .journal import Notice
from .receiver import KeepAlive
from .unread import UnreadChunk

if TYPE_CHECKING:
    from ..models import Annotation, ChatChunk, ChatDelta, Image, Usage


@frozen
class ContentDelta:
    """A piece of text: `text`, of the answer number `choice`; `type` is "content.delta"."""

    text: str
    choice: int = 0
    type: Literal["content.delta"] = "content.delta"


@frozen
class ReasoningDelta:
    """A piece of reasoning text: `text`, of the answer number `choice`; `type` is "reasoning.delta"."""

    text: str
    choice: int = 0
    type: Literal["reasoning.delta"] = "reasoning.delta"


@frozen
class RefusalDelta:
    """A piece of a refusal: `text`, of the answer number `choice`; `type` is "refusal.delta"."""

    text: str
    choice: int = 0
    type: Literal["refusal.delta"] = "refusal.delta"


@frozen
class ToolCallFragment:
    """
    A piece of a tool call as received, of the answer number `choice`; `type` is "tool_call.delta".

    `index`, `id` and `name` may be missing or wrong here, and are right in `ToolCallDone`; `arguments` is the next piece of their text.
    """

    index: int | None
    id: str | None
    name: str | None
    arguments: str
    choice: int = 0
    type: Literal["tool_call.delta"] = "tool_call.delta"


@frozen
class ToolCallDone:
    """
    A whole tool call, of the answer number `choice`; comes after the last chunk, when it is certain that nothing follows.

    `id` and `name` are the model's, "" where it gave none; `type` is "tool_call.done".
    """

    id: str
    name: str
    arguments: str
    """The text as received."""

    parsed: Any
    """The arguments as JSON values; `{}` for an empty text, None where the text is no JSON."""

    choice: int = 0
    type: Literal["tool_call.done"] = "tool_call.done"


@frozen
class ImageReceived:
    """A whole image: `image`, of the answer number `choice`; `type` is "image"."""

    image: Image
    choice: int = 0
    type: Literal["image"] = "image"


@frozen
class AudioDelta:
    """A piece of audio, `data` in base64, and of its `transcript`, of the answer number `choice`; `type` is "audio.delta"."""

    data: str
    transcript: str
    choice: int = 0
    type: Literal["audio.delta"] = "audio.delta"


@frozen
class AnnotationReceived:
    """A citation, or the parse of a file: `annotation`, of the answer number `choice`; `type` is "annotation"."""

    annotation: Annotation
    choice: int = 0
    type: Literal["annotation"] = "annotation"


@frozen
class UsageReceived:
    """Tokens and cost: `usage`; the last one counts. `type` is "usage"."""

    usage: Usage
    type: Literal["usage"] = "usage"


@frozen
class KeepAliveReceived:
    """A `comment` of the stream: a reason to turn a spinner, no sign that the model works. `type` is "keepalive"."""

    comment: str
    type: Literal["keepalive"] = "keepalive"


@frozen
class RetryStarted:
    """Attempt number `attempt` failed with `error`; the next begins after `pause` seconds. `type` is "retry"."""

    attempt: int
    pause: float
    error: errors.OpenRouterError
    type: Literal["retry"] = "retry"


@frozen
class Finish:
    """The answer number `choice` is over, for this `reason`, as sent; the last event of each. `type` is "finish"."""

    reason: str | None
    choice: int = 0
    type: Literal["finish"] = "finish"


StreamEvent: TypeAlias = (
    ContentDelta
    | ReasoningDelta
    | RefusalDelta
    | ToolCallFragment
    | ToolCallDone
    | ImageReceived
    | AudioDelta
    | AnnotationReceived
    | UsageReceived
    | KeepAliveReceived
    | RetryStarted
    | Finish
)
"""What `stream.events()` gives, told apart by class or by `type`."""


def events_of(item: ChatChunk | KeepAlive | Notice) -> Iterator[StreamEvent]:
    """The events of one item of a stream."""
    if isinstance(item, KeepAlive):
        yield KeepAliveReceived(item.comment.strip())
        return
    if isinstance(item, Notice):
        yield RetryStarted(item.attempt, item.pause, item.error)
        return
    if type(item) is UnreadChunk:
        text = item.text
        if text:
            yield ContentDelta(text)
        return
    for choice in item.choices or ():
        index = choice.index or 0
        if choice.delta is not None:
            yield from _delta_events(choice.delta, index)
        for annotation in choice.annotations or ():
            yield AnnotationReceived(annotation, index)
    if item.usage is not None:
        yield UsageReceived(item.usage)


def end_events(answer: Accumulator) -> Iterator[StreamEvent]:
    """The events after the last chunk of a whole answer: its tool calls, and the end of each choice."""
    for choice in answer.response().choices or ():
        index = choice.index or 0
        for call in (choice.message.tool_calls if choice.message is not None else None) or ():
            function = call.function
            name = (function.name if function is not None else None) or ""
            text = (function.arguments if function is not None else None) or ""
            yield ToolCallDone(call.id or "", name, text, _parsed(text), index)
        yield Finish(choice.finish_reason, index)


def _delta_events(delta: ChatDelta, choice: int) -> Iterator[StreamEvent]:
    """The events of what one chunk adds to one choice, reasoning before text as models produce them."""
    reasoning = reasoning_of(delta)
    if reasoning:
        yield ReasoningDelta(reasoning, choice)
    text = joined_text(delta.content)
    if text:
        yield ContentDelta(text, choice)
    if delta.refusal:
        yield RefusalDelta(delta.refusal, choice)
    for call in delta.tool_calls or ():
        name = call.function.name if call.function is not None else None
        arguments = call.function.arguments if call.function is not None else None
        text = (
            arguments if isinstance(arguments, str) else "" if arguments is None else jsontext.dumps(arguments).decode()
        )
        yield ToolCallFragment(call.index, call.id, name, text, choice)
    for image in delta.images or ():
        yield ImageReceived(image, choice)
    if delta.audio is not None:
        yield AudioDelta(delta.audio.data or "", delta.audio.transcript or "", choice)
    for annotation in delta.annotations or ():
        yield AnnotationReceived(annotation, choice)


def _parsed(arguments: str) -> Any:
    if not arguments.strip():
        return {}
    try:
        return jsontext.loads(arguments)
    except jsontext.JSONTextError:
        return None
