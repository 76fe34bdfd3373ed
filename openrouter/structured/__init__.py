"""Typed answers: the JSON Schema of a class, the class of a JSON text, and the value of a JSON text that is still coming."""

from __future__ import annotations

from .. import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package
