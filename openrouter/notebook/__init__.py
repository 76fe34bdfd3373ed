"""
Answers in a Jupyter notebook, live and harmless (`pip install 'openrouter-streaming[jupyter]'`).

>>> from openrouter.notebook import show
>>> stream = show(client.stream("Write a short story about a robot."))
"""

from __future__ import annotations

from .. import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package
from .show import show

__all__ = ["show"]
