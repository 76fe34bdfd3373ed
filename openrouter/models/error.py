# Generated from schemas/error.json by `python -m codegen`. Edit the schema, not this file.
"""What OpenRouter says about a failure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import define

from ..traits import (
    NO_EXTRA,
    Mismatch,
    Model,
    arrange,
    bind,
    items,
    members,
    mismatch,
    new,
    plain,
    refuse_item,
    string,
    tolerate,
)

if TYPE_CHECKING:
    from .annotation import Annotation


@define(kw_only=True, eq=False, repr=False)
class ErrorDetail(Model):
    """Why a request or stream failed."""

    code: int | str | None = None
    """Usually the HTTP status, also where that was 200; a word from some providers."""

    message: str | None = None
    """What happened, for people."""

    error_type: ErrorType | None = None
    """Kind of the failure, stable for programs."""

    http_status: int | None = None
    """HTTP status that belongs to the failure, in routing failures."""

    metadata: ErrorMetadata | None = None
    """More about the failure."""

    availability: Availability | None = None
    """Why no endpoint was available, in routing failures."""

    type: str | None = None
    """Kind of the failure, in the style of OpenAI."""

    param: str | None = None
    """Parameter at fault, in the style of OpenAI."""


ErrorType: TypeAlias = (
    Literal["context_length_exceeded", "max_tokens_exceeded", "token_limit_exceeded", "string_too_long",
    "authentication", "permission_denied", "payment_required", "rate_limit_exceeded", "provider_overloaded",
    "provider_unavailable", "invalid_request", "invalid_prompt", "not_found", "precondition_failed",
    "payload_too_large", "unprocessable", "content_policy_violation", "refusal", "invalid_image", "image_too_large",
    "image_too_small", "unsupported_image_format", "image_not_found", "image_download_failed", "server", "timeout",
    "unmapped"] | str
)
"""Kind of a failure, the same for all providers."""


@define(kw_only=True, eq=False, repr=False)
class ErrorMetadata(Model):
    """More about a failure; which fields there are depends on its kind."""

    error_type: ErrorType | None = None
    """Kind of the failure, stable for programs."""

    provider_code: str | int | None = None
    """The provider's own code of the failure."""

    provider_name: str | None = None
    """Provider that failed."""

    raw: Any = None
    """What the provider said, as an object or as text, often of JSON."""

    previous_errors: list[PreviousError] | None = None
    """Failures of the providers that were tried before."""

    limit_source: str | None = None
    """Whose limit was hit."""

    remedy_hint: str | None = None
    """What could help."""

    reasons: list[str] | None = None
    """Why the input was flagged by moderation."""

    flagged_input: str | None = None
    """The flagged piece of the input, at most 100 characters, cut in the middle."""

    model_slug: str | None = None
    """Model that the flagged input was meant for."""

    patterns: Any = None
    """Patterns of the guardrail that matched."""

    headers: dict[str, str | int] | None = None
    """Rate-limit headers: limit, remaining and reset, the last in milliseconds since 1970."""

    file_annotations: list[Annotation] | None = None
    """Documents that were parsed and paid for before the failure; sent back, they save parsing them again."""


@define(kw_only=True, eq=False, repr=False)
class PreviousError(Model):
    """The failure of a provider that was tried before."""

    provider: str | None = None
    """Provider that failed."""

    code: int | str | None = None
    """Code of the failure."""

    status: int | None = None
    """HTTP status of the failure."""

    message: str | None = None
    """What happened, for people."""


@define(kw_only=True, eq=False, repr=False)
class Availability(Model):
    """Why no endpoint was available, and what would be."""

    code: AvailabilityCode | None = None
    """Kind of the shortage."""

    retryable: bool | None = None
    """Whether it makes sense to try again."""

    retry_after: float | None = None
    """How long to wait before that, in seconds."""

    requested_models: list[str] | None = None
    """Models that were asked for."""

    affected_providers: list[str] | None = None
    """Providers that the shortage concerns."""

    excluded_by: list[ExclusionReason] | None = None
    """Settings that ruled out endpoints."""

    fallback_models: list[str] | None = None
    """Models that would be available."""

    constraint: AvailabilityConstraint | None = None
    """The setting that left nothing over."""

    docs_url: str | None = None
    """Page that explains the failure."""


