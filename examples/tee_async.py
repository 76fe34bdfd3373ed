"""Read one answer twice: its sentences for the screen, its events for the log."""

import asyncio

from openrouter import AsyncOpenRouter


async def main() -> None:
    async with AsyncOpenRouter(model="openai/gpt-5-mini") as client:
        screen, log = client.stream("Write a short story about a robot.").tee(2)
        async for sentence in screen.text_stream.sentences():
            print(sentence, end="", flush=True)
        kinds = [event.type async for event in log.events()]
        print(f"\n{kinds.count('content.delta')} pieces of text, {kinds.count('keepalive')} signs of life")


if __name__ == "__main__":
    asyncio.run(main())
