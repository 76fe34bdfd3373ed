"""
Spans and metrics of calls, for OpenTelemetry (`pip install openrouter-streaming[otel]`).

Names and units are those of the semantic conventions for generative AI (incubating, 0.66). Neither prompts nor answers are in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from attrs import define

from . import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package
from .core.hooks import CallFacts, Hooks
from .errors import ConfigurationError

if TYPE_CHECKING:
    from opentelemetry.metrics import Histogram, Meter, MeterProvider
    from opentelemetry.trace import Span, Tracer, TracerProvider

    from .core.stats import Attempt

__all__ = ["hooks"]

_SPAN = object()
"""The note under which the hooks of a call find its span."""

_ASKED = {
    "temperature": "gen_ai.request.temperature",
    "top_p": "gen_ai.request.top_p",
    "top_k": "gen_ai.request.top_k",
    "max_tokens": "gen_ai.request.max_tokens",
    "max_completion_tokens": "gen_ai.request.max_tokens",
    "frequency_penalty": "gen_ai.request.frequency_penalty",
    "presence_penalty": "gen_ai.request.presence_penalty",
    "seed": "gen_ai.request.seed",
}
"""Numbers of a request, and the attributes that tell them."""


def hooks(*, tracer_provider: TracerProvider | None = None, meter_provider: MeterProvider | None = None) -> Hooks:
    """
    Hooks for `OpenRouter(hooks=...)` that make a span and measure each call.

    One span a call, over all of its attempts; it ends whatever the outcome. Each retry is an event of it.

    Args:
        tracer_provider, meter_provider: else the global ones.

    Raises:
        ConfigurationError: OpenTelemetry is not installed.
    """
    try:
        from opentelemetry.metrics import get_meter
        from opentelemetry.trace import get_tracer
    except ImportError:
        pass
    else:
        told = _telemetry(
            get_tracer("openrouter", tracer_provider=tracer_provider),
            get_meter("openrouter", meter_provider=meter_provider),
        )
        return Hooks(on_request=told.begin, on_retry=told.retry, on_end=told.end)
    raise ConfigurationError("OpenTelemetry is not installed: pip install openrouter-streaming[otel]")


def _telemetry(tracer: Tracer, meter: Meter) -> Telemetry:
    return Telemetry(
        tracer,
        meter.create_histogram("gen_ai.client.operation.duration", "s", "Duration of a call."),
        meter.create_histogram("gen_ai.client.operation.time_to_first_chunk", "s", "Time to the first chunk."),
        meter.create_histogram(
            "gen_ai.client.operation.time_per_output_chunk", "s", "Time between two chunks, on average."
        ),
        meter.create_histogram("gen_ai.client.token.usage", "{token}", "Tokens of a call, in and out."),
    )


@define
class Telemetry:
    """What is written to."""

    tracer: Tracer
    duration: Histogram
    first_chunk: Histogram
    per_chunk: Histogram
    tokens: Histogram

    def begin(self, call: CallFacts) -> None:
        """Starts the span, with the first attempt."""
        from opentelemetry.trace import SpanKind

        if _SPAN not in call.notes:
            attributes = {**_identity(call), **_request(call)}
            name = " ".join(filter(None, (call.operation, call.request.get("model"))))
            call.notes[_SPAN] = self.tracer.start_span(name, kind=SpanKind.CLIENT, attributes=attributes)

    def retry(self, call: CallFacts, attempt: Attempt) -> None:
        """Notes an attempt that failed."""
        told: dict[str, Any] = {"attempt": attempt.number, "error": attempt.error, "pause": attempt.pause or 0.0}
        call.notes[_SPAN].add_event("retry", told)

    def end(self, call: CallFacts) -> None:
        """Ends the span, and measures."""
        from opentelemetry.trace import Status, StatusCode

        span: Span | None = call.notes.pop(_SPAN, None)
        if span is None:  # it ended before anything was sent
            return
        failure = _failure(call)
        span.set_attributes({**_answer(call), **failure})
        if failure:
            span.set_status(Status(StatusCode.ERROR, str(call.error) if call.error is not None else call.status))
        span.end()
        self._measure(call, {**_identity(call), **failure})

    def _measure(self, call: CallFacts, attributes: Mapping[str, Any]) -> None:
        stats, usage = call.stats, call.usage
        self.duration.record(stats.ended_at or 0.0, attributes)
        if stats.first_chunk_at is not None:
            self.first_chunk.record(stats.first_chunk_at, attributes)
            if stats.last_chunk_at is not None and stats.chunks > 1:
                self.per_chunk.record((stats.last_chunk_at - stats.first_chunk_at) / (stats.chunks - 1), attributes)
        if usage is not None:
            for kind, count in {"input": usage.prompt_tokens, "output": usage.completion_tokens}.items():
                if count is not None:
                    self.tokens.record(count, {**attributes, "gen_ai.token.type": kind})


def _identity(call: CallFacts) -> dict[str, Any]:
    """What a call is, for spans and metrics alike."""
    place = urlsplit(call.url)
    told = {
        "gen_ai.operation.name": call.operation,
        "gen_ai.provider.name": "openrouter",
        "gen_ai.request.model": call.request.get("model"),
        "gen_ai.response.model": call.model,
        "server.address": place.hostname,
        "server.port": place.port or (443 if place.scheme == "https" else 80),
    }
    return {name: value for name, value in told.items() if value is not None}


def _request(call: CallFacts) -> dict[str, Any]:
    asked = {_ASKED[name]: value for name, value in call.request.items() if name in _ASKED and value is not None}
    stop = call.request.get("stop")
    if stop:
        asked["gen_ai.request.stop_sequences"] = [stop] if isinstance(stop, str) else list(stop)
    return asked


def _answer(call: CallFacts) -> dict[str, Any]:
    usage, stats = call.usage, call.stats
    prompt = usage.prompt_tokens_details if usage is not None else None
    completion = usage.completion_tokens_details if usage is not None else None
    told = {
        "gen_ai.response.id": call.generation_id,
        "gen_ai.response.model": call.model,
        "gen_ai.response.finish_reasons": None if call.finish_reason is None else [call.finish_reason],
        "gen_ai.response.time_to_first_chunk": stats.first_chunk_at,
        "gen_ai.usage.input_tokens": None if usage is None else usage.prompt_tokens,
        "gen_ai.usage.output_tokens": None if usage is None else usage.completion_tokens,
        "gen_ai.usage.cache_read.input_tokens": None if prompt is None else prompt.cached_tokens,
        "gen_ai.usage.reasoning.output_tokens": None if completion is None else completion.reasoning_tokens,
        "http.response.status_code": call.http_status,
        "openrouter.provider": call.provider,
        "openrouter.cost": call.cost,
        "openrouter.status": call.status,
        "openrouter.attempts": stats.sends,
    }
    return {name: value for name, value in told.items() if value is not None}


def _failure(call: CallFacts) -> dict[str, Any]:
    """What went wrong; a caller who left has done nothing wrong."""
    if call.error is not None:
        return {"error.type": type(call.error).__name__}
    return {} if call.status in {"completed", "closed"} else {"error.type": call.status}
