"""
The streams that are measured: made here, in the shapes that OpenRouter and its neighbours send.

A dialect is one service's way to write a chunk: which fields, in which order. No two recorded services agree on it, so a decoder that is
tuned to one order shows in the mix.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

Chunk = dict[str, Any]
Delta = dict[str, Any]

WORKLOADS = ("content", "tools", "reasoning", "mix")
LENGTH = 2000
"""Chunks in the middle of a stream; a longer one repeats them."""

STAMP = "0123456789012345678"
"""What stands in a stamped chunk's text until the server writes the time, in as many digits."""

KEEP_ALIVE = b": OPENROUTER PROCESSING\n\n"
DONE = b"data: [DONE]\n\n"

_TOKENS = """The model reads a robot 's story and answers one token after another , as they come ; naïve users call that
streaming — it works . " Wait , " she said , \\n\\n so it is 3.14 or ½ ? 日本 語 🙂 then : def f ( x ) - > return"""
_WORDS = [token.replace("\\n", "\n") for token in _TOKENS.split()]


class Dialect(NamedTuple):
    """One service's way to write a chunk: its keys in their order, and the values that never change."""

    envelope: str
    choice: str
    delta: str
    constants: dict[str, Any]
    escaped: bool = False
    """Whether non-ASCII text is written as `\\u` escapes."""

    def chunk(self, delta: Delta, *, finish: str | None = None, usage: dict[str, Any] | None = None) -> Chunk:
        """A chunk with this delta; it has the keys that the dialect has."""
        choice = {"index": 0, "delta": _ordered(delta, self.delta), "finish_reason": finish, "logprobs": None}
        choice["native_finish_reason"] = finish
        values = {**self.constants, "object": "chat.completion.chunk", "choices": [_ordered(choice, self.choice)]}
        return _ordered(values | {"usage": usage} if usage else values, f"{self.envelope} usage")

    def payload(self, chunk: Chunk) -> bytes:
        """The JSON text of a chunk."""
        return json.dumps(chunk, ensure_ascii=self.escaped, separators=(",", ":")).encode()


class Workload(NamedTuple):
    """The payloads of one stream: `middle` may be cut short or repeated."""

    opening: list[bytes]
    middle: list[bytes]
    closing: list[bytes]

    def payloads(self, count: int = LENGTH) -> list[bytes]:
        """The payloads of a stream with so many chunks in its middle."""
        repeats, rest = divmod(count, len(self.middle))
        return [*self.opening, *(self.middle * repeats), *self.middle[:rest], *self.closing]


def workload(name: str) -> Workload:
    """
    One of `WORKLOADS`, the same bytes each time; "stamped", content whose text is `STAMP`; or "thin", one letter in ten chunks, so that
    what grows with the chunks is not what grows with the answer.

    Raises:
        KeyError: there is none of that name.
    """
    return _MAKERS[name]()


def events(payloads: Iterable[bytes], *, keep_alive_every: int = 500) -> Iterator[bytes]:
    """The events of some payloads as they go over the wire, with a comment now and then."""
    for number, payload in enumerate(payloads):
        if number % keep_alive_every == 0:
            yield KEEP_ALIVE
        yield b"data: " + payload + b"\n\n"


def text_of(payloads: Iterable[bytes]) -> str:
    """The text of an answer, joined without any of the code that is measured."""
    return "".join(
        choice["delta"].get("content") or "" for payload in payloads for choice in json.loads(payload)["choices"]
    )


def _ordered(values: dict[str, Any], keys: str) -> dict[str, Any]:
    return {key: values[key] for key in keys.split() if key in values}


def _words(seed: int) -> Iterator[str]:
    """Tokens without end: most begin with a blank, some are one character, some are not ASCII."""
    dice = random.Random(seed)
    while True:
        yield " " * (dice.random() < 0.8) + dice.choice(_WORDS)


def _contents(seed: int) -> Iterator[Delta]:
    for word in _words(seed):
        yield {"role": "assistant", "content": word}


def _contents_with_nulls(seed: int) -> Iterator[Delta]:
    for word in _words(seed):
        yield {"role": "assistant", "content": word, "reasoning": None, "reasoning_details": []}


def _reasonings(seed: int, kind: str = "reasoning.text", form: str = "anthropic-claude-v1") -> Iterator[Delta]:
    key = "summary" if kind == "reasoning.summary" else "text"
    for word in _words(seed):
        detail = {"type": kind, key: word, "format": form, "index": 0}
        yield {"role": "assistant", "content": "", "reasoning": word, "reasoning_details": [detail]}


def _plain_reasonings(seed: int) -> Iterator[Delta]:
    for word in _words(seed):
        yield {"role": "assistant", "content": None, "reasoning_content": word}


def _tools(seed: int) -> Iterator[Delta]:
    """Calls one after the other, each a head and then its arguments in 98 pieces."""
    words = _words(seed)
    call = 0
    while True:
        function = {"name": "look_up", "arguments": ""}
        yield _call({"index": call, "id": f"call_{seed:02}{call:022}", "type": "function", "function": function})
        for number in range(98):
            piece = '{"query":"' if number == 0 else next(words).replace('"', "").replace("\n", "")
            yield _call({"index": call, "function": {"arguments": piece}})
        yield _call({"index": call, "function": {"arguments": '"}'}})
        call += 1


