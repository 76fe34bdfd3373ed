"""Environments of the matrix, made once and kept below `.venvs`."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Literal, TypeAlias

from attrs import frozen
from packaging.requirements import Requirement

from .interpreters import Interpreter

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / ".venvs" / "matrix"

Libraries: TypeAlias = Literal["newest", "lowest", "without orjson"]
"""Which versions of what the package depends on."""


class InstallError(Exception):
    """An environment cannot be made; the text is what pip said."""


@frozen
class Environment:
    """An interpreter with what the package depends on, and the tests."""

    interpreter: Interpreter
    libraries: Libraries

    @property
    def folder(self) -> Path:
        """Where it is."""
        return HOME / f"{self.interpreter.name}-{self.libraries.replace(' ', '-')}"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    def make(self) -> None:
        """
        Makes it, unless it is there and nothing that it is made of has changed.

        Raises:
            InstallError: what is needed cannot be installed.
        """
        stamp, wanted = self.folder / "made-of.json", json.dumps(self._made_of(), indent=1)
        if stamp.exists() and stamp.read_text() == wanted:
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        _run(self.interpreter.path, "-m", "venv", "--without-pip", self.folder)
        constraints = self.folder / "constraints.txt"
        constraints.write_text("\n".join(floors() if self.libraries == "lowest" else []) + "\n")
        self._pip(
            "install", "--constraint", constraints, "--editable", ROOT, "--group", f"{ROOT / 'pyproject.toml'}:test"
        )
        if self.libraries == "without orjson":
            self._pip("uninstall", "--yes", "orjson")
        stamp.write_text(wanted)

    def _made_of(self) -> list[object]:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text())
        return [str(self.interpreter.path), project["project"]["dependencies"], project["dependency-groups"]["test"]]

    def _pip(self, command: str, *options: str | Path) -> None:
        """Lets the pip of the tests' own environment work on this one, which has none."""
        _run(
            sys.executable,
            "-m",
            "pip",
            "--python",
            self.python,
            command,
            "--quiet",
            "--disable-pip-version-check",
            *options,
        )


def floors() -> list[str]:
    """What the package depends on, each at the lowest version that `pyproject.toml` allows."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    found = []
    for requirement in map(Requirement, project["project"]["dependencies"]):
        [floor] = [each.version for each in requirement.specifier if each.operator == ">="]
        found.append(f"{requirement.name}=={floor}" + (f"; {requirement.marker}" if requirement.marker else ""))
    return found


def _run(*command: str | Path) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise InstallError(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
