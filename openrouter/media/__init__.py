"""
Files, bytes and pictures: into the messages of a request, and out of an answer.

The one room that reads and writes files for the models; nothing is read but what a caller handed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package

if TYPE_CHECKING:
    from .attaching import attach, cached
    from .attachment import Attachment
    from .base64_text import AudioDecoder
    from .saving import AudioWriter

__all__ = ["Attachment", "AudioDecoder", "AudioWriter", "attach", "cached"]

_HOMES = {
    "Attachment": "attachment",
    "AudioDecoder": "base64_text",
    "AudioWriter": "saving",
    "attach": "attaching",
    "cached": "attaching",
}

if not TYPE_CHECKING:  # a type checker that saw `__getattr__` would accept every name

    def __getattr__(name: str) -> object:
        # Loaded when asked for: every chunk is a model, and few have to do with files.
        from importlib import import_module

        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
