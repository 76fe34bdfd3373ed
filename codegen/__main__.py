"""The command `python -m codegen`."""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .render import render
from .schema import SchemaError

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the models, or compares them with the schemas; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m codegen", description="Turns schemas into models.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; print a diff and exit 1 where there is one"
    )
    parser.add_argument("--schemas", type=Path, default=ROOT / "schemas", help="folder of the schemas")
    parser.add_argument("--models", type=Path, default=ROOT / "openrouter" / "models", help="folder of the models")
    options = parser.parse_args(arguments)
    try:
        rendered = render(options.schemas)
    except SchemaError as error:
        print(error, file=sys.stderr)
        return 2
    if not options.check:
        write(rendered, options.models)
        return 0
    found = difference(rendered, options.models)
    sys.stdout.write(found)
    return 1 if found else 0


def write(rendered: dict[str, str], folder: Path) -> None:
    """Makes the folder hold these files and no other; a file that is right already is not touched."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in strays(rendered, folder):
        (folder / name).unlink()
    for name, text in rendered.items():
        if _text(folder / name) != text:
            (folder / name).write_text(text, encoding="utf-8", newline="\n")


def difference(rendered: dict[str, str], folder: Path) -> str:
    """A unified diff from the files of the folder to these; empty if they are the same."""
    lines: list[str] = []
    for name in sorted({*rendered, *strays(rendered, folder)}):
        old, new = _text(folder / name), rendered.get(name, "")
        lines += difflib.unified_diff(
            old.splitlines(keepends=True), new.splitlines(keepends=True), f"{folder.name}/{name}", f"rendered/{name}"
        )
        if not old and not new:
            lines.append(f"{folder.name}/{name}: stray file\n")
    return "".join(lines)


def strays(rendered: dict[str, str], folder: Path) -> list[str]:
    """The files of the folder that no schema stands for."""
    present = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return [name for path in present if (name := path.relative_to(folder).as_posix()) not in rendered]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
