"""What a server sends: random events in random bytes, cut into random pieces, with a fault at a random point."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal

from attrs import field, frozen
from hypothesis import strategies as st

from openrouter.testing import Action, Answer, Cut, End, Framing, Head, Pause, Piece, ReceivedRequest, Script, Send
from tests import made_up_streams

Json = dict[str, Any]
How = Literal["fin", "rst", "clean", "stall", "garbage"]

MOMENT = 0.002
HALVES = ["\ud83d", "\ude00", "a\ud83d", "\ude00b", "\ud83d\ude00"]
LONG = st.sampled_from(["", "four", "seven..", "twelve......"])
UNKNOWN = "event: ping\ndata: {}\n\n"
ERROR: Json = {"code": 502, "message": "no", "metadata": {"provider_name": "P"}}


@frozen
class Fault:
    """Where an answer ends before its time, and how."""

    how: How
    at: int | None = None
    """A byte of the body."""

    in_head: int | None = None
    """A byte of the head."""


@frozen
class Plan:
    """All that a server will send for one request."""

    body: bytes
    pieces: list[bytes] = field(repr=lambda pieces: str([len(piece) for piece in pieces]))
    framing: Framing
    surplus: int = 0
    """By how many bytes the Content-Length is wrong."""

    fault: Fault | None = None
    interim: bool = False
    pause_after: int | None = None
    """A piece after which the server waits for a moment, so that what comes before and after are two reads."""

    @property
    def length(self) -> int:
        """The Content-Length."""
        return len(self.body) + self.surplus

    def answer(self) -> Answer:
        """What the fake server does."""
        head = Head(headers={"Content-Type": "text/event-stream"}, framing=self.framing, length=self.length)
        early = [Send(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")] if self.interim else []
        body: list[Action] = [Piece(piece) for piece in self.pieces]
        if self.pause_after is not None:
            body.insert(self.pause_after, Pause(MOMENT))
        whole = Script([*early, head, *body, End()])
        if self.fault is None:
            return whole
        return Cut(whole, after=self.fault.at, after_head=self.fault.in_head, how=self.fault.how)


@frozen
class Plans:
    """Answers by the plan whose number is the request's model."""

    made: list[Plan] = field(factory=list)

    def actions(self, request: ReceivedRequest) -> Iterator[Action]:
        """The actions of that plan."""
        return iter(self.made[int(request.parameter("model"))].answer().actions(request))


# Events


def delta(index: int | None = 0, finish: str | None = None, **fields: Any) -> Json:
    """A chunk with one choice."""
    choice: Json = {"delta": fields, "finish_reason": finish}
    return {"id": "gen-1", "model": "m", "choices": [choice if index is None else {"index": index, **choice}]}


def payloads() -> st.SearchStrategy[Json]:
    """A chunk: mostly text, of one choice or of two, in halves of characters or whole; else anything made up."""
    indexes = st.sampled_from([0, 0, 0, 0, None, 1])
    texts = st.builds(lambda index, text: delta(index, content=text), indexes, made_up_streams.words())
    halves = st.builds(lambda index, text: delta(index, content=text), indexes, st.sampled_from(HALVES))
    thoughts = st.builds(lambda text: delta(0, reasoning=text), made_up_streams.words())
    both = st.builds(lambda thought, text: delta(0, reasoning=thought, content=text), made_up_streams.words(), LONG)
    pairs = st.builds(lambda one, two: {"choices": [delta(content=one)["choices"][0], delta(1, content=two)["choices"][0]]}, LONG, LONG)
    calls = st.lists(made_up_streams.calls(), min_size=1, max_size=2).map(lambda made: delta(0, tool_calls=made))
    empty = st.sampled_from([delta(0, role="assistant", content=""), {"choices": []}, {"id": "gen-1"}])
    finishes = st.builds(lambda index: delta(index, finish="stop", content=""), indexes)
    usages = st.sampled_from(made_up_streams.USAGES).map(lambda usage: {"choices": [], "usage": usage})
    return st.one_of(texts, texts, texts, halves, thoughts, both, pairs, calls, empty, finishes, usages, made_up_streams.chunks())


