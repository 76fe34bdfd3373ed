"""One span a call, in every outcome, and the measurements beside it."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from openrouter import Retry, errors, otel
from openrouter.testing import Cut, Gate, Hold, Status, Text
from tests.fronts.uniform import Play, play
from tests.play import make_flow

__all__ = ["play"]


class Watched:
    """Providers whose spans and metrics can be read."""

    def __init__(self) -> None:
        self.exporter, self.reader = InMemorySpanExporter(), InMemoryMetricReader()
        tracers, meters = TracerProvider(), MeterProvider([self.reader])
        tracers.add_span_processor(SimpleSpanProcessor(self.exporter))
        self.tracers = tracers
        self.hooks = otel.hooks(tracer_provider=tracers, meter_provider=meters)

    @property
    def spans(self) -> Any:
        """The spans that have ended."""
        return self.exporter.get_finished_spans()

    def metrics(self) -> dict[str, Any]:
        """The data points of each metric."""
        data: Any = self.reader.get_metrics_data()
        return {
            metric.name: list(metric.data.data_points)
            for resource in data.resource_metrics
            for scope in resource.scope_metrics
            for metric in scope.metrics
        }


def test_the_span_of_a_whole_answer(play: Play) -> None:
    """Name, attributes and measurements of a call that ends well, after one retry; the caller's span is its parent."""
    watched = Watched()
    play.server.answer(Status(503, headers={"Retry-After": "0"}), Text("xyz", pieces=1))

    async def body(client: Any) -> None:
        with watched.tracers.get_tracer("test").start_as_current_span("outer"):
            await client.stream("hi", temperature=0.5, stop="x", max_tokens=9).get_final_text()

    play(body, hooks=watched.hooks, retry=Retry(), model="m/n")
    span, outer = watched.spans
    told = span.attributes

    assert "chat m/n" == span.name
    assert outer.context.span_id == span.parent.span_id
    assert ("chat", "openrouter", "m/n") == tuple(
        told[f"gen_ai.{name}"] for name in ("operation.name", "provider.name", "request.model")
    )
    assert (0.5, 9, ("x",)) == tuple(
        told[f"gen_ai.request.{name}"] for name in ("temperature", "max_tokens", "stop_sequences")
    )
    assert (("stop",), 200, "completed", 2) == (
        told["gen_ai.response.finish_reasons"],
        told["http.response.status_code"],
        told["openrouter.status"],
        told["openrouter.attempts"],
    )
    assert told["gen_ai.usage.output_tokens"] == 3
    assert told["server.address"] == "127.0.0.1"
    assert ["retry"] == [event.name for event in span.events]
    assert StatusCode.UNSET is span.status.status_code
    assert "error.type" not in told
    points = watched.metrics()
    assert {
        "gen_ai.client.operation.duration",
        "gen_ai.client.operation.time_to_first_chunk",
        "gen_ai.client.operation.time_per_output_chunk",
        "gen_ai.client.token.usage",
    } == set(points)
    assert {"input", "output"} == {point.attributes["gen_ai.token.type"] for point in points["gen_ai.client.token.usage"]}
    assert "xyz" not in str(span.to_json())


def test_the_span_of_an_answer_in_one_piece(play: Play) -> None:
    """`complete()` has its span too."""
    watched = Watched()

    async def body(client: Any) -> None:
        await client.complete("hi")

    play(body, hooks=watched.hooks)

    assert ["completed"] == [span.attributes["openrouter.status"] for span in watched.spans]


@pytest.mark.parametrize("how", ["broken", "refused", "cancelled", "left"])
def test_a_span_ends_in_every_outcome(play: Play, how: str) -> None:
    """A break, a refusal and a cancellation are errors of the span; leaving is none."""
    watched, gate = Watched(), Gate()
    answers: dict[str, Any] = {"broken": Cut(Text("abc", pieces=1), after_events=2, how="rst"), "refused": Status(402)}
    play.server.answer(answers.get(how) or Hold(Text("abc", pieces=1), gate, after_events=2))

    async def body(client: Any) -> None:
        async with client.stream("hi") as stream:
            try:
                async for _ in stream:
                    if how == "left":
                        break
                    stream.cancel()
            except errors.OpenRouterError:
                pass

    play(body, hooks=watched.hooks)
    (span,) = watched.spans
    expected = {
        "broken": ("StreamInterruptedError", "StreamCancelledError"),
        "refused": ("InsufficientCreditsError",),
        "cancelled": ("StreamCancelledError",),
        "left": (None,),
    }

    assert span.attributes.get("error.type") in expected[how]
    assert (StatusCode.UNSET if how == "left" else StatusCode.ERROR) is span.status.status_code


def test_an_interruption_is_an_error_of_the_span() -> None:
    """A call that Python interrupted has no error of ours, and its span says so."""
    watched = Watched()
    flow = make_flow(hooks=[watched.hooks], body={"model": "m"})
    flow.journal.begin_attempt()
    flow.escaped(KeyboardInterrupt())
    flow = make_flow(hooks=[watched.hooks])
    flow.escaped(KeyboardInterrupt())

    assert ["cancelled"] == [span.attributes["error.type"] for span in watched.spans]


def test_without_opentelemetry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed the error says how to install it."""
    monkeypatch.setitem(sys.modules, "opentelemetry.metrics", None)
    with pytest.raises(errors.ConfigurationError, match=r"openrouter-streaming\[otel\]"):
        otel.hooks()
