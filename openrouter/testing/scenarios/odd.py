"""One strange event among good ones: after it the stream goes on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..actions import Action
from ..format import event
from .blocks import USAGE, chunk, delta, deltas, ending, whole
from .entry import ScenarioEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..received import ReceivedRequest

Event = bytes | str
"""An event: its bytes, or the payload of its data line."""

_ANSI = "\x1b]0;owned\x07\x1b]52;c;cm0=\x07\x1b[2J\x1b]8;;http://127.0.0.1/\x07link\x1b]8;;\x07\x9b31m\u202etxt"
_HTML = '<script>alert(1)</script><img src=x onerror="alert(2)"><a href="javascript:alert(3)">x</a> [x](javascript:alert(4))'


def depth_bomb(request: ReceivedRequest, *, n: int = 200_000) -> Iterator[Action]:
    """JSON arrays `n` deep in one event; then the stream goes on."""
    return _with(request, b"data: %b%b\n\n" % (b"[" * n, b"]" * n))


def big_int(request: ReceivedRequest, *, n: int = 5000) -> Iterator[Action]:
    """A whole number of `n` digits in one event; then the stream goes on."""
    return _with(request, chunk(request, choices=[], created="BIG").replace(b'"BIG"', b"9" * max(n, 1)))


def _with(request: ReceivedRequest, odd: bytes, *, second: bool = False) -> Iterator[Action]:
    """A good stream with one more event after the first delta, or with that event as its second delta."""
    first, *rest = deltas(request)
    return whole(request, [first, odd, *rest[second:], *ending(request)])


def _extra(name: str, what: str, make: Callable[[ReceivedRequest], Event], *, second: bool = False) -> ScenarioEntry:
    def _play(request: ReceivedRequest) -> Iterator[Action]:
        odd = make(request)
        return _with(request, odd if isinstance(odd, bytes) else f"data: {odd}\n\n".encode(), second=second)

    return ScenarioEntry(name, f"{what}; then the stream goes on", _play)


def _second(name: str, what: str, make: Callable[[ReceivedRequest], Event]) -> ScenarioEntry:
    return _extra(name, f"{what}, beside the second delta of the text", make, second=True)


def _with_numbers(data: bytes) -> bytes:
    """The event with the quotes taken off the numbers that JSON does not have."""
    return re.sub(rb'"(NaN|1e999)"', rb"\1", data)


def _tool_call(request: ReceivedRequest) -> bytes:
    call = {"id": "call_1", "type": "function", "function": {"name": "now", "arguments": "{}"}}
    return chunk(request, choices=[{"index": 0, "delta": {"tool_calls": [call]}, "finish_reason": None}])


ENTRIES = [
    _extra("bad_json", "An event that is no JSON", lambda request: '{"id":"gen-1","choices":[{"delta":'),
    _extra(
        "bad_utf8",
        "An event with bytes that are no UTF-8 in its text",
        lambda request: delta(request, "a?b").replace(b"a?b", b"a\xff\xfeb"),
    ),
    _extra("choices_null", "An event whose choices are null", lambda request: chunk(request, choices=None)),
    _extra("choices_missing", "An event without choices", chunk),
    _extra(
        "choices_object",
        "An event whose choices are an object, not a list",
        lambda request: chunk(request, choices={"0": {"index": 0, "delta": {"content": "X"}}}),
    ),
    _extra(
        "delta_null",
        "An event whose delta is null",
        lambda request: chunk(request, choices=[{"index": 0, "delta": None, "finish_reason": None}]),
    ),
    _extra("content_number", "A content that is a number", lambda request: delta(request, 42)),
    _second(
        "content_list",
        "A content that is a list of parts",
        lambda request: delta(request, [{"type": "text", "text": "lo "}]),
    ),
    _extra("tool_no_index", "A tool call without its index", _tool_call),
    _second("finish_number", "A finish reason that is a number", lambda request: delta(request, "lo ", finish=7)),
    _second(
        "finish_unknown", "A finish reason nobody knows, `novel`", lambda request: delta(request, "lo ", finish="novel")
    ),
    _second("usage_string", "Usage that is a string", lambda request: delta(request, "lo ", usage="many")),
    _extra("top_array", "An event that is a JSON array", lambda request: "[1,2]"),
    _extra("top_null", "An event that is null", lambda request: "null"),
    _extra("top_string", "An event that is a JSON string", lambda request: '"text"'),
    _extra(
        "unknown_event",
        "An event of a type nobody knows, with an object of its own",
        lambda request: b"event: something_new\n" + event({"something": "new"}),
    ),
    _extra("empty_data", "An event whose data is empty", lambda request: b"data:\n\n"),
    _second(
        "nan",
        "NaN and 1e999 among the numbers of usage",
        lambda request: _with_numbers(delta(request, "lo ", usage={**USAGE, "cost": "NaN", "total_tokens": "1e999"})),
    ),
    _extra(
        "surrogate",
        "Half of a surrogate pair in the text, as an escape",
        lambda request: delta(request, "a?b").replace(b"a?b", rb"a\ud800b"),
    ),
    ScenarioEntry.of(big_int),
    ScenarioEntry.of(depth_bomb),
    _extra("ansi", "Terminal escapes and bidi controls in the text", lambda request: delta(request, _ANSI)),
    _extra("html", "HTML and Markdown with scripts in the text", lambda request: delta(request, _HTML)),
]
