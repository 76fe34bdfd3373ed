# Generated from schemas/album.json by `python -m codegen`. Edit the schema, not this file.
"""Albums, which use every keyword."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import define

from ..traits import (
    NO_EXTRA,
    Attachment,
    Bounds,
    ChunkReading,
    MessageReading,
    Mismatch,
    Model,
    arrange,
    bind,
    boolean,
    decimal,
    decimal_as_number,
    decimal_as_string,
    integer,
    items,
    members,
    mismatch,
    new,
    number,
    plain,
    refuse,
    refuse_item,
    string,
    tolerate,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from .cover import Cover, Frame, Picture, Size, Tint


Format: TypeAlias = Literal["lp", "cd"] | str
"""An open enum."""


Spine: TypeAlias = Format
"""An alias of an alias."""


Shelf: TypeAlias = list[Spine]
"""Aliases come after what they name."""


Speed: TypeAlias = Literal["33", "45"]
"""A closed enum."""


Label: TypeAlias = "str | Cover"
"""A string, or an object of a module that is imported late."""


Notes: TypeAlias = "Label | Shelf | bool | None"
"""A union inside a union."""


Prices: TypeAlias = dict[str, float]
"""An object of numbers."""


Anything: TypeAlias = Any
"""Any value."""


Fee: TypeAlias = Decimal
"""A decimal."""


@define(kw_only=True, eq=False, repr=False)
class Song(Model):
    """
    A song. Its description is long enough to be broken into several lines of the docstring, which then begin below the
    quotes.
    """

    type: Literal["song"] = "song"
    """Marks a song."""

    title: str
    """Its title."""


@define(kw_only=True, eq=False, repr=False)
class Speech(Model):
    """Something spoken, by either of two names, the "old" and the "new\""""

    type: SpeechType
    """Marks a speech."""

    text: str | None = None
    """What is said, where \\ stands for a breath."""


SpeechType: TypeAlias = Literal["speech", "talk"]
"""The names."""


@define(kw_only=True, eq=False, repr=False)
class UnknownEntry(Model):
    """What nobody knows."""

    type: str | None = None
    """Its tag."""


Entry: TypeAlias = "Song | Speech | Picture | UnknownEntry | Attachment"
"""A union of classes."""


@define(kw_only=True, eq=False, repr=False)
class Wax(Model):
    """Wax."""

    kind: Literal["wax"] | str | None = None
    """Marks wax."""


@define(kw_only=True, eq=False, repr=False)
class Lead(Model):
    """Lead."""

    kind: Literal["lead"] = "lead"
    """Marks lead."""


Seal: TypeAlias = Wax | Lead
"""A union that takes no other member."""


@define(kw_only=True, eq=False, repr=False)
class Empty(Model):
    """An object of which nothing is known."""


