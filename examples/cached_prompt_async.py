"""Ask several questions about a long document that the provider keeps in its prompt cache."""

import asyncio
from pathlib import Path

from openrouter import AsyncOpenRouter, cached
from openrouter.models import ChatMessage


async def main() -> None:
    book = cached(Path("book.pdf"), ttl="1h")
    async with AsyncOpenRouter(model="anthropic/claude-sonnet-4.5") as client:
        for question in ("Who tells the story?", "Where does it end?"):
            stream = client.stream([ChatMessage.user(book, question)])
            print(await stream.get_final_text())
            details = stream.usage.prompt_tokens_details if stream.usage else None
            print("tokens from the cache:", details.cached_tokens if details else 0)


if __name__ == "__main__":
    asyncio.run(main())
