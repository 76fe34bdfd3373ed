"""Hand-written behaviour that the generated models mix in."""

from __future__ import annotations

from .. import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package
from .answered import T
from .decoding import (
    Mismatch,
    boolean,
    integer,
    items,
    members,
    mismatch,
    new,
    number,
    refuse,
    refuse_item,
    string,
    tolerate,
)
from .encoding import plain
from .folding import Fold
from .model import Model, arrange, bind
from .reading import ChunkReading, MessageReading, ResponseReading, ToolCallReading

__all__ = [
    "ChunkReading",
    "Fold",
    "MessageReading",
    "Mismatch",
    "Model",
    "ResponseReading",
    "T",
    "ToolCallReading",
    "arrange",
    "bind",
    "boolean",
    "integer",
    "items",
    "members",
    "mismatch",
    "new",
    "number",
    "plain",
    "refuse",
    "refuse_item",
    "string",
    "tolerate",
]
