"""What importing a name of `openrouter.models` loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import openrouter.models

ROOT = Path(__file__).resolve().parent.parent.parent


def loaded(statement: str) -> set[str]:
    """The modules of models that a fresh interpreter has after a statement."""
    code = f"import sys; {statement}; print(*(name for name in sys.modules if name.startswith('openrouter.models.')))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)
    return {name.rpartition(".")[2] for name in done.stdout.split()}


def test_package() -> None:
    """Importing the package loads no model."""
    assert loaded("import openrouter.models") == set()


def test_chunk() -> None:
    """The models of a stream load nothing that only requests or rare answers need."""
    found = loaded("from openrouter.models import ChatChunk")

    assert "chunk" in found
    assert found.isdisjoint({"annotation", "error", "logprobs", "params", "plugins", "request", "router", "tools"})


def test_decoding_a_chunk() -> None:
    """Decoding text loads nothing more."""
    code = """from openrouter.models import ChatChunk; ChatChunk.from_json('{"choices":[{"delta":{"content":"a"}}]}')"""

    assert loaded("from openrouter.models import ChatChunk") == loaded(code)


def test_decoding_what_is_rare() -> None:
    """A module is loaded when something in it is decoded."""
    code = """from openrouter.models import ChatChunk; ChatChunk.from_json('{"choices":[{"error":{"code":502}}]}')"""

    assert loaded("from openrouter.models import ChatChunk") | {"error"} == loaded(code)


@pytest.mark.parametrize("name", openrouter.models.__all__)
def test_names(name: str) -> None:
    """Every name of the package is there, and is listed."""
    assert getattr(openrouter.models, name) is not None
    assert name in dir(openrouter.models)


def test_unknown_name() -> None:
    """A name that is not there is an `AttributeError` like any other."""
    with pytest.raises(AttributeError, match=r"^module 'openrouter\.models' has no attribute 'Nothing'$"):
        openrouter.models.Nothing  # noqa: B018
