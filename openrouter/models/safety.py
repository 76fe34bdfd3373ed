# Generated from schemas/safety.json by `python -m codegen`. Edit the schema, not this file.
"""What the alignment and armor plugins found in an answer; both are in beta."""

from __future__ import annotations

from typing import Any, Literal

from attrs import define

from ..traits import NO_EXTRA, Mismatch, Model, arrange, bind, new, plain, refuse, refuse_item, tolerate


@define(kw_only=True, eq=False, repr=False)
class Alignment(Model):
    """Result of the alignment plugin."""

    calls: list[AlignmentCall] | None = None
    """One entry for each message that was examined, in order."""


@define(kw_only=True, eq=False, repr=False)
class AlignmentCall(Model):
    """How one message fared."""

    call: int | None = None
    """Number of the call of the model."""

    outcome: Literal["allowed", "blocked", "unavailable"] | str | None = None
    """What was decided."""

    rules: list[AlignmentVerdict] | None = None
    """Verdicts in the order of the rules, where they could be had."""

    reason: Literal["cut", "evaluator_error", "malformed_answer", "time_limit"] | str | None = None
    """Why there is no verdict."""


@define(kw_only=True, eq=False, repr=False)
class AlignmentVerdict(Model):
    """Whether a message broke a rule."""

    applicable: bool | None = None
    """Whether the message has anything that the rule watches."""

    broken: bool | None = None
    """Whether the probability reaches the threshold."""

    probability: float | None = None
    """How probably the rule was broken, from 0 to 1, null where it is not applicable."""


@define(kw_only=True, eq=False, repr=False)
class SafeguardResult(Model):
    """What a safeguard found."""

    type: Literal["dangerous_tool_use"] | str | None = None
    """Kind of the safeguard."""

    status: SafeguardStatus | None = None
    """Its findings."""


@define(kw_only=True, eq=False, repr=False)
class SafeguardStatus(Model):
    """Findings of a safeguard."""

    type: Literal["available"] | str | None = None
    """Whether there are findings."""

    tool_uses: dict[str, ToolUseVerdict] | None = None
    """Findings by the id of the tool call."""


@define(kw_only=True, eq=False, repr=False)
class ToolUseVerdict(Model):
    """What a safeguard found about a tool call."""

    type: Literal["evaluated", "skipped", "unavailable"] | str | None = None
    """Whether the call was examined."""

    outcome: Literal["flagged", "not_flagged"] | str | None = None
    """What was found."""

    explanation: str | None = None
    """Why it was flagged."""

    reason: str | None = None
    """Why it could not be examined."""


def decode_alignment(data: dict[str, Any]) -> Alignment:
    """An `Alignment` from its JSON object."""
    model = new(Alignment)
    model._received = data
    model._extra = NO_EXTRA if Alignment._keys.issuperset(data) else None
    value = data.get("calls")
    model.calls = None
    if type(value) is list:
        try:
            model.calls = [
                decode_alignment_call(item) if type(item) is dict else refuse_item(value, item, "an object")
                for item in value
            ]
        except Mismatch:
            tolerate(model, data, "calls")
    elif value is not None:
        tolerate(model, data, "calls")
    return model


def encode_alignment(model: Alignment) -> dict[str, Any]:
    """The JSON object of an `Alignment`."""
    return arrange(
        model,
        {
            "calls": plain(model.calls),
        },
    )


def decode_alignment_call(data: dict[str, Any]) -> AlignmentCall:
    """An `AlignmentCall` from its JSON object."""
    model = new(AlignmentCall)
    model._received = data
    model._extra = NO_EXTRA if AlignmentCall._keys.issuperset(data) else None
    value = data.get("call")
    if value is None or type(value) is int:
        model.call = value
    else:
        model.call = None
        tolerate(model, data, "call")
    value = data.get("outcome")
    if value is None or type(value) is str:
        model.outcome = value
    else:
        model.outcome = None
        tolerate(model, data, "outcome")
    value = data.get("rules")
    model.rules = None
    if type(value) is list:
        try:
            model.rules = [
                decode_alignment_verdict(item) if type(item) is dict else refuse_item(value, item, "an object")
                for item in value
            ]
        except Mismatch:
            tolerate(model, data, "rules")
    elif value is not None:
        tolerate(model, data, "rules")
    value = data.get("reason")
    if value is None or type(value) is str:
        model.reason = value
    else:
        model.reason = None
        tolerate(model, data, "reason")
    return model


def encode_alignment_call(model: AlignmentCall) -> dict[str, Any]:
    """The JSON object of an `AlignmentCall`."""
    return arrange(
        model,
        {
            "call": model.call,
            "outcome": model.outcome,
            "rules": plain(model.rules),
            "reason": model.reason,
        },
    )


