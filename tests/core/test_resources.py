"""The calls of the endpoints besides chat: what is sent, and what is refused before."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from openrouter import errors
from openrouter.core import resources
from openrouter.core.endpoints import EMBEDDING_MODELS, MODELS
from openrouter.core.flow import Flow
from openrouter.core.journal import Journal
from openrouter.core.options import Limits, Retry, Timeout
from openrouter.core.resources import PATIENT, Asking
from openrouter.core.settings import Settings
from openrouter.core.steps import Head, Open
from openrouter.models import EmbeddingContent, Generation, ProviderPreferences, TextPart
from tests.core.test_settings import made, revealed
from tests.play import END, KEY, REFUSED, RESET, Canned, FakeClock, error_body, pauses, play

BASE = "https://openrouter.ai/api/v1"
JSON = Head(200, {"content-type": "application/json"})
NOTE: list[Canned] = [JSON, json.dumps({"data": {"id": "gen-1", "total_cost": 0.25, "cancelled": True}}).encode(), END]
NOT_YET: list[Canned] = [Head(404, {}), error_body(404), END]


def client(**options: Any) -> Settings:
    """The settings of a client with a key."""
    return made(**{"api_key": KEY, **options})


CALLS: list[tuple[Asking[Any], str]] = [
    (resources.model_page(client(), resources.model_pages({"q": "x", "limit": 5}, "list"), MODELS), "/models?q=x&limit=5"),
    (resources.model_page(client(), resources.plain_pages(10, None), EMBEDDING_MODELS), "/embeddings/models?offset=10"),
    (resources.model_count(client(), None), "/models/count"),
    (resources.model_count(client(), ["image", "text"]), "/models/count?output_modalities=image,text"),
    (resources.model(client(), "fakery/pocket-1:free"), "/model/fakery/pocket-1:free"),
    (resources.model_endpoints(client(), "openai/gpt-5"), "/models/openai/gpt-5/endpoints"),
    (resources.zdr_endpoints(client()), "/endpoints/zdr"),
    (resources.providers(client()), "/providers"),
    (resources.generation(client(), "gen-1/?&", wait=False), "/generation?id=gen-1%2F%3F%26"),
    (resources.generation_content(client(), "gen-1", wait=False), "/generation/content?id=gen-1"),
    (resources.credits_left(client()), "/credits"),
    (resources.key(client()), "/key"),
    (resources.activity(client(), None, {"user_id": None}), "/activity"),
    (
        resources.activity(client(), date(2026, 1, 31), {"group_by": "workspace", "workspace_id": "w 1"}),
        "/activity?date=2026-01-31&group_by=workspace&workspace_id=w%201",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("asking", "target"), CALLS, ids=[target for _, target in CALLS])
def test_what_is_sent(asking: Asking[Any], target: str) -> None:
    """A GET of the endpoint with the client's key, and nothing of a body; it may be sent again, since it costs nothing."""
    request = asking.call.request

    assert ("GET", BASE + target, b"") == (request.method, request.url, request.body)
    assert {"Accept": "application/json", "Accept-Encoding": "identity"} == request.headers
    assert KEY == revealed(request.key)
    assert asking.call.is_free
    assert target.partition("?")[0].startswith(asking.call.operation.partition("{")[0])
    assert asking.retry is None


def test_a_feed_has_a_url() -> None:
    """A feed is for a feed reader, which is given its URL; the key is not in it."""
    url = resources.feed_url(client(), {"category": "science"}, chat_links=False)

    assert f"{BASE}/models?category=science&use_rss=true" == url
    assert resources.feed_url(client(), {}, chat_links=True).endswith("?use_rss=true&use_rss_chat_links=true")


def test_the_client_has_its_say() -> None:
    """Base URL, headers, limits and attribution are those of the client."""
    limits = Limits(event=100)
    settings = client(base_url="http://localhost:1/v1/", headers={"X-Trace": "1"}, app_name="App", limits=limits)
    call = resources.providers(settings).call

    assert "http://localhost:1/v1/providers" == call.request.url
    assert {"X-Trace": "1", "X-OpenRouter-Title": "App"}.items() <= call.request.headers.items()
    assert limits is call.limits


