"""What is sent to and answered by `examples/routing.py`."""

from __future__ import annotations

from pathlib import Path

from openrouter.testing import FakeOpenRouter


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """What was said arrives as it was said."""
    request = server.requests[0]
    body = request.json

    assert "openai/gpt-5-mini:floor" == body["model"]
    assert {"data_collection": "deny", "sort": "throughput", "max_price": {"completion": 2}} == body["provider"]
    assert [{"type": "openrouter:web_search"}] == body["tools"]
    assert "Example" == request.headers["X-OpenRouter-Title"]
    assert "Hello, wörld!" in output
