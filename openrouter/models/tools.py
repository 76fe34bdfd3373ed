# Generated from schemas/tools.json by `python -m codegen`. Edit the schema, not this file.
"""Functions and server tools that a model may call."""

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
    mismatch,
    new,
    number,
    plain,
    refuse,
    refuse_item,
    string,
)
from .reasoning import ReasoningEffort

if TYPE_CHECKING:
    from collections.abc import Callable

    from .cache import CacheControl


@define(kw_only=True, eq=False, repr=False)
class FunctionTool(Model):
    """A function of yours that the model may call."""

    type: Literal["function"] = "function"
    """Marks a function."""

    function: FunctionDefinition
    """The function."""

    cache_control: CacheControl | None = None
    """Asks for a cache entry that ends with this tool."""

    defer_loading: bool | None = None
    """Whether the model has to search for the tool first, false by default."""


@define(kw_only=True, eq=False, repr=False)
class FunctionDefinition(Model):
    """What a model needs to know about a function."""

    name: str
    """Name of letters, digits, underscores and dashes, up to 64 characters."""

    description: str | None = None
    """What the function does, for the model."""

    parameters: dict[str, Any] | None = None
    """JSON schema of the arguments."""

    strict: bool | None = None
    """Whether the arguments must follow the schema exactly, false by default; not every provider can."""

    defer_loading: bool | None = None
    """Whether the model has to search for the function first, false by default."""


@define(kw_only=True, eq=False, repr=False)
class WebSearchTool(Model):
    """Searches the web."""

    type: Literal["openrouter:web_search"] = "openrouter:web_search"
    """Marks the web search."""

    parameters: WebSearchParameters | None = None
    """Settings of the search."""


@define(kw_only=True, eq=False, repr=False)
class WebSearchParameters(Model):
    """Settings of a web search."""

    engine: SearchEngine | None = None
    """Search engine, auto by default."""

    mode: SearchMode | None = None
    """How thoroughly the engine searches; each engine has its own words."""

    max_results: int | None = None
    """Most results of a search, 5 by default."""

    max_total_results: int | None = None
    """Most results of all searches together."""

    max_uses: int | None = None
    """Most searches in a request."""

    max_characters: int | None = None
    """Most characters of each result; goes before search_context_size."""

    search_context_size: SearchContextSize | None = None
    """How much of each result the model reads."""

    allowed_domains: list[str] | None = None
    """The only domains to search; excludes excluded_domains."""

    excluded_domains: list[str] | None = None
    """Domains to leave out; excludes allowed_domains."""

    user_location: UserLocation | None = None
    """Where the user roughly is."""

    x_search: XSearchOptions | None = None
    """Limits of a search on X."""


@define(kw_only=True, eq=False, repr=False)
class WebSearchShorthand(Model):
    """Searches the web, in OpenAI's spelling."""

    type: Literal["web_search", "web_search_preview", "web_search_preview_2025_03_11", "web_search_2025_08_26"]
    """Marks the web search by one of its names."""

    engine: SearchEngine | None = None
    """Search engine, auto by default."""

    mode: SearchMode | None = None
    """How thoroughly the engine searches; each engine has its own words."""

    max_results: int | None = None
    """Most results of a search, 5 by default."""

    max_total_results: int | None = None
    """Most results of all searches together."""

    max_uses: int | None = None
    """Most searches in a request."""

    max_characters: int | None = None
    """Most characters of each result; goes before search_context_size."""

    search_context_size: SearchContextSize | None = None
    """How much of each result the model reads."""

    allowed_domains: list[str] | None = None
    """The only domains to search; excludes excluded_domains."""

    excluded_domains: list[str] | None = None
    """Domains to leave out; excludes allowed_domains."""

    user_location: UserLocation | None = None
    """Where the user roughly is."""

    x_search: XSearchOptions | None = None
    """Limits of a search on X."""

    parameters: WebSearchParameters | None = None
    """The same settings in one object."""


SearchEngine: TypeAlias = Literal["auto", "native", "exa", "parallel", "firecrawl", "perplexity"] | str
"""Search engine; auto takes the provider's own if there is one, else Exa, and firecrawl needs an own key."""


SearchMode: TypeAlias = (
    Literal["instant", "fast", "auto", "deep-lite", "deep", "deep-reasoning", "turbo", "basic", "advanced"] | str
)
"""How thoroughly to search: turbo, fast, basic and advanced at Parallel, the others and fast at Exa."""


SearchContextSize: TypeAlias = Literal["low", "medium", "high"] | str
"""How much of each search result the model reads."""


@define(kw_only=True, eq=False, repr=False)
class UserLocation(Model):
    """Where a user roughly is."""

    type: Literal["approximate"] | str | None = None
    """Precision of the place, always approximate; the web plugin insists on it."""

    city: str | None = None
    """Name of the city."""

    region: str | None = None
    """Name of the region."""

    country: str | None = None
    """Code of the country, two letters."""

    timezone: str | None = None
    """Time zone by its IANA name."""


@define(kw_only=True, eq=False, repr=False)
class XSearchOptions(Model):
    """Limits of a search on X."""

    allowed_x_handles: list[str] | None = None
    """The only accounts to search."""

    excluded_x_handles: list[str] | None = None
    """Accounts to leave out."""

    from_date: str | None = None
    """First day, as YYYY-MM-DD."""

    to_date: str | None = None
    """Last day, as YYYY-MM-DD."""

    enable_image_understanding: bool | None = None
    """Whether images in posts are looked at."""

    enable_video_understanding: bool | None = None
    """Whether videos in posts are looked at."""


@define(kw_only=True, eq=False, repr=False)
class WebFetchTool(Model):
    """Fetches pages of the web, PDF included."""

    type: Literal["openrouter:web_fetch"] = "openrouter:web_fetch"
    """Marks the fetching of pages."""

    parameters: WebFetchParameters | None = None
    """Settings of the fetching."""


@define(kw_only=True, eq=False, repr=False)
class WebFetchParameters(Model):
    """Settings of the fetching of pages."""

    engine: Literal["auto", "native", "openrouter", "exa", "parallel", "firecrawl"] | str | None = None
    """What fetches the pages, auto by default, which takes the provider's own way if there is one."""

    max_uses: int | None = None
    """Most pages in a request."""

    max_content_tokens: int | None = None
    """About how many tokens of a page are kept."""

    allowed_domains: list[str] | None = None
    """The only domains to fetch from."""

    blocked_domains: list[str] | None = None
    """Domains never to fetch from."""


@define(kw_only=True, eq=False, repr=False)
class DatetimeTool(Model):
    """Tells date and time."""

    type: Literal["openrouter:datetime"] = "openrouter:datetime"
    """Marks the clock."""

    parameters: DatetimeParameters | None = None
    """Settings of the clock."""


@define(kw_only=True, eq=False, repr=False)
class DatetimeParameters(Model):
    """Settings of the clock."""

    timezone: str | None = None
    """Time zone by its IANA name, UTC by default."""


@define(kw_only=True, eq=False, repr=False)
class ImageGenerationTool(Model):
    """Makes images."""

    type: Literal["openrouter:image_generation"] = "openrouter:image_generation"
    """Marks the making of images."""

    parameters: ImageGenerationParameters | None = None
    """Settings of the images."""


@define(kw_only=True, eq=False, repr=False)
class ImageGenerationParameters(Model):
    """Settings of images that a tool makes; every key of image_config may stand here too."""

    model: str | None = None
    """Slug of the model that makes the images, openai/gpt-5-image by default."""


@define(kw_only=True, eq=False, repr=False)
class FusionTool(Model):
    """Asks several models and sums up what they say."""

    type: Literal["openrouter:fusion"] = "openrouter:fusion"
    """Marks the fusion of answers."""

    parameters: FusionParameters | None = None
    """Settings of the fusion."""


