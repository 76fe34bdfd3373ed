"""What the environment says of proxies and certificates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import certifi
import pytest

from openrouter import AsyncOpenRouter, OpenRouter
from openrouter.environment import certificates, proxy_for
from openrouter.errors import ConfigurationError
from openrouter.sync.transport import speakable

URL = "https://openrouter.ai/api/v1/chat/completions"
LOCAL = "http://127.0.0.1:8080/v1"


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


BUNDLES = {name: str(Path(__file__).with_name(name)) for name in ("oracle.py", "play.py")}
ONE, OTHER = BUNDLES.values()


@pytest.mark.parametrize(
    ("verify", "environment", "owned", "expected"),
    [
        (None, {}, True, certifi.where()),
        (True, {}, True, certifi.where()),
        (None, {"SSL_CERT_FILE": ONE}, True, ONE),
        (None, {"REQUESTS_CA_BUNDLE": OTHER}, True, OTHER),
        (None, {"SSL_CERT_FILE": ONE, "REQUESTS_CA_BUNDLE": OTHER}, True, ONE),
        (None, {"SSL_CERT_FILE": "", "REQUESTS_CA_BUNDLE": ""}, True, certifi.where()),
        (None, {"SSL_CERT_FILE": ONE}, False, None),
        (True, {"SSL_CERT_FILE": ONE}, True, certifi.where()),
        (False, {"SSL_CERT_FILE": ONE}, True, False),
        (True, {"SSL_CERT_FILE": ONE}, False, True),
        (OTHER, {"SSL_CERT_FILE": ONE}, False, OTHER),
    ],
)
def test_certificates(verify: object, environment: dict[str, str], owned: bool, expected: object) -> None:
    """An explicit `verify` beats the environment, which can name a bundle and never switch verification off."""
    assert expected == certificates(verify, environment, owned=owned)


@pytest.mark.parametrize(
    ("verify", "environment"), [("/nowhere/ca.pem", {}), (None, {"SSL_CERT_FILE": "/nowhere/ca.pem"})]
)
def test_a_bundle_that_is_not_there(verify: object, environment: dict[str, str]) -> None:
    """A missing bundle is an error: another one would trust what the caller does not."""
    with pytest.raises(ConfigurationError, match="no CA bundle at '/nowhere"):
        certificates(verify, environment, owned=True)


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
