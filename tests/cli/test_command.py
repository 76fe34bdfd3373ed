"""The command, run inside the test: what it sends, prints and returns."""

from __future__ import annotations

import io
import sys
from typing import Any

import pytest

from openrouter.cli import main
from openrouter.models import ChatChunk
from openrouter.testing import Body, Chunks, Cut, FakeOpenRouter, Status, Text

from .conftest import KEY

Capture = pytest.CaptureFixture[str]


class _Stdin(io.StringIO):
    """A stdin that may be a terminal."""

    terminal = False

    def isatty(self) -> bool:
        return self.terminal


def _sent(server: FakeOpenRouter, *names: str) -> dict[str, Any]:
    """Some of the fields of the one request that was sent."""
    (request,) = server.requests
    return {name: request.json.get(name) for name in names}


def test_prints_the_answer(use: FakeOpenRouter, capsys: Capture) -> None:
    """The text goes to stdout with a line end, nothing goes to stderr, and the code is 0."""
    use.answer(Text("Hello, wörld!"))
    assert 0 == main(["say", "hello"])
    assert ("Hello, wörld!\n", "") == tuple(capsys.readouterr())
    assert {"messages": [{"role": "user", "content": "say hello"}]} == _sent(use, "messages")


def test_no_second_line_end(use: FakeOpenRouter, capsys: Capture) -> None:
    """A text that ends with a line end gets no other."""
    use.answer(Text("Hello\n"))
    assert 0 == main(["hi"])
    assert "Hello\n" == capsys.readouterr().out


def test_options_reach_the_service(use: FakeOpenRouter) -> None:
    """Each option is the parameter it names."""
    options = ["--model", "a/b", "--system", "Be brief.", "--max-tokens", "7", "--temperature", "0.5"]
    assert 0 == main([*options, "hi"])
    messages = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "hi"}]
    expected = {"model": "a/b", "messages": messages, "max_tokens": 7, "temperature": 0.5, "stream": True}
    assert expected == _sent(use, *expected)


