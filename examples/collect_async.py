"""Show an answer while it comes, and keep the whole of it."""

import asyncio

from openrouter import AsyncOpenRouter


async def main() -> None:
    async with AsyncOpenRouter(model="openai/gpt-5-mini") as client:
        stream = client.stream("Write a short story about a robot.")
        async for chunk in stream:
            print(chunk.text, end="", flush=True)
        print("\n", len(stream.text), "characters; the message:", stream.response.message)
        print(await client.stream("And another.").get_final_text())  # or without showing it


if __name__ == "__main__":
    asyncio.run(main())
