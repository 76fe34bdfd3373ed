"""Answers of the service: text, tool calls, errors, recordings."""

from __future__ import annotations

import re
from itertools import accumulate, chain, pairwise, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from attrs import field, frozen

from .actions import Action, End, Framing, Head, Pause, Piece
from .format import (
    DONE,
    Completion,
    cut_every,
    encode,
    error_body,
    event,
    reasoning_details,
    stream_head,
    words,
)
from .framing import merged

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .received import ReceivedRequest

_LONGEST_GAP = 60.0
_BODILESS = frozenset({204, 304})
_FIRST_ID = re.compile(rb'"id"\s*:\s*"(gen-[^"\\]+)"')


@frozen
class Script:
    """An answer that is exactly these actions, `steps`; the last word when nothing else will do."""

    steps: Iterable[Action]

    def actions(self, request: ReceivedRequest) -> Iterator[Action]:
        """The actions as given."""
        return iter(self.steps)


@frozen
class Text:
    """A text, streamed or whole as the request asks, with all that OpenRouter puts around it.

    Attributes:
        text: the whole text.
        pieces: how it is cut into deltas: a number of characters, or the very strings; by default, words.
        model: the name of the model that answers; by default, the one that was asked for.
        reasoning: thinking that comes before the text, word by word.
        finish_reason: why the model stopped; None leaves it out.
        usage: the usage of the last chunk: invented, none at all, or this one.
        done: whether `[DONE]` ends the stream.
        comments: how many keep-alive comments come first.
    """

    text: str
    pieces: int | Sequence[str] | None = field(default=None, kw_only=True)
    model: str | None = field(default=None, kw_only=True)
    reasoning: str | None = field(default=None, kw_only=True)
    finish_reason: str | None = field(default="stop", kw_only=True)
    usage: bool | Mapping[str, Any] = field(default=True, kw_only=True)
    done: bool = field(default=True, kw_only=True)
    comments: int = field(default=0, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if "".join(self._pieces()) != self.text:
            raise ValueError("the pieces joined are not the text")

    def actions(self, request: ReceivedRequest) -> Iterator[Action]:
        """The response to this request."""
        thoughts = words(self.reasoning or "")
        pieces = self._pieces()
        deltas = [
            {"content": "", "reasoning": thought, "reasoning_details": reasoning_details(thought)}
            for thought in thoughts
        ]
        deltas += [{"content": piece} for piece in pieces]
        message: dict[str, Any] = {"content": self.text}
        if self.reasoning is not None:
            message |= {"reasoning": self.reasoning, "reasoning_details": reasoning_details(self.reasoning)}
        return Completion(
            deltas=deltas,
            message=message,
            model=self.model,
            finish_reason=self.finish_reason,
            usage=self.usage,
            done=self.done,
            comments=self.comments,
            tokens=len(deltas),
        ).actions(request)

    def _pieces(self) -> Sequence[str]:
        if self.pieces is None:
            return words(self.text)
        return cut_every(self.text, self.pieces) if isinstance(self.pieces, int) else self.pieces


@frozen
class Call:
    """One tool call of `ToolCalls`.

    Attributes:
        name: the name of the function.
        arguments: an object; a str is sent as it is, valid JSON or not.
        id: the id of the call; by default, one is made.
    """

    name: str
    arguments: Mapping[str, Any] | str = field(factory=dict)
    id: str | None = None


@frozen
class ToolCalls:
    """Tool calls, each streamed as a head with its name and then its arguments in fragments of `pieces` characters.

    `calls` come after `text`, if there is one; `model`, `finish_reason`, `usage`, `done` and `comments` are those of `Text`.
    """

    calls: Sequence[Call]
    text: str = field(default="", kw_only=True)
    pieces: int = field(default=10, kw_only=True)
    model: str | None = field(default=None, kw_only=True)
    finish_reason: str | None = field(default="tool_calls", kw_only=True)
    usage: bool | Mapping[str, Any] = field(default=True, kw_only=True)
    done: bool = field(default=True, kw_only=True)
    comments: int = field(default=0, kw_only=True)

    def actions(self, request: ReceivedRequest) -> Iterator[Action]:
        """The response to this request."""
        whole = [self._whole(index, call) for index, call in enumerate(self.calls)]
        fragments = [fragment for call in whole for fragment in self._fragments(call)]
        deltas: list[dict[str, Any]] = [{"content": piece} for piece in words(self.text)]
        deltas += [{"content": None, "tool_calls": [fragment]} for fragment in fragments]
        return Completion(
            deltas=deltas,
            message={"content": self.text or None, "tool_calls": whole},
            model=self.model,
            finish_reason=self.finish_reason,
            usage=self.usage,
            done=self.done,
            comments=self.comments,
            tokens=len(deltas),
        ).actions(request)

    def _whole(self, index: int, call: Call) -> dict[str, Any]:
        arguments = call.arguments if isinstance(call.arguments, str) else encode(call.arguments).decode()
        function = {"name": call.name, "arguments": arguments}
        return {"index": index, "id": call.id or f"call_fake_{index}", "type": "function", "function": function}

    def _fragments(self, call: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        function = call["function"]
        yield {**call, "function": {"name": function["name"], "arguments": ""}}
        for arguments in cut_every(function["arguments"], self.pieces):
            yield {"index": call["index"], "function": {"arguments": arguments}}


@frozen
class Chunks:
    """A stream of these `payloads`, one event each, and of `[DONE]` if `done`."""

    payloads: Sequence[Mapping[str, Any]]
    done: bool = field(default=True, kw_only=True)

    def actions(self, request: ReceivedRequest) -> Iterator[Action]:
        """The stream; X-Generation-Id is the id of the first payload that has one."""
        ids = (payload["id"] for payload in self.payloads if isinstance(payload.get("id"), str))
        yield stream_head(next(ids, None))
        for payload in self.payloads:
            yield Piece(event(payload))
        if self.done:
            yield Piece(DONE)
        yield End()


@frozen
class Replay:
    """A recorded body, from a file or bytes, in pieces of the given sizes, each one HTTP piece and one `send`.

    `source` is the path or the bytes; `status`, `headers` and `framing` are those of `Head`, the headers besides what a stream has.
    `piece_sizes`: None is one piece, "bytes" one byte each; after the last of a list the rest follows in one piece.
    `gaps` are the seconds between the pieces, as they were recorded; after the last of them it is `pace`.
    """

    never_waits: ClassVar[bool] = True
    """See `Answer`."""
    source: str | os.PathLike[str] | bytes
    piece_sizes: Sequence[int] | Literal["bytes"] | None = field(default=None, kw_only=True)
    gaps: Sequence[float] = field(default=(), kw_only=True)
    pace: float = field(default=0.0, kw_only=True)
    framing: Framing = field(default="chunked", kw_only=True)
    status: int = field(default=200, kw_only=True)
    headers: Mapping[str, str] | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for seconds in (*self.gaps, self.pace):
            if not 0 <= seconds <= _LONGEST_GAP:
                raise ValueError(f"between two pieces there can be 0 to {_LONGEST_GAP:g} seconds, not {seconds!r}")

    def actions(self, request: ReceivedRequest) -> Iterator[Action]:
        """The recording; X-Generation-Id is the first `gen-` id in it."""
        data = self.source if isinstance(self.source, bytes) else Path(self.source).read_bytes()
        head = stream_head(found[1].decode() if (found := _FIRST_ID.search(data)) else None)
        yield Head(self.status, merged(head.headers, self.headers), self.framing, len(data))
        gaps = chain([0.0], self.gaps, repeat(self.pace))
        for (start, stop), gap in zip(pairwise(self._bounds(len(data))), gaps, strict=False):
            if gap:
                yield Pause(gap)
            yield Piece(data[start:stop])
        yield End()

    def _bounds(self, size: int) -> Iterable[int]:
        if self.piece_sizes == "bytes":
            return range(size + 1)
        inner = [bound for bound in accumulate(self.piece_sizes or ()) if bound < size]
        return [0, *inner, size]


@frozen
class Body:
    """A whole body of any kind, with its length: `data` of a `content_type`, under a `status` and more `headers`."""

    data: bytes
    content_type: str = "application/json"
    status: int = 200
    headers: Mapping[str, str] | None = field(default=None, kw_only=True)

    def actions(self, request: ReceivedRequest) -> Iterator[Action]:
        """The response to any request."""
        headers = merged({"Content-Type": self.content_type}, self.headers)
        yield Head(self.status, headers, "length", len(self.data))
        yield Piece(self.data)
        yield End()


@frozen
class Status:
    """The HTTP status `code` with OpenRouter's error body, or `body`: a mapping as JSON, a str as HTML or text; and more `headers`."""

    code: int
    body: Mapping[str, Any] | str | bytes | None = None
    headers: Mapping[str, str] | None = None

    def actions(self, request: ReceivedRequest) -> Iterable[Action]:
        """The response to any request."""
        if self.code in _BODILESS:
            return [Head(self.code, self.headers or {}, "none")]
        if isinstance(self.body, str):
            kind = "text/html" if self.body.lstrip().startswith("<") else "text/plain"
            return Body(self.body.encode(), f"{kind}; charset=utf-8", self.code, headers=self.headers).actions(request)
        data = self.body
        if not isinstance(data, bytes):
            data = encode(error_body(self.code) if data is None else data)
        return Body(data, status=self.code, headers=self.headers).actions(request)
