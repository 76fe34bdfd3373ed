"""What a script pays before its first request: modules and classes, counted in an interpreter of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from openrouter.testing import FakeOpenRouter

ROOT = Path(__file__).resolve().parents[2]

_COUNT = """
import json, sys
ours = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "openrouter"}
classes = {c for name, m in ours.items() for c in vars(m).values() if isinstance(c, type) and c.__module__ == name}
print(json.dumps([sorted(ours), sum("__attrs_attrs__" in vars(c) for c in classes)]))
"""


def after(code: str, *arguments: str) -> tuple[set[str], int]:
    """The modules of this library that are loaded after some code, and how many classes of attrs are in them."""
    command = [sys.executable, "-c", code + _COUNT, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    modules, classes = json.loads(done.stdout.splitlines()[-1])
    return set(modules), classes


def test_the_package_loads_nothing() -> None:
    """Names load what they need when they are asked for."""
    assert ({"openrouter", "openrouter.alone"}, 0) == after("import openrouter")


@pytest.mark.parametrize("name", ["OpenRouter", "AsyncOpenRouter"])
def test_a_front_loads_little(name: str) -> None:
    """Each class of attrs takes a third of a millisecond, and each module about half of one."""
    modules, classes = after(f"from openrouter import {name}")

    assert len(modules) <= 95
    assert classes <= 73


STREAMS = {
    "sync": "client = openrouter.OpenRouter(base_url=sys.argv[1], model='m')\nfor chunk in client.stream('hi'): chunk.text",
    "aio": """
async def main():
    async with openrouter.AsyncOpenRouter(base_url=sys.argv[1], model='m') as client:
        async for chunk in client.stream('hi'): chunk.text
asyncio.run(main())""",
}


@pytest.mark.parametrize("front", STREAMS)
def test_a_prompt_loads_no_more_than_an_answer_needs(front: str) -> None:
    """Neither the models of requests nor those of parts, and nothing for ways of reading that are not used."""
    with FakeOpenRouter() as server:
        modules, _ = after(f"import asyncio, sys, openrouter\n{STREAMS[front]}", server.url)

    rare = {f"models.{name}" for name in ("request", "content", "tools", "plugins", "routing", "catalogue", "error", "logprobs")}
    rare |= {f"core.{name}" for name in ("typed_events", "growing_values", "tool_loop", "conversation", "tee", "estimate", "spending")}
    rare |= {f"core.{name}" for name in ("catalogue", "endpoints", "resources", "pace")}
    assert set() == {name.removeprefix("openrouter.") for name in modules} & rare
