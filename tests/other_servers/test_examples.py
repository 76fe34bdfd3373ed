"""The examples on tools, structured output, pictures and conversations against servers that we did not write."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.examples.running import EXAMPLES, run, told_of
from tests.examples.structured_output import RECIPE

from . import programs

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
