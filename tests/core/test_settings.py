"""A client's arguments are checked once, before anything is sent."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter.core.options import UNSET, Limits, Retry, Timeout
from openrouter.core.secrets import Secret
from openrouter.core.settings import Settings, is_loopback, joined_headers, settings
from openrouter.errors import ConfigurationError

KEY = "sk-or-v1-0123456789abcdef"


def made(environment: dict[str, str] | None = None, **options: Any) -> Settings:
    """Settings with every option at its default but these."""
    defaults: dict[str, Any] = {
        "api_key": None, "model": None, "base_url": None, "timeout": None, "retry": None, "limits": Limits(), "app_name": None,
        "app_url": None, "headers": None, "proxy": None, "verify": None, "allow_http": False,
    }  # fmt: skip
    return settings(environment=environment or {}, **{**defaults, **options})


def revealed(key: Secret | None) -> str | None:
    """The key itself."""
    return None if key is None else key.reveal()


@pytest.mark.requirement(59)
@pytest.mark.parametrize(
    "spoiled",
    [
        f"{KEY}\r", f"{KEY}\n", f"{KEY}\0", f"{KEY}\x7f", f" {KEY}", f"{KEY} ", f"{KEY}\t", "sk or", "", " ", f"{KEY}é", f"{KEY}\u2028",
        f"{KEY}\r\nHost: evil",
    ],
)  # fmt: skip
def test_a_key_is_printable_ascii(spoiled: str) -> None:
    """A key that could not stand in a header is refused, by name, and not echoed."""
    with pytest.raises(ConfigurationError, match="api_key must be printable ASCII") as caught:
        made(api_key=spoiled)

    assert KEY not in str(caught.value)
    assert spoiled.strip() == "" or spoiled.strip() not in str(caught.value)


@pytest.mark.parametrize("wrong", [5, b"sk-or-v1-0123456789abcdef", ["x"]])
def test_a_key_is_a_string(wrong: Any) -> None:
    """Something else than a string or a callable is refused by its type alone."""
    with pytest.raises(ConfigurationError, match="api_key must be a string or a callable") as caught:
        made(api_key=wrong)

    assert "0123456789abcdef" not in str(caught.value)


@pytest.mark.parametrize(
    ("options", "environment", "expected"),
    [
        ({"api_key": "argument"}, {"OPENROUTER_API_KEY": "variable"}, "argument"),
        ({}, {"OPENROUTER_API_KEY": "variable"}, "variable"),
        ({"api_key": lambda: "called"}, {"OPENROUTER_API_KEY": "variable"}, "called"),
        ({"base_url": "http://localhost:8080/v1"}, {}, None),
        ({"base_url": "http://127.0.0.1:8080/v1"}, {"OPENROUTER_API_KEY": ""}, None),
    ],
)
def test_where_the_key_comes_from(options: dict[str, Any], environment: dict[str, str], expected: str | None) -> None:
    """The argument, then the environment; a server on this machine needs none."""
    assert expected == revealed(made(environment, **options).key())


def test_a_missing_key_is_an_error_at_the_call() -> None:
    """Without a key a client can be made, and says at the call what to do."""
    without = made()

    with pytest.raises(ConfigurationError, match="pass api_key, or set the environment variable OPENROUTER_API_KEY"):
        without.key()


@pytest.mark.parametrize("returned", [None, 5, "", "a\nb"])
def test_a_callable_key_is_checked_each_time(returned: Any) -> None:
    """What a callable returns has to be a key as well."""
    with pytest.raises(ConfigurationError, match="api_key"):
        made(api_key=lambda: returned).key()


def test_a_callable_key_is_asked_for_each_request() -> None:
    """A key that rotates is asked for anew."""
    keys = iter(["one", "two"])
    found = made(api_key=lambda: next(keys))

    assert ["one", "two"] == [revealed(found.key()), revealed(found.key())]


@pytest.mark.requirement(60)
@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("https://user@host/api", "user name"),
        ("https://user:tiger7@host/api", "user name"),
        ("https://host/api?x=1", "query"),
        ("https://host/api?", "query"),
        ("https://host/api#part", "fragment"),
        ("https://host\\@evil.example/api", "user name|backslash"),
        ("https://host/a\\b", "backslash"),
        ("https://host/a b", "blank"),
        (" https://host/api", "blank"),
        ("https://host/api\n", "control"),
        ("https://ho\tst/api", "control"),
        ("https://host/\x7f", "control"),
        ("https://höst/api", "ASCII"),
        ("ftp://host/api", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("host/api", "scheme"),
        ("//host/api", "scheme"),
        ("https://", "no host"),
        ("https://:443/api", "no host"),
        ("https:///api", "no host"),
        ("https://[::1/api", "not a URL"),
        ("https://host:port/api", "not a URL"),
        ("https://host:99999/api", "not a URL"),
        ("http://openrouter.ai/api/v1", "allow_http=True"),
        ("http://localhost.evil.example/v1", "allow_http=True"),
        ("http://10.0.0.1/v1", "allow_http=True"),
        ("http://0.0.0.0/v1", "allow_http=True"),
        (5, "must be a string"),
    ],
)
def test_base_urls_that_are_refused(url: Any, what: str) -> None:
    """A URL that would send the key elsewhere or in clear is refused, and the message says what is wrong."""
    with pytest.raises(ConfigurationError, match=what) as caught:
        made(base_url=url)

    assert "base_url" in str(caught.value)
    assert "tiger7" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "allow_http", "expected"),
    [
        (None, False, "https://openrouter.ai/api/v1"),
        ("", False, "https://openrouter.ai/api/v1"),
        ("https://eu.openrouter.ai/api/v1/", False, "https://eu.openrouter.ai/api/v1"),
        ("HTTPS://Host:8443/v1//", False, "HTTPS://Host:8443/v1"),
        ("http://localhost:1234", False, "http://localhost:1234"),
        ("http://app.localhost/v1", False, "http://app.localhost/v1"),
        ("http://127.0.0.1/v1", False, "http://127.0.0.1/v1"),
        ("http://127.8.9.1/v1", False, "http://127.8.9.1/v1"),
        ("http://[::1]:8080/v1", False, "http://[::1]:8080/v1"),
        ("http://gateway.internal/v1", True, "http://gateway.internal/v1"),
    ],
)
def test_base_urls_that_are_taken(url: str | None, allow_http: bool, expected: str) -> None:
    """https anywhere, http on this machine or when allowed; the slash at the end goes."""
    assert expected == made(base_url=url, allow_http=allow_http).base_url


def test_the_base_url_of_the_environment() -> None:
    """The argument goes before the variable, which goes before the default and is checked as well."""
    environment = {"OPENROUTER_BASE_URL": "https://other.example/v1"}

    assert "https://other.example/v1" == made(environment).base_url
    assert "https://mine.example/v1" == made(environment, base_url="https://mine.example/v1").base_url
    with pytest.raises(ConfigurationError, match="query"):
        made({"OPENROUTER_BASE_URL": "https://other.example/?x"})


@pytest.mark.parametrize("option", ["app_name", "app_url"])
@pytest.mark.parametrize("value", ["a\rb", "a\nb", "a\0b", "a\x7fb", " a", "a ", "é", "日本", 5])
def test_attribution_is_printable_ascii(option: str, value: Any) -> None:
    """What both libraries would not send alike as a header is refused by the option's name."""
    with pytest.raises(ConfigurationError, match=f"{option} must be printable ASCII"):
        made(**{option: value})


