# Generated from schemas/request.json by `python -m codegen`. Edit the schema, not this file.
"""What a chat request may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import define

from ..traits import (
    NO_EXTRA,
    Bounds,
    Model,
    arrange,
    bind,
    boolean,
    integer,
    items,
    members,
    mismatch,
    new,
    number,
    plain,
    refuse_item,
    string,
)
from .message import ChatMessage, decode_chat_message
from .reasoning import ReasoningEffort

if TYPE_CHECKING:
    from collections.abc import Callable

    from .cache import CacheControl, PromptCacheOptions
    from .content import TextPart
    from .format import ResponseFormat
    from .plugins import Plugin
    from .routing import ProviderPreferences
    from .tools import SearchContextSize, Tool, ToolChoice, XSearchOptions


@define(kw_only=True, eq=False, repr=False)
class ChatRequest(Model):
    """A chat request; what is not set is not sent, and parameters that a model does not have are ignored."""

    model: str | None = None
    """Slug of the model, the account's default if missing."""

    models: list[str] | None = None
    """Models to try in this order when one fails."""

    messages: list[ChatMessage]
    """The conversation, at least one message."""

    stream: bool | None = None
    """Whether the answer comes in pieces, false by default."""

    stream_options: StreamOptions | None = None
    """Options of the stream, which have no effect any more. Deprecated."""

    max_completion_tokens: int | None = None
    """Most tokens of the answer, thinking included, from 1."""

    max_tokens: int | None = None
    """
    Most tokens of the answer, from 1, at some providers from 16; the older name of max_completion_tokens. Deprecated.
    """

    temperature: float | None = None
    """How freely tokens are drawn, from 0 to 2."""

    top_p: float | None = None
    """Draws from the likeliest tokens that have this probability together, from 0 to 1."""

    top_k: int | None = None
    """Draws from this many of the likeliest tokens, from 0; at some providers only."""

    top_a: float | None = None
    """Leaves out tokens that are improbable against the likeliest one, from 0 to 1; at some providers only."""

    min_p: float | None = None
    """Leaves out tokens below this share of the likeliest one's probability, from 0 to 1; at some providers only."""

    frequency_penalty: float | None = None
    """Makes tokens less likely the more often they occurred, from -2 to 2."""

    presence_penalty: float | None = None
    """Makes tokens less likely that occurred at all, from -2 to 2."""

    repetition_penalty: float | None = None
    """Makes tokens of the input less likely, from 0 to 2, where 1 changes nothing."""

    logit_bias: dict[str, float] | None = None
    """Makes single tokens more or less likely, by token id, from -100 to 100."""

    logprobs: bool | None = None
    """Whether the answer brings the log probabilities of its tokens."""

    top_logprobs: int | None = None
    """How many of the likeliest tokens it brings at each place, from 0 to 20; needs logprobs."""

    seed: int | None = None
    """Makes draws repeatable, as far as the provider can."""

    stop: str | list[str] | None = None
    """Texts at which the model stops, up to 4."""

    tools: list[Tool] | None = None
    """Functions and server tools that the model may call."""

    tool_choice: ToolChoice | None = None
    """Whether the model may or must call a tool; auto by default where there are tools."""

    parallel_tool_calls: bool | None = None
    """Whether one answer may hold several tool calls, true by default."""

    max_tool_calls: int | None = None
    """Most rounds of server tools, 30 by default and at most."""

    stop_server_tools_when: list[StopCondition] | None = None
    """Ends the rounds of server tools as soon as one of these holds; replaces max_tool_calls."""

    deferred_tools: DeferredTools | None = None
    """Lets the model search a large catalogue of tools instead of reading all of it."""

    response_format: ResponseFormat | None = None
    """Form that the answer must have."""

    structured_outputs: bool | None = None
    """Whether the model must support answers by a JSON schema."""

    reasoning: ReasoningOptions | None = None
    """How much the model thinks, and what of it is shown."""

    reasoning_effort: ReasoningEffort | None = None
    """How much the model thinks; short for the effort of reasoning, which it must not contradict."""

    include_reasoning: bool | None = None
    """Whether the thinking is shown; the older form of reasoning. Deprecated."""

    verbosity: Verbosity | None = None
    """How long the answer should be."""

    modalities: list[Modality] | None = None
    """What the answer may consist of."""

    image_config: ImageConfig | None = None
    """Settings of generated images."""

    audio: AudioOptions | None = None
    """Settings of spoken answers."""

    prediction: Prediction | None = None
    """What the answer will probably be, which makes it faster on some models."""

    provider: ProviderPreferences | None = None
    """Which providers may serve the request, and in what order."""

    plugins: list[Plugin] | None = None
    """Plugins to use, with their settings."""

    web_search_options: WebSearchOptions | None = None
    """Settings of the web search that some models have built in."""

    x_search_filter: XSearchOptions | None = None
    """Limits of a search on X, for models that have it built in."""

    route: Literal["fallback", "sort"] | str | None = None
    """Old name of the partition in the sorting of providers. Deprecated."""

    service_tier: ServiceTier | None = None
    """Speed and price class, auto by default."""

    cache_control: CacheControl | None = None
    """Caches the prompt up to its last block that can be cached."""

    prompt_cache_key: str | None = None
    """Groups requests that share a prompt cache, in the style of OpenAI."""

    prompt_cache_options: PromptCacheOptions | None = None
    """How the prompt cache of OpenAI is used."""

    session_id: str | None = None
    """Groups requests of one conversation, which then stay with one provider, up to 256 characters."""

    user: str | None = None
    """Your stable name for the end user, hashed before it is passed on."""

    metadata: dict[str, str] | None = None
    """Up to 16 notes about the request, with keys of at most 64 and values of at most 512 characters."""

    trace: Trace | None = None
    """Names under which the request appears in observability tools."""

    preset: str | None = None
    """Slug of a preset of the account that fills in what is missing."""

    debug: DebugOptions | None = None
    """Asks for debug data, in streams only."""

    transforms: list[Literal["middle-out"] | str] | None = None
    """Old way to ask for the compression of long prompts. Deprecated."""

    usage: UsageOptions | None = None
    """Old way to ask for usage, which is now always sent. Deprecated."""

    prompt: str | None = None
    """Text to continue, in the older completion format. Deprecated."""

    n: int | None = None
    """How many answers to give; ignored by the service, which gives one."""

    safe_prompt: bool | None = None
    """Whether Mistral puts its safety prompt in front."""

    raw_mode: bool | None = None
    """Whether the prompt is passed on without a chat template, at providers that can."""


