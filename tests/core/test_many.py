"""Many requests: which may begin, and whose result is next."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter import errors
from openrouter.core.many import AHEAD, Result, Window, checked_requests, request_of
from openrouter.models import ChatRequest, ChatResponse
from tests.play import STEADY

WHOLE = ChatResponse.from_dict({"choices": [{"message": {"content": "x"}}], "usage": {"cost": 0.5}})


@STEADY
@given(st.integers(0, 40), st.integers(1, 5), st.booleans(), st.data())
def test_results_are_complete_and_bounded(count: int, concurrency: int, ordered: bool, data: st.DataObject) -> None:
    """In whatever order answers end: every result is given once, in order if wanted, and little is ever held."""
    window, running, given_out, requests = Window(concurrency, ordered), [], [], iter(range(count))
    while not window.is_over:
        while window.may_begin:
            if next(requests, None) is None:
                window.exhausted = True
            else:
                running.append(window.begin())
        assert len(running) <= concurrency < window.places
        if running:
            window.end(Result(running.pop(data.draw(st.integers(0, len(running) - 1))), None))
        while (result := window.next()) is not None:
            given_out.append(result.index)
        assert len(window._waiting) <= concurrency * AHEAD

    assert list(range(count)) == (given_out if ordered else sorted(given_out))


@pytest.mark.parametrize("concurrency", [0, -1, 1.5, True, "2"])
def test_the_concurrency_is_a_number(concurrency: Any) -> None:
    """Anything but a whole number from 1 is refused."""
    with pytest.raises(errors.ConfigurationError, match="max_concurrency"):
        Window(concurrency)


def test_a_result_of_either_kind() -> None:
    """Text, partial and cost are those of what was delivered, whole or not; nothing is there where nothing was."""
    good = Result(0, "q", WHOLE)
    broken = Result(1, "q", error=errors.StreamTruncatedError("x", partial=WHOLE))
    refused = Result(2, "q", error=errors.BadRequestError("x"))

    assert (True, WHOLE, "x", 0.5) == (good.ok, good.partial, good.text, good.cost)
    assert (False, WHOLE, "x", 0.5) == (broken.ok, broken.partial, broken.text, broken.cost)
    assert (False, None, "", None) == (refused.ok, refused.partial, refused.text, refused.cost)


def test_few_items_wait_for_the_reader() -> None:
    """Twice as many as may run, and never so many that they would be a burden of their own."""
    assert [2, 16, 1000] == [Window(concurrency).places for concurrency in (1, 8, 10**6)]


def test_what_a_request_may_be() -> None:
    """Messages in any form, or the keywords of `stream()`, which override the shared ones."""
    request = ChatRequest(messages=[])

    assert ("hi", {"model": "m"}) == request_of("hi", {"model": "m"})
    assert (request, {}) == request_of(request, {})
    assert (["x"], {"model": "n", "seed": 1}) == request_of({"messages": ["x"], "model": "n"}, {"model": "m", "seed": 1})
    with pytest.raises(errors.ConfigurationError, match="messages"):
        request_of({"role": "user", "content": "hi"}, {})


@pytest.mark.parametrize("one", ["hi", b"hi", {"messages": "hi"}, ChatRequest(messages=[]), 5, None])
def test_a_single_request_is_not_several(one: Any) -> None:
    """One request, whose letters or keys would be asked one by one, and what cannot be iterated over are refused by name."""
    with pytest.raises(errors.ConfigurationError, match=f"requests must be .* {type(one).__name__}"):
        checked_requests(one, "__iter__", "__aiter__")


def test_several_requests_are_taken_as_they_are() -> None:
    """Whatever has one of the ways to iterate that a client knows."""
    requests = ["hi"]

    assert requests is checked_requests(requests, "__iter__")
    with pytest.raises(errors.ConfigurationError, match="iterate"):
        checked_requests(requests, "__aiter__")


def test_one_reads_at_a_time() -> None:
    """A second reader is refused by name, and does not take the place of the first; an error gives the place back."""
    window = Window(1)
    with window.reading("thread"):
        for _ in range(2):
            with pytest.raises(RuntimeError, match="another thread"), window.reading("thread"):
                pass
    with pytest.raises(KeyError), window.reading("thread"):
        raise KeyError
    with window.reading("thread"):
        pass


def test_a_window_that_was_left() -> None:
    """Nothing begins any more, and who reads is told so; one that was read to its end has ended well."""
    window = Window(1)
    assert window.may_begin
    window.left = True
    assert not window.may_begin
    for _ in range(2):
        with pytest.raises(errors.StreamCancelledError, match="left"), window.reading("thread"):
            pass
    window.exhausted = True
    window.check()


@pytest.mark.parametrize("error", [KeyError("x"), StopIteration(), StopAsyncIteration()])
def test_what_ended_a_run_is_raised_again(error: Exception) -> None:
    """The first error, always the same; one that would end a loop quietly is raised as another."""
    window = Window(1)
    raised = window.failed(error)
    window.failed(ValueError())

    with pytest.raises(type(raised)) as caught:
        window.check()
    assert raised is caught.value
    assert raised is error or isinstance(raised, RuntimeError)
    assert not isinstance(raised, StopIteration | StopAsyncIteration)


def test_an_interrupt_ends_a_run_once() -> None:
    """It is raised as it is, and who reads on is told that the run was left."""
    window, interrupt = Window(1), KeyboardInterrupt()
    assert interrupt is window.failed(interrupt)
    window.check()
    window.left = True
    with pytest.raises(errors.StreamCancelledError):
        window.check()