@pytest.mark.requirement(59)
@pytest.mark.parametrize(
    ("headers", "what"),
    [
        ("X-A: b", "must be a mapping"),
        ([("X-A", "b")], "must be a mapping"),
        ({"": "a"}, "HTTP token"),
        ({"X A": "a"}, "HTTP token"),
        ({"X-A:": "a"}, "HTTP token"),
        ({"X-Ä": "a"}, "HTTP token"),
        ({5: "a"}, "HTTP token"),
        ({"X-A": "a\r\nX-B: b"}, "X-A"),
        ({"X-A": "é"}, "X-A"),
        ({"X-A": None}, "X-A"),
        ({"X-A": 5}, "X-A"),
        ({"Authorization": f"Bearer {KEY}"}, "use api_key"),
        ({"authorization": "x"}, "use api_key"),
        ({"Host": "evil"}, "set by the library"),
        ({"Content-Length": "5"}, "set by the library"),
        ({"Transfer-Encoding": "chunked"}, "set by the library"),
        ({"Connection": "close"}, "set by the library"),
    ],
)
def test_headers_that_are_refused(headers: Any, what: str) -> None:
    """A header that is none, or is not the caller's to set, is refused by name and its value not echoed."""
    with pytest.raises(ConfigurationError, match=what) as caught:
        made(headers=headers)

    assert "headers" in str(caught.value)
    assert KEY not in str(caught.value)


def test_headers_of_the_client() -> None:
    """Attribution becomes headers, which own headers replace in whatever case they are written."""
    found = made(app_name="App", app_url="https://app.example", headers={"x-openrouter-title": "Other", "X-A": "a\tb"})

    assert {"x-openrouter-title": "Other", "HTTP-Referer": "https://app.example", "X-A": "a\tb"} == found.headers