@define(kw_only=True, eq=False, repr=False)
class StreamOptions(Model):
    """Options of the stream."""

    include_usage: bool | None = None
    """Whether usage is sent; it always is. Deprecated."""


@define(kw_only=True, eq=False, repr=False)
class UsageOptions(Model):
    """Old way to ask for usage."""

    include: bool | None = None
    """Whether usage is sent; it always is. Deprecated."""


@define(kw_only=True, eq=False, repr=False)
class ReasoningOptions(Model):
    """How much the model thinks, and what of it is shown."""

    effort: ReasoningEffort | None = None
    """How much the model thinks; excludes max_tokens."""

    max_tokens: int | None = None
    """
    Most tokens of thinking, for Anthropic models from 1024 to 128000 and below the limit of the answer; excludes
    effort.
    """

    exclude: bool | None = None
    """Whether the thinking is left out of the answer, false by default."""

    enabled: bool | None = None
    """Switches thinking on at medium effort, or off; by default on where effort or max_tokens is set."""

    summary: Literal["auto", "concise", "detailed"] | str | None = None
    """How detailed a summary of the thinking is."""

    context: Literal["auto", "all_turns", "current_turn"] | str | None = None
    """Whose thinking the model sees again, for GPT-5.6 and newer."""

    mode: Literal["standard", "pro"] | str | None = None
    """Whether the larger variant of the model thinks, standard by default."""


Verbosity: TypeAlias = Literal["low", "medium", "high", "xhigh", "max"] | str
"""How long an answer should be."""


Modality: TypeAlias = Literal["text", "image", "audio"] | str
"""What an answer may consist of."""


ServiceTier: TypeAlias = Literal["auto", "default", "fast", "flex", "priority", "scale", "ultrafast"] | str
"""Speed and price class of a request; fast is another word for priority."""


ImageConfig: TypeAlias = dict[str, str | float | bool | list[Any]]
"""
Settings of generated images, such as aspect_ratio, size, quality, background and output_format; they differ between
models.
"""


@define(kw_only=True, eq=False, repr=False)
class AudioOptions(Model):
    """Settings of spoken answers."""

    voice: str | None = None
    """Name of the voice."""

    format: Literal["wav", "mp3", "flac", "opus", "pcm16"] | str | None = None
    """Encoding of the speech; streams of most models need pcm16."""


@define(kw_only=True, eq=False, repr=False)
class Prediction(Model):
    """What the answer will probably be."""

    type: Literal["content"] = "content"
    """The only kind of prediction."""

    content: str | list[TextPart]
    """The expected answer, as text or as text parts."""


@define(kw_only=True, eq=False, repr=False)
class WebSearchOptions(Model):
    """Settings of the web search that some models have built in."""

    search_context_size: SearchContextSize | None = None
    """How much of the results the model reads."""


@define(kw_only=True, eq=False, repr=False)
class Trace(Model):
    """Names under which a request appears in observability tools; further keys are passed on."""

    trace_id: str | None = None
    """Id of the trace that the request belongs to."""

    trace_name: str | None = None
    """Name of that trace."""

    span_name: str | None = None
    """Name of the span."""

    generation_name: str | None = None
    """Name of the generation."""

    parent_span_id: str | None = None
    """Id of the span that this one belongs to."""


@define(kw_only=True, eq=False, repr=False)
class DebugOptions(Model):
    """Asks for debug data."""

    echo_upstream_body: bool | None = None
    """Whether the stream begins with the request body as it was sent to the provider, false by default."""


@define(kw_only=True, eq=False, repr=False)
class StepCountIs(Model):
    """Ends after a number of rounds."""

    type: Literal["step_count_is"] = "step_count_is"
    """Marks a number of rounds."""

    step_count: int
    """The number of rounds."""


@define(kw_only=True, eq=False, repr=False)
class HasToolCall(Model):
    """Ends after a call of some tool."""

    type: Literal["has_tool_call"] = "has_tool_call"
    """Marks the call of a tool."""

    tool_name: str
    """Name of the tool."""


@define(kw_only=True, eq=False, repr=False)
class MaxTokensUsed(Model):
    """Ends when too many tokens were used."""

    type: Literal["max_tokens_used"] = "max_tokens_used"
    """Marks a number of tokens."""

    max_tokens: int
    """The number of tokens, over all rounds."""


@define(kw_only=True, eq=False, repr=False)
class MaxCost(Model):
    """Ends when it got too expensive."""

    type: Literal["max_cost"] = "max_cost"
    """Marks a cost."""

    max_cost_in_dollars: float
    """The cost in US dollars, over all rounds."""


@define(kw_only=True, eq=False, repr=False)
class FinishReasonIs(Model):
    """Ends when the model stops for some reason."""

    type: Literal["finish_reason_is"] = "finish_reason_is"
    """Marks a reason."""

    reason: str
    """The reason, such as length."""


@define(kw_only=True, eq=False, repr=False)
class UnknownStopCondition(Model):
    """A condition of a type that this version does not know."""

    type: str | None = None
    """Type of the condition."""


StopCondition: TypeAlias = (
    StepCountIs | HasToolCall | MaxTokensUsed | MaxCost | FinishReasonIs | UnknownStopCondition
)
"""When to end the rounds of server tools, told apart by its type."""


