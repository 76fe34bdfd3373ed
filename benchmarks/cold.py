"""
`python -m benchmarks.cold`: what stands between the bytes and user code where nothing is in the CPU's caches, as after a long wait.

Runs in the environment of the tests, in the blocking front. Before it returns, each `recv` goes through more memory than the caches hold;
from there to the text it is timed. That is steadier than a delay over a network.
"""

from __future__ import annotations

import importlib
import socket
import statistics
import subprocess
import sys
import time

from .fleet import Fleet
from .plays import Play
from .report import table

CONTENDERS = ("raw_socket", "ours")
FRAMINGS = ("chunked", "close")
PROCESSES = 8
"""Of each contender: where its objects happen to lie is worth a tenth."""

_EVENTS, _RATE = 150, 100
_SKIPPED = 20
_MEMORY = memoryview(bytearray(b"x") * (96 << 20))
_LINE = 64

_recv = socket.socket.recv


def main() -> None:
    """Prints a row for each contender: the lower quartile of its processes, which take turns."""
    found: dict[tuple[str, str], list[float]] = {(name, framing): [] for name in CONTENDERS for framing in FRAMINGS}
    for _ in range(PROCESSES):
        for arguments, told in found.items():
            command = [sys.executable, "-m", "benchmarks.cold", *arguments]
            told.append(float(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    rows = [[name, *(f"{_quartile(found[name, framing]):.1f}" for framing in FRAMINGS)] for name in CONTENDERS]
    print(table(("µs from `recv` to the text", *FRAMINGS), rows))


def _quartile(values: list[float]) -> float:
    """The lower one: what is above it is of other processes."""
    return statistics.quantiles(values, n=4)[0]


def measure(contender: str, framing: str) -> None:
    """Prints the lower quartile of one process, in microseconds."""
    delays: list[int] = []
    returned = 0

    def recv(sock: socket.socket, size: int) -> bytes:
        """What the socket returns, much later."""
        nonlocal returned
        data = _recv(sock, size)
        _MEMORY[::_LINE].tobytes()
        returned = time.perf_counter_ns()
        return data

    def seen(text: str) -> None:
        """Takes the text of one chunk."""
        if text:
            delays.append(time.perf_counter_ns() - returned)

    socket.socket.recv = recv  # type: ignore[assignment, method-assign]
    client = importlib.import_module(f"benchmarks.adapters.{contender}").Sync
    with Fleet() as fleet:
        client(fleet.url(Play("stamped", framing, _EVENTS, _RATE)), None).read(seen)
    print(_quartile([delay / 1e3 for delay in delays[_SKIPPED:]]))


if __name__ == "__main__":
    measure(*sys.argv[1:]) if sys.argv[1:] else main()
