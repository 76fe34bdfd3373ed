"""Makers of messages."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path
from typing import Any

import pytest

from openrouter.errors import ConfigurationError
from openrouter.media import Attachment, attach, cached
from openrouter.media.pictures import png
from openrouter.models import ChatMessage, FunctionCall, TextPart, ToolCall
from openrouter.traits import content_of, plain

PNG = png(b"\0\1\2", width=1, height=1, channels=3)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A file with a picture."""
    path = tmp_path / "cat.png"
    path.write_bytes(PNG)
    return path


@pytest.mark.parametrize("role", ["system", "developer", "user", "assistant"])
def test_text(role: str) -> None:
    """Text alone stays a string."""
    made = getattr(ChatMessage, role)("hi", name="Ada")

    assert type(made) is ChatMessage
    assert ChatMessage(role=role, content="hi", name="Ada") == made
    assert {"role": role, "content": "hi", "name": "Ada"} == made.to_dict()
    assert {"role": role, "content": ""} == getattr(ChatMessage, role)("").to_dict()


def test_tool() -> None:
    """The result of a call names the call."""
    expected = {"role": "tool", "content": "22 °C", "tool_call_id": "call_1"}

    assert expected == ChatMessage.tool("22 °C", tool_call_id="call_1").to_dict()


@pytest.mark.parametrize(
    "call", [ToolCall(id="c", type="function", function=FunctionCall(name="f", arguments="{}")), None]
)
def test_assistant_that_calls_tools(call: ToolCall | None) -> None:
    """An assistant may say nothing and call tools; its content is then written as null, which some providers insist on."""
    given: Any = call or {"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}
    made = ChatMessage.assistant(tool_calls=[given])
    written = {"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}

    assert '{"role":"assistant","content":null,"tool_calls":[' == made.to_json().decode()[:49]
    assert {"role": "assistant", "content": None, "tool_calls": [written]} == made.to_dict()
    assert isinstance((made.tool_calls or [])[0], ToolCall)


def test_several_parts(picture: Path) -> None:
    """Text, files, bytes, attachments, dicts and models stand in their order, and what is a part already stays itself."""
    model, part = TextPart(text="model"), attach(PNG)
    made = ChatMessage.user("text", picture, PNG, part, model, {"type": "text", "text": "dict"}, cached("mark"))
    content: Any = made.content

    assert [TextPart, Attachment, Attachment, Attachment, TextPart, TextPart, TextPart] == [
        type(item) for item in content
    ]
    assert content[3] is part
    assert content[4] is model
    assert "textmodeldictmark" == made.text
    shown = made.to_dict()["content"]
    assert ["text", "image_url", "image_url", "image_url", "text", "text", "text"] == [item["type"] for item in shown]
    assert {"type": "text", "text": "mark", "cache_control": {"type": "ephemeral"}} == shown[6]


def test_a_message_is_a_value(picture: Path) -> None:
    """A message with a file in it is copied, pickled and compared like any other, and can be taken apart and added to."""
    made = ChatMessage.user("What is this?", picture)

    assert made == ChatMessage.user("What is this?", picture) == copy.deepcopy(made) == pickle.loads(pickle.dumps(made))
    assert ChatMessage.from_json(made.to_json()).to_dict() == made.to_dict()
    assert isinstance(made.content, list)
    made.content.append(TextPart(text="Well?"))
    assert "What is this?Well?" == made.text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ((), "a message of the user needs a content"),
        ((Path("/nowhere.png"),), "cannot read /nowhere.png: No such file"),
        ((["a", "b"],), "not list"),
        ((None,), "not NoneType"),
        (({"type": "text", "text": 5},), "content[0].text must be a string, and is 5"),
    ],
)
def test_what_is_refused(content: tuple[Any, ...], said: str) -> None:
    """What can be no part is refused where the message is written."""
    with pytest.raises(ConfigurationError) as caught:
        ChatMessage.user(*content)

    assert said in str(caught.value)


def test_content_of_mappings(picture: Path) -> None:
    """Where people write messages as mappings, the same may stand in their content."""
    mixed = content_of(["a", picture, {"type": "text", "text": "b"}, TextPart(text="c"), cached("d")], "m.content")

    assert ["text", "image_url", "text", "text", "text"] == [item["type"] for item in plain(mixed)]
    assert [attach(picture)] == content_of(picture, "m.content")
    assert [None, "a", 5, {"a": 1}] == [content_of(value, "m.content") for value in (None, "a", 5, {"a": 1})]
    with pytest.raises(ConfigurationError, match=r"^m\.content\[1\]: cannot read /nowhere\.png"):
        content_of(("a", Path("/nowhere.png")), "m.content")
