"""The floor of whoever knows a time-out: the raw socket with one that never runs out."""

from __future__ import annotations

import socket

from . import raw_socket

SECONDS = 300


class Sync(raw_socket.Sync):
    """`poll` and `recv`, which is what Python does where a socket has a time-out."""

    def _connect(self) -> socket.socket:
        connection = super()._connect()
        connection.settimeout(SECONDS)
        return connection
