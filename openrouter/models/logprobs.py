# Generated from schemas/logprobs.json by `python -m codegen`. Edit the schema, not this file.
"""How probable the tokens of an answer were."""

from __future__ import annotations

from typing import Any

from attrs import define

from ..traits import (
    NO_EXTRA,
    Fold,
    Mismatch,
    Model,
    arrange,
    bind,
    integer,
    items,
    mismatch,
    new,
    plain,
    refuse_item,
    string,
    tolerate,
)


@define(kw_only=True, eq=False, repr=False)
class Logprobs(Model):
    """Log probabilities of an answer; the last four fields come from services with the older completion format."""

    content: list[TokenLogprob] | None = None
    """Tokens of the text."""

    refusal: list[TokenLogprob] | None = None
    """Tokens of the refusal."""

    tokens: list[str] | None = None
    """Tokens, in the older format."""

    token_logprobs: list[float | None] | None = None
    """Log probabilities of the tokens, in the older format."""

    top_logprobs: list[Any] | None = None
    """Other tokens that were likely at each place, in the older format."""

    text_offset: list[int] | None = None
    """Where each token begins in the text, in the older format."""


@define(kw_only=True, eq=False, repr=False)
class TokenLogprob(Model):
    """A token and how probable it was."""

    token: str | None = None
    """The token."""

    logprob: float | None = None
    """Natural logarithm of its probability."""

    bytes: list[int] | None = None
    """Bytes of the token in UTF-8, null where it is no text."""

    top_logprobs: list[TopLogprob] | None = None
    """The most probable tokens at this place."""


@define(kw_only=True, eq=False, repr=False)
class TopLogprob(Model):
    """A token that was probable at some place."""

    token: str | None = None
    """The token."""

    logprob: float | None = None
    """Natural logarithm of its probability."""

    bytes: list[int] | None = None
    """Bytes of the token in UTF-8, null where it is no text."""


def decode_logprobs(data: dict[str, Any]) -> Logprobs:
    """A `Logprobs` from its JSON object."""
    model = new(Logprobs)
    model._received = data
    model._extra = NO_EXTRA if Logprobs._keys.issuperset(data) else None
    value = data.get("content")
    model.content = None
    if type(value) is list:
        try:
            model.content = [
                decode_token_logprob(item) if type(item) is dict else refuse_item(value, item, "an object")
                for item in value
            ]
        except Mismatch:
            tolerate(model, data, "content")
    elif value is not None:
        tolerate(model, data, "content")
    value = data.get("refusal")
    model.refusal = None
    if type(value) is list:
        try:
            model.refusal = [
                decode_token_logprob(item) if type(item) is dict else refuse_item(value, item, "an object")
                for item in value
            ]
        except Mismatch:
            tolerate(model, data, "refusal")
    elif value is not None:
        tolerate(model, data, "refusal")
    value = data.get("tokens")
    model.tokens = None
    if value is not None:
        try:
            model.tokens = items(data, "tokens", value, string)
        except Mismatch:
            tolerate(model, data, "tokens")
    value = data.get("token_logprobs")
    model.token_logprobs = None
    if value is not None:
        try:
            model.token_logprobs = items(data, "token_logprobs", value, _read_token_logprobs_item_of_logprobs)
        except Mismatch:
            tolerate(model, data, "token_logprobs")
    value = data.get("top_logprobs")
    if value is None or type(value) is list:
        model.top_logprobs = value
    else:
        model.top_logprobs = None
        tolerate(model, data, "top_logprobs")
    value = data.get("text_offset")
    model.text_offset = None
    if value is not None:
        try:
            model.text_offset = items(data, "text_offset", value, integer)
        except Mismatch:
            tolerate(model, data, "text_offset")
    return model


def encode_logprobs(model: Logprobs) -> dict[str, Any]:
    """The JSON object of a `Logprobs`."""
    return arrange(
        model,
        {
            "content": plain(model.content),
            "refusal": plain(model.refusal),
            "tokens": plain(model.tokens),
            "token_logprobs": plain(model.token_logprobs),
            "top_logprobs": plain(model.top_logprobs),
            "text_offset": plain(model.text_offset),
        },
    )


