"""What a body of status 200 is."""

from __future__ import annotations

import pytest

from openrouter import errors
from openrouter.core.body import Form, body_form, chunk_of, tells_form, whole_response
from openrouter.core.steps import Head
from openrouter.models import ChatResponse

SSE = "text/event-stream; charset=utf-8"
TEXT = "text/plain"


@pytest.mark.parametrize(
    ("content_type", "begin", "expected"),
    [
        (SSE, b"data: x", "events"),
        (TEXT, b"data: x", "events"),
        ("", b"data: x", "events"),
        (TEXT, b": OPENROUTER", "events"),
        (TEXT, b"event: x", "events"),
        (TEXT, b"id: 1", "events"),
        (TEXT, b"retry: 1", "events"),
        (TEXT, b"da", "events"),
        (TEXT, b"\xef\xbb\xbf\n data", "events"),
        (SSE, b"anything", "events"),
        (SSE, b'{"a":1}', "json"),
        (TEXT, b"\n\n  [", "json"),
        (TEXT, b"\xef\xbb\xbf{", "json"),
        (SSE, b"<html>", "other"),
        (TEXT, b"hello", "other"),
        ("application/json", b"hello", "other"),
        (SSE, b"", "nothing"),
        (SSE, b" \r\n\t", "nothing"),
        ("application/json", b"\xef\xbb\xbf", "nothing"),
    ],
)
def test_the_form_of_a_body(content_type: str, begin: bytes, expected: Form) -> None:
    """The first bytes that are no blanks decide, and the content type where they do not."""
    assert expected == body_form(Head(200, {"content-type": content_type}), begin)


@pytest.mark.parametrize(
    ("begin", "expected"),
    [
        (b"", False),
        (b" \n", False),
        (b"\xef", False),
        (b"\xef\xbb\xbf", False),
        (b"\xef\xbb\xbf ", False),
        (b"\xef\xbb\xbf{", True),
        (b"\xefx", True),
        (b"x", True),
        (b":", True),
        (b"d", False),
        (b" event", True),
        (b"\xef\xbb\xbf dat", False),
        (b"dog", True),
        (b" {", True),
    ],
)
def test_when_the_form_is_known(begin: bytes, expected: bool) -> None:
    """Blanks and a byte order mark, whole or in part, tell nothing."""
    assert expected is tells_form(begin)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"choices":[{}]}', ChatResponse.from_dict({"choices": [{}]})),
        (b'\xef\xbb\xbf \n{"choices":[{}],"error":null}', ChatResponse.from_dict({"choices": [{}], "error": None})),
    ],
)
def test_whole_responses(body: bytes, expected: ChatResponse) -> None:
    """A body with `choices` and without an error is a response."""
    assert expected == whole_response(Head(200, {}), body)


@pytest.mark.parametrize(
    ("body", "cls"),
    [
        (b'{"error":{"code":404,"message":"x"}}', errors.NotFoundError),
        (b'{"choices":[]}', errors.UnexpectedResponseError),
        (b'{"choices":null,"provider":{"choices":[]}}', errors.UnexpectedResponseError),
        (b'{"error":{"code":404,"message":"x"},"choices":[]}', errors.NotFoundError),
        (b'{"error":"x"}', errors.APIStatusError),
        (b'{"data":[]}', errors.UnexpectedResponseError),
        (b"[]", errors.UnexpectedResponseError),
        (b'{"choices":[', errors.DecodeError),
        (b'{"choices":{}}', errors.DecodeError),
    ],
)
def test_bodies_that_stand_for_errors(body: bytes, cls: type[errors.OpenRouterError]) -> None:
    """An error object, other JSON, cut JSON and a wrong type each have their error."""
    assert cls is type(whole_response(Head(200, {}), body))


@pytest.mark.parametrize(
    ("escaped", "text"), [("a\\ud83d", "a\ufffd"), ("\\ude00b", "\ufffdb"), ("\\ud83d\\ude00", "\U0001f600")]
)
def test_every_text_of_a_whole_response_encodes(escaped: str, text: str) -> None:
    """Half a character in a whole body is U+FFFD, keys included."""
    body = f'{{"choices":[{{"message":{{"content":"{escaped}","reasoning":"{escaped}"}}}}],"{escaped}":["{escaped}"]}}'
    found = whole_response(Head(200, {}), body.encode())

    assert isinstance(found, ChatResponse)
    assert (text, text, {text: [text]}) == (found.text, found.reasoning, found.extra)
    assert found.to_json().decode()


def test_a_whole_response_as_a_chunk() -> None:
    """The message becomes the delta, everything else stays; a choice without a message has no delta."""
    response = ChatResponse.from_dict(
        {
            "id": "g", "object": "chat.completion", "novel": 1, "usage": {"total_tokens": 3},
            "choices": [{"index": 0, "message": {"content": "a", "novel": 2}, "finish_reason": "stop"}, {"index": 1}],
        }
    )  # fmt: skip
    chunk = chunk_of(response)

    assert ("g", "chat.completion.chunk", "a", "stop") == (chunk.id, chunk.object, chunk.text, chunk.finish_reason)
    assert {"novel": 1} == chunk.extra
    assert chunk.choices is not None
    assert chunk.choices[0].delta is not None
    assert {"novel": 2} == chunk.choices[0].delta.extra
    assert chunk.choices[1].delta is None
    assert [] == (chunk_of(ChatResponse()).choices or [])
