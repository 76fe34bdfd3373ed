# Generated from schemas/piece.json by `python -m codegen`. Edit the schema, not this file.
"""Pieces of a stream, which use every merge rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import define

from ..traits import NO_EXTRA, Fold, Model, arrange, bind, mismatch, new, plain, refuse, refuse_item, string

if TYPE_CHECKING:
    from .cover import Cover


@define(kw_only=True, eq=False, repr=False)
class Piece(Model):
    """A piece."""

    id: str | None = None
    """First."""

    kind: str | None = None
    """Last."""

    other: Any = None
    """Last, since nothing is said."""

    choices: list[Choice] | None = None
    """By index."""

    cover: Cover | None = None
    """Fields of a lazy module."""


@define(kw_only=True, eq=False, repr=False)
class Choice(Model):
    """A choice."""

    delta: Delta | None = None
    """Fields."""

    finish_reason: str | None = None
    """The reason."""

    notes: list[Any] | None = None
    """Moved."""

    parts: Choices | None = None
    """By index, behind an alias."""


Choices: TypeAlias = list[Choice]
"""Choices."""


@define(kw_only=True, eq=False, repr=False)
class Delta(Model):
    """A delta."""

    content: str | list[Any] | None = None
    """Content."""

    reasoning: str | None = None
    """Joined."""

    reasoning_content: str | None = None
    """The same."""

    thinking: list[Any] | None = None
    """Details."""

    tool_calls: list[Any] | None = None
    """Calls."""

    log: list[Any] | None = None
    """Appended."""

    images: list[Any] | None = None
    """By key."""

    notes: list[Any] | None = None
    """By themselves."""


def decode_piece(data: dict[str, Any]) -> Piece:
    """A `Piece` from its JSON object."""
    model = new(Piece)
    model._received = data
    model._extra = NO_EXTRA if Piece._keys.issuperset(data) else None
    value = data.get("id")
    model.id = value if value is None or type(value) is str else string(data, "id", value)
    value = data.get("kind")
    model.kind = value if value is None or type(value) is str else string(data, "kind", value)
    model.other = data.get("other")
    value = data.get("choices")
    if value is None:
        model.choices = None
    elif type(value) is list:
        model.choices = choices_found = []
        for item in value:
            if type(item) is not dict:
                refuse_item(value, item, "an object")
            choices_found.append(decode_choice(item))
    else:
        raise mismatch(data, "choices", "an array")
    value = data.get("cover")
    if value is None:
        model.cover = None
    elif type(value) is dict:
        from .cover import decode_cover
        model.cover = decode_cover(value)
    else:
        raise mismatch(data, "cover", "an object")
    return model


def encode_piece(model: Piece) -> dict[str, Any]:
    """The JSON object of a `Piece`."""
    return arrange(
        model,
        {
            "id": model.id,
            "kind": model.kind,
            "other": plain(model.other),
            "choices": plain(model.choices),
            "cover": plain(model.cover),
        },
    )


def fold_piece(piece: Piece, into: Fold) -> None:
    """Joins a `Piece` to what came before, by the merge rules of the schema."""
    if into.settled < 1:
        if piece.id is not None and "id" not in into.values:
            into.first("id", piece.id)
    if piece.kind is not None:
        into.last("kind", piece.kind)
    if piece.other is not None:
        into.last("other", piece.other)
    if piece.choices is not None:
        into.by_index("choices", piece.choices, fold_choice)
    if piece.cover is not None:
        from .cover import fold_cover
        fold_cover(piece.cover, into.member("cover"))
    if piece._extra is not NO_EXTRA:
        into.unknown(piece)


def read_choices(holder: Any, key: str | int, value: Any) -> Choices:
    """A `Choices` from its JSON value."""
    if type(value) is list:
        return [
            decode_choice(item) if type(item) is dict else refuse_item(value, item, "an object")
            for item in value
        ]
    raise mismatch(holder, key, "an array")


def decode_choice(data: dict[str, Any]) -> Choice:
    """A `Choice` from its JSON object."""
    model = new(Choice)
    model._received = data
    model._extra = NO_EXTRA if Choice._keys.issuperset(data) else None
    value = data.get("delta")
    if value is None:
        model.delta = None
    elif type(value) is dict:
        model.delta = decode_delta(value)
    else:
        raise mismatch(data, "delta", "an object")
    value = data.get("finish_reason")
    model.finish_reason = value if value is None or type(value) is str else string(data, "finish_reason", value)
    value = data.get("notes")
    model.notes = value if value is None or type(value) is list else refuse(data, "notes", "an array")
    value = data.get("parts")
    if value is None:
        model.parts = None
    else:
        model.parts = read_choices(data, "parts", value)
    return model


def encode_choice(model: Choice) -> dict[str, Any]:
    """The JSON object of a `Choice`."""
    return arrange(
        model,
        {
            "delta": plain(model.delta),
            "finish_reason": model.finish_reason,
            "notes": plain(model.notes),
            "parts": plain(model.parts),
        },
    )


def fold_choice(piece: Choice, into: Fold) -> None:
    """Joins a `Choice` to what came before, by the merge rules of the schema."""
    if piece.delta is not None:
        fold_delta(piece.delta, into.member("delta"))
    if piece.finish_reason is not None:
        into.finish_reason("finish_reason", piece.finish_reason)
    if piece.notes is not None:
        into.member("delta").append_unique("notes", piece.notes, None)
    if piece.parts is not None:
        into.by_index("parts", piece.parts, fold_choice)
    if piece._extra is not NO_EXTRA:
        into.unknown(piece)


def decode_delta(data: dict[str, Any]) -> Delta:
    """A `Delta` from its JSON object."""
    model = new(Delta)
    model._received = data
    model._extra = NO_EXTRA if Delta._keys.issuperset(data) else None
    value = data.get("content")
    if value is None or type(value) is str or type(value) is list:
        model.content = value
    else:
        model.content = _read_content_of_delta(data, "content", value)
    value = data.get("reasoning")
    model.reasoning = value if value is None or type(value) is str else string(data, "reasoning", value)
    value = data.get("reasoning_content")
    if value is None or type(value) is str:
        model.reasoning_content = value
    else:
        model.reasoning_content = string(data, "reasoning_content", value)
    value = data.get("thinking")
    model.thinking = value if value is None or type(value) is list else refuse(data, "thinking", "an array")
    value = data.get("tool_calls")
    model.tool_calls = value if value is None or type(value) is list else refuse(data, "tool_calls", "an array")
    value = data.get("log")
    model.log = value if value is None or type(value) is list else refuse(data, "log", "an array")
    value = data.get("images")
    model.images = value if value is None or type(value) is list else refuse(data, "images", "an array")
    value = data.get("notes")
    model.notes = value if value is None or type(value) is list else refuse(data, "notes", "an array")
    return model


def encode_delta(model: Delta) -> dict[str, Any]:
    """The JSON object of a `Delta`."""
    return arrange(
        model,
        {
            "content": plain(model.content),
            "reasoning": model.reasoning,
            "reasoning_content": model.reasoning_content,
            "thinking": plain(model.thinking),
            "tool_calls": plain(model.tool_calls),
            "log": plain(model.log),
            "images": plain(model.images),
            "notes": plain(model.notes),
        },
    )


def fold_delta(piece: Delta, into: Fold) -> None:
    """Joins a `Delta` to what came before, by the merge rules of the schema."""
    if type(piece.content) is str:
        if piece.content or "content" not in into.values:
            into.concat("content", piece.content)
    elif piece.content is not None:
        into.content("content", piece.content)
    if piece.reasoning:
        into.concat("reasoning", piece.reasoning)
    elif piece.reasoning_content is not None:
        into.concat("reasoning", piece.reasoning_content)
    elif piece.reasoning is not None:
        into.concat("reasoning", piece.reasoning)
    if piece.thinking is not None:
        into.reasoning_details("thinking", piece.thinking)
    if piece.tool_calls is not None:
        into.tool_calls("tool_calls", piece.tool_calls)
    if piece.log is not None:
        into.append("log", piece.log)
    if piece.images is not None:
        into.append_unique("images", piece.images, "image.url")
    if piece.notes is not None:
        into.append_unique("notes", piece.notes, None)
    if piece._extra is not NO_EXTRA:
        into.unknown(piece)


def _read_content_of_delta(holder: Any, key: str | int, value: Any) -> str | list[Any]:
    """The value, if its kind is right."""
    if type(value) is str or type(value) is list:
        return value
    raise mismatch(holder, key, "a string or an array")


bind(Piece, decode_piece, encode_piece)
bind(Choice, decode_choice, encode_choice)
bind(Delta, decode_delta, encode_delta)
