"""
The streaming client for OpenRouter.

If the loop over a stream ends without an exception, you have the whole answer. If it does not, you have everything that was delivered,
and a typed error that says what happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package

if TYPE_CHECKING:
    from . import errors, media, models, notebook, otel, sse, testing
    from .aio.client import AsyncOpenRouter
    from .aio.conversation import AsyncChatSession
    from .aio.many import AsyncLiveChunks, AsyncResults
    from .aio.stream import AsyncChatStream
    from .aio.tools import AsyncToolRun
    from .budget import Budget
    from .core.accumulator import Accumulator
    from .core.catalogue import ModelList
    from .core.codec import converter
    from .core.estimate import CostEstimate
    from .core.hooks import CallFacts, Hooks
    from .core.many import Result
    from .core.options import Limits, Retry, Timeout
    from .core.service_headers import ResponseCache
    from .core.stats import Stats
    from .core.tool_loop import ToolInvocation, ToolResult
    from .core.typed_events import StreamEvent
    from .limiter import Limiter
    from .media import Attachment, AudioDecoder, AudioWriter, attach, cached
    from .structured.partial import PartialJSON
    from .sync.client import OpenRouter
    from .sync.conversation import ChatSession
    from .sync.many import LiveChunks, Results
    from .sync.stream import ChatStream
    from .sync.tools import ToolRun

__all__ = [
    "Accumulator",
    "AsyncChatSession",
    "AsyncChatStream",
    "AsyncLiveChunks",
    "AsyncOpenRouter",
    "AsyncResults",
    "AsyncToolRun",
    "Attachment",
    "AudioDecoder",
    "AudioWriter",
    "Budget",
    "CallFacts",
    "ChatSession",
    "ChatStream",
    "CostEstimate",
    "Hooks",
    "Limiter",
    "Limits",
    "LiveChunks",
    "ModelList",
    "OpenRouter",
    "PartialJSON",
    "ResponseCache",
    "Result",
    "Results",
    "Retry",
    "Stats",
    "StreamEvent",
    "Timeout",
    "ToolInvocation",
    "ToolResult",
    "ToolRun",
    "attach",
    "cached",
    "converter",
    "errors",
    "media",
    "models",
    "notebook",
    "otel",
    "sse",
    "testing",
]

_HOMES = {
    "Accumulator": "core.accumulator",
    "AsyncChatSession": "aio.conversation",
    "AsyncChatStream": "aio.stream",
    "AsyncLiveChunks": "aio.many",
    "AsyncOpenRouter": "aio.client",
    "AsyncResults": "aio.many",
    "AsyncToolRun": "aio.tools",
    "Attachment": "media",
    "AudioDecoder": "media",
    "AudioWriter": "media",
    "Budget": "budget",
    "CallFacts": "core.hooks",
    "ChatSession": "sync.conversation",
    "ChatStream": "sync.stream",
    "CostEstimate": "core.estimate",
    "Hooks": "core.hooks",
    "Limiter": "limiter",
    "Limits": "core.options",
    "LiveChunks": "sync.many",
    "ModelList": "core.catalogue",
    "OpenRouter": "sync.client",
    "PartialJSON": "structured.partial",
    "ResponseCache": "core.service_headers",
    "Result": "core.many",
    "Results": "sync.many",
    "Retry": "core.options",
    "Stats": "core.stats",
    "StreamEvent": "core.typed_events",
    "Timeout": "core.options",
    "ToolInvocation": "core.tool_loop",
    "ToolResult": "core.tool_loop",
    "ToolRun": "sync.tools",
    "attach": "media",
    "cached": "media",
    "converter": "core.codec",
}

if not TYPE_CHECKING:  # a type checker that saw `__getattr__` would accept every name

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name in _HOMES:
            value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        elif name in __all__:
            value = import_module(f"{__name__}.{name}")
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
