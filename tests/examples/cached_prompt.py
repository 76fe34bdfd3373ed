"""What is sent to and answered by `examples/cached_prompt.py`."""

from __future__ import annotations

from pathlib import Path

from openrouter.testing import FakeOpenRouter


def prepare(folder: Path) -> None:
    """A book."""
    (folder / "book.pdf").write_bytes(b"%PDF-1.7")


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """The book carries its mark in each request."""
    contents = [request.json["messages"][0]["content"] for request in server.requests]
    mark = {"type": "ephemeral", "ttl": "1h"}

    assert [mark, mark] == [content[0]["cache_control"] for content in contents]
    assert 2 == output.count("tokens from the cache:")