def _call(call: dict[str, Any]) -> Delta:
    return {"role": "assistant", "content": None, "tool_calls": [call]}


def _envelope(provider: str, model: str, number: int, **more: Any) -> dict[str, Any]:
    id_ = f"gen-{1_767_225_600 + number}-{random.Random(number).getrandbits(100):020X}"[:35]
    return {"id": id_, "provider": provider, "model": model, "created": 1_767_225_600 + number, **more}


_USAGE = {
    "prompt_tokens": 635, "completion_tokens": 2113, "total_tokens": 2748, "cost": 0.00212, "is_byok": False,
    "prompt_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0, "audio_tokens": 0, "video_tokens": 0},
    "cost_details": {"upstream_inference_cost": 0.00212, "upstream_inference_prompt_cost": 0.0006,
                     "upstream_inference_completions_cost": 0.00152},
    "completion_tokens_details": {"reasoning_tokens": 59, "image_tokens": 0, "audio_tokens": 0},
}  # fmt: skip

OPENROUTER = Dialect(
    "id provider model object created choices",
    "index delta finish_reason native_finish_reason logprobs",
    "role content reasoning reasoning_details tool_calls",
    _envelope("OpenAI", "openai/gpt-5-mini-2025-08-07", 1),
)

LATER_OPENROUTER = Dialect(
    "id object created model provider system_fingerprint choices",
    "index delta finish_reason native_finish_reason",
    "content role reasoning reasoning_details tool_calls",
    _envelope("Google AI Studio", "google/gemini-3-flash-preview", 2, system_fingerprint=None),
)

SORTED = Dialect(
    "choices created id model object provider service_tier",
    "delta finish_reason index native_finish_reason",
    "content reasoning reasoning_details role tool_calls",
    _envelope("Anthropic", "anthropic/claude-4.5-haiku-20251001", 3, service_tier="default"),
)

ESCAPING = Dialect(
    "id provider model object created choices system_fingerprint",
    "index delta finish_reason native_finish_reason logprobs",
    "role content reasoning reasoning_details tool_calls",
    _envelope("Azure", "openai/gpt-4.1-2025-04-14", 4, system_fingerprint="fp_3e0f6c1a2b"),
    escaped=True,
)

UPSTREAM = Dialect(
    "id object created model system_fingerprint choices",
    "index delta logprobs finish_reason",
    "content reasoning_content tool_calls",
    _envelope("", "deepseek-reasoner", 5, system_fingerprint="fp_local"),
)

SPARSE = Dialect(
    "choices created id model object", "finish_reason index delta", "content tool_calls", _envelope("", "local.gguf", 6)
)

Section = tuple[Dialect, Callable[[int], Iterator[Delta]]]

_MIX: tuple[Section, ...] = (
    (OPENROUTER, _contents),
    (LATER_OPENROUTER, _contents),
    (SORTED, _reasonings),
    (OPENROUTER, lambda seed: _reasonings(seed, "reasoning.summary", "openai-responses-v1")),
    (ESCAPING, _contents_with_nulls),
    (UPSTREAM, _plain_reasonings),
    (LATER_OPENROUTER, _tools),
    (SPARSE, _contents),
)
"""Eighths of the mixed stream; one after the other, as in life a stream has one shape from its start to its end."""


def _made(*sections: Section) -> Workload:
    """A stream with the same number of chunks of each section."""
    dialect = sections[0][0]
    opening = dialect.chunk({"role": "assistant", "content": ""})
    last = {"role": "assistant", "content": "", "reasoning": None}
    finish = "tool_calls" if sections[0][1] is _tools else "stop"
    closing = [dialect.chunk(last, finish=finish), dialect.chunk(last, finish=finish, usage=_USAGE)]
    middle = [
        own.payload(own.chunk(delta))
        for number, (own, deltas) in enumerate(sections)
        for delta, _ in zip(deltas(number), range(LENGTH // len(sections)), strict=False)
    ]
    return Workload([dialect.payload(opening)], middle, [dialect.payload(chunk) for chunk in closing])


def _stamps(_seed: int) -> Iterator[Delta]:
    while True:
        yield {"role": "assistant", "content": STAMP}


def _thin(_seed: int) -> Iterator[Delta]:
    while True:
        yield from [{"role": "assistant", "content": "." if number == 0 else ""} for number in range(10)]


_MAKERS: dict[str, Callable[[], Workload]] = {
    "content": lambda: _made((OPENROUTER, _contents)),
    "tools": lambda: _made((OPENROUTER, _tools)),
    "reasoning": lambda: _made((OPENROUTER, _reasonings)),
    "mix": lambda: _made(*_MIX),
    "stamped": lambda: _made((OPENROUTER, _stamps)),
    "thin": lambda: _made((OPENROUTER, _thin)),
}
