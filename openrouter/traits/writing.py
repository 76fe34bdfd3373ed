"""Ways to write messages: from text, files and pictures to what a request holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self, TypeVar

from ..errors import ConfigurationError, DecodeError
from ..media.attachment import Attachment
from .encoding import plain
from .model import Model

if TYPE_CHECKING:
    from ..models import ToolCall


W = TypeVar("W", bound="MessageWriting")


def part_of(item: object) -> Mapping[str, Any] | Model | Attachment:
    """
    A part of a message from what stands for one: text, a part, or what `attach()` takes.

    Raises:
        ConfigurationError: it cannot be one.
    """
    if isinstance(item, str):
        return {"type": "text", "text": item}
    if isinstance(item, (Mapping, Model, Attachment)):
        return item
    from ..media.attaching import attach

    return attach(item)


def content_of(content: object, path: str) -> object:
    """
    The `content` of a message as a string or parts, from what people write there: what JSON has, and files and pictures beside it.

    Raises:
        ConfigurationError: something in it can be no part; the message begins with its path.
    """
    if content is None or isinstance(content, (str, int, float, Mapping)):
        return content
    if not isinstance(content, (list, tuple)):
        return [_part_at(path, content)]
    return [_part_at(f"{path}[{index}]", item) for index, item in enumerate(content)]


def _part_at(path: str, item: object) -> Mapping[str, Any] | Model | Attachment:
    try:
        return part_of(item)
    except ConfigurationError as error:
        reason = str(error)
    raise ConfigurationError(f"{path}: {reason}")


class MessageWriting:
    """
    Makers of messages, one for each role.

    Their content is text, or several parts: text, a `pathlib.Path`, bytes, an `attach()`, a PIL image, a numpy array, a part as a dict
    or a model. Text alone stays a string. All raise ConfigurationError for what can be no part: no such file, too large, of no
    accepted type.
    """

    __slots__ = ()

    @classmethod
    def system(cls, *content: object, name: str | None = None) -> Self:
        """A message that tells the model how to behave."""
        return _written(cls, "system", content, name=name)

    @classmethod
    def developer(cls, *content: object, name: str | None = None) -> Self:
        """A message of the developer, which some models have in place of the system's."""
        return _written(cls, "developer", content, name=name)

    @classmethod
    def user(cls, *content: object, name: str | None = None) -> Self:
        """A message of the user."""
        return _written(cls, "user", content, name=name)

    @classmethod
    def assistant(
        cls,
        *content: object,
        name: str | None = None,
        tool_calls: Sequence[ToolCall | Mapping[str, Any]] | None = None,
    ) -> Self:
        """A message of the model: as an example, as the beginning of its next answer, or (without content) with calls only."""
        return _written(cls, "assistant", content, name=name, tool_calls=tool_calls)

    @classmethod
    def tool(cls, *content: object, tool_call_id: str) -> Self:
        """The result of a call, by the id of the call."""
        return _written(cls, "tool", content, tool_call_id=tool_call_id)


def _written(cls: type[W], role: str, content: Sequence[object], **fields: object) -> W:
    given = {key: plain(value) for key, value in fields.items() if value is not None}
    if not content and "tool_calls" not in given:
        raise ConfigurationError(f"a message of the {role} needs a content")
    if not content or (len(content) == 1 and isinstance(content[0], str)):
        return _decoded(cls, {"role": role, "content": content[0] if content else None, **given})
    parts = [part_of(item) for item in content]
    made: Any = _decoded(cls, {"role": role, "content": [part for part in parts if isinstance(part, Mapping)], **given})
    decoded = iter(made.content)
    made.content = [next(decoded) if isinstance(part, Mapping) else part for part in parts]
    return made  # type: ignore[no-any-return]


def _decoded(cls: type[W], message: dict[str, Any]) -> W:
    try:
        return cls.from_dict(message)  # type: ignore[attr-defined, no-any-return]
    except DecodeError as error:
        reason = str(error)
    raise ConfigurationError(reason)