@define(kw_only=True, eq=False, repr=False)
class Album(MessageReading, ChunkReading, Model):
    """An album. Deprecated."""

    name: str
    """A required string."""

    content: str | list[Entry] | None
    """Required, and may be null."""

    tracks: list[Entry]
    """A required list."""

    cover: Cover
    """A required object of a lazy module."""

    given: Anything
    """Required, and any value."""

    speed: Speed
    """A required closed enum."""

    shelf: Shelf
    """A required alias."""

    rank: int | None
    """A required integer that may be null."""

    class_: str | None = None
    """A word of Python. Deprecated."""

    from_: str | None = None
    """Another, and a secret."""

    token: str | None = None
    """A secret."""

    year: int | None = None
    """An integer."""

    price: float | None = None
    """A number."""

    fee: Fee | None = None
    """A decimal behind a reference, a string where it is new."""

    weight: Decimal | None = None
    """A decimal that is a number."""

    soft_fee: Fee | None = None
    """A lenient decimal."""

    rare: bool | None = None
    """A boolean."""

    format: Spine | None = None
    """An enum behind two references."""

    side: (
        Literal["first side", "second side", "third side", "fourth side", "fifth side", "sixth side", "seventh side"] |
        None
    ) = None
    """An enum of many values."""

    only: list[Literal["only"]] | None = None
    """Consts in an array."""

    version: Literal["1"] = "1"
    """A const."""

    anything: Anything | None = None
    """Any value behind a reference."""

    any: Any = None
    """Any value."""

    map: dict[str, Any] | None = None
    """An object."""

    list_: list[Anything] | None = None
    """An array of anything."""

    rows: list[list[int]] | None = None
    """Arrays in an array."""

    groups: dict[str, list[Entry]] | None = None
    """Arrays in an object."""

    index: dict[str, Entry] | None = None
    """Objects in an object."""

    codes: dict[str, str] | None = None
    """An object with limits."""

    flags: list[bool | None] | None = None
    """Null in an array."""

    speeds: list[Speed] | None = None
    """Closed enums in an array."""

    formats: list[Format] | None = None
    """Open enums in an array."""

    maps: list[dict[str, Any]] | None = None
    """Objects in an array."""

    shelves: list[Shelf] | None = None
    """Aliases in an array."""

    labels: list[Label] | None = None
    """Unions in an array."""

    spare: list[Song] | None = None
    """Objects of this module."""

    covers: list[Cover] | None = None
    """Objects of a lazy module."""

    label: Label | None = None
    """A union alias."""

    notes: Notes | None = None
    """A union of unions."""

    prices: Prices | None = None
    """An alias of an object."""

    frame: Frame | None = None
    """An alias of a lazy module."""

    size: Size | None = None
    """A union of a lazy module."""

    tint: Tint | None = None
    """An enum of a lazy module."""

    seal: Seal | None = None
    """A closed union."""

    shape: list[Any] | dict[str, Any] | float | None = None
    """Kinds."""

    mixed: list[str] | dict[str, str] | None = None
    """Two kinds with types inside."""

    single: str | None = None
    """A union of one."""

    soft_name: str | None = None
    """A lenient scalar."""

    soft_seal: Seal | None = None
    """A lenient object."""

    soft_label: Label | None = None
    """A lenient union."""

    soft_words: list[str] | None = None
    """A lenient array."""

    soft_covers: list[Cover] | None = None
    """A lenient array of a lazy module, and rare."""

    seldom: str | None = None
    """A rare string."""


def read_shelf(holder: Any, key: str | int, value: Any) -> Shelf:
    """A `Shelf` from its JSON value."""
    if type(value) is list:
        return items(holder, key, value, string)
    raise mismatch(holder, key, "an array")


def read_label(holder: Any, key: str | int, value: Any) -> Label:
    """A `Label` from its JSON value."""
    if type(value) is str:
        return value
    if type(value) is dict:
        from .cover import decode_cover
        return decode_cover(value)
    raise mismatch(holder, key, "a string or an object")


def read_notes(holder: Any, key: str | int, value: Any) -> Notes:
    """A `Notes` from its JSON value."""
    if type(value) is str or type(value) is bool or value is None:
        return value
    if type(value) is dict:
        from .cover import decode_cover
        return decode_cover(value)
    if type(value) is list:
        return read_shelf(holder, key, value)
    raise mismatch(holder, key, "a string or an object or an array or true or false or null")


def read_prices(holder: Any, key: str | int, value: Any) -> Prices:
    """A `Prices` from its JSON value."""
    if type(value) is dict:
        return members(holder, key, value, number)
    raise mismatch(holder, key, "an object")


def decode_entry(data: dict[str, Any]) -> Entry:
    """An `Entry` from its JSON object, told by its `type`."""
    tag = data.get("type")
    if type(tag) is str and tag in _ENTRY:
        return _ENTRY[tag](data)
    return decode_unknown_entry(data)


def decode_song(data: dict[str, Any]) -> Song:
    """A `Song` from its JSON object."""
    model = new(Song)
    model._received = data
    model._extra = NO_EXTRA if Song._keys.issuperset(data) else None
    if data.get("type") != "song":
        raise mismatch(data, "type", '"song"')
    model.type = "song"
    value = data.get("title")
    model.title = value if type(value) is str else string(data, "title", value)
    return model


def encode_song(model: Song) -> dict[str, Any]:
    """The JSON object of a `Song`."""
    return arrange(
        model,
        {
            "type": model.type,
            "title": model.title,
        },
    )


def decode_speech(data: dict[str, Any]) -> Speech:
    """A `Speech` from its JSON object."""
    model = new(Speech)
    model._received = data
    model._extra = NO_EXTRA if Speech._keys.issuperset(data) else None
    value = data.get("type")
    model.type = value if value in ("speech", "talk") else refuse(data, "type", 'one of "speech", "talk"')
    value = data.get("text")
    model.text = value if value is None or type(value) is str else string(data, "text", value)
    return model


