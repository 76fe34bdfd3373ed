"""What OpenRouter sends and its own SDK drops is here, typed, in chunks and in responses."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from openrouter import Accumulator
from openrouter.models import Annotation, ChatChunk, ChatResponse, Image, ModelInfo, UrlCitationAnnotation, Usage
from openrouter.traits import Model
from tests.corpus.recordings import bodies, chunks_of, json_bodies, needs_corpus, streams

pytestmark = needs_corpus


@cache
def chunks() -> list[ChatChunk]:
    return [ChatChunk.from_dict(chunk) for name in streams() for chunk in chunks_of(name)]


def response_of(name: str) -> ChatResponse:
    accumulator = Accumulator()
    for chunk in chunks_of(name):
        accumulator.add(chunk)
    return accumulator.response()


def test_the_provider_is_there() -> None:
    """`provider` of every chunk and body that has one is a string, never an extra."""
    sent = [(chunk._received["provider"], chunk) for chunk in chunks() if (chunk._received or {}).get("provider")]
    answered = [
        (body["provider"], ChatResponse.from_dict(body)) for body in json_bodies().values() if "provider" in body
    ]

    assert len(sent) > 1000
    assert len(answered) > 50
    assert [] == [
        model
        for provider, model in [*sent, *answered]
        if (model.provider, model.extra.get("provider")) != (provider, None)
    ]


def test_the_native_finish_reason_is_there() -> None:
    """The provider's own word for the end is a field of every choice that has it, in chunks and in the joined response."""
    ends = [choice for chunk in chunks() for choice in chunk.choices or () if choice.native_finish_reason]
    names = [name for name, recording in streams().items() if "native-finish-reason" in recording.features]
    joined = {name: response_of(name) for name in names[::3]}

    assert len(ends) > 200
    assert len(joined) > 80
    assert [] == [name for name, response in joined.items() if not response.choices[0].native_finish_reason]


def test_images_are_there() -> None:
    """An image in a delta is an `Image` with its url, and is in the message of the response."""
    names = [name for name, recording in streams().items() if "images" in recording.features]
    images = [image for name in names for image in response_of(name).images]

    assert names
    assert {Image} == {type(image) for image in images}
    assert all(image.image_url.url.startswith("data:image/") for image in images)


def test_annotations_are_there() -> None:
    """Citations in deltas are annotations of the message, with url, title where there is one."""
    name = "or.pydai.test-openrouter-test-openrouter-web-search-annotations-stream.0"
    annotations: list[Annotation] = response_of(name).message.annotations

    assert 5 == len(annotations)
    assert {UrlCitationAnnotation} == {type(one) for one in annotations}
    assert all(one.url_citation.url for one in annotations)
    assert any(one.url_citation.title for one in annotations)


def test_the_cost_is_there() -> None:
    """Cost, its details and whose key was used are typed fields of the usage."""
    usages = [chunk.usage for chunk in chunks() if chunk.usage is not None and chunk.usage.cost is not None]

    assert len(usages) > 200
    assert {Usage} == {type(usage) for usage in usages}
    assert {float, int} >= {type(usage.cost) for usage in usages}
    assert any(usage.cost_details.upstream_inference_cost is not None for usage in usages if usage.cost_details)
    assert {True, False} >= {usage.is_byok for usage in usages if usage.is_byok is not None} != set()


def test_an_error_in_a_choice_is_there() -> None:
    """`choices[].error` and its metadata are typed."""
    found = [
        choice.error
        for body in json_bodies().values()
        for choice in ChatResponse.from_dict(body).choices or ()
        if choice.error
    ]

    assert found
    assert all(error.code and error.message for error in found)


CATALOGUE = "or.chatlas.test-provider-openrouter-test-openrouter-list-models.0"


def everything_in(model: Model) -> list[Model]:
    """A model and the models in its fields."""
    values = [getattr(model, name) for name in model._fields]
    inner = [item for value in values for item in (value if isinstance(value, list) else [value])]
    return [model, *(deeper for item in inner if isinstance(item, Model) for deeper in everything_in(item))]


def test_the_catalogue_is_there() -> None:
    """Every field of every model of a recorded catalogue is typed, and goes back as it came."""
    received = json_bodies()[CATALOGUE]["data"]
    models = [ModelInfo.from_dict(model) for model in received]

    assert len(models) > 300
    assert [] == [inner.extra for model in models for inner in everything_in(model) if inner.extra]
    assert received == [model.to_dict() for model in models]


def test_prices_are_exact() -> None:
    """A price has every digit that was sent, which a float has not."""
    text = bodies()[CATALOGUE].data.decode()
    models = [ModelInfo.from_dict(model) for model in json_bodies()[CATALOGUE]["data"]]
    prices = [model.pricing.prompt for model in models if model.pricing is not None and model.pricing.prompt is not None]

    assert len(prices) == len(models)
    assert {Decimal} == {type(price) for price in prices}
    assert all(f'"{price:f}"' in text for price in prices)
    assert {"openrouter/auto", "openrouter/bodybuilder"} == {m.id for m, price in zip(models, prices, strict=True) if price < 0}
