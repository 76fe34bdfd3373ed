"""
One file a peer: its public names, used as its documents say, behind two classes.

`Sync(url, certificate)` and `Async(url, certificate)` are clients of a server that has this base URL and is trusted by this file (None:
without TLS). `read(seen)` reads one stream to its end and calls `seen` with the text of each chunk, `""` where it has none; `close()`
closes the client. The methods of `Async` are coroutines. A peer that has one front only defines one.
"""
