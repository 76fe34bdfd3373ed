"""Feeds a script to a wire, awaiting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from ..core.flow import Flow
from ..core.leaving import Course
from ..core.steps import Emit, Script
from .wire import Wire

if TYPE_CHECKING:
    from ..models import ChatChunk

T = TypeVar("T")


class Drive(Course[Wire]):
    """One script on one wire."""

    __slots__ = ()

    async def advance(self) -> ChatChunk | None:
        """
        Brings what comes next: a chunk that is joined already is returned, all else is in `journal.ready`. There is neither when the
        script has ended, or nothing came by the time `journal.wake`.
        """
        try:
            if (shortcut := self._shortcut) is not None and (read := shortcut.read()) is not None:
                reply = await self.wire.perform(read)
                if (chunk := shortcut.chunk(reply)) is not None:
                    return self.journal.hand_over(chunk)
                if reply is None:
                    return None
                self._reply = reply
            while True:
                step = self.script.send(self._reply)
                if isinstance(step, Emit):
                    self._reply, self._shortcut = None, step.shortcut
                    self.journal.ready.extend(step.items)
                    return None
                self._reply = await self.wire.perform(step)
        except StopIteration:  # at its end, or closed by another task while a step was performed
            self.wire.shut()
            return None
        except BaseException:  # an error of ours, a cancelled task: the wire is free whatever it was
            self.wire.shut()
            raise


async def run(flow: Flow, script: Script[T], wire: Wire) -> T:
    """The result of a script that emits nothing."""
    reply: Any = None
    try:
        while True:
            reply = await wire.perform(script.send(reply))
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]
    except BaseException as error:  # a hook's, KeyboardInterrupt, a cancelled task
        flow.escaped(error)
        raise
    finally:
        wire.shut()
