# Generated from schemas/reasoning.json by `python -m codegen`. Edit the schema, not this file.
"""The structured thinking of a model, which has to be sent back as it came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import define

from ..traits import NO_EXTRA, Model, arrange, bind, integer, mismatch, new, string, tolerate

if TYPE_CHECKING:
    from collections.abc import Callable


@define(kw_only=True, eq=False, repr=False)
class ReasoningText(Model):
    """Thinking in plain words, signed by some providers."""

    type: Literal["reasoning.text"] = "reasoning.text"
    """Marks plain thinking."""

    text: str | None = None
    """The thinking, missing in a fragment that only brings a signature."""

    signature: str | None = None
    """Proof of the provider that the text is unchanged."""

    id: str | None = None
    """Name of the block, where the provider gives one."""

    format: ReasoningFormat | None = None
    """Which provider protocol the block belongs to."""

    index: int | None = None
    """Position of the block; nearly always 0 in streams, so it identifies nothing."""

    provider: str | None = None
    """Provider of the block, seen from some models."""


@define(kw_only=True, eq=False, repr=False)
class ReasoningSummary(Model):
    """A summary of thinking that is not shown."""

    type: Literal["reasoning.summary"] = "reasoning.summary"
    """Marks a summary."""

    summary: str | None = None
    """The summary."""

    id: str | None = None
    """Name of the block, where the provider gives one."""

    format: ReasoningFormat | None = None
    """Which provider protocol the block belongs to."""

    index: int | None = None
    """Position of the block; nearly always 0 in streams, so it identifies nothing."""


@define(kw_only=True, eq=False, repr=False)
class ReasoningEncrypted(Model):
    """Thinking that only the provider can read."""

    type: Literal["reasoning.encrypted"] = "reasoning.encrypted"
    """Marks encrypted thinking."""

    data: str | None = None
    """The encrypted block."""

    id: str | None = None
    """Name of the block, where the provider gives one."""

    format: ReasoningFormat | None = None
    """Which provider protocol the block belongs to."""

    index: int | None = None
    """Position of the block; nearly always 0 in streams, so it identifies nothing."""


@define(kw_only=True, eq=False, repr=False)
class ReasoningServerToolCall(Model):
    """A call of a tool that ran at OpenRouter, kept for the next turn."""

    type: Literal["reasoning.server_tool_call"] = "reasoning.server_tool_call"
    """Marks a call of a server tool."""

    tool_name: str | None = None
    """Name of the tool."""

    arguments: str | None = None
    """Arguments as JSON text."""

    result: str | None = None
    """What the tool returned, as text."""

    tool_call_id: str | None = None
    """Name of the call."""

    id: str | None = None
    """Name of the block, where the provider gives one."""

    format: ReasoningFormat | None = None
    """Which provider protocol the block belongs to."""

    index: int | None = None
    """Position of the block; nearly always 0 in streams, so it identifies nothing."""


@define(kw_only=True, eq=False, repr=False)
class UnknownReasoningDetail(Model):
    """A block of a type that this version does not know; everything received is kept."""

    type: str | None = None
    """Type of the block."""

    id: str | None = None
    """Name of the block."""

    format: ReasoningFormat | None = None
    """Which provider protocol the block belongs to."""

    index: int | None = None
    """Position of the block."""


ReasoningDetail: TypeAlias = (
    ReasoningText | ReasoningSummary | ReasoningEncrypted | ReasoningServerToolCall | UnknownReasoningDetail
)
"""A block of thinking, told apart by its type."""


ReasoningFormat: TypeAlias = (
    Literal["unknown", "openai-responses-v1", "azure-openai-responses-v1", "bedrock-openai-responses-v1",
    "bedrock-xai-responses-v1", "xai-responses-v1", "meta-responses-v1", "anthropic-claude-v1", "google-gemini-v1"]
    | str
)
"""Provider protocol that a block of thinking belongs to."""


ReasoningEffort: TypeAlias = Literal["max", "xhigh", "high", "medium", "low", "minimal", "none"] | str
"""How much a model thinks before it answers."""


def decode_reasoning_detail(data: dict[str, Any]) -> ReasoningDetail:
    """A `ReasoningDetail` from its JSON object, told by its `type`."""
    tag = data.get("type")
    if type(tag) is str and tag in _REASONING_DETAIL:
        return _REASONING_DETAIL[tag](data)
    return decode_unknown_reasoning_detail(data)


def decode_reasoning_text(data: dict[str, Any]) -> ReasoningText:
    """A `ReasoningText` from its JSON object."""
    model = new(ReasoningText)
    model._received = data
    model._extra = NO_EXTRA if ReasoningText._keys.issuperset(data) else None
    if data.get("type") != "reasoning.text":
        raise mismatch(data, "type", '"reasoning.text"')
    model.type = "reasoning.text"
    value = data.get("text")
    model.text = value if value is None or type(value) is str else string(data, "text", value)
    value = data.get("signature")
    model.signature = value if value is None or type(value) is str else string(data, "signature", value)
    value = data.get("id")
    model.id = value if value is None or type(value) is str else string(data, "id", value)
    value = data.get("format")
    model.format = value if value is None or type(value) is str else string(data, "format", value)
    value = data.get("index")
    model.index = value if value is None or type(value) is int else integer(data, "index", value)
    value = data.get("provider")
    if value is None or type(value) is str:
        model.provider = value
    else:
        model.provider = None
        tolerate(model, data, "provider")
    return model


def encode_reasoning_text(model: ReasoningText) -> dict[str, Any]:
    """The JSON object of a `ReasoningText`."""
    return arrange(
        model,
        {
            "type": model.type,
            "text": model.text,
            "signature": model.signature,
            "id": model.id,
            "format": model.format,
            "index": model.index,
            "provider": model.provider,
        },
    )


def repeat_reasoning_text(like: ReasoningText) -> ReasoningText:
    """A `ReasoningText` with the values of another, which the two share."""
    model = new(ReasoningText)
    model._received = like._received
    model._extra = like._extra
    model.type = like.type
    model.text = like.text
    model.signature = like.signature
    model.id = like.id
    model.format = like.format
    model.index = like.index
    model.provider = like.provider
    return model


def decode_reasoning_summary(data: dict[str, Any]) -> ReasoningSummary:
    """A `ReasoningSummary` from its JSON object."""
    model = new(ReasoningSummary)
    model._received = data
    model._extra = NO_EXTRA if ReasoningSummary._keys.issuperset(data) else None
    if data.get("type") != "reasoning.summary":
        raise mismatch(data, "type", '"reasoning.summary"')
    model.type = "reasoning.summary"
    value = data.get("summary")
    model.summary = value if value is None or type(value) is str else string(data, "summary", value)
    value = data.get("id")
    model.id = value if value is None or type(value) is str else string(data, "id", value)
    value = data.get("format")
    model.format = value if value is None or type(value) is str else string(data, "format", value)
    value = data.get("index")
    model.index = value if value is None or type(value) is int else integer(data, "index", value)
    return model


def encode_reasoning_summary(model: ReasoningSummary) -> dict[str, Any]:
    """The JSON object of a `ReasoningSummary`."""
    return arrange(
        model,
        {
            "type": model.type,
            "summary": model.summary,
            "id": model.id,
            "format": model.format,
            "index": model.index,
        },
    )


def repeat_reasoning_summary(like: ReasoningSummary) -> ReasoningSummary:
    """A `ReasoningSummary` with the values of another, which the two share."""
    model = new(ReasoningSummary)
    model._received = like._received
    model._extra = like._extra
    model.type = like.type
    model.summary = like.summary
    model.id = like.id
    model.format = like.format
    model.index = like.index
    return model


def decode_reasoning_encrypted(data: dict[str, Any]) -> ReasoningEncrypted:
    """A `ReasoningEncrypted` from its JSON object."""
    model = new(ReasoningEncrypted)
    model._received = data
    model._extra = NO_EXTRA if ReasoningEncrypted._keys.issuperset(data) else None
    if data.get("type") != "reasoning.encrypted":
        raise mismatch(data, "type", '"reasoning.encrypted"')
    model.type = "reasoning.encrypted"
    value = data.get("data")
    model.data = value if value is None or type(value) is str else string(data, "data", value)
    value = data.get("id")
    model.id = value if value is None or type(value) is str else string(data, "id", value)
    value = data.get("format")
    model.format = value if value is None or type(value) is str else string(data, "format", value)
    value = data.get("index")
    model.index = value if value is None or type(value) is int else integer(data, "index", value)
    return model


def encode_reasoning_encrypted(model: ReasoningEncrypted) -> dict[str, Any]:
    """The JSON object of a `ReasoningEncrypted`."""
    return arrange(
        model,
        {
            "type": model.type,
            "data": model.data,
            "id": model.id,
            "format": model.format,
            "index": model.index,
        },
    )


def decode_reasoning_server_tool_call(data: dict[str, Any]) -> ReasoningServerToolCall:
    """A `ReasoningServerToolCall` from its JSON object."""
    model = new(ReasoningServerToolCall)
    model._received = data
    model._extra = NO_EXTRA if ReasoningServerToolCall._keys.issuperset(data) else None
    if data.get("type") != "reasoning.server_tool_call":
        raise mismatch(data, "type", '"reasoning.server_tool_call"')
    model.type = "reasoning.server_tool_call"
    value = data.get("tool_name")
    model.tool_name = value if value is None or type(value) is str else string(data, "tool_name", value)
    value = data.get("arguments")
    model.arguments = value if value is None or type(value) is str else string(data, "arguments", value)
    value = data.get("result")
    model.result = value if value is None or type(value) is str else string(data, "result", value)
    value = data.get("tool_call_id")
    model.tool_call_id = value if value is None or type(value) is str else string(data, "tool_call_id", value)
    value = data.get("id")
    model.id = value if value is None or type(value) is str else string(data, "id", value)
    value = data.get("format")
    model.format = value if value is None or type(value) is str else string(data, "format", value)
    value = data.get("index")
    model.index = value if value is None or type(value) is int else integer(data, "index", value)
    return model


def encode_reasoning_server_tool_call(model: ReasoningServerToolCall) -> dict[str, Any]:
    """The JSON object of a `ReasoningServerToolCall`."""
    return arrange(
        model,
        {
            "type": model.type,
            "tool_name": model.tool_name,
            "arguments": model.arguments,
            "result": model.result,
            "tool_call_id": model.tool_call_id,
            "id": model.id,
            "format": model.format,
            "index": model.index,
        },
    )


def decode_unknown_reasoning_detail(data: dict[str, Any]) -> UnknownReasoningDetail:
    """An `UnknownReasoningDetail` from its JSON object."""
    model = new(UnknownReasoningDetail)
    model._received = data
    model._extra = NO_EXTRA if UnknownReasoningDetail._keys.issuperset(data) else None
    value = data.get("type")
    if value is None or type(value) is str:
        model.type = value
    else:
        model.type = None
        tolerate(model, data, "type")
    value = data.get("id")
    if value is None or type(value) is str:
        model.id = value
    else:
        model.id = None
        tolerate(model, data, "id")
    value = data.get("format")
    if value is None or type(value) is str:
        model.format = value
    else:
        model.format = None
        tolerate(model, data, "format")
    value = data.get("index")
    if value is None or type(value) is int:
        model.index = value
    else:
        model.index = None
        tolerate(model, data, "index")
    return model


def encode_unknown_reasoning_detail(model: UnknownReasoningDetail) -> dict[str, Any]:
    """The JSON object of an `UnknownReasoningDetail`."""
    return arrange(
        model,
        {
            "type": model.type,
            "id": model.id,
            "format": model.format,
            "index": model.index,
        },
    )


_REASONING_DETAIL: dict[str, Callable[[dict[str, Any]], ReasoningDetail]] = {
    "reasoning.text": decode_reasoning_text,
    "reasoning.summary": decode_reasoning_summary,
    "reasoning.encrypted": decode_reasoning_encrypted,
    "reasoning.server_tool_call": decode_reasoning_server_tool_call,
}


bind(ReasoningText, decode_reasoning_text, encode_reasoning_text)
bind(ReasoningSummary, decode_reasoning_summary, encode_reasoning_summary)
bind(ReasoningEncrypted, decode_reasoning_encrypted, encode_reasoning_encrypted)
bind(ReasoningServerToolCall, decode_reasoning_server_tool_call, encode_reasoning_server_tool_call)
bind(UnknownReasoningDetail, decode_unknown_reasoning_detail, encode_unknown_reasoning_detail)
