"""The models that fit are printed, cheapest first, and the endpoints of one."""

from __future__ import annotations

from pathlib import Path

from openrouter.testing import FakeOpenRouter


def check(output: str, server: FakeOpenRouter, folder: Path) -> None:
    """Two models take images and know tools; one of them runs at two providers."""
    lines = output.splitlines()

    assert ["openai/gpt-5-mini", "fakery/longwinded-2"] == [line.partition(":")[0] for line in lines[:2]]
    assert "400000 tokens, 2 dollars a million" in lines[0]
    assert ["  at Fake (fake)", "  at Fakery (fakery)"] == [line.partition(",")[0] for line in lines[2:]]
