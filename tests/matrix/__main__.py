"""
`python -m tests.matrix`: runs the tests of the engine with every CPython of this machine, the lowest and the newest libraries, with
and without orjson, and with both parsers of aiohttp.

It prints which interpreters it found and how each row went; the output of a row is below `.venvs/matrix`. Environments are kept
for the next time.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from attrs import frozen

from .environments import HOME, ROOT, Environment, InstallError
from .interpreters import OLDEST, Interpreter, installed

AT_ONCE = 2
SECONDS = 600

ENGINE = ("tests/core", "tests/fronts", "tests/reliability", "tests/testing")
NETWORK = ("tests/fronts", "tests/reliability")
TEXT = ("tests/test_jsontext.py", "tests/core", "tests/traits", "tests/fronts", "tests/reliability")

_PARTS = """
import importlib.metadata as metadata, importlib.util, aiohttp.http_parser as parser
names = ["requests", "urllib3", "aiohttp", "attrs", "cattrs"]
names += ["orjson"] if importlib.util.find_spec("orjson") else []
c = parser.HttpResponseParser is not parser.HttpResponseParserPy
print(", ".join(f"{name} {metadata.version(name)}" for name in names) + ("" if len(names) == 6 else ", no orjson"))
print("C" if c else "Python")
"""


@frozen
class Row:
    """Some tests in an environment, with one of the parsers of aiohttp."""

    environment: Environment
    parser: str
    tests: tuple[str, ...]

    @property
    def name(self) -> str:
        """What tells it from the others."""
        return f"CPython {self.environment.interpreter.name}, {self.environment.libraries}, {self.parser} parser"

    @property
    def log(self) -> Path:
        """What its tests printed."""
        return HOME / f"{self.environment.folder.name}-{self.parser}.log"


@frozen
class Verdict:
    """How a row went."""

    row: Row
    passed: bool
    seconds: float
    words: str


def rows(found: list[Interpreter]) -> Iterator[Row]:
    """The matrix: all interpreters with the newest libraries; the corners with the oldest and the newest of them."""
    oldest, newest = found[0], found[-1]
    yield Row(Environment(oldest, "lowest"), "C", ENGINE)
    for interpreter in found:
        yield Row(Environment(interpreter, "newest"), "C", ENGINE)
    yield Row(Environment(newest, "without orjson"), "C", TEXT)
    yield Row(Environment(oldest, "lowest"), "Python", NETWORK)
    yield Row(Environment(newest, "newest"), "Python", NETWORK)


def run(row: Row) -> Verdict:
    """Runs the tests of a row."""
    began = time.monotonic()
    own = {"AIOHTTP_NO_EXTENSIONS": "1"} if row.parser == "Python" else {}
    environment = {**{name: value for name, value in os.environ.items() if name != "PYTHONPATH"}, **own}
    python = row.environment.python
    parts = subprocess.run(
        [python, "-c", _PARTS], env=environment, capture_output=True, text=True, check=True, cwd=ROOT
    )
    libraries, parser = parts.stdout.splitlines()
    assert (parser, row.environment.libraries == "without orjson") == (row.parser, "no orjson" in libraries), (
        parts.stdout
    )
    tests = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not prove", *row.tests]
    # Two runs of pytest that tidy up one folder for temporary files get into each other's way: each row has its own.
    own_folder = tempfile.TemporaryDirectory(prefix="matrix-", ignore_cleanup_errors=True)
    with row.log.open("w") as log, own_folder as folder:
        environment["PYTEST_DEBUG_TEMPROOT"] = folder
        try:
            code = subprocess.run(
                tests, env=environment, stdout=log, stderr=log, check=False, cwd=ROOT, timeout=SECONDS
            ).returncode
        except subprocess.TimeoutExpired:
            code = -1
    last = (row.log.read_text().splitlines() or [""])[-1]
    return Verdict(row, code == 0, time.monotonic() - began, f"{last}; {libraries}")


def main() -> int:
    """Makes the environments, runs the rows, and returns 0 if all of them passed."""
    found = installed()
    missing = "" if len(found) > 1 else "; install others, by pyenv or uv, to try them too"
    print(f"CPython from 3.{OLDEST} on, on this machine: {', '.join(each.name for each in found)}{missing}", flush=True)
    HOME.mkdir(parents=True, exist_ok=True)
    matrix = list(rows(found))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            list(pool.map(Environment.make, dict.fromkeys(row.environment for row in matrix)))
        except InstallError as error:
            print(error, file=sys.stderr)
            return 1
        verdicts = []
        for verdict in pool.map(run, matrix):
            print(
                f"{'ok  ' if verdict.passed else 'FAIL'} {verdict.seconds:5.0f} s  {verdict.row.name}: {verdict.words}",
                flush=True,
            )
            verdicts.append(verdict)
    for verdict in verdicts:
        if not verdict.passed:
            print(
                f"\n{verdict.row.name}\n" + "\n".join(verdict.row.log.read_text().splitlines()[-60:]), file=sys.stderr
            )
    return 0 if all(verdict.passed for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
