"""A script that asks once, as people write them: `once.py ADAPTER FRONT URL`; its start, imports and exit are all that it costs."""

import sys
from importlib import import_module

adapter, front, url = sys.argv[1:]
module = import_module(f"benchmarks.adapters.{adapter}")
texts: list[str] = []
if front == "sync":
    client = module.Sync(url, None)
    client.read(texts.append)
    client.close()
else:
    import asyncio

    async def ask() -> None:
        """Reads one stream."""
        client = module.Async(url, None)
        await client.read(texts.append)
        await client.close()

    asyncio.run(ask())
if not "".join(texts):
    raise SystemExit("no text came")