@define(kw_only=True, eq=False, repr=False)
class FusionParameters(Model):
    """Settings of a fusion."""

    analysis_models: list[str] | None = None
    """Models that are asked, from 1 to 8."""

    model: str | None = None
    """Model that sums up, that of the request by default."""

    max_tool_calls: int | None = None
    """Most tool rounds of each model, from 1 to 16, 4 by default."""

    max_completion_tokens: int | None = None
    """Most tokens of each inner answer, thinking included."""

    reasoning: ToolReasoning | None = None
    """How much the models think."""

    temperature: float | None = None
    """How freely the asked models draw tokens, from 0 to 2; the summing up uses 0."""

    tools: list[Tool] | None = None
    """Server tools of the inner models, up to 8; web search and web fetch by default, none if empty."""

    cache_control: CacheControl | None = None
    """Caching of the inner prompts."""


@define(kw_only=True, eq=False, repr=False)
class ToolReasoning(Model):
    """How much the models behind a server tool think."""

    effort: ReasoningEffort | None = None
    """How much they think."""

    max_tokens: int | None = None
    """Most tokens of thinking."""


@define(kw_only=True, eq=False, repr=False)
class AdvisorTool(Model):
    """Asks a stronger model for advice."""

    type: Literal["openrouter:advisor"] = "openrouter:advisor"
    """Marks an advisor."""

    parameters: AdvisorParameters | None = None
    """Settings of the advisor."""


@define(kw_only=True, eq=False, repr=False)
class AdvisorParameters(Model):
    """Settings of an advisor."""

    name: str | None = None
    """Name of letters, digits, spaces, underscores and dashes, from 1 to 64 characters, different for each advisor."""

    model: str | None = None
    """Model that gives the advice; otherwise the asking model chooses."""

    instructions: str | None = None
    """System prompt of the advisor, none by default."""

    forward_transcript: bool | None = None
    """Whether the advisor sees the whole conversation, false by default."""

    max_completion_tokens: int | None = None
    """Most tokens of the advice, thinking included."""

    reasoning: ToolReasoning | None = None
    """How much the advisor thinks."""

    temperature: float | None = None
    """How freely the advisor draws tokens, from 0 to 2."""

    stream: bool | None = None
    """Whether the advice comes in pieces; no effect in the chat API."""


@define(kw_only=True, eq=False, repr=False)
class SubagentTool(Model):
    """Hands tasks to a smaller model."""

    type: Literal["openrouter:subagent"] = "openrouter:subagent"
    """Marks a subagent."""

    parameters: SubagentParameters | None = None
    """Settings of the subagent."""


@define(kw_only=True, eq=False, repr=False)
class SubagentParameters(Model):
    """Settings of a subagent."""

    name: str | None = None
    """Name of letters, digits, spaces, underscores and dashes, from 1 to 64 characters, different for each subagent."""

    model: str | None = None
    """Model that does the tasks; otherwise the asking model chooses."""

    instructions: str | None = None
    """System prompt of the subagent, none by default."""

    tools: list[Tool] | None = None
    """Server tools that the subagent may use; neither functions nor subagents."""

    max_tool_calls: int | None = None
    """Most tool rounds of a task, from 1 to 25."""

    max_completion_tokens: int | None = None
    """Most tokens of its answer, thinking included."""

    reasoning: ToolReasoning | None = None
    """How much the subagent thinks."""

    temperature: float | None = None
    """How freely the subagent draws tokens, from 0 to 2."""

    inherit_functions: bool | None = None
    """Whether the subagent may call all functions of the request; an experiment that the chat API refuses."""

    inherited_function_names: list[str] | None = None
    """Functions of the request that the subagent may call; an experiment."""


@define(kw_only=True, eq=False, repr=False)
class BashTool(Model):
    """Runs shell commands in a container."""

    type: Literal["openrouter:bash"] = "openrouter:bash"
    """Marks the shell."""

    parameters: BashParameters | None = None
    """Settings of the shell."""


@define(kw_only=True, eq=False, repr=False)
class BashParameters(Model):
    """Settings of the shell."""

    engine: Literal["auto", "native", "openrouter"] | str | None = None
    """Where commands run, auto by default, which hands them back to you."""

    environment: ShellEnvironment | None = None
    """Container that the commands run in."""

    sleep_after_seconds: int | None = None
    """How long the container stays awake after a command, in seconds, 900 by default, at most 2592000. Deprecated."""


@define(kw_only=True, eq=False, repr=False)
class AutoContainer(Model):
    """A new container."""

    type: Literal["container_auto"] = "container_auto"
    """Marks a new container."""

    file_ids: list[str] | None = None
    """Uploaded files to put into the container."""

    network_policy: NetworkPolicy | None = None
    """What the container may reach."""


@define(kw_only=True, eq=False, repr=False)
class ContainerReference(Model):
    """A container that is there already."""

    type: Literal["container_reference"] = "container_reference"
    """Marks a container that is there."""

    container_id: str
    """Id of the container, up to 20 characters."""

    file_ids: list[str] | None = None
    """Uploaded files to put into the container."""

    network_policy: NetworkPolicy | None = None
    """What the container may reach, which must not change while it runs."""


@define(kw_only=True, eq=False, repr=False)
class UnknownShellEnvironment(Model):
    """An environment of a type that this version does not know."""

    type: str | None = None
    """Type of the environment."""


ShellEnvironment: TypeAlias = AutoContainer | ContainerReference | UnknownShellEnvironment
"""Container that commands run in, told apart by its type."""


@define(kw_only=True, eq=False, repr=False)
class NetworkDisabled(Model):
    """Nothing, which is the default."""

    type: Literal["disabled"] = "disabled"
    """Marks a container without network."""


@define(kw_only=True, eq=False, repr=False)
class NetworkAllowlist(Model):
    """Some hosts, on ports 80 and 443."""

    type: Literal["allowlist"] = "allowlist"
    """Marks a list of hosts."""

    allowed_domains: list[str]
    """Names or patterns of hosts, up to 50; one star alone means all."""


@define(kw_only=True, eq=False, repr=False)
class UnknownNetworkPolicy(Model):
    """A policy of a type that this version does not know."""

    type: str | None = None
    """Type of the policy."""


NetworkPolicy: TypeAlias = NetworkDisabled | NetworkAllowlist | UnknownNetworkPolicy
"""What a container may reach, told apart by its type."""


@define(kw_only=True, eq=False, repr=False)
class FilesTool(Model):
    """Reads and writes files of the workspace."""

    type: Literal["openrouter:files"] = "openrouter:files"
    """Marks the files."""

    parameters: dict[str, Any] | None = None
    """Settings, of which there are none yet."""


@define(kw_only=True, eq=False, repr=False)
class SearchModelsTool(Model):
    """Searches the models at OpenRouter."""

    type: Literal["openrouter:experimental__search_models"] = "openrouter:experimental__search_models"
    """Marks the search for models."""

    parameters: SearchModelsParameters | None = None
    """Settings of the search."""


@define(kw_only=True, eq=False, repr=False)
class SearchModelsParameters(Model):
    """Settings of a search for models."""

    max_results: int | None = None
    """Most models that it gives, 5 by default, at most 20."""


@define(kw_only=True, eq=False, repr=False)
class UnknownTool(Model):
    """A server tool of a type that this version does not know."""

    type: str | None = None
    """Type of the tool, such as openrouter:something."""

    parameters: dict[str, Any] | None = None
    """Settings of the tool."""


Tool: TypeAlias = (
    FunctionTool | WebSearchTool | WebSearchShorthand | WebFetchTool | DatetimeTool | ImageGenerationTool |
    FusionTool | AdvisorTool | SubagentTool | BashTool | FilesTool | SearchModelsTool | UnknownTool
)
"""A tool, told apart by its type: a function of yours, or a server tool that runs at OpenRouter."""


