"""A stream that would go on for ever, and a user who presses Enter."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from openrouter.testing import FakeOpenRouter, Scenario

ANSWERS = [Scenario("stall_comments", gap=1)]


def prepare(folder: Path) -> None:
    """Enter is pressed at once."""
    sys.stdin = io.StringIO("\n")


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """The stream ended by the user's wish."""
    assert output.endswith("stopped: cancelled\n")
