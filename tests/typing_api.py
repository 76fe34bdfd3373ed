"""
The public API as people use it, type-checked by mypy and pyright and never run.

Each line is a promise: a change that breaks one breaks somebody's type check.
"""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, TypedDict, assert_type

import aiohttp
import requests

from openrouter import (
    Accumulator,
    AsyncChatSession,
    AsyncChatStream,
    AsyncLiveChunks,
    AsyncOpenRouter,
    AsyncResults,
    AsyncToolRun,
    Attachment,
    AudioDecoder,
    AudioWriter,
    Budget,
    CallFacts,
    ChatSession,
    ChatStream,
    CostEstimate,
    Hooks,
    Limiter,
    Limits,
    LiveChunks,
    ModelList,
    OpenRouter,
    PartialJSON,
    ResponseCache,
    Result,
    Results,
    Retry,
    Stats,
    StreamEvent,
    Timeout,
    ToolInvocation,
    ToolResult,
    ToolRun,
    attach,
    cached,
    converter,
    errors,
    media,
    models,
    otel,
    sse,
    testing,
)
from openrouter.models import ChatChunk, ChatMessage, ChatRequest, ChatResponse, ToolCall, Usage
from openrouter.notebook import show


@dataclass
class Recipe:
    """What an answer may be."""

    title: str


class Address(TypedDict):
    """What an answer may be, too."""

    town: str


client = OpenRouter()
client = OpenRouter(
    "sk-or-...",
    model="openai/gpt-5-mini",
    base_url="https://openrouter.ai/api/v1",
    timeout=Timeout(connect=5, first_token=30, idle=None, total=300.0, grace=2),
    retry=Retry(attempts=2, max_wait=10, resend=False),
    limits=Limits(text=1000),
    app_name="App",
    app_url="https://example.com",
    headers={"X-Trace": "1"},
    proxy="http://localhost:3128",
    verify="/etc/ssl/ca.pem",
    session=requests.Session(),
    allow_http=False,
)
client = OpenRouter(api_key=lambda: "sk-or-...", timeout=30, retry=None)

stream = client.stream("hi")
assert_type(stream, ChatStream)
stream = client.stream([{"role": "user", "content": "hi"}], model="m", temperature=0.5, stop=["x"], max_tokens=5)
stream = client.stream([ChatMessage(role="user", content="hi")], extra_headers={"A": "b"}, extra_body={"new": 1})
stream = client.stream(ChatRequest(messages=[ChatMessage(role="user", content="hi")]), on_malformed="skip")
stream = client.stream("hi", tools=[{"type": "function", "function": {"name": "f"}}], provider={"sort": "price"})

for chunk in stream:
    assert_type(chunk, ChatChunk)
    assert_type(chunk.text, str)
    assert_type(chunk.reasoning, str)
    assert_type(chunk.finish_reason, str | None)

with client.stream("hi").cancel_after(3) as stream:
    texts: Iterator[str] = stream.text_stream
    texts = stream.reasoning_stream
    assert_type(list(stream.text_stream), list[str])
    assert_type(stream.text_stream.buffered(chars=100, seconds=0.1), Iterator[str])
    assert_type(stream.reasoning_stream.sentences(), Iterator[str])
    assert_type(stream.text_stream.lines(), Iterator[str])
    assert_type(stream.text_stream.smooth(0.2), Iterator[str])
    for event in stream.events().smooth():
        if event.type == "reasoning.delta":
            assert_type(event.text, str)
    assert_type(stream.partial(), Iterator[Any])
    first, second = stream.tee(2)
    assert_type(first.text, str)
    assert_type(list(second), list[ChatChunk])
    first.close()
    assert_type(stream.raw_events(), Iterator[sse.ServerSentEvent])
    for event in stream.events():
        if event.type == "content.delta":
            assert_type(event.text, str)
        elif event.type == "tool_call.done":
            assert_type(event.arguments, str)
        elif event.type == "retry":
            assert_type(event.error, errors.OpenRouterError)
    assert_type(stream.get_final_response(), ChatResponse)
    assert_type(stream.get_final_text(), str)
    assert_type(stream.response, ChatResponse)
    assert_type(stream.text, str)
    assert_type(stream.reasoning, str)
    assert_type(stream.tool_calls, list[ToolCall])
    assert_type(stream.finish_reason, str | None)
    assert_type(stream.usage, Usage | None)
    assert_type(stream.cost, float | None)
    assert_type(stream.id, str | None)
    assert_type(stream.model, str | None)
    assert_type(stream.ready, int)
    assert_type(stream.provider, str | None)
    assert_type(stream.stats.first_token_at, float | None)
    assert_type(stream.stats.tokens_per_second, float | None)
    assert_type(stream.generation_id, str | None)
    assert_type(stream.request_id, str | None)
    assert_type(stream.headers, Mapping[str, str])
    assert_type(stream.http_status, int | None)
    assert_type(stream.cf_ray, str | None)
    assert_type(stream.fetch_generation(), models.Generation)
    if stream.status == "completed":
        stream.cancel()

