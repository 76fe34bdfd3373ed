"""What is asked of the service in the headers of a request, and not in its body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from attrs import field, frozen

from ..errors import ConfigurationError
from .options import checked_whole

_CATEGORY = re.compile(r"[a-z0-9-]{1,30}")


@frozen(kw_only=True)
class ResponseCache:
    """
    That the service keeps the response to a request, and gives it again to the same one: at once, and free.

    The same has the same key, model, parameters and messages, in the same order, and streams or does not. Accounts that enforce zero
    data retention have no cache. See https://openrouter.ai/docs/guides/features/response-caching.
    """

    ttl: int | None = field(default=None)
    """Seconds that it is kept: 300 by default, and a day at most, whatever is asked."""

    clear: bool = False
    """Whether what is kept is dropped before."""

    def __attrs_post_init__(self) -> None:
        if self.ttl is not None:
            checked_whole("ResponseCache.ttl", self.ttl)
        if not isinstance(self.clear, bool):
            raise ConfigurationError(f"ResponseCache.clear must be True or False, not {self.clear!r}")


def cache_headers(value: ResponseCache | int | None) -> dict[str, str]:
    """
    The headers that an argument means: True and False switch the cache on and off, a number is a `ttl`, None says nothing.

    Raises:
        ConfigurationError: it is none of these.
    """
    if value is None:
        return {}
    if isinstance(value, bool):
        return {"X-OpenRouter-Cache": "true" if value else "false"}
    cache: Any = ResponseCache(ttl=value) if isinstance(value, int) else value
    if not isinstance(cache, ResponseCache):
        raise ConfigurationError(f"response_cache must be a ResponseCache, seconds, True or False, not {value!r}")
    found = {"X-OpenRouter-Cache": "true"}
    if cache.ttl is not None:
        found["X-OpenRouter-Cache-TTL"] = str(cache.ttl)
    if cache.clear:
        found["X-OpenRouter-Cache-Clear"] = "true"
    return found


def metadata_headers(wanted: bool) -> dict[str, str]:
    """
    The header that asks for `response.openrouter_metadata`.

    Raises:
        ConfigurationError: neither True nor False.
    """
    if not isinstance(wanted, bool):
        raise ConfigurationError(f"router_metadata must be True or False, not {wanted!r}")
    return {"X-OpenRouter-Metadata": "enabled"} if wanted else {}


def category_headers(categories: Sequence[str]) -> dict[str, str]:
    """
    The header that says in which categories of openrouter.ai an app stands.

    Raises:
        ConfigurationError: no list of names of at most 30 lower-case letters, digits and hyphens.
    """
    names: Any = categories
    if isinstance(names, str) or not isinstance(names, Sequence):
        raise ConfigurationError(f"app_categories must be a list of names, not {names!r}")
    for name in names:
        if not isinstance(name, str) or _CATEGORY.fullmatch(name) is None:
            raise ConfigurationError(
                f"app_categories: a name has at most 30 lower-case letters, digits and hyphens, and this is {name!r}"
            )
    return {"X-OpenRouter-Categories": ",".join(names)} if names else {}
