"""That models stay as cheap as their slots."""

from __future__ import annotations

import pytest

import openrouter.models
from openrouter.traits import Model

MODELS = [
    found
    for name in openrouter.models.__all__
    if isinstance(found := getattr(openrouter.models, name), type) and issubclass(found, Model)
]


@pytest.mark.parametrize("cls", MODELS)
def test_an_attribute_is_set_in_c(cls: type[Model]) -> None:
    """No model has a `__setattr__` in Python, which attrs adds for any converter or validator: it costs 500 ns a field."""
    assert cls.__setattr__ is object.__setattr__


@pytest.mark.parametrize("cls", MODELS)
def test_a_model_has_slots_alone(cls: type[Model]) -> None:
    """An instance holds its fields and no dict."""
    assert not hasattr(object.__new__(cls), "__dict__")