stream = client.stream("hi", resume=True, record=Path("answer.sse"))


def heard(call: CallFacts) -> None:
    """A hook."""
    assert_type(call.error, errors.OpenRouterError | None)
    assert_type(call.operation, str)
    assert_type(call.request, Mapping[str, Any])


def watch(stats: Stats) -> None:
    """A progress function."""
    assert_type(stats.duration, float)
    assert_type(stats.idle_for, float)
    assert_type(stats.characters, int)


stream = client.stream("hi", on_progress=watch)
client = OpenRouter(hooks=Hooks(on_end=heard, on_chunk=lambda call, chunk: print(call.url, chunk.text)))
client = OpenRouter(hooks=[Hooks(on_request=heard), Hooks(on_retry=lambda call, attempt: print(attempt.generation_id))])

assert_type(client.stream("hi", response_format=Recipe), ChatStream[Recipe])
assert_type(client.stream("hi", response_format=Recipe).get_final_parsed(), Recipe)
assert_type(client.stream("hi", response_format=Address, seed=1).get_final_parsed(), Address)
assert_type(client.stream("hi", response_format={"type": "json_object"}).get_final_parsed(), Any)
assert_type(client.complete("hi", response_format=Recipe).parse(Recipe), Recipe)
assert_type(stream.tool_calls[0].parse(Address), Address)
client = OpenRouter(limiter=Limiter(requests_per_minute=60, concurrency=4))
with client.map(["hi", {"messages": "hi", "model": "m"}], max_concurrency=2, temperature=0) as results:
    for result in results.as_completed():
        assert_type(result, Result)
        assert_type(result.error, errors.OpenRouterError | None)
        assert_type(result.partial, ChatResponse | None)
for index, item in client.stream_many(["hi"]):
    assert_type(index, int)
    assert_type(item, ChatChunk | Result)

def tool(city: str) -> str:
    """A tool."""
    return city


with client.run_tools("hi", tools=[tool, {"type": "openrouter:web_search"}], max_cost=0.5, temperature=0) as run:
    assert_type(run, ToolRun)
    for tool_event in run.events():
        if tool_event.type == "tool.started":
            assert_type(tool_event, ToolInvocation)
        elif tool_event.type == "tool.finished":
            assert_type(tool_event, ToolResult)
    assert_type(run.get_final_response(), ChatResponse)
    assert_type(run.usage, Usage | None)
    assert_type(run.cost, float | None)
assert_type(Budget(0.5).left, Decimal)
client.stream("hi", max_cost=Budget(0.5))
client.map(["hi"], max_cost=0.5)
session = client.chat_session(system="s", history=[{"role": "user", "content": "hi"}], temperature=0)
assert_type(session, ChatSession)
assert_type(session.send("hi").get_final_text(), str)
assert_type(session.send("hi", response_format=Recipe, max_cost=Budget(1), on_malformed="skip"), ChatStream[Recipe])
assert_type(session.fork().to_json(), str)

response = client.complete("hi", seed=1, reasoning={"effort": "low"})
assert_type(response, ChatResponse)
assert_type(response.text, str)
assert_type(response.message, ChatMessage | None)
assert_type(response.is_empty, bool)
assert_type(response.has_tool_calls, bool)
assert_type(response.extra, dict[str, Any])

