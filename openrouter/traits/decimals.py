"""
Numbers whose every digit counts: prices.

The service writes them as strings, since a float would change them. They are `Decimal` in models; what was received is written again as
it was spelled, for as long as the value is the same.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .decoding import Mismatch

if TYPE_CHECKING:
    from .model import Model

_DIGITS = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
"""Numbers of JSON, and what people take for them; an exponent of more digits would be a price that fills the memory."""


def decimal(holder: Any, key: str | int, value: Any) -> Decimal:
    """The value, if it is a number or the text of one; of a float, the digits by which Python and JSON show it."""
    found = _decimal(value)
    if found is None:
        raise Mismatch(holder, key, "a decimal number")
    return found


def _decimal(value: Any) -> Decimal | None:
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    text = value if isinstance(value, str) else repr(value)
    return Decimal(text) if _DIGITS.fullmatch(text) else None


def decimal_as_string(model: Model, key: str, value: Any) -> Any:
    """What is written for a field that is a string: what was received, or the digits of a new value."""
    return _spelled(model, key, value, format(value, "f") if isinstance(value, Decimal) else value)


def decimal_as_number(model: Model, key: str, value: Any) -> Any:
    """What is written for a field that is a number: what was received, or the new value as JSON has it."""
    if not isinstance(value, Decimal):
        return _spelled(model, key, value, value)
    return _spelled(model, key, value, int(value) if value == value.to_integral_value() else float(value))


def _spelled(model: Model, key: str, value: Any, new: Any) -> Any:
    received = (model._received or {}).get(key)
    if received is None or value is None or isinstance(received, Decimal):
        return new
    return received if _decimal(received) == value else new
