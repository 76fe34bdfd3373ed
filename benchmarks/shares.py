"""
`python -m benchmarks.shares`: whose work it is, where a figure is not reached. Runs in the environment of the tests.

It counts: calls of an event that comes alone, bytes of a stream that is open, and adds up what `-X importtime` prints of an import.
"""

from __future__ import annotations

import asyncio
import cProfile
import subprocess
import sys
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from .adapters import ours
from .fleet import Fleet
from .plays import Play
from .report import table

EVENTS = 250
STREAMS = 200
IMPORTS = 7

_PACKAGES = {
    "ours": ["openrouter"],
    "the benchmark": ["benchmarks"],
    "attrs, orjson": ["attr", "attrs", "orjson"],
    "requests and what it needs": ["requests", "urllib3", "charset_normalizer", "idna", "certifi"],
    "aiohttp and what it needs": ["aiohttp", "yarl", "multidict", "aiosignal", "frozenlist", "aiohappyeyeballs", "propcache"],
    "asyncio": ["asyncio", "selectors"],
}
_OWNERS = {package: owner for owner, packages in _PACKAGES.items() for package in packages}


def owner_of(name: str) -> str:
    """Whose a module or a file is: a package's, or the standard library's."""
    parts = name.removeprefix("<attrs generated methods ").replace(".", "/").split("/")
    found = [_OWNERS[part] for part in parts if part in _OWNERS]
    return found[-1] if found else "built in" if name in {"~", "<string>"} or name.startswith("<") else "the standard library"


def main() -> None:
    """Prints the three tables."""
    with Fleet() as fleet:
        paced = fleet.url(Play("stamped", "chunked", EVENTS, 500))
        counted = {"sync": _calls_of(lambda: ours.Sync(paced, None).read(str)), "async": _calls_of(lambda: asyncio.run(_read(paced)))}
        held = asyncio.run(_held(fleet.url(Play("stamped", "chunked", 15, 5, STREAMS))))
    print("**Calls an event, of one that comes alone**\n")
    print(_rows(("", *counted), counted.values(), EVENTS))
    print(f"**Memory of one of {STREAMS} open streams, async, kB**\n")
    print(_rows(("", "kB"), [held], STREAMS * 1e3))
    imports = [_imported(f"from openrouter import {name}") for name in ("OpenRouter", "AsyncOpenRouter")]
    print("**Import, ms** (of wall time; what is measured costs a little itself)\n")
    print(_rows(("", "OpenRouter", "AsyncOpenRouter"), imports, 1e3))


def _rows(head: Iterable[str], columns: Iterable[Counter[str]], size: float) -> str:
    """A table of what each owner has, and of all together."""
    found = list(columns)
    owners = [name for name, _ in sum(found, Counter[str]()).most_common()]
    rows = [[name, *(f"{column[name] / size:.1f}" for column in found)] for name in owners]
    return table(tuple(head), [*rows, ["together", *(f"{column.total() / size:.1f}" for column in found)]])


async def _read(url: str) -> None:
    client = ours.Async(url, None)
    await client.read(str)
    await client.close()


def _calls_of(read: Callable[[], None]) -> Counter[str]:
    """How many calls there are, by the owner of the function; the second reading counts, in which everything is loaded."""
    read()
    profile = cProfile.Profile()
    profile.runcall(read)
    counted: Counter[str] = Counter()
    for entry in profile.getstats():
        file = "~" if isinstance(entry.code, str) else entry.code.co_filename
        counted[owner_of(str(Path(file).with_suffix("")))] += entry.callcount
    return counted


async def _held(url: str) -> Counter[str]:
    """The bytes that streams hold which have all had their first event, by the owner of the line that allocated them."""
    client, seen, taken = ours.Async(url, None), 0, Counter[str]()

    def look(text: str) -> None:
        """Takes the snapshot when the last stream has begun."""
        nonlocal seen, taken
        seen += bool(text)
        if seen == STREAMS and not taken:
            for statistic in tracemalloc.take_snapshot().statistics("filename"):
                taken[owner_of(str(Path(statistic.traceback[0].filename).with_suffix("")))] += statistic.size

    await _read(url.replace(f"/{STREAMS}", "/1"))  # what is loaded and kept for all
    tracemalloc.start()
    await asyncio.gather(*(client.read(look) for _ in range(STREAMS)))
    tracemalloc.stop()
    await client.close()
    return taken


def _imported(code: str) -> Counter[str]:
    """Microseconds of an import, by the owner of each module: of some runs the quickest."""
    runs: list[Counter[str]] = []
    for _ in range(IMPORTS):
        command = [sys.executable, "-X", "importtime", "-c", code]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stderr.splitlines()[1:]
        run: Counter[str] = Counter()
        for line in lines:
            own, _, name = line.removeprefix("import time:").split("|")
            run[owner_of(name.strip())] += int(own)
        runs.append(run)
    return min(runs, key=Counter.total)


if __name__ == "__main__":
    main()
