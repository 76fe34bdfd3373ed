"""Lays out Python text: lines of at most 120 characters, docstrings, literals."""

from __future__ import annotations

import json
import re
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH = 120


def quote(text: str) -> str:
    """A string as Python writes it, in double quotes unless there are some inside."""
    return repr(text) if '"' in text else json.dumps(text, ensure_ascii=False)


def article(name: str) -> str:
    """The name of a class in a sentence that begins with it."""
    return f"{'An' if name[0] in 'AEIOU' else 'A'} `{name}`"


def indent(lines: Iterable[str], by: int = 4) -> list[str]:
    """The lines, further to the right."""
    return [f"{' ' * by}{line}" if line else line for line in lines]


def docstring(text: str) -> list[str]:
    """The lines of a docstring, which stand four to the right once they are in their place."""
    safe = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    if len(safe) + 10 <= WIDTH and "\n" not in safe:
        return [f'"""{safe[:-1]}\\""""' if safe.endswith('"') else f'"""{safe}"""']
    lines = [line for part in safe.split("\n") for line in textwrap.wrap(part, WIDTH - 4) or [""]]
    return ['"""', *lines, '"""']


def fill(before: str, text: str, after: str = "") -> list[str]:
    """A statement with an expression that may be broken at blanks, in parentheses where it is too long for a line."""
    if len(before) + len(text) + len(after) + 4 <= WIDTH:
        return [f"{before}{text}{after}"]
    whole = re.sub(r'"[^"]*"', lambda found: found[0].replace(" ", "\0"), text)
    lines = textwrap.wrap(whole, WIDTH - 8, break_long_words=False, break_on_hyphens=False)
    return [f"{before}(", *indent(line.replace("\0", " ") for line in lines), f"){after}"]


def statement(before: str, expression: str) -> list[str]:
    """A statement of an expression; a comprehension or call that is too long for a line has its parts on their own."""
    if len(before) + len(expression) + 12 <= WIDTH:
        return [f"{before}{expression}"]
    if (call := re.fullmatch(r"(\w+\()(.*)\)", expression)) is not None:
        return [f"{before}{call[1]}", *indent(f"{argument}," for argument in call[2].split(", ", 2)), ")"]
    each, _, source = expression[1:-1].rpartition(" for ")
    return [f"{before}{expression[0]}", *indent([each, f"for {source}"]), expression[-1]]


def listing(before: str, items: Sequence[str], after: str) -> list[str]:
    """A call, list or import: on one line where it fits, else an item a line."""
    whole = f"{before}{', '.join(items)}{after}"
    if len(whole) <= WIDTH - 4:
        return [whole]
    return [before, *indent(f"{item}," for item in items), after]
