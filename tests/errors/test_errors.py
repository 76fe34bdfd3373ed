"""Every error class, its attributes, and its way through copy and pickle."""

from __future__ import annotations

import copy
import inspect
import pickle
from typing import Any

import pytest

from openrouter import errors
from openrouter.core.accumulator import Accumulator
from openrouter.models import ChatResponse
from tests.play import piece

CLASSES = [getattr(errors, name) for name in errors.__all__ if inspect.isclass(getattr(errors, name))]
VALUES: dict[str, Any] = {
    "generation_id": "g", "request_id": "r", "attempts": 2, "sent": False, "clock": "idle", "seconds": 2.5, "http_status": 200,
    "excerpt": "x", "path": "choices[0]", "limit": "text", "value": 5, "event_number": 3, "status": 429, "code": "c",
    "error_type": "t", "message": "m", "provider": "p", "metadata": {"raw": [1]}, "retry_after": 2.0, "retryable": True,
    "invited": True, "body": "b", "refusal": "no", "finish_reason": "length",
}  # fmt: skip


def response() -> ChatResponse:
    """What was delivered."""
    answer = Accumulator()
    answer.add(piece("part"))
    return answer.response()


def full(cls: type[errors.OpenRouterError]) -> errors.OpenRouterError:
    """An error of a class with every attribute that the class declares."""
    facts = {name: value for name, value in VALUES.items() if hasattr(cls, name)}
    return cls("what happened", partial=response(), **facts)


def facts_of(error: errors.OpenRouterError) -> dict[str, Any]:
    """All attributes of an error."""
    return {name: getattr(error, name) for name in [*VALUES, "partial"] if hasattr(error, name)}


@pytest.mark.parametrize("cls", CLASSES)
def test_errors_pickle_and_copy(cls: type[errors.OpenRouterError]) -> None:
    """An error goes through pickle, copy and deepcopy with its class, its words and all of its attributes."""
    error = full(cls)
    twins = [copy.copy(error), copy.deepcopy(error)]
    twins += [pickle.loads(pickle.dumps(error, protocol)) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)]

    for twin in twins:
        assert cls is type(twin)
        assert twin is not error
        assert ("what happened", ("what happened",)) == (str(twin), twin.args)
        assert facts_of(error) == facts_of(twin)
        assert (None, None) == (twin.__cause__, twin.__context__)
    assert error.partial is not twins[1].partial


@pytest.mark.parametrize("cls", CLASSES)
def test_errors_have_their_attributes_without_being_told(cls: type[errors.OpenRouterError]) -> None:
    """An attribute that was not given has a default, and notes survive."""
    error = cls("x")
    error.add_note("a note")

    assert (None, None, None, 0) == (error.partial, error.generation_id, error.request_id, error.attempts)
    assert ["a note"] == pickle.loads(pickle.dumps(error)).__notes__
    assert error.__doc__
    assert cls.__module__.startswith("openrouter.errors")


@pytest.mark.parametrize("cls", CLASSES)
def test_an_unknown_attribute_is_a_mistake(cls: type[errors.OpenRouterError]) -> None:
    """A class takes the facts that it declares, and no others."""
    with pytest.raises(TypeError, match="has no attribute 'colour'"):
        cls("x", colour="red")


BUILT_IN = {
    "ConfigurationError": ValueError,
    "APITimeoutError": TimeoutError,
}


@pytest.mark.parametrize("cls", CLASSES)
def test_the_hierarchy(cls: type[errors.OpenRouterError]) -> None:
    """All are OpenRouterErrors; those with a built-in relative are caught by it; what has `Stream` in its name is a StreamError."""
    own = {name for name, built_in in BUILT_IN.items() if issubclass(cls, built_in)}

    assert issubclass(cls, errors.OpenRouterError)
    assert cls.__name__.startswith("Stream") == issubclass(cls, errors.StreamError)
    assert ({cls.__name__} & BUILT_IN.keys()) == own


@pytest.mark.parametrize(
    ("cls", "parents"),
    [
        (errors.TLSError, [errors.APIConnectionError]),
        (errors.StreamInterruptedError, [errors.StreamError, errors.APIConnectionError]),
        (errors.StreamDecodeError, [errors.StreamError, errors.DecodeError]),
        (errors.ProviderError, [errors.InternalServerError, errors.APIStatusError]),
        (errors.ServiceUnavailableError, [errors.InternalServerError]),
        (errors.ProviderOverloadedError, [errors.InternalServerError]),
        (
            errors.StreamProviderError,
            [errors.ProviderError, errors.StreamInternalServerError, errors.StreamStatusError],
        ),
    ],
)
def test_relatives(cls: type[Exception], parents: list[type[Exception]]) -> None:
    """`except` catches an error by each of its kinds."""
    assert [True] * len(parents) == [issubclass(cls, parent) for parent in parents]


@pytest.mark.parametrize("status", [None, 0, 200, *range(400, 600), 600, 999])
def test_an_error_inside_a_stream_is_what_it_would_have_been(status: int | None) -> None:
    """For every status there is one class, and one for the same inside a stream that is both."""
    cls = errors.status.status_class(status)
    inside = errors.stream.stream_status_class(cls)

    assert issubclass(inside, cls)
    assert issubclass(inside, errors.StreamStatusError)
    assert ("Stream" + cls.__name__).replace("StreamAPI", "Stream") == inside.__name__
    assert (status is not None and 500 <= status <= 599) == issubclass(cls, errors.InternalServerError)


def test_sent_tells_whether_the_request_left() -> None:
    """Without another word a request may have left, but never by way of a TLS connection that failed."""
    assert (True, False, True) == (
        errors.APIConnectionError("x").sent, errors.TLSError("x").sent, errors.StreamInterruptedError("x").sent,
    )  # fmt: skip


def test_every_class_is_public() -> None:
    """`__all__` names every class of the package."""
    modules = [errors.call, errors.status, errors.stream]
    found = {
        name
        for module in modules
        for name, value in vars(module).items()
        if inspect.isclass(value) and issubclass(value, Exception)
    }

    assert set() == found - set(errors.__all__)
    assert sorted(errors.__all__) == errors.__all__


@pytest.mark.parametrize("cls", [errors.APIStatusError, errors.UnexpectedResponseError, errors.StreamInterruptedError])
def test_what_is_printed_commands_no_terminal(cls: type[errors.OpenRouterError]) -> None:
    """A traceback prints the words of a server: no escape sequence and no control of direction among them, also after pickling."""
    error = cls("no \x1b]0;owned\x07\x9b31m\u202e\r money\n\tat all")

    for each in (error, copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert "no ␛]0;owned31m␍ money\n\tat all" == str(each)
