"""The client for services: `async for` over aiohttp."""

from __future__ import annotations

import functools
import os
import random
import ssl
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import aiohttp

from .. import environment
from ..core.call import Call, OnMalformed, chat_call
from ..core.flow import Flow
from ..core.journal import Journal
from ..core.options import UNSET, Limits, Retry, Timeout, Unset
from ..core.scripts import complete_chat
from ..core.settings import ApiKey, Settings, settings
from ..errors import ConfigurationError
from .completions import Chat
from .drive import run
from .pool import Pool
from .stream import AsyncChatStream
from .wire import Wire

if TYPE_CHECKING:
    from typing import Unpack

    from ..models import ChatMessage, ChatParams, ChatRequest, ChatResponse


class AsyncOpenRouter:
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
        app_name, app_url: attribution of your app on openrouter.ai.
        headers: more headers for every request.
        proxy: the URL of a proxy; else HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY.
        verify: a CA bundle's path, or False; else SSL_CERT_FILE or REQUESTS_CA_BUNDLE; else what a session of yours says.
        session: an `aiohttp.ClientSession` of yours; it is used and never changed or closed.
        allow_http: allow http:// to another machine, which shows the key to the network.

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
        headers: Mapping[str, str] | None = None,
        proxy: str | None = None,
        verify: Any = None,
        session: aiohttp.ClientSession | None = None,
        allow_http: bool = False,
    ) -> None:
        self._settings = settings(
            environment=os.environ,
            api_key=api_key,
            model=model,
            base_url=base_url,
            timeout=timeout,
            retry=retry,
            limits=limits,
            app_name=app_name,
            app_url=app_url,
            headers=headers,
            proxy=proxy,
            verify=verify,
            allow_http=allow_http,
        )
        if session is not None and not isinstance(session, aiohttp.ClientSession):
            raise ConfigurationError(f"session must be an aiohttp.ClientSession, not {type(session).__name__}")
        if proxy is not None and proxy.lower().startswith("socks"):
            raise ConfigurationError("proxy: aiohttp speaks no SOCKS; use an http:// proxy, or the synchronous client")
        self._pool = Pool(session, owned=session is None)
        self._owner = True

    def stream(
        self,
        messages: str | Sequence[ChatMessage | Mapping[str, object]] | ChatRequest,
        *,
        model: str | None = None,
        on_malformed: OnMalformed = "raise",
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, Any] | None = None,
        **params: Unpack[ChatParams],
    ) -> AsyncChatStream:
        """
        A streamed answer; the request is sent at its first step.

        Args:
            messages: a prompt, a list of messages (models or mappings), or a `ChatRequest`, whose fields the keywords override.
            model: the model's name; else the client's.
            on_malformed: "skip" passes over events that are not what the schema says, and counts them.
            extra_headers: more headers for this request.
            extra_body: fields of the request that this version does not know; sent as they are, and last.
            params: the parameters of the API, by name.

        Raises:
            ConfigurationError: an argument cannot be used; nothing was sent.
            TypeError: an unknown keyword.
        """
        self._pool.check()
        call = chat_call(
            self._settings,
            messages,
            model=model,
            params=params,
            stream=True,
            extra_headers=extra_headers,
            extra_body=extra_body,
            on_malformed=on_malformed,
            method="stream",
        )
        return AsyncChatStream(self._flow(call), self._wire(call))

    async def complete(
        self,
        messages: str | Sequence[ChatMessage | Mapping[str, object]] | ChatRequest,
        *,
        model: str | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, Any] | None = None,
        **params: Unpack[ChatParams],
    ) -> ChatResponse:
        """
        The answer in one piece; takes what `stream()` takes.

        Raises:
            OpenRouterError: see `openrouter.errors`.
        """
        self._pool.check()
        call = chat_call(
            self._settings,
            messages,
            model=model,
            params=params,
            stream=False,
            extra_headers=extra_headers,
            extra_body=extra_body,
            method="complete",
        )
        return await run(complete_chat(self._flow(call)), self._wire(call))

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
    ) -> AsyncOpenRouter:
        """A client with other options on the same connections; closing it leaves them open. None means what it means above."""
        made = object.__new__(type(self))
        made._settings = self._settings.changed(timeout=timeout, retry=retry, model=model)
        made._pool = self._pool
        made._owner = False
        return made

    async def close(self) -> None:
        """Closes the connections that this client made. Streams under way go on."""
        if self._owner:
            await self._pool.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    def __repr__(self) -> str:
        return f"<AsyncOpenRouter {self._settings.base_url}>"

    def _flow(self, call: Call) -> Flow:
        chosen: Settings = self._settings
        return Flow(call, Journal(call.limits), chosen.timeout, chosen.retry, time.monotonic, random.random)

    def _wire(self, call: Call) -> Wire:
        proxy = environment.proxy_for(call.request.url, self._settings.proxy)
        verify = environment.certificates(self._settings.verify, os.environ, owned=self._pool.owned)
        return Wire(self._pool.get, proxy, _ssl(verify))


def _ssl(verify: Any) -> ssl.SSLContext | bool:
    """What aiohttp takes for the meaning of `verify` in requests; True lets a session of the caller's decide."""
    if verify is None or isinstance(verify, (bool, ssl.SSLContext)):
        return True if verify is None else verify
    return _context(str(verify))


@functools.cache
def _context(path: str) -> ssl.SSLContext:
    """The context of a bundle; reading one takes milliseconds."""
    try:
        if os.path.isdir(path):
            return ssl.create_default_context(capath=path)
        return ssl.create_default_context(cafile=path)
    except (OSError, ssl.SSLError) as error:
        reason = str(error)
    raise ConfigurationError(f"verify: {path!r} is no CA bundle: {reason}")
