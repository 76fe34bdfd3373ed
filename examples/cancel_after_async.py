"""Stop a stream after some seconds, and keep what came."""

import asyncio

from openrouter import AsyncOpenRouter, errors


async def main() -> None:
    async with AsyncOpenRouter(model="openai/gpt-5-mini") as client:
        stream = client.stream("Write a very long story.").cancel_after(0.3)
        try:
            async for chunk in stream:
                print(chunk.text, end="", flush=True)
        except errors.StreamCancelledError as error:
            print("\nstopped after", len(error.partial.text if error.partial else ""), "characters")


if __name__ == "__main__":
    asyncio.run(main())
