"""One thread that waits and sends for many connections at once.

Thousands of threads that each wake five times a second spend their time fighting for the interpreter. So the thread of a
connection may leave a pause, and what follows it, to this one, and sleeps until it is needed again.
"""

from __future__ import annotations

import heapq
import selectors
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from itertools import count

from attrs import define, field

Tick = Callable[[], float | None]
"""Goes on after a pause: the seconds of the next one, or None when the connection's own thread is needed. It never waits."""


@define(eq=False)
class _Parked:
    sock: socket.socket
    tick: Tick
    due: float
    left: float = 0.0
    over: threading.Event = field(factory=threading.Event)


@define(eq=False)
class _Lot:
    """What is parked; only the pacer's thread touches it."""

    selector: selectors.BaseSelector = field(factory=selectors.DefaultSelector)
    _waiting: list[tuple[float, int, _Parked]] = field(factory=list)
    _order: count[int] = field(factory=count)

    def take(self, parked: _Parked) -> None:
        """Watch over one more connection."""
        self.selector.register(parked.sock, selectors.EVENT_READ, parked)
        self._push(parked)

    def release(self, parked: _Parked) -> None:
        """Wake the connection's own thread."""
        self.selector.unregister(parked.sock)
        parked.left = max(0.0, parked.due - time.monotonic())
        parked.over.set()

    def release_readable(self, seconds: float | None) -> None:
        """Wait so long, or until something can be read, and leave that to the threads."""
        for key, _ in self.selector.select(seconds):
            if isinstance(key.data, _Parked):
                self.release(key.data)

    def release_all(self) -> None:
        """Wake every thread."""
        for _, _, parked in self._waiting:
            if not parked.over.is_set():
                self.release(parked)

    def until_due(self) -> float | None:
        """The seconds until the next tick, None if there is nothing to wait for."""
        return max(0.0, self._waiting[0][0] - time.monotonic()) if self._waiting else None

    def tick(self) -> None:
        """Let all those go on whose pause is over."""
        now = time.monotonic()
        due: list[_Parked] = []
        while self._waiting and self._waiting[0][0] <= now:
            due.append(heapq.heappop(self._waiting)[2])
        for parked in due:
            if parked.over.is_set():
                continue
            pause = parked.tick()
            if pause is None:
                self.release(parked)
            else:
                parked.due = now + pause
                self._push(parked)

    def _push(self, parked: _Parked) -> None:
        heapq.heappush(self._waiting, (parked.due, next(self._order), parked))


@define(eq=False)
class Pacer:
    """The pauses of a server's connections. Its thread runs from the first pause until `stop()`."""

    _arrived: deque[_Parked] = field(factory=deque, init=False)
    _bell: tuple[socket.socket, socket.socket] | None = field(default=None, init=False)
    _thread: threading.Thread | None = field(default=None, init=False)
    _stopped: bool = field(default=False, init=False)
    _lock: threading.Lock = field(factory=threading.Lock, init=False)

    def pause(self, sock: socket.socket, seconds: float, tick: Tick) -> float:
        """Wait so long and then call `tick`, over and over, until it gives None or there is something to read.

        Returns the seconds that were left of a pause. The connection's own thread calls it, and sleeps meanwhile.
        """
        parked = _Parked(sock, tick, time.monotonic() + seconds)
        with self._lock:
            if self._stopped:
                return seconds
            if self._bell is None:
                self._bell = socket.socketpair()
                self._thread = threading.Thread(target=self._run, args=(self._bell[0],), name="FakeOpenRouter")
                self._thread.daemon = True
                self._thread.start()
            self._arrived.append(parked)
            self._bell[1].send(b"!")
        parked.over.wait()
        return parked.left

    def stop(self) -> None:
        """Give every connection back to its thread."""
        with self._lock:
            self._stopped = True
            bell, thread = self._bell, self._thread
        if bell is not None and thread is not None:
            bell[1].send(b"!")
            thread.join()
            for end in bell:
                end.close()

    def _run(self, bell: socket.socket) -> None:
        lot = _Lot()
        bell.setblocking(False)
        with lot.selector as selector:
            selector.register(bell, selectors.EVENT_READ)
            while not self._stopped:
                lot.release_readable(lot.until_due())
                try:
                    bell.recv(4096)
                except BlockingIOError:
                    pass
                while self._arrived:
                    lot.take(self._arrived.popleft())
                lot.tick()
            lot.release_all()
        for parked in self._arrived:
            parked.over.set()
