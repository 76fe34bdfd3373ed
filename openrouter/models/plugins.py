# Generated from schemas/plugins.json by `python -m codegen`. Edit the schema, not this file.
"""Plugins that work on a request or its answer."""

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
    refuse_item,
    string,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from .tools import SearchEngine, SearchMode, Tool, UserLocation, XSearchOptions


@define(kw_only=True, eq=False, repr=False)
class WebPlugin(Model):
    """Searches the web before the model answers; the web search tool is the newer way."""

    id: Literal["web"] = "web"
    """Marks the web search."""

    enabled: bool | None = None
    """Whether the plugin is used, true by default."""

    engine: SearchEngine | None = None
    """Search engine."""

    mode: SearchMode | None = None
    """How thoroughly the engine searches."""

    max_results: int | None = None
    """Most results of a search, 5 by default."""

    max_uses: int | None = None
    """Most searches in a turn, at providers that can search themselves."""

    search_prompt: str | None = None
    """Text that introduces the results to the model."""

    include_domains: list[str] | None = None
    """The only domains to search, by name or pattern, with path if need be."""

    exclude_domains: list[str] | None = None
    """Domains to leave out, by name or pattern, with path if need be."""

    user_location: UserLocation | None = None
    """Where the user roughly is."""

    x_search: XSearchOptions | None = None
    """Limits of a search on X."""


@define(kw_only=True, eq=False, repr=False)
class WebFetchPlugin(Model):
    """Fetches pages that the prompt names."""

    id: Literal["web-fetch"] = "web-fetch"
    """Marks the fetching of pages."""

    max_uses: int | None = None
    """Most pages in a request."""

    max_content_tokens: int | None = None
    """About how many tokens of a page are kept."""

    allowed_domains: list[str] | None = None
    """The only domains to fetch from."""

    blocked_domains: list[str] | None = None
    """Domains never to fetch from."""


@define(kw_only=True, eq=False, repr=False)
class FileParserPlugin(Model):
    """Reads documents for models that cannot."""

    id: Literal["file-parser"] = "file-parser"
    """Marks the reading of documents."""

    enabled: bool | None = None
    """Whether the plugin is used, true by default."""

    pdf: PdfOptions | None = None
    """How PDF is read."""


@define(kw_only=True, eq=False, repr=False)
class PdfOptions(Model):
    """How PDF is read."""

    engine: Literal["mistral-ocr", "native", "cloudflare-ai", "pdf-text"] | str | None = None
    """What reads it; pdf-text is an old name of cloudflare-ai."""


@define(kw_only=True, eq=False, repr=False)
class ResponseHealingPlugin(Model):
    """Repairs broken JSON in answers that are not streamed."""

    id: Literal["response-healing"] = "response-healing"
    """Marks the repair of answers."""

    enabled: bool | None = None
    """Whether the plugin is used, true by default."""


@define(kw_only=True, eq=False, repr=False)
class ContextCompressionPlugin(Model):
    """Shortens prompts that are too long for the model."""

    id: Literal["context-compression"] = "context-compression"
    """Marks the shortening of prompts."""

    enabled: bool | None = None
    """Whether the plugin is used, true by default."""

    engine: Literal["middle-out"] | str | None = None
    """How they are shortened: middle-out, which takes from the middle."""


@define(kw_only=True, eq=False, repr=False)
class ModerationPlugin(Model):
    """Examines the prompt before it is passed on."""

    id: Literal["moderation"] = "moderation"
    """Marks the moderation."""


CostTier: TypeAlias = Literal["low", "medium", "high", "xhigh", "max"] | str
"""Price class of models, each a fifth of the range."""


@define(kw_only=True, eq=False, repr=False)
class AutoRouterPlugin(Model):
    """Settings of the automatic choice of a model."""

    id: Literal["auto-router"] = "auto-router"
    """Marks the router."""

    enabled: bool | None = None
    """Whether the plugin is used, true by default."""

    allowed_models: list[str] | None = None
    """Models to choose from, by slug or pattern, up to 1024."""

    excluded_models: list[str] | None = None
    """Models to leave out, by slug or pattern, up to 1024."""

    cost_tier: CostTier | None = None
    """Price class to choose from."""

    cost_quality_tradeoff: int | None = None
    """From 0 for the best to 10 for the cheapest, 9 by default; cost_tier goes before it. Deprecated."""

    pin_model: bool | None = None
    """Whether later turns stay with the model of the last answer, false by default."""


@define(kw_only=True, eq=False, repr=False)
class AutoBetaRouterPlugin(Model):
    """Settings of the automatic choice of a model that is being tried out."""

    id: Literal["auto-beta-router"] = "auto-beta-router"
    """Marks the router."""

    enabled: bool | None = None
    """Whether the plugin is used, true by default."""

    allowed_models: list[str] | None = None
    """Models to choose from, by slug or pattern, up to 1024."""

    excluded_models: list[str] | None = None
    """Models to leave out, by slug or pattern, up to 1024."""

    cost_tier: CostTier | None = None
    """Price class to choose from."""

    cost_quality_tradeoff: int | None = None
    """From 0 for the best to 10 for the cheapest, 9 by default; cost_tier goes before it. Deprecated."""


