"""How a stream is ended before its end, the same in both fronts."""

from __future__ import annotations

from typing import Any, Generic, Protocol, Self, TypeVar

from attrs import define

from .flow import Flow
from .journal import Journal, View
from .options import checked_seconds
from .steps import Script, Shortcut, end


class Line(Protocol):
    """What a wire is to who ends its call."""

    def interrupt(self) -> None:
        """Ends the step under way, and those to come; from any thread."""

    def interrupt_in(self, seconds: float | None) -> None:
        """The same, later, in place of what was asked for before; with None not at all."""

    def shut(self) -> None:
        """Closes the connection."""

    def abandon(self) -> None:
        """The same, from the garbage collector."""


W = TypeVar("W", bound=Line)


@define
class Course(Generic[W]):
    """One script on one wire."""

    script: Script[Any]
    wire: W
    journal: Journal
    _reply: Any = None
    _shortcut: Shortcut | None = None

    def close(self) -> bool:
        """Ends the script and closes its connection; False where it runs, and whoever runs it has to."""
        if not end(self.script):
            return False
        self.wire.shut()
        return True

    def abandon(self) -> None:
        """The same, from the garbage collector, which runs in any thread."""
        self.script.close()
        self.wire.abandon()


class Leaving(Generic[W]):
    """A stream that can be cancelled."""

    __slots__ = ()

    _flow: Flow
    _journal: Journal
    _wire: W
    _waiting: bool

    def cancel(self) -> None:
        """
        Ends the call at once, from any thread.

        The connection is closed, nothing more is delivered but what is being handed over at this moment, and the loop raises
        `StreamCancelledError` with what was. Does nothing when the stream has ended.
        """
        self._journal.cancelled = True
        self._wire.interrupt()

    def cancel_after(self, seconds: float) -> Self:
        """
        The stream itself, to be cancelled that many seconds after its first step, or from now if it has begun, unless it has ended
        by then. May be called from any thread; the last call counts, but for a wait that is under way and was to end sooner when it began.

        Raises:
            ConfigurationError: not a positive number.
        """
        checked_seconds("cancel_after", seconds)
        self._flow.clocks.cancel_in(seconds)
        if self._waiting:  # for a wait that is under way and knows the old time
            self._wire.interrupt_in(seconds)
        if not self._waiting:  # it is over
            self._wire.interrupt_in(None)
        return self

    def _look_at(self, items: View) -> None:
        """Which items the script hands over."""
        self._journal.view = items
