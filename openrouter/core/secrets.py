"""The key, kept out of every text this library makes."""

from __future__ import annotations

import re
from typing import NoReturn

_KEY_SHAPE = re.compile(r"sk-or-[A-Za-z0-9_-]{6,}")

_SHORTEST = 4
"""Characters of a key that is one."""


class Secret:
    """A string that shows itself to nobody but who asks with `reveal()`."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The string; to be called in the frame that writes it to the socket, and nowhere else."""
        return self._value

    @property
    def is_hidden(self) -> bool:
        """Whether it is looked for in texts: what a server without keys is given, such as "x", stands in most of them."""
        return len(self._value) >= _SHORTEST

    def scrub(self, text: str) -> str:
        """The text without this secret, and without anything of the shape of a key."""
        return scrub(text.replace(self._value, "***") if self.is_hidden else text)

    def __repr__(self) -> str:
        return "Secret('***')"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key cannot be pickled: make the client where it is used, or pass api_key as a callable")


def scrub(text: str) -> str:
    """The text without anything of the shape of a key."""
    return _KEY_SHAPE.sub("sk-or-***", text)
