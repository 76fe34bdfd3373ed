# Generated from the schemas by `python -m codegen`. Edit the schemas, not this file.
"""
What OpenRouter accepts and sends, as attrs classes.

A module is imported when a name of it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .word import Word

__all__ = [
    "Word",
]

_MODULES = {
    "Word": "word",
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
