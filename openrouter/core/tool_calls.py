"""
Fragments of tool calls, joined.

A fragment says by its index which call it belongs to, and not every provider says it right: an index may be missing, may start at 1,
or may be used again for the next call (seen with gemini-2.5-flash-lite, 16 calls, all with index 0).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .. import jsontext
from ..errors import LimitExceededError
from ..traits import NO_EXTRA
from .growing import ABSENT, Text, Undo, put_back
from .options import Limits
from .whole_json import WholeJson

if TYPE_CHECKING:
    from ..models import ToolCallDelta


class OpenCall:
    """One call that is being received."""

    __slots__ = ("_whole", "arguments", "function_others", "id", "name", "others", "position", "type")

    def __init__(self, position: int) -> None:
        self.position = position
        self.id = ""
        self.type = ""
        self.name = ""
        self.arguments = Text()
        self.others: dict[str, Any] = {}
        self.function_others: dict[str, Any] = {}
        self._whole = WholeJson()

    def is_complete(self) -> bool:
        """Whether the arguments so far are JSON."""
        return self._whole.is_whole(self.arguments)

    def rename(self, identity: str, kind: str, name: str) -> None:
        """Sets the three that come once."""
        self.id, self.type, self.name = identity, kind, name

    def cut(self, length: int) -> None:
        """Takes back the arguments after so many characters."""
        self.arguments.cut(length)
        self._whole = WholeJson()


class ToolCalls:
    """The calls of one choice, in the order in which they began; each change is noted in `undo`."""

    __slots__ = ("_by_id", "_by_index", "_limits", "_undo", "calls")

    def __init__(self, limits: Limits, undo: Undo) -> None:
        self.calls: list[OpenCall] = []
        self._by_index: dict[int, OpenCall] = {}
        self._by_id: dict[str, OpenCall] = {}
        self._limits = limits
        self._undo = undo

    def add(self, fragments: Sequence[ToolCallDelta]) -> None:
        """Joins fragments to their calls; an id, a type or a name that is there already stays."""
        for fragment in fragments:
            function = fragment.function
            name = (function.name if function is not None else None) or ""
            call = self._call_of(fragment.index, fragment.id or "", name)
            self._head(call, fragment.id or "", fragment.type or "", name)
            if function is not None:
                if function.arguments is not None:  # an object may be empty and still be "{}"
                    self._extend(call, function.arguments)
                if function._extra is not NO_EXTRA:
                    self._update(call.function_others, function.extra)
            if fragment._extra is not NO_EXTRA:
                self._update(call.others, fragment.extra)

    def taking(self, fragment: ToolCallDelta) -> Text | None:
        """The text that takes a fragment's arguments, where the fragment continues a call and brings it nothing else; None if not."""
        function = fragment.function
        if fragment.id or function is None or function.name:
            return None
        latest = self.calls[-1] if self.calls else None
        call = latest if fragment.index is None else self._by_index.get(fragment.index)
        return None if call is None or (fragment.type and not call.type) else call.arguments

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
            function |= {"arguments": call.arguments.value(), **call.function_others}
            out.append({"id": identity, "type": call.type or "function", "function": function, **call.others})
        return out

    def _call_of(self, index: int | None, identity: str, name: str) -> OpenCall:
        """The call that a fragment belongs to, a new one if it begins one."""
        if index is None:
            known = self._by_id.get(identity) if identity else self.calls[-1] if self.calls else None
            return self._open(None) if known is None or self._begins_another(known, identity, name) else known
        call = self._by_index.get(index)
        if call is None or ((identity or name) and self._begins_another(call, identity, name)):
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
        call = OpenCall(len(self.calls))
        self.calls.append(call)
        self._undo.append((self.calls.pop,))
        if index is not None:
            self._set(self._by_index, index, call)
        return call

    def _head(self, call: OpenCall, identity: str, kind: str, name: str) -> None:
        """Takes what a call does not have yet of a fragment's id, type and name."""
        if (identity and not call.id) or (kind and not call.type) or (name and not call.name):
            self._undo.append((call.rename, call.id, call.type, call.name))
            call.rename(call.id or identity, call.type or kind, call.name or name)
            latest = self._by_id.get(call.id)
            if call.id and (latest is None or latest.position < call.position):
                self._set(self._by_id, call.id, call)

    def _update(self, values: dict[str, Any], more: dict[str, Any]) -> None:
        for name, value in more.items():
            self._set(values, name, value)

    def _set(self, values: dict[Any, Any], name: Any, value: Any) -> None:
        self._undo.append((put_back, values, name, values.get(name, ABSENT)))
        values[name] = value

    def _extend(self, call: OpenCall, arguments: str | dict[str, Any]) -> None:
        text = arguments if isinstance(arguments, str) else jsontext.dumps(arguments).decode()
        length = call.arguments.length
        if length + len(text) > self._limits.tool_arguments:
            raise LimitExceededError(
                f"the arguments of a tool call are longer than {self._limits.tool_arguments} characters; "
                "raise Limits.tool_arguments to accept them",
                limit="tool_arguments",
                value=self._limits.tool_arguments,
            )
        self._undo.append((call.cut, length))
        call.arguments.add(text)


def _free(name: str, taken: set[str]) -> str:
    candidate, number = name, 0
    while candidate in taken:
        number += 1
        candidate = f"{name}_{number}"
    return candidate
