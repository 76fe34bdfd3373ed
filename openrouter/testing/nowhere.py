"""URLs at which there is no server."""

from __future__ import annotations

import socket
from functools import cache

_PATH = "/api/v1"


@cache
def closed_port() -> str:
    """A base URL whose port refuses every connection, until the process ends."""
    sock = socket.socket()
    sock.bind(("127.0.0.1", 0))
    port = sock.getsockname()[1]
    # Bound and never listening: nobody else can take the port. The descriptor is given up on purpose, one a process.
    sock.detach()
    return f"http://127.0.0.1:{port}{_PATH}"


def unknown_host() -> str:
    """A base URL with a host name that never resolves (RFC 6761); the resolver of the machine may be asked."""
    return f"https://unknown-host.invalid{_PATH}"
