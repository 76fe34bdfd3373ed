"""The JSON value in a model's text."""

from __future__ import annotations

import re
from typing import Any

from .. import jsontext
from ..errors import OutputInvalidError, OutputRefusedError, OutputTruncatedError

_HALVES = re.compile(r"\\u[dD][89a-fA-F]")
_STOPPED = {
    "length": "the model reached the limit of tokens before the end of its JSON; raise max_tokens",
    "content_filter": "a content filter stopped the model before the end of its JSON",
}


def json_value(text: str, what: str = "the answer") -> Any:
    """
    The JSON value of a text; halves of characters that stand alone become U+FFFD. `what` the text is, for the message.

    Raises:
        OutputInvalidError: no JSON.
    """
    try:
        value = jsontext.loads(text)
        return jsontext.loads(jsontext.dumps(value)) if _HALVES.search(text) else value
    except jsontext.JSONTextError as error:
        reason = str(error)
    raise OutputInvalidError(f"{what} is no JSON: {reason}", excerpt=jsontext.excerpt(text))


def answered_value(text: str, *, refusal: str | None, finish_reason: str | None) -> Any:
    """
    The JSON value that a model has answered.

    A number that ends with the answer may be half a number, so after a stop only an object or an array is whole.

    Raises:
        OutputRefusedError: it refused.
        OutputTruncatedError: it was stopped before the end of the JSON.
        OutputInvalidError: the text is no JSON.
    """
    if refusal:
        raise OutputRefusedError(f"the model refused: {jsontext.excerpt(refusal)}", refusal=refusal)
    if finish_reason not in _STOPPED:
        return json_value(text)
    try:
        value = json_value(text)
    except OutputInvalidError:
        value = None
    if isinstance(value, (dict, list)):
        return value
    raise OutputTruncatedError(_STOPPED[finish_reason], finish_reason=finish_reason)
