"""What a client was told, checked once, before anything is sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import SplitResult, urlsplit

from attrs import evolve, field, frozen

from ..errors import ConfigurationError
from .hooks import Hooks, checked_hooks
from .options import UNSET, Limits, Retry, Timeout, Unset
from .secrets import Secret
from .service_headers import category_headers

if TYPE_CHECKING:
    from .pace import Admission

DEFAULT_BASE_URL: Final = "https://openrouter.ai/api/v1"

_KEY = re.compile(r"[\x21-\x7e]+")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[\x20-\x7e\t]*")
_RESERVED = frozenset({"authorization", "connection", "content-length", "host", "transfer-encoding"})

ApiKey = str | Callable[[], str]


@frozen(kw_only=True)
class Settings:
    """The settings of a client."""

    api_key: Secret | Callable[[], str] | None = field(repr=False)
    model: str | None
    base_url: str
    timeout: Timeout
    retry: Retry
    limits: Limits
    headers: Mapping[str, str]
    proxy: str | None = field(repr=False)
    verify: Any
    hooks: tuple[Hooks, ...] = field(default=(), repr=False)
    limiter: Admission | None = field(default=None, repr=False)

    def key(self, *, needed: bool = True) -> Secret | None:
        """
        The key for one request, None where there is none and none is needed; a callable is asked each time.

        Raises:
            ConfigurationError: there is none and the server is not on this machine, or it has characters that no key has.
        """
        if callable(self.api_key):
            return Secret(checked_key(self.api_key()))
        if self.api_key is None and needed and not is_loopback(self.base_url):
            raise ConfigurationError("no key: pass api_key, or set the environment variable OPENROUTER_API_KEY")
        return self.api_key

    def changed(
        self,
        *,
        timeout: Timeout | float | Unset | None,
        retry: Retry | int | Unset | None,
        model: str | Unset | None,
        hooks: Hooks | Sequence[Hooks] = (),
    ) -> Settings:
        """The settings with those options that were given."""
        changes: dict[str, Any] = {"hooks": (*self.hooks, *checked_hooks(hooks))}
        if timeout is not UNSET:
            changes["timeout"] = Timeout.of(timeout)
        if retry is not UNSET:
            changes["retry"] = Retry.of(retry)
        if model is not UNSET:
            changes["model"] = checked_model(model)
        return evolve(self, **changes)


def settings(
    *,
    environment: Mapping[str, str],
    api_key: ApiKey | None,
    model: str | None,
    base_url: str | None,
    timeout: Timeout | float | None,
    retry: Retry | int | None,
    limits: Limits,
    app_name: str | None,
    app_url: str | None,
    app_categories: Sequence[str] = (),
    headers: Mapping[str, str] | None,
    proxy: str | None,
    verify: Any,
    allow_http: bool,
    hooks: Hooks | Sequence[Hooks] = (),
    limiter: Admission | None = None,
) -> Settings:
    """
    The settings that a client's arguments and the environment mean.

    Raises:
        ConfigurationError: one of them cannot be used; the message names it and says what is accepted.
    """
    attribution = {"X-OpenRouter-Title": ("app_name", app_name), "HTTP-Referer": ("app_url", app_url)}
    own = {name: checked_text(option, text) for name, (option, text) in attribution.items() if text is not None}
    key = api_key if api_key is not None else environment.get("OPENROUTER_API_KEY") or None
    return Settings(
        api_key=key if key is None or callable(key) else Secret(checked_key(key)),
        model=checked_model(model),
        base_url=checked_base_url(base_url or environment.get("OPENROUTER_BASE_URL") or DEFAULT_BASE_URL, allow_http),
        timeout=Timeout.of(timeout),
        retry=Retry.of(retry),
        limits=checked_limits(limits),
        headers=joined_headers(own, category_headers(app_categories), checked_headers(headers)),
        proxy=checked_proxy(proxy),
        verify=checked_verify(verify),
        hooks=checked_hooks(hooks),
        limiter=checked_limiter(limiter),
    )


def checked_key(key: Any) -> str:
    """The key, if it is one; no message ever echoes it."""
    if not isinstance(key, str):
        raise ConfigurationError(f"api_key must be a string or a callable that returns one, not {type(key).__name__}")
    if _KEY.fullmatch(key) is None:
        raise ConfigurationError(
            "api_key must be printable ASCII without blanks or line ends (its value is not shown here)"
        )
    return key


def checked_model(model: Any) -> str | None:
    """The model's name, if it is one."""
    if model is not None and (not isinstance(model, str) or not model.strip()):
        raise ConfigurationError(f"model must be a name such as 'openai/gpt-5', not {model!r}")
    return model