def fold_logprobs(piece: Logprobs, into: Fold) -> None:
    """Joins a `Logprobs` to what came before, by the merge rules of the schema."""
    if piece.content is not None:
        into.append("content", piece.content)
    if piece.refusal is not None:
        into.append("refusal", piece.refusal)
    if piece.tokens is not None:
        into.append("tokens", piece.tokens)
    if piece.token_logprobs is not None:
        into.append("token_logprobs", piece.token_logprobs)
    if piece.top_logprobs is not None:
        into.append("top_logprobs", piece.top_logprobs)
    if piece.text_offset is not None:
        into.append("text_offset", piece.text_offset)
    if piece._extra is not NO_EXTRA:
        into.unknown(piece)


def decode_token_logprob(data: dict[str, Any]) -> TokenLogprob:
    """A `TokenLogprob` from its JSON object."""
    model = new(TokenLogprob)
    model._received = data
    model._extra = NO_EXTRA if TokenLogprob._keys.issuperset(data) else None
    value = data.get("token")
    if value is None or type(value) is str:
        model.token = value
    else:
        model.token = None
        tolerate(model, data, "token")
    value = data.get("logprob")
    if value is None or type(value) is float or type(value) is int:
        model.logprob = value
    else:
        model.logprob = None
        tolerate(model, data, "logprob")
    value = data.get("bytes")
    model.bytes = None
    if value is not None:
        try:
            model.bytes = items(data, "bytes", value, integer)
        except Mismatch:
            tolerate(model, data, "bytes")
    value = data.get("top_logprobs")
    model.top_logprobs = None
    if type(value) is list:
        try:
            model.top_logprobs = [
                decode_top_logprob(item) if type(item) is dict else refuse_item(value, item, "an object")
                for item in value
            ]
        except Mismatch:
            tolerate(model, data, "top_logprobs")
    elif value is not None:
        tolerate(model, data, "top_logprobs")
    return model


def encode_token_logprob(model: TokenLogprob) -> dict[str, Any]:
    """The JSON object of a `TokenLogprob`."""
    return arrange(
        model,
        {
            "token": model.token,
            "logprob": model.logprob,
            "bytes": plain(model.bytes),
            "top_logprobs": plain(model.top_logprobs),
        },
    )


def decode_top_logprob(data: dict[str, Any]) -> TopLogprob:
    """A `TopLogprob` from its JSON object."""
    model = new(TopLogprob)
    model._received = data
    model._extra = NO_EXTRA if TopLogprob._keys.issuperset(data) else None
    value = data.get("token")
    if value is None or type(value) is str:
        model.token = value
    else:
        model.token = None
        tolerate(model, data, "token")
    value = data.get("logprob")
    if value is None or type(value) is float or type(value) is int:
        model.logprob = value
    else:
        model.logprob = None
        tolerate(model, data, "logprob")
    value = data.get("bytes")
    model.bytes = None
    if value is not None:
        try:
            model.bytes = items(data, "bytes", value, integer)
        except Mismatch:
            tolerate(model, data, "bytes")
    return model


def encode_top_logprob(model: TopLogprob) -> dict[str, Any]:
    """The JSON object of a `TopLogprob`."""
    return arrange(
        model,
        {
            "token": model.token,
            "logprob": model.logprob,
            "bytes": plain(model.bytes),
        },
    )


def _read_token_logprobs_item_of_logprobs(holder: Any, key: str | int, value: Any) -> float | None:
    """The value, if its kind is right."""
    if type(value) is float or type(value) is int or value is None:
        return value
    raise mismatch(holder, key, "a number or null")


bind(Logprobs, decode_logprobs, encode_logprobs)
bind(TokenLogprob, decode_token_logprob, encode_token_logprob)
bind(TopLogprob, decode_top_logprob, encode_top_logprob)
