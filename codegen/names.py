"""From the names of the schemas to those of Python."""

from __future__ import annotations

import keyword
import re

_RESERVED = frozenset({"extra", "received", "from_dict", "from_json", "to_dict", "to_json"})

_ANNOTATING = frozenset({"bool", "dict", "float", "int", "list", "str"})  # a field of that name would hide the type

_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def snake(name: str) -> str:
    """A class name as in a function's name: `URLCitation` is `url_citation`."""
    return _WORD_START.sub("_", name).lower()


def attribute(key: str) -> str | None:
    """The attribute for a JSON key; None if there can be none."""
    name = re.sub(r"\W", "_", key).strip("_")
    if keyword.iskeyword(name) or name in _ANNOTATING:
        return f"{name}_"
    return name if name.isidentifier() and name not in _RESERVED else None


def is_class_name(name: str) -> bool:
    """Whether a definition may be called that."""
    return re.fullmatch(r"[A-Z][A-Za-z0-9]*", name) is not None and not keyword.iskeyword(name)


def is_module_name(name: str) -> bool:
    """Whether a file of schemas may be called that; `params` is the generator's own."""
    return re.fullmatch(r"[a-z][a-z0-9_]*", name) is not None and not keyword.iskeyword(name) and name != "params"
