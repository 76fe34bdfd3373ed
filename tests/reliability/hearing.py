"""Reading a stream to its end, whatever that is, and what every end has in common."""

from __future__ import annotations

import copy
import pickle
import time
from collections.abc import Callable
from typing import Any

import pytest
from attrs import frozen

from openrouter import errors
from tests.fronts.uniform import Play

everywhere = pytest.mark.parametrize("play", ["sync", "aio", "sync-tls", "aio-tls"], indirect=True)
"""In both fronts, over plain HTTP and over TLS."""


@frozen
class Heard:
    """What a caller has seen of one stream."""

    text: str
    error: Any
    """What was raised; None at the end of a whole answer."""
    stream: Any
    seconds: float
    """From the first step to the end."""


async def hear(stream: Any, each: Callable[[str], object] = str) -> Heard:
    """Reads a stream in a loop, with something to do for the text of each chunk; an error of ours is its outcome, any other is raised."""
    text, begun = "", time.monotonic()
    try:
        async for chunk in stream:
            text += chunk.text
            each(chunk.text)
    except errors.OpenRouterError as error:
        return Heard(text, error, stream, time.monotonic() - begun)
    return Heard(text, None, stream, time.monotonic() - begun)


def heard(play: Play, name: str, *, client: dict[str, Any] | None = None, **options: Any) -> Heard:
    """What is seen of a scenario, by a client with these options; `on_malformed` is the stream's."""
    told = {"on_malformed": options.pop("on_malformed")} if "on_malformed" in options else {}
    url = play.server.scenario_url(name, **options)

    async def body(made: Any) -> Heard:
        return await hear(made.stream("hi", **told))

    found = play(body, base_url=url, **(client or {}))
    check(found)
    return found


def check(found: Heard) -> None:
    """What is true of every outcome: the partial is what was delivered, the error stands alone, and can be kept and sent."""
    error, stream = found.error, found.stream
    assert found.text == stream.text == stream.response.text
    assert (error is None) == (stream.status == "completed")
    if error is None:
        return
    assert (error.partial.text if error.partial else "") == found.text
    assert error.partial is None or error.partial == stream.response
    assert (None, None) == (error.__cause__, error.__context__)
    for made in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert (type(error), str(error), vars(error)) == (type(made), str(made), vars(made))
