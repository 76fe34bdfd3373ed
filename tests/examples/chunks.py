"""What is printed of the chunks of an answer."""

from __future__ import annotations

from pathlib import Path

from openrouter.testing import FakeOpenRouter, Text

ANSWERS = [Text("Hello.", pieces=3)]


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """The pieces come in order, then the finish reason, then the usage as it was sent."""
    lines = [line for line in output.splitlines() if " adds  ends None" not in line]

    assert lines[0] == "choice 0 adds Hel ends None"
    assert lines[1] == "choice 0 adds lo. ends None"
    assert lines[2].endswith("ends stop")
    assert lines[-1].startswith("the last chunk, as received: {'id': 'gen-")
    assert "'usage': {" in lines[-1]