ToolChoiceMode: TypeAlias = Literal["none", "auto", "required"] | str
"""Whether the model must not, may or must call a tool."""


@define(kw_only=True, eq=False, repr=False)
class FunctionChoice(Model):
    """Makes the model call a function."""

    type: Literal["function"] = "function"
    """Marks a function."""

    function: FunctionName
    """The function."""


@define(kw_only=True, eq=False, repr=False)
class FunctionName(Model):
    """A function by its name."""

    name: str
    """Name of the function."""


@define(kw_only=True, eq=False, repr=False)
class ServerToolChoice(Model):
    """Makes the model call a server tool."""

    type: str | None = None
    """Type of the tool, such as openrouter:web_search."""


ToolChoiceTarget: TypeAlias = FunctionChoice | ServerToolChoice
"""The tool that the model must call."""


ToolChoice: TypeAlias = ToolChoiceMode | ToolChoiceTarget
"""Whether the model may or must call a tool: a word, or the tool that it must call."""


def decode_tool(data: dict[str, Any]) -> Tool:
    """A `Tool` from its JSON object, told by its `type`."""
    tag = data.get("type")
    if type(tag) is str and tag in _TOOL:
        return _TOOL[tag](data)
    return decode_unknown_tool(data)


def decode_function_tool(data: dict[str, Any]) -> FunctionTool:
    """A `FunctionTool` from its JSON object."""
    model = new(FunctionTool)
    model._received = data
    model._extra = NO_EXTRA if FunctionTool._keys.issuperset(data) else None
    if data.get("type") != "function":
        raise mismatch(data, "type", '"function"')
    model.type = "function"
    value = data.get("function")
    if type(value) is dict:
        model.function = decode_function_definition(value)
    else:
        raise mismatch(data, "function", "an object")
    value = data.get("cache_control")
    if value is None:
        model.cache_control = None
    elif type(value) is dict:
        from .cache import decode_cache_control
        model.cache_control = decode_cache_control(value)
    else:
        raise mismatch(data, "cache_control", "an object")
    value = data.get("defer_loading")
    model.defer_loading = value if value is None or type(value) is bool else boolean(data, "defer_loading", value)
    return model


def encode_function_tool(model: FunctionTool) -> dict[str, Any]:
    """The JSON object of a `FunctionTool`."""
    return arrange(
        model,
        {
            "type": model.type,
            "function": plain(model.function),
            "cache_control": plain(model.cache_control),
            "defer_loading": model.defer_loading,
        },
    )


def decode_function_definition(data: dict[str, Any]) -> FunctionDefinition:
    """A `FunctionDefinition` from its JSON object."""
    model = new(FunctionDefinition)
    model._received = data
    model._extra = NO_EXTRA if FunctionDefinition._keys.issuperset(data) else None
    value = data.get("name")
    model.name = value if type(value) is str else string(data, "name", value)
    value = data.get("description")
    model.description = value if value is None or type(value) is str else string(data, "description", value)
    value = data.get("parameters")
    model.parameters = value if value is None or type(value) is dict else refuse(data, "parameters", "an object")
    value = data.get("strict")
    model.strict = value if value is None or type(value) is bool else boolean(data, "strict", value)
    value = data.get("defer_loading")
    model.defer_loading = value if value is None or type(value) is bool else boolean(data, "defer_loading", value)
    return model


def encode_function_definition(model: FunctionDefinition) -> dict[str, Any]:
    """The JSON object of a `FunctionDefinition`."""
    return arrange(
        model,
        {
            "name": model.name,
            "description": model.description,
            "parameters": plain(model.parameters),
            "strict": model.strict,
            "defer_loading": model.defer_loading,
        },
    )


def decode_web_search_tool(data: dict[str, Any]) -> WebSearchTool:
    """A `WebSearchTool` from its JSON object."""
    model = new(WebSearchTool)
    model._received = data
    model._extra = NO_EXTRA if WebSearchTool._keys.issuperset(data) else None
    if data.get("type") != "openrouter:web_search":
        raise mismatch(data, "type", '"openrouter:web_search"')
    model.type = "openrouter:web_search"
    value = data.get("parameters")
    if value is None:
        model.parameters = None
    elif type(value) is dict:
        model.parameters = decode_web_search_parameters(value)
    else:
        raise mismatch(data, "parameters", "an object")
    return model


def encode_web_search_tool(model: WebSearchTool) -> dict[str, Any]:
    """The JSON object of a `WebSearchTool`."""
    return arrange(
        model,
        {
            "type": model.type,
            "parameters": plain(model.parameters),
        },
    )


def decode_web_search_parameters(data: dict[str, Any]) -> WebSearchParameters:
    """A `WebSearchParameters` from its JSON object."""
    model = new(WebSearchParameters)
    model._received = data
    model._extra = NO_EXTRA if WebSearchParameters._keys.issuperset(data) else None
    value = data.get("engine")
    model.engine = value if value is None or type(value) is str else string(data, "engine", value)
    value = data.get("mode")
    model.mode = value if value is None or type(value) is str else string(data, "mode", value)
    value = data.get("max_results")
    model.max_results = value if value is None or type(value) is int else integer(data, "max_results", value)
    value = data.get("max_total_results")
    if value is None or type(value) is int:
        model.max_total_results = value
    else:
        model.max_total_results = integer(data, "max_total_results", value)
    value = data.get("max_uses")
    model.max_uses = value if value is None or type(value) is int else integer(data, "max_uses", value)
    value = data.get("max_characters")
    model.max_characters = value if value is None or type(value) is int else integer(data, "max_characters", value)
    value = data.get("search_context_size")
    if value is None or type(value) is str:
        model.search_context_size = value
    else:
        model.search_context_size = string(data, "search_context_size", value)
    value = data.get("allowed_domains")
    if value is None:
        model.allowed_domains = None
    else:
        model.allowed_domains = items(data, "allowed_domains", value, string)
    value = data.get("excluded_domains")
    if value is None:
        model.excluded_domains = None
    else:
        model.excluded_domains = items(data, "excluded_domains", value, string)
    value = data.get("user_location")
    if value is None:
        model.user_location = None
    elif type(value) is dict:
        model.user_location = decode_user_location(value)
    else:
        raise mismatch(data, "user_location", "an object")
    value = data.get("x_search")
    if value is None:
        model.x_search = None
    elif type(value) is dict:
        model.x_search = decode_x_search_options(value)
    else:
        raise mismatch(data, "x_search", "an object")
    return model


def encode_web_search_parameters(model: WebSearchParameters) -> dict[str, Any]:
    """The JSON object of a `WebSearchParameters`."""
    return arrange(
        model,
        {
            "engine": model.engine,
            "mode": model.mode,
            "max_results": model.max_results,
            "max_total_results": model.max_total_results,
            "max_uses": model.max_uses,
            "max_characters": model.max_characters,
            "search_context_size": model.search_context_size,
            "allowed_domains": plain(model.allowed_domains),
            "excluded_domains": plain(model.excluded_domains),
            "user_location": plain(model.user_location),
            "x_search": plain(model.x_search),
        },
    )


