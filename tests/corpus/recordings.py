"""The recorded streams and bodies of real services, which are no part of the project: where they are absent the tests skip."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from attrs import field, frozen

from openrouter.sse import ServerSentEvent, SSEDecoder
from tests.conftest import CORPUS

needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason=f"needs the recordings of real services, which are not here: {CORPUS}"
)


@frozen
class Recording:
    """The bytes of one body, and what is known of them."""

    name: str
    data: bytes = field(repr=False)
    facts: dict[str, Any] = field(repr=False)
    """Source, endpoint, status and headers, features, sizes of the reads."""

    @property
    def host(self) -> str:
        """The host that sent it."""
        host: str = self.facts["endpoint"]["host"]
        return host

    @property
    def features(self) -> set[str]:
        """What is special about it, in the words of the corpus."""
        return set(self.facts["features"])


@cache
def streams() -> dict[str, Recording]:
    """The recorded streams by name."""
    return {recording.name: recording for recording in _read(CORPUS / "streams", ".sse")}


@cache
def bodies() -> dict[str, Recording]:
    """The recorded bodies of answers in one piece, and of errors, by name."""
    return {recording.name: recording for recording in _read(CORPUS / "responses", ".body")}


@cache
def json_bodies() -> dict[str, dict[str, Any]]:
    """The recorded bodies that are JSON objects, parsed; not to be changed."""
    return {name: json.loads(recording.data) for name, recording in bodies().items() if is_object(recording.data)}


def is_object(body: bytes) -> bool:
    """Whether a body is a JSON object; some services answer in HTML or plain text."""
    try:
        return isinstance(json.loads(body), dict)
    except ValueError:
        return False


def events_of(data: bytes, *, piece: int | None = None) -> list[ServerSentEvent]:
    """The events of a body that is fed in pieces of that size, or whole."""
    decoder = SSEDecoder()
    size = piece or len(data) or 1
    return [event for start in range(0, len(data), size) for event in decoder.feed(data[start : start + size])]


def payloads_of(events: list[ServerSentEvent]) -> tuple[list[dict[str, Any]], bool]:
    """The parsed chunks of a stream up to its `[DONE]`, and whether that came."""
    chunks: list[dict[str, Any]] = []
    for event in events:
        data = event.data.strip()
        if data == "[DONE]":
            return chunks, True
        if data and not data.startswith(":"):
            chunks.append(json.loads(data))
    return chunks, False


@cache
def chunks_of(name: str) -> list[dict[str, Any]]:
    """The parsed chunks of a recorded stream; not to be changed."""
    return payloads_of(events_of(streams()[name].data))[0]


def _read(folder: Path, suffix: str) -> Iterator[Recording]:
    for path in sorted(folder.glob(f"*{suffix}")):
        yield Recording(path.stem, path.read_bytes(), json.loads(path.with_suffix(".json").read_bytes()))
