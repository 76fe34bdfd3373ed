"""The processes of a run: the replay server, and a client for each peer and front, started when it is first asked."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from . import environments
from .peers import Peer
from .plays import Play
from .results import Refused

HERE = Path(__file__).parent
PATIENCE = 120
"""Seconds until a client that does not answer is given up."""


class Process:
    """A Python process that answers lines with lines; what it says on stderr is kept for the case that it dies."""

    def __init__(self, command: Sequence[str | Path], cpus: Collection[int] = ()) -> None:
        self._errors: IO[str] = tempfile.TemporaryFile("w+")  # noqa: SIM115  it lives as long as the process
        pipe = subprocess.PIPE
        self._child = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=self._errors, text=True, env=environment_variables()
        )
        if cpus:
            os.sched_setaffinity(self._child.pid, cpus)

    def ask(self, order: dict[str, Any] | None) -> dict[str, Any]:
        """
        The answer to an order, or without one the next line.

        Raises:
            Refused: the process has ended, does not answer, or could not do it.
        """
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        try:
            if order is not None:
                self._child.stdin.write(json.dumps(order) + "\n")
                self._child.stdin.flush()
            return json.loads(self._line(self._child.stdout))  # type: ignore[no-any-return]
        except (BrokenPipeError, json.JSONDecodeError):
            reason = self._last_words()
        raise Refused(reason)

    def _line(self, stdout: IO[str]) -> str:
        with selectors.DefaultSelector() as selector:
            selector.register(stdout, selectors.EVENT_READ)
            if not selector.select(PATIENCE):
                self._child.kill()
                return ""
        return stdout.readline()

    def _last_words(self) -> str:
        self._child.kill()
        self._child.wait()
        self._errors.seek(0)
        lines = [line for line in self._errors.read().splitlines() if any(map(str.isalnum, line))]
        return lines[-1].strip() if lines else f"no answer in {PATIENCE} s"

    def end(self) -> None:
        """Lets the process end, and waits for it."""
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        try:
            self._child.stdin.close()
            self._child.wait(10)
        except (BrokenPipeError, subprocess.TimeoutExpired):
            self._child.kill()
            self._child.wait()
        self._child.stdout.close()
        self._errors.close()


class Fleet:
    """All processes of a run, the server on the first of two CPUs and the clients on the other, if they are told; leaving it ends them."""

    def __init__(self, cpus: Sequence[int] = ()) -> None:
        self._cpus = [[cpu] for cpu in cpus[:2]] or [[], []]
        self._server: Process | None = None
        self._clients: dict[tuple[str, str], Process] = {}
        self._places: dict[str, str] = {}

    def ask(self, peer: Peer, front: str, do: str, play: Play, *, tls: bool = False, **order: Any) -> dict[str, Any]:
        """
        What the client of a peer saw of a play.

        Raises:
            Refused: it could not do it.
        """
        client = self._clients.get((peer.name, front))
        if client is None:
            client = Process(_module(peer.environment, "benchmarks.client", peer.adapter, front), self._cpus[1])
            self._clients[peer.name, front] = client
        url = self.url(play, tls=tls)
        certificate = self._places["certificate"] if tls else None
        try:
            return client.ask({"do": do, "url": url, "certificate": certificate, **order})
        except Refused:
            self.dismiss(peer, front)
            raise

    def dismiss(self, peer: Peer, front: str) -> None:
        """Ends the client of a peer; the next order is for a fresh one."""
        client = self._clients.pop((peer.name, front), None)
        if client is not None:
            client.end()

    def url(self, play: Play, *, tls: bool = False) -> str:
        """The base URL of a play."""
        if self._server is None:
            self._server = Process(_module("server", "benchmarks.server"), self._cpus[0])
            self._places = self._server.ask(None)
        return self._places["tls" if tls else "plain"] + play.path

    @property
    def is_placed(self) -> bool:
        """Whether CPUs were told."""
        return bool(self._cpus[1])

    def on_one_cpu(self) -> Fleet:
        """Another, whose server is on the CPU of its clients, for one that is placed."""
        assert self.is_placed
        return Fleet([*self._cpus[1], *self._cpus[1]])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for process in [*self._clients.values(), *([self._server] if self._server else [])]:
            process.end()


def _module(environment: str, *arguments: str) -> list[str | Path]:
    return [environments.python(environment), "-P", "-m", *arguments]


def cpu_of(environment: str, *arguments: str) -> float:
    """
    Milliseconds of CPU that a Python process takes from its start to its end.

    Raises:
        Refused: it failed.
    """
    command = [str(environments.python(environment)), "-P", *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment_variables()
    ) as child:
        assert child.stderr is not None
        errors = child.stderr.read().strip().splitlines()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise Refused((errors or [f"exit status {child.returncode}"])[-1])
    return (used.ru_utime + used.ru_stime) * 1e3


def environment_variables() -> dict[str, str]:
    """What a measured process sees of the environment: nothing that changes what it imports, or where it connects."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR") if name in os.environ}