def decode_web_search_shorthand(data: dict[str, Any]) -> WebSearchShorthand:
    """A `WebSearchShorthand` from its JSON object."""
    model = new(WebSearchShorthand)
    model._received = data
    model._extra = NO_EXTRA if WebSearchShorthand._keys.issuperset(data) else None
    value = data.get("type")
    if value in ("web_search", "web_search_preview", "web_search_preview_2025_03_11", "web_search_2025_08_26"):
        model.type = value
    else:
        model.type = refuse(
            data,
            "type",
            'one of "web_search", "web_search_preview", "web_search_preview_2025_03_11", "web_search_2025_08_26"',
        )
    value = data.get("engine")
    model.engine = value if value is None or type(value) is str else string(data, "engine", value)
    value = data.get("mode")
    model.mode = value if value is None or type(value) is str else string(data, "mode", value)
    value = data.get("max_results")
    model.max_results = value if value is None or type(value) is int else integer(data, "max_results", value)
    value = data.get("max_total_results")
    if value is None or type(value) is int:
        model.max_total_results = value
    else:
        model.max_total_results = integer(data, "max_total_results", value)
    value = data.get("max_uses")
    model.max_uses = value if value is None or type(value) is int else integer(data, "max_uses", value)
    value = data.get("max_characters")
    model.max_characters = value if value is None or type(value) is int else integer(data, "max_characters", value)
    value = data.get("search_context_size")
    if value is None or type(value) is str:
        model.search_context_size = value
    else:
        model.search_context_size = string(data, "search_context_size", value)
    value = data.get("allowed_domains")
    if value is None:
        model.allowed_domains = None
    else:
        model.allowed_domains = items(data, "allowed_domains", value, string)
    value = data.get("excluded_domains")
    if value is None:
        model.excluded_domains = None
    else:
        model.excluded_domains = items(data, "excluded_domains", value, string)
    value = data.get("user_location")
    if value is None:
        model.user_location = None
    elif type(value) is dict:
        model.user_location = decode_user_location(value)
    else:
        raise mismatch(data, "user_location", "an object")
    value = data.get("x_search")
    if value is None:
        model.x_search = None
    elif type(value) is dict:
        model.x_search = decode_x_search_options(value)
    else:
        raise mismatch(data, "x_search", "an object")
    value = data.get("parameters")
    if value is None:
        model.parameters = None
    elif type(value) is dict:
        model.parameters = decode_web_search_parameters(value)
    else:
        raise mismatch(data, "parameters", "an object")
    return model


def encode_web_search_shorthand(model: WebSearchShorthand) -> dict[str, Any]:
    """The JSON object of a `WebSearchShorthand`."""
    return arrange(
        model,
        {
            "type": model.type,
            "engine": model.engine,
            "mode": model.mode,
            "max_results": model.max_results,
            "max_total_results": model.max_total_results,
            "max_uses": model.max_uses,
            "max_characters": model.max_characters,
            "search_context_size": model.search_context_size,
            "allowed_domains": plain(model.allowed_domains),
            "excluded_domains": plain(model.excluded_domains),
            "user_location": plain(model.user_location),
            "x_search": plain(model.x_search),
            "parameters": plain(model.parameters),
        },
    )


def decode_user_location(data: dict[str, Any]) -> UserLocation:
    """An `UserLocation` from its JSON object."""
    model = new(UserLocation)
    model._received = data
    model._extra = NO_EXTRA if UserLocation._keys.issuperset(data) else None
    value = data.get("type")
    model.type = value if value is None or type(value) is str else string(data, "type", value)
    value = data.get("city")
    model.city = value if value is None or type(value) is str else string(data, "city", value)
    value = data.get("region")
    model.region = value if value is None or type(value) is str else string(data, "region", value)
    value = data.get("country")
    model.country = value if value is None or type(value) is str else string(data, "country", value)
    value = data.get("timezone")
    model.timezone = value if value is None or type(value) is str else string(data, "timezone", value)
    return model


def encode_user_location(model: UserLocation) -> dict[str, Any]:
    """The JSON object of an `UserLocation`."""
    return arrange(
        model,
        {
            "type": model.type,
            "city": model.city,
            "region": model.region,
            "country": model.country,
            "timezone": model.timezone,
        },
    )


def decode_x_search_options(data: dict[str, Any]) -> XSearchOptions:
    """A `XSearchOptions` from its JSON object."""
    model = new(XSearchOptions)
    model._received = data
    model._extra = NO_EXTRA if XSearchOptions._keys.issuperset(data) else None
    value = data.get("allowed_x_handles")
    if value is None:
        model.allowed_x_handles = None
    else:
        model.allowed_x_handles = items(data, "allowed_x_handles", value, string)
    value = data.get("excluded_x_handles")
    if value is None:
        model.excluded_x_handles = None
    else:
        model.excluded_x_handles = items(data, "excluded_x_handles", value, string)
    value = data.get("from_date")
    model.from_date = value if value is None or type(value) is str else string(data, "from_date", value)
    value = data.get("to_date")
    model.to_date = value if value is None or type(value) is str else string(data, "to_date", value)
    value = data.get("enable_image_understanding")
    if value is None or type(value) is bool:
        model.enable_image_understanding = value
    else:
        model.enable_image_understanding = boolean(data, "enable_image_understanding", value)
    value = data.get("enable_video_understanding")
    if value is None or type(value) is bool:
        model.enable_video_understanding = value
    else:
        model.enable_video_understanding = boolean(data, "enable_video_understanding", value)
    return model


def encode_x_search_options(model: XSearchOptions) -> dict[str, Any]:
    """The JSON object of a `XSearchOptions`."""
    return arrange(
        model,
        {
            "allowed_x_handles": plain(model.allowed_x_handles),
            "excluded_x_handles": plain(model.excluded_x_handles),
            "from_date": model.from_date,
            "to_date": model.to_date,
            "enable_image_understanding": model.enable_image_understanding,
            "enable_video_understanding": model.enable_video_understanding,
        },
    )


def decode_web_fetch_tool(data: dict[str, Any]) -> WebFetchTool:
    """A `WebFetchTool` from its JSON object."""
    model = new(WebFetchTool)
    model._received = data
    model._extra = NO_EXTRA if WebFetchTool._keys.issuperset(data) else None
    if data.get("type") != "openrouter:web_fetch":
        raise mismatch(data, "type", '"openrouter:web_fetch"')
    model.type = "openrouter:web_fetch"
    value = data.get("parameters")
    if value is None:
        model.parameters = None
    elif type(value) is dict:
        model.parameters = decode_web_fetch_parameters(value)
    else:
        raise mismatch(data, "parameters", "an object")
    return model


def encode_web_fetch_tool(model: WebFetchTool) -> dict[str, Any]:
    """The JSON object of a `WebFetchTool`."""
    return arrange(
        model,
        {
            "type": model.type,
            "parameters": plain(model.parameters),
        },
    )


def decode_web_fetch_parameters(data: dict[str, Any]) -> WebFetchParameters:
    """A `WebFetchParameters` from its JSON object."""
    model = new(WebFetchParameters)
    model._received = data
    model._extra = NO_EXTRA if WebFetchParameters._keys.issuperset(data) else None
    value = data.get("engine")
    model.engine = value if value is None or type(value) is str else string(data, "engine", value)
    value = data.get("max_uses")
    model.max_uses = value if value is None or type(value) is int else integer(data, "max_uses", value)
    value = data.get("max_content_tokens")
    if value is None or type(value) is int:
        model.max_content_tokens = value
    else:
        model.max_content_tokens = integer(data, "max_content_tokens", value)
    value = data.get("allowed_domains")
    if value is None:
        model.allowed_domains = None
    else:
        model.allowed_domains = items(data, "allowed_domains", value, string)
    value = data.get("blocked_domains")
    if value is None:
        model.blocked_domains = None
    else:
        model.blocked_domains = items(data, "blocked_domains", value, string)
    return model


def encode_web_fetch_parameters(model: WebFetchParameters) -> dict[str, Any]:
    """The JSON object of a `WebFetchParameters`."""
    return arrange(
        model,
        {
            "engine": model.engine,
            "max_uses": model.max_uses,
            "max_content_tokens": model.max_content_tokens,
            "allowed_domains": plain(model.allowed_domains),
            "blocked_domains": plain(model.blocked_domains),
        },
    )


def decode_datetime_tool(data: dict[str, Any]) -> DatetimeTool:
    """A `DatetimeTool` from its JSON object."""
    model = new(DatetimeTool)
    model._received = data
    model._extra = NO_EXTRA if DatetimeTool._keys.issuperset(data) else None
    if data.get("type") != "openrouter:datetime":
        raise mismatch(data, "type", '"openrouter:datetime"')
    model.type = "openrouter:datetime"
    value = data.get("parameters")
    if value is None:
        model.parameters = None
    elif type(value) is dict:
        model.parameters = decode_datetime_parameters(value)
    else:
        raise mismatch(data, "parameters", "an object")
    return model


