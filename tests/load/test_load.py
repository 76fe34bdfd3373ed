"""Thousands of streams at once through one client, some of them broken: every outcome is right, and nothing is left behind."""

from __future__ import annotations

import asyncio
import gc
import itertools
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from openrouter import AsyncOpenRouter, OpenRouter, errors
from tests.load.serve import is_broken

pytestmark = pytest.mark.prove

ASYNC_STREAMS = 2000
THREADS = 100
SECONDS = 30.0
MARGIN = 48 * 1024 * 1024
"""Bytes that the allocator may keep of thousands of streams; a leak of one kilobyte a stream would be more."""


@pytest.fixture
def url() -> Iterator[str]:
    """A fault server in a process of its own, so that two cores are used."""
    command = [sys.executable, "-m", "tests.load.serve"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.communicate(timeout=10)


def prompt_of(number: int) -> str:
    """A prompt that can be told apart."""
    return f"prompt {number} of very many"


def judged(number: int, text: str, status: str) -> str:
    """The word "right", or what is wrong with the outcome of a stream."""
    prompt = prompt_of(number)
    if is_broken(number):
        right = status == "interrupted" and prompt.startswith(text) and text != prompt
    else:
        right = status == "completed" and text == prompt
    return "right" if right else f"{number}: {status}, {text!r}"


def resident() -> int:
    """Bytes of memory that this process has."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def descriptors() -> int:
    """Open files and sockets of this process."""
    return len(os.listdir("/proc/self/fd"))


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads /proc, which only Linux has")
def test_two_thousand_streams_at_once(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """2,000 tasks ask over and over through one asynchronous client."""
    numbers, outcomes = itertools.count(), Counter[str]()
    sizes: list[int] = []

    async def worker(client: AsyncOpenRouter, until: float) -> None:
        while time.monotonic() < until:
            number = next(numbers)
            stream = client.stream(prompt_of(number))
            try:
                await stream.get_final_text()
            except errors.StreamInterruptedError:
                pass
            outcomes[judged(number, stream.text, stream.status)] += 1

    async def crowd(client: AsyncOpenRouter, seconds: float) -> None:
        until = time.monotonic() + seconds
        await asyncio.gather(*(worker(client, until) for _ in range(ASYNC_STREAMS)))
        gc.collect()
        sizes.append(resident())

    async def main() -> int:
        async with AsyncOpenRouter(base_url=url, model="m", retry=None) as client:
            await crowd(client, 1.0)  # the first crowd grows what stays: pools, caches, the allocator's arenas
            await crowd(client, SECONDS)
            return len(asyncio.all_tasks())

    before = descriptors()
    tasks = asyncio.run(main())
    gc.collect()

    with capsys.disabled():
        print(f"\n{sum(outcomes.values())} streams of {ASYNC_STREAMS} tasks; memory grew by {(sizes[1] - sizes[0]) >> 10} KiB")
    assert {"right"} == set(outcomes)
    assert sum(outcomes.values()) >= 2 * ASYNC_STREAMS
    assert tasks == 1
    assert descriptors() <= before
    assert sizes[1] - sizes[0] < MARGIN


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads /proc, which only Linux has")
def test_a_hundred_threads_at_once(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """100 threads ask over and over through one blocking client."""
    numbers, outcomes, lock = itertools.count(), Counter[str](), threading.Lock()
    sizes: list[int] = []

    def worker(client: OpenRouter, until: float) -> None:
        while time.monotonic() < until:
            with lock:
                number = next(numbers)
            stream = client.stream(prompt_of(number))
            try:
                stream.get_final_text()
            except errors.StreamInterruptedError:
                pass
            with lock:
                outcomes[judged(number, stream.text, stream.status)] += 1

    def crowd(client: OpenRouter, seconds: float) -> None:
        until = time.monotonic() + seconds
        threads = [threading.Thread(target=worker, args=(client, until)) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        gc.collect()
        sizes.append(resident())

    before, running = descriptors(), threading.active_count()
    with OpenRouter(base_url=url, model="m", retry=None) as client:
        crowd(client, 1.0)
        crowd(client, SECONDS)
    gc.collect()

    with capsys.disabled():
        print(f"\n{sum(outcomes.values())} streams of {THREADS} threads; memory grew by {(sizes[1] - sizes[0]) >> 10} KiB")
    assert {"right"} == set(outcomes)
    assert threading.active_count() == running
    assert descriptors() <= before
    assert sizes[1] - sizes[0] < MARGIN
