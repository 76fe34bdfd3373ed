"""The schema of a pydantic model, by the rules of strict mode as far as the model allows."""

from __future__ import annotations

from typing import Any

_TELLING = frozenset({"type", "enum", "const", "anyOf", "$ref"})
"""Keywords of which each schema has one, but for that of a value of any kind."""


def strict_schema(schema: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """
    The schema with every key required and no others allowed, and whether that could be said everywhere.

    Strict mode has no defaults, no tagged unions, and nothing beside a reference.
    """
    written = {key: value for key, value in schema.items() if key not in {"default", "discriminator", "title"}}
    if "oneOf" in written:
        written["anyOf"] = written.pop("oneOf")
    strict = not _TELLING.isdisjoint(written) and "allOf" not in written and "prefixItems" not in written
    if written.get("type") == "object" and "additionalProperties" not in written:
        written["additionalProperties"] = False
        written["required"] = list(written.get("properties", {}))
    strict = strict and not written.get("additionalProperties", False)
    for group in {"properties", "$defs"} & written.keys():
        inner = {name: strict_schema(one) for name, one in written[group].items()}
        written[group] = {name: one for name, (one, _) in inner.items()}
        strict = strict and all(fits for _, fits in inner.values())
    if "anyOf" in written:
        members = [strict_schema(one) for one in written["anyOf"]]
        written["anyOf"] = [one for one, _ in members]
        strict = strict and all(fits for _, fits in members)
    if isinstance(written.get("items"), dict):
        written["items"], fits = strict_schema(written["items"])
        strict = strict and fits
    if "$ref" in written and len(written) > 1:
        return {"anyOf": [{"$ref": written.pop("$ref")}], **written}, strict
    return written, strict
