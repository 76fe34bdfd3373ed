# Generated from schemas/account.json by `python -m codegen`. Edit the schema, not this file.
"""Credits, keys, and what was used."""

from __future__ import annotations

from typing import Any, Literal

from attrs import define

from ..traits import (
    NO_EXTRA,
    CreditsReading,
    Mismatch,
    Model,
    arrange,
    bind,
    items,
    new,
    number,
    plain,
    refuse_item,
    string,
    tolerate,
)


@define(kw_only=True, eq=False, repr=False)
class Credits(CreditsReading, Model):
    """What an account has paid and used."""

    total_credits: float
    """Credits that were bought, in US dollars."""

    total_usage: float
    """Credits that were used, in US dollars."""


@define(kw_only=True, eq=False, repr=False)
class KeyInfo(Model):
    """What the service knows of the key that asks."""

    label: str | None = None
    """Name of the key, with most of the key left out where it has no other."""

    limit: float | None = None
    """What it may spend, in US dollars; None where it has no limit."""

    limit_remaining: float | None = None
    """What is left of that, in US dollars."""

    limit_reset: str | None = None
    """How often the limit begins anew, as in monthly; None where it never does."""

    include_byok_in_limit: bool | None = None
    """Whether the limit counts what keys of providers spent."""

    usage: float | None = None
    """What it has spent, in US dollars."""

    usage_daily: float | None = None
    """The same on this day, in UTC."""

    usage_weekly: float | None = None
    """The same in this week, from Monday on."""

    usage_monthly: float | None = None
    """The same in this month."""

    byok_usage: float | None = None
    """What own keys of providers have spent, in US dollars."""

    byok_usage_daily: float | None = None
    """The same on this day, in UTC."""

    byok_usage_weekly: float | None = None
    """The same in this week, from Monday on."""

    byok_usage_monthly: float | None = None
    """The same in this month."""

    is_free_tier: bool | None = None
    """Whether the account has never paid."""

    is_management_key: bool | None = None
    """Whether it manages other keys, and asks no model."""

    is_provisioning_key: bool | None = None
    """The same under its older name. Deprecated."""

    creator_user_id: str | None = None
    """User who made it."""

    organization_id: str | None = None
    """Organization that owns it."""

    workspace_id: str | None = None
    """Workspace that it belongs to."""

    expires_at: str | None = None
    """When it ends, as an ISO 8601 date and time; None where it does not."""

    allowed_data_regions: list[Literal["global", "europe", "us"] | str] | None = None
    """Regions that its data may go through."""

    budgets: list[KeyBudget] | None = None
    """Every budget that its requests count against, in the order they are checked."""

    effective_budget: KeyBudget | None = None
    """The budget that will stop it first."""

    free_model_daily_requests: FreeRequests | None = None
    """Requests to free models on this day, in UTC."""

    rate_limit: LegacyRateLimit | None = None
    """Says nothing any more. Deprecated."""


@define(kw_only=True, eq=False, repr=False)
class KeyBudget(Model):
    """A budget that the requests of a key count against."""

    scope: (
        Literal["workspace_default_member", "workspace_default_key", "member", "api_key", "workspace", "key_limit"] |
        str | None
    ) = None
    """What it is a budget of."""

    budget_id: str | None = None
    """Name of a workspace's budget."""

    guardrail_id: str | None = None
    """Name of the guardrail that it is part of."""

    limit_usd: float | None = None
    """What may be spent, in US dollars."""

    spend_usd: float | None = None
    """What was spent, in US dollars."""

    remaining_usd: float | None = None
    """What is left, in US dollars; at 0 requests are refused."""

    reset_interval: Literal["daily", "weekly", "monthly"] | str | None = None
    """How often it begins anew; None where it never does."""

    resets_at: str | None = None
    """When that is next, as an ISO 8601 date and time."""

    include_byok: bool | None = None
    """Whether it counts what own keys of providers spent."""


@define(kw_only=True, eq=False, repr=False)
class FreeRequests(Model):
    """Requests to free models on one day, in UTC."""

    limit: int | None = None
    """Requests that the account may make."""

    used: int | None = None
    """Requests that it made."""

    remaining: int | None = None
    """Requests that are left."""