AvailabilityCode: TypeAlias = (
    Literal["model_not_found", "wrong_endpoint", "no_endpoints", "model_deprecated", "model_unavailable_upstream",
    "capacity_exhausted", "temporarily_unavailable", "region_restricted", "privacy_restricted",
    "constraint_filtered", "free_variant_ended"] | str
)
"""Why no endpoint was available."""


ExclusionReason: TypeAlias = (
    Literal["geo", "data_region", "data_policy:zdr", "data_policy:training", "max_price", "context_length",
    "require_parameters", "quantization", "allowed_providers"] | str
)
"""Setting that ruled out an endpoint."""


@define(kw_only=True, eq=False, repr=False)
class AvailabilityConstraint(Model):
    """A setting that left no endpoint over."""

    field: str | None = None
    """Name of the setting."""

    detail: str | None = None
    """What about it, for people."""


def decode_error_detail(data: dict[str, Any]) -> ErrorDetail:
    """An `ErrorDetail` from its JSON object."""
    model = new(ErrorDetail)
    model._received = data
    model._extra = NO_EXTRA if ErrorDetail._keys.issuperset(data) else None
    value = data.get("code")
    if value is None or type(value) is int or type(value) is str:
        model.code = value
    else:
        model.code = None
        try:
            model.code = _read_code_of_error_detail(data, "code", value)
        except Mismatch:
            tolerate(model, data, "code")
    value = data.get("message")
    if value is None or type(value) is str:
        model.message = value
    else:
        model.message = None
        tolerate(model, data, "message")
    value = data.get("error_type")
    if value is None or type(value) is str:
        model.error_type = value
    else:
        model.error_type = None
        tolerate(model, data, "error_type")
    value = data.get("http_status")
    if value is None or type(value) is int:
        model.http_status = value
    else:
        model.http_status = None
        tolerate(model, data, "http_status")
    value = data.get("metadata")
    model.metadata = None
    if type(value) is dict:
        try:
            model.metadata = decode_error_metadata(value)
        except Mismatch:
            tolerate(model, data, "metadata")
    elif value is not None:
        tolerate(model, data, "metadata")
    value = data.get("availability")
    model.availability = None
    if type(value) is dict:
        try:
            model.availability = decode_availability(value)
        except Mismatch:
            tolerate(model, data, "availability")
    elif value is not None:
        tolerate(model, data, "availability")
    value = data.get("type")
    if value is None or type(value) is str:
        model.type = value
    else:
        model.type = None
        tolerate(model, data, "type")
    value = data.get("param")
    if value is None or type(value) is str:
        model.param = value
    else:
        model.param = None
        tolerate(model, data, "param")
    return model


def encode_error_detail(model: ErrorDetail) -> dict[str, Any]:
    """The JSON object of an `ErrorDetail`."""
    return arrange(
        model,
        {
            "code": model.code,
            "message": model.message,
            "error_type": model.error_type,
            "http_status": model.http_status,
            "metadata": plain(model.metadata),
            "availability": plain(model.availability),
            "type": model.type,
            "param": model.param,
        },
    )