def encode_datetime_tool(model: DatetimeTool) -> dict[str, Any]:
    """The JSON object of a `DatetimeTool`."""
    return arrange(
        model,
        {
            "type": model.type,
            "parameters": plain(model.parameters),
        },
    )


def decode_datetime_parameters(data: dict[str, Any]) -> DatetimeParameters:
    """A `DatetimeParameters` from its JSON object."""
    model = new(DatetimeParameters)
    model._received = data
    model._extra = NO_EXTRA if DatetimeParameters._keys.issuperset(data) else None
    value = data.get("timezone")
    model.timezone = value if value is None or type(value) is str else string(data, "timezone", value)
    return model


def encode_datetime_parameters(model: DatetimeParameters) -> dict[str, Any]:
    """The JSON object of a `DatetimeParameters`."""
    return arrange(
        model,
        {
            "timezone": model.timezone,
        },
    )


def decode_image_generation_tool(data: dict[str, Any]) -> ImageGenerationTool:
    """An `ImageGenerationTool` from its JSON object."""
    model = new(ImageGenerationTool)
    model._received = data
    model._extra = NO_EXTRA if ImageGenerationTool._keys.issuperset(data) else None
    if data.get("type") != "openrouter:image_generation":
        raise mismatch(data, "type", '"openrouter:image_generation"')
    model.type = "openrouter:image_generation"
    value = data.get("parameters")
    if value is None:
        model.parameters = None
    elif type(value) is dict:
        model.parameters = decode_image_generation_parameters(value)
    else:
        raise mismatch(data, "parameters", "an object")
    return model


def encode_image_generation_tool(model: ImageGenerationTool) -> dict[str, Any]:
    """The JSON object of an `ImageGenerationTool`."""
    return arrange(
        model,
        {
            "type": model.type,
            "parameters": plain(model.parameters),
        },
    )


def decode_image_generation_parameters(data: dict[str, Any]) -> ImageGenerationParameters:
    """An `ImageGenerationParameters` from its JSON object."""
    model = new(ImageGenerationParameters)
    model._received = data
    model._extra = NO_EXTRA if ImageGenerationParameters._keys.issuperset(data) else None
    value = data.get("model")
    model.model = value if value is None or type(value) is str else string(data, "model", value)
    return model


def encode_image_generation_parameters(model: ImageGenerationParameters) -> dict[str, Any]:
    """The JSON object of an `ImageGenerationParameters`."""
    return arrange(
        model,
        {
            "model": model.model,
        },
    )


def decode_fusion_tool(data: dict[str, Any]) -> FusionTool:
    """A `FusionTool` from its JSON object."""
    model = new(FusionTool)
    model._received = data
    model._extra = NO_EXTRA if FusionTool._keys.issuperset(data) else None
    if data.get("type") != "openrouter:fusion":
        raise mismatch(data, "type", '"openrouter:fusion"')
    model.type = "openrouter:fusion"
    value = data.get("parameters")
    if value is None:
        model.parameters = None
    elif type(value) is dict:
        model.parameters = decode_fusion_parameters(value)
    else:
        raise mismatch(data, "parameters", "an object")
    return model


def encode_fusion_tool(model: FusionTool) -> dict[str, Any]:
    """The JSON object of a `FusionTool`."""
    return arrange(
        model,
        {
            "type": model.type,
            "parameters": plain(model.parameters),
        },
    )


def decode_fusion_parameters(data: dict[str, Any]) -> FusionParameters:
    """A `FusionParameters` from its JSON object."""
    model = new(FusionParameters)
    model._received = data
    model._extra = NO_EXTRA if FusionParameters._keys.issuperset(data) else None
    value = data.get("analysis_models")
    if value is None:
        model.analysis_models = None
    else:
        model.analysis_models = items(data, "analysis_models", value, string)
    value = data.get("model")
    model.model = value if value is None or type(value) is str else string(data, "model", value)
    value = data.get("max_tool_calls")
    model.max_tool_calls = value if value is None or type(value) is int else integer(data, "max_tool_calls", value)
    value = data.get("max_completion_tokens")
    if value is None or type(value) is int:
        model.max_completion_tokens = value
    else:
        model.max_completion_tokens = integer(data, "max_completion_tokens", value)
    value = data.get("reasoning")
    if value is None:
        model.reasoning = None
    elif type(value) is dict:
        model.reasoning = decode_tool_reasoning(value)
    else:
        raise mismatch(data, "reasoning", "an object")
    value = data.get("temperature")
    if value is None or type(value) is float or type(value) is int:
        model.temperature = value
    else:
        model.temperature = number(data, "temperature", value)
    value = data.get("tools")
    if value is None:
        model.tools = None
    elif type(value) is list:
        model.tools = tools_found = []
        for item in value:
            if type(item) is not dict:
                refuse_item(value, item, "an object")
            tools_found.append(decode_tool(item))
    else:
        raise mismatch(data, "tools", "an array")
    value = data.get("cache_control")
    if value is None:
        model.cache_control = None
    elif type(value) is dict:
        from .cache import decode_cache_control
        model.cache_control = decode_cache_control(value)
    else:
        raise mismatch(data, "cache_control", "an object")
    return model


def encode_fusion_parameters(model: FusionParameters) -> dict[str, Any]:
    """The JSON object of a `FusionParameters`."""
    return arrange(
        model,
        {
            "analysis_models": plain(model.analysis_models),
            "model": model.model,
            "max_tool_calls": model.max_tool_calls,
            "max_completion_tokens": model.max_completion_tokens,
            "reasoning": plain(model.reasoning),
            "temperature": model.temperature,
            "tools": plain(model.tools),
            "cache_control": plain(model.cache_control),
        },
    )


def decode_tool_reasoning(data: dict[str, Any]) -> ToolReasoning:
    """A `ToolReasoning` from its JSON object."""
    model = new(ToolReasoning)
    model._received = data
    model._extra = NO_EXTRA if ToolReasoning._keys.issuperset(data) else None
    value = data.get("effort")
    model.effort = value if value is None or type(value) is str else string(data, "effort", value)
    value = data.get("max_tokens")
    model.max_tokens = value if value is None or type(value) is int else integer(data, "max_tokens", value)
    return model


def encode_tool_reasoning(model: ToolReasoning) -> dict[str, Any]:
    """The JSON object of a `ToolReasoning`."""
    return arrange(
        model,
        {
            "effort": model.effort,
            "max_tokens": model.max_tokens,
        },
    )


def decode_advisor_tool(data: dict[str, Any]) -> AdvisorTool:
    """An `AdvisorTool` from its JSON object."""
    model = new(AdvisorTool)
    model._received = data
    model._extra = NO_EXTRA if AdvisorTool._keys.issuperset(data) else None
    if data.get("type") != "openrouter:advisor":
        raise mismatch(data, "type", '"openrouter:advisor"')
    model.type = "openrouter:advisor"
    value = data.get("parameters")
    if value is None:
        model.parameters = None
    elif type(value) is dict:
        model.parameters = decode_advisor_parameters(value)
    else:
        raise mismatch(data, "parameters", "an object")
    return model


def encode_advisor_tool(model: AdvisorTool) -> dict[str, Any]:
    """The JSON object of an `AdvisorTool`."""
    return arrange(
        model,
        {
            "type": model.type,
            "parameters": plain(model.parameters),
        },
    )


