"""What the environment says of proxies and certificates."""

from __future__ import annotations

import pytest

from openrouter.environment import certificates, proxy_for

URL = "https://openrouter.ai/api/v1/chat/completions"
LOCAL = "http://127.0.0.1:8080/v1"


@pytest.mark.parametrize(
    ("environment", "url", "given", "expected"),
    [
        ({}, URL, None, None),
        ({"HTTPS_PROXY": "http://p:1"}, URL, None, "http://p:1"),
        ({"https_proxy": "http://p:1"}, URL, None, "http://p:1"),
        ({"HTTP_PROXY": "http://p:1"}, URL, None, None),
        ({"http_proxy": "http://p:1"}, LOCAL, None, "http://p:1"),
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
    """The caller's, else that of the scheme, else that for all, unless NO_PROXY names the host."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert expected == proxy_for(url, given)


@pytest.mark.parametrize(
    ("verify", "environment", "expected"),
    [
        (None, {}, True),
        (None, {"SSL_CERT_FILE": "/a"}, "/a"),
        (None, {"REQUESTS_CA_BUNDLE": "/b"}, "/b"),
        (None, {"SSL_CERT_FILE": "/a", "REQUESTS_CA_BUNDLE": "/b"}, "/a"),
        (None, {"SSL_CERT_FILE": "", "REQUESTS_CA_BUNDLE": ""}, True),
        (False, {"SSL_CERT_FILE": "/a"}, False),
        (True, {"SSL_CERT_FILE": "/a"}, True),
        ("/mine", {"SSL_CERT_FILE": "/a"}, "/mine"),
    ],
)
def test_certificates(verify: object, environment: dict[str, str], expected: object) -> None:
    """An explicit `verify` beats the environment, which can name a bundle and never switch verification off."""
    assert expected == certificates(verify, environment)
