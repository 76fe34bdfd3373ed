"""What generated encode functions are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..media.attachment import Attachment
from .model import Model


def plain(value: Any) -> Any:
    """A value as JSON has it: models and attachments inside become objects, and mappings and sequences dicts and lists of their own."""
    if isinstance(value, (Model, Attachment)):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes, bytearray)):
        return [plain(item) for item in value]
    return value
