"""What a client must make of a plan, told from its bytes as a whole, and by nothing of the library."""

from __future__ import annotations

import json
from typing import Any

from attrs import define, frozen

from tests import oracle, whatwg
from tests.promise.sent import Plan

Json = dict[str, Any]
GARBAGE = b"no size of a chunk\r\n"
CHUNK_EVENTS = {"message", "error"}


@define
class Answer:
    """What some bytes of a body tell."""

    chunks: list[Json]
    done: bool = False
    malformed: bool = False
    error: bool = False
    usage: bool = False

    @property
    def finished(self) -> bool:
        """Whether every choice that was seen has its finish reason."""
        choices = oracle.fold(self.chunks)["choices"]
        return bool(choices) and all(choice.get("finish_reason") for choice in choices)

    @property
    def longest(self) -> int:
        """How many characters of text one chunk has at the most."""
        return max((len(Answer([chunk]).text(whole=True)) for chunk in self.chunks), default=0)

    def text(self, *, whole: bool) -> str:
        """The text of choice 0; half a character at its end is a character in an answer that is whole, and else not there yet."""
        messages = [choice["message"] for choice in oracle.fold(self.chunks)["choices"] if choice["index"] == 0]
        text: str = (messages[0]["content"] if messages else "") or ""
        if not whole and "\ud800" <= text[-1:] <= "\udbff":
            text = text[:-1]
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def read(body: bytes) -> Answer:
    """Goes through the events as the wire format says."""
    found = Answer([])
    stream = whatwg.read(body)
    for kind, data, _, _ in stream.events:
        if data.strip() == "[DONE]":
            found.done = True
            return found
        if data and not data.startswith(":") and not (found.error and found.usage):
            _take(found, kind, data)
            if found.malformed:
                return found
    found.done = stream.unfinished.strip() == "[DONE]"
    return found


def _take(found: Answer, kind: str, data: str) -> None:
    try:
        payload = json.loads(data)
    except ValueError:
        payload = None
    if not isinstance(payload, dict) or _is_misfit(payload):
        found.malformed = True
        return
    if kind not in CHUNK_EVENTS and payload.get("choices") is None and not payload.get("error"):
        return
    found.chunks.append(payload)
    found.error = found.error or oracle.error_of([payload]) is not None
    found.usage = found.usage or isinstance(payload.get("usage"), dict)


def _is_misfit(payload: Json) -> bool:
    """Whether it is the malformed chunk that plans have."""
    return any((choice.get("delta") or {}).get("content") == 5 for choice in payload.get("choices") or [])


@frozen
class Expected:
    """What a client sees that reads to the end."""

    seen: Answer
    """What arrives, or (where `lossy`) what at most does."""

    sent: Answer
    """What the server would have sent, had nothing happened to it."""

    statuses: frozenset[str]
    lossy: bool
    """Whether a part of what was sent may be lost, with the connection or by a reader who was too slow."""


def expected(plan: Plan) -> Expected:
    """What becomes of a plan."""
    bytes_seen, end = ending(plan)
    seen = read(bytes_seen)
    sent = seen if end == "proper" else read(plan.body)
    lossy = end in {"reset", "stall"}
    statuses = {status_of(seen, end)}
    if end == "reset":
        statuses |= {"interrupted", "failed"}  # failed: the reset overtook the head
        if plan.framing == "length" and len(bytes_seen) >= plan.length:
            statuses.add(status_of(seen, "proper"))
    if end == "stall":
        statuses.add("timed_out")
    return Expected(seen, sent, frozenset(statuses), lossy)


def ending(plan: Plan) -> tuple[bytes, str]:
    """The bytes of the body that arrive, and how it ends: proper (as the server meant it), unseen, broken, reset, stall, head."""
    fault, body = plan.fault, plan.body
    if fault is None:
        return (body[: plan.length] if plan.framing == "length" else body), "proper"
    if fault.in_head is not None:
        return b"", "stalled head" if fault.how == "stall" else "head"
    sent = body[: fault.at]
    if fault.how == "clean":
        return sent, "proper"
    if fault.how == "garbage" and plan.framing != "chunked":
        sent += GARBAGE
    if plan.framing == "length" and len(sent) >= plan.length and fault.how != "rst":
        return sent[: plan.length], "unseen"
    if fault.how in {"rst", "stall"}:
        return sent, "reset" if fault.how == "rst" else "stall"
    return sent, "unseen" if plan.framing == "close" else "broken"


def status_of(seen: Answer, end: str) -> str:
    """The outcome of an answer that ends so."""
    if end in {"head", "stalled head"}:
        return "failed" if end == "head" else "timed_out"
    if seen.error or seen.malformed:
        return "failed"
    if seen.done:
        return "completed"
    if end in {"broken", "reset"}:
        return "interrupted"
    if seen.finished:
        return "completed"
    return "timed_out" if end == "stall" else "truncated"
