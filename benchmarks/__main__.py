"""`python -m benchmarks` measures everything; `python -m benchmarks memory` the hot path alone, in seconds."""

from __future__ import annotations

import argparse
import json
import subprocess

from . import environments, report
from .results import Results
from .workloads import WORKLOADS


def main() -> None:
    """Measures what the arguments ask for, and prints tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=main.__doc__)
    parser.add_argument("part", choices=["memory"], help="memory: the hot path without a network")
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    options = parser.parse_args()
    for name in ("memory", "ours without orjson"):
        results = Results(in_memory(name, 5 if options.quick else 25))
        print(f"\nCPU in microseconds a chunk (times the JSON parser's), environment: {name}\n")
        beside = "orjson.loads" if name == "memory" else "json.loads"
        print(report.scenarios(results, [f"memory {workload}" for workload in WORKLOADS], beside))
        print(report.targets(results))


def in_memory(environment: str, rounds: int) -> dict[str, dict[str, list[float]]]:
    """The samples of `benchmarks.in_memory`, run in an environment."""
    command = [str(environments.python(environment)), "-P", "-m", "benchmarks.in_memory", str(rounds)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


if __name__ == "__main__":
    main()
