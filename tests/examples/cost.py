"""The estimate, the answer, and its cost by two accounts."""

from __future__ import annotations

from pathlib import Path

from openrouter.testing import FakeOpenRouter


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """The catalogue is asked, then the model, then the books."""
    asked = [request.path.removeprefix("/api/v1") for request in server.requests]

    assert ["/models", "/chat/completions", "/generation"] == asked
    assert "about 13 tokens of prompt; at most 0.00102425 dollars" in output
    assert "Hello, wörld!" in output
    assert "by the books: 1.8e-05 dollars, at Fake" in output
