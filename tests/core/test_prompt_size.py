"""How large a prompt is, and how many tokens that may be."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter.core.prompt_size import LEAST, MOST, USUAL, PromptSize


def size(*messages: dict[str, Any], **more: Any) -> PromptSize:
    """The size of the prompt of a request."""
    return PromptSize.of({"messages": [{"role": "user", **message} for message in messages], **more})


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("abc", 3),
        ("wörld", 6),
        ("日本", 6),
        ("😀", 4),
        ("\ud83d", 3),
        (None, 0),
        ([], 0),
        ([{"type": "text", "text": "ab"}, {"type": "text", "text": "é"}], 4),
        ([{"type": "new", "text": "ab"}, {"type": "newer", "text": 5}, {"type": "newest"}], 2),
    ],
)
def test_bytes_of_text(content: Any, text: int) -> None:
    """What counts is the text in UTF-8, wherever it stands in a content."""
    assert text == size({"content": content}).text


def test_messages_and_tool_calls() -> None:
    """Every message counts, and what a call of a tool says."""
    call = {"id": "call-1", "type": "function", "function": {"name": "f", "arguments": "{}"}}
    found = size({"content": "a"}, {"content": None, "tool_calls": [call, {"id": "x"}]})

    assert (2, 1 + len('{"name":"f","arguments":"{}"}')) == (found.messages, found.text)


def test_tools_and_forms() -> None:
    """Tools and the form of the answer count as their JSON."""
    tool = {"type": "function", "function": {"name": "f"}}
    found = size({"content": "a"}, tools=[tool], response_format={"type": "json_object"})

    assert len('[{"type":"function","function":{"name":"f"}}]') == found.tools
    assert len('a{"type":"json_object"}') == found.text
    assert set() == found.uncounted


@pytest.mark.parametrize(
    ("message", "more", "uncounted"),
    [
        ({"content": [{"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}]}, {}, {"image_url"}),
        ({"content": [{"type": "file"}, {"type": "input_audio"}, {"type": "video_url"}]}, {}, {"file", "input_audio", "video_url"}),
        ({"reasoning": "hm"}, {}, {"reasoning"}),
        ({"reasoning_details": [{"type": "reasoning.text"}]}, {}, {"reasoning"}),
        ({}, {"tools": [{"type": "openrouter:web_search"}, {"function": {}}]}, {"openrouter:web_search"}),
        ({}, {"plugins": [{"id": "web"}], "web_search_options": {"x": 1}}, {"plugins", "web_search_options"}),
        ({}, {"plugins": [], "tools": []}, set()),
    ],
)
def test_what_is_not_counted(message: dict[str, Any], more: dict[str, Any], uncounted: set[str]) -> None:
    """What has no bytes of text is named instead, and its data is not taken for text."""
    found = size(message, **more)

    assert (uncounted, 0) == (found.uncounted, found.text)


def test_caching() -> None:
    """A mark on any part means that the prompt is written to a cache."""
    assert not size({"content": [{"type": "text", "text": "a"}]}).cached
    assert size({"content": [{"type": "text", "text": "a", "cache_control": {"type": "ephemeral"}}, {"type": "text"}]}).cached


@pytest.mark.parametrize(
    ("found", "tokens"),
    [
        (PromptSize(text=800, messages=1), (100, 204, 480)),
        (PromptSize(text=801, messages=2), (101, 209, 497)),
        (PromptSize(text=0, messages=0), (1, 1, 64)),
        (PromptSize(text=80, tools=160, messages=1), (20, 128, 900)),
    ],
)
def test_tokens(found: PromptSize, tokens: tuple[int, int, int]) -> None:
    """Four bytes are usually a token, eight at the most, two at the least; messages and tools come with tokens of their own."""
    assert tokens == tuple(rate.tokens(found) for rate in (LEAST, USUAL, MOST))
