# Generated from schemas/catalogue.json by `python -m codegen`. Edit the schema, not this file.
"""Models, the endpoints that run them, and what they cost."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import define

from ..traits import (
    NO_EXTRA,
    Bounds,
    Mismatch,
    Model,
    ModelReading,
    arrange,
    bind,
    boolean,
    decimal,
    decimal_as_number,
    decimal_as_string,
    integer,
    items,
    mismatch,
    new,
    number,
    plain,
    refuse,
    refuse_item,
    string,
    tolerate,
)
from .reasoning import ReasoningEffort

if TYPE_CHECKING:
    from .routing import Quantization


@define(kw_only=True, eq=False, repr=False)
class ModelInfo(ModelReading, Model):
    """A model of the catalogue."""

    id: str
    """Name to ask for it by, as in openai/gpt-5."""

    canonical_slug: str | None = None
    """Its dated name, which never means another model."""

    name: str | None = None
    """Name for people."""

    created: int | None = None
    """When it came into the catalogue, in seconds since 1970."""

    description: str | None = None
    """What it is, in a few sentences."""

    context_length: int | None = None
    """Tokens of prompt and answer together that it can hold."""

    architecture: ModelArchitecture | None = None
    """What goes in and what comes out."""

    pricing: Pricing | None = None
    """What it costs."""

    top_provider: TopProvider | None = None
    """Limits of the provider that is first choice."""

    per_request_limits: TokenLimits | None = None
    """Tokens that one request may take."""

    supported_parameters: list[SupportedParameter] | None = None
    """Parameters of requests that some endpoint of it knows."""

    default_parameters: DefaultParameters | None = None
    """Values it works best with."""

    supported_voices: list[str] | None = None
    """Voices it speaks with, where it speaks."""

    reasoning: ReasoningSupport | None = None
    """How its thinking can be set, where it thinks."""

    hugging_face_id: str | None = None
    """Its name on Hugging Face, where its weights are open."""

    knowledge_cutoff: str | None = None
    """Last day of what it was trained on, as YYYY-MM-DD."""

    expiration_date: str | None = None
    """Day from which it may be gone, as YYYY-MM-DD."""

    alias_target: AliasTarget | None = None
    """Model that an alias of the newest stands for."""

    benchmarks: Benchmarks | None = None
    """How it did in tests of others."""

    links: ModelLinks | None = None
    """Where to read on."""


@define(kw_only=True, eq=False, repr=False)
class ModelArchitecture(Model):
    """What goes into a model and what comes out."""

    input_modalities: list[InputModality] | None = None
    """Kinds of content it takes."""

    output_modalities: list[OutputModality] | None = None
    """Kinds of content it makes."""

    modality: str | None = None
    """Both in one word, as in text+image->text."""

    tokenizer: Tokenizer | None = None
    """Family of its tokenizer."""

    instruct_type: InstructType | None = None
    """Template that turns messages into its prompt."""


InputModality: TypeAlias = Literal["text", "image", "file", "audio", "video"] | str
"""Kind of content that a model takes."""


OutputModality: TypeAlias = (
    Literal["text", "image", "embeddings", "audio", "video", "rerank", "speech", "transcription", "decisions"] | str
)
"""Kind of content that a model makes."""


Tokenizer: TypeAlias = (
    Literal["Router", "Media", "Other", "GPT", "Claude", "Gemini", "Gemma", "Grok", "Cohere", "Nova", "Qwen", "Yi",
    "DeepSeek", "Mistral", "Llama2", "Llama3", "Llama4", "PaLM", "RWKV", "Qwen3"] | str
)
"""Family of tokenizers."""


InstructType: TypeAlias = (
    Literal["none", "airoboros", "alpaca", "alpaca-modif", "chatml", "claude", "code-llama", "gemma", "llama2",
    "llama3", "mistral", "nemotron", "neural", "openchat", "phi3", "rwkv", "vicuna", "zephyr", "deepseek-r1",
    "deepseek-v3.1", "qwq", "qwen3"] | str
)
"""Template that turns messages into a prompt."""


SupportedParameter: TypeAlias = (
    Literal["temperature", "top_p", "top_k", "min_p", "top_a", "frequency_penalty", "presence_penalty",
    "repetition_penalty", "max_tokens", "max_completion_tokens", "logit_bias", "logprobs", "top_logprobs",
    "prediction", "seed", "response_format", "structured_outputs", "stop", "tools", "tool_choice",
    "parallel_tool_calls", "include_reasoning", "reasoning", "reasoning_effort", "web_search_options", "verbosity"]
    | str
)
"""Parameter of requests that a model may know."""


Price: TypeAlias = Decimal
"""A price in US dollars, exact; negative where it depends on where a router sends the request."""


@define(kw_only=True, eq=False, repr=False)
class Pricing(Model):
    """
    What a model or an endpoint costs, in US dollars for a single unit; per million tokens it is a million times as
    much.
    """

    prompt: Price | None = None
    """Price of a token of the prompt."""

    completion: Price | None = None
    """Price of a token of the answer."""

    request: Price | None = None
    """Price of a request, besides its tokens."""

    image: Price | None = None
    """Price of an image in the prompt."""

    image_token: Price | None = None
    """Price of a token of an image."""

    image_output: Price | None = None
    """Price of an image in the answer."""

    audio: Price | None = None
    """Price of a token of audio in the prompt."""

    audio_output: Price | None = None
    """Price of a token of audio in the answer."""

    input_audio_cache: Price | None = None
    """Price of a token of audio that is read from the cache."""

    input_cache_read: Price | None = None
    """Price of a token that is read from the cache."""

    input_cache_write: Price | None = None
    """Price of a token that is written to the cache, for five minutes where a provider has several times."""

    input_cache_write_1h: Price | None = None
    """Price of a token that is written to the cache for an hour."""

    internal_reasoning: Price | None = None
    """Price of a token of thinking."""

    web_search: Price | None = None
    """Price of a search of the web."""

    discount: Decimal | None = None
    """Part of the price that is not charged, from 0 to 1."""

    overrides: list[PricingOverride] | None = None
    """Other prices under conditions; of several that apply, the last one that names a price decides it."""


@define(kw_only=True, eq=False, repr=False)
class PricingOverride(Model):
    """Prices that apply when all conditions of the entry do; those it does not name stay as they are."""

    min_prompt_tokens: float | None = None
    """Condition: the prompt has more tokens than this."""

    utc_start: float | None = None
    """
    Condition: the beginning of a daily time, inclusive, as hours times 100 and minutes in UTC; it may lie after the
    end.
    """

    utc_end: float | None = None
    """Condition: the end of that time, exclusive."""

    utc_days: list[Weekday] | None = None
    """Condition: days of the week in UTC; every day where there are none."""

    prompt: Price | None = None
    """Price of a token of the prompt."""

    completion: Price | None = None
    """Price of a token of the answer."""

    audio: Price | None = None
    """Price of a token of audio in the prompt."""

    input_audio_cache: Price | None = None
    """Price of a token of audio that is read from the cache."""

    input_cache_read: Price | None = None
    """Price of a token that is read from the cache."""

    input_cache_write: Price | None = None
    """Price of a token that is written to the cache."""

    input_cache_write_1h: Price | None = None
    """Price of a token that is written to the cache for an hour."""


Weekday: TypeAlias = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | str
"""Day of the week."""


@define(kw_only=True, eq=False, repr=False)
class TopProvider(Model):
    """Limits of the provider that is first choice for a model."""

    is_moderated: bool | None = None
    """Whether it moderates what is asked."""

    context_length: int | None = None
    """Tokens of prompt and answer together."""

    max_completion_tokens: int | None = None
    """Tokens of the answer, thinking included."""


@define(kw_only=True, eq=False, repr=False)
class TokenLimits(Model):
    """Tokens that one request may take."""

    prompt_tokens: float | None = None
    """Tokens of the prompt."""

    completion_tokens: float | None = None
    """Tokens of the answer."""


@define(kw_only=True, eq=False, repr=False)
class DefaultParameters(Model):
    """Values of parameters that a model works best with."""

    temperature: float | None = None
    """Its temperature."""

    top_p: float | None = None
    """Its nucleus, from 0 to 1."""

    top_k: int | None = None
    """Number of tokens it chooses among."""

    frequency_penalty: float | None = None
    """Its penalty on frequent tokens."""

    presence_penalty: float | None = None
    """Its penalty on tokens that were there."""

    repetition_penalty: float | None = None
    """Its penalty on repetition."""


@define(kw_only=True, eq=False, repr=False)
class ReasoningSupport(Model):
    """How the thinking of a model can be set."""

    mandatory: bool | None = None
    """Whether it cannot be switched off."""

    default_enabled: bool | None = None
    """Whether it thinks where nothing is said."""

    default_effort: ReasoningEffort | None = None
    """How much it thinks where nothing is said."""

    supported_efforts: list[ReasoningEffort | None] | None = None
    """Efforts it takes, the highest first; all where there is no list."""

    supports_max_tokens: bool | None = None
    """Whether its thinking can be bounded in tokens."""


@define(kw_only=True, eq=False, repr=False)
class AliasTarget(Model):
    """The model that an alias stands for today."""

    slug: str | None = None
    """Its id."""

    name: str | None = None
    """Its name for people."""


@define(kw_only=True, eq=False, repr=False)
class Benchmarks(Model):
    """How a model did in tests of others."""

    artificial_analysis: ArtificialAnalysisScores | None = None
    """Indices of Artificial Analysis."""

    design_arena: list[DesignArenaScore] | None = None
    """Ratings of Design Arena, one for each arena and category."""


@define(kw_only=True, eq=False, repr=False)
class ArtificialAnalysisScores(Model):
    """Indices of Artificial Analysis."""

    intelligence_index: float | None = None
    """Index of intelligence."""

    coding_index: float | None = None
    """Index of programming."""

    agentic_index: float | None = None
    """Index of acting with tools."""


@define(kw_only=True, eq=False, repr=False)
class DesignArenaScore(Model):
    """A rating of Design Arena."""

    arena: str | None = None
    """Arena, as in models or agents."""

    category: str | None = None
    """Category of the arena, as in website."""

    elo: float | None = None
    """Elo rating from comparisons of pairs."""

    win_rate: float | None = None
    """Percentage of comparisons won."""

    rank: int | None = None
    """Place among the models of the catalogue, from 1."""


@define(kw_only=True, eq=False, repr=False)
class ModelLinks(Model):
    """Where to read on about a model."""

    details: str | None = None
    """Path of its endpoints in the API."""


@define(kw_only=True, eq=False, repr=False)
class ModelQuery(Model):
    """Which models of the catalogue are asked for, and in what order."""

    q: str | None = None
    """Words to look for in names and ids."""

    sort: (
        Literal["most-popular", "newest", "top-weekly", "pricing-low-to-high", "pricing-high-to-low",
        "context-high-to-low", "throughput-high-to-low", "latency-low-to-high", "intelligence-high-to-low",
        "coding-high-to-low", "agentic-high-to-low", "design-arena-elo-high-to-low"] | str | None
    ) = None
    """Order; models without the figure it goes by come last."""

    category: (
        Literal["programming", "roleplay", "marketing", "marketing/seo", "technology", "science", "translation",
        "legal", "finance", "health", "trivia", "academia"] | str | None
    ) = None
    """What they are used for."""

    input_modalities: str | list[InputModality] | None = None
    """Kinds of content they take."""

    output_modalities: str | list[OutputModality] | None = None
    """Kinds of content they make, text by default; all means every model."""

    supported_parameters: str | list[SupportedParameter] | None = None
    """Parameters of requests that they know."""

    context: int | None = None
    """Least context length, in tokens, from 1."""

    min_price: Decimal | None = None
    """Least price of a million tokens of the prompt, in US dollars."""

    max_price: Decimal | None = None
    """Highest price of a million tokens of the prompt, in US dollars."""

    min_output_price: Decimal | None = None
    """Least price of a million tokens of the answer, in US dollars."""

    max_output_price: Decimal | None = None
    """Highest price of a million tokens of the answer, in US dollars."""

    arch: str | None = None
    """Family of models, as in GPT or Llama."""

    model_authors: str | list[str] | None = None
    """Who made them, by the first part of the id."""

    providers: str | list[str] | None = None
    """Providers that run them, by name."""

    distillable: bool | None = None
    """Whether what they write may be used to train others."""

    zdr: bool | None = None
    """Whether only models are listed that run somewhere without any data being kept."""

    region: Literal["eu", "us"] | str | None = None
    """Region of the world that they can be run in."""

    min_age_days: int | None = None
    """Least age, in days."""

    max_age_days: int | None = None
    """Highest age, in days."""

    min_intelligence_index: float | None = None
    """Least index of intelligence of Artificial Analysis."""

    max_intelligence_index: float | None = None
    """Highest index of intelligence of Artificial Analysis."""

    min_coding_index: float | None = None
    """Least index of programming of Artificial Analysis."""

    max_coding_index: float | None = None
    """Highest index of programming of Artificial Analysis."""

    min_agentic_index: float | None = None
    """Least index of acting with tools of Artificial Analysis."""

    max_agentic_index: float | None = None
    """Highest index of acting with tools of Artificial Analysis."""

    min_tool_success_rate: float | None = None
    """Least part of requests with tools that end in a call, from 0 to 1."""

    max_tool_success_rate: float | None = None
    """Highest part of requests with tools that end in a call, from 0 to 1."""

    offset: int | None = None
    """Number of models to pass over, 0 by default."""

    limit: int | None = None
    """Models on a page, from 1 to 1000."""


@define(kw_only=True, eq=False, repr=False)
class ModelEndpoints(Model):
    """A model and the endpoints that run it."""

    id: str
    """Name of the model."""

    name: str | None = None
    """Its name for people."""

    created: int | None = None
    """When it came into the catalogue, in seconds since 1970."""

    description: str | None = None
    """What it is, in a few sentences."""

    architecture: ModelArchitecture | None = None
    """What goes in and what comes out."""

    endpoints: list[Endpoint] | None = None
    """The endpoints."""


@define(kw_only=True, eq=False, repr=False)
class Endpoint(Model):
    """A place where a provider runs a model."""

    name: str | None = None
    """Name for people, of provider and model."""

    model_id: str | None = None
    """Dated name of the model."""

    model_name: str | None = None
    """Name of the model for people."""

    provider_name: str | None = None
    """Name of the provider."""

    tag: str | None = None
    """What to call it in the provider preferences of a request: the provider's slug, perhaps with a variant."""

    context_length: int | None = None
    """Tokens of prompt and answer together."""

    max_completion_tokens: int | None = None
    """Tokens of the answer."""

    max_prompt_tokens: int | None = None
    """Tokens of the prompt."""

    pricing: Pricing | None = None
    """What it costs."""

    quantization: Quantization | None = None
    """Precision of the weights."""

    status: int | None = None
    """0 where it is well; below that it is not, one of -1, -2, -3, -5 and -10."""

    supported_parameters: list[SupportedParameter] | None = None
    """Parameters of requests that it knows."""

    supports_tool_choice: ToolChoiceSupport | None = None
    """Values of tool_choice that work."""

    supports_implicit_caching: bool | None = None
    """Whether it caches prompts without being asked to."""

    supports_voice_cloning: bool | None = None
    """Whether it speaks like a recording that is sent along."""

    supports_multiple_audio_references: bool | None = None
    """Whether it takes several such recordings."""

    supports_image_reference: bool | None = None
    """Whether it takes an image that describes the voice."""

    supports_diarization: bool | None = None
    """Whether its transcripts tell speakers apart."""

    native_tools: dict[str, NativeTool] | None = None
    """Tools of OpenRouter's that the provider can run itself, by name."""

    service_tier: Literal["flex", "priority", "ultrafast"] | str | None = None
    """Tier of service that it sells, where that is not the usual one."""

    uptime_last_5m: float | None = None
    """Percentage of requests that succeeded in the last 5 minutes; rate limits are not counted."""

    uptime_last_30m: float | None = None
    """The same for 30 minutes."""

    uptime_last_1d: float | None = None
    """The same for a day."""

    latency_last_30m: Percentiles | None = None
    """Time to the first token in the last 30 minutes, in milliseconds; only shown to a key."""

    throughput_last_30m: Percentiles | None = None
    """Tokens of the answer a second in the last 30 minutes; only shown to a key."""

    perf_last_30m_by_workload: dict[str, WorkloadPerformance] | None = None
    """The same for each kind of request, as in text_generation; only shown to a key."""


