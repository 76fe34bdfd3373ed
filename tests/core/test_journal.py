"""What is known of one call."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from openrouter import errors
from openrouter.core.journal import Journal, Notice
from openrouter.core.options import Limits
from openrouter.core.receiver import KeepAlive, Received
from openrouter.core.sse import ServerSentEvent
from openrouter.core.steps import Head
from openrouter.models import ChatChunk
from tests.core.test_refrain import decoded
from tests.play import piece


def journal(limits: Limits | None = None) -> Journal:
    """The journal of a call under way."""
    made = Journal(limits or Limits())
    made.began(Head(200, {"x-request-id": "r"}), 1.0)
    return made


def test_chunks_are_joined_when_they_are_taken() -> None:
    """What arrived and was not delivered is no part of the answer."""
    made = journal()
    made.ready.extend([ChatChunk.from_dict(piece("a")), ChatChunk.from_dict(piece("b"))])
    made.take()

    assert ("a", 1) == (made.accumulator.text, made.stats.chunks)


def test_items_of_other_views() -> None:
    """An event is joined by its chunk; comments and notices are handed over as they are."""
    made = journal()
    error = errors.OpenRouterError("x")
    items = [
        KeepAlive("x"),
        Notice(1, 0.5, error),
        Received(ServerSentEvent(), ChatChunk.from_dict(piece("a"))),
        Received(ServerSentEvent(), None),
    ]
    made.ready.extend(items)

    assert items == [made.take() for _ in items]
    assert ("a", 1) == (made.accumulator.text, made.stats.chunks)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.StreamTruncatedError("x"), "truncated"),
        (errors.StreamInterruptedError("x"), "interrupted"),
        (errors.StreamCancelledError("x"), "cancelled"),
        (errors.APITimeoutError("x"), "timed_out"),
        (errors.StreamRateLimitError("x"), "failed"),
        (errors.StreamDecodeError("x"), "failed"),
        (errors.LimitExceededError("x"), "failed"),
        (errors.UnexpectedResponseError("x"), "failed"),
        (errors.APIConnectionError("x"), "failed"),
        (errors.BadRequestError("x"), "failed"),
    ],
)
def test_outcomes_of_errors(error: errors.OpenRouterError, status: str) -> None:
    """Each error is one outcome."""
    made = journal()

    assert error is made.failed(error, 2.0)
    assert (status, 2.0, True) == (made.status, made.stats.ended_at, made.ended)


@pytest.mark.parametrize(
    ("error", "delivered", "partial"),
    [
        (errors.BadRequestError("x"), False, False),
        (errors.BadRequestError("x"), True, True),
        (errors.StreamTruncatedError("x"), False, True),
        (errors.APITimeoutError("x"), False, False),
        (errors.APITimeoutError("x"), True, True),
    ],
)
def test_partial(error: errors.OpenRouterError, delivered: bool, partial: bool) -> None:
    """An error holds what was delivered; None where no answer had begun."""
    made = journal()
    if delivered:
        made.ready.append(ChatChunk.from_dict(piece("a")))
        made.take()
    made.failed(error, 2.0)

    assert partial == (error.partial is not None)
    assert error.partial is None or ("a" if delivered else "") == error.partial.text


def test_an_error_keeps_what_it_knows() -> None:
    """Ids that an error brought are not replaced, missing ones are filled in."""
    made = journal()
    own = errors.BadRequestError("x", request_id="own", generation_id="g")
    made.failed(own, 2.0)
    other = errors.BadRequestError("x")
    made.failed(other, 2.0)

    assert ("own", "g") == (own.request_id, own.generation_id)
    assert ("r", None) == (other.request_id, other.generation_id)


def test_ids() -> None:
    """The generation's id is that of the header, else of the chunks; before both there is none."""
    made = Journal(Limits())
    before = (made.generation_id, made.request_id)
    made.ready.append(ChatChunk.from_dict(piece("a")))
    made.take()
    chunk = made.generation_id
    made.began(Head(200, {"x-generation-id": "head"}), 1.0)

    assert ((None, None), "gen-1", "head") == (before, chunk, made.generation_id)


def test_reading_on_after_the_end_is_the_same_error() -> None:
    """A stream that failed raises its error again and again."""
    made = journal()
    error = made.failed(errors.StreamTruncatedError("x"), 2.0)

    assert made.outcome(3.0) is error is made.outcome(4.0)
    assert 2.0 == made.stats.ended_at


