"""What the environment says of proxies and certificates, read the same way for both fronts."""

from __future__ import annotations

import functools
import os
import ssl
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from . import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package
from .core.settings import is_loopback
from .errors import ConfigurationError


def proxy_for(url: str, given: str | None) -> str | None:
    """The proxy for a URL: the caller's, else that of HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY; None to go directly."""
    if given is not None or is_loopback(url):  # a proxy cannot reach this machine's own servers
        return given
    parts = urlsplit(url)
    proxies = getproxies()
    if proxy_bypass(parts.netloc):
        return None
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    return proxy if proxy is None or "://" in proxy else f"http://{proxy}"


def without_socks(proxy: str | None, *, able: bool, cure: str) -> str | None:
    """
    The proxy, unless it is one of SOCKS and the front is not `able` to speak it.

    Raises:
        ConfigurationError: with the cure; nothing was sent.
    """
    if proxy is not None and proxy.lower().startswith("socks") and not able:
        raise ConfigurationError(f"proxy: no SOCKS can be spoken here; {cure}")
    return proxy


def certificates(url: str, verify: Any, environment: Mapping[str, str], *, owned: bool) -> Any:
    """
    What to verify a server with: what the caller said, else the bundle of SSL_CERT_FILE or REQUESTS_CA_BUNDLE, else that of certifi, as a
    context; for a session of the caller's (not `owned`) what the caller said, where None lets the session decide. A URL without TLS costs
    no context.

    The libraries differ here: of themselves requests takes certifi's bundle, aiohttp the system's.

    Raises:
        ConfigurationError: the bundle is not there, or is none; falling back to another would trust what the caller does not.
    """
    if verify is None and owned:
        verify = environment.get("SSL_CERT_FILE") or environment.get("REQUESTS_CA_BUNDLE") or True
    if not owned or (verify is True and not url.startswith("https:")):
        context_of(verify)
        return verify
    if verify is True:
        import certifi

        verify = certifi.where()
    return context_of(verify)


def context_of(verify: Any) -> Any:
    """The context of a bundle's path; anything else as it is."""
    if not isinstance(verify, str):
        return verify
    if not os.path.exists(verify):
        raise ConfigurationError(f"there is no CA bundle at {verify!r} (verify, SSL_CERT_FILE or REQUESTS_CA_BUNDLE)")
    return _context(verify, os.stat(verify).st_mtime_ns)


@functools.lru_cache(maxsize=16)
def _context(path: str, _: int) -> ssl.SSLContext:
    """The context of a bundle as of some time; reading one takes milliseconds."""
    try:
        if os.path.isdir(path):
            return ssl.create_default_context(capath=path)
        return ssl.create_default_context(cafile=path)
    except (OSError, ssl.SSLError) as error:
        reason = str(error)
    raise ConfigurationError(f"{path!r} is no CA bundle: {reason} (verify, SSL_CERT_FILE or REQUESTS_CA_BUNDLE)")
