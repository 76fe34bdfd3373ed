"""Counts in place of times: how often something is called."""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any


def calls(work: Callable[[], object], *functions: Callable[..., Any]) -> list[int]:
    """How often each of these functions of Python is called during the work."""
    found = _calls(work)
    return [found[function.__code__] for function in functions]


def called(work: Callable[[], object]) -> int:
    """How many functions of Python are called during the work, or go on where they had yielded, itself not counted."""
    return _calls(work).total() - 1


def _calls(work: Callable[[], object]) -> Counter[Any]:
    """How often each code object is entered."""
    found: Counter[Any] = Counter()

    def note(frame: FrameType, event: str, _arg: Any) -> None:
        if event == "call":
            found[frame.f_code] += 1

    before = sys.getprofile()
    with alone():
        sys.setprofile(note)
        try:
            work()
        finally:
            sys.setprofile(before)
    return found


@contextmanager
def alone() -> Iterator[None]:
    """Collects the garbage of tests before, and holds the collector off: neither its finalizers nor its memory are counted."""
    gc.collect()
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def lines(work: Callable[[], object]) -> int:
    """How many lines of Python the work runs."""
    count = 0

    def trace(_frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    with alone():
        sys.settrace(trace)
        try:
            work()
        finally:
            sys.settrace(before)
    return count
