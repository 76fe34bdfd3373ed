"""What a generated fold function needs of the place that pieces are joined in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from .model import Model


class Fold(Protocol):
    """
    Where the pieces of one object join, one method a merge rule of the schemas.

    A value that is None is never handed over. `openrouter.core.fold` has the implementation.
    """

    values: dict[str, Any]
    """What has come, by field; a field that is there keeps its first value under the rule `first`."""

    settled: int
    """How many fields have got their value by the rule `first`."""

    def first(self, name: str, value: Any) -> None:
        """The first value that is not empty stays."""

    def last(self, name: str, value: Any) -> None:
        """The last value stays."""

    def concat(self, name: str, value: str) -> None:
        """Strings are joined end to end."""

    def append(self, name: str, value: Sequence[Any]) -> None:
        """Lists are joined end to end."""

    def append_unique(self, name: str, value: Sequence[Any], key: str | None) -> None:
        """Lists are joined without an item whose value at `key` is there already."""

    def by_index(self, name: str, value: Sequence[Any], fold: Callable[[Any, Fold], None]) -> None:
        """Each object is joined to the one of its index."""

    def member(self, name: str) -> Fold:
        """The place of the object of that name, whose fields join there."""
        ...

    def finish_reason(self, name: str, value: str) -> None:
        """The first stays, unless a later one is `error`."""

    def tool_calls(self, name: str, value: Sequence[Any]) -> None:
        """Fragments of tool calls."""

    def reasoning_details(self, name: str, value: Sequence[Any]) -> None:
        """Fragments of reasoning."""

    def content(self, name: str, value: Sequence[Any]) -> None:
        """Parts, of which the text joins here and the thinking in `reasoning`; a string is joined by `concat`."""

    def unknown(self, piece: Model) -> None:
        """What the schemas do not name: the last value of each stays."""
