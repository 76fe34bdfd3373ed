"""Talk to a model, question by question; Ctrl+D ends it, and the conversation is kept."""

import asyncio
import sys
from pathlib import Path

from openrouter import AsyncOpenRouter, errors

KEPT = Path("conversation.json")


async def main() -> None:
    history = KEPT.read_text() if KEPT.exists() else ()
    async with AsyncOpenRouter(model="openai/gpt-5-mini") as client:
        session = client.chat_session(history=history, max_messages=50)
        for question in map(str.strip, sys.stdin):
            try:
                async for text in session.send(question).text_stream:
                    print(text, end="", flush=True)
                print()
            except errors.StreamError as error:
                print("\n[", error, "- the question is forgotten ]")
        KEPT.write_text(session.to_json())


if __name__ == "__main__":
    asyncio.run(main())
