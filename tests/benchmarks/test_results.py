"""What the benchmark makes of its samples: ratios within a round, and a table."""

from __future__ import annotations

from pathlib import Path

from benchmarks import report
from benchmarks.results import Results, interleaved
from benchmarks.targets import TARGETS


def test_a_ratio_is_taken_round_by_round() -> None:
    """A machine that is slow for some rounds does not change it."""
    results = Results()
    results.add("burst", {"peer": [10, 20, 1000], "ours": [1, 2, 100]})

    assert (10, 10, 10) == results.ratio("burst", "peer", "ours")
    assert results.ratio("burst", "peer", "nobody") is None
    assert results.ratio("nothing", "peer", "ours") is None


def test_rounds_are_interleaved_and_the_first_is_dropped() -> None:
    """Each contender is measured once a round, none is always the first, and the warm-up does not count."""
    order: list[str] = []

    def contender(name: str) -> float:
        order.append(name)
        return len(order)

    samples = interleaved({name: lambda name=name: contender(name) for name in "ab"}, rounds=2)  # type: ignore[misc]

    assert list("abbaab") == order
    assert {"a": [4, 5], "b": [3, 6]} == samples


def test_results_are_kept_in_a_file(tmp_path: Path) -> None:
    """What is saved is what is loaded."""
    results = Results({"burst": {"ours": [1.5]}}, {"python": "3"})
    results.save(tmp_path / "results.json")

    assert results == Results.load(tmp_path / "results.json")


def test_the_table_of_targets_says_what_holds() -> None:
    """A row says goal, must or no, for bounds from above and from below."""
    results = Results()
    results.add("memory content", {"typed": [1.4, 1.4], "SSE": [0.3, 0.3], "accumulator": [0.5, 0.5], "orjson.loads": [1, 1]})
    rows = {line.split("|")[1].strip(): line for line in report.targets(results).splitlines()[2:]}

    assert {"goal", "must", "**no**"} == {line.split("|")[-2].strip() for line in rows.values()}
    assert "| 0.5 |  | ≤ 0.4 | ≤ 0.2 | **no** |" in rows["accumulator / orjson.loads: content"]


def test_goals_lie_beyond_what_must_be() -> None:
    """No target is met by its goal and missed by its must."""
    assert all(target.holds(target.goal, target.must) for target in TARGETS)


def test_a_table_of_scenarios_has_a_row_for_each_contender() -> None:
    """Medians, with the times of the one that is named; a contender that did not take part leaves a blank."""
    results = Results()
    results.add("sync", {"ours": [2.0], "peer": [300.0]})
    results.add("async", {"ours": [4.0]})

    assert [
        "|  | sync | async |",
        "| --- | ---: | ---: |",
        "| ours | 2 (1) | 4 (1) |",
        "| peer | 300 (150) |  |",
    ] == report.scenarios(results, ["sync", "async", "none"], "ours").splitlines()