@define(kw_only=True, eq=False, repr=False)
class LegacyRateLimit(Model):
    """A limit that is not kept any more. Deprecated."""

    requests: int | None = None
    """Always -1."""

    interval: str | None = None
    """Without meaning."""

    note: str | None = None
    """Says so."""


@define(kw_only=True, eq=False, repr=False)
class ActivityItem(Model):
    """What was used of one endpoint on one day."""

    date: str | None = None
    """The day in UTC, as YYYY-MM-DD."""

    model: str | None = None
    """Name of the model."""

    model_permaslug: str | None = None
    """Its dated name."""

    endpoint_id: str | None = None
    """Name of the endpoint."""

    provider_name: str | None = None
    """Company that ran the model."""

    usage: float | None = None
    """What was charged, in US dollars."""

    byok_usage_inference: float | None = None
    """What providers charged to keys of the account's own, in US dollars."""

    requests: int | None = None
    """Number of requests."""

    prompt_tokens: int | None = None
    """Tokens of the prompts."""

    cached_tokens: int | None = None
    """Tokens of the prompts that were read from the provider's cache."""

    completion_tokens: int | None = None
    """Tokens of the answers."""

    reasoning_tokens: int | None = None
    """Tokens of thinking."""

    workspace_id: str | None = None
    """Workspace, where that was asked for."""


def decode_credits(data: dict[str, Any]) -> Credits:
    """A `Credits` from its JSON object."""
    model = new(Credits)
    model._received = data
    model._extra = NO_EXTRA if Credits._keys.issuperset(data) else None
    value = data.get("total_credits")
    if type(value) is float or type(value) is int:
        model.total_credits = value
    else:
        model.total_credits = number(data, "total_credits", value)
    value = data.get("total_usage")
    model.total_usage = value if type(value) is float or type(value) is int else number(data, "total_usage", value)
    return model


def encode_credits(model: Credits) -> dict[str, Any]:
    """The JSON object of a `Credits`."""
    return arrange(
        model,
        {
            "total_credits": model.total_credits,
            "total_usage": model.total_usage,
        },
    )


