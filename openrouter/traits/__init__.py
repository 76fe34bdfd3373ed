"""Hand-written behaviour that the generated models mix in."""

from __future__ import annotations

from .. import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package
from ..media.attachment import Attachment
from .answered import T
from .bounds import Bounds, broken_bounds
from .decimals import decimal, decimal_as_number, decimal_as_string
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
from .model import NO_EXTRA, Model, arrange, bind
from .reading import ChunkReading, MessageReading, ResponseReading, ToolCallReading
from .resources import CreditsReading, EmbeddingReading, EmbeddingsReading, ModelReading
from .showing import AudioReading, ImageReading
from .writing import MessageWriting, content_of

__all__ = [
    "NO_EXTRA",
    "Attachment",
    "AudioReading",
    "Bounds",
    "ChunkReading",
    "CreditsReading",
    "EmbeddingReading",
    "EmbeddingsReading",
    "Fold",
    "ImageReading",
    "MessageReading",
    "MessageWriting",
    "Mismatch",
    "Model",
    "ModelReading",
    "ResponseReading",
    "T",
    "ToolCallReading",
    "arrange",
    "bind",
    "boolean",
    "broken_bounds",
    "content_of",
    "decimal",
    "decimal_as_number",
    "decimal_as_string",
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
