"""Functions as tools, and the turns of a model that calls them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Annotated, Any, Literal

import pytest
from attrs import define

from openrouter import errors
from openrouter.core.tool_loop import ToolInvocation, ToolResult, cancelled_inside, refusal_of, tool_loop
from openrouter.core.totals import summed_usage
from openrouter.models import ChatResponse, Usage
from openrouter.structured.function import function_form, result_text


def weather(city: str, unit: Literal["C", "F"] = "C", days: int = 1) -> dict[str, Any]:
    """
    The weather in a city.

    It is made up.

    Args:
        city: the city's name,
            in English.
        unit (str): of the temperature.

    Returns:
        what is known.
    """
    return {"city": city, "unit": unit, "days": days}


async def clock(zone: Annotated[str, "as in UTC+1"]) -> str:
    """What time it is."""
    return zone


def silent() -> None: ...


class Adder:
    """Adds up."""

    def add(self, one: int, other: int) -> int:
        """The sum."""
        return one + other

    def __call__(self, one: int) -> int:
        return one


@define
class Pair:
    """Two numbers."""

    one: int
    other: int


def with_pair(pair: Pair) -> int:
    """Takes an object."""
    return pair.one + pair.other


def test_a_function_as_a_tool() -> None:
    """Name, docstring, parameters with their hints and lines; what has a default may be missing."""
    definition = function_form(weather).definition["function"]

    assert "weather" == definition["name"]
    assert "The weather in a city.\n\nIt is made up." == definition["description"]
    assert {
        "type": "object",
        "properties": {
            "city": {"type": "string", "description": "the city's name, in English."},
            "unit": {"type": "string", "enum": ["C", "F"], "description": "of the temperature."},
            "days": {"type": "integer"},
        },
        "required": ["city"],
        "additionalProperties": False,
    } == definition["parameters"]


def test_other_callables_as_tools() -> None:
    """Methods, objects that can be called and coroutine functions are tools; a docstring is not needed."""
    assert {"one", "other"} == set(function_form(Adder().add).definition["function"]["parameters"]["properties"])
    assert "Adder" == function_form(Adder()).name
    assert "as in UTC+1" in str(function_form(clock).definition)
    assert "description" not in function_form(silent).definition["function"]
    assert [True, False, False] == [function_form(one).is_async for one in (clock, weather, Adder())]


def test_arguments_are_made_into_what_the_hints_say() -> None:
    """Objects are made of the caller's classes; no text means no arguments."""
    assert {"pair": Pair(1, 2)} == function_form(with_pair).arguments('{"pair": {"one": 1, "other": 2}}')
    assert {} == function_form(silent).arguments(" ")
    for wrong in ("{", '{"city": 1}', "[]", '{"city": "x", "unit": "K"}'):
        with pytest.raises(errors.OutputInvalidError):
            function_form(weather).arguments(wrong)


def no_hint(city) -> None: ...  # type: ignore[no-untyped-def]


def many(*cities: str) -> None: ...


def positional(city: str, /) -> None: ...


def unknown_name(city: Nowhere) -> None: ...  # type: ignore[name-defined] # noqa: F821


def impossible(call: Callable[[], None]) -> None: ...


@pytest.mark.parametrize(
    "function", [no_hint, many, positional, unknown_name, impossible, functools.partial(weather), 5, lambda: 1, int]
)
def test_what_cannot_be_a_tool(function: Any) -> None:
    """A function of which a model could not be told what it takes is refused when the run is made."""
    with pytest.raises(errors.ConfigurationError):
        function_form(function)


@pytest.mark.parametrize(
    ("value", "text"),
    [("a", "a"), (None, "null"), ({"a": [1]}, '{"a":[1]}'), (Pair(1, 2), '{"one":1,"other":2}'), (1.5, "1.5")],
)
def test_what_a_model_is_told_of_a_result(value: Any, text: str) -> None:
    """A text is told as it is, anything else as JSON."""
    assert text == result_text(value)


def test_results_of_other_kinds() -> None:
    """Models and pydantic-like objects are told as their JSON, what has none by its `str`."""

    class Dumps:
        def model_dump(self, mode: str) -> dict[str, str]:
            return {"mode": mode}

    assert '{"cost":0.5}' == result_text(Usage(cost=0.5))
    assert '{"mode":"json"}' == result_text(Dumps())
    assert result_text(object()).startswith("<object")


