"""The engine: scripts, decoder and accumulator, without any I/O."""

from __future__ import annotations

from .. import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package
