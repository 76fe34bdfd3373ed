"""What the logger `openrouter` says of each call: INFO for its turns, DEBUG for its pieces; never a key, a prompt or an answer."""

from __future__ import annotations

import logging

from ..models.chunk import ChatChunk
from .hooks import CallFacts, Hooks
from .secrets import scrub
from .stats import Attempt

LOGGER = logging.getLogger("openrouter")
LOGGER.addHandler(logging.NullHandler())


def log_hooks() -> tuple[Hooks, ...]:
    """The hooks that write the log; none where nobody listens."""
    if LOGGER.isEnabledFor(logging.DEBUG):
        return (_DETAILED,)
    return (_BRIEF,) if LOGGER.isEnabledFor(logging.INFO) else ()


def _request(call: CallFacts) -> None:
    LOGGER.info("%s %s: attempt %d, model %s", call.method, call.url, call.stats.sends, call.request.get("model", "-"))


def _response(call: CallFacts) -> None:
    LOGGER.info(
        "HTTP %s after %.3f s, request %s, generation %s",
        call.http_status,
        call.stats.head_at or 0.0,
        call.request_id or "-",
        call.generation_id or "-",
    )


def _headers(call: CallFacts) -> None:
    _response(call)
    LOGGER.debug("headers %s", dict(call.headers))


def _bytes(call: CallFacts, data: bytes) -> None:
    LOGGER.debug("%d bytes, %d in all", len(data), call.stats.bytes)


def _chunk(call: CallFacts, chunk: ChatChunk) -> None:
    LOGGER.debug("chunk %d: %d characters, finish reason %s", call.stats.chunks, len(chunk.text), chunk.finish_reason)


def _retry(call: CallFacts, attempt: Attempt) -> None:
    LOGGER.info("attempt %d failed: %s; the next in %.2f s", attempt.number, scrub(attempt.error), attempt.pause or 0.0)


def _end(call: CallFacts) -> None:
    stats, error = call.stats, call.error
    LOGGER.info(
        "%s after %.3f s: %d chunks, %d bytes, %s tokens, cost %s%s",
        call.status,
        stats.ended_at or 0.0,
        stats.chunks,
        stats.bytes,
        "-" if call.usage is None else call.usage.completion_tokens,
        "-" if call.cost is None else call.cost,
        "" if error is None else f"; {type(error).__name__}: {scrub(str(error))}",
    )


_BRIEF = Hooks(on_request=_request, on_response=_response, on_retry=_retry, on_end=_end)
_DETAILED = Hooks(
    on_request=_request, on_response=_headers, on_bytes=_bytes, on_chunk=_chunk, on_retry=_retry, on_end=_end
)
