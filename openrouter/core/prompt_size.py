"""
How many tokens a prompt may have: a guess from the bytes of its text.

Bytes of UTF-8 and not characters, since a token holds about four of them in every script; docs/account-and-models.md says how good
that is, and what it was measured with.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from attrs import define, field, frozen

from .. import jsontext


@frozen
class Rate:
    """How many tokens there are for what is in a prompt."""

    bytes_a_token: float
    tool_bytes_a_token: float
    tokens_a_message: int
    tokens_a_request: int
    tokens_for_tools: int
    """Providers explain tools to their models in words of their own, the longest in about 600 tokens."""

    def tokens(self, size: PromptSize) -> int:
        """The tokens of a prompt of that size."""
        text = size.text / self.bytes_a_token + size.tools / self.tool_bytes_a_token
        beside = self.tokens_a_message * size.messages + self.tokens_a_request
        return max(math.ceil(text) + beside + (self.tokens_for_tools if size.tools else 0), 1)


BYTES_A_TOKEN = 4
"""What a token holds as a rule."""

LEAST = Rate(8, 16, 0, 0, 0)
USUAL = Rate(BYTES_A_TOKEN, BYTES_A_TOKEN, 4, 0, 64)
MOST = Rate(2, 2, 16, 64, 700)

_NOT_TEXT = frozenset({"image_url", "input_audio", "video_url", "input_video", "file"})


@define
class PromptSize:
    """How large the prompt of a chat request is."""

    text: int = 0
    """Bytes of text in UTF-8, and of the JSON of the form of the answer."""

    tools: int = 0
    """Bytes of the JSON of tools."""

    messages: int = 0
    cached: bool = False
    """Whether a part of it is marked to be cached."""

    uncounted: set[str] = field(factory=set)
    """What else is in it."""

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> PromptSize:
        """The size of the prompt in the JSON of a request."""
        size = cls(messages=len(body["messages"]))
        for message in body["messages"]:
            size._take(message)
        size.text += _bytes(body.get("response_format") or "")
        size.tools = _bytes(body.get("tools") or "")
        kinds = {tool.get("type") or "function" for tool in body.get("tools") or ()}
        size.uncounted |= (kinds - {"function"}) | {name for name in ("plugins", "web_search_options") if body.get(name)}
        return size

    def _take(self, message: Mapping[str, Any]) -> None:
        content = message.get("content") or ()
        for part in [{"text": content}] if isinstance(content, str) else content:
            text = part.get("text")
            self.text += _bytes(text) if isinstance(text, str) else 0
            self.cached = self.cached or bool(part.get("cache_control"))
            if part.get("type") in _NOT_TEXT:
                self.uncounted.add(part["type"])
        self.text += sum(_bytes(call.get("function") or "") for call in message.get("tool_calls") or ())
        if message.get("reasoning") or message.get("reasoning_details"):
            self.uncounted.add("reasoning")


def _bytes(value: Any) -> int:
    return len(value.encode("utf-8", "surrogatepass") if isinstance(value, str) else jsontext.dumps(value))
