"""OpenRouter's format: the chunks, results and errors that the service sends."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from .actions import Action, End, Head, Piece
from .framing import reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .received import ReceivedRequest

COMMENT = b": OPENROUTER PROCESSING\n\n"
DONE = b"data: [DONE]\n\n"
CREATED = 1760000000
DEFAULT_MODEL = "openrouter/fake-1"
PROVIDER = "Fake"

# Non-stream bodies begin with what kept the connection alive (80 of 89 recordings of Oct 2025 - Aug 2026).
_KEEP_ALIVE_SPACE = b"\n         \n\n         \n"
_NATIVE_FINISH = {"stop": "completed", "length": "max_output_tokens"}
_STREAM_HEADERS = {"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}


def encode(value: object) -> bytes:
    """Compact JSON with raw UTF-8, as OpenRouter writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def event(payload: object) -> bytes:
    """A server-sent event with the payload as JSON."""
    return b"data: " + encode(payload) + b"\n\n"


def error_body(code: int, message: str | None = None) -> dict[str, Any]:
    """The body of an error of OpenRouter."""
    return {"error": {"code": code, "message": message or reason(code)}}


def stream_head(generation_id: str | None) -> Head:
    """The head of a stream; OpenRouter says no charset."""
    return Head(headers=_STREAM_HEADERS | ({"X-Generation-Id": generation_id} if generation_id else {}))


def words(text: str) -> list[str]:
    """The text cut before each word; joined, it is the text again."""
    return re.findall(r"\s*\S+(?:\s+\Z)?|\s+\Z", text)


def cut_every(text: str, size: int) -> list[str]:
    """The text in pieces of `size` characters."""
    if size < 1:
        raise ValueError(f"a piece needs at least one character, not {size}")
    return [text[start : start + size] for start in range(0, len(text), size)]


def reasoning_details(text: str) -> list[dict[str, Any]]:
    """A reasoning text as `reasoning_details` repeats it."""
    return [{"type": "reasoning.text", "text": text, "format": "unknown", "index": 0}]


@frozen(kw_only=True)
class Completion:
    """An answer of the model, told as a stream or as one result, as the request asks."""

    deltas: Iterable[Mapping[str, Any]]
    message: Mapping[str, Any]
    model: str | None = None
    finish_reason: str | None = "stop"
    usage: bool | Mapping[str, Any] = True
    done: bool = True
    comments: int = 0
    tokens: int = field(default=0)

    def actions(self, request: ReceivedRequest) -> Iterator[Action]:
        """The response, one piece an event."""
        return self._stream(request) if request.wants_stream else self.result(request)

    def _stream(self, request: ReceivedRequest) -> Iterator[Action]:
        yield stream_head(request.generation_id)
        for _ in range(self.comments):
            yield Piece(COMMENT)
        for delta in self.deltas:
            yield Piece(event(self._chunk(request, delta)))
        empty = {"content": ""}
        if self.finish_reason is not None:
            yield Piece(event(self._chunk(request, empty, finish=self.finish_reason)))
        if self.usage is not False:
            # The usage chunk says the finish again (all recordings since April 2026).
            last = self._chunk(request, empty, finish=self.finish_reason)
            yield Piece(event({**last, "usage": self._usage(request)}))
        if self.done:
            yield Piece(DONE)
        yield End()

    def result(self, request: ReceivedRequest) -> Iterator[Action]:
        """The response in one piece, whatever the request asks."""
        result = self._envelope(request, "chat.completion")
        result["choices"] = [
            {
                "index": 0,
                "message": {"role": "assistant", "content": None, "refusal": None, **self.message},
                "logprobs": None,
                **self._finish(self.finish_reason),
            }
        ]
        if self.usage is not False:
            result["usage"] = self._usage(request)
        yield Head(headers={"Content-Type": "application/json", "X-Generation-Id": request.generation_id})
        yield Piece(_KEEP_ALIVE_SPACE)
        yield Piece(encode(result))
        yield End()

    def _chunk(self, request: ReceivedRequest, delta: Mapping[str, Any], finish: str | None = None) -> dict[str, Any]:
        chunk = self._envelope(request, "chat.completion.chunk")
        chunk["choices"] = [{"index": 0, "delta": {"role": "assistant", **delta}, **self._finish(finish)}]
        return chunk

    def _envelope(self, request: ReceivedRequest, kind: str) -> dict[str, Any]:
        model = self.model or request.parameter("model") or DEFAULT_MODEL
        return {"id": request.generation_id, "object": kind, "created": CREATED, "model": model, "provider": PROVIDER}

    def _finish(self, finish: str | None) -> dict[str, str | None]:
        native = None if finish is None else _NATIVE_FINISH.get(finish, finish)
        return {"finish_reason": finish, "native_finish_reason": native}

    def _usage(self, request: ReceivedRequest) -> Mapping[str, Any]:
        if not isinstance(self.usage, bool):
            return self.usage
        prompt = max(1, len(request.body) // 4)
        cost = (prompt + 4 * self.tokens) / 1_000_000
        return {
            "prompt_tokens": prompt,
            "completion_tokens": self.tokens,
            "total_tokens": prompt + self.tokens,
            "cost": cost,
            "is_byok": False,
            "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
            "cost_details": {"upstream_inference_cost": cost},
            "completion_tokens_details": {"reasoning_tokens": 0, "image_tokens": 0},
        }
