"""What makes the answers of the endpoints besides chat pleasant to read."""

from __future__ import annotations

import sys
from array import array
from base64 import b64decode
from decimal import Decimal
from typing import TYPE_CHECKING

from ..errors import DecodeError

if TYPE_CHECKING:
    from ..models.catalogue import Pricing
    from ..models.embeddings import Embedding

_FLOAT_BYTES = 4


class ModelReading:
    """Mixed into `ModelInfo`."""

    __slots__ = ()

    id: str
    pricing: Pricing | None

    @property
    def author(self) -> str:
        """Who made the model: the part of its id before the slash."""
        return self.id.partition("/")[0]

    @property
    def is_free(self) -> bool:
        """Whether neither prompt, answer nor request costs anything; False where the prices are not known."""
        prices = self.pricing
        return prices is not None and prices.prompt == prices.completion == 0 and not prices.request

    @property
    def prompt_per_million(self) -> Decimal | None:
        """The price of a million tokens of the prompt, in US dollars; None where it is unknown or not fixed."""
        return None if self.pricing is None else _per_million(self.pricing.prompt)

    @property
    def completion_per_million(self) -> Decimal | None:
        """The price of a million tokens of the answer, in US dollars; None where it is unknown or not fixed."""
        return None if self.pricing is None else _per_million(self.pricing.completion)


def _per_million(price: Decimal | None) -> Decimal | None:
    """The price of as many, without the zeros that multiplying leaves."""
    if price is None or price < 0:
        return None
    many = price * 1_000_000
    whole = many.to_integral_value()
    return whole if many == whole else many.normalize()


class CreditsReading:
    """Mixed into `Credits`."""

    __slots__ = ()

    total_credits: float
    total_usage: float

    @property
    def remaining(self) -> float:
        """What is left, in US dollars; negative where more was used than bought."""
        return self.total_credits - self.total_usage


class EmbeddingReading:
    """Mixed into `Embedding`."""

    __slots__ = ()

    embedding: list[float] | str

    @property
    def vector(self) -> list[float]:
        """
        The vector as numbers, however it was sent.

        Raises:
            DecodeError: what was sent is no base64 of 32-bit floats.
        """
        if isinstance(self.embedding, list):
            return self.embedding
        data = _decoded(self.embedding)
        if data is None or len(data) % _FLOAT_BYTES:
            raise DecodeError("an embedding must be the base64 of 32-bit floats", path="embedding", excerpt=self.embedding[:100])
        numbers = array("f", data)
        if sys.byteorder == "big":  # the service's are little-endian
            numbers.byteswap()
        return numbers.tolist()


def _decoded(text: str) -> bytes | None:
    try:
        return b64decode(text, validate=True)
    except ValueError:  # no base64, or characters outside of ASCII
        return None


class EmbeddingsReading:
    """Mixed into `EmbeddingResponse`."""

    __slots__ = ()

    data: list[Embedding]

    @property
    def vectors(self) -> list[list[float]]:
        """
        The vectors as numbers, in the order of the inputs.

        Raises:
            DecodeError: what was sent is no base64 of 32-bit floats.
        """
        placed = sorted(enumerate(self.data), key=lambda item: item[0] if item[1].index is None else item[1].index)
        return [embedding.vector for _, embedding in placed]
