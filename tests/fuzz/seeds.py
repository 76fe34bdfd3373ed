"""Where the fuzzer begins, and what it does to that: right streams, and changes to bytes, tokens of JSON and line ends."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from random import Random
from typing import Any

Json = dict[str, Any]


def chunk(*deltas: Json, finish: str | None = None, **more: Any) -> Json:
    """A chunk with one choice for each delta."""
    choices = [{"index": at, "delta": delta, "finish_reason": finish} for at, delta in enumerate(deltas)]
    return {"id": "gen-1", "object": "chat.completion.chunk", "model": "m", "choices": choices, **more}


def call(index: int | None, arguments: Any, identity: str | None = None, name: str | None = None) -> Json:
    """A delta with a fragment of a tool call."""
    function = {"arguments": arguments} if name is None else {"name": name, "arguments": arguments}
    head = {} if identity is None else {"id": identity, "type": "function"}
    return {"tool_calls": [{**({} if index is None else {"index": index}), **head, "function": function}]}


def detail(kind: str, **more: Any) -> Json:
    """A delta with a fragment of structured reasoning."""
    return {"reasoning_details": [{"type": f"reasoning.{kind}", "index": 0, **more}]}


USAGE: Json = {"prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7, "cost": 0.25, "cost_details": {"upstream": None}}
ROLE = chunk({"role": "assistant", "content": ""})
STOP = chunk({"content": ""}, finish="stop")
LAST = chunk({}, usage=USAGE)

STREAMS: list[list[Json]] = [
    [ROLE, chunk({"content": "Grü"}), chunk({"content": "ße \U0001f600"}), STOP, LAST],
    [chunk({"reasoning": "hm", **detail("text", text="hm")}), chunk(detail("text", signature="s")), chunk({"content": "a"}), STOP],
    [chunk(detail("encrypted", data="EqoD+/=", id="rs_1")), chunk(detail("summary", summary="so")), chunk(detail("summary", summary="!"))],
    [chunk(call(0, "", "c1", "f")), chunk(call(0, '{"a":')), chunk(call(0, "1}")), chunk({}, finish="tool_calls"), LAST],
    [chunk(call(0, "{}", "c1", "f")), chunk(call(0, "{}", "c2", "g")), chunk(call(None, "", "c2")), chunk(call(1, {"x": [1]}, None, "h"))],
    [chunk({"content": "a"}, {"content": "b"}), chunk({"content": "c"}, {"content": "d"}, finish="stop"), LAST],
    [chunk({"content": [{"type": "thinking", "thinking": [{"type": "text", "text": "x"}]}, {"type": "text", "text": "y"}]}), STOP],
    [chunk({"images": [{"type": "image_url", "image_url": {"url": "data:,a"}}]})],
    [chunk({"audio": {"id": "a", "data": "AA", "transcript": "t"}})],
    [chunk({"annotations": [{"type": "url_citation", "url_citation": {"url": "u", "title": "t", "content": "c"}}]}), STOP],
    [chunk({"content": "a"}), {"error": {"code": 502, "message": "no", "metadata": {"provider_name": "P"}}}, LAST],
    [chunk({"content": "a"}), {"choices": [{"index": 0, "delta": {}, "error": {"code": "server_error"}, "finish_reason": "error"}]}],
    [{"choices": [{"text": "old"}]}, {"choices": [{"message": {"role": "assistant", "content": "whole"}}], "x": {"y": [None]}}],
    [chunk({"content": "a", "odd": {"text": "b", "deep": [[[1]]]}, "refusal": "no"}, debug={"echo_upstream_body": {}}), STOP],
    [{"choices": [{"delta": {"content": "a"}, "logprobs": {"content": [{"token": "a", "logprob": -0.5, "bytes": [97]}]}}]}, STOP],
]  # fmt: skip
WHOLE: Json = {"choices": [{"index": 0, "message": {"role": "assistant", "content": "ja"}, "finish_reason": "stop"}], "usage": USAGE}


def written(chunks: list[Json], *, ascii_only: bool = False) -> bytes:
    """The chunks as events, with a comment before them and `[DONE]` after them."""
    events = "".join(f"data: {json.dumps(one, ensure_ascii=ascii_only, separators=(',', ':'))}\n\n" for one in chunks)
    return f": OPENROUTER PROCESSING\n\n{events}data: [DONE]\n\n".encode()


SEEDS = [
    *[written(chunks) for chunks in STREAMS],
    written(STREAMS[0], ascii_only=True),
    b"event: error\nid: 7\nretry: 9\ndata: {\"error\":\ndata: \"no\"}\n\n",
    b"event: ping\ndata: {}\n\n" + written(STREAMS[0]).replace(b"\n", b"\r\n"),
    b"\n   \n" + json.dumps(WHOLE).encode(),
    json.dumps({"error": {"code": 429, "message": "slow"}}).encode(),
    b"<html>no</html>",
]  # fmt: skip

WORDS = [
    b"\n", b"\r", b"\r\n", b"\n\n", b"\xef\xbb\xbf", b"data: ", b"data:", b"data", b"[DONE]", b"data: [DONE]\n\n", b": c\n\n", b":",
    b"event: error\n", b"event: x\n", b"id: 1\n", b"retry: 1\n", b"\xff", b"\xe2\x82", b"\xf0\x9f\x98\x80", b"\\ud83d", b"\\ude00",
    b'"', b"\\", b"[", b"]", b"{", b"}", b",", b'"index":', b'"content":', b'"error":', b'"text":', b'"type":"error",', b" ",
]  # fmt: skip
VALUES = [
    b"null", b"true", b"0", b"-1", b"1.5", b"1e999", b"NaN", b"-0", b"9" * 30, b"9" * 5000, b"1" + b"0" * 400, b'""', b'"x"', b'"\\ud83d"',
    b'"\\ude00"', b'"a\\ud83d"', b'"\xff"', b'"\\u0000"', b"[]", b"{}", b"[null]", b'{"":null}', b"[[1]]", b"[" * 150 + b"]" * 150,
    b"[" * 400 + b"]" * 400, b'{"a":' * 201 + b"1" + b"}" * 201, b"7", b"2", b'"stop"', b'[{"type":"text","text":"z"}]', b'"error"',
]  # fmt: skip
_VALUE = re.compile(rb'(?<=:)(?:"(?:[^"\\]|\\.)*"|-?[0-9.eE+]+|null|true|false|\[\]|\{\})')
_KEY = re.compile(rb'"([a-z_]+)":')


def mutated(random: Random, data: bytes) -> bytes:
    """The bytes with up to six changes."""
    for _ in range(random.choice([0, 1, 1, 1, 2, 2, 3, 6])):
        data = random.choice(CHANGES)(random, data)
    return data


def _place(random: Random, data: bytes) -> tuple[int, int]:
    """The begin and the end of a part, most often a short one."""
    begin = random.randint(0, len(data))
    return begin, min(len(data), begin + random.choice([0, 1, 1, 2, 8, 64, 1000]))


def _flip(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) or 1)
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


def _insert(random: Random, data: bytes) -> bytes:
    begin, _ = _place(random, data)
    return data[:begin] + random.choice(WORDS) + data[begin:]


def _delete(random: Random, data: bytes) -> bytes:
    begin, end = _place(random, data)
    return data[:begin] + data[end:]


def _double(random: Random, data: bytes) -> bytes:
    begin, end = _place(random, data)
    return data[:end] + data[begin:end] * random.choice([1, 1, 2, 9]) + data[end:]


def _splice(random: Random, data: bytes) -> bytes:
    other = random.choice(SEEDS)
    return data[: _place(random, data)[0]] + other[_place(random, other)[0] :]


def _revalue(random: Random, data: bytes) -> bytes:
    found = list(_VALUE.finditer(data))
    if not found:
        return data
    chosen = random.choice(found)
    value = random.choice(VALUES) if random.random() < 0.7 else random.choice(found)[0]
    return data[: chosen.start()] + value + data[chosen.end() :]


def _rekey(random: Random, data: bytes) -> bytes:
    found = list(_KEY.finditer(data))
    if not found:
        return data
    chosen, other = random.choice(found), random.choice(found)
    return data[: chosen.start(1)] + other[1] + data[chosen.end(1) :]


def _reline(random: Random, data: bytes) -> bytes:
    return data.replace(b"\n", random.choice([b"\r", b"\r\n", b"\n\r", b"\n\n"]))


CHANGES: list[Callable[[Random, bytes], bytes]] = [
    _flip, _insert, _insert, _delete, _double, _splice, _revalue, _revalue, _revalue, _rekey, _reline,
]  # fmt: skip


def cut(random: Random, data: bytes) -> list[bytes]:
    """The bytes in pieces: single bytes, or a few of any size."""
    if random.random() < 0.3 and len(data) < 5000:
        return [data[at : at + 1] for at in range(len(data))]
    places = [0, *sorted(random.randint(0, len(data)) for _ in range(random.randint(0, 8))), len(data)]
    return [data[begin:end] for begin, end in pairwise(places) if begin < end]
