"""What is sent to and answered by `examples/stopped_answer.py`."""

from __future__ import annotations

from pathlib import Path

from openrouter.testing import FakeOpenRouter, Text

ANSWERS = [Text("Once upon ", finish_reason="length"), Text("a time.")]


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """The second request holds the first answer, and the story has no hole."""
    roles = [[message["role"] for message in request.json["messages"]] for request in server.requests]

    assert [["user"], ["user", "assistant", "user"]] == roles
    assert "Once upon a time." == output
