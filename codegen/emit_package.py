"""Writes the root of the package of models."""

from __future__ import annotations

from .layout import indent, quote
from .schema import Record, Schemas
from .scope import imports

_HEAD = '''\
# Generated from the schemas by `python -m codegen`. Edit the schemas, not this file.
"""
What OpenRouter accepts and sends, as attrs classes.

A module is imported when a name of it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any
'''

_TAIL = '''
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
'''


def emit_package(schemas: Schemas) -> str:
    """The text of `openrouter/models/__init__.py`."""
    modules = _modules(schemas)
    names: dict[str, set[str]] = {}
    for name, module in modules.items():
        names.setdefault(f".{module}", set()).add(name)
    table = [f"{quote(name)}: {quote(module)}," for name, module in sorted(modules.items())]
    lines = [
        _HEAD,
        "if TYPE_CHECKING:",
        *indent(imports(names)),
        "",
        "__all__ = [",
        *indent(f"{quote(name)}," for name in sorted(modules)),
        "]",
        "",
        "_MODULES = {",
        *indent(table),
        "}",
        _TAIL,
    ]
    return "\n".join(lines)


def _modules(schemas: Schemas) -> dict[str, str]:
    """The module of every public name."""
    found: dict[str, str] = {}
    for file in schemas.files.values():
        for definition in file.definitions:
            found[definition.ref.name] = file.module
            if isinstance(definition.shape, Record) and definition.shape.params is not None:
                found[definition.shape.params] = "params"
    return found
