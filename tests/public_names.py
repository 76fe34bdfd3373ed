"""The public names of the package, and what the API reference shows of them, found without building it."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from attrs import frozen

import openrouter
from tests.parsing import parsed

ROOT = Path(__file__).resolve().parent.parent
DIRECTIVE = re.compile(r"^\.\. auto(\w+):: (\S+)\n((?:   :.*\n)*)", re.MULTILINE)
NAMED = re.compile(r"`([^`]+)`|^ +(\w+(?:, \w+)*):", re.MULTILINE)
"""How a docstring names a field: in backticks, or at the head of a line of its `Args` or `Attributes`."""
MODULES = {name: getattr(openrouter, name) for name in openrouter.__all__ if inspect.ismodule(getattr(openrouter, name))}


@frozen
class Directive:
    """One directive of autodoc: what it documents, and how much of it."""

    kind: str
    name: str
    options: dict[str, str]

    @property
    def value(self) -> Any:
        """The module, class, function or alias."""
        if self.kind == "module":
            return import_module(self.name)
        holder, _, name = self.name.rpartition(".")
        return getattr(import_module(holder), name)


def directives() -> list[Directive]:
    """What stands in the reference."""
    text = (ROOT / "docs" / "reference.md").read_text()
    return [
        Directive(kind, name, dict(re.findall(r":([\w-]+): ?(.*)", options))) for kind, name, options in DIRECTIVE.findall(text)
    ]


def public_values() -> Iterator[tuple[str, Any]]:
    """Each public name with its value: those of `openrouter`, then those of its modules but for the generated models."""
    for name in openrouter.__all__:
        if name not in MODULES:
            yield name, getattr(openrouter, name)
    for module in MODULES.values():
        if module is not openrouter.models:
            for name in module.__all__:
                yield f"{module.__name__.partition('.')[2]}.{name}", getattr(module, name)


def public_classes() -> Iterator[tuple[str, type]]:
    """The classes among the public names, and those that the reference shows besides: people get objects of them, and import none."""
    yield from ((name, value) for name, value in public_values() if inspect.isclass(value))
    for one in directives():
        if not one.name.startswith("openrouter.models."):
            shown = list(_members_of(one, one.value)) if isinstance(one.value, ModuleType) else [one.value]
            yield from ((cls.__qualname__, cls) for cls in shown if inspect.isclass(cls))


def own_members(cls: type) -> dict[str, Any]:
    """The public members that a class and our classes above it define: methods, properties, fields."""
    found: dict[str, Any] = {}
    for origin in reversed(cls.__mro__):
        if is_ours(origin):
            found |= {name: member for name, member in vars(origin).items() if not name.startswith("_")}
    return found


def is_ours(cls: type) -> bool:
    """Whether a class is of this package."""
    return cls.__module__.partition(".")[0] == "openrouter"


def described_fields(cls: type) -> set[str]:
    """The fields with words: a docstring of their own, or their names in that of a class."""
    words: set[str] = set()
    for origin in cls.__mro__:
        if is_ours(origin):
            for names in NAMED.findall(origin.__doc__ or ""):
                words.update(re.findall(r"\w+", "".join(names)))
            words |= _fields_with_words(origin.__module__).get(origin.__name__, set())
    return words


@cache
def _fields_with_words(module: str) -> dict[str, set[str]]:
    """The fields with docstrings, by the classes of a module."""
    tree = parsed(Path(sys.modules[module].__file__ or "").read_text())
    return {node.name: _followed_by_words(node) for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


def _followed_by_words(node: ast.ClassDef) -> set[str]:
    """The fields of a class, or of its `__init__`, that a string follows."""
    bodies = [node.body, *(inner.body for inner in node.body if isinstance(inner, ast.FunctionDef))]
    found = set()
    for body in bodies:
        for field, after in pairwise(body):
            if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) and isinstance(after.value.value, str):
                targets = field.targets if isinstance(field, ast.Assign) else [getattr(field, "target", field)]
                found |= {ast.unparse(target).removeprefix("self.") for target in targets}
    return found


def shown_values() -> tuple[set[int], set[int]]:
    """By `id()`: all that has an entry in the reference, and of that the classes with their members."""
    entries: set[int] = set()
    whole: set[int] = set()
    for one in directives():
        value = one.value
        if not isinstance(value, ModuleType):
            entries.add(id(value))
            if "members" in one.options:
                whole |= {id(origin) for origin in (value.__mro__ if "inherited-members" in one.options else [value])}
        else:
            inside = list(_members_of(one, value))
            entries |= {id(member) for member in inside}
            whole |= {id(member) for member in inside if inspect.isclass(member)}
    return entries, whole


def _members_of(one: Directive, module: ModuleType) -> Iterator[Any]:
    """
    The classes and functions that `automodule` shows: what `__all__` names, else what is not private; only where they were made if not
    told otherwise. (Of any other value it shows no more than the words at the place where it was made.)
    """
    if "members" not in one.options:
        return
    named = one.options["members"].split(", ") if one.options["members"] else getattr(module, "__all__", dir(module))
    left_out = one.options.get("exclude-members", "").split(", ")
    for name in named:
        member = getattr(module, name)
        if name.startswith("_") or name in left_out or not (inspect.isclass(member) or inspect.isroutine(member)):
            continue
        if member.__module__ == module.__name__ or "imported-members" in one.options:
            yield member


def words_of_typing() -> set[str]:
    """The imported names, the attributes and the keywords that `tests/typing_api.py` uses."""
    found: set[str] = set()
    for node in ast.walk(parsed((ROOT / "tests" / "typing_api.py").read_text())):
        if isinstance(node, ast.ImportFrom):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.keyword) and node.arg is not None:
            found.add(node.arg)
    return found