def encode_speech(model: Speech) -> dict[str, Any]:
    """The JSON object of a `Speech`."""
    return arrange(
        model,
        {
            "type": model.type,
            "text": model.text,
        },
    )


def decode_unknown_entry(data: dict[str, Any]) -> UnknownEntry:
    """An `UnknownEntry` from its JSON object."""
    model = new(UnknownEntry)
    model._received = data
    model._extra = NO_EXTRA if UnknownEntry._keys.issuperset(data) else None
    value = data.get("type")
    model.type = value if value is None or type(value) is str else string(data, "type", value)
    return model


def encode_unknown_entry(model: UnknownEntry) -> dict[str, Any]:
    """The JSON object of an `UnknownEntry`."""
    return arrange(
        model,
        {
            "type": model.type,
        },
    )


def decode_seal(data: dict[str, Any]) -> Seal:
    """A `Seal` from its JSON object, told by its `kind`."""
    tag = data.get("kind")
    if type(tag) is str and tag in _SEAL:
        return _SEAL[tag](data)
    raise mismatch(data, "kind", 'one of "wax", "lead"')


def decode_wax(data: dict[str, Any]) -> Wax:
    """A `Wax` from its JSON object."""
    model = new(Wax)
    model._received = data
    model._extra = NO_EXTRA if Wax._keys.issuperset(data) else None
    value = data.get("kind")
    model.kind = value if value is None or type(value) is str else string(data, "kind", value)
    return model


def encode_wax(model: Wax) -> dict[str, Any]:
    """The JSON object of a `Wax`."""
    return arrange(
        model,
        {
            "kind": model.kind,
        },
    )


def decode_lead(data: dict[str, Any]) -> Lead:
    """A `Lead` from its JSON object."""
    model = new(Lead)
    model._received = data
    model._extra = NO_EXTRA if Lead._keys.issuperset(data) else None
    if data.get("kind", "lead") != "lead":
        raise mismatch(data, "kind", '"lead"')
    model.kind = "lead"
    return model


def encode_lead(model: Lead) -> dict[str, Any]:
    """The JSON object of a `Lead`."""
    return arrange(
        model,
        {
            "kind": model.kind,
        },
    )


def decode_empty(data: dict[str, Any]) -> Empty:
    """An `Empty` from its JSON object."""
    model = new(Empty)
    model._received = data
    model._extra = NO_EXTRA if Empty._keys.issuperset(data) else None
    return model


def encode_empty(model: Empty) -> dict[str, Any]:
    """The JSON object of an `Empty`."""
    return arrange(
        model,
        {},
    )


