"""What the environment says of proxies and certificates."""

from __future__ import annotations

import os
import ssl
from pathlib import Path
from typing import Any

import certifi
import pytest
import trustme

from openrouter import AsyncOpenRouter, OpenRouter
from openrouter.environment import certificates, context_of, proxy_for
from openrouter.errors import ConfigurationError
from openrouter.sync.transport import speakable

URL = "https://openrouter.ai/api/v1/chat/completions"
LOCAL = "http://127.0.0.1:8080/v1"


@pytest.mark.requirement(57)
@pytest.mark.parametrize(
    ("environment", "url", "given", "expected"),
    [
        ({}, URL, None, None),
        ({"HTTPS_PROXY": "http://p:1"}, URL, None, "http://p:1"),
        ({"https_proxy": "http://p:1"}, URL, None, "http://p:1"),
        ({"HTTP_PROXY": "http://p:1"}, URL, None, None),
        ({"http_proxy": "http://p:1"}, LOCAL, None, None),
        ({"http_proxy": "http://p:1"}, LOCAL, "http://mine:3", "http://mine:3"),
        ({"HTTPS_PROXY": "p:1"}, URL, None, "http://p:1"),
        ({"ALL_PROXY": "http://p:1"}, URL, None, "http://p:1"),
        ({"ALL_PROXY": "http://p:1", "HTTPS_PROXY": "http://q:2"}, URL, None, "http://q:2"),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "openrouter.ai"}, URL, None, None),
        ({"HTTPS_PROXY": "http://p:1", "no_proxy": "other.example, .ai"}, URL, None, None),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "*"}, URL, None, None),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "other.example"}, URL, None, "http://p:1"),
        ({"HTTP_PROXY": "http://p:1", "NO_PROXY": "127.0.0.1:8080"}, LOCAL, None, None),
        ({"HTTPS_PROXY": "http://p:1"}, URL, "http://mine:3", "http://mine:3"),
        ({"NO_PROXY": "*"}, URL, "http://mine:3", "http://mine:3"),
        ({"HTTPS_PROXY": ""}, URL, None, None),
    ],
)
def test_proxies(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], url: str, given: str | None, expected: str | None
) -> None:
    """The caller's, else that of the scheme, else that for all, unless NO_PROXY names the host; none for this machine's own servers."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert expected == proxy_for(url, given)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two bundles, and a file that is none."""
    found = tmp_path_factory.mktemp("bundles")
    for name in ("one.pem", "other.pem"):
        trustme.CA().cert_pem.write_to_path(str(found / name))
    (found / "none.pem").write_text("certificates\n")
    return found


@pytest.mark.requirement(57)
@pytest.mark.parametrize(
    ("verify", "environment", "expected"),
    [
        (None, {}, certifi.where()),
        (True, {}, certifi.where()),
        (None, {"SSL_CERT_FILE": "one.pem"}, "one.pem"),
        (None, {"REQUESTS_CA_BUNDLE": "other.pem"}, "other.pem"),
        (None, {"SSL_CERT_FILE": "one.pem", "REQUESTS_CA_BUNDLE": "other.pem"}, "one.pem"),
        (None, {"SSL_CERT_FILE": "", "REQUESTS_CA_BUNDLE": ""}, certifi.where()),
        (None, {"SSL_CERT_FILE": "."}, "."),
        (True, {"SSL_CERT_FILE": "one.pem"}, certifi.where()),
        (False, {"SSL_CERT_FILE": "one.pem"}, False),
        ("other.pem", {"SSL_CERT_FILE": "one.pem"}, "other.pem"),
    ],
)
def test_certificates(
    folder: Path, verify: Any, environment: dict[str, str], expected: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An explicit `verify` beats the environment, which can name a bundle and never switch verification off."""
    monkeypatch.chdir(folder)
    found = certificates(URL, verify, environment, owned=True)

    assert context_of(expected) is found
    assert found is False or (found.verify_mode, found.check_hostname) == (ssl.CERT_REQUIRED, True)


@pytest.mark.parametrize("verify", [None, True, False, "one.pem"])
def test_a_session_of_the_callers_decides(folder: Path, verify: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not said is left to it, and what is said it gets as it is."""
    monkeypatch.chdir(folder)

    assert verify is certificates(URL, verify, {"SSL_CERT_FILE": "other.pem"}, owned=False)


def test_a_url_without_tls_costs_no_context() -> None:
    """Reading a bundle takes tens of milliseconds."""
    assert certificates(LOCAL, None, {}, owned=True) is True


def test_a_bundle_that_changes_is_read_again(folder: Path, tmp_path: Path) -> None:
    """A context is kept as long as its file is the same."""
    path = tmp_path / "bundle.pem"
    path.write_bytes((folder / "one.pem").read_bytes())
    first = context_of(str(path))
    assert first is context_of(str(path))

    path.write_bytes((folder / "other.pem").read_bytes())
    os.utime(path, ns=(1, 1))

    assert first.get_ca_certs() != context_of(str(path)).get_ca_certs()


@pytest.mark.parametrize("owned", [True, False])
@pytest.mark.parametrize(("name", "words"), [("nowhere.pem", "no CA bundle at 'nowhere.pem'"), ("none.pem", "is no CA bundle")])
def test_a_bundle_that_is_none(
    folder: Path, name: str, words: str, owned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing or broken bundle is an error: another one would trust what the caller does not."""
    monkeypatch.chdir(folder)
    given: list[tuple[Any, dict[str, str]]] = [(name, {}), *([(None, {"SSL_CERT_FILE": name})] if owned else [])]
    for verify, environment in given:
        with pytest.raises(ConfigurationError, match=words):
            certificates(URL, verify, environment, owned=owned)


@pytest.mark.parametrize("client_class", [OpenRouter, AsyncOpenRouter])
@pytest.mark.parametrize("given", ["socks5://p:1", None], ids=["argument", "environment"])
def test_socks_that_cannot_be_spoken(client_class: Any, given: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A SOCKS proxy that a front cannot speak with is refused with the cure, before anything is sent."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setenv("ALL_PROXY", "socks5h://p:1")
    with pytest.raises(ConfigurationError, match=r"SOCKS can be spoken here; (pip install PySocks|use an http:// proxy)"):
        client_class("sk-or-v1-x", proxy=given).stream("hi")


def test_socks_where_the_library_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """With PySocks the synchronous client takes the proxy."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())

    assert "socks5://p:1" == speakable("socks5://p:1")
