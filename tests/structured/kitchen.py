"""Classes of every kind that an answer can be of, in a module whose annotations are strings."""

from __future__ import annotations

import enum
from dataclasses import InitVar, dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any, Literal, NewType, NotRequired, Required, TypedDict
from uuid import UUID

import attrs
import pydantic

Grams = NewType("Grams", int)


class Kind(enum.Enum):
    """Kinds of dishes."""

    SOUP = "soup"
    CAKE = "cake"


class Level(enum.IntEnum):
    """How hard it is."""

    EASY = 1
    HARD = 2


@attrs.define
class Step:
    """One step."""

    text: Annotated[str, "What to do"]
    minutes: int | None = None


@dataclass
class Recipe:
    """
    A recipe.

    For people.
    """

    title: str
    steps: list[Step]
    kind: Kind = Kind.SOUP
    notes: str = field(default="", metadata={"description": "Anything else"})
    made: int = field(default=0, init=False)


@attrs.define
class Everything:
    text: str
    count: int
    share: float
    done: bool
    nothing: None
    moment: datetime
    day: date
    hour: time
    price: Decimal
    key: UUID
    weight: Grams
    level: Level
    word: Literal["a", "b", None]
    either: str | int
    pair: tuple[float, float]
    mixed: tuple[int, str]
    many: tuple[int, ...]
    unique: set[str]
    step: Annotated[Step, "The first"] | None
    pets: dict[str, int]
    anything: Any


@attrs.define
class Positive:
    value: int = attrs.field(validator=attrs.validators.gt(0))


@attrs.define
class Node:
    """A node of a tree."""

    name: str
    children: list[Node]


@dataclass
class Forest:
    trees: list[Node]
    best: Node | None


class Address(TypedDict):
    """Where somebody lives."""

    street: Annotated[str, "With its number"]
    town: NotRequired[str]


class Loose(TypedDict, total=False):
    name: Required[str]
    nested: Loose


@dataclass
class Choice:
    value: Step | Positive | str


@dataclass
class Twins:
    value: Step | Sibling


@attrs.define
class Sibling:
    text: str
    minutes: int | None = None


@dataclass
class Given:
    name: str
    seed: InitVar[int]


@dataclass
class Lost:
    name: Nowhere  # type: ignore[name-defined]  # noqa: F821


class Inner(pydantic.BaseModel):
    day: date
    tags: list[str] = []


class Order(pydantic.BaseModel):
    """An order."""

    count: int = 1
    inner: Inner | None = pydantic.Field(None, description="The inside")
    second: Inner = pydantic.Field(description="Another")
    shape: Round | Square = pydantic.Field(discriminator="kind")


class Round(pydantic.BaseModel):
    kind: Literal["round"]


class Square(pydantic.BaseModel):
    kind: Literal["square"]
    side: int


class Bag(pydantic.BaseModel):
    things: dict[str, int]
    anything: Any
    pair: tuple[int, str]
