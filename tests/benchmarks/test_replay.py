"""The replay server and the clients that read it: every adapter whose library is here reads whole answers."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.client import AsyncReader, Orders, SyncReader
from benchmarks.fleet import Process
from benchmarks.peers import PEERS, TIMED
from benchmarks.plays import Play
from benchmarks.results import Refused
from benchmarks.workloads import text_of, workload

ROOT = Path(__file__).resolve().parents[2]
HERE = {"ours", "raw_socket", "raw_socket_timed", "requests_lines", "aiohttp_lines"}
"""The adapters that need nothing but what the tests need."""

CONTENDERS = sorted({(peer.adapter, front) for peer in (*PEERS, TIMED) for front in peer.fronts if peer.adapter in HERE})


@pytest.fixture(scope="module")
def places() -> Iterator[dict[str, str]]:
    """Where the replay server is, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.server"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdin is not None
        yield json.loads(server.stdout.readline())
        server.stdin.close()
        assert 0 == server.wait(10)


@pytest.fixture(params=CONTENDERS, ids="-".join)
def reader(request: pytest.FixtureRequest) -> Iterator[Any]:
    """What reads streams in a client process, for each adapter and front."""
    adapter, front = request.param
    module = importlib.import_module(f"benchmarks.adapters.{adapter}")
    made = SyncReader(module) if front == "sync" else AsyncReader(module)
    yield made
    made.close()


@pytest.mark.parametrize("framing", ["chunked", "events", "close"])
@pytest.mark.parametrize(("name", "length"), [("content", 12), ("mix", 2_100)])
def test_every_adapter_reads_the_whole_text(
    reader: Any, places: dict[str, str], name: str, length: int, framing: str
) -> None:
    """The text that is handed to the measuring code is the text of the workload, for a stream of any length."""
    texts: list[str] = []
    reader.read(places["plain"] + Play(name, framing, length).path, None, texts.append, 2)

    assert text_of(workload(name).payloads(length)) * 2 == "".join(texts)


@pytest.mark.parametrize("framing", ["chunked", "close"])
def test_every_adapter_reads_over_tls(reader: Any, places: dict[str, str], framing: str) -> None:
    """The server's certificate is trusted by the file that it names."""
    texts: list[str] = []
    reader.read(places["tls"] + Play("content", framing, 12).path, places["certificate"], texts.append, 1)

    assert text_of(workload("content").payloads(12)) == "".join(texts)


def test_streams_that_run_together_are_watched(reader: Any, places: dict[str, str]) -> None:
    """Each stamped event but the first of each stream is counted, and came after it was written."""
    url = places["plain"] + Play("stamped", "chunked", 3, 100, 4).path
    found = Orders(reader).paced(url, None, 4)

    assert 0 < found["p50"] <= found["p99"]
    assert 0 <= found["cpu"]


def test_a_burst_is_timed_and_its_text_counted(reader: Any, places: dict[str, str]) -> None:
    """What the runner needs to know of a burst: CPU time, and that no text was lost."""
    found = Orders(reader).burst(places["plain"] + Play(length=12).path, None, 3)

    assert 3 * len(text_of(workload("content").payloads(12))) == found["characters"]
    assert 0 < found["cpu"]


def test_growth_is_seen_over_a_long_stream(places: dict[str, str]) -> None:
    """Memory is looked at from the first 10,000 chunks on."""
    reader = SyncReader(importlib.import_module("benchmarks.adapters.raw_socket"))
    found = Orders(reader).growth(places["plain"] + Play("thin", length=20_000).path, None)
    reader.close()

    assert 0 <= found["growth"]


def test_a_play_is_in_its_path() -> None:
    """A client adds the endpoint to the path of a play, and the server finds the play in it."""
    play = Play("mix", "close", 12, 500, 3)

    assert play == Play.of(f"{play.path}/chat/completions")


def test_a_process_that_fails_is_refused_with_its_last_words() -> None:
    """A peer that cannot do something is out, and the run goes on."""
    process = Process([sys.executable, "-c", "input(); raise SystemExit('no such peer')"])
    with pytest.raises(Refused, match="no such peer"):
        process.ask({"do": "burst"})
    process.end()


def test_a_process_answers_lines_with_lines() -> None:
    """An order is a line of JSON, and so is its answer."""
    process = Process([sys.executable, "-c", "while True: print(input().replace('order', 'answer'), flush=True)"])

    assert {"answer": 1} == process.ask({"order": 1})
    process.end()
