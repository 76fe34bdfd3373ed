"""The endpoints besides chat, in both fronts: their answers, their errors, their pages, and what is kept."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from openrouter import AsyncOpenRouter, CostEstimate, Hooks, Limits, OpenRouter, Retry, Timeout, errors
from openrouter.models import ChatMessage, Pricing
from openrouter.testing import Body, FakeOpenRouter, Gate, Hold, Status
from tests.fronts.uniform import Play, play

__all__ = ["play"]

KEY = "sk-or-v1-0123456789abcdef"
Ask = Callable[[Any], Awaitable[Any]]


class Endpoint:
    """An endpoint: how it is asked, where, and the statuses that its description names."""

    def __init__(self, ask: Ask, path: str, *statuses: int) -> None:
        self.ask, self.path, self.statuses = ask, path, statuses


ENDPOINTS = {
    "models.list": Endpoint(lambda c: c.models.list(), "/models", 400, 403, 500),
    "models.user": Endpoint(lambda c: c.models.user(), "/models/user", 401, 403, 404, 500),
    "models.count": Endpoint(lambda c: c.models.count(), "/models/count", 400, 403, 500),
    "models.get": Endpoint(lambda c: c.models.get("openai/gpt-5-mini"), "/model/openai/gpt-5-mini", 403, 404, 500),
    "models.endpoints": Endpoint(
        lambda c: c.models.endpoints("openai/gpt-5-mini"), "/models/openai/gpt-5-mini/endpoints", 403, 404, 500
    ),
    "models.zdr_endpoints": Endpoint(lambda c: c.models.zdr_endpoints(), "/endpoints/zdr", 403, 500),
    "providers.list": Endpoint(lambda c: c.providers.list(), "/providers", 500),
    "generations.get": Endpoint(
        lambda c: c.generations.get("gen-1"), "/generation", 401, 402, 404, 429, 500, 502, 524, 529
    ),
    "generations.content": Endpoint(
        lambda c: c.generations.content("gen-1"), "/generation/content", 401, 403, 404, 429, 500, 502, 524, 529
    ),
    "credits.get": Endpoint(lambda c: c.credits.get(), "/credits", 401, 403, 500),
    "key.get": Endpoint(lambda c: c.key.get(), "/key", 401, 500),
    "activity.list": Endpoint(lambda c: c.activity.list(), "/activity", 400, 401, 403, 404, 500),
    "embeddings.create": Endpoint(
        lambda c: c.embeddings.create("hi", model="fakery/embed-1"),
        "/embeddings",
        *(400, 401, 402, 404, 408, 413, 429, 500, 502, 503, 524, 529),
    ),
    "embeddings.models": Endpoint(lambda c: c.embeddings.models(), "/embeddings/models", 400, 500),
}

by_endpoint = pytest.mark.parametrize("endpoint", ENDPOINTS.values(), ids=ENDPOINTS)

CLASSES = {
    400: errors.BadRequestError,
    401: errors.AuthenticationError,
    402: errors.InsufficientCreditsError,
    403: errors.PermissionDeniedError,
    404: errors.NotFoundError,
    408: errors.RequestTimeoutError,
    413: errors.PayloadTooLargeError,
    429: errors.RateLimitError,
    500: errors.InternalServerError,
    502: errors.ProviderError,
    503: errors.ServiceUnavailableError,
    524: errors.InternalServerError,
    529: errors.ProviderOverloadedError,
}


def test_the_catalogue(play: Play) -> None:
    """Models are found with their prices, exact, their endpoints, their number, and those of the account."""

    async def body(client: Any) -> None:
        models = await client.models.list()
        model = await client.models.get("openai/gpt-5-mini-2025-08-07")

        assert (5, 5) == (len(models), models.total)
        assert model == models.find("openai/gpt-5-mini") == await client.models.find("openai/gpt-5-mini:nitro")
        assert isinstance(model.pricing, Pricing)
        assert (Decimal("0.00000025"), Decimal("0.000002")) == (model.pricing.prompt, model.pricing.completion)
        assert ["openai/gpt-5-mini", "fakery/longwinded-2"] == [found.id for found in models.search(input_modalities="image")]
        assert (5, 7) == (await client.models.count(), await client.models.count(output_modalities="all"))
        assert 5 == len(await client.models.user())

        where = await client.models.endpoints("openai/gpt-5-mini")

        assert [("fake", 0), ("fakery", -1)] == [(endpoint.tag, endpoint.status) for endpoint in where.endpoints]
        assert (250.0, None) == (where.endpoints[0].latency_last_30m.p50, where.endpoints[1].latency_last_30m)
        assert {"fake"} == {endpoint.tag for endpoint in await client.models.zdr_endpoints()}
        assert ["fake", "fakery"] == [provider.slug for provider in await client.providers.list()]

    play(body)


def test_filters_reach_the_service(play: Play) -> None:
    """Each filter is in the query, and the server reads the same words whichever front sent them."""
    filters = {"q": "é&=+ /%?#ü", "model_authors": ["openai", "z-ai"], "max_price": 0.5, "sort": "newest", "zdr": True}

    async def body(client: Any) -> Any:
        return await client.models.list(**filters)

    assert 0 == len(play(body))
    (request,) = play.server.requests
    assert request.query == {**filters, "model_authors": "openai,z-ai", "max_price": "0.5", "zdr": "true"}


def test_a_feed(play: Play) -> None:
    """The URL of a feed has the filters and what makes it a feed; nothing is asked for it."""

    async def body(client: Any) -> None:
        base = play.server.url
        assert f"{base}/models?use_rss=true" == client.models.feed_url()
        assert f"{base}/models?q=mini&use_rss=true&use_rss_chat_links=true" == client.models.feed_url(q="mini", chat_links=True)
        with pytest.raises(TypeError, match=r"feed_url\(\) got an unexpected keyword"):
            client.models.feed_url(query="mini")

    play(body)

    assert [] == play.server.requests


def test_a_name_stands_in_the_path(play: Play) -> None:
    """A variant and odd characters come to the server as they were given."""

    async def body(client: Any) -> None:
        assert (await client.models.get("fakery/pocket-1:free")).is_free
        with pytest.raises(errors.NotFoundError, match="Model a b/c%2F:d\\?é not found"):
            await client.models.get("a b/c%2F:d?é")

    play(body)


def test_pages(play: Play) -> None:
    """`pages()` asks for each page when the loop comes to it; with a limit `list()` is one page, without it every one."""

    async def body(client: Any) -> None:
        seen = []
        async for page in client.models.pages(limit=2, sort="context-high-to-low"):
            seen.append([model.id for model in page])
            assert len(seen) == len(play.server.requests)

        everything = await client.models.list(sort="context-high-to-low")

        assert [2, 2, 1] == [len(page) for page in seen]
        assert [model.id for model in everything] == [identity for page in seen for identity in page]
        assert [2, 1] == [len(await client.models.list(limit=2)), len(await client.models.list(offset=4))]
        assert [1] == [len(page) async for page in client.models.pages(offset=4)]
        async for page in client.models.pages():
            assert 5 == len(page)

    play(body)


def test_a_list_in_pieces(play: Play) -> None:
    """Where the service sends a list in pages nobody asked for, they are all read; its link leads nobody to another server."""
    model = {"id": "a/b"}
    away = {"next": "https://elsewhere.example/api/v1/models?offset=1&limit=1"}
    pages = [{"data": [model], "links": away, "total_count": 2}, {"data": [model], "links": {"next": None}}]
    play.server.answer(*(Body(json.dumps(page).encode()) for page in pages), path="/models")

    async def body(client: Any) -> Any:
        return await client.models.list(q="a")

    assert 2 == len(play(body))
    assert [{"q": "a"}, {"q": "a", "offset": "1", "limit": "1"}] == [request.query for request in play.server.requests]


def test_a_loop_over_pages_may_be_left(play: Play) -> None:
    """What was not asked for yet is not asked for; a filter that cannot be used is refused at the call."""

    async def body(client: Any) -> None:
        async for _ in client.models.pages(limit=1):
            break
        with pytest.raises(errors.ConfigurationError, match="limit"):
            client.models.pages(limit=0).__aiter__()

    play(body)

    assert 1 == len(play.server.requests)


def test_the_account(play: Play) -> None:
    """Credits, the key, what was used, and what was noted and stored of answers."""

    async def body(client: Any) -> None:
        credits_bought = await client.credits.get()

        assert (10.0, 7.5) == (credits_bought.total_credits, credits_bought.remaining)
        assert "sk-or-v1-fak...ake" == (await client.key.get()).label
        assert 2 == len(await client.activity.list())
        assert ["2025-10-07"] == [item.date for item in await client.activity.list(date=date(2025, 10, 7))]
        assert [] == await client.activity.list(date="2025-01-01")
        assert "workspace-1" == (await client.activity.list(group_by="workspace"))[0].workspace_id
        assert 0.000018 == (await client.generations.get("gen-1")).total_cost
        content = await client.generations.content("gen-1")
        assert ("Hello, wörld!", None) == (content.output.completion, content.error)
        assert [ChatMessage(role="user", content="Hello")] == content.input.messages

    play(body)


def test_embeddings(play: Play) -> None:
    """Vectors come as numbers, whether they were sent as such, and in the order of the input."""

    async def body(client: Any) -> None:
        sent = await client.embeddings.create(["a", "b"], model="fakery/embed-1", dimensions=4)
        packed = await client.embeddings.create(["a", "b"], model="fakery/embed-1", dimensions=4, encoding_format="base64")

        assert [4, 4] == [len(vector) for vector in sent.vectors]
        assert all(pytest.approx(one, abs=1e-6) == other for one, other in zip(sent.vectors, packed.vectors, strict=True))
        assert sent.usage.prompt_tokens > 0
        assert ["fakery/embed-1"] == [model.id for model in await client.embeddings.models()]

    play(body)


def test_an_estimate(play: Play) -> None:
    """The cost of a request, at the prices of a catalogue that is asked for once; nothing is asked of a model."""

    async def body(client: Any) -> None:
        for _ in range(2):
            found = await client.estimate("x" * 4000, model="openai/gpt-5-mini", max_tokens=1000)

            assert ("openai/gpt-5-mini", 1004, 1000) == (found.model, found.prompt_tokens, found.completion_tokens)
            assert (Decimal("0.000251"), Decimal("0.002")) == (found.prompt_cost, found.completion_cost)
            assert found.low < found.prompt_cost + found.completion_cost < found.high
        other = await client.with_options(model="fakery/longwinded-2").estimate([{"role": "user", "content": "hi"}])
        assert 65536 == other.completion_tokens

    play(body)

    assert ["/api/v1/models"] == [request.target for request in play.server.requests]


def test_an_estimate_of_a_model_beside_the_catalogue(play: Play) -> None:
    """A model that the list leaves out is asked for by its name, once; one that nobody knows is NotFoundError."""

    async def body(client: Any) -> None:
        for _ in range(2):
            assert 0 == (await client.estimate("hi", model="fakery/painter-1", max_tokens=1)).high
        with pytest.raises(errors.NotFoundError):
            await client.estimate("hi", model="fakery/none")
        with pytest.raises(errors.ConfigurationError, match="openrouter/auto has no price of its own"):
            await client.estimate("hi", model="openrouter/auto")

    play(body)

    targets = [request.target.removeprefix("/api/v1") for request in play.server.requests]
    assert ["/models", "/model/fakery/painter-1", "/model/fakery/none"] == targets


def test_tasks_that_estimate_at_once_ask_once(server: FakeOpenRouter) -> None:
    """However many tasks want the catalogue one asks; when it is cancelled the next does. Another loop has it already."""
    gate = Gate()
    client = AsyncOpenRouter(base_url=server.url, model="openai/gpt-5-mini")
    server.answer(Hold(Body(b'{"data": []}'), gate, after=1), path="/models")

    async def many() -> None:
        tasks = [asyncio.create_task(client.estimate("hi")) for _ in range(20)]
        await asyncio.to_thread(gate.wait_reached)
        tasks[0].cancel()
        found = await asyncio.gather(*tasks, return_exceptions=True)
        gate.open()

        assert [asyncio.CancelledError] + [CostEstimate] * 19 == [type(one) for one in found]

    async def again() -> None:
        await asyncio.gather(*(client.estimate("hi") for _ in range(3)))
        await client.close()

    asyncio.run(many())
    asyncio.run(again())

    assert ["/api/v1/models"] * 2 == [request.target for request in server.requests]


@by_endpoint
def test_statuses_are_typed_errors(endpoint: Endpoint, play: Play) -> None:
    """Each status that an endpoint's description names is the error of that status, with the service's words."""
    play.server.answer(*(refusal(status) for status in endpoint.statuses), path=endpoint.path)

    async def body(client: Any) -> None:
        for status in endpoint.statuses:
            with pytest.raises(errors.APIStatusError) as caught:
                await endpoint.ask(client)

            assert CLASSES[status] is type(caught.value)
            assert (status, "no") == (caught.value.status, caught.value.message)
            assert KEY not in repr(caught.value)

    play(body, api_key=KEY)

    assert len(endpoint.statuses) == len(play.server.requests)


def refusal(status: int) -> Status:
    """An error body of the service."""
    return Status(status, {"error": {"code": status, "message": "no"}})


ODD = {
    "a page": (Body(b"<html><body>Sign in</body></html>", content_type="text/html"), errors.UnexpectedResponseError),
    "a feed": (Body(b"<rss></rss>", content_type="application/rss+xml"), errors.UnexpectedResponseError),
    "nothing": (Body(b""), errors.OpenRouterError),
    "no data": (Body(b"{}"), errors.DecodeError),
    "null": (Body(b'{"data": null}'), errors.DecodeError),
    "another type": (Body(b'{"data": "text"}'), errors.DecodeError),
    "a list of texts": (Body(b'["text"]'), errors.DecodeError),
    "no whole JSON": (Body(b'{"data": '), errors.DecodeError),
    "an error": (Body(b'{"error": {"code": 402, "message": "no"}}'), errors.InsufficientCreditsError),
    "a redirect": (Status(302, headers={"Location": "https://elsewhere.example/"}), errors.UnexpectedResponseError),
    "no content": (Status(204), errors.UnexpectedResponseError),
}


@by_endpoint
def test_odd_answers(endpoint: Endpoint, play: Play) -> None:
    """What is no answer of the endpoint is a typed error, never an empty value and never an error of a library."""
    play.server.answer(*(answer for answer, _ in ODD.values()), path=endpoint.path)

    async def body(client: Any) -> None:
        for name, (_, expected) in ODD.items():
            with pytest.raises(errors.OpenRouterError) as caught:
                await endpoint.ask(client)

            assert isinstance(caught.value, expected), name
            assert caught.value.__context__ is None

    play(body)


@by_endpoint
def test_the_key_is_sent_and_the_catalogue_needs_none(endpoint: Endpoint, play: Play) -> None:
    """With a key every endpoint gets it; a service that wants one is told of none only for the catalogue."""

    async def body(client: Any) -> None:
        await endpoint.ask(client)

    play.server.api_key = KEY
    play(body, api_key=KEY)
    public = endpoint.path.startswith(("/models", "/model/", "/endpoints", "/providers", "/embeddings/models")) and (
        endpoint.path != "/models/user"
    )
    if public:
        play(body)
    else:
        with pytest.raises(errors.AuthenticationError):
            play(body)

    assert [f"Bearer {KEY}", None] == [request.headers.get("authorization") for request in play.server.requests]


def test_without_a_key_nothing_private_is_asked(play: Play) -> None:
    """A service on another machine is not asked for what needs a key; the error says where a key may come from."""

    async def body(client: Any) -> None:
        for ask in (client.key.get, client.credits.get, client.activity.list, client.models.user):
            with pytest.raises(errors.ConfigurationError, match="OPENROUTER_API_KEY"):
                await ask()

    play(body, base_url="https://openrouter.example/api/v1")


def test_limits_and_time_outs_apply(play: Play) -> None:
    """A list that is too long, and a server that never answers, end as those of chat do."""
    gate = Gate()
    play.server.answer(Hold(Body(b'{"data": {}}'), gate, after=1), path="/key")

    async def body(client: Any) -> None:
        with pytest.raises(errors.LimitExceededError):
            await client.models.list()
        with pytest.raises(errors.APITimeoutError) as caught:
            await client.key.get()
        assert "total" == caught.value.clock

    play(body, limits=Limits(event=100), timeout=Timeout(total=0.1))
    gate.open()


def test_asking_is_tried_again(play: Play) -> None:
    """A question costs nothing: it is asked again after a 500 and a broken connection. Embeddings are billed, and are not."""
    play.server.answer(refusal(500), refusal(503), path="/key")
    play.server.answer(refusal(500), path="/embeddings")
    heard: list[str] = []

    async def body(client: Any) -> None:
        await client.key.get()
        with pytest.raises(errors.InternalServerError):
            await client.embeddings.create("hi", model="fakery/embed-1")

    hooks = Hooks(on_request=lambda call: heard.append(call.operation), on_end=lambda call: heard.append(call.status))
    play(body, retry=Retry(max_wait=0.001), hooks=hooks)

    assert ["/key", "/key", "/key", "completed", "/embeddings", "failed"] == heard


def test_waiting_for_a_note(play: Play) -> None:
    """A generation that is not noted yet is asked for again by who waits for it."""
    not_yet = Status(404, headers={"Retry-After": "0"})
    play.server.answer(not_yet, path="/generation")
    play.server.answer(not_yet, path="/generation/content")

    async def body(client: Any) -> None:
        assert "gen-7" == (await client.generations.get("gen-7", wait=True)).id
        assert (await client.generations.content("gen-7", wait=True)).output is not None

    play(body)


def test_a_closed_client_asks_nothing(play: Play) -> None:
    """A client that was closed says so."""

    async def body(client: Any) -> None:
        await client.close()
        with pytest.raises(errors.ConfigurationError, match="closed"):
            await client.key.get()

    play(body)


def test_the_parts_show_nothing_secret(server: FakeOpenRouter) -> None:
    """The parts of a client are small things without the key in their repr, and look the same twice."""
    with OpenRouter(KEY, base_url=server.url) as client:
        assert "Models()" == repr(client.models)
        assert client.models == client.models
        assert "Embeddings()" == repr(client.embeddings)
