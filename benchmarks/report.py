"""What was found, as tables of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .results import Results
from .targets import TARGETS, Target


def targets(results: Results) -> str:
    """Every target that was measured, with its figure and whether it holds."""
    rows = [_target(target, found) for target in TARGETS if (found := target.found(results)) is not None]
    return table(("figure", "measured", "middle half", "must", "goal", "holds"), rows)


def _target(target: Target, found: tuple[float, float, float]) -> list[str]:
    value, low, high = found
    sign = "≤" if target.at_most else "≥"
    holds = "goal" if target.holds(value, target.goal) else "must" if target.holds(value, target.must) else "**no**"
    spread = "" if low == high else f"{number(low)} to {number(high)}"
    return [target.name, number(value), spread, f"{sign} {target.must:g}", f"{sign} {target.goal:g}", holds]


def scenarios(results: Results, names: Iterable[str], beside: str) -> str:
    """The medians of some scenarios, one contender a row, and beside each how many times the named contender that is."""
    shown = [name for name in names if name in results.scenarios]
    contenders = dict.fromkeys(contender for name in shown for contender in results.scenarios[name])
    rows = [[contender, *(_cell(results, name, contender, beside) for name in shown)] for contender in contenders]
    return table(("", *shown), rows)


def _cell(results: Results, scenario: str, contender: str, beside: str) -> str:
    median = results.median(scenario, contender)
    if median is None:
        return ""
    ratio = results.ratio(scenario, contender, beside)
    return number(median) if ratio is None else f"{number(median)} ({number(ratio.median)})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown; all columns but the first are figures."""
    lines = [head, ["---", *(["---:"] * (len(head) - 1))], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def number(value: float) -> str:
    """A figure with three digits, or all before the point."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
