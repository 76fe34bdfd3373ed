"""What must be true of any bytes, however they are cut: one function, for hypothesis, for a fuzzer, and for a crash that is looked into."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterable
from random import Random
from typing import Any

from attrs import frozen

from openrouter import errors
from openrouter.core.journal import Journal
from openrouter.core.options import Limits, OnMalformed
from openrouter.core.receiver import KeepAlive
from openrouter.core.scripts import stream_chat
from openrouter.core.steps import Emit, Failure, Head, Open, Read
from openrouter.models import ChatChoice, ChatChunk, ChatDelta, ChatMessage, ChatResponse, ChunkChoice
from openrouter.traits import Model
from tests import oracle
from tests.fuzz.seeds import cut
from tests.play import END, OK, RESET, make_flow

TIGHT = Limits(event=700, line=600, text=12, tool_arguments=6, tool_calls=2, choices=2, comment=10)
"""Bounds that a short stream may break."""


_ONLY_IN_RESPONSES = (ChatResponse._keys | ChatChoice._keys | ChatMessage._keys) - (ChatChunk._keys | ChunkChoice._keys | ChatDelta._keys)


@frozen
class Way:
    """How the bytes are read."""

    limits: Limits
    on_malformed: OnMalformed
    head: Head
    end: bytes | Failure


@frozen
class Seen:
    """What came of the bytes."""

    chunks: list[ChatChunk]
    journal: Journal

    def told(self) -> dict[str, Any]:
        """All that may not depend on how the bytes were cut."""
        journal, stats = self.journal, self.journal.stats
        told: dict[str, Any] = {
            "chunks": [chunk.to_dict() for chunk in self.chunks],
            "error": _facts(journal.error),
            "status": journal.status,
            "response": journal.accumulator.response().to_dict(),
            "delivered": (stats.chunks, stats.tolerated, stats.characters),
        }
        if journal.status != "failed":  # then more of the read may have been looked at
            told["received"] = (stats.events, stats.ignored, stats.done_seen, stats.content_after_finish)
        return told


def _facts(error: errors.OpenRouterError | None) -> Any:
    """What an error tells, without its partial, and without which of two bounds was met first."""
    if isinstance(error, errors.LimitExceededError) and error.limit in {"line", "event"}:
        return "line or event"
    return None if error is None else (type(error).__name__, str(error), {**vars(error), "partial": None})


def way(random: Random) -> Way:
    """One of the ways to read."""
    return Way(
        limits=random.choice([Limits(), Limits(), TIGHT]),
        on_malformed=random.choice(["raise", "skip"]),
        head=random.choice([OK, OK, OK, Head(200, {}), Head(200, {"content-type": "text/plain"})]),
        end=random.choice([END, END, RESET]),
    )


def read(pieces: Iterable[bytes], how: Way) -> Seen:
    """Plays the script of a stream with these reads; anything but an error of ours is a mistake and is raised."""
    flow = make_flow(limits=how.limits, on_malformed=how.on_malformed)
    script, journal, source = stream_chat(flow), flow.journal, iter(pieces)
    chunks: list[ChatChunk] = []
    reply: Any = None
    try:
        while True:
            step = script.send(reply)
            reply = how.head if isinstance(step, Open) else next(source, how.end) if isinstance(step, Read) else None
            if isinstance(step, Emit):
                journal.ready.extend(step.items)
                while journal.ready:
                    item = journal.take()
                    if not isinstance(item, KeepAlive):
                        chunks.append(item)
    except StopIteration:
        pass
    except errors.OpenRouterError as error:
        script.close()
        if not journal.ended:
            journal.failed(error, 0.0)
    return Seen(chunks, journal)


def check(data: bytes, random: Random) -> None:
    """Raises AssertionError, or whatever a mistake raises, if the bytes break a rule of this project."""
    how = way(random)
    whole = read([data] if data else [], how)
    told = whole.told()
    assert whole.journal.ended
    for _ in range(2):
        pieces = cut(random, data)
        again = read(pieces, how).told()
        for key, value in told.items():
            assert value == again[key], f"{key}: {value} and {again[key]} of {pieces} read as {how}"
    _check_outcome(whole)
    _check_answer(whole)


def _check_outcome(seen: Seen) -> None:
    """The error is documented, complete, and can be sent to another process; what it holds is what was delivered."""
    journal = seen.journal
    error = journal.error
    assert (error is None) == (journal.status == "completed")
    if error is None:
        return
    assert (None, None) == (error.__cause__, error.__context__)
    assert type(error).__module__.startswith("openrouter.errors")
    returned = pickle.loads(pickle.dumps(error))
    assert (str(error), repr(error)) == (str(returned), repr(returned))
    str(error).encode()
    if error.partial is not None and journal.stats.chunks:
        assert journal.accumulator.response() == error.partial
    assert seen.chunks == [] or error.partial is not None


def _check_answer(seen: Seen) -> None:
    """The answer is what an independent fold makes of the chunks that were delivered, and can be written."""
    response = seen.journal.accumulator.response()
    response.to_json()
    copy.deepcopy(response)
    delivered = [chunk.to_dict() for chunk in seen.chunks]
    assert _without_misfits(oracle.fold(delivered), response) == oracle.normal(response.to_dict())
    texts = "".join(chunk.text for chunk in seen.chunks)
    indexes = {choice.index or 0 for chunk in seen.chunks for choice in chunk.choices or ()}
    if indexes and min(indexes) == 0:
        assert texts == response.text == seen.journal.accumulator.text


def _without_misfits(folded: dict[str, Any], response: ChatResponse) -> dict[str, Any]:
    """The fold without unknown fields of chunks that a response knows by another type, and therefore cannot show."""
    pairs: list[tuple[dict[str, Any], Model | None]] = [(folded, response)]
    for choice, made in zip(folded["choices"], response.choices or (), strict=True):
        pairs += [(choice, made), (choice["message"], made.message)]
    for values, model in pairs:
        for key in list(values):
            if model is not None and key in model._keys and getattr(model, key, None) is None and key in _ONLY_IN_RESPONSES:
                del values[key]
    return folded
