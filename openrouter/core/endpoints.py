"""The endpoints of the API this library calls, and what their answers are made into."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

from attrs import frozen

from .. import models
from ..traits import Mismatch, Model, mismatch
from ..traits.model import decode_error
from .catalogue import ModelList

T = TypeVar("T")
M = TypeVar("M", bound=Model)


@frozen
class Endpoint(Generic[T]):
    """
    One endpoint besides chat.

    Attributes:
        path: below the base URL; `{author}` and `{slug}` stand for the two parts of a model's name.
        decode: makes the value of a parsed body, or raises `DecodeError`.
        public: whether it also answers without a key.
    """

    method: str
    path: str
    decode: Callable[[Any], T]
    public: bool = False


def _made(cls: type[M], value: Any, holder: Any, key: str | int | None, body: Any) -> M:
    """The model of a value somewhere in a body, whose place an error tells as seen from the body."""
    if not isinstance(value, dict):
        raise decode_error(cls, mismatch(holder, key, "an object"), body)
    try:
        made: M = cls._decode(value)
    except Mismatch as error:
        wrong = error
    else:
        return made
    raise decode_error(cls, wrong, body)


def _data(cls: type[Model], body: Any) -> Any:
    """What a body wraps in `data`."""
    if not isinstance(body, dict):
        raise decode_error(cls, mismatch(body, None, "an object"), body)
    return body.get("data")


def one(model: Callable[[], type[M]]) -> Callable[[Any], M]:
    """Decodes `{"data": {...}}`."""
    return lambda body: _made(model(), _data(model(), body), body, "data", body)


def several(model: Callable[[], type[M]]) -> Callable[[Any], list[M]]:
    """Decodes `{"data": [{...}, ...]}`."""
    return lambda body: _list(model(), body)


def _list(cls: type[M], body: Any) -> list[M]:
    items = _data(cls, body)
    if not isinstance(items, list):
        raise decode_error(cls, mismatch(body, "data", "an array"), body)
    return [_made(cls, item, items, index, body) for index, item in enumerate(items)]


def whole(model: Callable[[], type[M]]) -> Callable[[Any], M]:
    """Decodes a body that is the object itself."""
    return lambda body: _made(model(), body, body, None, body)


def _page(body: Any) -> ModelList:
    """A page of models, with what the service says of the other pages."""
    found = several(lambda: models.ModelInfo)(body)
    links, total = body.get("links"), body.get("total_count")
    link = links.get("next") if isinstance(links, dict) else None
    return ModelList(tuple(found), total if type(total) is int else None, link if isinstance(link, str) else None)


def _number(body: Any) -> int:
    return one(lambda: models.ModelCount)(body).count


MODELS: Final = Endpoint("GET", "/models", _page, public=True)
USER_MODELS: Final = Endpoint("GET", "/models/user", _page)
EMBEDDING_MODELS: Final = Endpoint("GET", "/embeddings/models", _page, public=True)
MODEL_COUNT: Final = Endpoint("GET", "/models/count", _number, public=True)
MODEL: Final = Endpoint("GET", "/model/{author}/{slug}", one(lambda: models.ModelInfo), public=True)
MODEL_ENDPOINTS: Final = Endpoint(
    "GET", "/models/{author}/{slug}/endpoints", one(lambda: models.ModelEndpoints), public=True
)
ZDR_ENDPOINTS: Final = Endpoint("GET", "/endpoints/zdr", several(lambda: models.Endpoint), public=True)
PROVIDERS: Final = Endpoint("GET", "/providers", several(lambda: models.Provider), public=True)
GENERATION: Final = Endpoint("GET", "/generation", one(lambda: models.Generation))
GENERATION_CONTENT: Final = Endpoint("GET", "/generation/content", one(lambda: models.GenerationContent))
CREDITS: Final = Endpoint("GET", "/credits", one(lambda: models.Credits))
KEY: Final = Endpoint("GET", "/key", one(lambda: models.KeyInfo))
ACTIVITY: Final = Endpoint("GET", "/activity", several(lambda: models.ActivityItem))
EMBEDDINGS: Final = Endpoint("POST", "/embeddings", whole(lambda: models.EmbeddingResponse))
