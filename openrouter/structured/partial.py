"""The value of a JSON text that is still coming, without anything that has not come."""

from __future__ import annotations

import io
import math
import re
from types import ModuleType
from typing import Any

from attrs import define, field

from ..errors import ConfigurationError

GROWTH = 0.1
"""By what part of itself a text grows before it is parsed again: eleven times its length in all, however small the pieces."""

_MARKS = re.compile(r'\\.?|"', re.DOTALL)
_HUGE = re.compile(r"[eE]\+?\d{3}|\d{309}")
"""What a number looks like that no float holds; jiter makes it infinite, the whole text has None there."""

_OPEN_NUMBER = "+-.0123456789eE"


def parser() -> ModuleType:
    """
    jiter, which parses half a text.

    Raises:
        ConfigurationError: it is not installed.
    """
    try:
        import jiter
    except ImportError:
        pass
    else:
        return jiter
    raise ConfigurationError("partial values need jiter: pip install 'openrouter-streaming[partial]'")


@define(eq=False)
class PartialJSON:
    """
    The growing value of a JSON text.

    A value is always a prefix of the next in meaning: strings grow, items and members are added, and nothing else changes. What is
    half there and may become something else, a number, a literal or a key, is left out until it is whole. (Of a key that comes
    twice the later counts, as in the whole text.)

    Raises:
        ConfigurationError: jiter is not installed, which the extra `partial` brings.
    """

    length: int = field(default=0, init=False)
    """Characters fed."""

    parsed: int = field(default=0, init=False)
    """Characters that `value` is of."""

    value: Any = field(default=None, init=False)
    """The value when it was parsed last; None before anything is known."""

    _parser: ModuleType = field(factory=parser, init=False)
    _text: io.StringIO = field(factory=io.StringIO, init=False)
    _in_string: bool = field(default=False, init=False)
    _escaped: bool = field(default=False, init=False)

    def feed(self, text: str) -> Any:
        """
        The value so far, after one more piece of the text.

        It is parsed again when the text has grown by a tenth, so that the work for a whole text is linear however small its pieces are;
        `parse()` gives all that is there.
        """
        self.add(text)
        return self.parse() if self.length > self.parsed * (1 + GROWTH) else self.value

    def add(self, text: str) -> None:
        """Takes one more piece without parsing it."""
        self._text.write(text)
        self.length += len(text)
        self._follow(text)

    def parse(self) -> Any:
        """The value of all that was fed; text that is no JSON leaves it as it was."""
        self.parsed = self.length
        text = self._text.getvalue()
        if not self._in_string:
            text = text.rstrip(_OPEN_NUMBER)
        try:
            found = self._parser.from_json(text.encode(), partial_mode="trailing-strings", allow_inf_nan=False)
        except ValueError:
            return self.value
        self.value = _finite(found) if _HUGE.search(text) else found
        return self.value

    def _follow(self, text: str) -> None:
        """Keeps track of whether the text ends inside of a string."""
        start = 1 if self._escaped and text else 0
        self._escaped = self._escaped and not text
        for mark in _MARKS.finditer(text, start):
            if mark[0] == '"':
                self._in_string = not self._in_string
            elif mark[0] == "\\":
                self._escaped = True


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