def decode_alignment_verdict(data: dict[str, Any]) -> AlignmentVerdict:
    """An `AlignmentVerdict` from its JSON object."""
    model = new(AlignmentVerdict)
    model._received = data
    model._extra = NO_EXTRA if AlignmentVerdict._keys.issuperset(data) else None
    value = data.get("applicable")
    if value is None or type(value) is bool:
        model.applicable = value
    else:
        model.applicable = None
        tolerate(model, data, "applicable")
    value = data.get("broken")
    if value is None or type(value) is bool:
        model.broken = value
    else:
        model.broken = None
        tolerate(model, data, "broken")
    value = data.get("probability")
    if value is None or type(value) is float or type(value) is int:
        model.probability = value
    else:
        model.probability = None
        tolerate(model, data, "probability")
    return model


def encode_alignment_verdict(model: AlignmentVerdict) -> dict[str, Any]:
    """The JSON object of an `AlignmentVerdict`."""
    return arrange(
        model,
        {
            "applicable": model.applicable,
            "broken": model.broken,
            "probability": model.probability,
        },
    )


def decode_safeguard_result(data: dict[str, Any]) -> SafeguardResult:
    """A `SafeguardResult` from its JSON object."""
    model = new(SafeguardResult)
    model._received = data
    model._extra = NO_EXTRA if SafeguardResult._keys.issuperset(data) else None
    value = data.get("type")
    if value is None or type(value) is str:
        model.type = value
    else:
        model.type = None
        tolerate(model, data, "type")
    value = data.get("status")
    model.status = None
    if type(value) is dict:
        try:
            model.status = decode_safeguard_status(value)
        except Mismatch:
            tolerate(model, data, "status")
    elif value is not None:
        tolerate(model, data, "status")
    return model


def encode_safeguard_result(model: SafeguardResult) -> dict[str, Any]:
    """The JSON object of a `SafeguardResult`."""
    return arrange(
        model,
        {
            "type": model.type,
            "status": plain(model.status),
        },
    )


def decode_safeguard_status(data: dict[str, Any]) -> SafeguardStatus:
    """A `SafeguardStatus` from its JSON object."""
    model = new(SafeguardStatus)
    model._received = data
    model._extra = NO_EXTRA if SafeguardStatus._keys.issuperset(data) else None
    value = data.get("type")
    if value is None or type(value) is str:
        model.type = value
    else:
        model.type = None
        tolerate(model, data, "type")
    value = data.get("tool_uses")
    model.tool_uses = None
    if type(value) is dict:
        try:
            model.tool_uses = {
                name: decode_tool_use_verdict(item) if type(item) is dict else refuse(value, name, "an object")
                for name, item in value.items()
            }
        except Mismatch:
            tolerate(model, data, "tool_uses")
    elif value is not None:
        tolerate(model, data, "tool_uses")
    return model


def encode_safeguard_status(model: SafeguardStatus) -> dict[str, Any]:
    """The JSON object of a `SafeguardStatus`."""
    return arrange(
        model,
        {
            "type": model.type,
            "tool_uses": plain(model.tool_uses),
        },
    )


def decode_tool_use_verdict(data: dict[str, Any]) -> ToolUseVerdict:
    """A `ToolUseVerdict` from its JSON object."""
    model = new(ToolUseVerdict)
    model._received = data
    model._extra = NO_EXTRA if ToolUseVerdict._keys.issuperset(data) else None
    value = data.get("type")
    if value is None or type(value) is str:
        model.type = value
    else:
        model.type = None
        tolerate(model, data, "type")
    value = data.get("outcome")
    if value is None or type(value) is str:
        model.outcome = value
    else:
        model.outcome = None
        tolerate(model, data, "outcome")
    value = data.get("explanation")
    if value is None or type(value) is str:
        model.explanation = value
    else:
        model.explanation = None
        tolerate(model, data, "explanation")
    value = data.get("reason")
    if value is None or type(value) is str:
        model.reason = value
    else:
        model.reason = None
        tolerate(model, data, "reason")
    return model


def encode_tool_use_verdict(model: ToolUseVerdict) -> dict[str, Any]:
    """The JSON object of a `ToolUseVerdict`."""
    return arrange(
        model,
        {
            "type": model.type,
            "outcome": model.outcome,
            "explanation": model.explanation,
            "reason": model.reason,
        },
    )


bind(Alignment, decode_alignment, encode_alignment)
bind(AlignmentCall, decode_alignment_call, encode_alignment_call)
bind(AlignmentVerdict, decode_alignment_verdict, encode_alignment_verdict)
bind(SafeguardResult, decode_safeguard_result, encode_safeguard_result)
bind(SafeguardStatus, decode_safeguard_status, encode_safeguard_status)
bind(ToolUseVerdict, decode_tool_use_verdict, encode_tool_use_verdict)
