"""A class as the form of an answer: what is sent for it, and how its objects are made."""

from __future__ import annotations

import functools
import re
import typing
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from attrs import frozen

from .. import jsontext
from ..errors import ConfigurationError, OutputInvalidError
from ..jsontext import excerpt
from .check import fault_in
from .fields import description_of, is_record
from .making import converter, failures, place_and_words
from .schema import SchemaWriter
from .strict import strict_schema

T = TypeVar("T")

_UNNAMEABLE = re.compile(r"[^A-Za-z0-9_-]")
_JSON_TYPES = ("object", "array", "string", "number", "integer", "boolean", "null")
_SCHEMA_ONLY = frozenset({"$schema", "$ref", "properties", "anyOf", "oneOf", "allOf"})
"""Keywords of a JSON Schema; no format has one of them, and none has one of the types above."""
_STEPS = re.compile(r"[^.\[\]]+")


@frozen
class Form(Generic[T]):
    """What a class of the caller's asks of an answer, and makes of it."""

    cls: type[T]
    schema: dict[str, Any]
    strict: bool
    """Whether the schema fits strict mode."""

    decodes_itself: bool = False
    """Whether the class is a pydantic model."""

    @property
    def name(self) -> str:
        """The name of the class."""
        return getattr(self.cls, "__name__", repr(self.cls))

    @property
    def response_format(self) -> dict[str, Any]:
        """The parameter of the request."""
        told: dict[str, Any] = {"name": _name(self.name)}
        if about := description_of(self.cls):
            told["description"] = about
        return {"type": "json_schema", "json_schema": {**told, "strict": self.strict, "schema": self.schema}}

    def made(self, value: Any, text: str) -> T:
        """
        The object of a JSON value, whose `text` is what a class reads that decodes itself.

        Raises:
            OutputInvalidError: it is not what the class says.
        """
        fault = None if self.decodes_itself else fault_in(value, self.schema, self.schema)
        if fault is not None:
            shown = excerpt(jsontext.dumps(fault.found))
            words = f"{self.name}: {fault.path or 'the whole'} must be {fault.expected}, and is {shown}"
            raise OutputInvalidError(words, path=fault.path, excerpt=shown)
        try:
            if self.decodes_itself:
                return self.cls.model_validate_json(text)  # type: ignore[attr-defined, no-any-return]
            return converter().structure(value, self.cls)
        except failures() as error:
            path, reason = place_and_words(error)
        raise OutputInvalidError(f"{self.name}: {path or 'the whole'}{reason}", path=path, excerpt=_shown(value, path))


def form_of(cls: type[T]) -> Form[T]:
    """
    The form that a type means.

    Raises:
        ConfigurationError: a type that JSON Schema cannot tell, or that no object can be made of; the message names it.
    """
    kind: Any = cls
    return _form_of(kind)


def sent_format(given: Any) -> Any:
    """
    The `response_format` that is sent for what was given: a class, a JSON Schema, or a format, which is sent as it is.

    Raises:
        ConfigurationError: a class of which no answer can be.
    """
    if isinstance(given, Mapping):
        if given.get("type") not in _JSON_TYPES and _SCHEMA_ONLY.isdisjoint(given):
            return given
        title = str(given.get("title") or "answer")
        return {"type": "json_schema", "json_schema": {"name": _name(title), "schema": given}}
    if not isinstance(given, type) and typing.get_origin(given) is None:
        raise ConfigurationError(f"response_format must be a class, a JSON Schema or a format, not {given!r}")
    form = form_of(given)
    if form.schema.get("type") != "object":
        raise ConfigurationError(f"response_format must be a class of named fields, not {form.name}: an answer is an object")
    return form.response_format


@functools.lru_cache(maxsize=256)
def _form_of(cls: Any) -> Form[Any]:
    if hasattr(cls, "model_json_schema") and hasattr(cls, "model_validate_json"):
        return Form(cls, *strict_schema(cls.model_json_schema()), decodes_itself=True)
    name = getattr(cls, "__name__", repr(cls))
    writer = SchemaWriter(root=cls)
    schema = writer.record(cls, name) if is_record(cls) else writer.schema(cls, name)
    if writer.definitions:
        schema["$defs"] = writer.definitions
    try:
        converter().get_structure_hook(cls)
    except failures() as error:
        reason = str(error)
    else:
        return Form(cls, schema, writer.strict)
    raise ConfigurationError(f"{name} cannot be made from JSON: {reason}")


def _name(text: str) -> str:
    """A name as the API takes it."""
    return _UNNAMEABLE.sub("_", text)[:64]


def _shown(value: Any, path: str) -> str:
    """What is at a path, or the last that was found on the way to it."""
    for step in _STEPS.findall(path):
        if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        elif isinstance(value, dict) and step in value:
            value = value[step]
    return excerpt(jsontext.dumps(value))