@define(kw_only=True, eq=False, repr=False)
class ParetoRouterPlugin(Model):
    """Settings of the choice among models that are best for their price."""

    id: Literal["pareto-router"] = "pareto-router"
    """Marks the router."""

    enabled: bool | None = None
    """Whether the plugin is used, true by default."""

    min_coding_score: float | None = None
    """Lowest score at coding, from 0 to 1."""

    max_price: float | None = None
    """Highest price of a million tokens of the prompt, in US dollars; replaces min_coding_score."""

    price_source: Literal["prompt", "weighted_avg"] | str | None = None
    """Whether the listed or the actual average price counts, prompt by default."""


@define(kw_only=True, eq=False, repr=False)
class JevRouterPlugin(Model):
    """Settings of the Jev router."""

    id: Literal["jev-router"] = "jev-router"
    """Marks the router."""

    models: list[str] | None = None
    """Models to choose from, by slug or pattern, up to 1024."""

    allowed_models: list[str] | None = None
    """More models to choose from, under the name that other routers use."""

    excluded_models: list[str] | None = None
    """Models to leave out, by slug or pattern, up to 1024."""

    cost_tier: CostTier | None = None
    """Price class to choose from; the router may know further ones."""


@define(kw_only=True, eq=False, repr=False)
class SwitchyardRouterPlugin(Model):
    """Settings of the Switchyard router."""

    id: Literal["switchyard-router"] = "switchyard-router"
    """Marks the router."""

    algorithm: Literal["capability", "stage", "auto", "random", "composite", "passthrough"] | str | None = None
    """How the model is chosen."""

    judge_model: str | None = None
    """Model that judges how hard a task is."""


@define(kw_only=True, eq=False, repr=False)
class FusionPlugin(Model):
    """Asks several models and makes one answer of theirs."""

    id: Literal["fusion"] = "fusion"
    """Marks the fusion of answers."""

    enabled: bool | None = None
    """Whether the plugin is used, true by default."""

    preset: Literal["general-high", "general-budget", "general-fast"] | str | None = None
    """Ready choice of models, which analysis_models and model go before."""

    analysis_models: list[str] | None = None
    """Models that are asked, from 1 to 8."""

    model: str | None = None
    """Model that sums up and answers."""

    max_tool_calls: int | None = None
    """Most tool rounds of each model, from 1 to 16, 4 by default."""

    tools: list[Tool] | None = None
    """Server tools of the inner models, up to 8; web search and web fetch by default, none if empty."""


@define(kw_only=True, eq=False, repr=False)
class AlignmentPlugin(Model):
    """Tells the model rules and examines whether it keeps them."""

    id: Literal["alignment"] = "alignment"
    """Marks the rules."""

    rules: list[AlignmentRule]
    """The rules."""

    mode: Literal["audit", "enforce"] | str | None = None
    """Whether breaches are only noted, which is the default, or held back and retried."""

    threshold: float | None = None
    """Probability from which a rule counts as broken, from 0.01 to 1, 0.7 by default."""

    max_retries: int | None = None
    """How often a blocked turn is tried again, 1 by default."""

    instruct: bool | None = None
    """Whether the model is told the rules, true by default."""


@define(kw_only=True, eq=False, repr=False)
class AlignmentRule(Model):
    """A rule that answers should keep."""

    rule: str
    """What an answer must or must not do."""

    watch: list[Literal["content", "tool_calls", "refusal", "images", "audio"] | str]
    """Fields of the message that the rule is about."""


@define(kw_only=True, eq=False, repr=False)
class ArmorPlugin(Model):
    """Examines tool calls for danger before you see them."""

    id: Literal["armor"] = "armor"
    """Marks the examination of tool calls."""

    enabled: bool | None = None
    """Whether the plugin is used, true by default."""

    mode: Literal["enforce", "audit"] | str | None = None
    """Whether dangerous calls are held back, which is the default, or only noted."""

    on_error: Literal["block", "log"] | str | None = None
    """What happens to a call that cannot be examined, block by default."""

    output_mode: Literal["text", "custom_item", "claude_code_compatibility"] | str | None = None
    """In what form you hear of a call that was held back, text by default."""

    evaluate_native_tools: bool | None = None
    """Whether the provider's own tools are examined too, false by default."""

    use_cc_style_default_rules: bool | None = None
    """Whether the rules of Claude Code stand before yours, false by default in the chat API."""

    classifier_context: ArmorContext | None = None
    """Your rules."""


@define(kw_only=True, eq=False, repr=False)
class ArmorContext(Model):
    """Rules for the examination of tool calls."""

    v: float
    """Version of the format, 1."""

    auto_mode: ArmorAutoMode | None = None
    """The rules."""


@define(kw_only=True, eq=False, repr=False)
class ArmorAutoMode(Model):
    """Rules by what follows from them."""

    hard_deny: list[str | ArmorRule] | None = None
    """What is never allowed."""

    soft_deny: list[str | ArmorRule] | None = None
    """What is not allowed unless the user wants it."""

    allow: list[str | ArmorRule] | None = None
    """What is allowed."""

    environment: list[str | ArmorEnvironment] | None = None
    """Facts about the environment, as objects or as a name, a colon and a value."""


@define(kw_only=True, eq=False, repr=False)
class ArmorRule(Model):
    """A rule with its own threshold."""

    id: str
    """Id of the rule."""

    name: str | None = None
    """Name of the rule."""

    instructions: str
    """What the rule says."""

    threshold: float | None = None
    """Probability from which the rule applies."""


