# Generated from schemas/routing.json by `python -m codegen`. Edit the schema, not this file.
"""Which providers may serve a request, and in what order."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from attrs import define

from ..traits import NO_EXTRA, Model, arrange, bind, boolean, items, members, mismatch, new, number, plain, string


@define(kw_only=True, eq=False, repr=False)
class ProviderPreferences(Model):
    """
    Which providers may serve a request, and in what order; providers are named by slug, which may carry a variant.
    """

    order: list[str] | None = None
    """Providers to try first, in this order."""

    only: list[str] | None = None
    """The only providers allowed."""

    ignore: list[str] | None = None
    """Providers to leave out."""

    allow_fallbacks: bool | None = None
    """Whether other providers may step in, true by default."""

    require_parameters: bool | None = None
    """Whether a provider must know every parameter of the request, false by default."""

    data_collection: Literal["allow", "deny"] | str | None = None
    """Whether providers may keep data, allow by default."""

    zdr: bool | None = None
    """Whether only endpoints that keep no data at all are used."""

    enforce_distillable_text: bool | None = None
    """Whether only models are used whose texts may be distilled."""

    quantizations: list[Quantization] | None = None
    """The only precisions of weights allowed."""

    sort: ProviderSort | ProviderSortOptions | None = None
    """What to sort providers by, instead of spreading the load."""

    max_price: MaxPrice | None = None
    """Highest prices to pay."""

    preferred_min_throughput: float | PercentileCutoffs | None = None
    """Throughput to prefer, in tokens a second; a number means the median."""

    preferred_max_latency: float | PercentileCutoffs | None = None
    """Latency to prefer, in seconds; a number means the median."""

    options: dict[str, dict[str, Any]] | None = None
    """Settings for single providers, by slug."""


Quantization: TypeAlias = (
    Literal["int4", "int8", "fp4", "mxfp4", "nvfp4", "fp6", "fp8", "mxfp8", "fp16", "bf16", "fp32", "unknown"] | str
)
"""Precision of the weights of a model."""


ProviderSort: TypeAlias = Literal["price", "throughput", "latency", "exacto"] | str
"""What providers are sorted by."""


@define(kw_only=True, eq=False, repr=False)
class ProviderSortOptions(Model):
    """How providers are sorted."""

    by: ProviderSort | None = None
    """What to sort by."""

    partition: Literal["model", "none"] | str | None = None
    """Whether the endpoints of each model are sorted apart, which is the default, or all together."""


@define(kw_only=True, eq=False, repr=False)
class MaxPrice(Model):
    """Highest prices to pay, in US dollars."""

    prompt: str | float | None = None
    """Price of a million tokens of the prompt."""

    completion: str | float | None = None
    """Price of a million tokens of the answer."""

    image: str | float | None = None
    """Price of an image."""

    audio: str | float | None = None
    """Price of a unit of audio."""

    request: str | float | None = None
    """Price of a request."""


@define(kw_only=True, eq=False, repr=False)
class PercentileCutoffs(Model):
    """Limits that an endpoint should keep at each percentile."""

    p50: float | None = None
    """Limit of the median."""

    p75: float | None = None
    """Limit of the 75th percentile."""

    p90: float | None = None
    """Limit of the 90th percentile."""

    p99: float | None = None
    """Limit of the 99th percentile."""


def decode_provider_preferences(data: dict[str, Any]) -> ProviderPreferences:
    """A `ProviderPreferences` from its JSON object."""
    model = new(ProviderPreferences)
    model._received = data
    model._extra = NO_EXTRA if ProviderPreferences._keys.issuperset(data) else None
    value = data.get("order")
    if value is None:
        model.order = None
    else:
        model.order = items(data, "order", value, string)
    value = data.get("only")
    if value is None:
        model.only = None
    else:
        model.only = items(data, "only", value, string)
    value = data.get("ignore")
    if value is None:
        model.ignore = None
    else:
        model.ignore = items(data, "ignore", value, string)
    value = data.get("allow_fallbacks")
    if value is None or type(value) is bool:
        model.allow_fallbacks = value
    else:
        model.allow_fallbacks = boolean(data, "allow_fallbacks", value)
    value = data.get("require_parameters")
    if value is None or type(value) is bool:
        model.require_parameters = value
    else:
        model.require_parameters = boolean(data, "require_parameters", value)
    value = data.get("data_collection")
    model.data_collection = value if value is None or type(value) is str else string(data, "data_collection", value)
    value = data.get("zdr")
    model.zdr = value if value is None or type(value) is bool else boolean(data, "zdr", value)
    value = data.get("enforce_distillable_text")
    if value is None or type(value) is bool:
        model.enforce_distillable_text = value
    else:
        model.enforce_distillable_text = boolean(data, "enforce_distillable_text", value)
    value = data.get("quantizations")
    if value is None:
        model.quantizations = None
    else:
        model.quantizations = items(data, "quantizations", value, string)
    value = data.get("sort")
    if value is None or type(value) is str:
        model.sort = value
    else:
        model.sort = _read_sort_of_provider_preferences(data, "sort", value)
    value = data.get("max_price")
    if value is None:
        model.max_price = None
    elif type(value) is dict:
        model.max_price = decode_max_price(value)
    else:
        raise mismatch(data, "max_price", "an object")
    value = data.get("preferred_min_throughput")
    if value is None or type(value) is float or type(value) is int:
        model.preferred_min_throughput = value
    else:
        model.preferred_min_throughput = _read_preferred_min_throughput_of_provider_preferences(
            data,
            "preferred_min_throughput",
            value,
        )
    value = data.get("preferred_max_latency")
    if value is None or type(value) is float or type(value) is int:
        model.preferred_max_latency = value
    else:
        model.preferred_max_latency = _read_preferred_max_latency_of_provider_preferences(
            data,
            "preferred_max_latency",
            value,
        )
    value = data.get("options")
    if value is None:
        model.options = None
    else:
        model.options = members(data, "options", value, _read_options_value_of_provider_preferences)
    return model


def encode_provider_preferences(model: ProviderPreferences) -> dict[str, Any]:
    """The JSON object of a `ProviderPreferences`."""
    return arrange(
        model,
        {
            "order": plain(model.order),
            "only": plain(model.only),
            "ignore": plain(model.ignore),
            "allow_fallbacks": model.allow_fallbacks,
            "require_parameters": model.require_parameters,
            "data_collection": model.data_collection,
            "zdr": model.zdr,
            "enforce_distillable_text": model.enforce_distillable_text,
            "quantizations": plain(model.quantizations),
            "sort": plain(model.sort),
            "max_price": plain(model.max_price),
            "preferred_min_throughput": plain(model.preferred_min_throughput),
            "preferred_max_latency": plain(model.preferred_max_latency),
            "options": plain(model.options),
        },
    )


def decode_provider_sort_options(data: dict[str, Any]) -> ProviderSortOptions:
    """A `ProviderSortOptions` from its JSON object."""
    model = new(ProviderSortOptions)
    model._received = data
    model._extra = NO_EXTRA if ProviderSortOptions._keys.issuperset(data) else None
    value = data.get("by")
    model.by = value if value is None or type(value) is str else string(data, "by", value)
    value = data.get("partition")
    model.partition = value if value is None or type(value) is str else string(data, "partition", value)
    return model


def encode_provider_sort_options(model: ProviderSortOptions) -> dict[str, Any]:
    """The JSON object of a `ProviderSortOptions`."""
    return arrange(
        model,
        {
            "by": model.by,
            "partition": model.partition,
        },
    )


def decode_max_price(data: dict[str, Any]) -> MaxPrice:
    """A `MaxPrice` from its JSON object."""
    model = new(MaxPrice)
    model._received = data
    model._extra = NO_EXTRA if MaxPrice._keys.issuperset(data) else None
    value = data.get("prompt")
    if value is None or type(value) is str or type(value) is float or type(value) is int:
        model.prompt = value
    else:
        model.prompt = _read_prompt_of_max_price(data, "prompt", value)
    value = data.get("completion")
    if value is None or type(value) is str or type(value) is float or type(value) is int:
        model.completion = value
    else:
        model.completion = _read_completion_of_max_price(data, "completion", value)
    value = data.get("image")
    if value is None or type(value) is str or type(value) is float or type(value) is int:
        model.image = value
    else:
        model.image = _read_image_of_max_price(data, "image", value)
    value = data.get("audio")
    if value is None or type(value) is str or type(value) is float or type(value) is int:
        model.audio = value
    else:
        model.audio = _read_audio_of_max_price(data, "audio", value)
    value = data.get("request")
    if value is None or type(value) is str or type(value) is float or type(value) is int:
        model.request = value
    else:
        model.request = _read_request_of_max_price(data, "request", value)
    return model


def encode_max_price(model: MaxPrice) -> dict[str, Any]:
    """The JSON object of a `MaxPrice`."""
    return arrange(
        model,
        {
            "prompt": model.prompt,
            "completion": model.completion,
            "image": model.image,
            "audio": model.audio,
            "request": model.request,
        },
    )


def decode_percentile_cutoffs(data: dict[str, Any]) -> PercentileCutoffs:
    """A `PercentileCutoffs` from its JSON object."""
    model = new(PercentileCutoffs)
    model._received = data
    model._extra = NO_EXTRA if PercentileCutoffs._keys.issuperset(data) else None
    value = data.get("p50")
    model.p50 = value if value is None or type(value) is float or type(value) is int else number(data, "p50", value)
    value = data.get("p75")
    model.p75 = value if value is None or type(value) is float or type(value) is int else number(data, "p75", value)
    value = data.get("p90")
    model.p90 = value if value is None or type(value) is float or type(value) is int else number(data, "p90", value)
    value = data.get("p99")
    model.p99 = value if value is None or type(value) is float or type(value) is int else number(data, "p99", value)
    return model


def encode_percentile_cutoffs(model: PercentileCutoffs) -> dict[str, Any]:
    """The JSON object of a `PercentileCutoffs`."""
    return arrange(
        model,
        {
            "p50": model.p50,
            "p75": model.p75,
            "p90": model.p90,
            "p99": model.p99,
        },
    )


def _read_sort_of_provider_preferences(holder: Any, key: str | int, value: Any) -> (
    ProviderSort | ProviderSortOptions
):
    """The value, if its kind is right."""
    if type(value) is str:
        return value
    if type(value) is dict:
        return decode_provider_sort_options(value)
    raise mismatch(holder, key, "a string or an object")


def _read_preferred_min_throughput_of_provider_preferences(holder: Any, key: str | int, value: Any) -> (
    float | PercentileCutoffs
):
    """The value, if its kind is right."""
    if type(value) is float or type(value) is int:
        return value
    if type(value) is dict:
        return decode_percentile_cutoffs(value)
    raise mismatch(holder, key, "a number or an object")


def _read_preferred_max_latency_of_provider_preferences(holder: Any, key: str | int, value: Any) -> (
    float | PercentileCutoffs
):
    """The value, if its kind is right."""
    if type(value) is float or type(value) is int:
        return value
    if type(value) is dict:
        return decode_percentile_cutoffs(value)
    raise mismatch(holder, key, "a number or an object")


def _read_options_value_of_provider_preferences(holder: Any, key: str | int, value: Any) -> dict[str, Any]:
    """The value, if its kind is right."""
    if type(value) is dict:
        return value
    raise mismatch(holder, key, "an object")


def _read_prompt_of_max_price(holder: Any, key: str | int, value: Any) -> str | float:
    """The value, if its kind is right."""
    if type(value) is str or type(value) is float or type(value) is int:
        return value
    raise mismatch(holder, key, "a string or a number")


def _read_completion_of_max_price(holder: Any, key: str | int, value: Any) -> str | float:
    """The value, if its kind is right."""
    if type(value) is str or type(value) is float or type(value) is int:
        return value
    raise mismatch(holder, key, "a string or a number")


def _read_image_of_max_price(holder: Any, key: str | int, value: Any) -> str | float:
    """The value, if its kind is right."""
    if type(value) is str or type(value) is float or type(value) is int:
        return value
    raise mismatch(holder, key, "a string or a number")


def _read_audio_of_max_price(holder: Any, key: str | int, value: Any) -> str | float:
    """The value, if its kind is right."""
    if type(value) is str or type(value) is float or type(value) is int:
        return value
    raise mismatch(holder, key, "a string or a number")


def _read_request_of_max_price(holder: Any, key: str | int, value: Any) -> str | float:
    """The value, if its kind is right."""
    if type(value) is str or type(value) is float or type(value) is int:
        return value
    raise mismatch(holder, key, "a string or a number")


bind(ProviderPreferences, decode_provider_preferences, encode_provider_preferences)
bind(ProviderSortOptions, decode_provider_sort_options, encode_provider_sort_options)
bind(MaxPrice, decode_max_price, encode_max_price)
bind(PercentileCutoffs, decode_percentile_cutoffs, encode_percentile_cutoffs)
