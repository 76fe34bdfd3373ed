"""What was found, as tables of Markdown; `docs/performance.md` holds them between two marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from .results import Results
from .tables import TABLES
from .targets import TARGETS, Target

BEGIN = "<!-- measured: everything from here to the end mark is written by `make bench` -->"
END = "<!-- end of what was measured -->"


def everything(results: Results) -> str:
    """All tables of a run, and where it was."""
    parts = [" · ".join(f"{name}: {value}" for name, value in results.machine.items()), targets(results)]
    for heading, columns, beside in TABLES:
        shown = {name: head for name, head in columns.items() if name in results.scenarios}
        if shown:
            parts.append(f"**{heading}** (in brackets: times {beside})\n\n{scenarios(results, shown, beside)}")
    return "\n".join(f"{part.rstrip()}\n" for part in parts)


def targets(results: Results) -> str:
    """Every target that was measured, with its figure and whether it holds."""
    rows = [_target(target, found) for target in TARGETS if (found := target.found(results)) is not None]
    return table(("figure", "measured", "middle half", "must", "goal", "holds"), rows)


def _target(target: Target, found: tuple[float, float, float]) -> list[str]:
    value, low, high = found
    sign = "≤" if target.at_most else "≥"
    goal = "" if target.goal is None else f"{sign} {target.goal:g}"
    reached = target.goal is not None and target.holds(value, target.goal)
    holds = "goal" if reached else "must" if target.holds(value, target.must) else "**no**"
    spread = "" if low == high else f"{number(low)} to {number(high)}"
    return [target.name, number(value), spread, f"{sign} {target.must:g}", goal, holds]


def scenarios(results: Results, names: Mapping[str, str], beside: str) -> str:
    """The medians of some scenarios, a contender a row; in brackets how many times another contender's, round by round."""
    contenders = dict.fromkeys(contender for name in names for contender in results.scenarios[name])
    rows = [[contender, *(_cell(results, name, contender, beside) for name in names)] for contender in contenders]
    return table(("", *names.values()), rows)


def _cell(results: Results, scenario: str, contender: str, beside: str) -> str:
    median = results.median(scenario, contender)
    if median is None:
        return ""
    ratio = results.ratio(scenario, contender, beside)
    return number(median) if ratio is None or contender == beside else f"{number(median)} ({number(ratio.median)})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown; all columns but the first are figures."""
    lines = [head, ["---", *(["---:"] * (len(head) - 1))], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def number(value: float) -> str:
    """A figure with three digits, or all before the point."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def write(page: Path, measured: str) -> None:
    """
    Puts what was measured between the two marks of a page.

    Raises:
        ValueError: the page has no such marks.
    """
    before, begin, rest = page.read_text().partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page} has no place for figures: {BEGIN} ... {END}")
    page.write_text(f"{before}{BEGIN}\n\n{measured.strip()}\n\n{END}{after}")
