"""What becomes part of a conversation, what is rolled back, and what is forgotten."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter import errors
from openrouter.core.conversation import Conversation, SessionFacts, conversation, trimmed
from openrouter.core.hooks import Hooks
from openrouter.models import ChatMessage, Usage
from tests.play import DONE, END, OK, RESET, STEADY, USAGE, Canned, make_flow, piece, play, sse

WHOLE: list[Canned] = [OK, sse(piece("fine"), piece("", finish="stop"), USAGE) + DONE, END]
BROKEN: list[Canned] = [OK, sse(piece("fi")), RESET]


def talk(**options: Any) -> Conversation:
    """A conversation with usual options."""
    usual = {"system": None, "history": (), "keep_broken": False, "max_messages": None, "max_tokens": None}
    return conversation(**{**usual, **options})


def asked(made: Conversation, content: Any) -> tuple[list[Any], Hooks]:
    """The messages that would be sent for what the user says, and the hooks of the answer."""
    return made.ask(content, lambda messages, hooks: (messages, hooks))


def said(made: Conversation, content: Any, replies: list[Canned]) -> list[Any]:
    """The messages that are sent for what the user says; the answer is read to its end."""
    messages, hooks = asked(made, content)
    play(make_flow(hooks=[hooks]), replies)
    return messages


def test_a_whole_answer_becomes_part_of_it() -> None:
    """The question and the answer stand in the history, and usage adds up."""
    made = talk(system="be kind")
    first = said(made, "how are you?", WHOLE)
    second = said(made, ChatMessage(role="user", content="and now?"), WHOLE)

    assert [{"role": "system", "content": "be kind"}, {"role": "user", "content": "how are you?"}] == first
    assert 4 == len(second)
    assert ["system", "user", "assistant", "user", "assistant"] == [
        message["role"] for message in json.loads(made.to_json())
    ]
    assert made.usage is not None
    assert 6 == made.usage.total_tokens


def test_a_broken_answer_is_rolled_back() -> None:
    """As if its question had not been asked; the next one is sent without it."""
    made = talk()
    said(made, "one", BROKEN)

    assert [] == made.messages
    assert [{"role": "user", "content": "two"}] == said(made, "two", WHOLE)


def test_a_broken_answer_may_be_kept() -> None:
    """With `keep_broken` what was delivered stays; nothing at all is rolled back all the same."""
    made = talk(keep_broken=True)
    said(made, "one", BROKEN)

    assert "fi" == made.messages[-1]["content"]

    said(made, "two", [OK, sse(piece(role="assistant")), RESET])

    assert 2 == len(made.messages)


def test_one_answer_at_a_time() -> None:
    """While an answer is being read nothing more can be said; one that was never begun is no hindrance."""
    made = talk()
    asked(made, "never sent")
    _, hooks = asked(made, "hi")
    assert hooks.on_request is not None
    assert hooks.on_end is not None
    flow = make_flow(hooks=[hooks])
    flow.journal.begin_attempt()
    with pytest.raises(RuntimeError, match="still being read"):
        asked(made, "and?")
    flow.journal.left(1.0)

    assert [{"role": "user", "content": "and?"}] == asked(made, "and?")[0]


def test_nothing_new_and_other_roles() -> None:
    """`None` sends the history as it is, for results of tools that were added by hand."""
    made = talk(history=[{"role": "user", "content": "hi"}])
    tool = {"role": "tool", "content": "x", "tool_call_id": "1"}

    assert made.messages == asked(made, None)[0]
    assert [*made.messages, tool] == asked(made, tool)[0]


def test_a_fork_goes_its_own_way() -> None:
    """What is said in a fork is not heard in the conversation it came from."""
    made = talk()
    said(made, "one", WHOLE)
    fork = made.fork()
    said(fork, "two", WHOLE)

    assert (2, 4) == (len(made.messages), len(fork.messages))
    assert (1, 2) == (len(made.usages), len(fork.usages))


def test_to_json_and_back() -> None:
    """The history of one is the history of another."""
    made = talk(system="s")
    said(made, "one", WHOLE)

    assert made.messages == talk(history=made.to_json()).messages
    assert made.messages == talk(history=made.to_json().encode()).messages


@pytest.mark.parametrize(
    "options",
    [{"history": "{"}, {"history": "5"}, {"history": {"role": "user"}}, {"max_messages": 0}, {"max_tokens": 1.5}],
)
def test_options_that_cannot_be_used(options: dict[str, Any]) -> None:
    """A mistake shows when the conversation is begun."""
    with pytest.raises(errors.ConfigurationError):
        talk(**options)


def messages(roles: str) -> list[dict[str, str]]:
    """Messages by the first letters of their roles."""
    names = {"s": "system", "u": "user", "a": "assistant", "t": "tool"}
    return [{"role": names[role], "content": "x"} for role in roles]


@pytest.mark.parametrize(
    ("roles", "most", "kept"),
    [
        ("suauau", 6, "suauau"),
        ("suauau", 5, "suau"),
        ("suatauatau", 6, "suatau"),
        ("uatauata", 4, "uata"),
        ("sauau", 4, "suau"),
        ("suau", 1, "su"),
        ("sss", 1, "sss"),
        ("", 1, ""),
    ],
)
def test_whole_turns_are_forgotten(roles: str, most: int, kept: str) -> None:
    """The oldest turns go, each as a whole; what leads and the last turn stay, even where they are too much."""
    assert messages(kept) == trimmed(messages(roles), most, None)


def test_tokens_are_a_bound_too() -> None:
    """Tokens are guessed at four bytes of JSON."""
    history = [*messages("su"), {"role": "assistant", "content": "x" * 400}, *messages("ua")]

    assert messages("sua") == trimmed(history, None, 100)


@STEADY
@given(st.text("uat", max_size=12), st.integers(1, 8))
def test_no_result_stands_without_its_call(roles: str, most: int) -> None:
    """Whatever is forgotten, what is left begins as the history did, or with something the user said."""
    left = trimmed(messages(roles), most, None)

    assert messages(roles)[len(roles) - len(left) :] == left
    assert left == messages(roles) or left[0]["role"] == "user"


@pytest.mark.parametrize(
    ("most", "sent"),
    [
        ({"max_messages": 3}, ["s", "three"]),
        ({"max_messages": 4}, ["s", "two", "fine", "three"]),
        ({"max_messages": 1}, ["s", "three"]),
        ({"max_tokens": 25}, ["s", "three"]),
        ({"max_tokens": 50}, ["s", "two", "fine", "three"]),
    ],
)
def test_bounds_are_of_what_is_sent(most: dict[str, int], sent: list[str]) -> None:
    """The question counts with what goes before it; it stays, as what leads does, even where they are too much."""
    made = talk(system="s", **most)
    said(made, "one", WHOLE)
    said(made, "two", WHOLE)

    assert sent == [message["content"] for message in asked(made, "three")[0]]
    assert sent[:-1] == [message["content"] for message in made.messages]


def test_files_in_a_conversation(tmp_path: Path) -> None:
    """A file in a message is data in the JSON text, and counts as a thousand tokens when the history is trimmed, however large it is."""
    path = tmp_path / "cat.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100_000))
    question = {"role": "user", "content": ["What is this?", path]}
    data = "data:image/png;base64," + "A" * 100_000
    shown = [
        question,
        ChatMessage.user("And this?", path),
        {"role": "user", "content": [{"type": "image_url", "image_url": {"url": data}}]},
    ]
    shown.append({"role": "assistant", "content": None, "tool_calls": [{"index": 0, "id": "c"}]})
    made = talk(history=shown)

    assert 3 * 100_000 < len(made.to_json())
    assert shown == trimmed(shown, None, 3200)
    assert shown[1:] == trimmed(shown, None, 2200)
    path.unlink()
    assert shown == trimmed(shown, None, 3200)


def test_only_the_answer_that_was_asked_for_last_counts() -> None:
    """One that was asked for before it and begins after it would be told in the wrong place: it ends, and changes nothing."""
    made = talk()
    hooks = [asked(made, content)[1] for content in ("one", "two")]
    early = make_flow(hooks=[hooks[0]])
    with pytest.raises(RuntimeError, match="gone on since"):
        play(early, WHOLE)
    early.journal.left(1.0)
    play(make_flow(hooks=[hooks[1]]), WHOLE)

    assert ["two", "fine"] == [message["content"] for message in made.messages]
    assert 1 == len(made.usages)


def test_what_a_session_tells() -> None:
    """The messages, what they cost, and a fork of the same class that shares none of it."""
    session = SessionFacts(None, talk(), {})
    before = (session.usage, session.cost)
    said(session._conversation, "one", WHOLE)
    session._conversation.usages.append(Usage(cost=0.5))
    fork = session.fork()
    said(session._conversation, "two", WHOLE)

    assert (None, None) == before
    assert (4, 2) == (len(session.messages), len(fork.messages))
    assert 0.5 == session.cost == fork.cost
    assert json.loads(session.to_json()) == session.messages
    assert "<SessionFacts 2 messages>" == repr(fork)
