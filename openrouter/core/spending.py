"""A call that may cost so much and no more: asked of the price list before it is sent, and watched while it runs."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from attrs import define, field

from ..errors import LimitExceededError
from .accumulator import texts_of
from .call import Call
from .catalogue import ModelList, without_preset
from .estimate import estimated, model_names
from .hooks import CallFacts, Hooks
from .prompt_size import BYTES_A_TOKEN
from .retry import is_unbilled
from .settings import Settings
from .steps import Script

if TYPE_CHECKING:
    from ..errors import OpenRouterError
    from ..models import ModelInfo, Usage
    from .flow import Flow
    from .journal import Journal
    from .kept import Kept


class Purse(Protocol):
    """What a call spends from; `openrouter.Budget` is one."""

    limit: float

    def allows(self, call: int, amount: Decimal) -> bool:
        """Whether a call may have come to cost that much."""
        ...

    def settle(self, call: int, amount: Decimal) -> None:
        """A call has ended, and cost that much."""


@define(eq=False)
class Spending:
    """
    What one call spends: the sum of its attempts, since each sends a prompt.

    An attempt costs what the service says; a guess where it says nothing; nothing where that cannot have been billed.
    """

    purse: Purse
    settings: Settings
    kept: Kept
    flow_of: Callable[[Call], Flow]
    """Makes the flow of a call that asks for prices."""

    now: Callable[[], float]
    _models: list[ModelInfo] = field(factory=list, init=False)
    _prompt: Decimal = field(default=Decimal(0), init=False)
    """The price of the prompt of the present attempt."""

    _per_token: Decimal = field(default=Decimal(0), init=False)
    _before: Decimal = field(default=Decimal(0), init=False)
    """What the attempts before it cost."""

    _is_open: bool = field(default=False, init=False)
    """Whether an attempt was sent, and what it cost is not settled yet."""

    _told: Usage | None = field(default=None, init=False)
    """The usage that was known before it."""

    _lengths: dict[tuple[int, str], int] = field(factory=dict, init=False)
    """How many characters of each text were counted."""

    _bytes: int = field(default=0, init=False)
    """Bytes of text that the present attempt has brought."""

    def prelude(self, flow: Flow) -> Script[None]:
        """
        Finds the prices, and asks the purse for what the prompt will cost.

        Raises:
            LimitExceededError: it is too much already; nothing was sent.
            ConfigurationError: no model is named, or one has no fixed price.
        """
        body = flow.call.body
        for name in model_names(body):
            self._models.append((yield from self._model(name)))
        guess = estimated(body, self._models)
        self._prompt = guess.prompt_cost
        if guess.completion_cost is not None and guess.completion_tokens:
            self._per_token = guess.completion_cost / guess.completion_tokens
        self._ask(self._prompt)

    def begin(self, flow: Flow) -> None:
        """
        Asks the purse for the prompt of an attempt; that of a continuation holds what was delivered.

        Raises:
            LimitExceededError: it is too much; this attempt was not sent.
        """
        if flow.seam is not None:
            begun = {"role": "assistant", "content": flow.seam.prefill}
            body = {**flow.call.body, "messages": [*flow.call.body["messages"], begun]}
            self._prompt = estimated(body, self._models).prompt_cost
        self._told = flow.journal.answer.usage
        self._ask(self._before + self._prompt)

    def watch(self, flow: Flow) -> None:
        """
        Asks the purse for what has come.

        Raises:
            LimitExceededError: it is too much; the connection is to be closed.
        """
        self._ask(self._before + self._guess(flow.journal))

    def ended(self, journal: Journal, error: OpenRouterError | None) -> None:
        """An attempt, if one was sent, has ended, with that error if it is known."""
        if not self._is_open:
            return
        usage = journal.answer.usage
        if usage is not None and usage is not self._told and usage.cost is not None:
            self._before += Decimal(str(usage.cost))
        elif error is None or _has_delivered(journal) or not is_unbilled(error):
            self._before += self._guess(journal)
        self._is_open, self._bytes = False, 0

    def hooks(self) -> tuple[Hooks, ...]:
        """The hooks that hear when an attempt is sent, and settle with the purse."""
        return (Hooks(on_request=self._sent, on_end=self._settle),)

    def _sent(self, call: CallFacts) -> None:
        self._is_open = True

    def _settle(self, call: CallFacts) -> None:
        self.ended(call._journal, None)
        self.purse.settle(id(self), self._before)

    def _guess(self, journal: Journal) -> Decimal:
        """What the present attempt may have cost so far."""
        for key, text in texts_of(journal.accumulator):
            counted = self._lengths.get(key, 0)
            self._bytes += len(text.since(counted).encode("utf-8", "surrogatepass"))
            self._lengths[key] = text.length
        chunks = journal.stats.chunks - journal.delivered_before
        return self._prompt + max(chunks, math.ceil(self._bytes / BYTES_A_TOKEN)) * self._per_token

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


def _has_delivered(journal: Journal) -> bool:
    """Whether the present attempt has delivered anything that a model made; the chunk of an error is none."""
    return journal.delivered_anew and not journal.accumulator.response().is_empty