@define(kw_only=True, eq=False, repr=False)
class DeferredTools(Model):
    """Lets the model search a catalogue of tools; send thinking back unchanged and keep the catalogue as it is."""

    protocol: Literal["v1"] = "v1"
    """Version of the protocol."""

    profile: Literal["portable"] = "portable"
    """How tools are loaded: by the router, for any model."""

    search: DeferredSearch
    """How the catalogue is searched."""

    validation: Literal["runtime"] = "runtime"
    """When arguments are checked: when a tool is called."""


@define(kw_only=True, eq=False, repr=False)
class Bm25Search(Model):
    """Searches by words."""

    type: Literal["bm25"] = "bm25"
    """Marks a search by words."""

    max_results: int | None = None
    """Most tools that a search gives."""


@define(kw_only=True, eq=False, repr=False)
class RegexSearch(Model):
    """Searches by a regular expression."""

    type: Literal["regex"] = "regex"
    """Marks a search by expression."""

    max_results: int | None = None
    """Most tools that a search gives."""


@define(kw_only=True, eq=False, repr=False)
class CustomSearch(Model):
    """Lets you search: the model calls a tool of yours, which answers with names of tools."""

    type: Literal["custom"] = "custom"
    """Marks a search of your own."""

    tool_id: str
    """Name of the tool that searches."""

    result_key: str
    """Key of its result that holds the names."""

    max_results: int | None = None
    """Most tools that a search gives."""


@define(kw_only=True, eq=False, repr=False)
class UnknownDeferredSearch(Model):
    """A search of a type that this version does not know."""

    type: str | None = None
    """Type of the search."""


DeferredSearch: TypeAlias = Bm25Search | RegexSearch | CustomSearch | UnknownDeferredSearch
"""How a catalogue of tools is searched, told apart by its type."""


