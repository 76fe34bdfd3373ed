"""Which figures stand beside each other in the report."""

from __future__ import annotations

from typing import NamedTuple

from .peers import FRONTS, RAW

_WORKLOADS = ("content", "tools", "reasoning", "mix")
_LENGTHS = (1_000, 10_000, 100_000)
_OF_AN_EVENT = {"p50": "delay, µs", "cpu": "CPU, µs an event"}


class Table(NamedTuple):
    """A column for each scenario, a row for each contender."""

    heading: str
    columns: dict[str, str]
    """The head of a column, by scenario."""

    beside: str = "ours"
    """The contender that a column's others are divided by."""


def _both(scenario: str, values: tuple[str, ...]) -> dict[str, str]:
    """Columns for both fronts: `scenario` has a place for the front and one for the value."""
    return {scenario.format(front, value): f"{front}, {value}" for front in FRONTS for value in values}


def _lengths(scenario: str) -> dict[str, str]:
    return {f"{scenario} {chunks}": f"{chunks:,} chunks" for chunks in _LENGTHS}


def _together(scenario: str) -> dict[str, str]:
    heads = {"cpu": "CPU, µs an event", "p50": "median delay, µs", "memory": "memory of a stream, kB"}
    return {f"{scenario} {what}": head for what, head in heads.items()}


TABLES = (
    Table("Burst: CPU, µs a chunk", _both("burst {} {}", ("content", "mix"))),
    Table("Burst of other workloads: CPU, µs a chunk", _both("burst {} {}", ("tools", "reasoning"))),
    Table("Burst in other framings: CPU, µs a chunk", _both("burst {} {}", ("close", "events"))),
    Table("Burst over TLS: CPU, µs a chunk", _both("burst {} {} tls", ("chunked", "close"))),
    Table("One event a write, 500 a second: CPU, µs an event", _both("paced {} {} cpu", ("chunked", "close"))),
    Table("The same: the server's write to user code, median, µs", _both("paced {} {} p50", ("chunked", "close"))),
    Table("The same of the two of the targets, alone", _both("turns {} {} p50", ("chunked", "close"))),
    Table("The same, on one CPU with the server", _both("shared {} {} p50", ("chunked", "close"))),
    Table(
        "A time-out of the raw socket, sync, on one CPU with the server",
        {
            f"time-out sync {framing} {what}": f"{framing}, {name}"
            for framing in ("chunked", "close")
            for what, name in _OF_AN_EVENT.items()
        },
        RAW.name,
    ),
    Table("500 streams in one event loop, five events a second each", _together("crowd")),
    Table("100 threads with a stream each, ten events a second each", _together("threads")),
    Table("A script that asks once, whole process: CPU, ms", {"once sync": "sync", "once async": "async"}),
    Table("A process that only imports: CPU, ms", {"import": "whole process"}),
    Table("Streams of different lengths, sync: CPU, µs a chunk", _lengths("length sync")),
    Table("Streams of different lengths, async: CPU, µs a chunk", _lengths("length async")),
    Table("Growth of memory over a long stream, MB", {"growth sync": "sync", "growth async": "async"}),
    Table("In memory: CPU, µs a chunk", {f"memory {name}": name for name in _WORKLOADS}, "orjson.loads"),
    Table("In memory, long answers: CPU, µs a chunk", _lengths("answer"), "orjson.loads"),
    Table(
        "Memory of an accumulated text, times its size as a str",
        {f"retained {pieces}": f"{pieces:,} pieces" for pieces in (2_000, 50_000)},
    ),
    Table(
        "In memory, without orjson: CPU, µs a chunk",
        {f"memory {name}, without orjson": name for name in _WORKLOADS},
        "json.loads",
    ),
)
