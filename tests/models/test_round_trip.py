"""Nothing of what the models were made of is lost: not by JSON and back, copying, pickling, evolving or changing them."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import attrs
import orjson
import pytest
from hypothesis import HealthCheck, given, settings

from openrouter import models
from openrouter.models import ChatChoice, ChatChunk, ChatDelta, ChatMessage, ChatResponse, ChunkChoice, Usage
from openrouter.traits import Model
from tests import made_up_streams
from tests.corpus.recordings import chunks_of, json_bodies, needs_corpus, streams

Json = dict[str, Any]


def recorded_chunks() -> Iterator[tuple[str, Json]]:
    """Each recorded chunk with the name of its stream."""
    for name in streams():
        for chunk in chunks_of(name):
            yield name, chunk


@cache
def recorded_shapes() -> list[tuple[str, Json]]:
    """A recorded chunk for every form in which chunks come: the same keys in the same order, with values of the same kind."""
    found = {orjson.dumps(shape(chunk)): (name, chunk) for name, chunk in recorded_chunks()}
    return list(found.values())


def shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    return [shape(item) for item in value] if isinstance(value, list) else type(value).__name__ + str(not value)


def recorded_bodies() -> Iterator[tuple[str, Json]]:
    """Each recorded JSON object of an answer in one piece, errors included."""
    yield from json_bodies().items()


def written(value: Any) -> bytes:
    """The JSON text of a value: equal texts have equal keys in equal order, and equal values."""
    return orjson.dumps(value)


def models_in(model: Model) -> Iterator[Model]:
    """The model and every model inside it."""
    yield model
    for name in model._fields:
        value = getattr(model, name)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Model):
                yield from models_in(item)


def rebuilt(model: Model) -> Model:
    """The model made anew by `attrs.evolve`, and every model inside it."""
    return attrs.evolve(model, **{name: rebuilt_value(getattr(model, name)) for name in model._fields})


def rebuilt_value(value: Any) -> Any:
    if isinstance(value, Model):
        return rebuilt(value)
    return [rebuilt_value(item) for item in value] if isinstance(value, list) else value


COPIES: dict[str, Callable[[Any], Any]] = {
    "JSON": lambda model: type(model).from_json(model.to_json()),
    "dict": lambda model: type(model).from_dict(model.to_dict()),
    "pickle": lambda model: pickle.loads(pickle.dumps(model)),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "evolve": attrs.evolve,
    "evolve throughout": rebuilt,
}


@needs_corpus
def test_every_recorded_chunk_survives() -> None:
    """Every recorded chunk is, after the trip to JSON and back, what it was, and written letter for letter as received."""
    for name, chunk in recorded_chunks():
        model = ChatChunk.from_dict(chunk)
        made = ChatChunk.from_json(model.to_json())

        assert model == made, name
        assert written(chunk) == written(made.to_dict()), name


@needs_corpus
@pytest.mark.parametrize("how", COPIES)
def test_recorded_chunks_survive(how: str) -> None:
    """A recorded chunk of any form survives every trip: equal to what it was, and written letter for letter as received."""
    for name, chunk in recorded_shapes():
        model = ChatChunk.from_dict(chunk)
        made = COPIES[how](model)

        assert model == made, name
        assert written(chunk) == written(made.to_dict()), name


@needs_corpus
@pytest.mark.parametrize("how", COPIES)
def test_recorded_bodies_survive(how: str) -> None:
    """A recorded body, of an answer or an error, survives the trip letter for letter too."""
    for name, body in recorded_bodies():
        model = ChatResponse.from_dict(body)
        made = COPIES[how](model)

        assert model == made, name
        assert written(body) == written(made.to_dict()), name


@needs_corpus
def test_recorded_chunks_survive_a_change_of_their_extras() -> None:
    """Whatever extra is deleted or set anywhere in a chunk is gone or there in what is written, and all else as before."""
    for name, chunk in recorded_shapes():
        model = ChatChunk.from_dict(copy.deepcopy(chunk))
        for inner in models_in(model):
            before = inner.to_dict()
            removed = {key: inner.extra.pop(key) for key in list(inner.extra)}
            inner.extra["x_new"] = {"a": [None]}
            expected = {key: value for key, value in before.items() if key not in removed}

            assert {**expected, "x_new": {"a": [None]}} == inner.to_dict(), name
            assert removed.keys().isdisjoint(inner.to_dict()), name

            del inner.extra["x_new"]
            inner.extra.update(removed)
        changed = ChatChunk.from_dict(model.to_dict())

        assert sorted_deep(chunk) == sorted_deep(changed.to_dict()), name


def sorted_deep(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


@settings(max_examples=150, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made_up_streams.chunk_lists())
def test_made_up_chunks_survive(chunks: list[Json]) -> None:
    """Made-up chunks, with unknown keys, nulls and wrong types in lenient places, survive every trip."""
    for chunk in chunks:
        model = ChatChunk.from_dict(copy.deepcopy(chunk))
        for copied in COPIES.values():
            made = copied(model)

            assert model == made
            assert chunk == made.to_dict()
            assert list(chunk) == list(made.to_dict())


@pytest.mark.parametrize("how", COPIES)
def test_models_made_by_hand_survive(how: str) -> None:
    """A model made by hand, with extras at two levels and nothing received, survives every trip."""
    delta = ChatDelta(role="assistant", content="é\u2028\U0001f600", extra={"channel": "final"})
    choice = ChunkChoice(index=0, delta=delta, finish_reason="stop")
    model = ChatChunk(id="gen-1", choices=[choice], usage=Usage(cost=0.25), extra={"x": [1, None, {"": {}}]})
    made = COPIES[how](model)

    assert model == made
    assert {
        "id": "gen-1",
        "choices": [
            {
                "index": 0,
                "delta": {"role": "assistant", "content": "é\u2028\U0001f600", "channel": "final"},
                "finish_reason": "stop",
            }
        ],
        "usage": {"cost": 0.25},
        "x": [1, None, {"": {}}],
    } == made.to_dict()


def test_every_model_can_be_made_empty_and_survives() -> None:
    """Every model of the package that needs no argument is equal to itself after every trip."""
    made = []
    for name in models.__all__:
        cls = getattr(models, name)
        if isinstance(cls, type) and issubclass(cls, Model):
            try:
                model = cls(extra={"x": None})
            except TypeError:  # it has a field that is required
                continue
            made.append(name)
            for how, copied in COPIES.items():
                assert model == copied(model), (name, how)

    assert len(made) > 100


def test_extras_count_in_comparisons() -> None:
    """Models that differ in an extra only are different; extras that were received and that were set are the same."""
    received = Usage.from_dict({"cost": 1.0, "x": 1})

    assert received == Usage(cost=1.0, extra={"x": 1})
    assert received != Usage(cost=1.0, extra={"x": 2})
    assert received != Usage(cost=1.0)
    assert Usage.from_dict({"cost": 1.0, "cost_details": None}) == Usage(cost=1.0)


def test_extras_are_the_models_own() -> None:
    """What is put in the extras of a model changes neither its copies nor the mapping it was made of."""
    data = {"cost": 1.0, "x": 1}
    model = Usage.from_dict(data)
    copies = [copy.copy(model), copy.deepcopy(model), attrs.evolve(model), pickle.loads(pickle.dumps(model))]
    model.extra["x"] = 2
    del model.extra["x"]
    model.extra["y"] = 3

    assert {"cost": 1.0, "x": 1} == data
    assert {"cost": 1.0, "y": 3} == model.to_dict()
    assert [{"cost": 1.0, "x": 1}] * 4 == [one.to_dict() for one in copies]


def test_extras_of_a_copy_are_its_own() -> None:
    """After the extras were read, too: a copy shares nothing that is written with its model."""
    model = Usage.from_dict({"cost": 1.0, "x": 1})

    assert {"x": 1} == model.extra

    copies = [copy.copy(model), attrs.evolve(model)]
    for one in copies:
        one.extra["x"] = 2

    assert {"cost": 1.0, "x": 1} == model.to_dict()


def test_known_fields_can_be_set_and_unset() -> None:
    """A field that is set is written in its place, None takes away what was received, and keys keep their order."""
    model = ChatMessage.from_dict({"x": 1, "content": "a", "refusal": None, "role": "assistant"})
    model.content = "b"
    model.reasoning = "because"
    response = ChatResponse(choices=[ChatChoice(index=0, message=model, finish_reason="stop")])
    model.role = None

    assert ["x", "content", "refusal", "reasoning"] == list(model.to_dict())
    assert {"x": 1, "content": "b", "refusal": None, "reasoning": "because"} == model.to_dict()
    assert model == ChatResponse.from_json(response.to_json()).choices[0].message