def decode_album(data: dict[str, Any]) -> Album:
    """An `Album` from its JSON object."""
    model = new(Album)
    model._received = data
    often = _OFTEN_IN_ALBUM.issuperset(data)
    model._extra = NO_EXTRA if often else None
    value = data.get("name")
    model.name = value if type(value) is str else string(data, "name", value)
    value = data.get("content")
    if value is None and "content" not in data:
        raise mismatch(data, "content", "a string or an array or null")
    model.content = value if value is None or type(value) is str else _read_content_of_album(data, "content", value)
    value = data.get("tracks")
    if type(value) is list:
        model.tracks = tracks_found = []
        for item in value:
            if type(item) is not dict:
                refuse_item(value, item, "an object")
            tracks_found.append(decode_entry(item))
    else:
        raise mismatch(data, "tracks", "an array")
    value = data.get("cover")
    if type(value) is dict:
        from .cover import decode_cover
        model.cover = decode_cover(value)
    else:
        raise mismatch(data, "cover", "an object")
    value = data.get("given")
    if value is None and "given" not in data:
        raise mismatch(data, "given", "any value")
    model.given = value
    value = data.get("speed")
    model.speed = value if value in ("33", "45") else refuse(data, "speed", 'one of "33", "45"')
    value = data.get("shelf")
    model.shelf = read_shelf(data, "shelf", value)
    value = data.get("rank")
    if value is None and "rank" not in data:
        raise mismatch(data, "rank", "an integer or null")
    model.rank = value if value is None or type(value) is int else integer(data, "rank", value)
    value = data.get("class")
    model.class_ = value if value is None or type(value) is str else string(data, "class", value)
    value = data.get("from")
    model.from_ = value if value is None or type(value) is str else string(data, "from", value)
    value = data.get("$token")
    model.token = value if value is None or type(value) is str else string(data, "$token", value)
    value = data.get("year")
    model.year = value if value is None or type(value) is int else integer(data, "year", value)
    value = data.get("price")
    if value is None or type(value) is float or type(value) is int:
        model.price = value
    else:
        model.price = number(data, "price", value)
    value = data.get("fee")
    if value is None:
        model.fee = None
    else:
        model.fee = decimal(data, "fee", value)
    value = data.get("weight")
    if value is None:
        model.weight = None
    else:
        model.weight = decimal(data, "weight", value)
    value = data.get("soft_fee")
    model.soft_fee = None
    if value is not None:
        try:
            model.soft_fee = decimal(data, "soft_fee", value)
        except Mismatch:
            tolerate(model, data, "soft_fee")
    value = data.get("rare")
    model.rare = value if value is None or type(value) is bool else boolean(data, "rare", value)
    value = data.get("format")
    model.format = value if value is None or type(value) is str else string(data, "format", value)
    value = data.get("side")
    if (
        value is None or value in ("first side", "second side", "third side", "fourth side", "fifth side", "sixth side",
        "seventh side")
    ):
        model.side = value
    else:
        model.side = refuse(
            data,
            "side",
            'one of "first side", "second side", "third side", "fourth side", "fifth side", "sixth side", "seventh side"',
        )
    value = data.get("only")
    if value is None:
        model.only = None
    else:
        model.only = items(data, "only", value, _read_only_item_of_album)
    if data.get("version", "1") != "1":
        raise mismatch(data, "version", '"1"')
    model.version = "1"
    model.anything = data.get("anything")
    model.any = data.get("any")
    value = data.get("map")
    model.map = value if value is None or type(value) is dict else refuse(data, "map", "an object")
    value = data.get("list")
    model.list_ = value if value is None or type(value) is list else refuse(data, "list", "an array")
    value = data.get("rows")
    if value is None:
        model.rows = None
    else:
        model.rows = items(data, "rows", value, _read_rows_item_of_album)
    value = data.get("groups")
    if value is None:
        model.groups = None
    else:
        model.groups = members(data, "groups", value, _read_groups_value_of_album)
    value = data.get("index")
    if value is None:
        model.index = None
    elif type(value) is dict:
        model.index = {
            name: decode_entry(item) if type(item) is dict else refuse(value, name, "an object")
            for name, item in value.items()
        }
    else:
        raise mismatch(data, "index", "an object")
    value = data.get("codes")
    if value is None:
        model.codes = None
    else:
        model.codes = members(data, "codes", value, string)
    value = data.get("flags")
    if value is None:
        model.flags = None
    else:
        model.flags = items(data, "flags", value, _read_flags_item_of_album)
    value = data.get("speeds")
    if value is None:
        model.speeds = None
    else:
        model.speeds = items(data, "speeds", value, _read_speeds_item_of_album)
    value = data.get("formats")
    if value is None:
        model.formats = None
    else:
        model.formats = items(data, "formats", value, string)
    value = data.get("maps")
    if value is None:
        model.maps = None
    else:
        model.maps = items(data, "maps", value, _read_maps_item_of_album)
    value = data.get("shelves")
    if value is None:
        model.shelves = None
    else:
        model.shelves = items(data, "shelves", value, read_shelf)
    value = data.get("labels")
    if value is None:
        model.labels = None
    else:
        model.labels = items(data, "labels", value, read_label)
    value = data.get("spare")
    if value is None:
        model.spare = None
    elif type(value) is list:
        model.spare = spare_found = []
        for item in value:
            if type(item) is not dict:
                refuse_item(value, item, "an object")
            spare_found.append(decode_song(item))
    else:
        raise mismatch(data, "spare", "an array")
    value = data.get("covers")
    if value is None:
        model.covers = None
    elif type(value) is list:
        from .cover import decode_cover
        model.covers = covers_found = []
        for item in value:
            if type(item) is not dict:
                refuse_item(value, item, "an object")
            covers_found.append(decode_cover(item))
    else:
        raise mismatch(data, "covers", "an array")
    value = data.get("label")
    model.label = value if value is None or type(value) is str else read_label(data, "label", value)
    value = data.get("notes")
    if value is None or type(value) is str or type(value) is bool:
        model.notes = value
    else:
        model.notes = read_notes(data, "notes", value)
    value = data.get("prices")
    if value is None:
        model.prices = None
    else:
        model.prices = read_prices(data, "prices", value)
    value = data.get("frame")
    if value is None:
        model.frame = None
    else:
        from .cover import read_frame
        model.frame = read_frame(data, "frame", value)
    value = data.get("size")
    if value is None or type(value) is str or type(value) is int:
        model.size = value
    else:
        from .cover import read_size
        model.size = read_size(data, "size", value)
    value = data.get("tint")
    model.tint = value if value is None or type(value) is str else string(data, "tint", value)
    value = data.get("seal")
    if value is None:
        model.seal = None
    elif type(value) is dict:
        model.seal = decode_seal(value)
    else:
        raise mismatch(data, "seal", "an object")
    value = data.get("shape")
    if value is None or type(value) is list or type(value) is dict or type(value) is float or type(value) is int:
        model.shape = value
    else:
        model.shape = _read_shape_of_album(data, "shape", value)
    value = data.get("mixed")
    if value is None:
        model.mixed = None
    else:
        model.mixed = _read_mixed_of_album(data, "mixed", value)
    value = data.get("single")
    model.single = value if value is None or type(value) is str else string(data, "single", value)
    value = data.get("soft_name")
    if value is None or type(value) is str:
        model.soft_name = value
    else:
        model.soft_name = None
        tolerate(model, data, "soft_name")
    value = data.get("soft_seal")
    model.soft_seal = None
    if type(value) is dict:
        try:
            model.soft_seal = decode_seal(value)
        except Mismatch:
            tolerate(model, data, "soft_seal")
    elif value is not None:
        tolerate(model, data, "soft_seal")
    value = data.get("soft_label")
    if value is None or type(value) is str:
        model.soft_label = value
    else:
        model.soft_label = None
        try:
            model.soft_label = read_label(data, "soft_label", value)
        except Mismatch:
            tolerate(model, data, "soft_label")
    value = data.get("soft_words")
    model.soft_words = None
    if value is not None:
        try:
            model.soft_words = items(data, "soft_words", value, string)
        except Mismatch:
            tolerate(model, data, "soft_words")
    if often:
        model.soft_covers = None
        model.seldom = None
    else:
        value = data.get("soft_covers")
        model.soft_covers = None
        if type(value) is list:
            try:
                from .cover import decode_cover
                model.soft_covers = [
                    decode_cover(item) if type(item) is dict else refuse_item(value, item, "an object")
                    for item in value
                ]
            except Mismatch:
                tolerate(model, data, "soft_covers")
        elif value is not None:
            tolerate(model, data, "soft_covers")
        value = data.get("seldom")
        model.seldom = value if value is None or type(value) is str else string(data, "seldom", value)
    return model


