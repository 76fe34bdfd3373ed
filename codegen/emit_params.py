"""Writes the typed dicts of keyword parameters."""

from __future__ import annotations

from .emit_types import annotation
from .layout import docstring, fill, indent, listing, quote
from .names import snake
from .schema import (
    AnyValue,
    Array,
    Definition,
    ExactNumber,
    Mapping,
    Property,
    Record,
    Ref,
    SchemaFile,
    Schemas,
    Shape,
    TaggedUnion,
    Union,
)
from .scope import Scope


def emit_params(schemas: Schemas) -> str | None:
    """The text of the module of typed dicts; None if no definition asks for one."""
    scope = Scope(schemas, SchemaFile("params", "", lazy=True, definitions=()))
    found = [
        (definition, definition.shape)
        for file in schemas.files.values()
        for definition in file.definitions
        if isinstance(definition.shape, Record) and definition.shape.params is not None
    ]
    if not found:
        return None
    blocks = [block for definition, record in found for block in _typed_dict(scope, definition, record)]
    head = [
        "# Generated from the schemas by `python -m codegen`. Edit the schemas, not this file.",
        '"""Keyword parameters, for `**params: Unpack[...]`; what takes a model also takes a mapping."""',
        "",
        "from __future__ import annotations",
        *scope.header(),
    ]
    return "\n".join(head) + "".join("\n\n\n" + "\n".join(block) for block in blocks) + "\n"


def _typed_dict(scope: Scope, definition: Definition, record: Record) -> list[list[str]]:
    assert record.params is not None
    properties = [item for item in record.properties if item.key not in record.params_without]
    bases = [scope.name("typing", "TypedDict")]
    if any(item.takes_class for item in properties):
        bases.append(f"{scope.name('typing', 'Generic')}[{scope.trait('T')}]")
    lines = [
        f"class {record.params}({', '.join(bases)}, total=False):",
        *indent(docstring(f"The fields of `{definition.ref.name}` that are given as keywords.")),
    ]
    for item in properties:
        lines += [
            "",
            *indent(fill(f"{item.attribute}: ", _parameter(scope, item))),
            *indent(docstring(item.description)),
        ]
    names = listing("frozenset({", [quote(item.attribute) for item in properties], "})")
    table = [f"{snake(record.params).upper()}: frozenset[str] = {names[0]}", *names[1:]]
    return [lines, [*table, f'"""The names of the keywords of `{record.params}`."""']]


def _parameter(scope: Scope, item: Property) -> str:
    accepted = _accepted(scope, item.type)
    if item.takes_class:
        accepted.append("type[T]")
    if not isinstance(item.type, AnyValue) and (item.nullable or not item.required):
        accepted.append("None")
    return " | ".join(accepted)


def _accepted(scope: Scope, shape: Shape) -> list[str]:
    """What a parameter of that type takes, a member of a union each."""
    if isinstance(shape, Ref):
        target = scope.schemas.shape(shape)
        if isinstance(target, (Record, TaggedUnion)):
            return [scope.type_name(shape), _mapping(scope, "Any")]
        return _accepted(scope, target) if scope.has_reader(target) else [scope.type_name(shape)]
    if isinstance(shape, Array):
        sequence = scope.type_only("collections.abc", "Sequence")
        return [f"{sequence}[{' | '.join(_accepted(scope, shape.item))}]"]
    if isinstance(shape, Mapping):
        return [_mapping(scope, " | ".join(_accepted(scope, shape.value)))]
    if isinstance(shape, Union):
        found = [accepted for member in shape.members for accepted in _accepted(scope, member)]
        return list(dict.fromkeys(found))
    assert not isinstance(shape, (Record, TaggedUnion))
    if isinstance(shape, ExactNumber):
        others = {"string": "str", "number": "float"}
        return [annotation(scope, shape), *(others[kind] for kind in shape.kinds)]
    return [annotation(scope, shape)]


def _mapping(scope: Scope, value: str) -> str:
    if value == "Any":
        scope.name("typing", "Any")
    return f"{scope.type_only('collections.abc', 'Mapping')}[str, {value}]"
