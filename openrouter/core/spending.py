"""A call that may cost so much and no more: asked of the price list before it is sent, and watched while it runs."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from attrs import define, field

from ..errors import LimitExceededError
from .call import Call
from .catalogue import Kept, ModelList, without_preset
from .estimate import estimated, model_names
from .hooks import CallFacts, Hooks
from .settings import Settings
from .steps import Script

if TYPE_CHECKING:
    from ..models import ModelInfo
    from .flow import Flow

CHARACTERS_PER_TOKEN = 4
"""A guess that holds for English prose; a chunk is a token at the least."""


class Purse(Protocol):
    """What a call spends from; `openrouter.Budget` is one."""

    limit: float

    def allows(self, call: int, amount: Decimal) -> bool:
        """Whether a call may have come to cost that much."""
        ...

    def settle(self, call: int, amount: Decimal | None) -> None:
        """A call has ended, and cost that much if anybody said."""


@define(eq=False)
class Spending:
    """What one call spends."""

    purse: Purse
    settings: Settings
    kept: Kept
    flow_of: Callable[[Call], Flow]
    """Makes the flow of a call that asks for prices."""

    now: Callable[[], float]
    _base: Decimal = field(default=Decimal(0), init=False)
    _per_token: Decimal = field(default=Decimal(0), init=False)

    def prelude(self, flow: Flow) -> Script[None]:
        """
        Finds the prices, and asks the purse for what the prompt will cost.

        Raises:
            LimitExceededError: it is too much already; nothing was sent.
            ConfigurationError: no model is named, or one has no fixed price.
        """
        body = flow.call.body
        models: dict[str, ModelInfo] = {}
        for name in model_names(body):
            models[name] = yield from self._model(name)
        guess = estimated(body, models.values())
        self._base = guess.prompt_cost
        if guess.completion_cost is not None and guess.completion_tokens:
            self._per_token = guess.completion_cost / guess.completion_tokens
        self._ask(self._base)

    def watch(self, flow: Flow) -> None:
        """
        Asks the purse for what has come.

        Raises:
            LimitExceededError: it is too much; the connection is to be closed.
        """
        journal = flow.journal
        tokens = max(journal.stats.chunks, math.ceil(journal.accumulator.text_length / CHARACTERS_PER_TOKEN))
        self._ask(self._base + tokens * self._per_token)

    def hooks(self) -> tuple[Hooks, ...]:
        """The hooks that settle with the purse."""
        return (Hooks(on_end=self._settle),)

    def _settle(self, call: CallFacts) -> None:
        self.purse.settle(id(self), None if call.cost is None else Decimal(str(call.cost)))

    def _ask(self, amount: Decimal) -> None:
        if not self.purse.allows(id(self), amount):
            raise LimitExceededError(
                f"by the price list this answer costs {amount:.6f} dollars so far, and max_cost={self.purse.limit:g} would be passed",
                limit="max_cost",
                value=self.purse.limit,
            )

    def _model(self, name: str) -> Script[ModelInfo]:
        from . import resources

        if not self.kept.is_fresh(self.now()):
            self.kept.keep(ModelList(), self.now())
        found = self.kept.find(name)
        if found is None:
            asking = resources.model(self.settings, without_preset(name))
            found = self.kept.add(name, (yield from asking.script(self.flow_of(asking.call))))
        return found
