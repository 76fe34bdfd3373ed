"""Chunks that have only their text: nobody can tell them from others."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

import attrs
import pytest

from openrouter.core import unread
from openrouter.core.accumulator import Accumulator
from openrouter.core.codec import ChunkDecoder
from openrouter.core.typed_events import ContentDelta, events_of
from openrouter.core.unread import UnreadChunk, settled
from openrouter.models import ChatChunk
from tests.core.test_echo import dumped, envelope

PLAIN = envelope({"content": "two"}, {"logprobs": None}, novel="x", user_id=None)


def made(payload: dict[str, Any] | None = None) -> ChatChunk:
    """A chunk that was made of the one before, which had other words."""
    payload = payload or PLAIN
    before = copy.deepcopy(payload)
    before["choices"][0]["delta"]["content"] = "before"
    decoder = ChunkDecoder()
    decoder.decode(dumped(before).decode(), dumped(before))
    chunk = decoder.echo.chunk(dumped(payload))
    assert chunk is not None
    return chunk


def parsed(payload: dict[str, Any] | None = None) -> ChatChunk:
    """The chunk that its JSON says."""
    return ChatChunk.from_dict(payload or PLAIN)


def text_of_choices(chunk: ChatChunk) -> Any:
    match chunk:
        case ChatChunk(choices=[first]):
            return first.delta and first.delta.content
        case _:
            return None


def changed(name: str, value: Any) -> Callable[[ChatChunk], Any]:
    def change(chunk: ChatChunk) -> Any:
        setattr(chunk, name, value)
        return chunk.to_dict()

    return change


def with_extra(chunk: ChatChunk) -> Any:
    chunk.extra["more"] = 1
    return chunk.to_dict()


LOOKS: dict[str, Callable[[ChatChunk], Any]] = {
    "choices": lambda chunk: chunk.choices,
    "choices again": lambda chunk: chunk.choices is chunk.choices,
    "a pattern": text_of_choices,
    "delta": lambda chunk: chunk.delta,
    "text": lambda chunk: chunk.text,
    "reasoning": lambda chunk: chunk.reasoning,
    "finish reason": lambda chunk: chunk.finish_reason,
    "extra": lambda chunk: chunk.extra,
    "more extra": with_extra,
    "to_dict": lambda chunk: list(chunk.to_dict().items()),
    "to_json": lambda chunk: chunk.to_json(),
    "repr": repr,
    "class": lambda chunk: chunk.__class__,
    "isinstance": lambda chunk: isinstance(chunk, ChatChunk),
    "hash": lambda chunk: type(chunk).__hash__,
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda chunk: pickle.loads(pickle.dumps(chunk)),
    "evolve": lambda chunk: attrs.evolve(chunk, id="other"),
    "evolve choices": lambda chunk: attrs.evolve(chunk, choices=[]),
    "asdict": lambda chunk: attrs.asdict(chunk, filter=lambda attribute, _: not attribute.name.startswith("_")),
    "id set": changed("id", "mine"),
    "choices set": changed("choices", []),
    "no choices set": changed("choices", None),
    **{name: lambda chunk, name=name: getattr(chunk, name) for name in ChatChunk._fields},  # type: ignore[misc]
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_whoever_looks_sees_a_chunk(look: Callable[[ChatChunk], Any]) -> None:
    """Whatever is read first, or set, the chunk says what one says that was parsed; what is made of it is no other kind."""
    chunk, other = made(), parsed()
    assert UnreadChunk is type(chunk)

    seen, right = look(chunk), look(other)

    assert right == seen
    assert type(right) is type(seen)
    assert other.to_dict() == chunk.to_dict()
    assert ChatChunk is type(chunk)


def test_equal_chunks_are_equal_on_either_side() -> None:
    """Also to one of the same kind, and to nothing else."""
    assert made() == parsed()
    assert parsed() == made()
    assert made() == made()
    assert made() != made(envelope({"content": "three"}))
    assert made() != "two"


def test_the_text_cannot_be_set() -> None:
    """As with every chunk."""
    with pytest.raises(AttributeError):
        made().text = "other"  # type: ignore[misc]


def test_every_field_is_taken_over() -> None:
    """A field that a schema gains must be named in `unread()`: here each has a value of its own."""
    payload = envelope({"content": "two"}, service_tier="tier", system_fingerprint="print", user_id="user")
    strings = {"id", "object", "model", "provider", "service_tier", "system_fingerprint", "user_id"}
    chunk = made(payload)

    shared = [name for name in ChatChunk._fields if name != "choices"]
    assert {name: getattr(parsed(payload), name) for name in shared} == {name: getattr(chunk, name) for name in shared}
    assert UnreadChunk is type(chunk)
    assert all(getattr(chunk, name) for name in strings)


@pytest.mark.parametrize(
    "payload",
    [
        envelope({"reasoning": "two", "content": None}),
        envelope({"content": "two", "reasoning": "two"}),
        envelope({"content": "two", "refusal": "no"}),
        envelope({"content": "two"}, {"finish_reason": "stop"}),
        envelope({"content": "two"}, {"index": 1}),
        envelope({"content": "two"}, {"error": "broken"}),
        envelope({"content": "two", "tool_calls": []}),
    ],
)
def test_a_chunk_that_says_more_has_its_choices(payload: dict[str, Any]) -> None:
    """Only a chunk of nothing but text for choice 0 is left unread."""
    before = copy.deepcopy(payload)
    for key in ("content", "reasoning"):
        if before["choices"][0]["delta"].get(key):
            before["choices"][0]["delta"][key] = "before"
    decoder = ChunkDecoder()
    decoder.decode(dumped(before).decode(), dumped(before))

    assert ChatChunk is type(decoder.echo.chunk(dumped(payload)))


@pytest.mark.parametrize("done", range(4))
@pytest.mark.parametrize("name", ["text", "choices", "extra", "delta"])
def test_two_threads_may_be_the_first(name: str, done: int) -> None:
    """However far one thread has come when another looks, both see the same, and one list of choices."""
    chunk = made()
    choices = chunk.sketch.choices("two")  # type: ignore[attr-defined]
    steps = [(unread._WORDS, choices), (unread._SKETCH, None), (unread._CLASS, ChatChunk)]
    with ThreadPoolExecutor() as pool:
        with unread._settling:
            for step, value in steps[:done]:
                step.__set__(chunk, value)
            seen = pool.submit(getattr, chunk, name)
            wait([seen], timeout=0.05)  # it reads, or waits for the lock
            for step, value in steps[done:]:
                step.__set__(chunk, value)
        assert getattr(parsed(), name) == seen.result(10)
    assert choices is chunk.choices


@pytest.mark.parametrize("done", range(4))
def test_a_signal_may_be_the_first(done: int) -> None:
    """Whoever interrupts the first look, in the same thread, and looks too, sees a chunk."""
    chunk = made()
    choices = chunk.sketch.choices("two")  # type: ignore[attr-defined]
    steps = [(unread._WORDS, choices), (unread._SKETCH, None), (unread._CLASS, ChatChunk)]
    with unread._settling:
        for step, value in steps[:done]:
            step.__set__(chunk, value)
        assert parsed() == chunk
        assert parsed().text == chunk.text


def test_what_was_looked_up_before_another_thread_settled_it_is_right() -> None:
    """A property that was found on the class of an unread chunk may run when it is none any more."""
    chunk = settled(made())
    found = vars(UnreadChunk)

    assert parsed().text == found["text"].fget(chunk)
    assert chunk.choices is found["choices"].fget(chunk)
    assert found["_extra"].fget(chunk) is None
    assert {"novel": "x"} == chunk.extra
    assert chunk.choices is found["choices"].fget(chunk)
    found["choices"].fset(chunk, [])
    assert [] == chunk.choices


@pytest.mark.parametrize(
    ("look", "kind"), [("text", UnreadChunk), ("extra", UnreadChunk), ("choices", ChatChunk), ("finish_reason", ChatChunk)]
)
def test_whoever_looks_at_choices_will_look_again(look: str, kind: type[ChatChunk]) -> None:
    """The chunks that follow are made whole, which costs less than to make them twice; looking at other things changes nothing."""
    decoder = ChunkDecoder()
    decoder.decode(dumped(PLAIN).decode(), dumped(PLAIN))
    for text in ("one", "three"):
        chunk = decoder.echo.chunk(dumped(envelope({"content": text}, {"logprobs": None}, novel="x", user_id=None)))
        assert chunk is not None
        last = type(chunk)
        getattr(chunk, look)

    assert kind is last


def test_what_most_people_read_makes_nothing() -> None:
    """The text, the typed events and the answer need no choices."""
    chunks, answer = [made(envelope({"content": text})) for text in ("a", "", "b")], Accumulator()
    decoder = ChunkDecoder()
    for text in ("before", "again", "one more"):
        payload = dumped(envelope({"content": text}))
        answer.join(decoder.echo.chunk(payload) or decoder.decode(payload.decode(), payload))
    last = decoder.echo.chunk(dumped(envelope({"content": "!"})))
    assert last is not None
    answer.join(last)

    assert [ContentDelta("a"), ContentDelta("b")] == [event for chunk in chunks for event in events_of(chunk)]
    assert ["a", "", "b"] == [chunk.text for chunk in chunks]
    assert "beforeagainone more!" == answer.text
    assert {UnreadChunk} == {type(chunk) for chunk in (*chunks, last)}
