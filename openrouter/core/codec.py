"""From the data of an event to a chunk, and from any of a user's values to JSON."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attrs import define, field

from .. import jsontext
from ..errors import ConfigurationError, DecodeError
from ..jsontext import excerpt
from ..models.chunk import ChatChunk, ChatDelta, ChunkChoice, decode_chat_chunk, decode_chat_delta
from ..traits import Attachment, Mismatch, Model
from ..traits.model import decode_error
from .echo import Echo
from .secrets import scrub
from .surrogates import HalfKeeper, has_half

if TYPE_CHECKING:
    from cattrs import Converter


@define
class ChunkDecoder:
    """Decodes the payloads of one stream; what it remembers is half a character, and one chunk to make others of."""

    halves: HalfKeeper = field(factory=HalfKeeper)
    echo: Echo = field(factory=Echo)
    """Makes the chunk of an event's data, as received, that is like one decoded before."""

    def decode(self, text: str, block: bytes | None = None) -> ChatChunk:
        """
        The chunk of an event's data, which `echo` may then make others of if it knows its bytes.

        Raises:
            DecodeError: no JSON, or a value is of the wrong type.
        """
        try:
            payload = jsontext.loads(text)
        except jsontext.JSONTextError as error:
            reason = str(error)
        else:
            # Looking for one character takes 10 ns, for two of them 350.
            escaped = "\\" in text and "\\u" in text
            chunk = self.mended_chunk(payload) if escaped or self.halves.held else self.chunk(payload)
            if block is not None and not self.halves.held:
                self.echo.learn(block, chunk)
            return chunk
        raise DecodeError(f"no JSON: {scrub(reason)}", excerpt=scrub(excerpt(text)))

    def mended_chunk(self, payload: Any) -> ChatChunk:
        """The next chunk, with whole characters only; nothing of one that is refused is remembered."""
        if not self.halves.held and not _has_half(payload):
            return self.chunk(payload)
        held = dict(self.halves.held)
        self.echo.forget()  # while a half is held, no chunk is what its bytes say
        try:
            return self.chunk(self.halves.mended(payload))
        except DecodeError:
            self.halves.held = held
            raise

    def chunk(self, payload: Any) -> ChatChunk:
        """The chunk of a payload that is parsed already."""
        try:
            if type(payload) is dict:
                chunk = decode_chat_chunk(payload)
                for choice in chunk.choices or ():
                    if choice.delta is None:
                        choice.delta = _other_delta(choice)
                return chunk
            wrong = Mismatch(payload, None, "an object")
        except Mismatch as error:
            wrong = error
        raise decode_error(ChatChunk, wrong, payload)

    def end(self) -> ChatChunk | None:
        """The chunk that stands for halves which nothing followed, or None."""
        leftovers = self.halves.leftovers()
        return None if leftovers is None else self.chunk(leftovers)


def _other_delta(choice: ChunkChoice) -> ChatDelta | None:
    """What a choice without a delta brings in one of the forms of other APIs: a whole message, or the text of a completion."""
    message, text = choice.extra.get("message"), choice.extra.get("text")
    if isinstance(message, dict):
        return decode_chat_delta(choice.extra.pop("message"))
    return decode_chat_delta({"content": choice.extra.pop("text")}) if isinstance(text, str) else None


def _has_half(value: Any) -> bool:
    """Whether a lone half of a character is in a string of the payload."""
    if isinstance(value, str):
        return has_half(value)
    if isinstance(value, dict):
        return any(map(has_half, value)) or any(map(_has_half, value.values()))
    return isinstance(value, list) and any(map(_has_half, value))


def plain(value: Any, path: str, depth: int = 0) -> Any:
    """
    A value of the caller's as JSON values: models as their objects, mappings as dicts, sequences as lists, decimals as their digits.

    Raises:
        ConfigurationError: a value that JSON cannot hold; the message says where.
    """
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if depth > jsontext.DEPTH:
        raise ConfigurationError(f"{path.partition('.')[0].partition('[')[0]} is nested too deep, or contains itself")
    if isinstance(value, (Model, Attachment)):
        return plain(value.to_dict(), path, depth + 1)
    if isinstance(value, Mapping):
        return {str(key): plain(item, f"{path}.{key}", depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item, f"{path}[{index}]", depth + 1) for index, item in enumerate(value)]
    if isinstance(value, Decimal):
        return format(value, "f")
    raise ConfigurationError(f"{path} must be made of JSON values and models, and holds {type(value).__name__}")


def converter() -> Converter:
    """
    A cattrs converter that structures and unstructures every model, and the caller's own classes that contain models.

    It is made anew for each caller, who may add hooks. Structuring a model raises `DecodeError` where the JSON does not fit.
    """
    import cattrs

    made = cattrs.Converter()
    made.register_structure_hook_func(_is_model, lambda value, cls: cls.from_dict(value))
    made.register_unstructure_hook_func(_is_model, lambda model: model.to_dict())
    return made


def _is_model(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Model)
