"""An answer that breaks off twice, and goes on each time."""

from __future__ import annotations

from pathlib import Path

from openrouter.testing import Cut, FakeOpenRouter, Text

ANSWERS = [
    Cut(Text("Once upon a time", pieces=4), after_events=3, how="fin"),
    Cut(Text(" there was a", pieces=4), after_events=3, how="fin"),
    Text(" robot.", pieces=4),
]


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """The parts are joined, and each request ends with what came before."""
    assert output.endswith("2 continuations\n")
    begun = [request.json["messages"][-1]["content"] for request in server.requests[1:]]
    assert output.startswith(begun[0])
    assert begun[1].startswith(begun[0])
