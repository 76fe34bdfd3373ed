"""The endpoints besides chat and the catalogue: generations, credits, the key, activity, embeddings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from ..core import resources
from ..core.catalogue import ModelList
from ..core.endpoints import EMBEDDING_MODELS
from .catalogue import every_model
from .transport import Transport

if TYPE_CHECKING:
    from typing import Unpack

    from ..models import (
        ActivityItem,
        Credits,
        EmbeddingContent,
        EmbeddingParams,
        EmbeddingResponse,
        Generation,
        GenerationContent,
        KeyInfo,
    )


@frozen
class Generations:
    """`client.generations`: what was noted of answers."""

    _transport: Transport = field(repr=False)

    async def get(self, id: str | None, *, wait: bool = False) -> Generation:
        """
        Tokens, cost and route of one generation.

        Args:
            id: `stream.generation_id`, `response.id`.
            wait: whether to ask again while the service does not know it, for about 15 seconds: it does so a moment after the end.

        Raises:
            ConfigurationError: no id; nothing was sent.
            AuthenticationError, InsufficientCreditsError, NotFoundError, RateLimitError, InternalServerError, ProviderError,
                ProviderOverloadedError: statuses 401, 402, 404, 429, 500 and 524, 502, 529.
        """
        return await self._transport.ask(resources.generation(self._transport.settings, id, wait=wait))

    async def content(self, id: str | None, *, wait: bool = False) -> GenerationContent:
        """
        What was asked and answered in one generation, if the account has it stored; takes what `get()` takes.

        Raises:
            ConfigurationError: no id; nothing was sent.
            AuthenticationError, PermissionDeniedError, NotFoundError, RateLimitError, InternalServerError, ProviderError,
                ProviderOverloadedError: statuses 401, 403, 404, 429, 500 and 524, 502, 529.
        """
        return await self._transport.ask(resources.generation_content(self._transport.settings, id, wait=wait))


@frozen
class CreditsResource:
    """`client.credits`."""

    _transport: Transport = field(repr=False)

    async def get(self) -> Credits:
        """
        What the account has bought and used, in US dollars. The service wants a management key for it.

        Raises:
            AuthenticationError, PermissionDeniedError, InternalServerError: statuses 401, 403 and 500.
        """
        return await self._transport.ask(resources.credits_left(self._transport.settings))


@frozen
class KeyResource:
    """`client.key`."""

    _transport: Transport = field(repr=False)

    async def get(self) -> KeyInfo:
        """
        What the service knows of the client's key: its limits, and what it has spent.

        Raises:
            AuthenticationError, InternalServerError: statuses 401 and 500.
        """
        return await self._transport.ask(resources.key(self._transport.settings))


@frozen
class Activity:
    """`client.activity`."""

    _transport: Transport = field(repr=False)

    async def list(
        self,
        *,
        date: date | str | None = None,
        api_key_hash: str | None = None,
        user_id: str | None = None,
        group_by: str | None = None,
        workspace_id: str | None = None,
    ) -> Sequence[ActivityItem]:
        """
        What was used in the last 30 whole days, a day and an endpoint each. The service wants a management key for it.

        Args:
            date: one of those days, in UTC: a `datetime.date`, or a string as in "2026-01-31".
            api_key_hash: one key, by the SHA-256 of it in hex.
            user_id: one member of the organization.
            group_by: "workspace" tells workspaces apart.
            workspace_id: one workspace.

        Raises:
            ConfigurationError: an argument cannot be used; nothing was sent.
            BadRequestError, AuthenticationError, PermissionDeniedError, NotFoundError, InternalServerError: statuses 400, 401, 403, 404
                and 500.
        """
        filters = {
            "api_key_hash": api_key_hash,
            "user_id": user_id,
            "group_by": group_by,
            "workspace_id": workspace_id,
        }
        return await self._transport.ask(resources.activity(self._transport.settings, date, filters))


@frozen
class Embeddings:
    """`client.embeddings`: vectors that stand for texts."""

    _transport: Transport = field(repr=False)

    async def create(
        self,
        input: str | Sequence[str] | Sequence[int] | Sequence[Sequence[int]] | Sequence[EmbeddingContent | Mapping[str, Any]],
        *,
        model: str,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, Any] | None = None,
        **params: Unpack[EmbeddingParams],
    ) -> EmbeddingResponse:
        """
        The vectors of one text or several; `response.vectors` has them in the order of the input.

        Args:
            input: a text, texts, the tokens of one or several, or content of several parts for models that take it; all of one kind,
                and none empty.
            model: the model that embeds; the client's own model is for chat.
            extra_headers: more headers for this request.
            extra_body: fields of the request that this version does not know; sent as they are, and last.
            params: the parameters of the API, by name.

        Raises:
            ConfigurationError: an argument cannot be used; nothing was sent.
            TypeError: an unknown keyword.
            BadRequestError, AuthenticationError, InsufficientCreditsError, NotFoundError, RequestTimeoutError, PayloadTooLargeError,
                RateLimitError, InternalServerError, ProviderError, ServiceUnavailableError, ProviderOverloadedError: statuses 400, 401,
                402, 404, 408, 413, 429, 500 and 524, 502, 503, 529.
        """
        return await self._transport.ask(
            resources.embeddings(
                self._transport.settings, input, model, params, extra_headers=extra_headers, extra_body=extra_body
            )
        )

    async def models(self, *, offset: int | None = None, limit: int | None = None) -> ModelList:
        """
        The models that embed; with `offset` or `limit` a page. No key is needed.

        Raises:
            BadRequestError, InternalServerError: statuses 400 and 500.
        """
        return await every_model(self._transport, resources.plain_pages(offset, limit), EMBEDDING_MODELS)
