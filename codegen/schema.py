"""What the schemas say, as values: files, definitions, properties and types."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator


class SchemaError(Exception):
    """A schema breaks a convention; the message begins with its file and path."""


@dataclass(frozen=True)
class Scalar:
    """A string, integer, number or boolean; or "null" inside a union."""

    kind: str


@dataclass(frozen=True)
class AnyValue:
    """Any JSON value."""


@dataclass(frozen=True)
class Enum:
    """A string with known values; others are let through unless it is closed."""

    values: tuple[str, ...]
    closed: bool


@dataclass(frozen=True)
class Const:
    """One string and no other."""

    value: str


@dataclass(frozen=True)
class ExactNumber:
    """A number whose every digit counts, in the kinds of JSON value it comes in; what is new is written in the first."""

    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Ref:
    """A definition, by the name of its file and its own."""

    module: str
    name: str


@dataclass(frozen=True)
class Array:
    """A list of one type."""

    item: Type


@dataclass(frozen=True)
class Mapping:
    """An object with values of one type and keys nobody knows."""

    value: Type


@dataclass(frozen=True)
class Union:
    """Types told apart by the kind of JSON value."""

    members: tuple[Type, ...]


@dataclass(frozen=True)
class TaggedUnion:
    """Classes told apart by the value of one property."""

    members: tuple[Ref, ...]
    tag: str
    unknown: Ref | None
    also: str | None = None


Type: TypeAlias = Scalar | AnyValue | Enum | Const | ExactNumber | Ref | Array | Mapping | Union

NULL = Scalar("null")


@dataclass(frozen=True)
class Bounds:
    """What the service refuses of values of the right type: arguments of `openrouter.traits.Bounds`, by name."""

    limits: tuple[tuple[str, float | str | Bounds], ...]


@dataclass(frozen=True)
class Property:
    """A property of a record, and the field of a class."""

    key: str
    attribute: str
    type: Type
    description: str
    required: bool = False
    nullable: bool = False
    lenient: bool = False
    rare: bool = False
    secret: bool = False
    merge: str | None = None
    merge_key: str | None = None
    merge_into: str | None = None
    alias_of: str | None = None
    bounds: Bounds | None = None
    takes_class: bool = False
    """Whether its parameter also takes a class."""


@dataclass(frozen=True)
class Record:
    """An object with properties, and a class."""

    properties: tuple[Property, ...]
    traits: tuple[str, ...] = ()
    params: str | None = None
    params_without: tuple[str, ...] = ()
    repeated: bool = False

    @property
    def folds(self) -> bool:
        """Whether its pieces join, as any merge rule says."""
        return any(item.merge or item.merge_into or item.alias_of for item in self.properties)

    def property(self, key: str) -> Property | None:
        """The property of that key, or None."""
        return next((item for item in self.properties if item.key == key), None)


Shape: TypeAlias = Record | TaggedUnion | Type


@dataclass(frozen=True)
class Definition:
    """An entry of `$defs`."""

    ref: Ref
    description: str
    shape: Shape


@dataclass(frozen=True)
class SchemaFile:
    """One file of schemas, and one module."""

    module: str
    description: str
    lazy: bool
    definitions: tuple[Definition, ...]


@dataclass
class Schemas:
    """All files, by the names of their modules."""

    files: dict[str, SchemaFile]
    _definitions: dict[Ref, Definition] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._definitions = {item.ref: item for file in self.files.values() for item in file.definitions}

    def find(self, ref: Ref) -> Definition | None:
        """The definition a reference names, or None."""
        return self._definitions.get(ref)

    def shape(self, ref: Ref) -> Shape:
        """The shape a reference stands for, through aliases of aliases."""
        shape = self._definitions[ref].shape
        return self.shape(shape) if isinstance(shape, Ref) else shape

    def resolved(self, kind: Type) -> Shape:
        """The shape of a type, through aliases."""
        return self.shape(kind) if isinstance(kind, Ref) else kind


def references(shape: Shape) -> Iterator[Ref]:
    """The references in a shape, in their order."""
    if isinstance(shape, Ref):
        yield shape
    elif isinstance(shape, Array):
        yield from references(shape.item)
    elif isinstance(shape, Mapping):
        yield from references(shape.value)
    elif isinstance(shape, Union):
        for member in shape.members:
            yield from references(member)
    elif isinstance(shape, TaggedUnion):
        yield from shape.members
        if shape.unknown is not None:
            yield shape.unknown
    elif isinstance(shape, Record):
        for item in shape.properties:
            yield from references(item.type)
