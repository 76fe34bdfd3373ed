"""Every fault by name, byte by byte over a raw socket."""

from __future__ import annotations

import json
import re
import socket
import zlib
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from attrs import frozen

from openrouter.testing import SCENARIOS, FakeOpenRouter, Scenario, scenario_names

if TYPE_CHECKING:
    from collections.abc import Iterator

QUICK: dict[str, Any] = {"gap": 0.001, "seconds": 0.05, "mb": 0.2}
TEXT = "Hello wörld"
FEW = {"ticks": 5, "depth_bomb": 5000, "retry_then_ok": 0}


@frozen
class Seen:
    """What a client saw of an answer."""

    status: int | None
    end: str
    """`whole` by its framing, `cut` short of it, `closed` where only the connection ends it, or `reset`."""
    events: int = 0
    text: str = ""


def good(events: int = 6, text: str = TEXT) -> Seen:
    """A whole answer; a finish, usage and `[DONE]` are three of its events."""
    return Seen(200, "whole", events, text)


def cut(events: int, text: str) -> Seen:
    """An answer whose framing was not finished."""
    return Seen(200, "cut", events, text)


HTTP_ERRORS = [name for name in SCENARIOS if re.fullmatch(r"http_\d\d\d|http_429_\w+|http_50[02]_(html|empty)", name)]
EXTRA = "bad_json choices_null choices_missing delta_null tool_no_index top_array top_null top_string unknown_event big_int depth_bomb"
SECOND = "content_list finish_number finish_unknown usage_string nan"
LIKE_HAPPY = "happy happy_crlf happy_bom happy_length happy_gzip comments_then_ok retry_then_ok no_ctype wrong_ctype latin1_ctype"
REDIRECTS = "redirect_other redirect_downgrade redirect_same redirect_302 redirect_loop"

EXPECTED: dict[str, Seen] = {
    **dict.fromkeys(LIKE_HAPPY.split(), good()),
    **dict.fromkeys(["huge_header_line", "many_headers", "slow_headers", "early_hints", "empty_data"], good()),
    "happy_close": Seen(200, "closed", 6, TEXT),
    "happy_br": good(6, TEXT),
    "echo": good(4, '[["Host", "localhost"], ["Connection", "close"], ["Content-Length", "15"]]'),
    "ticks": good(8, "0 1 2 3 4 "),
    **{name: Seen(int(name[5:8]), "whole") for name in HTTP_ERRORS},
    "http_524_cdn": Seen(524, "whole"),
    "http_204": Seen(204, "whole"),
    "http_500_endless": Seen(500, "whole"),
    "http_500_stalled": Seen(500, "cut"),
    **dict.fromkeys(["ok_json_error", "ok_json_completion", "ok_html", "ok_empty", "ok_empty_chunked"], good(0, "")),
    **{name: Seen(302 if "302" in name else 307, "whole") for name in REDIRECTS.split()},
    "trunc_event": good(2, "Hello "),
    "trunc_event_line": good(2, "Hello "),
    "trunc_utf8": good(2, "Hello "),
    "trunc_chunk": cut(2, "Hello "),
    "trunc_between_chunks": cut(3, TEXT),
    "trunc_length": cut(3, TEXT),
    "rst": Seen(200, "reset", 2, "Hello "),
    "rst_before_headers": Seen(None, "reset"),
    "fin_before_headers": Seen(None, "cut"),
    "fin_mid_headers": Seen(None, "cut"),
    "bad_status_line": Seen(None, "cut"),
    "fin_no_done": good(4),
    "fin_silent": good(3),
    "fin_silent_close": Seen(200, "closed", 3, TEXT),
    "done_no_finish": good(4),
    "dup_finish": good(7),
    "late_content": good(6, f"{TEXT} LATE"),
    "after_done": good(7, f"{TEXT} NEVER"),
    "mid_error": good(3, "Hello "),
    "mid_error_bare": good(4, "Hello "),
    "mid_error_event": good(2, "Hel"),
    "first_error": good(1, ""),
    "finish_error_no_body": good(3, "Hel"),
    "choice_error": good(3, "Hel"),
    **dict.fromkeys(EXTRA.split(), good(7)),
    **dict.fromkeys(SECOND.split(), good(6)),
    "choices_object": good(7),
    "content_number": good(7, "Hel42lo wörld"),
    "bad_utf8": good(7, "Hela\ufffd\ufffdblo wörld"),
    "surrogate": good(7, "Hela\ud800blo wörld"),
    "ansi": good(7, "Hel\x1b]0;owned\x07\x1b]52;c;cm0=\x07\x1b[2J\x1b]8;;http://127.0.0.1/\x07link\x1b]8;;\x07\x9b31m\u202etxtlo wörld"),
    "html": good(
        7,
        'Hel<script>alert(1)</script><img src=x onerror="alert(2)"><a href="javascript:alert(3)">x</a>'
        " [x](javascript:alert(4))lo wörld",
    ),
    "big_event": good(7, "Hel" + "x" * 262144 + "lo wörld"),
    "gzip_bomb": good(7, "Hel" + "x" * 1_000_000 + "lo wörld"),
    "endless_line": good(1, "Hel"),
    "endless_event": good(1, "Hel"),
    "stall_headers": Seen(None, "cut"),
    "endless_comments": cut(0, ""),
    **dict.fromkeys(["stall_comments", "stall", "slowloris", "slowloris_chunk", "bad_chunk_size"], cut(1, "Hel")),
    "done_then_hang": cut(6, TEXT),
    "finish_then_hang": cut(4, TEXT),
}  # fmt: skip
ENDLESS = {"endless_content", "stall_empty_deltas"}
"""Those whose number of events is a matter of speed."""


