"""What the figures shall be: what a release must have, and where it is going."""

from __future__ import annotations

from typing import NamedTuple

from .results import Results


class Target(NamedTuple):
    """One figure: the ratio of two contenders in a scenario, or the median of one."""

    name: str
    scenario: str
    over: str
    under: str | None
    must: float
    goal: float
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


TARGETS: tuple[Target, ...] = (
    _memory("bytes → typed, checked chunk, in memory", "content", "typed", 2.75, 1.5),
    _memory("bytes → typed, checked chunk, in memory", "tools", "typed", 3.0, 2.0),
    _memory("bytes → typed, checked chunk, in memory", "reasoning", "typed", 3.0, 2.0),
    _memory("bytes → typed, checked chunk, in memory", "mix", "typed", 3.0, 2.0),
    _memory("SSE decoding", "content", "SSE", 0.35, 0.2),
    _memory("SSE decoding", "mix", "SSE", 0.35, 0.2),
    _memory("accumulator", "content", "accumulator", 0.4, 0.2),
    Target("accumulator / orjson.loads: 100,000 chunks", "accumulator 100000", "accumulator", "orjson.loads", 0.4, 0.2),
    Target("retained memory of an accumulated text / its size", "retained text", "ours", None, 2, 1.2),
)
