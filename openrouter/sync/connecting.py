"""A connection to whichever address of a host answers first, within the time of the call and open to interruption."""

from __future__ import annotations

import os
import selectors
import socket
import time
from collections import Counter
from collections.abc import Iterable
from operator import itemgetter
from typing import Any, TypeAlias

from .gate import Gate

STAGGER = 0.25
"""Seconds after which the next address is tried beside those that have not answered (RFC 8305; aiohttp's too)."""

Found: TypeAlias = tuple[int, int, int, str, Any]
"""What `socket.getaddrinfo` tells of an address."""


def connected(found: Iterable[Found], gate: Gate) -> socket.socket:
    """
    A socket that is connected to one of these addresses, and watched by the gate.

    Raises:
        TimeoutError: none answered in time.
        OSError: none took the connection; the reason that the last gave. Or the call was interrupted.
    """
    # An interruption shuts one end down, which wakes the other: of several sockets that connect, the gate could watch but one.
    watched, waker = socket.socketpair()
    with watched, waker, selectors.DefaultSelector() as selector:
        gate.watch(watched)
        selector.register(waker, selectors.EVENT_READ)
        try:
            sock = _first(selector, _in_turn(found), gate)
        finally:
            for key in list(selector.get_map().values()):
                if key.fileobj is not waker:
                    key.fileobj.close()  # type: ignore[union-attr]
    try:
        gate.watch(sock)
        sock.settimeout(gate.left())  # what is left is the handshake's
    except BaseException:
        sock.close()
        raise
    return sock


def _first(selector: selectors.BaseSelector, addresses: list[Found], gate: Gate) -> socket.socket:
    """The first of the addresses that answers; those that have not are left in the selector."""
    reason = OSError("no address")
    next_at = 0.0
    while addresses or len(selector.get_map()) > 1:
        left, now = gate.left(), time.monotonic()
        if addresses and now >= next_at:
            next_at = now + STAGGER
            try:
                _begin(selector, addresses.pop(0))
            except OSError as error:  # a family that this machine does not have
                reason, next_at = error, now
            continue
        until = [each for each in (left, next_at - now if addresses else None) if each is not None]
        for key, events in selector.select(min(until, default=None)):
            sock = key.fileobj
            if not isinstance(sock, socket.socket) or events & selectors.EVENT_READ:
                continue  # an interruption, which the gate tells next
            selector.unregister(sock)
            code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if not code:
                return sock
            sock.close()
            reason, next_at = OSError(code, os.strerror(code)), 0.0
    raise reason


def _begin(selector: selectors.BaseSelector, found: Found) -> None:
    """Begins to connect; the selector tells when it is decided."""
    family, kind, protocol, _, address = found
    sock = socket.socket(family, kind, protocol)
    try:
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            sock.connect(address)
        except BlockingIOError:
            pass
        selector.register(sock, selectors.EVENT_WRITE)
    except BaseException:
        sock.close()
        raise


def _in_turn(found: Iterable[Found]) -> list[Found]:
    """The addresses in the resolver's order, but the families in turn: one whose way is broken costs a moment, however many it has."""
    seen: Counter[int] = Counter()
    placed: list[tuple[int, Found]] = []
    for each in found:
        placed.append((seen[each[0]], each))
        seen[each[0]] += 1
    return [each for _, each in sorted(placed, key=itemgetter(0))]
