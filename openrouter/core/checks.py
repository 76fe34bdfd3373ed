"""What the service would refuse of a request, found before it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..errors import ConfigurationError, DecodeError
from ..traits import broken_bounds

if TYPE_CHECKING:
    from ..models import ChatRequest


def check_body(body: dict[str, Any], *, stream: bool) -> None:
    """
    Raises ConfigurationError for a body that the schema of the request, its limits, or the service's guides refuse.

    Unknown values of enums pass, and so does everything in `extra_body`, which is not looked at.
    """
    if not body.get("messages"):
        raise ConfigurationError("messages is empty: pass a prompt, or at least one message with a role and a content")
    from ..models.request import ChatRequest

    try:
        request = ChatRequest.from_dict(body)
    except DecodeError as error:
        reason = str(error).removeprefix("ChatRequest: ")
    else:
        for reason in _wrong(request, stream=stream):
            raise ConfigurationError(reason)
        return
    raise ConfigurationError(reason)


def _wrong(request: ChatRequest, *, stream: bool) -> Iterator[str]:
    for index, message in enumerate(request.messages):
        if not message.role:
            yield f"messages[{index}].role is missing; it must be 'system', 'user', 'assistant', 'tool' or 'developer'"
    for wrong in broken_bounds(request):
        yield f"{wrong}; the service would refuse it (extra_body is sent unchecked)"
    reasoning = request.reasoning
    effort = reasoning.effort if reasoning is not None else None
    if effort is not None and request.reasoning_effort not in (None, effort):
        yield f"reasoning_effort is {request.reasoning_effort!r} and reasoning.effort {effort!r}; set one of them"
    if reasoning is not None and effort is not None and reasoning.max_tokens is not None:
        yield "reasoning has effort and max_tokens, which exclude each other; set one of them"
    if not stream and "audio" in (request.modalities or ()):
        yield "modalities: the service speaks in streams only; call stream(), and get_final_response() for the whole"