def checked_text(option: str, text: Any) -> str:
    """The value of a header, if it can be one."""
    if not isinstance(text, str) or _VALUE.fullmatch(text) is None or text != text.strip():
        raise ConfigurationError(f"{option} must be printable ASCII without line ends or blanks around it")
    return text


def checked_headers(headers: Any, option: str = "headers") -> dict[str, str]:
    """The caller's headers, if both libraries would send them the same."""
    if headers is None:
        return {}
    if not isinstance(headers, Mapping):
        raise ConfigurationError(f"{option} must be a mapping of names to values, not {type(headers).__name__}")
    for name in headers:
        if not isinstance(name, str) or _NAME.fullmatch(name) is None:
            raise ConfigurationError(f"{option}: a name must be an HTTP token")
        if name.lower() in _RESERVED:
            raise ConfigurationError(f"{option}: {name} is set by the library (use api_key for the key)")
        checked_text(f"{option}[{name!r}]", headers[name])
    return dict(headers)


def joined_headers(*several: Mapping[str, str]) -> dict[str, str]:
    """Headers together; of two with one name, in whatever case, the later stays, as both libraries would not agree."""
    found = {name.lower(): (name, value) for headers in several for name, value in headers.items()}
    return dict(found.values())


def checked_limits(limits: Any) -> Limits:
    """The limits, if they are."""
    if not isinstance(limits, Limits):
        raise ConfigurationError(f"limits must be a Limits, not {type(limits).__name__}")
    return limits


def checked_limiter(limiter: Any) -> Admission | None:
    """The limiter, if it is one."""
    if limiter is not None and not all(callable(getattr(limiter, name, None)) for name in ("enter", "refused_for", "leave", "refused")):
        raise ConfigurationError(f"limiter must be a Limiter, not {type(limiter).__name__}")
    return limiter  # type: ignore[no-any-return]


def checked_base_url(url: Any, allow_http: bool) -> str:
    """The base URL without the slash at its end, if it is safe to send a key there."""
    if not isinstance(url, str):
        raise ConfigurationError(f"base_url must be a string, not {type(url).__name__}")
    parts = _split("base_url", url)
    wrong = [
        ("a scheme other than https or http", parts.scheme not in {"https", "http"}),
        ("no host", not parts.hostname),
        ("a user name or password", "@" in parts.netloc),
        ("a query", "?" in url),
        ("a fragment", "#" in url),
        ("a backslash, a blank or a control character", re.search(r"[\\\s\x00-\x20\x7f]", url) is not None),
        ("characters outside of ASCII", not url.isascii()),
    ]
    for what, found in wrong:
        if found:
            raise ConfigurationError(f"base_url must look like {DEFAULT_BASE_URL}; this one has {what}")
    if parts.scheme == "http" and not allow_http and not is_loopback(url):
        raise ConfigurationError(
            "base_url: http:// shows the key to the network; use https://, or allow_http=True if you must"
        )
    return url.rstrip("/")


def checked_proxy(proxy: Any) -> str | None:
    """The proxy's URL, if it is one; no message echoes it, since it may hold a password."""
    if proxy is None:
        return None
    if not isinstance(proxy, str) or "://" not in proxy or not _split("proxy", proxy).hostname:
        raise ConfigurationError("proxy must be a URL such as http://host:port")
    if urlsplit(proxy).scheme not in {"http", "https", "socks4", "socks4a", "socks5", "socks5h"}:
        raise ConfigurationError("proxy must be a URL of http, https, socks4 or socks5")
    return proxy


def checked_verify(verify: Any) -> Any:
    """What to verify the server with; anything that only happens to be false would switch verification off unseen."""
    if verify is None or isinstance(verify, bool) or type(verify).__name__ == "SSLContext":
        return verify
    if not isinstance(verify, str) or not verify:
        raise ConfigurationError(f"verify must be the path of a CA bundle, True or False, not {type(verify).__name__}")
    return verify


def is_loopback(url: str) -> bool:
    """Whether a URL points to this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _split(option: str, url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port  # a port that is no number shows only when asked for
    except ValueError:
        parts = None
    if parts is None:
        raise ConfigurationError(f"{option} is not a URL")
    return parts
