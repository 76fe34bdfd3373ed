"""Puts a module together."""

from __future__ import annotations

from .emit_classes import emit_alias, emit_class
from .emit_decode import emit_decode, emit_often, emit_table
from .emit_encode import emit_encode
from .emit_fold import emit_fold
from .emit_repeat import emit_repeat
from .layout import docstring, listing, quote
from .names import snake
from .schema import Bounds, Definition, Record, SchemaFile, Schemas, TaggedUnion, references
from .scope import Scope


def emit_module(schemas: Schemas, file: SchemaFile) -> str:
    """The text of the module of a file of schemas."""
    scope = Scope(schemas, file)
    blocks: list[list[str]] = []
    for definition in _ordered(file):
        shape = definition.shape
        blocks.append(
            emit_class(scope, definition, shape) if isinstance(shape, Record) else emit_alias(scope, definition)
        )
    functions, tables, binds = _functions(scope)
    blocks += [*functions, *scope.readers.values(), *tables]
    if binds:
        blocks.append(binds)
    head = [
        f"# Generated from schemas/{file.module}.json by `python -m codegen`. Edit the schema, not this file.",
        *docstring(file.description),
        "",
        "from __future__ import annotations",
        *scope.header(),
    ]
    return "\n".join(head) + "".join("\n\n\n" + "\n".join(block) for block in blocks) + "\n"


def _functions(scope: Scope) -> tuple[list[list[str]], list[list[str]], list[str]]:
    functions: list[list[str]] = []
    tables: list[list[str]] = []
    binds: list[str] = []
    for definition in scope.file.definitions:
        shape = definition.shape
        functions.append(emit_decode(scope, definition))
        if isinstance(shape, TaggedUnion):
            tables.append(emit_table(scope, definition.ref, shape))
        if isinstance(shape, Record):
            tables.append(emit_often(definition.ref, shape))
            functions.append(emit_encode(scope, definition, shape))
            functions.append(emit_fold(scope, definition, shape))
            functions.append(emit_repeat(scope, definition, shape))
            binds += _bind(scope, definition, shape)
    return [block for block in functions if block], [block for block in tables if block], binds


def _bind(scope: Scope, definition: Definition, record: Record) -> list[str]:
    name = definition.ref.name
    arguments = [name, f"decode_{snake(name)}", f"encode_{snake(name)}"]
    keys = [f"{quote(item.attribute)}: {quote(item.key)}" for item in record.properties if item.attribute != item.key]
    secrets = [quote(item.attribute) for item in record.properties if item.secret]
    if keys:
        arguments.append(f"keys={{{', '.join(keys)}}}")
    bounds = [f"{quote(item.attribute)}: {_bounds(scope, item.bounds)}" for item in record.properties if item.bounds]
    if bounds:
        arguments.append("\n    ".join(listing("bounds={", bounds, "}")))
    if secrets:
        arguments.append(f"secrets=({', '.join(secrets)}{',' if len(secrets) == 1 else ''})")
    return listing(f"{scope.trait('bind')}(", arguments, ")")


def _bounds(scope: Scope, bounds: Bounds) -> str:
    """The expression that makes limits."""
    written = [
        f"{name}={_bounds(scope, value) if isinstance(value, Bounds) else quote(value) if isinstance(value, str) else value}"
        for name, value in bounds.limits
    ]
    return f"{scope.trait('Bounds')}({', '.join(written)})"


def _ordered(file: SchemaFile) -> list[Definition]:
    """The definitions in their order, an alias after what it names."""
    waiting = list(file.definitions)
    ordered: list[Definition] = []
    while waiting:
        missing = {definition.ref for definition in waiting}
        following = next(
            definition
            for definition in waiting
            if isinstance(definition.shape, Record) or missing.isdisjoint(references(definition.shape))
        )
        waiting.remove(following)
        ordered.append(following)
    return ordered
