"""An answer that is counted."""

from __future__ import annotations

from pathlib import Path

from openrouter.testing import FakeOpenRouter


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """Counts while it comes, the answer, and what it took."""
    lines = output.splitlines()
    assert lines[0].startswith("1 chunks, ")
    assert "Hello, wörld!" == lines[-2]
    assert lines[-1].endswith(" characters a second")
