"""
The seam between a broken answer and its continuation.

A model that is given the beginning of its answer goes on from there. Some providers repeat that beginning, or the word it broke off
in; what is there already must not come twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from attrs import define, field

if TYPE_CHECKING:
    from ..models import ChunkChoice

LEAST_ECHO = 3
"""Characters: a beginning that is shorter says too little to be told from a coincidence."""

LEAST_OVERLAP = 12
"""Characters that the end of a text and the beginning of its continuation must share to be taken for the same."""

MOST_OVERLAP = 400
"""Characters: how far back an overlap is looked for, so that the work is bounded."""

_CUT_WORD = re.compile(r"[^\W\d_]{3,}$")


@define
class Seam:
    """
    Takes the text of a continuation and gives what is new in it.

    Three repetitions are taken out: of the whole text, of its last 12 to 400 characters, and of the word in which it breaks off.
    And blanks that ended the text, which no provider takes at the end of what the model is to continue, are not doubled.
    """

    text: str
    """What was delivered."""

    _held: str = ""
    _decided: bool = False
    _candidates: list[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._candidates = _candidates(self.text)
        self._decided = not self._candidates

    @property
    def prefill(self) -> str:
        """The text that the model is given to continue."""
        return self.text.rstrip()

    def add(self, piece: str) -> str:
        """What is new in a piece of the continuation; a piece that may be a repetition is held back until that is clear."""
        if self._decided:
            return piece
        self._held += piece
        if any(len(self._held) < len(known) and known.startswith(self._held) for known in self._candidates):
            return ""
        return self.rest()

    def rest(self) -> str:
        """What is held back and new, at the end of the continuation or when a repetition is ruled out."""
        held, self._held = self._held, ""
        self._decided = True
        return held[max((len(known) for known in self._candidates if held.startswith(known)), default=0) :]


    def join(self, choices: Iterable[ChunkChoice]) -> None:
        """Takes out of a chunk what is there already; with the finish reason comes what was held back."""
        for choice in choices:
            delta = choice.delta
            content: Any = None if delta is None else delta.content
            text = self.add(content) if isinstance(content, str) else ""
            if choice.finish_reason or (content and not isinstance(content, str)):
                text += self.rest()
            if delta is not None and isinstance(content or "", str) and text != (content or ""):
                delta.content = text


def _candidates(text: str) -> list[str]:
    """What the continuation may begin with that is in the text already."""
    core = text.rstrip()
    blanks = text[len(core) :]
    found = [text[-length:] for length in range(LEAST_OVERLAP, min(len(text), MOST_OVERLAP) + 1)]
    found += [core[-length:] for length in range(LEAST_OVERLAP, min(len(core), MOST_OVERLAP) + 1) if blanks]
    found += [whole for whole in {text, core} if len(whole) >= LEAST_ECHO]
    found += [blanks[:length] for length in range(1, len(blanks) + 1)]
    word = _CUT_WORD.search(text)
    return [*found, word[0]] if word is not None else found