stream = client.stream("hi", raise_on=("length", "content_filter"), response_cache=ResponseCache(ttl=60, clear=True))
assert_type(stream.cached, bool | None)
stream = client.stream("hi", raise_on=["length"], response_cache=True, router_metadata=True)
assert_type(client.complete("hi", raise_on={"content_filter"}, response_cache=600, router_metadata=True), ChatResponse)
client = OpenRouter(app_name="App", app_url="https://example.com", app_categories=["cli-agent"])
assert_type(response.openrouter_metadata, models.RouterMetadata | None)
assert_type(response.audio, models.Audio | None)
assert_type(response.refusal, str)
assert_type(response.truncated_by_length, bool)
assert_type(response.stopped_by_filter, bool)

assert_type(attach(Path("cat.png")), Attachment)
assert_type(attach("https://a.b/c", kind="image", detail="low"), media.Attachment)
assert_type(attach(b"RIFF", media_type="audio/wav", name="a", max_bytes=10).to_dict(), dict[str, Any])
assert_type(cached("text", ttl="1h"), dict[str, Any])
assert_type(ChatMessage.user("text", Path("cat.png"), b"PNG", attach(b"GIF"), cached("text"), name="Ada"), ChatMessage)
assert_type(ChatMessage.system("text"), ChatMessage)
assert_type(ChatMessage.developer("text"), ChatMessage)
assert_type(ChatMessage.assistant(tool_calls=[ToolCall(id="a"), {"id": "b"}]), ChatMessage)
assert_type(ChatMessage.tool("text", tool_call_id="a"), ChatMessage)
for part in ChatMessage.user("text", b"PNG").content or ():
    if not isinstance(part, str):
        kind: str | None = part.type
for image in response.images:
    assert_type(image.data, bytes)
    assert_type(image.media_type, str | None)
    assert_type(image.save("folder"), Path)
if response.audio is not None:
    assert_type(response.audio.bytes, bytes)
    assert_type(response.audio.save(Path("a.wav"), sample_rate=24000, channels=1), Path)
with AudioWriter("a.wav", sample_rate=24000, channels=1) as file:
    assert_type(file.write("base64"), int)
    assert_type(file.write(AudioDecoder().feed("base64")), int)

create = client.chat.completions.create
assert_type(create(messages=[{"role": "user", "content": "hi"}]), ChatResponse)
assert_type(create(messages="hi", model="m", temperature=0, raise_on=["length"], router_metadata=True), ChatResponse)
assert_type(create(messages="hi", stream=True, max_cost=0.5, resume=True, record=Path("a.sse"), seed=1), ChatStream)
assert_type(create(messages="hi", stream=True, response_format=Recipe, on_progress=watch), ChatStream[Recipe])
create(messages="hi", temperatur=0)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]
create(messages="hi", resume=True)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]
client.stream("hi", temperatur=0)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
client.complete("hi", resume=True)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
client.map(["hi"], temperatur=0)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
session.send("hi", temperatur=0)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
assert_type(create(messages=[{"role": "user", "content": "hi"}], stream=False), ChatResponse)
assert_type(create(messages=[{"role": "user", "content": "hi"}], stream=True), ChatStream)
assert_type(create(messages="hi", stream=bool(response.text)), ChatStream | ChatResponse)

found = client.models.list(q="mini", sort="newest", input_modalities=["text"], max_price=Decimal("0.5"), zdr=True, limit=5)
assert_type(found, ModelList)
assert_type(found[0], models.ModelInfo)
assert_type(found.find("openai/gpt-5"), models.ModelInfo | None)
assert_type(found.search("mini", supported_parameters=["tools"], max_output_price=2), ModelList)
assert_type(found[0].is_free, bool)
assert_type(found[0].completion_per_million, Decimal | None)
pricing = found[0].pricing
assert pricing is not None
assert_type(pricing.prompt, Decimal | None)
for page in client.models.pages(limit=100):
    assert_type(page.total, int | None)
