# Generated from schemas/message.json by `python -m codegen`. Edit the schema, not this file.
"""Messages of a conversation and their tool calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import define

from ..traits import (
    NO_EXTRA,
    MessageReading,
    MessageWriting,
    Mismatch,
    Model,
    ToolCallReading,
    arrange,
    bind,
    integer,
    mismatch,
    new,
    plain,
    refuse_item,
    string,
    tolerate,
)
from .media import Audio, Image, decode_audio, decode_image
from .reasoning import ReasoningDetail, ReasoningEffort, decode_reasoning_detail

if TYPE_CHECKING:
    from .annotation import Annotation
    from .cache import CacheControl
    from .content import ContentPart


@define(kw_only=True, eq=False, repr=False)
class ChatMessage(MessageReading, MessageWriting, Model):
    """A message of any role, sent or received; which fields count depends on the role."""

    role: Role | None = None
    """Who speaks; a message in a request needs it."""

    content: str | list[ContentPart] | None = None
    """What is said, as text or as parts; null where an assistant only calls tools."""

    name: str | None = None
    """Name that tells apart several speakers of one role."""

    tool_call_id: str | None = None
    """In a tool message, the id of the call that this is the result of."""

    tool_calls: list[ToolCall] | None = None
    """Calls that the assistant wants to be made."""

    refusal: str | None = None
    """What an assistant says that refuses to answer."""

    reasoning: str | None = None
    """The thinking as plain text."""

    reasoning_content: str | None = None
    """The same as reasoning, under the name that some services use."""

    reasoning_details: list[ReasoningDetail] | None = None
    """The thinking in its structured form, to be sent back unchanged and in order."""

    images: list[Image] | None = None
    """Images that the model made."""

    audio: Audio | None = None
    """Speech that the model made, or a reference to it."""

    annotations: list[Annotation] | None = None
    """Citations and parsed files; parsed files that are sent back need not be parsed again."""

    model: str | None = None
    """Model that wrote this assistant message."""

    configuration_update: ConfigurationUpdate | None = None
    """In a system or developer message, settings that change from here on."""

    cache_control: CacheControl | None = None
    """Asks for a cache entry that ends with this message."""


Role: TypeAlias = Literal["system", "developer", "user", "assistant", "tool"] | str
"""Who speaks in a message."""


@define(kw_only=True, eq=False, repr=False)
class ConfigurationUpdate(Model):
    """Settings that change in the middle of a conversation without losing the prompt cache."""

    reasoning: ReasoningUpdate | None = None
    """New settings of the thinking."""


@define(kw_only=True, eq=False, repr=False)
class ReasoningUpdate(Model):
    """New settings of the thinking, valid from here on."""

    effort: ReasoningEffort
    """How much the model should think from here on."""


@define(kw_only=True, eq=False, repr=False)
class ToolCall(ToolCallReading, Model):
    """A call of a function that the model wants to be made."""

    index: int | None = None
    """Position of the call in its message, seen in answers."""

    id: str | None = None
    """Name of the call, which its result has to repeat."""

    type: ToolCallType | None = None
    """Kind of the call."""

    function: FunctionCall | None = None
    """The function and its arguments."""


ToolCallType: TypeAlias = Literal["function"] | str
"""Kind of a tool call."""


@define(kw_only=True, eq=False, repr=False)
class FunctionCall(Model):
    """A function by name, with arguments."""

    name: str | None = None
    """Name of the function."""

    arguments: str | None = None
    """Arguments as JSON text, which may be empty or broken."""


def decode_chat_message(data: dict[str, Any]) -> ChatMessage:
    """A `ChatMessage` from its JSON object."""
    model = new(ChatMessage)
    model._received = data
    model._extra = NO_EXTRA if ChatMessage._keys.issuperset(data) else None
    value = data.get("role")
    model.role = value if value is None or type(value) is str else string(data, "role", value)
    value = data.get("content")
    if value is None or type(value) is str:
        model.content = value
    else:
        model.content = _read_content_of_chat_message(data, "content", value)
    value = data.get("name")
    model.name = value if value is None or type(value) is str else string(data, "name", value)
    value = data.get("tool_call_id")
    model.tool_call_id = value if value is None or type(value) is str else string(data, "tool_call_id", value)
    value = data.get("tool_calls")
    if value is None:
        model.tool_calls = None
    elif type(value) is list:
        model.tool_calls = tool_calls_found = []
        for item in value:
            if type(item) is not dict:
                refuse_item(value, item, "an object")
            tool_calls_found.append(decode_tool_call(item))
    else:
        raise mismatch(data, "tool_calls", "an array")
    value = data.get("refusal")
    model.refusal = value if value is None or type(value) is str else string(data, "refusal", value)
    value = data.get("reasoning")
    model.reasoning = value if value is None or type(value) is str else string(data, "reasoning", value)
    value = data.get("reasoning_content")
    if value is None or type(value) is str:
        model.reasoning_content = value
    else:
        model.reasoning_content = string(data, "reasoning_content", value)
    value = data.get("reasoning_details")
    if value is None:
        model.reasoning_details = None
    elif type(value) is list:
        model.reasoning_details = reasoning_details_found = []
        for item in value:
            if type(item) is not dict:
                refuse_item(value, item, "an object")
            reasoning_details_found.append(decode_reasoning_detail(item))
    else:
        raise mismatch(data, "reasoning_details", "an array")
    value = data.get("images")
    if value is None:
        model.images = None
    elif type(value) is list:
        model.images = images_found = []
        for item in value:
            if type(item) is not dict:
                refuse_item(value, item, "an object")
            images_found.append(decode_image(item))
    else:
        raise mismatch(data, "images", "an array")
    value = data.get("audio")
    if value is None:
        model.audio = None
    elif type(value) is dict:
        model.audio = decode_audio(value)
    else:
        raise mismatch(data, "audio", "an object")
    value = data.get("annotations")
    model.annotations = None
    if type(value) is list:
        try:
            from .annotation import decode_annotation
            model.annotations = [
                decode_annotation(item) if type(item) is dict else refuse_item(value, item, "an object")
                for item in value
            ]
        except Mismatch:
            tolerate(model, data, "annotations")
    elif value is not None:
        tolerate(model, data, "annotations")
    value = data.get("model")
    if value is None or type(value) is str:
        model.model = value
    else:
        model.model = None
        tolerate(model, data, "model")
    value = data.get("configuration_update")
    if value is None:
        model.configuration_update = None
    elif type(value) is dict:
        model.configuration_update = decode_configuration_update(value)
    else:
        raise mismatch(data, "configuration_update", "an object")
    value = data.get("cache_control")
    if value is None:
        model.cache_control = None
    elif type(value) is dict:
        from .cache import decode_cache_control
        model.cache_control = decode_cache_control(value)
    else:
        raise mismatch(data, "cache_control", "an object")
    return model


def encode_chat_message(model: ChatMessage) -> dict[str, Any]:
    """The JSON object of a `ChatMessage`."""
    return arrange(
        model,
        {
            "role": model.role,
            "content": plain(model.content),
            "name": model.name,
            "tool_call_id": model.tool_call_id,
            "tool_calls": plain(model.tool_calls),
            "refusal": model.refusal,
            "reasoning": model.reasoning,
            "reasoning_content": model.reasoning_content,
            "reasoning_details": plain(model.reasoning_details),
            "images": plain(model.images),
            "audio": plain(model.audio),
            "annotations": plain(model.annotations),
            "model": model.model,
            "configuration_update": plain(model.configuration_update),
            "cache_control": plain(model.cache_control),
        },
    )


def decode_configuration_update(data: dict[str, Any]) -> ConfigurationUpdate:
    """A `ConfigurationUpdate` from its JSON object."""
    model = new(ConfigurationUpdate)
    model._received = data
    model._extra = NO_EXTRA if ConfigurationUpdate._keys.issuperset(data) else None
    value = data.get("reasoning")
    if value is None:
        model.reasoning = None
    elif type(value) is dict:
        model.reasoning = decode_reasoning_update(value)
    else:
        raise mismatch(data, "reasoning", "an object")
    return model


def encode_configuration_update(model: ConfigurationUpdate) -> dict[str, Any]:
    """The JSON object of a `ConfigurationUpdate`."""
    return arrange(
        model,
        {
            "reasoning": plain(model.reasoning),
        },
    )


def decode_reasoning_update(data: dict[str, Any]) -> ReasoningUpdate:
    """A `ReasoningUpdate` from its JSON object."""
    model = new(ReasoningUpdate)
    model._received = data
    model._extra = NO_EXTRA if ReasoningUpdate._keys.issuperset(data) else None
    value = data.get("effort")
    model.effort = value if type(value) is str else string(data, "effort", value)
    return model


def encode_reasoning_update(model: ReasoningUpdate) -> dict[str, Any]:
    """The JSON object of a `ReasoningUpdate`."""
    return arrange(
        model,
        {
            "effort": model.effort,
        },
    )


def decode_tool_call(data: dict[str, Any]) -> ToolCall:
    """A `ToolCall` from its JSON object."""
    model = new(ToolCall)
    model._received = data
    model._extra = NO_EXTRA if ToolCall._keys.issuperset(data) else None
    value = data.get("index")
    model.index = value if value is None or type(value) is int else integer(data, "index", value)
    value = data.get("id")
    model.id = value if value is None or type(value) is str else string(data, "id", value)
    value = data.get("type")
    model.type = value if value is None or type(value) is str else string(data, "type", value)
    value = data.get("function")
    if value is None:
        model.function = None
    elif type(value) is dict:
        model.function = decode_function_call(value)
    else:
        raise mismatch(data, "function", "an object")
    return model


def encode_tool_call(model: ToolCall) -> dict[str, Any]:
    """The JSON object of a `ToolCall`."""
    return arrange(
        model,
        {
            "index": model.index,
            "id": model.id,
            "type": model.type,
            "function": plain(model.function),
        },
    )


def decode_function_call(data: dict[str, Any]) -> FunctionCall:
    """A `FunctionCall` from its JSON object."""
    model = new(FunctionCall)
    model._received = data
    model._extra = NO_EXTRA if FunctionCall._keys.issuperset(data) else None
    value = data.get("name")
    model.name = value if value is None or type(value) is str else string(data, "name", value)
    value = data.get("arguments")
    model.arguments = value if value is None or type(value) is str else string(data, "arguments", value)
    return model


def encode_function_call(model: FunctionCall) -> dict[str, Any]:
    """The JSON object of a `FunctionCall`."""
    return arrange(
        model,
        {
            "name": model.name,
            "arguments": model.arguments,
        },
    )


def _read_content_of_chat_message(holder: Any, key: str | int, value: Any) -> str | list[ContentPart]:
    """The value, if its kind is right."""
    if type(value) is str:
        return value
    if type(value) is list:
        from .content import decode_content_part
        return [
            decode_content_part(item) if type(item) is dict else refuse_item(value, item, "an object")
            for item in value
        ]
    raise mismatch(holder, key, "a string or an array")


bind(ChatMessage, decode_chat_message, encode_chat_message)
bind(ConfigurationUpdate, decode_configuration_update, encode_configuration_update)
bind(ReasoningUpdate, decode_reasoning_update, encode_reasoning_update)
bind(ToolCall, decode_tool_call, encode_tool_call)
bind(FunctionCall, decode_function_call, encode_function_call)
