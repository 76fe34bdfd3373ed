"""
The hot path without a network, beside the JSON parser alone. Run in an environment of ours; orjson and msgspec are used if they are there.

    python -m benchmarks.in_memory ROUNDS

prints samples as JSON: microseconds of CPU a chunk, and how many times its size an accumulated text holds.
"""

from __future__ import annotations

import gc
import importlib
import json
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from openrouter import Accumulator
from openrouter.core.journal import Journal
from openrouter.core.options import Limits
from openrouter.core.receiver import Receiver
from openrouter.core.stats import Stats
from openrouter.models import ChatChunk
from openrouter.sse import SSEDecoder

from .results import Results, interleaved
from .workloads import DONE, WORKLOADS, events, workload

READ = 16 * 1024
"""Bytes in a read of a burst; it ends in the middle of an event, as reads do."""

LENGTHS = (1_000, 10_000, 100_000)
PIECES = (2_000, 50_000)


def _parser() -> tuple[str, Callable[[bytes], object]]:
    """The JSON parser of this environment, which is what everything is held against."""
    try:
        return "orjson.loads", importlib.import_module("orjson").loads
    except ImportError:
        return "json.loads", json.loads


LOADS_NAME, LOADS = _parser()


def measure(rounds: int) -> Results:
    """Everything that this module measures; without orjson the workloads alone, for long answers do not depend on it."""
    results = Results()
    for name in WORKLOADS:
        results.add(f"memory {name}", interleaved(_contenders(name), rounds))
    if LOADS is json.loads:
        return results
    for length in LENGTHS:
        results.add(f"answer {length}", interleaved(_answers(length), max(3, rounds * 500 // length)))
    for pieces in PIECES:
        kinds = {"ASCII": _retained(pieces, str.isascii), "with emoji": _retained(pieces, bool)}
        results.add(f"retained {pieces}", {kind: [times] for kind, times in kinds.items()})
    return results


def _contenders(name: str) -> dict[str, Callable[[], float]]:
    """Ways through one stream, from bytes or from what the way before it gives."""
    payloads = workload(name).payloads()
    reads = _reads(payloads)
    chunks = _chunks(reads)
    ways: dict[str, Callable[[], object]] = {
        LOADS_NAME: partial(_each, LOADS, payloads),
        "blocks": lambda: _each(SSEDecoder().feed_blocks, reads),
        "events": lambda: _each(SSEDecoder().feed, reads),
        "engine": partial(_engine, reads),
        "choices": partial(_engine, reads, _look),
        "typed": partial(_typed, reads),
        "joining": lambda: _each(Accumulator().join, chunks),
        "delivery": partial(_deliver, chunks),
        "accumulator": lambda: _each(Accumulator().add, chunks),
    }
    decode = _msgspec()
    if decode is not None:
        ways["msgspec"] = partial(_each, decode, payloads)
    gc.freeze()  # so that collecting before each sample looks at what the sample before has left, and nothing else
    return {way: partial(_cpu, does, len(payloads)) for way, does in ways.items()}


def _answers(length: int) -> dict[str, Callable[[], float]]:
    """The answer of a long stream, beside its payloads parsed."""
    payloads = workload("content").middle[:1_000]
    times = length // len(payloads)
    chunks = _chunks(_reads(payloads)) * times
    gc.freeze()
    return {
        LOADS_NAME: partial(_cpu, lambda: _each(LOADS, payloads * times), length),
        "joining": partial(_cpu, lambda: _each(Accumulator().join, chunks), length),
        "delivery": partial(_cpu, lambda: _deliver(chunks), length),
        "accumulator": partial(_cpu, lambda: _each(Accumulator().add, chunks), length),
    }


def _reads(payloads: list[bytes]) -> list[bytes]:
    """A stream as its client reads it in a burst."""
    body = b"".join([*events(payloads), DONE])
    return [body[begin : begin + READ] for begin in range(0, len(body), READ)]


def _msgspec() -> Callable[[bytes], object] | None:
    try:
        return importlib.import_module("benchmarks.structs").DECODER.decode  # type: ignore[no-any-return]
    except ImportError:
        return None


def _each(does: Callable[[Any], object], items: Iterable[Any]) -> None:
    for item in items:
        does(item)


def _typed(reads: list[bytes]) -> None:
    """Bytes to chunks by the public names; what anybody can build who has bytes."""
    feed, decode = SSEDecoder().feed, ChatChunk.from_json
    for data in reads:
        for event in feed(data):
            if event.data != "[DONE]":
                decode(event.data)


def _engine(reads: list[bytes], keep: Callable[[list[Any]], object] = len) -> None:
    """Bytes to chunks by what both fronts use, which also sees ends and errors and keeps limits."""
    limits = Limits()
    receiver = Receiver(limits, "raise", Stats(Accumulator(limits=limits)), raw=False)
    for data in reads:
        keep(receiver.receive(data))
    if receiver.error is not None or not receiver.done:
        raise AssertionError(f"the engine did not read its stream: {receiver.error}")


def _look(items: list[Any]) -> None:
    """Looks at the choices of each chunk, which those of text make only then."""
    for item in items:
        if isinstance(item, ChatChunk):
            item.choices  # noqa: B018


def _chunks(reads: list[bytes]) -> list[Any]:
    """The chunks that the engine makes of a stream."""
    items: list[Any] = []
    _engine(reads, items.extend)
    return [item for item in items if isinstance(item, ChatChunk)]


def _deliver(chunks: list[Any]) -> None:
    """Chunks to their reader and to the answer, as both fronts do."""
    journal = Journal(Limits())
    journal.ready.extend(chunks)
    take = journal.take
    for _ in chunks:
        take()


def _cpu(does: Callable[[], object], chunks: int) -> float:
    gc.collect()
    begin = time.process_time_ns()
    does()
    return (time.process_time_ns() - begin) / chunks / 1e3


def _retained(pieces: int, wanted: Callable[[str], bool]) -> float:
    """Bytes that an accumulator of so many pieces of text holds, for each byte of the text as a `str`."""
    payloads = [payload for payload in workload("content").middle if wanted(ChatChunk.from_json(payload).text)]
    tracemalloc.start()
    accumulator = Accumulator()
    for number in range(pieces):
        accumulator.add(ChatChunk.from_json(payloads[number % len(payloads)]))
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held / sys.getsizeof(accumulator.text)


if __name__ == "__main__":
    measured = measure(int(sys.argv[1]))
    json.dump(measured.scenarios, sys.stdout)
