"""Send again with exponential back-off what cannot be billed twice, and show each attempt."""

import asyncio

from openrouter import AsyncOpenRouter, Retry


async def main() -> None:
    async with AsyncOpenRouter(model="openai/gpt-5-mini", retry=Retry(attempts=5, max_wait=20)) as client:
        stream = client.stream("Write a short story about a robot.")
        async for event in stream.events():
            if event.type == "retry":
                print(f"attempt {event.attempt} failed: {event.error}; the next in {event.pause:.1f} s")
            elif event.type == "content.delta":
                print(event.text, end="", flush=True)
        print("\n", stream.stats.sends, "attempts")


if __name__ == "__main__":
    asyncio.run(main())
