"""A service that is busy twice."""

from __future__ import annotations

from pathlib import Path

from openrouter.testing import FakeOpenRouter, Status

ANSWERS = [Status(429, headers={"Retry-After": "0"}), Status(503, headers={"Retry-After": "0"})]


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """Both failures are told, then the answer comes."""
    assert "attempt 1 failed" in output
    assert "attempt 2 failed" in output
    assert output.endswith("Hello, wörld!\n 3 attempts\n")
