"""What the environment says of proxies and certificates, read once and the same way for both fronts."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from . import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package


def proxy_for(url: str, given: str | None) -> str | None:
    """The proxy for a URL: the caller's, else that of HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY; None to go directly."""
    if given is not None:
        return given
    parts = urlsplit(url)
    proxies = getproxies()
    if proxy_bypass(parts.netloc):
        return None
    return proxies.get(parts.scheme) or proxies.get("all")


def certificates(verify: object, environment: Mapping[str, str]) -> object:
    """What to verify the server with: the caller's, else a bundle of SSL_CERT_FILE or REQUESTS_CA_BUNDLE, else True."""
    if verify is not None:
        return verify
    return environment.get("SSL_CERT_FILE") or environment.get("REQUESTS_CA_BUNDLE") or True