def decode_advisor_parameters(data: dict[str, Any]) -> AdvisorParameters:
    """An `AdvisorParameters` from its JSON object."""
    model = new(AdvisorParameters)
    model._received = data
    model._extra = NO_EXTRA if AdvisorParameters._keys.issuperset(data) else None
    value = data.get("name")
    model.name = value if value is None or type(value) is str else string(data, "name", value)
    value = data.get("model")
    model.model = value if value is None or type(value) is str else string(data, "model", value)
    value = data.get("instructions")
    model.instructions = value if value is None or type(value) is str else string(data, "instructions", value)
    value = data.get("forward_transcript")
    if value is None or type(value) is bool:
        model.forward_transcript = value
    else:
        model.forward_transcript = boolean(data, "forward_transcript", value)
    value = data.get("max_completion_tokens")
    if value is None or type(value) is int:
        model.max_completion_tokens = value
    else:
        model.max_completion_tokens = integer(data, "max_completion_tokens", value)
    value = data.get("reasoning")
    if value is None:
        model.reasoning = None
    elif type(value) is dict:
        model.reasoning = decode_tool_reasoning(value)
    else:
        raise mismatch(data, "reasoning", "an object")
    value = data.get("temperature")
    if value is None or type(value) is float or type(value) is int:
        model.temperature = value
    else:
        model.temperature = number(data, "temperature", value)
    value = data.get("stream")
    model.stream = value if value is None or type(value) is bool else boolean(data, "stream", value)
    return model


def encode_advisor_parameters(model: AdvisorParameters) -> dict[str, Any]:
    """The JSON object of an `AdvisorParameters`."""
    return arrange(
        model,
        {
            "name": model.name,
            "model": model.model,
            "instructions": model.instructions,
            "forward_transcript": model.forward_transcript,
            "max_completion_tokens": model.max_completion_tokens,
            "reasoning": plain(model.reasoning),
            "temperature": model.temperature,
            "stream": model.stream,
        },
    )


def decode_subagent_tool(data: dict[str, Any]) -> SubagentTool:
    """A `SubagentTool` from its JSON object."""
    model = new(SubagentTool)
    model._received = data
    model._extra = NO_EXTRA if SubagentTool._keys.issuperset(data) else None
    if data.get("type") != "openrouter:subagent":
        raise mismatch(data, "type", '"openrouter:subagent"')
    model.type = "openrouter:subagent"
    value = data.get("parameters")
    if value is None:
        model.parameters = None
    elif type(value) is dict:
        model.parameters = decode_subagent_parameters(value)
    else:
        raise mismatch(data, "parameters", "an object")
    return model


def encode_subagent_tool(model: SubagentTool) -> dict[str, Any]:
    """The JSON object of a `SubagentTool`."""
    return arrange(
        model,
        {
            "type": model.type,
            "parameters": plain(model.parameters),
        },
    )


def decode_subagent_parameters(data: dict[str, Any]) -> SubagentParameters:
    """A `SubagentParameters` from its JSON object."""
    model = new(SubagentParameters)
    model._received = data
    model._extra = NO_EXTRA if SubagentParameters._keys.issuperset(data) else None
    value = data.get("name")
    model.name = value if value is None or type(value) is str else string(data, "name", value)
    value = data.get("model")
    model.model = value if value is None or type(value) is str else string(data, "model", value)
    value = data.get("instructions")
    model.instructions = value if value is None or type(value) is str else string(data, "instructions", value)
    value = data.get("tools")
    if value is None:
        model.tools = None
    elif type(value) is list:
        model.tools = tools_found = []
        for item in value:
            if type(item) is not dict:
                refuse_item(value, item, "an object")
            tools_found.append(decode_tool(item))
    else:
        raise mismatch(data, "tools", "an array")
    value = data.get("max_tool_calls")
    model.max_tool_calls = value if value is None or type(value) is int else integer(data, "max_tool_calls", value)
    value = data.get("max_completion_tokens")
    if value is None or type(value) is int:
        model.max_completion_tokens = value
    else:
        model.max_completion_tokens = integer(data, "max_completion_tokens", value)
    value = data.get("reasoning")
    if value is None:
        model.reasoning = None
    elif type(value) is dict:
        model.reasoning = decode_tool_reasoning(value)
    else:
        raise mismatch(data, "reasoning", "an object")
    value = data.get("temperature")
    if value is None or type(value) is float or type(value) is int:
        model.temperature = value
    else:
        model.temperature = number(data, "temperature", value)
    value = data.get("inherit_functions")
    if value is None or type(value) is bool:
        model.inherit_functions = value
    else:
        model.inherit_functions = boolean(data, "inherit_functions", value)
    value = data.get("inherited_function_names")
    if value is None:
        model.inherited_function_names = None
    else:
        model.inherited_function_names = items(data, "inherited_function_names", value, string)
    return model


def encode_subagent_parameters(model: SubagentParameters) -> dict[str, Any]:
    """The JSON object of a `SubagentParameters`."""
    return arrange(
        model,
        {
            "name": model.name,
            "model": model.model,
            "instructions": model.instructions,
            "tools": plain(model.tools),
            "max_tool_calls": model.max_tool_calls,
            "max_completion_tokens": model.max_completion_tokens,
            "reasoning": plain(model.reasoning),
            "temperature": model.temperature,
            "inherit_functions": model.inherit_functions,
            "inherited_function_names": plain(model.inherited_function_names),
        },
    )


def decode_bash_tool(data: dict[str, Any]) -> BashTool:
    """A `BashTool` from its JSON object."""
    model = new(BashTool)
    model._received = data
    model._extra = NO_EXTRA if BashTool._keys.issuperset(data) else None
    if data.get("type") != "openrouter:bash":
        raise mismatch(data, "type", '"openrouter:bash"')
    model.type = "openrouter:bash"
    value = data.get("parameters")
    if value is None:
        model.parameters = None
    elif type(value) is dict:
        model.parameters = decode_bash_parameters(value)
    else:
        raise mismatch(data, "parameters", "an object")
    return model


def encode_bash_tool(model: BashTool) -> dict[str, Any]:
    """The JSON object of a `BashTool`."""
    return arrange(
        model,
        {
            "type": model.type,
            "parameters": plain(model.parameters),
        },
    )


def decode_bash_parameters(data: dict[str, Any]) -> BashParameters:
    """A `BashParameters` from its JSON object."""
    model = new(BashParameters)
    model._received = data
    model._extra = NO_EXTRA if BashParameters._keys.issuperset(data) else None
    value = data.get("engine")
    model.engine = value if value is None or type(value) is str else string(data, "engine", value)
    value = data.get("environment")
    if value is None:
        model.environment = None
    elif type(value) is dict:
        model.environment = decode_shell_environment(value)
    else:
        raise mismatch(data, "environment", "an object")
    value = data.get("sleep_after_seconds")
    if value is None or type(value) is int:
        model.sleep_after_seconds = value
    else:
        model.sleep_after_seconds = integer(data, "sleep_after_seconds", value)
    return model


def encode_bash_parameters(model: BashParameters) -> dict[str, Any]:
    """The JSON object of a `BashParameters`."""
    return arrange(
        model,
        {
            "engine": model.engine,
            "environment": plain(model.environment),
            "sleep_after_seconds": model.sleep_after_seconds,
        },
    )


def decode_shell_environment(data: dict[str, Any]) -> ShellEnvironment:
    """A `ShellEnvironment` from its JSON object, told by its `type`."""
    tag = data.get("type")
    if type(tag) is str and tag in _SHELL_ENVIRONMENT:
        return _SHELL_ENVIRONMENT[tag](data)
    return decode_unknown_shell_environment(data)


def decode_auto_container(data: dict[str, Any]) -> AutoContainer:
    """An `AutoContainer` from its JSON object."""
    model = new(AutoContainer)
    model._received = data
    model._extra = NO_EXTRA if AutoContainer._keys.issuperset(data) else None
    if data.get("type") != "container_auto":
        raise mismatch(data, "type", '"container_auto"')
    model.type = "container_auto"
    value = data.get("file_ids")
    if value is None:
        model.file_ids = None
    else:
        model.file_ids = items(data, "file_ids", value, string)
    value = data.get("network_policy")
    if value is None:
        model.network_policy = None
    elif type(value) is dict:
        model.network_policy = decode_network_policy(value)
    else:
        raise mismatch(data, "network_policy", "an object")
    return model


