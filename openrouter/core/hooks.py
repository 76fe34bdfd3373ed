"""The hooks of a client: what it tells of each call while it runs."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import fields, frozen

from ..errors import ConfigurationError
from .facts import StreamFacts

if TYPE_CHECKING:
    from ..errors import OpenRouterError
    from ..models import ChatChunk
    from .call import Call
    from .journal import Journal
    from .stats import Attempt


class CallFacts(StreamFacts):
    """
    A call as its hooks see it: what was asked, and all that a stream tells of itself. The key is not in it.

    The same object is handed to every hook of a call, so that `notes` may carry what one hook leaves for the next.
    """

    __slots__ = ("_call", "_journal", "notes")

    def __init__(self, call: Call, journal: Journal) -> None:
        self._call = call
        self._journal: Journal = journal
        self.notes: dict[Any, Any] = {}
        """The hooks' own; use keys that nobody else has."""

    @property
    def operation(self) -> str:
        """What the call is for: "chat", or the path of another endpoint such as "/generation"."""
        return self._call.operation

    @property
    def method(self) -> str:
        """The HTTP method."""
        return self._call.request.method

    @property
    def url(self) -> str:
        """The URL of the request."""
        return self._call.request.url

    @property
    def request(self) -> Mapping[str, Any]:
        """The JSON body of the request, which is not to be changed; empty where there is none."""
        return self._call.body

    @property
    def error(self) -> OpenRouterError | None:
        """The error that ended the call; None while it runs and when it ended well."""
        return self._journal.error


@frozen(kw_only=True)
class Hooks:
    """
    Functions that a client calls at the turns of each call; each may be None.

    They run inside the call, in its thread or event loop, and must return soon. They are plain functions in both fronts. What one of
    them raises ends the call and reaches the caller as it is.
    """

    on_request: Callable[[CallFacts], object] | None = None
    """A request is about to be sent; once for each attempt."""

    on_response: Callable[[CallFacts], object] | None = None
    """The head of a response is there: `call.http_status`, `call.headers`."""

    on_bytes: Callable[[CallFacts, bytes], object] | None = None
    """Bytes of a body came, as received; `b""` never."""

    on_chunk: Callable[[CallFacts, ChatChunk], object] | None = None
    """A chunk is about to be delivered; it is part of `call.response` already."""

    on_retry: Callable[[CallFacts, Attempt], object] | None = None
    """An attempt failed, and after `attempt.pause` seconds the next follows."""

    on_end: Callable[[CallFacts], object] | None = None
    """The call has its outcome, whatever it is; once for each call that began: `call.status`, `call.error`, `call.stats`."""


def checked_hooks(hooks: Any) -> tuple[Hooks, ...]:
    """The hooks that an argument means: one `Hooks`, or several."""
    given = (hooks,) if isinstance(hooks, Hooks) else tuple(hooks) if isinstance(hooks, Iterable) else (hooks,)
    for one in given:
        if not isinstance(one, Hooks):
            raise ConfigurationError(f"hooks must be a Hooks or several of them, not {type(one).__name__}")
        for attribute in fields(Hooks):
            hook = getattr(one, attribute.name)
            if hook is not None:
                checked_function(f"Hooks.{attribute.name}", hook)
    return given


def checked_function(name: str, given: Any, takes: str = "") -> None:
    """
    Refuses what is no plain function: a coroutine function would be called, never awaited, and do nothing in silence.

    Raises:
        ConfigurationError: `name`, and what was given.
    """
    if not callable(given):
        raise ConfigurationError(f"{name} must be a function{takes}, not {type(given).__name__}")
    if inspect.iscoroutinefunction(given) or inspect.iscoroutinefunction(type(given).__call__):
        raise ConfigurationError(f"{name} must be a plain function{takes}: nobody awaits a coroutine function there")


class Calling:
    """The hooks of one call, by the turn at which they are called."""

    __slots__ = ("_bytes", "_chunk", "_end", "_facts", "_request", "_response", "_retry")

    def __init__(self, hooks: Iterable[Hooks], facts: CallFacts) -> None:
        every = tuple(hooks)
        self._facts = facts
        self._request = [one.on_request for one in every if one.on_request is not None]
        self._response = [one.on_response for one in every if one.on_response is not None]
        self._bytes = [one.on_bytes for one in every if one.on_bytes is not None]
        self._chunk = [one.on_chunk for one in every if one.on_chunk is not None]
        self._retry = [one.on_retry for one in every if one.on_retry is not None]
        self._end = [one.on_end for one in every if one.on_end is not None]

    def request(self) -> None:
        """A request is about to be sent."""
        _tell(self._request, self._facts)

    def response(self) -> None:
        """The head of a response is there."""
        _tell(self._response, self._facts)

    def bytes(self, data: bytes) -> None:
        """Bytes of a body came."""
        _tell(self._bytes, self._facts, data)

    def chunk(self, chunk: ChatChunk) -> None:
        """A chunk is about to be delivered."""
        _tell(self._chunk, self._facts, chunk)

    def retry(self, attempt: Attempt) -> None:
        """An attempt failed, and another follows."""
        _tell(self._retry, self._facts, attempt)

    def end(self) -> None:
        """The call has its outcome; told once, and to every hook, also where one raises: they let go of what the call holds."""
        hooks, self._end = self._end, []
        first: BaseException | None = None
        for hook in hooks:
            try:
                _tell([hook], self._facts)
            except BaseException as error:  # noqa: BLE001  raised below
                first = first or error
        if first is not None:
            raise first


def loud(error: BaseException) -> BaseException:
    """An error of the caller's code as it is raised: one that would end a loop, as if the answer were whole, as another."""
    if isinstance(error, (StopIteration, StopAsyncIteration)):
        return RuntimeError(f"a function that the call runs raised {error!r}")
    return error


def _tell(hooks: Iterable[Callable[..., object]], *told: object) -> None:
    try:
        for hook in hooks:
            hook(*told)
    except (StopIteration, StopAsyncIteration) as error:
        raise loud(error) from error