def decode_chat_request(data: dict[str, Any]) -> ChatRequest:
    """A `ChatRequest` from its JSON object."""
    model = new(ChatRequest)
    model._received = data
    model._extra = NO_EXTRA if ChatRequest._keys.issuperset(data) else None
    value = data.get("model")
    model.model = value if value is None or type(value) is str else string(data, "model", value)
    value = data.get("models")
    if value is None:
        model.models = None
    else:
        model.models = items(data, "models", value, string)
    value = data.get("messages")
    if type(value) is list:
        model.messages = messages_found = []
        for item in value:
            if type(item) is not dict:
                refuse_item(value, item, "an object")
            messages_found.append(decode_chat_message(item))
    else:
        raise mismatch(data, "messages", "an array")
    value = data.get("stream")
    model.stream = value if value is None or type(value) is bool else boolean(data, "stream", value)
    value = data.get("stream_options")
    if value is None:
        model.stream_options = None
    elif type(value) is dict:
        model.stream_options = decode_stream_options(value)
    else:
        raise mismatch(data, "stream_options", "an object")
    value = data.get("max_completion_tokens")
    if value is None or type(value) is int:
        model.max_completion_tokens = value
    else:
        model.max_completion_tokens = integer(data, "max_completion_tokens", value)
    value = data.get("max_tokens")
    model.max_tokens = value if value is None or type(value) is int else integer(data, "max_tokens", value)
    value = data.get("temperature")
    if value is None or type(value) is float or type(value) is int:
        model.temperature = value
    else:
        model.temperature = number(data, "temperature", value)
    value = data.get("top_p")
    if value is None or type(value) is float or type(value) is int:
        model.top_p = value
    else:
        model.top_p = number(data, "top_p", value)
    value = data.get("top_k")
    model.top_k = value if value is None or type(value) is int else integer(data, "top_k", value)
    value = data.get("top_a")
    if value is None or type(value) is float or type(value) is int:
        model.top_a = value
    else:
        model.top_a = number(data, "top_a", value)
    value = data.get("min_p")
    if value is None or type(value) is float or type(value) is int:
        model.min_p = value
    else:
        model.min_p = number(data, "min_p", value)
    value = data.get("frequency_penalty")
    if value is None or type(value) is float or type(value) is int:
        model.frequency_penalty = value
    else:
        model.frequency_penalty = number(data, "frequency_penalty", value)
    value = data.get("presence_penalty")
    if value is None or type(value) is float or type(value) is int:
        model.presence_penalty = value
    else:
        model.presence_penalty = number(data, "presence_penalty", value)
    value = data.get("repetition_penalty")
    if value is None or type(value) is float or type(value) is int:
        model.repetition_penalty = value
    else:
        model.repetition_penalty = number(data, "repetition_penalty", value)
    value = data.get("logit_bias")
    if value is None:
        model.logit_bias = None
    else:
        model.logit_bias = members(data, "logit_bias", value, number)
    value = data.get("logprobs")
    model.logprobs = value if value is None or type(value) is bool else boolean(data, "logprobs", value)
    value = data.get("top_logprobs")
    model.top_logprobs = value if value is None or type(value) is int else integer(data, "top_logprobs", value)
    value = data.get("seed")
    model.seed = value if value is None or type(value) is int else integer(data, "seed", value)
    value = data.get("stop")
    model.stop = value if value is None or type(value) is str else _read_stop_of_chat_request(data, "stop", value)
    value = data.get("tools")
    if value is None:
        model.tools = None
    elif type(value) is list:
        from .tools import decode_tool
        model.tools = tools_found = []
        for item in value:
            if type(item) is not dict:
                refuse_item(value, item, "an object")
            tools_found.append(decode_tool(item))
    else:
        raise mismatch(data, "tools", "an array")
    value = data.get("tool_choice")
    if value is None or type(value) is str:
        model.tool_choice = value
    else:
        from .tools import read_tool_choice
        model.tool_choice = read_tool_choice(data, "tool_choice", value)
    value = data.get("parallel_tool_calls")
    if value is None or type(value) is bool:
        model.parallel_tool_calls = value
    else:
        model.parallel_tool_calls = boolean(data, "parallel_tool_calls", value)
    value = data.get("max_tool_calls")
    model.max_tool_calls = value if value is None or type(value) is int else integer(data, "max_tool_calls", value)
    value = data.get("stop_server_tools_when")
    if value is None:
        model.stop_server_tools_when = None
    elif type(value) is list:
        model.stop_server_tools_when = stop_server_tools_when_found = []
        for item in value:
            if type(item) is not dict:
                refuse_item(value, item, "an object")
            stop_server_tools_when_found.append(decode_stop_condition(item))
    else:
        raise mismatch(data, "stop_server_tools_when", "an array")
    value = data.get("deferred_tools")
    if value is None:
        model.deferred_tools = None
    elif type(value) is dict:
        model.deferred_tools = decode_deferred_tools(value)
    else:
        raise mismatch(data, "deferred_tools", "an object")
    value = data.get("response_format")
    if value is None:
        model.response_format = None
    elif type(value) is dict:
        from .format import decode_response_format
        model.response_format = decode_response_format(value)
    else:
        raise mismatch(data, "response_format", "an object")
    value = data.get("structured_outputs")
    if value is None or type(value) is bool:
        model.structured_outputs = value
    else:
        model.structured_outputs = boolean(data, "structured_outputs", value)
    value = data.get("reasoning")
    if value is None:
        model.reasoning = None
    elif type(value) is dict:
        model.reasoning = decode_reasoning_options(value)
    else:
        raise mismatch(data, "reasoning", "an object")
    value = data.get("reasoning_effort")
    if value is None or type(value) is str:
        model.reasoning_effort = value
    else:
        model.reasoning_effort = string(data, "reasoning_effort", value)
    value = data.get("include_reasoning")
    if value is None or type(value) is bool:
        model.include_reasoning = value
    else:
        model.include_reasoning = boolean(data, "include_reasoning", value)
    value = data.get("verbosity")
    model.verbosity = value if value is None or type(value) is str else string(data, "verbosity", value)
    value = data.get("modalities")
    if value is None:
        model.modalities = None
    else:
        model.modalities = items(data, "modalities", value, string)
    value = data.get("image_config")
    if value is None:
        model.image_config = None
    else:
        model.image_config = read_image_config(data, "image_config", value)
    value = data.get("audio")
    if value is None:
        model.audio = None
    elif type(value) is dict:
        model.audio = decode_audio_options(value)
    else:
        raise mismatch(data, "audio", "an object")
    value = data.get("prediction")
    if value is None:
        model.prediction = None
    elif type(value) is dict:
        model.prediction = decode_prediction(value)
    else:
        raise mismatch(data, "prediction", "an object")
    value = data.get("provider")
    if value is None:
        model.provider = None
    elif type(value) is dict:
        from .routing import decode_provider_preferences
        model.provider = decode_provider_preferences(value)
    else:
        raise mismatch(data, "provider", "an object")
    value = data.get("plugins")
    if value is None:
        model.plugins = None
    elif type(value) is list:
        from .plugins import decode_plugin
        model.plugins = plugins_found = []
        for item in value:
            if type(item) is not dict:
                refuse_item(value, item, "an object")
            plugins_found.append(decode_plugin(item))
    else:
        raise mismatch(data, "plugins", "an array")
    value = data.get("web_search_options")
    if value is None:
        model.web_search_options = None
    elif type(value) is dict:
        model.web_search_options = decode_web_search_options(value)
    else:
        raise mismatch(data, "web_search_options", "an object")
    value = data.get("x_search_filter")
    if value is None:
        model.x_search_filter = None
    elif type(value) is dict:
        from .tools import decode_x_search_options
        model.x_search_filter = decode_x_search_options(value)
    else:
        raise mismatch(data, "x_search_filter", "an object")
    value = data.get("route")
    model.route = value if value is None or type(value) is str else string(data, "route", value)
    value = data.get("service_tier")
    model.service_tier = value if value is None or type(value) is str else string(data, "service_tier", value)
    value = data.get("cache_control")
    if value is None:
        model.cache_control = None
    elif type(value) is dict:
        from .cache import decode_cache_control
        model.cache_control = decode_cache_control(value)
    else:
        raise mismatch(data, "cache_control", "an object")
    value = data.get("prompt_cache_key")
    if value is None or type(value) is str:
        model.prompt_cache_key = value
    else:
        model.prompt_cache_key = string(data, "prompt_cache_key", value)
    value = data.get("prompt_cache_options")
    if value is None:
        model.prompt_cache_options = None
    elif type(value) is dict:
        from .cache import decode_prompt_cache_options
        model.prompt_cache_options = decode_prompt_cache_options(value)
    else:
        raise mismatch(data, "prompt_cache_options", "an object")
    value = data.get("session_id")
    model.session_id = value if value is None or type(value) is str else string(data, "session_id", value)
    value = data.get("user")
    model.user = value if value is None or type(value) is str else string(data, "user", value)
    value = data.get("metadata")
    if value is None:
        model.metadata = None
    else:
        model.metadata = members(data, "metadata", value, string)
    value = data.get("trace")
    if value is None:
        model.trace = None
    elif type(value) is dict:
        model.trace = decode_trace(value)
    else:
        raise mismatch(data, "trace", "an object")
    value = data.get("preset")
    model.preset = value if value is None or type(value) is str else string(data, "preset", value)
    value = data.get("debug")
    if value is None:
        model.debug = None
    elif type(value) is dict:
        model.debug = decode_debug_options(value)
    else:
        raise mismatch(data, "debug", "an object")
    value = data.get("transforms")
    if value is None:
        model.transforms = None
    else:
        model.transforms = items(data, "transforms", value, string)
    value = data.get("usage")
    if value is None:
        model.usage = None
    elif type(value) is dict:
        model.usage = decode_usage_options(value)
    else:
        raise mismatch(data, "usage", "an object")
    value = data.get("prompt")
    model.prompt = value if value is None or type(value) is str else string(data, "prompt", value)
    value = data.get("n")
    model.n = value if value is None or type(value) is int else integer(data, "n", value)
    value = data.get("safe_prompt")
    model.safe_prompt = value if value is None or type(value) is bool else boolean(data, "safe_prompt", value)
    value = data.get("raw_mode")
    model.raw_mode = value if value is None or type(value) is bool else boolean(data, "raw_mode", value)
    return model


