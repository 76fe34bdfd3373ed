"""What a stream tells about itself, the same in both fronts."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from . import http
from .journal import Journal, Status
from .stats import Stats

if TYPE_CHECKING:
    from ..models import ChatResponse, ToolCall, Usage
    from .flow import Flow


def abandoned(flow: Flow, abandon: Callable[[], None]) -> None:
    """The last net for a stream that nobody ended and nobody holds any more; `abandon` ends its script and its connection."""
    try:
        if flow.journal.status == "streaming":
            words = "a stream was dropped before its end; leave it early by `with`, close() or cancel()"
            warnings.warn(words, ResourceWarning, stacklevel=2)
    finally:  # the warning may be an error
        abandon()
        flow.journal.left(flow.clocks.elapsed())


class StreamFacts:
    """The readable state of a stream; everything may be asked at any time, from any thread, and never raises."""

    __slots__ = ()

    _journal: Journal

    @property
    def response(self) -> ChatResponse:
        """What was delivered so far, as one response: a snapshot, also after an error. Every field may be None."""
        journal = self._journal
        return journal.accumulator.response() if journal.response is None else journal.response

    @property
    def text(self) -> str:
        """The text delivered so far."""
        return self._journal.answer.text

    @property
    def reasoning(self) -> str:
        """The reasoning text delivered so far."""
        return self._journal.answer.reasoning

    @property
    def tool_calls(self) -> list[ToolCall]:
        """The tool calls delivered so far; their arguments are whole when the stream is."""
        return self.response.tool_calls

    @property
    def finish_reason(self) -> str | None:
        """Why the model stopped, as sent; None before."""
        return self._journal.answer.finish_reason

    @property
    def usage(self) -> Usage | None:
        """Tokens and cost; None before the last chunk, and where the service sent none."""
        return self._journal.answer.usage

    @property
    def cost(self) -> float | None:
        """What the answer cost in US dollars; None where usage is."""
        usage = self.usage
        return None if usage is None else usage.cost

    @property
    def id(self) -> str | None:
        """The id of the answer, from its chunks."""
        return self._journal.answer.id

    @property
    def model(self) -> str | None:
        """The model that answers, often with its date."""
        return self._journal.answer.model

    @property
    def provider(self) -> str | None:
        """The provider that answers."""
        return self._journal.answer.provider

    @property
    def status(self) -> Status:
        """How the stream stands: pending, streaming, or its outcome."""
        return self._journal.status

    @property
    def ready(self) -> int:
        """How many pieces of the answer are here and not yet delivered; at 0 the next step waits for the service."""
        return len(self._journal.ready)

    @property
    def stats(self) -> Stats:
        """The measurements of this call, live."""
        return self._journal.stats

    @property
    def generation_id(self) -> str | None:
        """The id for `/generation`; known when the headers are there."""
        return self._journal.generation_id

    @property
    def request_id(self) -> str | None:
        """The id to quote in a report to the service."""
        return self._journal.request_id

    @property
    def cf_ray(self) -> str | None:
        """The id that the edge gave the request (`CF-RAY`)."""
        head = self._journal.head
        return None if head is None else http.cf_ray(head)

    @property
    def http_status(self) -> int | None:
        """The status of the HTTP response; None before it came."""
        head = self._journal.head
        return None if head is None else head.status

    @property
    def cached(self) -> bool | None:
        """Whether the service answered from its cache of responses; None where it does not say."""
        head = self._journal.head
        return None if head is None else http.from_cache(head)

    @property
    def headers(self) -> Mapping[str, str]:
        """The response headers that are safe to show, names in lower case; empty before they came."""
        head = self._journal.head
        return {} if head is None else http.shown_headers(head)