def decode_error_metadata(data: dict[str, Any]) -> ErrorMetadata:
    """An `ErrorMetadata` from its JSON object."""
    model = new(ErrorMetadata)
    model._received = data
    model._extra = NO_EXTRA if ErrorMetadata._keys.issuperset(data) else None
    value = data.get("error_type")
    if value is None or type(value) is str:
        model.error_type = value
    else:
        model.error_type = None
        tolerate(model, data, "error_type")
    value = data.get("provider_code")
    if value is None or type(value) is str or type(value) is int:
        model.provider_code = value
    else:
        model.provider_code = None
        try:
            model.provider_code = _read_provider_code_of_error_metadata(data, "provider_code", value)
        except Mismatch:
            tolerate(model, data, "provider_code")
    value = data.get("provider_name")
    if value is None or type(value) is str:
        model.provider_name = value
    else:
        model.provider_name = None
        tolerate(model, data, "provider_name")
    model.raw = data.get("raw")
    value = data.get("previous_errors")
    model.previous_errors = None
    if type(value) is list:
        try:
            model.previous_errors = [
                decode_previous_error(item) if type(item) is dict else refuse_item(value, item, "an object")
                for item in value
            ]
        except Mismatch:
            tolerate(model, data, "previous_errors")
    elif value is not None:
        tolerate(model, data, "previous_errors")
    value = data.get("limit_source")
    if value is None or type(value) is str:
        model.limit_source = value
    else:
        model.limit_source = None
        tolerate(model, data, "limit_source")
    value = data.get("remedy_hint")
    if value is None or type(value) is str:
        model.remedy_hint = value
    else:
        model.remedy_hint = None
        tolerate(model, data, "remedy_hint")
    value = data.get("reasons")
    model.reasons = None
    if value is not None:
        try:
            model.reasons = items(data, "reasons", value, string)
        except Mismatch:
            tolerate(model, data, "reasons")
    value = data.get("flagged_input")
    if value is None or type(value) is str:
        model.flagged_input = value
    else:
        model.flagged_input = None
        tolerate(model, data, "flagged_input")
    value = data.get("model_slug")
    if value is None or type(value) is str:
        model.model_slug = value
    else:
        model.model_slug = None
        tolerate(model, data, "model_slug")
    model.patterns = data.get("patterns")
    value = data.get("headers")
    model.headers = None
    if value is not None:
        try:
            model.headers = members(data, "headers", value, _read_headers_value_of_error_metadata)
        except Mismatch:
            tolerate(model, data, "headers")
    value = data.get("file_annotations")
    model.file_annotations = None
    if type(value) is list:
        try:
            from .annotation import decode_annotation
            model.file_annotations = [
                decode_annotation(item) if type(item) is dict else refuse_item(value, item, "an object")
                for item in value
            ]
        except Mismatch:
            tolerate(model, data, "file_annotations")
    elif value is not None:
        tolerate(model, data, "file_annotations")
    return model


def encode_error_metadata(model: ErrorMetadata) -> dict[str, Any]:
    """The JSON object of an `ErrorMetadata`."""
    return arrange(
        model,
        {
            "error_type": model.error_type,
            "provider_code": model.provider_code,
            "provider_name": model.provider_name,
            "raw": plain(model.raw),
            "previous_errors": plain(model.previous_errors),
            "limit_source": model.limit_source,
            "remedy_hint": model.remedy_hint,
            "reasons": plain(model.reasons),
            "flagged_input": model.flagged_input,
            "model_slug": model.model_slug,
            "patterns": plain(model.patterns),
            "headers": plain(model.headers),
            "file_annotations": plain(model.file_annotations),
        },
    )


def decode_previous_error(data: dict[str, Any]) -> PreviousError:
    """A `PreviousError` from its JSON object."""
    model = new(PreviousError)
    model._received = data
    model._extra = NO_EXTRA if PreviousError._keys.issuperset(data) else None
    value = data.get("provider")
    if value is None or type(value) is str:
        model.provider = value
    else:
        model.provider = None
        tolerate(model, data, "provider")
    value = data.get("code")
    if value is None or type(value) is int or type(value) is str:
        model.code = value
    else:
        model.code = None
        try:
            model.code = _read_code_of_previous_error(data, "code", value)
        except Mismatch:
            tolerate(model, data, "code")
    value = data.get("status")
    if value is None or type(value) is int:
        model.status = value
    else:
        model.status = None
        tolerate(model, data, "status")
    value = data.get("message")
    if value is None or type(value) is str:
        model.message = value
    else:
        model.message = None
        tolerate(model, data, "message")
    return model


def encode_previous_error(model: PreviousError) -> dict[str, Any]:
    """The JSON object of a `PreviousError`."""
    return arrange(
        model,
        {
            "provider": model.provider,
            "code": model.code,
            "status": model.status,
            "message": model.message,
        },
    )


