"""The emitted text, compared with what is committed beside the schemas of each case."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.render import render

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir() if path.is_dir()))
def test_emitted_text(case: str) -> None:
    """
    Every case gives exactly the modules beside its schemas.

    To renew them: `python -m codegen --schemas X --models Y`, copy the modules from Y, and read the diff.
    """
    expected = {path.name: path.read_text(encoding="utf-8") for path in (CASES / case).glob("*.py")}

    assert expected == render(CASES / case)


def test_order_of_files(tmp_path: Path) -> None:
    """The text does not depend on the order in which the folder lists its files."""
    for path in sorted((CASES / "every_keyword").glob("*.json"), reverse=True):
        (tmp_path / path.name).write_bytes(path.read_bytes())

    assert list(render(CASES / "every_keyword").items()) == list(render(tmp_path).items())