def encode_album(model: Album) -> dict[str, Any]:
    """The JSON object of an `Album`."""
    return arrange(
        model,
        {
            "name": model.name,
            "content": plain(model.content),
            "tracks": plain(model.tracks),
            "cover": plain(model.cover),
            "given": plain(model.given),
            "speed": model.speed,
            "shelf": plain(model.shelf),
            "rank": model.rank,
            "class": model.class_,
            "from": model.from_,
            "$token": model.token,
            "year": model.year,
            "price": model.price,
            "fee": decimal_as_string(model, "fee", model.fee),
            "weight": decimal_as_number(model, "weight", model.weight),
            "soft_fee": decimal_as_string(model, "soft_fee", model.soft_fee),
            "rare": model.rare,
            "format": model.format,
            "side": model.side,
            "only": plain(model.only),
            "version": model.version,
            "anything": plain(model.anything),
            "any": plain(model.any),
            "map": plain(model.map),
            "list": plain(model.list_),
            "rows": plain(model.rows),
            "groups": plain(model.groups),
            "index": plain(model.index),
            "codes": plain(model.codes),
            "flags": plain(model.flags),
            "speeds": plain(model.speeds),
            "formats": plain(model.formats),
            "maps": plain(model.maps),
            "shelves": plain(model.shelves),
            "labels": plain(model.labels),
            "spare": plain(model.spare),
            "covers": plain(model.covers),
            "label": plain(model.label),
            "notes": plain(model.notes),
            "prices": plain(model.prices),
            "frame": plain(model.frame),
            "size": model.size,
            "tint": model.tint,
            "seal": plain(model.seal),
            "shape": plain(model.shape),
            "mixed": plain(model.mixed),
            "single": model.single,
            "soft_name": model.soft_name,
            "soft_seal": plain(model.soft_seal),
            "soft_label": plain(model.soft_label),
            "soft_words": plain(model.soft_words),
            "soft_covers": plain(model.soft_covers),
            "seldom": model.seldom,
        },
        ("content", "rank"),
    )