def encode_chat_request(model: ChatRequest) -> dict[str, Any]:
    """The JSON object of a `ChatRequest`."""
    return arrange(
        model,
        {
            "model": model.model,
            "models": plain(model.models),
            "messages": plain(model.messages),
            "stream": model.stream,
            "stream_options": plain(model.stream_options),
            "max_completion_tokens": model.max_completion_tokens,
            "max_tokens": model.max_tokens,
            "temperature": model.temperature,
            "top_p": model.top_p,
            "top_k": model.top_k,
            "top_a": model.top_a,
            "min_p": model.min_p,
            "frequency_penalty": model.frequency_penalty,
            "presence_penalty": model.presence_penalty,
            "repetition_penalty": model.repetition_penalty,
            "logit_bias": plain(model.logit_bias),
            "logprobs": model.logprobs,
            "top_logprobs": model.top_logprobs,
            "seed": model.seed,
            "stop": plain(model.stop),
            "tools": plain(model.tools),
            "tool_choice": plain(model.tool_choice),
            "parallel_tool_calls": model.parallel_tool_calls,
            "max_tool_calls": model.max_tool_calls,
            "stop_server_tools_when": plain(model.stop_server_tools_when),
            "deferred_tools": plain(model.deferred_tools),
            "response_format": plain(model.response_format),
            "structured_outputs": model.structured_outputs,
            "reasoning": plain(model.reasoning),
            "reasoning_effort": model.reasoning_effort,
            "include_reasoning": model.include_reasoning,
            "verbosity": model.verbosity,
            "modalities": plain(model.modalities),
            "image_config": plain(model.image_config),
            "audio": plain(model.audio),
            "prediction": plain(model.prediction),
            "provider": plain(model.provider),
            "plugins": plain(model.plugins),
            "web_search_options": plain(model.web_search_options),
            "x_search_filter": plain(model.x_search_filter),
            "route": model.route,
            "service_tier": model.service_tier,
            "cache_control": plain(model.cache_control),
            "prompt_cache_key": model.prompt_cache_key,
            "prompt_cache_options": plain(model.prompt_cache_options),
            "session_id": model.session_id,
            "user": model.user,
            "metadata": plain(model.metadata),
            "trace": plain(model.trace),
            "preset": model.preset,
            "debug": plain(model.debug),
            "transforms": plain(model.transforms),
            "usage": plain(model.usage),
            "prompt": model.prompt,
            "n": model.n,
            "safe_prompt": model.safe_prompt,
            "raw_mode": model.raw_mode,
        },
    )


def decode_stream_options(data: dict[str, Any]) -> StreamOptions:
    """A `StreamOptions` from its JSON object."""
    model = new(StreamOptions)
    model._received = data
    model._extra = NO_EXTRA if StreamOptions._keys.issuperset(data) else None
    value = data.get("include_usage")
    model.include_usage = value if value is None or type(value) is bool else boolean(data, "include_usage", value)
    return model


def encode_stream_options(model: StreamOptions) -> dict[str, Any]:
    """The JSON object of a `StreamOptions`."""
    return arrange(
        model,
        {
            "include_usage": model.include_usage,
        },
    )


def decode_usage_options(data: dict[str, Any]) -> UsageOptions:
    """An `UsageOptions` from its JSON object."""
    model = new(UsageOptions)
    model._received = data
    model._extra = NO_EXTRA if UsageOptions._keys.issuperset(data) else None
    value = data.get("include")
    model.include = value if value is None or type(value) is bool else boolean(data, "include", value)
    return model


def encode_usage_options(model: UsageOptions) -> dict[str, Any]:
    """The JSON object of an `UsageOptions`."""
    return arrange(
        model,
        {
            "include": model.include,
        },
    )


def decode_reasoning_options(data: dict[str, Any]) -> ReasoningOptions:
    """A `ReasoningOptions` from its JSON object."""
    model = new(ReasoningOptions)
    model._received = data
    model._extra = NO_EXTRA if ReasoningOptions._keys.issuperset(data) else None
    value = data.get("effort")
    model.effort = value if value is None or type(value) is str else string(data, "effort", value)
    value = data.get("max_tokens")
    model.max_tokens = value if value is None or type(value) is int else integer(data, "max_tokens", value)
    value = data.get("exclude")
    model.exclude = value if value is None or type(value) is bool else boolean(data, "exclude", value)
    value = data.get("enabled")
    model.enabled = value if value is None or type(value) is bool else boolean(data, "enabled", value)
    value = data.get("summary")
    model.summary = value if value is None or type(value) is str else string(data, "summary", value)
    value = data.get("context")
    model.context = value if value is None or type(value) is str else string(data, "context", value)
    value = data.get("mode")
    model.mode = value if value is None or type(value) is str else string(data, "mode", value)
    return model


def encode_reasoning_options(model: ReasoningOptions) -> dict[str, Any]:
    """The JSON object of a `ReasoningOptions`."""
    return arrange(
        model,
        {
            "effort": model.effort,
            "max_tokens": model.max_tokens,
            "exclude": model.exclude,
            "enabled": model.enabled,
            "summary": model.summary,
            "context": model.context,
            "mode": model.mode,
        },
    )


def read_image_config(holder: Any, key: str | int, value: Any) -> ImageConfig:
    """An `ImageConfig` from its JSON value."""
    if type(value) is dict:
        return members(holder, key, value, _read_image_config_value)
    raise mismatch(holder, key, "an object")