def decode_key_info(data: dict[str, Any]) -> KeyInfo:
    """A `KeyInfo` from its JSON object."""
    model = new(KeyInfo)
    model._received = data
    model._extra = NO_EXTRA if KeyInfo._keys.issuperset(data) else None
    value = data.get("label")
    if value is None or type(value) is str:
        model.label = value
    else:
        model.label = None
        tolerate(model, data, "label")
    value = data.get("limit")
    if value is None or type(value) is float or type(value) is int:
        model.limit = value
    else:
        model.limit = None
        tolerate(model, data, "limit")
    value = data.get("limit_remaining")
    if value is None or type(value) is float or type(value) is int:
        model.limit_remaining = value
    else:
        model.limit_remaining = None
        tolerate(model, data, "limit_remaining")
    value = data.get("limit_reset")
    if value is None or type(value) is str:
        model.limit_reset = value
    else:
        model.limit_reset = None
        tolerate(model, data, "limit_reset")
    value = data.get("include_byok_in_limit")
    if value is None or type(value) is bool:
        model.include_byok_in_limit = value
    else:
        model.include_byok_in_limit = None
        tolerate(model, data, "include_byok_in_limit")
    value = data.get("usage")
    if value is None or type(value) is float or type(value) is int:
        model.usage = value
    else:
        model.usage = None
        tolerate(model, data, "usage")
    value = data.get("usage_daily")
    if value is None or type(value) is float or type(value) is int:
        model.usage_daily = value
    else:
        model.usage_daily = None
        tolerate(model, data, "usage_daily")
    value = data.get("usage_weekly")
    if value is None or type(value) is float or type(value) is int:
        model.usage_weekly = value
    else:
        model.usage_weekly = None
        tolerate(model, data, "usage_weekly")
    value = data.get("usage_monthly")
    if value is None or type(value) is float or type(value) is int:
        model.usage_monthly = value
    else:
        model.usage_monthly = None
        tolerate(model, data, "usage_monthly")
    value = data.get("byok_usage")
    if value is None or type(value) is float or type(value) is int:
        model.byok_usage = value
    else:
        model.byok_usage = None
        tolerate(model, data, "byok_usage")
    value = data.get("byok_usage_daily")
    if value is None or type(value) is float or type(value) is int:
        model.byok_usage_daily = value
    else:
        model.byok_usage_daily = None
        tolerate(model, data, "byok_usage_daily")
    value = data.get("byok_usage_weekly")
    if value is None or type(value) is float or type(value) is int:
        model.byok_usage_weekly = value
    else:
        model.byok_usage_weekly = None
        tolerate(model, data, "byok_usage_weekly")
    value = data.get("byok_usage_monthly")
    if value is None or type(value) is float or type(value) is int:
        model.byok_usage_monthly = value
    else:
        model.byok_usage_monthly = None
        tolerate(model, data, "byok_usage_monthly")
    value = data.get("is_free_tier")
    if value is None or type(value) is bool:
        model.is_free_tier = value
    else:
        model.is_free_tier = None
        tolerate(model, data, "is_free_tier")
    value = data.get("is_management_key")
    if value is None or type(value) is bool:
        model.is_management_key = value
    else:
        model.is_management_key = None
        tolerate(model, data, "is_management_key")
    value = data.get("is_provisioning_key")
    if value is None or type(value) is bool:
        model.is_provisioning_key = value
    else:
        model.is_provisioning_key = None
        tolerate(model, data, "is_provisioning_key")
    value = data.get("creator_user_id")
    if value is None or type(value) is str:
        model.creator_user_id = value
    else:
        model.creator_user_id = None
        tolerate(model, data, "creator_user_id")
    value = data.get("organization_id")
    if value is None or type(value) is str:
        model.organization_id = value
    else:
        model.organization_id = None
        tolerate(model, data, "organization_id")
    value = data.get("workspace_id")
    if value is None or type(value) is str:
        model.workspace_id = value
    else:
        model.workspace_id = None
        tolerate(model, data, "workspace_id")
    value = data.get("expires_at")
    if value is None or type(value) is str:
        model.expires_at = value
    else:
        model.expires_at = None
        tolerate(model, data, "expires_at")
    value = data.get("allowed_data_regions")
    model.allowed_data_regions = None
    if value is not None:
        try:
            model.allowed_data_regions = items(data, "allowed_data_regions", value, string)
        except Mismatch:
            tolerate(model, data, "allowed_data_regions")
    value = data.get("budgets")
    model.budgets = None
    if type(value) is list:
        try:
            model.budgets = [
                decode_key_budget(item) if type(item) is dict else refuse_item(value, item, "an object")
                for item in value
            ]
        except Mismatch:
            tolerate(model, data, "budgets")
    elif value is not None:
        tolerate(model, data, "budgets")
    value = data.get("effective_budget")
    model.effective_budget = None
    if type(value) is dict:
        try:
            model.effective_budget = decode_key_budget(value)
        except Mismatch:
            tolerate(model, data, "effective_budget")
    elif value is not None:
        tolerate(model, data, "effective_budget")
    value = data.get("free_model_daily_requests")
    model.free_model_daily_requests = None
    if type(value) is dict:
        try:
            model.free_model_daily_requests = decode_free_requests(value)
        except Mismatch:
            tolerate(model, data, "free_model_daily_requests")
    elif value is not None:
        tolerate(model, data, "free_model_daily_requests")
    value = data.get("rate_limit")
    model.rate_limit = None
    if type(value) is dict:
        try:
            model.rate_limit = decode_legacy_rate_limit(value)
        except Mismatch:
            tolerate(model, data, "rate_limit")
    elif value is not None:
        tolerate(model, data, "rate_limit")
    return model


def encode_key_info(model: KeyInfo) -> dict[str, Any]:
    """The JSON object of a `KeyInfo`."""
    return arrange(
        model,
        {
            "label": model.label,
            "limit": model.limit,
            "limit_remaining": model.limit_remaining,
            "limit_reset": model.limit_reset,
            "include_byok_in_limit": model.include_byok_in_limit,
            "usage": model.usage,
            "usage_daily": model.usage_daily,
            "usage_weekly": model.usage_weekly,
            "usage_monthly": model.usage_monthly,
            "byok_usage": model.byok_usage,
            "byok_usage_daily": model.byok_usage_daily,
            "byok_usage_weekly": model.byok_usage_weekly,
            "byok_usage_monthly": model.byok_usage_monthly,
            "is_free_tier": model.is_free_tier,
            "is_management_key": model.is_management_key,
            "is_provisioning_key": model.is_provisioning_key,
            "creator_user_id": model.creator_user_id,
            "organization_id": model.organization_id,
            "workspace_id": model.workspace_id,
            "expires_at": model.expires_at,
            "allowed_data_regions": plain(model.allowed_data_regions),
            "budgets": plain(model.budgets),
            "effective_budget": plain(model.effective_budget),
            "free_model_daily_requests": plain(model.free_model_daily_requests),
            "rate_limit": plain(model.rate_limit),
        },
    )


