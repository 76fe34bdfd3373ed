"""Every example runs as a user would run it, in both fronts, against a server on this machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from openrouter.testing import FakeOpenRouter

from .running import EXAMPLES, run, told_of

SCRIPTS = sorted(EXAMPLES.glob("*.py"))
BLOCKING = [path for path in SCRIPTS if not path.stem.endswith("_async")]

by_name = pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
by_twins = pytest.mark.parametrize("path", BLOCKING, ids=lambda path: path.stem)


@by_name
def test_example_runs(
    path: Path,
    server: FakeOpenRouter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An example does what it says: it prints the answer, or what its entry checks."""
    told = told_of(path)
    server.answer(*getattr(told, "ANSWERS", ()))

    run(path, server.url, tmp_path, monkeypatch)

    output = capsys.readouterr().out
    if hasattr(told, "check"):
        told.check(output, server, tmp_path)
    else:
        assert "Hello, wörld!" in output


@by_name
def test_example_fits_a_page(path: Path) -> None:
    """An example has at most 40 lines, and its first says what it shows."""
    lines = path.read_text().splitlines()

    assert len(lines) <= 40
    assert re.fullmatch(r'"""[A-Z].*\."""', lines[0])


@by_twins
def test_twins_are_the_same_text(path: Path) -> None:
    """Sync and async are letter for letter the same but for `async` and `await`, unless the entry has a reason."""
    twin = path.with_name(f"{path.stem}_async.py").read_text()

    if not hasattr(told_of(path), "TWINS_DIFFER"):
        assert blocking(path.read_text()) == blocking(twin)


def blocking(text: str) -> str:
    """The text of an asynchronous example as it is without `async`."""
    text = re.sub(r"asyncio\.run\((\w+\(\))\)", r"\1", text)
    text = re.sub(r"^import asyncio\n(\n(?=from ))?", "", text, flags=re.MULTILINE)
    text = re.sub(r"\b(async |await |Async(?=[A-Z]))", "", text)
    return re.sub(r"(?<=^from openrouter import )[\w, ]+$", in_order, text, flags=re.MULTILINE)


def in_order(names: re.Match[str]) -> str:
    """Imported names in the order of the blocking front; `Async` sorts elsewhere."""
    return ", ".join(sorted(names[0].split(", ")))


def test_no_async_example_stands_alone() -> None:
    """Each `NAME_async.py` has its `NAME.py`."""
    asynchronous = {path.stem.removesuffix("_async") for path in SCRIPTS} - {path.stem for path in BLOCKING}

    assert set() == asynchronous
