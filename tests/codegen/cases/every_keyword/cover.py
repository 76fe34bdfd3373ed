# Generated from schemas/cover.json by `python -m codegen`. Edit the schema, not this file.
"""Covers, in a module that is imported late."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from attrs import define

from ..traits import NO_EXTRA, Fold, Model, arrange, bind, mismatch, new, plain, refuse, string
from .person import City, Person, decode_person


@define(kw_only=True, eq=False, repr=False)
class Cover(Model):
    """A cover."""

    URL: str | None = None
    """Where it is."""

    artist: Person | None = None
    """Who made it."""

    home: City | None = None
    """Where it was made."""


@define(kw_only=True, eq=False, repr=False)
class Picture(Model):
    """A picture among the tracks."""

    type: Literal["picture"] = "picture"
    """Marks a picture."""


Frame: TypeAlias = dict[str, Cover]
"""Covers by name."""


Size: TypeAlias = str | int
"""A size."""


Tint: TypeAlias = Literal["red"] | str
"""A tint."""


def decode_cover(data: dict[str, Any]) -> Cover:
    """A `Cover` from its JSON object."""
    model = new(Cover)
    model._received = data
    model._extra = NO_EXTRA if Cover._keys.issuperset(data) else None
    value = data.get("URL")
    model.URL = value if value is None or type(value) is str else string(data, "URL", value)
    value = data.get("artist")
    if value is None:
        model.artist = None
    elif type(value) is dict:
        model.artist = decode_person(value)
    else:
        raise mismatch(data, "artist", "an object")
    value = data.get("home")
    model.home = value if value is None or type(value) is str else string(data, "home", value)
    return model


def encode_cover(model: Cover) -> dict[str, Any]:
    """The JSON object of a `Cover`."""
    return arrange(
        model,
        {
            "URL": model.URL,
            "artist": plain(model.artist),
            "home": model.home,
        },
    )


def fold_cover(piece: Cover, into: Fold) -> None:
    """Joins a `Cover` to what came before, by the merge rules of the schema."""
    if into.settled < 1:
        if piece.URL is not None and "URL" not in into.values:
            into.first("URL", piece.URL)
    if piece.artist is not None:
        into.last("artist", piece.artist)
    if piece.home is not None:
        into.last("home", piece.home)
    if piece._extra is not NO_EXTRA:
        into.unknown(piece)


def decode_picture(data: dict[str, Any]) -> Picture:
    """A `Picture` from its JSON object."""
    model = new(Picture)
    model._received = data
    model._extra = NO_EXTRA if Picture._keys.issuperset(data) else None
    if data.get("type") != "picture":
        raise mismatch(data, "type", '"picture"')
    model.type = "picture"
    return model


def encode_picture(model: Picture) -> dict[str, Any]:
    """The JSON object of a `Picture`."""
    return arrange(
        model,
        {
            "type": model.type,
        },
    )


def read_frame(holder: Any, key: str | int, value: Any) -> Frame:
    """A `Frame` from its JSON value."""
    if type(value) is dict:
        return {
            name: decode_cover(item) if type(item) is dict else refuse(value, name, "an object")
            for name, item in value.items()
        }
    raise mismatch(holder, key, "an object")


def read_size(holder: Any, key: str | int, value: Any) -> Size:
    """A `Size` from its JSON value."""
    if type(value) is str or type(value) is int:
        return value
    raise mismatch(holder, key, "a string or an integer")


bind(Cover, decode_cover, encode_cover)
bind(Picture, decode_picture, encode_picture)
