"""A request as the server received it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs

from attrs import define, field

from .site import Site


class Headers(Mapping[str, str]):
    """The header fields by name, in any case; a repeated field is joined by commas."""

    __slots__ = ("_fields",)

    def __init__(self, fields: Iterable[tuple[str, str]] = ()) -> None:
        self._fields: dict[str, tuple[str, str]] = {}
        for name, value in fields:
            _, first = self._fields.get(name.lower(), (name, None))
            self._fields[name.lower()] = (name, value if first is None else f"{first}, {value}")

    def __getitem__(self, name: str) -> str:
        return self._fields[name.lower()][1]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._fields

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._fields.values())

    def __len__(self) -> int:
        return len(self._fields)

    def __repr__(self) -> str:
        return f"Headers({dict(self)!r})"


@define(eq=False)
class ReceivedRequest:
    """A request, and how the answer to it fares."""

    method: str
    """The HTTP method."""
    target: str
    """The path with the query, as sent."""
    version: str
    """Such as "HTTP/1.1"."""
    headers: Headers
    """The header fields."""
    body: bytes = field(repr=False)
    """The whole body."""
    connection: int
    """Number of the TCP connection it came on, from 1."""
    origin: str = field(default="", init=False)
    """Scheme, host and port of the door of the server by which it came."""
    site: Site = field(factory=Site, init=False, repr=False)
    """The server that received it, as far as an answer may know it."""
    number: int = field(default=0, init=False)
    """Place among the requests of the server, from 0."""
    bytes_sent: int = field(default=0, init=False)
    """How much of the answer was sent so far, its head included."""
    finished: threading.Event = field(factory=threading.Event, init=False, repr=False)
    """Set when the whole answer was sent, also one that is cut by design."""
    client_closed: threading.Event = field(factory=threading.Event, init=False, repr=False)
    """Set when the client closed the connection before the answer was at its end."""

    _parameters: dict[str, Any] | None = field(default=None, init=False, repr=False)

    @property
    def path(self) -> str:
        """The path without the query."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> dict[str, str]:
        """The query parameters; the last one of a name counts."""
        return {name: values[-1] for name, values in parse_qs(self.target.partition("?")[2]).items()}

    @property
    def json(self) -> Any:
        """The decoded body; raises ValueError when it is not JSON."""
        return json.loads(self.body)

    @property
    def wants_stream(self) -> bool:
        """Whether the body asks for a stream."""
        return self.parameter("stream") is True

    @property
    def keep_alive(self) -> bool:
        """Whether the client lets the connection serve another request."""
        return self.version == "HTTP/1.1" and self.headers.get("connection", "").lower() != "close"

    @property
    def generation_id(self) -> str:
        """The id that scripted answers to this request carry, in every chunk and in X-Generation-Id."""
        return f"gen-1760000000-fake{self.number:04d}"

    def parameter(self, name: str) -> Any:
        """A top-level value of the JSON body, or None."""
        if self._parameters is None:
            try:
                body = self.json
            except ValueError:
                body = None
            self._parameters = body if isinstance(body, dict) else {}
        return self._parameters.get(name)