def test_joined_headers_have_one_of_each_name() -> None:
    """Of two headers with one name the later stays, where the first stood."""
    joined = joined_headers({"Accept": "a", "X-A": "1"}, {"accept": "b"}, {"ACCEPT": "c", "x-b": "2"})

    assert [("ACCEPT", "c"), ("X-A", "1"), ("x-b", "2")] == list(joined.items())


@pytest.mark.parametrize("model", ["", "  ", 5, ["m"]])
def test_models_that_are_refused(model: Any) -> None:
    """A model is a name that is not blank."""
    with pytest.raises(ConfigurationError, match="model must be a name such as"):
        made(model=model)


@pytest.mark.parametrize("proxy", ["", "proxy:3128", "http://", 5, "http://[::1"])
def test_proxies_that_are_refused(proxy: Any) -> None:
    """A proxy is a URL with a host."""
    with pytest.raises(ConfigurationError, match="proxy"):
        made(proxy=proxy)


def test_a_proxy_password_is_not_shown() -> None:
    """The repr of settings leaves out the proxy and the key, and a refused proxy is not echoed."""
    found = made(api_key=KEY, proxy="http://user:tiger7@proxy:3128")

    assert "http://user:tiger7@proxy:3128" == found.proxy
    assert "tiger7" not in repr(found)
    assert KEY not in repr(found)
    with pytest.raises(ConfigurationError) as caught:
        made(proxy="http://user:tiger7@proxy:nine")
    assert "tiger7" not in str(caught.value)


@pytest.mark.parametrize(
    ("options", "what"),
    [
        ({"timeout": "30"}, "Timeout.total must be"),
        ({"timeout": -1}, "Timeout.total must be"),
        ({"retry": "3"}, "Retry.attempts must be"),
        ({"retry": 0}, "Retry.attempts must be"),
        ({"limits": 5}, "limits must be a Limits"),
        ({"limits": None}, "limits must be a Limits"),
    ],
)
def test_options_of_the_wrong_type(options: dict[str, Any], what: str) -> None:
    """An option of the wrong type is refused when the client is made, not when it is used."""
    with pytest.raises(ConfigurationError, match=what):
        made(**options)


def test_options_that_numbers_stand_for() -> None:
    """A number is a total time-out, and a number of attempts."""
    found = made(timeout=30, retry=2)

    assert (Timeout(total=30), Retry(attempts=2)) == (found.timeout, found.retry)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://localhost/v1", True),
        ("http://LOCALHOST:80", True),
        ("http://x.localhost", True),
        ("http://127.0.0.1", True),
        ("http://[::1]", True),
        ("http://notlocalhost", False),
        ("http://128.0.0.1", False),
        ("http://127.0.0.1.example", False),
        ("nothing", False),
    ],
)
def test_loopback(url: str, expected: bool) -> None:
    """This machine is 127.0.0.0/8, ::1, localhost and what is below it."""
    assert expected is is_loopback(url)


def test_settings_changed() -> None:
    """What is given is changed, None meaning what it means to a new client; what is not given stays."""
    before = made(timeout=5, retry=Retry(attempts=2), model="m")
    same = before.changed(timeout=UNSET, retry=UNSET, model=UNSET)
    after = before.changed(timeout=None, retry=None, model="n")

    assert (Timeout(total=5), Retry(attempts=2), "m") == (same.timeout, same.retry, same.model)
    assert (Timeout(), Retry(attempts=1), "n") == (after.timeout, after.retry, after.model)


@pytest.mark.parametrize("proxy", ["ftp://host:1", "ws://host:1", "host:1", "http://"])
def test_a_proxy_is_of_a_known_kind(proxy: str) -> None:
    """A proxy of another scheme would be spoken to in HTTP by one library and not at all by the other."""
    with pytest.raises(ConfigurationError, match="proxy must be a URL"):
        made(proxy=proxy)


@pytest.mark.parametrize("verify", [None, True, False, "/path/ca.pem"])
def test_verify_is_taken_as_it_is(verify: object) -> None:
    """A path, True, False, or nothing."""
    assert verify is made(verify=verify).verify


@pytest.mark.parametrize("verify", ["", 0, 1, b"ca.pem", [], ()])
def test_verify_is_never_false_by_accident(verify: object) -> None:
    """Only False switches verification off, never an empty string or a zero."""
    with pytest.raises(ConfigurationError, match="verify must be the path of a CA bundle"):
        made(verify=verify)


def test_a_limiter() -> None:
    """What admits requests has the methods of a `Limiter`."""
    with pytest.raises(ConfigurationError, match=r"^limiter must be a Limiter, not int"):
        made(limiter=5)
