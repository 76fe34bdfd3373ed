"""Find the text that is closest in meaning to a question."""

import asyncio

from openrouter import AsyncOpenRouter

TEXTS = ["Robots are machines that act.", "Bread is baked from flour.", "The sea is salt water."]


async def main() -> None:
    async with AsyncOpenRouter() as client:
        response = await client.embeddings.create(
            [*TEXTS, "What is a loaf made of?"], model="openai/text-embedding-3-small", encoding_format="base64"
        )
    *vectors, question = response.vectors
    scores = [sum(a * b for a, b in zip(vector, question, strict=True)) for vector in vectors]
    print("closest:", TEXTS[scores.index(max(scores))])


if __name__ == "__main__":
    asyncio.run(main())
