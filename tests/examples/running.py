"""How an example is run as a user would run it, and what is told of it here."""

from __future__ import annotations

import runpy
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def told_of(path: Path) -> Any:
    """What `tests/examples/NAME.py` says of an example and its twin, if there is such a file."""
    name = f"tests.examples.{path.stem.removesuffix('_async')}"
    return import_module(name) if find_spec(name) is not None else SimpleNamespace()


def run(path: Path, url: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs an example in a folder that has what it needs, against a server that the environment names."""
    monkeypatch.setenv("OPENROUTER_BASE_URL", url)
    monkeypatch.setenv("OPENROUTER_API_KEY", "sk-or-v1-for-this-test-only")
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "argv", [str(path)])
    monkeypatch.setattr(sys, "stdin", sys.stdin)  # which `prepare` may replace
    getattr(told_of(path), "prepare", lambda folder: None)(folder)

    runpy.run_path(str(path), run_name="__main__")
