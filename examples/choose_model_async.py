"""Choose a model by what it can do and what it costs, and see where it runs."""

import asyncio

from openrouter import AsyncOpenRouter


async def main() -> None:
    async with AsyncOpenRouter() as client:
        models = await client.models.list(sort="pricing-low-to-high", supported_parameters=["tools"])
        for model in models.search(input_modalities="image", context=100_000, max_output_price=20):
            print(f"{model.id}: {model.context_length} tokens, {model.completion_per_million} dollars a million")

        where = await client.models.endpoints("openai/gpt-5-mini")
        for endpoint in where.endpoints or []:
            print(f"  at {endpoint.provider_name} ({endpoint.tag}), up {endpoint.uptime_last_1d} % of the day")


if __name__ == "__main__":
    asyncio.run(main())