def decode_audio_options(data: dict[str, Any]) -> AudioOptions:
    """An `AudioOptions` from its JSON object."""
    model = new(AudioOptions)
    model._received = data
    model._extra = NO_EXTRA if AudioOptions._keys.issuperset(data) else None
    value = data.get("voice")
    model.voice = value if value is None or type(value) is str else string(data, "voice", value)
    value = data.get("format")
    model.format = value if value is None or type(value) is str else string(data, "format", value)
    return model


def encode_audio_options(model: AudioOptions) -> dict[str, Any]:
    """The JSON object of an `AudioOptions`."""
    return arrange(
        model,
        {
            "voice": model.voice,
            "format": model.format,
        },
    )


def decode_prediction(data: dict[str, Any]) -> Prediction:
    """A `Prediction` from its JSON object."""
    model = new(Prediction)
    model._received = data
    model._extra = NO_EXTRA if Prediction._keys.issuperset(data) else None
    if data.get("type") != "content":
        raise mismatch(data, "type", '"content"')
    model.type = "content"
    value = data.get("content")
    model.content = value if type(value) is str else _read_content_of_prediction(data, "content", value)
    return model


def encode_prediction(model: Prediction) -> dict[str, Any]:
    """The JSON object of a `Prediction`."""
    return arrange(
        model,
        {
            "type": model.type,
            "content": plain(model.content),
        },
    )


def decode_web_search_options(data: dict[str, Any]) -> WebSearchOptions:
    """A `WebSearchOptions` from its JSON object."""
    model = new(WebSearchOptions)
    model._received = data
    model._extra = NO_EXTRA if WebSearchOptions._keys.issuperset(data) else None
    value = data.get("search_context_size")
    if value is None or type(value) is str:
        model.search_context_size = value
    else:
        model.search_context_size = string(data, "search_context_size", value)
    return model


def encode_web_search_options(model: WebSearchOptions) -> dict[str, Any]:
    """The JSON object of a `WebSearchOptions`."""
    return arrange(
        model,
        {
            "search_context_size": model.search_context_size,
        },
    )


def decode_trace(data: dict[str, Any]) -> Trace:
    """A `Trace` from its JSON object."""
    model = new(Trace)
    model._received = data
    model._extra = NO_EXTRA if Trace._keys.issuperset(data) else None
    value = data.get("trace_id")
    model.trace_id = value if value is None or type(value) is str else string(data, "trace_id", value)
    value = data.get("trace_name")
    model.trace_name = value if value is None or type(value) is str else string(data, "trace_name", value)
    value = data.get("span_name")
    model.span_name = value if value is None or type(value) is str else string(data, "span_name", value)
    value = data.get("generation_name")
    model.generation_name = value if value is None or type(value) is str else string(data, "generation_name", value)
    value = data.get("parent_span_id")
    model.parent_span_id = value if value is None or type(value) is str else string(data, "parent_span_id", value)
    return model


def encode_trace(model: Trace) -> dict[str, Any]:
    """The JSON object of a `Trace`."""
    return arrange(
        model,
        {
            "trace_id": model.trace_id,
            "trace_name": model.trace_name,
            "span_name": model.span_name,
            "generation_name": model.generation_name,
            "parent_span_id": model.parent_span_id,
        },
    )


def decode_debug_options(data: dict[str, Any]) -> DebugOptions:
    """A `DebugOptions` from its JSON object."""
    model = new(DebugOptions)
    model._received = data
    model._extra = NO_EXTRA if DebugOptions._keys.issuperset(data) else None
    value = data.get("echo_upstream_body")
    if value is None or type(value) is bool:
        model.echo_upstream_body = value
    else:
        model.echo_upstream_body = boolean(data, "echo_upstream_body", value)
    return model


def encode_debug_options(model: DebugOptions) -> dict[str, Any]:
    """The JSON object of a `DebugOptions`."""
    return arrange(
        model,
        {
            "echo_upstream_body": model.echo_upstream_body,
        },
    )


def decode_stop_condition(data: dict[str, Any]) -> StopCondition:
    """A `StopCondition` from its JSON object, told by its `type`."""
    tag = data.get("type")
    if type(tag) is str and tag in _STOP_CONDITION:
        return _STOP_CONDITION[tag](data)
    return decode_unknown_stop_condition(data)


def decode_step_count_is(data: dict[str, Any]) -> StepCountIs:
    """A `StepCountIs` from its JSON object."""
    model = new(StepCountIs)
    model._received = data
    model._extra = NO_EXTRA if StepCountIs._keys.issuperset(data) else None
    if data.get("type") != "step_count_is":
        raise mismatch(data, "type", '"step_count_is"')
    model.type = "step_count_is"
    value = data.get("step_count")
    model.step_count = value if type(value) is int else integer(data, "step_count", value)
    return model


def encode_step_count_is(model: StepCountIs) -> dict[str, Any]:
    """The JSON object of a `StepCountIs`."""
    return arrange(
        model,
        {
            "type": model.type,
            "step_count": model.step_count,
        },
    )


def decode_has_tool_call(data: dict[str, Any]) -> HasToolCall:
    """A `HasToolCall` from its JSON object."""
    model = new(HasToolCall)
    model._received = data
    model._extra = NO_EXTRA if HasToolCall._keys.issuperset(data) else None
    if data.get("type") != "has_tool_call":
        raise mismatch(data, "type", '"has_tool_call"')
    model.type = "has_tool_call"
    value = data.get("tool_name")
    model.tool_name = value if type(value) is str else string(data, "tool_name", value)
    return model


def encode_has_tool_call(model: HasToolCall) -> dict[str, Any]:
    """The JSON object of a `HasToolCall`."""
    return arrange(
        model,
        {
            "type": model.type,
            "tool_name": model.tool_name,
        },
    )


