"""Answers made of another answer: cut short, held back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from attrs import define, evolve, field, frozen

from .actions import Action, Answer, End, Fin, Head, Piece, Rst, Send, Wait
from .framing import Framer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .gate import Gate
    from .received import ReceivedRequest

# Atomic groups: a CRLF is one line end, never two.
_BLOCK_END = re.compile(rb"(?>\r\n|\n|\r)(?>\r\n|\n|\r)")
_DATA_LINE = re.compile(rb"(?<![^\r\n])data(?=[:\r\n])")


@define
class _Point:
    """A place in a body: after so many bytes, or after so many events (comments are none)."""

    _bytes: int | None
    _events: int | None
    _block: bytearray = field(factory=bytearray, init=False)

    def offset(self, data: bytes) -> int | None:
        """Where in this next part of the body the place is, or None if it is further on."""
        if self._bytes is not None:
            if self._bytes <= len(data):
                return self._bytes
            self._bytes -= len(data)
            return None
        return self._offset_of_event(data)

    def _offset_of_event(self, data: bytes) -> int | None:
        if self._events == 0:
            return 0
        assert self._events is not None
        before = len(self._block)
        self._block += data
        start = 0
        for match in _BLOCK_END.finditer(self._block, max(0, before - 3)):
            self._events -= bool(_DATA_LINE.search(self._block, start, match.end()))
            start = match.end()
            if self._events == 0:
                return start - before
        del self._block[:start]
        return None


GARBAGE = b"no size of a chunk\r\n"


def _check_place(after: int | None, after_events: int | None) -> None:
    if (after is None) == (after_events is None) or (after or 0) < 0 or (after_events or 0) < 0:
        raise ValueError("say one of after= (bytes of the body) and after_events=, not below 0")


@frozen
class Cut:
    """Another `answer`, cut short: `after` so many bytes, `after_events` of its body, or so many bytes `after_head` began.

    `how`: "fin" closes the connection and "rst" resets it, both with the HTTP framing unfinished (a close-delimited
    body has no other end than "fin"); "clean" ends the framing properly, so that only the content tells of the cut;
    "stall" sends nothing more and keeps the connection; "garbage" closes after bytes that are no size of a chunk (and
    are content where the body is not chunked).
    """

    answer: Answer
    after: int | None = field(default=None, kw_only=True)
    after_events: int | None = field(default=None, kw_only=True)
    after_head: int | None = field(default=None, kw_only=True)
    how: Literal["fin", "rst", "clean", "stall", "garbage"] = field(default="fin", kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.after_head is None:
            _check_place(self.after, self.after_events)
        elif self.how not in {"fin", "rst", "stall"} or self.after_head < 0 or (self.after, self.after_events) != (None, None):
            raise ValueError("after_head= (bytes, not below 0) stands alone, and a head is cut by fin, rst or stall")

    def actions(self, request: ReceivedRequest) -> Iterator[Action]:
        """The actions of the answer up to the cut, then the end chosen."""
        kept = self._kept(request) if self.after_head is None else self._begin_of_head(request, self.after_head)
        match self.how:
            case "clean":
                yield from _with_true_length(list(kept))
                yield End()
            case "stall":
                yield from kept
            case "garbage":
                yield from kept
                yield Send(GARBAGE)
                yield Fin()
            case how:
                yield from kept
                yield Fin() if how == "fin" else Rst()

    def _begin_of_head(self, request: ReceivedRequest, size: int) -> Iterator[Action]:
        for action in self.answer.actions(request):
            if isinstance(action, Head):
                yield Send(Framer().head(action)[:size])
                return
            yield action

    def _kept(self, request: ReceivedRequest) -> Iterator[Action]:
        point = _Point(self.after, self.after_events)
        for action in self.answer.actions(request):
            if isinstance(action, Piece) and (offset := point.offset(action.data)) is not None:
                size = len(action.data)
                inside = 0 < offset < size and self.how not in {"clean", "garbage"}
                yield Piece(action.data[:offset], size if inside else None)
                return
            yield action
        raise ValueError(f"{self!r}: the body ends before the cut")


@frozen
class Hold:
    """Another `answer` that stops at a `gate` in its body: `after` so many bytes, or `after_events`; for at most so many `seconds`."""

    answer: Answer
    gate: Gate
    after: int | None = field(default=None, kw_only=True)
    after_events: int | None = field(default=None, kw_only=True)
    seconds: float = field(default=10.0, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _check_place(self.after, self.after_events)

    def actions(self, request: ReceivedRequest) -> Iterator[Action]:
        """The actions of the answer with a wait in between."""
        point = _Point(self.after, self.after_events)
        actions = iter(self.answer.actions(request))
        for action in actions:
            if isinstance(action, Piece) and (offset := point.offset(action.data)) is not None:
                yield evolve(action, data=action.data[:offset])
                yield Wait(self.gate, self.seconds)
                # The second part of a piece that is open already has no frame of its own.
                rest = action.data[offset:]
                yield Piece(rest) if action.announced is None else Send(rest)
                yield from actions
                return
            yield action
        raise ValueError(f"{self!r}: the body ends before the gate")


def _with_true_length(actions: list[Action]) -> Iterable[Action]:
    total = sum(len(action.data) for action in actions if isinstance(action, Piece))
    return (
        evolve(action, length=total) if isinstance(action, Head) and action.framing == "length" else action
        for action in actions
    )
