"""The work for a stream is linear in its size, whatever is in it and however it is cut."""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable, Iterable
from types import FrameType
from typing import Any

import pytest

from openrouter.core.accumulator import Accumulator
from openrouter.core.options import Limits, Retry
from openrouter.core.receiver import Receiver
from openrouter.core.scripts import stream_chat
from openrouter.core.stats import Stats
from openrouter.core.steps import Emit, Open, Read
from openrouter.errors import OpenRouterError
from openrouter.models import ChatChunk
from tests.play import DONE, OK, Head, make_flow, piece, sse

Cut = Callable[[bytes], list[bytes]]


def run(pieces: Iterable[bytes], head: Head = OK, limits: Limits | None = None) -> Any:
    """Reads a stream to its end, and asks for the answer."""
    flow = make_flow(retry=Retry(attempts=3), limits=limits)
    script, source, reply = stream_chat(flow), iter(pieces), None
    try:
        while True:
            step = script.send(reply)
            reply = head if isinstance(step, Open) else next(source, b"") if isinstance(step, Read) else None
            if isinstance(step, Emit):
                flow.journal.ready.extend(step.items)
                while flow.journal.ready:
                    flow.journal.take()
    except StopIteration:
        pass
    except OpenRouterError as error:
        flow.journal.failed(error, 0.0)
    return flow.journal.accumulator.response()


def work(pieces: Iterable[bytes], head: Head = OK) -> int:
    """How much is done: instructions of Python, and the characters and bytes that are handed to each function."""
    amount = 0

    def trace(frame: FrameType, _event: str, _arg: Any) -> Any:
        nonlocal amount
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        amount += 1
        return trace

    def profile(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal amount
        if event == "call":
            amount += sum(len(value) for value in frame.f_locals.values() if isinstance(value, (str, bytes)))
        elif event == "c_call":
            owner = arg.__self__
            if isinstance(owner, (str, bytes, bytearray)) and arg.__name__ != "startswith":
                amount += len(owner)
            elif isinstance(owner, io.StringIO) and arg.__name__ == "getvalue":
                amount += owner.tell()

    before = sys.gettrace(), sys.getprofile()
    sys.settrace(trace)
    sys.setprofile(profile)
    try:
        run(pieces, head)
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
    return amount


def calls(*fragments: dict[str, Any]) -> dict[str, Any]:
    return piece(tool_calls=list(fragments))


def named(*arguments: str) -> dict[str, Any]:
    return calls(*[{"index": 0, "function": {"name": "f", "arguments": one}} for one in arguments])


def details(*entries: dict[str, Any]) -> dict[str, Any]:
    return piece(reasoning_details=list(entries))


SHAPES: dict[str, Callable[[int], bytes]] = {
    "text": lambda n: sse(*[piece("word ")] * n),
    "one event": lambda n: sse(piece("x" * 100 * n)),
    "escaped halves": lambda n: sse(*[piece("\ud83d"), piece("\ude00")] * (n // 2)),
    "an event in many lines": lambda n: b"data: [\n" + b"data: 0,\n" * 5 * n + b"data: 0]\n\n",
    "chunks without content before the first": lambda n: sse(*[piece(role="assistant")] * n),
    "comments": lambda n: b": OPENROUTER PROCESSING\n\n" * 4 * n,
    "blanks before a JSON body": lambda n: b"\n   \n" * 10 * n + b"{}",
    "a JSON body": lambda n: json.dumps({"choices": [{"message": {"content": "x" * 50 * n}}]}).encode(),
    "malformed at the end": lambda n: sse(*[piece("a")] * n) + b"data: {\n\n",
    "a name with every piece of the arguments": lambda n: sse(named('{"a":"' + "x" * 100 * n, *["}"] * n)),
    "a name after a whole value": lambda n: sse(named(f'"{"x" * 100 * n}"', *[" "] * n)),
    "a long number for arguments": lambda n: sse(named("1" * 100 * n, *["1"] * n)),
    "ids without indexes": lambda n: sse(
        calls(*[{"id": f"c{number}", "function": {"name": "f", "arguments": "{"}} for number in range(n)]),
        calls(*[{"id": "c0", "function": {"arguments": " "}}] * n),
    ),
    "signatures without text": lambda n: sse(
        details(*[{"type": "reasoning.text", "signature": "s", "index": number % 2} for number in range(n)])
    ),
    "reasoning": lambda n: sse(*[details({"type": "reasoning.text", "text": "hm ", "index": 0})] * n),
    "sealed blocks": lambda n: sse(*[details({"type": "reasoning.encrypted", "data": str(number)}) for number in range(n)]),
    "unknown keys": lambda n: sse(*[{**piece("a"), f"key {number}": number} for number in range(n)]),
    "images": lambda n: sse(*[piece(images=[{"image_url": {"url": f"data:{number}"}}]) for number in range(n)]),
    "choices": lambda n: sse(*[piece("a", index=number % 100) for number in range(n)]),
    "logprobs": lambda n: sse(*[{"choices": [{"logprobs": {"content": [{"token": "a"}]}}]}] * n),
}  # fmt: skip


def by(size: int) -> Cut:
    return lambda data: [data[start : start + size] for start in range(0, len(data), size)]


def whole(data: bytes) -> list[bytes]:
    return [data]


@pytest.mark.requirement(48)
@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize(("cut", "small"), [(whole, 64), (by(1000), 64), (by(1), 4)], ids=["whole", "1000", "1"])
def test_four_times_the_stream_is_four_times_the_work(name: str, cut: Cut, small: int) -> None:
    """What is held is not read again with every piece."""
    ending = b"" if "JSON" in name or "malformed" in name else DONE
    few, many = (work(cut(SHAPES[name](number) + ending)) for number in (small, 4 * small))

    assert many <= 5 * few


@pytest.mark.requirement(48)
@pytest.mark.prove
def test_a_megabyte_byte_by_byte() -> None:
    """1 MB of events in pieces of one byte take less than two seconds."""
    data = sse(*[piece("word ")] * 15_000) + DONE
    assert len(data) > 1_000_000
    answer = Accumulator()
    receiver = Receiver(Limits(), "raise", Stats(answer), raw=False)
    started = time.perf_counter()
    for one in by(1)(data):
        for item in receiver.receive(one):
            assert isinstance(item, ChatChunk)
            answer.add(item)
    seconds = time.perf_counter() - started
    print(f"1 MB byte by byte: {seconds:.2f} s")

    assert receiver.done
    assert 15_000 * "word " == answer.text
    assert seconds < 2


@pytest.mark.requirement(48)
@pytest.mark.prove
def test_a_large_event() -> None:
    """One event of 50 MB, in pieces of 64 KB, takes less than two seconds."""
    size = 50_000_000
    data = sse(piece("x" * size)) + DONE
    started = time.perf_counter()
    answer = run(by(65536)(data), limits=Limits(event=2 * size, line=2 * size, text=2 * size))
    seconds = time.perf_counter() - started
    print(f"one event of 50 MB: {seconds:.2f} s")

    assert size == len(answer.text)
    assert seconds < 2