@define(kw_only=True, eq=False, repr=False)
class ToolChoiceSupport(Model):
    """Values of tool_choice that work at an endpoint."""

    auto: bool | None = None
    """Whether the model may decide."""

    none: bool | None = None
    """Whether calls can be forbidden."""

    required: bool | None = None
    """Whether a call can be demanded."""

    function: bool | None = None
    """Whether a call of one function can be demanded."""


@define(kw_only=True, eq=False, repr=False)
class NativeTool(Model):
    """A tool that a provider runs itself."""

    type: str | None = None
    """The provider's own name of it."""


@define(kw_only=True, eq=False, repr=False)
class Percentiles(Model):
    """A figure at four percentiles."""

    p50: float | None = None
    """The median."""

    p75: float | None = None
    """The 75th percentile."""

    p90: float | None = None
    """The 90th percentile."""

    p99: float | None = None
    """The 99th percentile."""


@define(kw_only=True, eq=False, repr=False)
class WorkloadPerformance(Model):
    """How an endpoint did with one kind of request."""

    latency: Percentiles | None = None
    """Time to the first token, or to the whole image or video, in milliseconds."""

    throughput: Percentiles | None = None
    """Tokens of the answer a second."""

    request_count: int | None = None
    """Requests that were taken."""


@define(kw_only=True, eq=False, repr=False)
class Provider(Model):
    """A company that runs models."""

    slug: str
    """What to call it in the provider preferences of a request."""

    name: str | None = None
    """Its name for people."""

    privacy_policy_url: str | None = None
    """Its privacy policy."""

    terms_of_service_url: str | None = None
    """Its terms of service."""

    status_page_url: str | None = None
    """Its page on how it is doing."""

    headquarters: str | None = None
    """Country it is at home in, by two letters of ISO 3166-1."""

    datacenters: list[str] | None = None
    """Countries of its data centres, by two letters of ISO 3166-1."""


