"""Server-sent events read word by word as the standard says: slow, whole, and obviously right.

WHATWG HTML, 9.2.5 "Parsing an event stream" and 9.2.6 "Interpreting an event stream".
"""

from __future__ import annotations

import re

from attrs import Factory, define


@define
class Stream:
    """All that an event stream tells."""

    events: list[tuple[str, str, str, int | None]] = Factory(list)
    """Type, data, last event ID and reconnection time of each."""

    last_event_id: str = ""
    reconnection_time: int | None = None
    comments: list[str] = Factory(list)
    unfinished: str = ""
    """The data of the last block, if nothing ended it."""


def read(source: bytes) -> Stream:
    """Read a stream that is there as a whole."""
    found = Stream()
    text = source.decode("utf-8", "replace").removeprefix("\ufeff")
    *lines, tail = re.split("\r\n|\n|\r", text)
    data = kind = last_id = ""
    retry = None
    for line in lines:
        if not line:
            found.last_event_id = last_id
            if data:
                found.events.append((kind or "message", data[:-1], last_id, retry))
            data, kind, retry = "", "", None
            continue
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        match name:
            case "":
                found.comments.append(line[1:])
            case "data":
                data += value + "\n"
            case "event":
                kind = value
            case "id" if "\0" not in value:
                last_id = value
            case "retry" if re.fullmatch("[0-9]{1,18}", value):
                retry = found.reconnection_time = int(value)
    name, _, value = tail.partition(":")
    found.unfinished = (data + (value.removeprefix(" ") + "\n" if name == "data" else ""))[:-1]
    return found
