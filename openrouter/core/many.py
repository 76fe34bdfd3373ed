"""Many answers at once: which request may begin, and which result comes next."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from attrs import define, field, frozen

from ..errors import ConfigurationError, OpenRouterError, StreamCancelledError
from ..models.response import ChatResponse
from ..traits import Model
from .hooks import loud
from .options import checked_whole

AHEAD = 4
"""How many results, as a multiple of the concurrency, may wait for an earlier one that is late."""

MOST_PLACES = 1000
"""How many items may wait for the reader, however many requests run."""

LEAVING_SECONDS = 0.5
"""How long a run that is left waits for its calls to see it."""

NEWS: Final = (-1, None)
"""Stands among what the calls of a run bring for a reader who waits: he looks at the window again."""


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


def checked_requests(requests: Any, *ways: str) -> Any:
    """
    The requests, if they have one of the methods by which the client iterates.

    A single request is refused, whose letters or keys would be asked one by one.
    """
    if isinstance(requests, (str, bytes, bytearray, Mapping, Model)):
        raise ConfigurationError(f"requests must be several, such as a list, not one {type(requests).__name__}")
    if not any(hasattr(requests, way) for way in ways):
        raise ConfigurationError(f"requests must be something to iterate over, not {type(requests).__name__}")
    return requests


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
    Says when a request may begin, which result is next, and who may read.

    At most `concurrency` run at once. In order, a result waits for those before it, and no request begins that is too far ahead of the
    first one that is missing, so that what is held stays bounded however late that one is.

    A run may be left at any time, from any thread and from a finalizer: `left` is one assignment, nothing here waits for it.
    """

    concurrency: int
    ordered: bool = True
    exhausted: bool = False
    """Whether there are no more requests."""

    left: bool = False
    """Whether nothing more is to begin, and what runs is cancelled."""

    _error: Exception | None = None
    _begun: int = 0
    _running: int = 0
    _given: int = 0
    _waiting: dict[int, Result] = field(factory=dict)
    _seat: list[None] = field(factory=lambda: [None])
    """For one reader; taking it is a single step in any thread."""

    def __attrs_post_init__(self) -> None:
        checked_whole("max_concurrency", self.concurrency)

    @property
    def places(self) -> int:
        """How many items may wait for the reader: bounded, so that a slow one slows the streams down."""
        return min(self.concurrency * 2, MOST_PLACES)

    @property
    def may_begin(self) -> bool:
        """Whether another request may begin."""
        ahead = self._begun - self._given
        room = self._running < self.concurrency and ahead < self.concurrency * AHEAD
        return room and not self.exhausted and not self.left

    @property
    def is_over(self) -> bool:
        """Whether every result was given."""
        return self.exhausted and self._given == self._begun

    @contextmanager
    def reading(self, others: str) -> Generator[None]:
        """While somebody waits for an item, nobody else may; `others` is what else could, for the message."""
        try:
            self._seat.pop()
        except IndexError:
            raise RuntimeError(f"this run is being read by another {others}") from None
        try:
            self.check()
            yield
        finally:
            self._seat.append(None)

    def check(self) -> None:
        """Raises what ended the run before its last result, now and whenever it is asked again."""
        if self._error is not None:
            raise self._error
        if self.left and not self.is_over:
            raise StreamCancelledError("this run was left before its end")

    def failed(self, error: BaseException) -> BaseException:
        """The error that ends the run, as it is raised; an interrupt is raised once, and the run was left then."""
        raised = loud(error)
        if isinstance(raised, Exception):
            self._error = raised = self._error or raised
        return raised

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
