"""Server-sent events from bytes: the decoder of this library, for people who bring their own bytes.

    >>> from openrouter.sse import SSEDecoder
    >>> decoder = SSEDecoder()
    >>> decoder.feed(b": OPENROUTER PROCESSING\\n\\ndata: {}\\n\\nda")
    [ServerSentEvent(event='message', data='{}', id='', retry=None)]
    >>> decoder.feed(b"ta: [DONE]\\n\\n")
    [ServerSentEvent(event='message', data='[DONE]', id='', retry=None)]

It follows the WHATWG HTML standard, section 9.2.6:
https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation.
"""

from __future__ import annotations

from . import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package
from .core.sse import ServerSentEvent, SSEDecoder

__all__ = ["SSEDecoder", "ServerSentEvent"]
