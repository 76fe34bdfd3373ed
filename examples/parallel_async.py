"""Ask several questions at once, and print the answers in order."""

import asyncio

from openrouter import AsyncOpenRouter

QUESTIONS = ["Name a colour.", "Name a fruit.", "Name a river."]


async def main() -> None:
    client = AsyncOpenRouter(model="openai/gpt-5-mini")
    async with client, client.map(QUESTIONS, max_concurrency=3) as results:
        async for result in results:
            print(result.request, "->", result.text if result.ok else f"failed: {result.error}")


if __name__ == "__main__":
    asyncio.run(main())