assert_type(client.models.feed_url(sort="newest", chat_links=True), str)
assert_type(client.models.get("openai/gpt-5"), models.ModelInfo)
assert_type(client.models.find("openai/gpt-5:nitro"), models.ModelInfo)
assert_type(client.models.count(output_modalities="all"), int)
assert_type(client.models.endpoints("openai/gpt-5"), models.ModelEndpoints)
assert_type(client.models.zdr_endpoints(), Sequence[models.Endpoint])
assert_type(client.models.user(offset=0), ModelList)
assert_type(client.providers.list(), Sequence[models.Provider])
assert_type(client.generations.get("gen-1", wait=True), models.Generation)
assert_type(client.generations.content("gen-1").output, models.GenerationOutput | None)
assert_type(client.credits.get().remaining, float)
assert_type(client.key.get(), models.KeyInfo)
assert_type(client.activity.list(date=date(2026, 1, 31), group_by="workspace"), Sequence[models.ActivityItem])
vectors = client.embeddings.create(["a"], model="m", dimensions=8, encoding_format="base64", provider={"only": ["azure"]})
assert_type(vectors, models.EmbeddingResponse)
client.embeddings.create([[1, 2], [3]], model="m")
client.embeddings.create(({"content": [{"type": "text", "text": "a"}]},), model="m")
client.embeddings.create(["a", [1]], model="m")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
assert_type(vectors.vectors, list[list[float]])
assert_type(client.embeddings.models(), ModelList)
estimate = client.estimate("hi", model="openai/gpt-5", max_tokens=500)
assert_type(estimate, CostEstimate)
assert_type(estimate.prompt_cost, Decimal)
assert_type(estimate.high, Decimal | None)
filters: models.ModelFilters = {"q": "mini", "providers": "Azure"}
assert_type(client.models.list(**filters), ModelList)

assert_type(client.with_options(timeout=5, retry=1, model="m"), OpenRouter)
with client as same:
    assert_type(same, OpenRouter)
client.close()


async def asynchronous() -> None:
    """The same, awaited."""
    async with AsyncOpenRouter(session=aiohttp.ClientSession(), api_key="sk-or-...") as client:
        stream = client.stream("hi", model="m", temperature=0)
        assert_type(stream, AsyncChatStream)
        async for chunk in stream:
            assert_type(chunk, ChatChunk)
        async for text in stream.text_stream:
            assert_type(text, str)
        assert_type(stream.text_stream.lines(), AsyncIterator[str])
        assert_type(stream.partial(), AsyncIterator[Any])
        async with stream.tee()[0] as branch:
            assert_type(branch.stats.idle_for, float)
        assert_type(await stream.get_final_response(), ChatResponse)
        assert_type(await stream.get_final_text(), str)
        assert_type(await client.complete("hi"), ChatResponse)
        assert_type(await client.stream("hi", response_format=Recipe).get_final_parsed(), Recipe)
        create = client.chat.completions.create
        assert_type(await create(messages=[{"role": "user", "content": "hi"}]), ChatResponse)
        assert_type(await create(messages=[{"role": "user", "content": "hi"}], stream=True), AsyncChatStream)
        assert_type(await create(messages="hi", stream=True, response_format=Recipe), AsyncChatStream[Recipe])
        await create(messages="hi", resume=True)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]
        assert_type(await client.models.list(q="mini"), ModelList)
        async for page in client.models.pages(limit=100):
            assert_type(page, ModelList)
        assert_type(await client.models.get("openai/gpt-5"), models.ModelInfo)
        assert_type(await client.providers.list(), Sequence[models.Provider])
        assert_type(await client.generations.get("gen-1"), models.Generation)
        assert_type(await client.credits.get(), models.Credits)
        assert_type(await client.key.get(), models.KeyInfo)
        assert_type(await client.activity.list(date="2026-01-31"), Sequence[models.ActivityItem])
        assert_type(await client.embeddings.create("a", model="m"), models.EmbeddingResponse)
        assert_type(await client.estimate("hi", max_tokens=5), CostEstimate)
        assert_type(client.with_options(retry=None), AsyncOpenRouter)
        async with client.map(["hi"]) as results:
            async for result in results:
                assert_type(result, Result)
        async for _, item in client.stream_many(["hi"]):
            assert_type(item, ChatChunk | Result)
        await stream.close()


try:
    client.complete("hi")
except errors.RateLimitError as error:
    assert_type(error.retry_after, float | None)
    assert_type(error.status, int | None)
    assert_type(error.partial, ChatResponse | None)
except errors.OutputRefusedError as error:
    assert_type(error.refusal, str)
except errors.OutputTruncatedError as error:
    assert_type(error.finish_reason, str)
except errors.OutputInvalidError as error:
    assert_type(error.path, str)
except errors.APITimeoutError as error:
    assert_type(error.clock, Literal["connect", "first_token", "idle", "total"])
except errors.OpenRouterError as error:
    assert_type(error.generation_id, str | None)

