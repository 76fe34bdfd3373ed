"""The fixture `openrouter_server`, for every project that has this library installed.

pytest imports this in all their runs, so it loads nothing of the library before the fixture is used.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .server import FakeOpenRouter

_KEY = "sk-or-v1-fake"
_LOOPBACK = "127.0.0.1,localhost"


@pytest.fixture
def openrouter_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOpenRouter]:
    """OpenRouter on a port of this machine for one test; clients made without arguments go there, past any proxy."""
    from .server import FakeOpenRouter

    with FakeOpenRouter() as server:
        monkeypatch.setenv("OPENROUTER_BASE_URL", server.url)
        monkeypatch.setenv("OPENROUTER_API_KEY", _KEY)
        for name in ("no_proxy", "NO_PROXY"):
            before = os.environ.get(name)
            monkeypatch.setenv(name, f"{before},{_LOOPBACK}" if before else _LOOPBACK)
        yield server
