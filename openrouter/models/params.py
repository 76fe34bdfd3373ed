# Generated from the schemas by `python -m codegen`. Edit the schemas, not this file.
"""Keyword parameters, for `**params: Unpack[...]`; what takes a model also takes a mapping."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, Literal, TypedDict

from ..traits import T
from .reasoning import ReasoningEffort

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .cache import CacheControl, PromptCacheOptions
    from .catalogue import InputModality, OutputModality, SupportedParameter
    from .format import ResponseFormat
    from .plugins import Plugin
    from .request import (
        AudioOptions,
        DebugOptions,
        DeferredTools,
        Modality,
        Prediction,
        ReasoningOptions,
        ServiceTier,
        StopCondition,
        StreamOptions,
        Trace,
        UsageOptions,
        Verbosity,
        WebSearchOptions,
    )
    from .routing import ProviderPreferences
    from .tools import Tool, ToolChoiceMode, ToolChoiceTarget, XSearchOptions


class ModelFilters(TypedDict, total=False):
    """The fields of `ModelQuery` that are given as keywords."""

    q: str | None
    """Words to look for in names and ids."""

    sort: (
        Literal["most-popular", "newest", "top-weekly", "pricing-low-to-high", "pricing-high-to-low",
        "context-high-to-low", "throughput-high-to-low", "latency-low-to-high", "intelligence-high-to-low",
        "coding-high-to-low", "agentic-high-to-low", "design-arena-elo-high-to-low"] | str | None
    )
    """Order; models without the figure it goes by come last."""

    category: (
        Literal["programming", "roleplay", "marketing", "marketing/seo", "technology", "science", "translation",
        "legal", "finance", "health", "trivia", "academia"] | str | None
    )
    """What they are used for."""

    input_modalities: str | Sequence[InputModality] | None
    """Kinds of content they take."""

    output_modalities: str | Sequence[OutputModality] | None
    """Kinds of content they make, text by default; all means every model."""

    supported_parameters: str | Sequence[SupportedParameter] | None
    """Parameters of requests that they know."""

    context: int | None
    """Least context length, in tokens, from 1."""

    min_price: Decimal | float | str | None
    """Least price of a million tokens of the prompt, in US dollars."""

    max_price: Decimal | float | str | None
    """Highest price of a million tokens of the prompt, in US dollars."""

    min_output_price: Decimal | float | str | None
    """Least price of a million tokens of the answer, in US dollars."""

    max_output_price: Decimal | float | str | None
    """Highest price of a million tokens of the answer, in US dollars."""

    arch: str | None
    """Family of models, as in GPT or Llama."""

    model_authors: str | Sequence[str] | None
    """Who made them, by the first part of the id."""

    providers: str | Sequence[str] | None
    """Providers that run them, by name."""

    distillable: bool | None
    """Whether what they write may be used to train others."""

    zdr: bool | None
    """Whether only models are listed that run somewhere without any data being kept."""

    region: Literal["eu", "us"] | str | None
    """Region of the world that they can be run in."""

    min_age_days: int | None
    """Least age, in days."""

    max_age_days: int | None
    """Highest age, in days."""

    min_intelligence_index: float | None
    """Least index of intelligence of Artificial Analysis."""

    max_intelligence_index: float | None
    """Highest index of intelligence of Artificial Analysis."""

    min_coding_index: float | None
    """Least index of programming of Artificial Analysis."""

    max_coding_index: float | None
    """Highest index of programming of Artificial Analysis."""

    min_agentic_index: float | None
    """Least index of acting with tools of Artificial Analysis."""

    max_agentic_index: float | None
    """Highest index of acting with tools of Artificial Analysis."""

    min_tool_success_rate: float | None
    """Least part of requests with tools that end in a call, from 0 to 1."""

    max_tool_success_rate: float | None
    """Highest part of requests with tools that end in a call, from 0 to 1."""

    offset: int | None
    """Number of models to pass over, 0 by default."""

    limit: int | None
    """Models on a page, from 1 to 1000."""


MODEL_FILTERS: frozenset[str] = frozenset({
    "q",
    "sort",
    "category",
    "input_modalities",
    "output_modalities",
    "supported_parameters",
    "context",
    "min_price",
    "max_price",
    "min_output_price",
    "max_output_price",
    "arch",
    "model_authors",
    "providers",
    "distillable",
    "zdr",
    "region",
    "min_age_days",
    "max_age_days",
    "min_intelligence_index",
    "max_intelligence_index",
    "min_coding_index",
    "max_coding_index",
    "min_agentic_index",
    "max_agentic_index",
    "min_tool_success_rate",
    "max_tool_success_rate",
    "offset",
    "limit",
})
"""The names of the keywords of `ModelFilters`."""


class EmbeddingParams(TypedDict, total=False):
    """The fields of `EmbeddingRequest` that are given as keywords."""

    dimensions: int | None
    """Length of the vectors, from 1, where the model lets one choose."""

    encoding_format: Literal["float", "base64"] | str | None
    """How vectors are sent: as numbers, or as the base64 of 32-bit floats, which is shorter."""

    input_type: str | None
    """What the input is for, as in search_query or search_document, for models that make a difference."""

    provider: ProviderPreferences | Mapping[str, Any] | None
    """Which providers may do it, and in what order."""

    user: str | None
    """Your stable name for the end user."""

    session_id: str | None
    """Groups requests that belong together."""

    trace: Trace | Mapping[str, Any] | None
    """Names under which the request appears in observability tools."""


EMBEDDING_PARAMS: frozenset[str] = frozenset({"dimensions", "encoding_format", "input_type", "provider", "user", "session_id", "trace"})
"""The names of the keywords of `EmbeddingParams`."""


class ChatParams(TypedDict, Generic[T], total=False):
    """The fields of `ChatRequest` that are given as keywords."""

    models: Sequence[str] | None
    """Models to try in this order when one fails."""

    stream_options: StreamOptions | Mapping[str, Any] | None
    """Options of the stream, which have no effect any more. Deprecated."""

    max_completion_tokens: int | None
    """Most tokens of the answer, thinking included, from 1."""

    max_tokens: int | None
    """
    Most tokens of the answer, from 1, at some providers from 16; the older name of max_completion_tokens. Deprecated.
    """

    temperature: float | None
    """How freely tokens are drawn, from 0 to 2."""

    top_p: float | None
    """Draws from the likeliest tokens that have this probability together, from 0 to 1."""

    top_k: int | None
    """Draws from this many of the likeliest tokens, from 0; at some providers only."""

    top_a: float | None
    """Leaves out tokens that are improbable against the likeliest one, from 0 to 1; at some providers only."""

    min_p: float | None
    """Leaves out tokens below this share of the likeliest one's probability, from 0 to 1; at some providers only."""

    frequency_penalty: float | None
    """Makes tokens less likely the more often they occurred, from -2 to 2."""

    presence_penalty: float | None
    """Makes tokens less likely that occurred at all, from -2 to 2."""

    repetition_penalty: float | None
    """Makes tokens of the input less likely, from 0 to 2, where 1 changes nothing."""

    logit_bias: Mapping[str, float] | None
    """Makes single tokens more or less likely, by token id, from -100 to 100."""

    logprobs: bool | None
    """Whether the answer brings the log probabilities of its tokens."""

    top_logprobs: int | None
    """How many of the likeliest tokens it brings at each place, from 0 to 20; needs logprobs."""

    seed: int | None
    """Makes draws repeatable, as far as the provider can."""

    stop: str | Sequence[str] | None
    """Texts at which the model stops, up to 4."""

    tools: Sequence[Tool | Mapping[str, Any]] | None
    """Functions and server tools that the model may call."""

    tool_choice: ToolChoiceMode | ToolChoiceTarget | Mapping[str, Any] | None
    """Whether the model may or must call a tool; auto by default where there are tools."""

    parallel_tool_calls: bool | None
    """Whether one answer may hold several tool calls, true by default."""

    max_tool_calls: int | None
    """Most rounds of server tools, 30 by default and at most."""

    stop_server_tools_when: Sequence[StopCondition | Mapping[str, Any]] | None
    """Ends the rounds of server tools as soon as one of these holds; replaces max_tool_calls."""

    deferred_tools: DeferredTools | Mapping[str, Any] | None
    """Lets the model search a large catalogue of tools instead of reading all of it."""

    response_format: ResponseFormat | Mapping[str, Any] | type[T] | None
    """Form that the answer must have."""

    structured_outputs: bool | None
    """Whether the model must support answers by a JSON schema."""

    reasoning: ReasoningOptions | Mapping[str, Any] | None
    """How much the model thinks, and what of it is shown."""

    reasoning_effort: ReasoningEffort | None
    """How much the model thinks; short for the effort of reasoning, which it must not contradict."""

    include_reasoning: bool | None
    """Whether the thinking is shown; the older form of reasoning. Deprecated."""

    verbosity: Verbosity | None
    """How long the answer should be."""

    modalities: Sequence[Modality] | None
    """What the answer may consist of."""

    image_config: Mapping[str, str | float | bool | Sequence[Any]] | None
    """Settings of generated images."""

    audio: AudioOptions | Mapping[str, Any] | None
    """Settings of spoken answers."""

    prediction: Prediction | Mapping[str, Any] | None
    """What the answer will probably be, which makes it faster on some models."""

    provider: ProviderPreferences | Mapping[str, Any] | None
    """Which providers may serve the request, and in what order."""

    plugins: Sequence[Plugin | Mapping[str, Any]] | None
    """Plugins to use, with their settings."""

    web_search_options: WebSearchOptions | Mapping[str, Any] | None
    """Settings of the web search that some models have built in."""

    x_search_filter: XSearchOptions | Mapping[str, Any] | None
    """Limits of a search on X, for models that have it built in."""

    route: Literal["fallback", "sort"] | str | None
    """Old name of the partition in the sorting of providers. Deprecated."""

    service_tier: ServiceTier | None
    """Speed and price class, auto by default."""

    cache_control: CacheControl | Mapping[str, Any] | None
    """Caches the prompt up to its last block that can be cached."""

    prompt_cache_key: str | None
    """Groups requests that share a prompt cache, in the style of OpenAI."""

    prompt_cache_options: PromptCacheOptions | Mapping[str, Any] | None
    """How the prompt cache of OpenAI is used."""

    session_id: str | None
    """Groups requests of one conversation, which then stay with one provider, up to 256 characters."""

    user: str | None
    """Your stable name for the end user, hashed before it is passed on."""

    metadata: Mapping[str, str] | None
    """Up to 16 notes about the request, with keys of at most 64 and values of at most 512 characters."""

    trace: Trace | Mapping[str, Any] | None
    """Names under which the request appears in observability tools."""

    preset: str | None
    """Slug of a preset of the account that fills in what is missing."""

    debug: DebugOptions | Mapping[str, Any] | None
    """Asks for debug data, in streams only."""

    transforms: Sequence[Literal["middle-out"] | str] | None
    """Old way to ask for the compression of long prompts. Deprecated."""

    usage: UsageOptions | Mapping[str, Any] | None
    """Old way to ask for usage, which is now always sent. Deprecated."""

    prompt: str | None
    """Text to continue, in the older completion format. Deprecated."""

    n: int | None
    """How many answers to give; ignored by the service, which gives one."""

    safe_prompt: bool | None
    """Whether Mistral puts its safety prompt in front."""

    raw_mode: bool | None
    """Whether the prompt is passed on without a chat template, at providers that can."""


CHAT_PARAMS: frozenset[str] = frozenset({
    "models",
    "stream_options",
    "max_completion_tokens",
    "max_tokens",
    "temperature",
    "top_p",
    "top_k",
    "top_a",
    "min_p",
    "frequency_penalty",
    "presence_penalty",
    "repetition_penalty",
    "logit_bias",
    "logprobs",
    "top_logprobs",
    "seed",
    "stop",
    "tools",
    "tool_choice",
    "parallel_tool_calls",
    "max_tool_calls",
    "stop_server_tools_when",
    "deferred_tools",
    "response_format",
    "structured_outputs",
    "reasoning",
    "reasoning_effort",
    "include_reasoning",
    "verbosity",
    "modalities",
    "image_config",
    "audio",
    "prediction",
    "provider",
    "plugins",
    "web_search_options",
    "x_search_filter",
    "route",
    "service_tier",
    "cache_control",
    "prompt_cache_key",
    "prompt_cache_options",
    "session_id",
    "user",
    "metadata",
    "trace",
    "preset",
    "debug",
    "transforms",
    "usage",
    "prompt",
    "n",
    "safe_prompt",
    "raw_mode",
})
"""The names of the keywords of `ChatParams`."""