@define(kw_only=True, eq=False, repr=False)
class ArmorEnvironment(Model):
    """A fact about the environment."""

    name: str
    """Name of the fact."""

    value: str
    """The fact."""


@define(kw_only=True, eq=False, repr=False)
class UnknownPlugin(Model):
    """A plugin that this version does not know."""

    id: str | None = None
    """Id of the plugin."""

    enabled: bool | None = None
    """Whether the plugin is used, true by default."""


Plugin: TypeAlias = (
    WebPlugin | WebFetchPlugin | FileParserPlugin | ResponseHealingPlugin | ContextCompressionPlugin |
    ModerationPlugin | AutoRouterPlugin | AutoBetaRouterPlugin | ParetoRouterPlugin | JevRouterPlugin |
    SwitchyardRouterPlugin | FusionPlugin | AlignmentPlugin | ArmorPlugin | UnknownPlugin
)
"""A plugin, told apart by its id."""


def decode_plugin(data: dict[str, Any]) -> Plugin:
    """A `Plugin` from its JSON object, told by its `id`."""
    tag = data.get("id")
    if type(tag) is str and tag in _PLUGIN:
        return _PLUGIN[tag](data)
    return decode_unknown_plugin(data)


def decode_web_plugin(data: dict[str, Any]) -> WebPlugin:
    """A `WebPlugin` from its JSON object."""
    model = new(WebPlugin)
    model._received = data
    model._extra = NO_EXTRA if WebPlugin._keys.issuperset(data) else None
    if data.get("id") != "web":
        raise mismatch(data, "id", '"web"')
    model.id = "web"
    value = data.get("enabled")
    model.enabled = value if value is None or type(value) is bool else boolean(data, "enabled", value)
    value = data.get("engine")
    model.engine = value if value is None or type(value) is str else string(data, "engine", value)
    value = data.get("mode")
    model.mode = value if value is None or type(value) is str else string(data, "mode", value)
    value = data.get("max_results")
    model.max_results = value if value is None or type(value) is int else integer(data, "max_results", value)
    value = data.get("max_uses")
    model.max_uses = value if value is None or type(value) is int else integer(data, "max_uses", value)
    value = data.get("search_prompt")
    model.search_prompt = value if value is None or type(value) is str else string(data, "search_prompt", value)
    value = data.get("include_domains")
    if value is None:
        model.include_domains = None
    else:
        model.include_domains = items(data, "include_domains", value, string)
    value = data.get("exclude_domains")
    if value is None:
        model.exclude_domains = None
    else:
        model.exclude_domains = items(data, "exclude_domains", value, string)
    value = data.get("user_location")
    if value is None:
        model.user_location = None
    elif type(value) is dict:
        from .tools import decode_user_location
        model.user_location = decode_user_location(value)
    else:
        raise mismatch(data, "user_location", "an object")
    value = data.get("x_search")
    if value is None:
        model.x_search = None
    elif type(value) is dict:
        from .tools import decode_x_search_options
        model.x_search = decode_x_search_options(value)
    else:
        raise mismatch(data, "x_search", "an object")
    return model


def encode_web_plugin(model: WebPlugin) -> dict[str, Any]:
    """The JSON object of a `WebPlugin`."""
    return arrange(
        model,
        {
            "id": model.id,
            "enabled": model.enabled,
            "engine": model.engine,
            "mode": model.mode,
            "max_results": model.max_results,
            "max_uses": model.max_uses,
            "search_prompt": model.search_prompt,
            "include_domains": plain(model.include_domains),
            "exclude_domains": plain(model.exclude_domains),
            "user_location": plain(model.user_location),
            "x_search": plain(model.x_search),
        },
    )


def decode_web_fetch_plugin(data: dict[str, Any]) -> WebFetchPlugin:
    """A `WebFetchPlugin` from its JSON object."""
    model = new(WebFetchPlugin)
    model._received = data
    model._extra = NO_EXTRA if WebFetchPlugin._keys.issuperset(data) else None
    if data.get("id") != "web-fetch":
        raise mismatch(data, "id", '"web-fetch"')
    model.id = "web-fetch"
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


def encode_web_fetch_plugin(model: WebFetchPlugin) -> dict[str, Any]:
    """The JSON object of a `WebFetchPlugin`."""
    return arrange(
        model,
        {
            "id": model.id,
            "max_uses": model.max_uses,
            "max_content_tokens": model.max_content_tokens,
            "allowed_domains": plain(model.allowed_domains),
            "blocked_domains": plain(model.blocked_domains),
        },
    )


def decode_file_parser_plugin(data: dict[str, Any]) -> FileParserPlugin:
    """A `FileParserPlugin` from its JSON object."""
    model = new(FileParserPlugin)
    model._received = data
    model._extra = NO_EXTRA if FileParserPlugin._keys.issuperset(data) else None
    if data.get("id") != "file-parser":
        raise mismatch(data, "id", '"file-parser"')
    model.id = "file-parser"
    value = data.get("enabled")
    model.enabled = value if value is None or type(value) is bool else boolean(data, "enabled", value)
    value = data.get("pdf")
    if value is None:
        model.pdf = None
    elif type(value) is dict:
        model.pdf = decode_pdf_options(value)
    else:
        raise mismatch(data, "pdf", "an object")
    return model


