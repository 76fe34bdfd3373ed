"""Two calls at once, then the answer."""

from __future__ import annotations

from pathlib import Path

from openrouter.testing import Call, FakeOpenRouter, Text, ToolCalls

ANSWERS = [ToolCalls([Call("weather", {"city": "Rome"}), Call("clock")]), Text("21 degrees at noon.")]


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """The calls, their results and the answer are printed."""
    assert 'weather {\'city\': \'Rome\'} -> {"city":"Rome","temperature":21}' in output
    assert "clock {} -> 12:00 in UTC" in output
    assert "21 degrees at noon.\n 2 turns," in output
