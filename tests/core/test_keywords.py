"""The types of keywords that are handed on are those of the methods that take them in the end."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from openrouter import AsyncOpenRouter, OpenRouter
from openrouter.core.keywords import CallKeywords, StreamKeywords
from openrouter.models.params import CHAT_PARAMS

SHARED = {"max_cost"}
"""What whoever makes several calls asks for by name."""


@pytest.mark.parametrize("client", [OpenRouter, AsyncOpenRouter])
@pytest.mark.parametrize(("method", "keywords"), [("complete", CallKeywords), ("stream", StreamKeywords)])
def test_they_are_those_of_the_method(client: Any, method: str, keywords: Any) -> None:
    """Each keyword that a method takes by name, and each parameter of the API, of the same type."""
    taken = inspect.signature(getattr(client, method)).parameters.values()
    named = {each.name: each.annotation for each in taken if each.kind is each.KEYWORD_ONLY and each.name not in SHARED}
    typed = {name: hint.__forward_arg__ for name, hint in keywords.__annotations__.items() if name not in CHAT_PARAMS}

    assert keywords.__annotations__.keys() >= CHAT_PARAMS
    assert named == {name: hint.replace("StrPath", "str | os.PathLike[str]") for name, hint in typed.items()}
