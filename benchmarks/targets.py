"""What the figures shall be: what a release must have, and where it is going."""

from __future__ import annotations

from typing import NamedTuple

from .peers import FRONTS, OPENAI, RAW, SDK
from .results import Results


class Target(NamedTuple):
    """One figure: the ratio of two contenders in a scenario, or the median of one."""

    name: str
    scenario: str
    over: str
    under: str | None
    must: float
    goal: float | None
    at_most: bool = True
    """Whether less is better; else at least so much is wanted."""

    def found(self, results: Results) -> tuple[float, float, float] | None:
        """The figure, and the middle half of its rounds; None where it was not measured."""
        if self.under is not None:
            return results.ratio(self.scenario, self.over, self.under)
        value = results.median(self.scenario, self.over)
        return None if value is None else (value, value, value)

    def holds(self, value: float, bound: float) -> bool:
        """Whether a value is within a bound."""
        return value <= bound if self.at_most else value >= bound


def _memory(name: str, workload: str, way: str, must: float, goal: float) -> Target:
    return Target(f"{name} / orjson.loads: {workload}", f"memory {workload}", way, "orjson.loads", must, goal)


def _fewer(name: str, scenario: str, peer: str, must: float, goal: float) -> Target:
    return Target(f"{name}: {peer} / ours", scenario, peer, "ours", must, goal, at_most=False)


def _floor(name: str, scenario: str, must: float, goal: float | None) -> Target:
    return Target(f"{name}: ours / {RAW.name}", scenario, "ours", RAW.name, must, goal)


def _retained(pieces: int) -> Target:
    name = f"retained memory of an accumulated text of {pieces:,} pieces / its size"
    return Target(name, f"retained {pieces}", "ASCII", None, 2, 1.2)


_TYPED = "bytes → typed, checked chunk, in memory"

TARGETS: tuple[Target, ...] = (
    _memory(_TYPED, "content", "choices", 2.75, 1.5),
    _memory(_TYPED, "tools", "choices", 3.0, 2.0),
    _memory(_TYPED, "reasoning", "choices", 3.0, 2.0),
    _memory(_TYPED, "mix", "choices", 3.0, 2.0),
    _memory("SSE decoding", "content", "blocks", 0.35, 0.2),
    _memory("SSE decoding", "mix", "blocks", 0.35, 0.2),
    _fewer("burst, CPU, sync", "burst sync content", OPENAI.name, 25, 40),
    _fewer("burst, CPU, async", "burst async content", OPENAI.name, 20, 35),
    _fewer("burst, CPU, sync", "burst sync content", SDK.name, 120, 200),
    _fewer("burst, CPU, async", "burst async content", SDK.name, 90, 180),
    _floor("burst, CPU, sync", "burst sync content", 2.2, 1.5),
    _floor("burst, CPU, async", "burst async content", 2.2, 1.5),
    _floor("one event a write, CPU, sync", "turns sync chunked cpu", 1.35, 1.1),
    _floor("one event a write, CPU, async", "turns async chunked cpu", 1.35, 1.1),
    *(
        _floor(f"write to user code, median, {front}, {framing}{where}", f"{name} {front} {framing.partition('-')[0]} p50", 1.25, None)
        for name, where in (("turns", ""), ("shared", ", server on the same CPU"))
        for front in FRONTS
        for framing in ("chunked", "close-delimited")
    ),
    _fewer("500 streams at once, CPU, async", "crowd cpu", OPENAI.name, 3.5, 4.5),
    Target("memory of one of 500 streams, async, kB", "crowd memory", "ours", None, 20, 13),
    _memory("chunks → answer, in memory", "content", "joining", 0.4, 0.2),
    Target("the same: 100,000 chunks", "answer 100000", "joining", "orjson.loads", 0.4, 0.2),
    _retained(2_000),
    _retained(50_000),
    Target("growth over a long stream, sync, MB", "growth sync", "ours", None, 1.5, 0.5),
    Target("growth over a long stream, async, MB", "growth async", "ours", None, 1.5, 0.5),
    _fewer("script that asks once, CPU, sync", "once sync", OPENAI.name, 4.5, 6),
    _fewer("script that asks once, CPU, async", "once async", OPENAI.name, 3, 4),
    _fewer("process that only imports, CPU", "import", OPENAI.name, 12, 25),
    Target("connections of five streams, sync", "connections sync", "ours", None, 1, 1),
    Target("connections of five streams, async", "connections async", "ours", None, 1, 1),
)
