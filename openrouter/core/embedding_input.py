"""What is embedded: what the schema cannot say of it, checked before it is sent."""

from __future__ import annotations

from typing import Any

from ..errors import ConfigurationError


def check_inputs(given: str | list[Any]) -> None:
    """Raises ConfigurationError for an item with nothing in it, and for items of several kinds; each is of a type that may stand there."""
    if isinstance(given, str):
        return
    kind = _kind(given[0])
    for place, item in enumerate(given):
        if _kind(item) != kind:
            raise ConfigurationError(f"input[{place}] is {_kind(item)} and input[0] {kind}: pass inputs of one kind")
        if item in ("", []):
            raise ConfigurationError(f"input[{place}] is empty")
        if isinstance(item, dict):
            _check_parts(item["content"], f"input[{place}].content")


def _kind(item: Any) -> str:
    if isinstance(item, str):
        return "a text"
    if isinstance(item, list):
        return "a list of tokens"
    return "content of several parts" if isinstance(item, dict) else "a token"


def _check_parts(parts: list[dict[str, Any]], path: str) -> None:
    for place, part in enumerate(parts):
        if part.get("text") == "":
            raise ConfigurationError(f"{path}[{place}].text is empty")
