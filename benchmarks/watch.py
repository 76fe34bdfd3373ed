"""What a client process sees of itself: its CPU time, its memory, and how long events were under way."""

from __future__ import annotations

import os
import resource
import sys
import time

_STATUS = "/proc/self/statm"


def resident() -> int:
    """Bytes of memory that this process holds now; where the system does not tell, the most it ever held."""
    try:
        with open(_STATUS) as status:
            return int(status.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024  # which tells bytes, and others kibibytes


class Watch:
    """
    Takes the texts of stamped chunks from any number of streams that run together.

    It begins when as many events have come as there are streams: until then, connections are made. It ends with the last event, before the
    connections end.
    """

    def __init__(self, together: int) -> None:
        self.delays: list[int] = []
        self.memory = 0
        self._together = together
        self._begin = self._end = 0

    def seen(self, text: str) -> None:
        """Takes the text of one chunk: the time at which it was written, in nanoseconds, or none."""
        if not text:
            return
        self.delays.append(time.monotonic_ns() - int(text))
        self._end = time.process_time_ns()
        if len(self.delays) == self._together:
            self._begin = self._end
            self.memory = resident()

    def found(self) -> dict[str, float]:
        """Microseconds: `cpu` an event, and how long half of them (`p50`) and all but a hundredth (`p99`) were under way at the most."""
        counted = sorted(self.delays[self._together :])
        return {
            "cpu": (self._end - self._begin) / len(counted) / 1e3,
            "p50": counted[len(counted) // 2] / 1e3,
            "p99": counted[len(counted) * 99 // 100] / 1e3,
            "memory": self.memory,
        }


class Growth:
    """Takes the texts of one long stream, and looks at the memory from time to time."""

    EVERY = 10_000

    def __init__(self) -> None:
        self.first = self.most = 0
        self._chunks = 0

    def seen(self, _text: str) -> None:
        """Takes the text of one chunk."""
        self._chunks += 1
        if self._chunks % self.EVERY == 0:
            held = resident()
            self.first = self.first or held
            self.most = max(self.most, held)

    def found(self) -> dict[str, float]:
        """How many bytes more were held at the most than after the first 10,000 chunks."""
        return {"growth": self.most - self.first}
