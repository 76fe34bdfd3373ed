"""From arguments to one request."""

from __future__ import annotations

import json
from collections import UserDict, UserList
from collections.abc import Mapping
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Any

import pytest

from openrouter.core.call import Call, chat_call
from openrouter.errors import ConfigurationError
from openrouter.models import ChatMessage, ChatRequest, ReasoningOptions
from tests.core.test_settings import KEY, made


class Word(StrEnum):
    """A caller's enum of strings."""

    HIGH = "high"


class Number(IntEnum):
    """A caller's enum of numbers."""

    FIVE = 5


def call(messages: Any = "hi", *, client: Mapping[str, Any] | None = None, **arguments: Any) -> Call:
    """A call of `stream()` with these arguments."""
    own: dict[str, Any] = {"model": None, "stream": True, "extra_headers": None, "extra_body": None}
    names = {*own, "on_malformed", "resume", "raise_on", "response_cache", "router_metadata"}
    own |= {name: arguments.pop(name) for name in list(arguments) if name in names}
    chosen = made(**{"api_key": KEY, "model": "m", **(client or {})})
    return chat_call(chosen, messages, params=arguments, method="stream", **own)


def body(messages: Any = "hi", **arguments: Any) -> str:
    """The body that these arguments mean."""
    return call(messages, **arguments).request.body.decode()


HI = '[{"role":"user","content":"hi"}]'


@pytest.mark.parametrize(
    "messages",
    [
        "hi",
        [{"role": "user", "content": "hi"}],
        ({"role": "user", "content": "hi"},),
        [ChatMessage(role="user", content="hi")],
        [ChatMessage.from_dict({"role": "user", "content": "hi"})],
        UserList([UserDict({"role": "user", "content": "hi"})]),
        ChatRequest(messages=[ChatMessage(role="user", content="hi")]),
        ChatRequest.from_dict({"messages": [{"role": "user", "content": "hi"}]}),
        ChatRequest(model="m", messages=[ChatMessage(role="user", content="hi")]),
    ],
)
def test_all_forms_of_messages_mean_the_same_bytes(messages: Any) -> None:
    """A string, dicts, models and a whole request are ways to say one thing."""
    expected = f'{{"model":"m","messages":{HI},"temperature":0,"stream":true}}'

    assert expected == body(messages, temperature=0)


def test_the_order_of_the_caller_is_kept() -> None:
    """Caches of prompts and responses depend on the order of keys, so it is the caller's."""
    message = {"content": "hi", "name": "n", "role": "user"}
    text = body([message], top_p=1, temperature=0, seed=5)

    assert (
        '{"model":"m","messages":[{"content":"hi","name":"n","role":"user"}],"top_p":1,"temperature":0,"seed":5' in text
    )


def test_none_is_not_sent() -> None:
    """A parameter that is None is one that was not given."""
    assert f'{{"model":"m","messages":{HI},"stream":true}}' == body(temperature=None, tools=None)


def test_extra_body_comes_last_and_wins() -> None:
    """Fields of `extra_body` are sent as they are, None too, and replace what is there."""
    text = body(temperature=0, extra_body={"novel": None, "temperature": 1, "stream": False})

    assert f'{{"model":"m","messages":{HI},"temperature":1,"stream":false,"novel":null}}' == text


@pytest.mark.parametrize(
    ("request_fields", "model", "expected"),
    [
        ({"model": "own"}, None, "own"),
        ({"model": "own"}, "keyword", "keyword"),
        ({}, None, "m"),
        ({"model": None}, None, "m"),
    ],
)
def test_whose_model_counts(request_fields: dict[str, Any], model: str | None, expected: str) -> None:
    """The keyword, then the request's, then the client's."""
    request = ChatRequest.from_dict({"messages": [{"role": "user", "content": "hi"}], **request_fields})

    assert expected == json.loads(body(request, model=model))["model"]


def test_a_model_that_stands_late_stays_there() -> None:
    """A request keeps its order also where the keyword replaces its model."""
    request = ChatRequest.from_dict({"messages": [{"role": "user", "content": "hi"}], "model": "own"})

    assert f'{{"messages":{HI},"model":"keyword","stream":true}}' == body(request, model="keyword")


def test_no_model_at_all_is_the_services_matter() -> None:
    """An account has a default model, so none need be named."""
    request = ChatRequest(messages=[ChatMessage(role="user", content="hi")])

    assert f'{{"messages":{HI},"stream":true}}' == body(client={"model": None})
    assert f'{{"messages":{HI},"stream":true}}' == body(request, client={"model": None})


