"""A stream that breaks in the middle."""

from __future__ import annotations

from pathlib import Path

from openrouter.testing import Cut, FakeOpenRouter, Text

ANSWERS = [Cut(Text("abcdef", pieces=3), after_events=2, how="fin")]


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """The break is named after what was delivered."""
    assert output.startswith("abc")
    assert "the answer broke off: interrupted after" in output
