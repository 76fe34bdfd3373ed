"""What is sent to and answered by `examples/picture.py`."""

from __future__ import annotations

from pathlib import Path

from openrouter.media.pictures import png
from openrouter.testing import FakeOpenRouter


def prepare(folder: Path) -> None:
    """A picture and a report."""
    (folder / "cat.png").write_bytes(png(b"\0\1\2", width=1, height=1, channels=3))
    (folder / "report.pdf").write_bytes(b"%PDF-1.7")


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """All four parts are sent, and once more in the history."""
    first, second = (request.json["messages"] for request in server.requests)

    assert ["text", "image_url", "image_url", "file"] == [part["type"] for part in first[0]["content"]]
    assert first == second[:1]
    assert ["user", "assistant", "user"] == [message["role"] for message in second]
    assert "Hello, wörld!" * 2 == output
