"""What a module being written may call by name, and the imports that follow from it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .layout import indent, listing
from .names import snake
from .schema import Array, Mapping, Record, Ref, SchemaFile, Schemas, Shape, TaggedUnion, Union, references

if TYPE_CHECKING:
    from collections.abc import Iterable


class Scope:
    """A module being written: hands out names, and remembers what has to be imported for them."""

    def __init__(self, schemas: Schemas, file: SchemaFile) -> None:
        self.schemas = schemas
        self.file = file
        self.readers: dict[str, list[str]] = {}
        self._always: dict[str, set[str]] = defaultdict(set)
        self._types: dict[str, set[str]] = defaultdict(set)

    def name(self, module: str, name: str) -> str:
        """A name of a module that is imported whatever happens."""
        self._always[module].add(name)
        return name

    def type_only(self, module: str, name: str) -> str:
        """A name that only annotations need."""
        self._types[module].add(name)
        return name

    def trait(self, name: str) -> str:
        """A name of `openrouter.traits`."""
        return self.name("..traits", name)

    def type_name(self, ref: Ref) -> str:
        """The name of a definition in an annotation."""
        if ref.module != self.file.module:
            found = self._types if self.is_lazy(ref) else self._always
            found[f".{ref.module}"].add(ref.name)
        return ref.name

    def function(self, ref: Ref, verb: str) -> str:
        """The name of a generated function; where its module is lazy, `local_imports` has the import."""
        name = f"{verb}_{snake(ref.name)}"
        if ref.module != self.file.module and not self.is_lazy(ref):
            self._always[f".{ref.module}"].add(name)
        return name

    def is_lazy(self, ref: Ref) -> bool:
        """Whether a definition may only be imported where it is needed."""
        return ref.module != self.file.module and self.schemas.files[ref.module].lazy

    def is_late(self, ref: Ref) -> bool:
        """Whether an alias that names the definition has no value at runtime, but only a text."""
        definition = self.schemas.find(ref)
        assert definition is not None
        if self.is_lazy(ref) or isinstance(definition.shape, Record):
            return self.is_lazy(ref)
        there = Scope(self.schemas, self.schemas.files[ref.module])
        return any(there.is_late(inner) for inner in references(definition.shape))

    def calls(self, shape: Shape) -> list[Ref]:
        """The definitions whose functions decode a type; a union has a function of its own, which calls more."""
        if isinstance(shape, Ref):
            target = self.schemas.shape(shape)
            return [shape] if isinstance(target, (Record, TaggedUnion)) or self.has_reader(target) else []
        if isinstance(shape, Array):
            return self.calls(shape.item)
        if isinstance(shape, Mapping):
            return self.calls(shape.value)
        return []

    def has_reader(self, shape: Shape) -> bool:
        """Whether an alias of that shape has a function that reads it."""
        return isinstance(shape, (Array, Mapping, Union))

    def decoder(self, ref: Ref) -> str:
        """The name of the function that decodes a definition."""
        return self.function(ref, "read" if self.has_reader(self.schemas.shape(ref)) else "decode")

    def local_imports(self, shape: Shape) -> list[str]:
        """The import statements for the lazy definitions that decoding a type calls."""
        found: dict[str, set[str]] = defaultdict(set)
        for ref in filter(self.is_lazy, self.calls(shape)):
            found[f".{ref.module}"].add(self.decoder(ref))
        return imports(found)

    def header(self) -> list[str]:
        """The import statements at the top of the module."""
        typed = {module: names for module, names in self._types.items() if names}
        always = {**self._always, "typing": self._always["typing"] | ({"TYPE_CHECKING"} if typed else set())}
        lines = _groups(always)
        return [*lines, "", "if TYPE_CHECKING:", *indent(_groups(typed)[1:])] if typed else lines


def _groups(names: dict[str, set[str]]) -> list[str]:
    """Import statements, with a blank line before each of the standard library, others and this package."""
    keys = {module: (2 if module.startswith(".") else module == "attrs") for module in names if names[module]}
    groups = [imports({module: names[module] for module in keys if keys[module] == key}) for key in range(3)]
    return [line for group in groups if group for line in ("", *group)]


def imports(names: dict[str, set[str]]) -> list[str]:
    """Import statements, parents before siblings."""
    lines: list[str] = []
    for module in sorted(names, key=lambda module: (not module.startswith(".."), module)):
        lines += _import(module, names[module])
    return lines


def _import(module: str, names: Iterable[str]) -> list[str]:
    ordered = sorted(names, key=lambda name: (not name.isupper(), name[0].islower(), name))
    lines = listing(f"from {module} import ", ordered, "")
    return lines if len(lines) == 1 else listing(f"from {module} import (", ordered, ")")
