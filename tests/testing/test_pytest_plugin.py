"""The fixture that other projects get."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

THEIRS = """
import os
import openrouter

def test_theirs(openrouter_server):
    openrouter_server.answer(__import__("openrouter.testing").testing.Text("Hi there"))
    assert openrouter.OpenRouter().stream("hello").get_final_text() == "Hi there"
    assert openrouter_server.requests[0].headers["authorization"].startswith("Bearer sk-or-")
    assert os.environ["NO_PROXY"] == "example.org,127.0.0.1,localhost"

def test_after_it():
    assert "OPENROUTER_BASE_URL" not in os.environ
"""


def test_the_fixture_serves_clients_without_arguments(tmp_path: Path) -> None:
    """A test that asks for the fixture has a server; others, and those after it, see nothing of it."""
    (tmp_path / "test_theirs.py").write_text(THEIRS)
    environment = {name: value for name, value in os.environ.items() if "OPENROUTER" not in name}
    environment |= {
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONPATH": str(ROOT),
        "NO_PROXY": "example.org",
        "HTTP_PROXY": "http://127.0.0.1:1",
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "openrouter.testing.pytest_plugin", "-p", "no:cacheprovider"]

    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert "2 passed" in done.stdout


def test_the_plugin_is_light() -> None:
    """pytest imports it in every run: nothing but the package itself comes with it."""
    code = "import sys, pytest; before = set(sys.modules); import openrouter.testing.pytest_plugin; print(*set(sys.modules) - before)"

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    expected = {"openrouter", "openrouter.alone", "openrouter.testing", "openrouter.testing.pytest_plugin"}
    assert expected == set(done.stdout.split())
