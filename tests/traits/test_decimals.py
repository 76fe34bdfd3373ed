"""Numbers whose every digit counts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter.models import Pricing
from openrouter.traits import Mismatch, decimal
from tests.play import STEADY


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("0.00000001703012", "1.703012E-8"),
        ("-1", "-1"),
        ("+1.50", "1.50"),
        (".5", "0.5"),
        ("1e-7", "1E-7"),
        (0.1, "0.1"),
        (1e-07, "1E-7"),
        (1e308, "1E+308"),
        (10**30, "1" + "0" * 30),
        (Decimal("0.10"), "0.10"),
    ],
)
def test_what_is_a_decimal(value: Any, number: str) -> None:
    """Texts and numbers become the decimal of their digits; a float that of the digits it is shown with."""
    assert number == str(decimal({}, "price", value))


@pytest.mark.parametrize(
    "value", ["", "free", "1_000", " 1", "1 ", "\u0661", "0x1", "1e10000", "NaN", "-Infinity", True, None, [], float("nan")]
)
def test_what_is_none(value: Any) -> None:
    """Everything else is not, though Python's `Decimal` would take some of it."""
    with pytest.raises(Mismatch, match="a decimal number"):
        decimal({}, "price", value)


def test_decimals_that_are_no_numbers() -> None:
    """A NaN is no price."""
    with pytest.raises(Mismatch):
        decimal({}, "price", Decimal("NaN"))


def test_the_spelling_is_kept() -> None:
    """A number is written as it was received, until it is another number."""
    pricing = Pricing.from_dict({"prompt": "1e-7", "completion": 1e-7, "discount": "0.50"})

    assert {"prompt": "1e-7", "completion": 1e-7, "discount": "0.50"} == pricing.to_dict()

    pricing.prompt = pricing.completion = Decimal("2e-7")
    pricing.discount = None

    assert {"prompt": "0.0000002", "completion": "0.0000002"} == pricing.to_dict()


@STEADY
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-1, max_value=10**6, places=14))
def test_round_trips(price: Decimal) -> None:
    """A price that was sent as digits has their value, and is sent again as those digits."""
    received = {"prompt": format(price, "f"), "discount": float(price)}
    pricing = Pricing.from_dict(received)

    assert price == pricing.prompt
    assert received == pricing.to_dict()
    assert {"prompt": format(price, "f")} == Pricing(prompt=price).to_dict()
