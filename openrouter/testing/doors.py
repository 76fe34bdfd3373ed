"""The ports of a server: each is an origin of its own."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from attrs import frozen

from .channel import readable

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

    from .gate import Gate

HOST = "127.0.0.1"
OTHER_HOST = "localhost"


@frozen
class Door:
    """A port that listens, and what a client calls it."""

    listener: socket.socket
    host: str
    tls: ssl.SSLContext | None

    @property
    def port(self) -> int:
        """The number of the port."""
        port: int = self.listener.getsockname()[1]
        return port

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{'http' if self.tls is None else 'https'}://{self.host}:{self.port}"

    def arrivals(self) -> Iterator[socket.socket]:
        """The connections that wait to be accepted; raises OSError when there are no descriptors left."""
        while True:
            try:
                sock, _ = self.listener.accept()
            except (BlockingIOError, ConnectionAbortedError):
                return
            yield sock


def open_doors(*wanted: tuple[str, int, ssl.SSLContext | None]) -> list[Door]:
    """Doors on the loopback address: what a client calls the host, the port (0 is a free one), TLS."""
    doors: list[Door] = []
    try:
        for host, port, tls in wanted:
            listener = socket.create_server((HOST, port), backlog=1024)
            doors.append(Door(listener, host, tls))
            listener.setblocking(False)  # a client may be gone between the poll and the accept
    except OSError:
        for door in doors:
            door.listener.close()
        raise
    return doors


def attend(doors: list[Door], stop: Gate, admit: Callable[[Door, socket.socket], None]) -> None:
    """Admit all who come, until the gate is open; then close the doors."""
    listeners = {door.listener: door for door in doors}
    try:
        with stop.waiting() as bell:
            while True:
                ready = readable(*listeners, bell, seconds=None)
                if bell in ready:
                    return
                for listener in ready:
                    for sock in listeners[listener].arrivals():
                        admit(listeners[listener], sock)
    finally:
        for listener in listeners:
            listener.close()
