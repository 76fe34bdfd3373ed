"""The catalogue: found in, searched, in pages, and kept."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from openrouter.core.catalogue import ModelList, Paging
from openrouter.core.kept import KEPT_SECONDS, Kept
from openrouter.errors import ConfigurationError
from openrouter.models import ModelInfo


def model(identity: str, **more: Any) -> ModelInfo:
    """A model of the catalogue."""
    return ModelInfo.from_dict({"id": identity, **more})


def kinds(inputs: str, outputs: str = "text") -> dict[str, Any]:
    """An architecture."""
    return {"input_modalities": inputs.split(), "output_modalities": outputs.split()}


CHEAP = model(
    "openai/gpt-5-mini",
    canonical_slug="openai/gpt-5-mini-2025-08-07",
    name="OpenAI: GPT-5 Mini",
    context_length=400000,
    architecture=kinds("text image"),
    supported_parameters=["tools", "reasoning"],
    pricing={"prompt": "0.00000025", "completion": "0.000002"},
)
DEAR = model(
    "anthropic/claude-opus-4",
    name="Anthropic: Claude Opus 4",
    context_length=200000,
    architecture=kinds("text image file", "text"),
    supported_parameters=["tools"],
    pricing={"prompt": "0.000015", "completion": "0.000075"},
)
FREE = model("z-ai/glm-4.5-air:free", context_length=131072, pricing={"prompt": "0", "completion": "0"})
BASE = model("z-ai/glm-4.5-air", context_length=131072, pricing={"prompt": "0.00000013", "completion": "0.00000085"})
ROUTER = model("openrouter/auto", name="Auto", pricing={"prompt": "-1", "completion": "-1"})
BARE = model("local/bare")
EVERY = ModelList((CHEAP, DEAR, FREE, BASE, ROUTER, BARE), 6)


def test_a_list_is_a_sequence() -> None:
    """A list of models has a length, an order, indexes and slices, and shows itself in a line."""
    assert 6 == len(EVERY)
    assert [CHEAP, DEAR] == [*EVERY][:2] == list(EVERY[:2])
    assert BARE is EVERY[-1]
    assert CHEAP in EVERY
    assert not ModelList()
    assert "<ModelList of 6 models>" == repr(EVERY)
    assert "<ModelList of 0 models, a page>" == repr(ModelList(next="/x"))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("openai/gpt-5-mini", CHEAP),
        ("openai/gpt-5-mini-2025-08-07", CHEAP),
        ("openai/gpt-5-mini:nitro", CHEAP),
        ("openai/gpt-5-mini@preset/brief", CHEAP),
        ("openai/gpt-5-mini:floor@preset/brief", CHEAP),
        ("z-ai/glm-4.5-air:free", FREE),
        ("z-ai/glm-4.5-air", BASE),
        ("openai/gpt-5-mini:free", None),
        ("openai/gpt-5", None),
        ("@preset/brief", None),
        ("", None),
    ],
)
def test_models_are_found_by_the_names_that_requests_use(name: str, found: ModelInfo | None) -> None:
    """An id or dated name, with a variant that is no model of its own and a preset; a free variant is not the one that costs."""
    assert found is EVERY.find(name)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [CHEAP, DEAR, FREE, BASE, ROUTER, BARE]),
        ({"text": "GPT"}, [CHEAP]),
        ({"text": "mini openai"}, [CHEAP]),
        ({"text": "claude mini"}, []),
        ({"text": "opus"}, [DEAR]),
        ({"input_modalities": "image"}, [CHEAP, DEAR]),
        ({"input_modalities": "image, file"}, [DEAR]),
        ({"input_modalities": ["image"], "supported_parameters": "reasoning"}, [CHEAP]),
        ({"output_modalities": {"image"}}, []),
        ({"supported_parameters": ["tools", "reasoning"]}, [CHEAP]),
        ({"context": 200000}, [CHEAP, DEAR]),
        ({"max_price": 0.25}, [CHEAP, FREE, BASE]),
        ({"max_price": "0.2"}, [FREE, BASE]),
        ({"max_price": 0}, [FREE]),
        ({"max_output_price": Decimal(2)}, [CHEAP, FREE, BASE]),
        ({"max_price": 100, "max_output_price": 0.9}, [FREE, BASE]),
    ],
)
def test_searching(wanted: dict[str, Any], found: list[ModelInfo]) -> None:
    """What is asked for must all be there; a model without a fixed price is not cheap."""
    assert found == list(EVERY.search(**wanted))


def test_a_search_that_cannot_be_made() -> None:
    """A price that is no number is refused."""
    with pytest.raises(ConfigurationError, match="max_output_price must be a number"):
        EVERY.search(max_output_price="cheap")  # type: ignore[arg-type]


def page(*names: str, following: str | None = None, total: int | None = None) -> ModelList:
    """A page of models."""
    return ModelList(tuple(map(model, names)), total, following)


def ids(models: ModelList) -> list[str]:
    """The ids of models."""
    return [found.id for found in models]


def test_all_at_once() -> None:
    """Without offset and limit the service sends everything, and nothing more is asked for."""
    paging = Paging.of({"q": "x"})
    given = page("a/1", "a/2", total=2)

    assert given is paging.take(given)
    assert None is paging.query
    assert (["a/1", "a/2"], 2) == (ids(paging.found), paging.found.total)


def test_all_in_pages() -> None:
    """Where the service divides the list all the same, each page is asked for, by the numbers of its own link and nothing else of it."""
    paging = Paging.of({"q": "x"})

    paging.take(page("a/1", "a/2", following="https://elsewhere.example/models?offset=2&limit=2&key=1", total=5))
    assert {"q": "x", "offset": 2, "limit": 2} == paging.query
    paging.take(page("a/3", "a/4", following="/api/v1/models?offset=4&limit=2", total=6))
    assert {"q": "x", "offset": 4, "limit": 2} == paging.query
    paging.take(page("a/5"))
    assert None is paging.query
    assert (["a/1", "a/2", "a/3", "a/4", "a/5"], 5, None) == (ids(paging.found), paging.found.total, paging.found.next)


def test_one_page() -> None:
    """With an offset or a limit the page that was asked for is the result, link and all."""
    for query in ({"offset": 0}, {"limit": 1}):
        paging = Paging.of(query)
        given = page("a/1", following="/api/v1/models?offset=1", total=2)
        paging.take(given)

        assert given is paging.found


@pytest.mark.parametrize(
    ("following", "query"),
    [
        ("/models?offset=7", {"offset": 7, "limit": 2}),
        ("/models", {"offset": 6, "limit": 2}),
        ("/models?offset=&limit=x", {"offset": 6, "limit": 2}),
        ("/models?offset=\u0667", {"offset": 6, "limit": 2}),
        ("/models?offset=99999999999999999999", {"offset": 6, "limit": 2}),
        ("/models?offset=8&limit=50", {"offset": 8, "limit": 2}),
        ("/models?offset=4", None),
        ("/models?offset=3", None),
        ("", {"offset": 6, "limit": 2}),
        (None, None),
    ],
)
def test_where_the_next_page_begins(following: str | None, query: dict[str, int] | None) -> None:
    """Where the link says, else after the last model; never where it did already, so that there is an end."""
    paging = Paging.of({"offset": 4, "limit": 2})
    paging.take(page("a/1", "a/2", following=following))

    assert query == paging.query


def test_an_empty_page_is_the_last() -> None:
    """A page without models ends the list, whatever its link says."""
    paging = Paging.of({})
    paging.take(page(following="/models?offset=10"))

    assert None is paging.query
    assert [] == ids(paging.found)


def test_the_catalogue_is_kept() -> None:
    """A catalogue is fresh for an hour; a new one forgets what was asked for beside the old."""
    kept = Kept()

    assert not kept.is_fresh(0.0)
    assert None is kept.find("openai/gpt-5-mini")

    kept.keep(EVERY, 100.0)

    assert kept.is_fresh(100.0 + KEPT_SECONDS - 1)
    assert not kept.is_fresh(100.0 + KEPT_SECONDS)
    assert CHEAP is kept.find("openai/gpt-5-mini:nitro")
    assert DEAR is kept.add("an/alias", DEAR)
    assert DEAR is kept.find("an/alias")

    kept.keep(EVERY, 200.0)

    assert None is kept.find("an/alias")
