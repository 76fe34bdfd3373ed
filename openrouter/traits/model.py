"""What every generated model can do: keep what it does not know, and go to JSON and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self, TypeVar

from attrs import define, evolve, field, fields

from .. import jsontext
from ..errors import DecodeError
from ..jsontext import excerpt
from .decoding import Mismatch, mismatch

if TYPE_CHECKING:
    from .bounds import Bounds

M = TypeVar("M", bound="Model")

NO_EXTRA: Final[dict[str, Any]] = {}
"""Stands in `_extra` until somebody asks for `extra`: decoding has found that every key received is known. Never written to."""


@define(kw_only=True, eq=False, repr=False)
class Model:
    """
    A value of OpenRouter's API.

    Models are mutable. They compare equal when their fields and their unknown fields do, and they copy, pickle and `attrs.evolve`.
    """

    _extra: dict[str, Any] | None = field(default=None, alias="extra")
    _received: dict[str, Any] | None = field(default=None, alias="received")

    _fields: ClassVar[tuple[str, ...]] = ()
    _keys: ClassVar[frozenset[str]] = frozenset()
    _secrets: ClassVar[frozenset[str]] = frozenset()
    _bounds: ClassVar[Mapping[str, Bounds]] = {}
    _decode: ClassVar[Callable[[dict[str, Any]], Any]]
    _encode: ClassVar[Callable[[Any], dict[str, Any]]]

    def __attrs_post_init__(self) -> None:
        # The dict that `attrs.evolve` hands over belongs to another. A converter would do the same, and give every class a `__setattr__`
        # in Python, which makes decoding six times as slow.
        if self._extra is not None:
            self._extra = dict(self._extra)

    @property
    def extra(self) -> dict[str, Any]:
        """
        The fields that the schemas do not name, and those whose value was of the wrong type, as received.

        The dict is this model's own: what is put in is sent and compared, what is taken out is gone.
        """
        if self._extra is None or self._extra is NO_EXTRA:
            received, keys = self._received, self._keys
            self._extra = {} if received is None else {key: received[key] for key in received if key not in keys}
        return self._extra

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """
        The model of a JSON object.

        The mapping is kept, not copied: do not change it afterwards.

        Raises:
            DecodeError: a value is of the wrong type; `.path` says which.
        """
        received = data
        if type(received) is not dict:
            if not isinstance(data, Mapping):
                raise decode_error(cls, mismatch(data, None, "an object"), data)
            received = dict(data)
        try:
            return cls._decode(received)  # type: ignore[no-any-return]
        except Mismatch as wrong:
            found = wrong
        raise decode_error(cls, found, received)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """
        The model of a JSON text.

        Raises:
            DecodeError: no JSON, or a value is of the wrong type.
        """
        try:
            data = jsontext.loads(text)
        except jsontext.JSONTextError as error:
            reason = str(error)
        else:
            return cls.from_dict(data)
        raise DecodeError(f"no JSON for a {cls.__name__}: {reason}", excerpt=excerpt(text))

    def to_dict(self) -> dict[str, Any]:
        """The JSON object: received keys in their order, then what was set since; None is left out unless null was received."""
        return type(self)._encode(self)

    def to_json(self) -> bytes:
        """The JSON text, in UTF-8, without blanks."""
        return jsontext.dumps(self.to_dict())

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self._fields) and self.extra == other.extra

    def __copy__(self) -> Self:
        return evolve(self)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        shown = [
            f"{name}={'***' if name in self._secrets else repr(value)}"
            for name in self._fields
            if (value := getattr(self, name)) is not None
        ]
        if self.extra:
            shown.append(f"extra={self.extra!r}")
        return f"{type(self).__name__}({', '.join(shown)})"


def bind(
    cls: type[M],
    decode: Callable[[dict[str, Any]], M],
    encode: Callable[[M], dict[str, Any]],
    *,
    keys: Mapping[str, str] | None = None,
    bounds: Mapping[str, Bounds] | None = None,
    secrets: tuple[str, ...] = (),
) -> None:
    """Tells a generated class its functions and limits; `keys` maps attribute names to JSON keys where the two differ."""
    own = [attribute.name for attribute in fields(cls) if not attribute.name.startswith("_")]
    cls._fields = tuple(own)
    cls._keys = frozenset(keys[name] if keys and name in keys else name for name in own)
    cls._secrets = frozenset(secrets)
    cls._bounds = bounds or {}
    cls._decode = staticmethod(decode)
    cls._encode = encode


def arrange(model: Model, known: dict[str, Any], always: frozenset[str] | tuple[str, ...] = ()) -> dict[str, Any]:
    """
    The JSON object of a model, from the encoded values of its known keys.

    Received keys keep their place. None is written where null was received, and for the keys in `always`.
    """
    received, extra = model._received, model._extra
    if received is None:
        out = {key: value for key, value in known.items() if value is not None or key in always}
    else:
        out = {}
        for key in received:
            value = known.get(key)
            if value is not None:
                out[key] = value
            elif extra is not None and key in extra:
                out[key] = extra[key]
            elif key in known:
                if received[key] is None or key in always:
                    out[key] = None
            elif extra is None:
                out[key] = received[key]
        for key, value in known.items():
            if key not in out and (value is not None or key in always):
                out[key] = value
    if extra:
        for key, value in extra.items():
            if out.get(key) is None:
                out[key] = value
    return out


def decode_error(cls: type[Model], wrong: Mismatch, root: Any) -> DecodeError:
    """The public error for a mismatch found while decoding `root`."""
    path = wrong.path_in(root)
    found = excerpt(wrong.value)
    return DecodeError(
        f"{cls.__name__}: {path or 'the value'} must be {wrong.expected}, and is {found}", path=path, excerpt=found
    )
