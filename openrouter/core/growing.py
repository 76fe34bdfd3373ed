"""Texts that grow, and the way back: a chunk is joined as a whole, or not at all."""

from __future__ import annotations

from typing import Any, TypeAlias

Undo: TypeAlias = list[tuple[Any, ...]]
"""What takes back the changes that a chunk has made so far, in their order: functions, each with its arguments."""

ABSENT: Any = object()
"""In place of a value where there was none."""

LOOSE = 64
"""How many pieces of a text are held as they came; each costs some sixty bytes beside its characters."""


class Text:
    """
    A text that grows, held in 1.25 times its size if it is long; a list of its pieces takes 12 times that, and so does `io.StringIO` in
    CPython 3.11.

    One thread adds while others may read: each change of `pieces` is a single operation on the list.
    """

    __slots__ = ("length", "pieces", "room")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.room = LOOSE
        """How many pieces there may be; those that came last are joined to one when there are more."""

    def add(self, piece: str) -> None:
        """Joins a piece to the end."""
        pieces = self.pieces
        pieces.append(piece)
        self.length += len(piece)
        if len(pieces) > self.room:
            self.settle()

    def settle(self) -> None:
        """Joins the pieces that came last."""
        pieces, begin = self.pieces, self.room - LOOSE
        pieces[begin:] = ("".join(pieces[begin:]),)
        self.room = begin + 1 + LOOSE

    def value(self) -> str:
        """The text so far."""
        return "".join(self.pieces)

    def since(self, length: int) -> str:
        """What came after so many characters, without copying what came before."""
        found: list[str] = []
        left = self.length - length
        for piece in reversed(self.pieces):
            if left <= 0:
                break
            found.append(piece[-left:])
            left -= len(piece)
        return "".join(reversed(found))

    def cut(self, length: int) -> None:
        """Takes back what came after so many characters."""
        pieces, over = self.pieces, self.length - length
        while over > 0:
            piece = pieces.pop()
            over -= len(piece)
            if over < 0:
                pieces.append(piece[:-over])
        self.length = length
        self.room = max(LOOSE, min(self.room, len(pieces) + LOOSE))


def put_back(values: dict[Any, Any], name: Any, old: Any) -> None:
    """Gives a name the value it had, or takes it away if it had none."""
    if old is ABSENT:
        values.pop(name, None)
    else:
        values[name] = old


def roll_back(undo: Undo) -> None:
    """Takes everything back, the last change first."""
    while undo:
        function, *arguments = undo.pop()
        function(*arguments)