growing = PartialJSON()
assert_type(growing.feed('{"a'), Any)
event_kinds: list[StreamEvent] = []

accumulator = Accumulator(limits=Limits())
accumulator.add({"choices": []})
accumulator.add(ChatChunk.from_json(b"{}"))
decoder = sse.SSEDecoder()
for received in decoder.feed(b"data: {}\n\n"):
    accumulator.add(received)
assert_type(accumulator.response(), ChatResponse)

assert_type(ChatResponse.from_dict({}), ChatResponse)
assert_type(ChatResponse.from_json("{}").to_dict(), dict[str, Any])
assert_type(models.Usage(cost=0.5).to_json(), bytes)
assert_type(converter().structure({}, ChatResponse), ChatResponse)

assert_type(show(client.stream("hi"), markdown=True, reasoning=False), ChatStream)


async def shown() -> None:
    """One name for both fronts."""
    assert_type(await show(AsyncOpenRouter().stream("hi")), AsyncChatStream)


assert_type(testing.mock_stream("Hello", pieces=2, reasoning="Hm.", done=False), ChatStream)
assert_type(testing.mock_async_stream(testing.Text("Hello")), AsyncChatStream)
testing.mock_stream("Hello", piece=2)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

with testing.FakeOpenRouter() as server:
    server.answer(testing.Text("Hello"), testing.Status(429))
    assert_type(server.url, str)


def members_of_jobs(results: Results, live: LiveChunks, run: ToolRun, result: Result, call: ToolInvocation) -> None:
    """What the objects of many streams and of tools tell."""
    assert_type(results.close(), None)
    assert_type(live.close(), None)
    assert_type(run.turns, list[ChatResponse])
    assert_type((result.index, result.ok), tuple[int, bool])
    assert_type(call.keywords, Mapping[str, Any])
    assert_type(call.mistake, Exception | None)
    assert_type(call.is_async, bool)
    assert_type(call.function is None, bool)
    assert_type(ToolResult(call, value=3).value, Any)
    assert_type(ToolResult(call).call, ToolInvocation)


async def members_of_asynchronous_jobs(client: AsyncOpenRouter) -> None:
    """The same in the asynchronous front."""
    assert_type(client.map(["hi"]), AsyncResults)
    assert_type(client.stream_many(["hi"]), AsyncLiveChunks)
    assert_type(client.chat_session(), AsyncChatSession)
    run = client.run_tools("hi", tools=[tool])
    assert_type(run, AsyncToolRun)
    assert_type(run.turns, list[ChatResponse])


def members_of_options(call: CallFacts, found: ModelList, estimate: CostEstimate) -> None:
    """Options, and what hooks, catalogue and estimates tell."""
    assert_type(Retry.of(3), Retry)
    assert_type(Timeout.of(30), Timeout)
    limits = Limits(event=1, line=1, tool_arguments=1, tool_calls=1, choices=1, comment=1, error_body=1)
    assert_type(limits.text, int)
    limiter = Limiter(tokens_per_minute=1000, burst=2)
    assert_type(limiter.enter(), float)
    assert_type(limiter.refused_for(), float)
    assert_type(limiter.leave(30), None)
    assert_type(limiter.refused(None), None)
    assert_type(limiter.in_flight, int)
    budget = Budget.of(0.5)
    assert_type(budget.allows(1, Decimal("0.1")), bool)
    assert_type(budget.settle(1, Decimal("0.1")), None)
    assert_type(budget.spent, Decimal)
    Hooks(on_bytes=lambda call, data: call.notes.update(seen=len(data)), on_response=lambda call: call.method.lower())
    assert_type(call.notes, dict[Any, Any])
    assert_type(otel.hooks(tracer_provider=None), Hooks)
    assert_type(found.next, str | None)
    assert_type((estimate.prompt_tokens_low, estimate.prompt_tokens, estimate.prompt_tokens_high), tuple[int, int, int])
    assert_type(estimate.completion_tokens, int | None)
    assert_type(estimate.completion_cost, Decimal | None)
    assert_type(estimate.low, Decimal)
    assert_type(estimate.uncounted, tuple[str, ...])
    picture = attach(Path("cat.png"))
    assert_type(picture.source, bytes | Path | str)
    assert_type(picture.cache_control, Mapping[str, str] | None)


