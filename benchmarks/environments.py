"""Virtual environments, one for each peer: OpenRouter's own SDK has our import name, and peers disagree about versions."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venvs"

_OWN = tuple(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"])

REQUIREMENTS: dict[str, tuple[str, ...]] = {
    "ours": _OWN,
    "ours without orjson": tuple(line for line in _OWN if not line.startswith("orjson")),
    "memory": (*_OWN, "msgspec"),
    "orjson": ("orjson",),
    "requests": ("requests",),
    "aiohttp": ("aiohttp",),
    "httpx-sse": ("httpx-sse", "httpx"),
    "openai": ("openai>=3.54,<4",),
    "openrouter sdk": ("openrouter>=1.3,<2",),
    "server": ("trustme",),
    "plots": ("matplotlib",),
}
"""What each environment holds beside the standard library. Ours is imported from the tree, and so is this package."""


def python(name: str) -> Path:
    """
    The interpreter of an environment, which is made if it is not there or holds something else.

    Raises:
        KeyError: there is none of that name.
        subprocess.CalledProcessError: the package index was not reached.
    """
    wanted = "\n".join((sys.version, str(ROOT), *REQUIREMENTS[name]))
    home = HOME / name.replace(" ", "-")
    interpreter = home / "bin" / "python"
    made = home / "made-of"
    if not made.exists() or made.read_text() != wanted:
        print(f"making {home.relative_to(ROOT)}", file=sys.stderr)
        venv.create(home, clear=True, symlinks=True)
        pip: list[str | Path] = [
            sys.executable,
            "-m",
            "pip",
            "--python",
            interpreter,
            "--disable-pip-version-check",
            "install",
            "-qq",
        ]
        subprocess.run([*pip, *REQUIREMENTS[name]], check=True)
        # Behind site-packages, so that a package of our name which is installed there is found first.
        (next(home.glob("lib/*/site-packages")) / "tree.pth").write_text(f"{ROOT}\n")
        made.write_text(wanted)
    return interpreter


def make_all(names: Iterable[str]) -> None:
    """Makes the environments that are missing, so that none is made while another is measured."""
    for name in names:
        python(name)


def versions(name: str, packages: tuple[str, ...]) -> dict[str, str]:
    """The versions of some packages that an environment holds."""
    code = "import sys, importlib.metadata as m; print(*(m.version(name) for name in sys.argv[1:]))"
    done = subprocess.run([python(name), "-P", "-c", code, *packages], check=True, capture_output=True, text=True)
    return dict(zip(packages, done.stdout.split(), strict=True))
