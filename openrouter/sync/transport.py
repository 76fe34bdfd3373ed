"""What the calls of a client go over: its settings and its connections."""

from __future__ import annotations

import importlib.util
import os
import random
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve, field, frozen

from .. import environment
from ..core.call import Call
from ..core.flow import Flow
from ..core.hooks import Hooks
from ..core.journal import Journal
from ..core.kept import Kept
from ..core.log import log_hooks
from ..core.options import Retry
from ..core.settings import Settings
from ..core.steps import Script
from .drive import run
from .pool import Pool
from .wire import Wire

if TYPE_CHECKING:
    from ..budget import Budget
    from ..core.resources import Asking
    from ..core.spending import Spending

T = TypeVar("T")


def speakable(proxy: str | None) -> str | None:
    """The proxy, if this front can speak with it."""
    socks = proxy is not None and proxy.lower().startswith("socks")
    able = socks and importlib.util.find_spec("socks") is not None
    return environment.without_socks(proxy, able=able, cure="pip install PySocks")


@frozen
class Transport:
    """Makes what a call needs, and runs calls that do not stream."""

    settings: Settings
    pool: Pool
    kept: Kept = field(factory=Kept)
    """The catalogue that estimates are made from."""

    def flow(
        self,
        call: Call,
        *,
        retry: Retry | None = None,
        more: tuple[Hooks, ...] = (),
        max_cost: Budget | float | None = None,
    ) -> Flow:
        """What the scripts of a call work with."""
        chosen = self.settings
        spending = None if max_cost is None else self._spending(max_cost)
        hooks = (*chosen.hooks, *more, *(() if spending is None else spending.hooks()), *log_hooks())
        policy = retry or chosen.retry
        made = Flow(call, Journal(call.limits), chosen.timeout, policy, time.monotonic, random.random, hooks, chosen.limiter)
        made.spending = spending
        return made

    def wire(self, call: Call) -> Wire:
        """A way to the network for a call."""
        proxy = speakable(environment.proxy_for(call.request.url, self.settings.proxy))
        verify = environment.certificates(call.request.url, self.settings.verify, os.environ, owned=self.pool.owned)
        return Wire(self.pool.get, proxy, verify)

    def run(self, call: Call, script: Callable[[Flow], Script[T]], *, retry: Retry | None = None) -> T:
        """The result of a call that does not stream."""
        self.pool.check()
        flow = self.flow(call, retry=retry)
        return run(flow, script(flow), self.wire(call))

    def ask(self, asking: Asking[T]) -> T:
        """The answer of an endpoint besides chat."""
        return self.run(asking.call, asking.script, retry=asking.retry)

    def _spending(self, max_cost: Budget | float) -> Spending:
        """What watches the price of a call."""
        from ..budget import Budget
        from ..core.spending import Spending

        return Spending(Budget.of(max_cost), self.settings, self.kept, self.flow, time.monotonic)

    def changed(self, settings: Settings) -> Transport:
        """The same connections under other settings."""
        return evolve(self, settings=settings)
