"""The table of docs/reliability.md and the tests agree about who holds what."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.parsing import parsed

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| ([0-9]+) \| (.+) \| (.+) \|$", re.MULTILINE)
PAGE = (ROOT / "docs" / "reliability.md").read_text()


def marked() -> Iterator[tuple[int, str]]:
    """The number of each mark of each test, and which target runs it; a mark may stand at a single set of parameters."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = parsed(path.read_text())
        assigned = [node for node in tree.body if isinstance(node, ast.Assign)]
        shared = {ast.unparse(node.targets[0]): node.value for node in assigned}
        constants = {name: value for name, value in shared.items() if isinstance(value, ast.Dict)}
        for test in ast.walk(tree):
            if isinstance(test, ast.FunctionDef | ast.AsyncFunctionDef) and test.name.startswith("test_"):
                marks = [shared.get(mark.id, mark) if isinstance(mark, ast.Name) else mark for mark in test.decorator_list]
                target = "prove" if any(ast.unparse(mark) == "pytest.mark.prove" for mark in marks) else "test"
                for mark in marks:
                    yield from ((number, target) for number in numbers_in(mark, constants))


def numbers_in(mark: ast.expr, constants: dict[str, ast.Dict]) -> Iterator[int]:
    """The numbers that a decorator gives; those of a table by name are its values."""
    for call in ast.walk(mark):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.requirement":
            for argument in call.args:
                if isinstance(argument, ast.Constant):
                    yield int(argument.value)
            if any(isinstance(argument, ast.Name) for argument in call.args):
                for value in constants["ROWS"].values:
                    yield int(ast.unparse(value))


def test_every_row_is_held() -> None:
    """Rows 1 to 64 have a test each, no test has a number without a row, and the column says which target holds it."""
    held: dict[int, set[str]] = defaultdict(set)
    for number, target in marked():
        held[number].add(target)
    rows = {int(number): column for number, _, column in ROW.findall(PAGE)}

    assert list(range(1, 65)) == list(rows)
    assert {number: " ".join(f"`{target}`" for target in sorted(held[number], reverse=True)) for number in held} == rows
