"""Faults by name: about a hundred things that go wrong between a client and a streaming service, each one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote, unquote

from attrs import field, frozen

from . import damaged, ended, endless, errors, good, odd, refused, slow
from .entry import ScenarioEntry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..actions import Action
    from ..received import ReceivedRequest

__all__ = ["SCENARIOS", "Scenario", "ScenarioEntry", "scenario_names"]

SCENARIOS: Mapping[str, ScenarioEntry] = {
    entry.name: entry
    for module in (good, refused, ended, errors, odd, endless, slow, damaged)
    for entry in module.ENTRIES
}
"""Every scenario by its name: what it does, the function that does it, its options with their defaults."""


def scenario_names() -> list[str]:
    """The names of all scenarios, the good ones first."""
    return list(SCENARIOS)


@frozen(init=False)
class Scenario:
    """An answer by name, such as `Scenario("stall_comments", gap=0.05)`; it streams whatever the request asks.

    Unless its description says otherwise the text is "Hello wörld" in three deltas, then a finish, usage and `[DONE]`.
    Options: `gap` seconds between things, `seconds` and `mb` the most that an endless one lasts and sends, `n` how many,
    `tag` a counter of its own. Raises ValueError for a name or an option that does not exist, or out of its bounds.
    """

    never_waits: ClassVar[bool] = True
    """See `Answer`."""
    name: str
    """Which of `SCENARIOS`."""
    options: Mapping[str, float | str] = field(hash=False)
    """The options given, checked."""

    def __init__(self, name: str, /, **options: float | str) -> None:
        entry = SCENARIOS.get(name)
        if entry is None:
            raise ValueError(f"there is no scenario {name!r}; openrouter.testing.scenario_names() lists them")
        self.__attrs_init__(name, entry.checked(options))  # pyright: ignore[reportAttributeAccessIssue]

    @classmethod
    def from_path(cls, path: str) -> Scenario:
        """The scenario that a path begins with: `name;option=value;...`, up to a slash."""
        name, *pairs = path.partition("/")[0].split(";")
        given = (pair.partition("=") for pair in pairs)
        return cls(unquote(name), **{unquote(option): unquote(value) for option, _, value in given})

    @property
    def path(self) -> str:
        """The scenario as part of a path."""
        return ";".join([self.name, *(f"{name}={quote(str(value), safe='')}" for name, value in self.options.items())])

    def actions(self, request: ReceivedRequest) -> Iterator[Action]:
        """What the scenario does on the connection of this request."""
        return SCENARIOS[self.name].function(request, **self.options)