def decode_key_budget(data: dict[str, Any]) -> KeyBudget:
    """A `KeyBudget` from its JSON object."""
    model = new(KeyBudget)
    model._received = data
    model._extra = NO_EXTRA if KeyBudget._keys.issuperset(data) else None
    value = data.get("scope")
    if value is None or type(value) is str:
        model.scope = value
    else:
        model.scope = None
        tolerate(model, data, "scope")
    value = data.get("budget_id")
    if value is None or type(value) is str:
        model.budget_id = value
    else:
        model.budget_id = None
        tolerate(model, data, "budget_id")
    value = data.get("guardrail_id")
    if value is None or type(value) is str:
        model.guardrail_id = value
    else:
        model.guardrail_id = None
        tolerate(model, data, "guardrail_id")
    value = data.get("limit_usd")
    if value is None or type(value) is float or type(value) is int:
        model.limit_usd = value
    else:
        model.limit_usd = None
        tolerate(model, data, "limit_usd")
    value = data.get("spend_usd")
    if value is None or type(value) is float or type(value) is int:
        model.spend_usd = value
    else:
        model.spend_usd = None
        tolerate(model, data, "spend_usd")
    value = data.get("remaining_usd")
    if value is None or type(value) is float or type(value) is int:
        model.remaining_usd = value
    else:
        model.remaining_usd = None
        tolerate(model, data, "remaining_usd")
    value = data.get("reset_interval")
    if value is None or type(value) is str:
        model.reset_interval = value
    else:
        model.reset_interval = None
        tolerate(model, data, "reset_interval")
    value = data.get("resets_at")
    if value is None or type(value) is str:
        model.resets_at = value
    else:
        model.resets_at = None
        tolerate(model, data, "resets_at")
    value = data.get("include_byok")
    if value is None or type(value) is bool:
        model.include_byok = value
    else:
        model.include_byok = None
        tolerate(model, data, "include_byok")
    return model


def encode_key_budget(model: KeyBudget) -> dict[str, Any]:
    """The JSON object of a `KeyBudget`."""
    return arrange(
        model,
        {
            "scope": model.scope,
            "budget_id": model.budget_id,
            "guardrail_id": model.guardrail_id,
            "limit_usd": model.limit_usd,
            "spend_usd": model.spend_usd,
            "remaining_usd": model.remaining_usd,
            "reset_interval": model.reset_interval,
            "resets_at": model.resets_at,
            "include_byok": model.include_byok,
        },
    )


def decode_free_requests(data: dict[str, Any]) -> FreeRequests:
    """A `FreeRequests` from its JSON object."""
    model = new(FreeRequests)
    model._received = data
    model._extra = NO_EXTRA if FreeRequests._keys.issuperset(data) else None
    value = data.get("limit")
    if value is None or type(value) is int:
        model.limit = value
    else:
        model.limit = None
        tolerate(model, data, "limit")
    value = data.get("used")
    if value is None or type(value) is int:
        model.used = value
    else:
        model.used = None
        tolerate(model, data, "used")
    value = data.get("remaining")
    if value is None or type(value) is int:
        model.remaining = value
    else:
        model.remaining = None
        tolerate(model, data, "remaining")
    return model


def encode_free_requests(model: FreeRequests) -> dict[str, Any]:
    """The JSON object of a `FreeRequests`."""
    return arrange(
        model,
        {
            "limit": model.limit,
            "used": model.used,
            "remaining": model.remaining,
        },
    )


def decode_legacy_rate_limit(data: dict[str, Any]) -> LegacyRateLimit:
    """A `LegacyRateLimit` from its JSON object."""
    model = new(LegacyRateLimit)
    model._received = data
    model._extra = NO_EXTRA if LegacyRateLimit._keys.issuperset(data) else None
    value = data.get("requests")
    if value is None or type(value) is int:
        model.requests = value
    else:
        model.requests = None
        tolerate(model, data, "requests")
    value = data.get("interval")
    if value is None or type(value) is str:
        model.interval = value
    else:
        model.interval = None
        tolerate(model, data, "interval")
    value = data.get("note")
    if value is None or type(value) is str:
        model.note = value
    else:
        model.note = None
        tolerate(model, data, "note")
    return model