def decode_max_tokens_used(data: dict[str, Any]) -> MaxTokensUsed:
    """A `MaxTokensUsed` from its JSON object."""
    model = new(MaxTokensUsed)
    model._received = data
    model._extra = NO_EXTRA if MaxTokensUsed._keys.issuperset(data) else None
    if data.get("type") != "max_tokens_used":
        raise mismatch(data, "type", '"max_tokens_used"')
    model.type = "max_tokens_used"
    value = data.get("max_tokens")
    model.max_tokens = value if type(value) is int else integer(data, "max_tokens", value)
    return model


def encode_max_tokens_used(model: MaxTokensUsed) -> dict[str, Any]:
    """The JSON object of a `MaxTokensUsed`."""
    return arrange(
        model,
        {
            "type": model.type,
            "max_tokens": model.max_tokens,
        },
    )


def decode_max_cost(data: dict[str, Any]) -> MaxCost:
    """A `MaxCost` from its JSON object."""
    model = new(MaxCost)
    model._received = data
    model._extra = NO_EXTRA if MaxCost._keys.issuperset(data) else None
    if data.get("type") != "max_cost":
        raise mismatch(data, "type", '"max_cost"')
    model.type = "max_cost"
    value = data.get("max_cost_in_dollars")
    if type(value) is float or type(value) is int:
        model.max_cost_in_dollars = value
    else:
        model.max_cost_in_dollars = number(data, "max_cost_in_dollars", value)
    return model


def encode_max_cost(model: MaxCost) -> dict[str, Any]:
    """The JSON object of a `MaxCost`."""
    return arrange(
        model,
        {
            "type": model.type,
            "max_cost_in_dollars": model.max_cost_in_dollars,
        },
    )


def decode_finish_reason_is(data: dict[str, Any]) -> FinishReasonIs:
    """A `FinishReasonIs` from its JSON object."""
    model = new(FinishReasonIs)
    model._received = data
    model._extra = NO_EXTRA if FinishReasonIs._keys.issuperset(data) else None
    if data.get("type") != "finish_reason_is":
        raise mismatch(data, "type", '"finish_reason_is"')
    model.type = "finish_reason_is"
    value = data.get("reason")
    model.reason = value if type(value) is str else string(data, "reason", value)
    return model


def encode_finish_reason_is(model: FinishReasonIs) -> dict[str, Any]:
    """The JSON object of a `FinishReasonIs`."""
    return arrange(
        model,
        {
            "type": model.type,
            "reason": model.reason,
        },
    )


def decode_unknown_stop_condition(data: dict[str, Any]) -> UnknownStopCondition:
    """An `UnknownStopCondition` from its JSON object."""
    model = new(UnknownStopCondition)
    model._received = data
    model._extra = NO_EXTRA if UnknownStopCondition._keys.issuperset(data) else None
    value = data.get("type")
    model.type = value if value is None or type(value) is str else string(data, "type", value)
    return model


def encode_unknown_stop_condition(model: UnknownStopCondition) -> dict[str, Any]:
    """The JSON object of an `UnknownStopCondition`."""
    return arrange(
        model,
        {
            "type": model.type,
        },
    )


def decode_deferred_tools(data: dict[str, Any]) -> DeferredTools:
    """A `DeferredTools` from its JSON object."""
    model = new(DeferredTools)
    model._received = data
    model._extra = NO_EXTRA if DeferredTools._keys.issuperset(data) else None
    if data.get("protocol") != "v1":
        raise mismatch(data, "protocol", '"v1"')
    model.protocol = "v1"
    if data.get("profile") != "portable":
        raise mismatch(data, "profile", '"portable"')
    model.profile = "portable"
    value = data.get("search")
    if type(value) is dict:
        model.search = decode_deferred_search(value)
    else:
        raise mismatch(data, "search", "an object")
    if data.get("validation") != "runtime":
        raise mismatch(data, "validation", '"runtime"')
    model.validation = "runtime"
    return model


def encode_deferred_tools(model: DeferredTools) -> dict[str, Any]:
    """The JSON object of a `DeferredTools`."""
    return arrange(
        model,
        {
            "protocol": model.protocol,
            "profile": model.profile,
            "search": plain(model.search),
            "validation": model.validation,
        },
    )


def decode_deferred_search(data: dict[str, Any]) -> DeferredSearch:
    """A `DeferredSearch` from its JSON object, told by its `type`."""
    tag = data.get("type")
    if type(tag) is str and tag in _DEFERRED_SEARCH:
        return _DEFERRED_SEARCH[tag](data)
    return decode_unknown_deferred_search(data)


def decode_bm25_search(data: dict[str, Any]) -> Bm25Search:
    """A `Bm25Search` from its JSON object."""
    model = new(Bm25Search)
    model._received = data
    model._extra = NO_EXTRA if Bm25Search._keys.issuperset(data) else None
    if data.get("type") != "bm25":
        raise mismatch(data, "type", '"bm25"')
    model.type = "bm25"
    value = data.get("max_results")
    model.max_results = value if value is None or type(value) is int else integer(data, "max_results", value)
    return model


def encode_bm25_search(model: Bm25Search) -> dict[str, Any]:
    """The JSON object of a `Bm25Search`."""
    return arrange(
        model,
        {
            "type": model.type,
            "max_results": model.max_results,
        },
    )


def decode_regex_search(data: dict[str, Any]) -> RegexSearch:
    """A `RegexSearch` from its JSON object."""
    model = new(RegexSearch)
    model._received = data
    model._extra = NO_EXTRA if RegexSearch._keys.issuperset(data) else None
    if data.get("type") != "regex":
        raise mismatch(data, "type", '"regex"')
    model.type = "regex"
    value = data.get("max_results")
    model.max_results = value if value is None or type(value) is int else integer(data, "max_results", value)
    return model


def encode_regex_search(model: RegexSearch) -> dict[str, Any]:
    """The JSON object of a `RegexSearch`."""
    return arrange(
        model,
        {
            "type": model.type,
            "max_results": model.max_results,
        },
    )


