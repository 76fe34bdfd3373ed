"""The examples on tools, structured output, pictures and conversations against servers that we did not write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.examples.running import EXAMPLES, run, told_of
from tests.examples.structured_output import RECIPE

from . import programs
from .programs import Program

pytestmark = pytest.mark.prove


def fixture(said: str, response: dict[str, Any], *, match: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """What aimock answers to a user who said this."""
    return {"match": {"userMessage": said, **(match or {})}, "response": response, **more}


CALLS = [{"name": "weather", "arguments": '{"city": "Rome"}'}, {"name": "clock", "arguments": "{}"}]
FIXTURES = {
    "tools": [
        fixture("How warm is it in Rome", {"toolCalls": CALLS}, match={"hasToolResult": False}, chunkSize=5),
        fixture("How warm is it in Rome", {"content": "21 degrees at noon."}, match={"hasToolResult": True}),
    ],
    "structured_output": [
        fixture("onion soup", {"content": RECIPE}, match={"responseFormat": "json_schema"}, chunkSize=10),
    ],
    "picture": [
        fixture("Which of these shows a cat", {"content": "Hello, wörld!"}),
        fixture("Are you sure?", {"content": "Hello, wörld!"}),
    ],
    "conversation": [
        fixture("I am Ada.", {"content": "Hello Ada."}),
        fixture("Who?", {"content": "You are somebody."}, chunkSize=1, latency=20, truncateAfterChunks=4),
        fixture("Who am I?", {"content": "You are Ada."}),
    ],
}
"""What aimock answers to an example; the same as `openrouter.testing` does, so that the same must come of it."""

SCRIPTS = [EXAMPLES / f"{name}{twin}.py" for name in FIXTURES for twin in ("", "_async")]


@pytest.mark.skipif(not programs.has_aimock(), reason=programs.NO_AIMOCK)
@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_example_runs_against_aimock(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An example does what its entry checks: requests that aimock understands, and its answers understood."""
    (tmp_path / "here").mkdir()
    with programs.aimock(tmp_path, FIXTURES[path.stem.removesuffix("_async")]) as stranger:
        run(path, stranger.url, tmp_path / "here", monkeypatch)
        received = [SimpleNamespace(json=entry["body"]) for entry in stranger.get("/__aimock/journal")[1]]

    told_of(path).check(capsys.readouterr().out, SimpleNamespace(requests=received), tmp_path / "here")


@pytest.fixture(scope="module")
def model() -> Iterator[Program]:
    """llama.cpp with its model loaded."""
    with programs.llama() as running:
        programs.wait_status(running, 200)
        yield running


with_model = pytest.mark.skipif(not programs.has_model(), reason=programs.NO_MODEL)
by_twin = pytest.mark.parametrize("twin", ["", "_async"], ids=["sync", "aio"])


@with_model
@by_twin
def test_an_object_of_a_real_model_grows(
    twin: str, model: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """llama.cpp holds its model to the schema of the class: each title begins as the one before, and a recipe comes of it."""
    run(EXAMPLES / f"structured_output{twin}.py", model.url, tmp_path, monkeypatch)

    *growing, last = capsys.readouterr().out.splitlines()
    shown = [re.fullmatch(r"(.*): (\d+) steps", line) for line in growing]
    recipe = re.fullmatch(r"(.*), -?\d+ minutes, then: .*", last)
    assert recipe is not None
    values = [(found[1], int(found[2])) for found in shown if found is not None]
    assert len(growing) == len(values) > 5
    assert all(late[0].startswith(early[0]) and late[1] >= early[1] for early, late in pairwise(values))
    assert recipe[1] == values[-1][0] != ""


@with_model
@by_twin
def test_a_real_model_that_calls_no_tool_just_answers(
    twin: str, model: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """llama.cpp takes the definitions of the functions; its model is too small to call one, so that one turn is all."""
    run(EXAMPLES / f"tools{twin}.py", model.url, tmp_path, monkeypatch)

    assert re.fullmatch(r"(?s).*\w.*\n 1 turns, None dollars\n", capsys.readouterr().out)