def options(name: str) -> dict[str, Any]:
    """Options that make a scenario quick."""
    known = SCENARIOS[name].options
    given = {option: value for option, value in QUICK.items() if option in known}
    if name in {"rst", "bad_chunk_size"}:  # what comes before the fault is to be read before it
        del given["gap"]
    if name in FEW:
        given["n"] = FEW[name]
    if "mb" in given:
        given["seconds"] = 10.0
    if name == "slow_headers":
        given |= {"gap": 0.0, "seconds": 10.0}
    return given


def raw_answer(url: str) -> tuple[bytes, bool]:
    """Everything the server sends for one request, and whether it reset the connection."""
    parts = urlsplit(f"{url}/chat/completions")
    head = f"POST {parts.path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 15\r\n\r\n"
    data = bytearray()
    with socket.create_connection(("127.0.0.1", parts.port or 0), timeout=10) as sock:
        sock.sendall(head.encode() + b'{"stream":true}')
        try:
            while part := sock.recv(65536):
                data += part
        except ConnectionResetError:
            return bytes(data), True
    return bytes(data), False


def dechunked(data: bytes) -> tuple[bytes, bool]:
    """The body in transfer chunks, and whether its last chunk came."""
    body = bytearray()
    while found := re.match(rb"([0-9a-f]+)\r\n", data):
        size = int(found[1], 16)
        body += data[found.end() : found.end() + size]
        if size == 0:
            return bytes(body), data[found.end() :] == b"\r\n"
        data = data[found.end() + size + 2 :]
    return bytes(body), False


def unpacked(body: bytes, coding: bytes | None) -> bytes:
    """The body without its content coding; of brotli, the blocks that are stored."""
    if coding == b"gzip":
        unpacker = zlib.decompressobj(wbits=31)
        plain = unpacker.decompress(body)
        assert unpacker.eof
        return plain
    if coding == b"br":
        plain, shift = b"", 1
        while body != b"\x03":
            size = (int.from_bytes(body[:3], "little") >> shift >> 3 & 0xFFFF) + 1
            plain, body, shift = plain + body[3 : 3 + size], body[3 + size :], 0
        return plain
    return body


def content_of(data: str) -> str:
    """The text that an event brings, if it is a chunk."""
    try:
        delta = json.loads(data)["choices"][0]["delta"]
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        return ""
    content = (delta or {}).get("content", "")
    return "".join(part["text"] for part in content) if isinstance(content, list) else str(content)


def seen(url: str) -> Seen:
    """One request, and what came of it."""
    data, reset = raw_answer(url)
    while data.startswith(b"HTTP/1.1 103"):
        data = data.partition(b"\r\n\r\n")[2]
    head, complete, rest = data.partition(b"\r\n\r\n")
    status = re.match(rb"HTTP/1\.1 (\d\d\d)", head)
    if not complete or status is None:
        return Seen(None, "reset" if reset else "cut")
    headers = {name.lower(): value for name, _, value in (line.partition(b": ") for line in head.split(b"\r\n"))}
    if b"transfer-encoding" in headers:
        body, whole = dechunked(rest)
        end = "whole" if whole else "cut"
    elif b"content-length" in headers:
        body, end = rest, "whole" if len(rest) == int(headers[b"content-length"]) else "cut"
    else:
        body, end = rest, "whole" if int(status[1]) == 204 else "closed"
    text = unpacked(body, headers.get(b"content-encoding")).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    blocks = [block for block in text.split("\n\n")[:-1] if re.search("^data: ", block, re.MULTILINE)]
    contents = "".join(content_of(block.rpartition("data: ")[2]) for block in blocks)
    return Seen(int(status[1]), "reset" if reset else end, len(blocks), contents)


