"""Money that several calls may spend together."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from attrs import define, field

from . import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package
from .core.options import checked_positive


@define(eq=False)
class Budget:
    """
    An amount of US dollars that calls may spend, one after the other or at once.

    Give the same one as `max_cost` to several calls. What a call costs is guessed from the price list while it runs, and known when
    the service has said it; a call that would pass the amount by the guess is not begun, or ended.

    Args:
        limit: US dollars.

    Raises:
        ConfigurationError: not a positive number.
    """

    limit: float
    _spent: Decimal = field(default=Decimal(0), init=False, repr=False)
    _open: dict[int, Decimal] = field(factory=dict, init=False, repr=False)
    # Re-entrant: the garbage collector may end a call, which settles what it cost, in a thread that is in here.
    _lock: threading.RLock = field(factory=threading.RLock, init=False, repr=False)

    @classmethod
    def of(cls, max_cost: Budget | float) -> Budget:
        """The budget that an argument means: a number is one of its own."""
        return max_cost if isinstance(max_cost, Budget) else cls(max_cost)

    def __attrs_post_init__(self) -> None:
        checked_positive("max_cost", self.limit)

    @property
    def spent(self) -> Decimal:
        """What the calls that have ended cost, in US dollars; guessed where the service did not say."""
        return self._spent

    @property
    def left(self) -> Decimal:
        """What is left, the guesses for calls under way taken off; not less than 0."""
        with self._lock:
            held = self._held()
            return max(Decimal(str(self.limit)) - held - self._spent, Decimal(0))

    def allows(self, call: int, amount: Decimal) -> bool:
        """Whether a call, told apart by a number of its own, may have come to cost that much; noted if so."""
        with self._lock:
            others = self._held() - self._open.get(call, Decimal(0))
            if others + self._spent + amount > Decimal(str(self.limit)):
                return False
            self._open[call] = amount
            return True

    def settle(self, call: int, amount: Decimal) -> None:
        """A call has ended, and cost that much."""
        with self._lock:
            self._open.pop(call, None)
            self._spent += amount

    def _held(self) -> Decimal:
        """What the calls under way may have cost, of a list that no call can leave while it is added up."""
        return sum(list(self._open.values()), Decimal(0))


def with_budget(params: Mapping[str, Any], max_cost: Budget | float | None) -> dict[str, Any]:
    """The keywords of `stream()` for several calls that share a budget, if there is one."""
    return dict(params) if max_cost is None else {**params, "max_cost": Budget.of(max_cost)}