def test_without_a_key() -> None:
    """The catalogue is asked without a key where there is none; what is about an account is not asked at all."""
    assert None is resources.providers(made()).call.request.key
    assert None is resources.model(made(), "a/b").call.request.key
    for ask in (resources.key, resources.credits_left):
        with pytest.raises(errors.ConfigurationError, match=r"^no key"):
            ask(made())


@pytest.mark.parametrize("identity", [None, "", 5])
def test_a_generation_needs_an_id(identity: Any) -> None:
    """Before an answer has begun there is nothing to ask for."""
    for ask in (resources.generation, resources.generation_content):
        with pytest.raises(errors.ConfigurationError, match=r"no generation to ask for|id must be a string"):
            ask(client(), identity, wait=False)


def test_activity_that_cannot_be_asked_for() -> None:
    """An empty filter is a mistake."""
    with pytest.raises(errors.ConfigurationError, match=r"^user_id must be"):
        resources.activity(client(), None, {"user_id": ""})


def embedding(given: Any, model: str = "fakery/embed-1", **params: Any) -> Asking[Any]:
    """An embedding that is asked for."""
    extras = {name: params.pop(name, None) for name in ("extra_headers", "extra_body")}
    return resources.embeddings(client(), given, model, params, **extras)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("text", '"text"'),
        (["a", "b"], '["a","b"]'),
        (("a",), '["a"]'),
        ([1, 2], "[1,2]"),
        ([[1], [2, 3]], "[[1],[2,3]]"),
        ([EmbeddingContent(content=[TextPart(text="a")])], '[{"content":[{"type":"text","text":"a"}]}]'),
        ([{"content": [{"type": "new", "x": 1}]}], '[{"content":[{"type":"new","x":1}]}]'),
    ],
)
def test_what_is_embedded(given: Any, sent: str) -> None:
    """Texts, tokens and content of other kinds are sent as they are; embedding is billed, so that it is not free to send twice."""
    call = embedding(given).call

    assert ("POST", f"{BASE}/embeddings") == (call.request.method, call.request.url)
    assert f'{{"model":"fakery/embed-1","input":{sent}}}' == call.request.body.decode()
    assert "application/json" == call.request.headers["Content-Type"]
    assert not call.is_free


def test_parameters_of_embeddings() -> None:
    """Parameters stand in the caller's order, unknown fields last; None is not sent."""
    preferences = ProviderPreferences(only=["azure"])
    call = embedding("a", dimensions=8, user=None, provider=preferences, extra_body={"new": 1}, extra_headers={"X-A": "b"}).call

    body = '{"model":"fakery/embed-1","input":"a","dimensions":8,"provider":{"only":["azure"]},"new":1}'
    assert body == call.request.body.decode()
    assert "b" == call.request.headers["X-A"]
    assert json.loads(body) == call.body


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"given": ""}, "input is empty"),
        ({"given": []}, "input is empty"),
        ({"given": None}, "input is empty"),
        ({"given": ()}, "input is empty"),
        ({"given": ["a", ""]}, r"input\[1\] is empty"),
        ({"given": [[1], []]}, r"input\[1\] is empty"),
        ({"given": [{"content": []}]}, r"input\[0\].content must have at least 1 items"),
        ({"given": [{"content": [{"type": "new"}, {"type": "text", "text": ""}]}]}, r"input\[0\].content\[1\].text is empty"),
        ({"given": ["a", "b", [1]]}, r"input\[2\] is a list of tokens and input\[0\] a text: pass inputs of one kind"),
        ({"given": [[1], 2]}, r"input\[1\] is a token and input\[0\] a list of tokens"),
        ({"given": [1, "a"]}, r"input\[1\] is a text and input\[0\] a token"),
        ({"given": ["a", {"content": [{"type": "text", "text": "b"}]}]}, r"input\[1\] is content of several parts and input\[0\] a text"),
        ({"given": {"text": "a"}}, "input must be a string or an array"),
        ({"given": [{"text": "a"}]}, r"input\[0\].content must be"),
        ({"given": [b"a"]}, r"input\[0\] must be made of JSON values"),
        ({"given": "a", "model": ""}, "model must be a string that is not empty"),
        ({"given": "a", "model": None}, "model must be a string that is not empty"),
        ({"given": "a", "dimensions": 0}, "dimensions must be at least 1"),
        ({"given": "a", "dimensions": "8"}, "dimensions must be an integer"),
        ({"given": "a", "extra_body": [1]}, "extra_body must be a mapping"),
        ({"given": "a", "extra_headers": {"Host": "x"}}, "extra_headers: Host is set by the library"),
    ],
)
def test_embeddings_that_cannot_be_asked_for(arguments: dict[str, Any], words: str) -> None:
    """What the service would refuse is refused before it is sent."""
    with pytest.raises(errors.ConfigurationError, match=f"^{words}"):
        embedding(**arguments)


