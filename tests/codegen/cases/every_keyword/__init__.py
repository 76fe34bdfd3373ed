# Generated from the schemas by `python -m codegen`. Edit the schemas, not this file.
"""
What OpenRouter accepts and sends, as attrs classes.

A module is imported when a name of it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .album import (
        Album,
        Anything,
        Empty,
        Entry,
        Fee,
        Format,
        Label,
        Lead,
        Notes,
        Prices,
        Seal,
        Shelf,
        Song,
        Speech,
        SpeechType,
        Speed,
        Spine,
        UnknownEntry,
        Wax,
    )
    from .cover import Cover, Frame, Picture, Size, Tint
    from .params import AlbumParams
    from .person import City, Person
    from .piece import Choice, Choices, Delta, Piece

__all__ = [
    "Album",
    "AlbumParams",
    "Anything",
    "Choice",
    "Choices",
    "City",
    "Cover",
    "Delta",
    "Empty",
    "Entry",
    "Fee",
    "Format",
    "Frame",
    "Label",
    "Lead",
    "Notes",
    "Person",
    "Picture",
    "Piece",
    "Prices",
    "Seal",
    "Shelf",
    "Size",
    "Song",
    "Speech",
    "SpeechType",
    "Speed",
    "Spine",
    "Tint",
    "UnknownEntry",
    "Wax",
]

_MODULES = {
    "Album": "album",
    "AlbumParams": "params",
    "Anything": "album",
    "Choice": "piece",
    "Choices": "piece",
    "City": "person",
    "Cover": "cover",
    "Delta": "piece",
    "Empty": "album",
    "Entry": "album",
    "Fee": "album",
    "Format": "album",
    "Frame": "cover",
    "Label": "album",
    "Lead": "album",
    "Notes": "album",
    "Person": "person",
    "Picture": "cover",
    "Piece": "piece",
    "Prices": "album",
    "Seal": "album",
    "Shelf": "album",
    "Size": "cover",
    "Song": "album",
    "Speech": "album",
    "SpeechType": "album",
    "Speed": "album",
    "Spine": "album",
    "Tint": "cover",
    "UnknownEntry": "album",
    "Wax": "album",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """The class or alias of that name; its module is imported for it."""
        module = _MODULES.get(name)
        if module is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f".{module}", __name__), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
