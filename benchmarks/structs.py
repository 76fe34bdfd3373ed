"""The floor of typed decoding: msgspec into Structs of the same fields. Needs msgspec."""

from __future__ import annotations

import msgspec


class Function(msgspec.Struct):
    """The function of a tool call, or a piece of it."""

    name: str | None = None
    arguments: str | None = None


class ToolCall(msgspec.Struct):
    """A piece of a tool call."""

    index: int | None = None
    id: str | None = None
    type: str | None = None
    function: Function | None = None


class ReasoningDetail(msgspec.Struct):
    """A piece of reasoning."""

    type: str
    text: str | None = None
    summary: str | None = None
    data: str | None = None
    signature: str | None = None
    format: str | None = None
    id: str | None = None
    index: int | None = None


class Delta(msgspec.Struct):
    """What a choice brings."""

    role: str | None = None
    content: str | None = None
    reasoning: str | None = None
    reasoning_content: str | None = None
    refusal: str | None = None
    reasoning_details: list[ReasoningDetail] | None = None
    tool_calls: list[ToolCall] | None = None


class Choice(msgspec.Struct):
    """One choice of a chunk."""

    delta: Delta
    index: int = 0
    finish_reason: str | None = None
    native_finish_reason: str | None = None


class Usage(msgspec.Struct):
    """The tokens and their cost."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int
    cost: float | None = None


class Chunk(msgspec.Struct):
    """One chunk of an answer; what it does not name is skipped, which ours keeps."""

    id: str
    object: str
    created: int
    model: str
    choices: list[Choice]
    provider: str | None = None
    system_fingerprint: str | None = None
    service_tier: str | None = None
    usage: Usage | None = None


DECODER = msgspec.json.Decoder(Chunk)
