"""The calls of the endpoints besides chat, each checked before it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from attrs import frozen

from ..errors import ConfigurationError
from . import endpoints
from .call import Call, encoded
from .catalogue import ModelList, Paging
from .codec import plain
from .embedding_input import check_inputs
from .endpoints import Endpoint
from .flow import Flow
from .options import Retry
from .query import (
    checked_by,
    checked_day,
    checked_word,
    encoded_query,
    model_query,
    names_in,
)
from .scripts import fetch
from .settings import Settings, checked_headers, joined_headers
from .steps import HttpRequest, Script

if TYPE_CHECKING:
    from ..models import (
        ActivityItem,
        Credits,
        EmbeddingResponse,
        Generation,
        GenerationContent,
        KeyInfo,
        ModelEndpoints,
        ModelInfo,
        Provider,
    )
    from ..models import Endpoint as PublicEndpoint

T = TypeVar("T")

PATIENT = Retry(attempts=8, max_wait=4)
"""The service notes a generation a moment after its end; until then it answers 404."""


@frozen
class Asking(Generic[T]):
    """A call that is ready, and the script that makes its answer a value."""

    call: Call
    endpoint: Endpoint[T]
    retry: Retry | None = None

    def script(self, flow: Flow) -> Script[T]:
        """The value of the answer."""
        return fetch(flow, self.endpoint.decode)


def asking(
    settings: Settings,
    endpoint: Endpoint[T],
    query: Mapping[str, Any] | None = None,
    *,
    names: Mapping[str, str] | None = None,
    body: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
    patient: bool = False,
) -> Asking[T]:
    """The call of an endpoint; `names` are the parts of its path, and `patient` means that 404 is asked again."""
    own = {"Accept": "application/json", "Accept-Encoding": "identity"}
    if body is not None:
        own["Content-Type"] = "application/json"
    url = settings.base_url + endpoint.path.format_map(names or {}) + encoded_query(query or {})
    request = HttpRequest(
        endpoint.method,
        url,
        joined_headers(own, settings.headers, headers or {}),
        b"" if body is None else encoded(body),
        settings.key(needed=not endpoint.public),
    )
    again_on = frozenset({404} if patient else ())
    call = Call(
        request=request, limits=settings.limits, operation=endpoint.path, body=body or {}, again_on=again_on
    )
    return Asking(call, endpoint, PATIENT if patient else None)


def model_pages(filters: Mapping[str, Any], method: str) -> Paging:
    """The pages of the models that filters choose."""
    return Paging.of(model_query(filters, method))


def plain_pages(offset: int | None, limit: int | None) -> Paging:
    """The pages of a list that has no filters."""
    return model_pages({"offset": offset, "limit": limit}, "")


def model_page(settings: Settings, paging: Paging, endpoint: Endpoint[ModelList]) -> Asking[ModelList]:
    """The next page of a list of models."""
    return asking(settings, endpoint, paging.query)


def feed_url(settings: Settings, filters: Mapping[str, Any], *, chat_links: bool) -> str:
    """Where the list of models is as an RSS feed."""
    links = {"use_rss_chat_links": True} if chat_links else {}
    query = {**model_query(filters, "feed_url"), "use_rss": True, **links}
    return settings.base_url + endpoints.MODELS.path + encoded_query(query)


def model_count(settings: Settings, output_modalities: Any) -> Asking[int]:
    """How many models there are."""
    return asking(settings, endpoints.MODEL_COUNT, model_query({"output_modalities": output_modalities}, "count"))


def model(settings: Settings, name: str) -> Asking[ModelInfo]:
    """One model."""
    return asking(settings, endpoints.MODEL, names=names_in(name))


def model_endpoints(settings: Settings, name: str) -> Asking[ModelEndpoints]:
    """The endpoints of one model."""
    return asking(settings, endpoints.MODEL_ENDPOINTS, names=names_in(name))


def zdr_endpoints(settings: Settings) -> Asking[list[PublicEndpoint]]:
    """The endpoints that keep no data."""
    return asking(settings, endpoints.ZDR_ENDPOINTS)


def providers(settings: Settings) -> Asking[list[Provider]]:
    """The providers."""
    return asking(settings, endpoints.PROVIDERS)


def generation(settings: Settings, identity: str | None, *, wait: bool) -> Asking[Generation]:
    """What was noted of a generation; `wait` asks again while there is no note."""
    return asking(settings, endpoints.GENERATION, {"id": _identity(identity)}, patient=wait)


def generation_content(settings: Settings, identity: str | None, *, wait: bool) -> Asking[GenerationContent]:
    """What was stored of a generation; `wait` asks again while there is nothing."""
    return asking(settings, endpoints.GENERATION_CONTENT, {"id": _identity(identity)}, patient=wait)


def _identity(identity: str | None) -> str:
    if identity is None:
        raise ConfigurationError("there is no generation to ask for: the answer has not begun")
    return checked_word("id", identity)


def credits_left(settings: Settings) -> Asking[Credits]:
    """What the account has paid and used."""
    return asking(settings, endpoints.CREDITS)


def key(settings: Settings) -> Asking[KeyInfo]:
    """What is known of the key."""
    return asking(settings, endpoints.KEY)


def activity(
    settings: Settings, day: date | str | None, filters: Mapping[str, str | None]
) -> Asking[list[ActivityItem]]:
    """What was used, a day and an endpoint each."""
    words = {name: checked_word(name, value) for name, value in filters.items() if value is not None}
    return asking(settings, endpoints.ACTIVITY, {"date": checked_day(day), **words})


def embeddings(
    settings: Settings,
    given: Any,
    model: str,
    params: Mapping[str, Any],
    *,
    extra_headers: Mapping[str, str] | None,
    extra_body: Mapping[str, Any] | None,
) -> Asking[EmbeddingResponse]:
    """The vectors of an input."""
    from ..models import EmbeddingRequest
    from ..models.params import EMBEDDING_PARAMS

    for name in params:
        if name not in EMBEDDING_PARAMS:
            raise TypeError(
                f"create() got an unexpected keyword argument {name!r}; "
                "send fields this version does not know with extra_body"
            )
    if given is None or (isinstance(given, (str, list, tuple)) and not given):
        raise ConfigurationError("input is empty: pass a text, or a list of texts")
    body = {
        "model": checked_word("model", model),
        "input": plain(given, "input"),
        **{name: plain(value, name) for name, value in params.items() if value is not None},
    }
    checked_by(EmbeddingRequest, body)
    check_inputs(body["input"])
    if extra_body is not None:
        if not isinstance(extra_body, Mapping):
            raise ConfigurationError(f"extra_body must be a mapping, not {type(extra_body).__name__}")
        body.update(plain(extra_body, "extra_body"))
    return asking(settings, endpoints.EMBEDDINGS, body=body, headers=checked_headers(extra_headers, "extra_headers"))