@pytest.mark.parametrize(
    ("leave", "status", "words"),
    [
        ("left", "closed", "left before its end"),
        ("escaped", "cancelled", "left before its end"),
        ("cancel", "cancelled", "was cancelled"),
    ],
)
def test_reading_on_after_leaving(leave: str, status: str, words: str) -> None:
    """A stream that was left, stopped or cancelled raises StreamCancelledError, and keeps its outcome."""
    made = journal()
    made.ready.append(ChatChunk.from_dict(piece("a")))
    made.take()
    made.ready.append(ChatChunk.from_dict(piece("b")))
    if leave == "cancel":
        made.cancelled = True
    elif leave == "escaped":
        made.escaped(KeyboardInterrupt(), 2.0)
    else:
        made.left(2.0)
    error = made.outcome(3.0)

    assert isinstance(error, errors.StreamCancelledError)
    assert words in str(error)
    assert status == made.status
    assert error.partial is not None
    assert "a" == error.partial.text
    assert not made.ready
    assert made.outcome(4.0) is error


def test_leaving_after_the_end_changes_nothing() -> None:
    """An outcome is final."""
    made = journal()
    made.completed(2.0)
    made.left(3.0)

    assert ("completed", 2.0) == (made.status, made.stats.ended_at)


def test_the_times_of_chunks() -> None:
    """First chunk, first and last content, last chunk; the gap is between two reads that brought content."""
    made = journal()
    for now, content in (
        (2.0, False),
        (3.0, True),
        (4.0, True),
        (8.0, False),
        (10.0, True),
        (11.0, True),
        (12.0, False),
    ):
        made.mark_chunk(now, content=content)
    stats = made.stats

    assert (1.0, 2.0, 3.0, 11.0, 12.0, 6.0) == (
        stats.head_at, stats.first_chunk_at, stats.first_token_at, stats.last_token_at, stats.last_chunk_at, stats.largest_gap,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.BadRequestError("x", http_status=400), 400),
        (errors.UnexpectedResponseError("x", http_status=302), 302),
        (errors.APITimeoutError("x"), None),
    ],
)
def test_attempts(error: errors.OpenRouterError, status: int | None) -> None:
    """An attempt is told by its number, its error and its status."""
    made = journal()
    made.stats.sends = 2
    made.note_attempt(error, None)
    attempt = made.stats.attempts[0]

    assert (2, f"{type(error).__name__}: x", status, None) == (
        attempt.number, attempt.error, attempt.status, attempt.pause,
    )  # fmt: skip


def test_what_another_thread_has_left_is_not_taken() -> None:
    """A reader who saw an item that is gone when he takes it gets none, and no error of a list."""
    made = journal()
    made.ready.append(ChatChunk())
    made.left(1.0)

    assert made.take() is None
    assert 0 == made.stats.chunks


def behind_words(limits: Limits | None = None) -> tuple[Journal, ChatChunk]:
    """A journal that has joined chunks which differ in their words alone, and the next of them."""
    made = journal(limits)
    *chunks, last = decoded(json.dumps(piece(f"{number} ")).encode() for number in range(4))
    made.ready.extend(chunks)
    for _ in chunks:
        made.take()
    return made, last


def test_a_chunk_of_words_alone_is_handed_over_at_once() -> None:
    """It is joined and counted, and does not wait to be taken."""
    made, chunk = behind_words()

    assert chunk is made.hand_over(chunk)
    assert ("0 1 2 3 ", 4, 0) == (made.accumulator.text, made.stats.chunks, len(made.ready))


def cancelled(made: Journal) -> None:
    """A signal handler has cancelled."""
    made.cancelled = True


def behind_another(made: Journal) -> None:
    """Another thread that reads has left a chunk."""
    made.ready.append(ChatChunk.from_dict(piece("x")))


def reopened(made: Journal) -> None:
    """The answer broke off and goes on."""
    made.resume()


def added(made: Journal) -> None:
    """The chunk before was joined in the long way."""
    made.accumulator.add(ChatChunk.from_dict(piece("")))


@pytest.mark.parametrize("happens", [cancelled, behind_another, reopened, added])
def test_any_other_chunk_waits_to_be_taken(happens: Callable[[Journal], None]) -> None:
    """Nothing of it is joined before."""
    made, chunk = behind_words()
    happens(made)

    assert made.hand_over(chunk) is None
    assert ("0 1 2 ", 3) == (made.accumulator.text, made.stats.chunks)
    assert chunk is made.ready[-1]


def test_a_chunk_that_passes_a_bound_waits_to_be_refused() -> None:
    """Who takes it is told."""
    made, chunk = behind_words(Limits(text=7))

    assert made.hand_over(chunk) is None
    with pytest.raises(errors.LimitExceededError):
        made.take()
    assert ("0 1 2 ", 3) == (made.accumulator.text, made.stats.chunks)


def test_a_chunk_behind_the_end_is_nobodys() -> None:
    """Another thread has closed the stream while it was made."""
    made, chunk = behind_words()
    made.left(2.0)

    assert made.hand_over(chunk) is None
    assert ("0 1 2 ", 3, 0) == (made.accumulator.text, made.stats.chunks, len(made.ready))
