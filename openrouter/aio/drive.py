"""Feeds a script to a wire, awaiting."""

from __future__ import annotations

from typing import Any, TypeVar

from attrs import define

from ..core.flow import Flow
from ..core.journal import Journal
from ..core.steps import Emit, Script, end
from .wire import Wire

T = TypeVar("T")


@define
class Drive:
    """One script on one wire."""

    script: Script[Any]
    wire: Wire
    journal: Journal
    _reply: Any = None

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
