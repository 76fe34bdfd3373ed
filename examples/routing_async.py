"""Say which models and providers may answer, what it may cost, and let the model search the web."""

import asyncio

from openrouter import AsyncOpenRouter
from openrouter.models import WebSearchTool


async def main() -> None:
    async with AsyncOpenRouter(model="openai/gpt-5-mini:floor", app_name="Example") as client:
        stream = client.stream(
            "What happened in astronomy this week?",
            models=["google/gemini-3-flash-preview", "mistralai/mistral-small"],
            provider={"data_collection": "deny", "max_price": {"completion": 2}, "sort": "throughput"},
            tools=[WebSearchTool()],
            plugins=[{"id": "context-compression", "engine": "middle-out"}],
            service_tier="flex",
        )
        async for chunk in stream:
            print(chunk.text, end="", flush=True)
        print("\nanswered by", stream.model, "at", stream.provider)


if __name__ == "__main__":
    asyncio.run(main())
