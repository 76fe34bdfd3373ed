"""One kernel for the tests of a module, and a server for each test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from openrouter.testing import FakeOpenRouter

if TYPE_CHECKING:
    from .kernel import Kernel

_CELL = """
import asyncio
from openrouter import AsyncOpenRouter, OpenRouter
client = OpenRouter(base_url={url!r}, retry=None)
aclient = AsyncOpenRouter(base_url={url!r}, retry=None)
retrying = client.with_options(retry=2)
aretrying = aclient.with_options(retry=2)
"""
_LEAVE = """
client.close()
await aclient.close()
"""


@pytest.fixture(scope="module")
def shared_kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    """A kernel that lives as long as the module's tests: to start one takes a second."""
    pytest.importorskip("ipykernel", reason="needs Jupyter: `pip install --group notebook`")
    from .kernel import running_kernel

    with running_kernel(tmp_path_factory.mktemp("kernel")) as kernel:
        yield kernel


@pytest.fixture
def kernel(shared_kernel: Kernel, server: FakeOpenRouter) -> Iterator[Kernel]:
    """A kernel with a client of each front, `client` and `aclient`; no connection of theirs is left open after they are closed."""
    assert None is shared_kernel.run(_CELL.format(url=server.url)).error
    yield shared_kernel
    assert None is shared_kernel.run(_LEAVE).error
    assert server.wait_closed()
