"""The loop of a model that calls functions: what is asked next, what is to be called, and what goes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

from attrs import define, field, frozen

from ..errors import ConfigurationError, LimitExceededError, OpenRouterError, StreamCancelledError
from ..models.response import ChatResponse
from ..models.usage import Usage
from ..structured.function import FunctionForm, function_form, result_text
from .call import messages_of
from .options import checked_whole
from .totals import summed_usage

OnToolError = Literal["return", "raise"]

LEFT = "this run was left before its end"


@frozen
class ToolInvocation:
    """A call of one of your functions that the model asks for."""

    id: str
    """The model's id of the call, "" where it gave none."""

    name: str
    """The name of the function, as received."""

    arguments: str
    """The text as received."""

    function: Callable[..., Any] | None = field(repr=False)
    """The function; None where there is none of that name."""

    keywords: Mapping[str, Any]
    """The arguments as the hints of the function say; empty where they do not fit."""

    mistake: Exception | None = None
    """Why it cannot be called: no such function, or arguments that do not fit."""

    is_async: bool = False
    """Whether what the function gives is awaited."""

    type: Literal["tool.started"] = "tool.started"
    """The type of the event that this is."""


@frozen
class ToolResult:
    """What came of a call."""

    call: ToolInvocation
    """Which call."""

    value: Any = None
    """What the function returned."""

    error: BaseException | None = None
    """What it raised, or why it was not called."""

    type: Literal["tool.finished"] = "tool.finished"
    """The type of the event that this is."""

    _told: str | None = field(default=None, repr=False, alias="told")

    @property
    def text(self) -> str:
        """What the model is told."""
        if self.error is None:
            return result_text(self.value) if self._told is None else self._told
        return f"Error: {type(self.error).__name__}: {self.error}"


def returned(call: ToolInvocation, value: Any) -> ToolResult:
    """The result of a function that returned; raises where the model cannot be told of the value."""
    return ToolResult(call, value, told=result_text(value))


def cancelled_inside(call: ToolInvocation, error: BaseException) -> ToolResult:
    """What comes of a function that awaited a cancelled task: an error, since whoever reads the run was not cancelled."""
    told = RuntimeError(f"a task that {call.name} awaited was cancelled")
    told.__cause__ = error
    return ToolResult(call, error=told)


class ToolRefused(Exception):
    """The `approve` hook did not allow a call; what it returned, if that is a text, says why."""


def refusal_of(verdict: object) -> ToolRefused | None:
    """What an `approve` hook's verdict means: true allows, a text refuses with a reason, anything else refuses."""
    if verdict is True:
        return None
    return ToolRefused(verdict if isinstance(verdict, str) else "this call was not allowed")


