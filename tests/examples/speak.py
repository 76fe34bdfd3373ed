"""What is sent to and answered by `examples/speak.py`."""

from __future__ import annotations

import base64
import wave
from pathlib import Path

from openrouter.testing import Chunks, FakeOpenRouter

SAMPLES = bytes(range(200))
_TEXT = base64.b64encode(SAMPLES).decode()
_PIECES = [{"data": _TEXT[start : start + 31], "transcript": "ha "} for start in range(0, len(_TEXT), 31)]

ANSWERS = [
    Chunks(
        [
            *({"id": "gen-1", "choices": [{"delta": {"audio": piece}}]} for piece in _PIECES),
            {"id": "gen-1", "choices": [{"delta": {}, "finish_reason": "stop"}]},
        ]
    )
]


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """The samples are in a WAV file, wherever their base64 was cut."""
    with wave.open(str(folder / "joke.wav")) as file:
        assert (1, 2, 24000) == (file.getnchannels(), file.getsampwidth(), file.getframerate())
        assert SAMPLES == file.readframes(1000)
    assert "ha " * len(_PIECES) == output
