"""
How light this client is, beside its peers: `python -m benchmarks` measures, `docs/performance.md` shows what it found.

The modules of this package import the standard library alone, so that they run in the environment of every peer; what needs more says so
in its first lines. No test run depends on a figure.
"""