def encode_file_parser_plugin(model: FileParserPlugin) -> dict[str, Any]:
    """The JSON object of a `FileParserPlugin`."""
    return arrange(
        model,
        {
            "id": model.id,
            "enabled": model.enabled,
            "pdf": plain(model.pdf),
        },
    )


def decode_pdf_options(data: dict[str, Any]) -> PdfOptions:
    """A `PdfOptions` from its JSON object."""
    model = new(PdfOptions)
    model._received = data
    model._extra = NO_EXTRA if PdfOptions._keys.issuperset(data) else None
    value = data.get("engine")
    model.engine = value if value is None or type(value) is str else string(data, "engine", value)
    return model


def encode_pdf_options(model: PdfOptions) -> dict[str, Any]:
    """The JSON object of a `PdfOptions`."""
    return arrange(
        model,
        {
            "engine": model.engine,
        },
    )


def decode_response_healing_plugin(data: dict[str, Any]) -> ResponseHealingPlugin:
    """A `ResponseHealingPlugin` from its JSON object."""
    model = new(ResponseHealingPlugin)
    model._received = data
    model._extra = NO_EXTRA if ResponseHealingPlugin._keys.issuperset(data) else None
    if data.get("id") != "response-healing":
        raise mismatch(data, "id", '"response-healing"')
    model.id = "response-healing"
    value = data.get("enabled")
    model.enabled = value if value is None or type(value) is bool else boolean(data, "enabled", value)
    return model


def encode_response_healing_plugin(model: ResponseHealingPlugin) -> dict[str, Any]:
    """The JSON object of a `ResponseHealingPlugin`."""
    return arrange(
        model,
        {
            "id": model.id,
            "enabled": model.enabled,
        },
    )


def decode_context_compression_plugin(data: dict[str, Any]) -> ContextCompressionPlugin:
    """A `ContextCompressionPlugin` from its JSON object."""
    model = new(ContextCompressionPlugin)
    model._received = data
    model._extra = NO_EXTRA if ContextCompressionPlugin._keys.issuperset(data) else None
    if data.get("id") != "context-compression":
        raise mismatch(data, "id", '"context-compression"')
    model.id = "context-compression"
    value = data.get("enabled")
    model.enabled = value if value is None or type(value) is bool else boolean(data, "enabled", value)
    value = data.get("engine")
    model.engine = value if value is None or type(value) is str else string(data, "engine", value)
    return model


def encode_context_compression_plugin(model: ContextCompressionPlugin) -> dict[str, Any]:
    """The JSON object of a `ContextCompressionPlugin`."""
    return arrange(
        model,
        {
            "id": model.id,
            "enabled": model.enabled,
            "engine": model.engine,
        },
    )


def decode_moderation_plugin(data: dict[str, Any]) -> ModerationPlugin:
    """A `ModerationPlugin` from its JSON object."""
    model = new(ModerationPlugin)
    model._received = data
    model._extra = NO_EXTRA if ModerationPlugin._keys.issuperset(data) else None
    if data.get("id") != "moderation":
        raise mismatch(data, "id", '"moderation"')
    model.id = "moderation"
    return model


def encode_moderation_plugin(model: ModerationPlugin) -> dict[str, Any]:
    """The JSON object of a `ModerationPlugin`."""
    return arrange(
        model,
        {
            "id": model.id,
        },
    )


def decode_auto_router_plugin(data: dict[str, Any]) -> AutoRouterPlugin:
    """An `AutoRouterPlugin` from its JSON object."""
    model = new(AutoRouterPlugin)
    model._received = data
    model._extra = NO_EXTRA if AutoRouterPlugin._keys.issuperset(data) else None
    if data.get("id") != "auto-router":
        raise mismatch(data, "id", '"auto-router"')
    model.id = "auto-router"
    value = data.get("enabled")
    model.enabled = value if value is None or type(value) is bool else boolean(data, "enabled", value)
    value = data.get("allowed_models")
    if value is None:
        model.allowed_models = None
    else:
        model.allowed_models = items(data, "allowed_models", value, string)
    value = data.get("excluded_models")
    if value is None:
        model.excluded_models = None
    else:
        model.excluded_models = items(data, "excluded_models", value, string)
    value = data.get("cost_tier")
    model.cost_tier = value if value is None or type(value) is str else string(data, "cost_tier", value)
    value = data.get("cost_quality_tradeoff")
    if value is None or type(value) is int:
        model.cost_quality_tradeoff = value
    else:
        model.cost_quality_tradeoff = integer(data, "cost_quality_tradeoff", value)
    value = data.get("pin_model")
    model.pin_model = value if value is None or type(value) is bool else boolean(data, "pin_model", value)
    return model


def encode_auto_router_plugin(model: AutoRouterPlugin) -> dict[str, Any]:
    """The JSON object of an `AutoRouterPlugin`."""
    return arrange(
        model,
        {
            "id": model.id,
            "enabled": model.enabled,
            "allowed_models": plain(model.allowed_models),
            "excluded_models": plain(model.excluded_models),
            "cost_tier": model.cost_tier,
            "cost_quality_tradeoff": model.cost_quality_tradeoff,
            "pin_model": model.pin_model,
        },
    )


