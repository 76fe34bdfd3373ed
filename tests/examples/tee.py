"""One answer, read twice."""

from __future__ import annotations

from pathlib import Path

from openrouter.testing import FakeOpenRouter, Text

ANSWERS = [Text("Hello there. Bye.", pieces=5, comments=2)]


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """The text is whole, the events are counted, and one request was sent."""
    assert output == "Hello there. Bye.\n4 pieces of text, 2 signs of life\n"
    assert 1 == len(server.requests)
