"""Whether a text that grows is one whole JSON value, told without reading it again with every piece."""

from __future__ import annotations

import re

from .. import jsontext
from .growing import Text

_MARK = re.compile(r'["\[\]{}]')
_MARK_IN_STRING = re.compile(r'["\\]')
_LONGEST_SCALAR = 100
"""Characters; a number or a word that goes on longer is not asked about again, since it would be read from its begin each time."""


class WholeJson:
    """
    Follows one text, of which it reads each character once.

    A value that begins with a bracket or a quote ends where that is closed. Only then is it parsed; what follows can only spoil it.
    """

    __slots__ = ("_at", "_depth", "_escaped", "_first", "_in_string", "_verdict")

    def __init__(self) -> None:
        self._at = 0
        self._depth = 0
        self._first = ""
        self._in_string = False
        self._escaped = False
        self._verdict: bool | None = None  # None as long as the value is open

    def is_whole(self, text: Text) -> bool:
        """Whether the text so far is a JSON value, blanks around it allowed."""
        rest = text.since(self._at)
        self._at = text.length
        if not self._first:
            rest = rest.lstrip()
            self._first = rest[:1]
        if self._first not in {"{", "[", '"'}:
            return text.length <= _LONGEST_SCALAR and _is_json(text.value())
        if self._verdict is None:
            end = self._end_in(rest)
            if end is None:
                return False
            rest = rest[end:]
            self._verdict = _is_json(text.value()[: text.length - len(rest)])
        self._verdict = self._verdict and not rest.strip(" \t\r\n")
        return self._verdict

    def _end_in(self, rest: str) -> int | None:
        """Where in the new part of the text the value ends; None if it goes on."""
        at = 1 if self._escaped and rest else 0
        self._escaped = self._escaped and not rest
        while (found := (_MARK_IN_STRING if self._in_string else _MARK).search(rest, at)) is not None:
            mark, at = found[0], found.end()
            if mark == "\\":
                self._escaped = at == len(rest)
                at += 1
                continue
            if mark == '"':
                self._in_string = not self._in_string
            else:
                self._depth += 1 if mark in "[{" else -1
            if not self._in_string and self._depth <= 0:
                return at
        return None


def _is_json(text: str) -> bool:
    try:
        jsontext.loads(text)
    except jsontext.JSONTextError:
        return False
    return True
