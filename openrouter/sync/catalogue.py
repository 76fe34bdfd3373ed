"""The catalogue: models, the endpoints that run them, and their providers."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import field, frozen

from ..core import resources
from ..core.catalogue import ModelList, Paging, without_preset
from ..core.endpoints import MODELS, USER_MODELS
from ..core.endpoints import Endpoint as ApiEndpoint
from .transport import Transport

if TYPE_CHECKING:
    from typing import Unpack

    from ..models import Endpoint, ModelEndpoints, ModelFilters, ModelInfo, OutputModality, Provider


@frozen
class Models:
    """`client.models`: the catalogue."""

    _transport: Transport = field(repr=False)

    def list(self, **filters: Unpack[ModelFilters]) -> ModelList:
        """
        The models that fit: all of them, or with `offset` or `limit` one page.

        No key is needed. Prices in filters are those of a million tokens, in US dollars; what `search()` of the list takes need not be
        asked of the service again.

        Raises:
            ConfigurationError: a filter cannot be used; nothing was sent.
            TypeError: an unknown keyword.
            BadRequestError, PermissionDeniedError, InternalServerError: statuses 400, 403 and 500.
        """
        return every_model(self._transport, resources.model_pages(filters, "list"), MODELS)

    def pages(self, **filters: Unpack[ModelFilters]) -> Iterator[ModelList]:
        """
        The models that fit, page by page, each asked for when the loop comes to it; takes what `list()` takes.

        Args:
            filters: `limit` is the size of a page, from 1 to 1000, 500 by default; `offset` is where to begin.
        """
        return self._pages(resources.model_pages({"offset": 0, **filters}, "pages"))

    def feed_url(self, *, chat_links: bool = False, **filters: Unpack[ModelFilters]) -> str:
        """
        The URL of the models that fit as an RSS feed, for a feed reader; nothing is sent. Takes what `list()` takes.

        Args:
            chat_links: whether its items lead to a chat with the model and not to its page.
        """
        return resources.feed_url(self._transport.settings, filters, chat_links=chat_links)

    def get(self, model: str) -> ModelInfo:
        """
        One model by its name, as in "openai/gpt-5"; a variant may follow, and aliases are understood. No key is needed.

        Raises:
            ConfigurationError: no name of a model; nothing was sent.
            PermissionDeniedError, NotFoundError, InternalServerError: statuses 403, 404 and 500.
        """
        return self._transport.ask(resources.model(self._transport.settings, model))

    def find(self, model: str) -> ModelInfo:
        """
        One model by the name that requests go to, from a catalogue that is asked for once an hour; `estimate()` has its prices from here.

        Raises:
            NotFoundError: neither the catalogue nor the service knows the model.
            OpenRouterError: what `list()` and `get()` raise.
        """
        kept = self._transport.kept
        if not kept.is_fresh(time.monotonic()):
            kept.keep(self.list(), time.monotonic())
        found = kept.find(model)
        return kept.add(model, self.get(without_preset(model))) if found is None else found

    def count(self, *, output_modalities: str | Sequence[OutputModality] | None = None) -> int:
        """
        How many models there are, by what they make; without it, those that make text. No key is needed.

        Raises:
            BadRequestError, PermissionDeniedError, InternalServerError: statuses 400, 403 and 500.
        """
        return self._transport.ask(resources.model_count(self._transport.settings, output_modalities))

    def endpoints(self, model: str) -> ModelEndpoints:
        """
        Where a model runs, and how well. Latency and throughput are only told to a key.

        Raises:
            ConfigurationError: no name of a model; nothing was sent.
            PermissionDeniedError, NotFoundError, InternalServerError: statuses 403, 404 and 500.
        """
        return self._transport.ask(resources.model_endpoints(self._transport.settings, model))

    def zdr_endpoints(self) -> Sequence[Endpoint]:
        """
        The endpoints of all models that keep no data. No key is needed.

        Raises:
            PermissionDeniedError, InternalServerError: statuses 403 and 500.
        """
        return self._transport.ask(resources.zdr_endpoints(self._transport.settings))

    def user(self, *, offset: int | None = None, limit: int | None = None) -> ModelList:
        """
        The models that the account's preferences, privacy settings and guardrails let this key use; with `offset` or `limit` a page.

        Raises:
            AuthenticationError, PermissionDeniedError, NotFoundError, InternalServerError: statuses 401, 403, 404 and 500.
        """
        return every_model(self._transport, resources.plain_pages(offset, limit), USER_MODELS)

    def _pages(self, paging: Paging) -> Iterator[ModelList]:
        while paging.query is not None:
            yield paging.take(self._transport.ask(resources.model_page(self._transport.settings, paging, MODELS)))


@frozen
class Providers:
    """`client.providers`."""

    _transport: Transport = field(repr=False)

    def list(self) -> Sequence[Provider]:
        """
        The companies that run models. No key is needed.

        Raises:
            InternalServerError: status 500.
        """
        return self._transport.ask(resources.providers(self._transport.settings))


def every_model(transport: Transport, paging: Paging, endpoint: ApiEndpoint[ModelList]) -> ModelList:
    """The models of all pages, or of the one that was asked for."""
    while paging.query is not None:
        paging.take(transport.ask(resources.model_page(transport.settings, paging, endpoint)))
    return paging.found
