"""Ctrl-C in a plain script: it ends at once, keeps what was delivered, and the server sees it leave."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from openrouter.testing import FakeOpenRouter, Gate, Hold, Text

ROOT = Path(__file__).resolve().parents[2]
FIVE = Text("abcde", pieces=1)

SYNC = """
import sys
from openrouter import OpenRouter

stream = OpenRouter(base_url=sys.argv[1], retry=None).stream("hi")
try:
    with stream:
        for text in stream.text_stream:
            print(text, end="", flush=True)
except KeyboardInterrupt:
    print("|", stream.status, stream.text, stream.response.text, flush=True)
    input()
"""
ASYNC = """
import asyncio, sys
from openrouter import AsyncOpenRouter

async def main():
    global stream
    stream = AsyncOpenRouter(base_url=sys.argv[1], retry=None).stream("hi")
    async with stream:
        async for text in stream.text_stream:
            print(text, end="", flush=True)

try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("|", stream.status, stream.text, stream.response.text, flush=True)
    input()
"""

scripts = pytest.mark.parametrize("script", [SYNC, ASYNC], ids=["sync", "aio"])
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to processes")


@contextmanager
def running(script: str, url: str) -> Iterator[subprocess.Popen[str]]:
    """A script in a process of its own, which stays after Ctrl-C until it is told a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, url],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def printed(process: subprocess.Popen[str], length: int) -> str:
    """So many characters of what a process prints."""
    assert process.stdout is not None
    return process.stdout.read(length)


def line_after(process: subprocess.Popen[str]) -> str:
    """What a process prints when it has been interrupted."""
    assert process.stdout is not None
    return process.stdout.readline()


@pytest.mark.requirement(31)
@scripts
def test_while_it_waits_for_the_body(server: FakeOpenRouter, script: str) -> None:
    """`KeyboardInterrupt` comes out of the loop with the text on the stream; the server, which still waits, sees the connection close."""
    gate = Gate()
    server.answer(Hold(FIVE, gate, after_events=3))
    with running(script, server.url) as process:
        assert "abc" == printed(process, 3)
        process.send_signal(signal.SIGINT)
        _, status, *texts = line_after(process).split()

        assert status in {"cancelled", "closed"}  # closed, where the signal came between two steps
        assert ["abc", "abc"] == texts
        assert server.requests[0].client_closed.wait(10)
        assert not gate.is_open
        assert process.poll() is None  # it was not the end of the process that closed it


@pytest.mark.requirement(31)
@scripts
def test_while_it_waits_for_the_head(server: FakeOpenRouter, script: str) -> None:
    """The same before any answer has come."""
    gate = Gate()
    server.answer(Hold(FIVE, gate, after=0))
    with running(script, server.url) as process:
        assert gate.wait_reached()
        process.send_signal(signal.SIGINT)

        assert ["|", "cancelled"] == line_after(process).split()
        assert server.requests[0].client_closed.wait(10)
        assert not gate.is_open
        assert process.poll() is None


@pytest.mark.requirement(31)
@pytest.mark.prove
@pytest.mark.parametrize("phase", ["head", "body"])
@scripts
def test_within_a_fifth_of_a_second(server: FakeOpenRouter, script: str, phase: str) -> None:
    """From the signal to the first line after the loop it is less than 0.2 s."""
    seconds = []
    for _ in range(5):
        gate = Gate()
        server.answer(Hold(FIVE, gate, after=0) if phase == "head" else Hold(FIVE, gate, after_events=3))
        with running(script, server.url) as process:
            assert gate.wait_reached() if phase == "head" else "abc" == printed(process, 3)
            sent = time.monotonic()
            process.send_signal(signal.SIGINT)
            assert line_after(process)
            seconds.append(time.monotonic() - sent)

    print(f"{phase}: KeyboardInterrupt after {min(seconds):.3f} to {max(seconds):.3f} s")
    assert sorted(seconds)[2] < 0.2
