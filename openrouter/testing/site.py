"""What an answer may know of the server that gives it."""

from __future__ import annotations

import threading
from collections import Counter

from attrs import define, field


@define(eq=False)
class Site:
    """The origins of a server, and counters that its answers share for as long as it runs."""

    origin: str = "http://127.0.0.1"
    """Scheme, host and port of the server."""
    other_origin: str = "http://localhost"
    """A second origin of the same server: another port and another host name."""
    plain_origin: str = "http://127.0.0.1"
    """The host name of the first origin, without TLS, on another port."""
    _counts: Counter[str] = field(factory=Counter, init=False)
    _lock: threading.Lock = field(factory=threading.Lock, init=False)

    def count(self, name: str) -> int:
        """How often it was called with this name, this time included."""
        with self._lock:
            self._counts[name] += 1
            return self._counts[name]