def decode_custom_search(data: dict[str, Any]) -> CustomSearch:
    """A `CustomSearch` from its JSON object."""
    model = new(CustomSearch)
    model._received = data
    model._extra = NO_EXTRA if CustomSearch._keys.issuperset(data) else None
    if data.get("type") != "custom":
        raise mismatch(data, "type", '"custom"')
    model.type = "custom"
    value = data.get("tool_id")
    model.tool_id = value if type(value) is str else string(data, "tool_id", value)
    value = data.get("result_key")
    model.result_key = value if type(value) is str else string(data, "result_key", value)
    value = data.get("max_results")
    model.max_results = value if value is None or type(value) is int else integer(data, "max_results", value)
    return model


def encode_custom_search(model: CustomSearch) -> dict[str, Any]:
    """The JSON object of a `CustomSearch`."""
    return arrange(
        model,
        {
            "type": model.type,
            "tool_id": model.tool_id,
            "result_key": model.result_key,
            "max_results": model.max_results,
        },
    )


def decode_unknown_deferred_search(data: dict[str, Any]) -> UnknownDeferredSearch:
    """An `UnknownDeferredSearch` from its JSON object."""
    model = new(UnknownDeferredSearch)
    model._received = data
    model._extra = NO_EXTRA if UnknownDeferredSearch._keys.issuperset(data) else None
    value = data.get("type")
    model.type = value if value is None or type(value) is str else string(data, "type", value)
    return model


def encode_unknown_deferred_search(model: UnknownDeferredSearch) -> dict[str, Any]:
    """The JSON object of an `UnknownDeferredSearch`."""
    return arrange(
        model,
        {
            "type": model.type,
        },
    )


def _read_stop_of_chat_request(holder: Any, key: str | int, value: Any) -> str | list[str]:
    """The value, if its kind is right."""
    if type(value) is str:
        return value
    if type(value) is list:
        return items(holder, key, value, string)
    raise mismatch(holder, key, "a string or an array")


def _read_image_config_value(holder: Any, key: str | int, value: Any) -> str | float | bool | list[Any]:
    """The value, if its kind is right."""
    if type(value) is str or type(value) is float or type(value) is int or type(value) is bool or type(value) is list:
        return value
    raise mismatch(holder, key, "a string or a number or true or false or an array")


def _read_content_of_prediction(holder: Any, key: str | int, value: Any) -> str | list[TextPart]:
    """The value, if its kind is right."""
    if type(value) is str:
        return value
    if type(value) is list:
        from .content import decode_text_part
        return [
            decode_text_part(item) if type(item) is dict else refuse_item(value, item, "an object")
            for item in value
        ]
    raise mismatch(holder, key, "a string or an array")


_STOP_CONDITION: dict[str, Callable[[dict[str, Any]], StopCondition]] = {
    "step_count_is": decode_step_count_is,
    "has_tool_call": decode_has_tool_call,
    "max_tokens_used": decode_max_tokens_used,
    "max_cost": decode_max_cost,
    "finish_reason_is": decode_finish_reason_is,
}


_DEFERRED_SEARCH: dict[str, Callable[[dict[str, Any]], DeferredSearch]] = {
    "bm25": decode_bm25_search,
    "regex": decode_regex_search,
    "custom": decode_custom_search,
}


bind(
    ChatRequest,
    decode_chat_request,
    encode_chat_request,
    bounds={
        "messages": Bounds(min_items=1),
        "max_completion_tokens": Bounds(minimum=1),
        "max_tokens": Bounds(minimum=1),
        "temperature": Bounds(minimum=0, maximum=2),
        "top_p": Bounds(minimum=0, maximum=1),
        "top_k": Bounds(minimum=0),
        "top_a": Bounds(minimum=0, maximum=1),
        "min_p": Bounds(minimum=0, maximum=1),
        "frequency_penalty": Bounds(minimum=-2, maximum=2),
        "presence_penalty": Bounds(minimum=-2, maximum=2),
        "repetition_penalty": Bounds(minimum=0, maximum=2),
        "logit_bias": Bounds(each=Bounds(minimum=-100, maximum=100)),
        "top_logprobs": Bounds(minimum=0, maximum=20),
        "stop": Bounds(max_items=4),
        "stop_server_tools_when": Bounds(min_items=1),
        "session_id": Bounds(max_length=256),
        "metadata": Bounds(max_properties=16, each=Bounds(max_length=512), keys=Bounds(max_length=64)),
    },
)
bind(StreamOptions, decode_stream_options, encode_stream_options)
bind(UsageOptions, decode_usage_options, encode_usage_options)
bind(ReasoningOptions, decode_reasoning_options, encode_reasoning_options)
bind(AudioOptions, decode_audio_options, encode_audio_options)
bind(Prediction, decode_prediction, encode_prediction)
bind(WebSearchOptions, decode_web_search_options, encode_web_search_options)
bind(Trace, decode_trace, encode_trace)
bind(DebugOptions, decode_debug_options, encode_debug_options)
bind(StepCountIs, decode_step_count_is, encode_step_count_is)
bind(HasToolCall, decode_has_tool_call, encode_has_tool_call, bounds={"tool_name": Bounds(min_length=1)})
bind(MaxTokensUsed, decode_max_tokens_used, encode_max_tokens_used)
bind(MaxCost, decode_max_cost, encode_max_cost)
bind(FinishReasonIs, decode_finish_reason_is, encode_finish_reason_is, bounds={"reason": Bounds(min_length=1)})
bind(UnknownStopCondition, decode_unknown_stop_condition, encode_unknown_stop_condition)
bind(DeferredTools, decode_deferred_tools, encode_deferred_tools)
bind(Bm25Search, decode_bm25_search, encode_bm25_search)
bind(RegexSearch, decode_regex_search, encode_regex_search)
bind(CustomSearch, decode_custom_search, encode_custom_search)
bind(UnknownDeferredSearch, decode_unknown_deferred_search, encode_unknown_deferred_search)
