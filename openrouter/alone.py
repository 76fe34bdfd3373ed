"""
Refuses to be imported beside OpenRouter's own SDK.

That is the distribution `openrouter`, whose import name is the same: pip installs one over the other without a word, and what is left is
a mixture of both. Every package of this library imports this module first, so that whichever part is reached says so.
"""

from __future__ import annotations

import os


def _other_distribution(site: str) -> str | None:
    """The name and version of the other distribution in a folder of packages, or None."""
    try:
        names = os.listdir(site)  # importlib.metadata would tell too, and costs 40 ms
    except OSError:  # the package is in an archive
        return None
    for name in names:
        stem, ending = os.path.splitext(name)
        if stem.startswith("openrouter-") and ending in {".dist-info", ".egg-info"}:
            return stem
    return None


_found = _other_distribution(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
if _found is not None:
    raise ImportError(
        f"openrouter-streaming shares the import name 'openrouter' with {_found}, OpenRouter's own SDK, and one was installed over the"
        " other. Keep one of them: `pip uninstall openrouter openrouter-streaming`, then `pip install openrouter-streaming`."
    )
