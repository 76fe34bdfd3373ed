"""What the server shall play, and how; the path of its URL says it, so that any client can ask for it."""

from __future__ import annotations

from typing import NamedTuple

from .workloads import LENGTH


class Play(NamedTuple):
    """One stream of the replay server."""

    workload: str = "content"
    framing: str = "chunked"
    """
    "chunked": a burst in HTTP chunks of 16 KiB, as a proxy sends what has piled up, and a paced stream in one an event; "events": one an
    event in a burst too; "close": no chunks, the end of the connection is the end of the body.
    """

    length: int = LENGTH
    """Chunks between the first and the last ones."""

    rate: int = 0
    """Events a second, each in a write of its own; 0: as fast as the client reads."""

    together: int = 1
    """How many such streams begin at the same time; each waits for the last of them."""

    @property
    def path(self) -> str:
        """The path of a base URL, to which clients add the endpoint's."""
        return f"/{self.workload}/{self.framing}/{self.length}/{self.rate}/{self.together}"

    @classmethod
    def of(cls, path: str) -> Play:
        """
        The play that a path asks for.

        Raises:
            ValueError: it is not the path of a play.
        """
        _, workload, framing, length, rate, together, *_ = path.split("/")
        return cls(workload, framing, int(length), int(rate), int(together))