def members_of_stats(stats: Stats) -> None:
    """What a call measures."""
    for moment in (stats.head_at, stats.first_chunk_at, stats.last_chunk_at, stats.last_token_at, stats.ended_at):
        assert_type(moment, float | None)
    for count in (stats.chunks, stats.sends, stats.resumed, stats.keepalives, stats.ignored, stats.tolerated):
        assert_type(count, int)
    assert_type(stats.largest_gap, float)
    assert_type(stats.accumulator, Accumulator)
    assert_type(stats.tokens, int | None)
    assert_type((stats.done_seen, stats.content_after_finish), tuple[bool, bool])
    for attempt in stats.attempts:
        assert_type((attempt.number, attempt.error), tuple[int, str])
        assert_type((attempt.status, attempt.pause), tuple[int | None, float | None])


def members_of_events(event: StreamEvent, response: ChatResponse) -> None:
    """What the typed events carry, told apart by `type`."""
    if event.type == "audio.delta":
        assert_type((event.data, event.transcript, event.choice), tuple[str, str, int])
    elif event.type == "image":
        assert_type(event.image, models.Image)
    elif event.type == "annotation":
        assert_type(event.annotation, models.Annotation)
    elif event.type == "tool_call.delta":
        assert_type((event.index, event.id, event.name), tuple[int | None, str | None, str | None])
        assert_type(event.arguments, str)
    elif event.type == "tool_call.done":
        assert_type((event.id, event.name), tuple[str, str])
        assert_type(event.parsed, Any)
    elif event.type == "usage":
        assert_type(event.usage, Usage)
    elif event.type == "keepalive":
        assert_type(event.comment, str)
    elif event.type == "retry":
        assert_type((event.attempt, event.pause), tuple[int, float])
    elif event.type == "finish":
        assert_type(event.reason, str | None)
    else:
        assert_type(event.text, str)
    assert_type(response.choice, models.ChatChoice | None)


def members_of_parts(accumulator: Accumulator, growing: PartialJSON, decoder: sse.SSEDecoder) -> None:
    """The parts, for people who bring their own bytes."""
    assert_type(accumulator.join(ChatChunk()), None)
    assert_type(accumulator.reopen(), None)
    assert_type((accumulator.resumed, accumulator.text_length, accumulator.tolerated), tuple[int, int, int])
    assert_type((growing.length, growing.parsed), tuple[int, int])
    assert_type(growing.value, Any)
    assert_type(decoder.feed_blocks(b"data: {}\n\n"), list[bytes | sse.ServerSentEvent])
    assert_type((decoder.buffered_line, decoder.buffered_data, decoder.comment_count), tuple[int, int, int])
    assert_type(decoder.comments, list[str])
    assert_type((decoder.last_event_id, decoder.unfinished), tuple[str, str])
    assert_type(decoder.reconnection_time, int | None)


def members_of_errors(error: errors.OpenRouterError) -> None:
    """What each kind of error carries."""
    match error:
        case errors.StreamDecodeError():
            assert_type(error.event_number, int)
        case errors.DecodeError() | errors.UnexpectedResponseError():
            assert_type(error.excerpt, str)
        case errors.APIConnectionError():
            assert_type(error.sent, bool)
        case errors.APITimeoutError():
            assert_type(error.elapsed, float)
        case errors.LimitExceededError():
            assert_type((error.limit, error.value), tuple[str, float])
        case errors.APIStatusError():
            assert_type(error.code, int | str | None)
            assert_type(error.error_type, str | None)
            assert_type(error.metadata, Mapping[str, Any])
            assert_type((error.retryable, error.invited), tuple[bool, bool])
            assert_type(error.body, str)
        case _:
            assert_type(error.attempts, int)


