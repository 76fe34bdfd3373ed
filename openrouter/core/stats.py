"""What a call measures about itself."""

from __future__ import annotations

from collections.abc import Callable

from attrs import define, field, frozen

from .accumulator import Accumulator


@frozen
class Attempt:
    """One request of a call that did not bring the answer."""

    number: int
    """Counted from 1."""

    error: str
    """The class of its error, and its words."""

    status: int | None
    """The HTTP status, where there was one."""

    pause: float | None
    """Seconds until the next attempt; None where there was none."""

    generation_id: str | None = None
    """The service's id of what this attempt began, to ask for its bill; None where it began nothing."""


@define
class Stats:
    """
    The measurements of one call; all times are seconds since its start.

    They change while the stream is read, and stay when it has ended.
    """

    accumulator: Accumulator = field(repr=False)
    """The answer so far, of which the counts are."""

    clock: Callable[[], float] | None = field(default=None, repr=False, eq=False)
    """The seconds since the start of the call; None where no call is made."""

    attempts: list[Attempt] = field(factory=list)
    """The attempts that failed, in order."""

    sends: int = 0
    """Requests sent, or tried, in all."""

    resumed: int = 0
    """How often the answer broke off and was continued (`resume=True`)."""

    head_at: float | None = None
    """When the response headers came."""

    first_chunk_at: float | None = None
    """When the first chunk came, content or not."""

    first_token_at: float | None = None
    """When the first content came: the time to first token."""

    last_token_at: float | None = None
    """When the last content so far came."""

    last_chunk_at: float | None = None
    """When the last chunk so far came."""

    ended_at: float | None = None
    """When the call ended, in whatever way."""

    largest_gap: float = 0.0
    """The longest wait between two reads that brought content."""

    chunks: int = 0
    """Chunks delivered."""

    events: int = 0
    """Server-sent events received, `[DONE]` included."""

    bytes: int = 0
    """Bytes of the body received, after any decompression."""

    keepalives: int = 0
    """Comments received."""

    ignored: int = 0
    """Events passed over: of an unknown kind, or malformed under `on_malformed="skip"`."""

    content_after_finish: bool = False
    """Whether content came after a finish reason; it is part of the answer all the same."""

    done_seen: bool = False
    """Whether `[DONE]` came. Without it an answer is complete when its body ended cleanly after every finish reason."""

    @property
    def duration(self) -> float:
        """How long the call has lasted, or did; 0 before it began."""
        if self.ended_at is not None:
            return self.ended_at
        return self.clock() if self.clock is not None and self.sends else 0.0

    @property
    def idle_for(self) -> float:
        """Seconds since the last content, or since the start where none has come; of an ended call until its end."""
        return self.duration - (self.last_token_at or 0.0)

    @property
    def characters(self) -> int:
        """Characters of text delivered, of choice 0."""
        return self.accumulator.text_length

    @property
    def tolerated(self) -> int:
        """Objects in which a value of the wrong type was left in `extra`."""
        return self.accumulator.tolerated

    @property
    def tokens(self) -> int | None:
        """Completion tokens by the service's count; None before the usage came."""
        usage = self.accumulator.usage
        return None if usage is None else usage.completion_tokens

    @property
    def tokens_per_second(self) -> float | None:
        """Completion tokens by the seconds between first content and last chunk; None before both are known."""
        tokens = self.tokens  # another thread may add
        if tokens is None or self.first_token_at is None or self.last_chunk_at is None:
            return None
        seconds = self.last_chunk_at - self.first_token_at
        return tokens / seconds if seconds > 0 else None
