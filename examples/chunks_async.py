"""Look into the chunks: pieces of text, then the finish reason, then the usage in the last one."""

import asyncio

from openrouter import AsyncOpenRouter


async def main() -> None:
    async with AsyncOpenRouter(model="openai/gpt-5-mini") as client:
        async for chunk in client.stream("Write a short story about a robot."):
            for choice in chunk.choices or ():
                print("choice", choice.index, "adds", choice.delta and choice.delta.content, "ends", choice.finish_reason)
            if chunk.usage is not None:
                print("the last chunk, as received:", chunk.to_dict())


if __name__ == "__main__":
    asyncio.run(main())
