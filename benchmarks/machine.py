"""Where and with what a run measured."""

from __future__ import annotations

import datetime
import os
import platform
from collections.abc import Iterable
from pathlib import Path

from . import environments

_PACKAGES = {
    "ours": ("aiohttp", "attrs", "orjson", "requests", "urllib3"),
    "httpx-sse": ("httpx", "httpx-sse"),
    "openai": ("openai",),
    "openrouter sdk": ("openrouter",),
    "memory": ("attrs", "msgspec", "orjson"),
}
"""What is measured, by the environment that it lives in."""


def described(used: Iterable[str]) -> dict[str, str]:
    """The machine, its load now, and the versions of what is measured in the environments that are used."""
    return {
        "day": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": f"{_chip()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "load before": load(),
        "versions": ", ".join(_versions(set(used))),
    }


def two_cpus() -> list[int]:
    """Two of the CPUs that this process may use; none where there are fewer, or the system lets nobody choose."""
    free = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    return free[:2] if len(free) > 1 else []


def load() -> str:
    """How many processes wanted to run in the last minute."""
    return f"{os.getloadavg()[0]:.1f}"


def _chip() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor()
    )


def _versions(used: set[str]) -> list[str]:
    found = {
        f"{name} {version}"
        for environment, packages in _PACKAGES.items()
        if environment in used
        for name, version in environments.versions(environment, packages).items()
    }
    return sorted(found)
