# Generated from schemas/word.json by `python -m codegen`. Edit the schema, not this file.
"""One word."""

from __future__ import annotations

from typing import TypeAlias


Word: TypeAlias = str
"""A word."""
