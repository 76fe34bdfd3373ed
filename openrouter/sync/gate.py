"""What bounds the waits of one blocking call: it says how long each may last, and shuts the socket down to end it sooner."""

from __future__ import annotations

import http.client
import socket
import threading
import time

from attrs import define, field

from ..core.steps import Deadline

LONGEST_WAIT = 2e6
"""Seconds, 23 days: what systems take for one wait, in milliseconds of 32 bits."""

_current = threading.local()


class InterruptedCall(OSError):
    """The call was cancelled; never leaves the front."""


@define(eq=False)
class Gate:
    """What stands between one call and its sockets."""

    connect: Deadline | None = None
    answer: Deadline | None = None
    deadline: Deadline | None = None
    """What the next wait may last until."""

    ran_out: Deadline | None = None
    """The deadline that a wait was refused for, or ended by."""

    sent: bool = False
    """Whether some of the request may have left this machine."""

    watching: bool = False
    """Whether a connection of `sockets.py` is used; the caller's own session may bring others."""

    connection: http.client.HTTPConnection | None = None
    """The connection that the call uses."""

    interrupted: bool = False
    _watched: socket.socket | None = None
    _lock: threading.RLock = field(factory=threading.RLock)  # re-entrant: a signal handler may interrupt its own thread

    def left(self) -> float | None:
        """Seconds that the next wait may last, above 0; raises where it may not begin."""
        if self.interrupted:
            raise InterruptedCall("cancelled")
        if self.deadline is None:
            return None
        seconds = self.deadline.at - time.monotonic()
        if seconds <= 0:
            self.ran_out = self.deadline
            raise TimeoutError(f"the {self.deadline.clock} time-out ran out")
        return min(seconds, LONGEST_WAIT)

    def watch(self, sock: socket.socket) -> None:
        """Makes this socket the one that an interruption shuts down."""
        duplicate = socket.socket(fileno=socket.dup(sock.fileno()))  # of Windows too, and of TLS, whose own `dup` refuses
        with self._lock:
            self._forget()
            self._watched = duplicate
        if self.interrupted:  # it came while the duplicate was made
            self.interrupt()

    def interrupt(self) -> None:
        """
        Ends every wait, present and future. May be called from any thread and from a signal handler.

        The duplicate is shut down, not the socket: that leaves a TLS object untouched, wakes its reader within milliseconds, and shows
        the close to the server.
        """
        self.interrupted = True
        with self._lock:
            if self._watched is not None:
                try:
                    self._watched.shutdown(socket.SHUT_RDWR)
                except OSError:  # closed by the other end meanwhile
                    pass

    def drop(self) -> None:
        """Closes the connection of a call that ends while it is being opened."""
        self.interrupt()
        if self.connection is not None:
            self.connection.close()

    def release(self) -> None:
        """The call is over: its socket is no longer this gate's."""
        self.connection = None
        with self._lock:
            self._forget()

    def _forget(self) -> None:
        watched, self._watched = self._watched, None
        if watched is not None:
            watched.close()


class Entered:
    """While this context stands, connections that the thread uses belong to a gate."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def __enter__(self) -> None:
        _current.gate = self._gate

    def __exit__(self, *ended: object) -> None:
        _current.gate = None


def entered_gate() -> Gate:
    """The gate of the call that this thread is opening; an open one outside of calls."""
    return getattr(_current, "gate", None) or Gate()