def answer(*calls: tuple[str, str], text: str | None = None, cost: float = 0.5) -> ChatResponse:
    """A whole answer with calls."""
    made = [{"id": f"c{n}", "type": "function", "function": {"name": a, "arguments": b}} for n, (a, b) in enumerate(calls)]
    message = {"role": "assistant", "content": text, **({"tool_calls": made} if made else {})}
    usage = {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3, "cost": cost}
    return ChatResponse.from_dict({"choices": [{"message": message}], "usage": usage})


def loop(tools: Any = (weather, clock), **options: Any) -> Any:
    """A loop with usual options."""
    usual = {"max_turns": 8, "on_tool_error": "return", "approve": None}
    return tool_loop("hi", list(tools), **{**usual, **options})


def test_the_turns_of_a_loop() -> None:
    """Request, calls, results, request, answer; the conversation grows by each, and usage adds up."""
    made = loop()

    assert [{"role": "user", "content": "hi"}] == made.begin_turn()

    calls = made.end_turn(answer(("weather", '{"city": "Rome"}'), ("clock", '{"zone": "UTC"}')))

    assert [("c0", "weather", {"city": "Rome"}, False), ("c1", "clock", {"zone": "UTC"}, True)] == [
        (call.id, call.name, call.keywords, call.is_async) for call in calls
    ]

    made.add([ToolResult(calls[0], {"sun": True}), ToolResult(calls[1], error=ValueError("no zone"))])

    assert [
        {"role": "tool", "tool_call_id": "c0", "content": '{"sun":true}'},
        {"role": "tool", "tool_call_id": "c1", "content": "Error: ValueError: no zone"},
    ] == made.begin_turn()[2:]
    assert [] == made.end_turn(answer(text="done"))
    assert (1.0, 6) == (made.cost, made.usage.total_tokens)
    assert ["user", "assistant", "tool", "tool", "assistant"] == [message["role"] for message in made.messages]


def test_calls_that_cannot_be_made() -> None:
    """A function that is not there, and arguments that do not fit, are told to the model as results."""
    first, second, third = loop().end_turn(answer(("nothing", "{}"), ("weather", "{"), ("", "")))

    assert (None, LookupError) == (first.function, type(first.mistake))
    assert (weather, errors.OutputInvalidError) == (second.function, type(second.mistake))
    assert "Error: LookupError: there is no tool ''" == ToolResult(third, error=third.mistake).text


def test_calls_without_a_function_are_no_crash() -> None:
    """A call of another kind, and an answer without a message, are taken as they are."""
    odd = ChatResponse.from_dict({"choices": [{"message": {"tool_calls": [{"id": "c", "type": "custom"}]}}]})

    assert [""] == [call.name for call in loop().end_turn(odd)]
    assert [] == loop().end_turn(ChatResponse())


def test_errors_may_be_raised() -> None:
    """With `on_tool_error="raise"` what a function raised comes out, and a refusal still goes to the model."""
    made = loop(on_tool_error="raise")
    (call,) = made.end_turn(answer(("weather", '{"city": "Rome"}')))
    made.add([ToolResult(call, error=refusal_of("no"))])

    assert "Error: ToolRefused: no" == made.messages[-1]["content"]
    with pytest.raises(KeyError):
        made.add([ToolResult(call, error=KeyError("x"))])


@pytest.mark.parametrize(
    ("verdict", "words"), [(True, None), (False, "not allowed"), (None, "not allowed"), ("too dear", "too dear")]
)
def test_verdicts(verdict: object, words: str | None) -> None:
    """Only true allows; a text is the reason."""
    refusal = refusal_of(verdict)

    assert words is None if refusal is None else words is not None and words in str(refusal)


def test_turns_are_bounded() -> None:
    """When the turns are spent the next one is an error that holds the last answer."""
    made = loop(max_turns=1)
    made.begin_turn()
    last = answer(("weather", "{}"))
    made.end_turn(last)
    with pytest.raises(errors.LimitExceededError) as caught:
        made.begin_turn()

    assert ("max_turns", last) == (caught.value.limit, caught.value.partial)


