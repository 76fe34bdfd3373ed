"""What is measured over a network: each part takes the fleet, and adds its samples to the results."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from .fleet import HERE, Fleet, cpu_of
from .peers import CROWD, FRONTS, MAIN, OPENAI, OPENAI_STREAM, OURS, PEERS, RAW, SDK, TIMED, Peer
from .plays import Play
from .results import Refused, Results, interleaved
from .workloads import WORKLOADS, text_of, workload


class Effort(NamedTuple):
    """How many rounds, and how long."""

    memory: int
    burst: int
    other: int
    """Rounds of bursts of other workloads, or over other wires."""

    paced: int
    events: int
    """In a paced stream."""

    sets: int
    """How often two contenders alone, in fresh processes, take turns at paced streams of half as many events."""

    crowd: int
    process: int
    growth: int
    """Chunks of the stream over which memory is watched."""

    lengths: tuple[int, ...]
    all_peers: bool
    """Whether the peers that are not held against a target are measured everywhere too."""

    @property
    def peers(self) -> tuple[Peer, ...]:
        """Who is measured where everybody could be."""
        return PEERS if self.all_peers else MAIN

    @property
    def crowds(self) -> tuple[Peer, ...]:
        """Who is measured with many streams at once."""
        return CROWD if self.all_peers else MAIN

    @property
    def scripts(self) -> tuple[Peer, ...]:
        """Whose processes are measured."""
        return PEERS if self.all_peers else (*MAIN, SDK)

    @property
    def environments(self) -> Sequence[str]:
        """What is to be installed before anything is measured."""
        return ["memory", "server", *dict.fromkeys(peer.environment for peer in PEERS)]


FULL = Effort(25, 7, 3, 5, 200, 10, 3, 5, 1_000_000, (1_000, 10_000, 100_000), all_peers=True)
QUICK = Effort(5, 2, 1, 2, 100, 2, 1, 2, 200_000, (1_000, 10_000), all_peers=False)

TURNS_OF_A_SET = 4
CLIENTS = ("OpenRouter", "AsyncOpenRouter")

Part = Callable[[Fleet, Results, Effort], None]

Watched = dict[str, float]


def burst(fleet: Fleet, results: Results, effort: Effort) -> None:
    """Whole streams as fast as the client reads: microseconds of CPU a chunk."""
    again = OURS._replace(name="ours, again")  # the same thing twice shows what is noise
    peers = {"content": (*PEERS, again), "mix": effort.peers}
    for name in WORKLOADS:
        rounds = effort.burst if name == "content" else effort.other
        for front in FRONTS:
            contenders = _bursts(fleet, peers.get(name, MAIN), front, Play(name))
            results.add(f"burst {front} {name}", interleaved(contenders, rounds))


def wires(fleet: Fleet, results: Results, effort: Effort) -> None:
    """The burst of content in other framings, and over TLS."""
    for front in FRONTS:
        for framing, tls in (("close", False), ("events", False), ("chunked", True), ("close", True)):
            contenders = _bursts(fleet, MAIN, front, Play("content", framing), tls=tls)
            results.add(f"burst {front} {framing}{' tls' if tls else ''}", interleaved(contenders, effort.other))


def paced(fleet: Fleet, results: Results, effort: Effort) -> None:
    """500 events a second, each in a write of its own: CPU an event, and the time from the server's write to the user's code."""
    for front in FRONTS:
        for framing in ("chunked", "close"):
            play = Play("stamped", framing, effort.events, 500)
            _add_watched(results, f"paced {front} {framing}", _watched(fleet, effort.peers, front, play), effort.paced)
    _turns(fleet, results, effort, "turns")


def shared(fleet: Fleet, results: Results, effort: Effort) -> None:
    """The paced streams of the targets with the server on its clients' CPU, where a delay is half as long; and a time-out's part in it."""
    if fleet.is_placed:
        with fleet.on_one_cpu() as together:
            _turns(together, results, effort, "shared")
            _turns(together, results, effort, "time-out", (RAW, TIMED))


def crowd(fleet: Fleet, results: Results, effort: Effort) -> None:
    """500 streams at once in one event loop, five events a second each."""
    contenders = _watched(fleet, effort.crowds, "async", Play("stamped", "chunked", 15, 5, 500), fresh=True)
    _add_watched(results, "crowd", contenders, effort.crowd, warm=False)


def threads(fleet: Fleet, results: Results, effort: Effort) -> None:
    """100 streams at once in as many threads, ten events a second each."""
    contenders = _watched(fleet, effort.crowds, "sync", Play("stamped", "chunked", 20, 10, 100), fresh=True)
    _add_watched(results, "threads", contenders, effort.crowd, warm=False)


def process(fleet: Fleet, results: Results, effort: Effort) -> None:
    """A script from its start to its end: one that asks once, and one that only imports; milliseconds of CPU."""
    url = fleet.url(Play(length=12))
    script = str(HERE / "once.py")
    for front in FRONTS:
        scripts = {
            peer.name: functools.partial(cpu_of, peer.environment, script, peer.adapter, front, url)
            for peer in _with(front, effort.scripts)
        }
        results.add(f"once {front}", interleaved(scripts, effort.process))
    imports = {"nothing": ("orjson", "pass")}
    imports |= {peer.name: (peer.environment, f"import {peer.module}") for peer in effort.scripts if peer.module}
    imports |= {f"ours: {name}": ("ours", f"from openrouter import {name}") for name in CLIENTS}
    contenders = {name: functools.partial(cpu_of, place, "-c", code) for name, (place, code) in imports.items()}
    results.add("import", interleaved(contenders, effort.process))


def length(fleet: Fleet, results: Results, effort: Effort) -> None:
    """Longer and longer streams: CPU a chunk."""
    for chunks in effort.lengths:
        for front in FRONTS:
            peers = (RAW, OURS, OPENAI, OPENAI_STREAM) if front == "sync" else (RAW, OURS)
            contenders = _bursts(fleet, peers, front, Play("content", length=chunks))
            rounds = 1 if chunks > 10_000 else effort.other
            results.add(f"length {front} {chunks}", interleaved(contenders, rounds, warm=chunks <= 10_000))


def growth(fleet: Fleet, results: Results, effort: Effort) -> None:
    """What grows while a long stream is read, in megabytes, and how many connections five streams open; in fresh processes."""
    thin = Play("thin", length=effort.growth)
    for front in FRONTS:
        for peer in (RAW, OURS):
            fleet.dismiss(peer, front)
            grown = fleet.ask(peer, front, "growth", thin)
            results.add(f"growth {front}", {peer.name: [grown["growth"] / 1e6]})
            fleet.dismiss(peer, front)
        opened = fleet.ask(OURS, front, "connections", Play(length=12))
        results.add(f"connections {front}", {OURS.name: [opened["connections"]]})
        fleet.dismiss(OURS, front)


PARTS: dict[str, Part] = {
    "burst": burst, "wires": wires, "paced": paced, "shared": shared, "crowd": crowd, "threads": threads,
    "process": process, "length": length, "growth": growth,
}  # fmt: skip


def _with(front: str, peers: Iterable[Peer]) -> list[Peer]:
    return [peer for peer in peers if front in peer.fronts]


def _bursts(
    fleet: Fleet, peers: Iterable[Peer], front: str, play: Play, *, tls: bool = False
) -> dict[str, Callable[[], float]]:
    expected = len(text_of(workload(play.workload).payloads(play.length)))
    chunks = len(workload(play.workload).payloads(play.length))

    def sample(peer: Peer) -> float:
        """One sample of a peer."""
        streams = peer.streams if play.length <= 10_000 else 1
        seen = fleet.ask(peer, front, "burst", play, tls=tls, streams=streams)
        if seen["characters"] != expected * streams:
            raise Refused(f"of {expected * streams} characters it gave {seen['characters']}")
        return float(seen["cpu"] / streams / chunks)

    return {peer.name: functools.partial(sample, peer) for peer in _with(front, peers)}


def _turns(fleet: Fleet, results: Results, effort: Effort, name: str, pair: tuple[Peer, Peer] = (RAW, OURS)) -> None:
    """
    Paced streams of two contenders; any other between them would leave them its caches.

    Each set begins in fresh processes: how a process happens to lie in memory, and how the system takes to it, is worth a tenth.
    """
    for front in FRONTS:
        if len(_with(front, pair)) < len(pair):  # a time-out of the socket is the blocking front's
            continue
        for framing in ("chunked", "close"):
            contenders = _watched(fleet, pair, front, Play("stamped", framing, effort.events // 2, 500))
            for _ in range(effort.sets):
                for peer in pair:
                    fleet.dismiss(peer, front)
                _add_watched(results, f"{name} {front} {framing}", contenders, TURNS_OF_A_SET)


def _watched(
    fleet: Fleet, peers: Iterable[Peer], front: str, play: Play, *, fresh: bool = False
) -> dict[str, Callable[[], Watched]]:
    """What `Watch` sees; in a `fresh` process, which has read one stream, memory that was used before is not used again."""

    def sample(peer: Peer) -> Watched:
        """One sample of a peer."""
        if fresh:
            fleet.dismiss(peer, front)
            fleet.ask(peer, front, "burst", Play(length=12), streams=1)
        return fleet.ask(peer, front, "paced", play, streams=play.together)

    return {peer.name: functools.partial(sample, peer) for peer in _with(front, peers)}


def _add_watched(
    results: Results, scenario: str, contenders: dict[str, Callable[[], Watched]], rounds: int, *, warm: bool = True
) -> None:
    found = interleaved(contenders, rounds, warm=warm)
    for what, unit in (("cpu", 1), ("p50", 1), ("p99", 1), ("memory", 1e3)):
        results.add(
            f"{scenario} {what}", {name: [seen[what] / unit for seen in samples] for name, samples in found.items()}
        )
