"""What the benchmark makes of its samples: ratios within a round, and a table."""

from __future__ import annotations

from pathlib import Path

from benchmarks import report
from benchmarks.results import Refused, Results, interleaved
from benchmarks.targets import TARGETS

ROOT = Path(__file__).resolve().parents[2]


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

    assert list("ababba") == order
    assert {"a": [3, 6], "b": [4, 5]} == samples


def test_results_are_kept_in_a_file(tmp_path: Path) -> None:
    """What is saved is what is loaded."""
    results = Results({"burst": {"ours": [1.5]}}, {"python": "3"})
    results.save(tmp_path / "results.json")

    assert results == Results.load(tmp_path / "results.json")


def test_the_table_of_targets_says_what_holds() -> None:
    """A row says goal, must or no, for bounds from above and from below."""
    results = Results()
    results.add("memory content", {"choices": [1.4, 1.4], "blocks": [0.3, 0.3], "joining": [0.5, 0.5], "orjson.loads": [1, 1]})
    rows = {line.split("|")[1].strip(): line for line in report.targets(results).splitlines()[2:]}

    assert {"goal", "must", "**no**"} == {line.split("|")[-2].strip() for line in rows.values()}
    assert "| 0.5 |  | ≤ 0.4 | ≤ 0.2 | **no** |" in rows["chunks → answer, in memory / orjson.loads: content"]


def test_goals_lie_beyond_what_must_be() -> None:
    """No target is met by its goal and missed by its must."""
    assert all(target.goal is None or target.holds(target.goal, target.must) for target in TARGETS)


def test_a_table_of_scenarios_has_a_row_for_each_contender() -> None:
    """Medians, with the times of the one that is named; a contender that did not take part leaves a blank."""
    results = Results()
    results.add("sync", {"ours": [2.0], "peer": [300.0]})
    results.add("async", {"ours": [4.0]})

    assert [
        "|  | for | async for |",
        "| --- | ---: | ---: |",
        "| ours | 2 | 4 |",
        "| peer | 300 (150) |  |",
    ] == report.scenarios(results, {"sync": "for", "async": "async for"}, "ours").splitlines()


def test_a_contender_that_is_refused_is_out() -> None:
    """One peer that fails does not end the run for the others."""

    def fails() -> float:
        raise Refused("no such library")

    assert {"a": [1.0, 1.0]} == interleaved({"b": fails, "a": lambda: 1.0}, rounds=2)


def test_the_page_keeps_its_words(tmp_path: Path) -> None:
    """What was measured replaces what stands between the two marks, and nothing else."""
    page = tmp_path / "performance.md"
    page.write_text(f"before\n\n{report.BEGIN}\nold\n{report.END}\n\nafter\n")
    report.write(page, "new\n")
    report.write(page, "newer\n")

    assert f"before\n\n{report.BEGIN}\n\nnewer\n\n{report.END}\n\nafter\n" == page.read_text()


def test_the_page_of_this_project_has_a_place_for_figures(tmp_path: Path) -> None:
    """`make bench` finds its marks."""
    page = tmp_path / "performance.md"
    page.write_text((ROOT / "docs" / "performance.md").read_text())
    results = Results({"burst sync content": {"ours": [2.0], "openai create": [80.0]}}, {"python": "3"})
    report.write(page, report.everything(results))

    assert "| openai create | 80 (40) |" in page.read_text()
    assert "burst, CPU, sync: openai create / ours | 40 |" in page.read_text()
