"""Print an answer while it is being written."""

import asyncio

from openrouter import AsyncOpenRouter


async def main() -> None:
    async with AsyncOpenRouter(model="openai/gpt-5-mini") as client:
        async for chunk in client.stream("Write a short story about a robot."):
            print(chunk.text, end="", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
