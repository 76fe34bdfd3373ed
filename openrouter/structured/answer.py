"""Objects of the caller's classes from what a model has answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import OutputError
from .form import form_of
from .text import answered_value, json_value

if TYPE_CHECKING:
    from ..models import ChatResponse

T = TypeVar("T")


def answer_as(cls: type[T], response: Any) -> T:
    """
    The object that a whole answer is.

    Raises:
        ConfigurationError: a class of which no object can be made.
        OutputError: the model refused, was stopped, or sent something else; `partial` is the response.
    """
    form = form_of(cls)
    try:
        return form.made(value_of(response), response.text)
    except OutputError as error:
        error.partial, error.generation_id = response, response.id
        raise


def value_of(response: ChatResponse) -> Any:
    """
    The JSON value that a whole answer is.

    Raises:
        OutputError: the model refused, was stopped, or sent no JSON.
    """
    refusal = response.message.refusal if response.message is not None else None
    return answered_value(response.text, refusal=refusal, finish_reason=response.finish_reason)


def arguments_as(cls: type[T], name: str, arguments: str) -> T:
    """
    The object that the arguments of a tool call are; a call without arguments has an empty object.

    Raises:
        ConfigurationError: a class of which no object can be made.
        OutputInvalidError: no JSON, or not what the class says.
    """
    text = arguments if arguments.strip() else "{}"
    return form_of(cls).made(json_value(text, f"the text of the arguments of {name}"), text)
