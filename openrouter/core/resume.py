"""
Going on with an answer that broke off: which break, which answer, and with what request.

The model is given what was delivered as the beginning of its own message, and continues it. That works for text; what a provider signs or
counts, reasoning and tool calls, cannot be continued by anybody.
"""

from __future__ import annotations

from attrs import evolve

from .. import errors
from ..models.response import ChatResponse
from .call import Call, encoded
from .journal import Journal
from .seam import Seam

_BROKEN_BY_THE_SERVICE = frozenset({None, 408, 429, 500, 502, 503, 504, 524, 529})


def breaks_off(error: errors.OpenRouterError) -> bool:
    """Whether an error is the kind of end after which an answer may be continued."""
    if isinstance(error, errors.APITimeoutError):
        return error.clock == "idle"
    if isinstance(error, errors.StreamStatusError):
        return error.status in _BROKEN_BY_THE_SERVICE
    return isinstance(error, (errors.StreamInterruptedError, errors.StreamTruncatedError))


def why_not(journal: Journal) -> str | None:
    """Why what was delivered cannot be continued; None where it can."""
    answer = journal.accumulator.response()
    choices = answer.choices or []
    if len(choices) > 1:
        return "there are several choices"
    if journal.accumulator.finish_reason not in {None, "error"}:
        return "the model had finished"
    return _unjoinable(answer)


def _unjoinable(answer: ChatResponse) -> str | None:
    message = answer.message
    if message is None or not message.text:
        return "there is no text to continue"
    if message.tool_calls:
        return "tool calls had begun"
    if message.images or message.audio is not None:
        return "an image or audio had begun"
    if message.refusal:
        return "a refusal had begun"
    for detail in message.reasoning_details or ():
        values = detail.to_dict()
        if values.get("signature") or values.get("data"):
            return "reasoning had been signed"
    return None


def continuation(call: Call, seam: Seam) -> Call:
    """The request for the rest: the same, with what was delivered as the beginning of the assistant's message."""
    messages = list(call.body["messages"])
    last = messages[-1]
    if last.get("role") == "assistant" and isinstance(last.get("content"), str):  # the caller had begun the answer
        messages[-1] = {**last, "content": last["content"] + seam.prefill}
    else:
        messages.append({"role": "assistant", "content": seam.prefill})
    body = {**call.body, "messages": messages}
    return evolve(call, request=evolve(call.request, body=encoded(body)))
