"""What a client keeps of the catalogue."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:  # few clients ever ask for it
    from ..models import ModelInfo
    from .catalogue import ModelList

KEPT_SECONDS = 3600.0
"""How long the catalogue is kept for estimates and `find()`; prices change a few times a year."""


@define
class Kept:
    """The catalogue of a client, for as long as it is fresh, and models beside it that were asked for by name."""

    models: ModelList | None = None
    until: float = -math.inf
    others: dict[str, ModelInfo] = field(factory=dict)

    def is_fresh(self, now: float) -> bool:
        """Whether the catalogue need not be asked for."""
        return now < self.until

    def keep(self, models: ModelList, now: float) -> None:
        """Keeps the catalogue from now on."""
        self.models, self.until, self.others = models, now + KEPT_SECONDS, {}

    def add(self, name: str, model: ModelInfo) -> ModelInfo:
        """The model, kept beside the catalogue, which does not list it."""
        self.others[name] = model
        return model

    def find(self, name: str) -> ModelInfo | None:
        """The model of that name, if it is known."""
        found = None if self.models is None else self.models.find(name)
        return self.others.get(name) if found is None else found
