"""Objects of the caller's classes, made by cattrs from JSON values that were checked."""

from __future__ import annotations

import functools
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any
from uuid import UUID

from .fields import fields_of, is_typed_dict

if TYPE_CHECKING:
    from cattrs import Converter


@functools.cache
def converter() -> Converter:
    """The converter for answers; it knows what JSON tells as strings, and unions of JSON's own types."""
    import cattrs
    from cattrs.strategies import configure_union_passthrough

    made = cattrs.Converter()
    made.register_structure_hook(type(None), lambda value, _: value)
    made.register_structure_hook(datetime, lambda value, _: datetime.fromisoformat(value))
    made.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    made.register_structure_hook(time, lambda value, _: time.fromisoformat(value))
    made.register_structure_hook(UUID, lambda value, _: UUID(value))
    made.register_structure_hook(Decimal, lambda value, _: _decimal(value))
    made.register_structure_hook_factory(is_typed_dict, _typed_dict)
    configure_union_passthrough(str | bool | int | float | None, made)
    return made


def failures() -> tuple[type[Exception], ...]:
    """What making an object raises; cattrs wraps what validators raise, and pydantic's error is a ValueError."""
    import cattrs

    return (cattrs.BaseValidationError, cattrs.StructureHandlerNotFoundError, ValueError, TypeError, KeyError)


def place_and_words(error: Any) -> tuple[str, str]:
    """Where an object could not be made, as in `steps[0].minutes`, and why: of several faults the first."""
    if hasattr(error, "errors"):  # pydantic's
        first = error.errors(include_url=False)[0]
        steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in first["loc"])
        return "".join(steps).lstrip("."), f": {first['msg']}"
    import cattrs

    words, _, place = cattrs.transform_error(error, format_exception=_words)[0].rpartition(" @ $")
    return place.lstrip("."), words


def _words(error: BaseException, cls: Any) -> str:
    return " is missing" if isinstance(error, KeyError) else ": " + " ".join((str(error) or type(error).__name__).split())


def _typed_dict(cls: Any, made: Converter) -> Any:
    """
    The hook for a TypedDict.

    cattrs reads from the class which keys may be missing, and the class does not know where its annotations are strings.
    """
    from cattrs.errors import AttributeValidationNote, ClassValidationError

    fields = fields_of(cls, cls.__name__)

    def structure(value: Any, _: Any) -> Any:
        """An object of the class."""
        found, faults = {}, []
        for one in fields:
            try:
                if one.required or one.name in value:
                    found[one.name] = made.structure(value[one.name], one.hint)
            except failures() as error:
                error.add_note(AttributeValidationNote("", one.name, one.hint))
                faults.append(error)
        if faults:
            raise ClassValidationError("", faults, cls)  # pyright: ignore[reportCallIssue]
        return found

    return structure


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        pass
    raise ValueError(f"no decimal number: {text!r}")
