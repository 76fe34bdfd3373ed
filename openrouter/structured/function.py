"""A plain function as a tool: what the model is told of it, and the arguments it is called with."""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Callable, Mapping
from typing import Annotated, Any, NotRequired, TypedDict

from attrs import frozen

from .. import jsontext
from ..errors import ConfigurationError
from .form import Form, form_of
from .making import converter
from .text import json_value

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_SECTION = re.compile(r"^(Args|Arguments|Parameters):\s*$")
_ANY_SECTION = re.compile(r"^[A-Z][A-Za-z ]+:\s*$")
_ARGUMENT = re.compile(r"^(\w+)(?:\s*\([^)]*\))?:\s*(.*)$")


@frozen
class FunctionForm:
    """A function that a model may call."""

    name: str
    function: Callable[..., Any]
    definition: Mapping[str, Any]
    """The tool as it is sent."""

    form: Form[Any]

    @property
    def is_async(self) -> bool:
        """Whether calling it gives something to await."""
        return inspect.iscoroutinefunction(self.function) or inspect.iscoroutinefunction(
            getattr(self.function, "__call__", None)  # noqa: B004  an object whose call is a coroutine function
        )

    def arguments(self, text: str) -> dict[str, Any]:
        """
        The keyword arguments that the arguments of a call mean, made into what the hints say.

        Raises:
            OutputInvalidError: no JSON, or not what the function takes.
        """
        text = text if text.strip() else "{}"
        made: dict[str, Any] = self.form.made(json_value(text, f"the text of the arguments of {self.name}"), text)
        return made


def function_form(function: Any) -> FunctionForm:
    """
    The tool that a function is: its name, its docstring, its parameters with their hints and their lines under `Args:`.

    Raises:
        ConfigurationError: a parameter without a hint, one that no JSON object can give, or no name that a tool can have.
    """
    name = getattr(function, "__name__", type(function).__name__)
    if not callable(function) or _NAME.fullmatch(name) is None:
        raise ConfigurationError(f"tools: {name!r} cannot be a tool; give a function of up to 64 letters, digits, _ and -")
    about, described = _documentation(function)
    form = form_of(_arguments_type(name, function, described))
    told: dict[str, Any] = {"name": name}
    if about:
        told["description"] = about
    told["parameters"] = form.schema
    return FunctionForm(name, function, {"type": "function", "function": told}, form)


def result_text(value: Any) -> str:
    """
    What a tool returned, as the model reads it: a text as it is, anything else as JSON, and what is neither by its `str`.
    """
    if isinstance(value, str):
        return value
    if hasattr(value, "to_dict"):
        value = value.to_dict()
    elif hasattr(value, "model_dump"):
        value = value.model_dump(mode="json")
    try:
        return jsontext.dumps(converter().unstructure(value)).decode()
    except jsontext.JSONTextError:
        return str(value)


def _arguments_type(name: str, function: Callable[..., Any], described: Mapping[str, str]) -> Any:
    """A TypedDict of the parameters; those with a default may be missing."""
    hints = _hints(name, function)
    keys: dict[str, Any] = {}
    for parameter in _parameters(name, function):
        if parameter.kind not in {parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY}:
            raise ConfigurationError(f"tools: {name}({parameter}) cannot be given by name; name its parameters one by one")
        if parameter.name not in hints:
            raise ConfigurationError(f"tools: {name}() needs a type hint for {parameter.name!r}, to tell the model what it takes")
        hint = hints[parameter.name]
        if about := described.get(parameter.name):
            hint = Annotated[hint, about]
        keys[parameter.name] = hint if parameter.default is parameter.empty else NotRequired[hint]
    return TypedDict(name, keys)  # type: ignore[operator]


def _parameters(name: str, function: Callable[..., Any]) -> list[inspect.Parameter]:
    try:
        return list(inspect.signature(function).parameters.values())
    except ValueError as error:
        reason = str(error)
    raise ConfigurationError(f"tools: the parameters of {name}() cannot be read: {reason}")


def _hints(name: str, function: Any) -> dict[str, Any]:
    target = function if inspect.isroutine(function) else type(function).__call__
    try:
        return typing.get_type_hints(target, include_extras=True)
    except (NameError, TypeError) as error:
        reason = str(error)
    raise ConfigurationError(f"tools: the type hints of {name}() cannot be read: {reason}")


def _documentation(function: Any) -> tuple[str, dict[str, str]]:
    """What a docstring says of the function, and of each parameter in a section `Args:`."""
    lines = (inspect.getdoc(function) or "").splitlines()
    about: list[str] = []
    described: dict[str, str] = {}
    section, latest = "", ""
    for line in lines:
        if _SECTION.match(line) or (section and _ANY_SECTION.match(line)):
            section, latest = line, ""
        elif not section:
            about.append(line)
        elif not _SECTION.match(section):  # what it returns and raises is no business of the model's
            continue
        elif found := _ARGUMENT.match(line.strip()):
            latest = found[1]
            described[latest] = found[2]
        elif line.strip() and latest:
            described[latest] += f" {line.strip()}"
    return "\n".join(about).strip(), described
