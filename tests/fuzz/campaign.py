"""
Looks for bytes that break a rule, for so many seconds: `python -m tests.fuzz.campaign 60`.

With a number in `SEED` it makes the same bytes in each run, as far as it comes in its time.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path
from random import Random

from tests.fuzz.seeds import SEEDS, mutated

SEED = int(os.environ.get("SEED") or 0)
GUIDED = importlib.util.find_spec("atheris") is not None
"""Whether there is a fuzzer that looks at what code its bytes reach; it has wheels for some interpreters only."""


def blind(seconds: float, start: int) -> int:
    """Changes right streams at random; the number of tries."""
    from tests.fuzz.harness import check

    until = time.monotonic() + seconds
    for number in count(start):
        random = Random(number)
        data = mutated(random, random.choice(SEEDS))
        try:
            check(data, random)
        except BaseException:
            print(f"Random({number}) made {data!r}")
            raise
        if time.monotonic() > until:
            return number - start
    raise AssertionError("endless")


def guided(seconds: float) -> int:
    """The same under atheris, in a process of its own, which libFuzzer ends as it likes; its exit code."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for number, seed in enumerate(SEEDS):
            (corpus / str(number)).write_bytes(bytes(8) + seed)
        limits = [f"-max_total_time={round(seconds)}", "-timeout=10", "-rss_limit_mb=2048", f"-artifact_prefix={folder}/", f"-seed={SEED}"]
        command = [sys.executable, "-m", "tests.fuzz.campaign", "atheris", *limits, "-print_final_stats=1", str(corpus)]
        done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
        print(done.stderr if done.returncode else "\n".join(line for line in done.stderr.splitlines() if line.startswith("stat::")))
        return done.returncode


def fuzz(arguments: list[str]) -> None:
    """What runs in that process."""
    import atheris

    with atheris.instrument_imports(include=["openrouter"]):
        from tests.fuzz.harness import check

    def one(data: bytes) -> None:
        random = Random(data[:8])
        changed = mutated(random, data[8:]) if data[:1] > b"\x80" else data[8:]
        try:
            check(changed, random)
        except BaseException:
            print(f"{data!r} became {changed!r}", flush=True)
            raise

    atheris.Setup(arguments, one)
    atheris.Fuzz()


def main(arguments: list[str]) -> int:
    """Half of the time with, half without the guide, where there is one."""
    if arguments[0] == "atheris":
        fuzz(arguments)
    seconds = float(arguments[0])
    tries = blind(seconds / 2 if GUIDED else seconds, SEED or int.from_bytes(os.urandom(6)))
    print(f"{tries} streams were changed at random")
    return guided(seconds / 2) if GUIDED else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