def blocks() -> st.SearchStrategy[str]:
    """An event or something between events, with LF for its line ends."""
    chunks = st.builds(written, payloads(), st.booleans(), st.sampled_from([None, None, None, 1]))
    others = st.sampled_from([": OPENROUTER PROCESSING\n\n", ":\n", "data:\n\n", "data: : x\n\n", UNKNOWN, "id: 7\n", "\n"])
    errors = st.sampled_from([written({"error": ERROR}), written({**delta(0, finish="error"), "error": ERROR})])
    broken = st.sampled_from(["data: {\n\n", "data: [1]\n\n", 'data: {"choices":[{"delta":{"content":5}}]}\n\n'])
    return st.integers(0, 39).flatmap(lambda n: broken if n == 39 else errors if n == 38 else others if n % 5 == 4 else chunks)


def written(payload: Json, ascii_only: bool = False, indent: int | None = None) -> str:
    """An event with this payload."""
    raw = not ascii_only and not any("\ud800" <= character <= "\udfff" for character in json.dumps(payload, ensure_ascii=False))
    text = json.dumps(payload, ensure_ascii=not raw, indent=indent)
    return "".join(f"data: {line}\n" for line in text.split("\n")) + "\n"


def endings() -> st.SearchStrategy[str]:
    """What a service ends with: a finish, a usage, `[DONE]`, late content, each of them or not."""
    finish, usage = written(delta(0, finish="stop", content="")), written({"choices": [], "usage": made_up_streams.USAGES[0]})
    done = "data: [DONE]\n\n"
    return st.sampled_from(
        [
            *[finish + usage + done] * 4, *[finish + usage] * 2, finish + done, done, "", "data: [DONE]", finish + "data: [DONE]\n",
            finish + written(delta(0, content="late")) + done, finish + written(delta(0, content="late")),
            finish + written(delta(1, content="second")) + written(delta(1, finish="stop")),
            finish + usage + done + written(delta(0, content="after")) + done,
        ]
    )  # fmt: skip


def bodies() -> st.SearchStrategy[bytes]:
    """The bytes of a body: any line ends, a byte order mark or none."""
    texts = st.tuples(st.lists(blocks(), max_size=7).map("".join), endings()).map("".join)
    ends = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])
    marks = st.sampled_from([b"", b"", b"", b"\xef\xbb\xbf"])
    return st.builds(lambda text, end, mark: mark + text.replace("\n", end).encode(), texts, ends, marks)


# Faults

# Made once: to make a strategy of many takes longer than to draw from it.
_BODIES = bodies()
_FRAMINGS: st.SearchStrategy[Framing] = st.sampled_from(["chunked", "chunked", "close", "length"])
_KINDS = st.sampled_from(["none"] * 8 + ["fin"] * 4 + ["rst"] * 3 + ["clean"] * 2 + ["stall", "garbage", "head"])
_HEAD_FAULTS: st.SearchStrategy[How] = st.sampled_from(["fin", "fin", "rst", "stall"])
_BYTES_OF_HEAD = st.integers(0, 60)
_SURPLUSES = st.sampled_from([0, 0, 0, 1, 7, 200])
_PAUSES = st.sampled_from([None, None, None, 1, 2])
_ONE_IN_TEN = st.integers(0, 9).map(lambda number: number == 9)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan of any kind; four in ten without a fault."""
    body, framing, how = draw(_BODIES), draw(_FRAMINGS), draw(_KINDS)
    fault = None
    if how == "head":
        fault = Fault(draw(_HEAD_FAULTS), in_head=draw(_BYTES_OF_HEAD))
    elif how != "none" and body:
        ends = [at + 1 for at in range(len(body)) if body[at : at + 1] in {b"\n", b"\r"}]
        fault = Fault(how, at=draw(st.integers(0, len(body)) | st.sampled_from(ends or [0])))
    surplus = 0
    if framing == "length" and fault is None:
        surplus = -draw(_SURPLUSES)
    elif framing == "length" and fault is not None and fault.how in {"fin", "rst", "stall"}:
        surplus = draw(_SURPLUSES)
    pieces = draw(made_up_streams.cuts(body))
    pause_after = draw(_PAUSES)
    return Plan(
        body, pieces, framing, max(surplus, -len(body)), fault, interim=draw(_ONE_IN_TEN),
        pause_after=pause_after if pause_after is not None and pause_after <= len(pieces) else None,
    )  # fmt: skip
