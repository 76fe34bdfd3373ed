"""Both fronts, over plain HTTP, and over TLS where a row speaks of the connection."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import pytest
import trustme

from openrouter.testing import FakeOpenRouter
from tests.fronts.uniform import Play


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """A certificate authority that nobody else trusts."""
    return trustme.CA()


@pytest.fixture(scope="session")
def bundle(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of the authority's certificate."""
    path = str(tmp_path_factory.mktemp("authority") / "ca.pem")
    authority.cert_pem.write_to_path(path)
    return path


@pytest.fixture(scope="session")
def identity(authority: trustme.CA) -> ssl.SSLContext:
    """What a server on this machine proves itself with."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    return context


@pytest.fixture(params=["sync", "aio"])
def play(request: pytest.FixtureRequest, identity: ssl.SSLContext, bundle: str) -> Iterator[Play]:
    """Runs a body on each of the fronts in turn, against a server of its own; `everywhere` does so over TLS as well."""
    front, _, tls = request.param.partition("-")
    with FakeOpenRouter(tls=identity if tls else None) as server:
        yield Play(front, server, {"verify": bundle} if tls else {})