def test_base_url_option_wins(server: FakeOpenRouter, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--base-url` beats OPENROUTER_BASE_URL, and that server chooses the model."""
    monkeypatch.setenv("OPENROUTER_BASE_URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("OPENROUTER_API_KEY", KEY)
    assert 0 == main(["--base-url", server.url, "hi"])
    assert {"model": None} == _sent(server, "model")


def test_openrouter_has_a_default_model(server: FakeOpenRouter, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a key alone the call goes to OpenRouter, for openrouter/auto."""
    monkeypatch.setattr("openrouter.core.settings.DEFAULT_BASE_URL", server.url)
    monkeypatch.setenv("OPENROUTER_API_KEY", KEY)
    assert 0 == main(["hi"])
    assert {"model": "openrouter/auto"} == _sent(server, "model")


@pytest.mark.parametrize("arguments", [[], ["-"]], ids=["none", "dash"])
def test_prompt_from_stdin(use: FakeOpenRouter, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    """Without a prompt, or with -, the prompt is what stdin holds."""
    monkeypatch.setattr(sys, "stdin", _Stdin("one\ntwo\n"))
    assert 0 == main(arguments)
    assert {"messages": [{"role": "user", "content": "one\ntwo"}]} == _sent(use, "messages")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "there is no prompt"),
        ([" "], "the prompt is empty"),
        (["--timeout", "soon", "hi"], "--timeout"),
        (["--timeout", "-1", "hi"], "total must be a positive number"),
        (["--base-url", "ftp://x", "hi"], "base_url must look like"),
        (["--temperature", "nan", "hi"], "temperature"),
        (["\udcff"], "not UTF-8"),
    ],
    ids=["no prompt", "empty", "not a number", "negative", "url", "nan", "bytes"],
)
def test_usage_errors(
    use: FakeOpenRouter, monkeypatch: pytest.MonkeyPatch, capsys: Capture, arguments: list[str], words: str
) -> None:
    """What cannot be run is said before anything is sent, with code 2."""
    stdin = _Stdin("never read")
    stdin.terminal = True
    monkeypatch.setattr(sys, "stdin", stdin)
    assert 2 == main(arguments)
    out, err = capsys.readouterr()
    assert ("", True, True, []) == (out, "openrouter-stream: error: " in err, words in err, use.requests)


def test_no_stdin(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """A command started without stdin and without a prompt says so."""
    monkeypatch.setattr(sys, "stdin", None)
    assert 2 == main([])
    assert "there is no prompt" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version(capsys: Capture, option: str) -> None:
    """Help and version go to stdout, with code 0."""
    assert 0 == main([option])
    assert "openrouter-stream" in capsys.readouterr().out


def test_json_lines_are_the_chunks(use: FakeOpenRouter, capsys: Capture) -> None:
    """`--json` prints each chunk as one line, and reading the lines gives the chunks that were sent."""
    chunks = [
        {"id": "gen-1", "choices": [{"index": 0, "delta": {"content": "one\ntwo\u2028"}}], "novel": [1]},
        {"id": "gen-1", "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]},
    ]
    use.answer(Chunks(chunks))
    assert 0 == main(["--json", "hi"])
    lines = capsys.readouterr().out.removesuffix("\n").split("\n")
    assert chunks == [ChatChunk.from_json(line).to_dict() for line in lines]


def test_reasoning_goes_to_stderr(use: FakeOpenRouter, capsys: Capture) -> None:
    """`--reasoning` shows the thoughts on stderr, and stdout stays the answer."""
    use.answer(Text("Four.", reasoning="Two and two"), Text("Four.", reasoning="Two and two"))
    assert [0, 0] == [main(["--reasoning", "hi"]), main(["hi"])]
    assert ("Four.\nFour.\n", "Two and two\n") == tuple(capsys.readouterr())


def test_stats(use: FakeOpenRouter, capsys: Capture) -> None:
    """`--stats` says on stderr what is known; the text is the same."""
    use.answer(
        Text("one two", usage={"completion_tokens": 2, "prompt_tokens": 1, "total_tokens": 3, "cost": 0.0000125})
    )
    assert 0 == main(["--stats", "hi"])
    out, err = capsys.readouterr()
    assert "one two\n" == out
    assert [] == [
        fact for fact in ("first token", "7 characters", "2 tokens", "cost $0.0000125", "total") if fact not in err
    ]
    assert {"stream_options": {"include_usage": True}} == _sent(use, "stream_options")


def test_stats_leave_out_what_is_not_known(use: FakeOpenRouter, capsys: Capture) -> None:
    """Without usage there is no word of tokens and cost."""
    use.answer(Text("one two", usage=False))
    assert 0 == main(["--stats", "hi"])
    assert [False, False] == [fact in capsys.readouterr().err for fact in ("tokens", "cost")]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Text("one", finish_reason="length"), "--max-tokens"),
        (Text("one", finish_reason="content_filter"), "filter"),
        (Text(""), "no text"),
    ],
    ids=["length", "filter", "empty"],
)
def test_notes(use: FakeOpenRouter, capsys: Capture, answer: Text, words: str) -> None:
    """A whole answer that is not what one expects is a note and no error."""
    use.answer(answer)
    assert 0 == main(["hi"])
    err = capsys.readouterr().err
    assert (True, True) == (err.startswith("openrouter-stream: note: "), words in err)


ONE_TWO = Text("one two three", pieces=["one ", "two ", "three"])


@pytest.mark.parametrize(
    ("answer", "out", "words"),
    [
        (Status(401), "", "OPENROUTER_API_KEY"),
        (Status(402), "", "credit"),
        (Status(404), "", "model"),
        (Status(429, headers={"Retry-After": "86400"}), "", "Come back in 86400 s."),
        (Status(500), "", "500"),
        (Body(b"<html>", "text/html"), "", "text/html"),
        (Cut(ONE_TWO, after_events=2, how="clean"), "one two \n", "not the whole answer"),
        (Cut(ONE_TWO, after_events=2, how="rst"), "one two \n", "not the whole answer"),
        (Chunks([{"error": {"code": 502, "message": "down\x1b[2J\nand out"}}]), "", "down␛[2J and out"),
    ],
    ids=["401", "402", "404", "429", "500", "html", "truncated", "reset", "in the stream"],
)
def test_failures(use: FakeOpenRouter, capsys: Capture, answer: Any, out: str, words: str) -> None:
    """A failure keeps what was printed, is one line on stderr that says what to do, and has code 1."""
    use.answer(answer)
    assert 1 == main(["--no-retry", "hi"])
    shown, err = capsys.readouterr()
    assert (out, 1, True) == (shown, err.count("\n"), words in err)
    assert err.startswith("openrouter-stream: error: ")


def test_nobody_listens(capsys: Capture) -> None:
    """A server that is not there is one line and code 1."""
    assert 1 == main(["--no-retry", "--base-url", "http://127.0.0.1:1/v1", "hi"])
    assert 1 == capsys.readouterr().err.count("\n")


def test_timeout(use: FakeOpenRouter, capsys: Capture) -> None:
    """When --timeout runs out, the message names the option."""
    from openrouter.testing import Gate, Hold

    gate = Gate()
    use.answer(Hold(ONE_TWO, gate, after_events=1))
    assert 1 == main(["--timeout", "0.2", "hi"])
    gate.open()
    assert "--timeout" in capsys.readouterr().err


def test_retries_unless_told(use: FakeOpenRouter) -> None:
    """A request that the service invites to repeat is repeated, and not with --no-retry."""
    again = Status(503, headers={"Retry-After": "0"})
    use.answer(again, Text("ok"), again)
    assert ([0, 1], 3) == ([main(["hi"]), main(["--no-retry", "hi"])], len(use.requests))


def test_the_key_is_never_printed(use: FakeOpenRouter, capsys: Capture) -> None:
    """A service that echoes the key does not bring it to the screen."""
    use.answer(Status(401, {"error": {"code": 401, "message": f"bad key {KEY}"}}))
    assert 1 == main(["--stats", "hi"])
    assert "" == "".join(part for part in capsys.readouterr() if KEY in part)


def test_a_key_that_is_none_is_not_printed(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """A key with a blank is refused without being shown."""
    monkeypatch.setenv("OPENROUTER_API_KEY", "sk-or two")
    assert 2 == main(["hi"])
    assert "two" not in capsys.readouterr().err
