"""A stream that stalls after its first delta."""

from __future__ import annotations

from pathlib import Path

from openrouter.testing import FakeOpenRouter, Scenario

ANSWERS = [Scenario("stall_comments", gap=1)]


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """What came is kept."""
    assert output == "Hel\nstopped after 3 characters\n"