@define(kw_only=True, eq=False, repr=False)
class ModelCount(Model):
    """How many models there are."""

    count: int
    """Their number."""


def decode_model_info(data: dict[str, Any]) -> ModelInfo:
    """A `ModelInfo` from its JSON object."""
    model = new(ModelInfo)
    model._received = data
    model._extra = NO_EXTRA if ModelInfo._keys.issuperset(data) else None
    value = data.get("id")
    model.id = value if type(value) is str else string(data, "id", value)
    value = data.get("canonical_slug")
    if value is None or type(value) is str:
        model.canonical_slug = value
    else:
        model.canonical_slug = None
        tolerate(model, data, "canonical_slug")
    value = data.get("name")
    if value is None or type(value) is str:
        model.name = value
    else:
        model.name = None
        tolerate(model, data, "name")
    value = data.get("created")
    if value is None or type(value) is int:
        model.created = value
    else:
        model.created = None
        tolerate(model, data, "created")
    value = data.get("description")
    if value is None or type(value) is str:
        model.description = value
    else:
        model.description = None
        tolerate(model, data, "description")
    value = data.get("context_length")
    if value is None or type(value) is int:
        model.context_length = value
    else:
        model.context_length = None
        tolerate(model, data, "context_length")
    value = data.get("architecture")
    model.architecture = None
    if type(value) is dict:
        try:
            model.architecture = decode_model_architecture(value)
        except Mismatch:
            tolerate(model, data, "architecture")
    elif value is not None:
        tolerate(model, data, "architecture")
    value = data.get("pricing")
    model.pricing = None
    if type(value) is dict:
        try:
            model.pricing = decode_pricing(value)
        except Mismatch:
            tolerate(model, data, "pricing")
    elif value is not None:
        tolerate(model, data, "pricing")
    value = data.get("top_provider")
    model.top_provider = None
    if type(value) is dict:
        try:
            model.top_provider = decode_top_provider(value)
        except Mismatch:
            tolerate(model, data, "top_provider")
    elif value is not None:
        tolerate(model, data, "top_provider")
    value = data.get("per_request_limits")
    model.per_request_limits = None
    if type(value) is dict:
        try:
            model.per_request_limits = decode_token_limits(value)
        except Mismatch:
            tolerate(model, data, "per_request_limits")
    elif value is not None:
        tolerate(model, data, "per_request_limits")
    value = data.get("supported_parameters")
    model.supported_parameters = None
    if value is not None:
        try:
            model.supported_parameters = items(data, "supported_parameters", value, string)
        except Mismatch:
            tolerate(model, data, "supported_parameters")
    value = data.get("default_parameters")
    model.default_parameters = None
    if type(value) is dict:
        try:
            model.default_parameters = decode_default_parameters(value)
        except Mismatch:
            tolerate(model, data, "default_parameters")
    elif value is not None:
        tolerate(model, data, "default_parameters")
    value = data.get("supported_voices")
    model.supported_voices = None
    if value is not None:
        try:
            model.supported_voices = items(data, "supported_voices", value, string)
        except Mismatch:
            tolerate(model, data, "supported_voices")
    value = data.get("reasoning")
    model.reasoning = None
    if type(value) is dict:
        try:
            model.reasoning = decode_reasoning_support(value)
        except Mismatch:
            tolerate(model, data, "reasoning")
    elif value is not None:
        tolerate(model, data, "reasoning")
    value = data.get("hugging_face_id")
    if value is None or type(value) is str:
        model.hugging_face_id = value
    else:
        model.hugging_face_id = None
        tolerate(model, data, "hugging_face_id")
    value = data.get("knowledge_cutoff")
    if value is None or type(value) is str:
        model.knowledge_cutoff = value
    else:
        model.knowledge_cutoff = None
        tolerate(model, data, "knowledge_cutoff")
    value = data.get("expiration_date")
    if value is None or type(value) is str:
        model.expiration_date = value
    else:
        model.expiration_date = None
        tolerate(model, data, "expiration_date")
    value = data.get("alias_target")
    model.alias_target = None
    if type(value) is dict:
        try:
            model.alias_target = decode_alias_target(value)
        except Mismatch:
            tolerate(model, data, "alias_target")
    elif value is not None:
        tolerate(model, data, "alias_target")
    value = data.get("benchmarks")
    model.benchmarks = None
    if type(value) is dict:
        try:
            model.benchmarks = decode_benchmarks(value)
        except Mismatch:
            tolerate(model, data, "benchmarks")
    elif value is not None:
        tolerate(model, data, "benchmarks")
    value = data.get("links")
    model.links = None
    if type(value) is dict:
        try:
            model.links = decode_model_links(value)
        except Mismatch:
            tolerate(model, data, "links")
    elif value is not None:
        tolerate(model, data, "links")
    return model


def encode_model_info(model: ModelInfo) -> dict[str, Any]:
    """The JSON object of a `ModelInfo`."""
    return arrange(
        model,
        {
            "id": model.id,
            "canonical_slug": model.canonical_slug,
            "name": model.name,
            "created": model.created,
            "description": model.description,
            "context_length": model.context_length,
            "architecture": plain(model.architecture),
            "pricing": plain(model.pricing),
            "top_provider": plain(model.top_provider),
            "per_request_limits": plain(model.per_request_limits),
            "supported_parameters": plain(model.supported_parameters),
            "default_parameters": plain(model.default_parameters),
            "supported_voices": plain(model.supported_voices),
            "reasoning": plain(model.reasoning),
            "hugging_face_id": model.hugging_face_id,
            "knowledge_cutoff": model.knowledge_cutoff,
            "expiration_date": model.expiration_date,
            "alias_target": plain(model.alias_target),
            "benchmarks": plain(model.benchmarks),
            "links": plain(model.links),
        },
    )


def decode_model_architecture(data: dict[str, Any]) -> ModelArchitecture:
    """A `ModelArchitecture` from its JSON object."""
    model = new(ModelArchitecture)
    model._received = data
    model._extra = NO_EXTRA if ModelArchitecture._keys.issuperset(data) else None
    value = data.get("input_modalities")
    model.input_modalities = None
    if value is not None:
        try:
            model.input_modalities = items(data, "input_modalities", value, string)
        except Mismatch:
            tolerate(model, data, "input_modalities")
    value = data.get("output_modalities")
    model.output_modalities = None
    if value is not None:
        try:
            model.output_modalities = items(data, "output_modalities", value, string)
        except Mismatch:
            tolerate(model, data, "output_modalities")
    value = data.get("modality")
    if value is None or type(value) is str:
        model.modality = value
    else:
        model.modality = None
        tolerate(model, data, "modality")
    value = data.get("tokenizer")
    if value is None or type(value) is str:
        model.tokenizer = value
    else:
        model.tokenizer = None
        tolerate(model, data, "tokenizer")
    value = data.get("instruct_type")
    if value is None or type(value) is str:
        model.instruct_type = value
    else:
        model.instruct_type = None
        tolerate(model, data, "instruct_type")
    return model


def encode_model_architecture(model: ModelArchitecture) -> dict[str, Any]:
    """The JSON object of a `ModelArchitecture`."""
    return arrange(
        model,
        {
            "input_modalities": plain(model.input_modalities),
            "output_modalities": plain(model.output_modalities),
            "modality": model.modality,
            "tokenizer": model.tokenizer,
            "instruct_type": model.instruct_type,
        },
    )