def decode_availability(data: dict[str, Any]) -> Availability:
    """An `Availability` from its JSON object."""
    model = new(Availability)
    model._received = data
    model._extra = NO_EXTRA if Availability._keys.issuperset(data) else None
    value = data.get("code")
    if value is None or type(value) is str:
        model.code = value
    else:
        model.code = None
        tolerate(model, data, "code")
    value = data.get("retryable")
    if value is None or type(value) is bool:
        model.retryable = value
    else:
        model.retryable = None
        tolerate(model, data, "retryable")
    value = data.get("retry_after")
    if value is None or type(value) is float or type(value) is int:
        model.retry_after = value
    else:
        model.retry_after = None
        tolerate(model, data, "retry_after")
    value = data.get("requested_models")
    model.requested_models = None
    if value is not None:
        try:
            model.requested_models = items(data, "requested_models", value, string)
        except Mismatch:
            tolerate(model, data, "requested_models")
    value = data.get("affected_providers")
    model.affected_providers = None
    if value is not None:
        try:
            model.affected_providers = items(data, "affected_providers", value, string)
        except Mismatch:
            tolerate(model, data, "affected_providers")
    value = data.get("excluded_by")
    model.excluded_by = None
    if value is not None:
        try:
            model.excluded_by = items(data, "excluded_by", value, string)
        except Mismatch:
            tolerate(model, data, "excluded_by")
    value = data.get("fallback_models")
    model.fallback_models = None
    if value is not None:
        try:
            model.fallback_models = items(data, "fallback_models", value, string)
        except Mismatch:
            tolerate(model, data, "fallback_models")
    value = data.get("constraint")
    model.constraint = None
    if type(value) is dict:
        try:
            model.constraint = decode_availability_constraint(value)
        except Mismatch:
            tolerate(model, data, "constraint")
    elif value is not None:
        tolerate(model, data, "constraint")
    value = data.get("docs_url")
    if value is None or type(value) is str:
        model.docs_url = value
    else:
        model.docs_url = None
        tolerate(model, data, "docs_url")
    return model


def encode_availability(model: Availability) -> dict[str, Any]:
    """The JSON object of an `Availability`."""
    return arrange(
        model,
        {
            "code": model.code,
            "retryable": model.retryable,
            "retry_after": model.retry_after,
            "requested_models": plain(model.requested_models),
            "affected_providers": plain(model.affected_providers),
            "excluded_by": plain(model.excluded_by),
            "fallback_models": plain(model.fallback_models),
            "constraint": plain(model.constraint),
            "docs_url": model.docs_url,
        },
    )


def decode_availability_constraint(data: dict[str, Any]) -> AvailabilityConstraint:
    """An `AvailabilityConstraint` from its JSON object."""
    model = new(AvailabilityConstraint)
    model._received = data
    model._extra = NO_EXTRA if AvailabilityConstraint._keys.issuperset(data) else None
    value = data.get("field")
    if value is None or type(value) is str:
        model.field = value
    else:
        model.field = None
        tolerate(model, data, "field")
    value = data.get("detail")
    if value is None or type(value) is str:
        model.detail = value
    else:
        model.detail = None
        tolerate(model, data, "detail")
    return model


def encode_availability_constraint(model: AvailabilityConstraint) -> dict[str, Any]:
    """The JSON object of an `AvailabilityConstraint`."""
    return arrange(
        model,
        {
            "field": model.field,
            "detail": model.detail,
        },
    )


def _read_code_of_error_detail(holder: Any, key: str | int, value: Any) -> int | str:
    """The value, if its kind is right."""
    if type(value) is int or type(value) is str:
        return value
    raise mismatch(holder, key, "an integer or a string")


def _read_provider_code_of_error_metadata(holder: Any, key: str | int, value: Any) -> str | int:
    """The value, if its kind is right."""
    if type(value) is str or type(value) is int:
        return value
    raise mismatch(holder, key, "a string or an integer")


def _read_headers_value_of_error_metadata(holder: Any, key: str | int, value: Any) -> str | int:
    """The value, if its kind is right."""
    if type(value) is str or type(value) is int:
        return value
    raise mismatch(holder, key, "a string or an integer")


def _read_code_of_previous_error(holder: Any, key: str | int, value: Any) -> int | str:
    """The value, if its kind is right."""
    if type(value) is int or type(value) is str:
        return value
    raise mismatch(holder, key, "an integer or a string")


bind(ErrorDetail, decode_error_detail, encode_error_detail)
bind(ErrorMetadata, decode_error_metadata, encode_error_metadata)
bind(PreviousError, decode_previous_error, encode_previous_error)
bind(Availability, decode_availability, encode_availability)
bind(AvailabilityConstraint, decode_availability_constraint, encode_availability_constraint)
