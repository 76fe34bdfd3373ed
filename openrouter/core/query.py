"""What is asked of an endpoint by its URL: the arguments, checked, as a query."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar
from urllib.parse import quote

from ..errors import ConfigurationError, DecodeError
from ..traits import Mismatch, Model, broken_bounds, decimal
from .codec import plain

M = TypeVar("M", bound=Model)

def model_query(given: Mapping[str, Any], method: str) -> dict[str, Any]:
    """
    The query that filters of models mean, in the caller's order.

    Raises:
        ConfigurationError: a value is of the wrong type or out of range; the message names it.
        TypeError: an unknown keyword.
    """
    from ..models import ModelQuery
    from ..models.params import MODEL_FILTERS

    for name in given:
        if name not in MODEL_FILTERS:
            raise TypeError(f"{method}() got an unexpected keyword argument {name!r}")
    read = checked_by(ModelQuery, {name: plain(value, name) for name, value in given.items()})
    query = {name: getattr(read, name) for name in given}
    for name, value in query.items():
        if value in (math.inf, -math.inf):
            raise ConfigurationError(f"{name} must be a finite number, and is {value}")
    return {name: value for name, value in query.items() if _asks(name, value)}


def _asks(name: str, value: Any) -> bool:
    """Whether a value asks for anything: what is empty is no filter, and the service knows `zdr=true` only."""
    return value not in (None, [], "") and (name != "zdr" or value is True)


def checked_by(cls: type[M], body: dict[str, Any]) -> M:
    """The model of what is about to be sent; raises ConfigurationError where its schema or the limits in that do not allow it."""
    try:
        model = cls.from_dict(body)
    except DecodeError as error:
        reason = str(error).removeprefix(f"{cls.__name__}: ")
    else:
        reason = next(broken_bounds(model), "")
        if not reason:
            return model
    raise ConfigurationError(reason)


def checked_price(name: str, value: Any) -> Decimal | None:
    """The price that an argument means, if it is one or None."""
    if value is None:
        return None
    try:
        return decimal({}, name, value)
    except Mismatch:
        pass
    raise ConfigurationError(f"{name} must be a number, not {value!r}")


def checked_word(name: str, value: Any) -> str:
    """The argument, if it is a string with something in it."""
    if not isinstance(value, str) or not value.strip():
        raise ConfigurationError(f"{name} must be a string that is not empty, not {value!r}")
    return value


def checked_day(value: Any) -> str | None:
    """The day of an argument, as YYYY-MM-DD; None for None."""
    if value is None:
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise ConfigurationError(f"date must be a datetime.date or a string such as '2026-01-31', not {value!r}")


def names_in(model: Any) -> dict[str, str]:
    """
    The two parts of a model's name, ready for a path.

    Raises:
        ConfigurationError: it is no name of an author, a slash and a model.
    """
    author, slash, slug = model.partition("/") if isinstance(model, str) else ("", "", "")
    if not slash or "/" in slug or not author.strip(" .") or not slug.strip(" ."):
        raise ConfigurationError(f"a model is named as in 'openai/gpt-5', by its author and its slug, and not {model!r}")
    return {"author": quote(author, safe="~"), "slug": quote(slug, safe=":~@")}


def encoded_query(query: Mapping[str, Any]) -> str:
    """The query as it stands in the URL, with its question mark; "" for an empty one."""
    pairs = [f"{name}={quote(_text(value), safe=',:')}" for name, value in query.items() if value is not None]
    return "?" + "&".join(pairs) if pairs else ""


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal):
        return format(value, "f")
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ",".join(value)