def decode_pricing(data: dict[str, Any]) -> Pricing:
    """A `Pricing` from its JSON object."""
    model = new(Pricing)
    model._received = data
    model._extra = NO_EXTRA if Pricing._keys.issuperset(data) else None
    value = data.get("prompt")
    model.prompt = None
    if value is not None:
        try:
            model.prompt = decimal(data, "prompt", value)
        except Mismatch:
            tolerate(model, data, "prompt")
    value = data.get("completion")
    model.completion = None
    if value is not None:
        try:
            model.completion = decimal(data, "completion", value)
        except Mismatch:
            tolerate(model, data, "completion")
    value = data.get("request")
    model.request = None
    if value is not None:
        try:
            model.request = decimal(data, "request", value)
        except Mismatch:
            tolerate(model, data, "request")
    value = data.get("image")
    model.image = None
    if value is not None:
        try:
            model.image = decimal(data, "image", value)
        except Mismatch:
            tolerate(model, data, "image")
    value = data.get("image_token")
    model.image_token = None
    if value is not None:
        try:
            model.image_token = decimal(data, "image_token", value)
        except Mismatch:
            tolerate(model, data, "image_token")
    value = data.get("image_output")
    model.image_output = None
    if value is not None:
        try:
            model.image_output = decimal(data, "image_output", value)
        except Mismatch:
            tolerate(model, data, "image_output")
    value = data.get("audio")
    model.audio = None
    if value is not None:
        try:
            model.audio = decimal(data, "audio", value)
        except Mismatch:
            tolerate(model, data, "audio")
    value = data.get("audio_output")
    model.audio_output = None
    if value is not None:
        try:
            model.audio_output = decimal(data, "audio_output", value)
        except Mismatch:
            tolerate(model, data, "audio_output")
    value = data.get("input_audio_cache")
    model.input_audio_cache = None
    if value is not None:
        try:
            model.input_audio_cache = decimal(data, "input_audio_cache", value)
        except Mismatch:
            tolerate(model, data, "input_audio_cache")
    value = data.get("input_cache_read")
    model.input_cache_read = None
    if value is not None:
        try:
            model.input_cache_read = decimal(data, "input_cache_read", value)
        except Mismatch:
            tolerate(model, data, "input_cache_read")
    value = data.get("input_cache_write")
    model.input_cache_write = None
    if value is not None:
        try:
            model.input_cache_write = decimal(data, "input_cache_write", value)
        except Mismatch:
            tolerate(model, data, "input_cache_write")
    value = data.get("input_cache_write_1h")
    model.input_cache_write_1h = None
    if value is not None:
        try:
            model.input_cache_write_1h = decimal(data, "input_cache_write_1h", value)
        except Mismatch:
            tolerate(model, data, "input_cache_write_1h")
    value = data.get("internal_reasoning")
    model.internal_reasoning = None
    if value is not None:
        try:
            model.internal_reasoning = decimal(data, "internal_reasoning", value)
        except Mismatch:
            tolerate(model, data, "internal_reasoning")
    value = data.get("web_search")
    model.web_search = None
    if value is not None:
        try:
            model.web_search = decimal(data, "web_search", value)
        except Mismatch:
            tolerate(model, data, "web_search")
    value = data.get("discount")
    model.discount = None
    if value is not None:
        try:
            model.discount = decimal(data, "discount", value)
        except Mismatch:
            tolerate(model, data, "discount")
    value = data.get("overrides")
    model.overrides = None
    if type(value) is list:
        try:
            model.overrides = [
                decode_pricing_override(item) if type(item) is dict else refuse_item(value, item, "an object")
                for item in value
            ]
        except Mismatch:
            tolerate(model, data, "overrides")
    elif value is not None:
        tolerate(model, data, "overrides")
    return model


def encode_pricing(model: Pricing) -> dict[str, Any]:
    """The JSON object of a `Pricing`."""
    return arrange(
        model,
        {
            "prompt": decimal_as_string(model, "prompt", model.prompt),
            "completion": decimal_as_string(model, "completion", model.completion),
            "request": decimal_as_string(model, "request", model.request),
            "image": decimal_as_string(model, "image", model.image),
            "image_token": decimal_as_string(model, "image_token", model.image_token),
            "image_output": decimal_as_string(model, "image_output", model.image_output),
            "audio": decimal_as_string(model, "audio", model.audio),
            "audio_output": decimal_as_string(model, "audio_output", model.audio_output),
            "input_audio_cache": decimal_as_string(model, "input_audio_cache", model.input_audio_cache),
            "input_cache_read": decimal_as_string(model, "input_cache_read", model.input_cache_read),
            "input_cache_write": decimal_as_string(model, "input_cache_write", model.input_cache_write),
            "input_cache_write_1h": decimal_as_string(model, "input_cache_write_1h", model.input_cache_write_1h),
            "internal_reasoning": decimal_as_string(model, "internal_reasoning", model.internal_reasoning),
            "web_search": decimal_as_string(model, "web_search", model.web_search),
            "discount": decimal_as_number(model, "discount", model.discount),
            "overrides": plain(model.overrides),
        },
    )


def decode_pricing_override(data: dict[str, Any]) -> PricingOverride:
    """A `PricingOverride` from its JSON object."""
    model = new(PricingOverride)
    model._received = data
    model._extra = NO_EXTRA if PricingOverride._keys.issuperset(data) else None
    value = data.get("min_prompt_tokens")
    if value is None or type(value) is float or type(value) is int:
        model.min_prompt_tokens = value
    else:
        model.min_prompt_tokens = None
        tolerate(model, data, "min_prompt_tokens")
    value = data.get("utc_start")
    if value is None or type(value) is float or type(value) is int:
        model.utc_start = value
    else:
        model.utc_start = None
        tolerate(model, data, "utc_start")
    value = data.get("utc_end")
    if value is None or type(value) is float or type(value) is int:
        model.utc_end = value
    else:
        model.utc_end = None
        tolerate(model, data, "utc_end")
    value = data.get("utc_days")
    model.utc_days = None
    if value is not None:
        try:
            model.utc_days = items(data, "utc_days", value, string)
        except Mismatch:
            tolerate(model, data, "utc_days")
    value = data.get("prompt")
    model.prompt = None
    if value is not None:
        try:
            model.prompt = decimal(data, "prompt", value)
        except Mismatch:
            tolerate(model, data, "prompt")
    value = data.get("completion")
    model.completion = None
    if value is not None:
        try:
            model.completion = decimal(data, "completion", value)
        except Mismatch:
            tolerate(model, data, "completion")
    value = data.get("audio")
    model.audio = None
    if value is not None:
        try:
            model.audio = decimal(data, "audio", value)
        except Mismatch:
            tolerate(model, data, "audio")
    value = data.get("input_audio_cache")
    model.input_audio_cache = None
    if value is not None:
        try:
            model.input_audio_cache = decimal(data, "input_audio_cache", value)
        except Mismatch:
            tolerate(model, data, "input_audio_cache")
    value = data.get("input_cache_read")
    model.input_cache_read = None
    if value is not None:
        try:
            model.input_cache_read = decimal(data, "input_cache_read", value)
        except Mismatch:
            tolerate(model, data, "input_cache_read")
    value = data.get("input_cache_write")
    model.input_cache_write = None
    if value is not None:
        try:
            model.input_cache_write = decimal(data, "input_cache_write", value)
        except Mismatch:
            tolerate(model, data, "input_cache_write")
    value = data.get("input_cache_write_1h")
    model.input_cache_write_1h = None
    if value is not None:
        try:
            model.input_cache_write_1h = decimal(data, "input_cache_write_1h", value)
        except Mismatch:
            tolerate(model, data, "input_cache_write_1h")
    return model


def encode_pricing_override(model: PricingOverride) -> dict[str, Any]:
    """The JSON object of a `PricingOverride`."""
    return arrange(
        model,
        {
            "min_prompt_tokens": model.min_prompt_tokens,
            "utc_start": model.utc_start,
            "utc_end": model.utc_end,
            "utc_days": plain(model.utc_days),
            "prompt": decimal_as_string(model, "prompt", model.prompt),
            "completion": decimal_as_string(model, "completion", model.completion),
            "audio": decimal_as_string(model, "audio", model.audio),
            "input_audio_cache": decimal_as_string(model, "input_audio_cache", model.input_audio_cache),
            "input_cache_read": decimal_as_string(model, "input_cache_read", model.input_cache_read),
            "input_cache_write": decimal_as_string(model, "input_cache_write", model.input_cache_write),
            "input_cache_write_1h": decimal_as_string(model, "input_cache_write_1h", model.input_cache_write_1h),
        },
    )


def decode_top_provider(data: dict[str, Any]) -> TopProvider:
    """A `TopProvider` from its JSON object."""
    model = new(TopProvider)
    model._received = data
    model._extra = NO_EXTRA if TopProvider._keys.issuperset(data) else None
    value = data.get("is_moderated")
    if value is None or type(value) is bool:
        model.is_moderated = value
    else:
        model.is_moderated = None
        tolerate(model, data, "is_moderated")
    value = data.get("context_length")
    if value is None or type(value) is int:
        model.context_length = value
    else:
        model.context_length = None
        tolerate(model, data, "context_length")
    value = data.get("max_completion_tokens")
    if value is None or type(value) is int:
        model.max_completion_tokens = value
    else:
        model.max_completion_tokens = None
        tolerate(model, data, "max_completion_tokens")
    return model


def encode_top_provider(model: TopProvider) -> dict[str, Any]:
    """The JSON object of a `TopProvider`."""
    return arrange(
        model,
        {
            "is_moderated": model.is_moderated,
            "context_length": model.context_length,
            "max_completion_tokens": model.max_completion_tokens,
        },
    )


def decode_token_limits(data: dict[str, Any]) -> TokenLimits:
    """A `TokenLimits` from its JSON object."""
    model = new(TokenLimits)
    model._received = data
    model._extra = NO_EXTRA if TokenLimits._keys.issuperset(data) else None
    value = data.get("prompt_tokens")
    if value is None or type(value) is float or type(value) is int:
        model.prompt_tokens = value
    else:
        model.prompt_tokens = None
        tolerate(model, data, "prompt_tokens")
    value = data.get("completion_tokens")
    if value is None or type(value) is float or type(value) is int:
        model.completion_tokens = value
    else:
        model.completion_tokens = None
        tolerate(model, data, "completion_tokens")
    return model


