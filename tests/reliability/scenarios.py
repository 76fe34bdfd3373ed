"""
What becomes of every scenario, in both fronts, plain and over TLS.

`python -m tests.reliability.scenarios` plays them and prints the table; with `--write` it stands in docs/reliability.md, beside what other
clients make of the same faults.
"""

from __future__ import annotations

import asyncio
import os
import ssl
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import trustme
from attrs import field, frozen

from openrouter import AsyncOpenRouter, Limits, OpenRouter, Timeout, errors
from openrouter.testing import SCENARIOS, FakeOpenRouter, closed_port, unknown_host

from .peers import PEERS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
BEGIN, END = "<!-- begin: written by `make scenarios` -->\n", "<!-- end: written by `make scenarios` -->\n"
KEY = "sk-or-v1-0123456789abcdef0123456789abcdef"
FRONTS, SCHEMES = ("sync", "aio"), ("http", "https")
AT_ONCE = 64
TEXT = "Hello wörld"

OPTIONS: dict[str, dict[str, Any]] = {
    "happy_gzip": {"gap": 0},
    "happy_br": {"gap": 0},
    "ticks": {"n": 5, "gap": 0.01},
    "bad_chunk_size": {"gap": 1},  # so that it does not come with the head, which aiohttp would then not give
    **{name: {"gap": 0.05} for name in ("comments_then_ok", "slow_headers", "slowloris", "slowloris_chunk")},
    **{name: {"gap": 0.05} for name in ("endless_comments", "stall_comments", "stall_empty_deltas", "finish_then_hang")},
}
"""Options of scenarios that make them quick."""

CLOCKS = {
    **dict.fromkeys(("endless_comments", "stall_headers", "slow_headers"), Timeout(first_token=0.3)),
    **dict.fromkeys(("stall", "stall_comments", "stall_empty_deltas", "slowloris", "slowloris_chunk"), Timeout(idle=0.3)),
    **dict.fromkeys(("http_429_seconds", "http_429_date"), Timeout(total=1.0)),
    "finish_then_hang": Timeout(grace=0.3),
    "tls_to_plain": Timeout(connect=0.3),
}
SIZES = {
    **dict.fromkeys(("big_event", "endless_event", "gzip_bomb"), Limits(event=100_000)),
    "endless_line": Limits(line=100_000),
    "endless_content": Limits(text=1_000),
}
"""Settings that end a scenario sooner than the default ones; all else is played with these."""

NO_SERVER = {
    "refused": "Nobody listens on the port",
    "dns": "There is no such host",
    "tls_wrong_authority": "A certificate of an authority that is not trusted; over TLS only",
    "tls_to_plain": "https:// to a port that speaks plain HTTP; over TLS only",
}
"""Faults before there is a request."""


@frozen
class Played:
    """One call of one front."""

    name: str
    front: str
    scheme: str
    text: str
    error: BaseException | None
    stream: Any = field(repr=False)

    @property
    def outcome(self) -> str:
        """What a caller has in the end, in a few words."""
        sends = self.stream.stats.sends
        again = f", {sends} requests" if sends > 1 else ""
        if self.error is None:
            return self.stream.status + ("" if self.text == TEXT else f": {_shown(self.text)}") + again
        facts = {errors.APITimeoutError: "clock", errors.LimitExceededError: "limit", errors.RateLimitError: "retry_after"}
        said = [str(getattr(self.error, fact)) for cls, fact in facts.items() if isinstance(self.error, cls)]
        after = f" after {_shown(self.text)}" if self.text else ""
        return f"`{type(self.error).__name__}`{f' ({said[0]})' if said else ''}{after}{again}"


def _shown(text: str) -> str:
    """The begin of a text, fit for a table."""
    begin = text if len(text) <= 16 else f"{text[:16]}…"
    return f"`{begin.encode('unicode_escape').decode('ascii') if not begin.isprintable() else begin}`".replace("|", "\\|")


