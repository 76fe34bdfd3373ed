"""Reading from a socket, and the types of the fixtures that open one."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Callable

Ask = Callable[..., http.client.HTTPResponse]
Connect = Callable[..., socket.socket]


def read_all(sock: socket.socket) -> bytes:
    """Everything until the end of the connection."""
    return b"".join(iter(lambda: sock.recv(65536), b""))


def read_exactly(sock: socket.socket, size: int) -> bytes:
    """The next `size` bytes."""
    data = bytearray()
    while len(data) < size and (part := sock.recv(size - len(data))):
        data += part
    return bytes(data)
