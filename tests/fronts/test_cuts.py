"""A stream that was cut raises, and what was delivered is a prefix, to the byte, in every framing and both fronts."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from attrs import frozen

from openrouter import AsyncOpenRouter, OpenRouter, errors
from openrouter.testing import Action, Cut, FakeOpenRouter, ReceivedRequest, Replay

TEXT = "Grüße, 世界! \U0001f600 done"
PIECES = ["Grü", "ße, ", "世界", "! \U0001f600", " done"]


def data(payload: str) -> bytes:
    return f"data: {payload}\n\n".encode()


def chunk(content: str, finish: str = "null") -> bytes:
    head = '{"id":"gen-1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":'
    return data(f'{head}{{"role":"assistant","content":"{content}"}},"finish_reason":{finish}}}]}}')


BODY = b"".join(
    [
        b": OPENROUTER PROCESSING\n\n",
        *[chunk(piece) for piece in PIECES],
        chunk("", '"stop"'),
        data('{"id":"gen-1","choices":[],"usage":{"total_tokens":3,"cost":0.5}}'),
        data("[DONE]"),
    ]
)
FINISHED = BODY.index(b'data: {"id":"gen-1","choices":[]')
"""Where the event that holds the finish reason ends."""

DONE = BODY.index(b"[DONE]") + len(b"[DONE]")
"""Where `[DONE]` ends; its line end is not needed."""

FRAMINGS = ("chunked", "close", "length")
CUTS = ("fin", "rst", "clean")
OFFSETS = sorted({0, 1, 30, FINISHED - 1, FINISHED, FINISHED + 5, DONE - 1, DONE, DONE + 1, *range(60, len(BODY), 97)})


@frozen
class CutWhereAsked:
    """Cuts the body as the request says: its model is framing, kind of cut and offset."""

    def actions(self, request: ReceivedRequest) -> Iterator[Action]:
        framing, how, after = request.parameter("model").split()
        answer = Replay(BODY, framing=framing)
        return iter(Cut(answer, after=int(after), how=how).actions(request))


@frozen
class Seen:
    """What a caller is left with."""

    text: str
    error: errors.OpenRouterError | None
    stream: Any


def names() -> list[str]:
    return [f"{framing} {how} {after}" for framing, how, after in itertools.product(FRAMINGS, CUTS, OFFSETS)]


def read_all(url: str) -> dict[str, Seen]:
    found = {}
    with OpenRouter(base_url=url, retry=None) as client:
        for name in names():
            stream, text, error = client.stream("hi", model=name), "", None
            try:
                for chunk in stream:
                    text += chunk.text
            except errors.OpenRouterError as raised:
                error = raised
            found[name] = Seen(text, error, stream)
    return found


def read_all_at_once(url: str) -> dict[str, Seen]:
    found = {}

    async def read(client: AsyncOpenRouter, gate: asyncio.Semaphore, name: str) -> None:
        async with gate:
            stream, text, error = client.stream("hi", model=name), "", None
            try:
                async for chunk in stream:
                    text += chunk.text
            except errors.OpenRouterError as raised:
                error = raised
            found[name] = Seen(text, error, stream)

    async def run() -> None:
        gate = asyncio.Semaphore(16)
        async with AsyncOpenRouter(base_url=url, retry=None) as client:
            await asyncio.gather(*[read(client, gate, name) for name in names()])

    asyncio.run(run())
    return found


@pytest.fixture(scope="module", params=["sync", "aio"])
def seen(request: pytest.FixtureRequest) -> dict[str, Seen]:
    """What either front makes of every cut."""
    with FakeOpenRouter(default=CutWhereAsked()) as server:
        return (read_all if request.param == "sync" else read_all_at_once)(server.url)


def parts(name: str) -> tuple[str, str, int]:
    framing, how, after = name.split()
    return framing, how, int(after)


def test_the_body_is_what_it_should_be(server: FakeOpenRouter, front: Any) -> None:
    """Uncut, the body is complete, with its usage."""
    server.answer(Replay(BODY))
    outcome = front.stream(server.url)

    assert (TEXT, "completed", 0.5) == (outcome.text, outcome.stream.status, outcome.stream.cost)


def test_only_our_errors_are_raised(seen: dict[str, Seen]) -> None:
    """Whatever the cut, the error is of our hierarchy, has no cause or context, and holds the stream's response as partial."""
    assert set(names()) == set(seen)
    for name, got in seen.items():
        if got.error is not None:
            assert isinstance(got.error, (errors.StreamError, errors.APIConnectionError)), name
            assert (None, None) == (got.error.__cause__, got.error.__context__), name
            assert got.error.partial in (got.stream.response, None), name
            assert 1 == got.error.attempts, name
            assert (got.error.partial.text if got.error.partial else "") == got.text == got.stream.text, name


@pytest.mark.requirement(13)
def test_the_text_is_a_prefix_and_whole_if_completed(seen: dict[str, Seen]) -> None:
    """What was delivered is a beginning of what was sent, all of it if and only if the stream is completed or nearly was."""
    for name, got in seen.items():
        _, _, after = parts(name)

        assert TEXT.startswith(got.text), name
        assert (got.error is None) == (got.stream.status == "completed"), name
        if got.error is None:
            assert got.text == TEXT, name
            assert after >= FINISHED, name


@pytest.mark.requirement(12, 13)
def test_every_event_before_the_cut_is_delivered(seen: dict[str, Seen]) -> None:
    """An event that was sent whole before an orderly end of the connection is delivered; a reset may destroy what was not read yet."""
    for name, got in seen.items():
        _, how, after = parts(name)
        if how != "rst":
            assert TEXT.startswith(expected_text(after)), name
            assert expected_text(after) == got.text, name


def expected_text(after: int) -> str:
    """The text of the events that are whole in so many bytes of the body."""
    whole = BODY[:after].count(b"\n\n") - 1
    return "".join(PIECES[: max(whole, 0)])


def test_the_outcome_of_a_clean_end(seen: dict[str, Seen]) -> None:
    """A body that ends by its own framing is complete after every finish reason, and else truncated."""
    for name, got in seen.items():
        framing, how, after = parts(name)
        if how == "clean" or (framing == "close" and how == "fin"):
            expected = "completed" if after >= FINISHED else "truncated"

            assert expected == got.stream.status, name
            assert (after >= DONE) == got.stream.stats.done_seen, name
            assert got.error is None or type(got.error) is errors.StreamTruncatedError, name


def test_the_outcome_of_a_broken_frame(seen: dict[str, Seen]) -> None:
    """A body whose framing is not ended is interrupted, also after a finish reason, unless `[DONE]` came."""
    for name, got in seen.items():
        framing, how, after = parts(name)
        if how == "fin" and framing != "close":
            assert ("completed" if after >= DONE else "interrupted") == got.stream.status, name
            assert got.error is None or type(got.error) is errors.StreamInterruptedError, name
            assert got.error is None or got.error.sent, name


def test_the_outcome_of_a_reset(seen: dict[str, Seen]) -> None:
    """After a reset a stream is interrupted, or an error of the connection if it came before anything; complete only after `[DONE]`."""
    for name, got in seen.items():
        _, how, after = parts(name)
        if how == "rst" and got.error is not None:
            assert isinstance(got.error, errors.APIConnectionError), name
            assert got.error.sent, name
        elif how == "rst":
            assert after >= DONE, name