def test_keywords_win_on_a_copy() -> None:
    """A request of the caller's is never changed."""
    request = ChatRequest(messages=[ChatMessage(role="user", content="hi")], temperature=0)
    text = body(request, temperature=1, extra_body={"x": 1})

    assert 1 == json.loads(text)["temperature"]
    assert 0 == request.temperature
    assert {} == request.extra


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"reasoning": ReasoningOptions(effort="high")}, '"reasoning":{"effort":"high"}'),
        ({"reasoning": {"effort": Word.HIGH}}, '"reasoning":{"effort":"high"}'),
        ({"seed": Number.FIVE}, '"seed":5'),
        ({"stop": ("a", "b")}, '"stop":["a","b"]'),
        ({"logit_bias": {50256: -100}}, '"logit_bias":{"50256":-100}'),
        ({"seed": 2**70}, f'"seed":{2**70}'),
        ({"user": "cut \ud83d"}, '"user":"cut \ufffd"'),
        ({"user": "\ud83d\ude00"}, '"user":"\U0001f600"'),
    ],
)
def test_values_become_json(arguments: dict[str, Any], expected: str) -> None:
    """Models, mappings, tuples, enums, big integers and cut characters all become JSON that any server reads."""
    assert expected in body(**arguments)


@pytest.mark.parametrize(
    ("messages", "what"),
    [
        ("", "messages is empty"),
        ([], "messages is empty"),
        (None, "messages must be a string, a list of messages or a ChatRequest, not NoneType"),
        (5, "messages must be"),
        (b"hi", "messages must be"),
        ({"role": "user", "content": "hi"}, "messages must be"),
        (iter(()), "messages must be"),
        (["hi"], r"messages\[0\]"),
        ([None], r"messages\[0\]"),
        ([{"role": "user", "content": 5}], r"messages\[0\]\.content"),
        ([{"role": 5, "content": "hi"}], r"messages\[0\]\.role"),
        ([{"content": "hi"}], r"messages\[0\]\.role is missing"),
        ([{"role": "user", "content": "hi"}, {"role": "", "content": "x"}], r"messages\[1\]\.role is missing"),
        ([{"role": "user", "content": object()}], r"messages\[0\]\.content: a part of a message is text"),
        ([{"role": "user", "content": [{"type": "text", "text": {1, 2}}]}], r"messages\[0\]\.content\[0\]\.text"),
        (ChatRequest(messages=[]), "messages is empty"),
    ],
)
def test_messages_that_are_refused(messages: Any, what: str) -> None:
    """Messages of the wrong form are refused before anything is sent, with the path of what is wrong."""
    with pytest.raises(ConfigurationError, match=what) as caught:
        call(messages)

    assert (None, None) == (caught.value.__cause__, caught.value.__context__)


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ({"model": ""}, "model must be a name"),
        ({"model": 5}, "model must be a name"),
        ({"temperature": "hot"}, "temperature must be a number"),
        ({"temperature": float("nan")}, "temperature must be from 0 to 2, and is nan"),
        ({"extra_body": {"temperature": float("nan")}}, "JSON"),
        ({"extra_body": {"a": float("inf")}}, "JSON"),
        ({"max_tokens": 1.5}, "max_tokens must be an integer"),
        ({"tools": "none"}, "tools must be"),
        ({"stop": {1}}, "stop must be made of JSON values"),
        ({"raise_on": ["stop"]}, "raise_on must be of 'length', 'content_filter', not \\['stop'\\]"),
        ({"resume": 1}, "resume must be True or False, not 1"),
        ({"on_malformed": "ignore"}, "on_malformed must be 'raise' or 'skip', not 'ignore'"),
        ({"extra_body": [("a", 1)]}, "extra_body must be a mapping, not list"),
        ({"extra_body": {"a": object()}}, r"extra_body\.a must be made of JSON values"),
        ({"extra_headers": "x"}, "must be a mapping"),
        ({"extra_headers": {"Authorization": "x"}}, "use api_key"),
        ({"extra_headers": {"X-A": "a\nb"}}, "X-A"),
    ],
)
def test_arguments_that_are_refused(arguments: dict[str, Any], what: str) -> None:
    """An argument that cannot be used is refused by name; the key is in no message."""
    with pytest.raises(ConfigurationError, match=what) as caught:
        call(**arguments)

    assert KEY not in str(caught.value)
    assert (None, None) == (caught.value.__cause__, caught.value.__context__)


@pytest.mark.parametrize(
    "model",
    [
        *(
            f"openai/gpt-5-mini:{suffix}"
            for suffix in ("free", "nitro", "floor", "exacto", "extended", "online", "thinking")
        ),
        "openrouter/auto",
        "~anthropic/claude-sonnet-latest",
        "@preset/terse",
        "openai/gpt-5-mini@preset/terse",
    ],
)
def test_what_a_models_name_says_is_the_services_matter(model: str) -> None:
    """Suffixes, routers, aliases and presets are sent as they are, as the model and as what steps in for it."""
    sent = json.loads(body(model=model, models=[model, "m"], preset="terse"))

    assert (model, [model, "m"], "terse") == (sent["model"], sent["models"], sent["preset"])


