"""The ways to read an answer, whether it is a stream's own or one of its branches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Generic

from ..core.facts import StreamFacts
from ..core.flow import Flow
from ..core.parsed import parsed_answer, whole_value
from ..core.receiver import Received
from ..core.sse import ServerSentEvent
from ..core.ways import EVENTS, PARTIAL, REASONING, TEXT, OneWay
from ..traits import T
from .views import View, shaped

if TYPE_CHECKING:
    from ..core.growing_values import Growing
    from ..core.typed_events import StreamEvent
    from ..models import ChatChunk, ChatResponse


class Reading(StreamFacts, OneWay, Generic[T]):
    """The ways to read an answer; of each reader the first it uses is the only one."""

    __slots__ = ()

    _flow: Flow

    def __iter__(self) -> Iterator[ChatChunk]:
        self._read_as("the loop", "chunks")
        return self

    def __next__(self) -> ChatChunk:
        if self._way != "the loop":
            self._read_as("the loop", "chunks")
        return self._next()  # type: ignore[no-any-return]

    @property
    def text_stream(self) -> View[str]:
        """The pieces of text, none of them empty; or, by a method of the view, lines, sentences, larger pieces or an even pace."""
        return View(self, TEXT, self._texts("text_stream", lambda chunk: chunk.text))

    @property
    def reasoning_stream(self) -> View[str]:
        """The pieces of reasoning text, none of them empty; a view as `text_stream` is."""
        return View(self, REASONING, self._texts("reasoning_stream", lambda chunk: chunk.reasoning))

    def events(self) -> View[StreamEvent]:
        """
        Typed events: what each chunk brings, kind by kind, and what happens around them.

        A view as `text_stream` is, whose methods shape the deltas of text, of reasoning and of a refusal.
        """
        return View(self, EVENTS, self._events())

    def raw_events(self) -> Iterator[ServerSentEvent]:
        """The server-sent events as received, `[DONE]` included; the answer is collected all the same."""
        return self._raw_events()

    def partial(self) -> Iterator[Any]:
        """
        The JSON value of the text while it grows, and at last the whole.

        Each value is a prefix of the next: strings grow, items and members are added; a number, a literal or a key that is half there is
        left out. The text is parsed again when it has grown by a tenth or a moment has passed, so that all the work together is linear.

        Raises:
            ConfigurationError: jiter is not installed, which the extra `partial` brings.
            OutputError: at the end, where the model refused, was stopped, or sent no JSON.
        """
        from ..core.growing_values import Growing

        return self._partial(Growing())

    def get_final_response(self) -> ChatResponse:
        """Reads the rest and returns the whole answer; raises what the loop would raise."""
        self._read_rest()
        return self.response

    def get_final_text(self) -> str:
        """Reads the rest and returns the whole text; raises what the loop would raise."""
        self._read_rest()
        return self.text

    def get_final_parsed(self) -> T:
        """
        Reads the rest and returns the answer as an object of the class of `response_format`, or as its JSON value without a class.

        Raises:
            OutputRefusedError: the model refused.
            OutputTruncatedError: the model was stopped before the end of the JSON.
            OutputInvalidError: the text is no JSON, or not what the class says.
            OpenRouterError: what the loop would raise.
        """
        self._read_rest()
        return parsed_answer(self._flow)  # type: ignore[no-any-return]

    def _read_rest(self) -> None:
        """Reads to the end without handing anything over; raises what the loop would raise."""
        if self._way in {None, "tee()"}:
            self._read_as("get_final_response()", "chunks")
        while True:
            try:
                self._next()
            except StopIteration:
                return

    def _texts(self, way: str, piece_of: Callable[[ChatChunk], str]) -> Iterator[str]:
        self._read_as(way, "chunks")
        while True:
            try:
                piece = piece_of(self._next())
            except StopIteration:
                return
            if piece:
                yield piece

    def _events(self) -> Iterator[StreamEvent]:
        from ..core.typed_events import end_events, events_of

        self._read_as("events()", "events")
        while True:
            try:
                item = self._next()
            except StopIteration:
                for event in end_events(self._journal.accumulator):
                    yield event
                return
            for event in events_of(item):
                yield event

    def _raw_events(self) -> Iterator[ServerSentEvent]:
        self._read_as("raw_events()", "raw")
        while True:
            try:
                item = self._next()
            except StopIteration:
                return
            if isinstance(item, Received):
                yield item.event

    def _partial(self, growing: Growing) -> Iterator[Any]:
        yield from shaped(self, PARTIAL, growing)
        whole = whole_value(self._flow)
        if growing.value is None or whole != growing.value:
            yield whole

    def _next(self) -> Any:
        """The next item; raises the outcome where there is none."""
        raise NotImplementedError

    def _next_by(self, until: float | None) -> Any:
        """The next item, or None if there is none by that time."""
        raise NotImplementedError

    def _pause(self, seconds: float) -> bool:
        """Lets time pass; False where the stream was cancelled."""
        raise NotImplementedError
