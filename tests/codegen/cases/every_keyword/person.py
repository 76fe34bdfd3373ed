# Generated from schemas/person.json by `python -m codegen`. Edit the schema, not this file.
"""People."""

from __future__ import annotations

from typing import Any, TypeAlias

from attrs import define

from ..traits import NO_EXTRA, Model, arrange, bind, new, string


@define(kw_only=True, eq=False, repr=False)
class Person(Model):
    """A person."""

    name: str | None = None
    """A name."""


City: TypeAlias = str
"""A city."""


def decode_person(data: dict[str, Any]) -> Person:
    """A `Person` from its JSON object."""
    model = new(Person)
    model._received = data
    model._extra = NO_EXTRA if Person._keys.issuperset(data) else None
    value = data.get("name")
    model.name = value if value is None or type(value) is str else string(data, "name", value)
    return model


def encode_person(model: Person) -> dict[str, Any]:
    """The JSON object of a `Person`."""
    return arrange(
        model,
        {
            "name": model.name,
        },
    )


bind(Person, decode_person, encode_person)
