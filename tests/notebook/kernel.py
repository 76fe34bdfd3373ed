"""A real Jupyter kernel, driven as a notebook drives it: cells, their outputs, the stop button."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from typing import Any

from attrs import define, field
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

ROOT = Path(__file__).resolve().parents[2]

PATIENCE = 60.0
"""Seconds after which a cell that does not end has failed its test."""


@define
class Cell:
    """A cell that was started: its outputs so far as a notebook would show them, and how it ended."""

    id: str
    printed: str = ""
    displays: list[Mapping[str, Any]] = field(factory=list)
    """Every MIME bundle of a display, updates included, in the order they came."""
    saved: list[Mapping[str, Any]] = field(factory=list)
    """The MIME bundles that stay in the file: an update replaces the bundle of its display."""
    result: str | None = None
    """The plain text of the cell's last expression."""
    error: str | None = None
    """The name of the exception that ended it."""
    traceback: str = ""
    ended: bool = False

    _places: dict[str, int] = field(factory=dict)

    def take(self, kind: str, content: Mapping[str, Any]) -> None:
        """Adds what the kernel published."""
        if kind == "stream":
            self.printed += content["text"]
        elif kind == "execute_result":
            self.result = content["data"]["text/plain"]
        elif kind == "error":
            self.error, self.traceback = content["ename"], "\n".join(content["traceback"])
        elif kind == "display_data":
            self._places[content["transient"].get("display_id", "")] = len(self.saved)
            self.saved.append(content["data"])
            self.displays.append(content["data"])
        elif kind == "update_display_data":
            self.saved[self._places[content["transient"]["display_id"]]] = content["data"]
            self.displays.append(content["data"])
        elif kind == "status":
            self.ended = content["execution_state"] == "idle"


@define(eq=False)
class Kernel:
    """A kernel of the tests' own Python, which sees this tree's `openrouter`."""

    manager: KernelManager
    client: BlockingKernelClient
    _cells: dict[str, Cell] = field(factory=dict)

    def run(self, code: str) -> Cell:
        """Runs a cell to its end."""
        return self.end_of(self.start(code))

    def start(self, code: str) -> Cell:
        """Starts a cell."""
        cell = Cell(str(self.client.execute(code, store_history=False)))
        self._cells[cell.id] = cell
        return cell

    def end_of(self, cell: Cell) -> Cell:
        """The cell, once it has ended."""
        self._until(lambda: cell.ended, cell)
        return cell

    def wait_printed(self, cell: Cell, text: str) -> None:
        """Waits until a cell has printed so much: kernels publish what is printed a moment later, when the cell waits again."""
        self._until(lambda: text in cell.printed, cell)

    def wait_shown(self, cell: Cell, text: str) -> None:
        """Waits until a display of a cell shows this, in plain text."""
        self._until(lambda: any(text in bundle["text/plain"] for bundle in cell.displays), cell)

    def press_stop(self, way: str = "signal") -> None:
        """The stop button: a SIGINT from the kernel's manager, or the message by which a kernel may be asked to do it itself."""
        if way == "signal":
            self.manager.interrupt_kernel()
        else:
            self.client.control_channel.send(self.client.session.msg("interrupt_request", {}))

    def _until(self, seen: Callable[[], bool], cell: Cell) -> None:
        """Takes in what the kernel publishes, of whatever cell, until something is seen."""
        until = time.monotonic() + PATIENCE
        while not seen():
            try:
                message = self.client.get_iopub_msg(timeout=max(0.0, until - time.monotonic()))
            except Empty:
                raise AssertionError(f"nothing more comes of the cell: {cell}") from None
            of = self._cells.get(message["parent_header"].get("msg_id", ""))
            if of is not None:
                of.take(message["msg_type"], message["content"])


def kernel_spec() -> KernelSpec:
    """How to start a kernel of the tests' own Python; one of that name may be another's."""
    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--log-level=ERROR"]
    return KernelSpec(argv=argv, language="python", display_name="Tests")


def environment(folder: Path) -> dict[str, str]:
    """The environment of a kernel that sees this tree, and nothing of the user's own Jupyter."""
    own = {"PYTHONPATH": str(ROOT), "IPYTHONDIR": str(folder), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    return {**os.environ, **own}


@contextmanager
def running_kernel(folder: Path) -> Iterator[Kernel]:
    """A kernel, ended with the block."""
    manager = KernelManager(connection_file=str(folder / "kernel.json"))
    manager._kernel_spec = kernel_spec()
    manager.start_kernel(env=environment(folder))
    client = manager.blocking_client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=PATIENCE)
        yield Kernel(manager, client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        manager.cleanup_resources()
