"""Who is measured, and where each lives."""

from __future__ import annotations

from typing import NamedTuple

FRONTS = ("sync", "async")


class Peer(NamedTuple):
    """One contender."""

    name: str
    adapter: str
    """The module of `benchmarks.adapters`."""

    environment: str
    module: str
    """What its user imports; `""`: nothing but the standard library and a JSON parser."""

    fronts: tuple[str, ...] = FRONTS
    streams: int = 1
    """How many streams make one sample of a burst: a fast peer needs more than one."""


OURS = Peer("ours", "ours", "ours", "openrouter", streams=4)
RAW = Peer("raw socket + orjson", "raw_socket", "orjson", "", streams=4)
OPENAI = Peer("openai create", "openai_create", "openai", "openai")
SDK = Peer("OpenRouter's SDK", "openrouter_sdk", "openrouter sdk", "openrouter")

PEERS = (
    RAW,
    OURS,
    Peer("ours, json of the standard library", "ours", "ours without orjson", "openrouter", streams=4),
    Peer("requests.iter_lines + json", "requests_lines", "requests", "requests", ("sync",), streams=2),
    Peer("aiohttp.readline + json", "aiohttp_lines", "aiohttp", "aiohttp", ("async",), streams=2),
    Peer("httpx-sse + json", "httpx_sse_json", "httpx-sse", "httpx_sse"),
    OPENAI,
    Peer("openai .stream()", "openai_stream", "openai", "openai"),
    SDK,
)
MAIN = (RAW, OURS, OPENAI)
