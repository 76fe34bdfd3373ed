"""What an answer was asked to be of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing_extensions import TypeVar

    T = TypeVar("T", default=Any)
else:
    from typing import TypeVar

    T = TypeVar("T")
"""The class that an answer was asked to be of; any value where none was named. (Defaults of type variables came with Python 3.13.)"""