def encode_token_limits(model: TokenLimits) -> dict[str, Any]:
    """The JSON object of a `TokenLimits`."""
    return arrange(
        model,
        {
            "prompt_tokens": model.prompt_tokens,
            "completion_tokens": model.completion_tokens,
        },
    )


def decode_default_parameters(data: dict[str, Any]) -> DefaultParameters:
    """A `DefaultParameters` from its JSON object."""
    model = new(DefaultParameters)
    model._received = data
    model._extra = NO_EXTRA if DefaultParameters._keys.issuperset(data) else None
    value = data.get("temperature")
    if value is None or type(value) is float or type(value) is int:
        model.temperature = value
    else:
        model.temperature = None
        tolerate(model, data, "temperature")
    value = data.get("top_p")
    if value is None or type(value) is float or type(value) is int:
        model.top_p = value
    else:
        model.top_p = None
        tolerate(model, data, "top_p")
    value = data.get("top_k")
    if value is None or type(value) is int:
        model.top_k = value
    else:
        model.top_k = None
        tolerate(model, data, "top_k")
    value = data.get("frequency_penalty")
    if value is None or type(value) is float or type(value) is int:
        model.frequency_penalty = value
    else:
        model.frequency_penalty = None
        tolerate(model, data, "frequency_penalty")
    value = data.get("presence_penalty")
    if value is None or type(value) is float or type(value) is int:
        model.presence_penalty = value
    else:
        model.presence_penalty = None
        tolerate(model, data, "presence_penalty")
    value = data.get("repetition_penalty")
    if value is None or type(value) is float or type(value) is int:
        model.repetition_penalty = value
    else:
        model.repetition_penalty = None
        tolerate(model, data, "repetition_penalty")
    return model


def encode_default_parameters(model: DefaultParameters) -> dict[str, Any]:
    """The JSON object of a `DefaultParameters`."""
    return arrange(
        model,
        {
            "temperature": model.temperature,
            "top_p": model.top_p,
            "top_k": model.top_k,
            "frequency_penalty": model.frequency_penalty,
            "presence_penalty": model.presence_penalty,
            "repetition_penalty": model.repetition_penalty,
        },
    )


def decode_reasoning_support(data: dict[str, Any]) -> ReasoningSupport:
    """A `ReasoningSupport` from its JSON object."""
    model = new(ReasoningSupport)
    model._received = data
    model._extra = NO_EXTRA if ReasoningSupport._keys.issuperset(data) else None
    value = data.get("mandatory")
    if value is None or type(value) is bool:
        model.mandatory = value
    else:
        model.mandatory = None
        tolerate(model, data, "mandatory")
    value = data.get("default_enabled")
    if value is None or type(value) is bool:
        model.default_enabled = value
    else:
        model.default_enabled = None
        tolerate(model, data, "default_enabled")
    value = data.get("default_effort")
    if value is None or type(value) is str:
        model.default_effort = value
    else:
        model.default_effort = None
        tolerate(model, data, "default_effort")
    value = data.get("supported_efforts")
    model.supported_efforts = None
    if value is not None:
        try:
            model.supported_efforts = items(
                data,
                "supported_efforts",
                value, _read_supported_efforts_item_of_reasoning_support,
            )
        except Mismatch:
            tolerate(model, data, "supported_efforts")
    value = data.get("supports_max_tokens")
    if value is None or type(value) is bool:
        model.supports_max_tokens = value
    else:
        model.supports_max_tokens = None
        tolerate(model, data, "supports_max_tokens")
    return model


def encode_reasoning_support(model: ReasoningSupport) -> dict[str, Any]:
    """The JSON object of a `ReasoningSupport`."""
    return arrange(
        model,
        {
            "mandatory": model.mandatory,
            "default_enabled": model.default_enabled,
            "default_effort": model.default_effort,
            "supported_efforts": plain(model.supported_efforts),
            "supports_max_tokens": model.supports_max_tokens,
        },
    )


def decode_alias_target(data: dict[str, Any]) -> AliasTarget:
    """An `AliasTarget` from its JSON object."""
    model = new(AliasTarget)
    model._received = data
    model._extra = NO_EXTRA if AliasTarget._keys.issuperset(data) else None
    value = data.get("slug")
    if value is None or type(value) is str:
        model.slug = value
    else:
        model.slug = None
        tolerate(model, data, "slug")
    value = data.get("name")
    if value is None or type(value) is str:
        model.name = value
    else:
        model.name = None
        tolerate(model, data, "name")
    return model


def encode_alias_target(model: AliasTarget) -> dict[str, Any]:
    """The JSON object of an `AliasTarget`."""
    return arrange(
        model,
        {
            "slug": model.slug,
            "name": model.name,
        },
    )


def decode_benchmarks(data: dict[str, Any]) -> Benchmarks:
    """A `Benchmarks` from its JSON object."""
    model = new(Benchmarks)
    model._received = data
    model._extra = NO_EXTRA if Benchmarks._keys.issuperset(data) else None
    value = data.get("artificial_analysis")
    model.artificial_analysis = None
    if type(value) is dict:
        try:
            model.artificial_analysis = decode_artificial_analysis_scores(value)
        except Mismatch:
            tolerate(model, data, "artificial_analysis")
    elif value is not None:
        tolerate(model, data, "artificial_analysis")
    value = data.get("design_arena")
    model.design_arena = None
    if type(value) is list:
        try:
            model.design_arena = [
                decode_design_arena_score(item) if type(item) is dict else refuse_item(value, item, "an object")
                for item in value
            ]
        except Mismatch:
            tolerate(model, data, "design_arena")
    elif value is not None:
        tolerate(model, data, "design_arena")
    return model


def encode_benchmarks(model: Benchmarks) -> dict[str, Any]:
    """The JSON object of a `Benchmarks`."""
    return arrange(
        model,
        {
            "artificial_analysis": plain(model.artificial_analysis),
            "design_arena": plain(model.design_arena),
        },
    )


def decode_artificial_analysis_scores(data: dict[str, Any]) -> ArtificialAnalysisScores:
    """An `ArtificialAnalysisScores` from its JSON object."""
    model = new(ArtificialAnalysisScores)
    model._received = data
    model._extra = NO_EXTRA if ArtificialAnalysisScores._keys.issuperset(data) else None
    value = data.get("intelligence_index")
    if value is None or type(value) is float or type(value) is int:
        model.intelligence_index = value
    else:
        model.intelligence_index = None
        tolerate(model, data, "intelligence_index")
    value = data.get("coding_index")
    if value is None or type(value) is float or type(value) is int:
        model.coding_index = value
    else:
        model.coding_index = None
        tolerate(model, data, "coding_index")
    value = data.get("agentic_index")
    if value is None or type(value) is float or type(value) is int:
        model.agentic_index = value
    else:
        model.agentic_index = None
        tolerate(model, data, "agentic_index")
    return model


def encode_artificial_analysis_scores(model: ArtificialAnalysisScores) -> dict[str, Any]:
    """The JSON object of an `ArtificialAnalysisScores`."""
    return arrange(
        model,
        {
            "intelligence_index": model.intelligence_index,
            "coding_index": model.coding_index,
            "agentic_index": model.agentic_index,
        },
    )


def decode_design_arena_score(data: dict[str, Any]) -> DesignArenaScore:
    """A `DesignArenaScore` from its JSON object."""
    model = new(DesignArenaScore)
    model._received = data
    model._extra = NO_EXTRA if DesignArenaScore._keys.issuperset(data) else None
    value = data.get("arena")
    if value is None or type(value) is str:
        model.arena = value
    else:
        model.arena = None
        tolerate(model, data, "arena")
    value = data.get("category")
    if value is None or type(value) is str:
        model.category = value
    else:
        model.category = None
        tolerate(model, data, "category")
    value = data.get("elo")
    if value is None or type(value) is float or type(value) is int:
        model.elo = value
    else:
        model.elo = None
        tolerate(model, data, "elo")
    value = data.get("win_rate")
    if value is None or type(value) is float or type(value) is int:
        model.win_rate = value
    else:
        model.win_rate = None
        tolerate(model, data, "win_rate")
    value = data.get("rank")
    if value is None or type(value) is int:
        model.rank = value
    else:
        model.rank = None
        tolerate(model, data, "rank")
    return model


def encode_design_arena_score(model: DesignArenaScore) -> dict[str, Any]:
    """The JSON object of a `DesignArenaScore`."""
    return arrange(
        model,
        {
            "arena": model.arena,
            "category": model.category,
            "elo": model.elo,
            "win_rate": model.win_rate,
            "rank": model.rank,
        },
    )


