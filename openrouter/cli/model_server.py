"""
The process that holds the embedded model; `embedded.py` runs this file.

A process of its own, because llama.cpp writes to stdout and stderr, holds the interpreter while it loads, and can hang when it is
taken down. It takes the model's path as its argument and a key from stdin, writes the server's address to stdout, and
ends when stdin does, so that it never outlives the command.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

CONTEXT = 4096
"""Tokens of prompt and answer."""


def main(model: str) -> None:
    """Serves the model until stdin ends."""
    report = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(nowhere, number)
    try:
        server = _serve(model, sys.stdin.readline().strip())
    except (ImportError, OSError, RuntimeError, AttributeError, TypeError, ValueError) as error:
        line = f"{type(error).__name__}: {error}"
    else:
        line = server.listening_address
    report.write(" ".join(line.split()) + "\n")
    report.flush()
    sys.stdin.read()
    os._exit(0)  # without the server's destructor, which waits for ever when nothing was asked


def _serve(model: str, key: str) -> Any:
    xllamacpp: Any = import_module("xllamacpp")  # it has no types
    wanted: dict[str, Any] = {
        "api_keys": [key],
        "model_alias": [Path(model).name.split(".")[0]],
        "fit_params": False,  # it would load the model twice to see whether there is room
        "n_ctx": CONTEXT,
        "n_parallel": 1,
        "port": 0,
        "verbosity": -1,
        "warmup": False,
    }
    params = xllamacpp.CommonParams()
    params.model.path = model
    for name, value in wanted.items():
        if hasattr(params, name):  # an older version may lack some
            setattr(params, name, value)
    for threads in (params.cpuparams, params.cpuparams_batch):
        threads.n_threads = _processors()
    return xllamacpp.Server(params)


def _processors() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


if __name__ == "__main__":
    main(sys.argv[1])
