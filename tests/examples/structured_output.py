"""A recipe, piece by piece."""

from __future__ import annotations

from pathlib import Path

from openrouter.testing import FakeOpenRouter, Text

RECIPE = '{"title": "Onion soup", "minutes": 40, "steps": ["Peel the onions.", "Cook them.", "Eat."]}'
ANSWERS = [Text(RECIPE, pieces=10)]


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """It grew, and came to its end; the schema of the class was sent."""
    assert output.startswith(": 0 steps\n")
    assert "Onion soup: 2 steps\n" in output
    assert output.endswith("Onion soup, 40 minutes, then: Eat.\n")
    form = server.requests[0].json["response_format"]["json_schema"]
    assert ("Recipe", "A recipe for two people.", True) == (form["name"], form["description"], form["strict"])
