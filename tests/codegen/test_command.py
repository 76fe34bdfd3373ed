"""The command `python -m codegen`."""

from __future__ import annotations

import runpy
import shutil
import sys
from pathlib import Path

import pytest

from codegen.__main__ import ROOT, difference, main
from codegen.render import render

CASE = Path(__file__).parent / "cases" / "smallest"


@pytest.fixture
def options(tmp_path: Path) -> list[str]:
    """The options for a case and a folder that does not exist yet."""
    return ["--schemas", str(CASE), "--models", str(tmp_path / "models")]


def test_writing(options: list[str], tmp_path: Path) -> None:
    """The modules are written, whether or not the folder was there."""
    status = main(options)
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "models").iterdir()}

    assert status == 0
    assert render(CASE) == written


def test_writing_again(options: list[str], tmp_path: Path) -> None:
    """What is right already is not touched, what nobody asked for is removed."""
    main(options)
    word, stray = tmp_path / "models" / "word.py", tmp_path / "models" / "stray.py"
    before = word.stat().st_mtime_ns
    stray.write_text("x = 1\n")
    (tmp_path / "models" / "__init__.py").write_text("")
    main(options)

    assert before == word.stat().st_mtime_ns
    assert not stray.exists()
    assert main([*options, "--check"]) == 0


def test_check_of_the_same(options: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Nothing is printed where nothing differs; compiled modules are no difference."""
    main(options)
    (tmp_path / "models" / "__pycache__").mkdir()
    (tmp_path / "models" / "__pycache__" / "word.cpython-311.pyc").write_bytes(b"")
    status = main([*options, "--check"])

    assert (status, "", "") == (0, *capsys.readouterr())


def test_check_of_a_change(options: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A difference is printed as a diff, and nothing is written."""
    main(options)
    word = tmp_path / "models" / "word.py"
    word.write_text(word.read_text().replace("A word.", "The word."))
    status = main([*options, "--check"])
    printed = capsys.readouterr().out

    assert status == 1
    assert '-"""The word."""\n+"""A word."""\n' in printed
    assert "The word." in word.read_text()


@pytest.mark.parametrize("text", ["", "x = 1\n"])
def test_check_of_a_stray_file(text: str, options: list[str], tmp_path: Path) -> None:
    """A file that no schema stands for is a difference, an empty one too."""
    main(options)
    (tmp_path / "models" / "stray.py").write_text(text)

    assert main([*options, "--check"]) == 1


def test_check_of_a_missing_file(options: list[str], tmp_path: Path) -> None:
    """A module that is not there is a difference."""
    main(options)
    (tmp_path / "models" / "word.py").unlink()

    assert main([*options, "--check"]) == 1


def test_refused_schema(options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A schema that breaks a convention is named on standard error, and nothing is written."""
    shutil.copytree(CASE, tmp_path / "bad", ignore=shutil.ignore_patterns("*.py"))
    (tmp_path / "bad" / "other.json").write_text("{")
    status = main(["--schemas", str(tmp_path / "bad"), *options[2:]])

    assert status == 2
    assert "bad/other.json: " in capsys.readouterr().err
    assert not (tmp_path / "models").exists()


def test_the_models_of_this_library() -> None:
    """The committed models are what the schemas say; if not, run `python -m codegen`."""
    assert difference(render(ROOT / "schemas"), ROOT / "openrouter" / "models") == ""


def test_as_a_module(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The command runs as it is written in the documentation."""
    monkeypatch.setattr(sys, "argv", ["codegen", "--help"])
    monkeypatch.delitem(sys.modules, "codegen.__main__")
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("codegen", run_name="__main__")

    assert ended.value.code == 0
    assert "--check" in capsys.readouterr().out
