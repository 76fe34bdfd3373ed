"""Show how far an answer is while it comes, and what it took."""

import asyncio

from openrouter import AsyncOpenRouter


async def main() -> None:
    async with AsyncOpenRouter(model="openai/gpt-5-mini") as client:
        stream = client.stream(
            "Write a short story about a robot.",
            on_progress=lambda stats: print(f"{stats.chunks} chunks, {stats.characters} characters"),
        )
        print(await stream.get_final_text())
        print(f"{stream.stats.duration:.2f} s, {stream.stats.characters / stream.stats.duration:.0f} characters a second")


if __name__ == "__main__":
    asyncio.run(main())
