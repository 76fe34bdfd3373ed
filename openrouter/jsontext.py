"""JSON text both ways: orjson where it is installed, the standard library otherwise and for what orjson refuses."""

from __future__ import annotations

import json
import math
from typing import Any

from . import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package

try:
    import orjson
except ImportError:  # no wheels for this interpreter
    orjson = None  # type: ignore[assignment, unused-ignore]


_UNREAD = object()

DEPTH = 200
"""Arrays and objects inside each other; what is deeper is no answer of anybody, and Python's stack ends at 1000 calls."""


class JSONTextError(ValueError):
    """Text that is no JSON, or a value that JSON cannot hold."""


def loads(text: str | bytes) -> Any:
    """
    The value of a JSON text.

    What orjson refuses is read once more by the standard library, which joins nothing and refuses less: lone surrogate halves stay
    in the strings (`openrouter.core.surrogates` mends them), NaN and numbers that no float can hold become None.

    Raises:
        JSONTextError: no JSON, nested deeper than `DEPTH`, or an integer of more than 4300 digits.
    """
    value: Any = _UNREAD
    if orjson is not None:
        try:
            value = orjson.loads(text)
        except orjson.JSONDecodeError:
            pass
    if value is _UNREAD:
        value = _parsed(text)
    if len(text) > 2 * DEPTH and _may_be_deep(text) and _is_deep(value):
        raise JSONTextError("nested too deep")
    return value


def _parsed(text: str | bytes) -> Any:
    """The value as the standard library reads it."""
    reason = ""
    try:
        if not isinstance(text, str):
            text = text.decode("utf-8", "surrogatepass")
        return json.loads(text, parse_constant=_no_number, parse_float=_finite)
    except RecursionError:
        reason = "nested too deep"
    except ValueError as error:
        reason = str(error)
    raise JSONTextError(reason)


def dumps(value: Any) -> bytes:
    """
    The JSON text of a value, in UTF-8, without blanks, keys in their order.

    Raises:
        JSONTextError: a value that JSON cannot hold: NaN, an infinity, an object of no JSON type.
    """
    reason = ""
    try:
        if orjson is not None and _finite_throughout(value):
            try:
                return bytes(memoryview(orjson.dumps(value, option=_PLAIN)))  # which leaves 4 kB of room behind its text
            except TypeError:  # a big integer, a lone surrogate, a key that is no string, or no JSON at all
                pass
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
    except RecursionError:
        reason = "nested too deep"
    except (TypeError, ValueError) as error:
        reason = str(error)
    raise JSONTextError(reason)


def excerpt(value: Any, length: int = 500) -> str:
    """The first characters of a value as one would write it in JSON, control characters shown as `\\xNN`."""
    if isinstance(value, bytes):
        text = value[: length * 4].decode("utf-8", "replace")
    elif isinstance(value, str):
        text = value
    else:
        try:
            text = dumps(value).decode()
        except JSONTextError:
            text = type(value).__name__
    return "".join(_shown(character) for character in text[:length])


def _shown(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode()


if orjson is not None:
    _PLAIN = orjson.OPT_PASSTHROUGH_SUBCLASS | orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME


def _finite_throughout(value: Any) -> bool:
    """Whether no NaN or infinity is inside; orjson would write null for one without a word."""
    kind = type(value)
    if kind is float:
        return math.isfinite(value)
    if kind is dict:
        return all(map(_finite_throughout, value.values()))
    if kind is list or kind is tuple:
        return all(map(_finite_throughout, value))
    return True


def _may_be_deep(text: str | bytes) -> bool:
    """Whether a text has the brackets for it: an array takes two characters, an object around another value five."""
    array, inner = ("[", "{") if isinstance(text, str) else (b"[", b"{")
    arrays = text.count(array)  # type: ignore[arg-type]
    # Counting takes 0.2 us for the text of a chunk; it seldom needs both.
    return arrays + (len(text) + 3 - 2 * arrays) // 5 > DEPTH and arrays + text.count(inner) > DEPTH  # type: ignore[arg-type]


def _is_deep(value: Any) -> bool:
    """Whether containers stand in each other more than `DEPTH` deep, found level by level."""
    level = [value]
    for _ in range(DEPTH):
        level = [
            item
            for holder in level
            if type(holder) is dict or type(holder) is list
            for item in (holder.values() if type(holder) is dict else holder)
            if type(item) is dict or type(item) is list
        ]
        if not level:
            return False
    return True


def _no_number(name: str) -> None:
    """NaN and the infinities are no JSON; a cost that is not a number is no cost."""


def _finite(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None