def test_a_loop_that_has_not_begun() -> None:
    """Nothing is known of its usage."""
    assert (None, None) == (loop().usage, loop().cost)
    assert summed_usage([None, Usage(prompt_tokens=1)]) == Usage(prompt_tokens=1)


@pytest.mark.parametrize(
    ("tools", "options"),
    [
        ("weather", {}),
        ({"type": "function"}, {}),
        (5, {}),
        ([weather, weather], {}),
        ([], {"max_turns": 0}),
        ([], {"on_tool_error": "ignore"}),
        ([], {"approve": 5}),
    ],
)
def test_options_that_cannot_be_used(tools: Any, options: dict[str, Any]) -> None:
    """A mistake in the options shows when the run is made."""
    usual = {"max_turns": 8, "on_tool_error": "return", "approve": None}
    with pytest.raises(errors.ConfigurationError):
        tool_loop("hi", tools, **{**usual, **options})


def test_other_tools_are_sent_as_they_are() -> None:
    """Server tools and schemas written by hand stand beside functions."""
    given = {"type": "openrouter:web_search"}
    made = loop([given, weather])

    assert given in made.definitions
    assert isinstance(made.end_turn(answer(("weather", '{"city": "x"}')))[0], ToolInvocation)


def circular() -> list[Any]:
    """A list that holds itself, which no text can tell."""
    endless: list[Any] = []
    endless.append(endless)
    return endless


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (lambda: {"sun": True}, '{"sun":true}'),
        (lambda: {(1, 2): 3}, "Error: TypeError"),
        (circular, "Error: RecursionError"),
        (lambda: next(iter(())), "Error: StopIteration"),
    ],
)
def test_what_comes_of_a_call(function: Callable[[], Any], told: str) -> None:
    """What a function raises, and a value that cannot be told to a model, are results like any other."""
    made = loop()
    (call,) = made.end_turn(answer(("weather", '{"city": "Rome"}')))

    assert made.result_of(call, function).text.startswith(told)


def test_a_run_that_was_ended_calls_nothing() -> None:
    """A call that has not begun by then is not made; its result goes nowhere."""
    made, called = loop(), []
    (call,) = made.end_turn(answer(("weather", '{"city": "Rome"}')))
    made.stopped = "this run was cancelled"

    assert "this run was cancelled" == str(made.result_of(call, lambda: called.append(call)).error)
    assert [] == called


def test_a_task_that_was_cancelled_inside_of_a_function() -> None:
    """It is an error of the function, and not what would end the task of whoever reads."""
    (call,) = loop().end_turn(answer(("weather", '{"city": "Rome"}')))
    cause = KeyboardInterrupt()
    result = cancelled_inside(call, cause)

    assert "Error: RuntimeError: a task that weather awaited was cancelled" == result.text
    assert result.error is not None
    assert result.error.__cause__ is cause


def test_a_run_that_failed_gives_no_answer() -> None:
    """What ended it is raised whenever it is asked for its answer; the first error counts."""
    made = loop()
    made.end_turn(answer(("weather", "{}")))
    made.failed(KeyError("first"))
    made.failed(ValueError("later"))
    for _ in range(2):
        with pytest.raises(KeyError, match="first"):
            made.check_again()


def test_a_run_that_was_left_goes_no_further() -> None:
    """Nothing more is asked, and the error holds the last turn; one that is whole stays so."""
    made, last = loop(), answer(("weather", "{}"))
    made.check_again()
    made.failed(GeneratorExit())
    for check in (made.begin_turn, made.check, made.check_again):
        with pytest.raises(errors.StreamCancelledError, match="left") as caught:
            check()
        assert caught.value.partial is None
    made.end_turn(last)
    with pytest.raises(errors.StreamCancelledError) as caught:
        made.check_again()
    assert last == caught.value.partial
    made.end_turn(answer(text="done"))
    made.check_again()


def test_a_run_is_read_in_one_way() -> None:
    """The first is the only one; of a run that failed whoever comes later gets its error."""
    run = loop()
    run.read_as("one way")
    with pytest.raises(RuntimeError, match="being read already"):
        run.read_as("another")
    assert "one way" == run.reading
    run.failed(KeyError("x"))
    with pytest.raises(KeyError):
        run.read_as("another")
