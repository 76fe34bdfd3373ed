"""Limits, credit and activity of a key."""

from __future__ import annotations

from pathlib import Path

from openrouter.testing import FakeOpenRouter


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """A line for the key, one for the credit, one for each day and model."""
    assert output.splitlines() == [
        "sk-or-v1-fak...ake: 0 dollars today, no limit",
        "7.5 dollars of credit",
        "2025-10-08 openrouter/fake-1: 5 requests, 0.015 dollars",
        "2025-10-07 openrouter/fake-1: 5 requests, 0.015 dollars",
    ]
