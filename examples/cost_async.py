"""Know what an answer may cost before asking for it, and what it did cost afterwards."""

import asyncio

from openrouter import AsyncOpenRouter

PROMPT = "Write a short story about a robot."


async def main() -> None:
    async with AsyncOpenRouter(model="openai/gpt-5-mini") as client:
        estimate = await client.estimate(PROMPT, max_tokens=500)
        print(f"about {estimate.prompt_tokens} tokens of prompt; at most {estimate.high} dollars")
        if estimate.high is None or estimate.high > 1:
            return

        stream = client.stream(PROMPT, max_tokens=500)
        print(await stream.get_final_text())
        print("by the last chunk:", stream.cost, "dollars")

        generation = await client.generations.get(stream.generation_id, wait=True)
        print("by the books:", generation.total_cost, "dollars, at", generation.provider_name)


if __name__ == "__main__":
    asyncio.run(main())
