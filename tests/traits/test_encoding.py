"""What generated encode functions are made of."""

from __future__ import annotations

from collections import UserDict, UserList
from typing import Any

import pytest

from openrouter.models import ChatMessage
from openrouter.traits import plain


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("text", "text"),
        (b"bytes", b"bytes"),
        (bytearray(b"x"), bytearray(b"x")),
        (1.5, 1.5),
        ((1, [2]), [1, [2]]),
        (UserList([1]), [1]),
        (UserDict({"a": (1,)}), {"a": [1]}),
        (ChatMessage(role="user"), {"role": "user"}),
        ({"a": [ChatMessage(role="user")]}, {"a": [{"role": "user"}]}),
    ],
)
def test_plain(value: Any, expected: Any) -> None:
    """Models become objects, mappings dicts, sequences lists; strings and bytes stay."""
    assert expected == plain(value)


def test_plain_makes_containers_of_its_own() -> None:
    """What comes out shares no container with what went in."""
    inner = [1]
    value = {"a": inner}
    made = plain(value)
    made["a"].append(2)

    assert {"a": [1]} == value
