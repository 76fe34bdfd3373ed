"""One line of the table of scenarios."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..actions import Action

_MOST: Mapping[str, float] = {"gap": 60, "seconds": 600, "n": 1_000_000, "mb": 4000}


@frozen
class ScenarioEntry:
    """A scenario's `name`, the `description` of what it does, and the function that does it: `function(request, **options)`."""

    name: str
    description: str
    function: Callable[..., Iterator[Action]]

    @classmethod
    def of(cls, function: Callable[..., Iterator[Action]]) -> ScenarioEntry:
        """An entry with the name of the function and the first line of its docstring."""
        return cls(function.__name__, (function.__doc__ or "").partition("\n")[0].rstrip("."), function)

    @property
    def options(self) -> dict[str, float | str]:
        """The options by name, with their defaults."""
        parameters = inspect.signature(self.function).parameters.values()
        return {option.name: option.default for option in parameters if option.kind is option.KEYWORD_ONLY}

    def checked(self, given: Mapping[str, float | str]) -> dict[str, float | str]:
        """The options given, numbers also where they came as text; raises ValueError for what cannot be one."""
        defaults = self.options
        for name in given:
            if name not in defaults:
                known = ", ".join(defaults) or "none"
                raise ValueError(f"the scenario {self.name!r} has no option {name!r}; it has: {known}")
        return {name: _checked(name, value, defaults[name]) for name, value in given.items()}


def _checked(name: str, value: float | str, default: float | str) -> float | str:
    if isinstance(default, str):
        return str(value)
    try:
        number = int(value) if isinstance(default, int) else float(value)
    except (ValueError, TypeError):
        number = -1
    if not 0 <= number <= _MOST[name]:
        raise ValueError(f"{name} must be a number from 0 to {_MOST[name]:g}, not {value!r}")
    return number
