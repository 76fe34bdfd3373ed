"""What each answer sends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from openrouter.testing import Body, Call, Chunks, FakeOpenRouter, Replay, Status, Text, ToolCalls

if TYPE_CHECKING:
    import http.client
    from pathlib import Path

    from tests.testing.clients import Ask, Connect

RECORDING = ': OPENROUTER PROCESSING\n\ndata: {"id": "gen-77", "x": "é"}\n\ndata: [DONE]\n\n'.encode()


def blocks(response: http.client.HTTPResponse) -> list[str]:
    """The blocks of a stream, comments included."""
    text = response.read().decode()
    assert text.endswith("\n\n")
    return text.removesuffix("\n\n").split("\n\n")


def chunks(response: http.client.HTTPResponse) -> list[Any]:
    """The payloads of a stream, without `[DONE]`."""
    found = [block.removeprefix("data: ") for block in blocks(response) if block.startswith("data: ")]
    return [json.loads(payload) for payload in found if payload != "[DONE]"]


def deltas(response: http.client.HTTPResponse) -> list[Any]:
    """The deltas of a stream."""
    return [chunk["choices"][0]["delta"] for chunk in chunks(response)]


def test_a_text_is_streamed_as_openrouter_does(server: FakeOpenRouter, ask: Ask) -> None:
    """Comments first, a role on each delta, the finish, the usage with the finish again, `[DONE]`."""
    server.answer(Text("Hello wörld", comments=2))
    response = ask(stream=True, model="acme/one")

    got = blocks(response)
    assert got[:2] == [": OPENROUTER PROCESSING"] * 2
    assert got[-1] == "data: [DONE]"
    parsed = [json.loads(block.removeprefix("data: ")) for block in got[2:-1]]
    choices = [chunk["choices"][0] for chunk in parsed]
    assert [choice["delta"]["content"] for choice in choices] == ["Hello", " wörld", "", ""]
    assert {"assistant"} == {choice["delta"]["role"] for choice in choices}
    assert [choice["finish_reason"] for choice in choices] == [None, None, "stop", "stop"]
    assert [choice["native_finish_reason"] for choice in choices] == [None, None, "completed", "completed"]
    assert ["usage" in chunk for chunk in parsed] == [False, False, False, True]
    assert parsed[-1]["usage"]["cost"] > 0
    assert parsed[-1]["usage"]["completion_tokens"] == 2
    assert {"acme/one"} == {chunk["model"] for chunk in parsed}
    assert {"chat.completion.chunk"} == {chunk["object"] for chunk in parsed}
    assert {response.headers["X-Generation-Id"]} == {chunk["id"] for chunk in parsed}
    assert server.requests[0].generation_id == parsed[0]["id"]
    assert response.headers["Content-Type"] == "text/event-stream"
    assert "wörld" in got[3]


@pytest.mark.parametrize(
    ("text", "pieces", "expected"),
    [
        ("a  bc d\n", None, ["a", "  bc", " d\n"]),
        (" \n", None, [" \n"]),
        ("", None, []),
        ("abcde", 2, ["ab", "cd", "e"]),
        ("abc", ["", "ab", "c"], ["", "ab", "c"]),
    ],
)
def test_a_text_is_cut_as_told(server: FakeOpenRouter, ask: Ask, text: str, pieces: Any, expected: list[str]) -> None:
    """By words, by a number of characters, or into the very strings given."""
    server.answer(Text(text, pieces=pieces, usage=False, finish_reason=None))

    assert expected == [delta["content"] for delta in deltas(ask(stream=True))]


@pytest.mark.parametrize("pieces", [["ab"], 0])
def test_pieces_that_are_not_the_text_are_refused(pieces: Any) -> None:
    """A mistake in the pieces is raised where they are written."""
    with pytest.raises(ValueError, match="piece"):
        Text("abc", pieces=pieces)


def test_parts_of_the_stream_can_be_left_out(server: FakeOpenRouter, ask: Ask) -> None:
    """No finish, no usage, no `[DONE]`; usage can be given, and another finish and model."""
    server.answer(
        Text("a", finish_reason=None, usage=False, done=False), Text("a", usage={"cost": 1}, finish_reason="length")
    )
    server.answer(Text("a", model="acme/two"))

    (bare,) = blocks(ask(stream=True))
    assert '"content":"a"' in bare
    last = chunks(ask(stream=True))[-1]
    assert last["usage"] == {"cost": 1}
    assert last["choices"][0]["finish_reason"] == "length"
    assert chunks(ask(stream=True, model="acme/one"))[0]["model"] == "acme/two"


def test_reasoning_comes_first_and_twice(server: FakeOpenRouter, ask: Ask) -> None:
    """Reasoning precedes the text, in `reasoning` and in `reasoning_details`."""
    server.default = Text("Yes", reasoning="Let me think")

    got = deltas(ask(stream=True))
    whole = json.load(ask())["choices"][0]["message"]
    assert [delta["reasoning"] for delta in got[:3]] == ["Let", " me", " think"]
    assert [delta["reasoning_details"][0]["text"] for delta in got[:3]] == ["Let", " me", " think"]
    assert got[3]["content"] == "Yes"
    assert "Let me think" == whole["reasoning"] == whole["reasoning_details"][0]["text"]


def test_without_stream_the_same_answer_is_one_result(server: FakeOpenRouter, ask: Ask) -> None:
    """The text comes as one JSON after white space, with usage unless it is off."""
    server.answer(Text("Hello wörld"), Text("x", usage=False))
    response = ask(stream=False)
    body = response.read()

    result = json.loads(body)
    assert body[:1].isspace()
    assert response.headers["Content-Type"] == "application/json"
    assert ("chat.completion", response.headers["X-Generation-Id"]) == (result["object"], result["id"])
    assert result["choices"][0]["message"] == {"role": "assistant", "content": "Hello wörld", "refusal": None}
    assert result["choices"][0]["finish_reason"] == "stop"
    assert result["usage"]["total_tokens"] > 0
    assert "usage" not in json.load(ask())


def test_tool_calls_come_as_a_head_and_fragments(server: FakeOpenRouter, ask: Ask) -> None:
    """Name and id come once, the arguments in fragments that join to the JSON given."""
    calls = [Call("weather", {"city": "Tromsø"}), Call("now"), Call("raw", "{not json", id="call_x")]
    server.default = ToolCalls(calls, text="Wait", pieces=4)

    stream = chunks(ask(stream=True))
    fragments = [f for chunk in stream for f in chunk["choices"][0]["delta"].get("tool_calls", [])]
    message = json.load(ask())["choices"][0]["message"]
    expected = ['{"city":"Tromsø"}', "{}", "{not json"]
    for index, arguments in enumerate(expected):
        mine = [f for f in fragments if f["index"] == index]
        assert calls[index].name == mine[0]["function"]["name"]
        assert mine[0]["type"] == "function"
        assert arguments == "".join(f["function"]["arguments"] for f in mine)
        assert all({"index", "function"} == set(f) for f in mine[1:])
        assert mine[0]["id"] == message["tool_calls"][index]["id"]
    assert expected == [call["function"]["arguments"] for call in message["tool_calls"]]
    assert message["tool_calls"][2]["id"] == "call_x"
    assert "Wait" == message["content"] == stream[0]["choices"][0]["delta"]["content"]
    assert stream[-1]["choices"][0]["finish_reason"] == "tool_calls"


def test_given_payloads_are_sent_as_they_are(server: FakeOpenRouter, ask: Ask) -> None:
    """One event a payload; the header follows the first id."""
    payloads: list[dict[str, Any]] = [{"error": {"code": 502}}, {"id": "gen-5", "choices": []}]
    server.answer(Chunks(payloads), Chunks(payloads[:1], done=False))

    first = ask(stream=True)
    assert first.headers["X-Generation-Id"] == "gen-5"
    assert payloads == chunks(first)
    second = ask(stream=True)
    assert "X-Generation-Id" not in second.headers
    assert blocks(second) == ['data: {"error":{"code":502}}']


@pytest.mark.parametrize("framing", ["chunked", "close", "length"])
@pytest.mark.parametrize("piece_sizes", [None, "bytes", [1, 2, 30], [10_000]])
def test_a_recording_arrives_whole(server: FakeOpenRouter, ask: Ask, framing: Any, piece_sizes: Any) -> None:
    """Whatever the framing and the pieces, the body is the recording."""
    server.answer(Replay(RECORDING, framing=framing, piece_sizes=piece_sizes))
    response = ask()

    assert response.read() == RECORDING
    assert response.headers["X-Generation-Id"] == "gen-77"
    assert ("chunked" if framing == "chunked" else None) == response.headers["Transfer-Encoding"]
    assert (str(len(RECORDING)) if framing == "length" else None) == response.headers["Content-Length"]


def test_a_recording_is_sent_in_the_pieces_told(server: FakeOpenRouter, connect: Connect) -> None:
    """Each piece is one transfer chunk; what the sizes leave over is the last."""
    server.answer(Replay(b"abcdefg", piece_sizes=[1, 2]))
    sock = connect()

    with sock.makefile("rb") as file:
        while file.readline() != b"\r\n":
            pass
        assert file.read(27) == b"1\r\na\r\n2\r\nbc\r\n4\r\ndefg\r\n0\r\n\r\n"


def test_a_recording_can_be_a_file_with_status_and_headers(server: FakeOpenRouter, ask: Ask, tmp_path: Path) -> None:
    """A path is read at each request; headers given replace those of the same name in any case."""
    (tmp_path / "one.sse").write_bytes(RECORDING)
    headers = {"content-type": "text/plain", "X-Other": "1"}
    server.answer(Replay(tmp_path / "one.sse", status=203, headers=headers), Replay(str(tmp_path / "one.sse")))

    response = ask()
    assert (
        response.status,
        response.headers.get_all("Content-Type"),
        response.headers["X-Other"],
    ) == (203, ["text/plain"], "1")
    assert RECORDING == response.read() == ask().read()


@pytest.mark.parametrize(("code", "message"), [(400, "Bad Request"), (529, "Site is overloaded"), (599, "Unknown")])
def test_a_status_has_the_error_body_of_openrouter(ask: Ask, server: FakeOpenRouter, code: int, message: str) -> None:
    """The code is the status, and the reason the message."""
    server.answer(Status(code, headers={"Retry-After": "2"}))
    response = ask()

    assert (code, message, "2") == (response.status, response.reason, response.headers["Retry-After"])
    assert response.headers["Content-Type"] == "application/json"
    assert {"error": {"code": code, "message": message}} == json.load(response)


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        ({"error": "é"}, "application/json", '{"error":"é"}'.encode()),
        ("<html>é", "text/html; charset=utf-8", "<html>é".encode()),
        ("error code: 524", "text/plain; charset=utf-8", b"error code: 524"),
        (b"", "application/json", b""),
    ],
)
def test_a_status_can_have_any_body(server: FakeOpenRouter, ask: Ask, body: Any, kind: str, expected: bytes) -> None:
    """A mapping is JSON, a str HTML or plain text, bytes are as they are."""
    server.answer(Status(502, body))
    response = ask()

    assert (kind, expected) == (response.headers["Content-Type"], response.read())


def test_a_status_without_a_body_has_none(server: FakeOpenRouter, ask: Ask) -> None:
    """204 has neither a body nor a length."""
    server.answer(Status(204))
    response = ask()

    assert (response.status, response.headers["Content-Length"], response.read()) == (204, None, b"")


def test_a_body_is_sent_whole(server: FakeOpenRouter, ask: Ask) -> None:
    """Bytes, content type, status and further headers are as given."""
    server.answer(Body(b"\x00\xff", "image/png", 201, headers={"X-A": "b"}))
    response = ask()

    assert (
        response.status,
        response.headers["Content-Type"],
        response.headers["X-A"],
        response.read(),
    ) == (201, "image/png", "b", b"\x00\xff")
