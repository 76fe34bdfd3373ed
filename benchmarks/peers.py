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


RAW = Peer("raw socket + orjson", "raw_socket", "orjson", "", streams=4)
TIMED = Peer("raw socket with a time-out", "raw_socket_timed", "orjson", "", ("sync",))
OURS = Peer("ours", "ours", "ours", "openrouter", streams=4)
OURS_STDLIB = Peer("ours, json of the standard library", "ours", "ours without orjson", "openrouter", streams=4)
REQUESTS = Peer("requests.iter_lines + json", "requests_lines", "requests", "requests", ("sync",), streams=2)
AIOHTTP = Peer("aiohttp.readline + json", "aiohttp_lines", "aiohttp", "aiohttp", ("async",), streams=2)
HTTPX_SSE = Peer("httpx-sse + json", "httpx_sse_json", "httpx-sse", "httpx_sse", streams=2)
OPENAI = Peer("openai create", "openai_create", "openai", "openai")
OPENAI_STREAM = Peer("openai .stream()", "openai_stream", "openai", "openai")
SDK = Peer("OpenRouter's SDK", "openrouter_sdk", "openrouter sdk", "openrouter")

PEERS = (RAW, OURS, OURS_STDLIB, REQUESTS, AIOHTTP, HTTPX_SSE, OPENAI, OPENAI_STREAM, SDK)
MAIN = (RAW, OURS, OPENAI)
"""Those that a target names everywhere."""

CROWD = (RAW, OURS, REQUESTS, AIOHTTP, HTTPX_SSE, OPENAI)
"""Those that can read hundreds of streams at once on one core."""
