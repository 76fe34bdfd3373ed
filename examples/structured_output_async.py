"""Ask for an object of a class, and see it grow."""

import asyncio
from dataclasses import dataclass
from typing import Annotated

from openrouter import AsyncOpenRouter, errors


@dataclass
class Recipe:
    """A recipe for two people."""

    title: str
    minutes: Annotated[int, "In all, with the cooking"]
    steps: list[str]


async def main() -> None:
    async with AsyncOpenRouter(model="openai/gpt-5-mini") as client:
        stream = client.stream("A quick onion soup.", response_format=Recipe)
        try:
            async for value in stream.partial():
                print(f"{value.get('title', '')}: {len(value.get('steps', []))} steps")
            recipe = await stream.get_final_parsed()
        except errors.OutputError as error:
            print("no recipe:", error)
        else:
            print(f"{recipe.title}, {recipe.minutes} minutes, then: {recipe.steps[-1]}")


if __name__ == "__main__":
    asyncio.run(main())