@contextmanager
def _places() -> Iterator[dict[str, Any]]:
    """The servers by scheme, and the paths of a bundle that is right and of one that is not."""
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    proxies = {name: "" for name in os.environ if name.lower().endswith("_proxy")}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        authority.cert_pem.write_to_path(str(folder / "right.pem"))
        trustme.CA().cert_pem.write_to_path(str(folder / "wrong.pem"))
        stack.enter_context(mock.patch.dict(os.environ, {**proxies, "OPENROUTER_API_KEY": KEY}))
        yield {
            "http": stack.enter_context(FakeOpenRouter()),
            "https": stack.enter_context(FakeOpenRouter(tls=context)),
            "right": str(folder / "right.pem"),
            "wrong": str(folder / "wrong.pem"),
        }


def _settings(places: dict[str, Any], name: str, front: str, scheme: str) -> dict[str, Any]:
    """The options of the client that plays a scenario."""
    options = dict(OPTIONS.get(name, {}))
    if name == "retry_then_ok":
        options["tag"] = front  # each gets its own refusals
    urls = {
        "refused": closed_port().replace("http:", f"{scheme}:"),
        "dns": unknown_host(),
        "tls_wrong_authority": places["https"].url,
        "tls_to_plain": places["http"].url.replace("http:", "https:"),
    }
    url = urls.get(name) or places[scheme].scenario_url(name, **options)
    return {
        "base_url": url,
        "verify": places["wrong" if name == "tls_wrong_authority" else "right"],
        "timeout": CLOCKS.get(name),
        "limits": SIZES.get(name, Limits()),
    }


def _read(settings: dict[str, Any]) -> tuple[str, BaseException | None, Any]:
    text = ""
    with OpenRouter(**settings) as client:
        stream = client.stream("hi")
        try:
            for chunk in stream:
                text += chunk.text
        except Exception as error:
            return text, error, stream
        return text, None, stream


async def _read_async(settings: dict[str, Any]) -> tuple[str, BaseException | None, Any]:
    text = ""
    async with AsyncOpenRouter(**settings) as client:
        stream = client.stream("hi")
        try:
            async for chunk in stream:
                text += chunk.text
        except Exception as error:
            return text, error, stream
        return text, None, stream


def play_all(names: list[str] | None = None) -> list[Played]:
    """Every scenario in every way."""
    calls = [
        (name, front, scheme)
        for name in names or [*SCENARIOS, *NO_SERVER]
        for front in FRONTS
        for scheme in SCHEMES
        if scheme == "https" or not name.startswith("tls_")
    ]
    with _places() as places:
        blocking = [call for call in calls if call[1] == "sync"]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            read = pool.map(lambda call: _read(_settings(places, *call)), blocking)
            found = [Played(*call, *seen) for call, seen in zip(blocking, read, strict=True)]
        return [*found, *asyncio.run(_play_async(places, [call for call in calls if call[1] == "aio"]))]


async def _play_async(places: dict[str, Any], calls: list[tuple[str, str, str]]) -> list[Played]:
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(call: tuple[str, str, str]) -> Played:
        async with gate:
            return Played(*call, *await _read_async(_settings(places, *call)))

    return await asyncio.gather(*map(one, calls))


def outcomes(played: list[Played]) -> dict[str, str]:
    """The outcome of each scenario; where it is not the same in every way, which is which."""
    found: dict[str, dict[str, list[str]]] = {}
    for one in played:
        found.setdefault(one.name, {}).setdefault(one.outcome, []).append(f"{one.front} {one.scheme}")
    return {
        name: "; ".join(what if len(ways) == 1 else f"{', '.join(where)}: {what}" for what, where in ways.items())
        for name, ways in found.items()
    }


def table(played: list[Played]) -> str:
    """The table of docs/reliability.md."""
    heads = ["scenario", "what the server does", "this client", "requests", "aiohttp", "openai", "OpenRouter's SDK"]
    rows = [f"| {' | '.join(heads)} |", "| --- " * len(heads) + "|"]
    for name, outcome in outcomes(played).items():
        what = NO_SERVER.get(name) or SCENARIOS[name].description
        rows.append(f"| `{name}` | {what.replace('|', '/')} | {outcome} | {' | '.join(PEERS.get(name, ['–'] * 4))} |")
    return "\n".join(rows) + "\n"


def written(page: str, text: str) -> str:
    """A page with the text between its marks."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}"


def main() -> int:
    """Prints the table, or writes it."""
    text = table(play_all())
    if "--write" in sys.argv[1:]:
        PAGE.write_text(written(PAGE.read_text(), text))
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
