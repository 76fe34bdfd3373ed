"""
The process of one peer and one front, in the peer's environment.

    python -m benchmarks.client ADAPTER FRONT

takes orders from standard input, a JSON object a line, and answers each with another: what it saw. An error ends it.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from .watch import Growth, Watch, resident

Seen = Callable[[str], object]


class SyncReader:
    """Reads streams with the blocking front of a peer; many at a time in threads."""

    def __init__(self, adapter: Any) -> None:
        self._adapter = adapter
        self._clients: dict[str, Any] = {}

    def read(self, url: str, certificate: str | None, seen: Seen, streams: int) -> None:
        """Reads streams one after the other; the client of a URL is kept, and its connections with it."""
        client = self._client(url, certificate)
        for _ in range(streams):
            client.read(seen)

    def together(self, url: str, certificate: str | None, seen: Seen, streams: int) -> None:
        """Reads streams at the same time."""
        client = self._client(url, certificate)
        threads = [threading.Thread(target=client.read, args=(seen,)) for _ in range(streams)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def close(self) -> None:
        """Closes all clients."""
        for client in self._clients.values():
            client.close()

    def _client(self, url: str, certificate: str | None) -> Any:
        if url not in self._clients:
            self._clients[url] = self._adapter.Sync(url, certificate)
        return self._clients[url]


class AsyncReader:
    """Reads streams with the asyncio front of a peer, in one loop; many at a time in tasks."""

    def __init__(self, adapter: Any) -> None:
        self._adapter = adapter
        self._clients: dict[str, Any] = {}
        self._runner = asyncio.Runner()

    def read(self, url: str, certificate: str | None, seen: Seen, streams: int) -> None:
        """Reads streams one after the other; the client of a URL is kept, and its connections with it."""

        async def read() -> None:
            """The loop's part of it."""
            client = self._client(url, certificate)
            for _ in range(streams):
                await client.read(seen)

        self._runner.run(read())

    def together(self, url: str, certificate: str | None, seen: Seen, streams: int) -> None:
        """Reads streams at the same time."""

        async def read() -> None:
            """The loop's part of it."""
            client = self._client(url, certificate)
            async with asyncio.TaskGroup() as group:
                for _ in range(streams):
                    group.create_task(client.read(seen))

        self._runner.run(read())

    def close(self) -> None:
        """Closes all clients, and the loop."""
        for client in self._clients.values():
            self._runner.run(client.close())
        self._runner.close()

    def _client(self, url: str, certificate: str | None) -> Any:
        if url not in self._clients:
            self._clients[url] = self._adapter.Async(url, certificate)
        return self._clients[url]


class Orders:
    """What a client process does when asked."""

    def __init__(self, reader: SyncReader | AsyncReader) -> None:
        self._reader = reader

    def burst(self, url: str, certificate: str | None, streams: int) -> dict[str, float]:
        """Streams as fast as they come: microseconds of CPU in all, and how many characters of text."""
        texts: list[str] = []
        begin = time.process_time_ns()
        self._reader.read(url, certificate, texts.append, streams)
        cpu = (time.process_time_ns() - begin) / 1e3
        return {"cpu": cpu, "characters": sum(map(len, texts))}

    def paced(self, url: str, certificate: str | None, streams: int) -> dict[str, float]:
        """Stamped streams that run together: see `Watch.found`; `memory` is what each of them added."""
        watch = Watch(streams)
        before = resident()
        read = self._reader.read if streams == 1 else self._reader.together
        read(url, certificate, watch.seen, streams)
        found = watch.found()
        return {**found, "memory": (found["memory"] - before) / streams}

    def connections(self, url: str, certificate: str | None) -> dict[str, float]:
        """How many connections five streams in a row open."""
        opened: list[str] = []
        sys.addaudithook(lambda event, _: opened.append(event) if event == "socket.connect" else None)
        self._reader.read(url, certificate, str, 5)
        return {"connections": len(opened)}

    def growth(self, url: str, certificate: str | None) -> dict[str, float]:
        """One long stream: see `Growth.found`."""
        growth = Growth()
        self._reader.read(url, certificate, growth.seen, 1)
        return growth.found()


def obey(orders: Orders, line: str) -> dict[str, Any]:
    """The answer to one order."""
    order = json.loads(line)
    return getattr(orders, order.pop("do"))(**order)  # type: ignore[no-any-return]


def main(adapter: str, front: str) -> None:
    """Obeys until standard input ends."""
    module = importlib.import_module(f"benchmarks.adapters.{adapter}")
    reader = SyncReader(module) if front == "sync" else AsyncReader(module)
    for line in sys.stdin:
        print(json.dumps(obey(Orders(reader), line)), flush=True)
    reader.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