def encode_auto_container(model: AutoContainer) -> dict[str, Any]:
    """The JSON object of an `AutoContainer`."""
    return arrange(
        model,
        {
            "type": model.type,
            "file_ids": plain(model.file_ids),
            "network_policy": plain(model.network_policy),
        },
    )


def decode_container_reference(data: dict[str, Any]) -> ContainerReference:
    """A `ContainerReference` from its JSON object."""
    model = new(ContainerReference)
    model._received = data
    model._extra = NO_EXTRA if ContainerReference._keys.issuperset(data) else None
    if data.get("type") != "container_reference":
        raise mismatch(data, "type", '"container_reference"')
    model.type = "container_reference"
    value = data.get("container_id")
    model.container_id = value if type(value) is str else string(data, "container_id", value)
    value = data.get("file_ids")
    if value is None:
        model.file_ids = None
    else:
        model.file_ids = items(data, "file_ids", value, string)
    value = data.get("network_policy")
    if value is None:
        model.network_policy = None
    elif type(value) is dict:
        model.network_policy = decode_network_policy(value)
    else:
        raise mismatch(data, "network_policy", "an object")
    return model


def encode_container_reference(model: ContainerReference) -> dict[str, Any]:
    """The JSON object of a `ContainerReference`."""
    return arrange(
        model,
        {
            "type": model.type,
            "container_id": model.container_id,
            "file_ids": plain(model.file_ids),
            "network_policy": plain(model.network_policy),
        },
    )


def decode_unknown_shell_environment(data: dict[str, Any]) -> UnknownShellEnvironment:
    """An `UnknownShellEnvironment` from its JSON object."""
    model = new(UnknownShellEnvironment)
    model._received = data
    model._extra = NO_EXTRA if UnknownShellEnvironment._keys.issuperset(data) else None
    value = data.get("type")
    model.type = value if value is None or type(value) is str else string(data, "type", value)
    return model


def encode_unknown_shell_environment(model: UnknownShellEnvironment) -> dict[str, Any]:
    """The JSON object of an `UnknownShellEnvironment`."""
    return arrange(
        model,
        {
            "type": model.type,
        },
    )


def decode_network_policy(data: dict[str, Any]) -> NetworkPolicy:
    """A `NetworkPolicy` from its JSON object, told by its `type`."""
    tag = data.get("type")
    if type(tag) is str and tag in _NETWORK_POLICY:
        return _NETWORK_POLICY[tag](data)
    return decode_unknown_network_policy(data)


def decode_network_disabled(data: dict[str, Any]) -> NetworkDisabled:
    """A `NetworkDisabled` from its JSON object."""
    model = new(NetworkDisabled)
    model._received = data
    model._extra = NO_EXTRA if NetworkDisabled._keys.issuperset(data) else None
    if data.get("type") != "disabled":
        raise mismatch(data, "type", '"disabled"')
    model.type = "disabled"
    return model


def encode_network_disabled(model: NetworkDisabled) -> dict[str, Any]:
    """The JSON object of a `NetworkDisabled`."""
    return arrange(
        model,
        {
            "type": model.type,
        },
    )


def decode_network_allowlist(data: dict[str, Any]) -> NetworkAllowlist:
    """A `NetworkAllowlist` from its JSON object."""
    model = new(NetworkAllowlist)
    model._received = data
    model._extra = NO_EXTRA if NetworkAllowlist._keys.issuperset(data) else None
    if data.get("type") != "allowlist":
        raise mismatch(data, "type", '"allowlist"')
    model.type = "allowlist"
    value = data.get("allowed_domains")
    model.allowed_domains = items(data, "allowed_domains", value, string)
    return model


def encode_network_allowlist(model: NetworkAllowlist) -> dict[str, Any]:
    """The JSON object of a `NetworkAllowlist`."""
    return arrange(
        model,
        {
            "type": model.type,
            "allowed_domains": plain(model.allowed_domains),
        },
    )


def decode_unknown_network_policy(data: dict[str, Any]) -> UnknownNetworkPolicy:
    """An `UnknownNetworkPolicy` from its JSON object."""
    model = new(UnknownNetworkPolicy)
    model._received = data
    model._extra = NO_EXTRA if UnknownNetworkPolicy._keys.issuperset(data) else None
    value = data.get("type")
    model.type = value if value is None or type(value) is str else string(data, "type", value)
    return model


def encode_unknown_network_policy(model: UnknownNetworkPolicy) -> dict[str, Any]:
    """The JSON object of an `UnknownNetworkPolicy`."""
    return arrange(
        model,
        {
            "type": model.type,
        },
    )


def decode_files_tool(data: dict[str, Any]) -> FilesTool:
    """A `FilesTool` from its JSON object."""
    model = new(FilesTool)
    model._received = data
    model._extra = NO_EXTRA if FilesTool._keys.issuperset(data) else None
    if data.get("type") != "openrouter:files":
        raise mismatch(data, "type", '"openrouter:files"')
    model.type = "openrouter:files"
    value = data.get("parameters")
    model.parameters = value if value is None or type(value) is dict else refuse(data, "parameters", "an object")
    return model


def encode_files_tool(model: FilesTool) -> dict[str, Any]:
    """The JSON object of a `FilesTool`."""
    return arrange(
        model,
        {
            "type": model.type,
            "parameters": plain(model.parameters),
        },
    )


def decode_search_models_tool(data: dict[str, Any]) -> SearchModelsTool:
    """A `SearchModelsTool` from its JSON object."""
    model = new(SearchModelsTool)
    model._received = data
    model._extra = NO_EXTRA if SearchModelsTool._keys.issuperset(data) else None
    if data.get("type") != "openrouter:experimental__search_models":
        raise mismatch(data, "type", '"openrouter:experimental__search_models"')
    model.type = "openrouter:experimental__search_models"
    value = data.get("parameters")
    if value is None:
        model.parameters = None
    elif type(value) is dict:
        model.parameters = decode_search_models_parameters(value)
    else:
        raise mismatch(data, "parameters", "an object")
    return model


def encode_search_models_tool(model: SearchModelsTool) -> dict[str, Any]:
    """The JSON object of a `SearchModelsTool`."""
    return arrange(
        model,
        {
            "type": model.type,
            "parameters": plain(model.parameters),
        },
    )


def decode_search_models_parameters(data: dict[str, Any]) -> SearchModelsParameters:
    """A `SearchModelsParameters` from its JSON object."""
    model = new(SearchModelsParameters)
    model._received = data
    model._extra = NO_EXTRA if SearchModelsParameters._keys.issuperset(data) else None
    value = data.get("max_results")
    model.max_results = value if value is None or type(value) is int else integer(data, "max_results", value)
    return model


def encode_search_models_parameters(model: SearchModelsParameters) -> dict[str, Any]:
    """The JSON object of a `SearchModelsParameters`."""
    return arrange(
        model,
        {
            "max_results": model.max_results,
        },
    )


def decode_unknown_tool(data: dict[str, Any]) -> UnknownTool:
    """An `UnknownTool` from its JSON object."""
    model = new(UnknownTool)
    model._received = data
    model._extra = NO_EXTRA if UnknownTool._keys.issuperset(data) else None
    value = data.get("type")
    model.type = value if value is None or type(value) is str else string(data, "type", value)
    value = data.get("parameters")
    model.parameters = value if value is None or type(value) is dict else refuse(data, "parameters", "an object")
    return model


