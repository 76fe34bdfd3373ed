"""What the tests of the command share: a service, and ways to run it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from openrouter.testing import FakeOpenRouter

ROOT = Path(__file__).resolve().parents[2]
KEY = "sk-or-v1-a-key-for-tests-0123456789"

Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees how the terminal of whoever runs it is set up."""
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def server() -> Iterator[FakeOpenRouter]:
    """A service that accepts one key."""
    with FakeOpenRouter(api_key=KEY) as service:
        yield service


@pytest.fixture
def use(server: FakeOpenRouter, monkeypatch: pytest.MonkeyPatch) -> FakeOpenRouter:
    """The service, named by the environment."""
    monkeypatch.setenv("OPENROUTER_BASE_URL", server.url)
    monkeypatch.setenv("OPENROUTER_API_KEY", KEY)
    return server


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts the command as a process of its own; it is killed at the end of the test if it is still there."""
    started: list[subprocess.Popen[bytes]] = []

    def run(*arguments: str, python: tuple[str, ...] = (), **options: object) -> subprocess.Popen[bytes]:
        pipes: dict[str, object] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        command = [sys.executable, *python, "-m", "openrouter", *arguments]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
        process = subprocess.Popen(command, **{"env": environment, **pipes, **options})  # type: ignore[call-overload]
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()
