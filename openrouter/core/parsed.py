"""The value that a streamed answer is, of the class that was asked for."""

from __future__ import annotations

from typing import Any

from ..errors import OutputError
from .flow import Flow


def parsed_answer(flow: Flow) -> Any:
    """
    The object of the class of `response_format`, else the JSON value, of an answer that is whole.

    Raises:
        OutputError: the model refused, was stopped, or sent something else.
    """
    from ..structured.answer import answer_as, value_of

    response, cls = flow.journal.accumulator.response(), flow.call.answer
    try:
        return value_of(response) if cls is None else answer_as(cls, response)
    except OutputError as error:
        flow.journal.describe(error)
        raise
