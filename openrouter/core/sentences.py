"""A text in whole sentences."""

from __future__ import annotations

import re

from attrs import define, field

_STOP = re.compile(r"\n+|[.!?…。！？｡]+[\"'”’»›)\]}」』）】》〉*_]*")
_BLANKS = re.compile(r"[^\S\n]*\n*")
_WORD = re.compile(r"[^\s(\[\"'“‘«*_]*$")
_WIDE = frozenset("。！？｡")
_TITLES = frozenset(
    {"approx", "ca", "cf", "dr", "e.g", "fig", "i.e", "jr", "mr", "mrs", "ms", "no", "prof", "sr", "st", "vs"}
)
_BULLETS = " \t\n#*-+>"

LOOK_BACK = 20
"""Characters before a full stop that may tell what it is for; a title has fewer."""

LONGEST_STOP = 1000
"""Characters of stops and blanks that may wait for what follows them; more are no end of a sentence but a pattern."""


@define
class Sentences:
    """
    Whole sentences with the blanks behind them; a line end ends one too.

    A sentence is given when the next begins. A full stop ends none in a number or a name, after a title or an initial, behind the number of
    a list's item, and before a small letter. (The rules of Unicode Standard Annex 29, with what English abbreviates before names.)
    """

    lingers: bool = field(default=False, init=False)
    due: float | None = field(default=None, init=False)
    _held: list[str] = field(factory=list, init=False)
    """What certainly belongs to the open sentence."""

    _begun: bool = field(default=False, init=False)
    """Whether that is more than blanks."""

    _tail: str = field(default="", init=False)
    """What comes behind it, as far as it is undecided, and what may tell."""

    _decided: int = field(default=0, init=False)
    """The place in the tail before which no stop is undecided."""

    def feed(self, piece: str, now: float) -> list[str]:
        """The sentences that another follows."""
        text, start, place = self._tail + piece, 0, self._decided
        found: list[str] = []
        while (stop := _STOP.search(text, place)) is not None:
            end = _end_of_blanks(text, stop)
            if end == len(text) and end - stop.start() <= LONGEST_STOP:
                break
            if end < len(text) and self._ends(text, start, stop, end):
                self._hold(text[start:end])
                found.append(self._take())
                start = end
            place = end
        undecided = len(text) if stop is None else stop.start()
        keep = max(start, undecided - LOOK_BACK)
        self._hold(text[start:keep])
        self._tail, self._decided = text[keep:], max(place - keep, 0)
        return found

    def wake(self, now: float) -> list[str]:
        """Nothing: a sentence is not given in parts."""
        return []

    def end(self) -> list[str]:
        """The last sentence."""
        self._hold(self._tail)
        self._tail, self._decided = "", 0
        text = self._take()
        return [text] if text else []

    def _hold(self, text: str) -> None:
        if text:
            self._held.append(text)
            self._begun = self._begun or not text.isspace()

    def _take(self) -> str:
        text = "".join(self._held)
        self._held.clear()
        self._begun = False
        return text

    def _ends(self, text: str, start: int, stop: re.Match[str], end: int) -> bool:
        """Whether a sentence ends with this stop and its blanks, which something follows."""
        mark, following = stop[0][0], text[end]
        before = text[start : stop.start()]
        if not self._begun and not before.strip():
            return False
        if mark == "\n" or mark in _WIDE or "\n" in text[stop.end() : end]:
            return True
        if end == stop.end() or following in ",;:":
            return False
        closed = len(stop[0].rstrip(".!?…")) > 0
        if following.islower() and (mark in ".…" or closed):
            return False
        return stop[0] != "." or not self._abbreviates(before)

    def _abbreviates(self, before: str) -> bool:
        """Whether a full stop behind this text belongs to its last word."""
        found = _WORD.search(before[-LOOK_BACK:])
        word = "" if found is None else found[0]
        if word.lower() in _TITLES or (len(word) == 1 and word.isupper() and word != "I"):
            return True
        return word.isdigit() and not self._begun and before.strip(_BULLETS) == word


def _end_of_blanks(text: str, stop: re.Match[str]) -> int:
    """Where the blanks behind a stop end; those behind a line end belong to the next line."""
    if stop[0][0] == "\n":
        return stop.end()
    blanks = _BLANKS.match(text, stop.end())
    return stop.end() if blanks is None else blanks.end()
