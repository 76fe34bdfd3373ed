"""
Fragments of tool calls, joined.

A fragment says by its index which call it belongs to, and not every provider says it right: an index may be missing, may start at 1,
or may be used again for the next call (seen with gemini-2.5-flash-lite, 16 calls, all with index 0).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .. import jsontext
from ..errors import LimitExceededError
from .options import Limits

if TYPE_CHECKING:
    from ..models import ToolCallDelta


_CLOSERS = {"{": "}", "[": "]"}


class OpenCall:
    """One call that is being received."""

    __slots__ = ("arguments", "first", "function_others", "id", "last", "length", "name", "others", "type")

    def __init__(self) -> None:
        self.id = ""
        self.type = ""
        self.name = ""
        self.arguments = io.StringIO()
        self.length = 0
        self.first = ""
        self.last = ""
        self.others: dict[str, Any] = {}
        self.function_others: dict[str, Any] = {}

    def is_complete(self) -> bool:
        """Whether the arguments so far are JSON."""
        if self.first in _CLOSERS and self.last != _CLOSERS[self.first]:
            return False  # spares nearly every text the copy and the parser
        try:
            jsontext.loads(self.arguments.getvalue())
        except jsontext.JSONTextError:
            return False
        return True


class ToolCalls:
    """The calls of one choice, in the order in which they began."""

    __slots__ = ("_by_index", "_limits", "calls")

    def __init__(self, limits: Limits) -> None:
        self.calls: list[OpenCall] = []
        self._by_index: dict[int, OpenCall] = {}
        self._limits = limits

    def add(self, fragments: Sequence[ToolCallDelta]) -> None:
        """Joins fragments to their calls; an id, a type or a name that is there already stays."""
        for fragment in fragments:
            function = fragment.function
            name = (function.name if function is not None else None) or ""
            call = self._call_of(fragment.index, fragment.id or "", name)
            call.id = call.id or fragment.id or ""
            call.type = call.type or fragment.type or ""
            call.name = call.name or name
            if function is not None:
                if function.arguments is not None:  # an object may be empty and still be "{}"
                    self._extend(call, function.arguments)
                call.function_others.update(function.extra)
            call.others.update(fragment.extra)

    def value(self) -> list[dict[str, Any]]:
        """The calls as JSON objects, each with an id of its own, made up where the service sent none or the same twice."""
        taken = {call.id for call in self.calls if call.id}
        used: set[str] = set()
        out = []
        for position, call in enumerate(self.calls):
            identity = call.id
            if not identity or identity in used:
                identity = _free(f"call_{position}", taken | used)
            used.add(identity)
            function = {"name": call.name} if call.name else {}
            function |= {"arguments": call.arguments.getvalue(), **call.function_others}
            out.append({"id": identity, "type": call.type or "function", "function": function, **call.others})
        return out

    def _call_of(self, index: int | None, identity: str, name: str) -> OpenCall:
        """The call that a fragment belongs to, a new one if it begins one."""
        if index is None:
            latest_first = reversed(self.calls)
            known = next((call for call in latest_first if not identity or call.id == identity), None)
            return self._open(None) if known is None or self._begins_another(known, identity, name) else known
        call = self._by_index.get(index)
        if call is None or self._begins_another(call, identity, name):
            return self._open(index)
        return call

    def _begins_another(self, call: OpenCall, identity: str, name: str) -> bool:
        """Whether a fragment on a used index is the head of the next call and not more of this one."""
        if identity and call.id:
            return identity != call.id and (bool(name) or call.is_complete())
        return bool(name and call.name) and call.is_complete()

    def _open(self, index: int | None) -> OpenCall:
        if len(self.calls) >= self._limits.tool_calls:
            raise LimitExceededError(
                f"the answer has more than {self._limits.tool_calls} tool calls; raise Limits.tool_calls to accept it",
                limit="tool_calls",
                value=self._limits.tool_calls,
            )
        call = OpenCall()
        self.calls.append(call)
        if index is not None:
            self._by_index[index] = call
        return call

    def _extend(self, call: OpenCall, arguments: str | dict[str, Any]) -> None:
        text = arguments if isinstance(arguments, str) else jsontext.dumps(arguments).decode()
        if call.length + len(text) > self._limits.tool_arguments:
            raise LimitExceededError(
                f"the arguments of a tool call are longer than {self._limits.tool_arguments} characters; "
                "raise Limits.tool_arguments to accept them",
                limit="tool_arguments",
                value=self._limits.tool_arguments,
            )
        call.length += call.arguments.write(text)
        marks = text.strip()
        if marks:
            call.first = call.first or marks[0]
            call.last = marks[-1]


def _free(name: str, taken: set[str]) -> str:
    candidate, number = name, 0
    while candidate in taken:
        number += 1
        candidate = f"{name}_{number}"
    return candidate
