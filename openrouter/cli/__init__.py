"""The command `openrouter-stream`, which is `python -m openrouter` too."""

from __future__ import annotations

from collections.abc import Sequence

from .. import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Runs the command and returns its exit code.

    0: the whole answer was printed. 1: the service or the connection failed. 2: the command cannot be run as it was given.
    130: Ctrl+C. 141: the reader of the output left.
    """
    try:
        from .command import run

        return run(arguments)
    except KeyboardInterrupt:  # `run` ends its output itself; this is for the moments before and after
        return 130
