"""What a class of the caller's says about itself: its fields, their types, their descriptions."""

from __future__ import annotations

import dataclasses
import inspect
import typing
from collections.abc import Iterator
from typing import Annotated, Any, NotRequired, Required, TypeGuard

import attrs

from ..errors import ConfigurationError


@attrs.frozen
class Field:
    """One field of a class."""

    name: str
    hint: Any
    required: bool
    """Whether its key must be there; only a key of a TypedDict may be missing."""

    description: str = ""


def is_record(cls: Any) -> TypeGuard[type]:
    """Whether it is a class of named fields: an attrs class, a dataclass or a TypedDict."""
    return isinstance(cls, type) and (attrs.has(cls) or dataclasses.is_dataclass(cls) or is_typed_dict(cls))


def is_typed_dict(cls: Any) -> TypeGuard[type]:
    """Whether it is a TypedDict, of the standard library or of typing_extensions."""
    return isinstance(cls, type) and issubclass(cls, dict) and hasattr(cls, "__total__")


def fields_of(cls: type, path: str) -> list[Field]:
    """
    The fields that make an object of the class.

    Raises:
        ConfigurationError: the annotations name something that cannot be found, or an argument that is no field.
    """
    hints = _hints(cls, path)
    if is_typed_dict(cls):
        return [_key(name, hint, cls) for name, hint in hints.items()]
    odd = [name for name, hint in hints.items() if isinstance(hint, dataclasses.InitVar)]
    if odd:
        raise ConfigurationError(f"{path}.{odd[0]} is an InitVar, which no JSON can give")
    return [Field(name, hints[name], True, about) for name, about in _initialised(cls)]


def description_of(cls: type) -> str:
    """The docstring of a class, without the one that a dataclass writes by itself."""
    text: str | None = vars(cls).get("__doc__")
    if not text or (dataclasses.is_dataclass(cls) and text.startswith(f"{cls.__name__}(")):
        return ""
    return inspect.cleandoc(text)


def unwrapped(hint: Any) -> tuple[Any, str]:
    """The type inside an annotation, and the description that `Annotated[..., "description"]` gives it."""
    description = ""
    while True:
        if typing.get_origin(hint) is Annotated:
            hint, *notes = typing.get_args(hint)
            texts = [note if isinstance(note, str) else getattr(note, "documentation", None) for note in notes]
            description = description or next((text for text in texts if text), "")
        elif hasattr(hint, "__supertype__"):  # a NewType
            hint = hint.__supertype__
        elif hasattr(hint, "__value__"):  # type Name = ...
            hint = hint.__value__
        else:
            return hint, description


def _hints(cls: type, path: str) -> dict[str, Any]:
    try:
        return typing.get_type_hints(cls, include_extras=True)
    except NameError as error:
        reason = str(error)
    raise ConfigurationError(f"{path}: {reason}; what annotations name must be found in the module of the class")


def _initialised(cls: type) -> Iterator[tuple[str, str]]:
    """Names and descriptions of the fields that the class takes when it is made."""
    found: Any = attrs.fields(cls) if attrs.has(cls) else dataclasses.fields(cls)
    for one in found:
        if one.init:
            yield one.name, one.metadata.get("description", "")


def _key(name: str, hint: Any, cls: Any) -> Field:
    """A key of a TypedDict; its own mark counts before that of the class."""
    required = name in cls.__required_keys__
    while (mark := typing.get_origin(hint)) in (Required, NotRequired):
        required = mark is Required
        (hint,) = typing.get_args(hint)
    return Field(name, hint, required)
