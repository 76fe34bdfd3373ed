"""An answer that is drawn."""

from __future__ import annotations

from pathlib import Path

from openrouter.testing import FakeOpenRouter


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """The last drawing has the whole answer and the line below it."""
    assert "Hello, wörld!" in output
    assert "completed: 4 chunks, 13 characters" in output
