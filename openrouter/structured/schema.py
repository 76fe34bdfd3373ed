"""The JSON Schema of a type, by the rules of strict mode as far as the type allows."""

from __future__ import annotations

import enum
import types
import typing
from collections.abc import Iterable, Mapping, MutableMapping, MutableSequence, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Literal, Union
from uuid import UUID

from attrs import define, field

from ..errors import ConfigurationError
from .fields import description_of, fields_of, is_record, unwrapped

_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    None: {"type": "null"},
    types.NoneType: {"type": "null"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    time: {"type": "string", "format": "time"},
    UUID: {"type": "string", "format": "uuid"},
    Decimal: {"type": "string"},
}
_ARRAYS = frozenset({list, set, frozenset, Sequence, MutableSequence, AbstractSet, Iterable})
_OBJECTS = frozenset({dict, Mapping, MutableMapping})
_JSON_TYPES: dict[type, str] = {str: "string", bool: "boolean", int: "integer", float: "number", types.NoneType: "null"}

ACCEPTED = (
    "str, int, float, bool, None, datetime, date, time, Decimal, UUID, list, tuple, set, dict with keys of str, Literal, Enum, Optional, "
    "Union, attrs classes, dataclasses and TypedDicts"
)


@define
class SchemaWriter:
    """
    Writes the schemas of types that belong together.

    A class is written where it is used, since not every provider follows references; only one that contains itself becomes a
    definition.
    """

    root: type | None = None
    """The class whose schema is the whole; it refers to itself as `#`."""

    strict: bool = True
    """Whether all that was written fits strict mode, which knows no free keys, no free values and no optional keys."""

    definitions: dict[str, dict[str, Any]] = field(factory=dict)
    _open: list[type] = field(factory=list)
    _references: dict[type, str] = field(factory=dict)

    def schema(self, hint: Any, path: str) -> dict[str, Any]:
        """
        The schema of a type; `path` says in messages where it stands.

        Raises:
            ConfigurationError: a type that JSON Schema cannot tell.
        """
        inner, description = unwrapped(hint)
        written = self._written(inner, path)
        if not description:
            return written
        if "$ref" in written:  # strict mode allows nothing beside a reference
            return {"anyOf": [written], "description": description}
        return {**written, "description": description}

    def record(self, cls: type, path: str) -> dict[str, Any]:
        """The schema of a class of named fields, in their order."""
        if cls in self._open or self._references.get(cls) in self.definitions:
            return self._reference(cls)
        self._open.append(cls)
        fields = fields_of(cls, path)
        properties = {one.name: self._described(one.hint, one.description, f"{path}.{one.name}") for one in fields}
        self._open.pop()
        required = [one.name for one in fields if one.required]
        self.strict = self.strict and len(required) == len(fields)
        about = description_of(cls)
        written = {
            "type": "object",
            **({"description": about} if about and cls is not self.root else {}),
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }
        if cls not in self._references or cls is self.root:
            return written
        self.definitions[self._references[cls]] = written
        return self._reference(cls)

    def _described(self, hint: Any, description: str, path: str) -> dict[str, Any]:
        return self.schema(typing.Annotated[hint, description] if description else hint, path)

    def _reference(self, cls: type) -> dict[str, Any]:
        if cls is self.root:
            return {"$ref": "#"}
        if cls not in self._references:
            taken = set(self._references.values())
            names = (cls.__name__ if not number else f"{cls.__name__}_{number}" for number in range(len(taken) + 1))
            self._references[cls] = next(name for name in names if name not in taken)
        return {"$ref": f"#/$defs/{self._references[cls]}"}

    def _written(self, hint: Any, path: str) -> dict[str, Any]:
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        if (hint is None or isinstance(hint, type)) and hint in _SCALARS:
            return dict(_SCALARS[hint])
        if hint is Any or hint is object:
            self.strict = False
            return {}
        if origin in (Union, types.UnionType):
            return {"anyOf": [self.schema(member, path) for member in arguments]}
        if origin is Literal:
            return _one_of(arguments, path)
        if (origin or hint) is tuple:
            return self._tuple(arguments, path)
        if (origin or hint) in _ARRAYS:
            return {"type": "array", "items": self.schema(arguments[0] if arguments else Any, f"{path}[]")}
        if (origin or hint) in _OBJECTS:
            return self._mapping(arguments or (str, Any), path)
        if isinstance(hint, type) and issubclass(hint, enum.Enum):
            return _one_of([member.value for member in hint], path)
        if is_record(hint):
            return self.record(hint, path)
        raise refused(hint, path)

    def _tuple(self, arguments: tuple[Any, ...], path: str) -> dict[str, Any]:
        """Strict mode has no schema for each place, so each may be of the type of any; the class tells them apart."""
        if not arguments or arguments[-1] is Ellipsis:
            return {"type": "array", "items": self.schema(arguments[0] if arguments else Any, f"{path}[]")}
        places = [self.schema(hint, f"{path}[{index}]") for index, hint in enumerate(arguments)]
        kinds = [place for index, place in enumerate(places) if place not in places[:index]]
        items = kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
        return {"type": "array", "items": items, "minItems": len(places), "maxItems": len(places)}

    def _mapping(self, arguments: tuple[Any, ...], path: str) -> dict[str, Any]:
        if unwrapped(arguments[0])[0] is not str:
            raise refused(arguments[0], f"the key of {path}")
        self.strict = False
        return {"type": "object", "additionalProperties": self.schema(arguments[1], f"{path}[]")}


def refused(hint: Any, path: str) -> ConfigurationError:
    """The error for a type that has no schema."""
    shown = hint.__name__ if isinstance(hint, type) else repr(hint)
    return ConfigurationError(f"{path} is of the type {shown}, and must be of {ACCEPTED}; or give the JSON Schema itself")


def _one_of(values: Iterable[Any], path: str) -> dict[str, Any]:
    """The schema of some values, each beside those of its own type."""
    kinds: dict[str, list[Any]] = {}
    for value in values:
        if type(value) not in _JSON_TYPES:
            raise refused(type(value), f"the value {value!r} of {path}")
        kinds.setdefault(_JSON_TYPES[type(value)], []).append(value)
    written = [{"type": kind} if kind == "null" else {"type": kind, "enum": found} for kind, found in kinds.items()]
    return written[0] if len(written) == 1 else {"anyOf": written}
