"""Checks how the schemas fit together."""

from __future__ import annotations

from collections import Counter

from .kinds import kinds
from .read_bounds import limited_kinds
from .schema import (
    Array,
    Const,
    Definition,
    Enum,
    ExactNumber,
    Mapping,
    Property,
    Record,
    Ref,
    SchemaError,
    Schemas,
    Shape,
    TaggedUnion,
    Type,
    Union,
    references,
)

_MERGED_TYPES = {
    "concat": "string",
    "append": "array",
    "append-unique": "array",
    "by-index": "array",
    "finish-reason": "string",
    "tool-calls": "array",
    "reasoning-details": "array",
    "fields": "object",
}


def check(schemas: Schemas) -> None:
    """Raises `SchemaError` at the first place where two parts of the schemas contradict each other."""
    names = Counter(_names(schemas))
    for definition in _definitions(schemas):
        for name in _own_names(definition):
            if names[name] > 1:
                raise _error(definition.ref, f"the name {name!r} is there twice")
        for ref in references(definition.shape):
            if schemas.find(ref) is None:
                raise _error(definition.ref, f"no definition {ref.name!r} in {ref.module}.json")
    for definition in _definitions(schemas):
        _check_aliases(schemas, definition.ref, definition.shape, (definition.ref,))
    for definition in _definitions(schemas):
        _check_shape(schemas, definition)
    for module in schemas.files:
        _check_imports(schemas, module, (module,))


def _definitions(schemas: Schemas) -> list[Definition]:
    return [definition for file in schemas.files.values() for definition in file.definitions]


def _names(schemas: Schemas) -> list[str]:
    return [name for definition in _definitions(schemas) for name in _own_names(definition)]


def _own_names(definition: Definition) -> list[str]:
    shape = definition.shape
    params = shape.params if isinstance(shape, Record) else None
    return [definition.ref.name, *([params] if params else [])]


def _error(ref: Ref, message: str, key: str | None = None) -> SchemaError:
    below = f".properties.{key}" if key is not None else ""
    return SchemaError(f"schemas/{ref.module}.json: $defs.{ref.name}{below}: {message}")


def _check_aliases(schemas: Schemas, root: Ref, shape: Shape, seen: tuple[Ref, ...]) -> None:
    if isinstance(shape, Record):
        return
    for ref in references(shape):
        if ref in seen:
            raise _error(root, "the alias contains itself")
        target = schemas.find(ref)
        assert target is not None
        _check_aliases(schemas, root, target.shape, (*seen, ref))


def _check_shape(schemas: Schemas, definition: Definition) -> None:
    ref, shape = definition.ref, definition.shape
    if isinstance(shape, TaggedUnion):
        _check_tags(schemas, ref, shape)
    elif isinstance(shape, Record):
        for item in shape.properties:
            _check_kinds(schemas, ref, item.type, item.key)
            _check_merge(schemas, ref, shape, item)
            _check_bounds(schemas, ref, item)
    elif isinstance(shape, Const):
        raise _error(ref, "a const stands in a property")
    else:
        _check_kinds(schemas, ref, shape, None)


def _check_kinds(schemas: Schemas, ref: Ref, shape: Type, key: str | None) -> None:
    if any(isinstance(schemas.resolved(member), ExactNumber) for member in _inner(shape)):
        raise _error(ref, "a decimal is the value of a property, and is in no array, map or union", key)
    for member in _inner(shape):
        _check_kinds(schemas, ref, member, key)
    if isinstance(shape, Union):
        found = kinds(schemas, shape)
        alike = ["number" if kind == "integer" else kind for kind in found]
        if len(set(alike)) < len(alike) or "any" in alike:
            raise _error(ref, f"a union cannot tell its members apart: {', '.join(found)}", key)


def _inner(shape: Type) -> tuple[Type, ...]:
    if isinstance(shape, Array):
        return (shape.item,)
    if isinstance(shape, Mapping):
        return (shape.value,)
    return shape.members if isinstance(shape, Union) else ()


def _check_bounds(schemas: Schemas, ref: Ref, item: Property) -> None:
    """Refuses limits of another kind of value than the property holds."""
    if item.bounds is None:
        return
    found = {"number" if kind == "integer" else kind for kind in kinds(schemas, item.type)}
    strange = limited_kinds(item.bounds) - found
    if strange:
        raise _error(ref, f"there is no {' or '.join(sorted(strange))} to limit", item.key)


def tag_values(schemas: Schemas, member: Ref, tag: str) -> tuple[str, ...] | None:
    """The values of the tag by which a union knows a member; None if it has no such property."""
    shape = schemas.shape(member)
    item = shape.property(tag) if isinstance(shape, Record) else None
    kind = item.type if item is not None else None
    if isinstance(kind, Ref):
        found = schemas.shape(kind)
        kind = found if isinstance(found, Enum) else None
    if isinstance(kind, Const):
        return (kind.value,)
    return kind.values if isinstance(kind, Enum) else None


def _check_tags(schemas: Schemas, ref: Ref, shape: TaggedUnion) -> None:
    seen: set[str] = set()
    for member in shape.members:
        values = tag_values(schemas, member, shape.tag)
        if values is None:
            raise _error(ref, f"{member.name} has no const or enum {shape.tag!r}")
        if not seen.isdisjoint(values):
            raise _error(ref, f"{member.name} repeats a value of {shape.tag!r}")
        seen.update(values)
    if shape.unknown is not None:
        unknown = schemas.shape(shape.unknown)
        item = unknown.property(shape.tag) if isinstance(unknown, Record) else None
        if item is None or item.required or kinds(schemas, item.type) != ["string"] or isinstance(item.type, Const):
            raise _error(
                ref, f"{shape.unknown.name} must be an object with a string {shape.tag!r} that is not required"
            )


def _check_merge(schemas: Schemas, ref: Ref, record: Record, item: Property) -> None:
    wanted = _MERGED_TYPES.get(item.merge or "")
    found = kinds(schemas, item.type)
    if wanted is not None and found != [wanted]:
        raise _error(ref, f"the rule {item.merge} joins no {' or '.join(found)}", item.key)
    if item.merge in {"by-index", "fields"} and not _folds(schemas, item.type):
        raise _error(ref, f"the rule {item.merge} needs a class that has merge rules itself", item.key)
    if item.merge_into is not None and record.property(item.merge_into) is None:
        raise _error(ref, f"'x-merge-into' names {item.merge_into!r}, which is no property", item.key)
    if item.alias_of is not None:
        target = record.property(item.alias_of)
        others = [other for other in record.properties if other.alias_of == item.alias_of]
        if target is None or target.alias_of or target.merge_into or len(others) > 1:
            raise _error(ref, f"nothing can be another spelling of {item.alias_of!r}", item.key)
        if item.merge not in {None, target.merge}:
            raise _error(ref, "an alias joins by the rule of the field it stands for", item.key)


def _folds(schemas: Schemas, shape: Shape) -> bool:
    if isinstance(shape, Ref):
        return _folds(schemas, schemas.shape(shape))
    if isinstance(shape, Array):
        return _folds(schemas, shape.item)
    return isinstance(shape, Record) and shape.folds


def _check_imports(schemas: Schemas, module: str, trail: tuple[str, ...]) -> None:
    for definition in schemas.files[module].definitions:
        for target in sorted({ref.module for ref in references(definition.shape)} - {module}):
            if schemas.files[target].lazy:
                continue
            if target == trail[0]:
                raise _error(definition.ref, f"modules import each other: {' -> '.join((*trail, target))}")
            if target not in trail:
                _check_imports(schemas, target, (*trail, target))