@pytest.fixture(scope="module")
def site() -> Iterator[FakeOpenRouter]:
    """One server for all scenarios."""
    with FakeOpenRouter() as running:
        yield running


def test_the_table_is_complete() -> None:
    """Each scenario is in the table of this file, and has a description of one line."""
    assert set(scenario_names()) == set(EXPECTED) | ENDLESS
    assert len(scenario_names()) == 110
    assert all(re.fullmatch(r"\S.{10,120}\S", entry.description) for entry in SCENARIOS.values())


@pytest.mark.parametrize("name", EXPECTED)
def test_a_scenario_does_what_it_says(site: FakeOpenRouter, name: str) -> None:
    """Status, end, number of events and text are those of the table; nothing goes wrong in the server."""
    assert EXPECTED[name] == seen(site.scenario_url(name, **options(name)))
    assert site.failures == []


MARKS = {
    "happy_crlf": rb"\r\n\r\n1\r\nd\r\n1\r\na\r\n.*1\r\n\r\r\n1\r\n\n\r\n",
    "happy_bom": rb"\xef\xbb\xbf",
    "happy_gzip": b"Content-Encoding: gzip",
    "happy_br": b"Content-Encoding: br",
    "comments_then_ok": rb"(\r\n19\r\n: OPENROUTER PROCESSING\n\n){3}",
    "http_403": b'"flagged_input":',
    "http_429_seconds": b"Retry-After: 2\r\nX-RateLimit-Limit: 20\r\nX-RateLimit-Remaining: 0",
    "http_429_date": rb"Date: \w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT\r\nRetry-After: \w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT",
    "http_429_far": b"Retry-After: 86400",
    "http_429_junk": b"Retry-After: soon-ish",
    "http_502_html": b"Content-Type: text/html.*<html>",
    "http_524_cdn": b"CF-RAY: .*error code: 524",
    "http_500_empty": b"Content-Length: 0",
    "ok_json_error": b"application/json.*Content-Length.*502",
    "ok_json_completion": b'application/json.*"object":"chat.completion"',
    "ok_html": b"text/html.*<!doctype html>",
    "ok_empty": b"text/event-stream.*Content-Length: 0",
    "redirect_other": rb"Location: http://localhost:\d+/scenario/echo/api/v1/chat/completions\r\n",
    "redirect_downgrade": rb"Location: http://127.0.0.1:\d+/scenario/echo/api/v1/chat/completions\r\n",
    "redirect_same": rb"Location: http://127.0.0.1:\d+/scenario/echo/api/v1/chat/completions\r\n",
    "redirect_loop": rb"Location: http://127.0.0.1:\d+/scenario/redirect_loop/api/v1/chat/completions\r\n",
    "mid_error": b'"error":{"code":502.*"finish_reason":"error"|"finish_reason":"error".*"error":{"code":502',
    "mid_error_bare": b'data: {"error":{"code":429',
    "mid_error_event": b'event: error\ndata: {"error":{"code":500',
    "choice_error": b'"choices":\\[{[^]]*"error":{"code":502',
    "dup_finish": b'"stop".*"length"',
    "finish_unknown": b'"finish_reason":"novel"',
    "finish_number": b'"finish_reason":7',
    "usage_string": b'"usage":"many"',
    "nan": b'"cost":NaN.*1e999|1e999.*"cost":NaN',
    "surrogate": rb"a\\ud800b",
    "big_int": b'"created":9{5000}',
    "depth_bomb": rb"\[{5000}\]{5000}\n\n",
    "unknown_event": b"event: something_new\n",
    "empty_data": rb"\ndata:\n\n",
    "huge_header_line": b"X-Long: x{100000}\r\n",
    "many_headers": b"X-Many-499: 1\r\n",
    "endless_comments": rb"(: OPENROUTER PROCESSING\n\n.*){2}",
    "stall_comments": rb'"Hel".*(: OPENROUTER PROCESSING\n\n)',
    "finish_then_hang": rb'"stop".*(: OPENROUTER PROCESSING\n\n)',
    "endless_line": b"x{65536}",
    "endless_event": rb"(data: x\n){1000}",
    "slowloris": rb"\r\n1\r\nd\r\n",
    "slowloris_chunk": rb'"Hel".*\r\n[0-9a-f]{3}\r\nd',
    "latin1_ctype": b"Content-Type: text/event-stream; charset=iso-8859-1",
    "wrong_ctype": b"Content-Type: text/plain",
    "bad_chunk_size": rb"\r\nzz\r\n",
    "bad_status_line": b"^220 ",
    "early_hints": rb"^HTTP/1.1 103 Early Hints\r\nLink: .*\r\n\r\nHTTP/1.1 200",
}
"""What must be found in the bytes, where status, end and text do not tell."""


