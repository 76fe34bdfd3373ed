"""`python -m benchmarks` measures everything; `python -m benchmarks memory` the hot path alone, in seconds."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time

from . import environments, machine, report
from .fleet import Fleet
from .peers import OURS_STDLIB
from .results import Results
from .scenarios import FULL, PARTS, QUICK, Effort

PAGE = environments.ROOT / "docs" / "performance.md"
IN_MEMORY = ("memory", OURS_STDLIB.environment)
"""The environments of the hot path without a network: with orjson, and without."""

RESULTS = environments.HOME / "results.json"


def main() -> None:
    """Measures what the arguments ask for, and prints it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=main.__doc__)
    names = ["memory", *PARTS]
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"all of them if none is named: {', '.join(names)}")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and peers, in less than two minutes")
    parser.add_argument("--write", action="store_true", help=f"write figures and plots into {PAGE.parent.name}/ too")
    parser.add_argument("--anywhere", action="store_true", help="let the system choose the CPUs of server and clients")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(names):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")

    effort = QUICK if options.quick else FULL
    results = measured(options.parts or names, effort, [] if options.anywhere else machine.two_cpus())
    results.save(RESULTS)
    print(report.everything(results))
    if options.write:
        report.write(PAGE, report.everything(results))
        plots = [str(environments.python("plots")), "-P", "-m", "benchmarks.plots", str(RESULTS), str(PAGE.parent)]
        subprocess.run(plots, check=True)


def measured(parts: list[str], effort: Effort, cpus: list[int]) -> Results:
    """The results of some parts; what is going on is told on stderr."""
    needed = effort.environments if set(parts) - {"memory"} else IN_MEMORY
    environments.make_all(needed)
    kind = {"run": "quick" if effort is QUICK else "full", "server and clients": "on CPUs of their own" if cpus else "on any CPU"}
    results = Results(machine=kind | machine.described(needed))
    begin = time.monotonic()
    with Fleet(cpus) as fleet:
        for part in parts:
            print(f"{time.monotonic() - begin:4.0f} s: {part}", file=sys.stderr)
            if part == "memory":
                in_memory(results, effort.memory)
            else:
                PARTS[part](fleet, results, effort)
    results.machine |= {"load after": machine.load(), "seconds": f"{time.monotonic() - begin:.0f}"}
    return results


def in_memory(results: Results, rounds: int) -> None:
    """Adds what `benchmarks.in_memory` finds, in an environment with orjson and in one without."""
    for environment, suffix in zip(IN_MEMORY, ("", ", without orjson"), strict=True):
        command = [str(environments.python(environment)), "-P", "-m", "benchmarks.in_memory", str(rounds)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
        for name, samples in json.loads(done.stdout).items():
            results.add(f"{name}{suffix}", samples)


if __name__ == "__main__":
    main()
