"""The catalogue of the fake service, and what it refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest

from openrouter.models import (
    ActivityItem,
    EmbeddingResponse,
    Endpoint,
    GenerationContent,
    ModelEndpoints,
    ModelInfo,
    Provider,
)
from openrouter.traits import Model
from tests.testing.clients import Ask


def data(ask: Ask, target: str) -> Any:
    """The `data` of an answer."""
    response = ask("GET", f"/api/v1{target}")
    assert response.status == 200
    return json.load(response)["data"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["fake-1", "gpt-5-mini", "longwinded-2", "pocket-1:free", "auto"]),
        ("?q=Mini", ["gpt-5-mini"]),
        ("?input_modalities=text,image", ["gpt-5-mini", "longwinded-2"]),
        ("?output_modalities=image,embeddings", ["painter-1", "embed-1"]),
        ("?supported_parameters=reasoning,response_format", ["gpt-5-mini"]),
        ("?context=400000", ["gpt-5-mini", "longwinded-2", "auto"]),
        ("?min_price=0.25&max_price=1", ["fake-1", "gpt-5-mini"]),
        ("?min_output_price=0&max_output_price=2", ["gpt-5-mini", "pocket-1:free"]),
        ("?model_authors=openai,openrouter", ["fake-1", "gpt-5-mini", "auto"]),
        ("?min_age_days=60&max_age_days=120", ["gpt-5-mini", "longwinded-2"]),
        ("?sort=pricing-low-to-high&min_price=0", ["pocket-1:free", "gpt-5-mini", "fake-1", "longwinded-2"]),
        ("?sort=pricing-high-to-low&limit=1", ["longwinded-2"]),
        ("?sort=newest&offset=3", ["pocket-1:free", "auto"]),
        ("?sort=context-high-to-low&limit=2", ["auto", "longwinded-2"]),
        ("?sort=most-popular&q=nothing", []),
    ],
)
def test_filters(ask: Ask, query: str, names: list[str]) -> None:
    """The catalogue is filtered, sorted and cut into pages as the service does it."""
    assert names == [model["id"].partition("/")[2] for model in data(ask, f"/models{query}")]


def test_the_link_to_the_next_page(ask: Ask) -> None:
    """A page says where the next one is and how many there are; the last one, and a list that was not asked for in pages, do not."""
    first, last, whole = (json.load(ask("GET", f"/api/v1/models{query}")) for query in ("?limit=3&q=a", "?limit=3&offset=3&q=a", "?q=a"))

    assert "/api/v1/models?limit=3&q=a&offset=3" == first["links"]["next"]
    assert [5, 5, 5] == [page["total_count"] for page in (first, last, whole)]
    assert [None, None] == [page["links"]["next"] for page in (last, whole)]


@pytest.mark.parametrize("query", ["limit=0", "limit=1001", "offset=-1", "limit=x", "max_price=cheap"])
def test_queries_that_are_refused(ask: Ask, query: str) -> None:
    """What is no number, or out of range, is a bad request."""
    response = ask("GET", f"/api/v1/models?q=a&{query}")

    assert 400 == response.status == json.load(response)["error"]["code"]


SHAPES: list[tuple[str, type[Model]]] = [
    ("/models/user", ModelInfo),
    ("/embeddings/models", ModelInfo),
    ("/model/openai/gpt-5-mini", ModelInfo),
    ("/model/fakery/pocket-1%3Afree", ModelInfo),
    ("/models/openai/gpt-5-mini-2025-08-07/endpoints", ModelEndpoints),
    ("/endpoints/zdr", Endpoint),
    ("/providers", Provider),
    ("/generation/content?id=gen-1", GenerationContent),
    ("/activity?group_by=workspace", ActivityItem),
]


@pytest.mark.parametrize(("target", "model"), SHAPES, ids=[target for target, _ in SHAPES])
def test_shapes(ask: Ask, target: str, model: type[Model]) -> None:
    """What the endpoints answer is of the documented shape: nothing in it is unknown or of another type."""
    found = data(ask, target)
    items = found if isinstance(found, list) else [found]

    assert items
    for item in items:
        assert {} == model.from_dict(item).extra


def test_embeddings(ask: Ask) -> None:
    """The same input has the same vector, of the length that was asked for; another has another."""
    first, second = (
        EmbeddingResponse.from_json(ask("POST", "/embeddings", model="m", input=given, dimensions=3).read())
        for given in (["a", "b"], [[1, 2], "a"])
    )
    single = EmbeddingResponse.from_json(ask("POST", "/embeddings", model="m", input=[1, 2]).read())

    assert [3, 3] == [len(vector) for vector in first.vectors]
    assert first.vectors[0] == second.vectors[1] != first.vectors[1]
    assert [8] == [len(vector) for vector in single.vectors]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/model/a/b", 404),
        ("GET", "/models/a/b/endpoints", 404),
        ("POST", "/model/openai/gpt-5-mini", 404),
        ("GET", "/generation/content", 400),
        ("POST", "/embeddings", 400),
    ],
)
def test_what_is_not_there(ask: Ask, method: str, path: str, status: int) -> None:
    """Unknown models and incomplete requests are errors of the service."""
    response = ask(method, f"/api/v1{path}")

    assert status == response.status == json.load(response)["error"]["code"]
