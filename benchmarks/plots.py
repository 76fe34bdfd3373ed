"""
The two pictures of `docs/performance.md`. Needs matplotlib.

    python -m benchmarks.plots RESULTS FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

from .results import Results

mpl.rcParams.update({"svg.hashsalt": "openrouter", "svg.fonttype": "none", "font.size": 9})
OURS_COLOUR, THEIR_COLOUR = "#2f6f4f", "#9aa5b1"


def by_peer(results: Results) -> Figure:
    """CPU a chunk of a burst: a bar for each peer and front, on a logarithmic scale."""
    figure = Figure(figsize=(8, 3.6), layout="constrained")
    for place, front in enumerate(("sync", "async")):
        axes = figure.add_subplot(1, 2, place + 1)
        scenario = f"burst {front} content"
        names = [name for name in results.scenarios.get(scenario, {}) if name != "ours, again"]
        values = [results.median(scenario, name) or 0 for name in names]
        colours = [OURS_COLOUR if name.startswith("ours") else THEIR_COLOUR for name in names]
        bars = axes.barh(names, values, color=colours, log=True)
        axes.bar_label(bars, [f"{value:.3g}" for value in values], padding=2)
        axes.invert_yaxis()
        axes.margins(x=0.15)
        axes.set_title(f"{front}: CPU, µs a chunk")
        axes.spines[["top", "right"]].set_visible(False)
    return figure


def by_length(results: Results) -> Figure:
    """CPU a chunk against the length of the stream: a flat line is work that is linear in the length."""
    figure = Figure(figsize=(8, 3.6), layout="constrained")
    axes = figure.add_subplot()
    lines: dict[str, list[tuple[int, float]]] = {}
    for scenario, samples in results.scenarios.items():
        kind, *front, chunks = ["", *scenario.split(" ")][-3:]
        for name in samples:
            label = f"{name}, {front[0]}" if kind == "length" else ""
            if front == ["answer"] and name == "joining":
                label = "ours, joining chunks alone"
            if label:
                lines.setdefault(label, []).append((int(chunks), results.median(scenario, name) or 0))
    for label, points in sorted(lines.items()):
        colour = OURS_COLOUR if label.startswith("ours") else THEIR_COLOUR
        axes.plot(*zip(*sorted(points), strict=True), marker="o", color=colour)
        axes.annotate(label, sorted(points)[-1], xytext=(6, 0), textcoords="offset points", va="center")
    axes.set(xscale="log", yscale="log", xlabel="chunks in the stream", ylabel="CPU, µs a chunk")
    axes.margins(x=0.25, y=0.15)
    axes.spines[["top", "right"]].set_visible(False)
    return figure


def main(results: str, folder: str) -> None:
    """Draws both."""
    read = Results.load(Path(results))
    for name, figure in (("performance-by-peer.svg", by_peer(read)), ("performance-by-length.svg", by_length(read))):
        figure.savefig(Path(folder) / name, metadata={"Date": None})


if __name__ == "__main__":
    main(*sys.argv[1:])
