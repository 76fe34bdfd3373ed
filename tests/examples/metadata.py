"""An answer with all that OpenRouter tells of it."""

from __future__ import annotations

from pathlib import Path

from openrouter.testing import FakeOpenRouter


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """The facts are printed after the text."""
    assert output.startswith("Hello, wörld!\nid: gen-")
    assert "finish reason: stop status: completed" in output
    assert "tokens: None" not in output