def decode_auto_beta_router_plugin(data: dict[str, Any]) -> AutoBetaRouterPlugin:
    """An `AutoBetaRouterPlugin` from its JSON object."""
    model = new(AutoBetaRouterPlugin)
    model._received = data
    model._extra = NO_EXTRA if AutoBetaRouterPlugin._keys.issuperset(data) else None
    if data.get("id") != "auto-beta-router":
        raise mismatch(data, "id", '"auto-beta-router"')
    model.id = "auto-beta-router"
    value = data.get("enabled")
    model.enabled = value if value is None or type(value) is bool else boolean(data, "enabled", value)
    value = data.get("allowed_models")
    if value is None:
        model.allowed_models = None
    else:
        model.allowed_models = items(data, "allowed_models", value, string)
    value = data.get("excluded_models")
    if value is None:
        model.excluded_models = None
    else:
        model.excluded_models = items(data, "excluded_models", value, string)
    value = data.get("cost_tier")
    model.cost_tier = value if value is None or type(value) is str else string(data, "cost_tier", value)
    value = data.get("cost_quality_tradeoff")
    if value is None or type(value) is int:
        model.cost_quality_tradeoff = value
    else:
        model.cost_quality_tradeoff = integer(data, "cost_quality_tradeoff", value)
    return model


def encode_auto_beta_router_plugin(model: AutoBetaRouterPlugin) -> dict[str, Any]:
    """The JSON object of an `AutoBetaRouterPlugin`."""
    return arrange(
        model,
        {
            "id": model.id,
            "enabled": model.enabled,
            "allowed_models": plain(model.allowed_models),
            "excluded_models": plain(model.excluded_models),
            "cost_tier": model.cost_tier,
            "cost_quality_tradeoff": model.cost_quality_tradeoff,
        },
    )


def decode_pareto_router_plugin(data: dict[str, Any]) -> ParetoRouterPlugin:
    """A `ParetoRouterPlugin` from its JSON object."""
    model = new(ParetoRouterPlugin)
    model._received = data
    model._extra = NO_EXTRA if ParetoRouterPlugin._keys.issuperset(data) else None
    if data.get("id") != "pareto-router":
        raise mismatch(data, "id", '"pareto-router"')
    model.id = "pareto-router"
    value = data.get("enabled")
    model.enabled = value if value is None or type(value) is bool else boolean(data, "enabled", value)
    value = data.get("min_coding_score")
    if value is None or type(value) is float or type(value) is int:
        model.min_coding_score = value
    else:
        model.min_coding_score = number(data, "min_coding_score", value)
    value = data.get("max_price")
    if value is None or type(value) is float or type(value) is int:
        model.max_price = value
    else:
        model.max_price = number(data, "max_price", value)
    value = data.get("price_source")
    model.price_source = value if value is None or type(value) is str else string(data, "price_source", value)
    return model


def encode_pareto_router_plugin(model: ParetoRouterPlugin) -> dict[str, Any]:
    """The JSON object of a `ParetoRouterPlugin`."""
    return arrange(
        model,
        {
            "id": model.id,
            "enabled": model.enabled,
            "min_coding_score": model.min_coding_score,
            "max_price": model.max_price,
            "price_source": model.price_source,
        },
    )


def decode_jev_router_plugin(data: dict[str, Any]) -> JevRouterPlugin:
    """A `JevRouterPlugin` from its JSON object."""
    model = new(JevRouterPlugin)
    model._received = data
    model._extra = NO_EXTRA if JevRouterPlugin._keys.issuperset(data) else None
    if data.get("id") != "jev-router":
        raise mismatch(data, "id", '"jev-router"')
    model.id = "jev-router"
    value = data.get("models")
    if value is None:
        model.models = None
    else:
        model.models = items(data, "models", value, string)
    value = data.get("allowed_models")
    if value is None:
        model.allowed_models = None
    else:
        model.allowed_models = items(data, "allowed_models", value, string)
    value = data.get("excluded_models")
    if value is None:
        model.excluded_models = None
    else:
        model.excluded_models = items(data, "excluded_models", value, string)
    value = data.get("cost_tier")
    model.cost_tier = value if value is None or type(value) is str else string(data, "cost_tier", value)
    return model


def encode_jev_router_plugin(model: JevRouterPlugin) -> dict[str, Any]:
    """The JSON object of a `JevRouterPlugin`."""
    return arrange(
        model,
        {
            "id": model.id,
            "models": plain(model.models),
            "allowed_models": plain(model.allowed_models),
            "excluded_models": plain(model.excluded_models),
            "cost_tier": model.cost_tier,
        },
    )


def decode_switchyard_router_plugin(data: dict[str, Any]) -> SwitchyardRouterPlugin:
    """A `SwitchyardRouterPlugin` from its JSON object."""
    model = new(SwitchyardRouterPlugin)
    model._received = data
    model._extra = NO_EXTRA if SwitchyardRouterPlugin._keys.issuperset(data) else None
    if data.get("id") != "switchyard-router":
        raise mismatch(data, "id", '"switchyard-router"')
    model.id = "switchyard-router"
    value = data.get("algorithm")
    model.algorithm = value if value is None or type(value) is str else string(data, "algorithm", value)
    value = data.get("judge_model")
    model.judge_model = value if value is None or type(value) is str else string(data, "judge_model", value)
    return model


