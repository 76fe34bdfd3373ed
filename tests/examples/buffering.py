"""One answer in four shapes."""

from __future__ import annotations

from pathlib import Path

from openrouter.testing import FakeOpenRouter, Text

STORY = "There was a robot. It rusted.\nThe end."
ANSWERS = [Text(STORY, pieces=3)] * 4


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """Each shape prints all of it."""
    assert output.startswith(STORY)
    assert "\n> There was a robot. It rusted.\n\n> The end." in output
    assert "\n* There was a robot. \n* It rusted.\n\n* The end." in output
    assert output.endswith(STORY)
