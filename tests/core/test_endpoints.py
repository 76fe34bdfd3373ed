"""What the answers of the endpoints are made into, and what is no answer."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter import models
from openrouter.core import endpoints
from openrouter.core.catalogue import ModelList
from openrouter.core.endpoints import Endpoint
from openrouter.errors import DecodeError

ANSWERS: list[tuple[Endpoint[Any], Any, Any]] = [
    (endpoints.MODEL, {"data": {"id": "a/b"}}, models.ModelInfo(id="a/b")),
    (endpoints.MODEL_ENDPOINTS, {"data": {"id": "a/b", "endpoints": []}}, models.ModelEndpoints(id="a/b", endpoints=[])),
    (endpoints.MODEL_COUNT, {"data": {"count": 7}}, 7),
    (endpoints.ZDR_ENDPOINTS, {"data": [{"tag": "azure"}]}, [models.Endpoint(tag="azure")]),
    (endpoints.PROVIDERS, {"data": [{"slug": "azure"}, {"slug": "z-ai"}]}, [models.Provider(slug="azure"), models.Provider(slug="z-ai")]),
    (endpoints.GENERATION, {"data": {"id": "gen-1"}}, models.Generation(id="gen-1")),
    (endpoints.GENERATION_CONTENT, {"data": {}}, models.GenerationContent()),
    (endpoints.CREDITS, {"data": {"total_credits": 5, "total_usage": 0.5}}, models.Credits(total_credits=5, total_usage=0.5)),
    (endpoints.KEY, {"data": {"usage": 1}}, models.KeyInfo(usage=1)),
    (endpoints.ACTIVITY, {"data": []}, []),
    (endpoints.ACTIVITY, {"data": [{"requests": 2}]}, [models.ActivityItem(requests=2)]),
    (endpoints.EMBEDDINGS, {"data": [{"embedding": [1.5]}]}, models.EmbeddingResponse(data=[models.Embedding(embedding=[1.5])])),
    (endpoints.MODELS, {"data": []}, ModelList()),
    (
        endpoints.USER_MODELS,
        {"data": [{"id": "a/b"}], "total_count": 9, "links": {"next": "/api/v1/models/user?offset=1"}},
        ModelList((models.ModelInfo(id="a/b"),), 9, "/api/v1/models/user?offset=1"),
    ),
    (endpoints.EMBEDDING_MODELS, {"data": [], "total_count": None, "links": {"next": None}}, ModelList()),
    (endpoints.EMBEDDING_MODELS, {"data": [], "total_count": "many", "links": {"next": 5}}, ModelList()),
    (endpoints.EMBEDDING_MODELS, {"data": [], "total_count": True, "links": []}, ModelList()),
]  # fmt: skip


@pytest.mark.parametrize(("endpoint", "body", "value"), ANSWERS)
def test_answers(endpoint: Endpoint[Any], body: Any, value: Any) -> None:
    """Each endpoint's answer becomes its model, or a list of them, without the object that it is wrapped in."""
    assert value == endpoint.decode(body)


WRAPPED = [endpoint for endpoint, _, _ in ANSWERS if endpoint is not endpoints.EMBEDDINGS]


@pytest.mark.parametrize("endpoint", {endpoint.path: endpoint for endpoint in WRAPPED}.values(), ids=lambda one: one.path)
@pytest.mark.parametrize("body", [{}, {"data": None}, {"data": 5}, {"data": "text"}, {"models": []}, [], [{"data": {}}]])
def test_no_answers(endpoint: Endpoint[Any], body: Any) -> None:
    """Without its data an answer is a DecodeError and no empty value: an account without credits is another thing than none."""
    with pytest.raises(DecodeError) as caught:
        endpoint.decode(body)

    assert ("data" if isinstance(body, dict) else "") == caught.value.path


@pytest.mark.parametrize(
    ("endpoint", "body", "path"),
    [
        (endpoints.MODELS, {"data": [{"id": "a/b"}, {"id": 5}]}, "data[1].id"),
        (endpoints.MODELS, {"data": [{"name": "without an id"}]}, "data[0].id"),
        (endpoints.MODELS, {"data": [{"id": "a/b"}, "a/c"]}, "data[1]"),
        (endpoints.MODELS, {"data": {"id": "a/b"}}, "data"),
        (endpoints.MODEL, {"data": [{"id": "a/b"}]}, "data"),
        (endpoints.MODEL, {"data": {"id": None}}, "data.id"),
        (endpoints.MODEL_COUNT, {"data": {"count": "7"}}, "data.count"),
        (endpoints.CREDITS, {"data": {"total_credits": 5}}, "data.total_usage"),
        (endpoints.CREDITS, {"data": {"total_credits": "5", "total_usage": 0}}, "data.total_credits"),
        (endpoints.EMBEDDINGS, {"data": [{"embedding": [1, "x"]}]}, "data[0].embedding[1]"),
        (endpoints.EMBEDDINGS, {"data": None}, "data"),
        (endpoints.EMBEDDINGS, [], ""),
    ],
)
def test_answers_of_the_wrong_type(endpoint: Endpoint[Any], body: Any, path: str) -> None:
    """The error tells the place as seen from the whole body."""
    with pytest.raises(DecodeError) as caught:
        endpoint.decode(body)

    assert path == caught.value.path


def test_what_is_odd_in_a_model_is_kept_beside() -> None:
    """What a model cannot be without is its id; whatever else is odd costs nobody the list, and stays in `extra`."""
    odd = {"id": "a/b", "context_length": "long", "pricing": {"prompt": "ask us", "completion": None}, "novel": 1}
    (model,) = endpoints.MODELS.decode({"data": [odd]})

    assert (None, {"context_length": "long", "novel": 1}) == (model.context_length, model.extra)
    assert (None, {"prompt": "ask us"}) == (model.pricing.prompt, model.pricing.extra)
    assert odd == model.to_dict()


def test_what_is_public() -> None:
    """The catalogue answers without a key; what is about an account does not."""
    public = {one.path for one in vars(endpoints).values() if isinstance(one, Endpoint) and one.public}

    assert public == {
        "/models",
        "/models/count",
        "/model/{author}/{slug}",
        "/models/{author}/{slug}/endpoints",
        "/embeddings/models",
        "/endpoints/zdr",
        "/providers",
    }