def encode_switchyard_router_plugin(model: SwitchyardRouterPlugin) -> dict[str, Any]:
    """The JSON object of a `SwitchyardRouterPlugin`."""
    return arrange(
        model,
        {
            "id": model.id,
            "algorithm": model.algorithm,
            "judge_model": model.judge_model,
        },
    )


def decode_fusion_plugin(data: dict[str, Any]) -> FusionPlugin:
    """A `FusionPlugin` from its JSON object."""
    model = new(FusionPlugin)
    model._received = data
    model._extra = NO_EXTRA if FusionPlugin._keys.issuperset(data) else None
    if data.get("id") != "fusion":
        raise mismatch(data, "id", '"fusion"')
    model.id = "fusion"
    value = data.get("enabled")
    model.enabled = value if value is None or type(value) is bool else boolean(data, "enabled", value)
    value = data.get("preset")
    model.preset = value if value is None or type(value) is str else string(data, "preset", value)
    value = data.get("analysis_models")
    if value is None:
        model.analysis_models = None
    else:
        model.analysis_models = items(data, "analysis_models", value, string)
    value = data.get("model")
    model.model = value if value is None or type(value) is str else string(data, "model", value)
    value = data.get("max_tool_calls")
    model.max_tool_calls = value if value is None or type(value) is int else integer(data, "max_tool_calls", value)
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
    return model


def encode_fusion_plugin(model: FusionPlugin) -> dict[str, Any]:
    """The JSON object of a `FusionPlugin`."""
    return arrange(
        model,
        {
            "id": model.id,
            "enabled": model.enabled,
            "preset": model.preset,
            "analysis_models": plain(model.analysis_models),
            "model": model.model,
            "max_tool_calls": model.max_tool_calls,
            "tools": plain(model.tools),
        },
    )


def decode_alignment_plugin(data: dict[str, Any]) -> AlignmentPlugin:
    """An `AlignmentPlugin` from its JSON object."""
    model = new(AlignmentPlugin)
    model._received = data
    model._extra = NO_EXTRA if AlignmentPlugin._keys.issuperset(data) else None
    if data.get("id") != "alignment":
        raise mismatch(data, "id", '"alignment"')
    model.id = "alignment"
    value = data.get("rules")
    if type(value) is list:
        model.rules = rules_found = []
        for item in value:
            if type(item) is not dict:
                refuse_item(value, item, "an object")
            rules_found.append(decode_alignment_rule(item))
    else:
        raise mismatch(data, "rules", "an array")
    value = data.get("mode")
    model.mode = value if value is None or type(value) is str else string(data, "mode", value)
    value = data.get("threshold")
    if value is None or type(value) is float or type(value) is int:
        model.threshold = value
    else:
        model.threshold = number(data, "threshold", value)
    value = data.get("max_retries")
    model.max_retries = value if value is None or type(value) is int else integer(data, "max_retries", value)
    value = data.get("instruct")
    model.instruct = value if value is None or type(value) is bool else boolean(data, "instruct", value)
    return model


def encode_alignment_plugin(model: AlignmentPlugin) -> dict[str, Any]:
    """The JSON object of an `AlignmentPlugin`."""
    return arrange(
        model,
        {
            "id": model.id,
            "rules": plain(model.rules),
            "mode": model.mode,
            "threshold": model.threshold,
            "max_retries": model.max_retries,
            "instruct": model.instruct,
        },
    )


def decode_alignment_rule(data: dict[str, Any]) -> AlignmentRule:
    """An `AlignmentRule` from its JSON object."""
    model = new(AlignmentRule)
    model._received = data
    model._extra = NO_EXTRA if AlignmentRule._keys.issuperset(data) else None
    value = data.get("rule")
    model.rule = value if type(value) is str else string(data, "rule", value)
    value = data.get("watch")
    model.watch = items(data, "watch", value, string)
    return model


def encode_alignment_rule(model: AlignmentRule) -> dict[str, Any]:
    """The JSON object of an `AlignmentRule`."""
    return arrange(
        model,
        {
            "rule": model.rule,
            "watch": plain(model.watch),
        },
    )


def decode_armor_plugin(data: dict[str, Any]) -> ArmorPlugin:
    """An `ArmorPlugin` from its JSON object."""
    model = new(ArmorPlugin)
    model._received = data
    model._extra = NO_EXTRA if ArmorPlugin._keys.issuperset(data) else None
    if data.get("id") != "armor":
        raise mismatch(data, "id", '"armor"')
    model.id = "armor"
    value = data.get("enabled")
    model.enabled = value if value is None or type(value) is bool else boolean(data, "enabled", value)
    value = data.get("mode")
    model.mode = value if value is None or type(value) is str else string(data, "mode", value)
    value = data.get("on_error")
    model.on_error = value if value is None or type(value) is str else string(data, "on_error", value)
    value = data.get("output_mode")
    model.output_mode = value if value is None or type(value) is str else string(data, "output_mode", value)
    value = data.get("evaluate_native_tools")
    if value is None or type(value) is bool:
        model.evaluate_native_tools = value
    else:
        model.evaluate_native_tools = boolean(data, "evaluate_native_tools", value)
    value = data.get("use_cc_style_default_rules")
    if value is None or type(value) is bool:
        model.use_cc_style_default_rules = value
    else:
        model.use_cc_style_default_rules = boolean(data, "use_cc_style_default_rules", value)
    value = data.get("classifier_context")
    if value is None:
        model.classifier_context = None
    elif type(value) is dict:
        model.classifier_context = decode_armor_context(value)
    else:
        raise mismatch(data, "classifier_context", "an object")
    return model


