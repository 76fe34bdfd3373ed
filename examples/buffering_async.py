"""Take an answer in larger pieces, in lines, in sentences, or at an even pace."""

import asyncio

from openrouter import AsyncOpenRouter

PROMPT = "Write a short story about a robot."


async def main() -> None:
    async with AsyncOpenRouter(model="openai/gpt-5-mini") as client:
        async for piece in client.stream(PROMPT).text_stream.buffered(chars=100, seconds=0.2):
            print(piece, end="", flush=True)
        async for line in client.stream(PROMPT).text_stream.lines():
            print("\n> " + line, end="")
        async for sentence in client.stream(PROMPT).text_stream.sentences():
            print("\n* " + sentence, end="")
        async for piece in client.stream(PROMPT).text_stream.smooth():
            print(piece, end="", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
