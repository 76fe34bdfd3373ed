"""An answer goes back into the next request as it came, so that signatures stay valid and caches find their prompt."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given

from openrouter import Accumulator
from openrouter.core.call import chat_call
from openrouter.models import ChatMessage, ChatResponse
from tests import made_up_streams
from tests.core.test_settings import KEY, made
from tests.corpus.recordings import chunks_of, json_bodies, needs_corpus, streams
from tests.play import STEADY

Json = dict[str, Any]

HI = {"role": "user", "content": "hi"}


def sent(message: ChatMessage | Json) -> str:
    """What of the next request's body is the message."""
    call = chat_call(
        made(api_key=KEY, model="m"),
        [HI, message, HI],
        model=None,
        params={},
        stream=True,
        extra_headers=None,
        extra_body=None,
        method="stream",
    )
    text = call.request.body.decode()
    before, after = (
        '{"model":"m","messages":[{"role":"user","content":"hi"},',
        ',{"role":"user","content":"hi"}],"stream":true}',
    )
    assert text.startswith(before)
    assert text.endswith(after)
    return text.removeprefix(before).removesuffix(after)


def text_of(value: Any) -> str:
    """A value as a request writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def answered(chunks: list[Json]) -> ChatMessage | None:
    """The message that chunks add up to."""
    accumulator = Accumulator()
    for chunk in chunks:
        accumulator.add(chunk)
    return accumulator.response().message


def check(message: ChatMessage) -> None:
    """What is sent is the message, as a model and as a mapping, and decodes to an equal one."""
    found = sent(message)

    assert text_of(message.to_dict()) == found == sent(message.to_dict())
    assert ChatMessage.from_json(found) == message
    assert message.reasoning_details is None or "reasoning_details" in json.loads(found)


@needs_corpus
def test_streamed_answers() -> None:
    """Of every recorded stream the whole message is sent back, thinking, signatures and empty lists included."""
    messages = [message for name in streams() if (message := answered(chunks_of(name))) is not None]
    for message in messages:
        check(message)

    details = [message.reasoning_details for message in messages]
    assert len(messages) > 100
    assert any(detail.to_dict().get("signature") for several in details for detail in several or ())


@needs_corpus
def test_answers_in_one_piece() -> None:
    """Of every recorded body the message is sent back byte for byte, unknown fields and the order of keys included."""
    seen = 0
    for body in json_bodies().values():
        for choice in body.get("choices") or ():
            if isinstance(raw := choice.get("message"), dict) and raw.get("role"):
                message = ChatResponse.from_dict(body).message
                assert message is not None
                assert text_of(raw) == sent(message)
                seen += 1

    assert seen > 50


@STEADY
@given(made_up_streams.chunk_lists())
def test_made_up_answers(chunks: list[Json]) -> None:
    """The same for any stream."""
    message = answered(chunks)
    if message is not None:
        check(message)


def test_empty_lists_are_kept() -> None:
    """An empty list of reasoning details is not a missing one."""
    message = answered([{"choices": [{"delta": {"role": "assistant", "content": "a", "reasoning_details": []}}]}])

    assert message is not None
    assert '{"role":"assistant","content":"a","reasoning_details":[]}' == sent(message)
