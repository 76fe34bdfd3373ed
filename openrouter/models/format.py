# Generated from schemas/format.json by `python -m codegen`. Edit the schema, not this file.
"""Forms that an answer can be made to have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import define

from ..traits import NO_EXTRA, Bounds, Model, arrange, bind, boolean, mismatch, new, plain, refuse, string

if TYPE_CHECKING:
    from collections.abc import Callable


@define(kw_only=True, eq=False, repr=False)
class TextFormat(Model):
    """Plain text, which is the default."""

    type: Literal["text"] = "text"
    """Marks plain text."""


@define(kw_only=True, eq=False, repr=False)
class JsonObjectFormat(Model):
    """Some JSON object."""

    type: Literal["json_object"] = "json_object"
    """Marks a JSON object."""


@define(kw_only=True, eq=False, repr=False)
class JsonSchemaFormat(Model):
    """JSON that follows a schema."""

    type: Literal["json_schema"] = "json_schema"
    """Marks JSON by a schema."""

    json_schema: JsonSchemaDefinition
    """The schema."""


@define(kw_only=True, eq=False, repr=False)
class JsonSchemaDefinition(Model):
    """A schema with its name."""

    name: str
    """Name of letters, digits, underscores and dashes, up to 64 characters."""

    description: str | None = None
    """What the answer is, for the model."""

    schema: dict[str, Any] | None = None
    """The JSON schema."""

    strict: bool | None = None
    """Whether the answer must follow the schema exactly, false by default."""


@define(kw_only=True, eq=False, repr=False)
class GrammarFormat(Model):
    """Text that follows a grammar."""

    type: Literal["grammar"] = "grammar"
    """Marks text by a grammar."""

    grammar: str
    """The grammar."""


@define(kw_only=True, eq=False, repr=False)
class PythonFormat(Model):
    """Python code."""

    type: Literal["python"] = "python"
    """Marks Python code."""


@define(kw_only=True, eq=False, repr=False)
class UnknownFormat(Model):
    """A form of a type that this version does not know."""

    type: str | None = None
    """Type of the form."""


ResponseFormat: TypeAlias = (
    TextFormat | JsonObjectFormat | JsonSchemaFormat | GrammarFormat | PythonFormat | UnknownFormat
)
"""Form of an answer, told apart by its type."""


def decode_response_format(data: dict[str, Any]) -> ResponseFormat:
    """A `ResponseFormat` from its JSON object, told by its `type`."""
    tag = data.get("type")
    if type(tag) is str and tag in _RESPONSE_FORMAT:
        return _RESPONSE_FORMAT[tag](data)
    return decode_unknown_format(data)


def decode_text_format(data: dict[str, Any]) -> TextFormat:
    """A `TextFormat` from its JSON object."""
    model = new(TextFormat)
    model._received = data
    model._extra = NO_EXTRA if TextFormat._keys.issuperset(data) else None
    if data.get("type") != "text":
        raise mismatch(data, "type", '"text"')
    model.type = "text"
    return model


def encode_text_format(model: TextFormat) -> dict[str, Any]:
    """The JSON object of a `TextFormat`."""
    return arrange(
        model,
        {
            "type": model.type,
        },
    )


def decode_json_object_format(data: dict[str, Any]) -> JsonObjectFormat:
    """A `JsonObjectFormat` from its JSON object."""
    model = new(JsonObjectFormat)
    model._received = data
    model._extra = NO_EXTRA if JsonObjectFormat._keys.issuperset(data) else None
    if data.get("type") != "json_object":
        raise mismatch(data, "type", '"json_object"')
    model.type = "json_object"
    return model


def encode_json_object_format(model: JsonObjectFormat) -> dict[str, Any]:
    """The JSON object of a `JsonObjectFormat`."""
    return arrange(
        model,
        {
            "type": model.type,
        },
    )


def decode_json_schema_format(data: dict[str, Any]) -> JsonSchemaFormat:
    """A `JsonSchemaFormat` from its JSON object."""
    model = new(JsonSchemaFormat)
    model._received = data
    model._extra = NO_EXTRA if JsonSchemaFormat._keys.issuperset(data) else None
    if data.get("type") != "json_schema":
        raise mismatch(data, "type", '"json_schema"')
    model.type = "json_schema"
    value = data.get("json_schema")
    if type(value) is dict:
        model.json_schema = decode_json_schema_definition(value)
    else:
        raise mismatch(data, "json_schema", "an object")
    return model


def encode_json_schema_format(model: JsonSchemaFormat) -> dict[str, Any]:
    """The JSON object of a `JsonSchemaFormat`."""
    return arrange(
        model,
        {
            "type": model.type,
            "json_schema": plain(model.json_schema),
        },
    )


def decode_json_schema_definition(data: dict[str, Any]) -> JsonSchemaDefinition:
    """A `JsonSchemaDefinition` from its JSON object."""
    model = new(JsonSchemaDefinition)
    model._received = data
    model._extra = NO_EXTRA if JsonSchemaDefinition._keys.issuperset(data) else None
    value = data.get("name")
    model.name = value if type(value) is str else string(data, "name", value)
    value = data.get("description")
    model.description = value if value is None or type(value) is str else string(data, "description", value)
    value = data.get("schema")
    model.schema = value if value is None or type(value) is dict else refuse(data, "schema", "an object")
    value = data.get("strict")
    model.strict = value if value is None or type(value) is bool else boolean(data, "strict", value)
    return model


def encode_json_schema_definition(model: JsonSchemaDefinition) -> dict[str, Any]:
    """The JSON object of a `JsonSchemaDefinition`."""
    return arrange(
        model,
        {
            "name": model.name,
            "description": model.description,
            "schema": plain(model.schema),
            "strict": model.strict,
        },
    )


def decode_grammar_format(data: dict[str, Any]) -> GrammarFormat:
    """A `GrammarFormat` from its JSON object."""
    model = new(GrammarFormat)
    model._received = data
    model._extra = NO_EXTRA if GrammarFormat._keys.issuperset(data) else None
    if data.get("type") != "grammar":
        raise mismatch(data, "type", '"grammar"')
    model.type = "grammar"
    value = data.get("grammar")
    model.grammar = value if type(value) is str else string(data, "grammar", value)
    return model


def encode_grammar_format(model: GrammarFormat) -> dict[str, Any]:
    """The JSON object of a `GrammarFormat`."""
    return arrange(
        model,
        {
            "type": model.type,
            "grammar": model.grammar,
        },
    )


def decode_python_format(data: dict[str, Any]) -> PythonFormat:
    """A `PythonFormat` from its JSON object."""
    model = new(PythonFormat)
    model._received = data
    model._extra = NO_EXTRA if PythonFormat._keys.issuperset(data) else None
    if data.get("type") != "python":
        raise mismatch(data, "type", '"python"')
    model.type = "python"
    return model


def encode_python_format(model: PythonFormat) -> dict[str, Any]:
    """The JSON object of a `PythonFormat`."""
    return arrange(
        model,
        {
            "type": model.type,
        },
    )


def decode_unknown_format(data: dict[str, Any]) -> UnknownFormat:
    """An `UnknownFormat` from its JSON object."""
    model = new(UnknownFormat)
    model._received = data
    model._extra = NO_EXTRA if UnknownFormat._keys.issuperset(data) else None
    value = data.get("type")
    model.type = value if value is None or type(value) is str else string(data, "type", value)
    return model


def encode_unknown_format(model: UnknownFormat) -> dict[str, Any]:
    """The JSON object of an `UnknownFormat`."""
    return arrange(
        model,
        {
            "type": model.type,
        },
    )


_RESPONSE_FORMAT: dict[str, Callable[[dict[str, Any]], ResponseFormat]] = {
    "text": decode_text_format,
    "json_object": decode_json_object_format,
    "json_schema": decode_json_schema_format,
    "grammar": decode_grammar_format,
    "python": decode_python_format,
}


bind(TextFormat, decode_text_format, encode_text_format)
bind(JsonObjectFormat, decode_json_object_format, encode_json_object_format)
bind(JsonSchemaFormat, decode_json_schema_format, encode_json_schema_format)
bind(
    JsonSchemaDefinition,
    decode_json_schema_definition,
    encode_json_schema_definition,
    bounds={"name": Bounds(max_length=64)},
)
bind(GrammarFormat, decode_grammar_format, encode_grammar_format)
bind(PythonFormat, decode_python_format, encode_python_format)
bind(UnknownFormat, decode_unknown_format, encode_unknown_format)
