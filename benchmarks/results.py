"""What was measured: samples by scenario and contender, one of each contender a round."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeVar

T = TypeVar("T")

Samples = dict[str, list[float]]
"""By contender, in the order of the rounds."""


class Refused(Exception):
    """A contender cannot take part; the reason is its text."""


class Ratio(NamedTuple):
    """How many times the first contender is the second: the median of the rounds, and the middle half of them."""

    median: float
    low: float
    high: float


@dataclass
class Results:
    """All samples of a run; every unit is one of which less is better."""

    scenarios: dict[str, Samples] = field(default_factory=dict)
    machine: dict[str, str] = field(default_factory=dict)

    def add(self, scenario: str, samples: Mapping[str, Iterable[float]]) -> None:
        """Takes the samples of a scenario; more of the same are joined."""
        known = self.scenarios.setdefault(scenario, {})
        for contender, values in samples.items():
            known.setdefault(contender, []).extend(values)

    def median(self, scenario: str, contender: str) -> float | None:
        """The median of a contender's rounds; None where it did not take part."""
        samples = self.scenarios.get(scenario, {}).get(contender)
        return statistics.median(samples) if samples else None

    def ratio(self, scenario: str, over: str, under: str) -> Ratio | None:
        """
        The ratio of two contenders, taken round by round; None where one of them did not take part.

        Whatever slows the machine for longer than a round slows both, and cancels out.
        """
        samples = self.scenarios.get(scenario, {})
        pairs = zip(samples.get(over, ()), samples.get(under, ()), strict=False)
        ratios = [first / second for first, second in pairs if second]
        if not ratios:
            return None
        low, middle, high = statistics.quantiles(ratios, n=4, method="inclusive") if len(ratios) > 1 else ratios * 3
        return Ratio(middle, low, high)

    def save(self, path: Path) -> None:
        """Writes everything to a file."""
        path.write_text(json.dumps({"machine": self.machine, "scenarios": self.scenarios}, indent=1))

    @classmethod
    def load(cls, path: Path) -> Results:
        """What `save` wrote."""
        read = json.loads(path.read_text())
        return cls(read["scenarios"], read["machine"])


def interleaved(contenders: Mapping[str, Callable[[], T]], rounds: int, *, warm: bool = True) -> dict[str, list[T]]:
    """
    Samples of each contender, one a round; every round begins with another one.

    A contender that is `Refused` is out, and its reason is printed. To warm up, a round before the first is thrown away.
    """
    names = list(contenders)
    samples: dict[str, list[T]] = {name: [] for name in names}
    for number in range(-warm, rounds):
        turn = max(number, 0) % max(len(names), 1)
        for name in names[turn:] + names[:turn]:
            try:
                sample = contenders[name]()
            except Refused as reason:
                print(f"{name} does not take part: {reason}", file=sys.stderr)
                names.remove(name)
                del samples[name]
            else:
                if number >= 0:
                    samples[name].append(sample)
    return samples
