"""Answers in one piece and error bodies of real services, over a real socket and in both fronts."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pytest
from attrs import frozen

from openrouter import AsyncOpenRouter, OpenRouter, errors
from openrouter.models import ChatResponse
from openrouter.testing import Action, Body, FakeOpenRouter, ReceivedRequest
from tests.corpus.recordings import Recording, bodies, json_bodies, needs_corpus

pytestmark = needs_corpus

CLASSES: Mapping[int | None, type[errors.APIStatusError]] = {
    400: errors.BadRequestError,
    401: errors.AuthenticationError,
    402: errors.InsufficientCreditsError,
    403: errors.PermissionDeniedError,
    404: errors.NotFoundError,
    422: errors.UnprocessableEntityError,
    429: errors.RateLimitError,
    500: errors.InternalServerError,
    502: errors.ProviderError,
    503: errors.ServiceUnavailableError,
}

PADDING = b"\n         \n\n         \n"
"""What OpenRouter sends to keep the connection alive while a request without a stream waits."""


@frozen
class Shelf:
    """Serves the body that the request names as its model, with what it names as its user before it."""

    def actions(self, request: ReceivedRequest) -> Iterator[Action]:
        recording = bodies()[request.parameter("model")]
        padding = PADDING if request.parameter("user") == "padded" else b""
        return iter(
            Body(padding + recording.data, status=status_of(recording), headers=kind_of(recording)).actions(request)
        )


def status_of(recording: Recording) -> int:
    status: int = recording.facts["response"]["status"]
    return status


def kind_of(recording: Recording) -> dict[str, str]:
    """The content type as recorded."""
    headers = recording.facts["response"]["headers"] or {}
    return {"Content-Type": headers.get("content-type", "application/json")}


def ask_all(url: str, names: Iterable[str], user: str) -> dict[str, Any]:
    """The response or the error of each body, one after the other."""
    found: dict[str, Any] = {}
    with OpenRouter(base_url=url, retry=None) as client:
        for name in names:
            try:
                found[name] = client.complete("hi", model=name, user=user)
            except errors.OpenRouterError as error:
                found[name] = error
    return found


def ask_all_at_once(url: str, names: Iterable[str], user: str) -> dict[str, Any]:
    """The response or the error of each body, side by side."""

    async def run() -> dict[str, Any]:
        async with AsyncOpenRouter(base_url=url, retry=None) as client:
            calls = [client.complete("hi", model=name, user=user) for name in names]
            return dict(zip(names, await asyncio.gather(*calls, return_exceptions=True), strict=True))

    return asyncio.run(run())


ASKERS: Mapping[str, Callable[[str, Iterable[str], str], dict[str, Any]]] = {"sync": ask_all, "aio": ask_all_at_once}


def error_in(name: str) -> tuple[int | None, Any] | None:
    """The status that the error of a recording stands for, and its error object; None for an answer."""
    status, body = status_of(bodies()[name]), json_bodies().get(name, {})
    error = body.get("error")
    if status != 200:
        return status, error
    for choice in body.get("choices") or []:
        error = error or choice.get("error")
    if error is None:
        return None
    code = error.get("code")
    return (int(code) if str(code).isdigit() else None), error


@pytest.mark.parametrize("asker", ASKERS)
@pytest.mark.parametrize("user", ["plain", "padded"])
def test_a_body_is_its_response_or_its_error(asker: str, user: str) -> None:
    """
    An answer is decoded whatever white space stands before it; an error has the class, status and message it was sent with.

    The bodies of other endpoints (lists of models) are no answer at all.
    """
    names = list(bodies())
    with FakeOpenRouter(default=Shelf()) as server:
        found = ASKERS[asker](server.url, names, user)

    for name in names:
        got, wrong = found[name], error_in(name)
        if wrong is None and "choices" not in json_bodies().get(name, {}):
            assert errors.UnexpectedResponseError is type(got), name
            continue
        if wrong is None:
            assert ChatResponse.from_dict(json_bodies()[name]) == got, name
            continue
        status, error = wrong
        message = error.get("message") if isinstance(error, dict) else None

        assert CLASSES.get(status, errors.APIStatusError) is type(got), name
        assert (status, status_of(bodies()[name])) == (got.status, got.http_status), name
        assert message is None or message == got.message, name
        assert message is None or message in str(got), name


def test_there_are_bodies_of_every_kind() -> None:
    """The recordings hold answers, errors of status 200, errors inside a choice, and errors of HTTP."""
    kinds = Counter(
        "answer" if error_in(name) is None else "http" if status_of(recording) != 200 else "inside"
        for name, recording in bodies().items()
    )
    in_choices = [
        name for name, body in json_bodies().items() if any(choice.get("error") for choice in body.get("choices") or [])
    ]

    assert kinds["answer"] > 100
    assert kinds["http"] > 40
    assert kinds["inside"] > 1
    assert in_choices


def test_an_error_in_a_choice_keeps_what_was_answered() -> None:
    """The response that holds the error is the error's partial."""
    names = [name for name, body in json_bodies().items() if error_in(name) is not None and body.get("choices")]
    with FakeOpenRouter(default=Shelf()) as server:
        found = ask_all(server.url, names, "plain")

    assert {name: ChatResponse.from_dict(json_bodies()[name]) for name in names} == {
        name: error.partial for name, error in found.items()
    }


@pytest.mark.parametrize("asker", ASKERS)
def test_a_body_in_place_of_a_stream(asker: str) -> None:
    """A request for a stream that gets a whole JSON body delivers it as one chunk, or raises its error."""
    names = [name for name, recording in bodies().items() if name in json_bodies() or status_of(recording) != 200]
    with FakeOpenRouter(default=Shelf()) as server:
        found = (stream_all if asker == "sync" else stream_all_at_once)(server.url, names)

    for name in names:
        text, error = found[name]
        wrong = error_in(name)
        if wrong is None and "choices" not in json_bodies().get(name, {}):
            assert errors.UnexpectedResponseError is type(error), name
        elif wrong is None:
            assert (ChatResponse.from_dict(json_bodies()[name]).text, None) == (text, error), name
        else:
            assert CLASSES.get(wrong[0], errors.APIStatusError) in type(error).__mro__, name


def stream_all(url: str, names: Iterable[str]) -> dict[str, tuple[str, Exception | None]]:
    found: dict[str, tuple[str, Exception | None]] = {}
    with OpenRouter(base_url=url, retry=None) as client:
        for name in names:
            stream = client.stream("hi", model=name)
            try:
                found[name] = (stream.get_final_text(), None)
            except errors.OpenRouterError as error:
                found[name] = (stream.text, error)
    return found


def stream_all_at_once(url: str, names: Iterable[str]) -> dict[str, tuple[str, Exception | None]]:
    async def read(client: AsyncOpenRouter, name: str) -> tuple[str, Exception | None]:
        stream = client.stream("hi", model=name)
        try:
            return await stream.get_final_text(), None
        except errors.OpenRouterError as error:
            return stream.text, error

    async def run() -> dict[str, tuple[str, Exception | None]]:
        async with AsyncOpenRouter(base_url=url, retry=None) as client:
            results = await asyncio.gather(*[read(client, name) for name in names])
            return dict(zip(names, results, strict=True))

    return asyncio.run(run())
