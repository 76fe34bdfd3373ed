"""What several answers used together."""

from __future__ import annotations

from collections.abc import Iterable

from ..models.usage import Usage

_COUNTED = ("prompt_tokens", "completion_tokens", "total_tokens", "cost")


def summed_usage(usages: Iterable[Usage | None]) -> Usage | None:
    """Tokens and cost of several answers, added up; None where none of them tells. The details of each are in its own answer."""
    told = [usage for usage in usages if usage is not None]
    if not told:
        return None
    sums = {}
    for name in _COUNTED:
        values = [value for usage in told if (value := getattr(usage, name)) is not None]
        sums[name] = sum(values) if values else None
    return Usage(**sums)
