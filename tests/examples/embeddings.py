"""One of the texts is printed: the server's vectors have no meaning, but the same order as the inputs."""

from __future__ import annotations

from pathlib import Path

from openrouter.testing import FakeOpenRouter


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """All texts are embedded in one request, and one of the three is chosen."""
    (request,) = server.requests
    *texts, _ = request.json["input"]

    assert "base64" == request.json["encoding_format"]
    assert output.strip().removeprefix("closest: ") in texts
    assert 3 == len(texts)
