"""Python source as a tree."""

from __future__ import annotations

import ast
import gc


def parsed(source: str) -> ast.Module:
    """
    The tree of some source.

    Without the collector: a finalizer of an earlier test that prints a traceback parses source too, which CPython 3.11 takes for a mistake
    of the parser ("AST constructor recursion depth mismatch").
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return ast.parse(source)
    finally:
        if was_enabled:
            gc.enable()
