"""A gate that a test opens to let the server go on, so that no test sleeps."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import Generator


@define(eq=False)
class Gate:
    """A point in an answer where the server stops until the test calls `open()`."""

    _open: bool = field(default=False, init=False)
    _arrivals: int = field(default=0, init=False)
    _waiting: int = field(default=0, init=False)
    _bell: tuple[socket.socket, socket.socket] | None = field(default=None, init=False)
    _changed: threading.Condition = field(factory=threading.Condition, init=False)

    @property
    def is_open(self) -> bool:
        """Whether `open()` was called."""
        return self._open

    def open(self) -> None:
        """Let every connection through, those that come later included."""
        with self._changed:
            if not self._open:
                self._open = True
                self._ring()

    def wait_reached(self, count: int = 1, *, timeout: float = 10.0) -> bool:
        """True once `count` connections have come to the gate; False after `timeout` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: self._arrivals >= count, timeout)

    @contextmanager
    def waiting(self) -> Generator[socket.socket, None, None]:
        """A socket that is readable as soon as the gate is open (for the server)."""
        bell = self._enter()
        try:
            yield bell
        finally:
            self._leave()

    def _enter(self) -> socket.socket:
        with self._changed:
            if self._bell is None:
                # One pair for all who wait: the byte is never read, so it wakes each of them.
                self._bell = socket.socketpair()
                if self._open:
                    self._ring()
            self._waiting += 1
            self._arrivals += 1
            self._changed.notify_all()
            return self._bell[0]

    def _leave(self) -> None:
        with self._changed:
            self._waiting -= 1
            if self._waiting == 0 and self._bell is not None:
                for end in self._bell:
                    end.close()
                self._bell = None

    def _ring(self) -> None:
        if self._bell is not None:
            self._bell[1].send(b"!")