def encode_unknown_tool(model: UnknownTool) -> dict[str, Any]:
    """The JSON object of an `UnknownTool`."""
    return arrange(
        model,
        {
            "type": model.type,
            "parameters": plain(model.parameters),
        },
    )


def read_tool_choice(holder: Any, key: str | int, value: Any) -> ToolChoice:
    """A `ToolChoice` from its JSON value."""
    if type(value) is str:
        return value
    if type(value) is dict:
        return decode_tool_choice_target(value)
    raise mismatch(holder, key, "a string or an object")


def decode_tool_choice_target(data: dict[str, Any]) -> ToolChoiceTarget:
    """A `ToolChoiceTarget` from its JSON object, told by its `type`."""
    tag = data.get("type")
    if type(tag) is str and tag in _TOOL_CHOICE_TARGET:
        return _TOOL_CHOICE_TARGET[tag](data)
    return decode_server_tool_choice(data)


def decode_function_choice(data: dict[str, Any]) -> FunctionChoice:
    """A `FunctionChoice` from its JSON object."""
    model = new(FunctionChoice)
    model._received = data
    model._extra = NO_EXTRA if FunctionChoice._keys.issuperset(data) else None
    if data.get("type") != "function":
        raise mismatch(data, "type", '"function"')
    model.type = "function"
    value = data.get("function")
    if type(value) is dict:
        model.function = decode_function_name(value)
    else:
        raise mismatch(data, "function", "an object")
    return model


def encode_function_choice(model: FunctionChoice) -> dict[str, Any]:
    """The JSON object of a `FunctionChoice`."""
    return arrange(
        model,
        {
            "type": model.type,
            "function": plain(model.function),
        },
    )


def decode_function_name(data: dict[str, Any]) -> FunctionName:
    """A `FunctionName` from its JSON object."""
    model = new(FunctionName)
    model._received = data
    model._extra = NO_EXTRA if FunctionName._keys.issuperset(data) else None
    value = data.get("name")
    model.name = value if type(value) is str else string(data, "name", value)
    return model


def encode_function_name(model: FunctionName) -> dict[str, Any]:
    """The JSON object of a `FunctionName`."""
    return arrange(
        model,
        {
            "name": model.name,
        },
    )


def decode_server_tool_choice(data: dict[str, Any]) -> ServerToolChoice:
    """A `ServerToolChoice` from its JSON object."""
    model = new(ServerToolChoice)
    model._received = data
    model._extra = NO_EXTRA if ServerToolChoice._keys.issuperset(data) else None
    value = data.get("type")
    model.type = value if value is None or type(value) is str else string(data, "type", value)
    return model


def encode_server_tool_choice(model: ServerToolChoice) -> dict[str, Any]:
    """The JSON object of a `ServerToolChoice`."""
    return arrange(
        model,
        {
            "type": model.type,
        },
    )


_TOOL: dict[str, Callable[[dict[str, Any]], Tool]] = {
    "function": decode_function_tool,
    "openrouter:web_search": decode_web_search_tool,
    "web_search": decode_web_search_shorthand,
    "web_search_preview": decode_web_search_shorthand,
    "web_search_preview_2025_03_11": decode_web_search_shorthand,
    "web_search_2025_08_26": decode_web_search_shorthand,
    "openrouter:web_fetch": decode_web_fetch_tool,
    "openrouter:datetime": decode_datetime_tool,
    "openrouter:image_generation": decode_image_generation_tool,
    "openrouter:fusion": decode_fusion_tool,
    "openrouter:advisor": decode_advisor_tool,
    "openrouter:subagent": decode_subagent_tool,
    "openrouter:bash": decode_bash_tool,
    "openrouter:files": decode_files_tool,
    "openrouter:experimental__search_models": decode_search_models_tool,
}


_SHELL_ENVIRONMENT: dict[str, Callable[[dict[str, Any]], ShellEnvironment]] = {
    "container_auto": decode_auto_container,
    "container_reference": decode_container_reference,
}


_NETWORK_POLICY: dict[str, Callable[[dict[str, Any]], NetworkPolicy]] = {
    "disabled": decode_network_disabled,
    "allowlist": decode_network_allowlist,
}


_TOOL_CHOICE_TARGET: dict[str, Callable[[dict[str, Any]], ToolChoiceTarget]] = {
    "function": decode_function_choice,
}


bind(FunctionTool, decode_function_tool, encode_function_tool)
bind(
    FunctionDefinition,
    decode_function_definition,
    encode_function_definition,
    bounds={"name": Bounds(max_length=64)},
)
bind(WebSearchTool, decode_web_search_tool, encode_web_search_tool)
bind(WebSearchParameters, decode_web_search_parameters, encode_web_search_parameters)
bind(WebSearchShorthand, decode_web_search_shorthand, encode_web_search_shorthand)
bind(UserLocation, decode_user_location, encode_user_location)
bind(XSearchOptions, decode_x_search_options, encode_x_search_options)
bind(WebFetchTool, decode_web_fetch_tool, encode_web_fetch_tool)
bind(WebFetchParameters, decode_web_fetch_parameters, encode_web_fetch_parameters)
bind(DatetimeTool, decode_datetime_tool, encode_datetime_tool)
bind(DatetimeParameters, decode_datetime_parameters, encode_datetime_parameters)
bind(ImageGenerationTool, decode_image_generation_tool, encode_image_generation_tool)
bind(ImageGenerationParameters, decode_image_generation_parameters, encode_image_generation_parameters)
bind(FusionTool, decode_fusion_tool, encode_fusion_tool)
bind(
    FusionParameters,
    decode_fusion_parameters,
    encode_fusion_parameters,
    bounds={
        "analysis_models": Bounds(min_items=1, max_items=8),
        "max_tool_calls": Bounds(minimum=1, maximum=16),
        "tools": Bounds(max_items=8),
    },
)
bind(ToolReasoning, decode_tool_reasoning, encode_tool_reasoning)
bind(AdvisorTool, decode_advisor_tool, encode_advisor_tool)
bind(
    AdvisorParameters,
    decode_advisor_parameters,
    encode_advisor_parameters,
    bounds={"name": Bounds(min_length=1, max_length=64, pattern="^[a-zA-Z0-9 _-]+$")},
)
bind(SubagentTool, decode_subagent_tool, encode_subagent_tool)
bind(
    SubagentParameters,
    decode_subagent_parameters,
    encode_subagent_parameters,
    bounds={
        "name": Bounds(min_length=1, max_length=64, pattern="^[a-zA-Z0-9 _-]+$"),
        "max_tool_calls": Bounds(minimum=1, maximum=25),
        "inherited_function_names": Bounds(each=Bounds(min_length=1)),
    },
)
bind(BashTool, decode_bash_tool, encode_bash_tool)
bind(BashParameters, decode_bash_parameters, encode_bash_parameters)
bind(AutoContainer, decode_auto_container, encode_auto_container)
bind(
    ContainerReference,
    decode_container_reference,
    encode_container_reference,
    bounds={"container_id": Bounds(min_length=1, max_length=20, pattern="^[\\w-]+$")},
)
bind(UnknownShellEnvironment, decode_unknown_shell_environment, encode_unknown_shell_environment)
bind(NetworkDisabled, decode_network_disabled, encode_network_disabled)
bind(NetworkAllowlist, decode_network_allowlist, encode_network_allowlist)
bind(UnknownNetworkPolicy, decode_unknown_network_policy, encode_unknown_network_policy)
bind(FilesTool, decode_files_tool, encode_files_tool)
bind(SearchModelsTool, decode_search_models_tool, encode_search_models_tool)
bind(SearchModelsParameters, decode_search_models_parameters, encode_search_models_parameters)
bind(UnknownTool, decode_unknown_tool, encode_unknown_tool)
bind(FunctionChoice, decode_function_choice, encode_function_choice)
bind(FunctionName, decode_function_name, encode_function_name)
bind(ServerToolChoice, decode_server_tool_choice, encode_server_tool_choice)