def encode_legacy_rate_limit(model: LegacyRateLimit) -> dict[str, Any]:
    """The JSON object of a `LegacyRateLimit`."""
    return arrange(
        model,
        {
            "requests": model.requests,
            "interval": model.interval,
            "note": model.note,
        },
    )


def decode_activity_item(data: dict[str, Any]) -> ActivityItem:
    """An `ActivityItem` from its JSON object."""
    model = new(ActivityItem)
    model._received = data
    model._extra = NO_EXTRA if ActivityItem._keys.issuperset(data) else None
    value = data.get("date")
    if value is None or type(value) is str:
        model.date = value
    else:
        model.date = None
        tolerate(model, data, "date")
    value = data.get("model")
    if value is None or type(value) is str:
        model.model = value
    else:
        model.model = None
        tolerate(model, data, "model")
    value = data.get("model_permaslug")
    if value is None or type(value) is str:
        model.model_permaslug = value
    else:
        model.model_permaslug = None
        tolerate(model, data, "model_permaslug")
    value = data.get("endpoint_id")
    if value is None or type(value) is str:
        model.endpoint_id = value
    else:
        model.endpoint_id = None
        tolerate(model, data, "endpoint_id")
    value = data.get("provider_name")
    if value is None or type(value) is str:
        model.provider_name = value
    else:
        model.provider_name = None
        tolerate(model, data, "provider_name")
    value = data.get("usage")
    if value is None or type(value) is float or type(value) is int:
        model.usage = value
    else:
        model.usage = None
        tolerate(model, data, "usage")
    value = data.get("byok_usage_inference")
    if value is None or type(value) is float or type(value) is int:
        model.byok_usage_inference = value
    else:
        model.byok_usage_inference = None
        tolerate(model, data, "byok_usage_inference")
    value = data.get("requests")
    if value is None or type(value) is int:
        model.requests = value
    else:
        model.requests = None
        tolerate(model, data, "requests")
    value = data.get("prompt_tokens")
    if value is None or type(value) is int:
        model.prompt_tokens = value
    else:
        model.prompt_tokens = None
        tolerate(model, data, "prompt_tokens")
    value = data.get("cached_tokens")
    if value is None or type(value) is int:
        model.cached_tokens = value
    else:
        model.cached_tokens = None
        tolerate(model, data, "cached_tokens")
    value = data.get("completion_tokens")
    if value is None or type(value) is int:
        model.completion_tokens = value
    else:
        model.completion_tokens = None
        tolerate(model, data, "completion_tokens")
    value = data.get("reasoning_tokens")
    if value is None or type(value) is int:
        model.reasoning_tokens = value
    else:
        model.reasoning_tokens = None
        tolerate(model, data, "reasoning_tokens")
    value = data.get("workspace_id")
    if value is None or type(value) is str:
        model.workspace_id = value
    else:
        model.workspace_id = None
        tolerate(model, data, "workspace_id")
    return model


def encode_activity_item(model: ActivityItem) -> dict[str, Any]:
    """The JSON object of an `ActivityItem`."""
    return arrange(
        model,
        {
            "date": model.date,
            "model": model.model,
            "model_permaslug": model.model_permaslug,
            "endpoint_id": model.endpoint_id,
            "provider_name": model.provider_name,
            "usage": model.usage,
            "byok_usage_inference": model.byok_usage_inference,
            "requests": model.requests,
            "prompt_tokens": model.prompt_tokens,
            "cached_tokens": model.cached_tokens,
            "completion_tokens": model.completion_tokens,
            "reasoning_tokens": model.reasoning_tokens,
            "workspace_id": model.workspace_id,
        },
    )


bind(Credits, decode_credits, encode_credits)
bind(KeyInfo, decode_key_info, encode_key_info)
bind(KeyBudget, decode_key_budget, encode_key_budget)
bind(FreeRequests, decode_free_requests, encode_free_requests)
bind(LegacyRateLimit, decode_legacy_rate_limit, encode_legacy_rate_limit)
bind(ActivityItem, decode_activity_item, encode_activity_item)