def decode_model_links(data: dict[str, Any]) -> ModelLinks:
    """A `ModelLinks` from its JSON object."""
    model = new(ModelLinks)
    model._received = data
    model._extra = NO_EXTRA if ModelLinks._keys.issuperset(data) else None
    value = data.get("details")
    if value is None or type(value) is str:
        model.details = value
    else:
        model.details = None
        tolerate(model, data, "details")
    return model


def encode_model_links(model: ModelLinks) -> dict[str, Any]:
    """The JSON object of a `ModelLinks`."""
    return arrange(
        model,
        {
            "details": model.details,
        },
    )


def decode_model_query(data: dict[str, Any]) -> ModelQuery:
    """A `ModelQuery` from its JSON object."""
    model = new(ModelQuery)
    model._received = data
    model._extra = NO_EXTRA if ModelQuery._keys.issuperset(data) else None
    value = data.get("q")
    model.q = value if value is None or type(value) is str else string(data, "q", value)
    value = data.get("sort")
    model.sort = value if value is None or type(value) is str else string(data, "sort", value)
    value = data.get("category")
    model.category = value if value is None or type(value) is str else string(data, "category", value)
    value = data.get("input_modalities")
    if value is None or type(value) is str:
        model.input_modalities = value
    else:
        model.input_modalities = _read_input_modalities_of_model_query(data, "input_modalities", value)
    value = data.get("output_modalities")
    if value is None or type(value) is str:
        model.output_modalities = value
    else:
        model.output_modalities = _read_output_modalities_of_model_query(data, "output_modalities", value)
    value = data.get("supported_parameters")
    if value is None or type(value) is str:
        model.supported_parameters = value
    else:
        model.supported_parameters = _read_supported_parameters_of_model_query(data, "supported_parameters", value)
    value = data.get("context")
    model.context = value if value is None or type(value) is int else integer(data, "context", value)
    value = data.get("min_price")
    if value is None:
        model.min_price = None
    else:
        model.min_price = decimal(data, "min_price", value)
    value = data.get("max_price")
    if value is None:
        model.max_price = None
    else:
        model.max_price = decimal(data, "max_price", value)
    value = data.get("min_output_price")
    if value is None:
        model.min_output_price = None
    else:
        model.min_output_price = decimal(data, "min_output_price", value)
    value = data.get("max_output_price")
    if value is None:
        model.max_output_price = None
    else:
        model.max_output_price = decimal(data, "max_output_price", value)
    value = data.get("arch")
    model.arch = value if value is None or type(value) is str else string(data, "arch", value)
    value = data.get("model_authors")
    if value is None or type(value) is str:
        model.model_authors = value
    else:
        model.model_authors = _read_model_authors_of_model_query(data, "model_authors", value)
    value = data.get("providers")
    if value is None or type(value) is str:
        model.providers = value
    else:
        model.providers = _read_providers_of_model_query(data, "providers", value)
    value = data.get("distillable")
    model.distillable = value if value is None or type(value) is bool else boolean(data, "distillable", value)
    value = data.get("zdr")
    model.zdr = value if value is None or type(value) is bool else boolean(data, "zdr", value)
    value = data.get("region")
    model.region = value if value is None or type(value) is str else string(data, "region", value)
    value = data.get("min_age_days")
    model.min_age_days = value if value is None or type(value) is int else integer(data, "min_age_days", value)
    value = data.get("max_age_days")
    model.max_age_days = value if value is None or type(value) is int else integer(data, "max_age_days", value)
    value = data.get("min_intelligence_index")
    if value is None or type(value) is float or type(value) is int:
        model.min_intelligence_index = value
    else:
        model.min_intelligence_index = number(data, "min_intelligence_index", value)
    value = data.get("max_intelligence_index")
    if value is None or type(value) is float or type(value) is int:
        model.max_intelligence_index = value
    else:
        model.max_intelligence_index = number(data, "max_intelligence_index", value)
    value = data.get("min_coding_index")
    if value is None or type(value) is float or type(value) is int:
        model.min_coding_index = value
    else:
        model.min_coding_index = number(data, "min_coding_index", value)
    value = data.get("max_coding_index")
    if value is None or type(value) is float or type(value) is int:
        model.max_coding_index = value
    else:
        model.max_coding_index = number(data, "max_coding_index", value)
    value = data.get("min_agentic_index")
    if value is None or type(value) is float or type(value) is int:
        model.min_agentic_index = value
    else:
        model.min_agentic_index = number(data, "min_agentic_index", value)
    value = data.get("max_agentic_index")
    if value is None or type(value) is float or type(value) is int:
        model.max_agentic_index = value
    else:
        model.max_agentic_index = number(data, "max_agentic_index", value)
    value = data.get("min_tool_success_rate")
    if value is None or type(value) is float or type(value) is int:
        model.min_tool_success_rate = value
    else:
        model.min_tool_success_rate = number(data, "min_tool_success_rate", value)
    value = data.get("max_tool_success_rate")
    if value is None or type(value) is float or type(value) is int:
        model.max_tool_success_rate = value
    else:
        model.max_tool_success_rate = number(data, "max_tool_success_rate", value)
    value = data.get("offset")
    model.offset = value if value is None or type(value) is int else integer(data, "offset", value)
    value = data.get("limit")
    model.limit = value if value is None or type(value) is int else integer(data, "limit", value)
    return model


def encode_model_query(model: ModelQuery) -> dict[str, Any]:
    """The JSON object of a `ModelQuery`."""
    return arrange(
        model,
        {
            "q": model.q,
            "sort": model.sort,
            "category": model.category,
            "input_modalities": plain(model.input_modalities),
            "output_modalities": plain(model.output_modalities),
            "supported_parameters": plain(model.supported_parameters),
            "context": model.context,
            "min_price": decimal_as_number(model, "min_price", model.min_price),
            "max_price": decimal_as_number(model, "max_price", model.max_price),
            "min_output_price": decimal_as_number(model, "min_output_price", model.min_output_price),
            "max_output_price": decimal_as_number(model, "max_output_price", model.max_output_price),
            "arch": model.arch,
            "model_authors": plain(model.model_authors),
            "providers": plain(model.providers),
            "distillable": model.distillable,
            "zdr": model.zdr,
            "region": model.region,
            "min_age_days": model.min_age_days,
            "max_age_days": model.max_age_days,
            "min_intelligence_index": model.min_intelligence_index,
            "max_intelligence_index": model.max_intelligence_index,
            "min_coding_index": model.min_coding_index,
            "max_coding_index": model.max_coding_index,
            "min_agentic_index": model.min_agentic_index,
            "max_agentic_index": model.max_agentic_index,
            "min_tool_success_rate": model.min_tool_success_rate,
            "max_tool_success_rate": model.max_tool_success_rate,
            "offset": model.offset,
            "limit": model.limit,
        },
    )


def decode_model_endpoints(data: dict[str, Any]) -> ModelEndpoints:
    """A `ModelEndpoints` from its JSON object."""
    model = new(ModelEndpoints)
    model._received = data
    model._extra = NO_EXTRA if ModelEndpoints._keys.issuperset(data) else None
    value = data.get("id")
    model.id = value if type(value) is str else string(data, "id", value)
    value = data.get("name")
    if value is None or type(value) is str:
        model.name = value
    else:
        model.name = None
        tolerate(model, data, "name")
    value = data.get("created")
    if value is None or type(value) is int:
        model.created = value
    else:
        model.created = None
        tolerate(model, data, "created")
    value = data.get("description")
    if value is None or type(value) is str:
        model.description = value
    else:
        model.description = None
        tolerate(model, data, "description")
    value = data.get("architecture")
    model.architecture = None
    if type(value) is dict:
        try:
            model.architecture = decode_model_architecture(value)
        except Mismatch:
            tolerate(model, data, "architecture")
    elif value is not None:
        tolerate(model, data, "architecture")
    value = data.get("endpoints")
    model.endpoints = None
    if type(value) is list:
        try:
            model.endpoints = [
                decode_endpoint(item) if type(item) is dict else refuse_item(value, item, "an object")
                for item in value
            ]
        except Mismatch:
            tolerate(model, data, "endpoints")
    elif value is not None:
        tolerate(model, data, "endpoints")
    return model


def encode_model_endpoints(model: ModelEndpoints) -> dict[str, Any]:
    """The JSON object of a `ModelEndpoints`."""
    return arrange(
        model,
        {
            "id": model.id,
            "name": model.name,
            "created": model.created,
            "description": model.description,
            "architecture": plain(model.architecture),
            "endpoints": plain(model.endpoints),
        },
    )


