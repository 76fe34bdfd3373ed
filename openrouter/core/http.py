"""What the heads of HTTP responses say to this library."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from .steps import Head

_PACKED = frozenset({"gzip", "x-gzip", "deflate", "br", "zstd"})
_NUMBER = re.compile(r"[0-9]+(\.[0-9]*)?")

SHOWN = frozenset(
    {
        "age",
        "cache-control",
        "cf-ray",
        "content-encoding",
        "content-length",
        "content-type",
        "date",
        "retry-after",
        "retry-after-ms",
        "server",
        "transfer-encoding",
        "x-generation-id",
        "x-openrouter-cache-age",
        "x-openrouter-cache-source-id",
        "x-openrouter-cache-status",
        "x-openrouter-cache-ttl",
        "x-provider-name",
        "x-ratelimit-limit",
        "x-ratelimit-remaining",
        "x-ratelimit-reset",
        "x-request-id",
    }
)
"""The response headers that streams and errors show; the rest may hold cookies."""


def shown_headers(head: Head) -> dict[str, str]:
    """The headers that are safe to show."""
    return {name: value for name, value in head.headers.items() if name in SHOWN}


def request_id(head: Head) -> str | None:
    """The id to quote in a report: the service's, else the edge's."""
    return head.headers.get("x-request-id") or head.headers.get("cf-ray")


def cf_ray(head: Head) -> str | None:
    """The id that the edge gave the request."""
    return head.headers.get("cf-ray")


def is_packed(head: Head) -> bool:
    """Whether the body came compressed; neither requests nor aiohttp tells a packed stream that ends in its middle from a whole one."""
    codings = head.headers.get("content-encoding", "").lower().split(",")
    return not _PACKED.isdisjoint(map(str.strip, codings))


def from_cache(head: Head) -> bool | None:
    """Whether the response is one that the service had kept; None where it was not asked to keep any."""
    status = head.headers.get("x-openrouter-cache-status")
    return None if status is None else status.upper() == "HIT"


def generation_id(head: Head) -> str | None:
    """The id of the generation, known before the first chunk."""
    return head.headers.get("x-generation-id")


def media_type(head: Head) -> str:
    """The media type in lower case, without parameters; "" if none was sent."""
    return head.headers.get("content-type", "").partition(";")[0].strip().lower()


def retry_after(headers: Mapping[str, str]) -> float | None:
    """
    Seconds to wait by `Retry-After-Ms` or `Retry-After`; None for neither, or for nonsense.

    A date is measured against the server's own `Date`, so that a client whose clock is wrong waits right (RFC 9110, 10.2.3).
    """
    milliseconds = _positive(headers.get("retry-after-ms", ""))
    if milliseconds is not None:
        return milliseconds / 1000
    text = headers.get("retry-after", "")
    seconds = _positive(text)
    if seconds is not None:
        return seconds
    try:
        return max((parsedate_to_datetime(text) - parsedate_to_datetime(headers.get("date", ""))).total_seconds(), 0.0)
    except (TypeError, ValueError, OverflowError):  # no date on one side, one without a zone, or one out of time
        return None


def redirect_origin(head: Head) -> str:
    """Where a redirect points, without path and query, for a message."""
    try:
        target = urlsplit(head.headers.get("location", ""))
        return f"{target.scheme}://{target.netloc.rpartition('@')[2]}" if target.netloc else "the same host"
    except ValueError:
        return "nowhere"


def _positive(text: str) -> float | None:
    if _NUMBER.fullmatch(text.strip()) is None:
        return None
    number = float(text)
    return number if math.isfinite(number) else None
