"""
The streaming client for OpenRouter.

If the loop over a stream ends without an exception, you have the whole answer. If it does not, you have everything that was delivered,
and a typed error that says what happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package

if TYPE_CHECKING:
    from . import errors, models, sse, testing
    from .aio.client import AsyncOpenRouter
    from .aio.stream import AsyncChatStream
    from .core.accumulator import Accumulator
    from .core.codec import converter
    from .core.hooks import CallFacts, Hooks
    from .core.many import Result
    from .core.options import Limits, Retry, Timeout
    from .limiter import Limiter
    from .sync.client import OpenRouter
    from .sync.stream import ChatStream

__all__ = [
    "Accumulator",
    "AsyncChatStream",
    "AsyncOpenRouter",
    "CallFacts",
    "ChatStream",
    "Hooks",
    "Limiter",
    "Limits",
    "OpenRouter",
    "Result",
    "Retry",
    "Timeout",
    "converter",
    "errors",
    "models",
    "sse",
    "testing",
]

_HOMES = {
    "Accumulator": "core.accumulator",
    "AsyncChatStream": "aio.stream",
    "AsyncOpenRouter": "aio.client",
    "CallFacts": "core.hooks",
    "ChatStream": "sync.stream",
    "Hooks": "core.hooks",
    "Limiter": "limiter",
    "Limits": "core.options",
    "OpenRouter": "sync.client",
    "Result": "core.many",
    "Retry": "core.options",
    "Timeout": "core.options",
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
