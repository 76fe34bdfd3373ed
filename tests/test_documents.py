"""The code in the README and in the documents is run as it stands there."""

from __future__ import annotations

import ast
import asyncio
import inspect
import io
import json
import re
import sys
from collections.abc import Coroutine
from pathlib import Path
from types import CodeType
from typing import Any

import attrs
import pytest

from openrouter import Retry, Timeout
from openrouter.testing import Call, FakeOpenRouter, Text, ToolCalls

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(python[^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [
    pytest.param(kind, source, id=f"{page.name}-{number}")
    for page in PAGES
    for number, (kind, source) in enumerate(BLOCK.findall(page.read_text()))
]

RECIPE = {"title": "Hello, wörld!", "minutes": 40, "steps": ["Peel", "Cook"]}
ANSWERS: dict[str, Any] = {
    "recipe": Text(json.dumps(RECIPE, ensure_ascii=False), pieces=10),
    "call": ToolCalls([Call("save_recipe", RECIPE)], pieces=10),
}
"""What the server answers to a block whose first line has the word, in place of its default."""


def compiled(source: str, kind: str) -> CodeType:
    """A block as Python, or as a notebook cell, in which `await` may stand at the top."""
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT if "notebook" in kind else 0
    return compile(source, "<block>", "exec", flags=flags, dont_inherit=True)


async def as_in_a_kernel(cell: Coroutine[Any, Any, None], names: dict[str, Any]) -> None:
    """A cell run in a loop that outlives it; the kernel's end closes what the cell left open."""
    await cell
    await names["client"].close()


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that a block writes are not written here, and somebody presses Enter where it asks for that."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))


@pytest.mark.parametrize(("kind", "source"), BLOCKS)
def test_block_runs(
    kind: str,
    source: str,
    server: FakeOpenRouter,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each block runs against a server on this machine, prints the answer, and asks for it the way the text says."""
    monkeypatch.setenv("OPENROUTER_BASE_URL", server.url)
    monkeypatch.setenv("OPENROUTER_API_KEY", "sk-or-v1-for-this-test-only")
    if "dask" in kind:  # in the matrix there is nothing but what the engine needs
        pytest.importorskip("distributed", reason="Dask is an extra")

    server.answer(*(ANSWERS[word] for word in kind.split() if word in ANSWERS for _ in range(3)))

    names: dict[str, Any] = {"__name__": "__main__"}
    ran = eval(compiled(source, kind), names)  # noqa: S307  the text is ours
    if inspect.iscoroutine(ran):
        asyncio.run(as_in_a_kernel(ran, names))

    for name in [name for name in names if name.startswith("test_")]:
        names[name](server)  # the fixture of the block is this test's server

    printed = capsys.readouterr().out
    assert "pytest" in kind or "Hello, wörld!" in printed or ("facts" in kind and printed)
    chats = [request for request in server.requests if request.path.endswith("/completions")]
    assert {request.parameter("model") for request in chats} <= {"openai/gpt-5-mini", None}


def test_readme_shows_both_fronts_and_a_notebook() -> None:
    """The first screen has a sync, an async and a notebook example."""
    first = [kind + source for kind, source in BLOCK.findall(PAGES[0].read_text())[:3]]

    assert "with OpenRouter(" in first[0]
    assert "async with AsyncOpenRouter(" in first[1]
    assert "notebook" in first[2]


@pytest.mark.parametrize("options", [Timeout, Retry])
def test_the_defaults_that_are_told_are_those_that_hold(options: type[Timeout | Retry]) -> None:
    """The table of an option's fields in the page on errors has each of them, in their order, with its default."""
    page = (ROOT / "docs" / "errors.md").read_text()
    _, _, table = page.partition(f"| of `{options.__name__}` |")
    told = re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", table.partition("\n\n")[0], re.MULTILINE)

    assert [(field.name, repr(field.default)) for field in attrs.fields(options)] == told


def test_every_job_of_the_guide_is_shown_and_runs_in_both_fronts() -> None:
    """Under each heading of the streaming guide stand code and an example with its twin."""
    page = (ROOT / "docs" / "from-csharp.md").read_text()
    guide = page[page.index("\n## Streaming guide\n") : page.index("\n## API\n")]
    _, *jobs = guide.split("\n### ")

    assert [] == [job.partition("\n")[0] for job in jobs if not BLOCK.search(job)]
    assert [] == [job.partition("\n")[0] for job in jobs if not _twins_in(job)]
    assert 19 == len(jobs)  # as many as the guide has, the two on chunks in one


def _twins_in(job: str) -> set[str]:
    """The examples that are linked with their twins."""
    linked = set(re.findall(r"\]\(\.\./examples/(\w+)\.py\)", job))
    return {name for name in linked if f"{name}_async" in linked}
