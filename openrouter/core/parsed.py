"""The value that a streamed answer is, of the class that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..errors import OutputError
from .flow import Flow

if TYPE_CHECKING:
    from ..models import ChatResponse


def parsed_answer(flow: Flow) -> Any:
    """
    The object of the class of `response_format`, else the JSON value, of an answer that is whole.

    Raises:
        OutputError: the model refused, was stopped, or sent something else.
    """
    from ..structured.answer import answer_as

    cls = flow.call.answer
    if cls is None:
        return whole_value(flow)
    return _described(flow, lambda response: answer_as(cls, response))


def whole_value(flow: Flow) -> Any:
    """
    The JSON value of an answer that is whole.

    Raises:
        OutputError: the model refused, was stopped, or sent no JSON.
    """
    from ..structured.answer import value_of

    return _described(flow, value_of)


def _described(flow: Flow, make: Callable[[ChatResponse], Any]) -> Any:
    try:
        return make(flow.journal.accumulator.response())
    except OutputError as error:
        flow.journal.describe(error)
        raise