@define
class ToolLoop:
    """The state of one loop; pure, and the same for both fronts."""

    forms: Mapping[str, FunctionForm]
    definitions: Sequence[Any]
    """The tools as they are sent: your functions, then what was given as it is."""

    messages: list[Any]
    """The whole conversation so far, ready to be sent again."""

    max_turns: int
    on_tool_error: OnToolError
    turns: list[ChatResponse] = field(factory=list)
    """The answer of each turn."""

    stopped: str | None = None
    """Why the run goes no further, where the caller has ended it."""

    reading: Any = None
    """The one way in which the run is read, from its first piece on."""

    _error: BaseException | None = None
    _done: bool = False

    @property
    def usage(self) -> Usage | None:
        """Tokens and cost of all turns together."""
        return summed_usage(turn.usage for turn in self.turns)

    @property
    def cost(self) -> float | None:
        """What all turns cost together, in US dollars."""
        usage = self.usage
        return None if usage is None else usage.cost

    def begin_turn(self) -> list[Any]:
        """
        The messages of the next request.

        Raises:
            LimitExceededError: the turns are spent; `partial` is the last answer.
            StreamCancelledError: the caller has ended the run.
        """
        self.check()
        if len(self.turns) >= self.max_turns:
            raise LimitExceededError(
                f"the model still calls tools after {self.max_turns} turns; raise max_turns to go on",
                limit="max_turns",
                value=self.max_turns,
                partial=self.turns[-1],
            )
        return list(self.messages)

    def end_turn(self, response: ChatResponse) -> list[ToolInvocation]:
        """Takes the answer of a turn; the calls that it asks for, none where it is the last."""
        self.turns.append(response)
        if response.message is not None:
            self.messages.append(response.message.to_dict())
        self._done = not response.tool_calls
        return [self._invocation(call.id or "", call.function) for call in response.tool_calls]

    def read_as(self, reading: Any) -> None:
        """
        The run is read in this way from now on.

        Raises:
            RuntimeError: it is read in another; where that has failed, its error.
        """
        if self.reading is not None:
            self.check_again()
            raise RuntimeError("this run is being read already")
        self.reading = reading

    def check(self) -> None:
        """Raises where the caller has ended the run: nothing more is asked or called."""
        if self.stopped is not None:
            raise StreamCancelledError(self.stopped, partial=self.turns[-1] if self.turns else None)

    def result_of(self, call: ToolInvocation, function: Callable[[], Any]) -> ToolResult:
        """
        What comes of a call whose function is called so; it is not where the run has been ended meanwhile.

        What it raises is its result, and goes no further here.
        """
        if self.stopped is not None:
            return ToolResult(call, error=ToolRefused(self.stopped))
        try:
            return returned(call, function())
        except Exception as error:  # noqa: BLE001  the caller says whether the model hears of it or he does
            return ToolResult(call, error=error)

    def failed(self, error: BaseException) -> None:
        """Something ended the run: an error, or the caller by a break, an interrupt, the end of his task."""
        if isinstance(error, Exception):
            self._error = self._error or error
        self.stopped = self.stopped or LEFT

    def check_again(self) -> None:
        """Raises what ended the run before its last answer, now and whenever it is asked again."""
        if not self._done:
            if self._error is not None:
                raise self._error
            self.check()

    def add(self, results: Iterable[ToolResult]) -> None:
        """
        The results go back to the model.

        Raises:
            BaseException: what a function raised, where `on_tool_error` is "raise".
        """
        for result in results:
            if result.error is not None and not isinstance(result.error, ToolRefused) and self.on_tool_error == "raise":
                raise result.error
            self.messages.append({"role": "tool", "tool_call_id": result.call.id, "content": result.text})

    def _invocation(self, identity: str, function: Any) -> ToolInvocation:
        name = (function.name if function is not None else None) or ""
        text = (function.arguments if function is not None else None) or ""
        form = self.forms.get(name)
        if form is None:
            return ToolInvocation(identity, name, text, None, {}, LookupError(f"there is no tool {name!r}"))
        try:
            keywords = form.arguments(text)
        except OpenRouterError as error:
            return ToolInvocation(identity, name, text, form.function, {}, error)
        return ToolInvocation(identity, name, text, form.function, keywords, is_async=form.is_async)


def tool_loop(
    messages: Any, tools: Any, *, max_turns: int, on_tool_error: Any, approve: Any
) -> ToolLoop:
    """
    The loop that the arguments of `run_tools()` mean.

    Raises:
        ConfigurationError: an argument cannot be used.
    """
    checked_whole("max_turns", max_turns)
    if on_tool_error not in ("return", "raise"):
        raise ConfigurationError(f"on_tool_error must be 'return' or 'raise', not {on_tool_error!r}")
    if approve is not None and not callable(approve):
        raise ConfigurationError(f"approve must be a function, not {type(approve).__name__}")
    if isinstance(tools, (str, Mapping)) or not isinstance(tools, Iterable):
        raise ConfigurationError(f"tools must be a list of functions and tools, not {type(tools).__name__}")
    forms: dict[str, FunctionForm] = {}
    given: list[Any] = []
    for tool in tools:
        if isinstance(tool, Mapping) or hasattr(tool, "to_dict"):
            given.append(tool)
            continue
        form = function_form(tool)
        if form.name in forms:
            raise ConfigurationError(f"tools: there are two functions {form.name!r}; a model tells them apart by name")
        forms[form.name] = form
    definitions = [*(form.definition for form in forms.values()), *given]
    return ToolLoop(forms, definitions, messages_of(messages), max_turns, on_tool_error)
