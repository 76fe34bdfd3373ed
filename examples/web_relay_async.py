"""Relay a stream to browsers as server-sent events; a browser that leaves ends the stream, and what it costs."""

import asyncio
import json

import aiohttp
from aiohttp import web

from openrouter import AsyncOpenRouter, errors

CLIENT = web.AppKey("client", AsyncOpenRouter)


async def relay(request: web.Request) -> web.StreamResponse:
    page = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
    await page.prepare(request)
    async with request.app[CLIENT].stream("Write a short story about a robot.") as stream:
        try:
            async for text in stream.text_stream:
                await page.write(f"data: {json.dumps(text, ensure_ascii=False)}\n\n".encode())
        except errors.OpenRouterError as error:
            await page.write(f"event: error\ndata: {json.dumps(str(error))}\n\n".encode())
    return page


async def main() -> None:
    app = web.Application()
    app[CLIENT] = AsyncOpenRouter(model="openai/gpt-5-mini")
    app.router.add_get("/", relay)
    runner = web.AppRunner(app, handler_cancellation=True)  # so that a browser that leaves is noticed at once
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with aiohttp.ClientSession() as browser, browser.get(f"http://127.0.0.1:{runner.addresses[0][1]}/") as page:
        print("".join([json.loads(line[6:]) async for line in page.content if line[:6] == b"data: "]))
    await app[CLIENT].close()
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main())
