# Generated from schemas/router.json by `python -m codegen`. Edit the schema, not this file.
"""How OpenRouter routed a request, sent when a header asked for it."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from attrs import define

from ..traits import NO_EXTRA, Mismatch, Model, arrange, bind, new, plain, refuse_item, tolerate


@define(kw_only=True, eq=False, repr=False)
class RouterMetadata(Model):
    """How a request was routed."""

    requested: str | None = None
    """Model that was asked for."""

    strategy: RoutingStrategy | None = None
    """How the model was chosen."""

    region: str | None = None
    """Region that the request was handled in."""

    summary: str | None = None
    """The routing in one line, for people."""

    attempt: int | None = None
    """Number of the attempt that succeeded, from 1."""

    is_byok: bool | None = None
    """Whether an own key of the provider was used."""

    endpoints: RouterEndpoints | None = None
    """Endpoints that could be chosen from."""

    params: RouterParams | None = None
    """Settings of the router that applied."""

    attempts: list[RouterAttempt] | None = None
    """Attempts that were made, in order."""

    pipeline: list[PipelineStage] | None = None
    """Stages that the request went through."""

    generation_time: int | None = None
    """How long the model took, in milliseconds."""


RoutingStrategy: TypeAlias = (
    Literal["direct", "auto", "free", "latest", "alias", "fallback", "pareto", "bodybuilder", "fusion"] | str
)
"""How the model of a request was chosen."""


@define(kw_only=True, eq=False, repr=False)
class RouterEndpoints(Model):
    """Endpoints that could be chosen from."""

    total: int | None = None
    """How many there were."""

    available: list[RouterEndpoint] | None = None
    """Those that were left to choose from."""


@define(kw_only=True, eq=False, repr=False)
class RouterEndpoint(Model):
    """A model at a provider."""

    provider: str | None = None
    """Name of the provider."""

    model: str | None = None
    """Slug of the model."""

    selected: bool | None = None
    """Whether this one was chosen."""


@define(kw_only=True, eq=False, repr=False)
class RouterParams(Model):
    """Settings of the router that applied."""

    quality_floor: float | None = None
    """Lowest quality that was allowed."""

    throughput_floor: float | None = None
    """Lowest throughput that was allowed, in tokens a second."""

    version_group: str | None = None
    """Group of model versions that was chosen from."""


@define(kw_only=True, eq=False, repr=False)
class RouterAttempt(Model):
    """One attempt to get an answer."""

    provider: str | None = None
    """Name of the provider."""

    model: str | None = None
    """Slug of the model."""

    status: int | None = None
    """HTTP status of the attempt."""


@define(kw_only=True, eq=False, repr=False)
class PipelineStage(Model):
    """A stage that the request went through."""

    type: PipelineStageType | None = None
    """Kind of the stage."""

    name: str | None = None
    """Name of the stage."""

    summary: str | None = None
    """What it did, for people."""

    data: dict[str, Any] | None = None
    """What it did, for programs."""

    guardrail_id: str | None = None
    """Id of the guardrail."""

    guardrail_scope: str | None = None
    """What the guardrail belongs to."""

    cost_usd: float | None = None
    """Price of the stage, in US dollars."""


PipelineStageType: TypeAlias = (
    Literal["guardrail", "plugin", "server_tools", "response_healing", "context_compression"] | str
)
"""Kind of a stage that a request went through."""


def decode_router_metadata(data: dict[str, Any]) -> RouterMetadata:
    """A `RouterMetadata` from its JSON object."""
    model = new(RouterMetadata)
    model._received = data
    model._extra = NO_EXTRA if RouterMetadata._keys.issuperset(data) else None
    value = data.get("requested")
    if value is None or type(value) is str:
        model.requested = value
    else:
        model.requested = None
        tolerate(model, data, "requested")
    value = data.get("strategy")
    if value is None or type(value) is str:
        model.strategy = value
    else:
        model.strategy = None
        tolerate(model, data, "strategy")
    value = data.get("region")
    if value is None or type(value) is str:
        model.region = value
    else:
        model.region = None
        tolerate(model, data, "region")
    value = data.get("summary")
    if value is None or type(value) is str:
        model.summary = value
    else:
        model.summary = None
        tolerate(model, data, "summary")
    value = data.get("attempt")
    if value is None or type(value) is int:
        model.attempt = value
    else:
        model.attempt = None
        tolerate(model, data, "attempt")
    value = data.get("is_byok")
    if value is None or type(value) is bool:
        model.is_byok = value
    else:
        model.is_byok = None
        tolerate(model, data, "is_byok")
    value = data.get("endpoints")
    model.endpoints = None
    if type(value) is dict:
        try:
            model.endpoints = decode_router_endpoints(value)
        except Mismatch:
            tolerate(model, data, "endpoints")
    elif value is not None:
        tolerate(model, data, "endpoints")
    value = data.get("params")
    model.params = None
    if type(value) is dict:
        try:
            model.params = decode_router_params(value)
        except Mismatch:
            tolerate(model, data, "params")
    elif value is not None:
        tolerate(model, data, "params")
    value = data.get("attempts")
    model.attempts = None
    if type(value) is list:
        try:
            model.attempts = [
                decode_router_attempt(item) if type(item) is dict else refuse_item(value, item, "an object")
                for item in value
            ]
        except Mismatch:
            tolerate(model, data, "attempts")
    elif value is not None:
        tolerate(model, data, "attempts")
    value = data.get("pipeline")
    model.pipeline = None
    if type(value) is list:
        try:
            model.pipeline = [
                decode_pipeline_stage(item) if type(item) is dict else refuse_item(value, item, "an object")
                for item in value
            ]
        except Mismatch:
            tolerate(model, data, "pipeline")
    elif value is not None:
        tolerate(model, data, "pipeline")
    value = data.get("generation_time")
    if value is None or type(value) is int:
        model.generation_time = value
    else:
        model.generation_time = None
        tolerate(model, data, "generation_time")
    return model


def encode_router_metadata(model: RouterMetadata) -> dict[str, Any]:
    """The JSON object of a `RouterMetadata`."""
    return arrange(
        model,
        {
            "requested": model.requested,
            "strategy": model.strategy,
            "region": model.region,
            "summary": model.summary,
            "attempt": model.attempt,
            "is_byok": model.is_byok,
            "endpoints": plain(model.endpoints),
            "params": plain(model.params),
            "attempts": plain(model.attempts),
            "pipeline": plain(model.pipeline),
            "generation_time": model.generation_time,
        },
    )


def decode_router_endpoints(data: dict[str, Any]) -> RouterEndpoints:
    """A `RouterEndpoints` from its JSON object."""
    model = new(RouterEndpoints)
    model._received = data
    model._extra = NO_EXTRA if RouterEndpoints._keys.issuperset(data) else None
    value = data.get("total")
    if value is None or type(value) is int:
        model.total = value
    else:
        model.total = None
        tolerate(model, data, "total")
    value = data.get("available")
    model.available = None
    if type(value) is list:
        try:
            model.available = [
                decode_router_endpoint(item) if type(item) is dict else refuse_item(value, item, "an object")
                for item in value
            ]
        except Mismatch:
            tolerate(model, data, "available")
    elif value is not None:
        tolerate(model, data, "available")
    return model


def encode_router_endpoints(model: RouterEndpoints) -> dict[str, Any]:
    """The JSON object of a `RouterEndpoints`."""
    return arrange(
        model,
        {
            "total": model.total,
            "available": plain(model.available),
        },
    )


def decode_router_endpoint(data: dict[str, Any]) -> RouterEndpoint:
    """A `RouterEndpoint` from its JSON object."""
    model = new(RouterEndpoint)
    model._received = data
    model._extra = NO_EXTRA if RouterEndpoint._keys.issuperset(data) else None
    value = data.get("provider")
    if value is None or type(value) is str:
        model.provider = value
    else:
        model.provider = None
        tolerate(model, data, "provider")
    value = data.get("model")
    if value is None or type(value) is str:
        model.model = value
    else:
        model.model = None
        tolerate(model, data, "model")
    value = data.get("selected")
    if value is None or type(value) is bool:
        model.selected = value
    else:
        model.selected = None
        tolerate(model, data, "selected")
    return model


def encode_router_endpoint(model: RouterEndpoint) -> dict[str, Any]:
    """The JSON object of a `RouterEndpoint`."""
    return arrange(
        model,
        {
            "provider": model.provider,
            "model": model.model,
            "selected": model.selected,
        },
    )


def decode_router_params(data: dict[str, Any]) -> RouterParams:
    """A `RouterParams` from its JSON object."""
    model = new(RouterParams)
    model._received = data
    model._extra = NO_EXTRA if RouterParams._keys.issuperset(data) else None
    value = data.get("quality_floor")
    if value is None or type(value) is float or type(value) is int:
        model.quality_floor = value
    else:
        model.quality_floor = None
        tolerate(model, data, "quality_floor")
    value = data.get("throughput_floor")
    if value is None or type(value) is float or type(value) is int:
        model.throughput_floor = value
    else:
        model.throughput_floor = None
        tolerate(model, data, "throughput_floor")
    value = data.get("version_group")
    if value is None or type(value) is str:
        model.version_group = value
    else:
        model.version_group = None
        tolerate(model, data, "version_group")
    return model


def encode_router_params(model: RouterParams) -> dict[str, Any]:
    """The JSON object of a `RouterParams`."""
    return arrange(
        model,
        {
            "quality_floor": model.quality_floor,
            "throughput_floor": model.throughput_floor,
            "version_group": model.version_group,
        },
    )


def decode_router_attempt(data: dict[str, Any]) -> RouterAttempt:
    """A `RouterAttempt` from its JSON object."""
    model = new(RouterAttempt)
    model._received = data
    model._extra = NO_EXTRA if RouterAttempt._keys.issuperset(data) else None
    value = data.get("provider")
    if value is None or type(value) is str:
        model.provider = value
    else:
        model.provider = None
        tolerate(model, data, "provider")
    value = data.get("model")
    if value is None or type(value) is str:
        model.model = value
    else:
        model.model = None
        tolerate(model, data, "model")
    value = data.get("status")
    if value is None or type(value) is int:
        model.status = value
    else:
        model.status = None
        tolerate(model, data, "status")
    return model


def encode_router_attempt(model: RouterAttempt) -> dict[str, Any]:
    """The JSON object of a `RouterAttempt`."""
    return arrange(
        model,
        {
            "provider": model.provider,
            "model": model.model,
            "status": model.status,
        },
    )


def decode_pipeline_stage(data: dict[str, Any]) -> PipelineStage:
    """A `PipelineStage` from its JSON object."""
    model = new(PipelineStage)
    model._received = data
    model._extra = NO_EXTRA if PipelineStage._keys.issuperset(data) else None
    value = data.get("type")
    if value is None or type(value) is str:
        model.type = value
    else:
        model.type = None
        tolerate(model, data, "type")
    value = data.get("name")
    if value is None or type(value) is str:
        model.name = value
    else:
        model.name = None
        tolerate(model, data, "name")
    value = data.get("summary")
    if value is None or type(value) is str:
        model.summary = value
    else:
        model.summary = None
        tolerate(model, data, "summary")
    value = data.get("data")
    if value is None or type(value) is dict:
        model.data = value
    else:
        model.data = None
        tolerate(model, data, "data")
    value = data.get("guardrail_id")
    if value is None or type(value) is str:
        model.guardrail_id = value
    else:
        model.guardrail_id = None
        tolerate(model, data, "guardrail_id")
    value = data.get("guardrail_scope")
    if value is None or type(value) is str:
        model.guardrail_scope = value
    else:
        model.guardrail_scope = None
        tolerate(model, data, "guardrail_scope")
    value = data.get("cost_usd")
    if value is None or type(value) is float or type(value) is int:
        model.cost_usd = value
    else:
        model.cost_usd = None
        tolerate(model, data, "cost_usd")
    return model


def encode_pipeline_stage(model: PipelineStage) -> dict[str, Any]:
    """The JSON object of a `PipelineStage`."""
    return arrange(
        model,
        {
            "type": model.type,
            "name": model.name,
            "summary": model.summary,
            "data": plain(model.data),
            "guardrail_id": model.guardrail_id,
            "guardrail_scope": model.guardrail_scope,
            "cost_usd": model.cost_usd,
        },
    )


bind(RouterMetadata, decode_router_metadata, encode_router_metadata)
bind(RouterEndpoints, decode_router_endpoints, encode_router_endpoints)
bind(RouterEndpoint, decode_router_endpoint, encode_router_endpoint)
bind(RouterParams, decode_router_params, encode_router_params)
bind(RouterAttempt, decode_router_attempt, encode_router_attempt)
bind(PipelineStage, decode_pipeline_stage, encode_pipeline_stage)
