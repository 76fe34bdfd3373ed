"""Short ways through the answers of the endpoints besides chat."""

from __future__ import annotations

import math
import struct
from base64 import b64encode
from typing import Any

import pytest

from openrouter.errors import DecodeError
from openrouter.models import Credits, Embedding, EmbeddingResponse, ModelInfo


@pytest.mark.parametrize(
    ("pricing", "free"),
    [
        ({"prompt": "0", "completion": "0"}, True),
        ({"prompt": "0", "completion": "0.0", "request": "0"}, True),
        ({"prompt": "0", "completion": "0", "request": "0.01"}, False),
        ({"prompt": "0", "completion": "0.000001"}, False),
        ({"prompt": "-1", "completion": "-1"}, False),
        ({"prompt": "0"}, False),
        ({}, False),
        (None, False),
    ],
)
def test_a_model_is_free(pricing: Any, free: bool) -> None:
    """A model is free where its prices say so, and not where they say nothing."""
    assert free is ModelInfo.from_dict({"id": "a/b", "pricing": pricing}).is_free


@pytest.mark.parametrize(
    ("price", "shown"),
    [
        ("0.00000025", "0.25"),
        ("0.00000001703012", "0.01703012"),
        ("0.000015", "15"),
        ("0.0001", "100"),
        ("0", "0"),
        ("1e300", "1.000000E+306"),
        ("-1", None),
        (None, None),
    ],
)
def test_prices_of_a_million(price: str | None, shown: str | None) -> None:
    """What a million tokens cost is exact, and looks as in a price list; None where nobody knows."""
    model = ModelInfo.from_dict({"id": "a/b", "pricing": {"prompt": price, "completion": price}})

    for found in (model.prompt_per_million, model.completion_per_million):
        assert shown == (None if found is None else str(found))
    assert (None, None) == (ModelInfo(id="a/b").prompt_per_million, ModelInfo(id="a/b").completion_per_million)


def test_an_author() -> None:
    """The author is the part of the id before the slash."""
    assert "openai" == ModelInfo(id="openai/gpt-5").author


def test_what_remains() -> None:
    """What remains of the credits is the difference, also below 0."""
    assert math.isclose(7.5, Credits(total_credits=10, total_usage=2.5).remaining)
    assert Credits(total_credits=1, total_usage=2).remaining < 0


def encoded(*numbers: float) -> str:
    """The base64 of 32-bit floats, the least byte first."""
    return b64encode(struct.pack(f"<{len(numbers)}f", *numbers)).decode()


@pytest.mark.parametrize("order", ["little", "big"])
def test_vectors(order: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A vector is numbers however it was sent, whatever the machine's own order of bytes."""
    swapped = encoded(0.5, -1.25, 3) if order == "little" else b64encode(struct.pack(">3f", 0.5, -1.25, 3)).decode()
    monkeypatch.setattr("openrouter.traits.resources.sys.byteorder", order)

    assert [0.5, -1.25, 3] == Embedding(embedding=[0.5, -1.25, 3]).vector
    assert [0.5, -1.25, 3] == Embedding(embedding=swapped).vector
    assert [] == Embedding(embedding="").vector


@pytest.mark.parametrize("text", ["AAAA", "AAAAA", "!", "\u00e9", "AAAA AAAA"])
def test_no_vector(text: str) -> None:
    """What is no base64, or not of floats, is a DecodeError."""
    with pytest.raises(DecodeError, match="base64 of 32-bit floats"):
        _ = Embedding(embedding=text).vector


def test_vectors_are_in_the_order_of_the_inputs() -> None:
    """The index of each vector is its place; where there is none, the order in which they came."""
    found = EmbeddingResponse.from_dict({"data": [{"index": 1, "embedding": [1]}, {"index": 0, "embedding": encoded(0)}]})

    assert [[0.0], [1]] == found.vectors
    assert [[2], [1]] == EmbeddingResponse.from_dict({"data": [{"embedding": [2]}, {"embedding": [1]}]}).vectors
