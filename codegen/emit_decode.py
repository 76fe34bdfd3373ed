"""Writes the functions that decode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .check import tag_values
from .emit_types import annotation
from .kinds import expected, one_of
from .layout import WIDTH, article, docstring, fill, indent, listing, quote, statement
from .names import snake
from .schema import AnyValue, Const, Definition, Property, Record, Ref, TaggedUnion, Union
from .steps import Place, Step, emit_reader, passing, step

if TYPE_CHECKING:
    from .scope import Scope


def emit_decode(scope: Scope, definition: Definition) -> list[str]:
    """The function that decodes a definition; none for an alias of something that needs none."""
    ref, shape = definition.ref, definition.shape
    if isinstance(shape, Record):
        return _record(scope, ref, shape)
    if isinstance(shape, TaggedUnion):
        return _tagged(scope, ref, shape)
    if scope.has_reader(shape):
        place = Place("value", "holder", "key", snake(ref.name))
        return emit_reader(scope, f"read_{snake(ref.name)}", shape, ref.name, place)
    return []


def _record(scope: Scope, ref: Ref, record: Record) -> list[str]:
    scope.name("typing", "Any")
    often = f"{ref.name}._keys.issuperset(data)"
    lines = [f"model = {scope.trait('new')}({ref.name})", "model._received = data"]
    rare = _rare(scope, ref, record)
    if rare:
        lines.append(f"often = {_often_name(ref)}.issuperset(data)")
        often = "often"
    lines.append(f"model._extra = {scope.trait('NO_EXTRA')} if {often} else None")
    lines += [line for item in record.properties if not item.rare for line in _property(scope, ref, item)]
    return [
        f"def decode_{snake(ref.name)}(data: dict[str, Any]) -> {ref.name}:",
        *indent([*docstring(f"{article(ref.name)} from its JSON object."), *lines, *rare, "return model"]),
    ]


def _rare(scope: Scope, ref: Ref, record: Record) -> list[str]:
    """Looks for what is seldom there only where some key is not one of the frequent ones."""
    rare = [item for item in record.properties if item.rare]
    if not rare:
        return []
    return [
        "if often:",
        *(f"    model.{item.attribute} = None" for item in rare),
        "else:",
        *indent(line for item in rare for line in _property(scope, ref, item)),
    ]


def _often_name(ref: Ref) -> str:
    return f"_OFTEN_IN_{snake(ref.name).upper()}"


def emit_often(ref: Ref, record: Record) -> list[str]:
    """The keys that are not seldom there, where a record has seldom ones."""
    often = [quote(item.key) for item in record.properties if not item.rare]
    rare = any(item.rare for item in record.properties)
    return listing(f"{_often_name(ref)} = frozenset({{", often, "})") if rare else []


def _property(scope: Scope, ref: Ref, item: Property) -> list[str]:
    key, target = quote(item.key), f"model.{item.attribute} = "
    if isinstance(item.type, Const):
        value = quote(item.type.value)
        found = f"data.get({key})" if item.required else f"data.get({key}, {value})"
        raising = f"raise {scope.trait('mismatch')}(data, {key}, {quote(value)})"
        return [f"if {found} != {value}:", f"    {raising}", f"{target}{value}"]
    anything = isinstance(scope.schemas.resolved(item.type), AnyValue)
    if anything and not item.required:
        return [f"{target}data.get({key})"]
    lines = [f"value = data.get({key})"]
    if item.required and (item.nullable or anything):
        words = "any value" if anything else f"{expected(scope.schemas, item.type)} or null"
        lines += [
            f"if value is None and {key} not in data:",
            f"    raise {scope.trait('mismatch')}(data, {key}, {quote(words)})",
        ]
    if anything:
        return [*lines, f"{target}value"]
    place = Place("value", "data", key, item.attribute, f"_of_{snake(ref.name)}")
    if item.lenient:
        return [*lines, *_lenient(scope, item, place, target)]
    return [*lines, *_strict(scope, item, place, target)]


def _strict(scope: Scope, item: Property, place: Place, target: str) -> list[str]:
    found = step(scope, item.type, place)
    optional = item.nullable or not item.required
    imported = scope.local_imports(item.type)
    if found.passes is not None:
        unchanged = _or_null(found.passes) if optional else found.passes
        line = f"{target}value if {unchanged} else {found.call}"
        if not imported and len(line) + 8 <= WIDTH:
            return [line]
        return [
            *fill("if ", unchanged, ":"),
            f"    {target}value",
            "else:",
            *indent([*imported, *statement(target, found.call)]),
        ]
    call = [*imported, *_store(item, found, target)]
    nothing = ["if value is None:", f"    {target}None"] if optional else []
    if found.check is None:
        return [*nothing, "else:", *indent(call)] if optional else call
    words = quote(expected(scope.schemas, item.type))
    return [
        *nothing,
        f"{'elif' if optional else 'if'} {found.check}:",
        *indent(call),
        "else:",
        f"    raise {scope.trait('mismatch')}(data, {place.key}, {words})",
    ]


def _or_null(passes: str) -> str:
    return " or ".join(dict.fromkeys(["value is None", *passes.split(" or ")]))


def _store(item: Property, found: Step, target: str) -> list[str]:
    """Stores what was decoded; a loop, since a comprehension is a call of its own before Python 3.12."""
    if found.decode is None:
        return statement(target, found.call)
    return [
        f"{target}{item.attribute}_found = []",
        "for item in value:",
        "    if type(item) is not dict:",
        '        refuse_item(value, item, "an object")',
        f"    {item.attribute}_found.append({found.decode}(item))",
    ]


def _lenient(scope: Scope, item: Property, place: Place, target: str) -> list[str]:
    give_up = f"{scope.trait('tolerate')}(model, data, {place.key})"
    passes = passing(scope, item.type, "value")
    if passes is not None and not isinstance(item.type, Union) and not scope.calls(item.type):
        head = [*fill("if ", _or_null(passes), ":"), f"    {target}value", "else:", f"    {target}None"]
        return [*head, f"    {give_up}"]
    found = step(scope, item.type, place)
    tried = [*scope.local_imports(item.type), *statement(target, found.call)]
    attempt = ["try:", *indent(tried), f"except {scope.trait('Mismatch')}:", f"    {give_up}"]
    if passes is not None:
        head = [*fill("if ", _or_null(passes), ":"), f"    {target}value", "else:", f"    {target}None"]
        return [*head, *indent(attempt)]
    if found.check is None:
        return [f"{target}None", "if value is not None:", *indent(attempt)]
    return [
        f"{target}None",
        f"if {found.check}:",
        *indent(attempt),
        "elif value is not None:",
        f"    {give_up}",
    ]


def _tagged(scope: Scope, ref: Ref, shape: TaggedUnion) -> list[str]:
    scope.name("typing", "Any")
    key, table = quote(shape.tag), _table(ref)
    if shape.unknown is not None:
        otherwise = f"return {scope.decoder(shape.unknown)}(data)"
    else:
        known = tuple(value for member in shape.members for value in tag_values(scope.schemas, member, shape.tag) or ())
        otherwise = f"raise {scope.trait('mismatch')}(data, {key}, {quote(one_of(known))})"
    return [
        f"def decode_{snake(ref.name)}(data: dict[str, Any]) -> {ref.name}:",
        *indent(docstring(f"{article(ref.name)} from its JSON object, told by its `{shape.tag}`.")),
        f"    tag = data.get({key})",
        f"    if type(tag) is str and tag in {table}:",
        f"        return {table}[tag](data)",
        f"    {otherwise}",
    ]


def _table(ref: Ref) -> str:
    return f"_{snake(ref.name).upper()}"


def emit_table(scope: Scope, ref: Ref, shape: TaggedUnion) -> list[str]:
    """The functions that decode the members of a tagged union, by the value of its tag."""
    scope.type_only("collections.abc", "Callable")
    lines = [f"{_table(ref)}: dict[str, Callable[[dict[str, Any]], {ref.name}]] = {{"]
    for member in shape.members:
        decode = scope.decoder(member)
        if scope.is_lazy(member):
            decode = _late(scope, member)
        lines += [f"    {quote(value)}: {decode}," for value in tag_values(scope.schemas, member, shape.tag) or ()]
    return [*lines, "}"]


def _late(scope: Scope, member: Ref) -> str:
    name = f"_{scope.decoder(member)}"
    scope.readers[name] = [
        f"def {name}(data: dict[str, Any]) -> {annotation(scope, member)}:",
        *indent(docstring(f"{article(member.name)}, from a module that is imported for it.")),
        *indent(scope.local_imports(member)),
        f"    return {scope.decoder(member)}(data)",
    ]
    return name