of_any_call: list[type[errors.OpenRouterError]] = [errors.ConfigurationError, errors.OutputError, errors.TLSError]
over_http: list[type[errors.APIStatusError]] = [
    errors.AuthenticationError,
    errors.BadRequestError,
    errors.InsufficientCreditsError,
    errors.InternalServerError,
    errors.NotFoundError,
    errors.PayloadTooLargeError,
    errors.PermissionDeniedError,
    errors.ProviderError,
    errors.ProviderOverloadedError,
    errors.RequestTimeoutError,
    errors.ServiceUnavailableError,
    errors.UnprocessableEntityError,
]
in_streams: list[type[errors.StreamError]] = [
    errors.StreamCancelledError,
    errors.StreamInterruptedError,
    errors.StreamTruncatedError,
]
told_in_streams: list[type[errors.StreamStatusError]] = [
    errors.StreamAuthenticationError,
    errors.StreamBadRequestError,
    errors.StreamInsufficientCreditsError,
    errors.StreamInternalServerError,
    errors.StreamNotFoundError,
    errors.StreamPayloadTooLargeError,
    errors.StreamPermissionDeniedError,
    errors.StreamProviderError,
    errors.StreamProviderOverloadedError,
    errors.StreamRateLimitError,
    errors.StreamRequestTimeoutError,
    errors.StreamServiceUnavailableError,
    errors.StreamUnprocessableEntityError,
]


def members_of_the_fake_server(server: testing.FakeOpenRouter, request: testing.ReceivedRequest) -> None:
    """The server for tests, its answers, and what it received."""
    gate = testing.Gate()
    answers: list[testing.Answer] = [
        testing.Text("Hello", comments=1, usage=False, finish_reason=None),
        testing.ToolCalls(calls=[testing.Call("f", {"a": 1})], text="Hm."),
        testing.Chunks(payloads=[{"id": "gen-1"}]),
        testing.Replay(b"", piece_sizes="bytes", gaps=[0.1], pace=0.1, framing="close"),
        testing.Body(b"{}", content_type="application/json"),
        testing.Status(code=429, body="busy"),
        testing.Cut(testing.Text("a"), after=3, how="rst"),
        testing.Cut(testing.Text("a"), after_head=3),
        testing.Hold(testing.Text("a"), gate=gate, after_events=1),
        testing.Scenario.from_path("done_no_finish"),
        testing.Script(steps=[testing.Head(reason="Fine", length=2, framing="length"), testing.End()]),
    ]
    server.default = answers[0]
    assert_type(server.default.actions(request), Iterable[testing.Action])
    framing: testing.Framing = "chunked"
    steps: list[testing.Action] = [
        testing.Head(framing=framing),
        testing.Piece(b"a", announced=3),
        testing.Send(b"b"),
        testing.Wait(gate),
        testing.Pause(0.1),
        testing.Fin(),
        testing.Rst(),
    ]
    assert_type(testing.Scenario("done_no_finish").options, Mapping[str, float | str])
    assert_type((testing.Scenario.never_waits, testing.Replay.never_waits), tuple[bool, bool])
    entry = testing.SCENARIOS[testing.scenario_names()[0]]
    assert_type(entry, testing.ScenarioEntry)
    assert_type(testing.ScenarioEntry.of(entry.function), testing.ScenarioEntry)
    assert_type(entry.checked(entry.options), dict[str, float | str])
    assert_type(entry.description, str)

    assert_type(server.start(), testing.FakeOpenRouter)
    assert_type(server.scenario_url("done_no_finish"), str)
    assert_type((server.other_url, testing.closed_port(), testing.unknown_host()), tuple[str, str, str])
    assert_type((server.port, server.connections, server.open_connections), tuple[int, int, int])
    assert_type((server.requests, server.other_requests), tuple[list[testing.ReceivedRequest], list[testing.ReceivedRequest]])
    assert_type(server.failures, list[Exception])
    assert_type(server.tls is None, bool)
    assert_type((server.wait_requests(1), server.wait_closed(left=1)), tuple[bool, bool])
    assert_type(gate.is_open or gate.wait_reached(), bool)
    with gate.waiting() as bell:
        assert_type(bell, socket.socket)
    gate.open()
    server.stop()

    assert_type(request.headers, testing.Headers)
    assert_type(request.json, Any)
    assert_type(request.parameter("model"), Any)
    assert_type(request.query, dict[str, str])
    assert_type((request.method, request.target, request.version, request.origin), tuple[str, str, str, str])
    assert_type((request.number, request.connection, request.bytes_sent), tuple[int, int, int])
    assert_type((request.wants_stream, request.keep_alive), tuple[bool, bool])
    assert_type(request.finished.is_set() and request.client_closed.is_set(), bool)
    assert_type(request.site, testing.Site)
    assert_type((request.site.other_origin, request.site.plain_origin), tuple[str, str])
    assert_type(steps[0], testing.Action)
