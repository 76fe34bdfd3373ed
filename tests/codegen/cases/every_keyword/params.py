# Generated from the schemas by `python -m codegen`. Edit the schemas, not this file.
"""Keyword parameters, for `**params: Unpack[...]`; what takes a model also takes a mapping."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, Literal, TypedDict

from ..traits import T
from .album import Anything, Entry, Fee, Format, Seal, Song, Speed, Spine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .cover import Cover, Tint


class AlbumParams(TypedDict, Generic[T], total=False):
    """The fields of `Album` that are given as keywords."""

    content: str | Sequence[Entry | Mapping[str, Any]] | None
    """Required, and may be null."""

    tracks: Sequence[Entry | Mapping[str, Any]]
    """A required list."""

    cover: Cover | Mapping[str, Any]
    """A required object of a lazy module."""

    given: Anything
    """Required, and any value."""

    speed: Speed
    """A required closed enum."""

    shelf: Sequence[Spine]
    """A required alias."""

    rank: int | None
    """A required integer that may be null."""

    class_: str | None
    """A word of Python. Deprecated."""

    from_: str | None
    """Another, and a secret."""

    token: str | None
    """A secret."""

    year: int | None
    """An integer."""

    price: float | None
    """A number."""

    fee: Fee | None
    """A decimal behind a reference, a string where it is new."""

    weight: Decimal | float | None
    """A decimal that is a number."""

    soft_fee: Fee | None
    """A lenient decimal."""

    rare: bool | None
    """A boolean."""

    format: Spine | None
    """An enum behind two references."""

    side: (
        Literal["first side", "second side", "third side", "fourth side", "fifth side", "sixth side", "seventh side"] |
        None
    )
    """An enum of many values."""

    only: Sequence[Literal["only"]] | None
    """Consts in an array."""

    version: Literal["1"] | None
    """A const."""

    anything: Anything | None
    """Any value behind a reference."""

    any: Any
    """Any value."""

    map: Mapping[str, Any] | None
    """An object."""

    list_: Sequence[Anything] | None
    """An array of anything."""

    rows: Sequence[Sequence[int]] | None
    """Arrays in an array."""

    groups: Mapping[str, Sequence[Entry | Mapping[str, Any]]] | None
    """Arrays in an object."""

    index: Mapping[str, Entry | Mapping[str, Any]] | None
    """Objects in an object."""

    codes: Mapping[str, str] | None
    """An object with limits."""

    flags: Sequence[bool | None] | None
    """Null in an array."""

    speeds: Sequence[Speed] | None
    """Closed enums in an array."""

    formats: Sequence[Format] | None
    """Open enums in an array."""

    maps: Sequence[Mapping[str, Any]] | None
    """Objects in an array."""

    shelves: Sequence[Sequence[Spine]] | None
    """Aliases in an array."""

    labels: Sequence[str | Cover | Mapping[str, Any]] | None
    """Unions in an array."""

    spare: Sequence[Song | Mapping[str, Any]] | None
    """Objects of this module."""

    covers: Sequence[Cover | Mapping[str, Any]] | None
    """Objects of a lazy module."""

    label: str | Cover | Mapping[str, Any] | type[T] | None
    """A union alias."""

    notes: str | Cover | Mapping[str, Any] | Sequence[Spine] | bool | None | None
    """A union of unions."""

    prices: Mapping[str, float] | None
    """An alias of an object."""

    frame: Mapping[str, Cover | Mapping[str, Any]] | None
    """An alias of a lazy module."""

    size: str | int | None
    """A union of a lazy module."""

    tint: Tint | None
    """An enum of a lazy module."""

    seal: Seal | Mapping[str, Any] | None
    """A closed union."""

    shape: Sequence[Any] | Mapping[str, Any] | float | None
    """Kinds."""

    mixed: Sequence[str] | Mapping[str, str] | None
    """Two kinds with types inside."""

    single: str | None
    """A union of one."""

    soft_name: str | None
    """A lenient scalar."""

    soft_seal: Seal | Mapping[str, Any] | None
    """A lenient object."""

    soft_label: str | Cover | Mapping[str, Any] | None
    """A lenient union."""

    soft_words: Sequence[str] | None
    """A lenient array."""

    soft_covers: Sequence[Cover | Mapping[str, Any]] | None
    """A lenient array of a lazy module, and rare."""

    seldom: str | None
    """A rare string."""


ALBUM_PARAMS: frozenset[str] = frozenset({
    "content",
    "tracks",
    "cover",
    "given",
    "speed",
    "shelf",
    "rank",
    "class_",
    "from_",
    "token",
    "year",
    "price",
    "fee",
    "weight",
    "soft_fee",
    "rare",
    "format",
    "side",
    "only",
    "version",
    "anything",
    "any",
    "map",
    "list_",
    "rows",
    "groups",
    "index",
    "codes",
    "flags",
    "speeds",
    "formats",
    "maps",
    "shelves",
    "labels",
    "spare",
    "covers",
    "label",
    "notes",
    "prices",
    "frame",
    "size",
    "tint",
    "seal",
    "shape",
    "mixed",
    "single",
    "soft_name",
    "soft_seal",
    "soft_label",
    "soft_words",
    "soft_covers",
    "seldom",
})
"""The names of the keywords of `AlbumParams`."""
