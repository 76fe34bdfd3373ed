"""The CPythons of this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

OLDEST = 11
NEWEST = 30
"""Minor versions that are looked for by name; those after the last that exists cost a look at each folder of PATH."""

_ASK = (
    "import platform, sys, sysconfig, venv; v = sys.version_info;"
    "print(platform.python_implementation(), v.major, v.minor, v.micro, v.releaselevel,"
    " bool(sysconfig.get_config_var('Py_GIL_DISABLED')))"
)


@frozen(order=True)
class Interpreter:
    """A CPython that runs and can make environments."""

    version: tuple[int, int, int]
    path: Path

    @property
    def name(self) -> str:
        """Its version."""
        return ".".join(map(str, self.version))


def installed() -> list[Interpreter]:
    """The newest patch of each minor version from the oldest supported on, oldest first; no previews, none without its lock."""
    found: dict[tuple[int, int], Interpreter] = {}
    for path in dict.fromkeys(path.resolve() for path in _candidates()):
        interpreter = _asked(path)
        if interpreter is not None:
            minor = interpreter.version[:2]
            found[minor] = max(interpreter, found.get(minor, interpreter))
    return [found[minor] for minor in sorted(found)]


def _candidates() -> Iterator[Path]:
    """Where interpreters are: behind this one, on PATH by their names, and where version managers put them."""
    yield Path(getattr(sys, "_base_executable", sys.executable))
    for folder in map(Path, os.environ.get("PATH", "").split(os.pathsep)):
        for minor in range(OLDEST, NEWEST):
            if (path := folder / f"python3.{minor}").is_file():
                yield path
    home = Path.home()
    pyenv = Path(os.environ.get("PYENV_ROOT") or home / ".pyenv")
    uv = Path(os.environ.get("UV_PYTHON_INSTALL_DIR") or home / ".local" / "share" / "uv" / "python")
    for folder in (pyenv / "versions", uv):
        yield from folder.glob("*/bin/python3")


def _asked(path: Path) -> Interpreter | None:
    """What an interpreter says it is; None where it does not run (pyenv's shims), or is not one to test with."""
    try:
        done = subprocess.run(
            [path, "-I", "-c", _ASK], capture_output=True, text=True, timeout=30, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    said = done.stdout.split()
    if done.returncode or len(said) != 6:
        return None
    kind, major, minor, micro, level, without_lock = said
    version = (int(major), int(minor), int(micro))
    if (kind, level, without_lock) != ("CPython", "final", "False") or version < (3, OLDEST, 0):
        return None
    return Interpreter(version, path)