def decode_endpoint(data: dict[str, Any]) -> Endpoint:
    """An `Endpoint` from its JSON object."""
    model = new(Endpoint)
    model._received = data
    model._extra = NO_EXTRA if Endpoint._keys.issuperset(data) else None
    value = data.get("name")
    if value is None or type(value) is str:
        model.name = value
    else:
        model.name = None
        tolerate(model, data, "name")
    value = data.get("model_id")
    if value is None or type(value) is str:
        model.model_id = value
    else:
        model.model_id = None
        tolerate(model, data, "model_id")
    value = data.get("model_name")
    if value is None or type(value) is str:
        model.model_name = value
    else:
        model.model_name = None
        tolerate(model, data, "model_name")
    value = data.get("provider_name")
    if value is None or type(value) is str:
        model.provider_name = value
    else:
        model.provider_name = None
        tolerate(model, data, "provider_name")
    value = data.get("tag")
    if value is None or type(value) is str:
        model.tag = value
    else:
        model.tag = None
        tolerate(model, data, "tag")
    value = data.get("context_length")
    if value is None or type(value) is int:
        model.context_length = value
    else:
        model.context_length = None
        tolerate(model, data, "context_length")
    value = data.get("max_completion_tokens")
    if value is None or type(value) is int:
        model.max_completion_tokens = value
    else:
        model.max_completion_tokens = None
        tolerate(model, data, "max_completion_tokens")
    value = data.get("max_prompt_tokens")
    if value is None or type(value) is int:
        model.max_prompt_tokens = value
    else:
        model.max_prompt_tokens = None
        tolerate(model, data, "max_prompt_tokens")
    value = data.get("pricing")
    model.pricing = None
    if type(value) is dict:
        try:
            model.pricing = decode_pricing(value)
        except Mismatch:
            tolerate(model, data, "pricing")
    elif value is not None:
        tolerate(model, data, "pricing")
    value = data.get("quantization")
    if value is None or type(value) is str:
        model.quantization = value
    else:
        model.quantization = None
        tolerate(model, data, "quantization")
    value = data.get("status")
    if value is None or type(value) is int:
        model.status = value
    else:
        model.status = None
        tolerate(model, data, "status")
    value = data.get("supported_parameters")
    model.supported_parameters = None
    if value is not None:
        try:
            model.supported_parameters = items(data, "supported_parameters", value, string)
        except Mismatch:
            tolerate(model, data, "supported_parameters")
    value = data.get("supports_tool_choice")
    model.supports_tool_choice = None
    if type(value) is dict:
        try:
            model.supports_tool_choice = decode_tool_choice_support(value)
        except Mismatch:
            tolerate(model, data, "supports_tool_choice")
    elif value is not None:
        tolerate(model, data, "supports_tool_choice")
    value = data.get("supports_implicit_caching")
    if value is None or type(value) is bool:
        model.supports_implicit_caching = value
    else:
        model.supports_implicit_caching = None
        tolerate(model, data, "supports_implicit_caching")
    value = data.get("supports_voice_cloning")
    if value is None or type(value) is bool:
        model.supports_voice_cloning = value
    else:
        model.supports_voice_cloning = None
        tolerate(model, data, "supports_voice_cloning")
    value = data.get("supports_multiple_audio_references")
    if value is None or type(value) is bool:
        model.supports_multiple_audio_references = value
    else:
        model.supports_multiple_audio_references = None
        tolerate(model, data, "supports_multiple_audio_references")
    value = data.get("supports_image_reference")
    if value is None or type(value) is bool:
        model.supports_image_reference = value
    else:
        model.supports_image_reference = None
        tolerate(model, data, "supports_image_reference")
    value = data.get("supports_diarization")
    if value is None or type(value) is bool:
        model.supports_diarization = value
    else:
        model.supports_diarization = None
        tolerate(model, data, "supports_diarization")
    value = data.get("native_tools")
    model.native_tools = None
    if type(value) is dict:
        try:
            model.native_tools = {
                name: decode_native_tool(item) if type(item) is dict else refuse(value, name, "an object")
                for name, item in value.items()
            }
        except Mismatch:
            tolerate(model, data, "native_tools")
    elif value is not None:
        tolerate(model, data, "native_tools")
    value = data.get("service_tier")
    if value is None or type(value) is str:
        model.service_tier = value
    else:
        model.service_tier = None
        tolerate(model, data, "service_tier")
    value = data.get("uptime_last_5m")
    if value is None or type(value) is float or type(value) is int:
        model.uptime_last_5m = value
    else:
        model.uptime_last_5m = None
        tolerate(model, data, "uptime_last_5m")
    value = data.get("uptime_last_30m")
    if value is None or type(value) is float or type(value) is int:
        model.uptime_last_30m = value
    else:
        model.uptime_last_30m = None
        tolerate(model, data, "uptime_last_30m")
    value = data.get("uptime_last_1d")
    if value is None or type(value) is float or type(value) is int:
        model.uptime_last_1d = value
    else:
        model.uptime_last_1d = None
        tolerate(model, data, "uptime_last_1d")
    value = data.get("latency_last_30m")
    model.latency_last_30m = None
    if type(value) is dict:
        try:
            model.latency_last_30m = decode_percentiles(value)
        except Mismatch:
            tolerate(model, data, "latency_last_30m")
    elif value is not None:
        tolerate(model, data, "latency_last_30m")
    value = data.get("throughput_last_30m")
    model.throughput_last_30m = None
    if type(value) is dict:
        try:
            model.throughput_last_30m = decode_percentiles(value)
        except Mismatch:
            tolerate(model, data, "throughput_last_30m")
    elif value is not None:
        tolerate(model, data, "throughput_last_30m")
    value = data.get("perf_last_30m_by_workload")
    model.perf_last_30m_by_workload = None
    if type(value) is dict:
        try:
            model.perf_last_30m_by_workload = {
                name: decode_workload_performance(item) if type(item) is dict else refuse(value, name, "an object")
                for name, item in value.items()
            }
        except Mismatch:
            tolerate(model, data, "perf_last_30m_by_workload")
    elif value is not None:
        tolerate(model, data, "perf_last_30m_by_workload")
    return model


def encode_endpoint(model: Endpoint) -> dict[str, Any]:
    """The JSON object of an `Endpoint`."""
    return arrange(
        model,
        {
            "name": model.name,
            "model_id": model.model_id,
            "model_name": model.model_name,
            "provider_name": model.provider_name,
            "tag": model.tag,
            "context_length": model.context_length,
            "max_completion_tokens": model.max_completion_tokens,
            "max_prompt_tokens": model.max_prompt_tokens,
            "pricing": plain(model.pricing),
            "quantization": model.quantization,
            "status": model.status,
            "supported_parameters": plain(model.supported_parameters),
            "supports_tool_choice": plain(model.supports_tool_choice),
            "supports_implicit_caching": model.supports_implicit_caching,
            "supports_voice_cloning": model.supports_voice_cloning,
            "supports_multiple_audio_references": model.supports_multiple_audio_references,
            "supports_image_reference": model.supports_image_reference,
            "supports_diarization": model.supports_diarization,
            "native_tools": plain(model.native_tools),
            "service_tier": model.service_tier,
            "uptime_last_5m": model.uptime_last_5m,
            "uptime_last_30m": model.uptime_last_30m,
            "uptime_last_1d": model.uptime_last_1d,
            "latency_last_30m": plain(model.latency_last_30m),
            "throughput_last_30m": plain(model.throughput_last_30m),
            "perf_last_30m_by_workload": plain(model.perf_last_30m_by_workload),
        },
    )


def decode_tool_choice_support(data: dict[str, Any]) -> ToolChoiceSupport:
    """A `ToolChoiceSupport` from its JSON object."""
    model = new(ToolChoiceSupport)
    model._received = data
    model._extra = NO_EXTRA if ToolChoiceSupport._keys.issuperset(data) else None
    value = data.get("auto")
    if value is None or type(value) is bool:
        model.auto = value
    else:
        model.auto = None
        tolerate(model, data, "auto")
    value = data.get("none")
    if value is None or type(value) is bool:
        model.none = value
    else:
        model.none = None
        tolerate(model, data, "none")
    value = data.get("required")
    if value is None or type(value) is bool:
        model.required = value
    else:
        model.required = None
        tolerate(model, data, "required")
    value = data.get("function")
    if value is None or type(value) is bool:
        model.function = value
    else:
        model.function = None
        tolerate(model, data, "function")
    return model


def encode_tool_choice_support(model: ToolChoiceSupport) -> dict[str, Any]:
    """The JSON object of a `ToolChoiceSupport`."""
    return arrange(
        model,
        {
            "auto": model.auto,
            "none": model.none,
            "required": model.required,
            "function": model.function,
        },
    )


def decode_native_tool(data: dict[str, Any]) -> NativeTool:
    """A `NativeTool` from its JSON object."""
    model = new(NativeTool)
    model._received = data
    model._extra = NO_EXTRA if NativeTool._keys.issuperset(data) else None
    value = data.get("type")
    if value is None or type(value) is str:
        model.type = value
    else:
        model.type = None
        tolerate(model, data, "type")
    return model


def encode_native_tool(model: NativeTool) -> dict[str, Any]:
    """The JSON object of a `NativeTool`."""
    return arrange(
        model,
        {
            "type": model.type,
        },
    )