def _decode_picture(data: dict[str, Any]) -> Picture:
    """A `Picture`, from a module that is imported for it."""
    from .cover import decode_picture
    return decode_picture(data)


def _read_content_of_album(holder: Any, key: str | int, value: Any) -> str | list[Entry]:
    """The value, if its kind is right."""
    if type(value) is str:
        return value
    if type(value) is list:
        return [
            decode_entry(item) if type(item) is dict else refuse_item(value, item, "an object")
            for item in value
        ]
    raise mismatch(holder, key, "a string or an array")


def _read_only_item_of_album(holder: Any, key: str | int, value: Any) -> Literal["only"]:
    """The value, if its kind is right."""
    if value == "only":
        known: Literal["only"] = value
        return known
    raise mismatch(holder, key, '"only"')


def _read_rows_item_of_album(holder: Any, key: str | int, value: Any) -> list[int]:
    """The value, if its kind is right."""
    if type(value) is list:
        return items(holder, key, value, integer)
    raise mismatch(holder, key, "an array")


def _read_groups_value_of_album(holder: Any, key: str | int, value: Any) -> list[Entry]:
    """The value, if its kind is right."""
    if type(value) is list:
        return [
            decode_entry(item) if type(item) is dict else refuse_item(value, item, "an object")
            for item in value
        ]
    raise mismatch(holder, key, "an array")


def _read_flags_item_of_album(holder: Any, key: str | int, value: Any) -> bool | None:
    """The value, if its kind is right."""
    if type(value) is bool or value is None:
        return value
    raise mismatch(holder, key, "true or false or null")


def _read_speeds_item_of_album(holder: Any, key: str | int, value: Any) -> Literal["33", "45"]:
    """The value, if its kind is right."""
    if value in ("33", "45"):
        known: Literal["33", "45"] = value
        return known
    raise mismatch(holder, key, 'one of "33", "45"')


def _read_maps_item_of_album(holder: Any, key: str | int, value: Any) -> dict[str, Any]:
    """The value, if its kind is right."""
    if type(value) is dict:
        return value
    raise mismatch(holder, key, "an object")


def _read_shape_of_album(holder: Any, key: str | int, value: Any) -> list[Any] | dict[str, Any] | float:
    """The value, if its kind is right."""
    if type(value) is list or type(value) is dict or type(value) is float or type(value) is int:
        return value
    raise mismatch(holder, key, "an array or an object or a number")


def _read_mixed_of_album(holder: Any, key: str | int, value: Any) -> list[str] | dict[str, str]:
    """The value, if its kind is right."""
    if type(value) is list:
        return items(holder, key, value, string)
    if type(value) is dict:
        return members(holder, key, value, string)
    raise mismatch(holder, key, "an array or an object")


_ENTRY: dict[str, Callable[[dict[str, Any]], Entry]] = {
    "song": decode_song,
    "speech": decode_speech,
    "talk": decode_speech,
    "picture": _decode_picture,
}


_SEAL: dict[str, Callable[[dict[str, Any]], Seal]] = {
    "wax": decode_wax,
    "lead": decode_lead,
}


_OFTEN_IN_ALBUM = frozenset({
    "name",
    "content",
    "tracks",
    "cover",
    "given",
    "speed",
    "shelf",
    "rank",
    "class",
    "from",
    "$token",
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
    "list",
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
})


bind(Song, decode_song, encode_song)
bind(Speech, decode_speech, encode_speech)
bind(UnknownEntry, decode_unknown_entry, encode_unknown_entry)
bind(Wax, decode_wax, encode_wax)
bind(Lead, decode_lead, encode_lead)
bind(Empty, decode_empty, encode_empty)
bind(
    Album,
    decode_album,
    encode_album,
    keys={"class_": "class", "from_": "from", "token": "$token", "list_": "list"},
    bounds={
        "year": Bounds(minimum=1948, maximum=2100),
        "price": Bounds(minimum=0.5),
        "codes": Bounds(max_properties=2, each=Bounds(pattern="^[a-z]+$"), keys=Bounds(min_length=2, max_length=3)),
        "formats": Bounds(min_items=1, max_items=2),
    },
    secrets=("from_", "token"),
)
