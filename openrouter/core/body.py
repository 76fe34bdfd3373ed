"""What a body of status 200 is: the events that were asked for, a JSON body, or something else."""

from __future__ import annotations

from typing import Any, Literal

from .. import errors, jsontext
from ..jsontext import excerpt
from ..models.chunk import ChatChunk
from ..models.response import ChatResponse
from . import failures, http
from .secrets import scrub
from .steps import Head
from .surrogates import mend_throughout

_BOM = b"\xef\xbb\xbf"
_FIELDS = (b":", b"data", b"event", b"id", b"retry")

Form = Literal["events", "json", "nothing", "other"]


def tells_form(begin: bytes) -> bool:
    """Whether the first bytes of a body are enough for `body_form`: more than white space, a mark, and the beginning of a field's name."""
    words = begin.removeprefix(_BOM).lstrip()
    undecided = any(words != name and name.startswith(words) for name in _FIELDS)
    return bool(words) and not _BOM.startswith(begin) and not undecided


def without_blanks(begin: bytes) -> bytes:
    """The first bytes of a body, without the white space that tells nothing about its form."""
    mark = _BOM if begin.startswith(_BOM) else b""
    return mark + begin[len(mark) :].lstrip()


def body_form(head: Head, begin: bytes) -> Form:
    """
    The form of a body by its first bytes that are no white space; the content type decides only where they do not.

    Gateways label JSON errors as event streams, and event streams as plain text.
    """
    begin = begin.removeprefix(_BOM).lstrip()
    if not begin:
        return "nothing"
    if begin[:1] in {b"{", b"["}:
        return "json"
    if begin[:1] != b"<" and http.media_type(head) == "text/event-stream":
        return "events"
    if any(begin.startswith(name) or name.startswith(begin) for name in _FIELDS):
        return "events"
    return "other"


def body_value(head: Head, body: bytes) -> Any:
    """The object or array in a JSON body of status 200, or the error it stands for."""
    try:
        data = mend_throughout(jsontext.loads(body.removeprefix(_BOM)))
    except jsontext.JSONTextError as error:
        reason = str(error)
    else:
        if isinstance(data, dict) and data.get("error"):
            return failures.body_error(data["error"], in_stream=False)
        return data
    return errors.DecodeError(f"the body is no JSON: {scrub(reason)}", excerpt=scrub(excerpt(body)))


def whole_response(head: Head, body: bytes) -> ChatResponse | errors.OpenRouterError:
    """The response in a JSON body of status 200, or the error it stands for."""
    data = body_value(head, body)
    if isinstance(data, errors.OpenRouterError):
        return data
    if not isinstance(data, dict) or "choices" not in data:
        return failures.unexpected(head, body)
    if data["choices"] in (None, []):
        return errors.UnexpectedResponseError(
            f"the server answered HTTP {head.status} without any choice",
            http_status=head.status,
            excerpt=scrub(excerpt(body)),
        )
    try:
        return ChatResponse.from_dict(data)
    except errors.DecodeError as error:
        return error


def chunk_of(response: ChatResponse) -> ChatChunk:
    """A whole response as the one chunk of a stream."""
    data = dict(response.to_dict())
    data["object"] = "chat.completion.chunk"
    data["choices"] = [
        {**{key: value for key, value in choice.items() if key != "message"}, "delta": choice.get("message")}
        for choice in data.get("choices") or []
    ]
    return ChatChunk.from_dict(data)
