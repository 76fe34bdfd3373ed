"""Feeds a script to a wire, awaiting."""

from __future__ import annotations

from typing import Any, TypeVar

from ..core.flow import Flow
from ..core.leaving import Course
from ..core.steps import Emit, Script
from .wire import Wire

T = TypeVar("T")


class Drive(Course[Wire]):
    """One script on one wire."""

    __slots__ = ()

    async def advance(self) -> bool:
        """Runs the script until it has items for the caller, which are in `journal.ready`; False when it has ended."""
        try:
            while True:
                step = self.script.send(self._reply)
                if isinstance(step, Emit):
                    self._reply = None
                    self.journal.ready.extend(step.items)
                    return True
                self._reply = await self.wire.perform(step)
        except StopIteration:  # at its end, or closed by another task while a step was performed
            self.wire.shut()
            return False
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
