"""What is built and installed: the wheel, its metadata, and its neighbour of the same import name."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NEIGHBOUR = "openrouter==1.3.84"
CURE = "pip uninstall openrouter openrouter-streaming"

OURS = [
    "openrouter.aio.client",
    "openrouter.cli",
    "openrouter.core.scripts",
    "openrouter.environment",
    "openrouter.errors.call",
    "openrouter.errors.stream",
    "openrouter.jsontext",
    "openrouter.models.chunk",
    "openrouter.models.params",
    "openrouter.sse",
    "openrouter.sync.client",
    "openrouter.testing",
    "openrouter.traits",
]
"""A module of each part of this package, for the order in which the neighbour's `__init__` is the one that stands."""


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """A command's end and what it printed."""
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, cwd="/")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "--wheel-dir", folder, ROOT)
    assert 0 == built.returncode, built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """The interpreter of an empty environment."""
    venv.create(tmp_path / "env", with_pip=True)
    return tmp_path / "env" / "bin" / "python"


def install(python: Path, *what: str | Path) -> None:
    """Installs, as a user does."""
    done = run(python, "-m", "pip", "install", "--quiet", *what)
    assert 0 == done.returncode, done.stderr


@pytest.mark.prove
def test_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    """The wheel has `openrouter/` with its type marker and its licence, and no test, schema or generator."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()

    assert {"openrouter"} == {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert "openrouter/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


@pytest.mark.prove
def test_installed_wheel_runs_alone(wheel: Path, python: Path) -> None:
    """With nothing but what its metadata asks for, both fronts and the command line load."""
    install(python, wheel)
    done = run(python, "-c", "import openrouter; openrouter.OpenRouter; openrouter.AsyncOpenRouter; import openrouter.cli")

    assert ("", 0) == (done.stderr, done.returncode)


@pytest.mark.prove
def test_ours_over_the_neighbour_says_so(wheel: Path, python: Path) -> None:
    """Installed over OpenRouter's SDK, `import openrouter` raises ImportError with the cure."""
    install(python, "--no-deps", NEIGHBOUR)
    install(python, "--no-deps", wheel)
    done = run(python, "-c", "import openrouter")

    assert 1 == done.returncode
    assert "ImportError" in done.stderr
    assert CURE in done.stderr


@pytest.mark.prove
def test_the_neighbour_over_ours_says_so_wherever_ours_is_reached(wheel: Path, python: Path) -> None:
    """With the SDK installed over this package its `__init__` wins; the command and every module of ours that is reached raise."""
    install(python, wheel)
    install(python, NEIGHBOUR)
    theirs = run(python, "-c", "import openrouter; print(openrouter.OpenRouter)")
    reached = {module: run(python, "-c", f"import {module}") for module in OURS}
    command = run(python.parent / "openrouter-stream", "hi")
    as_module = run(python, "-m", "openrouter", "hi")

    assert "openrouter.sdk.OpenRouter" in theirs.stdout
    assert [] == [module for module, done in reached.items() if CURE not in done.stderr]
    assert CURE in command.stderr
    assert CURE in as_module.stderr