def encode_armor_plugin(model: ArmorPlugin) -> dict[str, Any]:
    """The JSON object of an `ArmorPlugin`."""
    return arrange(
        model,
        {
            "id": model.id,
            "enabled": model.enabled,
            "mode": model.mode,
            "on_error": model.on_error,
            "output_mode": model.output_mode,
            "evaluate_native_tools": model.evaluate_native_tools,
            "use_cc_style_default_rules": model.use_cc_style_default_rules,
            "classifier_context": plain(model.classifier_context),
        },
    )


def decode_armor_context(data: dict[str, Any]) -> ArmorContext:
    """An `ArmorContext` from its JSON object."""
    model = new(ArmorContext)
    model._received = data
    model._extra = NO_EXTRA if ArmorContext._keys.issuperset(data) else None
    value = data.get("v")
    model.v = value if type(value) is float or type(value) is int else number(data, "v", value)
    value = data.get("auto_mode")
    if value is None:
        model.auto_mode = None
    elif type(value) is dict:
        model.auto_mode = decode_armor_auto_mode(value)
    else:
        raise mismatch(data, "auto_mode", "an object")
    return model


def encode_armor_context(model: ArmorContext) -> dict[str, Any]:
    """The JSON object of an `ArmorContext`."""
    return arrange(
        model,
        {
            "v": model.v,
            "auto_mode": plain(model.auto_mode),
        },
    )


def decode_armor_auto_mode(data: dict[str, Any]) -> ArmorAutoMode:
    """An `ArmorAutoMode` from its JSON object."""
    model = new(ArmorAutoMode)
    model._received = data
    model._extra = NO_EXTRA if ArmorAutoMode._keys.issuperset(data) else None
    value = data.get("hard_deny")
    if value is None:
        model.hard_deny = None
    else:
        model.hard_deny = items(data, "hard_deny", value, _read_hard_deny_item_of_armor_auto_mode)
    value = data.get("soft_deny")
    if value is None:
        model.soft_deny = None
    else:
        model.soft_deny = items(data, "soft_deny", value, _read_soft_deny_item_of_armor_auto_mode)
    value = data.get("allow")
    if value is None:
        model.allow = None
    else:
        model.allow = items(data, "allow", value, _read_allow_item_of_armor_auto_mode)
    value = data.get("environment")
    if value is None:
        model.environment = None
    else:
        model.environment = items(data, "environment", value, _read_environment_item_of_armor_auto_mode)
    return model


def encode_armor_auto_mode(model: ArmorAutoMode) -> dict[str, Any]:
    """The JSON object of an `ArmorAutoMode`."""
    return arrange(
        model,
        {
            "hard_deny": plain(model.hard_deny),
            "soft_deny": plain(model.soft_deny),
            "allow": plain(model.allow),
            "environment": plain(model.environment),
        },
    )


def decode_armor_rule(data: dict[str, Any]) -> ArmorRule:
    """An `ArmorRule` from its JSON object."""
    model = new(ArmorRule)
    model._received = data
    model._extra = NO_EXTRA if ArmorRule._keys.issuperset(data) else None
    value = data.get("id")
    model.id = value if type(value) is str else string(data, "id", value)
    value = data.get("name")
    model.name = value if value is None or type(value) is str else string(data, "name", value)
    value = data.get("instructions")
    model.instructions = value if type(value) is str else string(data, "instructions", value)
    value = data.get("threshold")
    if value is None or type(value) is float or type(value) is int:
        model.threshold = value
    else:
        model.threshold = number(data, "threshold", value)
    return model


def encode_armor_rule(model: ArmorRule) -> dict[str, Any]:
    """The JSON object of an `ArmorRule`."""
    return arrange(
        model,
        {
            "id": model.id,
            "name": model.name,
            "instructions": model.instructions,
            "threshold": model.threshold,
        },
    )


def decode_armor_environment(data: dict[str, Any]) -> ArmorEnvironment:
    """An `ArmorEnvironment` from its JSON object."""
    model = new(ArmorEnvironment)
    model._received = data
    model._extra = NO_EXTRA if ArmorEnvironment._keys.issuperset(data) else None
    value = data.get("name")
    model.name = value if type(value) is str else string(data, "name", value)
    value = data.get("value")
    model.value = value if type(value) is str else string(data, "value", value)
    return model


def encode_armor_environment(model: ArmorEnvironment) -> dict[str, Any]:
    """The JSON object of an `ArmorEnvironment`."""
    return arrange(
        model,
        {
            "name": model.name,
            "value": model.value,
        },
    )


def decode_unknown_plugin(data: dict[str, Any]) -> UnknownPlugin:
    """An `UnknownPlugin` from its JSON object."""
    model = new(UnknownPlugin)
    model._received = data
    model._extra = NO_EXTRA if UnknownPlugin._keys.issuperset(data) else None
    value = data.get("id")
    model.id = value if value is None or type(value) is str else string(data, "id", value)
    value = data.get("enabled")
    model.enabled = value if value is None or type(value) is bool else boolean(data, "enabled", value)
    return model


