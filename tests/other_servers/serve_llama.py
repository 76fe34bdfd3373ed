"""The process that holds llama.cpp's server: a model's path and a port are its arguments; it serves until stdin ends."""

from __future__ import annotations

import os
import sys
from typing import Any

import xllamacpp

SLOTS = 4


def main(model: str, port: int) -> None:
    """Serves the model."""
    params: Any = xllamacpp.CommonParams()
    params.model.path = model
    params.port, params.n_ctx, params.n_parallel = port, 1024 * SLOTS, SLOTS
    params.model_alias, params.endpoint_slots = ["smollm2"], True
    params.fit_params, params.warmup, params.verbosity = False, False, -1
    params.sampling.temp, params.n_predict = 0.0, 300  # for requests that say neither, such as those of the examples
    for threads in (params.cpuparams, params.cpuparams_batch):
        threads.n_threads = 2
    server = xllamacpp.Server(params)
    sys.stdin.read()
    del server
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
