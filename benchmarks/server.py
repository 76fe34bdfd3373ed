"""
The replay server: a process of its own, which sends bytes that were made before. Needs trustme, for the certificate.

    python -m benchmarks.server

prints `{"plain": URL, "tls": URL, "certificate": path}` and runs until its standard input ends.
"""

from __future__ import annotations

import asyncio
import functools
import json
import ssl
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import trustme

from .plays import Play
from .workloads import DONE, STAMP, Workload, events, workload

PIECE = 16 * 1024
_STAMP = STAMP.encode()
_END = b"0\r\n\r\n"
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Generation-Id: gen-1\r\n"
_TAILS = {"close": b"Connection: close\r\n\r\n"}
_CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"

_workload = functools.cache(workload)


class Gates:
    """Where streams that begin together wait for each other."""

    def __init__(self) -> None:
        self._waiting: dict[Play, list[asyncio.Future[float]]] = {}

    async def start(self, play: Play) -> float:
        """The time of the loop at which this stream begins; those of a gate are spread over the pause between two events."""
        loop = asyncio.get_running_loop()
        waiting = self._waiting.setdefault(play, [])
        waiting.append(loop.create_future())
        mine = waiting[-1]
        if len(waiting) == play.together:
            del self._waiting[play]
            for number, future in enumerate(waiting):
                if not future.done():
                    future.set_result(loop.time() + number / play.together / play.rate)
        return await mine


class Replay:
    """Answers requests, one after the other on each connection."""

    def __init__(self) -> None:
        self._gates = Gates()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Everything that comes on a connection, to its end."""
        try:
            while True:
                play = await _request(reader)
                writer.write(_HEAD + _TAILS.get(play.framing, _CHUNKED))
                await (self._pace(play, writer) if play.rate else _burst(play, writer))
                if play.framing == "close":
                    break
        except (asyncio.IncompleteReadError, OSError):  # the client has left
            pass
        finally:
            writer.close()

    async def _pace(self, play: Play, writer: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        start = await self._gates.start(play)
        made = _workload(play.workload)
        for number, piece in enumerate(_framed(play.framing, events(made.payloads(play.length)[:-2]))):
            await asyncio.sleep(start + number / play.rate - loop.time())
            writer.write(piece.replace(_STAMP, b"%019d" % time.monotonic_ns()))
        # A pause more, so that no stream ends while another of its gate still sends.
        await asyncio.sleep(2 / play.rate)
        writer.write(b"".join(_framed(play.framing, _ending(made))) + (_END if play.framing != "close" else b""))
        await writer.drain()


async def _request(reader: asyncio.StreamReader) -> Play:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    for line in head:
        name, _, value = line.partition(":")
        if name.lower() == "content-length":
            await reader.readexactly(int(value))
    return Play.of(head[0].split()[1])


async def _burst(play: Play, writer: asyncio.StreamWriter) -> None:
    made = _workload(play.workload)
    repeats, rest = divmod(play.length, len(made.middle))
    for number in range(repeats):
        writer.write(_block(play.workload, play.framing, begins=number == 0, ends=number == repeats - 1 and not rest))
        await writer.drain()
    if rest:
        writer.write(_cut(play, rest, begins=not repeats))
        await writer.drain()


@functools.cache
def _block(name: str, framing: str, *, begins: bool, ends: bool) -> bytes:
    """A whole middle as it goes over the wire, with the first chunk or the last ones if it begins or ends its stream."""
    made = _workload(name)
    opening, closing = (made.opening if begins else []), (_ending(made) if ends else [])
    return _wire(framing, [*events([*opening, *made.middle]), *closing], ends=ends)


@functools.cache
def _cut(play: Play, rest: int, *, begins: bool) -> bytes:
    """The last part of a stream, shorter than a middle."""
    made = _workload(play.workload)
    opening = made.opening if begins else []
    return _wire(play.framing, [*events([*opening, *made.middle[:rest]]), *_ending(made)], ends=True)


def _ending(made: Workload) -> list[bytes]:
    return [*events(made.closing), DONE]


def _wire(framing: str, sent: list[bytes], *, ends: bool) -> bytes:
    if framing == "chunked":
        body = b"".join(sent)
        sent = [body[begin : begin + PIECE] for begin in range(0, len(body), PIECE)]
    return b"".join(_framed(framing, sent)) + (_END if ends and framing != "close" else b"")


def _framed(framing: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    if framing == "close":
        return iter(pieces)
    return (b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)


def _certified(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A TLS context for this machine, and the certificate to trust."""
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    return context, folder / "ca.pem"


async def main() -> None:
    """Serves until standard input ends."""
    replay = Replay()
    with tempfile.TemporaryDirectory() as folder:
        context, certificate = _certified(Path(folder))
        urls = {}
        for scheme, secure in (("http", None), ("https", context)):
            listening = await asyncio.start_server(replay.serve, "127.0.0.1", 0, ssl=secure, backlog=1024)
            urls[scheme] = f"{scheme}://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        print(json.dumps({"plain": urls["http"], "tls": urls["https"], "certificate": str(certificate)}), flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