def decode_percentiles(data: dict[str, Any]) -> Percentiles:
    """A `Percentiles` from its JSON object."""
    model = new(Percentiles)
    model._received = data
    model._extra = NO_EXTRA if Percentiles._keys.issuperset(data) else None
    value = data.get("p50")
    if value is None or type(value) is float or type(value) is int:
        model.p50 = value
    else:
        model.p50 = None
        tolerate(model, data, "p50")
    value = data.get("p75")
    if value is None or type(value) is float or type(value) is int:
        model.p75 = value
    else:
        model.p75 = None
        tolerate(model, data, "p75")
    value = data.get("p90")
    if value is None or type(value) is float or type(value) is int:
        model.p90 = value
    else:
        model.p90 = None
        tolerate(model, data, "p90")
    value = data.get("p99")
    if value is None or type(value) is float or type(value) is int:
        model.p99 = value
    else:
        model.p99 = None
        tolerate(model, data, "p99")
    return model


def encode_percentiles(model: Percentiles) -> dict[str, Any]:
    """The JSON object of a `Percentiles`."""
    return arrange(
        model,
        {
            "p50": model.p50,
            "p75": model.p75,
            "p90": model.p90,
            "p99": model.p99,
        },
    )


def decode_workload_performance(data: dict[str, Any]) -> WorkloadPerformance:
    """A `WorkloadPerformance` from its JSON object."""
    model = new(WorkloadPerformance)
    model._received = data
    model._extra = NO_EXTRA if WorkloadPerformance._keys.issuperset(data) else None
    value = data.get("latency")
    model.latency = None
    if type(value) is dict:
        try:
            model.latency = decode_percentiles(value)
        except Mismatch:
            tolerate(model, data, "latency")
    elif value is not None:
        tolerate(model, data, "latency")
    value = data.get("throughput")
    model.throughput = None
    if type(value) is dict:
        try:
            model.throughput = decode_percentiles(value)
        except Mismatch:
            tolerate(model, data, "throughput")
    elif value is not None:
        tolerate(model, data, "throughput")
    value = data.get("request_count")
    if value is None or type(value) is int:
        model.request_count = value
    else:
        model.request_count = None
        tolerate(model, data, "request_count")
    return model


def encode_workload_performance(model: WorkloadPerformance) -> dict[str, Any]:
    """The JSON object of a `WorkloadPerformance`."""
    return arrange(
        model,
        {
            "latency": plain(model.latency),
            "throughput": plain(model.throughput),
            "request_count": model.request_count,
        },
    )


def decode_provider(data: dict[str, Any]) -> Provider:
    """A `Provider` from its JSON object."""
    model = new(Provider)
    model._received = data
    model._extra = NO_EXTRA if Provider._keys.issuperset(data) else None
    value = data.get("slug")
    model.slug = value if type(value) is str else string(data, "slug", value)
    value = data.get("name")
    if value is None or type(value) is str:
        model.name = value
    else:
        model.name = None
        tolerate(model, data, "name")
    value = data.get("privacy_policy_url")
    if value is None or type(value) is str:
        model.privacy_policy_url = value
    else:
        model.privacy_policy_url = None
        tolerate(model, data, "privacy_policy_url")
    value = data.get("terms_of_service_url")
    if value is None or type(value) is str:
        model.terms_of_service_url = value
    else:
        model.terms_of_service_url = None
        tolerate(model, data, "terms_of_service_url")
    value = data.get("status_page_url")
    if value is None or type(value) is str:
        model.status_page_url = value
    else:
        model.status_page_url = None
        tolerate(model, data, "status_page_url")
    value = data.get("headquarters")
    if value is None or type(value) is str:
        model.headquarters = value
    else:
        model.headquarters = None
        tolerate(model, data, "headquarters")
    value = data.get("datacenters")
    model.datacenters = None
    if value is not None:
        try:
            model.datacenters = items(data, "datacenters", value, string)
        except Mismatch:
            tolerate(model, data, "datacenters")
    return model


def encode_provider(model: Provider) -> dict[str, Any]:
    """The JSON object of a `Provider`."""
    return arrange(
        model,
        {
            "slug": model.slug,
            "name": model.name,
            "privacy_policy_url": model.privacy_policy_url,
            "terms_of_service_url": model.terms_of_service_url,
            "status_page_url": model.status_page_url,
            "headquarters": model.headquarters,
            "datacenters": plain(model.datacenters),
        },
    )


def decode_model_count(data: dict[str, Any]) -> ModelCount:
    """A `ModelCount` from its JSON object."""
    model = new(ModelCount)
    model._received = data
    model._extra = NO_EXTRA if ModelCount._keys.issuperset(data) else None
    value = data.get("count")
    model.count = value if type(value) is int else integer(data, "count", value)
    return model


def encode_model_count(model: ModelCount) -> dict[str, Any]:
    """The JSON object of a `ModelCount`."""
    return arrange(
        model,
        {
            "count": model.count,
        },
    )


def _read_supported_efforts_item_of_reasoning_support(holder: Any, key: str | int, value: Any) -> (
    ReasoningEffort | None
):
    """The value, if its kind is right."""
    if type(value) is str or value is None:
        return value
    raise mismatch(holder, key, "a string or null")


def _read_input_modalities_of_model_query(holder: Any, key: str | int, value: Any) -> str | list[InputModality]:
    """The value, if its kind is right."""
    if type(value) is str:
        return value
    if type(value) is list:
        return items(holder, key, value, string)
    raise mismatch(holder, key, "a string or an array")


def _read_output_modalities_of_model_query(holder: Any, key: str | int, value: Any) -> str | list[OutputModality]:
    """The value, if its kind is right."""
    if type(value) is str:
        return value
    if type(value) is list:
        return items(holder, key, value, string)
    raise mismatch(holder, key, "a string or an array")


def _read_supported_parameters_of_model_query(holder: Any, key: str | int, value: Any) -> (
    str | list[SupportedParameter]
):
    """The value, if its kind is right."""
    if type(value) is str:
        return value
    if type(value) is list:
        return items(holder, key, value, string)
    raise mismatch(holder, key, "a string or an array")


def _read_model_authors_of_model_query(holder: Any, key: str | int, value: Any) -> str | list[str]:
    """The value, if its kind is right."""
    if type(value) is str:
        return value
    if type(value) is list:
        return items(holder, key, value, string)
    raise mismatch(holder, key, "a string or an array")


def _read_providers_of_model_query(holder: Any, key: str | int, value: Any) -> str | list[str]:
    """The value, if its kind is right."""
    if type(value) is str:
        return value
    if type(value) is list:
        return items(holder, key, value, string)
    raise mismatch(holder, key, "a string or an array")


bind(ModelInfo, decode_model_info, encode_model_info)
bind(ModelArchitecture, decode_model_architecture, encode_model_architecture)
bind(Pricing, decode_pricing, encode_pricing)
bind(PricingOverride, decode_pricing_override, encode_pricing_override)
bind(TopProvider, decode_top_provider, encode_top_provider)
bind(TokenLimits, decode_token_limits, encode_token_limits)
bind(DefaultParameters, decode_default_parameters, encode_default_parameters)
bind(ReasoningSupport, decode_reasoning_support, encode_reasoning_support)
bind(AliasTarget, decode_alias_target, encode_alias_target)
bind(Benchmarks, decode_benchmarks, encode_benchmarks)
bind(ArtificialAnalysisScores, decode_artificial_analysis_scores, encode_artificial_analysis_scores)
bind(DesignArenaScore, decode_design_arena_score, encode_design_arena_score)
bind(ModelLinks, decode_model_links, encode_model_links)
bind(
    ModelQuery,
    decode_model_query,
    encode_model_query,
    bounds={
        "context": Bounds(minimum=1),
        "min_price": Bounds(minimum=0),
        "max_price": Bounds(minimum=0),
        "min_output_price": Bounds(minimum=0),
        "max_output_price": Bounds(minimum=0),
        "min_age_days": Bounds(minimum=0),
        "max_age_days": Bounds(minimum=0),
        "min_intelligence_index": Bounds(minimum=0),
        "max_intelligence_index": Bounds(minimum=0),
        "min_coding_index": Bounds(minimum=0),
        "max_coding_index": Bounds(minimum=0),
        "min_agentic_index": Bounds(minimum=0),
        "max_agentic_index": Bounds(minimum=0),
        "min_tool_success_rate": Bounds(minimum=0, maximum=1),
        "max_tool_success_rate": Bounds(minimum=0, maximum=1),
        "offset": Bounds(minimum=0),
        "limit": Bounds(minimum=1, maximum=1000),
    },
)
bind(ModelEndpoints, decode_model_endpoints, encode_model_endpoints)
bind(Endpoint, decode_endpoint, encode_endpoint)
bind(ToolChoiceSupport, decode_tool_choice_support, encode_tool_choice_support)
bind(NativeTool, decode_native_tool, encode_native_tool)
bind(Percentiles, decode_percentiles, encode_percentiles)
bind(WorkloadPerformance, decode_workload_performance, encode_workload_performance)
bind(Provider, decode_provider, encode_provider)
bind(ModelCount, decode_model_count, encode_model_count)
