"""
What the server answers to each example, and what must come of it.

`examples/NAME.py` and its twin `examples/NAME_async.py` need no entry here when the server's default answer, "Hello, wörld!", is printed.
Otherwise `tests/examples/NAME.py` may define:

- `ANSWERS`: what the server sends, in order (`openrouter.testing`), anew for each of the two;
- `prepare(folder)`: makes the files that the example reads; it runs in that folder;
- `check(output, server, folder)`: asserts on what was printed, on `server.requests`, and on the files that were written;
- `TWINS_DIFFER`: the reason why the twin is not the same text with `async` and `await` in it.
"""
