"""Notice that an answer reached its limit of tokens, and ask for the rest of it."""

import asyncio

from openrouter import AsyncOpenRouter, errors
from openrouter.models import ChatMessage


async def main() -> None:
    messages = [ChatMessage.user("Write a long story.")]
    async with AsyncOpenRouter(model="openai/gpt-5-mini") as client:
        for _ in range(5):
            try:
                async for chunk in client.stream(messages, max_tokens=200, raise_on=["length"]):
                    print(chunk.text, end="", flush=True)
                break
            except errors.OutputTruncatedError as error:
                if error.partial is None or error.partial.message is None:
                    raise
                messages += [error.partial.message, ChatMessage.user("Go on.")]


if __name__ == "__main__":
    asyncio.run(main())
