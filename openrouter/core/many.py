"""Many answers at once: which request may begin, and which result comes next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field, frozen

from ..errors import ConfigurationError, OpenRouterError
from ..models.response import ChatResponse
from .options import checked_whole

AHEAD = 4
"""How many results, as a multiple of the concurrency, may wait for an earlier one that is late."""


@frozen
class Result:
    """What came of one of many requests: its whole answer, or the error that ended it."""

    index: int
    """Its position among the requests, from 0."""

    request: Any = field(repr=False)
    """The request as given."""

    response: ChatResponse | None = field(default=None, repr=False)
    """The whole answer; None where it failed."""

    error: OpenRouterError | None = None
    """Why it failed; None where it did not."""

    @property
    def ok(self) -> bool:
        """Whether the answer is whole."""
        return self.error is None

    @property
    def partial(self) -> ChatResponse | None:
        """What was delivered: the whole answer, or what came before the error."""
        return self.response if self.error is None else self.error.partial

    @property
    def text(self) -> str:
        """The text that was delivered; "" if none."""
        return self.partial.text if self.partial is not None else ""

    @property
    def cost(self) -> float | None:
        """What it cost in US dollars, where the service has said so."""
        usage = self.partial.usage if self.partial is not None else None
        return None if usage is None else usage.cost


def request_of(request: Any, shared: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
    """
    The messages and keywords of `stream()` that one of many requests means.

    A mapping is keywords, among them `messages`, which override the shared ones; anything else is messages.
    """
    if not isinstance(request, Mapping):
        return request, dict(shared)
    if "messages" not in request:
        raise ConfigurationError("a request that is a mapping must have `messages`; a single message stands in a list")
    return request["messages"], {**shared, **{name: value for name, value in request.items() if name != "messages"}}


@define
class Window:
    """
    Says when a request may begin and which result is next.

    At most `concurrency` run at once. In order, a result waits for those before it, and no request begins that is too far ahead of the
    first one that is missing, so that what is held stays bounded however late that one is.
    """

    concurrency: int
    ordered: bool = True
    exhausted: bool = False
    """Whether there are no more requests."""

    _begun: int = 0
    _running: int = 0
    _given: int = 0
    _waiting: dict[int, Result] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        checked_whole("max_concurrency", self.concurrency)

    @property
    def may_begin(self) -> bool:
        """Whether another request may begin."""
        ahead = self._begun - self._given
        return not self.exhausted and self._running < self.concurrency and ahead < self.concurrency * AHEAD

    @property
    def is_over(self) -> bool:
        """Whether every result was given."""
        return self.exhausted and self._given == self._begun

    def begin(self) -> int:
        """The index of a request that begins."""
        index, self._begun = self._begun, self._begun + 1
        self._running += 1
        return index

    def end(self, result: Result) -> None:
        """A request has its result."""
        self._running -= 1
        self._waiting[result.index] = result

    def next(self) -> Result | None:
        """The result to give next, if it is there."""
        index = self._given if self.ordered else next(iter(self._waiting), -1)
        result = self._waiting.pop(index, None)
        if result is not None:
            self._given += 1
        return result
