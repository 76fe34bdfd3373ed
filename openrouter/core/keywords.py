"""
The keywords of `complete()` and `stream()` as types, for methods that hand them on: `**params: Unpack[...]`.

Not for `run_tools()` and `chat_session()`, whose own `tools` and `max_tokens` would be the same names with other types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic

from ..models import ChatParams
from ..traits import T

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from _typeshed import StrPath

    from .finish import StopReason
    from .options import OnMalformed
    from .service_headers import ResponseCache
    from .stats import Stats


class CallKeywords(ChatParams[T], Generic[T], total=False):
    """What both take."""

    model: str | None
    raise_on: Collection[StopReason]
    response_cache: ResponseCache | int | None
    router_metadata: bool
    extra_headers: Mapping[str, str] | None
    extra_body: Mapping[str, Any] | None


class StreamKeywords(CallKeywords[T], Generic[T], total=False):
    """What `stream()` takes, but for `max_cost`: several calls share it, so that whoever makes them asks for it by name."""

    resume: bool
    on_malformed: OnMalformed
    record: StrPath | None
    on_progress: Callable[[Stats], object] | None
