# Generated from schemas/cache.json by `python -m codegen`. Edit the schema, not this file.
"""Controls of the prompt cache."""

from __future__ import annotations

from typing import Any, Literal

from attrs import define

from ..traits import NO_EXTRA, Model, arrange, bind, mismatch, new, string


@define(kw_only=True, eq=False, repr=False)
class CacheControl(Model):
    """Asks for a cache entry, in the style of Anthropic."""

    type: Literal["ephemeral"] = "ephemeral"
    """The only kind of cache."""

    ttl: Literal["5m", "1h"] | str | None = None
    """How long the entry lives, 5 minutes by default."""


@define(kw_only=True, eq=False, repr=False)
class PromptCacheBreakpoint(Model):
    """Marks the end of a piece of prompt worth caching, in the style of OpenAI."""

    mode: Literal["explicit"] = "explicit"
    """The only mode."""

    ttl: str | None = None
    """How long the entry lives, such as 30m."""


@define(kw_only=True, eq=False, repr=False)
class PromptCacheOptions(Model):
    """How a request uses the prompt cache of OpenAI, for GPT-5.6 and newer."""

    mode: Literal["explicit"] = "explicit"
    """Caches only what is marked by a breakpoint."""

    ttl: str | None = None
    """How long the entries live, 30m by default, or 12h."""


def decode_cache_control(data: dict[str, Any]) -> CacheControl:
    """A `CacheControl` from its JSON object."""
    model = new(CacheControl)
    model._received = data
    model._extra = NO_EXTRA if CacheControl._keys.issuperset(data) else None
    if data.get("type") != "ephemeral":
        raise mismatch(data, "type", '"ephemeral"')
    model.type = "ephemeral"
    value = data.get("ttl")
    model.ttl = value if value is None or type(value) is str else string(data, "ttl", value)
    return model


def encode_cache_control(model: CacheControl) -> dict[str, Any]:
    """The JSON object of a `CacheControl`."""
    return arrange(
        model,
        {
            "type": model.type,
            "ttl": model.ttl,
        },
    )


def decode_prompt_cache_breakpoint(data: dict[str, Any]) -> PromptCacheBreakpoint:
    """A `PromptCacheBreakpoint` from its JSON object."""
    model = new(PromptCacheBreakpoint)
    model._received = data
    model._extra = NO_EXTRA if PromptCacheBreakpoint._keys.issuperset(data) else None
    if data.get("mode") != "explicit":
        raise mismatch(data, "mode", '"explicit"')
    model.mode = "explicit"
    value = data.get("ttl")
    model.ttl = value if value is None or type(value) is str else string(data, "ttl", value)
    return model


def encode_prompt_cache_breakpoint(model: PromptCacheBreakpoint) -> dict[str, Any]:
    """The JSON object of a `PromptCacheBreakpoint`."""
    return arrange(
        model,
        {
            "mode": model.mode,
            "ttl": model.ttl,
        },
    )


def decode_prompt_cache_options(data: dict[str, Any]) -> PromptCacheOptions:
    """A `PromptCacheOptions` from its JSON object."""
    model = new(PromptCacheOptions)
    model._received = data
    model._extra = NO_EXTRA if PromptCacheOptions._keys.issuperset(data) else None
    if data.get("mode") != "explicit":
        raise mismatch(data, "mode", '"explicit"')
    model.mode = "explicit"
    value = data.get("ttl")
    model.ttl = value if value is None or type(value) is str else string(data, "ttl", value)
    return model


def encode_prompt_cache_options(model: PromptCacheOptions) -> dict[str, Any]:
    """The JSON object of a `PromptCacheOptions`."""
    return arrange(
        model,
        {
            "mode": model.mode,
            "ttl": model.ttl,
        },
    )


bind(CacheControl, decode_cache_control, encode_cache_control)
bind(PromptCacheBreakpoint, decode_prompt_cache_breakpoint, encode_prompt_cache_breakpoint)
bind(PromptCacheOptions, decode_prompt_cache_options, encode_prompt_cache_options)
