"""The value of a streamed answer, and the class that was asked for."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from openrouter import errors
from openrouter.core.flow import Flow
from openrouter.core.parsed import parsed_answer
from openrouter.models import JsonObjectFormat
from tests.core.test_call import body, call
from tests.play import DONE, OK, make_flow, piece, play, sse


@attrs.define
class Point:
    """A point."""

    x: int
    y: int = 0


def played(cls: Any, *texts: str, finish: str = "stop", **delta: Any) -> Flow:
    """A flow whose answer was delivered."""
    flow = make_flow(answer=cls)
    play(flow, [OK, sse(*map(piece, texts), piece(finish=finish, **delta)) + DONE, b""])
    return flow


def test_a_class_is_sent_as_its_schema() -> None:
    """In its place among the parameters; the call remembers the class."""
    schema = (
        '{"type":"object","properties":{"x":{"type":"integer"},"y":{"type":"integer"}},"required":["x","y"],'
        '"additionalProperties":false}'
    )
    form = '{"type":"json_schema","json_schema":{"name":"Point","description":"A point.","strict":true,"schema":' + schema + "}}"

    assert f'"seed":1,"response_format":{form},"top_p":1,' in body(seed=1, response_format=Point, top_p=1)
    assert Point is call(response_format=Point).answer


@pytest.mark.parametrize("given", [JsonObjectFormat(), {"type": "json_object"}])
def test_a_format_is_sent_as_it_is(given: Any) -> None:
    """What is no class is no class, and its bytes are what they were."""
    assert '"response_format":{"type":"json_object"},' in body(response_format=given)
    assert call(response_format=given).answer is None


@pytest.mark.parametrize("given", [int, "json", Point(1)])
def test_what_no_answer_can_be_is_refused(given: Any) -> None:
    """Before anything is sent."""
    with pytest.raises(errors.ConfigurationError, match="response_format must be a class"):
        call(response_format=given)


def test_the_value_of_an_answer() -> None:
    """Of the class, or JSON without one."""
    assert Point(1, 2) == parsed_answer(played(Point, '{"x": 1', ', "y": 2}'))
    assert {"x": 1} == parsed_answer(played(None, '{"x": 1}'))


@pytest.mark.parametrize("cls", [Point, None])
def test_an_error_tells_of_the_call(cls: Any) -> None:
    """What was delivered, and the ids; the outcome of the stream is what it was."""
    flow = played(cls, "{", finish="length")
    with pytest.raises(errors.OutputTruncatedError) as caught:
        parsed_answer(flow)

    assert caught.value.partial is not None
    assert ("{", "gen-1", 1) == (caught.value.partial.text, caught.value.generation_id, caught.value.attempts)
    assert "completed" == flow.journal.status
