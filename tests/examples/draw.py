"""What is sent to and answered by `examples/draw.py`."""

from __future__ import annotations

import base64
from pathlib import Path

from openrouter.media.pictures import png
from openrouter.testing import Chunks, FakeOpenRouter

PNG = png(b"\0\1\2", width=1, height=1, channels=3)
_URL = "data:image/png;base64," + base64.b64encode(PNG).decode()
_IMAGE = {"type": "image_url", "image_url": {"url": _URL}}

ANSWERS = [
    Chunks(
        [
            {"id": "gen-1", "choices": [{"delta": {"role": "assistant", "content": "Here it is."}}]},
            {"id": "gen-1", "choices": [{"delta": {"images": [_IMAGE]}, "finish_reason": "stop"}]},
        ]
    )
]


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """The picture is in a file with the suffix of its type."""
    assert PNG == (folder / "robot.png").read_bytes()
    assert f"Here it is.\nsaved as robot.png of {len(PNG)} bytes\n" == output