def encode_unknown_plugin(model: UnknownPlugin) -> dict[str, Any]:
    """The JSON object of an `UnknownPlugin`."""
    return arrange(
        model,
        {
            "id": model.id,
            "enabled": model.enabled,
        },
    )


def _read_hard_deny_item_of_armor_auto_mode(holder: Any, key: str | int, value: Any) -> str | ArmorRule:
    """The value, if its kind is right."""
    if type(value) is str:
        return value
    if type(value) is dict:
        return decode_armor_rule(value)
    raise mismatch(holder, key, "a string or an object")


def _read_soft_deny_item_of_armor_auto_mode(holder: Any, key: str | int, value: Any) -> str | ArmorRule:
    """The value, if its kind is right."""
    if type(value) is str:
        return value
    if type(value) is dict:
        return decode_armor_rule(value)
    raise mismatch(holder, key, "a string or an object")


def _read_allow_item_of_armor_auto_mode(holder: Any, key: str | int, value: Any) -> str | ArmorRule:
    """The value, if its kind is right."""
    if type(value) is str:
        return value
    if type(value) is dict:
        return decode_armor_rule(value)
    raise mismatch(holder, key, "a string or an object")


def _read_environment_item_of_armor_auto_mode(holder: Any, key: str | int, value: Any) -> str | ArmorEnvironment:
    """The value, if its kind is right."""
    if type(value) is str:
        return value
    if type(value) is dict:
        return decode_armor_environment(value)
    raise mismatch(holder, key, "a string or an object")


_PLUGIN: dict[str, Callable[[dict[str, Any]], Plugin]] = {
    "web": decode_web_plugin,
    "web-fetch": decode_web_fetch_plugin,
    "file-parser": decode_file_parser_plugin,
    "response-healing": decode_response_healing_plugin,
    "context-compression": decode_context_compression_plugin,
    "moderation": decode_moderation_plugin,
    "auto-router": decode_auto_router_plugin,
    "auto-beta-router": decode_auto_beta_router_plugin,
    "pareto-router": decode_pareto_router_plugin,
    "jev-router": decode_jev_router_plugin,
    "switchyard-router": decode_switchyard_router_plugin,
    "fusion": decode_fusion_plugin,
    "alignment": decode_alignment_plugin,
    "armor": decode_armor_plugin,
}


bind(WebPlugin, decode_web_plugin, encode_web_plugin)
bind(WebFetchPlugin, decode_web_fetch_plugin, encode_web_fetch_plugin)
bind(FileParserPlugin, decode_file_parser_plugin, encode_file_parser_plugin)
bind(PdfOptions, decode_pdf_options, encode_pdf_options)
bind(ResponseHealingPlugin, decode_response_healing_plugin, encode_response_healing_plugin)
bind(ContextCompressionPlugin, decode_context_compression_plugin, encode_context_compression_plugin)
bind(ModerationPlugin, decode_moderation_plugin, encode_moderation_plugin)
bind(
    AutoRouterPlugin,
    decode_auto_router_plugin,
    encode_auto_router_plugin,
    bounds={
        "allowed_models": Bounds(max_items=1024, each=Bounds(max_length=1024)),
        "excluded_models": Bounds(max_items=1024, each=Bounds(max_length=1024)),
        "cost_quality_tradeoff": Bounds(minimum=0, maximum=10),
    },
)
bind(
    AutoBetaRouterPlugin,
    decode_auto_beta_router_plugin,
    encode_auto_beta_router_plugin,
    bounds={
        "allowed_models": Bounds(max_items=1024, each=Bounds(max_length=1024)),
        "excluded_models": Bounds(max_items=1024, each=Bounds(max_length=1024)),
        "cost_quality_tradeoff": Bounds(minimum=0, maximum=10),
    },
)
bind(
    ParetoRouterPlugin,
    decode_pareto_router_plugin,
    encode_pareto_router_plugin,
    bounds={"min_coding_score": Bounds(minimum=0, maximum=1), "max_price": Bounds(minimum=0)},
)
bind(JevRouterPlugin, decode_jev_router_plugin, encode_jev_router_plugin)
bind(SwitchyardRouterPlugin, decode_switchyard_router_plugin, encode_switchyard_router_plugin)
bind(
    FusionPlugin,
    decode_fusion_plugin,
    encode_fusion_plugin,
    bounds={
        "analysis_models": Bounds(min_items=1, max_items=8),
        "max_tool_calls": Bounds(minimum=1, maximum=16),
        "tools": Bounds(max_items=8),
    },
)
bind(AlignmentPlugin, decode_alignment_plugin, encode_alignment_plugin)
bind(AlignmentRule, decode_alignment_rule, encode_alignment_rule)
bind(ArmorPlugin, decode_armor_plugin, encode_armor_plugin)
bind(ArmorContext, decode_armor_context, encode_armor_context)
bind(ArmorAutoMode, decode_armor_auto_mode, encode_armor_auto_mode)
bind(ArmorRule, decode_armor_rule, encode_armor_rule)
bind(ArmorEnvironment, decode_armor_environment, encode_armor_environment)
bind(UnknownPlugin, decode_unknown_plugin, encode_unknown_plugin)
