"""Every scenario in both fronts, plain and over TLS: nothing but our errors comes out, and nothing of the key."""

from __future__ import annotations

import copy
import difflib
import logging
import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from openrouter import errors
from openrouter.testing import SCENARIOS

from . import scenarios
from .scenarios import KEY, NO_SERVER, Played
from .test_protocol import strings

ROOT = Path(__file__).resolve().parents[2]
SECRET = KEY.rpartition("-")[2]
OF_VERSIONS = {"happy_br", "many_headers"}
"""A package for brotli may be installed, and older versions of aiohttp take any number of headers."""

LOGGERS = ("openrouter", "urllib3", "aiohttp", "asyncio", "requests")


class Lines(logging.Handler):
    """Everything that was logged."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.getMessage()} {record.args!r}")


@pytest.fixture(scope="module")
def logged() -> Iterator[Lines]:
    """What all the loggers say at DEBUG."""
    lines, root = Lines(), logging.getLogger()
    before = {name: logging.getLogger(name).level for name in LOGGERS}
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.DEBUG)
    root.addHandler(lines)
    yield lines
    root.removeHandler(lines)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture(scope="module")
def played(logged: Lines) -> list[Played]:
    """Every scenario in every way."""
    return scenarios.play_all()


@pytest.mark.requirement(47)
def test_nothing_but_our_errors_comes_out(played: list[Played]) -> None:
    """Whatever the server does: an error of ours that stands alone, holds what was delivered, and can be kept and sent; or the answer."""
    assert 4 * (len(SCENARIOS) + len(NO_SERVER)) - 4 == len(played)
    for one in played:
        error: Any = one.error
        assert one.text == one.stream.text == one.stream.response.text, one
        assert (error is None) == (one.stream.status == "completed"), one
        if error is not None:
            assert isinstance(error, errors.OpenRouterError), one
            assert not isinstance(error, errors.ConfigurationError), one
            assert (None, None) == (error.__cause__, error.__context__), one
            assert (error.partial.text if error.partial else "") == one.text, one
            for made in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
                assert (type(error), str(error), vars(error)) == (type(made), str(made), vars(made)), one


@pytest.mark.requirement(46)
def test_every_string_can_be_written(played: list[Played]) -> None:
    """No answer and no error holds half a character."""
    for one in played:
        facts = [str(one.error), *map(str, vars(one.error).values())] if one.error else []
        for each in [*strings(one.stream.response.to_dict()), one.stream.text, one.stream.reasoning, *facts]:
            each.encode()


@pytest.mark.requirement(58)
def test_the_key_is_nowhere(played: list[Played], logged: Lines) -> None:
    """Not in a stream, an error, its pickle, a traceback with the locals of every frame, or a line of any log."""
    assert any("HTTP/1.1" in line for line in logged.lines if line.startswith("urllib3"))
    assert any("attempt 1" in line for line in logged.lines if line.startswith("openrouter"))
    assert [] == [line for line in logged.lines if SECRET in line]
    for one in played:
        shown = [repr(one.stream), str(one.stream), repr(one.stream.response), repr(one.stream.stats), repr(one.stream.headers)]
        if one.error is not None:
            told = traceback.TracebackException.from_exception(one.error, capture_locals=True)
            shown += [str(one.error), repr(one.error), repr(vars(one.error)), "".join(told.format())]
            shown.append(pickle.dumps(one.error).decode("latin-1"))
        if one.name != "echo":  # the model's text is what it is, even where a server repeats what it got
            assert SECRET not in "".join(shown), one


@pytest.mark.requirement(47)
def test_the_page_tells_what_happens(played: list[Played]) -> None:
    """The table of docs/reliability.md is that of this run; `make scenarios` writes it."""
    page = scenarios.PAGE.read_text()

    assert [] == differences(page, scenarios.written(page, scenarios.table(played)))


def differences(page: str, new: str) -> list[str]:
    """The lines that are not the same, but those that depend on the versions of libraries."""
    return [line for line in difflib.ndiff(page.splitlines(), new.splitlines()) if line[0] in "-+" and not of_versions(line)]


def of_versions(line: str) -> bool:
    """Whether a line tells of a scenario whose outcome depends on them."""
    return any(f"| `{name}` |" in line for name in OF_VERSIONS)


def test_the_fronts_agree(played: list[Played]) -> None:
    """No scenario has another outcome in the other front, or over TLS."""
    differ = {name for name, outcome in scenarios.outcomes(played).items() if "sync http" in outcome}

    assert set() == differ - OF_VERSIONS


OTHER_WAYS = {
    "aiohttp's parser in Python": ({"AIOHTTP_NO_EXTENSIONS": "1"}, ""),
    "no orjson": ({}, "import sys; sys.modules['orjson'] = None; "),
}


@pytest.mark.prove
@pytest.mark.requirement(64)
@pytest.mark.parametrize("way", OTHER_WAYS)
def test_the_page_is_true_of_other_builds(way: str) -> None:
    """Where aiohttp has no extension, and where there is no orjson, every scenario has the same outcome."""
    variables, before = OTHER_WAYS[way]
    code = (
        f"{before}from tests.reliability import scenarios as s, test_scenarios as t; page = s.PAGE.read_text(); "
        "print(*t.differences(page, s.written(page, s.table(s.play_all()))), sep='\\n')"
    )
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        env={**os.environ, **variables, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )

    assert ("", 0) == (told.stdout.strip() + told.stderr, told.returncode)
