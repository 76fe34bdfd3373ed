"""The client for services: `async for` over aiohttp."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import aiohttp

from ..core.call import chat_call
from ..core.finish import StopReason
from ..core.hooks import Hooks
from ..core.options import UNSET, Limits, OnMalformed, Retry, Timeout, Unset
from ..core.progress import progress_hooks
from ..core.scripts import complete_chat
from ..core.service_headers import ResponseCache
from ..core.settings import ApiKey, settings
from ..core.stats import Stats
from ..errors import ConfigurationError
from ..recording import recorder
from ..traits import T
from .completions import Chat
from .doors import ResourceDoors
from .jobs import AsyncJobs
from .pool import Pool
from .stream import AsyncChatStream
from .transport import Transport, speakable

if TYPE_CHECKING:
    from typing import Unpack

    from ..budget import Budget
    from ..limiter import Limiter
    from ..models import ChatMessage, ChatParams, ChatRequest, ChatResponse


class AsyncOpenRouter(AsyncJobs, ResourceDoors):
    """
    A client for OpenRouter, and for any server that speaks its wire format, in asyncio.

    It may be made anywhere, and used in several event loops in turn.

    Args:
        api_key: the key, or a callable that returns it and is asked once a call; else OPENROUTER_API_KEY. A server on
            this machine needs none.
        model: the model of every call that names none.
        base_url: else OPENROUTER_BASE_URL, else https://openrouter.ai/api/v1.
        timeout: a `Timeout`; a number of seconds is `Timeout(total=seconds)`.
        retry: a `Retry`; a number is `Retry(attempts=number)`, None sends once.
        limits: how much to accept.
        app_name, app_url, app_categories: attribution of your app on openrouter.ai, which needs the URL.
        headers: more headers for every request.
        proxy: the URL of a proxy; else HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY.
        verify: a CA bundle's path, an `ssl.SSLContext` (client certificates, the system's trust store), or False; else SSL_CERT_FILE
            or REQUESTS_CA_BUNDLE; else what a session of yours says.
        session: an `aiohttp.ClientSession` of yours; it is used and never changed or closed.
        allow_http: allow http:// to another machine, which shows the key to the network.
        hooks: functions that are called at the turns of each call, see `Hooks`.
        limiter: a `Limiter`, which may be shared with other clients.

    Raises:
        ConfigurationError: an argument cannot be used.
    """

    def __init__(
        self,
        api_key: ApiKey | None = None,
        *,
        model: str | None = None,
        base_url: str | None = None,
        timeout: Timeout | float | None = None,
        retry: Retry | int | None = Retry(),
        limits: Limits = Limits(),
        app_name: str | None = None,
        app_url: str | None = None,
        app_categories: Sequence[str] = (),
        headers: Mapping[str, str] | None = None,
        proxy: str | None = None,
        verify: Any = None,
        session: aiohttp.ClientSession | None = None,
        allow_http: bool = False,
        hooks: Hooks | Sequence[Hooks] = (),
        limiter: Limiter | None = None,
    ) -> None:
        chosen = settings(
            environment=os.environ,
            api_key=api_key,
            model=model,
            base_url=base_url,
            timeout=timeout,
            retry=retry,
            limits=limits,
            app_name=app_name,
            app_url=app_url,
            app_categories=app_categories,
            headers=headers,
            proxy=proxy,
            verify=verify,
            allow_http=allow_http,
            hooks=hooks,
            limiter=limiter,
        )
        if session is not None and not isinstance(session, aiohttp.ClientSession):
            raise ConfigurationError(f"session must be an aiohttp.ClientSession, not {type(session).__name__}")
        speakable(chosen.proxy)
        self._transport = Transport(chosen, Pool.of(session))
        self._owner = True

    def stream(
        self,
        messages: str | Sequence[ChatMessage | Mapping[str, object]] | ChatRequest,
        *,
        model: str | None = None,
        max_cost: Budget | float | None = None,
        resume: bool = False,
        on_malformed: OnMalformed = "raise",
        record: str | os.PathLike[str] | None = None,
        on_progress: Callable[[Stats], object] | None = None,
        raise_on: Collection[StopReason] = (),
        response_cache: ResponseCache | int | None = None,
        router_metadata: bool = False,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, Any] | None = None,
        **params: Unpack[ChatParams[T]],
    ) -> AsyncChatStream[T]:
        """
        A streamed answer; the request is sent at its first step.

        Args:
            messages: a prompt, a list of messages (models or mappings), or a `ChatRequest`, whose fields the keywords override.
            model: the model's name; else the client's.
            max_cost: US dollars, or a `Budget` that other calls share: the call is not begun, or ended with a `LimitExceededError`,
                where the price list says that it would cost more.
            resume: whether an answer that breaks off is continued: the model is given its begin and goes on, as often as `retry`
                allows; what came before the break is billed too. Text only; `response.resumed` counts it.
            on_malformed: "skip" passes over events that are not what the schema says, and counts them.
            record: a file to write the bytes of the answer to as received, for a bug report; the key is not in it.
            on_progress: a function that is given `stream.stats`, at most ten times a second and once at the end, whatever that is. It runs
                inside the loop, and must return soon.
            raise_on: finish reasons, "length" and "content_filter", after which the loop raises `OutputTruncatedError`.
            response_cache: whether the service may answer from its cache of responses: True, False, seconds, or a `ResponseCache`.
            router_metadata: whether the answer tells how it was routed, in `response.openrouter_metadata`.
            extra_headers: more headers for this request.
            extra_body: fields of the request that this version does not know; sent as they are, and last.
            params: the parameters of the API, by name. `response_format` also takes a class (attrs, dataclass, TypedDict, pydantic),
                of which `get_final_parsed()` will be, or a JSON Schema.

        Raises:
            ConfigurationError: an argument cannot be used; nothing was sent.
            TypeError: an unknown keyword.
        """
        transport = self._transport
        transport.pool.check()
        call = chat_call(
            transport.settings,
            messages,
            model=model,
            params=params,
            stream=True,
            extra_headers=extra_headers,
            extra_body=extra_body,
            on_malformed=on_malformed,
            resume=resume,
            raise_on=raise_on,
            response_cache=response_cache,
            router_metadata=router_metadata,
            method="stream",
        )
        recording = () if record is None else (recorder(record, call.request.key),)
        more = (*recording, *progress_hooks(on_progress))
        return AsyncChatStream(transport.flow(call, more=more, max_cost=max_cost), transport.wire(call), transport)

    async def complete(
        self,
        messages: str | Sequence[ChatMessage | Mapping[str, object]] | ChatRequest,
        *,
        model: str | None = None,
        raise_on: Collection[StopReason] = (),
        response_cache: ResponseCache | int | None = None,
        router_metadata: bool = False,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, Any] | None = None,
        **params: Unpack[ChatParams],
    ) -> ChatResponse:
        """
        The answer in one piece; takes what `stream()` takes. After `response_format=cls`, `response.parse(cls)` is an object of it.

        Raises:
            OpenRouterError: see `openrouter.errors`.
        """
        self._transport.pool.check()
        call = chat_call(
            self._transport.settings,
            messages,
            model=model,
            params=params,
            stream=False,
            extra_headers=extra_headers,
            extra_body=extra_body,
            raise_on=raise_on,
            response_cache=response_cache,
            router_metadata=router_metadata,
            method="complete",
        )
        return await self._transport.run(call, complete_chat)

    @property
    def chat(self) -> Chat:
        """`client.chat.completions.create(...)`, the door for code written for openai's client."""
        return Chat(self)

    def with_options(
        self,
        *,
        timeout: Timeout | float | Unset | None = UNSET,
        retry: Retry | int | Unset | None = UNSET,
        model: str | Unset | None = UNSET,
        hooks: Hooks | Sequence[Hooks] = (),
    ) -> AsyncOpenRouter:
        """
        A client with other options on the same connections; closing it leaves them open. None means what it means above, and `hooks`
        are called besides those there are.
        """
        made = object.__new__(type(self))
        settings = self._transport.settings.changed(timeout=timeout, retry=retry, model=model, hooks=hooks)
        made._transport = self._transport.changed(settings)
        made._owner = False
        return made

    async def close(self) -> None:
        """Closes the connections that this client made. Streams under way go on."""
        if self._owner:
            await self._transport.pool.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    def __repr__(self) -> str:
        return f"<AsyncOpenRouter {self._transport.settings.base_url}>"