def test_an_unknown_parameter_of_embeddings() -> None:
    """An unknown keyword is a TypeError that says what would do."""
    with pytest.raises(TypeError, match=r"unexpected keyword argument 'dimension'; .* extra_body"):
        embedding("a", dimension=8)


def asked(replies: list[Canned], *, wait: bool = True) -> tuple[Flow, list[Any], Any]:
    """The flow, the steps and the results of asking for a generation."""
    asking = resources.generation(client(), "gen-1", wait=wait)
    retry = asking.retry or Retry()
    flow = Flow(asking.call, Journal(asking.call.limits), Timeout(), retry, FakeClock().now, lambda: 0.0)
    results: list[Any] = []

    def script(flow: Flow) -> Any:
        results.append((yield from asking.script(flow)))

    return flow, play(flow, replies, script=script), results


def test_a_generation_is_asked_for_by_its_id() -> None:
    """A GET with the id, decoded to a `Generation`."""
    flow, steps, (note,) = asked(NOTE)

    assert isinstance(steps[0], Open)
    assert f"{BASE}/generation?id=gen-1" == steps[0].request.url
    assert isinstance(note, Generation)
    assert (0.25, True) == (note.total_cost, note.cancelled)
    assert "completed" == flow.journal.status


def test_a_generation_that_is_not_noted_yet_is_asked_for_again() -> None:
    """Who waits takes 404 for "not yet" for about 15 seconds; breaks are tried again too. Who does not is told at once."""
    _, steps, results = asked([*NOT_YET, REFUSED, RESET, *NOTE])

    assert [0.5, 1.0, 2.0] == pauses(steps)
    assert 1 == len(results)

    flow, steps, _ = asked(NOT_YET * PATIENT.attempts)

    assert isinstance(flow.journal.error, errors.NotFoundError)
    assert [0.5, 1.0, 2.0, 4.0, 4.0, 4.0, 4.0] == pauses(steps)

    flow, steps, _ = asked(NOT_YET, wait=False)

    assert isinstance(flow.journal.error, errors.NotFoundError)
    assert [] == pauses(steps)


@pytest.mark.parametrize("body", [b"[]", b'{"data": null}', b"{}", b'{"data": {"id": 1}}', b"{"])
def test_a_body_without_a_generation(body: bytes) -> None:
    """What is no note is a DecodeError, not an empty one."""
    flow, _, _ = asked([JSON, body, END])

    assert isinstance(flow.journal.error, errors.DecodeError)


def test_a_page_is_no_generation() -> None:
    """HTML is told as such; a cut body is a break, and asked for again."""
    flow, _, _ = asked([Head(200, {"content-type": "text/html"}), b"<html>", END])

    assert isinstance(flow.journal.error, errors.UnexpectedResponseError)

    _, _, results = asked([JSON, RESET, *NOTE])

    assert 1 == len(results)
