"""Rows 54 to 56: more than anybody should take."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from openrouter import Limits, errors
from openrouter.testing import FakeOpenRouter
from tests.fronts.uniform import Play
from tests.measuring import up_to_three

from .hearing import hear, heard

ROOT = Path(__file__).resolve().parents[2]
SMALL = {
    "big_event": ("event", Limits(event=100_000)),
    "endless_line": ("line", Limits(line=100_000)),
    "endless_event": ("event", Limits(event=100_000)),
    "gzip_bomb": ("event", Limits(event=100_000)),
    "endless_content": ("text", Limits(text=100)),
}


@pytest.mark.requirement(54)
@pytest.mark.parametrize("name", SMALL)
def test_a_bound_ends_what_has_no_end(play: Play, name: str) -> None:
    """Each bound is told by its name and value, after all that came before; the server sees its reader leave."""
    limit, limits = SMALL[name]
    found = heard(play, name, client={"limits": limits})

    assert errors.LimitExceededError is type(found.error)
    assert (limit, getattr(limits, limit)) == (found.error.limit, found.error.value)
    assert ("x" * 100 if name == "endless_content" else "Hel") == found.text
    assert play.server.requests[0].client_closed.wait(10)


READ = """
import asyncio, re, sys, time
from openrouter import AsyncOpenRouter, Limits, OpenRouter, errors

front, url, limit, value = sys.argv[1:]
options = {"base_url": url, "limits": Limits(**{limit: int(value)}), "retry": None}

def peak():
    with open("/proc/self/status") as status:
        return int(re.search("VmHWM:\\s*([0-9]+)", status.read())[1]) / 1024

def read():
    for chunk in OpenRouter(**options).stream("hi"):
        took.append(len(chunk.text))

async def read_async():
    async for chunk in AsyncOpenRouter(**options).stream("hi"):
        took.append(len(chunk.text))

took, base, begun = [], peak(), time.monotonic()
try:
    read() if front == "sync" else asyncio.run(read_async())
except errors.LimitExceededError as error:
    print(error.limit, error.value, time.monotonic() - begun, peak() - base, sum(took) == len(error.partial.text))
"""


@pytest.mark.prove
@pytest.mark.requirement(54)
@pytest.mark.skipif(sys.platform != "linux", reason="counts memory in the units of Linux")
@pytest.mark.parametrize("front", ["sync", "aio"])
@pytest.mark.parametrize(
    ("name", "limit", "value"),
    [
        ("big_event", "line", Limits().line),  # which is passed with the event, and looked at first
        ("endless_line", "line", Limits().line // 2),
        ("endless_event", "event", Limits().event // 4),  # its lines hold two characters each
        ("gzip_bomb", "line", Limits().line),
        ("endless_content", "text", 100_000),
    ],
)
def test_a_bound_costs_little(server: FakeOpenRouter, front: str, name: str, limit: str, value: int) -> None:
    """The error comes within two seconds, at a peak of at most 64 MB more than before."""
    url = server.scenario_url(name)

    def read() -> float:
        told = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", READ, front, url, limit, str(value)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        raised, bound, seconds, megabytes, whole = told.stdout.split()
        assert (limit, value, "True") == (raised, int(bound), whole)
        peaks.append(float(megabytes))
        return float(seconds)

    peaks: list[float] = []
    figures = up_to_three(read, 2)

    print(f"{front}, {name}: {limit} of {value} after {min(figures):.2f} s and {max(peaks):.0f} MB")
    assert min(figures) < 2
    assert max(peaks) < 64


@pytest.mark.requirement(55)
@pytest.mark.parametrize("depth", [0, 900])
def test_nesting_is_bounded(play: Play, depth: int) -> None:
    """JSON that is nested too deep is a malformed event, also for a caller who is deep in the stack already."""
    url = play.server.scenario_url("depth_bomb")
    found: list[Any] = []

    async def deep(client: Any, left: int) -> Any:
        return await (deep(client, left - 1) if left else hear(client.stream("hi")))

    def run() -> None:
        found.append(play(lambda client: deep(client, depth), base_url=url))

    thread = threading.Thread(target=run)  # whose stack is empty
    thread.start()
    thread.join(60)

    assert errors.StreamDecodeError is type(found[0].error)
    assert "Hel" == found[0].text


@pytest.mark.requirement(56)
@pytest.mark.parametrize("name", ["huge_header_line", "many_headers"])
def test_headers_are_bounded(play: Play, name: str) -> None:
    """A header line or a number of headers that the library refuses is no protocol; older versions of aiohttp take any number."""
    found = heard(play, name)

    if name == "many_headers" and play.name == "aio" and found.error is None:
        assert "completed" == found.stream.status
    else:
        assert errors.UnexpectedResponseError is type(found.error)
        assert "x" * 1000 not in str(found.error)
