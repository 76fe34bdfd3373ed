"""Have a picture drawn, and save it."""

import asyncio

from openrouter import AsyncOpenRouter


async def main() -> None:
    async with AsyncOpenRouter(model="google/gemini-3-flash-image") as client:
        stream = client.stream(
            "Draw a robot that reads a book.",
            modalities=["image", "text"],
            image_config={"aspect_ratio": "16:9"},
        )
        async for chunk in stream:
            print(chunk.text, end="", flush=True)
        for image in stream.response.images:
            print("\nsaved as", image.save("robot").name, "of", len(image.data), "bytes")


if __name__ == "__main__":
    asyncio.run(main())
