"""Two questions, the second with what came before."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from openrouter.testing import Cut, FakeOpenRouter, Text

ANSWERS = [Text("Hello Ada."), Cut(Text("You are", pieces=1), after_events=2, how="rst"), Text("You are Ada.")]


def prepare(folder: Path) -> None:
    """What is typed."""
    sys.stdin = io.StringIO("I am Ada.\nWho?\nWho am I?\n")


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """The answers are printed, the broken one is forgotten, and the conversation is kept."""
    assert output.startswith("Hello Ada.\n")
    assert output.endswith("You are Ada.\n")
    assert ["I am Ada.", "Hello Ada.", "Who am I?"] == [
        message["content"] for message in server.requests[-1].json["messages"]
    ]
    assert "You are Ada." in (folder / "conversation.json").read_text()