@pytest.mark.parametrize("name", MARKS)
def test_the_bytes_of_a_scenario(site: FakeOpenRouter, name: str) -> None:
    """What sets a scenario apart is in its bytes."""
    data, _ = raw_answer(site.scenario_url(name, **options(name)))

    assert re.search(MARKS[name], data, re.DOTALL) is not None


def test_the_lack_of_a_content_type(site: FakeOpenRouter) -> None:
    """`no_ctype` has none, and `stall` has no comments."""
    assert b"content-type" not in raw_answer(site.scenario_url("no_ctype"))[0].lower()
    assert b"PROCESSING" not in raw_answer(site.scenario_url("stall", seconds=0.01))[0]


def test_the_date_to_retry_at_is_ahead_of_the_servers_own(site: FakeOpenRouter) -> None:
    """The two dates are as far apart as the option says."""
    data, _ = raw_answer(site.scenario_url("http_429_date", seconds=90))
    dates = [parsedate_to_datetime(text) for text in re.findall(r"(?:Date|Retry-After): (.+?)\r", data.decode())]

    assert (dates[1] - dates[0]).total_seconds() == 90


@pytest.mark.parametrize("name", ["endless_content", "stall_empty_deltas"])
def test_an_endless_scenario_is_bounded(site: FakeOpenRouter, name: str) -> None:
    """Bounds in bytes or seconds end it: with a good ending, or by closing the connection."""
    got = seen(site.scenario_url(name, **options(name)))

    assert got.events > 1
    assert (got.end, set(got.text)) == (("whole", {"x"}) if name == "endless_content" else ("cut", set("Hel")))


def test_every_option_has_a_bound() -> None:
    """An option that does not exist, or is out of bounds, is refused where it is written, also in a URL."""
    for wrong in ({"gap": -1}, {"gap": 61}, {"gap": float("nan")}, {"gap": "x"}, {"seconds": 601}, {"speed": 1}):
        with pytest.raises(ValueError, match=r"gap|seconds|speed"):
            Scenario("stall_comments", **wrong)
    with pytest.raises(ValueError, match="no scenario 'nothing'"):
        Scenario("nothing")


@pytest.mark.parametrize("path", ["nothing", "stall;speed=1", "stall;seconds=x", "stall;seconds"])
def test_a_wrong_url_is_told(site: FakeOpenRouter, path: str) -> None:
    """What is no scenario is answered with 400 and the reason."""
    data, _ = raw_answer(f"http://127.0.0.1:{site.port}/scenario/{path}/api/v1")

    assert data.startswith(b"HTTP/1.1 400")
    assert re.search(rb"no scenario|no option|must be a number", data)


def test_a_path_says_all_of_a_scenario() -> None:
    """A scenario, its path and the scenario of that path are the same."""
    first = Scenario("retry_then_ok", n=3, tag="a/b;c=ü")

    assert first.path == "retry_then_ok;n=3;tag=a%2Fb%3Bc%3D%C3%BC"
    assert first == Scenario.from_path(f"{first.path}/api/v1")


def test_each_tag_counts_for_itself(site: FakeOpenRouter) -> None:
    """503 n times for a tag, then a good stream, whatever other tags do."""
    tags = ["a", "b", "a", "a", "b", "b", "a"]

    statuses = [seen(site.scenario_url("retry_then_ok", n=2, tag=tag)).status for tag in tags]

    assert statuses == [503, 503, 503, 200, 503, 200, 200]


def test_a_scenario_is_an_answer_too(server: FakeOpenRouter) -> None:
    """It can be queued and be the default like every other answer."""
    server.default = Scenario("fin_silent")
    server.answer(Scenario("mid_error"))

    assert [seen(server.url).events for _ in range(2)] == [3, 3]


def test_other_endpoints_answer_below_a_scenario(server: FakeOpenRouter) -> None:
    """A client that is pointed at a scenario finds the catalogue where it always is."""
    import requests

    assert requests.get(f"{server.scenario_url('rst')}/models", timeout=10).json()["data"]


def test_any_client_can_be_pointed_at_a_scenario(site: FakeOpenRouter, front: Any) -> None:
    """The base URL stays as it is in both HTTP libraries, options and all."""
    seen = front.stream(site.scenario_url("ticks", n=2, gap=0.001))

    assert seen.text == "0 1 "
    assert site.requests[-1].path == "/scenario/ticks;n=2;gap=0.001/api/v1/chat/completions"