LIMIT = "; the service would refuse it (extra_body is sent unchecked)"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"temperature": 2.1}, f"temperature must be from 0 to 2, and is 2.1{LIMIT}"),
        ({"max_tokens": 0}, f"max_tokens must be at least 1, and is 0{LIMIT}"),
        ({"stop": ["a", "b", "c", "d", "e"]}, f"stop must have at most 4 items, and has 5{LIMIT}"),
        (
            {"tools": [{"type": "function", "function": {"name": "f" * 65}}]},
            f"tools[0].function.name must have at most 64 characters, and has 65{LIMIT}",
        ),
        (
            {"reasoning": {"effort": "low"}, "reasoning_effort": "high"},
            "reasoning_effort is 'high' and reasoning.effort 'low'; set one of them",
        ),
        (
            {"reasoning": ReasoningOptions(effort="low", max_tokens=2000)},
            "reasoning has effort and max_tokens, which exclude each other; set one of them",
        ),
        (
            {"modalities": ["text", "audio"], "stream": False},
            "modalities: the service speaks in streams only; call stream(), and get_final_response() for the whole",
        ),
    ],
)
def test_what_the_service_would_refuse(arguments: dict[str, Any], said: str) -> None:
    """A value that the service refuses is refused before it is sent, in the same form."""
    with pytest.raises(ConfigurationError) as caught:
        call(**arguments)

    assert said == str(caught.value)


@pytest.mark.parametrize(
    "arguments",
    [
        {"temperature": 2, "top_p": 0, "top_k": 0, "stop": "a long text", "max_tokens": 1},
        {"reasoning": {"effort": "low"}, "reasoning_effort": "low"},
        {"reasoning": {"max_tokens": 5}, "reasoning_effort": "low"},
        {"modalities": ["text", "audio"]},
        {"modalities": ["image"], "stream": False},
        {"extra_body": {"temperature": 5, "max_tokens": -1}},
        {"reasoning_effort": "an effort of next year", "service_tier": "a tier of next year"},
    ],
)
def test_what_the_service_may_take(arguments: dict[str, Any]) -> None:
    """What stands on a limit, what is new, and what is in extra_body is sent."""
    call(**arguments)


@pytest.mark.parametrize("form", ["dict", "model", "request"])
def test_files_in_messages(tmp_path: Path, form: str) -> None:
    """A file in a message is sent as its data, in mappings as in models, whose lists may hold what the makers take."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-")
    message: Any = {"role": "user", "content": ["Read this:", path]}
    if form != "dict":
        message = ChatMessage.user("Read this:", path)
        message.content[0] = "Read this:"
    messages = ChatRequest(messages=[message]) if form == "request" else [message]
    file = {"type": "file", "file": {"filename": "a.pdf", "file_data": "data:application/pdf;base64,JVBERi0="}}

    assert [{"type": "text", "text": "Read this:"}, file] == json.loads(body(messages))["messages"][0]["content"]
    path.unlink()
    with pytest.raises(ConfigurationError, match=r"cannot read .*a\.pdf"):
        body(messages)


def test_bytes_elsewhere_are_refused() -> None:
    """Bytes in the place of JSON are named with their path."""
    part = {"type": "input_audio", "input_audio": {"data": b"RIFF", "format": "wav"}}
    with pytest.raises(
        ConfigurationError, match=r"^messages\[0\]\.content\[0\]\.input_audio\.data must be made of JSON values"
    ):
        body([{"role": "user", "content": [part]}])


def test_an_unknown_keyword_names_the_way_out() -> None:
    """A field that this version does not know goes into `extra_body`, and the error says so."""
    with pytest.raises(TypeError, match=r"stream\(\) got an unexpected keyword argument 'temprature'.*extra_body"):
        call(temprature=0)


def test_a_missing_key_is_found_before_sending() -> None:
    """Without a key the call is refused."""
    with pytest.raises(ConfigurationError, match="no key"):
        call(client={"api_key": None})


def test_the_request() -> None:
    """URL, method and headers are those of the documentation, and the key is apart from them."""
    found = call(client={"app_name": "App"}, extra_headers={"accept": "x/y", "X-A": "a"}, on_malformed="skip")
    headers = {
        "accept": "x/y", "Accept-Encoding": "identity", "Content-Type": "application/json", "X-OpenRouter-Title": "App", "X-A": "a",
    }  # fmt: skip

    assert ("POST", "https://openrouter.ai/api/v1/chat/completions") == (found.request.method, found.request.url)
    assert headers == found.request.headers
    assert KEY not in repr(found)
    assert "skip" == found.on_malformed


@pytest.mark.parametrize(("stream", "accept"), [(True, "text/event-stream"), (False, "application/json")])
def test_a_call_says_whether_it_streams(stream: bool, accept: str) -> None:
    """`stream` is always in the body, and the header agrees with it."""
    found = call(stream=stream)

    assert stream is json.loads(found.request.body)["stream"]
    assert accept == found.request.headers["Accept"]


def test_what_contains_itself_is_refused() -> None:
    """A value that contains itself is named, and ends no interpreter."""
    message: dict[str, Any] = {"role": "user"}
    message["content"] = [message]

    with pytest.raises(ConfigurationError, match="messages is nested too deep, or contains itself"):
        call([message])
